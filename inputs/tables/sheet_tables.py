"""The figures of a sheet and what was found beside them, as tables are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from inputs.files.workbook_values import Cell
from inputs.findings import Finding
from inputs.headings.fact_words import Said
from inputs.headings.roles import Role
from inputs.period import Period
from inputs.tables.beside_figures import Beside
from inputs.tables.prove import AS_IT_IS, Proved
from inputs.tables.sheet_facts import Facts


@dataclass(frozen=True, slots=True)
class Figure:
    """One data cell, blank or not, with all that its headings and labels say of it.

    ``proved`` is how what stands around its table says it is to be taken, ``flag`` what its heading says of it.
    ``heading`` is the address of the cell that names its period. ``in_doubt``: that heading cannot be right beside the
    others, so that the figure is not used; ``period`` is then what the heading most likely means. ``settled``: its role
    is that of an answered unit. ``answer`` is the cell where the reading sheet says which measure it is, or "".
    """

    item: str
    group: str
    period: Period
    role: Role
    cell: Cell
    proved: Proved = AS_IT_IS
    flag: str = ""
    heading: str = ""
    in_doubt: bool = False
    settled: bool = False
    answer: str = ""


class TableLine(NamedTuple):
    """A row or a column of figures of one table, for the reading sheet.

    ``words`` are its labels as they stand, ``title`` that of its table, ``around`` all that stands around it, undated.
    ``taken`` is the item, the group and the role of its figures, or None; ``why`` what keeps figures of it out.
    ``last`` is its latest figure with its period.
    """

    words: str
    title: str
    around: str
    cells: tuple[Cell, ...]
    taken: tuple[str, str, Role] | None
    why: Said | None
    facts: Facts
    last: tuple[Period, Cell] | None


@dataclass
class SheetTables:
    """What one table, or all tables of a sheet, gave. ``beside`` are targets, ratings and the like by (item, group).

    ``unknown`` are the labels of figures whose name is not known; ``rows_read`` are the rows of the others.
    ``year_to_date`` are cumulative figures, used only to check the monthly ones; ``lines_to_date`` those of rows that
    hold nothing else. ``awaits``: a table names measures and has nothing in their cells yet, as a blank return.
    """

    figures: list[Figure] = field(default_factory=list)
    year_to_date: list[Figure] = field(default_factory=list)
    lines_to_date: list[Figure] = field(default_factory=list)
    beside: Beside = field(default_factory=Beside)
    findings: list[Finding] = field(default_factory=list)
    unknown: list[Cell] = field(default_factory=list)
    rows_read: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    awaits: bool = False
    lines: list[TableLine] = field(default_factory=list)

    def add(self, table: SheetTables) -> None:
        """Add what one more table gave, except ``awaits``."""
        self.figures += table.figures
        self.year_to_date += table.year_to_date
        self.lines_to_date += table.lines_to_date
        self.beside.join(table.beside)
        self.findings += table.findings
        self.unknown += table.unknown
        self.rows_read |= table.rows_read
        self.lines += table.lines
        self.hidden_rows |= table.hidden_rows
        self.hidden_columns |= table.hidden_columns
