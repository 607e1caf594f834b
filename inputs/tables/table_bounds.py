"""Works out how far each table of a sheet may reach before another begins, wide or long (transposed)."""

from __future__ import annotations

from collections.abc import Sequence

from inputs.files.workbook_values import Cell
from inputs.headings.cell_values import read_value
from inputs.headings.meaning import Heading
from inputs.intake import State
from inputs.tables.period_runs import PeriodRun
from inputs.tables.sheet_view import SheetView, is_figure
from inputs.tables.table_geometry import Bounds

MOST_LINES_LOOKED_AT = 40  # below a run of periods, for a figure: a list of children may have thousands of runs


class NeighbouringTables:
    """The runs of period headings of a sheet, each of which may head a table."""

    def __init__(self, runs: Sequence[PeriodRun]) -> None:
        self._runs = [run for run in runs if len(run.headings) > 1 or run.headed]
        self._tables = [run for run in runs if _is_table(run)]

    def bounds(self, run: PeriodRun) -> Bounds:
        """The cell range of the table of a run, up to the other tables of the same view and of the other."""
        reach = Bounds(1, run.view.last_line, 1, run.view.last_place)
        for other in self._runs:
            if other.view is run.view and other is not run:
                reach = _along(reach, run, other)
        for other in self._tables if _is_table(run) else ():
            if other.view is not run.view:
                reach = _short_of(reach, run, other)
            elif other is not run and run.view.transposed:
                reach = _above_or_below(reach, run, other)
        return reach


def _along(reach: Bounds, run: PeriodRun, other: PeriodRun) -> Bounds:
    """Stop at another run of the same view: in the same line, or in a line before or after."""
    if other.line == run.line and other.last < run.first:
        return reach._replace(first_place=max(reach.first_place, other.last + 1))
    if other.line == run.line and other.first > run.last:
        return reach._replace(last_place=min(reach.last_place, other.first - 1))
    if run.overlaps(other) and other.line > run.line + 2:
        return reach._replace(last_line=min(reach.last_line, other.line - 1))
    if run.overlaps(other) and other.line < run.line - 2:
        return reach._replace(first_line=max(reach.first_line, other.line + 1))
    return reach


def _above_or_below(reach: Bounds, run: PeriodRun, other: PeriodRun) -> Bounds:
    """Stop a table with months in a column at another such table above or below it."""
    if other.line != run.line and other.last < run.first:
        return reach._replace(first_place=max(reach.first_place, _after_figures(other, _top_of(run, other))))
    if other.line != run.line and other.first > run.last:
        return reach._replace(last_place=min(reach.last_place, _top_of(other, run) - 1))
    return reach


def _short_of(reach: Bounds, run: PeriodRun, other: PeriodRun) -> Bounds:
    """Stop at a table of the other view: ``across`` has its months in a row, ``down`` in a column.

    They stand one below the other, where header rows lie between the figures of the upper one and the lower one, or
    side by side with a blank column between them.
    """
    across, down = (other, run) if run.view.transposed else (run, other)
    if down.line > across.last:
        return reach
    if down.first > across.line + 2:
        top = _top_of(down, across)
        if top == down.first:
            return reach  # figures stand straight above the other run: it is no table of its own
        if run is down:
            return reach._replace(first_place=max(reach.first_place, _after_figures(across, top)))
        return reach._replace(last_line=min(reach.last_line, top - 1))
    if down.last < across.line:
        top = _top_of(across, down)
        if run is down:
            return reach._replace(last_place=min(reach.last_place, top - 1))
        return reach._replace(first_line=max(reach.first_line, top))
    column = _blank_column(across, down)
    if column and run is down:
        return reach._replace(last_line=min(reach.last_line, column - 1))
    return reach._replace(first_place=max(reach.first_place, column + 1))


def _is_table(run: PeriodRun) -> bool:
    """Whether a run heads a table: two or more periods, or one after a heading such as Measure, with figures below.

    Several header rows make short runs in the other view, without figures beside them.
    """
    view = run.view
    heading = view.meaning(view.filled(run.line, run.first - 1)).heading
    if len(run.headings) < 2 and heading not in {Heading.MEASURE, Heading.GROUP, Heading.PERIOD}:
        return False
    lines = (view.by_line.get(line, {}) for line in range(run.line + 1, run.line + 1 + MOST_LINES_LOOKED_AT))
    cells = (line.get(place) for line in lines for place in run.headings)
    return any(is_figure(cell) and view.period(cell) is None for cell in cells)


def _top_of(lower: PeriodRun, upper: PeriodRun) -> int:
    """The first header row of the lower table: below a blank row, or below the upper table."""
    row = lower.first - 1 if lower.view.transposed else lower.line
    while _row(lower.view, row) and not _holds_figures(upper, row):
        row -= 1
    return row + 1


def _after_figures(upper: PeriodRun, row: int) -> int:
    """The first row after the figures of the upper table, where the title of the lower one may stand."""
    end = upper.last if upper.view.transposed else upper.line
    while row - 1 > end and not _holds_figures(upper, row - 1):
        row -= 1
    return row


def _holds_figures(upper: PeriodRun, row: int) -> bool:
    """Whether a row belongs to the upper table: it has its periods, figures, or marks in place of figures."""
    if upper.view.transposed:
        return row <= upper.last or any(is_figure(cell) for cell in _row(upper.view, row))
    under = [cell for place in upper.headings if (cell := upper.view.cells.get((row, place))) is not None]
    return row <= upper.line or any(
        read_value(cell).state not in {State.MISSING, State.UNREADABLE} or cell.trouble for cell in under
    )


def _row(view: SheetView, row: int) -> list[Cell]:
    if view.transposed:
        return [cells[row] for cells in view.by_line.values() if row in cells]
    return list(view.by_line.get(row, {}).values())


def _blank_column(across: PeriodRun, down: PeriodRun) -> int:
    """The blank column between a table with months in a column and one with months in a row to the right of it, or 0.

    Names of measures stand right after it; a blank column right before the months is part of the table.
    """
    if not (down.line < across.first and down.last > across.line):
        return 0
    first, last = min(across.line, down.first - 1), down.last
    columns = down.view.by_line
    for column in range(across.first - 2, down.line, -1):
        used = any(first <= row <= last for row in columns.get(column, {}))
        if not used and any(cell.text for row, cell in columns.get(column + 1, {}).items() if row >= across.line):
            return column
    return 0
