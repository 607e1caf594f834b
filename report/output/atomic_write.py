"""Atomic replacement of files: a build that fails, is stopped or is killed leaves the last good ones as they were.

Each is written to a temporary file in its own folder and synced to disk (fsync); only then is each renamed over the old
one. A build killed between two renames leaves a new ledger beside an old report; the ledger names its report by its
SHA-256, so that this shows.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from report.output.exit_codes import CannotBuild
from report.output.interrupts import stops_deferred

_TEMPORARY = ".boardreport-*.tmp"
_FOLDERS = (".", "returns", "issued")  # in the output folder: itself, that of checked copies, that of sealed records
_STALE_SECONDS = 3600
_TRIES, _PAUSE_SECONDS = 10, 0.2  # on Windows a file that a viewer holds open cannot be replaced; it may let go soon
_DOUBLE_SUFFIX = ".ledger.csv"


def check_writable(folder: Path) -> None:
    """Make the folder and test that it can be written to, before any work is done. Raises CannotBuild where not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe, handle = _new_temporary(folder)
        os.close(handle)
        probe.unlink()
    except OSError:
        raise CannotBuild(
            [f"{folder}: this folder cannot be written to. Choose another with --output, or ask its owner for access."]
        ) from None


def clear_stale(folder: Path, alone: bool) -> None:
    """Remove the temporary files that killed builds left in an output folder.

    ``alone`` is True where the folder's lock is held; without it only those older than an hour are removed.
    """
    ours = [folder / name for name in _FOLDERS if not (folder / name).is_symlink()]  # a link may lead to anywhere
    for old in (path for place in ours for path in place.glob(_TEMPORARY)):
        with contextlib.suppress(OSError):
            if alone or time.time() - old.stat().st_mtime > _STALE_SECONDS:
                old.unlink()


def replace_all(contents: Mapping[Path, bytes]) -> dict[Path, Path]:
    """Write every file or none, and give for each path where its content now is.

    That is the path itself; or, for all of them, a new name such as ``report (2).pdf``, where another program has one
    of them open. Raises CannotBuild where the disk is full or fails, and Stopped on a stop signal; then the old files
    are as they were.
    """
    with stops_deferred() as raise_if_stopped:
        try:
            with contextlib.suppress(PermissionError):
                _replace(contents, raise_if_stopped)
                return {path: path for path in contents}
            beside = _free_names(contents)
            _replace({beside[path]: content for path, content in contents.items()}, raise_if_stopped)
            return beside
        except OSError as trouble:
            name = next(iter(contents)).name if trouble.filename is None else Path(trouble.filename).name
            raise CannotBuild(
                [f"{name} could not be written. Close it if it is open, see that the disk has room, and run again."]
            ) from None


def _replace(contents: Mapping[Path, bytes], raise_if_stopped: Callable[[], None]) -> None:
    """Write all temporaries, back up all old files, then rename; on any failure put back what was renamed over."""
    temporaries: dict[Path, Path] = {}
    backups: dict[Path, Path | None] = {}
    path = next(iter(contents))
    try:
        for path, content in contents.items():
            temporaries[path] = _write_temporary(path, content)
        for path in contents:
            backups[path] = _back_up(path)
        raise_if_stopped()  # the last moment at which a build can be stopped
        for path, temporary in temporaries.items():
            _rename(temporary, path)
        for folder in {path.parent for path in contents}:
            _sync(folder)
    except BaseException as trouble:
        _restore({path: backup for path, backup in backups.items() if not temporaries[path].exists()})
        if isinstance(trouble, OSError):
            trouble.filename = str(path)  # the officer knows the report, not its temporary file
        raise
    finally:
        _remove((*temporaries.values(), *(backup for backup in backups.values() if backup is not None)))


def _new_temporary(folder: Path, mode: int = 0o666) -> tuple[Path, int]:
    """A new temporary file in the folder and its handle, open for writing, with the rights of the finished file."""
    numbers = itertools.count()
    while True:
        path = folder / f".boardreport-{os.getpid()}-{next(numbers)}.tmp"
        with contextlib.suppress(FileExistsError):
            return path, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)


def _write_temporary(path: Path, content: bytes, mode: int = 0o666) -> Path:
    temporary, handle = _new_temporary(path.parent, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        _remove([temporary])
        raise
    return temporary


def _back_up(path: Path) -> Path | None:
    """A hard link to the old file, or a copy where the file system has no links; None where there is no old file."""
    numbers = itertools.count()
    while True:
        backup = path.with_name(f".boardreport-{os.getpid()}-old-{next(numbers)}.tmp")
        try:
            os.link(path, backup)
        except FileExistsError:
            continue
        except FileNotFoundError:
            return None
        except (OSError, AttributeError, NotImplementedError):  # some systems, and a browser, have no links at all
            return _copy(path) if path.exists() else None
        return backup


def _copy(path: Path) -> Path:
    copy = _write_temporary(path, path.read_bytes(), 0o600)
    try:
        shutil.copymode(path, copy)
    except BaseException:
        _remove([copy])
        raise
    return copy


def _restore(backups: Mapping[Path, Path | None]) -> None:
    for path, backup in backups.items():
        with contextlib.suppress(OSError):
            if backup is None:
                path.unlink(missing_ok=True)
            else:
                backup.replace(path)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _rename(temporary: Path, path: Path) -> None:
    """Rename over the old file, with some patience for a program that has it open."""
    for left in range(_TRIES, 0, -1):
        try:
            temporary.replace(path)
            return
        except PermissionError:
            if left == 1:
                raise
            time.sleep(_PAUSE_SECONDS)


def _sync(folder: Path) -> None:
    """Sync the folder's entries to disk, so that the renames outlast a loss of power; only POSIX has a way to."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _free_names(paths: Iterable[Path]) -> dict[Path, Path]:
    """For every path its name with a number, such as ``report (2).pdf``: the first number that is free for all."""
    numbered = ({path: _numbered(path, number) for path in paths} for number in itertools.count(2))
    return next(names for names in numbered if not any(name.exists() for name in names.values()))


def _numbered(path: Path, number: int) -> Path:
    ending = _DOUBLE_SUFFIX if path.name.endswith(_DOUBLE_SUFFIX) else path.suffix
    return path.with_name(f"{path.name.removesuffix(ending)} ({number}){ending}")
