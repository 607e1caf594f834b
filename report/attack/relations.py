"""The conditions that bind the numbers of papers to one another, as a stranger sets them up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from math import inf, lcm

from inputs.period import YEAR_MONTHS, Period
from report.attack.facts import Fact, Facts
from report.attack.known_measures import SAME_CHILDREN
from report.attack.paper import Cell, Side
from report.metrics.model.measure import Measure, Unit
from report.metrics.model.period_type import PeriodType

_PLAIN_WORDS = frozenset(("table", "box", "alt text"))  # where everybody reads: not worth a word

FIRST_CHECKS = "first checks of those who came"
"""The label of a guess that is not so where children left before their check, or came late in a month."""

Unknown = tuple[Cell, Side]
"""An unknown whole number: the numerator, denominator or days of a cell."""


class Trust(IntEnum):
    """How far a relation is trusted; where relations contradict one another, those of the highest value go first."""

    PRINTED = 0
    LINKED = 1
    EARLIER = 2
    GUESSED = 3
    SUPPOSED = 4


@dataclass(frozen=True, slots=True)
class Relation:
    """``low`` ≤ the sum of coefficient × unknown ≤ ``high``, all whole numbers; ``label`` names it in a few words."""

    terms: tuple[tuple[Unknown, int], ...]
    low: float
    high: float
    label: str
    trust: Trust


def relations_of(facts: Facts) -> list[Relation]:
    """Every relation between the numbers of the facts, and those that a single number must meet."""
    cells = {(cell.measure, cell.group, cell.period) for cell in facts.cells}
    made: list[Relation] = []
    for key, known in facts.numbers.items():
        for fact in known:
            made += _of_fact(*key, fact, facts.measures[key[0].measure], facts.measures)
    spoken_of = {name for name, _, _ in cells}
    periods: dict[str, set[Period]] = {}
    for cell in facts.cells:
        periods.setdefault(cell.measure, set()).add(cell.period)
    for measure_id, every in periods.items():
        measure = facts.measures[measure_id]
        for period in sorted(every):
            made += _links(measure, period, facts, cells, spoken_of)
    for cell in facts.cells:
        made += _own(cell, facts.measures[cell.measure])
    return made


def _own(cell: Cell, measure: Measure) -> Iterator[Relation]:
    """Of one cell: no more are counted than there are; its months add up."""
    n, of = (cell, Side.COUNTED), (cell, Side.OF)
    if measure.unit is Unit.PCT:
        yield Relation(((n, 1), (of, -1)), -inf, 0, "", Trust.PRINTED)
    sums = measure.combine == "sum" and measure.period_type in {PeriodType.IN_MONTH, PeriodType.IN_QUARTER}
    if not sums or cell.period.length == 1:
        return
    for side in (Side.COUNTED, Side.OF) if measure.unit is Unit.PCT else (Side.COUNTED,):
        months = [((Cell(cell.measure, cell.group, month), side), 1) for month in cell.period.months()]
        yield Relation((((cell, side), -1), *months), 0, 0, "sums of months", Trust.LINKED)


def _links(
    measure: Measure, period: Period, facts: Facts, cells: set[tuple[str, str, Period]], spoken_of: set[str]
) -> Iterator[Relation]:
    """Of a measure in a period: its links to other measures that the papers speak of."""
    cell, last = Cell(measure.id, "", period), period.last_month
    if measure.parts_of in spoken_of:
        yield from _parts(measure, period, cells)
    if measure.year_of in spoken_of and period.length == YEAR_MONTHS:
        months = [((Cell(measure.year_of, "", month), Side.COUNTED), 1) for month in period.months()]
        spoken_of_all = all((measure.year_of, "", month) in cells for month in period.months())
        if spoken_of_all or (cell, Side.OF) in facts.numbers:  # else months that nobody knows leave it open
            yield Relation((((cell, Side.OF), -1), *months), 0, 0, "12 months added up", Trust.LINKED)
    populations = {measure.same_population_as: "the same children", measure.population_within: "part of others"}
    for name, label in populations.items():
        other = facts.measures.get(name)
        if other is not None and (outer := _population(other, last, cells)):
            low = 0 if name == measure.same_population_as else -inf
            yield Relation((((cell, Side.OF), 1), (outer, -1)), low, 0, label, Trust.LINKED)
    if measure.not_fewer_than and (measure.not_fewer_than, "", period) in cells:
        fewer = (Cell(measure.not_fewer_than, "", period), Side.COUNTED)
        yield Relation((((cell, Side.COUNTED), 1), (fewer, -1)), 0, inf, "children and times", Trust.LINKED)
    yield from _guesses(measure, period, cells)


def _population(outer: Measure, last: Period, cells: set[tuple[str, str, Period]]) -> Unknown | None:
    """The number of those a measure is about, at the end of a month; None where no paper speaks of it."""
    for length in (1, YEAR_MONTHS):
        if (outer.id, "", last.lasting(length)) in cells:
            return Cell(outer.id, "", last.lasting(length)), Side.COUNTED if outer.unit is Unit.COUNT else Side.OF
    return None


def _parts(measure: Measure, period: Period, cells: set[tuple[str, str, Period]]) -> Iterator[Relation]:
    """The groups of a measure and their total: in all of them, or no more than it where one is not spoken of."""
    groups = [name for name in measure.groups if (measure.id, name, period) in cells]
    terms = [((Cell(measure.id, name, period), Side.COUNTED), 1) for name in groups]
    total = (Cell(measure.parts_of, "", period), Side.COUNTED)
    low = 0 if len(groups) == len(measure.groups) else -inf
    if terms:
        yield Relation((*terms, (total, -1)), low, 0, "parts of a total", Trust.LINKED)


def _guesses(measure: Measure, period: Period, cells: set[tuple[str, str, Period]]) -> Iterator[Relation]:
    """What is mostly so: who came less who left is the change; first checks are due for those who came."""
    cell = Cell(measure.id, "", period)
    before = Cell(measure.id, "", period.back(1))
    if measure.starts and measure.leavers and (measure.id, "", before.period) in cells:
        starts, leavers = (Cell(name, "", period.last_month) for name in (measure.starts, measure.leavers))
        terms = (((cell, Side.COUNTED), 1), ((before, Side.COUNTED), -1))
        flows = (((starts, Side.COUNTED), -1), ((leavers, Side.COUNTED), 1))
        yield Relation((*terms, *flows), 0, 0, "who came less who left", Trust.GUESSED)
    if measure.entrants and period.length == 1:
        came = (Cell(measure.entrants, "", period), Side.COUNTED)
        yield Relation((((cell, Side.OF), 1), (came, -1)), 0, 0, FIRST_CHECKS, Trust.GUESSED)
    for own, side, other, others_side in SAME_CHILDREN:
        if own == measure.id and (other, "", period) in cells:
            terms = (((cell, Side(side)), 1), ((Cell(other, "", period), Side(others_side)), -1))
            yield Relation(terms, 0, 0, "the same children, by the definitions", Trust.GUESSED)


def _of_fact(
    cell: Cell, side: Side, fact: Fact, measure: Measure, measures: Mapping[str, Measure]
) -> Iterator[Relation]:
    """What one number that was read says of the unknowns of its cell."""
    trust = Trust.EARLIER if fact.earlier else Trust.PRINTED
    where = "" if fact.where in _PLAIN_WORDS else fact.where
    n, of = (cell, Side.COUNTED), (cell, Side.OF)
    if side in {Side.COUNTED, Side.OF}:
        if fact.low.denominator == 1:
            yield Relation((((cell, side), 1),), int(fact.low), int(fact.low), where, trust)
    elif side is Side.FEWER:
        yield Relation(((n, 1),), 1, int(fact.low) - 1, f"fewer than {int(fact.low)}", trust)
    elif side is Side.DAYS:
        return
    elif side is Side.NET:
        leavers = next((one.leavers for one in measures.values() if one.starts == measure.id), "")
        if leavers:
            left = (Cell(leavers, "", cell.period), Side.COUNTED)
            yield Relation(((n, 1), (left, -1)), int(fact.low), int(fact.low), "net change", trust)
    elif side is Side.SHARE:
        total = (Cell(measure.parts_of, "", cell.period), Side.COUNTED)
        yield from _ratio(n, total, fact, 100, _from("share", where), trust)
    elif measure.unit.is_average:
        yield Relation(((of, 1),), 1, inf, "", trust)  # all the days follow from their number and the average
    elif measure.unit is Unit.PCT or measure.per > 1:  # cases for each post rest on parts of posts: no whole numbers
        per = 100 if measure.unit is Unit.PCT else measure.per
        yield from _ratio(n, of, fact, per, _from("percentage" if per == 100 else "rate", where), trust)


def _from(label: str, where: str) -> str:
    return f"{label} ({where})" if where else label


def _ratio(n: Unknown, of: Unknown, fact: Fact, per: int, label: str, trust: Trust) -> Iterator[Relation]:
    """``low`` ≤ ``per`` × n ÷ of < ``high``, in whole numbers."""
    scale = lcm(fact.low.denominator, fact.high.denominator)
    low, high = (int(end * scale) for end in (fact.low, fact.high))
    yield Relation(((n, per * scale), (of, -low)), 0, inf, label, trust)
    yield Relation(((n, per * scale), (of, -high)), -inf, 0 if low == high else -1, label, trust)
    yield Relation(((of, 1),), 1, inf, label, trust)
