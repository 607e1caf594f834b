"""Holds the heading of each figure against the period that its row, or the title, states of itself.

A row with its own As at, Year or Month column, and a table whose title states a month, hold no figures of later months:
either is wrong, and nobody can tell which. An earlier heading is no contradiction, as the title states the latest one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from inputs.files.workbook_values import Cell
from inputs.findings import RUN_AGAIN, Finding, found
from inputs.headings.meaning import Heading
from inputs.headings.note_words import says_no_more, speaks_of_figures
from inputs.headings.period_headings import Form, PeriodHeading
from inputs.headings.stated_periods import in_title, is_lead
from inputs.period import AUGUST, MARCH, Period
from inputs.tables.heading_findings import heading_at
from inputs.tables.notes_below import notes_below
from inputs.tables.table_geometry import Table

_OF_NOTES = {Form.WHOLE, Form.FINANCIAL_YEAR, Form.MONTH, Form.QUARTER}
A_FEW_DAYS = timedelta(days=10)  # before the end of a month, on which its figures may be taken


@dataclass(slots=True)
class _Contradicted:
    """The figures that cells of one column contradict, or a title: how many, the first, its heading and its period."""

    stated: str
    first: Cell
    heading: str
    period: Period
    figures: int = 1


class OwnPeriods:
    """The periods that rows and titles state of themselves, and the figures of one table that they contradict."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._told: dict[int, _Contradicted] = {}  # by the column of what contradicts

    def contradicts(self, line: int, place: int, period: Period, cell: Cell) -> bool:
        """Whether a figure's heading is later than a period stated of it; it is then remembered."""
        if not (self._stating or self._of_title):
            return False
        for stated, end in (*self._of_row(line, place), *self._of_title):
            if period.last_day - A_FEW_DAYS > end:
                if stated.column in self._told:
                    self._told[stated.column].figures += 1
                else:
                    heading = heading_at(self._table, place)
                    self._told[stated.column] = _Contradicted(stated.address, cell, heading, period)
                return True
        return False

    def findings(self) -> Iterator[Finding]:
        """One finding for each column that contradicts headings, or title."""
        for its in self._told.values():
            few = "The figure in" if its.figures == 1 else f"{its.figures:,} figures from"
            what = f"{few} {its.first.address} {'was' if its.figures == 1 else 'were'} left out: the heading in "
            what += f"{its.heading} says {its.period.name}, and {its.stated} states an earlier period."
            remedy = f"Correct {its.stated} or {its.heading}, and any like it, {RUN_AGAIN}"
            yield found("other-period", what, remedy, its.stated)

    @cached_property
    def _of_title(self) -> list[tuple[Cell, date]]:
        """The one month that the titles state, and the last day that a note does, each with the cell that states it."""
        stated = [
            (cell, one)
            for cell in self._table.title_cells
            if (one := in_title(cell.text, self._table.view.lexicon.council)) is not None
        ]
        first, _ = self._table.rows_of_figures
        heads = self._table.run.line if not self._table.view.transposed else first
        leads = [cell for cell in self._table.title_cells if cell.row < heads and is_lead(cell.text.rstrip(" :"))]
        beside = (self._table.view.sheet.cells.get((cell.row, cell.column + 1)) for cell in leads)
        stated += [(cell, one) for cell in beside if cell and (one := self._table.view.period(cell)) is not None]
        months = {one.period for _, one in stated if one.form is Form.WHOLE and one.length == 1}
        if len(months) != 1 or any(one.form is not Form.WHOLE or one.length > 1 for _, one in stated):
            return list(self._of_notes())
        return [(stated[0][0], months.pop().last_day), *self._of_notes()]

    def _of_notes(self) -> Iterator[tuple[Cell, date]]:
        """The last day that a note of all figures states: “Figures relate to 2022/23”."""
        for cell in notes_below(self._table):
            named = in_title(cell.text) if speaks_of_figures(cell.text) and says_no_more(cell.text) else None
            end = self._end(named) if named is not None and named.form in _OF_NOTES else None
            if end is not None:
                yield cell, end

    def _of_row(self, line: int, place: int) -> Iterator[tuple[Cell, date]]:
        view = self._table.view
        for other in self._stating:
            cell = view.filled(other, place) if view.transposed else view.filled(line, other)
            heading = view.period(cell)
            end = self._end(heading) if heading is not None else None
            if cell is not None and end is not None:
                yield cell, end

    @cached_property
    def _stating(self) -> list[int]:
        """The places in which the row of a figure states its own period; in a transposed view the lines."""
        table = self._table
        if table.view.transposed:  # a long list: its other columns of dates
            others = [line for line in table.lines if line != table.run.line]
            return [line for line in others if any(self._states(line, one) for one in table.label_places)]
        lines = [*table.period_lines, *table.naming_lines] if not table.years else []
        return [one for one in table.label_places if any(self._states(line, one) for line in lines)]

    def _states(self, line: int, place: int) -> bool:
        cell = self._table.view.filled(line, place)
        if cell is None or not cell.text:
            return False
        return self._table.view.meaning(cell).heading is Heading.PERIOD or is_lead(cell.text)

    def _end(self, own: PeriodHeading) -> date | None:
        """The last day that a cell states; of a year the last that it may mean, None for a month not in the table."""
        if own.form is Form.YEAR:
            return Period(own.year + 1, MARCH).last_day
        if own.form is Form.FINANCIAL_YEAR:
            return Period(own.year, AUGUST if self._table.speaks_of_terms else MARCH).last_day
        if own.form in {Form.MONTH, Form.QUARTER}:
            periods = self._table.timeline.period_by_place.values()
            ends = [one.last_day for one in periods if one.month == own.month]
            return max(ends, default=None)
        if own.form not in {Form.WHOLE, Form.DAY}:
            return None
        return date(own.year, own.month, own.day) if own.day else own.period.last_day
