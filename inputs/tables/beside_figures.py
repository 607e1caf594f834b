"""What stands beside the figures of a table and is none itself: targets, limits, ratings, other areas' figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from inputs.files.workbook_values import Cell, column_letters
from inputs.findings import Finding, first_and_more, found
from inputs.headings.folding import fold
from inputs.headings.meaning import BESIDE, Heading
from inputs.headings.period_headings import Form, PeriodHeading, academic
from inputs.headings.period_in_heading import period_said
from inputs.period import Period
from inputs.tables.sheet_view import is_figure
from inputs.tables.table_geometry import Table

MOST_NAMED = 4  # cell ranges in one message
LONGEST = 60  # letters of a heading of targets; a longer text is a sentence


class BesideFigures(NamedTuple):
    """One cell that says something of figures: its target, a limit of its status, a rating, a direction or a polarity.

    ``period`` is that under which it stands, or that of its heading, whose address is then ``head``; None where it
    holds for all. ``title`` is the text of its heading.
    """

    heading: Heading
    cell: Cell
    period: Period | None = None
    head: str = ""
    title: str = ""


ItemAndGroup = tuple[str, str]


@dataclass
class Beside:
    """All that stands beside the figures of a table or a sheet.

    ``lost`` are the cells of targets by the address of the name beside them that is not known; ``others`` the figures
    of other areas.
    """

    by_item: dict[ItemAndGroup, list[BesideFigures]] = field(default_factory=dict)
    lost: dict[str, list[str]] = field(default_factory=dict)
    others: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def add(self, key: ItemAndGroup, one: BesideFigures) -> None:
        """Keep a cell that is not blank, once."""
        if one.cell.value is not None or one.cell.trouble:
            held = self.by_item.setdefault(key, [])
            if one not in held[-2:]:
                held.append(one)

    def lose(self, name: Cell, cell: Cell | None) -> None:
        """Keep the place of a target whose figures have a name that is not known."""
        if cell is not None and (cell.value is not None or cell.trouble):
            held = self.lost.setdefault(name.address, [])
            if cell.address not in held:
                held.append(cell.address)

    def leave(self, cell: Cell | None) -> None:
        """Keep the place of a figure of another area."""
        if cell is not None and is_figure(cell):
            self.others[cell.row, cell.column] = cell

    def join(self, other: Beside) -> None:
        """Add those of one more table."""
        for key, its in other.by_item.items():
            self.by_item.setdefault(key, []).extend(its)
        self.lost |= other.lost
        self.others |= other.others


class BesidePlaces:
    """The columns (in a transposed table, rows) of a table that stand beside its periods, and what heads them."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._view = table.view
        self._periods = table.timeline.period_by_place
        headed = {place: table.heading_of_label(place) for place in table.all_places if place not in self._periods}
        self.heading_by_place = {
            place: heading for place, heading in headed.items() if heading in BESIDE or heading is Heading.COMPARATOR
        }
        self._unclear: dict[str, None] = {}
        self._heads: dict[tuple[str, int], Cell | None] = {}

    def at(self, kind: Heading, cell: Cell, line: int, place: int, period: Period | None) -> BesideFigures | None:
        """What a cell says, with the period of its heading or label, else ``period``; None if that is unclear.

        High or Low under Aim is no target but which way is good.
        """
        if (
            kind is Heading.TARGET
            and len(cell.text.split()) == 1
            and self._view.lexicon.says(Heading.POLARITY, cell.text)
        ):
            kind = Heading.POLARITY
        if ("place", place) not in self._heads:
            lines = sorted({*self._table.period_lines, *self._table.naming_lines}, reverse=True)
            self._heads["place", place] = self._head(self._view.filled(one, place) for one in lines)
        if ("line", line) not in self._heads:
            self._heads["line", line] = self._head(self._view.filled(line, one) for one in self._table.label_places)
        heads = [head for head in (self._heads["place", place], self._heads["line", line]) if head is not None]
        own = [(head, said) for head in heads if (said := self._view.period_beside(head)) is not None]
        dated = next(iter(own), None) or self._stacked(place)
        title = heads[0].text if heads else ""
        if dated is None:
            return BesideFigures(kind, cell, period, title=title)
        year = academic(dated[1]) if self._table.says_academic and dated[1].form is Form.FINANCIAL_YEAR else None
        stated = period_said(year or dated[1], self._periods.values())
        if stated is None:
            self._unclear.setdefault(dated[0].address)
            return None
        return BesideFigures(kind, cell, stated, dated[0].address, title)

    def _stacked(self, place: int) -> tuple[Cell, PeriodHeading] | None:
        """The period above or below the heading of a place that has none of its own, as in Target over 2024/25."""
        headings = [*self._table.period_lines, *self._table.naming_lines]
        first, last = min(headings) - 1, min(self._table.figure_lines, default=max(headings) + 1)
        if place in self._periods:
            return None
        cells = (self._view.filled(line, place) for line in range(first, last))
        return next(((cell, said) for cell in cells if cell and (said := self._view.period(cell)) is not None), None)

    def _head(self, cells: Iterable[Cell | None]) -> Cell | None:
        """The heading of something beside figures among cells, the nearest first."""
        return next((cell for cell in cells if cell is not None and self._view.meaning(cell).heading in BESIDE), None)

    def findings(self) -> Iterator[Finding]:
        """Findings of headings of targets that could not be used."""
        for address in self._unclear:
            what = "It is not clear of which year the targets here are, so they were not used."
            yield found("unclear-target", what, "Write it like Target 2023/24 and run again.", address)
        for place in self._table.all_places:
            heading = self._table.unknown_heading(place) if place not in self._periods else None
            if heading is not None and self.speaks_of_target(heading) and self._table.figures_under(place):
                yield target_not_read(heading)
        yield from self._near_targets()

    def _near_targets(self) -> Iterator[Finding]:
        """Findings of columns that may be meant for targets, of a table that has none in known words."""
        if Heading.TARGET in self.heading_by_place.values():
            return
        lines = sorted({*self._table.period_lines, *self._table.naming_lines}, reverse=True)
        for place in self._table.all_places:
            cells = (self._view.filled(line, place) for line in lines) if place not in self._periods else ()
            heading = next((cell for cell in cells if cell is not None and self._near_target(cell)), None)
            if heading is not None and any(is_figure(cell) for cell in self._table.figure_cells(place)):
                yield target_not_read(heading)

    def _near_target(self, cell: Cell) -> bool:
        told = not self._view.meaning(cell).known and self.speaks_of_target(cell)
        return not told and fold(cell.text) in self._view.lexicon.words.near_target

    def speaks_of_target(self, cell: Cell) -> bool:
        """Whether an unknown heading or label has a word for a target in it, or is one that may be meant for it."""
        words, text = self._view.lexicon.words, fold(cell.text) if len(cell.text) <= LONGEST else ""
        return text in words.near_target or any(words.headings.get(one) is Heading.TARGET for one in text.split())


def target_not_read(heading: Cell) -> Finding:
    """The finding of a heading that speaks of a target in words that are not known."""
    what = (
        "The heading here speaks of a target in words that are not known; the targets under or beside it were not used."
    )
    remedy = "Call it Target, or Target 2023/24 if it is that of one year, and run again."
    return found("target-not-read", what, remedy, heading.address)


def others_finding(cells: Iterable[Cell]) -> Iterator[Finding]:
    """One finding of all figures of other areas on a sheet, by their cell ranges."""
    ranges = _ranges(cells)
    if ranges:
        what = f"The figures in {first_and_more(ranges, MOST_NAMED)} are of England or other areas, and were left out."
        remedy = "Published figures can stand beside the council's: “boardreport guide comparison” says how."
        yield found("figures-of-other-areas", what, remedy, ranges[0].partition(":")[0])


def _ranges(cells: Iterable[Cell]) -> list[str]:
    """The cells as ranges of neighbouring columns that reach from the same row to the same row."""
    by_column: dict[int, list[int]] = {}
    for cell in cells:
        by_column.setdefault(cell.column, []).append(cell.row)
    blocks: list[tuple[int, int, int, int]] = []
    for column, rows in sorted(by_column.items()):
        first, last = min(rows), max(rows)
        if blocks and blocks[-1][1:] == (column - 1, first, last):
            blocks[-1] = (blocks[-1][0], column, first, last)
        else:
            blocks.append((column, column, first, last))
    return [_range(*block) for block in blocks]


def _range(left: int, right: int, top: int, bottom: int) -> str:
    first, last = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
    return first if first == last else f"{first}:{last}"
