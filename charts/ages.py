"""Children by age band: bars from zero, the band before each and its count and share after it."""

from __future__ import annotations

from dataclasses import dataclass

from charts import theme, wording
from charts.lettering import Box, Lettering, fitted, width_pt
from charts.marks import AXIS, Sheet
from charts.picture import Picture, Size, Value, Words

_GAP_PT = 6.0  # between a band's name and its bar, and between the bar and its figure
_BAR_SHARE = 0.62  # of a band's height
_WIDEST_NAME, _WIDEST_FIGURE = 0.35, 0.4  # of the picture
_FIGURE, _GAP = (True, "bar-label", theme.DARK), (False, "gap-label", theme.INK)


@dataclass(frozen=True, slots=True)
class Ages:
    """The bands from youngest to oldest, at least one; ``tick`` names a band and ``text`` is its count and share."""

    values: tuple[Value, ...]


def draw_ages(chart: Ages, size: Size) -> Picture:
    """Draw one bar a band, longest as far as its figure leaves room. A band without a figure has its reason instead."""
    sheet = Sheet(size)
    label_pt = theme.label_size(size.label_pt)
    names = [fitted(value.tick, size.width_pt * _WIDEST_NAME, label_pt) for value in chart.values]
    figures = [fitted(value.text, size.width_pt * _WIDEST_FIGURE, label_pt, True) for value in chart.values]
    left = max(width_pt(name, label_pt) for name in names) + _GAP_PT
    room = size.width_pt - left - _GAP_PT - max(width_pt(figure, label_pt, True) for figure in figures)
    longest = max((value.number for value in chart.values if value.number is not None), default=0.0) or 1.0
    band = size.height_pt / len(chart.values)
    for index, (name, figure, value) in enumerate(zip(names, figures, chart.values, strict=True)):
        middle = size.height_pt - (index + 0.5) * band
        baseline = middle - theme.HALF_FIGURE_HEIGHT * label_pt
        sheet.write(Lettering(name, left - _GAP_PT, baseline, label_pt, align="right"), "tick-label")
        length = room * max(value.number or 0.0, 0.0) / longest
        half = band * _BAR_SHARE / 2
        if length:
            sheet.bar(Box(left, middle - half, left + length, middle + half), theme.DARK, "bar")
        strong, gid, colour = _FIGURE if value.number is not None else _GAP
        sheet.write(Lettering(figure, left + length + _GAP_PT, baseline, label_pt, strong), gid, colour)
    sheet.rules([(left, 0.0, left, size.height_pt)], AXIS, "axis")
    return Picture(sheet.figure, describe_ages(chart), chart.values)


def describe_ages(chart: Ages) -> Words:
    """Every band with its count and share."""
    return ("Bar chart by age. ", *wording.each_of(chart.values, lambda value: f"{value.name}: "), ".")
