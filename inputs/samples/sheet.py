"""A worksheet before openpyxl writes it: values with their formatting, and the CSV files that some are read from."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

Value = str | int | float | date
NOTICE = "Sample data, not real children"
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Look:
    """The formatting of one cell.

    Colours (``ink``, ``fill``) are six hex digits, "" for none; ``form`` is a number format; ``edge`` is the border:
    "", "thin" or "medium"; ``across`` and ``upright`` are the horizontal and the vertical alignment.
    """

    font: str = "Calibri"
    size: float = 11
    bold: bool = False
    italic: bool = False
    ink: str = "000000"
    fill: str = ""
    across: str = ""
    upright: str = "center"
    wrap: bool = False
    form: str = "General"
    edge: str = ""
    indent: int = 0

    def but(self, **changes: str | float | bool | int) -> Look:
        """A copy with these fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(slots=True)
class SampleSheet:
    """One worksheet being laid out. Rows and columns count from 1; widths are in characters, heights in points.

    ``merged`` and ``filtered`` hold ranges as (top, left, bottom, right); ``freeze`` is the (row, column) of the first
    cell that scrolls; ``tab`` the colour of the sheet's tab, "" for none. In print it is one page wide and ``pages``
    long (0 for as many as it takes), portrait where ``upright``.
    """

    name: str
    cells: dict[tuple[int, int], tuple[Value | None, Look]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    freeze: tuple[int, int] | None = None
    filtered: tuple[int, int, int, int] | None = None
    hidden: bool = False
    upright: bool = False
    pages: int = 1
    gridlines: bool = True
    tab: str = ""

    def put(self, row: int, column: int, value: Value | None, look: Look) -> None:
        """Write one cell; None keeps the look and leaves it blank."""
        self.cells[row, column] = (value, look)

    def across(self, row: int, column: int, values: Sequence[Value | None], look: Look) -> None:
        """Write a run of cells to the right."""
        for step, value in enumerate(values):
            self.put(row, column + step, value, look)

    def down(self, row: int, column: int, values: Sequence[Value | None], look: Look) -> None:
        """Write a run of cells downwards."""
        for step, value in enumerate(values):
            self.put(row + step, column, value, look)

    def merge(self, top: int, left: int, bottom: int, right: int, value: Value, look: Look) -> None:
        """Merge a range of cells, all with one look, and write a value into it."""
        for row in range(top, bottom + 1):
            self.across(row, left, [None] * (right - left + 1), look)
        self.put(top, left, value, look)
        self.merged.append((top, left, bottom, right))

    def lines(self, row: int, column: int, lines: Sequence[tuple[str, Look]]) -> None:
        """Write lines of text downwards, each with its own look; "" leaves a row blank."""
        for step, (text, look) in enumerate(lines):
            self.put(row + step, column, text or None, look)


@dataclass(frozen=True, slots=True)
class SampleBook:
    """A workbook before it is written: its file name and its sheets in order."""

    name: str
    sheets: tuple[SampleSheet, ...]


def read_csv(name: str) -> list[list[Value | None]]:
    """The rows of a CSV file of this folder, headings included: an ISO date as a date, an empty field as None."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return [
            [date.fromisoformat(v) if _ISO_DATE.fullmatch(v) else v or None for v in row] for row in csv.reader(file)
        ]
