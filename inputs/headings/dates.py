"""What one cell of a list says of a day. A date in figures may be two days: its column decides, or nobody does."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from inputs.files.workbook_values import Value
from inputs.headings.period_headings import FIRST_YEAR, LAST_YEAR, Form, part_of
from inputs.period import MONTH_NAMES

_TIME = r"(?:,? ?(?:[T ]|at )\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?: ?[ap]m)?Z?)?"
_IN_FIGURES = re.compile(rf"(\d\d?)[/.-](\d\d?)[/.-]((?:19|20)?\d\d){_TIME}", re.ASCII | re.IGNORECASE)
_ISO = re.compile(rf"((?:19|20)\d\d)-(\d\d)-(\d\d){_TIME}", re.ASCII | re.IGNORECASE)
_IN_WORDS = re.compile(
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?(\d\d?)(?:st|nd|rd|th)?[ -]([a-z]{{3,9}})\.?[ ,-]{{1,2}}"
    rf"((?:19|20)?\d\d){_TIME}",
    re.ASCII | re.IGNORECASE,
)
_MONTH_BY_NAME = {
    short: number
    for number, name in enumerate(MONTH_NAMES, start=1)
    for short in (name.lower(), name[:3].lower(), name[:4].lower())
}


@dataclass(frozen=True, slots=True)
class Days:
    """The day a cell means if its day comes first, as in Britain, and if its month does; equal where it is plain.

    None stands for a day that the calendar has not: 31/12/2023 has no month 31.
    """

    day_first: date | None
    month_first: date | None

    @property
    def tells_order(self) -> bool:
        """Whether the cell can be read one way only, and so shows how its column is written."""
        return (self.day_first is None) != (self.month_first is None)

    def read(self, day_first: bool | None) -> date | None:
        """Give the day, in a column of that order (None where the column does not tell); None where it may be two."""
        if self.day_first == self.month_first or self.tells_order:
            return self.day_first or self.month_first
        if day_first is None:
            return None
        return self.day_first if day_first else self.month_first


def days_of(value: Value) -> Days | None:
    """Read a cell of a column of dates, with or without a time of day; None for anything that is not a date."""
    if isinstance(value, str):
        return _of_text(" ".join(value.split()))
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _plainly(value.year, value.month, value.day)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    left_as_number = part_of(int(value))  # a date that lost its format is the number by which Excel keeps it
    if left_as_number is None or left_as_number.form is not Form.SERIAL:
        return None
    return _plainly(left_as_number.year, left_as_number.month, left_as_number.day)


def day_first_in(column: Iterable[Days]) -> bool | None:
    """Whether the dates in figures of a column put the day first; None where none tells, or they contradict."""
    orders = {days.day_first is not None for days in column if days.tells_order}
    return orders.pop() if len(orders) == 1 else None


def last_day_named(text: str) -> date | None:
    """Give the day that a line such as ``Data correct as at 31 December 2023`` ends with, if it is plain."""
    for start in re.finditer(r"(?<!\d)\d", text):
        days = _of_text(text[start.start() :])
        if days is not None:
            return days.read(None)
    return None


def _of_text(text: str) -> Days | None:
    if match := _ISO.fullmatch(text):
        return _plainly(int(match[1]), int(match[2]), int(match[3]))
    if match := _IN_WORDS.fullmatch(text):
        return _plainly(_year(match[3]), _MONTH_BY_NAME.get(match[2].lower(), 0), int(match[1]))
    if match := _IN_FIGURES.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), _year(match[3])
        days = Days(_day(year, second, first), _day(year, first, second))
        return days if days.day_first or days.month_first else None
    return None


def _year(digits: str) -> int:
    return 2000 + int(digits) if len(digits) == 2 else int(digits)


def _plainly(year: int, month: int, day: int) -> Days | None:
    found = _day(year, month, day)
    return Days(found, found) if found else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
