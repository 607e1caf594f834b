"""Children by age band: horizontal bars from zero, each with its band before it and its count and share after it."""

from __future__ import annotations

from dataclasses import dataclass

from charts import theme
from charts.canvas import AXIS, Canvas
from charts.picture import Description, Picture, Size, Value, plain
from charts.text_fitting import Box, TextLine, fitted, width_pt

_GAP_PT = 6.0  # between a band's name and its bar, and between the bar and its figure
_BAR_SHARE = 0.62  # of a band's height
_WIDEST_NAME, _WIDEST_FIGURE = 0.35, 0.4  # of the picture
_FIGURE, _GAP = (True, "bar-label", theme.DARK), (False, "gap-label", theme.INK)


@dataclass(frozen=True, slots=True)
class Ages:
    """The age bands from youngest to oldest, at least one; ``tick`` names a band and ``text`` is its count.

    ``shares`` are the bands' shares of all children, each None where there is none to print; empty for no shares.
    Raises ValueError if there are not as many shares as bands.
    """

    values: tuple[Value, ...]
    shares: tuple[Value | None, ...] = ()

    def __post_init__(self) -> None:
        if self.shares and len(self.shares) != len(self.values):
            raise ValueError("Every band needs a share, or None where it has none.")

    @property
    def figures(self) -> tuple[Description, ...]:
        """The label of each bar: its count, and its share in brackets."""
        shares = self.shares or (None,) * len(self.values)
        return tuple(
            (value, " (", share, ")") if share else (value,) for value, share in zip(self.values, shares, strict=True)
        )


def draw_ages(chart: Ages, size: Size) -> Picture:
    """Draw one bar a band, the longest as far as its label leaves room; a gap has its reason in place of a bar."""
    canvas, label_pt = Canvas(size), size.label_pt
    names = [fitted(value.tick, size.width_pt * _WIDEST_NAME, label_pt) for value in chart.values]
    figures = [fitted(plain(figure), size.width_pt * _WIDEST_FIGURE, label_pt, True) for figure in chart.figures]
    left = max(width_pt(name, label_pt) for name in names) + _GAP_PT
    widest = size.width_pt - left - _GAP_PT - max(width_pt(figure, label_pt, True) for figure in figures)
    longest = max((value.number for value in chart.values if value.number is not None), default=0.0) or 1.0
    band = size.height_pt / len(chart.values)
    for index, (name, figure, value) in enumerate(zip(names, figures, chart.values, strict=True)):
        middle = size.height_pt - (index + 0.5) * band
        baseline = middle - theme.HALF_FIGURE_HEIGHT * label_pt
        canvas.write(TextLine(name, left - _GAP_PT, baseline, label_pt, align="right"), "tick-label")
        length = widest * max(value.number or 0.0, 0.0) / longest
        half = band * _BAR_SHARE / 2
        if length:
            canvas.bar(Box(left, middle - half, left + length, middle + half), theme.DARK, "bar")
        strong, gid, colour = _FIGURE if value.number is not None else _GAP
        canvas.write(TextLine(figure, left + length + _GAP_PT, baseline, label_pt, strong), gid, colour)
    canvas.rules([(left, 0.0, left, size.height_pt)], AXIS, "axis")
    numbers = (*chart.values, *(share for share in chart.shares if share))
    return Picture(canvas.figure, describe_ages(chart), numbers)


def describe_ages(chart: Ages) -> Description:
    """Every band with its count and share."""
    description: Description = ("Bar chart by age. ",)
    for value, figure in zip(chart.values, chart.figures, strict=True):
        description += (f"{'; ' if len(description) > 1 else ''}{value.name}: ", *figure)
    return (*description, ".")
