"""How the financial year may end: what a year to date still needs, and a back-tested range for a snapshot.

No trend is extrapolated. Sums say what the rest of the year would have to bring; a range is the furthest that the
figure moved before over as many quarters, and is only given where earlier ranges of that kind held.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from math import ceil, floor
from typing import NamedTuple

from inputs.period import QUARTER_MONTHS, YEAR_MONTHS, Period
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, MethodChange, Target, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import MeasureScore, Observation, Status

FEWEST_QUARTERS = 8
_FEWEST_CHANGES = 4  # known before a range is made of them
_FEWEST_TRIALS = 3
_FEWEST_COUNTED = Decimal(10)  # smaller numbers move by chance
_FEWEST_OUT_OF = Decimal(formatting.FEWEST_FOR_A_PERCENTAGE)
_HELD_OFTEN_ENOUGH = Decimal("0.8")  # share of the back-tested ranges
_HUNDRED = Decimal(100)


class Reach(StrEnum):
    """Whether a year to date can still end at its target."""

    SECURED = "secured"
    WITHIN_REACH = "within_reach"
    OUT_OF_REACH = "out_of_reach"


class YearEnd(NamedTuple):
    """What the rest of the year must bring for a percentage to end at its target.

    ``remaining`` more are due if as many are as in the same months last year (``rest``). At least ``needed`` of them
    must count, or at most that many where lower is better. ``furthest`` is the percentage, 0 to 100, if all of them go
    well.
    """

    reach: Reach
    needed: int
    remaining: int
    target: Target
    rest: tuple[Observation, ...]
    furthest: Decimal


class LikelyEnd(NamedTuple):
    """The range of a snapshot at the end of the year; ``held`` of the ``tried`` earlier ranges came true."""

    low: Decimal
    high: Decimal
    held: int
    tried: int
    run: tuple[Observation, ...]


def needed_of(remaining: int, counted: Decimal, of: Decimal, goal: Decimal, at_least: bool) -> int:
    """How many of the remaining must count for a percentage to end at a goal; the most that may if not ``at_least``.

    Below 0 or above ``remaining`` where the goal can no longer be missed or met. Ends are compared unrounded.
    """
    needed = goal * (of + remaining) / _HUNDRED - counted
    return ceil(needed) if at_least else floor(needed)


def year_end(score: MeasureScore) -> YearEnd | None:
    """What a year to date needs to end at its target; None without a target or without the rest of last year.

    None for a group too: a panel has one line for this, and it would not say of which group.
    """
    latest, target = score.latest, score.target
    if latest.period_type is not PeriodType.YEAR_TO_DATE or latest.measure.unit is not Unit.PCT or target is None:
        return None
    if target.upper is not None or score.group or score.status in (None, Status.NO_TARGET, Status.NOT_JUDGED):
        return None
    if latest.numerator is None or not latest.denominator:
        return None
    rest = _rest_of_last_year(score.series, latest.period, score.method_change)
    remaining = int(sum(o.denominator or Decimal(0) for o in rest))
    if not remaining or latest.denominator + remaining < _FEWEST_OUT_OF:
        return None
    march = latest.period.last_month.back(latest.period.months_into_year - YEAR_MONTHS)
    goal, at_least = target.at(march), target.comparison is Comparison.AT_LEAST
    counts = (latest.numerator, latest.denominator)
    needed = needed_of(remaining, *counts, goal.value, at_least)
    secured, lost = (needed <= 0, needed > remaining) if at_least else (needed >= remaining, needed < 0)
    reach = Reach.SECURED if secured else Reach.OUT_OF_REACH if lost else Reach.WITHIN_REACH
    best = counts[0] + (remaining if at_least else 0)
    return YearEnd(reach, needed, remaining, goal, rest, _HUNDRED * best / (counts[1] + remaining))


def _rest_of_last_year(
    series: Sequence[Observation], period: Period, changed: MethodChange | None
) -> tuple[Observation, ...]:
    """The rest of last year, month by month; empty where a month is not known or was counted by another method."""
    by_month = {o.period: o for o in series}
    left = YEAR_MONTHS - period.months_into_year
    months = [by_month.get(period.last_month.back(YEAR_MONTHS - step)) for step in range(1, left + 1)]
    known = tuple(o for o in months if o is not None and o.has_number and o.denominator is not None)
    alike = changed is None or not known or changed.begun_by(known[0].period)
    return known if len(known) == left and alike else ()


def likely_end(score: MeasureScore) -> LikelyEnd | None:
    """The range of a snapshot with at least eight quarters; None where too few earlier ranges of this kind held."""
    run = _quarter_ends(score)
    ahead = (YEAR_MONTHS - score.latest.period.months_into_year) // QUARTER_MONTHS
    if len(run) < FEWEST_QUARTERS or not ahead or score.group or _too_small(score.latest):
        return None
    values = [o.number for o in run]
    held, tried = back_test(values, ahead)
    if tried < _FEWEST_TRIALS or held < _HELD_OFTEN_ENOUGH * tried:
        return None
    furthest = furthest_move(values, ahead)
    if not furthest:
        return None  # a figure that never moved says nothing of how far it may
    low, high = values[-1] - furthest, values[-1] + furthest
    most = _HUNDRED if score.measure.unit is Unit.PCT else high
    return LikelyEnd(max(low, Decimal(0)), min(high, most), held, tried, run)


def furthest_move(values: Sequence[Decimal], ahead: int) -> Decimal:
    """The largest absolute difference of values ``ahead`` steps apart. There must be more values than steps."""
    return max(abs(after - before) for before, after in zip(values, values[ahead:], strict=False))


def back_test(values: Sequence[Decimal], ahead: int) -> tuple[int, int]:
    """How many ranges, each made of the values known by then, held the value ``ahead`` steps later; and of how many."""
    first = ahead + _FEWEST_CHANGES - 1
    origins = range(first, len(values) - ahead)
    held = [abs(values[t + ahead] - values[t]) <= furthest_move(values[: t + 1], ahead) for t in origins]
    return sum(held), len(held)


def _quarter_ends(score: MeasureScore) -> tuple[Observation, ...]:
    """The figures at quarter ends up to the latest, since the last gap or change of method."""
    latest, changed = score.latest, score.method_change
    if latest.period_type is not PeriodType.SNAPSHOT or not latest.period.ends_quarter:
        return ()
    by_month = {o.period.last_month: o for o in score.series if o.has_number and o.period.length <= QUARTER_MONTHS}
    run: list[Observation] = []
    month = latest.period.last_month
    start = changed.start.index if changed and changed.begun_by(latest.period) else 0
    while month in by_month and month.index >= start:
        run.insert(0, by_month[month])
        month = month.back(QUARTER_MONTHS)
    return tuple(run)


def _too_small(latest: Observation) -> bool:
    if latest.measure.unit is Unit.PCT:
        return latest.denominator is None or latest.denominator < _FEWEST_OUT_OF
    return latest.value is None or (latest.measure.unit is Unit.COUNT and latest.value < _FEWEST_COUNTED)
