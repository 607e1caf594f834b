"""The unknowns of some papers with all that binds them, freed of what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable

from report.attack.facts import Facts
from report.attack.narrowing import Bounds, Contradiction, Row, components
from report.attack.paper import Cell, Side
from report.attack.relations import FIRST_CHECKS, Relation, Trust, Unknown, relations_of
from report.metrics.model.measure import Unit

SMALLEST = 1  # a count of so many children is hidden for its own sake, and so are larger ones that papers name
MOST_CHILDREN = 100_000  # more than any council has in a figure
_SHARE_OF_FAILURES = 10  # a guess that fails in one of so many places where it can be tried is no knowledge
_FEWEST_TRIED = 3  # places in which a guess must hold that is no rule of arithmetic
_OWN_SMALL = "that what is hidden alone is small itself"


class System:
    """Every unknown of the facts, its bounds, and the rows that bind it. ``dropped`` says what contradicted itself.

    ``largest_small`` is the largest count that is hidden for its own sake.
    """

    def __init__(self, facts: Facts) -> None:
        self.dropped: dict[str, int] = {}
        self._places: dict[Unknown, int] = {}
        self._names: list[Unknown | None] = []
        rows = [self._row(one) for one in relations_of(facts)]
        for cell in facts.hidden:
            for side in sides_of(facts, cell):
                self.place(cell, side)
        most = [MOST_CHILDREN] * len(self._names)
        self._facts = facts
        self.largest_small = facts.largest_small
        self._start = Bounds([0] * len(most), most)
        self.rows = self._without_failures(rows)
        self.bounds = self._start.copy()
        self._settle()
        self._add_reasons()

    def place(self, cell: Cell, side: Side) -> int:
        """The place of an unknown, which is made where it is new."""
        if (cell, side) not in self._places:
            self._places[cell, side] = len(self._names)
            self._names.append((cell, side))
        return self._places[cell, side]

    def knows(self, cell: Cell, side: Side) -> bool:
        """Whether anything is said of an unknown."""
        return (cell, side) in self._places

    def is_alone(self, cell: Cell) -> bool:
        """Whether a hidden cell has no other hidden one that it could be hidden for."""
        return cell in self._alone

    def _row(self, one: Relation) -> Row:
        terms = tuple((self.place(*unknown), times) for unknown, times in one.terms)
        return Row(terms, one.low, one.high, one.label, one.trust)

    def _without_failures(self, rows: list[Row]) -> list[Row]:
        """The rows without those that what is printed contradicts, and without guesses that often fail."""
        printed = [row for row in rows if row.trust is Trust.PRINTED]
        while True:
            bounds = self._start.copy()
            try:
                bounds.narrow(printed)
                break
            except Contradiction as trouble:
                self._note(trouble.row)
                printed.remove(trouble.row)
        self._start = bounds
        others = [row for row in rows if row.trust is not Trust.PRINTED]
        failed = [row for row in others if not bounds.allow(row)]
        tried: dict[str, int] = {}
        for row in others:
            if row.trust is Trust.GUESSED and all(bounds.known(place) for place, _ in row.terms):
                tried[row.label] = tried.get(row.label, 0) + 1
        for row in failed:
            self._note(row)
        often = {
            label for label, times in tried.items()
            if sum(row.label == label for row in failed) * _SHARE_OF_FAILURES > times
        }  # fmt: skip
        often |= {FIRST_CHECKS} if tried.get(FIRST_CHECKS, 0) < _FEWEST_TRIED else set()
        kept = set(map(id, others)) - set(map(id, failed))
        return [*printed, *(row for row in others if id(row) in kept and row.label not in often)]

    def _note(self, row: Row) -> None:
        self.dropped[row.label] = self.dropped.get(row.label, 0) + 1

    def _settle(self) -> None:
        """Narrow all bounds, giving up in each part of the whole that contradicts itself what is trusted least."""
        done = self._start.copy()
        is_open = [not done.known(place) for place in range(len(self._names))]
        part_of = {place: part for part, places in enumerate(components(self.rows, is_open)) for place in places}
        by_part: dict[int, list[Row]] = {}
        for row in self.rows:
            part = next((part_of[place] for place, _ in row.terms if place in part_of), -1)
            if part >= 0:
                by_part.setdefault(part, []).append(row)
        gone: set[int] = set()
        for rows in by_part.values():
            gone |= self._settle_part(done, rows)
        self.rows = [row for row in self.rows if id(row) not in gone]
        self.bounds = done

    def _settle_part(self, done: Bounds, rows: list[Row]) -> set[int]:
        """Narrow the bounds by rows that belong together; which of them were given up, by identity."""
        gone: set[int] = set()
        while True:
            kept = [row for row in rows if id(row) not in gone]
            tried = done.copy()
            try:
                tried.narrow(kept)
                while tried.narrow_pairs(kept):
                    tried.narrow(kept)
                done.low, done.high, done.why = tried.low, tried.high, tried.why
                return gone
            except Contradiction as trouble:
                worst = max(row.trust for row in kept)
                out = [row for row in kept if row.trust is worst] if worst is not Trust.PRINTED else [trouble.row]
                for row in out:
                    self._note(row)
                gone |= set(map(id, out))

    def give_up_within(self, places: Iterable[int]) -> None:
        """Give up what is trusted least among the rows of some unknowns, which together have no solution."""
        among = set(places)
        rows = [row for row in self.rows if any(place in among for place, _ in row.terms)]
        worst = max(row.trust for row in rows)
        out = {id(row) for row in rows if row.trust is worst}
        for row in rows:
            if id(row) in out:
                self._note(row)
        self.rows = [row for row in self.rows if id(row) not in out]
        self._settle()

    def _add_reasons(self) -> None:
        """Add why a hidden cell is hidden, where nothing else is hidden that it could give away: it is small itself."""
        of_hidden: dict[int, Cell] = {}
        for cell in self._facts.hidden:
            for side in sides_of(self._facts, cell):
                of_hidden[self.place(cell, side)] = cell
        is_open = [not self.bounds.known(place) or place in of_hidden for place in range(len(self._names))]
        groups = [
            {of_hidden[place] for place in group if place in of_hidden} for group in components(self.rows, is_open)
        ]
        lonely = (next(iter(cells)) for cells in groups if len(cells) == 1)
        self._alone = frozenset(cell for cell in lonely if not self._may_be_for_another(cell))
        self.rows += [row for cell in sorted(self._alone) for row in self._reason(cell)]
        for bounds in (self._start, self.bounds):  # each choice between two reasons is an unknown of its own: 0 or 1
            bounds.low += [0] * (len(self._names) - len(bounds.low))
            bounds.high += [1] * (len(self._names) - len(bounds.high))
        self._settle()

    def _may_be_for_another(self, cell: Cell) -> bool:
        """Whether a cell may be hidden with one of another measure, or as one of a row of which nothing is shown."""
        hidden, measures = self._facts.hidden, self._facts.measures
        beside = {
            measures[cell.measure].hidden_with,
            *(m.id for m in measures.values() if m.hidden_with == cell.measure),
        }
        with_another = any(one.measure in beside and one.period == cell.period for one in hidden)
        cells = self._facts.cells
        groups = {one.group for one in cells if (one.measure, one.period) == (cell.measure, cell.period)}
        if cell.group and not groups.issuperset(measures[cell.measure].groups):
            return True  # for a group of which nothing is said
        if any((one.measure, one.period) == (cell.measure, cell.period) and one != cell for one in hidden):
            return True  # for another group, of a total that is known from elsewhere
        total = measures[cell.measure].parts_of
        if cell.group and (Cell(total, "", cell.period), Side.COUNTED) not in self._facts.numbers:
            return True  # for the total
        row = [one for one in cells if (one.measure, one.group) == (cell.measure, cell.group)]
        return with_another or (len(row) > 1 and hidden.issuperset(row))

    def _reason(self, cell: Cell) -> list[Row]:
        """The rows that say that a cell, or for a percentage what it leaves out, is 1 to 5, or what the papers say.

        An average says nothing: it is hidden for ten children too, or for those whom it leaves out.
        """
        small = self.largest_small
        unit = self._facts.measures[cell.measure].unit
        if unit is Unit.COUNT:
            return [Row(((self.place(cell, Side.COUNTED), 1),), SMALLEST, small, _OWN_SMALL, Trust.SUPPOSED)]
        if unit is not Unit.PCT:
            return []
        n, of = self.place(cell, Side.COUNTED), self.place(cell, Side.OF)
        self._names.append(None)
        large, which = MOST_CHILDREN, len(self._names) - 1
        other = ((of, 1), (n, -1))
        return [
            Row(((n, 1), (which, -large)), -large, small, _OWN_SMALL, Trust.SUPPOSED),
            Row(((n, 1), (which, large)), SMALLEST, 2 * large, _OWN_SMALL, Trust.SUPPOSED),
            Row((*other, (which, large)), -large, small + large, _OWN_SMALL, Trust.SUPPOSED),
            Row((*other, (which, -large)), SMALLEST - large, large, _OWN_SMALL, Trust.SUPPOSED),
        ]


def sides_of(facts: Facts, cell: Cell) -> tuple[Side, ...]:
    """The unknowns that a cell has, by its measure's unit."""
    unit = facts.measures[cell.measure].unit
    if unit is Unit.COUNT:
        return (Side.COUNTED,)
    return (Side.OF,) if unit.is_average else (Side.COUNTED, Side.OF)
