"""What several papers say together: each number within its narrowest bounds, the newest paper first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from report.attack.known_measures import SAME_CHILDREN, hides_small
from report.attack.paper import Cell, Paper, Reading, Side
from report.metrics.model.measure import Measure

Key = tuple[Cell, Side]


class Fact(NamedTuple):
    """A number that is at least ``low`` and less than ``high``, or exactly ``low`` where the two are equal.

    ``where`` says where it was read; ``earlier``: only an earlier paper says it.
    """

    low: Fraction
    high: Fraction
    where: str
    earlier: bool = False


class Facts(NamedTuple):
    """All that is known: numbers by cell and side, the cells that the newest paper to speak of them hides, measures.

    ``revised`` says which figures of earlier papers were given up for those of a newer one. ``largest_small`` is the
    largest count that any of the papers hides for its own sake, ``cells`` every cell that is spoken of, in a settled
    order.
    """

    numbers: Mapping[Key, tuple[Fact, ...]]
    hidden: frozenset[Cell]
    measures: Mapping[str, Measure]
    revised: tuple[str, ...]
    largest_small: int
    cells: Sequence[Cell]


def facts_of(papers: Sequence[Paper]) -> Facts:
    """The facts of some papers. Of two of one month the one given first counts as the newer."""
    newest_first = sorted(papers, key=lambda paper: -paper.month.index)
    measures: dict[str, Measure] = {}
    for paper in reversed(newest_first):
        measures |= paper.measures
    hide = {one.cell.measure for paper in papers for one in paper.readings if one.side is Side.HIDDEN}
    wanted = _that_matter(measures, hide)
    numbers: dict[Key, tuple[Fact, ...]] = {}
    hidden: dict[Cell, bool] = {}
    revised: list[str] = []
    for age, paper in enumerate(newest_first):
        own, hides = _within(paper, wanted, earlier=age > 0)
        changed = {cell for (cell, side), fact in own.items() if _contradicts(fact, numbers.get((cell, side), ()))}
        revised += [f"{_name(cell, paper)} in the paper of {paper.month.name}" for cell in sorted(changed)]
        for key, fact in own.items():
            if key[0] not in changed:
                numbers[key] = (*numbers.get(key, ()), fact)
        for cell in {cell for cell, _ in own} | hides:
            hidden.setdefault(cell, cell in hides)
    hides = frozenset(cell for cell, is_so in hidden.items() if is_so)
    largest = max((paper.largest_small for paper in papers), default=0)
    cells = sorted({cell for cell, _ in numbers} | hides)
    return Facts(numbers, hides, measures, tuple(revised), largest, cells)


def _that_matter(measures: Mapping[str, Measure], with_hidden: set[str]) -> set[str]:
    """The measures whose numbers can tell of small counts: those that hide them, and what binds those that are hidden.

    Without the others, such as thousands of visits, the rest is decided in a tenth of the time.
    """
    hide = {measure.id for measure in measures.values() if hides_small(measure)} | with_hidden
    linked = set(hide)
    for measure in measures.values():
        names = (measure.same_population_as, measure.population_within, measure.entrants, measure.not_fewer_than)
        if measure.id in hide:
            linked.update(names)
        if with_hidden.intersection(names):
            linked.add(measure.id)
    linked.update(own for own, _, other, _ in SAME_CHILDREN if other in with_hidden)
    return linked


def _within(paper: Paper, wanted: set[str], *, earlier: bool) -> tuple[dict[Key, Fact], frozenset[Cell]]:
    """The numbers of one paper of the measures ``wanted``, each within all its readings, and the cells it hides.

    A reading that contradicts those before it is left out: exact ones are taken first.
    """
    found: dict[Key, Fact] = {}
    given = (one for one in paper.readings if one.cell.measure in wanted and one.side is not Side.HIDDEN)
    for one in sorted(given, key=_width):
        key, before = (one.cell, one.side), found.get((one.cell, one.side))
        where = f"paper of {paper.month.name}" if earlier else one.where
        if before is None:
            found[key] = Fact(one.low, one.high, where, earlier)
        elif before.low < before.high:
            low, high = max(before.low, one.low), min(before.high, one.high)
            if low < high:
                found[key] = Fact(low, high, before.where, earlier)
    return found, frozenset(one.cell for one in paper.readings if one.side is Side.HIDDEN)


def _width(reading: Reading) -> Fraction | int:
    return 0 if reading.low is reading.high else reading.high - reading.low


def _contradicts(fact: Fact, others: Iterable[Fact]) -> bool:
    return any(
        fact.high < other.low or other.high < fact.low or (fact.high == other.low and fact.low < fact.high)
        for other in others
    )


def _name(cell: Cell, paper: Paper) -> str:
    group = f", {cell.group}" if cell.group else ""
    return f"{paper.measures[cell.measure].short_name}{group}, {cell.period.name}"
