"""Exact ranges of sums of unknowns: by trying them out where two are left, by the solver where there are more."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from report.attack.narrowing import Row, components
from report.attack.system import LARGEST_SMALL, System
from report.metrics.statistics.whole_numbers import Condition, Problem, TimeRanOut, cheapest, range_of

Terms = tuple[tuple[int, int], ...]
_SECONDS_A_QUESTION = 3.0
_MOST_TRIED = 5_000  # numbers that one of two unknowns may have, to be tried one by one
_PAIR = 2


class Undecided(Exception):
    """Time ran out before a question was answered."""


class Ranges:
    """Answers to questions about a system, within some seconds for all of them together."""

    def __init__(self, system: System, seconds: float) -> None:
        self._system = system
        self._ends = time.monotonic() + seconds
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

    def can_be_large(self, terms: Terms) -> bool:
        """Whether it is plain that a sum can be more than a small count, without a question of its own. May raise
        Undecided.
        """
        bounds = self._system.bounds
        if bounds.of_sum(terms)[1] <= LARGEST_SMALL:
            return False
        rest = tuple((place, times) for place, times in terms if not bounds.known(place))
        places = self._together(rest)
        if len(places) == _PAIR:
            fixed = sum(bounds.low[place] * times for place, times in terms if bounds.known(place))
            return any(low + fixed > LARGEST_SMALL or high + fixed > LARGEST_SMALL for low, high in self._tried(places, rest))
        seen = self._example(places)
        value = sum(times * seen.get(place, bounds.low[place]) for place, times in terms)
        return bool(seen) and value > LARGEST_SMALL

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
        self._examples: dict[int, dict[int, int]] = {}

    def _together(self, terms: Terms) -> list[int]:
        """All unknowns that are bound up with those of a sum."""
        parts = dict.fromkeys(self._part_of[place] for place, _ in terms)
        return [place for part in parts for place in self._parts[part]]

    def _rows_among(self, places: Sequence[int]) -> list[Row]:
        parts = dict.fromkeys(self._part_of[place] for place in places)
        return [row for part in parts for row in self._rows_of.get(part, ())]

    def _found(self, places: Sequence[int], terms: Terms) -> tuple[int, int] | None:
        """The range of a sum among unknowns that are bound up; None where they have no solution."""
        if len(places) == _PAIR and self._can_be_tried(places):
            tried = list(self._tried(places, terms))
            return (min(low for low, _ in tried), max(high for _, high in tried)) if tried else None
        at = {place: number for number, place in enumerate(places)}
        try:
            asked = [(at[place], float(times)) for place, times in terms]
            return range_of(self._problem(places, at), asked, self._time_left())
        except TimeRanOut:
            raise Undecided from None

    def _can_be_tried(self, places: Sequence[int]) -> bool:
        bounds = self._system.bounds
        return min(bounds.high[place] - bounds.low[place] for place in places) <= _MOST_TRIED

    def _tried(self, places: Sequence[int], terms: Terms) -> Iterator[tuple[int, int]]:
        """The range of a sum of two unknowns for each number that one of them can have, from the greatest down."""
        bounds, rows = self._system.bounds, self._rows_among(places)
        one, other = sorted(places, key=lambda place: bounds.high[place] - bounds.low[place])
        times = dict(terms)
        for number in range(bounds.high[one], max(bounds.low[one], bounds.high[one] - _MOST_TRIED) - 1, -1):
            trial = bounds.of_other(rows, one, number, other)
            if trial:
                ends = [times.get(one, 0) * number + times.get(other, 0) * end for end in trial]
                yield min(ends), max(ends)

    def _example(self, places: Sequence[int]) -> dict[int, int]:
        """Numbers for unknowns that meet every row, as large as they can be together; empty where there are none."""
        part = self._part_of[places[0]] if places else -1
        if part not in self._examples:
            at = {place: number for number, place in enumerate(places)}
            costs = [(number, -1.0 - number / (1 + len(places))) for number in at.values()]
            try:
                found = cheapest(self._problem(places, at), costs, self._time_left())
            except TimeRanOut:
                found = None
            self._examples[part] = dict(zip(places, found, strict=True)) if found else {}
        return self._examples[part]

    def _problem(self, places: Sequence[int], at: dict[int, int]) -> Problem:
        bounds = self._system.bounds
        limits = tuple((bounds.low[place], bounds.high[place]) for place in places)
        conditions = []
        for row in self._rows_among(places):
            mine = tuple((at[place], float(times)) for place, times in row.terms if place in at)
            fixed = sum(bounds.low[place] * times for place, times in row.terms if place not in at)
            conditions.append(Condition(mine, row.low - fixed, row.high - fixed))
        return Problem(limits, tuple(conditions))

    def _time_left(self) -> float:
        left = min(_SECONDS_A_QUESTION, self._ends - time.monotonic())
        if left <= 0:
            raise Undecided
        return left


def _binds(row: Row, system: System) -> bool:
    """Whether a row says more than the bounds do. All days of an average follow from it unless they are known."""
    least, most = system.bounds.of_sum(row.terms)
    if least >= row.low and most <= row.high:
        return False
    return not any(system.is_free_sum(place) for place, _ in row.terms)
