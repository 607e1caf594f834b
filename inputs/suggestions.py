"""Offers the nearest right name for one that is not known: every “Did you mean” is made here."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest_name(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known name most like another, or "" where none is close. ``cutoff`` is the least likeness, 0 to 1."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=cutoff)), "")


def did_you_mean(name: str) -> str:
    """The question, for a name that is near."""
    return f"Did you mean “{name}”?"


def unknown_names(given: Iterable[str], known: Iterable[str], noun: str) -> list[str]:
    """One sentence for each given name that is not known, with the nearest known one where there is one near."""
    known = sorted(known)
    return [_sentence(name, known, noun) for name in given if name not in known]


def _sentence(name: str, known: list[str], noun: str) -> str:
    near = nearest_name(name, known)
    remedy = did_you_mean(near) if near else f"Use one of: {', '.join(known)}."
    return f"there is no {noun} “{name}”. {remedy}"
