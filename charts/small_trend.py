"""The small trend beside a big number: a line with its first and last figure, and when they were."""

from __future__ import annotations

from dataclasses import dataclass

from charts import theme
from charts.labels import Run
from charts.marks import Canvas
from charts.picture import Picture, Size, Value
from charts.series import last_known, small_hand
from charts.sparkline import describe_shape, draw_shape
from charts.text_fitting import Box, Lettering, fitted, width_pt

_HAND = small_hand(line_pt=1.7, end_pt=6.0)
_GAP_PT = 6.0  # between a figure and the line's end
_LEAST_LINE_SHARE = 0.35  # of the width: with less left for the line, the first figure is not printed


@dataclass(frozen=True, slots=True)
class Headline:
    """A run of values, at least one. ``periods`` is what they are, in the plural."""

    values: tuple[Value, ...]
    periods: str = "months"


def draw_headline(chart: Headline, size: Size) -> Picture:
    """Draw the line between its first and last figure, with the two periods named under it."""
    canvas = Canvas(size)
    label_pt = theme.label_size(size.label_pt)
    foot = theme.LINE_HEIGHT * label_pt + 2
    half = theme.STRONG_LABEL * label_pt / 2
    first, last = _end_runs(chart, size, label_pt)
    left = _room(first, label_pt)
    right = size.width_pt - _room(last, label_pt)
    points = draw_shape(canvas, chart.values, Box(left, foot + half, right, size.height_pt - half), _HAND)
    for run, index in ((first, 0), (last, -1)):
        if run:
            _write_figure(canvas, run, points[index], at_end=index == -1, label_pt=label_pt)
    _write_periods(canvas, chart, label_pt)
    if last_known(chart.values) is None:
        middle = (foot + size.height_pt) / 2 - theme.HALF_FIGURE_HEIGHT * label_pt
        words = fitted(chart.values[0].text, size.width_pt, label_pt)
        reason = Lettering(words, size.width_pt / 2, middle, label_pt, align="center")
        canvas.write(reason, "gap-label")
    return Picture(canvas.figure, describe_shape(chart.values, chart.periods), chart.values)


def _end_runs(chart: Headline, size: Size, label_pt: float) -> tuple[Run | None, Run | None]:
    """The first and the last figure as labels; none for a gap, and no first one where the line needs its room."""
    begin, end = chart.values[0], chart.values[-1]
    last = Run(end.text, "value-end-label", strong=True, colour=theme.DARK) if end.number is not None else None
    first = Run(begin.text, "first-label") if begin.number is not None and len(chart.values) > 1 else None
    if size.width_pt - _room(first, label_pt) - _room(last, label_pt) < _LEAST_LINE_SHARE * size.width_pt:
        first = None
    return first, last


def _room(run: Run | None, label_pt: float) -> float:
    edge = theme.END_DOT_PT / 2 + 0.5
    return edge if run is None else width_pt(run.text, run.size_pt(label_pt), run.strong) + _GAP_PT + edge


def _write_figure(canvas: Canvas, run: Run, point: tuple[float, float], *, at_end: bool, label_pt: float) -> None:
    size = run.size_pt(label_pt)
    away = theme.END_DOT_PT / 2 + _GAP_PT - 2
    x = point[0] + away if at_end else point[0] - away
    baseline = point[1] - theme.HALF_FIGURE_HEIGHT * size
    canvas.write(Lettering(run.text, x, baseline, size, run.strong, "left" if at_end else "right"), run.gid, run.colour)


def _write_periods(canvas: Canvas, chart: Headline, label_pt: float) -> None:
    """Name the first and the last period at the two lower corners, or only the last where both do not fit."""
    baseline = theme.BELOW_BASELINE * label_pt
    last = Lettering(chart.values[-1].tick, canvas.size.width_pt, baseline, label_pt, align="right")
    first = Lettering(chart.values[0].tick, 0.0, baseline, label_pt)
    canvas.write(last, "tick-label")
    if len(chart.values) > 1 and first.box.right + label_pt / 2 <= last.box.left:
        canvas.write(first, "tick-label")
