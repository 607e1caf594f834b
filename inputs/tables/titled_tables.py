"""Finds tables whose columns name no period, under a title, a label or a sheet name that states one.

So ``Position at December 2023`` over the columns Measure, Numerator, Denominator, %, Target.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from datetime import date, datetime
from typing import NamedTuple

from inputs.files.workbook_values import Cell
from inputs.findings import Finding, found
from inputs.headings.council_names import is_ours
from inputs.headings.folding import fold
from inputs.headings.meaning import Heading
from inputs.headings.period_headings import Form, PeriodHeading
from inputs.headings.roles import OPEN, Role
from inputs.headings.stated_periods import (
    in_cell,
    in_title,
    is_lead,
    is_of_another_date,
    of_column,
    period_words,
    stated,
)
from inputs.period import Period
from inputs.tables.period_runs import PeriodRun
from inputs.tables.sheet_view import SheetView, is_figure
from inputs.tables.title_block import MOST_HEADING_LINES

MOST_ROWS_TO_FIGURES = 4  # between a header row and the first figure under it
_FIGURES = {Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR, Role.COUNT, *OPEN}


class TitledTables(NamedTuple):
    """The header rows that a stated period holds for, and findings of those for which none, or several, is stated."""

    runs: tuple[PeriodRun, ...] = ()
    findings: tuple[Finding, ...] = ()


def titled_tables(view: SheetView, taken: Set[tuple[int, int]], alone: bool) -> TitledTables:
    """Find them outside the spots of tables already read. ``alone``: there is none, and the sheet's name counts."""
    runs: list[PeriodRun] = []
    findings: list[Finding] = []
    top: Period | None = None
    for line, cells in view.by_line.items():
        if any(type(cell.value) is not str for cell in cells.values()) or any(
            (line, place) in taken for place in cells
        ):
            continue
        columns = _figure_columns(view, line)
        if not columns or not _has_measures(view, line, columns):
            continue
        title = list(_title_cells(view, line))
        said = [*_said_by(view, title), *(_of_name(view) if alone else ())]
        period = stated(said) or (None if said else top)
        top = top or period
        headings = {place: one for place, cell in columns.items() if period and (one := _heading(cell, period))}
        if headings and not _stands_under_others(view, line, columns, title):
            view.state({(line, place): heading for place, heading in headings.items()})
            runs.append(PeriodRun(view, line, headings))
        elif not headings:
            findings.append(_without_month(next(iter(columns.values()))))
    return TitledTables(tuple(runs), tuple(findings))


def _figure_columns(view: SheetView, line: int) -> dict[int, Cell]:
    """The headings of a row that are those of figures, such as Numerator, % or This month; none where it has a period.

    None either where one stands twice: a row above says of whom each is.
    """
    cells = view.by_line[line]
    if any(map(view.period, cells.values())):
        return {}
    columns = {place: cell for place, cell in cells.items() if _heads_figures(view, cell)}
    beside = [view.meaning(cell) for place, cell in cells.items() if columns and place > min(columns)]
    if any(meaning.items or meaning.groups for meaning in beside) or min(cells) in columns:
        return {}
    headed = {place for place, cell in cells.items() if view.meaning(cell).heading is Heading.PERIOD}
    periods = {place for place in headed if not _holds_words(view, line, place)}
    others = {fold(cell.text) for place, cell in columns.items() if place not in periods}
    if periods and not (periods <= columns.keys() and others <= period_words().relative.keys()):
        return {}  # Month beside Value heads the name or the number of the month
    if periods and not _holds_figures(view, line, periods):
        return {}
    return {} if len({fold(cell.text) for cell in columns.values()}) < len(columns) else columns


def _holds_figures(view: SheetView, line: int, places: Iterable[int]) -> bool:
    """Whether columns headed Month or Quarter hold figures, and no periods."""
    cells = [cell for under in _under(view, line + 1) for place in places if (cell := view.cells.get((under, place)))]
    return any(map(is_figure, cells)) and not any(map(view.period, cells))


def _holds_words(view: SheetView, line: int, place: int) -> bool:
    """Whether a column headed Period holds words such as Quarterly or YTD, and no period of its own."""
    cells = [cell for under in _under(view, line + 1) if (cell := view.cells.get((under, place))) is not None]
    return bool(cells) and all(cell.text and view.period(cell) is None and not is_figure(cell) for cell in cells)


def _heads_figures(view: SheetView, cell: Cell) -> bool:
    """Whether a heading is that of figures: by its role, by the time that it says, or by the council's own name."""
    meaning, folded = view.meaning(cell), fold(cell.text)
    if folded in period_words().relative or is_ours(folded, view.lexicon.council):
        return True
    named = meaning.items or meaning.groups or meaning.heading is not Heading.NONE
    return meaning.role in _FIGURES and not named and folded not in period_words().other_spans


def _has_measures(view: SheetView, line: int, columns: dict[int, Cell]) -> bool:
    """Whether a known measure and figures stand under a header row, without a period beside them."""
    first = min(columns)
    below = list(_under(view, line + 1))
    if not any(
        is_figure(view.cells.get((under, place))) for under in below[:MOST_ROWS_TO_FIGURES] for place in columns
    ):
        return False
    labels = [cell for under in (line, *below) for place, cell in view.by_line[under].items() if place < first]
    return not any(map(view.period, labels)) and any(view.meaning(cell).items for cell in labels)


def _under(view: SheetView, line: int) -> Iterator[int]:
    """The lines from one down to the next blank one."""
    while line in view.by_line:
        yield line
        line += 1


def _title_cells(view: SheetView, line: int) -> Iterator[Cell]:
    """The cells above a header row, up to the figures of another table."""
    for above in range(line - 1, max(0, line - 1 - MOST_HEADING_LINES), -1):
        cells = view.by_line.get(above, {}).values()
        if any(is_figure(cell) and view.period(cell) is None for cell in cells):
            return
        yield from cells


def _said_by(view: SheetView, cells: Iterable[Cell]) -> Iterator[PeriodHeading]:
    for cell in cells:
        before = view.filled(cell.row, cell.column - 1)
        label = before.text if before is not None and before is not cell else ""
        if label and not is_lead(label.rstrip(" :")) and is_of_another_date(label):
            continue
        heading: PeriodHeading | None = None
        if isinstance(cell.value, date | datetime):
            heading = in_cell(cell.value, cell.number_format)
        elif cell.text:
            heading = in_title(cell.text, view.lexicon.council)
        if heading is not None:
            yield heading


def _of_name(view: SheetView) -> Iterator[PeriodHeading]:
    heading = in_title(view.sheet.name, view.lexicon.council)
    if heading is not None:
        yield heading


def _heading(cell: Cell, period: Period) -> PeriodHeading | None:
    """The period of one column, as its heading would state it."""
    own = of_column(cell.text, period) if fold(cell.text) in period_words().relative else period
    return PeriodHeading(Form.WHOLE, own.year, own.month, own.length) if own else None


def _stands_under_others(view: SheetView, line: int, columns: dict[int, Cell], title: Iterable[Cell]) -> bool:
    """Whether headings of their own stand right above the columns, such as Girls and Boys."""
    above = {cell for place in columns if (cell := view.filled(line - 1, place)) is not None}
    own = [cell for cell in above if cell.column >= min(columns)]
    return len(own) > 1 or any(in_title(cell.text, view.lexicon.council) is None for cell in own if cell.text)


def _without_month(cell: Cell) -> Finding:
    what = (
        "It is not said of which month, quarter or year these figures are: no heading names one, and above them or in"
    )
    what += " the sheet’s name there is none, or another."
    remedy = (
        "Write it above the table, like “Position at December 2023” or “Reporting period: Q3 2023/24”, and run again."
    )
    return found("table-without-month", what, remedy, cell.address)
