"""The data model of a blank return: its tables, the figures known already, and the cells to be filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from inputs.intake import State
from inputs.period import AUGUST, MARCH, MONTH_NAMES, Period

MARKS = (State.NOT_AVAILABLE.value, State.NOT_APPLICABLE.value, State.SUPPRESSED.value)
"""What may be typed where there is no figure, as the reader of returns understands it."""


class Takes(StrEnum):
    """The numbers that the cells of a row accept, in the words of its validation."""

    WHOLE = "a whole number, 0 or more"
    DECIMAL = "a number, 0 or more"
    SHARE = "a percentage from 0% to 100%"
    SIGNED = "a whole number, with a minus where it is below 0"
    SIGNED_DECIMAL = "a number, with a minus where it is below 0"


@dataclass(frozen=True, slots=True)
class BlankRow:
    """One row of a table: one part of a measure, for one group, over time.

    ``part`` is Numerator, Denominator, %, Average, Rate or Number, or Median, Shortest or Longest of an average;
    ``definition`` says what it counts, and ``ask`` whom to ask about it, or "". ``known`` maps periods to figures
    (percentages from 0 to 100) or to texts: one of ``MARKS``, or a figure with its flag. The cells of the periods in
    ``open`` may be filled in. The other fields are places of rows in the table, from 0: ``out_of`` of the row that this
    one may not exceed, ``over`` of the row that may not exceed this one, ``bands`` of the rows, this one among them,
    that must add up to the row at ``total``.
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
    ask: str = ""


@dataclass(frozen=True, slots=True)
class BlankTable:
    """One sheet with one table. ``periods`` are its columns, newest first; ``new`` is the one due, None if none is.

    ``school_years``: its years that end in August are called school years.
    """

    name: str
    periods: tuple[Period, ...]
    new: Period | None
    rows: tuple[BlankRow, ...]
    school_years: bool = False

    def heading(self, period: Period) -> str:
        """The heading of one of its columns."""
        if self.school_years and (period.length, period.month) == (12, AUGUST):
            return f"School year {period.year - 1}/{period.year % 100:02}"
        return heading_of(period)


@dataclass(frozen=True, slots=True)
class MeasureDefinition:
    """A row of the sheet of definitions: ``measure`` is the name in the return, ``called`` that in the report."""

    ref: str
    measure: str
    called: str
    definition: str
    population: str
    source: str


@dataclass(frozen=True, slots=True)
class BlankReturn:
    """The blank return of one service for one month.

    ``notice`` and ``source`` are lines above every table, or "". ``made`` is the date in the file's properties.
    ``fewest_for_spread`` is the smallest number of children for which the report prints the median and range of an
    average; None where they are not asked for.
    """

    service: str
    month: Period
    tables: tuple[BlankTable, ...]
    definitions: tuple[MeasureDefinition, ...]
    made: date
    notice: str = ""
    source: str = ""
    fewest_for_spread: int | None = None


def heading_of(period: Period) -> str:
    """The heading of a period, such as Jan 2024, 2023/24 Q3 or 2023/24, which the reader takes in one way only."""
    if period.length == 1:
        return _short(period.year, period.month)
    if period.length == 3 and period.month % 3 == 0:
        return period.name
    if period.is_term:
        return f"{period.term} {period.year}".capitalize()
    if (period.length, period.month) == (12, MARCH):
        return f"{period.year - 1}/{period.year % 100:02}"
    if period.length == 12:
        return f"Year ending {_short(period.year, period.month)}"
    first = period.first_month
    return f"{_short(first.year, first.month)} to {_short(period.year, period.month)}"


def _short(year: int, month: int) -> str:
    return f"{MONTH_NAMES[month - 1][:3]} {year}"
