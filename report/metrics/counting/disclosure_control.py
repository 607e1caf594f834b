"""Hides counts so small that they could point at a child. Done once, before anything is drawn or written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from inputs.intake import State
from inputs.period import YEAR_MONTHS, Period
from report.metrics.counting.observations import HUNDRED, Reported
from report.metrics.model.scorecard import Observation, Unit

SMALLEST_SHOWN = Decimal(6)  # our default: a count of 1 to 5 could point at a child
FEWEST_FOR_SPREAD = Decimal(10)  # the longest wait is one child's: of fewer, somebody could tell whose


def protect(reported: tuple[Reported, ...]) -> tuple[Reported, ...]:
    """The same observations with every count of 1 to 5 hidden, and a second group where one could be worked out."""
    safe = tuple(replace_observations(one, [hide_small(o) for o in one.observations]) for one in reported)
    safe = _protect_spread(_protect_years(_protect_linked(safe)))
    for total in {one.measure.parts_of for one in safe if one.measure.parts_of}:
        safe = _protect_parts(safe, total)
    return safe


def hide_small(observation: Observation) -> Observation:
    """The observation, or its suppressed shell where it rests on 1 to 5 children or leaves out 1 to 5."""
    if observation.measure.small_counts != "hide" or not observation.has_number:
        return observation
    numerator, denominator = observation.numerator, observation.denominator
    if observation.measure.unit is Unit.PCT and denominator is not None:
        if numerator is None:  # a reader who knows of how many works it out too
            numerator = ((observation.value or Decimal(0)) * denominator / HUNDRED).to_integral_value()
        small = _is_small(numerator) or _is_small(denominator - numerator)
    elif observation.measure.unit in (Unit.DAYS, Unit.RATE):
        small = _is_small(denominator)
    else:
        small = _is_small(numerator)
    return suppress(observation) if small else observation


def suppress(observation: Observation) -> Observation:
    """The observation with nothing left to see but that it was suppressed. Its cells stay, its numbers do not."""
    return replace(observation, state=State.SUPPRESSED, value=None, numerator=None, denominator=None)


def replace_observations(one: Reported, observations: Sequence[Observation]) -> Reported:
    """The same report with other observations."""
    return replace(one, observations=tuple(observations))


def _is_small(count: Decimal | None) -> bool:
    return count is not None and 0 < count < SMALLEST_SHOWN


def _protect_linked(reported: tuple[Reported, ...]) -> tuple[Reported, ...]:
    """Where a count is hidden, hide the one that would give it away: the change in children in care tells the other."""
    hidden = {(o.measure.id, o.period) for one in reported for o in one.observations if o.state is State.SUPPRESSED}
    return tuple(
        replace_observations(
            one,
            [
                suppress(o) if o.has_number and (o.measure.hidden_with, o.period) in hidden else o
                for o in one.observations
            ],
        )
        for one in reported
    )


def _protect_years(reported: tuple[Reported, ...]) -> tuple[Reported, ...]:
    """Keep sums of 12 months from telling the one month of them that is hidden.

    The month before is hidden too, so that a year which holds both tells only the two together; and so is a year in
    which one month alone is hidden. A sum is as good as shown by its percentage, which few others could give.
    """
    for months in {one.measure.year_of for one in reported if one.measure.year_of}:
        before = {
            o.period.back(1)
            for one in reported
            for o in one.observations
            if one.measure.id == months and o.state is State.SUPPRESSED
        }
        reported = _protect_linked(_suppressed(reported, {(months, period) for period in before}))
        states = {o.period: o.state for one in reported if one.measure.id == months for o in one.observations}
        alone = {
            (one.measure.id, o.period)
            for one in reported
            if one.measure.year_of == months
            for o in one.observations
            if _one_is_hidden([states.get(o.period.last_month.back(n)) for n in range(YEAR_MONTHS)])
        }
        reported = _suppressed(reported, alone)
    return reported


def _one_is_hidden(year: Sequence[State | None]) -> bool:
    """Whether every month of a year is shown but one, which is hidden."""
    return year.count(State.SUPPRESSED) == 1 and year.count(State.NUMBER) == len(year) - 1


def _suppressed(reported: tuple[Reported, ...], places: set[tuple[str, Period]]) -> tuple[Reported, ...]:
    """The observations with those of these measures and periods hidden."""
    return tuple(
        replace_observations(
            one, [suppress(o) if o.has_number and (o.measure.id, o.period) in places else o for o in one.observations]
        )
        for one in reported
    )


def _protect_spread(reported: tuple[Reported, ...]) -> tuple[Reported, ...]:
    """Hide the median, lowest and highest wherever the average they stand beside is not known to be of enough."""
    enough = {
        (o.measure.id, o.group, o.period)
        for one in reported
        for o in one.observations
        if o.has_number and o.denominator is not None and o.denominator >= FEWEST_FOR_SPREAD
    }
    return tuple(
        replace_observations(
            one,
            [o if (one.measure.spread_of, o.group, o.period) in enough else suppress(o) for o in one.observations],
        )
        if one.measure.spread_of
        else one
        for one in reported
    )


def _can_be_worked_out(hidden: int, together: Decimal) -> bool:
    """Whether hidden counts of 1 to 5 can be told from their sum: one alone, or several that are all 1 or all 5."""
    return hidden == 1 or (hidden > 1 and together in (hidden, hidden * (SMALLEST_SHOWN - 1)))


def _protect_parts(reported: tuple[Reported, ...], total: str) -> tuple[Reported, ...]:
    """Hide the next smallest part of a shown total where the hidden ones could be worked out from the rest."""
    totals = {o.period: o.value for one in reported if one.measure.id == total for o in one.observations}
    parts = [o for one in reported if one.measure.parts_of == total for o in one.observations]
    also = set()
    for period in {o.period for o in parts}:
        here = [o for o in parts if o.period == period]
        hidden = [o for o in here if o.state is State.SUPPRESSED]
        shown = sorted((o for o in here if o.value), key=lambda o: o.value or Decimal(0))
        left = (totals.get(period) or Decimal(0)) - sum((o.value or Decimal(0) for o in shown), Decimal(0))
        if shown and _can_be_worked_out(len(hidden), left):
            also.add((shown[0].measure.id, shown[0].group, period))
    return tuple(
        replace_observations(
            one, [suppress(o) if (o.measure.id, o.group, o.period) in also else o for o in one.observations]
        )
        for one in reported
    )
