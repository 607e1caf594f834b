"""A bullet for a table cell: a bar from nought to now, with a year ago, the target and England on the same scale."""

from __future__ import annotations

from dataclasses import dataclass

from charts import descriptions, theme
from charts.canvas import Canvas, LineStyle
from charts.picture import Description, Picture, Size, TargetLine, Value
from charts.text_fitting import Box

_NOW = LineStyle(theme.DARK, 0, marker="o", marker_pt=5.4)
_HALO = LineStyle(theme.PAPER, 0, marker="o", marker_pt=7.0)  # parts the dot from the bar that ends in it
_YEAR_AGO = LineStyle(theme.DARK, 0, marker="o", marker_pt=7.8, fill=theme.PAPER)
_RING_HALO = LineStyle(theme.PAPER, 0, marker="o", marker_pt=10.0)
_MARK_HALO = LineStyle(theme.PAPER, 0, marker="D", marker_pt=6.4)
_ENGLAND = LineStyle(theme.INK, 0, marker="D", marker_pt=4.4, fill=theme.TRACK)
_TARGET = LineStyle(theme.INK, 1.8)
_TARGET_PAPER = LineStyle(theme.PAPER, 3.8)
_BAR = 0.2  # of the height
_TICK = 0.84
_ENGLAND_UP = 0.31  # of the height: how far over the bar England is, where no dot can cover it


@dataclass(frozen=True, slots=True)
class Bullet:
    """The figure of now and what it is held against, each None where there is none.

    ``scale_end`` is the number at the right end, above zero; what lies beyond is drawn there.
    """

    now: Value
    year_ago: Value | None
    target: TargetLine | None
    england: Value | None
    scale_end: float

    @property
    def numbers(self) -> tuple[Value | TargetLine, ...]:
        """Every number that is drawn, or is missing now."""
        beside = [value for value in (self.year_ago, self.england) if value and value.number is not None]
        return (self.now, *beside, *((self.target,) if self.target else ()))


def draw_bullet(chart: Bullet, size: Size) -> Picture:
    """Draw the bar up to now and the marks on it. A year ago is a ring wide enough to be seen round the dot of now."""
    canvas = Canvas(size)
    inset = _YEAR_AGO.marker_pt * canvas.weight_factor / 2 + theme.OUTLINE_PT / 2
    left, right, middle = inset, size.width_pt - inset, size.height_pt / 2

    def place(number: float) -> float:
        return left + min(max(number / chart.scale_end, 0.0), 1.0) * (right - left)

    half = _BAR * size.height_pt / 2
    canvas.bar(Box(left, middle - half, right, middle + half), theme.TRACK, "track")
    now, ago, england = (value.number if value else None for value in (chart.now, chart.year_ago, chart.england))
    if now is not None and place(now) > left:
        canvas.bar(Box(left, middle - half, place(now), middle + half), theme.BAR, "bar")
    reach = _TICK * size.height_pt / 2
    xs = [place(level) for level in chart.target.levels] if chart.target else []
    ticks = [[(x, middle - reach), (x, middle + reach)] for x in dict.fromkeys(xs)]
    for tick in ticks:
        canvas.line(tick, _TARGET_PAPER, "target-paper", solid=False)
    if ago is not None:
        canvas.line([(place(ago), middle)], _RING_HALO, "halo")
        canvas.line([(place(ago), middle)], _YEAR_AGO, "year-ago-ring")
    for tick in ticks:
        canvas.line(tick, _TARGET, "target-line")
    if england is not None:
        at = [(place(england), middle + _ENGLAND_UP * size.height_pt)]
        canvas.line(at, _MARK_HALO, "halo")
        canvas.line(at, _ENGLAND, "mark")
    if now is not None:
        canvas.line([(place(now), middle)], _HALO, "halo")
        canvas.line([(place(now), middle)], _NOW, "value-end-dot")
    return Picture(canvas.figure, describe_bullet(chart), chart.numbers)


def describe_bullet(chart: Bullet) -> Description:
    """The figure of now, that of a year before, the target with whether it is met, and England's."""
    description: Description = (f"Bar from nought, {chart.now.name}: ", chart.now, ".")
    if chart.year_ago and chart.year_ago.number is not None:
        description += (" A year before: ", chart.year_ago, f" {descriptions.when(chart.year_ago.name)}.")
    description += descriptions.target_met(chart.target, (chart.now,), "")
    if chart.england and chart.england.number is not None:
        description += (" England: ", chart.england, f" {descriptions.when(chart.england.name)}.")
    return description
