"""How the year may end, kept apart from how things are: arithmetic for years to date, a tried range for snapshots.

Nothing is drawn on into the future. Sums say what the rest of the year would need; a range says how far a figure has
moved before over as many quarters, and is only given where such ranges have held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from inputs.period import QUARTER_MONTHS, YEAR_MONTHS, Period
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Comparison, MeasureScore, MethodChange, Observation, Status, Target, Unit

FEWEST_QUARTERS = 8
FEWEST_CHANGES = 4  # known before a range is made of them
FEWEST_TRIALS = 3
FEWEST_COUNTED = Decimal(10)  # smaller numbers are chance
FEWEST_OUT_OF = Decimal(20)  # as for a percentage at all
HELD_OFTEN_ENOUGH = Decimal("0.8")
_HUNDRED = Decimal(100)


class Reach(StrEnum):
    """Whether a year to date can still end at its target."""

    SECURED = "secured"
    WITHIN_REACH = "within_reach"
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True)
class YearEnd:
    """What the rest of the year must bring if ``remaining`` more are due, as in the same months last year (``rest``).

    Of these at least ``needed`` (at most, where lower is better) must count for the year to end at ``target``.
    ``furthest`` is the percentage that it would end at if all of them went well.
    """

    reach: Reach
    needed: int
    remaining: int
    target: Target
    rest: tuple[Observation, ...]
    furthest: Decimal


@dataclass(frozen=True, slots=True)
class LikelyEnd:
    """Where a snapshot may stand at the end of the year; ``held`` of the ``tried`` ranges made so before did hold."""

    low: Decimal
    high: Decimal
    held: int
    tried: int
    run: tuple[Observation, ...]


def needed_of(remaining: int, counted: Decimal, of: Decimal, goal: Decimal, at_least: bool, decimals: int) -> int:
    """How many of the remaining must count (may count, where ``at_least`` is False) for a percentage to end at a goal.

    Below nought or above ``remaining`` where that cannot change it any more. As on the page, 94.96% ends at 95.0%.
    """
    step = Decimal(1).scaleb(-decimals)  # what is printed moves by, so a finer goal is met by the next figure beyond it
    half_step, rounding = step / 2, ROUND_CEILING if at_least else ROUND_FLOOR
    reached = goal.quantize(step, rounding=rounding)
    bound = reached - half_step if at_least else reached + half_step
    least = (bound * (of + remaining) / _HUNDRED - counted).to_integral_value(ROUND_CEILING)
    return int(least) if at_least else int(least) - 1


def year_end(score: MeasureScore) -> YearEnd | None:
    """What a year to date needs to end at its target; None where it has none, or where the rest is not known.

    Nor is anything said of a group: a panel has one line for this, and it would not say of which.
    """
    latest, target = score.latest, score.target
    if latest.period_type is not PeriodType.YEAR_TO_DATE or latest.measure.unit is not Unit.PCT or target is None:
        return None
    if score.group or score.status in (None, Status.NO_TARGET, Status.NOT_JUDGED):
        return None
    if latest.numerator is None or not latest.denominator:
        return None
    rest = _rest_of_last_year(score.series, latest.period, score.method_change)
    remaining = int(sum(o.denominator or Decimal(0) for o in rest))
    if not remaining or latest.denominator + remaining < FEWEST_OUT_OF:
        return None
    goal, at_least = target.at(_march(latest.period)), target.comparison is Comparison.AT_LEAST
    counts = (latest.numerator, latest.denominator)
    needed = needed_of(remaining, *counts, goal.value, at_least, latest.decimals)
    secured, lost = (needed <= 0, needed > remaining) if at_least else (needed >= remaining, needed < 0)
    reach = Reach.SECURED if secured else Reach.OUT_OF_REACH if lost else Reach.WITHIN_REACH
    best = counts[0] + (remaining if at_least else 0)
    return YearEnd(reach, needed, remaining, goal, rest, _HUNDRED * best / (counts[1] + remaining))


def _rest_of_last_year(
    series: Sequence[Observation], period: Period, changed: MethodChange | None
) -> tuple[Observation, ...]:
    """Last year's months after the same month; none where one is not known or they were counted in another way."""
    by_month = {o.period: o for o in series}
    left = YEAR_MONTHS - period.months_into_year
    months = [by_month.get(period.last_month.back(YEAR_MONTHS - step)) for step in range(1, left + 1)]
    known = tuple(o for o in months if o is not None and o.has_number and o.denominator is not None)
    alike = changed is None or not known or changed.begun_by(known[0].period)
    return known if len(known) == left and alike else ()


def _march(period: Period) -> Period:
    return period.last_month.back(period.months_into_year - YEAR_MONTHS)


def likely_end(score: MeasureScore) -> LikelyEnd | None:
    """Where a snapshot of at least eight quarters may end the year; None where ranges made so would not have held."""
    run = _quarter_ends(score)
    ahead = (YEAR_MONTHS - score.latest.period.months_into_year) // QUARTER_MONTHS
    if len(run) < FEWEST_QUARTERS or not ahead or score.group or _too_small(score.latest):
        return None
    values = [o.value or Decimal(0) for o in run]
    held, tried = back_test(values, ahead)
    if tried < FEWEST_TRIALS or held < HELD_OFTEN_ENOUGH * tried:
        return None
    furthest = furthest_move(values, ahead)
    if not furthest:
        return None  # a figure that never moved says nothing of how far it may
    low, high = values[-1] - furthest, values[-1] + furthest
    most = _HUNDRED if score.measure.unit is Unit.PCT else high
    return LikelyEnd(max(low, Decimal(0)), min(high, most), held, tried, run)


def furthest_move(values: Sequence[Decimal], ahead: int) -> Decimal:
    """The furthest that values moved, up or down, over so many steps. There must be more values than steps."""
    return max(abs(after - before) for before, after in zip(values, values[ahead:], strict=False))


def back_test(values: Sequence[Decimal], ahead: int) -> tuple[int, int]:
    """How many ranges, made with what was known at the time, held what came so many steps later; and of how many."""
    first = ahead + FEWEST_CHANGES - 1
    origins = range(first, len(values) - ahead)
    held = [abs(values[t + ahead] - values[t]) <= furthest_move(values[: t + 1], ahead) for t in origins]
    return sum(held), len(held)


def _quarter_ends(score: MeasureScore) -> tuple[Observation, ...]:
    """The figures at quarter ends, back from the latest as far as none is missing and all are counted as it is."""
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
        return latest.denominator is None or latest.denominator < FEWEST_OUT_OF
    return latest.value is None or (latest.measure.unit is Unit.COUNT and latest.value < FEWEST_COUNTED)
