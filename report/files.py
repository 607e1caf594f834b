"""Writes the report so that a failed or interrupted build never touches the last good one."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from report.errors import CannotBuild

_STALE_SECONDS = 3600
_TRIES = 10  # on Windows a PDF that a viewer holds open cannot be replaced; it may be let go in a moment


def check_writable(folder: Path) -> None:
    """Make the folder and see that it can be written to, before any work is done. Raises CannotBuild where not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".boardreport.{os.getpid()}.tmp"
        probe.touch()
        probe.unlink()
    except OSError:
        raise CannotBuild(
            [f"{folder}: this folder cannot be written to. Choose another with --output, or ask its owner for access."]
        ) from None


def replace_all(contents: dict[Path, bytes]) -> None:
    """Write every file beside its place, flush all to disk, and only then rename each over the old one.

    Raises CannotBuild where the disk is full or a file is held open; then the old files are all as they were.
    """
    waiting: dict[Path, Path] = {}
    kept: dict[Path, Path | None] = {}
    path = next(iter(contents))
    try:
        for path, content in contents.items():
            _clear_stale(path)
            waiting[path] = _write_beside(path, content)
        for path in contents:
            kept[path] = _keep(path)
        for path, temporary in waiting.items():
            _rename(temporary, path)
    except BaseException as trouble:
        _put_back({path: old for path, old in kept.items() if not waiting[path].exists()})
        if not isinstance(trouble, OSError):
            raise
        raise CannotBuild(
            [f"{path.name} could not be written. Close it if it is open, see that the disk has room, and run again."]
        ) from None
    finally:
        _clear((*waiting.values(), *(old for old in kept.values() if old is not None)))


def _keep(path: Path) -> Path | None:
    """A copy of the old file, to be put back where a later one of the files cannot be replaced; None for none."""
    copy = path.with_name(f".{path.name}.{os.getpid()}.old.tmp")
    try:
        shutil.copy(path, copy)
    except FileNotFoundError:
        return None
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


def _write_beside(path: Path, content: bytes) -> Path:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        _clear([temporary])
        raise
    return temporary


def _rename(temporary: Path, path: Path) -> None:
    for left in range(_TRIES, 0, -1):
        try:
            temporary.replace(path)
            return
        except PermissionError:
            if left == 1:
                raise
            time.sleep(0.2)


def _clear_stale(path: Path) -> None:
    """Remove what an earlier build of this same file left behind when it was killed."""
    for old in path.parent.glob(f".{path.name}.*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - old.stat().st_mtime > _STALE_SECONDS:
                old.unlink()
