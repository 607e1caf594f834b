"""The lock that keeps two builds from writing into one folder at once.

It is the operating system's lock on a file in the folder, so that it ends with its process, however that ends.
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

LOCK_FILE = ".boardreport.lock"


@contextlib.contextmanager
def one_build_at_a_time(folder: Path) -> Iterator[None]:
    """Within this block the folder is locked. What killed builds left in it is removed first.

    Raises CannotBuild where another build has the lock. A folder whose file system has no locks is not locked.
    """
    path = folder / LOCK_FILE
    with contextlib.ExitStack() as on_leaving:
        with stops_deferred() as raise_if_stopped:  # no stop comes between taking the lock and arranging its release
            handle, locked = _acquire(path)
            on_leaving.callback(_release, path, handle)
            raise_if_stopped()
        clear_stale(folder, alone=locked)
        yield


def _release(path: Path, handle: int) -> None:
    with stops_deferred():
        _unlock(path, handle)


def _acquire(path: Path) -> tuple[int, bool]:
    """The handle of the lock file, and whether it is locked."""
    while True:
        handle = _open(path)
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):
            since = time.localtime(os.fstat(handle).st_mtime)
            os.close(handle)
            running = f"another build of this report is running (since {since.tm_hour:02}:{since.tm_min:02})"
            raise CannotBuild([f"{path.parent}: {running}. Wait until it is done and run again."]) from None
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


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(path: Path, handle: int) -> None:
        os.close(handle)  # an open file cannot be deleted
        with contextlib.suppress(OSError):
            path.unlink()

else:

    def _lock(handle: int) -> None:
        try:
            import fcntl  # noqa: PLC0415 - a browser has none, and no second build either
        except ImportError:
            raise OSError from None
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(path: Path, handle: int) -> None:
        with contextlib.suppress(OSError):
            path.unlink()  # while it is ours: after that it may be another build's
        os.close(handle)
