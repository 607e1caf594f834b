"""Reads the tables of an extract, from CSV files and from the sheets of workbooks. Every cell stays a text for now.

A column is kept as each different text once, and a small number for each row, so that what follows is worked out once
for each text. Columns that are not needed are read all the same: else pandas would not tell of a row that is too long.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

import pandas as pd

from inputs.careers import RecordFile
from inputs.files.workbook_values import Cell, Sheet
from inputs.files.zip_package import Refused
from inputs.records.record_cells import Texts, texts_of
from inputs.records.record_headings import delimiter_of, header_of_sheet, rows_of_list
from inputs.records.record_layouts import TableLayout

FIRST_ROW = 2  # of the records in a file, as a person counts them: the headings are row 1
_RAGGED = "A row of this table has more values than there are headings, or holds letters that cannot be read."
_SAVE_AGAIN = "Extract the table again as CSV UTF-8, or take it out of the folder, and run again."


class RawTable(NamedTuple):
    """A table of an extract as texts, under our names of its columns, and where it was read.

    ``headings`` are the names of its columns as they stand there, by ours. ``lines`` are the rows of the file, less
    ``FIRST_ROW``.
    """

    layout: TableLayout
    file: RecordFile
    texts: dict[str, Texts]
    headings: Mapping[str, str]
    lines: Sequence[int]


def table_of_csv(content: bytes, name: str, digest: str, stem: str, layout: TableLayout) -> RawTable:
    """The table in a CSV file. Raises ``Refused`` for one whose letters or rows cannot be told."""
    options = {"dtype": "object", "na_filter": False, "skipinitialspace": True, "low_memory": False}
    try:
        every = pd.read_csv(io.BytesIO(content), encoding=_encoding(content), sep=delimiter_of(content), **options)
    except (pd.errors.ParserError, UnicodeDecodeError, ValueError):
        raise Refused("unreadable-text", _RAGGED, _SAVE_AGAIN) from None
    if not isinstance(every.index, pd.RangeIndex):  # the first row is the longer one, and was taken for an index
        raise Refused("unreadable-text", _RAGGED, _SAVE_AGAIN)
    headings = layout.columns_in(every.columns)
    texts = {ours: texts_of(every[theirs]) for ours, theirs in headings.items()}
    return RawTable(layout, RecordFile(name, digest, stem, len(every)), texts, headings, range(len(every)))


def table_of_sheet(sheet: Sheet, name: str, digest: str, layout: TableLayout) -> RawTable:
    """The table on a sheet whose header row was found."""
    _, headings = header_of_sheet(sheet)
    columns = layout.columns_in(headings)
    places = {ours: headings[theirs] for ours, theirs in columns.items()}
    below = {number: sheet.rows[number] for number in rows_of_list(sheet)}
    rows = [dict(_texts(cells, places, sheet)) for cells in below.values()]
    file = RecordFile(name, digest, sheet.name, len(rows))
    return table_of_rows(layout, rows, file, columns, [number - FIRST_ROW for number in below])


def table_of_rows(
    layout: TableLayout,
    rows: Sequence[dict[str, str]],
    file: RecordFile,
    headings: Mapping[str, str],
    lines: Sequence[int],
) -> RawTable:
    """The table that rows of texts make, each under our names of columns; one that a row lacks is blank there."""
    texts = {ours: texts_of(pd.Series([row.get(ours, "") for row in rows], dtype="object")) for ours in headings}
    return RawTable(layout, file, texts, headings, lines)


def _texts(cells: object, places: dict[str, int], sheet: Sheet) -> Iterator[tuple[str, str]]:
    for ours, column in places.items():
        cell = cells.get(column)  # type: ignore[attr-defined]
        if cell is not None:
            yield ours, _text(cell, sheet)


def _text(cell: Cell, sheet: Sheet) -> str:
    value = sheet.day_value(cell)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return "" if value is None else str(value)


def _encoding(content: bytes) -> str:
    if content.isascii():
        return "ascii"
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
