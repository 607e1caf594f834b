"""The one box in which every chart of a panel is drawn: its size, its axes, the good side of a target, its periods.

The box depends on the size of the picture alone, never on what the labels say: charts of equal size have equal plots.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations

from charts import theme
from charts.canvas import AXIS, GRIDLINE, RULES, TARGET, Canvas, Segment
from charts.number_axis import NumberAxis, number_axis
from charts.picture import Scale, Size, TargetLine
from charts.plot import TICK_PT, Plot, split_tick
from charts.series import target_points
from charts.text_fitting import Box, TextLine, fitted, shortened, width_pt

_MM = 72 / 25.4
INSET_PT = 7.0  # of the first and last point from the plot's edges

# Round the plot, in parts of the type size.
_TICKS = 9.5 * _MM / 10  # at its left: tick labels
_COLUMN = 23.5 * _MM / 10  # at its right: end labels and the leaders to them
_HEAD = 0.75  # half of an end label at the very top
_UNDER = (TICK_PT + 1) / 10  # between the plot and the periods
_FOOT = _UNDER + theme.LINE_HEIGHT  # one row of periods

_NUMBER_GAP = 0.35  # parts of the type size: between tick labels and the plot
_DENSE = 0.9  # of the type size: five gridlines in the height of a panel's plot
_GOOD_SIDE = 0.1  # of the numbers' extent: the least that is shown of the good side of a target
_GOOD_SIDE_PT = 4.0  # and in points, where the scale ends at the target
_PERIODS_APART = 0.6  # parts of the type size
_OVERHANG = 0.8  # parts of the type size: how far the last period's label may reach under the end labels
_THOUSAND = 1000


def plot_box(size: Size) -> Box:
    """The box of the plot in a picture of this size, whatever is drawn."""
    label_pt = size.label_pt
    right, top = size.width_pt - _COLUMN * label_pt, size.height_pt - _HEAD * label_pt
    return Box(_TICKS * label_pt, _FOOT * label_pt, right, top)


def panel_plot(
    size: Size, numbers: Sequence[float], scale: Scale, count: int, target: TargetLine | None = None
) -> Plot:
    """The plot of so many periods in the box, with a number axis that covers the numbers and the target's good side."""
    box = plot_box(size)
    covered = [*numbers, *good_side(numbers, target, scale)]
    axis = number_axis(covered, scale, box.bottom, box.top, _DENSE * size.label_pt)
    if target and target.at_least and target.upper is None and box.top - axis.place(max(target.levels)) < _GOOD_SIDE_PT:
        share = 1 - _GOOD_SIDE_PT / (box.top - box.bottom)  # a strip over 100%, so that the side can be seen
        axis = axis._replace(high=axis.low + (max(target.levels) - axis.low) / share)
    return Plot(box, axis, evenly_apart(box, count))


def evenly_apart(box: Box, count: int) -> tuple[float, ...]:
    """The x of each period; that of an only one is at the right, beside its label."""
    left, right = box.left + INSET_PT, box.right - INSET_PT
    if count == 1:
        return (right,)
    return tuple(left + index * (right - left) / (count - 1) for index in range(count))


def good_side(numbers: Sequence[float], target: TargetLine | None, scale: Scale) -> list[float]:
    """A number a little beyond the target on its good side, within the scale, and the target itself."""
    if target is None:
        return []
    levels = target.levels
    if target.at_least is None or target.upper is not None:
        return list(levels)
    every = [*numbers, *levels]
    beyond = _GOOD_SIDE * (max(every) - min(every))
    edge = max(levels) + beyond if target.at_least else max(min(levels) - beyond, scale.floor)
    return [*levels, edge if scale.ceiling is None else min(edge, max(scale.ceiling, *levels))]


def draw_target(canvas: Canvas, plot: Plot, target: TargetLine | None) -> None:
    """Draw the dashed target line, a step function where the target differs, over the tint of its good side."""
    if target is None:
        return
    line = target_points(target, plot.box, plot.xs, plot.axis.place)
    upper = None if target.upper is None else plot.axis.place(target.upper)
    draw_good_side(canvas, line, plot.box, target, upper)
    canvas.line(line, TARGET, "target-line", zorder=RULES)
    if upper is not None:
        canvas.line([(plot.box.left, upper), (plot.box.right, upper)], TARGET, "target-line", zorder=RULES)


def draw_good_side(
    canvas: Canvas, line: Sequence[tuple[float, float]], box: Box, target: TargetLine, upper_pt: float | None = None
) -> None:
    """Tint the box between the target line and the edge on its good side, if it has one; of a range, its other end."""
    if target.at_least is None:
        return
    edge = upper_pt if upper_pt is not None else box.top if target.at_least else box.bottom
    if any(abs(y - edge) > 0.5 for _, y in line):
        canvas.area([(line[0][0], edge), *line, (line[-1][0], edge)], theme.TINT, "tint")


def draw_axes(canvas: Canvas, plot: Plot, *, zero_line: bool = True) -> None:
    """Write tick labels and draw the gridlines, which make way for the words in the plot: so this is drawn last.

    A foot that is not zero has words about it at the right; ``zero_line`` draws a line at zero wherever that is.
    """
    axis, box, label_pt = plot.axis, plot.box, canvas.size.label_pt
    grid: list[Segment] = []
    for tick in axis.ticks:
        y = axis.place(tick)
        room = box.left - _NUMBER_GAP * label_pt
        text = _tick_text(axis, tick, room, label_pt)
        baseline = y - theme.HALF_FIGURE_HEIGHT * label_pt
        canvas.write(TextLine(text, room, baseline, label_pt, align="right"), "number-label", theme.QUIET)
        if zero_line and tick == 0:
            canvas.rules([(box.left, y, box.right, y)], AXIS, "axis")
        else:
            grid += _round_words(canvas, (box.left, y, box.right, y))
    canvas.rules(grid, GRIDLINE, "gridline")


def _tick_text(axis: NumberAxis, tick: float, room_pt: float, label_pt: float) -> str:
    """The label of a tick; in thousands where all of it would be too wide."""
    if max(width_pt(axis.tick_text(each), label_pt) for each in axis.ticks) <= room_pt or not tick:
        return axis.tick_text(tick)
    return fitted(f"{tick / _THOUSAND:,g}k{axis.suffix}".replace("-", "−"), room_pt, label_pt)


def _round_words(canvas: Canvas, line: Segment) -> Iterator[Segment]:
    """The parts of a level line that no words stand on."""
    left, y, right, _ = line
    for box in sorted(box for box in canvas.written if box.bottom < y < box.top and box.right > left):
        if left < box.left - 1 < right:
            yield (left, y, box.left - 1, y)
        left = max(left, box.right + 1)
    if left < right:
        yield (left, y, right, y)


def scale_words(axis: NumberAxis) -> str:
    """Where the scale starts, if not at zero: "scale from 60%"."""
    return "" if axis.low <= 0 else f"scale from {axis.tick_text(axis.low)}"


def write_periods(canvas: Canvas, plot: Plot, ticks: Sequence[str], year_ago: int | None, words: str = "") -> None:
    """Name the first period, that of a year ago and the last, each over a tick mark; in a short run all that fit.

    All stand in one row, right of the numbers of the axis, in which ``words`` end at the right. Where two would touch,
    the year is left out of one, or the month of yearly figures.
    """
    label_pt, box = canvas.size.label_pt, plot.box
    baseline = box.bottom - (_UNDER + theme.ABOVE_BASELINE) * label_pt
    limit = box.right + _OVERHANG * label_pt
    if words:
        about = TextLine(words, canvas.size.width_pt, baseline, label_pt, align="right")
        canvas.write(about, "scale-label", theme.QUIET)
        limit = min(limit, about.box.left - _PERIODS_APART * label_pt)

    def label(index: int, text: str) -> TextLine:
        half = width_pt(text, label_pt) / 2
        return TextLine(
            text, max(min(plot.xs[index], limit - half), box.left + half), baseline, label_pt, align="center"
        )

    apart = _PERIODS_APART * label_pt / 2
    shown = next(each for each in _choices(ticks, year_ago, label) if _are_apart(each.values(), apart))
    for index in range(len(ticks) - 1, 0, -1) if len(ticks) <= theme.SHORT_RUN else ():
        another = shown | {index: label(index, short_ticks(ticks)[index])}
        shown = another if index not in shown and _are_apart(another.values(), apart) else shown
    for index in sorted(shown):
        canvas.write(shown[index], "tick-label")
    marks = [(plot.xs[index], box.bottom, plot.xs[index], box.bottom - TICK_PT) for index in sorted(shown)]
    canvas.rules(marks, AXIS, "tick")


def short_ticks(ticks: Sequence[str]) -> list[str]:
    """Labels of periods without their years; of yearly figures, which are all of one month, the years alone."""
    parts = [split_tick(tick) for tick in ticks]
    yearly = len(parts) > 1 and len({month for month, _ in parts}) == 1 and all(year for _, year in parts)
    return [year if yearly else month for month, year in parts]


def _choices(
    ticks: Sequence[str], year_ago: int | None, label: Callable[[int, str], TextLine]
) -> Iterator[dict[int, TextLine]]:
    """Labels of the last period, the first and that of a year ago, in full or shorter, by index: the best choice first.

    Of the last choice no two can touch: it is the last period alone.
    """
    last, first = len(ticks) - 1, 0
    short = short_ticks(ticks)
    others: list[dict[int, Sequence[str]]] = [{first: ticks}, {first: short}, {}]
    if year_ago not in (None, first, last):
        ago = year_ago or 0
        in_full: list[dict[int, Sequence[str]]] = [{first: ticks, ago: ticks}, {first: ticks, ago: short}]
        others = [
            *(in_full if len(ticks) > theme.SHORT_RUN else reversed(in_full)),  # all of a short run are to be named
            {first: short, ago: ticks},
            {first: short, ago: short},
            {ago: ticks},
            *others,
        ]
    for choice in others:
        yield {index: label(index, names[index]) for index, names in ({**choice, last: ticks}).items()}


def _are_apart(lines: Collection[TextLine], apart_pt: float) -> bool:
    """Whether labels of one row keep this distance from one another, half of it on each side."""
    boxes = [line.box.grown(apart_pt) for line in lines]
    return not any(one.meets(other) for one, other in combinations(boxes, 2))


def draw_empty_box(canvas: Canvas, ticks: Sequence[str], reason: str) -> None:
    """Draw the box without a single number: its foot, its periods, and the reason as text in the middle."""
    box, label_pt = plot_box(canvas.size), canvas.size.label_pt
    canvas.rules([(box.left, box.bottom, box.right, box.bottom)], AXIS, "axis")
    nowhere = NumberAxis(0.0, 1.0, (), "", box.bottom, box.top)
    write_periods(canvas, Plot(box, nowhere, evenly_apart(box, len(ticks))), ticks, None)
    text = fitted(shortened(reason), box.right - box.left, label_pt)
    middle = (box.bottom + box.top) / 2 - theme.HALF_FIGURE_HEIGHT * label_pt
    canvas.write(TextLine(text, (box.left + box.right) / 2, middle, label_pt, align="center"), "gap-label")
