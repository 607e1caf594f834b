"""Where the way of counting changed: a dotted line through a chart, and what is said of it over the plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts import theme
from charts.frame import Frame
from charts.marks import CHANGE, Canvas
from charts.picture import Size
from charts.text_fitting import Lettering, width_pt, wrapped

_WIDEST = 0.6  # of the chart
_MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class MethodChange:
    """A change in the way of counting: the index of the first value counted the new way, and what is said of it."""

    first: int
    text: str


def heads_of(changes: Sequence[MethodChange], size: Size, label_pt: float) -> list[list[str]]:
    """The words on each change, in the lines in which they stand over the plot."""
    return [wrapped(change.text, size.width_pt * _WIDEST, label_pt, _MOST_LINES) for change in changes]


def header_pt(heads: Sequence[Sequence[str]], label_pt: float) -> float:
    """The height of the words over the plot that say how the counting changed."""
    return sum(map(len, heads)) * theme.LINE_HEIGHT * label_pt + (4 if heads else 0)


def draw_changes(
    canvas: Canvas, frame: Frame, changes: Sequence[MethodChange], heads: Sequence[Sequence[str]], label_pt: float
) -> None:
    """Draw a dotted line before the first value counted the new way, with its words over the plot."""
    baseline = canvas.size.height_pt - theme.ABOVE_BASELINE * label_pt
    for change, head in zip(changes, heads, strict=True):
        x = (frame.xs[max(change.first - 1, 0)] + frame.xs[change.first]) / 2
        canvas.line([(x, frame.box.bottom), (x, frame.box.top)], CHANGE, "method-change")
        width = max(width_pt(line, label_pt) for line in head)
        middle = min(max(x, width / 2), canvas.size.width_pt - width / 2)
        for line in head:
            canvas.write(Lettering(line, middle, baseline, label_pt, align="center"), "method-label")
            baseline -= theme.LINE_HEIGHT * label_pt
