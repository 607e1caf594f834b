"""Bounds of unknowns from rows of conditions, one row at a time: quick, never wrong, and often enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from report.attack.relations import Trust

_PAIR = 2
_MOST_TRIED = 500  # numbers of an unknown that are tried one by one
_MOST_STEPS = 40  # narrowings of one unknown: past these the bounds creep


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A relation whose unknowns are given by their places: ``low`` ≤ the sum of times × unknown ≤ ``high``."""

    terms: tuple[tuple[int, int], ...]
    low: float
    high: float
    label: str
    trust: Trust


class Contradiction(Exception):
    """Rows that cannot all be so; ``row`` is the one that was looked at last."""

    def __init__(self, row: Row) -> None:
        self.row = row
        super().__init__(row.label)


class Bounds:
    """The least and the most that each unknown can be, by its place, and the labels of the rows that say so."""

    def __init__(
        self, low: Sequence[int], high: Sequence[int], why: Mapping[int, frozenset[str]] | None = None
    ) -> None:
        self.low, self.high, self.why = list(low), list(high), dict(why or {})

    def copy(self) -> Bounds:
        """The same bounds, to be narrowed further."""
        return Bounds(self.low, self.high, self.why)

    def known(self, place: int) -> bool:
        """Whether an unknown can be only one number."""
        return self.low[place] == self.high[place]

    def of_sum(self, terms: Iterable[tuple[int, int]]) -> tuple[int, int]:
        """The least and the most that a sum can be, as far as the bounds alone tell."""
        least = most = 0
        for place, times in terms:
            ends = self.low[place] * times, self.high[place] * times
            least += min(ends)
            most += max(ends)
        return least, most

    def of_other(self, rows: Iterable[Row], given: Mapping[int, int], other: int) -> tuple[int, int] | None:
        """The least and the most that an unknown can be where some are given; None where it can be none.

        All that stands beside it in the rows is given, or known.
        """
        low, high = self.low[other], self.high[other]
        for row in rows:
            times, rest = 0, 0
            for place, factor in row.terms:
                if place == other:
                    times += factor
                else:
                    rest += factor * given.get(place, self.low[place])
            if times:
                least, most = _quotients(row.low - rest, row.high - rest, times)
                low, high = int(max(low, least)), int(min(high, most))
            elif not row.low <= rest <= row.high:
                return None
            if low > high:
                return None
        return low, high

    def allow(self, row: Row) -> bool:
        """Whether a row can still be so."""
        least, most = self.of_sum(row.terms)
        return most >= row.low and least <= row.high

    def reasons(self, terms: Iterable[tuple[int, int]]) -> frozenset[str]:
        """The labels of all that the bounds of some unknowns rest on."""
        return frozenset().union(*(self.why.get(place, frozenset()) for place, _ in terms))

    def narrow(self, rows: Sequence[Row]) -> None:
        """Narrow the bounds by all rows until none narrows them further. Raises Contradiction."""
        at: dict[int, list[int]] = {}
        for number, row in enumerate(rows):
            for place, _ in row.terms:
                at.setdefault(place, []).append(number)
        steps: dict[int, int] = {}
        waiting = dict.fromkeys(range(len(rows)))
        while waiting:
            number = next(iter(waiting))
            del waiting[number]
            for place in self._narrow_by(rows[number]):
                steps[place] = steps.get(place, 0) + 1
                if steps[place] <= _MOST_STEPS:
                    waiting.update(dict.fromkeys(at[place]))

    def narrow_pairs(self, rows: Iterable[Row]) -> bool:
        """Narrow each two unknowns that rows bind to one another by trying their numbers; whether any was narrowed.

        A percentage leaves gaps between the numbers that it can be of. Raises Contradiction.
        """
        pairs: dict[tuple[int, ...], list[Row]] = {}
        for row in rows:
            if len(row.terms) == _PAIR:
                pairs.setdefault(tuple(sorted(place for place, _ in row.terms)), []).append(row)
        narrowed = False
        for pair, own in pairs.items():
            one, other = sorted(pair, key=lambda place: self.high[place] - self.low[place])
            low, high = self.low[one], self.high[one]
            if len(own) < _PAIR or not 0 < high - low <= _MOST_TRIED:
                continue
            least = next((number for number in range(low, high + 1) if self.of_other(own, {one: number}, other)), None)
            if least is None:
                raise Contradiction(own[0])
            most = next(number for number in range(high, low - 1, -1) if self.of_other(own, {one: number}, other))
            if (least, most) != (low, high):
                self._set(one, least, most, own[0])
                narrowed = True
        return narrowed

    def _narrow_by(self, row: Row) -> list[int]:
        """The unknowns that one row narrows."""
        least, most = self.of_sum(row.terms)
        if most < row.low or least > row.high:
            raise Contradiction(row)
        if least >= row.low and most <= row.high:
            return []
        narrowed = []
        for place, times in row.terms:
            low, high = self.low[place], self.high[place]
            if low == high:
                continue
            mine = (times * low, times * high) if times > 0 else (times * high, times * low)
            ends = _quotients(row.low - (most - mine[1]), row.high - (least - mine[0]), times)
            new_low, new_high = int(max(low, ends[0])), int(min(high, ends[1]))
            if new_low > new_high:
                raise Contradiction(row)
            if (new_low, new_high) != (low, high):
                self._set(place, new_low, new_high, row)
                narrowed.append(place)
                least, most = self.of_sum(row.terms)
        return narrowed

    def _set(self, place: int, low: int, high: int, row: Row) -> None:
        self.low[place], self.high[place] = low, high
        self.why[place] = self.reasons(row.terms) | {row.label}


def _quotients(low: float, high: float, times: int) -> tuple[float, float]:
    """The least and the greatest whole number x for which low ≤ times × x ≤ high."""
    first, last = (low, high) if times > 0 else (high, low)
    least = -inf if abs(first) == inf else -(-int(first) // times)
    return least, inf if abs(last) == inf else int(last) // times


def components(rows: Iterable[Row], is_open: Sequence[bool]) -> list[list[int]]:
    """The open unknowns in groups that no row joins to one another."""
    parent = list(range(len(is_open)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for row in rows:
        places = [place for place, _ in row.terms if is_open[place]]
        for place in places[1:]:
            parent[root(place)] = root(places[0])
    groups: dict[int, list[int]] = {}
    for place, opened in enumerate(is_open):
        if opened:
            groups.setdefault(root(place), []).append(place)
    return list(groups.values())
