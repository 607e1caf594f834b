"""A measure by quarter: bars from zero with their figures on top, the latest dark, the target as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from charts import theme, wording
from charts.frame import split_tick, tick_rows_pt
from charts.labels import SIDE_GAP_PT, Beside, Run, block_width, lines_of, write_beside
from charts.lettering import Box, Lettering, width_pt, wrapped
from charts.marks import AXIS, Sheet
from charts.picture import Goal, Picture, Size, Value, Words

_BAR_SHARE = 0.64  # of the distance from one bar to the next
_WIDEST_SIDE = 0.3
_CLEAR_PT = 3.0  # between a bar and its figure


@dataclass(frozen=True, slots=True)
class Quarterly:
    """The quarters in order, at least one, from zero up. ``periods`` is what the values are, in the plural."""

    values: tuple[Value, ...]
    goal: Goal | None = None
    periods: str = "quarters"


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the bars stand: the box, the middle of each, the distance between them, and the points for one unit."""

    box: Box
    xs: tuple[float, ...]
    pitch_pt: float
    unit_pt: float

    def top(self, number: float) -> float:
        """How high a number reaches."""
        return self.box.bottom + max(number, 0.0) * self.unit_pt


def draw_quarterly(chart: Quarterly, size: Size) -> Picture:
    """Draw the bars. A quarter without a figure has its reason where the bar would stand."""
    sheet = Sheet(size)
    label_pt = theme.label_size(size.label_pt)
    target = (
        lines_of(chart.goal.text, "target-label", size.width_pt * _WIDEST_SIDE, label_pt)
        if chart.goal is not None
        else ()
    )
    plot = _plan(chart, size, label_pt, block_width(target, label_pt))
    for index, value in enumerate(chart.values):
        _draw_bar(sheet, plot, index, value, latest=index == len(chart.values) - 1)
    sheet.rules([(plot.box.left, plot.box.bottom, plot.box.right, plot.box.bottom)], AXIS, "axis")
    if chart.goal:
        y = plot.top(chart.goal.number)
        sheet.target(y, plot.box.left, plot.box.right)
        write_beside(sheet, [Beside(target, y)], plot.box.right + SIDE_GAP_PT, label_pt)
    _write_quarters(sheet, plot, chart.values, label_pt)
    _write_figures(sheet, plot, chart, label_pt)
    numbers: tuple[Value | Goal, ...] = (*chart.values, *((chart.goal,) if chart.goal else ()))
    return Picture(sheet.figure, describe_quarterly(chart), numbers)


def describe_quarterly(chart: Quarterly) -> Words:
    """Every quarter's figure in turn, then the target and how often it was met."""
    shown = wording.known(chart.values)
    if not shown:
        said: Words = (f"there is no figure for any of the {len(chart.values)} {chart.periods}",)
    else:
        said = wording.each_of(shown, lambda value: f"{value.name} ")
    return (
        "Bar chart by quarter: " if chart.periods == "quarters" else "Bar chart: ",
        *said,
        ".",
        *wording.target_met(chart.goal, chart.values, chart.periods),
        *wording.gaps(chart.values, chart.periods),
    )


def _plan(chart: Quarterly, size: Size, label_pt: float, side_pt: float) -> _Plot:
    reach = [value.number for value in chart.values if value.number is not None]
    highest = max([*reach, chart.goal.number] if chart.goal else reach, default=0.0) or 1.0
    bottom = tick_rows_pt([value.tick for value in chart.values], label_pt)
    head = theme.LINE_HEIGHT * label_pt * theme.STRONG_LABEL + _CLEAR_PT
    top = size.height_pt - head
    right = size.width_pt - (side_pt + SIDE_GAP_PT if side_pt else 0.0)
    pitch = right / len(chart.values)
    xs = tuple((index + 0.5) * pitch for index in range(len(chart.values)))
    return _Plot(Box(0.0, bottom, right, top), xs, pitch, (top - bottom) / highest)


def _draw_bar(sheet: Sheet, plot: _Plot, index: int, value: Value, *, latest: bool) -> None:
    if value.number is None:
        return
    half = plot.pitch_pt * _BAR_SHARE / 2
    x = plot.xs[index]
    box = Box(x - half, plot.box.bottom, x + half, plot.top(value.number))
    sheet.bar(box, theme.DARK if latest else theme.MID, "latest-bar" if latest else "bar", edge=theme.DARK)


def _write_figures(sheet: Sheet, plot: _Plot, chart: Quarterly, label_pt: float) -> None:
    """Set each figure on its bar, the latest first; one that would touch another is left to the words beside."""
    order = sorted(enumerate(chart.values), key=lambda place: -place[0])
    for index, value in order:
        if value.number is None:
            _write_reason(sheet, plot, index, value, label_pt)
            continue
        latest = index == len(chart.values) - 1
        run = Run(value.text, "end-label" if latest else "bar-label", strong=latest)
        size = run.size_pt(label_pt)
        top = plot.top(value.number)
        for foot in _feet(top, chart, plot):
            baseline = foot + theme.BELOW_BASELINE * size * 0.5
            lettering = Lettering(value.text, plot.xs[index], baseline, size, run.strong, "center")
            if sheet.is_free(lettering.box):
                sheet.write(lettering, run.gid, theme.DARK if latest else theme.INK)
                break


def _feet(top: float, chart: Quarterly, plot: _Plot) -> tuple[float, ...]:
    """Heights to try for a figure: on its bar, or just over the target's line where that is in the way."""
    on_bar = top + _CLEAR_PT
    if chart.goal is None:
        return (on_bar,)
    return (on_bar, plot.top(chart.goal.number) + _CLEAR_PT)


def _write_reason(sheet: Sheet, plot: _Plot, index: int, value: Value, label_pt: float) -> None:
    """Say in short lines, where the bar would stand, why there is none."""
    lines = wrapped(value.text, plot.pitch_pt - 4, label_pt, 4)
    baseline = plot.box.bottom + _CLEAR_PT + (theme.BELOW_BASELINE + (len(lines) - 1) * theme.LINE_HEIGHT) * label_pt
    for line in lines:
        sheet.write(Lettering(line, plot.xs[index], baseline, label_pt, align="center"), "gap-label")
        baseline -= theme.LINE_HEIGHT * label_pt


def _write_quarters(sheet: Sheet, plot: _Plot, values: Sequence[Value], label_pt: float) -> None:
    """Name every quarter under its bar, and each year once under its first."""
    names = [split_tick(value.tick) for value in values]
    baseline = plot.box.bottom - 4 - theme.ABOVE_BASELINE * label_pt
    for x, (name, _) in zip(plot.xs, names, strict=True):
        sheet.write(Lettering(name, x, baseline, label_pt, align="center"), "tick-label")
    firsts = [index for index in range(len(names)) if index == 0 or names[index][1] != names[index - 1][1]]
    for first, following in pairwise([*firsts, len(names)]):
        _write_year(sheet, plot, names[first][1], (first, following - 1), baseline, label_pt)


def _write_year(sheet: Sheet, plot: _Plot, year: str, bars: tuple[int, int], baseline: float, label_pt: float) -> None:
    """Set a year in the middle under its quarters."""
    if year:
        middle = (plot.xs[bars[0]] + plot.xs[bars[1]]) / 2
        half = width_pt(year, label_pt) / 2
        middle = min(max(middle, half), sheet.size.width_pt - half)
        line = Lettering(year, middle, baseline - theme.LINE_HEIGHT * label_pt, label_pt, align="center")
        sheet.write(line, "year-label")
