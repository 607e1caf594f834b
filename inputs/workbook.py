"""Opens a workbook and gives its sheets as plain values: the only file that knows openpyxl."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from inputs.cells import NO_SAVED_RESULT, Cell, Sheet, Workbook
from inputs.contents import SheetEntry, contents_of, plain_copy
from inputs.findings import Finding, found
from inputs.package import ARCHIVE_TROUBLES, Refused, open_package, printable
from inputs.sheet_marks import SheetMarks, area_of, read_marks
from inputs.sheet_xml import LAST_COLUMN, LAST_ROW, MOST_STRAY_CELLS, NO_SHEET, CutSheet, cut_sheet

if TYPE_CHECKING:
    from openpyxl.cell import Cell as OpenpyxlCell
    from openpyxl.worksheet.worksheet import Worksheet

# What the library raises for parts that are damaged in one way or another; none of its words reach anybody.
_LIBRARY_TROUBLES = (
    *ARCHIVE_TROUBLES,
    SyntaxError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
)
_RESAVE = "Open it in Excel, save it under a new name and put that here."


def read_workbook(path: Path, folder: Path) -> tuple[Workbook, tuple[Finding, ...]]:
    """Read every sheet of a workbook that lies in ``folder``, with the findings about single sheets.

    Raises ``Refused``, with the finding that says why, for a file that cannot be opened.
    """
    package = open_package(path, folder)
    try:
        contents = contents_of(package)
        cuts = [cut_sheet(package.part(entry.part)) if entry.part else NO_SHEET for entry in contents.sheets]
        values = _values(plain_copy(package, contents, cuts))
    except _LIBRARY_TROUBLES:
        raise Refused("unreadable-workbook", "The workbook is damaged and cannot be opened.", _RESAVE) from None
    sheets: list[Sheet] = []
    findings: list[Finding] = []
    for entry, cut, cells in zip(contents.sheets, cuts, values, strict=True):
        sheet, about = _sheet(entry, cut, cells)
        sheet = replace(sheet, from_1904=contents.from_1904)
        findings += [replace(finding, sheet=sheet.name) for finding in about]
        sheets.append(sheet)
    return Workbook(printable(path.name), package.sha256, tuple(sheets)), tuple(findings)


def _values(copy: BytesIO) -> list[list[Cell] | None]:
    """Give the cells of each sheet that hold something; None for a sheet that breaks off."""
    from openpyxl import load_workbook  # noqa: PLC0415  (nothing else of this room needs the library)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and dates beyond the calendar, which are found again below
        book = load_workbook(copy, read_only=True, data_only=True, keep_links=False)
        try:
            return [_sheet_values(sheet) for sheet in book.worksheets]
        finally:
            book.close()


def _sheet_values(sheet: Worksheet) -> list[Cell] | None:
    """Walk the cells of one sheet of the library's, row by row, within the bounds of a return."""
    sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
    cells = []
    try:
        for row in sheet.iter_rows(max_row=LAST_ROW, max_col=LAST_COLUMN):
            cells += [_cell(cell) for cell in row if cell.value is not None and cell.value != ""]
    except _LIBRARY_TROUBLES:
        return None
    return cells


def _cell(cell: OpenpyxlCell) -> Cell:
    if cell.data_type == "e":
        return Cell(cell.row, cell.column, None, trouble=str(cell.value))
    try:
        number_format = cell.number_format
    except IndexError:  # a style that the workbook does not define: the value is still a value
        number_format = "General"
    return Cell(cell.row, cell.column, cell.value, number_format or "General")


def _sheet(entry: SheetEntry, cut: CutSheet, cells: list[Cell] | None) -> tuple[Sheet, list[Finding]]:
    """Put a sheet's values and the marks of its XML together."""
    name = printable(entry.name)
    if not entry.part or cells is None:
        what = (
            "The sheet is listed but its data is missing." if not entry.part else "The data of this sheet is damaged."
        )
        return Sheet(name, {}), [found("unreadable-sheet", what, _RESAVE)]
    marks = read_marks(cut.marks, LAST_COLUMN)
    by_place = {(cell.row, cell.column): cell for cell in [*cells, *_unsaved_cells(marks)]}
    sheet = Sheet(
        name,
        by_place,
        entry.hidden,
        tuple(marks.merged),
        frozenset(marks.hidden_rows),
        frozenset(marks.hidden_columns),
    )
    return sheet, list(_size_findings(cut, marks))


def _unsaved_cells(marks: SheetMarks) -> list[Cell]:
    areas = (area_of(address) for address in marks.unsaved)
    return [
        Cell(area.top, area.left, None, trouble=NO_SAVED_RESULT)
        for area in areas
        if area is not None and area.top <= LAST_ROW and area.left <= LAST_COLUMN
    ]


def _size_findings(cut: CutSheet, marks: SheetMarks) -> Iterable[Finding]:
    copy_it = "If it holds a return, copy that into a workbook of its own."
    stray = [*cut.stray, *marks.stray]
    if cut.too_large:
        yield found("sheet-too-large", "The sheet is far too large to be a return and was not read.", copy_it)
    elif len(stray) > MOST_STRAY_CELLS:
        limits = f"{LAST_ROW:,} rows and {LAST_COLUMN} columns"
        yield found("sheet-too-large", f"Only the first {limits} of this sheet were read.", copy_it)
    elif stray:
        what = "There is a value here, far away from any table; it was left out."
        yield found("stray-cell", what, "Delete it if it is there by mistake.", stray[0])
