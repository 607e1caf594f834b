"""Answers to what hidden numbers that are bound to one another can be, each found once."""

from __future__ import annotations

from collections.abc import Sequence

from report.metrics.disclosure.readers import Bound, Readers
from report.metrics.statistics.whole_numbers import Problem, Solver


class Answers:
    """What some numbers that are bound together can be, at one point in a series of papers.

    Every answer is a possible world, and may answer later questions about the same numbers too.
    """

    def __init__(self, readers: Readers, bound: Bound) -> None:
        self._readers, self._bound = readers, bound
        self._place_of = {place: number for number, place in enumerate(bound.unknown)}
        self._solver: Solver | None = None
        self._worlds: list[Sequence[int]] = []

    def reach(self, terms: Sequence[tuple[int, float]], end: float, *, least: bool) -> bool:
        """Whether a sum can be an end or less (``least``), or that or more. Raises Contradiction, or TooHard."""
        own = [(self._place_of[place], times) for place, times in terms]
        totals = (sum(times * world[place] for place, times in own) for world in self._worlds)
        if any(total <= end if least else total >= end for total in totals):
            return True
        if self._solver is None:
            self._solver = Solver(self._problem())
        found = self._solver.reach(own, end, least=least)
        self._worlds += [] if found is None else [found]
        return found is not None

    def _problem(self) -> Problem:
        limits = tuple(self._readers.limits_of(place) for place in self._bound.unknown)
        return Problem(limits, tuple(self._readers.condition(number, self._place_of) for number in self._bound.rows))
