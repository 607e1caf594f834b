"""Finds the texts that head a table: those in the rows above it, and those between its rows of headings."""

from __future__ import annotations

from collections.abc import Iterator, Set

from inputs.files.workbook_values import Cell
from inputs.tables.sheet_view import SheetView, is_figure

MOST_HEADING_LINES = 10
_OF_A_TILE = 1  # one figure after its name, such as 405 children in care, stands above a table and begins none


def cells_above(view: SheetView, row: int, first: int, last: int) -> list[Cell]:
    """The cells of the rows above a table, nearest first, up to the figures of another one.

    ``first`` and ``last`` are its columns. Cells to the left of them count where no cell stands straight above it.
    """
    above: list[Cell] = []
    for before in range(row - 1, max(0, row - 1 - MOST_HEADING_LINES), -1):
        cells = [cell for cell in view.sheet.rows.get(before, {}).values() if cell.column <= last]
        if sum(is_figure(cell) and view.period(cell) is None for cell in cells) > _OF_A_TILE:
            break
        above += cells
    return [cell for cell in above if cell.column >= first] or above


def cells_between(view: SheetView, headings: Set[int], last: int) -> Iterator[Cell]:
    """The cells alone in a row between rows of headings, as England is between 2023/24, or a date, and the months.

    ``last`` is the last of those rows.
    """
    for line in range(last - 1, min(headings), -1):
        if line not in headings and len(cells := view.by_line.get(line, {})) == 1:
            yield from cells.values()
