"""Writes the values of a workbook in another format as a new .xlsx: sheets, values and number formats as read."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from inputs.checked.parts import Parts
from inputs.checked.xml import plain
from inputs.files.workbook_values import Cell, Workbook, address, column_letters

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST_NAME = 31  # characters, of a sheet
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_PROPERTIES = "docProps/core.xml"
_CHANGED = re.compile(rb"(<dcterms:modified\b[^>]*>)[^<]*")
_THEN = datetime(1980, 1, 1)  # the same workbook gives the same bytes


def values_only(workbook: Workbook) -> tuple[Parts, dict[str, str]]:
    """The parts of a new workbook, and the name of each sheet in it by the name in the original."""
    from openpyxl import Workbook as Fresh  # noqa: PLC0415  (needed for files of other formats alone)

    book = Fresh()
    book.remove(book.active)
    book.properties.creator, book.properties.created = "Board Report", _THEN
    names: dict[str, str] = {}
    for sheet in workbook.sheets:
        page = book.create_sheet(_FORBIDDEN.sub(" ", sheet.name)[:_LONGEST_NAME].strip("' ") or "Sheet")
        names.setdefault(sheet.name, page.title)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        for cell in sheet.cells.values():
            _write(page, cell)
        for block in sheet.merged:
            page.merge_cells(f"{address(block.top, block.left)}:{address(block.bottom, block.right)}")
        page.merged_cells = page.merged_cells.sorted()  # its set has no order, and no two runs the same
        for row in sheet.hidden_rows:
            page.row_dimensions[row].hidden = True
        for column in sheet.hidden_columns:
            page.column_dimensions[column_letters(column)].hidden = True
    content = BytesIO()
    book.save(content)
    parts = Parts(zipfile.ZipFile(content))
    parts.write(_PROPERTIES, _CHANGED.sub(rb"\g<1>1980-01-01T00:00:00Z", parts.read(_PROPERTIES)))
    return parts, names


def _write(page: Worksheet, cell: Cell) -> None:
    """Write a value or an error value; a formula that was never calculated leaves its cell empty."""
    fresh = page.cell(cell.row, cell.column)
    fresh.number_format = cell.number_format
    if cell.trouble.startswith("#"):
        fresh.value, fresh.data_type = cell.trouble, "e"
    elif isinstance(cell.value, str):
        fresh.value = plain(cell.value)
        fresh.data_type = "s"  # whatever it begins with
    else:
        fresh.value = cell.value
