"""The data model of a workbook as read: sheets, cells and addresses, the same for every file format and library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

Value = str | int | float | bool | datetime | date | time | timedelta | None
NO_SAVED_RESULT = "no saved result"
STRUCK_OUT, RAISED_ONLY = "struck out", "raised"
DAYS_TO_1904 = 1462  # by which the serial number of a day is smaller in the 1904 date system than in the 1900 one
FIRST_DAY_LEFT, LAST_DAY_LEFT = 35_064, 71_588  # 1 January 2000 and 31 December 2099, in the 1904 date system


@cache
def column_letters(column: int) -> str:
    """The letters of a column, counted from 1: 1 is A, 28 is AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """A cell's address, such as F18, from its row and column counted from 1."""
    return f"{column_letters(column)}{row}"


class Cell(NamedTuple):
    """One cell that is not empty. Rows and columns are counted from 1.

    ``number_format`` is the format code of the workbook, such as ``0.0%``. ``trouble`` is "" or why ``value`` is None:
    an error value such as ``#REF!``, ``NO_SAVED_RESULT`` for a formula that was never calculated, ``STRUCK_OUT``, or
    ``RAISED_ONLY`` for a number set as the mark of a note is. ``part_struck``: some of its text was struck out, and is
    not in ``value``.
    """

    row: int
    column: int
    value: Value
    number_format: str = "General"
    trouble: str = ""
    part_struck: bool = False

    @property
    def address(self) -> str:
        """Its address on the sheet, such as F18."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """The text of a text cell on one line, white space collapsed; "" for any other."""
        return " ".join(self.value.split()) if isinstance(self.value, str) else ""


class CellRange(NamedTuple):
    """A rectangular range of cells, such as a merged one; both ends are included."""

    top: int
    left: int
    bottom: int
    right: int

    def places(self, last_row: int, last_column: int) -> Iterator[tuple[int, int]]:
        """Every (row, column) of the range up to the last row and column given."""
        for row in range(self.top, min(self.bottom, last_row) + 1):
            for column in range(self.left, min(self.right, last_column) + 1):
                yield row, column


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the cells that are not empty, by (row, column), and what is merged or hidden.

    ``from_1904`` means that the workbook uses the 1904 date system, as those from an old Macintosh do. ``remarks`` are
    the comments on cells, by (row, column); ``page_lines`` what text boxes and the header of the printed page say.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    hidden: bool = False
    merged: tuple[CellRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    from_1904: bool = False
    remarks: Mapping[tuple[int, int], str] = field(default_factory=dict)
    page_lines: tuple[str, ...] = ()
    _rows: dict[int, dict[int, Cell]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _texts: dict[int, dict[int, str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def rows(self) -> Mapping[int, Mapping[int, Cell]]:
        """The cells by row, then by column, in order; sorted once, when first asked for."""
        if not self._rows:
            for (row, column), cell in sorted(self.cells.items()):
                self._rows.setdefault(row, {})[column] = cell
        return self._rows

    @property
    def texts(self) -> Mapping[int, Mapping[int, str]]:
        """The texts that are not blank, on one line each, by row, then by column, in order."""
        if not self._texts:
            for row, cells in self.rows.items():
                texts = {column: text for column, cell in cells.items() if (text := cell.text)}
                if texts:
                    self._texts[row] = texts
        return self._texts

    def beside(self, cell: Cell) -> Value:
        """The value of the next cell of a row, as a date stands after its label."""
        after = self.cells.get((cell.row, cell.column + 1))
        return after.value if after is not None else None

    def day_value(self, cell: Cell) -> Value:
        """The value of a cell. In the 1904 date system, a number that may be the serial number of a day is converted.

        The result is then a serial number of the 1900 date system, which the other workbooks use.
        """
        value = cell.value
        if not self.from_1904:
            return value
        if isinstance(value, str) and len(value) == 5 and value.isascii() and value.isdecimal():
            value = int(value)
        if isinstance(value, int | float) and FIRST_DAY_LEFT <= value <= LAST_DAY_LEFT:
            return value + DAYS_TO_1904
        return value


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as read: its file name made printable, the SHA-256 of the file in hexadecimal, its sheets in order."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...] = ()
