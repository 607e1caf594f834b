"""Readings of the tables of a paper: all numbers by month, quarter, term, year or group, and all at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inputs.period import MONTH_NAMES, TERM_NAMES, Period
from layouts.reading.tree import SpokenElement
from report.attack.known_measures import Named
from report.attack.paper import Cell, Reading, Side, exactly
from report.attack.printed_words import (
    FEWER_THAN,
    as_counted,
    month_of_heading,
    number,
    plain,
    quarter_of,
    read_figure,
    rounded,
    short_month_of,
    span_of,
)
from report.metrics.model.measure import Measure, Unit
from report.metrics.model.period_type import PeriodType

_WHERE = "table"
_YEAR_ROW = re.compile(r"(\d{4})/\d\d(?: (.+))?")
_YEAR = re.compile(r"(\d{4})/\d\d")
_QUARTER = re.compile(r"Q([1-4]), ")
_HIDDEN_ROWS = "Hidden throughout, so not listed: "
_MONTHS = tuple(name[:3] for name in MONTH_NAMES)
_COUNT = re.compile(r"(?:of )?(\d[\d,]*(?:\.\d+)?)(?: [a-z ]+)?")
_GROUP_COLUMNS = ["Children", "Share", "A year ago", "Share then"]
_TERMS = {f"{name.capitalize()} term": month for month, name in TERM_NAMES.items()}
_ENDS = "To "
_AUTUMN = 9  # the month from which a term belongs to the academic year that has just begun

Row = list[str]


def rows_of(table: SpokenElement) -> list[Row]:
    """The texts of a table's cells by row, its headings first; a row that is no grid of cells is as it stands."""
    return [[plain(cell.text) for cell in row.parts] for row in table.walk() if row.tag == "TR"]


def read_numbers(table: SpokenElement, measures: Sequence[Measure], named: Named, latest: Period) -> Iterator[Reading]:
    """The readings of a table behind a chart, of its box's measures. ``latest`` is the month of its last figures."""
    heads, *rows = rows_of(table) or [[]]
    if len(heads) < 2:
        return
    first = named.counted_in(measures[0], heads[0])
    if month_of_heading(heads[1], 2000):
        for row in rows:
            yield from _of_months(heads, row, (first, *measures[1:]))
    elif _YEAR.fullmatch(heads[1]):
        for row in rows:
            yield from _of_parts(heads, row, first)
    elif heads[1].startswith(_ENDS):
        for row in rows:
            yield from _of_quarter_ends(heads, row, first)
    elif heads[0] in {"On", "Year to"}:
        yield from _of_years(heads, rows, first)
    elif heads[1:] == _GROUP_COLUMNS:
        for row in rows:
            yield from _of_group(row, first, latest)


def _of_months(heads: Row, row: Row, measures: Sequence[Measure]) -> Iterator[Reading]:
    """A row of a financial year, such as "2023/24", "2023/24 to date" or "2023/24 left care"."""
    match = _YEAR_ROW.fullmatch(row[0]) if row else None
    if match is None:
        return
    name, year = match[2] or "", int(match[1])
    measure = next((one for one in measures if one.pair_name.lower() == name), measures[0])
    kind = PeriodType.YEAR_TO_DATE if name == "to date" else ""
    for heading, text in zip(heads[1:], row[1:], strict=False):
        month = month_of_heading(heading, year)
        if month and text:
            yield from read_figure(text, measure, Cell(measure.id, "", span_of(measure, month, kind)), _WHERE)


def _of_parts(heads: Row, row: Row, measure: Measure) -> Iterator[Reading]:
    """A row of quarters or terms: a column for each year."""
    quarter, term = _QUARTER.match(row[0]), _TERMS.get(row[0])
    for heading, text in zip(heads[1:], row[1:], strict=False):
        year = _YEAR.fullmatch(heading)
        if not year or not text:
            continue
        if quarter:
            period = quarter_of(int(year[1]), int(quarter[1]))
        elif term:
            period = Period(int(year[1]) + (term < _AUTUMN), term, 4)
        else:
            continue
        yield from read_figure(text, measure, Cell(measure.id, "", as_counted(measure, period)), _WHERE)


def _of_quarter_ends(heads: Row, row: Row, measure: Measure) -> Iterator[Reading]:
    """A row of a financial year by the ends of quarters: "To Jun" is what looks back from June."""
    match = _YEAR.fullmatch(row[0]) if row else None
    for heading, text in zip(heads[1:], row[1:], strict=False):
        month = month_of_heading(heading.removeprefix(_ENDS), int(match[1])) if match else None
        if month and text:
            cell = Cell(measure.id, "", span_of(measure, month, measure.report_as))
            yield from read_figure(text, measure, cell, _WHERE)


def _of_years(heads: Row, rows: Sequence[Row], measure: Measure) -> Iterator[Reading]:
    """Columns of years: the values in the first row, the counts in those under it."""
    for place, heading in enumerate(heads[1:], 1):
        month = short_month_of(heading)
        if month is None:
            continue
        snapshot = heads[0] == "On"
        period = month if snapshot else month.lasting(12)
        cell = Cell(measure.id, "", period)
        for at, row in enumerate(rows):
            text = row[place] if place < len(row) else ""
            if at == 0 or row[0] == "Out of":
                yield from read_figure(text, measure, cell, _WHERE)
            elif match := _COUNT.fullmatch(text):
                side = Side.OF if row[0].casefold() == measure.out_of.casefold() else Side.COUNTED
                yield exactly(cell, side, number(match[1]), _WHERE)


def _of_group(row: Row, measure: Measure, latest: Period) -> Iterator[Reading]:
    """A row of a part of a total: its count and share, and the same of a year before."""
    for month, count, share in zip((latest, latest.back(12)), row[1::2], row[2::2], strict=False):
        cell = Cell(measure.id, row[0], span_of(measure, month))
        yield from read_figure(count, measure, cell, _WHERE)
        if share.endswith("%"):
            yield rounded(cell, Side.SHARE, share.rstrip("%"), _WHERE)


def read_hidden_rows(text: str, named: Named, latest: Period) -> Iterator[Reading]:
    """The rows that a text over all numbers says are left out because all of them is hidden; nothing of another text.

    ``latest`` is the month of the paper.
    """
    listed = text.partition(_HIDDEN_ROWS)[2].partition(". ")[0].rstrip(".")
    for entry in listed.split("; ") if listed else ():
        title, _, rows = entry.rpartition(": ")
        measures = named.titled(title)
        for row in rows.split(", ") if measures else ():
            if row in measures[0].groups:
                yield from _of_group([row, "c", "c", "c", "c"], measures[0], latest)
            months = _of_months(["", *_MONTHS], [row, *("c" for _ in _MONTHS)], measures)
            yield from (one for one in months if one.cell.period.index <= latest.index)


def read_glance(table: SpokenElement, named: Named, latest: Period) -> Iterator[Reading]:
    """The latest figure of every measure, from the table of all measures at a glance; nothing from another table."""
    heads, *rows = rows_of(table) or [[]]
    if "Latest" not in heads or "Measure" not in heads:
        return
    name, at = heads.index("Measure"), heads.index("Latest")
    for row in rows:
        measure = named.of_ref(row[0].removeprefix("link ")) if len(row) > at + 1 else None
        if measure is None:
            continue
        group = group_named(row[name], measure)
        said = named.headline_of.get(measure.id)
        cell = Cell(measure.id, group, said or span_of(measure, latest, measure.report_as))
        fewer = next(filter(FEWER_THAN.fullmatch, row), "")  # stands where a status would
        yield from _latest(fewer or row[at], row[at + 1], measure, cell)


def group_named(name: str, measure: Measure) -> str:
    """The group of a row: "Children by age: 10 to 15", or the group's name alone; "" for neither."""
    last = name.rsplit(": ", 1)[-1]
    return last if last in measure.groups else ""


def _latest(value: str, beside: str, measure: Measure, cell: Cell) -> Iterator[Reading]:
    read = list(read_figure(value, measure, cell, _WHERE))
    yield from read
    match = _COUNT.fullmatch(beside)
    if match and measure.unit is not Unit.COUNT and not any(one.side is Side.OF for one in read):
        yield exactly(cell, Side.OF, number(match[1]), _WHERE)
