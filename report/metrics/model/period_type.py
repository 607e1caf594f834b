"""How a figure relates to time."""

from enum import StrEnum


class PeriodType(StrEnum):
    """How a figure relates to time. Figures of different types never share a line or an axis.

    A school year ends in August; of a birthday window, the year is that in which the birthdays lie around which each
    young person is asked about.
    """

    SNAPSHOT = "snapshot"
    IN_MONTH = "in_month"
    IN_QUARTER = "in_quarter"
    IN_TERM = "in_term"
    YEAR_TO_DATE = "year_to_date"
    ROLLING_12_MONTHS = "rolling_12_months"
    ROLLING_36_MONTHS = "rolling_36_months"
    FINANCIAL_YEAR = "financial_year"
    SCHOOL_YEAR = "school_year"
    THREE_YEARS = "three_years"
    BIRTHDAY_WINDOW = "birthday_window"

    @property
    def is_of_years(self) -> bool:
        """Whether there is one figure a year at most."""
        return self in _OF_YEARS

    @property
    def is_trailing(self) -> bool:
        """Whether figures of two months next to each other are about nearly the same children."""
        return self in (PeriodType.SNAPSHOT, PeriodType.THREE_YEARS) or self.looks_back > 0

    @property
    def looks_back(self) -> int:
        """Over how many months up to its last a figure looks back, whatever it is given for; 0 for the others."""
        return _LOOKS_BACK.get(self, 0)


_LOOKS_BACK = {PeriodType.ROLLING_12_MONTHS: 12, PeriodType.ROLLING_36_MONTHS: 36}
_OF_YEARS = frozenset({PeriodType.FINANCIAL_YEAR, PeriodType.SCHOOL_YEAR, PeriodType.BIRTHDAY_WINDOW})
