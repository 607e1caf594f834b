"""How far each table of a sheet may reach before it meets another one, whichever way round the other lies."""

from __future__ import annotations

from collections.abc import Sequence

from inputs.intake import State
from inputs.layout import Bounds
from inputs.recognise import Heading
from inputs.spans import Span
from inputs.values import typed


def bounds(span: Span, spans: Sequence[Span]) -> Bounds:
    """Let a table reach until the periods of another table that lies the same way round, and short of any other."""
    view = span.view
    first_line, last_line, first_place, last_place = 1, view.last_line, 1, view.last_place
    for other in spans:
        if other.view is not view or other is span or not (len(other.parts) > 1 or other.headed):
            continue
        if other.line == span.line and other.last < span.first:
            first_place = max(first_place, other.last + 1)
        elif other.line == span.line and other.first > span.last:
            last_place = min(last_place, other.first - 1)
        elif span.overlaps(other) and other.line > span.line + 2:
            last_line = min(last_line, other.line - 1)
        elif span.overlaps(other) and other.line < span.line - 2:
            first_line = max(first_line, other.line + 1)
    meetings = [met for other in spans if other.view is not view and (met := _meeting(span, other))]
    above = [row for row, comes_after in meetings if not comes_after]
    below = [row for row, comes_after in meetings if comes_after]
    if view.turned:
        return Bounds(first_line, last_line, max([first_place, *above]), min([last_place, *below]))
    return Bounds(max([first_line, *above]), min([last_line, *below]), first_place, last_place)


def _meeting(span: Span, other: Span) -> tuple[int, bool] | None:
    """Give the row to which a table reaches up, or down (True), where one that lies the other way round stands there.

    A table with months across and one with months down stand one under the other where rows of headings lie between
    the figures of the upper one and the lower one.
    """
    across, down = (other, span) if span.view.turned else (span, other)
    if not (_is_solid(across) and _is_solid(down)) or down.line > across.last:
        return None
    if down.first > across.line + 2:
        top = _top_of(across, down.first - 1, across)
        if top == down.first:
            return None  # figures of the one table stand straight above the other: it is no table of its own
        return (_after_figures(across, top), False) if span is down else (top - 1, True)
    if down.last < across.line:
        top = _top_of(across, across.line, down)
        return (top - 1, True) if span is down else (top, False)
    return None


def _is_solid(span: Span) -> bool:
    """Whether periods head a table: several of them, or one behind a heading such as Measure or Month."""
    heading = span.view.meaning(span.view.filled(span.line, span.first - 1)).heading
    return len(span.parts) > 1 or heading in {Heading.MEASURE, Heading.GROUP, Heading.PERIOD}


def _top_of(across: Span, row: int, upper: Span) -> int:
    """Give the first row of the headings that end with a row: up to a blank row, or one of the upper table."""
    while row in across.view.by_line and not _holds_figures(upper, row):
        row -= 1
    return row + 1


def _after_figures(across: Span, row: int) -> int:
    while row - 1 > across.line and not _holds_figures(across, row - 1):
        row -= 1
    return row


def _holds_figures(upper: Span, row: int) -> bool:
    """Whether a row belongs to the upper table: by its periods, or by figures, or marks for them, under its periods."""
    if upper.view.turned:
        return row <= upper.last
    under = [cell for place in upper.parts if (cell := upper.view.cells.get((row, place))) is not None]
    return row <= upper.line or any(
        typed(cell).state not in {State.BLANK, State.UNREADABLE} or cell.trouble for cell in under
    )
