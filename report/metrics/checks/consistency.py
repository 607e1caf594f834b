"""Figures that cannot be right together: totals and parts, months and quarters, averages and medians; and targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from inputs.findings import Finding
from inputs.intake import State
from inputs.period import YEAR_MONTHS, Period
from report.metrics.counting.aggregation import total
from report.metrics.counting.observations import HUNDRED, ReportedSeries
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import Comparison, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Observation

_IN_ORDER = (("lowest", "median"), ("median", "highest"), ("lowest", ""), ("", "highest"))  # "" is the average itself
_SAID = {"": "average", "lowest": "shortest", "median": "median", "highest": "longest"}
IN_CARE, CAME, LEFT = "children_in_care_count", "started_in_care_count", "left_care_count"


def check_consistency(reported: tuple[ReportedSeries, ...]) -> tuple[Finding, ...]:
    """Findings about figures that cannot be right together, and about targets that say nothing.

    Before suppression, small counts too: nobody but the officer sees what must be fixed.
    """
    return (
        *_headline_reconciles(reported),
        *_parts_add_up(reported),
        *_quarters_agree(reported),
        *_spreads_hold(reported),
        *_targets(reported),
    )


def _by_period(reported: Iterable[ReportedSeries], measure_id: str) -> dict[Period, Observation]:
    return {o.period: o for one in reported if one.measure.id == measure_id for o in one.observations if o.has_number}


def _headline_reconciles(reported: tuple[ReportedSeries, ...]) -> Iterable[Finding]:
    in_care, came, left = (_by_period(reported, measure_id) for measure_id in (IN_CARE, CAME, LEFT))
    of_records: list[tuple[str, Observation]] = []
    for period in sorted(in_care):
        now, before = in_care[period], in_care.get(period.back(period.length))
        arrived, gone = came.get(period), left.get(period)
        if before is None or arrived is None or gone is None:
            continue
        expected = before.number + arrived.number - gone.number
        if expected == now.number:
            continue
        what = (
            f"{now.number} children in care in {formatting.month(period)}, but {before.number} the "
            f"{'year' if period.length == YEAR_MONTHS else 'month'} before, plus {arrived.number} in, minus "
            f"{gone.number} out, is {expected}."
        )
        if period.length == YEAR_MONTHS:
            # Published years are revised, and count a child who came twice once: they need not follow one another.
            yield found("years-do-not-reconcile", what, "Published years may differ so; else correct it.", now)
        elif all(one.is_of_records for one in (before, now, arrived, gone)):
            of_records.append((what, now))
        else:
            remedy = "Correct the count, the starts or the leavers and run again."
            yield found("headline-does-not-reconcile", what, remedy, now)
    if of_records:
        yield _of_records(of_records)


def _of_records(apart: Sequence[tuple[str, Observation]]) -> Finding:
    """One finding on all months: records count those alone whose start, or whose leaving, is on record."""
    what, last = apart[-1]
    more = f" So it is in {len(apart) - 1} other {'months' if len(apart) > 2 else 'month'}." if len(apart) > 1 else ""
    what += f" The start, or the leaving, of the others is not on record.{more}"
    remedy = "Complete the reasons for which episodes began (S), and what came after those that go on (X1)."
    return found("records-do-not-reconcile", what, remedy, last)


def _parts_add_up(reported: tuple[ReportedSeries, ...]) -> Iterable[Finding]:
    divided = sorted({(one.measure.parts_of, one.measure.id) for one in reported if one.measure.parts_of})
    for whole_id, part_id in divided:
        wholes = _by_period(reported, whole_id)
        every_part = [one for one in reported if one.measure.id == part_id]
        parts = [one for one in every_part if any(o.state is not State.MISSING for o in one.observations)]
        if not parts:
            continue
        if len(parts) < len(parts[0].measure.groups) and not _are_all(parts, wholes):
            given = {one.group for one in parts}
            lacking = ", ".join(group for group in parts[0].measure.groups if group not in given)
            what = f"“{parts[0].measure.short_name}” has no figures for {lacking}."
            remedy = "Fill in the row, or ask the service for it."
            yield found("groups-missing", what, remedy, parts[0].observations[-1])
            continue
        for period, whole in sorted(wholes.items()):
            here = [o for one in parts for o in one.observations if o.period == period and o.has_number]
            added = sum((o.number for o in here), Decimal(0))
            if len(here) == len(parts) and added != whole.number:
                what = (
                    f"the groups of “{here[0].measure.short_name}” add up to {added} in {formatting.month(period)}, "
                    f"not to the {whole.number} of “{whole.measure.short_name}”."
                )
                yield found("parts-do-not-sum", what, "Correct the group or the total and run again.", here[0])


def _are_all(parts: Sequence[ReportedSeries], wholes: Mapping[Period, Observation]) -> bool:
    """Whether the groups that are given make their total in the last period, so that the others have nobody."""
    last = max((o.period for one in parts for o in one.observations if o.has_number), default=None)
    whole = wholes.get(last) if last is not None else None
    here = [o.number for one in parts for o in one.observations if o.period == last and o.has_number]
    return whole is not None and whole.has_number and sum(here, Decimal(0)) == whole.number


def _quarters_agree(reported: tuple[ReportedSeries, ...]) -> Iterable[Finding]:
    for one in (r for r in reported if r.measure.combine == "sum"):
        by_period = {o.period: o for o in one.observations if o.has_number}
        for period, given in sorted(by_period.items()):
            months = [by_period[month] for month in period.months() if month in by_period]
            if period.length != 3 or len(months) != 3:
                continue
            summed = total(one.measure, one.group, months, period, PeriodType.IN_QUARTER)
            if summed.numerator is None or given.numerator is None:
                continue  # a percentage given alone cannot be compared with counts
            if (summed.numerator, summed.denominator) != (given.numerator, given.denominator):
                what = (
                    f"the quarter to {formatting.month(period.last_month)} is not the sum of its three months for "
                    f"“{one.measure.short_name}”."
                )
                remedy = "Correct the quarter or its months and run again."
                yield found("quarter-differs-from-months", what, remedy, given)


def _spreads_hold(reported: tuple[ReportedSeries, ...]) -> Iterable[Finding]:
    """Findings about an average or a median that is not between the lowest and the highest value."""
    for average in reported:
        runs = {
            one.measure.spread: {o.period: o for o in one.observations if o.has_number}
            for one in reported
            if average.measure.id == (one.measure.spread_of or one.measure.id) and one.group == average.group
        }
        if len(runs) == 1:
            continue
        for less, more in _IN_ORDER:
            for period, low in sorted(runs.get(less, {}).items()):
                high = runs.get(more, {}).get(period)
                # As printed: the average of one child's days may be rounded, and the days not.
                if high is not None and formatting.printed_number(low) > formatting.printed_number(high):
                    yield _out_of_order(low, high, average.measure.short_name)


def _out_of_order(low: Observation, high: Observation, name: str) -> Finding:
    said = " and ".join(f"the {_SAID[o.measure.spread]} {formatting.printed(o)}" for o in (low, high))
    what = f"“{name}”: {said} cannot both be right in {formatting.name_of(low)}."
    part = low if low.measure.spread else high  # of the average, nobody would think first
    return found("spread-out-of-order", what, "Correct the wrong one and run again.", part)


def _targets(reported: tuple[ReportedSeries, ...]) -> Iterable[Finding]:
    """Findings about a target stated the wrong way round, and about one that no figure can miss."""
    for one in reported:
        side = one.measure.good_side
        if one.target is None or side is None:
            continue
        target, source = one.target
        said = f"the target for “{one.measure.short_name}” is stated as “{target.text}”"
        if target.comparison not in ("", side):
            remedy = f"It was read as {side} {target.value}; correct the cell."
            yield found("target-against-polarity", f"{said}, the wrong way round.", remedy, source)
        elif _cannot_be_missed(target.value, side, one.measure.unit):
            remedy = "Correct the cell, or clear it where there is no target."
            yield found("target-always-met", f"{said}, which no figure can miss.", remedy, source)


def _cannot_be_missed(target: Decimal, side: Comparison, unit: Unit) -> bool:
    if side is Comparison.WITHIN:
        return False
    return target == 0 if side is Comparison.AT_LEAST else unit is Unit.PCT and target == HUNDRED
