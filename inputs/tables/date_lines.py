"""Tells a date above or below a table, such as that of the data or of a meeting, from the heading of a column."""

from __future__ import annotations

from collections.abc import Set
from itertools import takewhile

from inputs.headings.cell_values import read_value
from inputs.headings.stated_periods import is_of_another_date
from inputs.intake import State
from inputs.tables.sheet_view import is_figure
from inputs.tables.table_geometry import Table


def is_date_line(table: Table) -> bool:
    """Whether the one period of a table is that of a title: names stand under it, and no figures.

    Where months would go down, nothing of use stands beside it.
    """
    view, line, place = table.view, table.run.line, table.run.first
    if len(table.run.headings) > 1:
        return False
    if _is_of_whole_table(table):
        return True
    own = [cell for cell in table.figure_cells(place) if cell.value is not None or cell.trouble]
    before_figures = takewhile(lambda cell: not is_figure(cell) or view.period(cell), own)
    if any(view.period(cell) for cell in before_figures):
        return True  # the period below it is the heading
    if any(cell.trouble or read_value(cell).state is not State.UNREADABLE for cell in own):
        return False
    merged = view.filled(line, place + 1) is view.cells[line, place]
    return not merged if view.transposed else any(view.meaning(cell).known for cell in own)


def has_figures_of_its_own(table: Table, taken: Set[tuple[int, int]]) -> bool:
    """Whether figures that no other table has stand under a lone period; over another table it is a date line.

    ``taken`` are the spots, (row, column), of tables already read.
    """
    if len(table.run.headings) > 1:
        return True
    first, view = table.run.first, table.view
    filled = [cell for line in table.figure_lines if (cell := view.cells.get((line, first))) is not None]
    named = any(view.meaning(cell).items or not view.meaning(cell).known for cell in filled if cell.text)
    sections = all(len(view.by_line[line]) == 1 for line in table.figure_lines if (line, first) in view.cells)
    if filled and named and sections and not any(is_figure(cell) for cell in filled):
        return False  # the titles of sections, such as Placement stability
    under = [view.oriented(line, first) for line in table.figure_lines]
    return not under or any(spot not in taken for spot in under)


def _is_of_whole_table(table: Table) -> bool:
    """Whether a lone period is that of a meeting, by the label before it, or of columns on both sides of it."""
    view, line, place = table.view, table.run.line, table.run.first
    if view.transposed:
        return False
    label = view.cells.get((line, place - 1)) if len(view.by_line[line]) == 2 else None
    if label is not None and is_of_another_date(label.text) and not view.meaning(label).known:
        return True
    before = (view.cells.get((naming, other)) for naming in table.naming_lines for other in table.label_places)
    return any(one.role and not one.items for one in map(view.meaning, before))
