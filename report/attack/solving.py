"""Exact ranges of sums of unknowns: by trying them out where two are left, by the solver where there are more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from report.attack.narrowing import Row, components
from report.attack.system import System
from report.metrics.statistics.whole_numbers import Condition, Contradiction, Problem, Solver, TooHard, Work, range_of

Terms = tuple[tuple[int, int], ...]
_MOST_TRIED = 500  # numbers that an unknown may have, to be tried one by one
_MOST_UNKNOWNS = 3  # to be tried: two, and the choice why a figure is hidden


class Undecided(Exception):
    """The steps there were did not suffice to answer a question."""


class Ranges:
    """Answers to questions about a system, as far as the work goes that may be done for all of them together."""

    def __init__(self, system: System, work: Work) -> None:
        self._system, self._work = system, work
        self._ready()

    def of(self, terms: Terms) -> tuple[int, int]:
        """The least and the most that a sum can be. Raises Undecided."""
        while True:
            bounds = self._system.bounds
            rest = tuple((place, times) for place, times in terms if not bounds.known(place))
            fixed = sum(bounds.low[place] * times for place, times in terms if bounds.known(place))
            if not rest:
                return fixed, fixed
            places = self._together(rest)
            found = self._found(places, rest)
            if found:
                return found[0] + fixed, found[1] + fixed
            self._system.give_up_within(places)
            self._ready()

    def seen(self, terms: Terms) -> tuple[int, int]:
        """Two numbers that a sum can be, the lesser first: its range is as wide or wider. May raise Undecided.

        The greater is more than a small count where it can be.
        """
        bounds = self._system.bounds
        rest = tuple((place, times) for place, times in terms if not bounds.known(place))
        fixed = sum(bounds.low[place] * times for place, times in terms if bounds.known(place))
        if not rest:
            return fixed, fixed
        places = self._together(rest)
        if self._is_small(places):
            return self.of(terms)
        seen = {sum(times * one[place] for place, times in rest) for one in self._examples_of(places)}
        if not seen or max(seen) + fixed <= self._system.largest_small:
            large = self._example(places, rest, self._system.largest_small + 1 - fixed)
            if large is None:
                return self.of(terms)
            seen.add(large)
        return min(seen) + fixed, max(seen) + fixed

    def reasons(self, terms: Terms) -> frozenset[str]:
        """The names of the relations that a range rests on."""
        bounds = self._system.bounds
        rest = tuple((place, times) for place, times in terms if not bounds.known(place))
        places = set(self._together(rest))
        rows = [row for row in self._rows if any(place in places for place, _ in row.terms)]
        known = frozenset().union(*(bounds.reasons(row.terms) | {row.label} for row in rows))
        return (bounds.reasons(terms) | known) - {""}

    def _ready(self) -> None:
        """Sort the unknowns that are not known into parts that are bound up with one another."""
        bounds = self._system.bounds
        self._rows = [row for row in self._system.rows if len(row.terms) > 1 and _binds(row, self._system)]
        is_open = [not bounds.known(place) for place in range(len(bounds.low))]
        self._parts = components(self._rows, is_open)
        self._part_of = {place: number for number, places in enumerate(self._parts) for place in places}
        self._rows_of: dict[int, list[Row]] = {}
        for row in self._rows:
            part = next((self._part_of[place] for place, _ in row.terms if place in self._part_of), None)
            if part is not None:
                self._rows_of.setdefault(part, []).append(row)
        self._examples: dict[frozenset[int], list[dict[int, int]]] = {}
        self._solvers: dict[frozenset[int], Solver] = {}

    def _together(self, terms: Terms) -> list[int]:
        """All unknowns that are bound up with those of a sum."""
        parts = {self._part_of[place] for place, _ in terms}
        return [place for part in sorted(parts) for place in self._parts[part]]

    def _rows_among(self, places: Sequence[int]) -> list[Row]:
        parts = dict.fromkeys(self._part_of[place] for place in places)
        return [row for part in parts for row in self._rows_of.get(part, ())]

    def _found(self, places: Sequence[int], terms: Terms) -> tuple[int, int] | None:
        """The range of a sum among unknowns that are bound up; None where they have no solution."""
        if self._is_small(places):
            tried = list(self._tried(places, terms))
            return (min(low for low, _ in tried), max(high for _, high in tried)) if tried else None
        at = {place: number for number, place in enumerate(places)}
        try:
            asked = [(at[place], float(times)) for place, times in terms]
            return range_of(self._problem(places, at), asked, self._work)
        except TooHard:
            raise Undecided from None

    def _is_small(self, places: Sequence[int]) -> bool:
        """Whether unknowns are so few, and have so few numbers, that all can be tried."""
        if len(places) == 1:
            return True
        widths = sorted(self._width(place) for place in places)
        return len(places) <= _MOST_UNKNOWNS and widths[-2] <= _MOST_TRIED and all(width == 1 for width in widths[:-2])

    def _width(self, place: int) -> int:
        return self._system.bounds.high[place] - self._system.bounds.low[place]

    def _tried(self, places: Sequence[int], terms: Terms) -> Iterator[tuple[int, int]]:
        """The range of a sum for each way in which all unknowns but the one with the most numbers can be chosen."""
        bounds, rows = self._system.bounds, self._rows_among(places)
        *others, last = sorted(places, key=self._width)
        choices = [range(bounds.low[place], bounds.high[place] + 1) for place in others]
        times = dict(terms)
        for numbers in product(*choices):
            given = dict(zip(others, numbers, strict=True))
            trial = bounds.of_other(rows, given, last)
            if trial:
                fixed = sum(times.get(place, 0) * number for place, number in given.items())
                ends = [fixed + times.get(last, 0) * end for end in trial]
                yield min(ends), max(ends)

    def _examples_of(self, places: Sequence[int]) -> list[dict[int, int]]:
        """The examples found so far for the parts that some unknowns are in."""
        return self._examples.setdefault(frozenset(self._part_of[place] for place in places), [])

    def _example(self, places: Sequence[int], terms: Terms, low: int) -> int | None:
        """A number, ``low`` or more, that a sum can be, whose example is kept; None if there is none. Or Undecided."""
        at = {place: number for number, place in enumerate(places)}
        parts = frozenset(self._part_of[place] for place in places)
        asked = [(at[place], float(times)) for place, times in terms]
        try:
            if parts not in self._solvers:
                self._solvers[parts] = Solver(self._problem(places, at), self._work)
                glimpses = [dict(zip(places, one, strict=True)) for one in self._solvers[parts].glimpses()]
                self._examples_of(places).extend(glimpses)
                seen = [sum(times * one[place] for place, times in terms) for one in glimpses]
                if max(seen, default=low - 1) >= low:
                    return max(seen)
            found = self._solvers[parts].reach(asked, low, least=False)
        except TooHard:
            raise Undecided from None
        except Contradiction:
            return None
        if found is None:
            return None
        self._examples_of(places).append(dict(zip(places, found, strict=True)))
        return sum(times * found[at[place]] for place, times in terms)

    def _problem(self, places: Sequence[int], at: dict[int, int]) -> Problem:
        bounds = self._system.bounds
        limits = tuple((bounds.low[place], bounds.high[place]) for place in places)
        conditions = []
        for row in self._rows_among(places):
            mine = tuple((at[place], float(times)) for place, times in row.terms if place in at)
            fixed = sum(bounds.low[place] * times for place, times in row.terms if place not in at)
            conditions.append(Condition(mine, row.low - fixed, row.high - fixed))
        return Problem(limits, tuple(conditions))


def _binds(row: Row, system: System) -> bool:
    """Whether a row says more than the bounds do."""
    least, most = system.bounds.of_sum(row.terms)
    return least < row.low or most > row.high
