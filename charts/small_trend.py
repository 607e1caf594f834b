"""The small trend beside a big number: a line without axes, its first and last figure and their periods."""

from __future__ import annotations

from dataclasses import dataclass

from charts import theme
from charts.canvas import Canvas
from charts.labels import LabelLine
from charts.picture import Picture, Size, Value
from charts.series import last_known, small_style
from charts.sparkline import describe_sparkline, draw_unscaled
from charts.text_fitting import Box, TextLine, fitted, width_pt

_STYLE = small_style(line_pt=1.7, end_pt=6.0)
_GAP_PT = 6.0  # between a figure and the line's end
_LEAST_LINE_SHARE = 0.35  # of the width: with less left for the line, the first figure is not printed


@dataclass(frozen=True, slots=True)
class SmallTrend:
    """A series, at least one value. ``periods`` is what the values are, in the plural."""

    values: tuple[Value, ...]
    periods: str = "months"


def draw_small_trend(chart: SmallTrend, size: Size) -> Picture:
    """Draw the line between its first and last figure, with their periods below."""
    canvas, label_pt = Canvas(size), size.label_pt
    foot = theme.LINE_HEIGHT * label_pt + 2
    half = theme.STRONG_LABEL * label_pt / 2
    first, last = _end_figures(chart, size)
    box = Box(_width(first, label_pt), foot + half, size.width_pt - _width(last, label_pt), size.height_pt - half)
    points = draw_unscaled(canvas, chart.values, box, _STYLE)
    if first:
        _write_figure(canvas, first, points[0], at_end=False)
    if last:
        _write_figure(canvas, last, points[-1], at_end=True)
    _write_periods(canvas, chart)
    if last_known(chart.values) is None:
        middle = (foot + size.height_pt) / 2 - theme.HALF_FIGURE_HEIGHT * label_pt
        reason = fitted(chart.values[0].text, size.width_pt, label_pt)
        canvas.write(TextLine(reason, size.width_pt / 2, middle, label_pt, align="center"), "gap-label")
    return Picture(canvas.figure, describe_sparkline(chart.values, chart.periods), chart.values)


def _end_figures(chart: SmallTrend, size: Size) -> tuple[LabelLine | None, LabelLine | None]:
    """The first and the last figure as labels; None for a gap, and for a first one that leaves the line no room."""
    begin, end = chart.values[0], chart.values[-1]
    last = LabelLine(end.text, "value-end-label", strong=True, colour=theme.DARK) if end.number is not None else None
    first = LabelLine(begin.text, "first-label") if begin.number is not None and len(chart.values) > 1 else None
    left = size.width_pt - _width(first, size.label_pt) - _width(last, size.label_pt)
    return None if left < _LEAST_LINE_SHARE * size.width_pt else first, last


def _width(line: LabelLine | None, label_pt: float) -> float:
    """The width that a figure takes at an end of the line, in points."""
    edge = theme.END_DOT_PT / 2 + 0.5
    return edge if line is None else width_pt(line.text, line.size_pt(label_pt), line.strong) + _GAP_PT + edge


def _write_figure(canvas: Canvas, line: LabelLine, point: tuple[float, float], *, at_end: bool) -> None:
    size = line.size_pt(canvas.size.label_pt)
    away = theme.END_DOT_PT / 2 + _GAP_PT - 2
    x = point[0] + away if at_end else point[0] - away
    baseline = point[1] - theme.HALF_FIGURE_HEIGHT * size
    text = TextLine(line.text, x, baseline, size, line.strong, "left" if at_end else "right")
    canvas.write(text, line.gid, line.colour)


def _write_periods(canvas: Canvas, chart: SmallTrend) -> None:
    """Write the first and the last period in the two lower corners, or only the last where both do not fit."""
    label_pt = canvas.size.label_pt
    baseline = theme.BELOW_BASELINE * label_pt
    last = TextLine(chart.values[-1].tick, canvas.size.width_pt, baseline, label_pt, align="right")
    first = TextLine(chart.values[0].tick, 0.0, baseline, label_pt)
    canvas.write(last, "tick-label")
    if len(chart.values) > 1 and first.box.right + label_pt / 2 <= last.box.left:
        canvas.write(first, "tick-label")
