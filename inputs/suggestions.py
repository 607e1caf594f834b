"""Suggests the nearest known name for an unknown one: every “Did you mean” is made here."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_MOST_LISTED = 40  # names in one sentence
_LONGEST_NAME = 400  # characters; to compare a longer text would take its length times that of all names


def nearest_name(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known name most similar to another, or "" where none is. ``cutoff`` is the least similarity, 0 to 1."""
    return next(iter(nearest_names(name, known, 1, cutoff)), "")


def nearest_names(name: str, known: Iterable[str], most: int, cutoff: float = 0.6) -> list[str]:
    """The known names most similar to another, the most similar first; none for a text longer than any name."""
    if len(name) > _LONGEST_NAME:
        return []
    return difflib.get_close_matches(name, list(known), n=most, cutoff=cutoff)


def did_you_mean(name: str) -> str:
    """The question that suggests a name."""
    return f"Did you mean “{name}”?"


def unknown_names(given: Iterable[str], known: Iterable[str], noun: str) -> list[str]:
    """A sentence for each given name that is not known, with the nearest known one or, where none is near, all.

    Where there are too many for a sentence it says what lists them.
    """
    known = sorted(known)
    listed = len(known) <= _MOST_LISTED
    either = (
        f"Use one of: {', '.join(known)}." if listed else f"“boardreport {noun}s” lists the {len(known)} there are."
    )
    near = [(name, nearest_name(name, known)) for name in given if name not in known]
    return [f"there is no {noun} “{name}”. {did_you_mean(one) if one else either}" for name, one in near]
