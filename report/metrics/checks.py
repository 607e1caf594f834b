"""Checks that need to know what the measures mean: figures that should reconcile, and figures that are not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from inputs.findings import Finding, Strength
from report import words
from report.metrics.combine import reaches, total
from report.metrics.model import Comparison, Observation, Polarity, State
from report.metrics.observations import Reported
from report.metrics.periods import YEAR_MONTHS, Period, PeriodType

IN_CARE, CAME, LEFT = "children_in_care_count", "started_in_care_count", "left_care_count"


def check(reported: tuple[Reported, ...], period: Period) -> tuple[Finding, ...]:
    """Every finding about figures that were read but do not agree with one another, or stop short of the period."""
    return (
        *_headline_reconciles(_by_period(reported, IN_CARE), _by_period(reported, CAME), _by_period(reported, LEFT)),
        *_parts_add_up(reported),
        *_quarters_agree(reported),
        *_stale(reported, period),
        *_targets_face_the_right_way(reported),
    )


def _by_period(reported: Iterable[Reported], measure_id: str) -> dict[Period, Observation]:
    return {o.period: o for one in reported if one.measure.id == measure_id for o in one.observations if o.has_number}


def _headline_reconciles(
    in_care: Mapping[Period, Observation], came: Mapping[Period, Observation], left: Mapping[Period, Observation]
) -> Iterable[Finding]:
    for period in sorted(in_care):
        now, before = in_care[period], in_care.get(period.back(period.length))
        arrived, gone = came.get(period), left.get(period)
        if before is None or arrived is None or gone is None:
            continue
        expected = _number(before) + _number(arrived) - _number(gone)
        if expected != _number(now):
            # Published years are revised, and count a child who came twice once: they need not follow one another.
            yearly = period.length == YEAR_MONTHS
            yield _at(
                now,
                "headline-does-not-reconcile",
                Strength.CHECK if yearly else Strength.MUST_FIX,
                f"{_number(now)} children in care in {words.month(period)}, but {_number(before)} before, "
                f"{_number(arrived)} coming into care and {_number(gone)} leaving make {expected}.",
                "Published years may differ so; else correct it."
                if yearly
                else "Correct the count, the starts or the leavers and run again.",
            )


def _parts_add_up(reported: tuple[Reported, ...]) -> Iterable[Finding]:
    for whole_id in sorted({one.measure.parts_of for one in reported if one.measure.parts_of}):
        wholes = _by_period(reported, whole_id)
        parts = [one for one in reported if one.measure.parts_of == whole_id and _says_something(one)]
        if not parts:
            continue
        if len(parts) < len(parts[0].measure.groups):
            given = {one.group for one in parts}
            lacking = ", ".join(group for group in parts[0].measure.groups if group not in given)
            yield _at(
                parts[0].observations[-1],
                "groups-missing",
                Strength.CHECK,
                f"“{parts[0].measure.short_name}” has no figures for {lacking}.",
                "Fill in the row, or ask the service for it.",
            )
            continue
        for period, whole in sorted(wholes.items()):
            here = [o for one in parts for o in one.observations if o.period == period and o.has_number]
            added = sum((_number(o) for o in here), Decimal(0))
            if len(here) == len(parts) and added != _number(whole):
                yield _at(
                    here[0],
                    "parts-do-not-sum",
                    Strength.MUST_FIX,
                    f"the groups of “{here[0].measure.short_name}” add up to {added} in {words.month(period)}, "
                    f"not to the {_number(whole)} of “{whole.measure.short_name}”.",
                    "Correct the group or the total and run again.",
                )


def _quarters_agree(reported: tuple[Reported, ...]) -> Iterable[Finding]:
    for one in (r for r in reported if r.measure.combine == "sum"):
        by_period = {o.period: o for o in one.observations if o.has_number}
        for period, given in sorted(by_period.items()):
            months = [by_period[month] for month in period.months() if month in by_period]
            if period.length != 3 or len(months) != 3:
                continue
            summed = total(one.measure, one.group, months, period, PeriodType.IN_QUARTER)
            if summed.numerator is None or given.numerator is None:
                continue  # a percentage given alone cannot be held against counts
            if (summed.numerator, summed.denominator) != (given.numerator, given.denominator):
                yield _at(
                    given,
                    "quarter-differs-from-months",
                    Strength.MUST_FIX,
                    f"the quarter to {words.month(period.last_month)} is not the sum of its three months for "
                    f"“{one.measure.short_name}”.",
                    "Correct the quarter or its months and run again.",
                )


def _stale(reported: tuple[Reported, ...], period: Period) -> Iterable[Finding]:
    for one in reported:
        numbers = [o for o in one.observations if o.state is not State.MISSING and o.period.index <= period.index]
        last = max(numbers, key=lambda o: o.period.index, default=None)
        if last is None or reaches(last, period):
            continue
        who = f"“{one.measure.short_name}”" + (f" ({one.group})" if one.group else "")
        yield _at(
            last,
            "no-figure-for-the-period",
            Strength.CHECK,
            f"{who} has no figure for {words.month(period)}; its last is for {words.month(last.period.last_month)}.",
            f"Ask the {one.measure.owner} for it; the report says that it is missing.",
        )


def _targets_face_the_right_way(reported: tuple[Reported, ...]) -> Iterable[Finding]:
    right = {Polarity.HIGHER_IS_BETTER: Comparison.AT_LEAST, Polarity.LOWER_IS_BETTER: Comparison.AT_MOST}
    for one in reported:
        side = right.get(one.measure.polarity)
        if one.target is None or side is None or one.target[0].comparison in ("", side):
            continue
        target, source = one.target
        yield Finding(
            kind="target-against-polarity",
            strength=Strength.CHECK,
            what=f"the target for “{one.measure.short_name}” is stated as “{target.text}”, the wrong way round.",
            remedy=f"It was read as {side} {target.value}; correct the cell.",
            workbook=source.workbook,
            sheet=source.sheet,
            cell=target.cell,
        )


def _says_something(one: Reported) -> bool:
    return any(o.state is not State.MISSING for o in one.observations)


def _number(observation: Observation) -> Decimal:
    return observation.value if observation.value is not None else Decimal(0)


def _at(observation: Observation, kind: str, strength: Strength, what: str, remedy: str) -> Finding:
    source = observation.sources[0] if observation.sources else None
    return Finding(
        kind=kind,
        strength=strength,
        what=what,
        remedy=remedy,
        workbook=source.workbook if source else "",
        sheet=source.sheet if source else "",
        cell=source.cells[0] if source else "",
    )
