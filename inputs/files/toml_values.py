"""Reads single values of a TOML file: each gives what a value says, or None where it is not of the kind wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from math import inf
from types import UnionType
from typing import Any


def instance_of(kind: type) -> Callable[[Any], Any]:
    """Reads a value of a type as it is."""
    return lambda given: given if isinstance(given, kind) else None


def filled_text(given: object) -> str | None:
    """A text of more than spaces."""
    return given if isinstance(given, str) and given.strip() else None


def number(lowest: float = -inf, highest: float = inf) -> Callable[[Any], Decimal | None]:
    """Reads a number just as it is written, from one bound to the other; never infinity or NaN."""
    return lambda given: Decimal(str(given)) if _within(given, int | float, lowest, highest) else None


def whole_number(lowest: int, highest: int, make: Callable[[int], Any] = int) -> Callable[[Any], Any]:
    """Reads a whole number from one bound to the other."""
    return lambda given: make(given) if _within(given, int, lowest, highest) else None


def _within(given: Any, kinds: type | UnionType, lowest: float, highest: float) -> bool:  # noqa: ANN401
    numeric = isinstance(given, kinds) and not isinstance(given, bool)
    return numeric and lowest <= given <= highest and abs(given) != inf


def one_of(choices: Iterable[str]) -> Callable[[Any], Any]:
    """Reads a text that is one of several, as that one."""
    by_text = {str(choice): choice for choice in choices}
    return lambda given: by_text.get(given) if isinstance(given, str) else None
