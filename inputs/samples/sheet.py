"""A worksheet before it meets Excel: cells with their looks, kept plain so that the laying out can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

Value = str | int | float | date
NOTICE = "Sample data, not real children"


@dataclass(frozen=True, slots=True)
class Look:
    """How one cell looks. Colours are six hex digits, "" for none; ``edge`` is "", "thin" or "medium"."""

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
        """This look with some of it changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(slots=True)
class SampleSheet:
    """One worksheet being laid out. Rows and columns count from 1; widths are in characters, heights in points.

    Printed, it is one page wide and ``pages`` long (0 for as many as it takes), portrait where ``upright``.
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
        """Write one value over a block of cells, all of them with its look."""
        for row in range(top, bottom + 1):
            self.across(row, left, [None] * (right - left + 1), look)
        self.put(top, left, value, look)
        self.merged.append((top, left, bottom, right))

    def lines(self, row: int, column: int, lines: Sequence[tuple[str, Look]]) -> None:
        """Write lines of text one under the other, as a title block or a footer; "" leaves a row blank."""
        for step, (text, look) in enumerate(lines):
            self.put(row + step, column, text or None, look)


@dataclass(frozen=True, slots=True)
class SampleBook:
    """A workbook to be: its file name and its sheets in order."""

    name: str
    sheets: tuple[SampleSheet, ...]
