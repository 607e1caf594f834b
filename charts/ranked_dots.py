"""Areas by name in the order of their figures: a dot for each, ours filled, England a diamond with its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from charts import descriptions, theme
from charts.canvas import AXIS, GRIDLINE, Canvas, LineStyle
from charts.number_axis import NumberAxis, number_axis
from charts.panel_box import scale_words
from charts.picture import Description, Picture, Scale, Size, Tally, Value
from charts.plot import TICK_PT
from charts.text_fitting import TextLine, fitted, width_pt

_GAP = 0.8  # parts of the type size: between a name and the plot, and between the plot and a figure
_WIDEST_NAME = 0.4  # of the picture
_FOOT = 0.4 + theme.LINE_HEIGHT  # parts of the type size: the numbers of the axis
_INSET_PT = 5.0  # of the first and last number from the plot's edges
_NUMBERS_APART = 2.4  # of the labels of a number axis that runs across


class AreaKind(StrEnum):
    """What an area is to the report."""

    OURS = "ours"
    OTHER = "other"
    REGION = "region"
    ENGLAND = "England"


@dataclass(frozen=True, slots=True)
class Area:
    """An area's figure, with its name in ``value.name``, and what it is."""

    value: Value
    kind: AreaKind = AreaKind.OTHER


@dataclass(frozen=True, slots=True)
class RankedDots:
    """Areas, at least one, in any order: they are drawn from the highest figure down, or with the lowest first."""

    areas: tuple[Area, ...]
    scale: Scale
    lowest_first: bool = False

    @property
    def ranked(self) -> tuple[Area, ...]:
        """The areas from the top row down; those without a figure are last."""
        shown = [area for area in self.areas if area.value.number is not None]
        missing = [area for area in self.areas if area.value.number is None]
        shown.sort(key=lambda area: descriptions.number_of(area.value), reverse=not self.lowest_first)
        return (*shown, *missing)


_STYLES = {  # told apart by shape and by what is filled
    AreaKind.OURS: LineStyle(theme.DARK, 0, marker="o", marker_pt=8.0),
    AreaKind.OTHER: LineStyle(theme.DARK, 0, marker="o", marker_pt=6.0, fill=theme.PAPER),
    AreaKind.REGION: LineStyle(theme.INK, 0, marker="s", marker_pt=5.6, fill=theme.TRACK),
    AreaKind.ENGLAND: LineStyle(theme.INK, 0, marker="D", marker_pt=5.6, fill=theme.TRACK),
}
_ENGLAND_LINE = LineStyle(theme.INK, theme.AXIS_PT, theme.TARGET_DASHES)


def draw_ranked_dots(chart: RankedDots, size: Size) -> Picture:
    """Draw a row for each area: its name, its dot on a thin line, its figure at the right; ours in bold."""
    canvas, label_pt, areas = Canvas(size), size.label_pt, chart.ranked
    names = [fitted(area.value.name, size.width_pt * _WIDEST_NAME, label_pt, _is_strong(area)) for area in areas]
    axis = _axis(chart, size, names)
    foot = _FOOT * label_pt
    row = (size.height_pt - foot) / len(areas)
    _draw_england(canvas, areas, axis, foot)
    for index, (area, name) in enumerate(zip(areas, names, strict=True)):
        _draw_row(canvas, axis, area, name, size.height_pt - (index + 0.5) * row)
    _write_axis(canvas, axis, foot)
    return Picture(canvas.figure, describe_ranked_dots(chart), tuple(area.value for area in areas), axis.note)


def describe_ranked_dots(chart: RankedDots) -> Description:
    """How many areas there are, where our own stands among the others, and every area's figure in order."""
    areas = chart.ranked
    order = "lowest" if chart.lowest_first else "highest"
    count = Tally(len(areas), tuple(area.value for area in areas))  # first: charts of as many rows are of one kind
    start = f" area{'' if count.number == 1 else 's'} as dots, the {order} first. "
    description: Description = (count, start, *_our_place(areas, order))
    for area in areas:
        description += (f"{'; ' if area is not areas[0] else ''}{area.value.name} ", area.value)
    return (*description, ".")


def _our_place(areas: Sequence[Area], order: str) -> Description:
    """How many of the other areas stand before ours; nothing without a figure of our own or of another."""
    ours = next((area.value for area in areas if area.kind is AreaKind.OURS and area.value.number is not None), None)
    others = [area.value for area in areas if area.kind is AreaKind.OTHER and area.value.number is not None]
    if ours is None or not others:
        return ()
    own = descriptions.number_of(ours)
    sign = 1 if order == "highest" else -1
    before = sum(1 for other in others if sign * descriptions.number_of(other) > sign * own)
    word = "higher" if order == "highest" else "lower"
    drawn = (ours, *others)
    parts = (Tally(before, drawn), " of ", Tally(len(others), drawn), f" other areas {'is' if before == 1 else 'are'} ")
    return (*parts, f"{word} than {ours.name}. ")


def _is_strong(area: Area) -> bool:
    return area.kind is AreaKind.OURS


def _axis(chart: RankedDots, size: Size, names: Sequence[str]) -> NumberAxis:
    """The number axis, between the widest name and the widest figure."""
    label_pt, areas = size.label_pt, chart.ranked
    named = max(width_pt(name, label_pt, _is_strong(area)) for name, area in zip(names, areas, strict=True))
    figures = max(width_pt(_figure(area, size), label_pt, _is_strong(area)) for area in areas)
    left = named + _GAP * label_pt + _INSET_PT
    right = size.width_pt - figures - _GAP * label_pt - _INSET_PT
    numbers = [area.value.number for area in areas if area.value.number is not None]
    axis = number_axis(numbers, chart.scale, left, right, _NUMBERS_APART * label_pt)
    if words := scale_words(axis):  # they stand before the first number of the axis
        first_pt = width_pt(axis.tick_text(axis.low), label_pt) / 2
        left = max(left, width_pt(words, label_pt) + label_pt / 2 + first_pt)
        axis = number_axis(numbers, chart.scale, left, right, _NUMBERS_APART * label_pt)
    return axis


def _figure(area: Area, size: Size) -> str:
    """The text at the right of a row."""
    return fitted(area.value.text, size.width_pt * _WIDEST_NAME, size.label_pt, _is_strong(area))


def _draw_england(canvas: Canvas, areas: Sequence[Area], axis: NumberAxis, foot_pt: float) -> None:
    """Draw a dashed line at England's figure through all rows."""
    for area in areas:
        if area.kind is AreaKind.ENGLAND and area.value.number is not None:
            x = axis.place(area.value.number)
            canvas.rules([(x, foot_pt, x, canvas.size.height_pt)], _ENGLAND_LINE, "england-line")


def _draw_row(canvas: Canvas, axis: NumberAxis, area: Area, name: str, y: float) -> None:
    label_pt, strong = canvas.size.label_pt, _is_strong(area)
    baseline = y - theme.HALF_FIGURE_HEIGHT * label_pt
    colour = theme.DARK if strong else theme.INK
    left, right = axis.start_pt - _INSET_PT, axis.end_pt + _INSET_PT
    canvas.write(TextLine(name, left - _GAP * label_pt, baseline, label_pt, strong, "right"), "area-name", colour)
    canvas.rules([(left, y, right, y)], GRIDLINE, "gridline")
    known = area.value.number is not None
    figure = TextLine(_figure(area, canvas.size), canvas.size.width_pt, baseline, label_pt, strong, "right")
    canvas.write(figure, "area-figure" if known else "gap-label", colour)
    if area.value.number is not None:
        canvas.line([(axis.place(area.value.number), y)], _STYLES[area.kind], f"{area.kind.name.lower()}-dot")


def _write_axis(canvas: Canvas, axis: NumberAxis, foot_pt: float) -> None:
    """Draw the axis under the rows with its numbers, and say where it starts unless at nought."""
    label_pt = canvas.size.label_pt
    canvas.rules([(axis.start_pt - _INSET_PT, foot_pt, axis.end_pt + _INSET_PT, foot_pt)], AXIS, "axis")
    baseline = (theme.LINE_HEIGHT - theme.ABOVE_BASELINE) * label_pt - 1
    taken = canvas.size.width_pt
    words = TextLine(scale_words(axis), 0.0, baseline, label_pt)
    for tick in axis.ticks:
        x = axis.place(tick)
        text = TextLine(axis.tick_text(tick), x, baseline, label_pt, align="center")
        canvas.rules([(x, foot_pt, x, foot_pt - TICK_PT)], AXIS, "tick")
        canvas.write(text, "number-label", theme.QUIET)
        taken = min(taken, text.box.left)
    if words.text and words.box.right + label_pt / 2 <= taken:
        canvas.write(words, "scale-label", theme.QUIET)
