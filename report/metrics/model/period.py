"""Runs of whole months: the only notion of time the model has."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTH = r"(20\d\d)-(0[1-9]|1[0-2])"  # 2023-12, as in settings, records and the names of our files
APRIL = 4
QUARTER_MONTHS = 3
YEAR_MONTHS = 12


class PeriodType(StrEnum):
    """How a figure relates to time. Figures of different types never share a line or an axis."""

    SNAPSHOT = "snapshot"
    IN_MONTH = "in_month"
    IN_QUARTER = "in_quarter"
    YEAR_TO_DATE = "year_to_date"
    ROLLING_12_MONTHS = "rolling_12_months"
    FINANCIAL_YEAR = "financial_year"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of whole months, told by its last month and its length in months.

    December 2023 is ``Period(2023, 12)``; quarter 3 of 2023/24 is ``Period(2023, 12, 3)``.
    """

    year: int
    month: int
    length: int = 1

    @property
    def index(self) -> int:
        """The last month counted from year 0, so that months can be subtracted."""
        return self.year * YEAR_MONTHS + self.month - 1

    @classmethod
    def of_month(cls, text: str) -> Period | None:
        """The month of a text such as 2023-12; None for any other text."""
        match = re.fullmatch(MONTH, text, re.ASCII)
        return cls(int(match[1]), int(match[2])) if match else None

    @property
    def month_text(self) -> str:
        """The last month as settings, records and files have it: 2023-12."""
        return f"{self.year}-{self.month:02d}"

    @property
    def last_day(self) -> date:
        """The day on which a snapshot of this period is taken."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def first_month(self) -> Period:
        """The first month of the run."""
        return self if self.length == 1 else self.last_month.back(self.length - 1)

    @property
    def last_month(self) -> Period:
        """The last month of the run."""
        return self if self.length == 1 else Period(self.year, self.month)

    @property
    def financial_year(self) -> int:
        """The calendar year in which the financial year of the last month began (1 April)."""
        return self.year if self.month >= APRIL else self.year - 1

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

    def back(self, months: int) -> Period:
        """The period of the same length that ends so many months earlier."""
        year, month = divmod(self.index - months, YEAR_MONTHS)
        return Period(year, month + 1, self.length)

    def months(self) -> tuple[Period, ...]:
        """Every month of the run, in order."""
        return tuple(self.last_month.back(n) for n in range(self.length - 1, -1, -1))

    def lasting(self, months: int) -> Period:
        """The period with the same end and another length."""
        return Period(self.year, self.month, months)


def year_to_date(period: Period) -> Period:
    """From 1 April to the end of the period."""
    return period.lasting(period.months_into_year)
