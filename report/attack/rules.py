"""Rules of hiding that a paper prints, and what follows from them for the parts of a total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inputs.period import Period
from report.attack.facts import Facts
from report.attack.paper import Cell, Side
from report.attack.system import SMALLEST, System
from report.metrics.model.measure import Measure

_PAIR = 2


def small_parts(facts: Facts, system: System) -> Iterator[tuple[Cell, set[int]]]:
    """What the small one of two hidden parts of a total can be, by the rule that the next smallest is hidden with it.

    The cell is that of the total.
    """
    for measure in facts.measures.values():
        for period in sorted({cell.period for cell in facts.hidden if cell.measure == measure.id and measure.parts_of}):
            values = _small_one(measure, period, facts, system)
            if values:
                yield Cell(measure.parts_of, "", period), values


def _small_one(measure: Measure, period: Period, facts: Facts, system: System) -> set[int]:
    """Empty where the rule says nothing: other than two parts are hidden, or a number beside them is not known."""
    parts = [Cell(measure.id, name, period) for name in measure.groups]
    hidden = [cell for cell in parts if cell in facts.hidden]
    shown = [_known(cell, system) for cell in parts if cell not in facts.hidden]
    total = _known(Cell(measure.parts_of, "", period), system)
    if len(hidden) != _PAIR or total is None or None in shown:
        return set()
    numbers = [number for number in shown if number]
    together = total - sum(numbers)
    largest = system.largest_small
    ends = [system.bounds.of_sum(((system.place(cell, Side.COUNTED), 1),)) for cell in hidden]
    return {
        small
        for small in range(SMALLEST, largest + 1)
        for order in (ends, ends[::-1])
        if _may_be(small, order[0]) and _may_be(together - small, order[1])
        if _fits(small, together - small, numbers, largest)
    }


def _fits(small: int, other: int, shown: Iterable[int], largest: int) -> bool:
    """Whether the rule would have hidden just these: two small ones that are safe together, or the next smallest."""
    if SMALLEST <= other <= largest:
        return small + other not in {_PAIR * SMALLEST, _PAIR * largest}
    return largest < other <= min(shown, default=other)


def _may_be(number: int, ends: tuple[int, int]) -> bool:
    return ends[0] <= number <= ends[1]


def _known(cell: Cell, system: System) -> int | None:
    if not system.knows(cell, Side.COUNTED):
        return None
    place = system.place(cell, Side.COUNTED)
    return system.bounds.low[place] if system.bounds.known(place) else None
