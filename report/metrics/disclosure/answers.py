"""Answers to what hidden numbers that are bound to one another can be, each found once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report.metrics.disclosure.readers import Bound, Readers
from report.metrics.disclosure.relations import Doubt
from report.metrics.statistics.whole_numbers import NO_LIMIT, Condition, Problem, Solver, Work, cheapest

_FARTHER = 40.0  # by how much more a relation is trusted than one that can be doubted more


class Answers:
    """What some numbers that are bound together can be, at one point in a series of papers.

    Every answer is a possible world, and may answer later questions about the same numbers too.
    """

    def __init__(self, readers: Readers, bound: Bound, work: Work) -> None:
        self._readers, self._bound, self._work = readers, bound, work
        self._place_of = {place: number for number, place in enumerate(bound.unknown)}
        self._solver: Solver | None = None
        self._worlds: list[Sequence[int]] = []
        self._ends: list[Sequence[int]] = []  # the least and the most that each number is in any world

    def reach(self, terms: Sequence[tuple[int, float]], end: float, *, least: bool) -> bool:
        """Whether a sum can be an end or less (``least``), or that or more. Raises Contradiction, or TooHard."""
        own = [(self._place_of[place], times) for place, times in terms]
        if self._solver is None:
            self._solver = Solver(self._problem(), self._work)
            for world in self._solver.glimpses():
                self._add(world)
        if self._is_known(own, end, least=least):
            return True
        found = self._solver.reach(own, end, least=least)
        if found is not None:
            self._add(found)
        return found is not None

    def _is_known(self, own: Sequence[tuple[int, float]], end: float, *, least: bool) -> bool:
        """Whether a sum is an end or less, or that or more, in a world that was found before."""
        if len(own) == 1 and self._ends:
            ((place, times),) = own
            total = times * self._ends[(times < 0) is least][place]
            return total <= end if least else total >= end
        totals = (sum(times * world[place] for place, times in own) for world in self._worlds)
        return any(total <= end if least else total >= end for total in totals)

    def _add(self, world: Sequence[int]) -> None:
        self._worlds.append(world)
        lows, highs = self._ends or (world, world)
        self._ends = [tuple(map(min, lows, world)), tuple(map(max, highs, world))]

    def _problem(self) -> Problem:
        limits = tuple(self._readers.limits_of(place) for place in self._bound.unknown)
        return Problem(limits, tuple(self._readers.condition(number, self._place_of) for number in self._bound.rows))


def contradicted(readers: Readers, bound: Bound, printed: Mapping[int, float], work: Work) -> frozenset[int]:
    """The rows that readers give up, of those that can be doubted, so that all others can be so: as few as may be.

    ``printed`` are numbers that are taken as known. None where nothing is contradicted, or what is sure is.
    Raises TooHard.
    """
    place_of = {place: number for number, place in enumerate(bound.unknown)}
    limits = [(printed[place],) * 2 if place in printed else readers.limits_of(place) for place in bound.unknown]
    conditions = [readers.condition(number, place_of) for number in bound.rows]
    doubts = {number: readers.system.rows[number].doubt for number in bound.rows}
    given_up: dict[int, int] = {}
    for at, number in enumerate(bound.rows):
        if doubts[number] is not Doubt.NONE:
            given_up[number] = len(limits)
            off = ((len(limits), 1.0), (len(limits) + 1, -1.0))
            limits += [(0.0, NO_LIMIT)] * 2
            conditions[at] = Condition((*conditions[at].terms, *off), conditions[at].low, conditions[at].high)
    costs = [
        (place + side, _FARTHER ** (max(Doubt) - doubts[number]))
        for number, place in given_up.items()
        for side in (0, 1)
    ]
    found = cheapest(Problem(tuple(limits), tuple(conditions)), costs, work)
    return frozenset(number for number, place in given_up.items() if found and (found[place] or found[place + 1]))
