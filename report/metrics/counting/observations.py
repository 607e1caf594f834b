"""Turns what the returns say into observations: one measure, one group, one period, one number and its cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from inputs.findings import Finding
from inputs.intake import Intake, Point, Reading, Return, Series, State, TargetRead
from inputs.period import Period
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Measure, Observation, Source, Unit, joined

HUNDRED = Decimal(100)
_PERIOD_TYPES = {3: PeriodType.IN_QUARTER, 12: PeriodType.FINANCIAL_YEAR}


@dataclass(frozen=True, slots=True)
class Reported:
    """What all returns together say of one measure and group: an observation a period, and the target stated last.

    ``targets`` are those that stand for single months, in their order, where a return states different ones.
    ``refused`` is where a target stands that cannot be one.
    ``to_date`` are years to date as the returns give them. Nothing is made of them: they are only held against the
    months.
    """

    measure: Measure
    group: str
    observations: tuple[Observation, ...]
    target: tuple[TargetRead, Source] | None
    to_date: tuple[Observation, ...] = ()
    targets: tuple[tuple[Period, TargetRead, Source], ...] = ()
    refused: Source | None = None

    def target_at(self, period: Period) -> tuple[TargetRead, Source] | None:
        """The target in force at the end of a period: the last stated for a month up to then, else the first."""
        if not self.targets:
            return self.target
        _, read, source = next((one for one in reversed(self.targets) if one[0].index <= period.index), self.targets[0])
        return read, source


def observe(intake: Intake, measures: Iterable[Measure]) -> tuple[tuple[Reported, ...], tuple[Finding, ...]]:
    """Every reported measure and group, in the order of the library, and a finding for each figure given twice."""
    reported: list[Reported] = []
    findings: list[Finding] = []
    alike: dict[tuple[str, str], tuple[Return, Return, int]] = {}
    for measure in measures:
        for group in measure.groups or ("",):
            held = [(r, s) for r in intake.returns for s in r.series if s.item == measure.id and s.group == group]
            given = [(r, s) for r, s in held if s.points]
            if given:
                one, twice = _merge(measure, group, given, alike)
                reported.append(one)
                findings += [*twice, *_targets_differ(measure, given)]
    return tuple(reported), (*findings, *map(_given_alike, alike.values()))


def with_totals(reported: tuple[Reported, ...]) -> tuple[Reported, ...]:
    """Give each part of a total (an age band) that total as its denominator, so that it is printed as n of N."""
    totals = {(r.measure.id, o.period): o for r in reported for o in r.observations}
    return tuple(
        replace(r, observations=tuple(_of_total(o, totals) for o in r.observations)) if r.measure.parts_of else r
        for r in reported
    )


def ratio(measure: Measure, numerator: Decimal, denominator: Decimal) -> Decimal:
    """The measure's value from its parts, unrounded: a percentage, an average, or a rate for so many."""
    return (HUNDRED if measure.unit is Unit.PCT else Decimal(measure.per)) * numerator / denominator


def merge_sources(observations: Iterable[Observation]) -> tuple[Source, ...]:
    """The sources of several observations, one entry a sheet, cells in the order they were met."""
    return joined(source for observation in observations for source in observation.sources)


def missing(measure: Measure, group: str, period: Period, period_type: PeriodType) -> Observation:
    """An observation that says there is no figure."""
    return Observation(measure, group, period, period_type, State.MISSING)


def _merge(
    measure: Measure,
    group: str,
    given: list[tuple[Return, Series]],
    alike: dict[tuple[str, str], tuple[Return, Return, int]],
) -> tuple[Reported, tuple[Finding, ...]]:
    """Put together what several returns say. ``alike`` counts, for every two sheets, the figures that both give."""
    by_period: dict[Period, tuple[Return, Observation]] = {}
    findings = []
    places = _decimal_places(measure, [s for _, s in given])
    for origin, series in given:
        for point in series.points:
            seen = _observation(measure, group, point, origin, places)
            findings += _average_differs(point, seen, places)
            before = by_period.get(seen.period)
            if before is None or before[1].state is State.MISSING:
                by_period[seen.period] = (origin, seen)
            elif seen.state is not State.MISSING and not _agree(before[1], seen):
                findings.append(_given_twice(measure, before, seen))
            elif seen.state is not State.MISSING:
                both = (_sheet_of(before[0]), _sheet_of(origin))
                alike[both] = (before[0], origin, alike[both][2] + 1 if both in alike else 1)
                if seen.denominator is not None and before[1].denominator is None:
                    by_period[seen.period] = (origin, seen)  # the same figure, now with its counts
    stepped = _stepped([o for _, o in by_period.values()])
    targets = [(s.target, _cell_source(r, s.target.cell)) for r, s in given if s.target]
    to_date = tuple(_to_date(measure, group, p, r) for r, s in given for p in s.year_to_date)
    origin, last = next(((r, s) for r, s in reversed(given) if s.target), given[-1])
    by_month = tuple((m.last_month, t, _cell_source(origin, t.cell)) for m, t in last.targets)
    refused = next((_cell_source(r, s.refused) for r, s in given if s.refused), None)
    whole = Reported(measure, group, stepped, targets[-1] if targets else None, to_date, by_month, refused)
    return whole, tuple(findings)


def _to_date(measure: Measure, group: str, point: Point, origin: Return) -> Observation:
    period = point.period.year_to_date
    shell = Observation(measure, group, period, PeriodType.YEAR_TO_DATE, State.MISSING)
    value = point.value.value if point.value is not None else None
    return shell if point.value is None or value is None else _fill(shell, origin, [point.value], value=value)


def _agree(one: Observation, other: Observation) -> bool:
    """Whether two workbooks say the same: the same counts or, where one gives no counts, the same printed figure."""
    if one.state is not other.state or one.value is None or other.value is None:
        return one.state is other.state
    if one.numerator is not None and other.numerator is not None:
        return (one.numerator, one.denominator) == (other.numerator, other.denominator)
    places = min(one.decimals, other.decimals)
    return formatting.rounded(one.value, places) == formatting.rounded(other.value, places)


def _stepped(observations: list[Observation]) -> tuple[Observation, ...]:
    """In order of period; dates that stand whole years or quarters apart stand for those years or quarters."""
    ordered = sorted(observations, key=lambda o: o.period)
    ends = [o.period.index for o in ordered]
    gaps = {later - earlier for earlier, later in pairwise(ends)}
    in_month = ordered[0].measure.period_type is PeriodType.IN_MONTH
    if in_month or not gaps or {o.period.length for o in ordered} != {1}:
        return tuple(ordered)
    step = next((months for months in (12, 3) if all(gap and gap % months == 0 for gap in gaps)), 1)
    return tuple(replace(o, period=o.period.lasting(step)) for o in ordered)


def _given_twice(measure: Measure, before: tuple[Return, Observation], seen: Observation) -> Finding:
    other = f"{_sheet_of(before[0])} › {before[1].sources[0].cells[0]}"
    twice = f"“{measure.short_name}” is given twice for {formatting.name_of(seen)} with different figures"
    return found("given-twice", f"{twice}; the other is in {other}.", "Keep the right one and clear the other.", seen)


def _given_alike(both: tuple[Return, Return, int]) -> Finding:
    first, second, number = both
    figures = "1 figure here is" if number == 1 else f"{number:,} figures here are"
    what = f"{figures} also in {_sheet_of(first)}, and the same there; each was counted once."
    remedy = "If one of the two is a copy, take it out of the folder."
    return replace(found("given-alike", what, remedy, workbook=second.workbook), sheet=second.sheet)


def _targets_differ(measure: Measure, given: list[tuple[Return, Series]]) -> list[Finding]:
    """A target that a later return states otherwise than the one before it: the last is taken, and never in silence."""
    stated = [(origin, series.target) for origin, series in given if series.target is not None]
    return [
        found(
            "targets-differ",
            f"the target for “{measure.short_name}” is not the one in {_sheet_of(before)} › {old.cell}.",
            "The one here was used; correct the other.",
            _cell_source(origin, new.cell),
        )
        for (before, old), (origin, new) in pairwise(stated)
        if old.value != new.value or (old.comparison and new.comparison and old.comparison != new.comparison)
    ]


def _sheet_of(origin: Return) -> str:
    return f"{origin.workbook} › {origin.sheet}"


def _decimal_places(measure: Measure, series: list[Series]) -> int:
    """How many decimals a figure typed without its parts may print: as many as were typed, at most the measure's."""
    typed = [
        -int(point.value.value.normalize().as_tuple().exponent)
        for one in series
        for point in one.points
        if point.value is not None and point.value.value is not None
    ]
    return min(measure.decimals, max([0, *typed]))


def _observation(measure: Measure, group: str, point: Point, origin: Return, places: int) -> Observation:
    period = point.period
    period_type = measure.period_type
    if period_type is PeriodType.IN_MONTH:
        period_type = _PERIOD_TYPES.get(period.length, period_type)
    shell = Observation(measure, group, period, period_type, State.MISSING)
    parts, value = (point.numerator, point.denominator), point.value
    if measure.unit is Unit.COUNT and (value is None or value.value is None) and point.numerator is not None:
        value = point.numerator
    if measure.unit is not Unit.COUNT and all(part is not None and part.value is not None for part in parts):
        return _from_parts(shell, point, origin, places)
    readings = [r for r in (value, *parts) if r is not None]
    hidden = any(r.state is State.SUPPRESSED for r in readings)  # a percentage would give its hidden count away
    if hidden or value is None or value.value is None:
        return _without_number(shell, readings, origin)
    counted = point.numerator if measure.unit is Unit.PCT and point.numerator and point.numerator.value else None
    # Of how many alone: without it nobody could see that an average is that of two children.
    of = point.denominator if measure.unit in (Unit.PCT, Unit.DAYS) else None
    of = of if of and of.value else None
    return _fill(
        shell,
        origin,
        [reading for reading in (value, counted, of) if reading],
        value=value.value,
        numerator=value.value if measure.unit is Unit.COUNT else counted.value if counted else None,
        denominator=of.value if of else None,
        decimals=measure.decimals if measure.unit is Unit.COUNT else places,
    )


def _from_parts(shell: Observation, point: Point, origin: Return, places: int) -> Observation:
    numerator, denominator = point.numerator, point.denominator
    if numerator is None or denominator is None or numerator.value is None or denominator.value is None:
        return shell
    readings = [numerator, denominator]
    if denominator.value == 0:  # no cases is not 0%: there was nothing to do
        return _fill(shell, origin, readings, state=State.NOT_APPLICABLE)
    return _fill(
        shell,
        origin,
        readings,
        value=_average(point, numerator.value, denominator.value, shell.measure, places),
        numerator=numerator.value,
        denominator=denominator.value,
        decimals=shell.measure.decimals,
    )


def _average(point: Point, numerator: Decimal, denominator: Decimal, measure: Measure, places: int) -> Decimal:
    """The average from its parts, or as typed where the parts, rounded as they are, allow it.

    Published staff numbers are rounded, so that 2,084 cases and 110 staff stand beside an average of 19.0. A workbook
    keeps that as 19: ``places`` are the decimals of the whole run.
    """
    typed = point.value.value if point.value is not None else None
    worked_out = ratio(measure, numerator, denominator)
    if measure.unit is Unit.PCT or typed is None or not _allowed(typed, numerator, denominator, places, measure.per):
        return worked_out
    return worked_out if formatting.rounded(worked_out, max(places, _places(typed))) == typed else typed


def _allowed(typed: Decimal, numerator: Decimal, denominator: Decimal, places: int, per: int) -> bool:
    """Whether an average could be what its parts give, each of the three being rounded at its last place."""
    of = _half_step(denominator)
    lowest = per * (numerator - _half_step(numerator)) / (denominator + of)
    highest = per * (numerator + _half_step(numerator)) / (denominator - of)
    about = _half_step(typed, places)
    return lowest - about <= typed <= highest + about


def _places(number: Decimal) -> int:
    return max(0, -int(number.normalize().as_tuple().exponent))


def _half_step(number: Decimal, places: int = 0) -> Decimal:
    """Half of the last place that was typed: what rounding may have hidden."""
    return Decimal("0.5").scaleb(-max(places, _places(number)))


def _average_differs(point: Point, seen: Observation, places: int) -> list[Finding]:
    typed = point.value
    if seen.measure.unit not in (Unit.RATE, Unit.DAYS) or typed is None or typed.value is None:
        return []
    if not seen.numerator or not seen.denominator:
        return []
    if _allowed(typed.value, seen.numerator, seen.denominator, places, seen.measure.per):
        return []
    what = f"the average typed, {typed.value}, is not what {seen.numerator} out of {seen.denominator} gives."
    remedy = "Correct the average or the numbers it is worked out from, and run again."
    return [found("average-does-not-match", what, remedy, seen, cell=typed.cell)]


def _without_number(shell: Observation, readings: list[Reading], origin: Return) -> Observation:
    for reading in readings:
        if reading.state in (State.SUPPRESSED, State.NOT_APPLICABLE):
            return _fill(shell, origin, [reading], state=reading.state)
    return shell


def _fill(
    shell: Observation,
    origin: Return,
    readings: list[Reading],
    state: State = State.NUMBER,
    value: Decimal | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    decimals: int = 0,
) -> Observation:
    cells = tuple(reading.cell for reading in readings)
    flags = tuple(sorted({reading.flag for reading in readings if reading.flag}))
    sources = (Source(origin.workbook, origin.sha256, origin.sheet, cells),)
    return replace(
        shell,
        state=state,
        value=value,
        numerator=numerator,
        denominator=denominator,
        sources=sources,
        decimals=decimals,
        flags=flags,
    )


def _cell_source(origin: Return, cell: str) -> Source:
    return Source(origin.workbook, origin.sha256, origin.sheet, (cell,))


def _of_total(part: Observation, totals: dict[tuple[str, Period], Observation]) -> Observation:
    total = totals.get((part.measure.parts_of, part.period))
    if total is None or not total.has_number or not part.has_number:
        return part
    return replace(part, denominator=total.value, sources=merge_sources((part, total)))
