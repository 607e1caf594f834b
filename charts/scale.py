"""From numbers to points: where the number axis starts and ends, and which few numbers stand beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from math import floor, inf

from charts.picture import Scale

_MOST_TICKS, _FEWEST_TICKS = 4, 3
_NEAR_ZERO = 0.6  # of the highest number: with the lowest this far down, zero costs the chart little
_NEARLY = 1e-9  # of a step: forgives 0.1 + 0.2


@dataclass(frozen=True, slots=True)
class NumberAxis:
    """A number axis: the numbers at its two ends, those printed beside it, and the points the two ends stand at."""

    low: float
    high: float
    ticks: tuple[float, ...]
    suffix: str
    start_pt: float
    end_pt: float

    def place(self, number: float) -> float:
        """Where a number falls, in points."""
        return self.start_pt + (number - self.low) / (self.high - self.low) * (self.end_pt - self.start_pt)

    @property
    def starts_at_zero(self) -> bool:
        """Whether lengths from the axis show true proportions."""
        return self.low == 0

    def tick_text(self, tick: float) -> str:
        """A tick's number as printed: whole, or with the one decimal a fine scale needs."""
        decimals = 0 if all(float(each).is_integer() for each in self.ticks) else 1
        return f"{tick:,.{decimals}f}{self.suffix}".replace("-", "−")

    @property
    def note(self) -> str:
        """What must be said of the axis: where it starts, unless at zero."""
        return "" if self.starts_at_zero else f"The scale starts at {self.tick_text(self.low)}."


def number_axis(
    numbers: Sequence[float], scale: Scale, start_pt: float, end_pt: float, label_pt: float = 10.0
) -> NumberAxis:
    """The axis for these numbers (targets among them), with as many ticks as labels of that size have room for.

    It starts at zero where asked, or where zero is near enough to be shown; otherwise one step under the lowest
    number. It ends at the highest number, or at the next tick where that is close, and never passes the bounds of
    the scale.
    """
    low, high = (min(numbers), max(numbers)) if numbers else (0.0, 0.0)
    room = int((end_pt - start_pt) / (2.2 * label_pt)) + 1
    most = max(2, min(_MOST_TICKS, room))
    from_zero = scale.from_zero or 0 <= low <= high * _NEAR_ZERO
    for step in _steps(fine=not scale.suffix and 0 < high <= 2):
        bottom = 0.0 if from_zero and low >= 0 else _start(low, step, scale.floor)
        ticks, top = _ticks(bottom, high, step, scale.ceiling)
        if len(ticks) <= most:
            break
    while len(ticks) < min(_FEWEST_TICKS, most) and ticks[0] - step >= max(scale.floor, 0.0) and bottom > 0:
        bottom -= step
        ticks = (bottom, *ticks)
    return NumberAxis(bottom, top, ticks, scale.suffix, start_pt, end_pt)


def _steps(fine: bool) -> chain[float]:
    """1, 2, 5, 10, 20, 25, 50, 100 and so on, with tenths before them for a fine scale."""
    tenths = (0.1, 0.2, 0.5) if fine else ()
    tens = (base * 10.0**power for power in count() for base in ((1, 2, 5) if power == 0 else (1, 2, 2.5, 5)))
    return chain(tenths, tens)


def _start(low: float, step: float, floor_number: float) -> float:
    """The tick under the lowest number; one further down where the number would lie on the axis itself."""
    start = floor(low / step + _NEARLY) * step
    if low - start < step * 0.1:
        start -= step
    return max(start, floor_number)


def _ticks(bottom: float, high: float, step: float, ceiling: float | None) -> tuple[tuple[float, ...], float]:
    """The ticks from the bottom, and the number at the top of the axis."""
    limit = inf if ceiling is None else max(ceiling, high)
    steps = floor((high - bottom) / step + _NEARLY)
    if (bottom + steps * step < high and bottom + (steps + 1) * step - high <= step / 2) or steps == 0:
        steps += 1
    ticks = tuple(round(bottom + index * step, 6) for index in range(steps + 1))
    kept = tuple(tick for tick in ticks if tick <= limit) or (bottom,)
    return kept, max(high, kept[-1], bottom + step * 0.5 if len(kept) == 1 else bottom)
