"""Reads single values of a TOML file: each gives what a value says, or None where it is not of the kind wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from types import UnionType
from typing import Any

LARGEST = 10**9  # no figure of a council comes near it
MOST_DECIMALS = 9


def instance_of(kind: type) -> Callable[[Any], Any]:
    """Reads a value of a type as it is."""
    return lambda given: given if isinstance(given, kind) else None


def filled_text(given: object) -> str | None:
    """A text of more than spaces."""
    return given if isinstance(given, str) and given.strip() else None


def number(lowest: float = -LARGEST, highest: float = LARGEST) -> Callable[[Any], Decimal | None]:
    """Reads a number just as it is written, from one bound to the other, with at most ``MOST_DECIMALS``."""

    def read(given: Any) -> Decimal | None:  # noqa: ANN401 - whatever TOML may hold
        if not _within(given, int | float, lowest, highest):
            return None
        value = Decimal(str(given))
        return value if value == round(value, MOST_DECIMALS) else None

    return read


def whole_number(lowest: int, highest: int, make: Callable[[int], Any] = int) -> Callable[[Any], Any]:
    """Reads a whole number from one bound to the other."""
    return lambda given: make(given) if _within(given, int, lowest, highest) else None


def _within(given: Any, kinds: type | UnionType, lowest: float, highest: float) -> bool:  # noqa: ANN401
    numeric = isinstance(given, kinds) and not isinstance(given, bool)
    return numeric and lowest <= given <= highest


def one_of(choices: Iterable[str]) -> Callable[[Any], Any]:
    """Reads a text that is one of several, as that one."""
    by_text = {str(choice): choice for choice in choices}
    return lambda given: by_text.get(given) if isinstance(given, str) else None
