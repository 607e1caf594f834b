"""The strokes every chart shares, and the canvas they are placed on: points in, artists out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite, nan, sqrt
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from charts import theme
from charts.picture import Size
from charts.text_fitting import Box, Lettering

Points = Sequence[tuple[float, float]]
Segment = tuple[float, float, float, float]
"""A straight line from a point to one that is not further left: x and y of both."""
_POINTS_TO_PIXELS = IdentityTransform()  # figures are set at 72 dpi, so a pixel is a point


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: colour, width in points, dashes in parts of the width, and a marker of a size in points.

    A marker with a ``fill`` of its own is outlined in the line's colour.
    """

    colour: str
    width_pt: float
    dashes: tuple[float, float] | None = None
    marker: str = ""
    marker_pt: float = theme.DOT_PT
    cap: Literal["butt", "round"] = "butt"
    fill: str = ""


VALUE = Stroke(theme.DARK, theme.LINE_PT)
COMPARED = Stroke(theme.MID, theme.COMPARED_LINE_PT, theme.COMPARED_DASHES)
TARGET = Stroke(theme.INK, theme.TARGET_LINE_PT, theme.TARGET_DASHES)
CHANGE = Stroke(theme.INK, theme.TARGET_LINE_PT, theme.CHANGE_DASHES)
LEADER = Stroke(theme.INK, theme.GRIDLINE_PT, theme.CHANGE_DASHES)
AXIS = Stroke(theme.INK, theme.AXIS_PT)
GRIDLINE = Stroke(theme.RULE, theme.GRIDLINE_PT)
CROSS = Stroke(theme.INK, 0, marker="x", marker_pt=5.0)
PAPER = Stroke(theme.PAPER, theme.TARGET_LINE_PT * 2.4)

# In front of what: later ones cover earlier ones.
_BEHIND, _BARS, _RULES, _LINES, _WORDS = 0.0, 1.0, 2.0, 3.0, 4.0


@dataclass(slots=True)
class Canvas:
    """A figure being drawn, in points from its lower left corner, and a memory of where its ink is."""

    size: Size
    figure: Figure = field(init=False)
    boxes: list[Box] = field(default_factory=list)
    strokes: list[Segment] = field(default_factory=list)
    gridlines: list[Segment] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.figure = Figure(figsize=(self.size.width_pt / 72, self.size.height_pt / 72), dpi=72, frameon=False)

    @property
    def heft(self) -> float:
        """How much heavier lines and dots are drawn than for the smallest labels: large print has bolder lines."""
        return sqrt(max(self.size.label_pt / theme.SMALLEST_LABEL_PT, 1.0))

    def line(self, points: Points, stroke: Stroke, gid: str, *, solid: bool = True, zorder: float = _LINES) -> None:
        """Draw a line through points, broken where a point is not a number. ``solid`` ink keeps labels away."""
        artist = Line2D(
            [x for x, _ in points],
            [y for _, y in points],
            transform=_POINTS_TO_PIXELS,
            color=stroke.colour,
            linewidth=stroke.width_pt * self.heft,
            linestyle=((0, stroke.dashes) if stroke.dashes else "-") if stroke.width_pt else "none",
            marker=stroke.marker or "none",
            fillstyle="full",
            markerfacecolor=stroke.fill or stroke.colour,
            markeredgecolor=stroke.colour,
            markersize=stroke.marker_pt * self.heft,
            markeredgewidth=_edge_pt(stroke),
            dash_capstyle="butt",
            solid_capstyle=stroke.cap,
            dash_joinstyle="round",
            solid_joinstyle="round",
            zorder=zorder,
            gid=gid,
        )
        self._place(artist)
        if solid:
            self._remember(points, stroke)

    def bar(self, box: Box, colour: str, gid: str, *, edge: str | None = None) -> None:
        """Fill a rectangle."""
        artist = Rectangle(
            (box.left, box.bottom),
            box.right - box.left,
            box.top - box.bottom,
            transform=_POINTS_TO_PIXELS,
            facecolor=colour,
            edgecolor=edge or "none",
            linewidth=theme.AXIS_PT if edge else 0,
            linestyle="-",
            zorder=_BARS,
            gid=gid,
        )
        self._place(artist)

    def write(self, lettering: Lettering, gid: str, colour: str = theme.INK) -> None:
        """Set a line of text, exactly as typed."""
        artist = Text(
            lettering.x_pt,
            lettering.baseline_pt,
            lettering.text,
            transform=_POINTS_TO_PIXELS,
            color=colour,
            horizontalalignment=lettering.align,
            verticalalignment="baseline",
            fontproperties=theme.type_of(lettering.size_pt, lettering.strong),
            parse_math=False,
            usetex=False,
            zorder=_WORDS,
            gid=gid,
        )
        self._place(artist)
        self.boxes.append(lettering.box)

    def rules(self, lines: Sequence[Segment], stroke: Stroke, gid: str) -> None:
        """Draw separate straight lines as one artist: gridlines behind everything, others before the bars."""
        points = [point for x0, y0, x1, y1 in lines for point in ((x0, y0), (x1, y1), (nan, nan))]
        if points:
            self.line(points[:-1], stroke, gid, solid=False, zorder=_BEHIND if stroke is GRIDLINE else _RULES)
        if stroke is GRIDLINE:
            self.gridlines += lines

    def target(self, points: Points) -> None:
        """Draw a target's dashed line, on a strip of paper so that it shows across dark bars."""
        self.line(points, PAPER, "target-paper", solid=False, zorder=_RULES)
        self.line(points, TARGET, "target-line", zorder=_RULES)

    def is_free(self, box: Box) -> bool:
        """Whether a label may stand here: on the canvas, clear of other labels, of lines and of dots."""
        if box.left < 0 or box.bottom < 0 or box.right > self.size.width_pt or box.top > self.size.height_pt:
            return False
        return not any(map(box.meets, self.boxes)) and not _any_crosses(self.strokes, box)

    def clear(self, box: Box) -> None:
        """Take the gridlines away from where a label will stand."""
        if _any_crosses(self.gridlines, box):
            self.bar(box, theme.PAPER, "paper")

    def _place(self, artist: Artist) -> None:
        self.figure.add_artist(artist)

    def _remember(self, points: Points, stroke: Stroke) -> None:
        if stroke.marker:
            half = stroke.marker_pt * self.heft / 2
            self.boxes += [Box(x - half, y - half, x + half, y + half) for x, y in points if isfinite(y)]
        if stroke.width_pt:
            for (x0, y0), (x1, y1) in pairwise(points):
                if isfinite(y0) and isfinite(y1):
                    self.strokes.append((x0, y0, x1, y1) if x0 <= x1 else (x1, y1, x0, y0))


def _edge_pt(stroke: Stroke) -> float:
    """How heavy the outline of a marker is, in points."""
    return 1.2 if stroke.marker == "x" else theme.OUTLINE_PT if stroke.fill else 0.0


def _any_crosses(lines: Sequence[Segment], box: Box) -> bool:
    return any(line[0] < box.right and line[2] > box.left and crosses(line, box) for line in lines)


def crosses(line: Segment, box: Box) -> bool:
    """Whether a straight line passes through a box (the line cut to the box's two slabs, after Liang and Barsky)."""
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
