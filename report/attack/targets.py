"""What may not be known of some papers: each hidden number, and each small one that no paper prints as such."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from inputs.period import QUARTER_MONTHS, YEAR_MONTHS
from report.attack.facts import Facts
from report.attack.known_measures import SAME_CHILDREN, hides_small
from report.attack.paper import Cell, Side
from report.attack.relations import Unknown
from report.metrics.model.measure import Measure, Unit


class Target(NamedTuple):
    """A sum of unknowns that is to stay unknown: ``what`` it counts, and whether its cell is hidden."""

    cell: Cell
    what: str
    terms: tuple[tuple[Unknown, int], ...]
    hidden: bool


class Joining(NamedTuple):
    """Two averages of months that follow one another, ``after`` of one child more or fewer than ``before``."""

    before: Cell
    after: Cell


def targets_of(facts: Facts) -> Iterator[Target]:
    """Every target, those of hidden cells first."""
    hidden = sorted(facts.hidden)
    for cell in hidden:
        yield from _of_cell(cell, facts.measures[cell.measure], hidden=True)
    for cell in facts.cells:
        measure = facts.measures[cell.measure]
        if cell not in facts.hidden and hides_small(measure):
            yield from _of_cell(cell, measure, hidden=False)
            yield from _left_out(cell, measure, facts)
        if cell not in facts.hidden and measure.entrants:
            yield from _entrants(cell, measure, facts)


def _of_cell(cell: Cell, measure: Measure, *, hidden: bool) -> Iterator[Target]:
    n, of = (cell, Side.COUNTED), (cell, Side.OF)
    if measure.entrants and not hides_small(measure):  # no secret itself: only of how many, who came into care
        yield Target(cell, f"{measure.counts} who came", ((of, 1),), hidden)
    elif measure.unit is Unit.COUNT:
        yield Target(cell, measure.counts, ((n, 1),), hidden)
    elif measure.unit is Unit.PCT:
        yield Target(cell, measure.counts, ((n, 1),), hidden)
        yield Target(cell, f"{measure.counts}: the others", ((of, 1), (n, -1)), hidden)
    else:
        yield Target(cell, measure.out_of, ((of, 1),), hidden)


def _left_out(cell: Cell, measure: Measure, facts: Facts) -> Iterator[Target]:
    """Those of a wider population who are not in this one: both are printed, and so is the difference."""
    outer = facts.measures.get(measure.population_within)
    if outer is None or not hides_small(outer):
        return
    for length in (cell.period.length, 1, YEAR_MONTHS):
        wide = Cell(outer.id, "", cell.period.last_month.lasting(length))
        side = Side.COUNTED if outer.unit is Unit.COUNT else Side.OF
        if (wide, side) in facts.numbers and wide not in facts.hidden:
            terms = (((wide, side), 1), ((cell, Side.OF), -1))
            yield Target(cell, f"{outer.out_of} left out", terms, hidden=False)
            return


def _entrants(cell: Cell, measure: Measure, facts: Facts) -> Iterator[Target]:
    """Those who came into care, as the measure counts them that is due for each, in months of which they are hidden."""
    hides = any(one.measure == measure.entrants for one in facts.hidden)
    came = ((Cell(measure.entrants, "", month), Side.COUNTED) for month in cell.period.months())
    if hides and any(one not in facts.numbers for one in came):
        yield Target(cell, f"{measure.counts} who came", (((cell, Side.OF), 1),), hidden=False)


def joinings_of(facts: Facts) -> Iterator[Joining]:
    """Every two averages of 12 months, a month or a quarter apart, that are printed and small enough to be hidden."""
    for cell in facts.cells:
        measure = facts.measures[cell.measure]
        if measure.unit.is_average and hides_small(measure) and cell.period.length == YEAR_MONTHS:
            for months in (1, QUARTER_MONTHS):
                both = (Cell(cell.measure, cell.group, cell.period.back(months)), cell)
                if all((one, Side.VALUE) in facts.numbers or (one, Side.DAYS) in facts.numbers for one in both):
                    yield Joining(*both)


def averages_of_hidden(facts: Facts) -> Iterator[tuple[Cell, Cell]]:
    """Every printed average whose children, by the definitions, are those of a hidden figure, with that figure."""
    for own, _, other, _ in SAME_CHILDREN:
        for cell in facts.cells:
            hidden = Cell(other, "", cell.period)
            if cell.measure == own and (cell, Side.VALUE) in facts.numbers and hidden in facts.hidden:
                yield cell, hidden
