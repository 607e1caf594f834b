"""The small trend of a table cell or a tile: a line with its target and the tint of its good side, without words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts import theme
from charts.canvas import RULES, Canvas, LineStyle, Points
from charts.panel_box import draw_good_side
from charts.picture import Picture, Size, TargetLine, Value
from charts.series import draw_series, drawn_numbers, small_style, target_points
from charts.sparkline import describe_sparkline, height_in, unscaled_points
from charts.text_fitting import Box

_CELL = small_style(line_pt=1.3, end_pt=4.6)
_TILE = small_style(line_pt=1.7, end_pt=6.5)
_TILE_FROM_PT = 24.0  # of height
_TARGET = LineStyle(theme.INK, 0.9, (3.4, 2.4))


@dataclass(frozen=True, slots=True)
class TileTrend:
    """A series of at least one value, all of one kind, and its target. ``periods`` is what they are, in the plural.

    ``breaks`` are the indexes of the first values counted in a new way: the line does not run across.
    """

    values: tuple[Value, ...]
    target: TargetLine | None = None
    periods: str = "months"
    breaks: tuple[int, ...] = ()


def draw_tile_trend(chart: TileTrend, size: Size) -> Picture:
    """Draw the line over the whole of the picture, on a scale that reaches its target. In a tile it is bolder."""
    canvas, target = Canvas(size), chart.target
    style = _TILE if size.height_pt >= _TILE_FROM_PT else _CELL
    margin = style.end.marker_pt * canvas.weight_factor / 2 + 0.5
    inner = Box(margin, margin, size.width_pt - margin, size.height_pt - margin)
    numbers = drawn_numbers(chart.values, target=target)
    points = unscaled_points(chart.values, inner, numbers)
    if target and len(numbers) > 1 + len(target.steps):  # a target without a single figure says nothing
        _draw_target(canvas, target, inner, points, numbers)
    draw_series(canvas, points, style, chart.breaks, dots=False)
    description = describe_sparkline(chart.values, chart.periods, target)
    return Picture(canvas.figure, description, (*chart.values, *((target,) if target else ())))


def _draw_target(canvas: Canvas, target: TargetLine, inner: Box, points: Points, numbers: Sequence[float]) -> None:
    """Draw the dashed target from edge to edge, and tint all that is on its good side."""
    whole = Box(0.0, 0.0, canvas.size.width_pt, canvas.size.height_pt)
    line = target_points(target, whole, [x for x, _ in points], lambda number: height_in(inner, number, numbers))
    upper = None if target.upper is None else height_in(inner, target.upper, numbers)
    draw_good_side(canvas, line, whole, target, upper)
    canvas.line(line, _TARGET, "target-line", zorder=RULES)
    if upper is not None:
        canvas.line([(whole.left, upper), (whole.right, upper)], _TARGET, "target-line", zorder=RULES)
