"""The column of end labels beside a panel's plot: no label touches another, and each has a leader from its line."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

from charts import theme
from charts.canvas import Canvas, Points
from charts.labels import APART, Label, LabelLine, SideLabel, arranged, label_height, write_label
from charts.panel_box import plot_box
from charts.picture import Size, TargetLine, Value
from charts.series import SeriesStyle, last_known
from charts.text_fitting import wrapped

_LEADER = 1.0  # parts of the type size: from the plot to the labels
_STUB_PT = 1.5  # from what is named to its leader, and from the leader to the label
_UNDER_FOOT = 0.55  # parts of the type size: the lowest label's leader then stays over the periods
_MOST_LINES = 2  # of a name: three labels have room beside one another
_FIGURE_WEIGHT, _OTHER_WEIGHT = 4.0, 1.0  # the label of the latest figure keeps its height; others give way


class EndLabel(NamedTuple):
    """A label of the column, and the point that it names: the end of a line, or a mark."""

    label: Label
    x_pt: float
    y_pt: float
    weight: float = _OTHER_WEIGHT


def column_x(size: Size) -> float:
    """The left edge of the labels, in points."""
    return plot_box(size).right + _LEADER * size.label_pt


def column_width(size: Size) -> float:
    """The room of a label, in points."""
    return size.width_pt - column_x(size)


def named(text: str, gid: str, size: Size, colour: str = theme.INK, most_lines: int = _MOST_LINES) -> Label:
    """A text in as few lines as the column has room for."""
    lines = wrapped(text, column_width(size), size.label_pt, most_lines)
    return tuple(LabelLine(line, gid, colour=colour) for line in lines)


def target_end_label(target: TargetLine, size: Size, right_pt: float, y_pt: float) -> EndLabel:
    """The label of the target's line, which ends at a point."""
    return EndLabel(named(target.text, "target-label", size), right_pt, y_pt)


def figure_label(
    values: Sequence[Value], points: Points, style: SeriesStyle, size: Size, name: str = ""
) -> list[EndLabel]:
    """The label of a line's latest figure: strong, with the series' name after it and under it.

    A figure that is not of the last period has its own period under it. None for a line without a figure.
    """
    last = last_known(values)
    if last is None:
        return []
    strong_pt = size.label_pt * theme.STRONG_LABEL
    lines = wrapped(values[last].text, column_width(size), strong_pt, _MOST_LINES, strong=True)
    label = tuple(LabelLine(line, f"{style.gid}-end-label", strong=True, colour=style.colour) for line in lines)
    late = last < len(values) - 1
    if name and late:  # else "0 children" would be read as that of the last period, which is missing or hidden
        label = named(name, f"{style.gid}-name", size) + label
    elif name:
        label = _with_name(label, name, f"{style.gid}-name", size)
    if late:
        label += named(values[last].tick, f"{style.gid}-end-period", size, most_lines=1)
    x, y = _end_of(points)
    return [EndLabel(label, x + style.end.marker_pt / 2, y, _FIGURE_WEIGHT)]


def name_label(points: Points, style: SeriesStyle, size: Size, name: str) -> EndLabel:
    """The name alone of a line with at least one figure, at the last of them."""
    x, y = _end_of(points)
    return EndLabel(named(name, f"{style.gid}-name", size), x + style.end.marker_pt / 2, y, _FIGURE_WEIGHT)


def _end_of(points: Points) -> tuple[float, float]:
    return next(point for point in reversed(points) if isfinite(point[1]))


def _with_name(figure: Label, name: str, gid: str, size: Size) -> Label:
    """A figure with as many words of its series' name after it as the column has room for, the others under it."""
    (*before, last), words = figure, name.split(" ")
    for count in range(len(words), 0, -1):
        joined = last._replace(after=LabelLine(" ".join(words[:count]), gid))
        if joined.width_pt(size.label_pt) <= column_width(size):
            rest = " ".join(words[count:])
            return (*before, joined, *(named(rest, gid, size, most_lines=_MOST_LINES - 1) if rest else ()))
    return figure + named(name, gid, size)


def column_height(labels: Sequence[EndLabel], size: Size) -> float:
    """The height that labels take one above the other, in points."""
    return sum(label_height(each.label, size.label_pt) + APART * size.label_pt for each in labels)


def write_column(canvas: Canvas, labels: Sequence[EndLabel], words: str = "") -> None:
    """Write the labels in the order of their heights, beside the plot, each with its leader.

    Of labels for the same height, the first is the highest. Many may reach under the plot's foot unless ``words``
    stand there. Labels at the end that then have no room are left out.
    """
    size, box, x = canvas.size, plot_box(canvas.size), column_x(canvas.size)
    foot = box.bottom if words else box.bottom - _UNDER_FOOT * size.label_pt
    while len(labels) > 1 and column_height(labels, size) > size.height_pt - (foot if words else 0.0):
        labels = labels[:-1]
    beside = [SideLabel(each.label, each.y_pt, each.weight) for each in reversed(labels)]
    of = {id(side): each for side, each in zip(beside, reversed(labels), strict=True)}
    for side, centre in arranged(beside, foot, size, ordered=True):
        write_label(canvas, side.label, x, centre + label_height(side.label, size.label_pt) / 2)
        start = of[id(side)].x_pt + _STUB_PT
        edge = max(box.right + _STUB_PT, start)
        canvas.leader([(min(start, edge), side.y_pt), (edge, side.y_pt), (x - _STUB_PT, centre)])
