"""Alterations of the months: headings exchanged, typed wrongly, of another year; plans after the last; as-at dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.trials.altered.sample import Mutant, Row, Sample, kind, put
from tests.trials.altered.words import column_of, next_column, row_of

Headings = Callable[[list[object]], Sequence[object]]
_TYPED = ("IHA", "Annual checks", "Stability", "Missing", "Rolling 12 months", "Pathway plans", "Caseloads")
_AS_TEXT = ("Data", "PEPs and schools")


def _month(one: object, by: int) -> object:
    """The heading so many months later, written as it was."""
    if isinstance(one, datetime):
        at = one.year * 12 + one.month - 1 + by
        return datetime(at // 12, at % 12 + 1, 1)
    day = datetime.strptime(str(one), "%b-%y")
    moved = _month(day, by)
    return moved.strftime("%b-%y") if isinstance(moved, datetime) else moved


def _swapped(one: object) -> object:
    """Day and month exchanged, as where an American workbook holds what was typed here."""
    if not isinstance(one, datetime):
        return one
    return datetime(one.year, 1, one.month) if one.day == 1 else one


def _headed(name: str, change: Headings, sheets: tuple[str, ...]) -> Callable[[Sample], Iterator[Mutant]]:
    def make(sample: Sample) -> Iterator[Mutant]:
        for book, sheet, rows in sample.sheets():
            if sheet not in sheets:
                continue

            def alter(workbook: Workbook, sheet: str = sheet, rows: list[Row] = rows) -> None:
                page = workbook[sheet]
                for headings in {row.headings for row in rows}:
                    put(page, headings, change([page[cell].value for cell in headings]))

            yield Mutant(name, sheet, book, alter, (sheet,))

    return make


def _at(place: int, by: int) -> Headings:
    return lambda heads: [_month(one, by) if at == place % len(heads) else one for at, one in enumerate(heads)]


def _exchanged(one: int, two: int) -> Headings:
    def change(heads: list[object]) -> Sequence[object]:
        heads[one], heads[two] = heads[two], heads[one]
        return heads

    return change


_ORDER = "A service may write the newest month first, and a list in any order."
_ALL = (*_TYPED, *_AS_TEXT)
_TABLES = tuple(sheet for sheet in _ALL if sheet != "Data")
for _name, _change, _sheets in (
    ("months: the last two exchanged", _exchanged(-1, -2), _TABLES),
    ("months: two of last year exchanged", _exchanged(3, 4), _TABLES),
    ("months: two of a list exchanged", _exchanged(-1, -2), ("Data",)),
    ("months: two of a list's last year exchanged", _exchanged(3, 4), ("Data",)),
    ("months: December's figures under June, June's under December", _exchanged(-1, -7), _ALL),
    ("months: the last typed with the year before", _at(-1, -12), _ALL),
    ("months: the last typed with the year after", _at(-1, 12), _ALL),
    ("months: the last but one typed with the year after", _at(-2, 12), _ALL),
    ("months: the last typed as the month before", _at(-1, -1), _ALL),
    ("months: the last typed as the month after", _at(-1, 1), _ALL),
    ("months: every heading a month later", lambda heads: [_month(one, 1) for one in heads], _ALL),
    ("months: every heading a month earlier", lambda heads: [_month(one, -1) for one in heads], _ALL),
    ("months: every heading a year later", lambda heads: [_month(one, 12) for one in heads], _ALL),
    ("months: every heading a year earlier", lambda heads: [_month(one, -12) for one in heads], _ALL),
    ("months: this year's headings a month later", lambda h: [*h[:12], *(_month(one, 1) for one in h[12:])], _ALL),
    ("months: days and months exchanged", lambda heads: [_swapped(one) for one in heads], _TYPED),
    ("months: the headings in reverse order", lambda heads: heads[::-1], _ALL),
):
    kind(_name, _ORDER if "reverse" in _name or "list" in _name else "")(_headed(_name, _change, _sheets))


@kind("months: the financial years exchanged or moved")
def _years(sample: Sample) -> Iterator[Mutant]:
    """The years that are merged over the months of the headline return."""
    book = sample.of_sheet("Headline")[0].book
    for one, two in (("2023/24", "2022/23"), ("2021/22", "2022/23"), ("2023/24", "2024/25"), ("2022/23", "2022/23")):

        def alter(workbook: Workbook, one: str = one, two: str = two) -> None:
            put(workbook["Headline"], ("D5", "Q5"), (one, two))

        name = "months: the financial years exchanged or moved"
        yield Mutant(name, f"Headline: {one}, {two}", book, alter, ("Headline",))


def _after(name: str, heads: Callable[[object], object], by: float) -> Callable[[Sample], Iterator[Mutant]]:
    """A maker that adds three columns after the last month, which hold a plan."""

    def make(sample: Sample) -> Iterator[Mutant]:
        for book, sheet, rows in sample.sheets():
            if sheet not in ("Stability", "Caseloads", "Missing"):
                continue
            for times in (1, 3):

                def alter(workbook: Workbook, sheet: str = sheet, rows: list[Row] = rows, times: int = times) -> None:
                    page = workbook[sheet]
                    for more in range(1, times + 1):
                        put_month(page, rows, more, heads, by)

                yield Mutant(name, f"{sheet}: {times} more", book, alter, (sheet,))

    return make


def put_month(page: Worksheet, rows: list[Row], more: int, head: Callable[[object], object], by: float) -> None:
    """Write a month so many after the last: its heading and, for every part, the last figure times ``by``."""
    last = rows[0].headings[-1]
    across = row_of(rows[0].headings[0]) == row_of(last)
    beside = (lambda cell: next_column(cell, more)) if across else (lambda cell: _below(cell, more))
    page[beside(last)].value = head(_month(page[last].value, more))
    for row in rows:
        for cells in row.parts.values():
            page[beside(cells[-1])].value = round(page[cells[-1]].value * by, 4) if by != 1 else page[cells[-1]].value


def _below(cell: str, by: int) -> str:
    return f"{cell.rstrip('0123456789')}{row_of(cell) + by}"


kind("months: a plan after the last, said so")(
    _after("months: a plan after the last, said so", lambda one: f"{one:%b-%y} forecast", 1)
)
kind("months: the last month carried into later ones")(
    _after("months: the last month carried into later ones", lambda one: one, 1)
)


@kind("months: a summary among the months")
def _summary(sample: Sample) -> Iterator[Mutant]:
    """The heading of November says now that the column is of something else; its figures stay as they are."""
    words = ("YTD", "Average", "Target", "Q3", "2022/23", "Previous", "England", "Total", "Latest", "Out-turn", "Month")
    for book, sheet, rows in sample.sheets():
        if sheet not in ("Stability", "PEPs and schools", "Annual checks", "Missing"):
            continue
        for word in words:

            def alter(workbook: Workbook, sheet: str = sheet, rows: list[Row] = rows, word: str = word) -> None:
                workbook[sheet][rows[0].headings[-2]].value = word

            barred = frozenset(row.key for row in rows)
            what = f"{sheet}: “{word}” in place of November"
            name = "months: a summary among the months"
            yield Mutant(name, what, book, alter, (sheet,), barred, frozenset(["2023-11"]))


_AS_AT = {
    "Rolling 12 months": "A33", "Headline": "B20", "IHA": "A30", "Annual checks": "A30", "Data": "A54",
    "Stability": "A17", "Missing": "A27", "Caseloads": "A22", "Pathway plans": "B32",
}  # fmt: skip


@kind("months: correct as at a day before the last month's end")
def _as_at(sample: Sample) -> Iterator[Mutant]:
    name = "months: correct as at a day before the last month's end"
    for book, sheet, rows in sample.sheets():
        for day in ("10 January 2023", "30 November 2023", "4 December 2023", "9 October 2023"):
            if sheet not in _AS_AT:
                continue

            def alter(workbook: Workbook, sheet: str = sheet, day: str = day) -> None:
                workbook[sheet][_AS_AT[sheet]].value = f"Data correct as at {day}"

            barred = frozenset(row.key for row in rows)
            yield Mutant(name, f"{sheet}: {day}", book, alter, (sheet,), barred, frozenset(["2023-12"]))


def last_cells(row: Row) -> Iterator[str]:
    """The cells of the last month."""
    yield from (cells[-1] for cells in row.parts.values())


def first_column(rows: list[Row]) -> int:
    """The number of the first column with figures."""
    return min(column_of(cell) for row in rows for cells in row.parts.values() for cell in cells)
