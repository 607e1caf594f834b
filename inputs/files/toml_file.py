"""Reads a TOML file, ours or an officer's, whatever stands in it."""

from __future__ import annotations

import tomllib
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any


class NotToml(ValueError):
    """Text that is no TOML. The message says what is wrong with it and, where that can be told, in which line."""


def read_toml(path: Path | Traversable) -> dict[str, Any]:
    """What a file says, with or without the byte order mark of Notepad.

    Raises OSError where it cannot be opened, UnicodeDecodeError where it is not UTF-8 and NotToml.
    """
    text = path.read_text("utf-8-sig")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise NotToml(str(trouble)) from None
    except RecursionError:
        raise NotToml("too many brackets inside one another") from None
    except ValueError:  # of int(), which takes no more than 4,300 digits
        raise NotToml("a number has too many digits") from None
