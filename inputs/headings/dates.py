"""Reads the dates of a list. Where 04/05/2023 could be two days, the other dates of its column decide, or nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from inputs.files.workbook_values import Value
from inputs.headings.period_headings import Form, calendar_day, period_heading
from inputs.period import MONTH_NAMES

_TIME = r"(?:,? ?(?:[T ]|at )\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?: ?[ap]m)?Z?)?"
_IN_FIGURES = re.compile(rf"(\d\d?)[/.-](\d\d?)[/.-]((?:19|20)?\d\d){_TIME}", re.ASCII | re.IGNORECASE)
_ISO = re.compile(rf"((?:19|20)\d\d)-(\d\d)-(\d\d){_TIME}", re.ASCII | re.IGNORECASE)
_IN_WORDS = re.compile(
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?(\d\d?)(?:st|nd|rd|th)?[ -]([a-z]{{3,9}})\.?[ ,-]{{1,2}}"
    rf"((?:19|20)?\d\d){_TIME}",
    re.ASCII | re.IGNORECASE,
)
MONTH_BY_NAME = {name[:n].lower(): number for number, name in enumerate(MONTH_NAMES, start=1) for n in (3, 4, None)}
"""The number of a month by its name and by the first three and four letters of it, in lower case."""


class DateReadings(NamedTuple):
    """A date read with the day first, as in Britain, and with the month first; equal where it is not ambiguous.

    None where there is no such day: 31/12/2023 has no month 31.
    """

    day_first: date | None
    month_first: date | None

    @property
    def tells_order(self) -> bool:
        """Whether only one of the two readings is a date that exists, which shows the order of the whole column."""
        return (self.day_first is None) != (self.month_first is None)

    def read(self, day_first: bool | None) -> date | None:
        """The date, in a column of that order (None: not known); None where it stays ambiguous."""
        if self.day_first == self.month_first or self.tells_order:
            return self.day_first or self.month_first
        if day_first is None:
            return None
        return self.day_first if day_first else self.month_first


def read_date(value: Value) -> DateReadings | None:
    """Read a cell of a date column, with or without a time of day; None for anything that is not a date."""
    if isinstance(value, str):
        return _of_text(" ".join(value.split()))
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _plainly(value.year, value.month, value.day)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    left_as_number = period_heading(int(value))  # the serial number of a date whose format was lost
    if left_as_number is None or left_as_number.form is not Form.SERIAL:
        return None
    return _plainly(left_as_number.year, left_as_number.month, left_as_number.day)


def day_first_in(column: Iterable[DateReadings | None]) -> bool | None:
    """Whether a column writes the day before the month; None where no date shows it, or dates contradict each other."""
    orders = {days.day_first is not None for days in column if days is not None and days.tells_order}
    return orders.pop() if len(orders) == 1 else None


def last_day_named(text: str) -> date | None:
    """The date at the end of a line such as ``Data correct as at 31 December 2023``; None if ambiguous or absent."""
    for start in re.finditer(r"(?<!\d)\d", text):
        days = _of_text(text[start.start() :])
        if days is not None:
            return days.read(None)
    return None


def _of_text(text: str) -> DateReadings | None:
    if match := _ISO.fullmatch(text):
        return _plainly(int(match[1]), int(match[2]), int(match[3]))
    if match := _IN_WORDS.fullmatch(text):
        return _plainly(_year(match[3]), MONTH_BY_NAME.get(match[2].lower(), 0), int(match[1]))
    if match := _IN_FIGURES.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), _year(match[3])
        days = DateReadings(calendar_day(year, second, first), calendar_day(year, first, second))
        return days if days.day_first or days.month_first else None
    return None


def _year(digits: str) -> int:
    return 2000 + int(digits) if len(digits) == 2 else int(digits)


def _plainly(year: int, month: int, day: int) -> DateReadings | None:
    found = calendar_day(year, month, day)
    return DateReadings(found, found) if found else None
