"""Runs in a child process: an Excel 97-2003 workbook in, JSON out. The only module that imports xlrd."""

from __future__ import annotations

import io
import json
import math
import struct
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from inputs.files.file_kinds import MOST_SHEETS
from inputs.files.size_limits import LAST_COLUMN, LAST_ROW, MOST_CELLS, MOST_STRAY_CELLS
from inputs.files.text_runs import END, PLAIN, mark_of, rising
from inputs.files.workbook_values import NO_SAVED_RESULT, address
from inputs.files.xls_formulas import never_calculated
from inputs.files.xlsx_marks import MOST_MERGED_BLOCKS, NARROWEST_SEEN

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell as XlrdCell
    from xlrd.sheet import Rowinfo
    from xlrd.sheet import Sheet as XlrdSheet

_LOCKED = "Workbook is encrypted"  # the library's own words


def main() -> None:
    """Read a workbook from standard input and write its sheets, or why there are none, to standard output."""
    content = sys.stdin.buffer.read()
    sys.stdout.buffer.write(json.dumps(answer_to(content)).encode())


def answer_to(content: bytes) -> dict[str, Any]:
    """Give ``sheets``, in values that JSON can hold, or ``refused``: "locked" or "damaged"."""
    import xlrd  # noqa: PLC0415  (heavy for those who only import this module)

    try:
        book = xlrd.open_workbook(
            file_contents=content,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=io.StringIO(),
            ignore_workbook_corruption=True,  # some exports have faults in the OLE container; Excel reads them
        )
        if book.nsheets > MOST_SHEETS:
            return {"sheets": [{"cells": []}] * book.nsheets}
        unsaved = never_calculated(book.mem or b"", book.base, content)
        sheets = []
        left = MOST_CELLS
        for number in range(book.nsheets):
            sheets.append(_sheet(book, book.sheet_by_index(number), unsaved.get(number, frozenset()), left))
            left -= len(sheets[-1]["cells"])
            book.unload_sheet(number)
        return {"sheets": sheets}
    except xlrd.XLRDError as trouble:
        return {"refused": "locked" if str(trouble) == _LOCKED else "damaged"}
    except Exception:  # whatever a damaged file makes the library raise, it is damaged
        return {"refused": "damaged"}


def _sheet(book: Book, sheet: XlrdSheet, unsaved: frozenset[tuple[int, int]], most: int) -> dict[str, Any]:
    """One sheet within the limits, with at most ``most`` cells and one more; ``unsaved`` formulas have no value."""
    cells: list[list[Any]] = []
    stray: list[str] = []
    for row, column, cell in _filled(sheet):
        if row > LAST_ROW or column > LAST_COLUMN:
            stray.append(address(row, column))
            if len(stray) > MOST_STRAY_CELLS:
                break
        elif len(cells) <= most:  # one more than may be tells whoever reads this that there are too many
            is_unsaved = (row, column) in unsaved
            kind, value, form = ("trouble", NO_SAVED_RESULT, "") if is_unsaved else _value(book, cell)
            if kind == "text":
                value = _marked(book, value, sheet.rich_text_runlist_map.get((row - 1, column - 1), ()))
            if value != "":  # a formula that gives empty text leaves its cell blank
                cells.append([row, column, kind, value, form])
    merged = [[top + 1, left + 1, bottom, right] for top, bottom, left, right in sheet.merged_cells]
    return {
        "name": sheet.name,
        "hidden": bool(sheet.visibility),
        "from_1904": bool(book.datemode),
        "cells": cells,
        "stray": stray,
        "merged": merged[:MOST_MERGED_BLOCKS],
        "remarks": [[row + 1, column + 1, note.text] for (row, column), note in sheet.cell_note_map.items()],
        "hidden_rows": [row + 1 for row, about in sheet.rowinfo_map.items() if _is_unseen(about) and row < LAST_ROW],
        "hidden_columns": [
            column + 1
            for column, about in sheet.colinfo_map.items()
            if about.hidden or about.width < NARROWEST_SEEN * 256  # in 256ths of a character
        ],
    }


def _is_unseen(row: Rowinfo) -> bool:
    """Whether a row is hidden, or has next to no height, which is in twentieths of a point."""
    return bool(row.hidden) or (not row.has_default_height and row.height < NARROWEST_SEEN * 20)


def _mark_of_font(book: Book, number: int) -> str:
    """The mark of a font by its number in the workbook."""
    if not 0 <= number < len(book.font_list):
        return PLAIN
    font = book.font_list[number]
    return mark_of(font.escapement in {1, 2}, bool(font.struck_out))


def _marked(book: Book, text: str, runs: Sequence[tuple[int, int]]) -> str:
    """A text with its runs marked. Each run is the place of its first letter and the number of its font."""
    rising_runs = rising(runs)
    if not rising_runs:
        return text
    ends = [*(place for place, _ in rising_runs[1:]), len(text)]
    marked = (
        f"{_mark_of_font(book, font)}{text[place:end]}{END}"
        for (place, font), end in zip(rising_runs, ends, strict=True)
    )
    return text[: rising_runs[0][0]] + "".join(marked)


def _filled(sheet: XlrdSheet) -> Iterator[tuple[int, int, XlrdCell]]:
    """The cells that hold something, with row and column counted from 1."""
    import xlrd  # noqa: PLC0415

    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind not in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                yield row + 1, column + 1, sheet.cell(row, column)


def _value(book: Book, cell: XlrdCell) -> tuple[str, Any, str]:
    """Give the kind (text, number, truth, day, time, trouble), the value and the number format of a cell."""
    import xlrd  # noqa: PLC0415

    style = book.xf_list[cell.xf_index]
    font = _mark_of_font(book, style.font_index)
    number_format = ("" if font == PLAIN else font) + (book.format_map[style.format_key].format_str or "General")
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return "text", cell.value, number_format
        case xlrd.XL_CELL_ERROR:
            return "trouble", xlrd.error_text_from_code.get(cell.value, "#VALUE!"), number_format
        case xlrd.XL_CELL_BOOLEAN:
            return "truth", bool(cell.value), number_format
        case xlrd.XL_CELL_DATE if math.isfinite(cell.value):
            try:
                day = xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
            except (xlrd.xldate.XLDateError, ValueError, OverflowError, struct.error):
                return "trouble", "#VALUE!", number_format
            if 0 <= cell.value < 1:
                return "time", day.time().isoformat(), number_format
            return "day", day.isoformat(), number_format
    if not math.isfinite(cell.value):
        return "trouble", "#NUM!", number_format
    whole = cell.value.is_integer() and abs(cell.value) < 1e15
    return "number", int(cell.value) if whole else cell.value, number_format
