"""The specification of blank returns: what each service is asked for, and which figures are known already.

Pure: observations, measures and a month in; blank returns out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from inputs.blank.blank_return import BlankReturn, BlankRow, BlankTable, MeasureDefinition, Takes
from inputs.intake import State
from inputs.period import AUGUST, MARCH, Period
from report.blank_returns.target_text import target_words
from report.metrics.counting.observations import ReportedSeries, ratio
from report.metrics.definitions.average_spread import PARTS
from report.metrics.model.disclosure_rule import FEWEST_FOR_SPREAD
from report.metrics.model.measure import Measure, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Observation

MOST_PERIODS = {1: 48, 3: 20, 4: 15}  # four years of months, five of quarters or terms: what the report can draw
MOST_YEARS = 15
_USUAL_PERIODS = {1: 13, 3: 5, 4: 4}  # with the new one; enough for the same month, quarter or term of last year
_USUAL_YEARS = 3
_LENGTHS = {
    PeriodType.IN_QUARTER: 3,
    PeriodType.IN_TERM: 4,
    PeriodType.FINANCIAL_YEAR: 12,
    PeriodType.SCHOOL_YEAR: 12,
    PeriodType.THREE_YEARS: 12,
    PeriodType.BIRTHDAY_WINDOW: 12,
}
"""How many months lie between the figures of a measure that no return has given yet."""
_TABLES = {1: "Monthly figures", 3: "Quarterly figures", 4: "Figures by term", 12: "Yearly figures"}
_SAME = Decimal("1e-9")  # a ratio worked out by a formula is that of its counts but for Excel's rounding
_LAST_MONTHS = {PeriodType.IN_TERM: AUGUST, PeriodType.SCHOOL_YEAR: AUGUST}
"""The month in which the year of a measure ends that is not of the financial year, which ends in March."""
_SCHOOL_YEARS = "Figures by school year"
_CODE = re.compile("_|[a-z][A-Z]")
NUMERATOR, DENOMINATOR, VALUE = "numerator", "denominator", "value"
_PARTS = (NUMERATOR, DENOMINATOR, VALUE)
_VALUES = {Unit.COUNT: "Number", Unit.PCT: "%", Unit.RATE: "Rate"}  # else an average
_ROLE_WORDS = ("%", "percent", "per cent", "proportion", "number of", "no of", "no. of")  # in names of measures


@dataclass(frozen=True, slots=True, order=True)
class Cadence:
    """How often figures come: each for ``length`` months, one every ``step`` months.

    ``phase`` is the remainder of the index of a period's last month divided by ``step``: which month a quarter ends in.
    """

    length: int
    step: int
    phase: int

    def latest(self, period: Period) -> Period:
        """The last period of this cadence that has ended by the end of a month."""
        return period.last_month.back((period.index - self.phase) % self.step).lasting(self.length)


@dataclass(frozen=True, slots=True)
class _KnownSeries:
    """The figures known of one measure and group at one cadence. ``asked`` is True where a new figure is asked for.

    ``average`` is the average of which this measure is the median, lowest or highest; None for any other measure.
    ``ask`` says whom to ask about it, or "".
    """

    measure: Measure
    group: str
    cadence: Cadence
    observations: Mapping[Period, Observation]
    asked: bool
    target: str
    average: Measure | None = None
    ask: str = ""

    @property
    def label(self) -> str:
        """The name of its rows: that of the average where it belongs to one."""
        return label_of(self.average or self.measure)


def blank_returns(
    reported: Sequence[ReportedSeries],
    measures: Sequence[Measure],
    expected: Collection[str],
    period: Period,
    targets: Mapping[str, str],
    who: Mapping[str, str] | None = None,
    in_one: str = "",
) -> tuple[BlankReturn, ...]:
    """One blank return for each service, in the order of the library, with the figures known up to the month.

    ``expected`` are ids of measures to ask for though nothing is known of them. ``targets`` has, by measure id, the
    words of the council's own targets, which replace those of the returns, and ``who`` whom to ask. ``in_one`` is the
    name of the one return that asks for all of them, or "".
    """
    who = who or {}
    known: dict[str, list[_KnownSeries]] = {}
    for measure in (one for one in measures if not one.spread_of):
        given = {one.group: one for one in reported if one.measure.id == measure.id}
        if not given and measure.id not in expected:
            continue
        groups = [group for group in measure.groups or ("",) if not given or group in given or measure.parts_of]
        for group in groups:
            words = targets.get(measure.id) or target_words(measure, given.get(group))
            of_measure = list(_known(measure, group, given.get(group), period, words))
            rows = known.setdefault(in_one or measure.owner, [])
            whole = (*of_measure, *_spread_of(of_measure, reported, measures, period))
            rows += [replace(one, ask=who.get(measure.id, "")) for one in whole]
    return tuple(_return(service, rows, period) for service, rows in known.items())


def cut_off(returns: Sequence[BlankReturn], reported: Sequence[ReportedSeries]) -> bool:
    """Whether the reported figures reach further back than the blank returns do."""
    shown = {period for one in returns for table in one.tables for period in table.periods}
    oldest = {length: min(m.index for m in shown if m.length == length) for length in {m.length for m in shown}}
    return any(o.period.index < oldest.get(o.period.length, 0) for one in reported for o in one.observations)


def _spread_of(
    averages: Sequence[_KnownSeries], reported: Sequence[ReportedSeries], measures: Sequence[Measure], period: Period
) -> Iterator[_KnownSeries]:
    """The median, the lowest and the highest behind an average, each asked for at the average's cadence."""
    average = next(one for one in averages if one.asked)
    for measure in measures:
        if measure.spread_of != average.measure.id:
            continue
        given = next((r for r in reported if r.measure.id == measure.id and r.group == average.group), None)
        for one in _known(measure, average.group, given, period, ""):
            cadence = one.cadence if one.observations else average.cadence
            yield replace(one, cadence=cadence, average=average.measure)


def _known(
    measure: Measure, group: str, one: ReportedSeries | None, period: Period, target: str
) -> Iterator[_KnownSeries]:
    """The figures known of a measure and group, by cadence; longer periods that known months cover are left out."""
    seen = [
        o for o in (one.observations if one else ()) if o.state is not State.MISSING and o.period.index <= period.index
    ]
    months = {o.period for o in seen if o.period.length == 1}
    by_length: dict[int, dict[Period, Observation]] = {}
    for observation in sorted(seen, key=lambda o: o.period.length):
        by_length.setdefault(observation.period.length, {})[observation.period] = observation
    kept = {
        length: of_length
        for length, of_length in by_length.items()
        if length == 1 or not all(set(p.months()) <= months for p in of_length)
    }
    if not kept:
        length = _LENGTHS.get(measure.period_type, 1)
        phase = (_LAST_MONTHS.get(measure.period_type, MARCH) - 1) % length
        yield _KnownSeries(measure, group, Cadence(length, length, phase), {}, True, target)
    for length, of_length in kept.items():
        yield _KnownSeries(measure, group, _cadence(length, of_length), of_length, length == min(kept), target)


def _cadence(length: int, periods: Collection[Period]) -> Cadence:
    """The cadence of periods of one length: one after the other where they all end alike, else one every month."""
    phases = {p.index % length for p in periods}
    return Cadence(length, length, phases.pop()) if len(phases) == 1 else Cadence(length, 1, 0)


def _return(service: str, known: Sequence[_KnownSeries], period: Period) -> BlankReturn:
    cadences = sorted({one.cadence for one in known})
    names: set[str] = set()
    tables = []
    for cadence in cadences:
        of_cadence = [one for one in known if one.cadence == cadence]
        name = _TABLES.get(cadence.length, f"Figures of {cadence.length} months")
        name = _SCHOOL_YEARS if _of_school_years(of_cadence) else name
        if name in names:
            name = f"{name} ({len(names) + 1})"
        tables.append(_table(name, cadence, of_cadence, period))
        names.add(name)
    by_id = {one.measure.id: one for one in known}
    return BlankReturn(
        service=service,
        month=period,
        tables=tuple(tables),
        definitions=tuple(map(_measure_definition, by_id.values())),
        made=period.last_day,
        fewest_for_spread=int(FEWEST_FOR_SPREAD) if any(one.average for one in known) else None,
    )


def _measure_definition(one: _KnownSeries) -> MeasureDefinition:
    """A measure's meaning, for the sheet of definitions; of a median, lowest or highest under its average's name."""
    m, average = one.measure, one.average
    name = f"{one.label}: {PARTS[m.spread].lower()}" if average else one.label
    return MeasureDefinition(m.ref, name, m.name, m.definition, m.population, m.source)


def label_of(measure: Measure) -> str:
    """The measure's name in its rows: one that is read back, and that does not by itself name one of its figures."""
    without_role = (name for name in measure.names if not any(word in name.casefold() for word in _ROLE_WORDS))
    return next(without_role, measure.names[0])


def _table(name: str, cadence: Cadence, known: Sequence[_KnownSeries], period: Period) -> BlankTable:
    latest = cadence.latest(period)
    is_due = any(one.asked and (latest not in one.observations or latest.index == period.index) for one in known)
    periods = _periods(cadence, known, latest)
    rows: list[BlankRow] = []
    for one in known:
        rows += _rows(one, periods, latest.index == period.index, len(rows))
    finished = _in_order(_with_totals(rows, known))
    return BlankTable(name, periods, periods[0] if is_due else None, finished, _of_school_years(known))


def _of_school_years(known: Iterable[_KnownSeries]) -> bool:
    return all(one.measure.period_type is PeriodType.SCHOOL_YEAR for one in known)


def _periods(cadence: Cadence, known: Sequence[_KnownSeries], latest: Period) -> tuple[Period, ...]:
    """The columns of a table, newest first: as far back as any figure is known, within the limits above."""
    usual = _USUAL_PERIODS.get(cadence.length, _USUAL_YEARS) if any(one.asked for one in known) else 1
    most = MOST_PERIODS.get(cadence.length, MOST_YEARS)
    first = min((p.index for one in known for p in one.observations), default=latest.index)
    count = min(most, max(usual, (latest.index - first) // cadence.step + 1))
    return tuple(latest.back(cadence.step * n) for n in range(count))


def _rows(one: _KnownSeries, periods: Sequence[Period], may_correct: bool, place: int) -> list[BlankRow]:
    """The rows of a measure and group, of which the first is at index ``place`` of the table."""
    wanted = _asked_parts(one)
    shown = [part for part in _PARTS if part in wanted or part in _given_parts(one)]
    rows = [_row(one, part, periods, may_correct, part in wanted) for part in shown]
    rows[0] = replace(rows[0], target=one.target)
    if one.measure.unit is Unit.PCT and {NUMERATOR, DENOMINATOR} <= set(shown):
        rows[0], rows[1] = replace(rows[0], out_of=place + 1), replace(rows[1], over=place)
    return rows


def _row(one: _KnownSeries, part: str, periods: Sequence[Period], may_correct: bool, is_wanted: bool) -> BlankRow:
    known: dict[Period, Decimal | str] = {}
    is_open: set[Period] = set()
    has = [p for p in periods if p in one.observations]
    for at in periods:
        figure = _figure(one.observations.get(at), part)
        if figure is not None:
            known[at] = figure
        if at not in one.observations and has and has[-1] < at < has[0] and is_wanted:
            known[at] = State.NOT_AVAILABLE.value  # a gap inside a run would be asked about, month after month
        if is_wanted and (at not in one.observations or (at == periods[0] and may_correct and one.asked)):
            is_open.add(at)
    numbers = [n for n in known.values() if isinstance(n, Decimal)]
    value = PARTS[one.measure.spread] if one.average else _VALUES.get(one.measure.unit, "Average")
    return BlankRow(
        measure=one.label,
        part=value if part == VALUE else part.capitalize(),
        definition=_definition(one.measure, part),
        takes=_takes(one.measure, part, numbers),
        group=one.group,
        help=one.measure.definition,
        ask=one.ask,
        known=known,
        open=frozenset(is_open),
    )


def _asked_parts(one: _KnownSeries) -> tuple[str, ...]:
    """Which figures are asked for: those that the last period has or, of a measure never given, its counts."""
    measure = one.measure
    last = next((o for _, o in sorted(one.observations.items(), reverse=True) if o.has_number), None)
    if measure.unit is Unit.COUNT:
        return (VALUE,)
    if last is not None:
        parts = tuple(part for part in _PARTS if _figure(last, part) is not None)
        return (NUMERATOR, DENOMINATOR) if {NUMERATOR, DENOMINATOR} <= set(parts) else parts
    named = measure.unit is Unit.PCT or (measure.numerator_names and measure.denominator_names)
    return (NUMERATOR, DENOMINATOR) if named else (VALUE,)


def _given_parts(one: _KnownSeries) -> set[str]:
    numbers = [o for o in one.observations.values() if o.has_number]
    return {part for part in _PARTS if any(_figure(o, part) is not None for o in numbers)}


def _figure(observation: Observation | None, part: str) -> Decimal | str | None:
    """The content of a cell: a figure, with any flag, or a mark such as "c"; None for a value that its counts give."""
    if observation is None:
        return None
    if not observation.has_number:
        return observation.state.value
    measure, top, bottom = observation.measure, observation.numerator, observation.denominator
    if measure.unit is Unit.COUNT:
        top = bottom = None
    is_given = top is not None and bottom and abs(ratio(measure, top, bottom) - (observation.value or 0)) < _SAME
    number = {NUMERATOR: top, DENOMINATOR: bottom, VALUE: None if is_given else observation.value}[part]
    if number is None or not observation.flags:
        return number
    sign = "%" if part == VALUE and measure.unit is Unit.PCT else ""
    return f"{number:f}{sign} {observation.flags[0][0]}"


def _definition(measure: Measure, part: str) -> str:
    """What a row counts, in a few words."""
    if part == VALUE:
        return measure.statutory_name or measure.name
    if part == NUMERATOR:
        return next(_in_words(measure.numerator_names), f"{measure.counts.capitalize()} counted: {measure.short_name}")
    return next(_in_words(measure.denominator_names), measure.population)


def _in_words(names: Iterable[str]) -> Iterator[str]:
    """The names that are words, without codes of published tables such as LAC_ceased_SGO."""
    return (name for name in names if _CODE.search(name) is None)


def _takes(measure: Measure, part: str, known: Collection[Decimal]) -> Takes:
    """What the cells of a row accept: a share, a decimal or a whole number. ``known`` are the figures it has."""
    if part == VALUE and measure.unit is Unit.PCT:
        return Takes.SHARE
    if measure.signed and part != DENOMINATOR:
        return Takes.SIGNED if measure.unit is Unit.COUNT else Takes.SIGNED_DECIMAL
    is_average = part == VALUE and measure.unit is not Unit.COUNT and measure.spread not in ("lowest", "highest")
    staff = part == DENOMINATOR and measure.unit is Unit.RATE  # full-time equivalents
    in_part = any(number != number.to_integral_value() for number in known)
    return Takes.DECIMAL if is_average or staff or in_part else Takes.WHOLE


def _with_totals(rows: Sequence[BlankRow], known: Sequence[_KnownSeries]) -> tuple[BlankRow, ...]:
    """The rows; those of parts of a total are tied to its row, to be checked against it, where the table has that."""
    totals = {label_of(one.measure): one.measure.parts_of for one in known if one.measure.parts_of}
    names = {one.measure.id: label_of(one.measure) for one in known}
    finished = list(rows)
    for label, whole in totals.items():
        bands = tuple(place for place, row in enumerate(rows) if row.measure == label)
        total = next((place for place, row in enumerate(rows) if row.measure == names.get(whole)), None)
        for place in bands if total is not None else ():
            finished[place] = replace(rows[place], bands=bands, total=total)
    return tuple(finished)


def _in_order(rows: Sequence[BlankRow]) -> tuple[BlankRow, ...]:
    """The rows; shortest, median and longest of an average are tied together, to be checked for their order."""
    places = {(row.measure, row.group, row.part): place for place, row in enumerate(rows)}
    finished = list(rows)
    for less, more in (("Shortest", "Median"), ("Median", "Longest")):
        for (measure, group, part), place in places.items():
            other = places.get((measure, group, more))
            if part == less and other is not None:
                finished[place] = replace(finished[place], out_of=other)
                finished[other] = replace(finished[other], over=place)
    return tuple(finished)
