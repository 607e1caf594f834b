"""Finds the notes under a table: the texts below its last figures, up to another table."""

from __future__ import annotations

from inputs.files.workbook_values import Cell
from inputs.tables.sheet_view import is_figure
from inputs.tables.table_geometry import NAMING, Table

MOST_NOTES = 40  # rows below a table that are read as its notes


def rows_of_figures(table: Table) -> tuple[int, int]:
    """The first and the last row of the sheet with figures of a table."""
    places = table.timeline.period_by_place
    cells = table.view.cells
    filled = [(line, place) for line in table.figure_lines for place in places if is_figure(cells.get((line, place)))]
    if table.view.transposed:
        rows = [place for _, place in filled] or list(places)
    else:
        rows = [line for line, _ in filled] or [table.run.line]
    return min(rows), max(rows)


def notes_below(table: Table) -> list[Cell]:
    """The text cells under a table, in order."""
    _, bottom = rows_of_figures(table)
    rows = table.view.sheet.rows
    columns = table.lines if table.view.transposed else table.all_places
    notes: list[Cell] = []
    for row in range(bottom + 1, bottom + 1 + MOST_NOTES):
        cells = rows.get(row)
        if not cells:
            continue
        if sum(is_figure(cells.get(column)) for column in columns) > 1 or _heads_another(table, row):
            break  # another table; one figure may be a target
        notes += [cell for cell in cells.values() if cell.text]
    return notes


def _heads_another(table: Table, row: int) -> bool:
    """Whether a row below heads another table: it has the heading Measure, or a figure straight below."""
    rows = table.view.sheet.rows
    cells = rows.get(row, {})
    named = any(table.view.meaning(cell).heading in NAMING for cell in cells.values())
    below = any(cell.text and is_figure(rows.get(row + 1, {}).get(column)) for column, cell in cells.items())
    return (len(cells) > 1 and named) or (below and not any(map(is_figure, cells.values())))
