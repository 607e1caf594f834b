"""What readers know of numbers that are hidden, at any point in a series of papers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from report.metrics.disclosure.relations import Doubt, FigureId, Quantity, Relation
from report.metrics.statistics.whole_numbers import NO_LIMIT, Condition

Terms = tuple[tuple[int, float], ...]
"""A sum of numbers: the place of each in the system, and how many times it is taken."""


class Row(NamedTuple):
    """A relation between numbers by their places; ``needs`` are the figures that must have been met, by number."""

    terms: Terms
    low: float
    high: float
    needs: tuple[int, ...]
    doubt: Doubt


class Bound(NamedTuple):
    """Numbers that are not known, and the rows of the system that bind them to one another."""

    unknown: tuple[int, ...]
    rows: tuple[int, ...]


class System:
    """All numbers behind a council's figures, by place, and the relations between them as rows.

    Places stand for quantities, and numbers for figures: a report has some thousands, and they are looked up often.
    """

    def __init__(self, quantities: Iterable[Quantity], relations: Iterable[Relation]) -> None:
        self.quantities = tuple(quantities)
        self.place = {quantity: place for place, quantity in enumerate(self.quantities)}
        self.number: dict[FigureId, int] = {}
        for quantity in self.quantities:
            self.number.setdefault(quantity.figure, len(self.number))
        self.figure_of = [self.number[quantity.figure] for quantity in self.quantities]
        self.rows = [self._row(relation) for relation in relations]
        self.rows_of: list[list[int]] = [[] for _ in self.quantities]
        for number, row in enumerate(self.rows):
            for place, _ in row.terms:
                self.rows_of[place].append(number)

    def terms(self, terms: Iterable[tuple[Quantity, object]]) -> Terms:
        """A sum of quantities by their places."""
        return tuple((self.place[quantity], float(str(times))) for quantity, times in terms)

    def _row(self, relation: Relation) -> Row:
        terms = self.terms(relation.terms)
        return Row(
            terms,
            -NO_LIMIT if relation.low is None else float(relation.low),
            NO_LIMIT if relation.high is None else float(relation.high),
            tuple({self.figure_of[place] for place, _ in terms}),
            relation.doubt,
        )


class Readers:
    """What readers have been shown so far: ``met`` are all figures that papers have had, shown or hidden, by number.

    ``counts`` are the figures that are plain counts: a hidden one is never nought. ``few`` are those of them that are
    said to be no more than ``most``.
    """

    def __init__(self, system: System, counts: Collection[int], most: float) -> None:
        self.system = system
        self.met: set[int] = set()
        self.hidden: set[int] = set()
        self.known: dict[int, float] = {}
        self.few: set[int] = set()
        self._counts, self._most = counts, most
        self._doubted: set[int] = set()
        self._bound: dict[int, Bound] = {}
        self._together: dict[int, tuple[set[int], set[int]]] = {}  # by unknown number, all that are reached from it

    def hide(self, figures: Collection[int]) -> None:
        """Take figures off the paper that is being decided on."""
        if figures:
            self._forget()
            self.hidden |= set(figures)
            figure_of = self.system.figure_of
            self.known = {place: count for place, count in self.known.items() if figure_of[place] not in figures}

    def doubt(self, rows: Collection[int]) -> None:
        """Give up some rows, since what is printed contradicts them."""
        self._forget()
        self._doubted |= set(rows)

    def _forget(self) -> None:
        """Forget what is bound to what: something more is known, met, hidden or in doubt."""
        self._bound.clear()
        self._together.clear()

    def limits_of(self, place: int) -> tuple[float, float]:
        """The least and the most of a number that is not known."""
        number = self.system.figure_of[place]
        least = 1.0 if number in self.hidden and number in self._counts else 0.0
        return least, self._most if number in self.few else NO_LIMIT

    def learn(self, known: Mapping[int, float], met: Iterable[int] = ()) -> None:
        """Read numbers, by place, and meet figures."""
        self._forget()
        self.known.update(known)
        self.met.update(met)

    def call_few(self, few: set[int]) -> None:
        """Say of these figures, and of no others, that they are small."""
        self._forget()
        self.few = few

    def bound_up(self, terms: Terms, asked: Collection[int]) -> Bound:
        """What is bound to some terms, of all that is not known; alike for all terms ``asked`` that hang together."""
        free = [place for place, _ in terms if place not in self.known]
        for place in free:
            if place not in self._bound:
                unknown, rows = self._reached_from([place])
                uses = self._that_tell(asked, unknown, rows)
                for start in unknown.intersection(asked):
                    if start not in self._bound:
                        part = self._connected([start], uses)
                        self._bound.update(dict.fromkeys(part.unknown, part))
        parts = dict.fromkeys(self._bound[place] for place in free)
        if len(parts) == 1:
            return next(iter(parts))
        unknown, rows = ({one for part in parts for one in getattr(part, name)} for name in ("unknown", "rows"))
        return Bound(tuple(sorted(unknown)), tuple(sorted(rows)))

    def bound_to(self, terms: Terms, new: Collection[int] = ()) -> Bound:
        """What is bound to some terms, of all that is not known, or is ``new`` and could be hidden."""
        asked = {place for place, _ in terms}
        unknown, rows = self._reached(asked, new) if new else self._reached_from(asked)
        return self._connected(asked, self._that_tell(asked | unknown.intersection(new), unknown, rows))

    def _reached_from(self, places: Iterable[int]) -> tuple[set[int], set[int]]:
        """All that is not known, from some places on, and the rows that lead to it. Each part is looked for once."""
        parts: list[tuple[set[int], set[int]]] = []
        for place in places:
            if place not in self._together:
                part = self._reached([place])
                self._together.update(dict.fromkeys(part[0] or (place,), part))
            if not any(part is self._together[place] for part in parts):
                parts.append(self._together[place])
        return set().union(*(unknown for unknown, _ in parts)), set().union(*(rows for _, rows in parts))

    def _reached(self, places: Iterable[int], new: Collection[int] = ()) -> tuple[set[int], set[int]]:
        """All that is not known, or is ``new``, from some places on, by rows that readers can use; and those rows."""
        rows, rows_of, known = self.system.rows, self.system.rows_of, self.known
        unknown: set[int] = set()
        reached: set[int] = set()
        waiting = list(places)
        while waiting:
            place = waiting.pop()
            if place in unknown or (place in known and place not in new):
                continue
            unknown.add(place)
            for number in rows_of[place]:
                if number not in reached and self._holds(number):
                    reached.add(number)
                    waiting += [other for other, _ in rows[number].terms]
        return unknown, reached

    def condition(self, number: int, place_of: Mapping[int, int]) -> Condition:
        """A row as a condition on the unknown numbers, which stand at other places in a problem."""
        row = self.system.rows[number]
        fixed = sum(times * self.known[place] for place, times in row.terms if place not in place_of)
        terms = tuple((place_of[place], times) for place, times in row.terms if place in place_of)
        return Condition(terms, row.low - fixed, row.high - fixed)

    def _holds(self, number: int) -> bool:
        """Whether readers can use a row: they have met all its figures, and nothing printed contradicts it."""
        row = self.system.rows[number]
        return self.met.issuperset(row.needs) and number not in self._doubted

    def _that_tell(
        self, kept: Collection[int], unknown: Collection[int], bound: set[int]
    ) -> Mapping[int, Collection[int]]:
        """By unknown number, its rows without those that tell nothing: one number in it can be what the others ask.

        The numbers ``kept`` are asked for, or may yet be printed.
        """
        rows, uses = self.system.rows, {place: bound.intersection(self.system.rows_of[place]) for place in unknown}
        waiting = [place for place, numbers in uses.items() if len(numbers) == 1 and place not in kept]
        while waiting:
            place = waiting.pop()
            number = next(iter(uses[place]), -1)
            if number < 0 or not self._is_free(place, rows[number], uses):
                continue
            for other, _ in rows[number].terms:
                if other in uses:
                    uses[other].discard(number)
                    if len(uses[other]) == 1 and other not in kept:
                        waiting.append(other)
        return uses

    def _is_free(self, place: int, row: Row, unknown: Collection[int]) -> bool:
        """Whether a number can meet a row whatever the other unknown ones in it are."""
        own, low, high = 0.0, 0.0, 0.0
        for other, times in row.terms:
            if other == place:
                own = times
                continue
            least, most = self.limits_of(other) if other in unknown else (self.known[other],) * 2
            low, high = (
                (low + times * least, high + times * most) if times > 0 else (low + times * most, high + times * least)
            )
        least, most = self.limits_of(place)
        least, most = min(own * least, own * most), max(own * least, own * most)
        if row.low == row.high:
            return abs(own) == 1 and least <= row.low - high and most >= row.low - low
        return most + low >= row.low and least + high <= row.high

    def _connected(self, start: Iterable[int], uses: Mapping[int, Collection[int]]) -> Bound:
        """The part of a system that hangs together with some of its numbers."""
        unknown: set[int] = set()
        bound: set[int] = set()
        waiting = list(start)
        while waiting:
            place = waiting.pop()
            if place in unknown or place not in uses:
                continue
            unknown.add(place)
            for number in uses[place]:
                if number not in bound:
                    bound.add(number)
                    waiting += [other for other, _ in self.system.rows[number].terms]
        return Bound(tuple(sorted(unknown)), tuple(sorted(bound)))
