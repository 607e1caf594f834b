"""Reads the bytes of a file safely: no link out of the folder, no pipe that blocks, nothing over the size limit."""

from __future__ import annotations

import os
import stat
from math import ceil
from pathlib import Path

from inputs.files.zip_package import Refused

LARGEST_FILE = 100 * 1024 * 1024  # bytes
_PUT_HERE = "Put the workbook itself in the folder."


def read_file(path: Path, folder: Path) -> bytes:
    """Read a whole file in ``folder``.

    Raises ``Refused`` for a link that leads out of the folder, anything but an ordinary file, one that may not be
    read, and one larger than any return.
    """
    try:
        target = path.resolve(strict=True)
        if path.is_symlink() and not target.is_relative_to(folder.resolve()):
            raise Refused("out-of-reach", "This is a link that leads out of the folder.", _PUT_HERE)
        return _content(target)
    except PermissionError:
        remedy = "Close it in Excel if it is open there, or ask its owner for access."
        raise Refused("out-of-reach", "You do not have permission to read this file.", remedy) from None
    except (OSError, RuntimeError):
        raise Refused("out-of-reach", "This is a link or a file that cannot be reached.", _PUT_HERE) from None


def _content(target: Path) -> bytes:
    # O_NONBLOCK, where there is one: opening a named pipe would wait for a writer for ever.
    handle = os.open(target, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise Refused("not-a-file", "This is not an ordinary file, so it was left out.", _PUT_HERE)
        if state.st_size > LARGEST_FILE:
            size, limit = (f"{ceil(n / 1024**2):,} MB" for n in (state.st_size, LARGEST_FILE))
            what = f"The file is {size} large, the limit is {limit}."
            raise Refused("unsafe-workbook", what, "Copy the return into a new workbook.")
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(LARGEST_FILE + 1)
    finally:
        os.close(handle)
