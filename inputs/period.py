"""Periods of whole months, as used everywhere from a heading in a workbook to the page."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTH = r"(20\d\d)-(0[1-9]|1[0-2])"  # 2023-12, as in settings, records and the names of our files
MARCH, APRIL = 3, 4  # a financial year ends with the one and begins with the other
AUGUST = 8  # an academic year ends with it
QUARTER_MONTHS = 3
TERM_MONTHS = 4
TERM_NAMES = {12: "autumn", 4: "spring", 8: "summer"}  # thirds of the academic year, by their last month
YEAR_MONTHS = 12


class Period(NamedTuple):
    """A number of consecutive whole months, given by the last month and the ``length`` in months.

    December 2023 is ``Period(2023, 12)``; quarter 3 of 2023/24 is ``Period(2023, 12, 3)``; the year ending March 2024
    is ``Period(2024, 3, 12)``; the autumn term 2023, September to December, is ``Period(2023, 12, 4)``. A named tuple,
    since every figure is looked up by it: a report compares and hashes periods a hundred thousand times.
    """

    year: int
    month: int
    length: int = 1

    @property
    def index(self) -> int:  # type: ignore[override]  # nobody asks a period where in it a number stands
        """The number of the last month, counted from year 0, so that months can be subtracted."""
        return self.year * YEAR_MONTHS + self.month - 1

    @classmethod
    def of_month(cls, text: str) -> Period | None:
        """The month of a text such as 2023-12; None for any other text."""
        match = re.fullmatch(MONTH, text, re.ASCII)
        return cls(int(match[1]), int(match[2])) if match else None

    @property
    def name(self) -> str:
        """The period in words: ``May 2024``, ``2023/24 Q3``, ``the autumn term 2023``, ``the year ending May 2024``."""
        last = f"{MONTH_NAMES[self.month - 1]} {self.year}"
        if self.length == 1:
            return last
        if self.length == QUARTER_MONTHS and self.ends_quarter:
            return f"{self.financial_year}/{(self.financial_year + 1) % 100:02} Q{self.quarter}"
        if self.is_term:
            return f"the {self.term} {self.year}"
        return f"{'the year' if self.length == YEAR_MONTHS else f'the {self.length} months'} ending {last}"

    @property
    def month_text(self) -> str:
        """The last month as in settings, records and file names: 2023-12."""
        return f"{self.year}-{self.month:02d}"

    @property
    def last_day(self) -> date:
        """The last day of the period, on which a snapshot is taken."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def first_month(self) -> Period:
        """The first month of the period."""
        return self if self.length == 1 else self.last_month.back(self.length - 1)

    @property
    def last_month(self) -> Period:
        """The last month of the period."""
        return self if self.length == 1 else Period(self.year, self.month)

    @property
    def financial_year(self) -> int:
        """The calendar year in which the financial year of the last month began (1 April)."""
        return self.year if self.month >= APRIL else self.year - 1

    @property
    def is_financial_year(self) -> bool:
        """Whether the period is a whole financial year."""
        return self.length == YEAR_MONTHS and self.month == MARCH

    @property
    def academic_year(self) -> int:
        """The calendar year in which the academic year of the last month began (1 September)."""
        return self.year if self.month > AUGUST else self.year - 1

    @property
    def is_term(self) -> bool:
        """Whether the period is one of the three terms of an academic year."""
        return self.length == TERM_MONTHS and self.month in TERM_NAMES

    @property
    def term(self) -> str:
        """The name of a term: ``autumn term``."""
        return f"{TERM_NAMES[self.month]} term"

    @property
    def is_usual(self) -> bool:
        """Whether figures are read by such periods: a month, a quarter of the financial year, a term, or 12 months."""
        quarter = self.length == QUARTER_MONTHS and self.ends_quarter
        return self.length in {1, YEAR_MONTHS} or quarter or self.is_term

    @property
    def quarter(self) -> int:
        """The quarter of the financial year that holds the last month: 1 is April to June."""
        return (self.month - APRIL) % YEAR_MONTHS // QUARTER_MONTHS + 1

    @property
    def months_into_year(self) -> int:
        """How many months of the financial year have run by the end of the period, 1 to 12."""
        return (self.month - APRIL) % YEAR_MONTHS + 1

    @property
    def ends_quarter(self) -> bool:
        """Whether the last month ends a quarter of the financial year."""
        return self.month % QUARTER_MONTHS == 0

    @property
    def year_to_date(self) -> Period:
        """From 1 April to the end of the period."""
        return self.lasting(self.months_into_year)

    def back(self, months: int) -> Period:
        """The period of the same length that ends ``months`` earlier; later, where negative."""
        year, month = divmod(self.index - months, YEAR_MONTHS)
        return Period(year, month + 1, self.length)

    def covers(self, other: Period) -> bool:
        """Whether another period ends within this one."""
        return 0 <= self.index - other.index < self.length

    def months(self) -> tuple[Period, ...]:
        """Every month of the period, in order."""
        return tuple(self.last_month.back(n) for n in range(self.length - 1, -1, -1))

    def lasting(self, months: int) -> Period:
        """The period with the same end and another length."""
        return Period(self.year, self.month, months)


@lru_cache(maxsize=1024)
def period_of(year: int, month: int, length: int) -> Period:
    """The period, made once for all the headings that name it."""
    return Period(year, month, length)


def day_in_words(day: date) -> str:
    """A date in full: 31 December 2023."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
