"""Writes the sample sheets as .xlsx files, byte for byte the same each time: the only module here with openpyxl."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from inputs.blank.fixed_dates import with_fixed_dates
from inputs.samples.sheet import Look, SampleBook, SampleSheet

MADE = datetime(2024, 1, 9, 10, 30)


def workbook_bytes(book: SampleBook) -> bytes:
    """The whole .xlsx file of ``book``; the same book gives the same bytes with the same Python."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for sheet in book.sheets:
        _write(workbook.create_sheet(sheet.name), sheet)
    workbook.properties.creator = workbook.properties.lastModifiedBy = "Performance team"
    workbook.properties.created = MADE
    saved = BytesIO()
    workbook.save(saved)
    return with_fixed_dates(saved, MADE)


def _write(page: Worksheet, sheet: SampleSheet) -> None:
    """Write cells, merged ranges, sizes, frozen panes, filter, view and page set-up."""
    for (row, column), (value, look) in sorted(sheet.cells.items(), key=lambda cell: cell[0]):
        _format(page.cell(row, column, value), look)
    for top, left, bottom, right in sheet.merged:
        page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for column, width in sheet.widths.items():
        page.column_dimensions[get_column_letter(column)].width = width
    for row, height in sheet.heights.items():
        page.row_dimensions[row].height = height
    if sheet.freeze:
        page.freeze_panes = page.cell(*sheet.freeze)
    if sheet.filtered:
        top, left, bottom, right = sheet.filtered
        page.auto_filter.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
    page.sheet_view.showGridLines = sheet.gridlines
    page.sheet_properties.tabColor = sheet.tab or None
    page.sheet_state = "hidden" if sheet.hidden else "visible"
    page.page_setup.orientation = "portrait" if sheet.upright else "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = sheet.pages
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _format(cell: Cell, look: Look) -> None:
    cell.font = Font(name=look.font, size=look.size, bold=look.bold, italic=look.italic, color=look.ink)
    cell.alignment = Alignment(
        horizontal=look.across or None, vertical=look.upright, wrap_text=look.wrap, indent=look.indent
    )
    cell.number_format = look.form
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.edge:
        side = Side(style=look.edge, color="8C8C8C")
        cell.border = Border(left=side, right=side, top=side, bottom=side)
