"""Keeps the sheets of a workbook within the bounds of a return, and tells of what lies outside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Sized

from inputs.files.workbook_values import Cell, address
from inputs.files.zip_package import Refused
from inputs.findings import Finding, found

LAST_ROW = 2_000  # rows and columns beyond these are no return: they are counted as stray, never walked
LAST_COLUMN = 400
MOST_CELLS = 1_000_000  # filled cells of a workbook; a return has a few hundred, child-level lists some 500,000
MOST_STRAY_CELLS = 20
ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#SPILL!", "#CALC!"}
    | {"#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#PYTHON!", "#EXTERNAL!"}
)


class Extent:
    """Gathers the filled cells of one sheet, as far as a return reaches."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.stray: list[str] = []

    def take(self, cell: Cell) -> None:
        """Keep a cell, or take note of where it is if that is beyond a return."""
        if cell.row <= LAST_ROW and cell.column <= LAST_COLUMN:
            self.cells[cell.row, cell.column] = cell
        else:
            self.stray_at(cell.row, cell.column)

    def stray_at(self, row: int, column: int) -> None:
        """Take note of a filled cell beyond a return."""
        if len(self.stray) <= MOST_STRAY_CELLS:
            self.stray.append(address(row, column))


def is_error(text: str) -> bool:
    """Whether text is an error as Excel or LibreOffice shows it, such as ``#REF!`` or ``Err:502``."""
    return text in ERRORS or (text.startswith("Err:") and text[4:].isdigit())


def check_cells(sheets: Iterable[Sized]) -> None:
    """Raise ``Refused`` where the cells of all sheets together are far more than a return has."""
    number = sum(map(len, sheets))
    if number > MOST_CELLS:
        what = f"The workbook has {number:,} filled cells; the limit is {MOST_CELLS:,}."
        raise Refused("unsafe-workbook", what, "Copy the sheets you need into a new workbook.")


def size_findings(stray: Sequence[str], too_large: bool = False) -> Iterator[Finding]:
    """Tell of what was left out of a sheet: all of it, the rows and columns beyond a return, or one odd cell."""
    copy_it = "If it holds a return, copy that into a workbook of its own."
    if too_large:
        yield found("sheet-too-large", "The sheet is far too large to be a return and was not read.", copy_it)
    elif len(stray) > MOST_STRAY_CELLS:
        limits = f"{LAST_ROW:,} rows and {LAST_COLUMN} columns"
        yield found("sheet-too-large", f"Only the first {limits} of this sheet were read.", copy_it)
    elif stray:
        what = "There is a value here, far away from any table; it was left out."
        yield found("stray-cell", what, "Delete it if it is there by mistake.", stray[0])
