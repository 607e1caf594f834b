"""A hundred circles for a percentage: so many filled, and a black line after those that were promised."""

from __future__ import annotations

from dataclasses import dataclass

from charts import theme
from charts.canvas import Canvas, LineStyle, Points
from charts.picture import Description, Picture, Size, TargetLine, Value

_SIDE = 10  # circles a row, and rows
_CIRCLE_SHARE = 0.76  # of the distance from one circle to the next: the line of the promise runs between
_PROMISE_PT = 2.0
_OUTLINE = 0.8


@dataclass(frozen=True, slots=True)
class Dots:
    """A share of a hundred, as a whole number, with the figure that it is of.

    ``promise`` is how many were promised at least, or (not ``at_least``) at most; None for no promise. Where the
    figure is missing no circle is filled. ``about`` traces the promise. Raises ValueError for what is not 0 to 100.
    """

    value: Value
    share: int
    promise: int | None = None
    at_least: bool = True
    about: object = None

    def __post_init__(self) -> None:
        if not all(0 <= number <= _SIDE**2 for number in (self.share, self.promise or 0)):
            raise ValueError("Of a hundred circles, none to all can be filled or promised.")

    @property
    def filled(self) -> int:
        """How many circles are filled."""
        return 0 if self.value.number is None else self.share

    @property
    def is_too_many(self) -> bool:
        """Whether more are filled than were promised at most."""
        return self.promise is not None and not self.at_least and self.filled > self.promise


def draw_dots(chart: Dots, size: Size) -> Picture:
    """Draw the circles from the first row down, as a square as large as the picture has room for, at its top left."""
    canvas = Canvas(size)
    pitch = (min(size.width_pt, size.height_pt) - _PROMISE_PT) / _SIDE
    places = [_middle(index, pitch, size) for index in range(_SIDE**2)]
    colour = theme.ALERT if chart.is_too_many else theme.DARK
    diameter = pitch * _CIRCLE_SHARE / canvas.weight_factor
    filled = LineStyle(colour, 0, marker="o", marker_pt=diameter)
    outline = LineStyle(theme.GREY_OUTLINE, 0, marker="o", marker_pt=diameter - _OUTLINE, fill=theme.PAPER)
    if chart.filled < len(places):
        canvas.line(places[chart.filled :], outline, "open-dot")
    if chart.filled:
        canvas.line(places[: chart.filled], filled, "filled-dot")
    if chart.promise:
        line = LineStyle(theme.INK, _PROMISE_PT / canvas.weight_factor)
        canvas.line(_after(chart.promise, pitch, size), line, "promise-line")
    description, numbers = _told(chart)
    return Picture(canvas.figure, description, numbers)


def _told(chart: Dots) -> tuple[Description, tuple[Value | TargetLine, ...]]:
    """The description, and the numbers in it: whole numbers of a hundred, traced as the figure and its promise are."""
    value = chart.value
    if value.number is None:
        description: Description = (f"A hundred circles, none filled. {value.name}: ", value)
        numbers: tuple[Value | TargetLine, ...] = (value,)
    else:
        share = value._replace(text=f"{chart.share}")
        description = (share, f" of a hundred circles {'is' if chart.share == 1 else 'are'} filled")
        numbers = (value, share)
    if chart.promise is not None:
        promise = TargetLine(chart.promise, f"{chart.promise}", chart.about, chart.at_least)
        description += (f"; the promise is {'' if chart.at_least else 'at most '}", promise)
        numbers += (promise,)
    return (*description, "."), numbers


def _middle(index: int, pitch: float, size: Size) -> tuple[float, float]:
    """The middle of a circle, counted along the rows from the top."""
    row, column = divmod(index, _SIDE)
    edge = _PROMISE_PT / 2
    return edge + (column + 0.5) * pitch, size.height_pt - edge - (row + 0.5) * pitch


def _after(count: int, pitch: float, size: Size) -> Points:
    """The line under and after the first so many circles: a step where they end within a row."""
    rows, over = divmod(count, _SIDE)
    edge = _PROMISE_PT / 2
    left, right = edge, edge + _SIDE * pitch
    upper = size.height_pt - edge - rows * pitch
    if not over:
        return [(left, upper), (right, upper)]
    x, lower = left + over * pitch, upper - pitch
    return [(left, lower), (x, lower), (x, upper), *([(right, upper)] if rows else [])]
