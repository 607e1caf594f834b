"""How a figure relates to time."""

from enum import StrEnum


class PeriodType(StrEnum):
    """How a figure relates to time. Figures of different types never share a line or an axis."""

    SNAPSHOT = "snapshot"
    IN_MONTH = "in_month"
    IN_QUARTER = "in_quarter"
    IN_TERM = "in_term"
    YEAR_TO_DATE = "year_to_date"
    ROLLING_12_MONTHS = "rolling_12_months"
    FINANCIAL_YEAR = "financial_year"

    @property
    def is_trailing(self) -> bool:
        """Whether figures of two months next to each other are about nearly the same children."""
        return self in (PeriodType.SNAPSHOT, PeriodType.ROLLING_12_MONTHS)
