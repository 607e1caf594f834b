"""Fills in a reading sheet elsewhere than in Excel: its rows and lists as data, and the same file with answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from inputs.blank.fixed_dates import with_fixed_dates
from inputs.reading_sheet.columns import ANSWERS, HEADINGS_ROW, LISTS, SHEET, Column

_MADE = datetime(2000, 1, 1)


def questions_of(content: bytes) -> dict[str, Any]:
    """The ``rows`` of a sheet that we wrote, each with its number as ``row`` and its texts by heading, and ``choices``.

    ``choices`` are the answers to choose from, by the heading of their column.
    """
    book = load_workbook(BytesIO(content), read_only=True)
    rows = [
        {"row": number, **{column.heading: str(cell or "") for column, cell in zip(Column, cells, strict=False)}}
        for number, cells in enumerate(
            book[SHEET].iter_rows(min_row=HEADINGS_ROW + 1, values_only=True), start=HEADINGS_ROW + 1
        )
    ]
    columns = zip(*book[LISTS].iter_rows(values_only=True), strict=True)
    return {"rows": rows, "choices": {str(heading): [str(one) for one in texts if one] for heading, *texts in columns}}


def filled_in(content: bytes, answers: Mapping[int, Mapping[str, str]]) -> bytes:
    """The sheet with answers typed into its rows, by the heading of their column; "" empties a cell.

    Only columns that are there to be answered are written to.
    """
    book = load_workbook(BytesIO(content))
    page, by_heading = book[SHEET], {column.heading: column for column in ANSWERS}
    for row, given in answers.items():
        for heading, text in given.items():
            if heading in by_heading and row > HEADINGS_ROW:
                cell = page.cell(row, by_heading[heading].number)
                cell.value = text or None
                cell.data_type = "s" if text else "n"  # never a formula
    saved = BytesIO()
    book.save(saved)
    return with_fixed_dates(saved, _MADE)
