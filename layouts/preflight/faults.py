"""The names of the checks, and what each of them finds."""

from __future__ import annotations

from typing import NamedTuple

from layouts.preflight.painted_objects import Box, PaintedPage
from layouts.theme import MM

CHECKS = (
    "pages",
    "margins",
    "stamps",
    "size",
    "text-contrast",
    "mark-contrast",
    "greyscale",
    "stray-label",
    "broken-word",
    "line-length",
    "lone-heading",
    "empty-page",
    "chart-size",
    "file-size",
    "fonts",
    "tags",
    "title",
)
"""The names of the checks, in the order in which they are reported."""


class Fault(NamedTuple):
    """One failure of a check.

    ``page`` is 0 for a fault of the whole file. ``left_mm`` and ``top_mm`` are the upper left corner of what is at
    fault, from the left and the top of the page. ``measured`` is in the unit of the check: points of type, contrast
    ratio, bytes, pages, characters, shares. ``text`` is the text at fault, or the name of what is missing.
    """

    check: str
    page: int = 0
    left_mm: float = 0.0
    top_mm: float = 0.0
    measured: float = 0.0
    text: str = ""


def fault_at(check: str, page: PaintedPage, box: Box, measured: float = 0.0, text: str = "") -> Fault:
    """A failure of a check by what is painted at a place on a page."""
    return Fault(check, page.number, box[0] / MM, (page.height - box[3]) / MM, measured, text)
