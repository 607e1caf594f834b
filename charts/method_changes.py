"""Changes of counting method: a dotted line through a chart, and its label above the plot."""

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
    """A change of counting method: the index of the first value counted the new way, and the label."""

    first: int
    text: str


def _lines(change: MethodChange, size: Size) -> list[str]:
    return wrapped(change.text, size.width_pt * _WIDEST, size.label_pt, _MOST_LINES)


def change_labels_pt(changes: Sequence[MethodChange], size: Size) -> float:
    """The height that the labels take above the plot, in points."""
    count = sum(len(_lines(change, size)) for change in changes)
    return count * theme.LINE_HEIGHT * size.label_pt + (4 if changes else 0)


def draw_method_changes(canvas: Canvas, plot: Plot, changes: Sequence[MethodChange]) -> None:
    """Draw a dotted line half-way before the first value counted the new way, and its label above the plot."""
    label_pt = canvas.size.label_pt
    baseline = canvas.size.height_pt - theme.ABOVE_BASELINE * label_pt
    for change in changes:
        lines = _lines(change, canvas.size)
        x = (plot.xs[max(change.first - 1, 0)] + plot.xs[change.first]) / 2
        canvas.line([(x, plot.box.bottom), (x, plot.box.top)], CHANGE, "method-change")
        width = max(width_pt(line, label_pt) for line in lines)
        middle = min(max(x, width / 2), max(plot.box.right, width) - width / 2)  # clear of the labels beside the plot
        for line in lines:
            canvas.write(TextLine(line, middle, baseline, label_pt, align="center"), "method-label")
            baseline -= theme.LINE_HEIGHT * label_pt
