"""A drawn chart as both setters have it: content-stream operators and texts, its size, its words and its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from layouts.blocks import Text


class TextRun(NamedTuple):
    """A text: its font, size in points, angle in degrees, and the start of its baseline in points."""

    text: str
    font: str
    size_pt: float
    x_pt: float
    y_pt: float
    angle: float = 0.0


DisplayList = tuple["str | TextRun", ...]
"""A figure as blocks of content-stream operators and texts, in the order of drawing."""


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart as it was drawn on its page: its display list, width and height, its alt text, and every number in it."""

    display_list: DisplayList
    width_pt: float
    height_pt: float
    alt_text: Text
    numbers: Text
