"""What a reader can add up and subtract: the counts behind every figure, and the relations between them.

The relations are those of the library (a total and its parts, the leavers of 12 months, those who came and went) and of
arithmetic (a quarter and its months). Nothing here depends on what is hidden. A percentage binds by its counts: those
that were typed, or that follow from others (`small_counts`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import IntEnum
from typing import NamedTuple

from inputs.intake import State
from inputs.period import YEAR_MONTHS, Period
from report.metrics.counting.observations import ReportedSeries, missing
from report.metrics.model.measure import Measure, Unit
from report.metrics.model.scorecard import Observation

_FEWEST_TRIED = 3  # places in which a guess must hold to be one
_SHARE_OF_FAILURES = 8  # a guess that fails in more than one of so many places is no knowledge

FigureId = tuple[str, str, Period]
"""A measure's id, its group and a period."""


class Quantity(NamedTuple):
    """One whole number behind a figure: how many it counts, or ("out_of") of how many."""

    measure: str
    group: str
    period: Period
    part: str = "counted"

    @property
    def figure(self) -> FigureId:
        """The figure that is printed with this number."""
        return self.measure, self.group, self.period


class Doubt(IntEnum):
    """How far a relation can be doubted: where relations cannot all be so, readers give up the highest first.

    It is sure; or holds in most councils and months; or rests on a figure that no return gives; or is so in councils
    in which it mostly holds where it can be tried.
    """

    NONE = 0
    MOSTLY_SO = 1
    NEVER_GIVEN = 2
    GUESSED = 3


class Relation(NamedTuple):
    """``low`` ≤ the sum of coefficient × quantity ≤ ``high``, as far as the given ends go."""

    terms: tuple[tuple[Quantity, Decimal], ...]
    low: Decimal | None = Decimal(0)
    high: Decimal | None = Decimal(0)
    doubt: Doubt = Doubt.NONE

    def allows(self, values: Mapping[Quantity, Decimal]) -> bool:
        """Whether known values can meet it, whatever the numbers are, from nought, that are not known."""
        total = sum((times * values[quantity] for quantity, times in self.terms if quantity in values), Decimal(0))
        free = [times for quantity, times in self.terms if quantity not in values]
        enough = self.low is None or total >= self.low or max(free, default=0) > 0
        return enough and (self.high is None or total <= self.high or min(free, default=0) < 0)


Figures = Mapping[FigureId, Observation]


def figures_of(reported: Iterable[ReportedSeries]) -> dict[FigureId, Observation]:
    """Every figure of children that returns give or hide, by its id. Medians and longest waits are counts of nobody."""
    return {
        (o.measure.id, o.group, o.period): o
        for one in reported
        for o in one.observations
        if o.state in (State.NUMBER, State.SUPPRESSED) and _counts_people(o.measure)
    }


def quantities_of(o: Observation) -> tuple[Quantity, ...]:
    """The whole numbers behind a figure: one of a count, two of a percentage, of an average only of how many."""
    counted, out_of = (Quantity(o.measure.id, o.group, o.period, part) for part in ("counted", "out_of"))
    if o.measure.unit is Unit.COUNT:
        return (counted,)
    return (out_of,) if o.measure.unit is not Unit.PCT else (counted, out_of)


def known_of(o: Observation) -> dict[Quantity, Decimal]:
    """The whole numbers that a figure tells where it is shown."""
    counts = {"counted": o.numerator if o.measure.unit is not Unit.COUNT else o.value, "out_of": o.denominator}
    told = {quantity: counts[quantity.part] for quantity in quantities_of(o)}
    return {quantity: count for quantity, count in told.items() if count is not None}


def relations_of(
    figures: Figures, measures: Mapping[str, Measure], never_given: Collection[FigureId] = ()
) -> list[Relation]:
    """Every relation between the quantities of the figures, of which some may be ``never_given``."""
    every = (*_of_one_figure(figures), *_of_longer_periods(figures), *_of_library(figures, measures))
    whole = [one for one in every if all(quantity.figure in figures for quantity, _ in one.terms)]
    if not never_given:
        return whole
    doubted = [any(quantity.figure in never_given for quantity, _ in one.terms) for one in whole]
    return [
        one._replace(doubt=max(one.doubt, Doubt.NEVER_GIVEN)) if is_so else one
        for one, is_so in zip(whole, doubted, strict=True)
    ]


def that_hold(relations: Iterable[Relation], known: Mapping[Quantity, Decimal]) -> list[Relation]:
    """The relations that readers use who know some numbers: no number contradicts them, and no guess often fails."""
    held = list(relations)
    holds = [one.allows(known) for one in held]
    tried = [
        is_so for one, is_so in zip(held, holds, strict=True)
        if one.doubt is Doubt.GUESSED and all(quantity in known for quantity, _ in one.terms)
    ]  # fmt: skip
    guess = len(tried) >= _FEWEST_TRIED and tried.count(False) * _SHARE_OF_FAILURES <= len(tried)
    return [one for one, is_so in zip(held, holds, strict=True) if is_so and (guess or one.doubt is not Doubt.GUESSED)]


def never_given(figures: Figures, measures: Mapping[str, Measure]) -> dict[FigureId, Observation]:
    """The figures that no return gives, though those that are given tell something of them; as missing."""
    found: dict[FigureId, Observation] = {}

    def add(name: str, group: str, *periods: Period) -> None:
        if name in measures and group in (measures[name].groups or ("",)):
            kind = measures[name].period_type
            for period in periods:
                if (name, group, period) not in figures:
                    found[name, group, period] = missing(measures[name], group, period, kind)

    for (name, group, period), o in figures.items():
        measure = o.measure
        add(measure.same_population_as, group, period)
        add(measure.children_of, group, period)
        if period.length == 1:
            add(measure.entrants, group, period)
        add(measure.year_of, group, *period.lasting(YEAR_MONTHS).months())
        if measure.combine == "sum" and period.length > 1 and not o.measure.unit.is_average:
            add(name, group, *period.months())
        groups = ((name, part, period) for part in measure.groups)
        if measure.parts_of and all(one in figures for one in groups):
            add(measure.parts_of, "", period)
    for name, group, period in (*figures, *found):
        whole = measures.get(name)
        if whole and whole.starts and period.length == 1:
            before = (name, group, period.back(1))
            if before not in figures and (name, group, period.back(2)) in figures:
                add(*before)
            if before in figures or before in found:
                add(whole.starts, group, period)
                add(whole.leavers, group, period)
    return found


def _counts_people(measure: Measure) -> bool:
    return not measure.spread_of and (measure.unit is not Unit.RATE or measure.small_counts != "show")


def _equal(left: Quantity, *right: Quantity) -> Relation:
    return Relation(((left, Decimal(1)), *((one, Decimal(-1)) for one in right)))


def _at_most(least: Quantity, most: Quantity) -> Relation:
    return Relation(((most, Decimal(1)), (least, Decimal(-1))), high=None)


def _of_one_figure(figures: Figures) -> Iterator[Relation]:
    """Nobody is counted who is not one of those counted out of."""
    for o in figures.values():
        if o.measure.unit is Unit.PCT:
            yield _at_most(*quantities_of(o))


def _of_longer_periods(figures: Figures) -> Iterator[Relation]:
    """A quarter or a year is the sum of its months where they can be added up, and else that of its last day."""
    for (measure, group, period), o in figures.items():
        if period.length == 1 or o.measure.unit.is_average:
            continue
        last = (measure, group, period.last_month)
        if o.period_type is not o.measure.period_type and o.measure.combine == "sum":
            yield from _sums(figures, o, period.lasting(o.period_type.looks_back or period.length))
            continue
        if o.period_type.is_trailing or figures.get(last, o).period_type.is_trailing:
            yield from (_equal(q, Quantity(*last, q.part)) for q in quantities_of(o) if last in figures)
            continue
        if o.measure.combine == "sum":
            yield from _sums(figures, o, period)


def _sums(figures: Figures, o: Observation, period: Period) -> Iterator[Relation]:
    """A figure as the sum of the months of a period, where all of them are given."""
    months = [(o.measure.id, o.group, month) for month in period.months()]
    if all(month in figures for month in months):
        for q in quantities_of(o):
            yield _equal(q, *(Quantity(*month, q.part) for month in months))


def _of_library(figures: Figures, measures: Mapping[str, Measure]) -> Iterator[Relation]:
    for (name, group, period), o in figures.items():
        measure = o.measure
        own = Quantity(name, group, period, "counted" if measure.unit is Unit.COUNT else "out_of")
        if same := population_of(measures.get(measure.same_population_as), o):
            yield _equal(own, same)
        if measure.children_of:
            yield _equal(own, Quantity(measure.children_of, group, period))
        if around := population_of(measures.get(measure.population_within), o):
            yield _at_most(own, around)
        if measure.not_fewer_than:
            yield _at_most(Quantity(measure.not_fewer_than, group, period), own)
        if measure.year_of:
            months = [Quantity(measure.year_of, group, m) for m in period.lasting(YEAR_MONTHS).months()]
            if all(month.figure in figures for month in months):
                yield _equal(own, *months)
        yield from _came_and_went(figures, measure, own)
        # Checks are due for those who came, if they are done in the same month.
        if measure.entrants and period.length == 1 and not o.period_type.is_trailing:
            yield _equal(own, Quantity(measure.entrants, group, period))._replace(doubt=Doubt.GUESSED)
    yield from _totals(figures, measures)


def population_of(measure: Measure | None, like: Observation) -> Quantity | None:
    """Of how many a measure is in the group and period of a figure; None without a measure."""
    if measure is None:
        return None
    return Quantity(measure.id, like.group, like.period, "counted" if measure.unit is Unit.COUNT else "out_of")


def _came_and_went(figures: Figures, measure: Measure, now: Quantity) -> Iterator[Relation]:
    """Those at the end of a month are those at the end of the month before, and who came, without who left."""
    before = Quantity(now.measure, now.group, now.period.back(1))
    came, left = (Quantity(name, now.group, now.period) for name in (measure.starts, measure.leavers))
    if now.period.length == 1 and all(one.figure in figures for one in (before, came, left)):
        one = Decimal(1)
        yield Relation(((now, one), (before, -one), (came, -one), (left, one)), doubt=Doubt.MOSTLY_SO)


def _totals(figures: Figures, measures: Mapping[str, Measure]) -> Iterator[Relation]:
    """Parts make their total; where a part is not given, they make no more than it."""
    for measure in measures.values():
        if measure.groups_are_all:
            yield from _shares_of_one(figures, measure)
        if measure.parts_of not in measures:
            continue
        for period in {period for name, _, period in figures if name == measure.id}:
            total = Quantity(measure.parts_of, "", period)
            parts = [Quantity(measure.id, group, period) for group in measure.groups]
            given = [part for part in parts if part.figure in figures]
            if total.figure in figures:
                whole = _equal(total, *given)
                yield whole if given == parts else Relation(whole.terms, high=None)


def _shares_of_one(figures: Figures, measure: Measure) -> Iterator[Relation]:
    """Groups whose percentages are shares of one whole: all are out of the same, and together are all of it."""
    for period in {period for name, _, period in figures if name == measure.id}:
        out_of = [Quantity(measure.id, group, period, "out_of") for group in measure.groups]
        given = [one for one in out_of if one.figure in figures]
        yield from (_equal(given[0], other) for other in given[1:])
        counted = [one._replace(part="counted") for one in given]
        whole = _equal(given[0], *counted)
        yield whole if given == out_of else Relation(whole.terms, high=None)
