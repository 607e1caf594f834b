"""Tells apart columns, or rows, that share one name of a measure: Last year and This year under Left care.

As in ``sheet_view``, a line is a row and a place a column; in a transposed view it is the other way round.
"""

from __future__ import annotations

from inputs.files.workbook_values import Cell
from inputs.findings import Finding, found
from inputs.headings.council_names import is_ours
from inputs.headings.fact_words import WHOLE, Aspect, stated_alone
from inputs.headings.folding import fold
from inputs.headings.meaning import LEFT_ALONE, Heading
from inputs.headings.period_headings import Form
from inputs.headings.short_words import is_the_figures, stated_shortly
from inputs.period import YEAR_MONTHS
from inputs.tables.row_labels import Row
from inputs.tables.sheet_view import is_figure
from inputs.tables.table_geometry import Table

_NO_SUB_HEADINGS = {Heading.TARGET, *LEFT_ALONE}


class SubHeadings:
    """Which lines of a table have the name of the line before them, and which of them are left out.

    ``apart`` are sub-headings that are no labels of their own, though one of them, such as Local, could be one.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._view = table.view
        self._first_of: dict[int, int] = {}
        self._in_doubt: dict[int, Cell] = {}
        self._rows: dict[int, Row] = {}
        self._told: set[Cell] = set()
        self.apart: set[Cell] = set()
        group: list[tuple[int, Cell]] = []
        for line in table.figure_lines if not table.years else ():
            sub = self._sub_heading(line)
            if sub is None or self._is_named(line) or not group:
                self._settle(group)
                group = [(line, sub)] if sub is not None and self._is_named(line) else []
            elif sub.column == group[0][1].column if not self._view.transposed else sub.row == group[0][1].row:
                group.append((line, sub))
        self._settle(group)

    def _is_named(self, line: int) -> bool:
        cells = (self._view.cells.get((line, place)) for place in self._table.label_places)
        return any(self._view.meaning(cell).items for cell in cells)

    def _sub_heading(self, line: int) -> Cell | None:
        """The label of a line with figures that names no data, and that no heading such as Owner stands over."""
        if not any(is_figure(self._view.cells.get((line, place))) for place in self._table.timeline.period_by_place):
            return None
        for place in self._table.label_places:
            cell = self._view.cells.get((line, place))
            if cell is None or not cell.text or not self._may_head(cell):
                continue
            if self._table.heading_of_label(place) not in _NO_SUB_HEADINGS:
                return cell
        return None

    def _may_head(self, cell: Cell) -> bool:
        """Whether a label names no data, or is a bare word for the council’s own value, as Local is beside Nat."""
        return not self._view.meaning(cell).names_data or self._is_own_value(cell)

    def _is_own_value(self, cell: Cell) -> bool:
        meaning, whole = self._view.meaning(cell), stated_alone(cell.text, Aspect.WHOSE)
        return bool(meaning.role) and not (meaning.items or meaning.groups) and whole is not None and whole.id == WHOLE

    def _settle(self, group: list[tuple[int, Cell]]) -> None:
        """Decide of lines with one name, each with its own sub-heading, which are it."""
        if len(group) < 2:
            return
        first, about = group[0]
        if own := [cell for _, cell in group if self._is_own_value(cell)]:
            if len(own) == len(group) or any(self._view.meaning(cell).heading is Heading.TARGET for _, cell in group):
                return
            self.apart |= {cell for _, cell in group}
        ours = [line for line, cell in group if self._is_it(cell)]
        for line, cell in group:
            self._first_of[line] = first
            apart = self._view.meaning(cell).heading is Heading.TARGET or (bool(ours) and self._is_to_date(cell))
            if line not in ours and (apart or not self._says_what(cell)):
                self._in_doubt[line] = about

    def _is_it(self, cell: Cell) -> bool:
        """Whether a sub-heading says that its figures are the council’s actual ones of the months beside them."""
        if (year := self._view.period(cell)) is not None:
            periods = self._table.timeline.period_by_place.values()
            return year.form is Form.FINANCIAL_YEAR and all(
                0 <= year.period.index - one.index < YEAR_MONTHS for one in periods
            )
        whole = stated_alone(cell.text, Aspect.WHOSE)
        named = is_ours(fold(cell.text), self._view.lexicon.council) or (whole is not None and whole.id == WHOLE)
        return named or is_the_figures(cell.text)

    def _is_to_date(self, cell: Cell) -> bool:
        said = any(one.id == "year_to_date" for one in stated_shortly(cell.text))
        return said or self._view.meaning(cell).heading is Heading.YEAR_TO_DATE

    def _says_what(self, cell: Cell) -> bool:
        """Whether a sub-heading states what keeps its figures apart, such as Last year or England."""
        alone = (stated_alone(cell.text, aspect) for aspect in (Aspect.WHOSE, Aspect.STANDING, Aspect.SPAN))
        return bool(stated_shortly(cell.text)) or any(one is not None for one in alone)

    def row(self, line: int, row: Row) -> tuple[Row, Finding | None]:
        """The label of a line with the name that it shares, or to be skipped, and the finding of that, once."""
        self._rows[line] = row
        if line not in self._first_of:
            return row, None
        about = self._in_doubt.get(line)
        if about is None:
            return (self._rows[self._first_of[line]] if row.nameless else row), None
        if about in self._told:
            return Row(skip=True), None
        self._told.add(about)
        what = "Several columns or rows have one measure’s name here, and what stands under or beside it does not say"
        what += " of all of them what they are; those were left out."
        remedy = "Write “Actual”, “This year”, “Last year” or the like there, or a name for each, and run again."
        return Row(skip=True), found("unclear-measure", what, remedy, about.address)
