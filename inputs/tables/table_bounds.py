"""How far each table of a sheet may reach before it meets another one, whichever way round the other lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inputs.files.workbook_values import Cell
from inputs.headings.cell_values import typed
from inputs.headings.vocabulary import Heading
from inputs.intake import State
from inputs.tables.period_runs import Span
from inputs.tables.sheet_view import View, is_figure
from inputs.tables.table_geometry import Bounds

MOST_LINES_LOOKED_AT = 40  # under a run of periods for a figure: a list of children may hold thousands of runs


class Neighbours:
    """All runs of periods of a sheet, asked how far the table of one of them reaches."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = [span for span in spans if len(span.parts) > 1 or span.headed]
        self._tables = [span for span in spans if _is_table(span)]

    def bounds(self, span: Span) -> Bounds:
        """Let a table reach until the periods of another that lies the same way round, and short of any other."""
        reach = Bounds(1, span.view.last_line, 1, span.view.last_place)
        for other in self._spans:
            if other.view is span.view and other is not span:
                reach = _along(reach, span, other)
        for other in self._tables if _is_table(span) else ():
            if other.view is not span.view:
                reach = _short_of(reach, span, other)
            elif other is not span and span.view.turned:
                reach = _above_or_below(reach, span, other)
        return reach


def _along(reach: Bounds, span: Span, other: Span) -> Bounds:
    """Stop at other periods in the same line, or in a line further on or back."""
    if other.line == span.line and other.last < span.first:
        return replace(reach, first_place=max(reach.first_place, other.last + 1))
    if other.line == span.line and other.first > span.last:
        return replace(reach, last_place=min(reach.last_place, other.first - 1))
    if span.overlaps(other) and other.line > span.line + 2:
        return replace(reach, last_line=min(reach.last_line, other.line - 1))
    if span.overlaps(other) and other.line < span.line - 2:
        return replace(reach, first_line=max(reach.first_line, other.line + 1))
    return reach


def _above_or_below(reach: Bounds, span: Span, other: Span) -> Bounds:
    """Stop a table with months down at another one whose months stand in another column."""
    if other.line != span.line and other.last < span.first:
        return replace(reach, first_place=max(reach.first_place, _after_figures(other, _top_of(span, other))))
    if other.line != span.line and other.first > span.last:
        return replace(reach, last_place=min(reach.last_place, _top_of(other, span) - 1))
    return reach


def _short_of(reach: Bounds, span: Span, other: Span) -> Bounds:
    """Stop at a table that lies the other way round: one with months across and one with months down.

    They stand one under the other where rows of headings lie between the figures of the upper one and the lower one,
    or side by side with a blank column between them.
    """
    across, down = (other, span) if span.view.turned else (span, other)
    if down.line > across.last:
        return reach
    if down.first > across.line + 2:
        top = _top_of(down, across)
        if top == down.first:
            return reach  # figures of the one table stand straight above the other: it is no table of its own
        if span is down:
            return replace(reach, first_place=max(reach.first_place, _after_figures(across, top)))
        return replace(reach, last_line=min(reach.last_line, top - 1))
    if down.last < across.line:
        top = _top_of(across, down)
        if span is down:
            return replace(reach, last_place=min(reach.last_place, top - 1))
        return replace(reach, first_line=max(reach.first_line, top))
    column = _blank_column(across, down)
    if column and span is down:
        return replace(reach, last_line=min(reach.last_line, column - 1))
    return replace(reach, first_place=max(reach.first_place, column + 1))


def _is_table(span: Span) -> bool:
    """Whether periods head a table: several, or one behind a heading such as Measure or Month, with figures of theirs.

    Headings in several rows make short runs of periods down; those have no figures beside them.
    """
    view = span.view
    heading = view.meaning(view.filled(span.line, span.first - 1)).heading
    if len(span.parts) < 2 and heading not in {Heading.MEASURE, Heading.GROUP, Heading.PERIOD}:
        return False
    lines = (view.by_line.get(line, {}) for line in range(span.line + 1, span.line + 1 + MOST_LINES_LOOKED_AT))
    cells = (line.get(place) for line in lines for place in span.parts)
    return any(is_figure(cell) and view.part(cell) is None for cell in cells)


def _top_of(lower: Span, upper: Span) -> int:
    """Give the first row of the headings of the lower table: down from a blank row, or from the upper table."""
    row = lower.first - 1 if lower.view.turned else lower.line
    while _row(lower.view, row) and not _holds_figures(upper, row):
        row -= 1
    return row + 1


def _after_figures(upper: Span, row: int) -> int:
    """Give the first row that titles of the table below an upper one may stand in."""
    end = upper.last if upper.view.turned else upper.line
    while row - 1 > end and not _holds_figures(upper, row - 1):
        row -= 1
    return row


def _holds_figures(upper: Span, row: int) -> bool:
    """Whether a row belongs to the upper table: by its periods, or by figures or marks for them."""
    if upper.view.turned:
        return row <= upper.last or any(is_figure(cell) for cell in _row(upper.view, row))
    under = [cell for place in upper.parts if (cell := upper.view.cells.get((row, place))) is not None]
    return row <= upper.line or any(
        typed(cell).state not in {State.MISSING, State.UNREADABLE} or cell.trouble for cell in under
    )


def _row(view: View, row: int) -> list[Cell]:
    if view.turned:
        return [cells[row] for cells in view.by_line.values() if row in cells]
    return list(view.by_line.get(row, {}).values())


def _blank_column(across: Span, down: Span) -> int:
    """Give the blank column between a table with months down and one with months across to the right of it, or 0.

    Words stand right after it, as names of measures do; a blank column just before the months is no end of a table.
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
