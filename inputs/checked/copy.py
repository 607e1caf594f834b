"""Makes the checked copy of a workbook, with its findings marked in it. The workbook itself is only read.

The copy of an .xlsx or .xlsm keeps every part of the package; only what the fills, the notes and the sheet in front
need is edited. Of any other format the copy is a new workbook with the values alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from inputs.checked.book import Book
from inputs.checked.cells import anchors, closed, colour, opened
from inputs.checked.findings_sheet import HEADING_ROW, Heading, findings_sheet, findings_table, in_order, sentence
from inputs.checked.notes import add_notes
from inputs.checked.parts import Parts
from inputs.checked.signs import SHEET_NAME, SHEET_PART, checked_name, original_of
from inputs.checked.styles import PLAIN, Styles
from inputs.checked.values_only import values_only
from inputs.checked.xml import XMLTrouble
from inputs.files.open_workbook import open_excel, read_workbook
from inputs.files.size_limits import LAST_ROW
from inputs.files.xlsx_contents import SheetEntry
from inputs.files.xlsx_remarks import OUR_NAME
from inputs.files.zip_package import ARCHIVE_TROUBLES, Refused, printable
from inputs.findings import Finding

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TABLE_ID = rb'<(?:\w+:)?table\b[^>]*?\sid="([0-9]{1,9})"'
_TROUBLES = (*ARCHIVE_TROUBLES, XMLTrouble, LookupError)
_LAST_ROW_OF_ALL = 1_048_576
_MOST_OF_A_NOTE = 5  # findings about one cell that its note gives; the sheet in front has them all


class CannotMark(Exception):
    """No copy can be made of this workbook: it cannot be read, about which reading gives a finding."""


class CheckedCopy(NamedTuple):
    """A checked copy: its file name and its bytes."""

    name: str
    content: bytes


def checked_copy(path: Path, folder: Path, findings: Sequence[Finding], report: str) -> CheckedCopy:
    """Copy a workbook in ``folder`` with these findings, all of them about it, marked in it.

    ``report`` names the report, such as ``the report for December 2023``. The same arguments give the same bytes.
    Raises ``CannotMark`` for a workbook that cannot be opened.
    """
    try:
        parts = Parts(open_excel(path, folder).archive)
        book = Book(parts)
        earlier, original = _earlier_list(path, folder, book) or (None, printable(path.name))
        if earlier is not None:
            book.take_out(earlier)
        heading = Heading(original, report, came_back=earlier is not None)
        content = _marked(parts, book, findings, heading)
        return CheckedCopy(checked_name(path.name, heading.came_back), content)
    except (*_TROUBLES, Refused):
        return _copy_of_values(path, folder, findings, report)


def _earlier_list(path: Path, folder: Path, book: Book) -> tuple[SheetEntry, str] | None:
    """Find the sheet that an earlier run added, in a checked copy that came back, and the original it is about."""
    if not any(sheet.name.startswith(SHEET_NAME) for sheet in book.sheets):
        return None
    workbook, _ = read_workbook(path, folder)
    originals = {sheet.name: original_of(sheet) for sheet in workbook.sheets}
    named = ((sheet, originals.get(printable(sheet.name), "")) for sheet in book.sheets)
    return next(((sheet, original) for sheet, original in named if original), None)


def _copy_of_values(path: Path, folder: Path, findings: Sequence[Finding], report: str) -> CheckedCopy:
    """Copy the values into a new workbook, where a sheet may have another name, and mark the findings there."""
    try:
        workbook, _ = read_workbook(path, folder)
        parts, names = values_only(workbook)
        moved = [replace(finding, sheet=names.get(finding.sheet, finding.sheet)) for finding in findings]
        content = _marked(parts, Book(parts), moved, Heading(workbook.name, report, values_only=True))
    except (*_TROUBLES, Refused):
        raise CannotMark(path.name) from None
    return CheckedCopy(checked_name(path.name, values_only=True), content)


def _marked(parts: Parts, book: Book, findings: Sequence[Finding], heading: Heading) -> bytes:
    """Mark the cells, add the sheet of findings in front, and pack."""
    styles_part = book.styles_part(PLAIN)
    styles = Styles(parts.read(styles_part))
    listed = in_order(findings)
    for sheet in book.sheets:
        here = [one for one in listed if one.cell and book.sheet_of(one.sheet) is sheet]
        if here and sheet.part:
            _mark_cells(parts, sheet, here, styles, book.office)
    table = parts.free_name("xl/tables/table{}.xml")
    number = max(parts.numbers(_TABLE_ID, "table"), default=0) + 1
    link = parts.link(SHEET_PART, f"{book.office}/table", table)
    parts.add(
        SHEET_PART, findings_sheet(findings, heading, book, styles, link).encode(), f"{_SPREADSHEET}.worksheet+xml"
    )
    parts.add(table, findings_table(len(listed), number, book.main).encode(), f"{_SPREADSHEET}.table+xml")
    parts.write(styles_part, styles.xml())
    book.put_first(book.free_sheet_name(SHEET_NAME), SHEET_PART, HEADING_ROW)
    return parts.packed()


def _mark_cells(parts: Parts, sheet: SheetEntry, findings: Sequence[Finding], styles: Styles, office: str) -> None:
    """Fill each cell in the colour of its strongest finding, and write its findings into its note."""
    root, aside = opened(parts.read(sheet.part))
    shown_at = anchors(root, [one.cell for one in findings], LAST_ROW if aside else _LAST_ROW_OF_ALL)
    by_cell: dict[str, list[Finding]] = {}
    for one in findings:
        if one.cell in shown_at:
            by_cell.setdefault(shown_at[one.cell], []).append(one)
    colour(root, {cell: about[0].strength for cell, about in by_cell.items()}, styles)
    add_notes(parts, sheet.part, root, office, {cell: _note(about) for cell, about in by_cell.items()})
    parts.write(sheet.part, closed(root, aside))


def _note(findings: Sequence[Finding]) -> str:
    """The text of a cell's note: the first findings, each with its strength and its remedy."""
    notes = [f"{OUR_NAME}: {one.strength}\n{sentence(one.what)} {one.remedy}" for one in findings[:_MOST_OF_A_NOTE]]
    if left := len(findings) - len(notes):
        notes.append(f"And {left} more: see the sheet in front.")
    return "\n\n".join(notes)
