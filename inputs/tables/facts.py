"""Gathers what is said around a table of its figures: by the sheet, above and below it, in its rows and its columns.

As in ``sheet_view``, a line is a row and a place a column; in a transposed view it is the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from inputs.files.workbook_values import Cell
from inputs.headings.fact_words import (
    OURS,
    STRANGERS,
    UNKNOWN,
    WHOLE,
    Aspect,
    Said,
    at,
    begins_filters,
    flag_of,
    is_dimension,
    is_filter,
    is_no_filter,
    is_ours,
    stated_alone,
    stated_by_note,
    stated_in,
)
from inputs.headings.vocabulary import Heading, fold
from inputs.tables.sheet_view import SheetView, is_figure
from inputs.tables.table_geometry import MOST_HEADING_LINES, Table

MOST_NOTES = 12  # rows below a table that are read as its notes
MOST_FILTERS = 30
_UNIT_HEADINGS = frozenset({"unit", "units", "unit of measure", "measured in", "format", "data type", "type"})
_SPAN_HEADINGS = frozenset(
    {
        "frequency",
        "data period",
        "period type",
        "basis",
        "reported",
        "reporting basis",
        "time basis",
        "span",
        "calculation",
    }
)
_CONDITION = re.compile(
    r"(?P<name>.+?)\s*(?:=|:|\bis not\b|\bis any of\b|\bis\b|\bequals\b|\bcontains\b)\s*(?P<value>.+)", re.IGNORECASE
)
_ANY = frozenset({"", "all", "blank", "multiple items all", "select all", "none"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of a figure, the nearest statement of each aspect, and its flag: "" or as in ``Reading``.

    ``whole`` is the cell that says that the figure is of the whole council, as a row of totals does; "" for none.
    """

    said: Mapping[Aspect, Said] = field(default_factory=dict)
    flag: str = ""
    whole: str = ""

    def under(self, wider: Facts) -> Facts:
        """These facts completed by wider ones. A council’s own row outweighs whose the table around is."""
        said = {**wider.said, **self.said}
        whose = wider.said.get(Aspect.WHOSE)
        own = self.said.get(Aspect.WHOSE)
        if whose is not None and own is not None and own.id == OURS and whose.id not in STRANGERS:
            said[Aspect.WHOSE] = whose  # the council’s girls are still girls
        return Facts(said, self.flag or wider.flag, self.whole or wider.whole)


def _facts(said: Iterable[Said], flag: str = "") -> Facts:
    by_aspect: dict[Aspect, Said] = {}
    for one in said:
        before = by_aspect.get(one.aspect)
        if before is None or before.id == OURS:  # “Testshire: girls” is of girls
            by_aspect[one.aspect] = one
    return Facts(by_aspect, flag)


class SheetFacts:
    """What the name of a sheet and the filters on it state, and the words that name measures."""

    def __init__(self, view: SheetView) -> None:
        self.view = view
        self.council = view.lexicon.council
        self.known = view.lexicon.naming_words
        sheet = view.sheet
        named = stated_in(sheet.name, self.known, self.council)
        self.facts = _facts([*self._filters(), *named], flag_of(sheet.name))

    def said_by(self, cell: Cell) -> tuple[Said, ...]:
        """What a line of text states, with its address."""
        return at(stated_in(cell.text, self.known, self.council), cell.address)

    def _filters(self) -> Iterator[Said]:
        """Whose the figures are by the filters that an export lists: “Applied filters: Gender is Female”."""
        cells = self.view.sheet.cells
        for cell in cells.values():
            if not cell.text or not begins_filters(cell.text):
                continue
            below = takewhile(bool, (cells.get((cell.row + n, cell.column)) for n in range(1, MOST_FILTERS)))
            lines = [(line, cell) for line in cell.text.split("\n")]
            lines += [(line, one) for one in below if one and one.text for line in one.text.split("\n")]
            for line, where in lines:
                text = re.sub(
                    r"^(?:applied filters|filters applied|filtered by|filters|slicers)\s*:?",
                    "",
                    line.strip(),
                    flags=re.I,
                )
                match = _CONDITION.fullmatch(text.strip())
                if match is not None and not (where is not cell and self._is_table_row(where)):
                    yield from self._narrowed(match["name"], match["value"], where.address)
                elif text.casefold().startswith(("included", "excluded")):
                    yield Said(Aspect.WHOSE, UNKNOWN, "those that a filter picks", "", where.address)

    def _is_table_row(self, cell: Cell) -> bool:
        return any(is_figure(other) for other in self.view.sheet.rows.get(cell.row, {}).values())

    def _narrowed(self, name: str, value: str, cell: str) -> Iterator[Said]:
        """The fact that a filter states, by its name and the value that it lets through."""
        wanted = value.strip(" ()'\"")
        folded = fold(wanted)
        if is_no_filter(name) or folded in _ANY or is_ours(folded, self.council) or folded.startswith("not blank"):
            return
        known = stated_alone(wanted, Aspect.WHOSE) or _first_whose(stated_in(wanted, self.known, self.council))
        if known is not None and known.id == WHOLE:
            return
        yield (
            Said(Aspect.WHOSE, known.id, known.name, known.words, cell)
            if known
            else Said(Aspect.WHOSE, UNKNOWN, "those that a filter picks", "", cell)
        )

    def page_filters(self, rows: Iterable[int], first_column: int) -> Iterator[Said]:
        """Whose the figures are by pairs of cells above a table, as a pivot table has them: Gender, Female."""
        for row in rows:
            cells = list(self.view.sheet.rows.get(row, {}).values())
            if len(cells) != 2 or not all(cell.text for cell in cells) or cells[1].column != cells[0].column + 1:
                continue
            label, value = cells
            if is_filter(label.text.strip(" :")) and value.column >= first_column:
                yield from self._narrowed(label.text, value.text, value.address)


def _first_whose(said: Iterable[Said]) -> Said | None:
    return next((one for one in said if one.aspect is Aspect.WHOSE), None)


class TableFacts:
    """What is said of each figure of one table."""

    def __init__(self, table: Table, sheet: SheetFacts) -> None:
        self._table = table
        self._view = table.view
        self._sheet = sheet
        self._lines: dict[int, Facts] = {}
        self._places: dict[int, Facts] = {}
        self._whole = self._around()
        self._sections = dict(self._section_of_lines())

    def of(self, line: int, place: int) -> Facts:
        """The facts of the figure at a line and a place: by its row and column first, then by the table and sheet."""
        near = self._of_line(line).under(self._of_place(place))
        return near.under(self._sections.get(line, _NOTHING)).under(self._whole)

    def _around(self) -> Facts:
        table, sheet = self._table, self._sheet
        rows, columns = (table.all_places, table.lines) if self._view.transposed else (table.lines, table.all_places)
        top, bottom, left = min(rows), max(rows), min(columns)
        titles = table.title_cells()
        above = range(max(1, top - MOST_HEADING_LINES), top)
        said = [*(one for cell in titles for one in self._said_by_title(cell)), *sheet.page_filters(above, left)]
        notes = (self._view.sheet.rows.get(row, {}) for row in range(bottom + 1, bottom + 1 + MOST_NOTES))
        for cells in takewhile(lambda row: not any(map(is_figure, row.values())), notes):
            for cell in cells.values():
                if cell.text:
                    said += at(stated_by_note(cell.text, sheet.known, sheet.council), cell.address)
        flag = next(filter(None, (flag_of(cell.text) for cell in titles)), "")
        strangers = [one for one in said if one.id != OURS] or said
        return _with_strangers(_facts(strangers, flag), sheet.facts)

    def _said_by_title(self, cell: Cell) -> Iterator[Said]:
        """What a title states; the heading of a stub column, such as Target, says nothing of the whole table."""
        heads = self._view.spot(cell)[0] in self._table.lines
        for one in self._sheet.said_by(cell):
            if not heads or one.aspect in {Aspect.WHOSE, Aspect.SPAN}:
                yield one

    def _section_of_lines(self) -> Iterator[tuple[int, Facts]]:
        """The facts of section rows, such as England over several measures, for the lines below each."""
        table = self._table
        facts = _NOTHING
        for line in table.figure_lines:
            cells = [cell for place in table.all_places if (cell := self._view.cells.get((line, place))) is not None]
            if len(cells) == 1 and cells[0].text and not self._view.meaning(cells[0]).items:
                facts = _facts(self._sheet.said_by(cells[0]))
            elif facts is not _NOTHING:
                yield line, facts

    def _of_line(self, line: int) -> Facts:
        if line not in self._lines:
            table = self._table
            places = [place for place in table.all_places if place not in table.timeline.period_by_place]
            cells = ((self._heading_of_place(place), self._view.filled(line, place)) for place in places)
            self._lines[line] = self._told(cells)
        return self._lines[line]

    def _of_place(self, place: int) -> Facts:
        if place not in self._places:
            table = self._table
            inside = [line for line in table.lines if line != table.run.line and not self._holds_figures(line)]
            cells = [(self._heading_of_line(line), self._view.filled(line, place)) for line in inside]
            heads = [self._view.filled(line, place) for line in self._lines_above()]
            told = self._told(cells)
            said = [one for cell in heads if cell is not None and cell.text for one in self._sheet.said_by(cell)]
            said = [one for one in said if one.aspect in {Aspect.WHOSE, Aspect.STANDING, Aspect.SPAN}]
            flag = next(filter(None, (flag_of(cell.text) for cell in heads if cell is not None and cell.text)), "")
            self._places[place] = told.under(_facts(said, flag))
        return self._places[place]

    def _lines_above(self) -> list[int]:
        """The header rows of a table and the rows right above it, up to one that holds figures."""
        table = self._table
        first = min([*table.period_lines, *table.naming_lines])
        start = max(table.bounds.first_line, first - 3)
        above = takewhile(lambda line: not self._holds_figures(line), range(first - 1, start - 1, -1))
        return [*sorted(table.period_lines), *above]

    def _holds_figures(self, line: int) -> bool:
        places = self._table.timeline.period_by_place
        return line in self._table.figure_lines and any(
            is_figure(self._view.cells.get((line, place))) for place in places
        )

    def _told(self, cells: Iterable[tuple[str, Cell | None]]) -> Facts:
        """What the cells of one row or column state, each by its own heading."""
        said: list[Said] = []
        whole = ""
        for heading, cell in cells:
            if cell is None or not cell.text:
                continue
            for one in self._by_heading(heading, cell):
                if one.id == WHOLE:
                    whole = cell.address
                else:
                    said.append(one)
        return Facts(_facts(said).said, "", whole)

    def _by_heading(self, heading: str, cell: Cell) -> tuple[Said, ...]:
        folded = fold(heading)
        meaning = self._view.lexicon.meaning(heading)
        if is_dimension(heading):
            return self._of_dimension(cell)
        if folded in _UNIT_HEADINGS:
            unit = stated_alone(cell.text, Aspect.UNIT)
            return at([unit], cell.address) if unit else ()
        spans = tuple(one for one in self._sheet.said_by(cell) if one.aspect is Aspect.SPAN)
        if folded in _SPAN_HEADINGS or meaning.heading is Heading.MEASURE or self._view.meaning(cell).items:
            return spans
        if meaning.heading not in {Heading.NONE, Heading.GROUP} or self._view.meaning(cell).known:
            return ()
        alone = stated_alone(cell.text, Aspect.WHOSE) or stated_alone(cell.text, Aspect.STANDING)
        return (
            at([alone], cell.address) if alone and not (meaning.heading is Heading.GROUP and alone.id == "age") else ()
        )

    def _of_dimension(self, cell: Cell) -> tuple[Said, ...]:
        """What a cell of an Area, Gender or such column states; any word that is not known may be a part."""
        folded = fold(cell.text)
        if is_ours(folded, self._sheet.council):
            return (Said(Aspect.WHOSE, OURS, "the council", "", cell.address),)
        alone = stated_alone(cell.text, Aspect.WHOSE)
        if alone is not None and not (alone.id == "council" and not self._sheet.council):
            return at([alone], cell.address)
        if folded in _ANY or self._view.meaning(cell).groups:
            return ()
        return (Said(Aspect.WHOSE, UNKNOWN, "another group", "", cell.address),)

    def _heading_of_place(self, place: int) -> str:
        lines = sorted([*self._table.period_lines, *self._table.naming_lines], reverse=True)
        return next(
            (cell.text for line in lines if (cell := self._view.filled(line, place)) is not None and cell.text), ""
        )

    def _heading_of_line(self, line: int) -> str:
        places = self._table.label_places
        return next(
            (cell.text for place in places if (cell := self._view.filled(line, place)) is not None and cell.text), ""
        )


_NOTHING = Facts()


def _with_strangers(near: Facts, wider: Facts) -> Facts:
    """Facts of a table completed by those of its sheet; a stranger’s name on either outweighs the council’s own."""
    joined = near.under(wider)
    whose = wider.said.get(Aspect.WHOSE)
    own = near.said.get(Aspect.WHOSE)
    if whose is not None and own is not None and own.id == OURS:
        return Facts({**joined.said, Aspect.WHOSE: whose}, joined.flag, joined.whole)
    return joined
