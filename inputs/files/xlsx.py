"""Opens an Excel workbook and gives its sheets as plain values: the only file that knows openpyxl."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from inputs.files.deadline import Deadline
from inputs.files.size_limits import LAST_COLUMN, LAST_ROW, check_cells, size_findings
from inputs.files.workbook_values import NO_SAVED_RESULT, Cell, Sheet
from inputs.files.xlsx_contents import Contents, SheetEntry, contents_of, number_formats, plain_copy
from inputs.files.xlsx_marks import SheetMarks, range_of, read_marks
from inputs.files.xlsx_trim import NO_SHEET, CutSheet, cut_sheet
from inputs.files.zip_package import ARCHIVE_TROUBLES, LARGEST_STRINGS, Package, Refused, printable
from inputs.findings import Finding, found

if TYPE_CHECKING:
    from openpyxl.cell import Cell as OpenpyxlCell
    from openpyxl.worksheet.worksheet import Worksheet

# What is raised for parts that are damaged in one way or another; none of the library's words reach anybody.
_LIBRARY_TROUBLES = (
    *ARCHIVE_TROUBLES,
    SyntaxError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    struct.error,
)
_RESAVE = "Open it in Excel, save it under a new name and put that here."


def read_excel(package: Package, binary: bool, deadline: Deadline) -> tuple[list[Sheet], list[Finding]]:
    """Read the sheets of an everyday workbook or a ``binary`` one, with the findings about single sheets.

    Raises ``Refused``, with the finding that says why, for one that cannot be read.
    """
    try:
        contents, cuts, copy = (_binary_copy if binary else _copy)(package, deadline)
        values = _values(copy, deadline)
    except _LIBRARY_TROUBLES:
        raise Refused("unreadable-workbook", "The workbook is damaged and cannot be opened.", _RESAVE) from None
    sheets: list[Sheet] = []
    findings: list[Finding] = []
    for entry, cut, marks, cells in zip(contents.sheets, cuts, _marks(contents, cuts, deadline), values, strict=True):
        sheet, about = _sheet(entry, cut, marks, cells)
        sheet = replace(sheet, from_1904=contents.from_1904)
        findings += [replace(finding, sheet=sheet.name) for finding in about]
        sheets.append(sheet)
    return sheets, findings


def _marks(contents: Contents, cuts: Sequence[CutSheet], deadline: Deadline) -> list[SheetMarks]:
    """Read the marks of every sheet. Where a script wrote all formulas with the result 0, none of them is saved."""
    marks = []
    for cut in cuts:
        marks.append(read_marks(cut.marks, LAST_COLUMN))
        deadline.check()
    if contents.recalculates and not any(one.calculated for one in marks):
        for one in marks:
            one.unsaved |= one.zeros
    return marks


def _copy(package: Package, deadline: Deadline) -> tuple[Contents, list[CutSheet], BytesIO]:
    contents = contents_of(package)
    strings = package.part(contents.strings)
    if len(strings) > LARGEST_STRINGS:
        what = "The workbook holds far more text than a return does, so it was not read."
        raise Refused("unsafe-workbook", what, "Copy the return into a new workbook.")
    cuts = []
    for entry in contents.sheets:
        cuts.append(cut_sheet(package.part(entry.part)) if entry.part else NO_SHEET)
        deadline.check()
    return contents, cuts, plain_copy(cuts, number_formats(package.part(contents.styles)), strings, contents.from_1904)


def _binary_copy(package: Package, deadline: Deadline) -> tuple[Contents, list[CutSheet], BytesIO]:
    from inputs.files.xlsb import (  # noqa: PLC0415  (its patterns take a while, and most folders hold no .xlsb)
        contents_of_binary,
        sheet_as_xml,
        style_sheet,
        texts_as_xml,
    )

    contents = contents_of_binary(package)
    cuts = [sheet_as_xml(package.part(entry.part), deadline) if entry.part else NO_SHEET for entry in contents.sheets]
    styles, strings = style_sheet(package.part(contents.styles)), texts_as_xml(package.part(contents.strings))
    return contents, cuts, plain_copy(cuts, styles, strings, contents.from_1904)


def _values(copy: BytesIO, deadline: Deadline) -> list[list[Cell] | int]:
    """Give the filled cells of each sheet; for a sheet that breaks off, the last row that could be read."""
    from openpyxl import load_workbook  # noqa: PLC0415  (nothing else of this room needs the library)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and dates beyond the calendar, which are found again below
        book = load_workbook(copy, read_only=True, data_only=True, keep_links=False)
        try:
            return _all_values(book.worksheets, deadline)
        finally:
            book.close()


def _all_values(sheets: Sequence[Worksheet], deadline: Deadline) -> list[list[Cell] | int]:
    values: list[list[Cell] | int] = []
    for sheet in sheets:
        values.append(_sheet_values(sheet, deadline))
        check_cells([cells for cells in values if not isinstance(cells, int)])
    return values


def _sheet_values(sheet: Worksheet, deadline: Deadline) -> list[Cell] | int:
    """Walk the cells of one sheet of the library's, row by row, within the bounds of a return."""
    sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
    cells: list[Cell] = []
    try:
        for row in sheet.iter_rows(max_row=LAST_ROW, max_col=LAST_COLUMN):
            cells += [_cell(cell) for cell in row if cell.value is not None and cell.value != ""]
            deadline.check()
    except _LIBRARY_TROUBLES:
        return cells[-1].row if cells else 0
    return cells


def _cell(cell: OpenpyxlCell) -> Cell:
    if cell.data_type == "e":
        return Cell(cell.row, cell.column, None, trouble=str(cell.value))
    try:
        number_format = cell.number_format
    except IndexError:  # a style that the workbook does not define: the value is still a value
        number_format = "General"
    return Cell(cell.row, cell.column, cell.value, number_format or "General")


def _sheet(entry: SheetEntry, cut: CutSheet, marks: SheetMarks, cells: list[Cell] | int) -> tuple[Sheet, list[Finding]]:
    """Put a sheet's values and the marks of its XML together."""
    name = printable(entry.name)
    if not entry.part:
        return Sheet(name, {}), [found("unreadable-sheet", "The sheet is listed but its data is missing.", _RESAVE)]
    if isinstance(cells, int):
        after = f", somewhere after row {cells:,}" if cells else ""
        return Sheet(name, {}), [found("unreadable-sheet", f"The data of this sheet is damaged{after}.", _RESAVE)]
    by_place = {(cell.row, cell.column): cell for cell in [*cells, *_unsaved_cells(marks)]}
    sheet = Sheet(
        name,
        by_place,
        entry.hidden,
        tuple(marks.merged),
        frozenset(marks.hidden_rows),
        frozenset(marks.hidden_columns),
    )
    return sheet, list(size_findings([*cut.stray, *marks.stray], cut.too_large))


def _unsaved_cells(marks: SheetMarks) -> list[Cell]:
    places = (range_of(address) for address in marks.unsaved)
    return [
        Cell(at.top, at.left, None, trouble=NO_SAVED_RESULT)
        for at in places
        if at is not None and at.top <= LAST_ROW and at.left <= LAST_COLUMN
    ]
