"""From which month on a table holds everything: one that was extracted for less time than the episodes says it late."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from inputs.careers import Careers
from report.metrics.counting.records.month_numbers import last_day, month_of, whole_months
from report.metrics.counting.records.stays import Care

_SILENT_DAYS = 92  # before the first row of a table, up to which it may only be that nothing happened
_FEWEST_ROWS = 10  # of a table, from which it can be told that a silence before it is no chance
_MOST_EXPECTED = 1.0  # rows that would stand in the silence, were it as the time after it
_SLIPS_SHARE = 0.005  # of the days of a table that may lie before all others by a slip of the hand


def first_month(days: pd.Series, care: Care) -> int:
    """The first month that is counted from a table whose rows happened on some days."""
    begins = _late_beginning(days, care)
    return care.first if begins is None else max(care.first, whole_months(begins.date(), begins.date())[0])


def months_from(days: pd.Series, care: Care, later: int = 0) -> range:
    """The months that can be counted from a table, the first so many ``later`` where it begins late."""
    first = first_month(days, care)
    return range(first + later if first > care.first else first, care.last + 1)


def year_from(days: pd.Series, care: Care) -> range:
    """The months at whose end a table has 12 months."""
    return range(first_month(days, care) + 11, care.last + 1)


def late_tables(careers: Careers, care: Care) -> Iterator[tuple[str, str]]:
    """The tables that begin later than the episodes, each with its first whole month in words."""
    for name, days in _days_of(careers):
        first = first_month(days, care)
        if first > care.first:
            yield name, month_of(first).name


def days_of_reviews(rows: pd.DataFrame) -> pd.Series:
    """The day on which each review was due or, without one, held."""
    return rows["due"].fillna(rows["held"])


def _days_of(careers: Careers) -> Iterator[tuple[str, pd.Series]]:
    if careers.reviews is not None:
        yield "reviews", days_of_reviews(careers.reviews.rows)
    if careers.visits is not None:
        yield "visits", careers.visits.rows["on"]
    if careers.checks is not None:
        yield "checks", careers.checks.rows["on"]
    if careers.wellbeing is not None:
        yield "wellbeing", careers.wellbeing.rows["on"]
    if careers.missing is not None:
        yield "missing", careers.missing.rows["began"]
    if careers.adoption is not None:
        yield "adoption", careers.adoption.rows["decided"].dropna()


def _late_beginning(days: pd.Series, care: Care) -> pd.Timestamp | None:
    """The first day of a table, where the silence before it is too long to be a chance; else None."""
    start = last_day(care.first - 1) + pd.Timedelta(days=1)
    given = days[days <= last_day(care.last)].sort_values(ignore_index=True)
    if len(given) < _FEWEST_ROWS:
        return None
    begins = given[int(len(given) * _SLIPS_SHARE)]
    silent, spoken = (begins - start).days, (last_day(care.last) - begins).days + 1
    expected = silent * (given >= begins).sum() / spoken
    return pd.Timestamp(begins) if silent > _SILENT_DAYS and expected >= _MOST_EXPECTED else None
