"""Reads .xlsx and .xlsb packages into sheets of plain values: the only reader that imports openpyxl."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from inputs.files.deadline import Deadline
from inputs.files.size_limits import LAST_COLUMN, LAST_ROW, check_cells, size_findings
from inputs.files.text_runs import cell_of
from inputs.files.workbook_values import NO_SAVED_RESULT, Cell, Sheet
from inputs.files.xlsx_contents import Contents, SheetEntry, contents_of, plain_copy, style_sheet
from inputs.files.xlsx_marks import SheetMarks, parse_range, read_marks
from inputs.files.xlsx_trim import NO_SHEET, CutSheet, cut_sheet
from inputs.files.zip_package import ARCHIVE_TROUBLES, LARGEST_STRINGS, Package, Refused, printable
from inputs.findings import Finding, found

if TYPE_CHECKING:
    from openpyxl.cell import Cell as OpenpyxlCell
    from openpyxl.worksheet.worksheet import Worksheet

# What openpyxl and we raise for damaged parts. Nothing of the messages of these exceptions is shown.
_FAULTS = (SyntaxError, TypeError, LookupError, ArithmeticError, AttributeError, AssertionError, struct.error)
_LIBRARY_TROUBLES = (*ARCHIVE_TROUBLES, *_FAULTS)
_RESAVE = "Open it in Excel, save it under a new name and put that here."


def read_excel(package: Package, binary: bool, deadline: Deadline) -> tuple[list[Sheet], list[Finding]]:
    """Read the sheets of an .xlsx, or of an .xlsb where ``binary``, with the findings about single sheets.

    Raises ``Refused``, with the finding that says why, for one that cannot be read.
    """
    try:
        contents, cuts, copy = (_xlsb_copy if binary else _xlsx_copy)(package, deadline)
        values = _values(copy, deadline)
    except _LIBRARY_TROUBLES:
        raise Refused("unreadable-workbook", "The workbook is damaged and cannot be opened.", _RESAVE) from None
    sheets: list[Sheet] = []
    findings: list[Finding] = []
    for entry, cut, marks, cells in zip(contents.sheets, cuts, _marks(contents, cuts, deadline), values, strict=True):
        sheet, about = _sheet(entry, cut, marks, cells)
        sheets.append(replace(sheet, from_1904=contents.from_1904))
        findings += [replace(finding, sheet=sheet.name) for finding in about]
    return sheets, findings


def _marks(contents: Contents, cuts: Sequence[CutSheet], deadline: Deadline) -> list[SheetMarks]:
    """Read the marks of every sheet. Where a script wrote every formula with the result 0, none has a saved result."""
    marks = []
    for cut in cuts:
        marks.append(read_marks(cut.marks, LAST_COLUMN))
        deadline.check()
    if contents.recalculates and not any(one.calculated for one in marks):
        for one in marks:
            one.unsaved |= one.zeros
    return marks


def _xlsx_copy(package: Package, deadline: Deadline) -> tuple[Contents, list[CutSheet], BytesIO]:
    contents = contents_of(package)
    strings = package.part(contents.strings)
    if len(strings) > LARGEST_STRINGS:
        what = "The workbook holds far more text than a return does, so it was not read."
        raise Refused("unsafe-workbook", what, "Copy the return into a new workbook.")
    cuts = []
    for entry in contents.sheets:
        cuts.append(cut_sheet(package.part(entry.part)) if entry.part else NO_SHEET)
        deadline.check()
    return contents, cuts, plain_copy(cuts, style_sheet(package.part(contents.styles)), strings, contents.from_1904)


def _xlsb_copy(package: Package, deadline: Deadline) -> tuple[Contents, list[CutSheet], BytesIO]:
    from inputs.files import xlsb  # noqa: PLC0415  (its patterns take a while, and most folders hold no .xlsb)

    contents, part = xlsb.contents_of_binary(package), package.part
    fonts = xlsb.marks_of_fonts(part(contents.styles))
    sheet = xlsb.sheet_as_xml
    cuts = [sheet(part(entry.part), fonts, deadline) if entry.part else NO_SHEET for entry in contents.sheets]
    styles, strings = xlsb.style_sheet(part(contents.styles), fonts), xlsb.texts_as_xml(part(contents.strings), fonts)
    return contents, cuts, plain_copy(cuts, styles, strings, contents.from_1904)


def _values(copy: BytesIO, deadline: Deadline) -> list[list[Cell] | int]:
    """Read the filled cells of each sheet; for a sheet that is damaged, give the last row that could be read."""
    from openpyxl import load_workbook  # noqa: PLC0415  (no other reader needs it)

    values: list[list[Cell] | int] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about missing styles and impossible dates, which later checks find
        book = load_workbook(copy, read_only=True, data_only=True, keep_links=False)
        with closing(book):
            for sheet in book.worksheets:
                values.append(_sheet_values(sheet, deadline))
                check_cells([cells for cells in values if not isinstance(cells, int)])
    return values


def _sheet_values(sheet: Worksheet, deadline: Deadline) -> list[Cell] | int:
    """Read the cells of one sheet, row by row, within the limits."""
    sheet.reset_dimensions()  # the <dimension> of a sheet is often wrong
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
    return cell_of(cell.row, cell.column, cell.value, number_format or "General")


def _sheet(entry: SheetEntry, cut: CutSheet, marks: SheetMarks, cells: list[Cell] | int) -> tuple[Sheet, list[Finding]]:
    """Join a sheet's values and its marks, with the findings about it. ``cells`` is as ``_values`` gives it."""
    name = printable(entry.name)
    if not entry.part:
        return Sheet(name, {}), [found("unreadable-sheet", "The sheet is listed but its data is missing.", _RESAVE)]
    if isinstance(cells, int):
        after = f", somewhere after row {cells:,}" if cells else ""
        return Sheet(name, {}), [found("unreadable-sheet", f"The data of this sheet is damaged{after}.", _RESAVE)]
    by_place = {(cell.row, cell.column): cell for cell in cells}
    for at in map(parse_range, marks.unsaved):
        if at is not None and at.top <= LAST_ROW and at.left <= LAST_COLUMN:
            by_place[at.top, at.left] = Cell(at.top, at.left, None, trouble=NO_SAVED_RESULT)
    rows, columns = frozenset(marks.hidden_rows), frozenset(marks.hidden_columns)
    sheet = Sheet(name, by_place, entry.hidden, tuple(marks.merged), rows, columns)
    return sheet, size_findings([*cut.stray, *marks.stray], cut.too_large)
