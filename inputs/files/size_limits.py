"""Limits on rows, columns and cells of a workbook, with the findings about what lies beyond them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from dataclasses import replace

from inputs.files.workbook_values import Cell, address
from inputs.files.zip_package import Refused
from inputs.findings import Finding, found

LAST_ROW = 2_000  # no return has rows or columns beyond these: their cells are noted as stray, not read
LAST_COLUMN = 400
MOST_CELLS = 1_000_000  # filled cells of a workbook; a return has a few hundred, child-level lists some 500,000
MOST_STRAY_CELLS = 20
ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#SPILL!", "#CALC!"}
    | {"#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#PYTHON!", "#EXTERNAL!"}
)


class Extent:
    """Collects the filled cells of one sheet within the limits, and the addresses of the first ones beyond them."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.stray: list[str] = []

    def take(self, cell: Cell) -> None:
        """Keep a cell, or note its address if it is beyond the limits."""
        if cell.row <= LAST_ROW and cell.column <= LAST_COLUMN:
            self.cells[cell.row, cell.column] = cell
        else:
            self.stray_at(cell.row, cell.column)

    def stray_at(self, row: int, column: int) -> None:
        """Note a filled cell beyond the limits."""
        if len(self.stray) <= MOST_STRAY_CELLS:
            self.stray.append(address(row, column))


def is_error(text: str) -> bool:
    """Whether text is an error value of Excel or LibreOffice, such as ``#REF!`` or ``Err:502``."""
    return text in ERRORS or (text.startswith("Err:") and text[4:].isdigit())


def check_cells(sheets: Iterable[Sized]) -> None:
    """Raise ``Refused`` where all sheets together have more than ``MOST_CELLS`` filled cells."""
    number = sum(map(len, sheets))
    if number > MOST_CELLS:
        what = f"The workbook has {number:,} filled cells; the limit is {MOST_CELLS:,}."
        raise Refused("unsafe-workbook", what, "Copy the sheets you need into a new workbook.")


def size_findings(stray: Sequence[str], too_large: bool = False, sheet: str = "") -> list[Finding]:
    """The finding about what was left out of a sheet: all of it, what lies beyond the limits, or one stray cell."""
    copy_it = "If it holds a return, copy that into a workbook of its own."
    if too_large:
        finding = found("sheet-too-large", "The sheet is far too large to be a return and was not read.", copy_it)
    elif len(stray) > MOST_STRAY_CELLS:
        limits = f"{LAST_ROW:,} rows and {LAST_COLUMN} columns"
        finding = found("sheet-too-large", f"Only the first {limits} of this sheet were read.", copy_it)
    elif stray:
        what = "There is a value here, far away from any table; it was left out."
        finding = found("stray-cell", what, "Delete it if it is there by mistake.", stray[0])
    else:
        return []
    return [replace(finding, sheet=sheet)]
