"""A page as painted: its text, paths and images in the order of painting, with their positions and colours.

Positions are in points from the page's lower left corner; colours are red, green and blue from 0 to 1.
"""

from __future__ import annotations

from typing import NamedTuple

from layouts.pdf_reader.file import Font
from layouts.theme import LARGE_PRINT

Colour = tuple[float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right and top."""

PAPER: Colour = (1.0, 1.0, 1.0)
_TOLERANCE = 0.01  # points


class Owner(NamedTuple):
    """The marked-content sequence something was painted in: its tag ("Artifact" for artifacts) and MCID, or -1."""

    tag: str = ""
    mcid: int = -1


class PaintedText(NamedTuple):
    """A text as shown: its character codes, its size in points, both ends of its baseline, and its bounding box.

    ``spaced`` says that a space follows it, as at the end of a line that the text goes on from.
    """

    owner: Owner
    colour: Colour
    font: Font
    text: bytes
    size: float
    start: Point
    end: Point
    box: Box
    spaced: bool = False


class PaintedPath(NamedTuple):
    """A path as shown: ``lines`` are its subpaths as points, ``box`` its bounding box inside the clipping path.

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


class PaintedImage(NamedTuple):
    """An image as shown: its bounding box."""

    owner: Owner
    box: Box


Painted = PaintedText | PaintedPath | PaintedImage


def text_of(painted: Painted) -> str:
    """What is said there: the characters of a text, and nothing for a path or an image."""
    return painted.font.decode(painted.text) if isinstance(painted, PaintedText) else ""


class PaintedPage(NamedTuple):
    """A page: its number from 1, its size in points, and its objects in the order of painting."""

    number: int
    width: float
    height: float
    objects: list[Painted]

    @property
    def is_large_print(self) -> bool:
        """Whether its text is of the large-print edition, nothing of which is smaller than that edition allows."""
        sizes = (painted.size for painted in self.objects if isinstance(painted, PaintedText))
        return min(sizes, default=0.0) >= LARGE_PRINT.smallest - _TOLERANCE
