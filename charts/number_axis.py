"""The number axis: where it starts and ends, and its few round ticks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count
from math import ceil, floor, inf
from typing import NamedTuple

from charts.picture import Scale

_MOST_TICKS, _FEWEST_TICKS = 6, 3
_TICKS_APART = 2.0  # parts of the type size: least distance of two tick labels
_MOST_OVER = 0.7  # parts of the type size: how far the highest number may rise above the last tick
_LEAST_UNDER = 0.3  # parts of the type size: least distance of the lowest number from the foot of a cut axis
_TICK_WORTH = 0.03  # of the axis: how much more of it may stay empty for one more tick
_NEAR_ZERO = 0.6  # of the highest number: a lowest at or below this makes the axis start at zero
_NEARLY = 1e-9  # of a step: allows for 0.1 + 0.2


class NumberAxis(NamedTuple):
    """A number axis: the numbers at its two ends, its ticks, the unit after tick labels, and both ends in points."""

    low: float
    high: float
    ticks: tuple[float, ...]
    suffix: str
    start_pt: float
    end_pt: float

    def place(self, number: float) -> float:
        """The position of a number, in points."""
        return self.start_pt + (number - self.low) / (self.high - self.low) * (self.end_pt - self.start_pt)

    @property
    def starts_at_zero(self) -> bool:
        """Whether it starts at zero, so that lengths are in true proportion."""
        return self.low == 0

    @property
    def holds_zero(self) -> bool:
        """Whether zero is on it, so that nothing of it is cut off."""
        return self.low <= 0 <= self.high

    def tick_text(self, tick: float) -> str:
        """The label of a tick: whole, or with one decimal where a tick needs it."""
        decimals = 0 if all(float(each).is_integer() for each in self.ticks) else 1
        return f"{tick:,.{decimals}f}{self.suffix}".replace("-", "−")

    @property
    def note(self) -> str:
        """A sentence on where the axis starts, unless zero is on it."""
        return "" if self.holds_zero else f"The scale starts at {self.tick_text(self.low)}."


def number_axis(
    numbers: Sequence[float],
    scale: Scale,
    start_pt: float,
    end_pt: float,
    label_pt: float = 10.0,
    clear_pt: float = 0.0,
) -> NumberAxis:
    """The axis for these numbers (targets among them), with as many ticks as labels of that size have room for.

    It starts at zero where asked, or where zero is near enough to be shown; otherwise at a tick that leaves
    ``clear_pt`` free under the lowest number. It ends at a tick that no number exceeds by much, within the bounds of
    the scale. Of the round steps, the one that leaves least of the axis empty is taken.
    """
    low, high = (min(numbers), max(numbers)) if numbers else (0.0, 0.0)
    most = max(2, min(_MOST_TICKS, int((end_pt - start_pt) / (_TICKS_APART * label_pt)) + 1))
    fewest = min(_FEWEST_TICKS, most)
    from_zero = low >= 0 and (scale.from_zero or low <= high * _NEAR_ZERO)
    under_pt = max(clear_pt, _LEAST_UNDER * label_pt)
    span = _AxisRange(low, high, from_zero, scale, start_pt, end_pt, _MOST_OVER * label_pt, under_pt)
    largest = max(high, -low)
    steps = _steps(largest, fine=not scale.suffix and 0 < largest <= 2)
    axes = [span.axis(step, fewest) for step in steps if (high - span.bottom(step)) / step < most]
    return max((axis for axis in axes if len(axis.ticks) <= most), key=lambda axis: _quality(axis, high - low, fewest))


def _quality(axis: NumberAxis, extent: float, fewest: int) -> tuple[bool, float]:
    """How well an axis suits numbers this far apart: enough ticks first, then little empty space and many ticks."""
    return len(axis.ticks) >= fewest, extent / (axis.high - axis.low) + _TICK_WORTH * len(axis.ticks)


class _AxisRange(NamedTuple):
    """What the axis must cover and the space it has, whatever its step."""

    low: float
    high: float
    from_zero: bool
    scale: Scale
    start_pt: float
    end_pt: float
    over_pt: float
    under_pt: float

    def axis(self, step: float, fewest: int) -> NumberAxis:
        """The axis with this step, extended downwards where it would have too few ticks."""
        bottom = self.bottom(step)
        steps, top = self._top(bottom, step)
        if (self.low - bottom) * (self.end_pt - self.start_pt) <= self.under_pt * (top - bottom):
            bottom = self._lower(bottom, step)
            steps, top = self._top(bottom, step)
        while steps + 1 < fewest and self._lower(bottom, step) < bottom:
            bottom, steps = self._lower(bottom, step), steps + 1
        ticks = tuple(round(bottom + index * step, 6) for index in range(steps + 1))
        return NumberAxis(bottom, top, ticks, self.scale.suffix, self.start_pt, self.end_pt)

    def bottom(self, step: float) -> float:
        """The tick at or below the lowest number; zero where the axis starts there."""
        return 0.0 if self.from_zero else max(floor(self.low / step + _NEARLY) * step, self.scale.floor)

    def _lower(self, bottom: float, step: float) -> float:
        """One tick further down, if the scale allows it."""
        return bottom if self.from_zero or bottom - step < max(self.scale.floor, 0.0) else bottom - step

    def _top(self, bottom: float, step: float) -> tuple[int, float]:
        """The number of steps from the bottom, and the number at the top of the axis."""
        limit = inf if self.scale.ceiling is None else max(self.scale.ceiling, self.high)
        steps = max(1, ceil((self.high - bottom) / step - _NEARLY))
        over = self.high - bottom - (steps - 1) * step
        if steps > 1 and over * (self.end_pt - self.start_pt) <= self.over_pt * (self.high - bottom):
            steps -= 1
        while bottom + steps * step > limit:
            steps -= 1
        return steps, max(self.high, bottom + steps * step)


def _steps(high: float, fine: bool) -> Iterator[float]:
    """1, 2, 5, 10, 20, 25, 50, 100 and so on to the highest number, with tenths before them for a fine scale."""
    tenths = (0.1, 0.2, 0.5) if fine else ()
    tens = (base * 10.0**power for power in count() for base in ((1, 2, 5) if power == 0 else (1, 2, 2.5, 5)))
    for step in chain(tenths, tens):
        yield step
        if step >= high:
            return
