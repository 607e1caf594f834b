"""Writes files so that a failed, stopped or killed build never touches the last good ones.

All are written beside their places and flushed; only then is each renamed over the old one. A build that is killed
between two renamings leaves a new ledger beside an old report: the ledger names its report, so that this shows.
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
_FOLDERS = (".", "returns", "issued")  # within the output folder: its own, of checked returns, of issued reports
_STALE_SECONDS = 3600
_TRIES, _PAUSE_SECONDS = 10, 0.2  # on Windows a file that a viewer holds open cannot be replaced; it may let go soon
_TWO_PARTS = ".ledger.csv"


def check_writable(folder: Path) -> None:
    """Make the folder and see that it can be written to, before any work is done. Raises CannotBuild where not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe, handle = _fresh(folder)
        os.close(handle)
        probe.unlink()
    except OSError:
        raise CannotBuild(
            [f"{folder}: this folder cannot be written to. Choose another with --output, or ask its owner for access."]
        ) from None


def clear_stale(folder: Path, alone: bool) -> None:
    """Remove what killed builds left in an output folder.

    ``alone`` says that no other build can be at work there; otherwise only what is older than an hour is removed.
    """
    for old in (path for name in _FOLDERS for path in (folder / name).glob(_TEMPORARY)):
        with contextlib.suppress(OSError):
            if alone or time.time() - old.stat().st_mtime > _STALE_SECONDS:
                old.unlink()


def replace_all(contents: Mapping[Path, bytes]) -> dict[Path, Path]:
    """Write every file or none, and give for each path where its content now is.

    That is the path itself; or, for all of them, a new name such as ``report (2).pdf``, where one is held open in
    another program. Raises CannotBuild where the disk is full or fails, and Stopped; then the old files are as they
    were.
    """
    with stops_deferred() as obey:
        try:
            with contextlib.suppress(PermissionError):
                _replace(contents, obey)
                return {path: path for path in contents}
            beside = _free_names(contents)
            _replace({beside[path]: content for path, content in contents.items()}, obey)
            return beside
        except OSError as trouble:
            name = next(iter(contents)).name if trouble.filename is None else Path(trouble.filename).name
            raise CannotBuild(
                [f"{name} could not be written. Close it if it is open, see that the disk has room, and run again."]
            ) from None


def _replace(contents: Mapping[Path, bytes], obey: Callable[[], None]) -> None:
    waiting: dict[Path, Path] = {}
    kept: dict[Path, Path | None] = {}
    path = next(iter(contents))
    try:
        for path, content in contents.items():
            waiting[path] = _write_beside(path, content)
        for path in contents:
            kept[path] = _keep(path)
        obey()  # the last moment at which a build can be stopped
        for path, temporary in waiting.items():
            _rename(temporary, path)
        for folder in {path.parent for path in contents}:
            _flush(folder)
    except BaseException as trouble:
        _put_back({path: old for path, old in kept.items() if not waiting[path].exists()})
        if isinstance(trouble, OSError):
            trouble.filename = str(path)  # the officer knows the report, not what was to become it
        raise
    finally:
        _clear((*waiting.values(), *(old for old in kept.values() if old is not None)))


def _fresh(folder: Path, mode: int = 0o666) -> tuple[Path, int]:
    """A new file in the folder, open for writing, that nobody may read who could not read the finished one."""
    for number in itertools.count():
        path = folder / f".boardreport-{os.getpid()}-{number}.tmp"
        with contextlib.suppress(FileExistsError):
            return path, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    raise AssertionError("numbers never end")


def _write_beside(path: Path, content: bytes, mode: int = 0o666) -> Path:
    temporary, handle = _fresh(path.parent, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        _clear([temporary])
        raise
    return temporary


def _keep(path: Path) -> Path | None:
    """A second name of the old file, to be put back where a later one cannot be replaced; None where there is none."""
    for number in itertools.count():
        copy = path.with_name(f".boardreport-{os.getpid()}-old-{number}.tmp")
        try:
            os.link(path, copy)
        except FileExistsError:
            continue
        except FileNotFoundError:
            return None
        except OSError:  # a file system without second names
            return _copy(path)
        return copy
    raise AssertionError("numbers never end")


def _copy(path: Path) -> Path:
    copy = _write_beside(path, path.read_bytes(), 0o600)
    try:
        shutil.copymode(path, copy)
    except BaseException:
        _clear([copy])
        raise
    return copy


def _put_back(kept: Mapping[Path, Path | None]) -> None:
    for path, old in kept.items():
        with contextlib.suppress(OSError):
            if old is None:
                path.unlink(missing_ok=True)
            else:
                old.replace(path)


def _clear(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _rename(temporary: Path, path: Path) -> None:
    for left in range(_TRIES, 0, -1):
        try:
            temporary.replace(path)
            return
        except PermissionError:
            if left == 1:
                raise
            time.sleep(_PAUSE_SECONDS)


def _flush(folder: Path) -> None:
    """Make the new names last through a loss of power, where the system has a way to."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _free_names(paths: Iterable[Path]) -> dict[Path, Path]:
    """For every path the same name with the first number that is free for all of them."""
    for number in itertools.count(2):
        names = {path: _numbered(path, number) for path in paths}
        if not any(name.exists() for name in names.values()):
            return names
    raise AssertionError("numbers never end")


def _numbered(path: Path, number: int) -> Path:
    ending = _TWO_PARTS if path.name.endswith(_TWO_PARTS) else path.suffix
    return path.with_name(f"{path.name.removesuffix(ending)} ({number}){ending}")
