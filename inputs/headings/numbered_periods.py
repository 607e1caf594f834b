"""Reads plain numbers under Quarter, Month or Week beside a column of years: 2022/23 and 3 are its third quarter.

The words are those of ``known_returns/context/stated_periods.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import takewhile
from typing import Any

from inputs.files.toml_file import read_toml
from inputs.files.workbook_values import Cell, Value
from inputs.headings.folding import fold
from inputs.headings.known_words import KNOWN_RETURNS
from inputs.headings.period_headings import FIRST_YEAR, Form, PeriodHeading, period_heading
from inputs.period import MARCH, QUARTER_MONTHS, YEAR_MONTHS

_MOST = {"quarter": YEAR_MONTHS // QUARTER_MONTHS, "month": YEAR_MONTHS, "other": 53}  # weeks of a year
_LONGEST = 30  # of a heading
_UNCLEAR = PeriodHeading(Form.UNCLEAR, month=1)


@cache
def period_source() -> dict[str, Any]:
    """The whole of stated_periods.toml, read once."""
    return read_toml(KNOWN_RETURNS / "context" / "stated_periods.toml")


@cache
def _words() -> Mapping[str, str]:
    """What each heading numbers, by its folded words: "year", "quarter", "month" or "other"."""
    return {fold(word): key for key, words in period_source()["numbered"].items() for word in words}


def numbered_by(text: str) -> str:
    """What a heading says that the numbers under it are, "year" for the heading of years; "" for any other text."""
    return _words().get(fold(text), "") if 0 < len(text) <= _LONGEST else ""


def numbered_periods(by: str, numbers: Iterable[Cell], years: Iterable[Cell]) -> dict[Cell, PeriodHeading]:
    """The period, without its year, of each number that stands beside a year.

    A month by its number is clear beside a bare year only: the third month of 2022/23 may be March or June. So is no
    week, half or term, and nothing where one number is none of its kind. None at all where there are no years, or the
    numbers are figures: Month may head those of the month.
    """
    listed = {cell: number for cell in numbers if (number := plain_number(cell.value)) is not None}
    found = [period_heading(cell.value) for cell in years]
    of_years = all(year is not None and year.period.length == YEAR_MONTHS for year in found)
    if not (listed and found and of_years) or not all(1 <= number <= _MOST["other"] for number in listed.values()):
        return {}
    bare = all(year is not None and year.form is Form.YEAR for year in found)
    if any(number > _MOST[by] for number in listed.values()):
        return dict.fromkeys(listed, _UNCLEAR)
    if by == "quarter":
        return {cell: PeriodHeading(Form.QUARTER, month=_last_month(n), length=3) for cell, n in listed.items()}
    if by == "month" and bare:
        return {cell: PeriodHeading(Form.MONTH, month=n) for cell, n in listed.items()}
    return dict.fromkeys(listed, _UNCLEAR)


def _last_month(quarter: int) -> int:
    """The last month of a quarter of a financial year."""
    return (MARCH + quarter * QUARTER_MONTHS - 1) % YEAR_MONTHS + 1


def plain_number(value: Value) -> int | None:
    """The whole number of a cell, as text or not; None for any other value, and for a number as long as a year."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return int(value) if value.strip().isdecimal() and len(value.strip()) <= 2 else None
    if not isinstance(value, int | float) or not 0 <= value < FIRST_YEAR:
        return None
    return int(value) if value == int(value) else None


def numbered_in(lines: Mapping[int, Mapping[int, Cell]]) -> Iterator[tuple[Cell, PeriodHeading]]:
    """Every number of a sheet that is a period so. ``lines`` are its columns, or its rows, each by place in order."""
    heads = [
        (line, place, by)
        for line, cells in lines.items()
        for place, cell in cells.items()
        if type(cell.value) is str and (by := numbered_by(cell.text))
    ]
    years = {place: line for line, place, by in heads if by == "year"}
    for line, place, by in heads:
        if by != "year" and place in years:
            yield from numbered_periods(by, _below(lines[line], place), _below(lines[years[place]], place)).items()


def _below(cells: Mapping[int, Cell], head: int) -> list[Cell]:
    """The cells under a heading, up to the next text that is no period."""
    below = (cell for place, cell in cells.items() if place > head)
    return [
        *takewhile(lambda cell: plain_number(cell.value) is not None or period_heading(cell.value) is not None, below)
    ]
