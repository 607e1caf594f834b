"""What all line charts share: drawing a series with its gaps, labelling its latest figure, the target line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from math import isfinite, nan
from typing import NamedTuple

from charts import theme
from charts.canvas import COMPARED, CROSS, LEADER, VALUE, Canvas, LineStyle, Points
from charts.labels import AWAY_PT, Label, LabelLine, SideLabel, label_of, write_near, write_side_labels
from charts.picture import Size, TargetLine, Value
from charts.plot import Plot
from charts.text_fitting import Box, shortened, width_pt

WIDEST_SIDE = 0.3  # of the picture's width, for labels beside the plot
_WIDEST_TARGET = 0.22  # for the target's label: two lines cost the plot less than one long one
_DOTS_UP_TO = 13  # points; a longer series has dots only on isolated points and on the last
_END_WEIGHT, _TARGET_WEIGHT = 4.0, 1.0  # the label of the latest figure keeps its height; the target's gives way
_GAP_MARK = 0.65  # parts of the type size: half the height of a label beside it
_EARLY = 3.0  # parts of the type size: a line that ends closer than this to the plot's edge is labelled beside it
_ROUND_THE_END = ("right", "above right", "below right", "above", "below")


class SeriesStyle(NamedTuple):
    """How one series is drawn: its line, its dots, its last dot and the colour of its label.

    ``gid`` begins the matplotlib group ids of its artists.
    """

    gid: str
    line: LineStyle
    dot: LineStyle
    end: LineStyle
    colour: str


# The two differ in dashes, markers and lightness, so they stay apart in greyscale.
MAIN = SeriesStyle(
    "value",
    VALUE,
    LineStyle(theme.DARK, 0, marker="o", marker_pt=theme.DOT_PT),
    LineStyle(theme.DARK, 0, marker="o", marker_pt=theme.END_DOT_PT),
    theme.DARK,
)
COMPARISON = SeriesStyle(
    "compared",
    COMPARED,
    LineStyle(theme.MID, 0, marker="s", marker_pt=theme.DOT_PT),
    LineStyle(theme.MID, 0, marker="s", marker_pt=theme.END_DOT_PT - 1),
    theme.INK,
)


def small_style(line_pt: float, end_pt: float) -> SeriesStyle:
    """The main style with a thinner line and smaller dots, for charts without axes."""
    dot, end = (MAIN.dot._replace(marker_pt=size) for size in (line_pt * 2, end_pt))
    return MAIN._replace(line=VALUE._replace(width_pt=line_pt), dot=dot, end=end)


def drawn_numbers(*groups: Sequence[Value], target: TargetLine | None = None) -> list[float]:
    """Every number that the number axis must cover."""
    numbers = [value.number for values in groups for value in values if value.number is not None]
    return [*numbers, *target.levels] if target else numbers


def points_of(plot: Plot, values: Sequence[Value]) -> list[tuple[float, float]]:
    """The values as points of the plot; the y of a gap is not a number."""
    heights = (nan if value.number is None else plot.axis.place(value.number) for value in values)
    return list(zip(plot.xs, heights, strict=False))


def broken_before(points: Points, indexes: Collection[int]) -> list[tuple[float, float]]:
    """The points with a not-a-number point before each of the given indexes, where a line will be broken."""
    parts = ([(nan, nan), point] if index in indexes else [point] for index, point in enumerate(points))
    return [point for part in parts for point in part]


def draw_series(
    canvas: Canvas, points: Points, style: SeriesStyle, breaks: Collection[int] = (), *, dots: bool | None = None
) -> None:
    """Draw a line, broken at gaps and before the indexes ``breaks``, with a large dot on its last point.

    Isolated points always have a dot; all others have one if ``dots``, by default in short series.
    """
    broken = broken_before(points, breaks)
    canvas.line(broken, style.line, f"{style.gid}-line")
    shown = [point for point in points if isfinite(point[1])]
    every = len(points) <= _DOTS_UP_TO if dots is None else dots
    if dotted := shown[:-1] if every else [point for point in _isolated(broken) if point != shown[-1]]:
        canvas.line(dotted, style.dot, f"{style.gid}-dot")
    if shown:
        canvas.line(shown[-1:], style.end, f"{style.gid}-end-dot")


def _isolated(points: Points) -> list[tuple[float, float]]:
    """Points with a gap on both sides: a line alone would not show them."""
    padded = [(nan, nan), *points, (nan, nan)]
    return [
        here
        for before, here, after in zip(padded, padded[1:], padded[2:], strict=False)
        if isfinite(here[1]) and not isfinite(before[1]) and not isfinite(after[1])
    ]


def last_known(values: Sequence[Value]) -> int | None:
    """The index of the latest value that has a number."""
    return next((index for index in reversed(range(len(values))) if values[index].number is not None), None)


def end_label(values: Sequence[Value], name: str, style: SeriesStyle, size: Size) -> Label:
    """The label at a line's end: its latest figure, and under it the series' name if it has one.

    A line that ends before the last period has its name first, and the period of its figure under that: beside the
    plot the figure would else be read as that of the last period, which is missing or hidden.
    """
    last, room = last_known(values), size.width_pt * WIDEST_SIDE
    if last is None:
        return ()
    gid = f"{style.gid}-end-label"
    figure = label_of(values[last].text, gid, room, size.label_pt, strong=True, colour=style.colour)
    named = label_of(name, f"{style.gid}-name", room, size.label_pt) if name else ()
    if last == len(values) - 1:
        return figure + named
    return named + figure + label_of(values[last].tick, f"{style.gid}-end-period", room, size.label_pt)


def target_label(target: TargetLine | None, size: Size) -> Label:
    """The target's label, in short lines."""
    return label_of(target.text, "target-label", size.width_pt * _WIDEST_TARGET, size.label_pt) if target else ()


def draw_target(canvas: Canvas, plot: Plot, target: TargetLine | None) -> None:
    """Draw the target line across the plot, if there is one; of a range both."""
    if target:
        canvas.target(target_points(target, plot.box, plot.xs, plot.axis.place))
        if target.upper is not None:
            y = plot.axis.place(target.upper)
            canvas.target([(plot.box.left, y), (plot.box.right, y)])


def target_points(target: TargetLine, box: Box, xs: Sequence[float], height: Callable[[float], float]) -> Points:
    """The target line: level, or a step function that changes half-way between the periods at ``xs``."""
    if not target.steps:
        return [(box.left, height(target.number)), (box.right, height(target.number))]
    edges = [box.left, *((left + right) / 2 for left, right in pairwise(xs)), box.right]
    return [(x, height(number)) for ends, number in zip(pairwise(edges), target.steps, strict=True) for x in ends]


def write_end_labels(
    canvas: Canvas,
    plot: Plot,
    ends: Sequence[tuple[Label, Points]],
    target: TargetLine | None = None,
    others: Sequence[SideLabel] = (),
) -> None:
    """Label each line at its end and the target: beside the plot, or inside it where a line ends early and has room.

    ``others`` stand beside the plot too; then all labels keep the order of their heights.
    """
    size = canvas.size
    within = Box(plot.box.left, plot.box.bottom, plot.box.right + theme.END_DOT_PT, size.height_pt)
    beside = [SideLabel(target_label(target, size), plot.axis.place(target.number), _TARGET_WEIGHT)] if target else []
    beside += others
    for label, points in ends:
        if not label:
            continue
        end = next(point for point in reversed(points) if isfinite(point[1]))
        if end[0] < plot.xs[-1]:
            roomy = plot.box.right - end[0] > _EARLY * size.label_pt
            if roomy and write_near(canvas, label, end, within, _ROUND_THE_END, away_pt=(5.0, 8.0)):
                continue
            canvas.rules([(*end, plot.box.right, end[1])], LEADER, "leader")
        beside.append(SideLabel(label, end[1], _END_WEIGHT))
    x, foot = plot.box.right + theme.END_DOT_PT, plot.box.bottom - size.label_pt / 4
    write_side_labels(canvas, beside, x, foot, ordered=bool(others))


def mark_gaps(canvas: Canvas, plot: Plot, values: Sequence[Value]) -> None:
    """Mark each period without a figure with a cross at the foot of the plot."""
    if crosses := [point for point, _ in _gaps(canvas, plot, values)]:
        canvas.line(crosses, CROSS, "gap")


def explain_gaps(canvas: Canvas, plot: Plot, values: Sequence[Value], over_pt: Sequence[float] = ()) -> None:
    """Write the reason beside a gap's cross, each reason once and only where there is room.

    Among bars it stands over the cross at one of the heights ``over_pt``, in short lines where it is too wide.
    """
    places, away_pt = (("above",), over_pt) if over_pt else (("right", "above", "left"), AWAY_PT)
    written: set[str] = set()
    for point, reason in _gaps(canvas, plot, values):
        labels = _reason_labels(reason, canvas.size.label_pt, narrow=bool(over_pt))
        tries = (write_near(canvas, label, point, plot.box, places, away_pt) for label in labels)
        if reason not in written and any(tries):
            written.add(reason)


def _reason_labels(reason: str, label_pt: float, *, narrow: bool) -> list[Label]:
    """A reason in one line and, if it may be ``narrow``, in lines as wide as its longest word."""
    words = shortened(reason)
    longest = max(width_pt(word, label_pt) for word in words.split(" "))
    in_one: Label = (LabelLine(words, "gap-label"),)
    return [in_one, label_of(words, "gap-label", longest, label_pt)] if narrow else [in_one]


def _gaps(canvas: Canvas, plot: Plot, values: Sequence[Value]) -> list[tuple[tuple[float, float], str]]:
    """The point of each gap's cross, and the reason for the gap."""
    foot = plot.box.bottom + _GAP_MARK * canvas.size.label_pt
    return [((plot.xs[index], foot), value.text) for index, value in enumerate(values) if value.number is None]
