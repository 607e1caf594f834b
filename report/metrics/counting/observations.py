"""Turns the series of the returns into observations: one measure, group and period, its number and its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from inputs.findings import Finding
from inputs.headings.answers import places
from inputs.intake import Intake, Limit, Point, Rating, Reading, Return, Series, State, TargetRead
from inputs.period import YEAR_MONTHS, Period
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import Measure, Source, Unit, merge_sources
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Observation

HUNDRED = Decimal(100)
_PERIOD_TYPES = {
    1: PeriodType.IN_MONTH,
    3: PeriodType.IN_QUARTER,
    4: PeriodType.IN_TERM,
    12: PeriodType.FINANCIAL_YEAR,
}
Alike = Counter[tuple[str, str, str]]
"""How many figures two sheets both give: the one as workbook › sheet, and the other's workbook and sheet."""


@dataclass(frozen=True, slots=True)
class ReportedSeries:
    """All observations of one measure and group, merged from the returns, in order of period.

    ``target`` is the one stated last, with its cell; ``targets`` those stated for single months, in their order;
    ``dated`` those whose heading states their period. ``limits`` and ``ratings`` are what returns say of the status.
    ``refused`` is the cell of an impossible target. ``to_date`` are years to date as the returns give them: nothing is
    made of them, they are only checked against the months.
    """

    measure: Measure
    group: str
    observations: tuple[Observation, ...]
    target: tuple[TargetRead, Source] | None
    to_date: tuple[Observation, ...] = ()
    targets: tuple[tuple[Period, TargetRead, Source], ...] = ()
    refused: Source | None = None
    dated: tuple[tuple[Period, TargetRead, Source], ...] = ()
    limits: tuple[tuple[Limit, Source], ...] = ()
    ratings: tuple[tuple[Rating, Source], ...] = ()

    def target_at(self, period: Period) -> tuple[TargetRead, Source] | None:
        """The target in force at the end of a period; None where all are of other periods.

        One whose heading states the period comes first: that of another year, quarter or month never stands in for it.
        Then comes one that states none; then the last one stated under a month of the same financial year up to then,
        else the first of that year.
        """
        stated = min((one for one in self.dated if one[0].covers(period)), key=lambda one: one[0].length, default=None)
        if stated is None and self.target is not None and not self.targets:
            return self.target
        if stated is None:
            year = [one for one in self.targets if one[0].financial_year == period.financial_year]
            stated = next((one for one in reversed(year) if one[0].index <= period.index), next(iter(year), None))
        return stated[1:] if stated else None

    @property
    def last_target(self) -> TargetRead | None:
        """The target of the last year that has one; None without any."""
        return self.target[0] if self.target else self.dated[-1][1] if self.dated else None


def observe(intake: Intake, measures: Iterable[Measure]) -> tuple[tuple[ReportedSeries, ...], tuple[Finding, ...]]:
    """Every reported measure and group, in the order of the library, and findings about figures given twice."""
    reported: list[ReportedSeries] = []
    findings: list[Finding] = []
    alike: Alike = Counter()
    for measure in measures:
        for group in measure.groups or ("",):
            key = (measure.id, group)
            given = [(r, s) for r in intake.returns for s in r.series if (s.item, s.group) == key and s.points]
            if given:
                one, twice = _merge(measure, group, given, alike)
                reported.append(one)
                findings += [*twice, *_targets_differ(measure, given)]
    return tuple(reported), (*findings, *(_given_alike(*sheets, number) for sheets, number in alike.items()))


def with_total_as_denominator(reported: tuple[ReportedSeries, ...]) -> tuple[ReportedSeries, ...]:
    """Gives each part of a total (an age band) that total as its denominator, so that it is printed as n of N."""
    totals = {(r.measure.id, o.period): o for r in reported for o in r.observations}
    return tuple(
        replace(r, observations=tuple(_of_total(o, totals) for o in r.observations)) if r.measure.parts_of else r
        for r in reported
    )


def ratio(measure: Measure, numerator: Decimal, denominator: Decimal) -> Decimal:
    """The exact value from its counts: a percentage (0 to 100), an average, or a rate for ``measure.per``."""
    return (HUNDRED if measure.unit is Unit.PCT else Decimal(measure.per)) * numerator / denominator


def sources_of(observations: Iterable[Observation]) -> tuple[Source, ...]:
    """The sources of several observations: one entry a sheet, cells in the order they were met."""
    return merge_sources(source for observation in observations for source in observation.sources)


def missing(measure: Measure, group: str, period: Period, period_type: PeriodType) -> Observation:
    """A missing observation."""
    return Observation(measure, group, period, period_type, State.MISSING)


def _merge(
    measure: Measure, group: str, given: list[tuple[Return, Series]], alike: Alike
) -> tuple[ReportedSeries, tuple[Finding, ...]]:
    """Merges the series of several returns; the first figure of a period is kept. Adds to ``alike``."""
    by_period: dict[Period, tuple[Return, Observation]] = {}
    findings: list[Finding] = []
    places = _decimal_places(measure, [s for _, s in given])
    for origin, series in given:
        for point in _of_its_time(measure, origin, series.points, findings):
            seen = _observation(measure, group, point, origin, places, series.span)
            findings += _average_differs(point, seen, places)
            source, before = by_period.get(seen.period, (origin, None))
            if before is None or before.state is State.MISSING:
                by_period[seen.period] = (origin, seen)
            elif seen.state is not State.MISSING and not _agree(before, seen):
                findings.append(_given_twice(measure, source, before, seen, [s for _, s in given]))
            elif seen.state is not State.MISSING:
                alike[_sheet_of(source), origin.workbook, origin.sheet] += 1
                if seen.denominator is not None and before.denominator is None:
                    by_period[seen.period] = (origin, seen)  # the same figure, now with its counts
    stepped = _stepped([o for _, o in by_period.values()])
    targets = [(s.target, _source(r, s.target.cell)) for r, s in given if s.target]
    to_date = tuple(_to_date(measure, group, p, r) for r, s in given for p in s.year_to_date)
    origin, last = next(((r, s) for r, s in reversed(given) if s.target), given[-1])
    by_month = tuple((Period(m.year, m.month), t, _source(origin, t.cell)) for m, t in last.targets if not t.head)
    dated = {m: (t, _source(r, t.cell)) for r, s in given for m, t in s.targets if t.head}
    refused = next((_source(r, s.refused) for r, s in given if s.refused), None)
    whole = ReportedSeries(
        measure,
        group,
        stepped,
        targets[-1] if targets else None,
        to_date,
        by_month,
        refused,
        dated=tuple((period, *stated) for period, stated in sorted(dated.items())),
        limits=tuple((one, _source(r, one.cell)) for r, s in given for one in s.limits),
        ratings=tuple((one, _source(r, one.cell)) for r, s in given for one in s.ratings),
    )
    return whole, tuple(findings)


def _of_its_time(measure: Measure, origin: Return, points: Sequence[Point], findings: list[Finding]) -> Sequence[Point]:
    """The points of the time in which there are figures of a measure at all. Adds the finding about the others."""
    first, last = measure.since, measure.until
    early = [p for p in points if p.readings and first is not None and p.period.index < first.index]
    late = [p for p in points if p.readings and last is not None and p.period.index > last.index]
    for those, end, said in ((early, first, "There are no figures of it before"), (late, last, "It ended with")):
        apart = [p for p in those if any(r.value is not None for r in p.readings)]
        if apart and end is not None:
            what = (
                f"“{measure.short_name}” is given for {apart[-1].period.name}. {said} {end.name}, so this was left out."
            )
            cell = _source(origin, apart[-1].readings[0].cell)
            findings.append(found("outside-its-time", what, "Correct the heading if that is wrong.", cell))
    return [p for p in points if p not in early and p not in late] if early or late else points


def _to_date(measure: Measure, group: str, point: Point, origin: Return) -> Observation:
    period = point.period.year_to_date
    shell = Observation(measure, group, period, PeriodType.YEAR_TO_DATE, State.MISSING)
    value = _number(point.value)
    return shell if value is None else replace(_with_cells(shell, origin, point.value), state=State.NUMBER, value=value)


def _agree(one: Observation, other: Observation) -> bool:
    """Whether two sheets give the same figure: by counts or, where one gives none, as printed."""
    if one.state is not other.state or one.value is None or other.value is None:
        return one.state is other.state
    if one.numerator is not None and other.numerator is not None:
        return (one.numerator, one.denominator) == (other.numerator, other.denominator)
    places = min(one.decimals, other.decimals)
    return formatting.rounded(one.value, places) == formatting.rounded(other.value, places)


def _stepped(observations: list[Observation]) -> tuple[Observation, ...]:
    """In order of period, each as long as the measure takes it to be.

    Snapshots whole years or quarters apart become figures of those years or quarters. Years that overlap, such as the
    12 months to November and to December, are of a measure that is taken at the end of each month.
    """
    ordered = sorted(observations, key=lambda o: (o.period.index, o.period))
    if ordered[0].measure.period_type is PeriodType.IN_MONTH:
        return tuple(ordered)
    years = [o.period.index for o in ordered if o.period.length == YEAR_MONTHS]
    rolling = {end for pair in pairwise(years) if pair[1] - pair[0] < YEAR_MONTHS for end in pair}
    ordered = [
        replace(o, period=o.period.last_month) if o.period.length == YEAR_MONTHS and o.period.index in rolling else o
        for o in ordered
    ]
    ends = [o.period.index for o in ordered]
    gaps = {later - earlier for earlier, later in pairwise(ends)}
    if not gaps or {o.period.length for o in ordered} != {1}:
        return tuple(ordered)
    step = next((months for months in (12, 3) if all(gap and gap % months == 0 for gap in gaps)), 1)
    return tuple(ordered if step == 1 else (replace(o, period=o.period.lasting(step)) for o in ordered))


def _given_twice(
    measure: Measure, source: Return, before: Observation, seen: Observation, given: Iterable[Series]
) -> Finding:
    """The finding of two figures for one period, with the answers that say what the series ``given`` are."""
    other = f"{_sheet_of(source)} › {before.sources[0].cells[0]}"
    twice = f"“{measure.short_name}” is given twice for {formatting.name_of(seen)} with different figures"
    what, remedy = f"{twice}; the other is in {other}.", "Keep the right one and clear the other."
    if answers := [cell for one in given for cell in one.answers]:
        what += f" What they are is answered in {places(answers)}."
        remedy = f"Keep the right one and clear the other, or correct {places(answers, 'or')}, and run again."
    return found("given-twice", what, remedy, seen)


def _given_alike(first: str, workbook: str, sheet: str, number: int) -> Finding:
    figures = "1 figure here is" if number == 1 else f"{number:,} figures here are"
    what = f"{figures} also in {first}, and the same there; each was counted once."
    remedy = "If one of the two is a copy, take it out of the folder."
    return replace(found("given-alike", what, remedy, workbook=workbook), sheet=sheet)


def _targets_differ(measure: Measure, given: list[tuple[Return, Series]]) -> list[Finding]:
    """A finding for each target that differs from that of the return before it: the last one is used."""
    stated = [(origin, series.target) for origin, series in given if series.target is not None]
    return [
        found(
            "targets-differ",
            f"the target for “{measure.short_name}” is not the one in {_sheet_of(before)} › {old.cell}.",
            "The one here was used; correct the other.",
            _source(origin, new.cell),
        )
        for (before, old), (origin, new) in pairwise(stated)
        if old.value != new.value or (old.comparison and new.comparison and old.comparison != new.comparison)
    ]


def _sheet_of(origin: Return) -> str:
    return f"{origin.workbook} › {origin.sheet}"


def _decimal_places(measure: Measure, series: list[Series]) -> int:
    """The decimals of a figure given without its counts: as many as were typed, at most the measure's own."""
    typed = [n for one in series for point in one.points if (n := _number(point.value)) is not None]
    return min(measure.decimals, max(map(formatting.places, typed), default=0))


def _observation(
    measure: Measure, group: str, point: Point, origin: Return, places: int, span: str = ""
) -> Observation:
    period = point.period
    period_type = PeriodType(span) if span else measure.period_type
    if period_type in (PeriodType.IN_MONTH, PeriodType.IN_QUARTER):
        period_type = _PERIOD_TYPES.get(period.length, period_type)
    if period_type is PeriodType.YEAR_TO_DATE:
        period = period.last_month
    if period_type is PeriodType.THREE_YEARS and period.length > YEAR_MONTHS:
        period = period.lasting(YEAR_MONTHS)
    shell = Observation(measure, group, period, period_type, State.MISSING)
    value, numerator, denominator = point.value, point.numerator, point.denominator
    count, of = _number(numerator), _number(denominator)
    if measure.unit is not Unit.COUNT and count is not None and of is not None:
        return _from_counts(_with_cells(shell, origin, numerator, denominator), _number(value), count, of, places)
    readings = [reading for reading in (value, numerator, denominator) if reading is not None]
    if measure.unit is Unit.COUNT and _number(value) is None and numerator is not None:
        value = numerator
    number = _number(value)
    hidden = any(r.state is State.SUPPRESSED for r in readings)  # a percentage would give its hidden count away
    if hidden or number is None:
        why = next((r for r in readings if r.state in (State.SUPPRESSED, State.NOT_APPLICABLE)), None)
        return replace(_with_cells(shell, origin, why), state=why.state) if why else shell
    if measure.unit is Unit.COUNT:
        shell = _with_cells(shell, origin, value)
        return replace(shell, state=State.NUMBER, value=number, numerator=number, decimals=measure.decimals)
    counted = numerator if measure.unit is Unit.PCT and count else None
    # Kept without the numerator too: without it nobody could see that an average is that of two children.
    cohort = denominator if (measure.unit is Unit.PCT or measure.unit.is_average) and of else None
    shell = _with_cells(shell, origin, value, counted, cohort)
    count, of = _number(counted), _number(cohort)
    return replace(shell, state=State.NUMBER, value=number, numerator=count, denominator=of, decimals=places)


def _from_counts(shell: Observation, typed: Decimal | None, count: Decimal, of: Decimal, places: int) -> Observation:
    if of == 0:  # no cases is not 0%: there was nothing to do
        return replace(shell, state=State.NOT_APPLICABLE)
    value = _average(typed, count, of, shell.measure, places)
    decimals = shell.measure.decimals
    return replace(shell, state=State.NUMBER, value=value, numerator=count, denominator=of, decimals=decimals)


def _average(typed: Decimal | None, numerator: Decimal, denominator: Decimal, measure: Measure, places: int) -> Decimal:
    """The value from its counts; for an average or a rate the one typed, where the rounding of the counts allows it.

    Published staff numbers are rounded: 2,084 cases and 110 staff stand beside an average of 19.0. A workbook keeps
    that as 19, so ``places`` are the decimals of the whole series. So are the counts of a percentage of staff: 24.6%
    was published of 41.3 in 167.5 posts, which alone would make 24.7%.
    """
    worked_out = ratio(measure, numerator, denominator)
    exact = measure.unit is Unit.PCT and not formatting.places(numerator) and not formatting.places(denominator)
    per = 100 if measure.unit is Unit.PCT else measure.per
    if exact or typed is None or not _allowed(typed, numerator, denominator, places, per):
        return worked_out
    return worked_out if formatting.rounded(worked_out, max(places, formatting.places(typed))) == typed else typed


def _allowed(typed: Decimal, numerator: Decimal, denominator: Decimal, places: int, per: int) -> bool:
    """Whether an average can be that of its counts, each of the three being rounded at its last place."""
    of = _half_step(denominator)
    lowest = per * (numerator - _half_step(numerator)) / (denominator + of)
    highest = per * (numerator + _half_step(numerator)) / (denominator - of)
    about = _half_step(typed, places)
    return lowest - about <= typed <= highest + about


def _half_step(number: Decimal, places: int = 0) -> Decimal:
    """Half of the last place that was typed: the most that rounding may have hidden."""
    return Decimal("0.5").scaleb(-max(places, formatting.places(number)))


def _average_differs(point: Point, seen: Observation, places: int) -> list[Finding]:
    typed = point.value
    if not seen.measure.unit.is_quotient or typed is None or typed.value is None:
        return []
    if not seen.numerator or not seen.denominator:
        return []
    if _allowed(typed.value, seen.numerator, seen.denominator, places, seen.measure.per):
        return []
    what = f"the average typed, {typed.value}, is not what {seen.numerator} out of {seen.denominator} gives."
    remedy = "Correct the average or the numbers it is worked out from, and run again."
    return [found("average-does-not-match", what, remedy, seen, cell=typed.cell)]


def _number(reading: Reading | None) -> Decimal | None:
    return None if reading is None else reading.value


def _with_cells(shell: Observation, origin: Return, *readings: Reading | None) -> Observation:
    """The observation with the cells and the flags of the readings that it rests on."""
    given = [reading for reading in readings if reading is not None]
    flags = tuple(sorted({reading.flag for reading in given if reading.flag}))
    return replace(shell, sources=(_source(origin, *(reading.cell for reading in given)),), flags=flags)


def _source(origin: Return, *cells: str) -> Source:
    return Source(origin.workbook, origin.sha256, origin.sheet, cells)


def _of_total(part: Observation, totals: dict[tuple[str, Period], Observation]) -> Observation:
    total = totals.get((part.measure.parts_of, part.period))
    if total is None or not total.has_number or not part.has_number:
        return part
    return replace(part, denominator=total.value, sources=sources_of((part, total)))
