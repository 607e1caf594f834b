"""Finds the notes under a table: the texts below its last figures, up to another table."""

from __future__ import annotations

from inputs.files.workbook_values import Cell
from inputs.headings.note_words import says_of_which
from inputs.tables.heading_meanings import NAMING
from inputs.tables.sheet_view import is_figure
from inputs.tables.table_geometry import Table

MOST_NOTES = 40  # rows below a table that are read as its notes


def notes_below(table: Table) -> list[Cell]:
    """The text cells under a table, in order, without the titles of another one below it."""
    _, bottom = table.rows_of_figures
    rows = table.view.sheet.rows
    columns = table.lines if table.view.transposed else table.all_places
    notes: list[Cell] = []
    for row in range(bottom + 1, bottom + 1 + MOST_NOTES):
        cells = rows.get(row)
        if not cells:
            continue
        # Another table begins here; one figure may be a target.
        if sum(is_figure(cells.get(column)) for column in columns) > 1 or _heads_another(table, row):
            title = _first_of_block(table, row)
            of_its_own = range(title, row) if title > bottom + 1 else ()  # with a blank row above them
            return [cell for cell in notes if cell.row not in of_its_own or says_of_which(cell.text)]
        notes += [cell for cell in cells.values() if cell.text]
    return notes


def _first_of_block(table: Table, row: int) -> int:
    """The first of the rows above a row, and of it, that no blank row parts from it, with the title above them."""
    rows = table.view.sheet.rows
    while rows.get(row - 1):
        row -= 1
    titled = len(rows.get(row - 2, {})) == 1 and not rows.get(row - 3)  # a title, a blank row, headings
    return row - 2 if titled else row


def notes_at_foot(table: Table) -> tuple[list[Cell], list[Cell]]:
    """The text cells under the last figures of the sheet, where other tables stand between them and this one.

    With them the texts right above those figures: the title and the headings of the last table.
    """
    rows = table.view.sheet.rows
    last = next((row for row in sorted(rows, reverse=True) if any(map(is_figure, rows[row].values()))), 0)
    _, bottom = table.rows_of_figures
    under = range(last + 1, last + 1 + MOST_NOTES) if last > bottom else range(0)
    own = {cell.row for cell in notes_below(table)}
    notes = [cell for row in under if row not in own for cell in rows.get(row, {}).values() if cell.text]
    block = range(_first_of_block(table, last), last) if notes else range(0)
    above = (rows[row].values() for row in block if not any(map(is_figure, rows[row].values())))
    return notes, [cell for cells in above for cell in cells if cell.text]


def _heads_another(table: Table, row: int) -> bool:
    """Whether a row below heads another table: it has the heading Measure, or a figure straight below."""
    rows = table.view.sheet.rows
    cells = rows.get(row, {})
    named = any(table.view.meaning(cell).heading in NAMING for cell in cells.values())
    below = any(cell.text and is_figure(rows.get(row + 1, {}).get(column)) for column, cell in cells.items())
    return (len(cells) > 1 and named) or (below and not any(map(is_figure, cells.values())))
