"""How far a list of children reaches on its sheet, and which tables beside and below it are none of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from inputs.files.workbook_values import Cell, Sheet
from inputs.headings.period_headings import Form, PeriodHeading, period_heading
from inputs.headings.vocabulary import Lexicon

_ROWS_OF_HEADINGS = 4  # below a blank row, in which a table that is no list shows its months
_LAST_DAYS = 28  # a date from here on may be the last day of its month
_STEPS = {1, 3, 12}  # months between the headings of a return
_DAY_IN_FIGURES = re.compile(r"(?P<day>\d{1,2})[/.-]\d{1,2}[/.-]\d{2,4}\b.*")

Spot = tuple[int, int]


def columns_of_list(sheet: Sheet, row: int, column: int) -> range:
    """The columns around a heading that have headings, too. Months before it are of another table."""
    left = right = column
    while (row, left - 1) in sheet.cells and period_heading(sheet.cells[row, left - 1].value) is None:
        left -= 1
    while (row, right + 1) in sheet.cells:
        right += 1
    return range(left, right + 1)


def spots_of_list(sheet: Sheet, top: int, column: int, lexicon: Lexicon) -> set[Spot]:
    """The spots of a list from its row of headings down, in all columns but those of a table that is no list.

    It is wide on purpose: what belongs to nothing that shows its months as a return does is taken for the list's.
    """
    own = columns_of_list(sheet, top, column)
    bottom = last_row_of_list(sheet, top, own)
    spots = [spot for spot in sheet.cells if top <= spot[0] <= bottom]
    kept: set[int] = set()
    for block in _blocks(sorted({place for _, place in spots} - set(own))):
        beside = [cell for (row, place), cell in sheet.cells.items() if row <= bottom and place in block]
        kept |= set(block) if _is_return(beside, lexicon) else set()
    return {spot for spot in spots if spot[1] not in kept}


def last_row_of_list(sheet: Sheet, top: int, columns: range) -> int:
    """The last row of a list: it ends above a blank row below which another table shows its months."""
    rows = sorted(row for row in {row for row, place in sheet.cells if place in columns} if row > top)
    for block in list(_blocks([top, *rows]))[1:]:
        first = [cell for row in block[:_ROWS_OF_HEADINGS] for cell in sheet.rows[row].values()]
        whole = [cell for row in block for cell in sheet.rows[row].values()]
        if any(are_months(line, fewest=2) for line in _lines(first, by_row=True)) or _is_long(whole):
            return block[0] - 1
    return max(sheet.rows)


def _blocks(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Numbers in order, split where one or more are missing between two of them."""
    block: list[int] = []
    for number in numbers:
        if block and number - block[-1] > 1:
            yield block
            block = []
        block.append(number)
    if block:
        yield block


def _is_return(cells: Sequence[Cell], lexicon: Lexicon) -> bool:
    """Whether a block of columns shows months as a return does: in a row, down a column, or one over a measure."""
    if any(are_months(line, fewest=2) for line in _lines(cells, by_row=True)) or _is_long(cells):
        return True
    named = any(lexicon.meaning(cell.text).items for cell in cells if cell.text)
    months = (period_heading(cell.value) for cell in cells if any(map(str.isalpha, cell.text[:3])))
    return named and any(month is not None and month.form is Form.WHOLE for month in months)


def _is_long(cells: Sequence[Cell]) -> bool:
    """Whether months stand in a column; numbers there may be ids and are no years."""
    dated = [cell for cell in cells if not isinstance(cell.value, int | float)]
    return any(are_months(line, fewest=3) for line in _lines(dated, by_row=False))


def _lines(cells: Iterable[Cell], by_row: bool) -> Iterator[list[Cell]]:
    lines: dict[int, list[Cell]] = {}
    for cell in cells:
        lines.setdefault(cell.row if by_row else cell.column, []).append(cell)
    yield from lines.values()


def are_months(cells: Sequence[Cell], fewest: int) -> bool:
    """Whether a line holds the headings of a return: months, quarters or years at even steps, and no other dates."""
    read = [(cell, heading) for cell in cells if (heading := period_heading(cell.value)) is not None]
    if any(inside_month(cell, heading) for cell, heading in read):
        return False
    months = sorted({heading.year * 12 + heading.month for _, heading in read})
    return len(months) >= fewest and {second - first for first, second in pairwise(months)} <= _STEPS


def inside_month(cell: Cell, heading: PeriodHeading) -> bool:
    """Whether a heading is a day in the middle of its month, as in a list, and not its first or one of its last."""
    match = _DAY_IN_FIGURES.match(cell.text)
    day = int(match["day"]) if match else heading.day
    return heading.form is Form.SERIAL or 1 < day < _LAST_DAYS
