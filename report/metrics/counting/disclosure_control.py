"""Disclosure control: suppresses counts that could point at a child, once, before anything is drawn or written.

Primary suppression hides counts of 1 to 5, or up to more where the council says so. Secondary suppression hides what
would give a hidden count away by sums.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from inputs.intake import State
from inputs.period import YEAR_MONTHS, Period
from report.metrics.counting.observations import HUNDRED, ReportedSeries
from report.metrics.model.disclosure_rule import PUBLIC_RULE, DisclosureRule
from report.metrics.model.measure import Unit
from report.metrics.model.scorecard import Observation

FEWEST_FOR_SPREAD = Decimal(10)  # the longest wait is one child's: of fewer, somebody could tell whose

All = tuple[ReportedSeries, ...]


def suppress_small_counts(reported: All, rule: DisclosureRule = PUBLIC_RULE) -> All:
    """The same observations after primary and secondary suppression; just as they are for an exempt report."""
    if rule.is_exempt:
        return reported
    safe = tuple(
        replace(one, observations=tuple(suppress_if_small(o, rule) for o in one.observations)) for one in reported
    )
    safe = _suppress_linked(safe)
    for months in {one.measure.year_of for one in safe if one.measure.year_of}:
        safe = _suppress_beside_hidden_month(safe, months)
    safe = _suppress_spread(safe)
    for total in {one.measure.parts_of for one in safe if one.measure.parts_of}:
        safe = _suppress_second_part(safe, total, rule)
    return safe


def suppress_if_small(observation: Observation, rule: DisclosureRule = PUBLIC_RULE) -> Observation:
    """Primary suppression: the observation, suppressed where it rests on 1 to 5 children or leaves out 1 to 5.

    What it leaves out counts only where the measure says "hide", not where it says "hide_numerator".
    """
    hides = observation.measure.small_counts
    if rule.is_exempt or hides == "show" or not observation.has_number:
        return observation
    numerator, denominator = observation.numerator, observation.denominator
    if observation.measure.unit is Unit.PCT and denominator is not None:
        if numerator is None:  # a reader who knows the denominator works it out too
            numerator = (observation.number * denominator / HUNDRED).to_integral_value()
        left_out = denominator - numerator if hides != "hide_numerator" else None
        small = _is_small(numerator, rule) or _is_small(left_out, rule)
    elif observation.measure.unit in (Unit.DAYS, Unit.RATE):
        small = _is_small(denominator, rule)
    else:
        small = _is_small(numerator, rule)
    return suppress(observation) if small else observation


def suppress(observation: Observation) -> Observation:
    """The observation without its numbers, as suppressed. Its cells stay."""
    return replace(observation, state=State.SUPPRESSED, value=None, numerator=None, denominator=None)


def _suppress_where(reported: All, gives_away: Callable[[Observation], bool]) -> All:
    """The same with every observation suppressed that has a number and gives another one away."""
    return tuple(
        replace(one, observations=tuple(suppress(o) if o.has_number and gives_away(o) else o for o in one.observations))
        for one in reported
    )


def _is_small(count: Decimal | None, rule: DisclosureRule) -> bool:
    return count is not None and 0 < count < rule.smallest_shown


def _suppress_linked(reported: All) -> All:
    """Where a measure is hidden, hides the one that is ``hidden_with`` it and would give it away."""
    hidden = {(o.measure.id, o.period) for one in reported for o in one.observations if o.state is State.SUPPRESSED}
    return _suppress_where(reported, lambda o: (o.measure.hidden_with, o.period) in hidden)


def _suppress_beside_hidden_month(reported: All, months: str) -> All:
    """Keeps sums of 12 months of a measure from giving away the one month of them that is hidden.

    The month before is hidden too, so that a year which holds both tells only the two together; and so is a year in
    which one month alone is hidden. A sum is as good as shown by its percentage, which few other sums could give.
    """
    before = {
        o.period.back(1)
        for one in reported
        for o in one.observations
        if one.measure.id == months and o.state is State.SUPPRESSED
    }
    reported = _suppress_linked(_suppress_where(reported, lambda o: o.measure.id == months and o.period in before))
    states = {o.period: o.state for one in reported if one.measure.id == months for o in one.observations}
    return _suppress_where(reported, lambda o: o.measure.year_of == months and _one_month_is_hidden(o.period, states))


def _one_month_is_hidden(year: Period, states: Mapping[Period, State]) -> bool:
    """Whether every month of the 12 that end with a period is shown but one, which is hidden."""
    months = [states.get(month) for month in year.lasting(YEAR_MONTHS).months()]
    return months.count(State.SUPPRESSED) == 1 and months.count(State.NUMBER) == YEAR_MONTHS - 1


def fewest_for_spread(rule: DisclosureRule) -> int:
    """Of how many children an average must be for its median, lowest and highest to be shown."""
    return max(int(FEWEST_FOR_SPREAD), rule.smallest_shown)


def _suppress_spread(reported: All) -> All:
    """Hides the median, lowest and highest unless the average beside them is known to be of enough children."""
    enough = {
        (o.measure.id, o.group, o.period)
        for one in reported
        for o in one.observations
        if o.has_number and o.denominator is not None and o.denominator >= FEWEST_FOR_SPREAD
    }
    return _suppress_where(
        reported, lambda o: bool(o.measure.spread_of) and (o.measure.spread_of, o.group, o.period) not in enough
    )


def _can_be_worked_out(hidden: int, together: Decimal, rule: DisclosureRule) -> bool:
    """Whether hidden counts of 1 to 5 follow from their sum: one alone, or several that are all 1 or all 5."""
    return hidden == 1 or (hidden > 1 and together in (hidden, hidden * rule.largest_hidden))


def _suppress_second_part(reported: All, total: str, rule: DisclosureRule) -> All:
    """Hides the next smallest part of a shown total where the hidden parts could be worked out from the others."""
    totals = {o.period: o.value for one in reported if one.measure.id == total for o in one.observations}
    parts = [o for one in reported if one.measure.parts_of == total for o in one.observations]
    also = set()
    for period in {o.period for o in parts}:
        here = [o for o in parts if o.period == period]
        hidden = [o for o in here if o.state is State.SUPPRESSED]
        shown = sorted((o for o in here if o.value), key=lambda o: o.number)
        left = (totals.get(period) or Decimal(0)) - sum((o.number for o in shown), Decimal(0))
        if shown and _can_be_worked_out(len(hidden), left, rule):
            also.add((shown[0].measure.id, shown[0].group, period))
    return _suppress_where(reported, lambda o: (o.measure.id, o.group, o.period) in also)
