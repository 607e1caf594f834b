"""Finds runs of period headings in a row or column: the sign of a table, wherever on the sheet it starts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from inputs.files.workbook_values import Cell
from inputs.headings.meaning import Heading
from inputs.headings.period_headings import Form, PeriodHeading, period_heading
from inputs.headings.timeline import follows_a_calendar, settle
from inputs.tables.sheet_view import SheetView, is_figure

FIRST_OF_LAST_DAYS = 28  # of a month, on which a return may be taken
FEWEST_ROWS = 3  # of a list of dates; two dates may be two months
WIDEST_GAP = 3  # blank columns between two periods of one table

_LIKE_A_FRACTION = re.compile(r"\s*\d\d\s*/\s*\d\d\s*")


class PeriodRun(NamedTuple):
    """A run of period headings in one line of a view, by place, in order."""

    view: SheetView
    line: int
    headings: dict[int, PeriodHeading]

    @property
    def first(self) -> int:
        """The first place."""
        return min(self.headings)

    @property
    def last(self) -> int:
        """The last place."""
        return max(self.headings)

    @property
    def headed(self) -> bool:
        """Whether a heading such as Month or Quarter stands before the run."""
        return self.view.headed(self.line, self.first)

    def overlaps(self, other: PeriodRun) -> bool:
        """Whether two runs share a place."""
        return self.first <= other.last and other.first <= self.last


def find_period_runs(view: SheetView) -> list[PeriodRun]:
    """Every run of period headings of a view, single headings included."""
    spans = []
    for line, cells in view.by_line.items():
        periods = {place: period for place, cell in cells.items() if (period := view.period(cell)) is not None}
        if periods:
            spans += [span for run in _runs(view, cells, periods) if (span := _period_run(view, line, run))]
    return spans


def _runs(
    view: SheetView, cells: Mapping[int, Cell], periods: Mapping[int, PeriodHeading]
) -> Iterator[dict[int, PeriodHeading]]:
    """Split a line into runs: a figure, the heading of another table or a wide gap ends one."""
    run: dict[int, PeriodHeading] = {}
    previous = 0
    for place, cell in cells.items():
        period = periods.get(place)
        if run and (place - previous > WIDEST_GAP + 1 or (period and _heads_another(view, max(run), place))):
            yield run
            run = {}
        if period:
            run[place] = period
        elif run and (is_figure(cell) or view.meaning(cell).heading in {Heading.MEASURE, Heading.PERIOD}):
            yield run
            run = {}
        previous = place
    if run:
        yield run


def _heads_another(view: SheetView, before: int, after: int) -> bool:
    """Whether the second of two periods belongs to another table.

    So where names without figures lie between them, or where a column of months meets a row of months.
    """
    if view.transposed and view.heads_columns(after) and not view.heads_columns(before):
        return True
    return any(view.holds_names(place) for place in range(before + 1, after))


def _period_run(view: SheetView, line: int, run: dict[int, PeriodHeading]) -> PeriodRun | None:
    headings = settle(run, view.headed(line, min(run)))
    if not headings or all(found.form is Form.SERIAL for found in headings.values()):
        return None
    if all(found.form is Form.YEAR for found in headings.values()):
        cells = [view.by_line[line][place] for place in headings]
        # In words, such as Reporting year 2025; a year behind a council's name does not count.
        worded = any(period_heading(cell.value) and any(map(str.isalpha, cell.text[:4])) for cell in cells)
        headed = len(headings) > 1 and PeriodRun(view, line, headings).headed  # as in the Year column of a list
        if not (_consecutive_years(headings) or worded or headed):
            return None
    if view.transposed and _dates_of_rows(view, line, headings):
        return None
    if _could_be_figures(view, line, headings) and _has_label(view, line, min(headings)):
        return None
    return PeriodRun(view, line, headings)


def _dates_of_rows(view: SheetView, line: int, headings: dict[int, PeriodHeading]) -> bool:
    """Whether a column holds the dates of single events or children: uneven, most of them in the middle of a month."""
    inside = sum(1 < found.day < FIRST_OF_LAST_DAYS for found in headings.values() if found.form is Form.DAY)
    if len(headings) < FEWEST_ROWS or inside * 2 <= len(headings):
        return False
    return not (view.headed(line, min(headings)) or follows_a_calendar(headings.values()))


def _consecutive_years(headings: dict[int, PeriodHeading]) -> bool:
    steps = {second.year - first.year for first, second in pairwise(headings.values())}
    return len(headings) > 1 and (steps <= {0, 1} or steps <= {0, -1}) and steps != {0}


def _could_be_figures(view: SheetView, line: int, headings: dict[int, PeriodHeading]) -> bool:
    """Whether every heading of a run could be a figure."""
    return all(could_be_figure(view.by_line[line][place]) for place in headings)


def could_be_figure(cell: Cell) -> bool:
    """Whether a heading of a period could be a figure: 23/24 could be 23 of 24, and 2021 a count."""
    value = cell.value
    return isinstance(value, int | float) or (isinstance(value, str) and bool(_LIKE_A_FRACTION.fullmatch(value)))


def _has_label(view: SheetView, line: int, first: int) -> bool:
    """Whether a label with a measure, a group or a role stands before the run, as in a row of figures."""
    labels = [view.meaning(view.filled(line, place)) for place in range(max(1, first - 6), first)]
    return any(label.names_data and label.heading is Heading.NONE for label in labels)
