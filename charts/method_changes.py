"""Changes of counting method: where and how their dotted lines are drawn, and the labels above a plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts import theme
from charts.canvas import CHANGE, Canvas
from charts.picture import Size
from charts.plot import Plot
from charts.text_fitting import TextLine, width_pt, wrapped

_WIDEST = 0.6  # of the chart
_MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class MethodChange:
    """A change of counting method: the index of the first value counted the new way, and the label.

    ``short`` is the label for a narrow place; "" for the same.
    """

    first: int
    text: str
    short: str = ""


def _lines(change: MethodChange, size: Size) -> list[str]:
    return wrapped(change.text, size.width_pt * _WIDEST, size.label_pt, _MOST_LINES)


def change_labels_pt(changes: Sequence[MethodChange], size: Size) -> float:
    """The height that the labels take above the plot, in points."""
    count = sum(len(_lines(change, size)) for change in changes)
    return count * theme.LINE_HEIGHT * size.label_pt + (4 if changes else 0)


def change_x(plot: Plot, change: MethodChange) -> float:
    """The x of a change: half-way before the first value counted the new way."""
    return (plot.xs[max(change.first - 1, 0)] + plot.xs[change.first]) / 2


def draw_change_lines(canvas: Canvas, plot: Plot, changes: Sequence[MethodChange]) -> None:
    """Draw a dotted line through the plot at each change."""
    for change in changes:
        x = change_x(plot, change)
        canvas.line([(x, plot.box.bottom), (x, plot.box.top)], CHANGE, "method-change")


def draw_method_changes(canvas: Canvas, plot: Plot, changes: Sequence[MethodChange]) -> None:
    """Draw the line of each change, and its label above the plot."""
    draw_change_lines(canvas, plot, changes)
    label_pt = canvas.size.label_pt
    baseline = canvas.size.height_pt - theme.ABOVE_BASELINE * label_pt
    for change in changes:
        lines = _lines(change, canvas.size)
        x = change_x(plot, change)
        width = max(width_pt(line, label_pt) for line in lines)
        middle = min(max(x, width / 2), max(plot.box.right, width) - width / 2)  # clear of the labels beside the plot
        for line in lines:
            canvas.write(TextLine(line, middle, baseline, label_pt, align="center"), "method-label")
            baseline -= theme.LINE_HEIGHT * label_pt
