"""Tells from its headings whether a file or a sheet is a table of an extract. It loads nothing large."""

from __future__ import annotations

import csv
import re
from datetime import date
from itertools import islice

from inputs.files.workbook_values import Cell, Sheet
from inputs.records.record_layouts import ANNEX_A, TableLayout, known_table

_LONGEST_HEADER = 16_384  # bytes of the first line of a table
_LAST_HEADER_ROW = 3  # a title may stand above the headings of a sheet
_MOST_OF_A_NOTE = 2  # cells of a row that is no record
_DAY = re.compile(r"\b\d{1,4}[-/. ]\w{1,9}[-/. ]\d{1,4}\b")  # typed as a text
_ANYTHING = re.compile(rb"\S")
_DELIMITERS = ",;\t|"


def known_csv(content: bytes) -> TableLayout | None:
    """The table that a CSV file is, by its first line; None for any other file."""
    line = _first_line(content)
    rows = csv.reader([line], delimiter=delimiter_of(content), skipinitialspace=True)
    return known_table(next(rows, []))


def delimiter_of(content: bytes) -> str:
    """The mark between the headings of a CSV file: the one that is there most often."""
    line = _first_line(content)
    return max(_DELIMITERS, key=line.count)


def known_sheet(sheet: Sheet) -> TableLayout | None:
    """The table that a sheet is; None for any other, for one without rows, and for one that holds more than a list.

    Tables of figures may stand below a list, or beside it: such a sheet is read as a return. Blank rows and notes in
    or below a list of Annex A, or beside it, are passed over.
    """
    row, headings = header_of_sheet(sheet)
    if not row or not rows_of_list(sheet):
        return None
    first, last = min(headings.values()), max(headings.values())
    return known_table(headings) if len(sheet.texts[row]) - _beside(sheet, row, headings) == last - first + 1 else None


def rows_of_list(sheet: Sheet) -> tuple[int, ...]:
    """The rows of a sheet whose headings are known that hold records; none where it holds more than a list."""
    row, headings = header_of_sheet(sheet)
    below = [number for number in sheet.rows if number > row]
    first, last = min(headings.values(), default=0), max(headings.values(), default=0)
    alone = all(first <= column <= last for number in (row, *below) for column in sheet.rows[number])
    if alone and below == list(range(row + 1, row + 1 + len(below))) and not _has_notes(sheet, headings, below):
        return tuple(below)
    layout = known_table(headings)
    if layout is None or layout.extract != ANNEX_A:
        return ()
    records = tuple(number for number in below if _is_record(sheet, number, layout, headings))
    others = [number for number in below if number not in records]
    notes_beside = all(
        isinstance(cell.value, str) or cell.value is None
        for number in below
        for column, cell in sheet.rows[number].items()
        if not first <= column <= last
    )
    return records if notes_beside and all(_is_note(sheet, number) for number in others) else ()


def _has_notes(sheet: Sheet, headings: dict[str, int], below: list[int]) -> bool:
    """Whether the last rows of a list of Annex A are notes."""
    layout = known_table(headings)
    return layout is not None and layout.extract == ANNEX_A and any(_is_note(sheet, number) for number in below)


def _beside(sheet: Sheet, row: int, headings: dict[str, int]) -> int:
    """How many texts stand in the row of headings and are none."""
    return sum(not min(headings.values()) <= column <= max(headings.values()) for column in sheet.texts[row])


def _is_record(sheet: Sheet, number: int, layout: TableLayout, headings: dict[str, int]) -> bool:
    """Whether a row has a child's id, a day, and half of the columns by which its table is told."""
    cells = sheet.rows[number]
    places = {ours: headings[theirs] for ours, theirs in layout.columns_in(headings).items()}
    filled = {ours for ours, column in places.items() if column in cells and _is_filled(cells[column])}
    days = any(_is_day(cells[places[ours]]) for ours in filled)
    return "child" in filled and days and 2 * len(filled & layout.known_by) >= len(layout.known_by)


def _is_note(sheet: Sheet, number: int) -> bool:
    return sum(map(_is_filled, sheet.rows[number].values())) <= _MOST_OF_A_NOTE


def _is_filled(cell: Cell) -> bool:
    return bool(cell.text) or not (cell.value is None or isinstance(cell.value, str))


def _is_day(cell: Cell) -> bool:
    return isinstance(cell.value, date) or _DAY.search(cell.text) is not None


def has_rows(content: bytes) -> bool:
    """Whether a CSV file has anything below its first line."""
    end = content.find(b"\n")
    return end >= 0 and _ANYTHING.search(content, end) is not None


def header_of_sheet(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The row of headings by which a sheet is known, and the column of each; of none known, row 0 and nothing."""
    for row, texts in islice(sheet.texts.items(), _LAST_HEADER_ROW):
        headings = {text: column for column, text in reversed(list(texts.items()))}
        if known_table(headings) is not None:
            return row, headings
    return 0, {}


def _first_line(content: bytes) -> str:
    head = content[:_LONGEST_HEADER]
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    lines = head.decode(encoding, errors="replace").splitlines()
    return lines[0] if lines else ""
