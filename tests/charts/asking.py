"""Ways to ask a drawn chart what is in it: its artists by what they are, and the room its words take on a page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from zlib import compress

import numpy as np
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.lines import Line2D
from matplotlib.text import Text
from reportlab.pdfbase import pdfmetrics

import layouts
from charts.surface import Surface
from charts.text_fitting import Box
from layouts.drawing.matplotlib_renderer import DisplayList
from layouts.text.fonts import REGULAR, SEMIBOLD, register_fonts


def artists(figure: Surface, gid: str) -> list[Any]:
    """Every artist of a kind, in the order of drawing."""
    return [artist for artist in figure.get_children() if artist.get_gid() == gid]


def only(figure: Surface, gid: str) -> Any:
    """The one artist of a kind."""
    (artist,) = artists(figure, gid)
    return artist


def texts(figure: Surface, gid: str | None = None) -> list[Text]:
    """Every text, or every text of a kind."""
    return [artist for artist in figure.get_children() if isinstance(artist, Text) and gid in (None, artist.get_gid())]


def words(figure: Surface, gid: str) -> list[str]:
    """What the texts of a kind say."""
    return [text.get_text() for text in texts(figure, gid)]


def points(line: Line2D) -> np.ndarray:
    """The points of a line, as rows of x and y."""
    return np.column_stack([np.asarray(line.get_xdata(), float), np.asarray(line.get_ydata(), float)])


def room(text: Text) -> Box:
    """The room a text takes: its width by the metrics of the page's own font, its height by the ink of its letters."""
    register_fonts()
    font, size = SEMIBOLD if text.get_fontweight() == 600 else REGULAR, text.get_fontsize()
    width = pdfmetrics.stringWidth(text.get_text(), font, size)
    x, baseline = text.get_position()
    left = x - width * {"left": 0.0, "center": 0.5, "right": 1.0}[text.get_horizontalalignment()]
    inks = [_ink(font, character) for character in text.get_text()] or [(0.0, 0.0)]
    foot, head = min(foot for foot, _ in inks), max(head for _, head in inks)
    return Box(left, baseline + foot * size, left + width, baseline + head * size)


@cache
def _ink(font: str, character: str) -> tuple[float, float]:
    """How far a letter reaches under and over its line, in parts of the type size."""
    name = {REGULAR: "SourceSans3-Regular.ttf", SEMIBOLD: "SourceSans3-SemiBold.ttf"}[font]
    face = FT2Font(str(Path(layouts.__file__).parent / "fonts" / name))
    face.set_size(1000, 72)
    _, foot, _, head = face.load_char(ord(character), LoadFlags.NO_HINTING).bbox
    return foot / 64000, head / 64000


def size_bytes(display_list: DisplayList) -> int:
    """About how much a chart adds to a page before compression."""
    return sum(len(step) if isinstance(step, str) else 50 + len(step.text) for step in display_list)


def compressed_bytes(display_list: DisplayList) -> int:
    """How much of that is left when it is compressed, as the content of every page is."""
    return len(compress("\n".join(step if isinstance(step, str) else step.text for step in display_list).encode()))


def grey(colour: Any) -> float:
    """How light a colour prints without colour, from 0 to 1."""
    from matplotlib.colors import to_rgb

    red, green, blue = to_rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def contrast_on_white(colour: Any) -> float:
    """The contrast of a colour with white paper, as WCAG counts it."""
    from matplotlib.colors import to_rgb

    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
