"""Reads .xlsx and .xlsb packages into sheets of plain values: with its seam the only reader that imports openpyxl."""

from __future__ import annotations

import struct
import sys
import warnings
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any, NamedTuple

from inputs.files.deadline import Deadline
from inputs.files.size_limits import LAST_COLUMN, LAST_ROW, check_cells, size_findings
from inputs.files.text_runs import cell_of
from inputs.files.workbook_values import NO_SAVED_RESULT, Cell, Sheet
from inputs.files.xlsx_contents import Contents, SheetEntry, contents_of, formats_of_styles
from inputs.files.xlsx_marks import SheetMarks, parse_range, read_marks
from inputs.files.xlsx_remarks import read_remarks
from inputs.files.xlsx_trim import NO_SHEET, CutSheet, as_transitional, cut_sheet
from inputs.files.zip_package import ARCHIVE_TROUBLES, LARGEST_STRINGS, Package, Refused, printable
from inputs.findings import Finding, found

# What openpyxl and we raise for damaged parts. Nothing of the messages of these exceptions is shown.
_FAULTS = (SyntaxError, TypeError, LookupError, ArithmeticError, AttributeError, AssertionError, struct.error)
_LIBRARY_TROUBLES = (*ARCHIVE_TROUBLES, *_FAULTS)
_RESAVE = "Open it in Excel, save it under a new name and put that here."


class _Parts(NamedTuple):
    """What is read of a package: its list of sheets, the XML of each and of the shared strings, and its formats."""

    contents: Contents
    cuts: list[CutSheet]
    strings: bytes
    formats: list[int | str]


def read_excel(package: Package, binary: bool, deadline: Deadline) -> tuple[list[Sheet], list[Finding]]:
    """Read the sheets of an .xlsx, or of an .xlsb where ``binary``, with the findings about single sheets.

    Raises ``Refused``, with the finding that says why, for one that cannot be read.
    """
    try:
        parts = (_xlsb_parts if binary else _xlsx_parts)(package, deadline)
        values = _values(parts, deadline)
    except _LIBRARY_TROUBLES:
        raise Refused("unreadable-workbook", "The workbook is damaged and cannot be opened.", _RESAVE) from None
    sheets: list[Sheet] = []
    findings: list[Finding] = []
    contents, marks = parts.contents, _marks(parts, deadline)
    for entry, cut, its, cells in zip(contents.sheets, parts.cuts, marks, values, strict=True):
        sheet, about = _sheet(entry, cut, its, cells)
        remarks = read_remarks(package, entry.part)
        from_1904 = contents.from_1904
        sheets.append(replace(sheet, from_1904=from_1904, remarks=remarks.by_cell, page_lines=remarks.lines))
        findings += [replace(finding, sheet=sheet.name) for finding in about]
    return sheets, findings


def _marks(parts: _Parts, deadline: Deadline) -> list[SheetMarks]:
    """Read the marks of every sheet. Where a script wrote every formula with the result 0, none has a saved result."""
    marks = []
    for cut in parts.cuts:
        marks.append(read_marks(cut.marks, LAST_COLUMN))
        deadline.check()
    if parts.contents.recalculates and not any(one.calculated for one in marks):
        for one in marks:
            one.unsaved |= one.zeros
    return marks


def _xlsx_parts(package: Package, deadline: Deadline) -> _Parts:
    contents = contents_of(package)
    strings = package.part(contents.strings)
    if len(strings) > LARGEST_STRINGS:
        what = "The workbook holds far more text than a return does, so it was not read."
        raise Refused("unsafe-workbook", what, "Copy the return into a new workbook.")
    cuts = []
    for entry in contents.sheets:
        cuts.append(cut_sheet(package.part(entry.part)) if entry.part else NO_SHEET)
        deadline.check()
    return _Parts(contents, cuts, as_transitional(strings), formats_of_styles(package.part(contents.styles)))


def _xlsb_parts(package: Package, deadline: Deadline) -> _Parts:
    from inputs.files import xlsb  # noqa: PLC0415  (its patterns take a while, and most folders hold no .xlsb)

    contents, part = xlsb.contents_of_binary(package), package.part
    fonts = xlsb.marks_of_fonts(part(contents.styles))
    sheet = xlsb.sheet_as_xml
    cuts = [sheet(part(entry.part), fonts, deadline) if entry.part else NO_SHEET for entry in contents.sheets]
    strings = xlsb.texts_as_xml(part(contents.strings), fonts)
    return _Parts(contents, cuts, strings, xlsb.formats_of_styles(part(contents.styles), fonts))


def _values(parts: _Parts, deadline: Deadline) -> list[list[Cell] | int]:
    """Read the filled cells of each sheet; for a sheet that is damaged, give the last row that could be read."""
    _load_openpyxl()
    from openpyxl.reader.strings import read_string_table  # noqa: PLC0415  (no other reader needs it)
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format  # noqa: PLC0415
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH  # noqa: PLC0415

    strings = read_string_table(BytesIO(parts.strings)) if parts.strings else []
    formats = [BUILTIN_FORMATS.get(one, "General") if isinstance(one, int) else one for one in parts.formats]
    told = {
        "epoch": MAC_EPOCH if parts.contents.from_1904 else WINDOWS_EPOCH,
        "date_formats": {style for style, code in enumerate(formats) if is_date_format(code)},
        "timedelta_formats": {style for style, code in enumerate(formats) if is_timedelta_format(code)},
    }
    values: list[list[Cell] | int] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about impossible dates, which later checks find
        for cut in parts.cuts:
            values.append(_sheet_values(cut.cells, strings, formats, told, deadline))
            check_cells([cells for cells in values if not isinstance(cells, int)])
    return values


def _load_openpyxl() -> None:
    """Load openpyxl without numpy, which it looks for only to write numpy's numbers, and which takes as long again."""
    if "openpyxl" in sys.modules or "numpy" in sys.modules:
        return
    sys.modules["numpy"] = None  # type: ignore[assignment]  # as documented, its import fails then
    try:
        import openpyxl  # noqa: F401, PLC0415
    finally:
        del sys.modules["numpy"]


def _sheet_values(
    xml: bytes, strings: list[str], formats: list[str], told: Mapping[str, Any], deadline: Deadline
) -> list[Cell] | int:
    """Read the cells of one sheet, row by row, within the limits. A row that is not below those before it is not read.

    ``told`` is how openpyxl knows dates.
    """
    from inputs.files import xlsx_seam  # noqa: PLC0415  (loads openpyxl)

    cells: list[Cell] = []
    last = 0
    try:
        for number, row in xlsx_seam.rows_of(xml, strings, told):
            if number > LAST_ROW:
                break
            if number > last:
                last = number
                by_column = {cell["column"]: cell for cell in row}
                filled = (by_column[column] for column in sorted(by_column) if column <= LAST_COLUMN)
                cells += [_cell(cell, formats) for cell in filled if cell["value"] is not None and cell["value"] != ""]
            deadline.check()
    except _LIBRARY_TROUBLES:
        xlsx_seam.check_root(
            xml
        )  # for what it raises: not one sheet but the workbook is refused where even a root is damaged
        return cells[-1].row if cells else 0
    return cells


def _cell(cell: Mapping[str, Any], formats: list[str]) -> Cell:
    row, column, value, style = cell["row"], cell["column"], cell["value"], cell["style_id"]
    if cell["data_type"] == "e":
        return Cell(row, column, None, trouble=str(value))
    try:
        number_format = formats[style]
    except IndexError:  # a style that the workbook does not define: the value is still a value
        number_format = "General"
    return cell_of(row, column, value, number_format or "General")


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
