"""What a blank return is before it meets Excel: its tables, what is known already and which cells wait for a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from inputs.intake import State
from inputs.period import MARCH, MONTH_NAMES, Period

MARKS = (State.NOT_AVAILABLE.value, State.NOT_APPLICABLE.value, State.SUPPRESSED.value)
"""What may stand where a figure cannot be given, in the reader's own words."""


class Takes(StrEnum):
    """What a row's cells take: whole numbers, numbers with decimals, or percentages."""

    WHOLE = "a whole number, 0 or more"
    DECIMAL = "a number, 0 or more"
    SHARE = "a percentage from 0% to 100%"


@dataclass(frozen=True, slots=True)
class BlankRow:
    """One row: a figure of one measure and group over time.

    ``part`` is what the row holds of its measure, in the reader's words (Numerator, Denominator, %, Average, Rate,
    Number, or Median, Shortest or Longest of an average); ``definition`` what it counts. ``known`` maps periods to
    figures (percentages from 0 to 100) or to texts: a mark, or a figure with its flag. ``open`` are the periods whose
    cells may be filled in. ``out_of`` is the place, in its table, of the row that this one may not exceed, ``over``
    that of the row that may not exceed this one. The rows at ``bands``, this one among them, must add up to the row at
    ``total``.
    """

    measure: str
    part: str
    definition: str
    takes: Takes
    group: str = ""
    target: str = ""
    help: str = ""
    known: Mapping[Period, Decimal | str] = field(default_factory=dict)
    open: frozenset[Period] = frozenset()
    out_of: int | None = None
    over: int | None = None
    bands: tuple[int, ...] = ()
    total: int | None = None


@dataclass(frozen=True, slots=True)
class BlankTable:
    """One sheet with one table. ``periods`` are its columns, newest first; ``new`` is the one to fill in, or None."""

    name: str
    periods: tuple[Period, ...]
    new: Period | None
    rows: tuple[BlankRow, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """What a measure means, for the sheet of definitions. ``called`` is its name in the report."""

    ref: str
    measure: str
    called: str
    definition: str
    population: str
    source: str


@dataclass(frozen=True, slots=True)
class BlankReturn:
    """A workbook for one service: the month it is for, its tables, and what its measures mean.

    ``notice`` and ``source`` are lines that every table repeats, or "". ``made`` is the day the file says it was made.
    ``fewest_for_spread`` is of how many an average must be for what lies behind it to be printed; None where no
    median, shortest and longest are asked for.
    """

    service: str
    month: Period
    tables: tuple[BlankTable, ...]
    meanings: tuple[Meant, ...]
    made: date
    notice: str = ""
    source: str = ""
    fewest_for_spread: int | None = None


def heading_of(period: Period) -> str:
    """Give a period as a heading that the reader takes one way only: Jan 2024, 2023/24 Q3, 2023/24."""
    if period.length == 1:
        return _short(period.year, period.month)
    if period.length == 3 and period.month % 3 == 0:
        return period.name
    if (period.length, period.month) == (12, MARCH):
        return f"{period.year - 1}/{period.year % 100:02}"
    if period.length == 12:
        return f"Year ending {_short(period.year, period.month)}"
    first = period.first_month
    return f"{_short(first.year, first.month)} to {_short(period.year, period.month)}"


def _short(year: int, month: int) -> str:
    return f"{MONTH_NAMES[month - 1][:3]} {year}"
