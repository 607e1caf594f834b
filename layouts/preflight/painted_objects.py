"""What is on a page as plain values: words and shapes in the order of drawing, with their places and colours.

Places are in points from the sheet's lower left corner; colours are red, green and blue from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass

from layouts.pdf_reader.file import Font

Colour = tuple[float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right and top."""

PAPER: Colour = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose ink it is: the type of its element or "Artifact", and its number on the page (-1 for artifacts)."""

    tag: str = ""
    number: int = -1


@dataclass(slots=True)
class PaintedText:
    """A run of text as it is seen: its size in points, the two ends of its baseline, and the box of its letters."""

    owner: Owner
    colour: Colour
    font: Font
    text: bytes
    size: float
    start: Point
    end: Point
    box: Box


@dataclass(slots=True)
class PaintedPath:
    """A path as it is seen: ``lines`` are its parts as points, ``box`` is what is left of it inside its clip.

    ``fill`` or ``stroke`` is None where there is none. ``width`` and ``dash`` are the stroke's.
    """

    owner: Owner
    lines: list[list[Point]]
    fill: Colour | None
    stroke: Colour | None
    width: float
    dash: str
    box: Box
    clipped: bool


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """A page: its number from 1, its size in points, and its marks in the order of drawing."""

    number: int
    width: float
    height: float
    objects: list[PaintedText | PaintedPath]
