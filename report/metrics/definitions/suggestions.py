"""Offers the nearest right name for one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def unknown_names(given: Iterable[str], known: Iterable[str], noun: str) -> list[str]:
    """One sentence for each given name that is not known, with the nearest known one where there is one near."""
    known = sorted(known)
    return [_sentence(name, known, noun) for name in given if name not in known]


def _sentence(name: str, known: list[str], noun: str) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    remedy = f"Did you mean “{near[0]}”?" if near else f"Use one of: {', '.join(known)}."
    return f"there is no {noun} “{name}”. {remedy}"
