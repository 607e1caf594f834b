"""The drawing surface of a chart, in points, and the line styles that charts share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import isfinite, nan, sqrt
from typing import NamedTuple

from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from charts import theme
from charts.picture import Size
from charts.surface import Surface
from charts.text_fitting import Box, TextLine

Points = Sequence[tuple[float, float]]
Segment = tuple[float, float, float, float]
"""A straight line as x and y of its left end, then of its right end."""
_POINTS_TO_PIXELS = IdentityTransform()  # at 72 dpi a pixel is a point


class LineStyle(NamedTuple):
    """How a line is drawn: colour, width in points, dashes in multiples of the width, and marker with its size.

    A width of 0 draws markers only. A marker with a ``fill`` is outlined in the line's colour.
    """

    colour: str
    width_pt: float
    dashes: tuple[float, float] | None = None
    marker: str = ""
    marker_pt: float = theme.DOT_PT
    fill: str = ""


VALUE = LineStyle(theme.DARK, theme.LINE_PT)
COMPARED = LineStyle(theme.MID, theme.COMPARED_LINE_PT, theme.COMPARED_DASHES)
TARGET = LineStyle(theme.INK, theme.TARGET_LINE_PT, theme.TARGET_DASHES)
CHANGE = LineStyle(theme.INK, theme.TARGET_LINE_PT, theme.CHANGE_DASHES)
LEADER = LineStyle(theme.INK, theme.GRIDLINE_PT, theme.CHANGE_DASHES)
QUIET_LEADER = LineStyle(theme.QUIET, theme.GRIDLINE_PT)
AXIS = LineStyle(theme.INK, theme.AXIS_PT)
GRIDLINE = LineStyle(theme.RULE, theme.GRIDLINE_PT)
CROSS = LineStyle(theme.INK, 0, marker="x", marker_pt=5.0)
PAPER = LineStyle(theme.PAPER, theme.TARGET_LINE_PT * 2.4)

# Drawing order (zorder): later ones cover earlier ones.
_TINT, _BEHIND, _BARS, RULES, _LINES, _TEXT = -1.0, 0.0, 1.0, 2.0, 3.0, 4.0


@dataclass(slots=True)
class Canvas:
    """A figure being drawn, in points from its lower left corner, and a record of the places that are taken."""

    size: Size
    figure: Surface = field(init=False)
    taken_boxes: list[Box] = field(default_factory=list)
    taken_lines: list[Segment] = field(default_factory=list)
    gridlines: list[Segment] = field(default_factory=list)
    written: list[Box] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.figure = Surface(self.size.width_pt, self.size.height_pt)

    @property
    def weight_factor(self) -> float:
        """How much heavier lines and dots are than at the smallest label size: large print has bolder lines."""
        return sqrt(self.size.label_pt / theme.SMALLEST_LABEL_PT)

    def _ink(self, colour: str) -> str:
        """A colour of the theme, in the picture's accent."""
        return theme.in_accent(colour, self.size.accent)

    def line(self, points: Points, style: LineStyle, gid: str, *, solid: bool = True, zorder: float = _LINES) -> None:
        """Draw a line through points, broken where a y is not a number. A ``solid`` line keeps labels away."""
        artist = Line2D(
            [x for x, _ in points],
            [y for _, y in points],
            color=self._ink(style.colour),
            linewidth=style.width_pt * self.weight_factor,
            linestyle=((0, style.dashes) if style.dashes else "-") if style.width_pt else "none",
            marker=_marker(style.marker),
            markerfacecolor=self._ink(style.fill or style.colour),
            markeredgecolor=self._ink(style.colour),
            markersize=style.marker_pt * self.weight_factor,
            markeredgewidth=1.2 if style.marker == "x" else theme.OUTLINE_PT if style.fill else 0.0,
            dash_capstyle="butt",
            solid_capstyle="butt",
            dash_joinstyle="round",
            solid_joinstyle="round",
        )
        self._add(artist, zorder, gid)
        if solid:
            self._remember(points, style)

    def _add(self, artist: Artist, zorder: float, gid: str) -> None:
        artist.set_transform(_POINTS_TO_PIXELS)
        artist.set_zorder(zorder)
        artist.set_gid(gid)
        self.figure.add_artist(artist)

    def bar(self, box: Box, colour: str, gid: str, *, edge: str | None = None) -> None:
        """Fill a rectangle."""
        artist = Rectangle(
            (box.left, box.bottom),
            box.right - box.left,
            box.top - box.bottom,
            facecolor=self._ink(colour),
            edgecolor=self._ink(edge) if edge else "none",
            linewidth=theme.AXIS_PT if edge else 0,
            linestyle="-",
        )
        self._add(artist, _BARS, gid)

    def write(self, text: TextLine, gid: str, colour: str = theme.INK) -> None:
        """Write a line of text as given: neither mathematics nor TeX."""
        artist = Text(
            text.x_pt,
            text.baseline_pt,
            text.text,
            color=self._ink(colour),
            horizontalalignment=text.align,
            verticalalignment="baseline",
            fontproperties=theme.type_of(text.size_pt, text.strong),
            parse_math=False,
            usetex=False,
        )
        self._add(artist, _TEXT, gid)
        box = text.box
        self.taken_boxes.append(box)
        self.written.append(box)

    def area(self, points: Points, colour: str, gid: str) -> None:
        """Fill an area behind everything else, gridlines too."""
        artist = Polygon(
            list(points),
            closed=True,
            facecolor=self._ink(colour),
            edgecolor="none",
            linewidth=0,
        )
        self._add(artist, _TINT, gid)

    def leader(self, points: Points) -> None:
        """Draw a thin line from what a label names to the label, under the lines of figures."""
        self.line(points, QUIET_LEADER, "leader", solid=False, zorder=RULES)

    def rules(self, lines: Sequence[Segment], style: LineStyle, gid: str) -> None:
        """Draw separate straight lines as one artist: gridlines behind everything, others in front of bars."""
        points = [point for x0, y0, x1, y1 in lines for point in ((x0, y0), (x1, y1), (nan, nan))]
        if points:
            self.line(points[:-1], style, gid, solid=False, zorder=_BEHIND if style is GRIDLINE else RULES)
        if style is GRIDLINE:
            self.gridlines += lines

    def target(self, points: Points) -> None:
        """Draw a dashed target line over a wider white one, so that it shows across dark bars."""
        self.line(points, PAPER, "target-paper", solid=False, zorder=RULES)
        self.line(points, TARGET, "target-line", zorder=RULES)

    def is_free(self, box: Box) -> bool:
        """Whether a label may stand here: inside the figure, clear of labels, lines and markers."""
        if box.left < 0 or box.bottom < 0 or box.right > self.size.width_pt or box.top > self.size.height_pt:
            return False
        return not any(map(box.meets, self.taken_boxes)) and not _any_crosses(self.taken_lines, box)

    def hide_gridlines(self, box: Box) -> None:
        """Cover the gridlines where a label will stand."""
        if _any_crosses(self.gridlines, box):
            self.bar(box, theme.PAPER, "paper")

    def _remember(self, points: Points, style: LineStyle) -> None:
        if style.marker:
            half = style.marker_pt * self.weight_factor / 2
            self.taken_boxes += [Box(x - half, y - half, x + half, y + half) for x, y in points if isfinite(y)]
        if style.width_pt:
            for (x0, y0), (x1, y1) in pairwise(points):
                if isfinite(y0) and isfinite(y1):
                    self.taken_lines.append((x0, y0, x1, y1) if x0 <= x1 else (x1, y1, x0, y0))


@lru_cache(maxsize=16)
def _marker(name: str) -> MarkerStyle:
    """A filled marker; "" for none. Matplotlib would make one for every line."""
    return MarkerStyle(name or "none", "full")


def _any_crosses(lines: Sequence[Segment], box: Box) -> bool:
    return any(line[0] < box.right and line[2] > box.left and crosses(line, box) for line in lines)


def crosses(line: Segment, box: Box) -> bool:
    """Whether a line segment passes through a rectangle (Liang and Barsky line clipping)."""
    x0, y0, x1, y1 = line
    enters, leaves = 0.0, 1.0
    for start, step, low, high in ((x0, x1 - x0, box.left, box.right), (y0, y1 - y0, box.bottom, box.top)):
        if step == 0:
            if not low < start < high:
                return False
            continue
        near, far = sorted(((low - start) / step, (high - start) / step))
        enters, leaves = max(enters, near), min(leaves, far)
    return enters < leaves
