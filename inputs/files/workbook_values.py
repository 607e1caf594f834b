"""A workbook as plain values: sheets, cells and their addresses, with nothing of any library in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache

Value = str | int | float | bool | datetime | date | time | timedelta | None


@cache
def column_letters(column: int) -> str:
    """Give the letters of a column counted from 1: 1 is A, 28 is AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Give a cell's address, such as F18, from its row and column counted from 1."""
    return f"{column_letters(column)}{row}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something.

    ``number_format`` is the workbook's own code, such as ``0.0%``. ``trouble`` is "" or why there is no value:
    an error as the sheet shows it, such as ``#REF!``, or ``no saved result`` for a formula never calculated.
    """

    row: int
    column: int
    value: Value
    number_format: str = "General"
    trouble: str = ""

    @property
    def address(self) -> str:
        """Where it is on its sheet, such as F18."""
        return address(self.row, self.column)

    @property
    def text(self) -> str:
        """The words of a text cell on one line, or "" for any other."""
        return " ".join(self.value.split()) if isinstance(self.value, str) else ""


NO_SAVED_RESULT = "no saved result"

DAYS_TO_1904 = 1462
FIRST_DAY_LEFT, LAST_DAY_LEFT = 35_064, 71_588  # 1 January 2000 and 31 December 2099, counted from 1904


@dataclass(frozen=True, slots=True)
class CellRange:
    """A block of cells, such as merged ones; its edges belong to it."""

    top: int
    left: int
    bottom: int
    right: int

    def places(self, last_row: int, last_column: int) -> Iterator[tuple[int, int]]:
        """Give every (row, column) of the block that lies within the used part of the sheet."""
        for row in range(self.top, min(self.bottom, last_row) + 1):
            for column in range(self.left, min(self.right, last_column) + 1):
                yield row, column


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells by (row, column), only those that hold something, and how it is shown.

    ``from_1904`` says that its workbook counts days from 1904, as those first made on an old Macintosh do.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    hidden: bool = False
    merged: tuple[CellRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    from_1904: bool = False
    _rows: dict[int, dict[int, Cell]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def rows(self) -> Mapping[int, Mapping[int, Cell]]:
        """The cells by row and column, from the top and from the left; put in order once, when first asked for."""
        if not self._rows:
            for (row, column), cell in sorted(self.cells.items()):
                self._rows.setdefault(row, {})[column] = cell
        return self._rows

    def day_value(self, cell: Cell) -> Value:
        """Give the value of a cell which may be a day left as a number, counted as most workbooks count days.

        A workbook that counts them from 1904 has the same day at a number less by four years and a day.
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
    """A workbook as found: its file name made printable, the SHA-256 of its bytes and its sheets in order."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...] = field(default=())
