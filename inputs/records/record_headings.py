"""Tells from its headings whether a file or a sheet is a table of an extract. It loads nothing large."""

from __future__ import annotations

import csv
from itertools import islice

from inputs.files.workbook_values import Sheet
from inputs.records.record_layouts import TableLayout, known_table

_LONGEST_HEADER = 16_384  # bytes of the first line of a table
_LAST_HEADER_ROW = 3  # a title may stand above the headings of a sheet
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

    Tables of figures may stand below a list, or beside it: such a sheet is read as a return.
    """
    row, headings = header_of_sheet(sheet)
    below = [number for number in sheet.rows if number > row]
    if not row or not below or below != list(range(row + 1, row + 1 + len(below))):
        return None
    first, last = min(headings.values()), max(headings.values())
    alone = all(first <= column <= last for number in (row, *below) for column in sheet.rows[number])
    return known_table(headings) if alone and len(sheet.texts[row]) == last - first + 1 else None


def has_rows(content: bytes) -> bool:
    """Whether a CSV file has anything below its first line."""
    return bool(content.partition(b"\n")[2].strip())


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
