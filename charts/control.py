"""A measure beside its own ups and downs: a line, an average, limits, and by their shape the figures that stand out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from math import isfinite, nan

from charts import descriptions, theme
from charts.frame import Frame, empty_plot, line_frame, tick_rows_pt
from charts.labels import Beside, Block, block_height, block_width, lines_of
from charts.marks import Canvas, Points, Stroke
from charts.method_changes import MethodChange, draw_changes, header_pt, heads_of
from charts.picture import Goal, Picture, Scale, Size, Value, Words
from charts.series import (
    LEADING,
    WIDEST_SIDE,
    draw_goal,
    drawn_numbers,
    end_block,
    explain_gaps,
    last_known,
    mark_gaps,
    points_of,
    target_block,
    write_ends,
)

_LIMIT_WEIGHT = 1.0  # as of the target: the label of the latest figure keeps its height before them
_OVERHANG = 0.5  # of the distance between two periods: how far an average reaches past its first and last figure


class Stands(StrEnum):
    """How a figure stands beside the usual ups and downs of its series."""

    UNJUDGED = "not judged"
    USUAL = "usual"
    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Band:
    """The usual ups and downs of values from the index ``first`` up to ``stop``: their average and limits.

    A limit that lies where no figure can be is None. On ``trial`` they rest on too few values to judge by.
    """

    first: int
    stop: int
    average: Value
    lower: Value | None = None
    upper: Value | None = None
    trial: bool = False

    @property
    def lines(self) -> tuple[Value, ...]:
        """The average and the limits there are."""
        return tuple(value for value in (self.average, self.upper, self.lower) if value is not None)


@dataclass(frozen=True, slots=True)
class Control:
    """A run of months or quarters, at least one; ``stands`` has an entry for each of its values."""

    values: tuple[Value, ...]
    stands: tuple[Stands, ...]
    bands: tuple[Band, ...]
    scale: Scale
    goal: Goal | None = None
    changes: tuple[MethodChange, ...] = ()
    periods: str = "months"

    @property
    def numbers(self) -> tuple[Value | Goal, ...]:
        """Every number that is drawn."""
        limits = tuple(value for band in self.bands for value in band.lines)
        return (*self.values, *limits, *((self.goal,) if self.goal else ()))


_LINE = Stroke(theme.DARK, 1.4)
_AVERAGE = Stroke(theme.INK, 0.8)
_LIMIT = Stroke(theme.INK, 0.8, theme.LIMIT_DASHES)
_TRIAL = Stroke(theme.INK, 0.8, theme.TRIAL_DASHES)
_MARKS = {  # told apart without colour by their shapes, and by how dark they are; a triangle is bad here as in a status
    Stands.UNJUDGED: Stroke(theme.DARK, 0, marker="o", marker_pt=3.0),
    Stands.USUAL: Stroke(theme.DARK, 0, marker="o", marker_pt=3.6, fill=theme.PAPER),
    Stands.BETTER: Stroke(theme.DARK, 0, marker="*", marker_pt=8.5),
    Stands.WORSE: Stroke(theme.DARK, 0, marker="^", marker_pt=6.5, fill=theme.OTHER_MID),
    Stands.HIGHER: Stroke(theme.DARK, 0, marker="s", marker_pt=5.0),
    Stands.LOWER: Stroke(theme.DARK, 0, marker="s", marker_pt=5.0),
}


def draw_control(chart: Control, size: Size) -> Picture:
    """Draw the line with a mark at every figure, told apart by shape, and the average and limits they are held to."""
    canvas = Canvas(size)
    ticks = [value.tick for value in chart.values]
    if last_known(chart.values) is None:
        empty_plot(canvas, ticks, chart.values[0].text)
        return Picture(canvas.figure, describe_control(chart), chart.numbers)
    label_pt = theme.label_size(size.label_pt)
    end = end_block(chart.values, "", LEADING, size.width_pt * WIDEST_SIDE, label_pt)
    target = target_block(chart.goal, size.width_pt, label_pt)
    taken = tick_rows_pt(ticks, label_pt) + block_height(end, label_pt) + block_height(target, label_pt)
    named = _limit_blocks(chart, size, label_pt, taken)
    beside = max(block_width(block, label_pt) for block in (end, target, *(block for _, block in named)))
    heads = heads_of(chart.changes, size, label_pt)
    reach = drawn_numbers(chart.values, *(band.lines for band in chart.bands), goal=chart.goal)
    frame = line_frame(canvas, reach, chart.scale, ticks, beside, header_pt(heads, label_pt))
    draw_changes(canvas, frame, chart.changes, heads, label_pt)
    draw_goal(canvas, frame, chart.goal)
    for band in chart.bands:
        _draw_band(canvas, frame, band)
    points = points_of(frame, chart.values)
    _draw_line(canvas, chart, points)
    mark_gaps(canvas, frame, chart.values)
    others = [Beside(block, frame.axis.place(value.number or 0.0), _LIMIT_WEIGHT) for value, block in named]
    write_ends(canvas, frame, [(end, points)], chart.goal, target, others)
    explain_gaps(canvas, frame, chart.values)
    return Picture(canvas.figure, describe_control(chart), chart.numbers, frame.axis.note)


def _limit_blocks(chart: Control, size: Size, label_pt: float, taken_pt: float) -> list[tuple[Value, Block]]:
    """The labels of the last band, the limits before the average, as many as there is height for beside the others."""
    if not chart.bands:
        return []
    band, room = chart.bands[-1], size.height_pt - taken_pt
    upper, lower = ("Trial limit",) * 2 if band.trial else ("Upper limit", "Lower limit")
    wanted = [(band.upper, upper), (band.lower, lower), (band.average, "Average")]
    named = []
    for value, name in wanted:
        if value is None or (value is not band.average and value.text == band.average.text):
            continue
        block = lines_of(f"{name} {value.text}", "limit-label", size.width_pt * WIDEST_SIDE, label_pt)
        room -= block_height(block, label_pt) + label_pt / 4
        if room >= 0:
            named.append((value, block))
    return named


def _draw_band(canvas: Canvas, frame: Frame, band: Band) -> None:
    """Draw the average and its limits as level lines over the periods that they are of."""
    over = _OVERHANG * (frame.xs[1] - frame.xs[0]) if len(frame.xs) > 1 else 0.0
    left = max(frame.xs[band.first] - over, frame.box.left)
    right = min(frame.xs[band.stop - 1] + over, frame.box.right)
    for value in band.lines:
        average = value is band.average
        stroke = _TRIAL if band.trial else _AVERAGE if average else _LIMIT
        y = frame.axis.place(value.number or 0.0)
        canvas.line([(left, y), (right, y)], stroke, "average-line" if average else "limit-line")


def _draw_line(canvas: Canvas, chart: Control, points: Points) -> None:
    """Draw the line, broken at gaps and where the counting changed, and over it a mark for every figure."""
    starts = {change.first for change in chart.changes}
    broken: list[tuple[float, float]] = []
    for index, point in enumerate(points):
        broken += [(nan, nan), point] if index in starts else [point]
    canvas.line(broken, _LINE, "value-line")
    for kind, stroke in _MARKS.items():
        of_kind = zip(points, chart.stands, strict=True)
        shown = [point for point, stands in of_kind if stands is kind and isfinite(point[1])]
        if shown:
            canvas.line(shown, stroke, f"{kind.value.replace(' ', '-')}-mark")


def describe_control(chart: Control) -> Words:
    """The course of the line, what is usual for it, which figures stand out since when, the target and the gaps."""
    values, periods = chart.values, chart.periods
    return (
        f"Control chart, {descriptions.span_of(values)}: ",
        *descriptions.course(values, periods),
        ".",
        *(piece for band in chart.bands for piece in _band_words(chart, band)),
        *_standing_out(chart),
        *descriptions.ending(chart.goal, values, periods, [change.text for change in chart.changes]),
    )


def _band_words(chart: Control, band: Band) -> Words:
    """The average and the limits of one band, with its periods where not all are in it."""
    held = chart.values[band.first : band.stop]
    when = "" if len(held) == len(chart.values) else f"{_run_name(held)} "
    kind = "trial limits" if band.trial else "limits"
    said: Words = (f" Average {when}", band.average)
    if band.lower and band.upper:
        return (*said, f", {kind} ", band.lower, " and ", band.upper, ".")
    for side, value in (("upper", band.upper), ("lower", band.lower)):
        if value:
            said += (f", {side} {kind[:-1]} ", value)
    return (*said, ".")


def _standing_out(chart: Control) -> Words:
    """Each run of figures that stand out in the same way, from when to when."""
    if set(chart.stands) <= {Stands.UNJUDGED}:
        return (f" Too few {chart.periods} to judge.",) if chart.bands else ()
    said: list[str] = []
    for kind, run in groupby(zip(chart.stands, chart.values, strict=True), key=lambda pair: pair[0]):
        if kind not in (Stands.UNJUDGED, Stands.USUAL):
            said.append(f"{kind.value} than usual {_run_name([value for _, value in run])}")
    if not said:
        return (" All within the usual ups and downs.",)
    told = "; ".join(said)
    return (f" {told[:1].upper()}{told[1:]}.",)


def _run_name(values: Sequence[Value]) -> str:
    """From when to when: "in May 2023", "from May 2023 to July 2023"."""
    first, last = values[0].name, values[-1].name
    return descriptions.when(first) if first == last else f"from {first} to {last}"
