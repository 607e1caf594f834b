"""Keeps two builds from writing into one folder at once.

The lock is the operating system's, on a file in the folder: it ends with the process that holds it, however that ends.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from report.output.atomic_write import clear_stale
from report.output.exit_codes import CannotBuild
from report.output.interrupts import stops_deferred

FILE = ".boardreport.lock"


@contextlib.contextmanager
def one_build_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the folder for one build, and clear away what killed ones left in it.

    Raises CannotBuild where another build is at work there. A folder whose file system knows no locks is not held.
    """
    path = folder / FILE
    with contextlib.ExitStack() as leaving:
        with stops_deferred() as obey:  # a stop never comes between taking the lock and knowing that it is to be let go
            handle, alone = _take(path)
            leaving.callback(_left, path, handle)
            obey()
        clear_stale(folder, alone)
        yield


def _left(path: Path, handle: int) -> None:
    with stops_deferred():
        _let_go(path, handle)


def _take(path: Path) -> tuple[int, bool]:
    """The lock file, open, and whether it is locked."""
    while True:
        handle = _open(path)
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):
            since = time.localtime(os.fstat(handle).st_mtime)
            os.close(handle)
            raise CannotBuild([_running(path.parent, since)]) from None
        except OSError:
            return handle, False
        if _is_still(path, handle):
            with contextlib.suppress(OSError):
                os.utime(path)  # since when, for whoever meets it
            return handle, True
        os.close(handle)  # the build that had it took the file away between our opening and our locking it


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:  # left by a killed build of somebody else: reading is enough to lock it
        with contextlib.suppress(OSError):
            return os.open(path, os.O_RDONLY)
    except OSError:
        pass
    raise CannotBuild([f"{path}: this file cannot be opened. Delete it and run again."]) from None


def _running(folder: Path, since: time.struct_time) -> str:
    when = f"{since.tm_hour:02}:{since.tm_min:02}"
    return f"{folder}: another build of this report is running (since {when}). Wait until it is done and run again."


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _let_go(path: Path, handle: int) -> None:
        os.close(handle)  # an open file cannot be deleted
        with contextlib.suppress(OSError):
            path.unlink()

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(path: Path, handle: int) -> None:
        with contextlib.suppress(OSError):
            path.unlink()  # while it is ours: after that it may be another build's
        os.close(handle)
