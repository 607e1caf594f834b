"""Reads a TOML file, one of ours or an officer's."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

try:
    import tomli as toml  # the standard library's own parser, compiled
except ImportError:  # the one-file edition does without
    import tomllib as toml  # type: ignore[no-redef]


class NotToml(ValueError):
    """The text is not TOML. The message says what is wrong and, where known, in which line."""


def phrases_in(listed: str | Sequence[str]) -> Sequence[str]:
    """The phrases of a list, or of a text that has bars between them, which is read in a fraction of the time."""
    return listed.strip().replace("\n", " ").split(" | ") if isinstance(listed, str) else listed


def read_toml(path: Path | Traversable) -> dict[str, Any]:
    """The content of a TOML file, with or without a byte order mark, which Notepad writes.

    Raises ``OSError`` where it cannot be opened, ``UnicodeDecodeError`` where it is not UTF-8, ``NotToml`` otherwise.
    """
    text = path.read_text("utf-8-sig")
    try:
        return toml.loads(text)
    except toml.TOMLDecodeError as trouble:
        raise NotToml(str(trouble)) from None
    except RecursionError:
        raise NotToml("too many brackets inside one another") from None
    except ValueError:  # of int(), which takes no more than 4,300 digits
        raise NotToml("a number has too many digits") from None
