"""The bars of a panel: one a quarter in the box of panels, and one a group, now and a year ago, in the same room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts import descriptions, theme
from charts.canvas import AXIS, Canvas, LineStyle
from charts.labels import foot_over
from charts.number_axis import NumberAxis, number_axis
from charts.panel_box import draw_axes, draw_empty_box, draw_good_side, good_side, plot_box, write_periods
from charts.panel_labels import EndLabel, column_width, column_x, target_end_label, write_column
from charts.panel_trend import RING
from charts.picture import Description, Picture, Scale, Size, TargetLine, Value, plain
from charts.plot import Plot
from charts.series import drawn_numbers, explain_gaps, mark_gaps, target_points
from charts.text_fitting import Box, TextLine, fitted, width_pt

_BAR_SHARE = 0.62  # of the distance from one bar to the next
_CLEAR = 0.25  # parts of the type size: between a bar and its figure
_WIDEST_BAR = 2.4  # parts of the type size
_SHRINK = 1.02  # of the axis, step by step, until the highest figure has room
_OVER_A_GAP_PT = (5.0, 12.0, 20.0, 30.0)
_APART = 0.2  # parts of the type size: between two figures


@dataclass(frozen=True, slots=True)
class PanelBars:
    """The quarters in order, at least one; ``year_ago`` is the index of that a year before the last.

    ``periods`` is what the values are, in the plural.
    """

    values: tuple[Value, ...]
    scale: Scale
    target: TargetLine | None = None
    year_ago: int | None = None
    periods: str = "quarters"

    @property
    def numbers(self) -> tuple[Value | TargetLine, ...]:
        """Every number that is drawn."""
        return (*self.values, *((self.target,) if self.target else ()))


def draw_panel_bars(chart: PanelBars, size: Size) -> Picture:
    """Draw the bars with their figures on top, over the good side of the target; its line crosses the bars."""
    canvas, target = Canvas(size), chart.target
    ticks = [value.tick for value in chart.values]
    if not descriptions.known(chart.values):
        draw_empty_box(canvas, ticks, chart.values[0].text)
        return Picture(canvas.figure, describe_panel_bars(chart), chart.numbers)
    plot = _plot(chart, size)
    labels: list[EndLabel] = []
    _draw_bars(canvas, plot, chart.values)
    if target:
        line = target_points(target, plot.box, plot.xs, plot.axis.place)
        upper = None if target.upper is None else plot.axis.place(target.upper)
        draw_good_side(canvas, line, plot.box, target, upper)
        canvas.target(line)
        if upper is not None:
            canvas.target([(plot.box.left, upper), (plot.box.right, upper)])
        labels.append(target_end_label(target, size, plot.box.right, plot.axis.place(target.number)))
    _write_figures(canvas, plot, chart)
    mark_gaps(canvas, plot, chart.values)
    explain_gaps(canvas, plot, chart.values, _OVER_A_GAP_PT)
    write_periods(canvas, plot, ticks, chart.year_ago)
    write_column(canvas, labels)
    draw_axes(canvas, plot)
    return Picture(canvas.figure, describe_panel_bars(chart), chart.numbers)


def describe_panel_bars(chart: PanelBars) -> Description:
    """Every quarter's figure in turn, then the target and how often it was met."""
    return descriptions.by_quarter(chart.target, chart.values, chart.periods)


def _plot(chart: PanelBars, size: Size) -> Plot:
    """The box with an axis from zero, and room for the highest figure, whether on its bar or on the target's line."""
    box, label_pt, count = plot_box(size), size.label_pt, len(chart.values)
    numbers = drawn_numbers(chart.values)
    covered = [0.0, *numbers, *good_side([0.0, *numbers], chart.target, chart.scale)]
    axis = number_axis(covered, replace(chart.scale, from_zero=True), box.bottom, box.top, label_pt)
    pitch = (box.right - box.left) / count
    plot = Plot(box, axis, tuple(box.left + (index + 0.5) * pitch for index in range(count)))
    ceiling = size.height_pt - theme.ABOVE_BASELINE * label_pt
    while max(_foot(plot, index, chart, label_pt) for index in range(count)) > ceiling:
        plot = plot._replace(axis=plot.axis._replace(high=plot.axis.high * _SHRINK))
    return plot


def _draw_bars(canvas: Canvas, plot: Plot, values: Sequence[Value]) -> None:
    """Draw each bar, the last one dark."""
    half = min((plot.box.right - plot.box.left) / len(values) * _BAR_SHARE, _WIDEST_BAR * canvas.size.label_pt) / 2
    for index, (x, value) in enumerate(zip(plot.xs, values, strict=True)):
        if value.number is not None:
            latest = index == len(values) - 1
            low, high = sorted((plot.axis.place(0.0), plot.axis.place(value.number)))
            box = Box(x - half, low, x + half, high)
            canvas.bar(box, theme.DARK if latest else theme.BAR, "latest-bar" if latest else "bar")
            canvas.taken_boxes.append(box)


def _write_figures(canvas: Canvas, plot: Plot, chart: PanelBars) -> None:
    """Write the figures on their bars: the latest, that of a year ago, then all others that have room."""
    label_pt, last = canvas.size.label_pt, len(chart.values) - 1
    first = [last] if chart.year_ago is None else [last, chart.year_ago]
    written: list[Box] = []
    for index in dict.fromkeys([*first, *range(last, -1, -1)]):
        value = chart.values[index]
        if value.number is None:
            continue
        latest = index == last
        foot = _foot(plot, index, chart, label_pt)
        half = width_pt(value.text, label_pt, latest) / 2
        x = max(plot.xs[index], plot.box.left + half)
        text = TextLine(value.text, x, foot, label_pt, latest, "center")
        around = text.box.grown(_APART * label_pt / 2)
        if canvas.is_free(text.box._replace(bottom=foot)) and not any(map(around.meets, written)):
            canvas.write(text, "end-label" if latest else "bar-label", theme.DARK if latest else theme.INK)
            written.append(around)


def _foot(plot: Plot, index: int, chart: PanelBars, label_pt: float) -> float:
    """The baseline of a figure: just above its bar, or above the target line where that would cross it."""
    bar = plot.axis.place(max(chart.values[index].number or 0.0, 0.0))
    line = plot.axis.place(chart.target.at(index)) if chart.target else None
    return foot_over(bar, line, _CLEAR * label_pt, theme.ABOVE_BASELINE * label_pt)


@dataclass(frozen=True, slots=True)
class Group:
    """A group's figure now and a year ago, and its share of all now; each None where there is none.

    ``now.tick`` names the group.
    """

    now: Value
    then: Value | None = None
    share: Value | None = None

    @property
    def figure(self) -> Description:
        """The figure of now, with its share in brackets."""
        return (self.now, " (", self.share, ")") if self.share else (self.now,)


@dataclass(frozen=True, slots=True)
class PairedBars:
    """Groups from the first to the last, at least one, none below zero; and the names of now and of a year ago."""

    groups: tuple[Group, ...]
    now_name: str
    then_name: str

    @property
    def numbers(self) -> tuple[Value, ...]:
        """Every number that is drawn."""
        parts = (value for group in self.groups for value in (group.now, group.then, group.share))
        return tuple(value for value in parts if value)


_NAME_GAP = 0.8  # parts of the type size: between a group's name and its bar
_ROW_BAR = 0.28  # of a row's height
_BEYOND = LineStyle(theme.BAR, 1.0)
_DOT = LineStyle(theme.DARK, 0, marker="o", marker_pt=6.0)
_HALO = LineStyle(theme.PAPER, 0, marker="o", marker_pt=7.6)  # parts the dot from the bar that ends in it
_RING = RING._replace(marker_pt=8.6)  # wide enough to be seen round the dot
_RING_HALO = LineStyle(theme.PAPER, 0, marker="o", marker_pt=11.0)
_WIDEST_NAME = 0.56  # of the picture
_KEY_GAP = 1.2  # parts of the type size: between the two parts of the key


def draw_paired_bars(chart: PairedBars, size: Size) -> Picture:
    """Draw a bar with a dot at now and a ring at a year ago for each group; its figures stand in the column."""
    canvas, label_pt, box = Canvas(size), size.label_pt, plot_box(size)
    names = [fitted(group.now.tick, size.width_pt * _WIDEST_NAME, label_pt) for group in chart.groups]
    left = max(width_pt(name, label_pt) for name in names) + _NAME_GAP * label_pt
    numbers = [value.number for group in chart.groups for value in (group.now, group.then) if value]
    longest = max((number for number in numbers if number), default=1.0)
    end = box.right - _RING.marker_pt * canvas.weight_factor / 2
    axis = NumberAxis(0.0, longest, (), "", left, end)
    row = (size.height_pt - box.bottom) / len(chart.groups)
    for index, (group, name) in enumerate(zip(chart.groups, names, strict=True)):
        middle = size.height_pt - (index + 0.5) * row
        baseline = middle - theme.HALF_FIGURE_HEIGHT * label_pt
        canvas.write(TextLine(name, left - _NAME_GAP * label_pt, baseline, label_pt, align="right"), "tick-label")
        _draw_row(canvas, axis, group, middle, row * _ROW_BAR)
        known = group.now.number is not None
        text = fitted(plain(group.figure), column_width(size), label_pt, known)
        gid, colour = ("bar-label", theme.DARK) if known else ("gap-label", theme.INK)
        canvas.write(TextLine(text, column_x(size), baseline, label_pt, known), gid, colour)
    canvas.rules([(left, box.bottom, left, size.height_pt)], AXIS, "axis")
    _write_key(canvas, chart, left)
    return Picture(canvas.figure, describe_paired_bars(chart), chart.numbers)


def _draw_row(canvas: Canvas, axis: NumberAxis, group: Group, middle: float, height_pt: float) -> None:
    """Draw the bar of a group with its dot, and a ring at a year ago, with a thin line to it beyond the bar."""
    end = axis.place(group.now.number or 0.0)
    if end > axis.start_pt:
        canvas.bar(Box(axis.start_pt, middle - height_pt / 2, end, middle + height_pt / 2), theme.BAR, "bar")
    if group.then and group.then.number is not None:
        x = axis.place(group.then.number)
        if x > end:
            canvas.line([(end, middle), (x, middle)], _BEYOND, "to-year-ago")
        canvas.line([(x, middle)], _RING_HALO, "halo")
        canvas.line([(x, middle)], _RING, "year-ago-ring")
    if group.now.number is not None:
        canvas.line([(end, middle)], _HALO, "halo")
        canvas.line([(end, middle)], _DOT, "value-end-dot")


def _write_key(canvas: Canvas, chart: PairedBars, left_pt: float) -> None:
    """Say in the foot which is the bar and which the ring, if there is a ring; from further left where that is long."""
    size, label_pt = canvas.size, canvas.size.label_pt
    baseline = (theme.LINE_HEIGHT - theme.ABOVE_BASELINE) * label_pt
    middle = baseline + theme.HALF_FIGURE_HEIGHT * label_pt
    half, gap = _RING.marker_pt * canvas.weight_factor / 2, 0.4 * label_pt
    ringed = any(group.then and group.then.number is not None for group in chart.groups)
    names = [chart.now_name, *([chart.then_name] if ringed else [])]
    whole = sum(width_pt(name, label_pt) + 2 * half + gap for name in names) + _KEY_GAP * label_pt * (len(names) - 1)
    left_pt = max(min(left_pt, size.width_pt - whole - gap), 0.0)
    canvas.line([(left_pt + half, middle)], _DOT, "key-dot")
    now = TextLine(chart.now_name, left_pt + 2 * half + gap, baseline, label_pt)
    canvas.write(now, "key-label")
    if ringed:
        x = now.box.right + _KEY_GAP * label_pt + half
        canvas.line([(x, middle)], _RING, "key-ring")
        then_x = x + half + gap
        text = fitted(chart.then_name, size.width_pt - then_x, label_pt)
        canvas.write(TextLine(text, then_x, baseline, label_pt), "key-label")


def describe_paired_bars(chart: PairedBars) -> Description:
    """Every group with its figure and share now, and its figure a year ago."""
    description: Description = (f"Bar chart by group, {chart.now_name} and {chart.then_name}. ",)
    for group in chart.groups:
        description += (f"{'; ' if len(description) > 1 else ''}{group.now.name}: ", *group.figure)
        if group.then:
            description += (", then ", group.then)
    return (*description, ".")
