"""Reads the tables of an extract, from CSV files and from the sheets of workbooks. Every cell stays a text for now."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

import pandas as pd

from inputs.careers import RecordFile
from inputs.files.workbook_values import Cell, Sheet
from inputs.files.zip_package import Refused
from inputs.records.record_cells import ids
from inputs.records.record_headings import delimiter_of, header_of_sheet
from inputs.records.record_layouts import TableLayout

FIRST_ROW = 2  # of the records in a file, as a person counts them: the headings are row 1
_NAMING = ("child", "stay", "place")  # columns by which a row is known to be of a child
_RAGGED = "A row of this table has more values than there are headings, or holds letters that cannot be read."
_SAVE_AGAIN = "Extract the table again as CSV UTF-8, or take it out of the folder, and run again."


class RawTable(NamedTuple):
    """A table of an extract as texts, under our names of its columns, and where it was read."""

    layout: TableLayout
    file: RecordFile
    texts: pd.DataFrame


def table_of_csv(content: bytes, name: str, stem: str, layout: TableLayout) -> RawTable:
    """The table in a CSV file. Raises ``Refused`` for one whose letters or rows cannot be told."""
    encoding = _encoding(content)
    options = {"dtype": "str", "keep_default_na": False, "encoding": encoding, "sep": delimiter_of(content)}
    try:
        every = pd.read_csv(io.BytesIO(content), skipinitialspace=True, **options)
    except (pd.errors.ParserError, UnicodeDecodeError, ValueError):
        raise Refused("unreadable-text", _RAGGED, _SAVE_AGAIN) from None
    if not isinstance(every.index, pd.RangeIndex):  # the first row is the longer one, and was taken for an index
        raise Refused("unreadable-text", _RAGGED, _SAVE_AGAIN)
    columns = layout.columns_in(every.columns)
    texts = every[list(columns.values())].set_axis(list(columns), axis=1)
    return raw_table(layout, texts, name, sha256(content).hexdigest(), stem)


def table_of_sheet(sheet: Sheet, name: str, digest: str, layout: TableLayout) -> RawTable:
    """The table on a sheet whose header row was found."""
    row, headings = header_of_sheet(sheet)
    columns = layout.columns_in(headings)
    places = {ours: headings[theirs] for ours, theirs in columns.items()}
    below = {number: cells for number, cells in sheet.rows.items() if number > row}
    rows = [dict(_texts(cells, places, sheet)) for cells in below.values()]
    texts = pd.DataFrame(rows, index=[number - FIRST_ROW for number in below], columns=list(places), dtype="str")
    texts = texts.fillna("")
    return raw_table(layout, texts, name, digest, sheet.name)


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


def raw_table(layout: TableLayout, texts: pd.DataFrame, name: str, digest: str, sheet: str) -> RawTable:
    """The table without rows that name no child; its index is the row in the file, less ``FIRST_ROW``."""
    named = {column: ids(texts[column]) for column in _NAMING if column in texts}
    texts = texts.assign(**named)
    texts = texts[pd.DataFrame(named).ne("").any(axis=1)]
    return RawTable(layout, RecordFile(name, digest, sheet, len(texts)), texts)


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
