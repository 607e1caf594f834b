"""Months as whole numbers, so that what holds at the end of a month, or in it, is plain arithmetic on columns."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from inputs.period import MARCH, YEAR_MONTHS, Period

MARCH_NUMBER = MARCH - 1  # what is left of the number of a month that ends a financial year, over whole years
_LAST_DAYS = 7  # of a month: an extract that reaches them has all of it, since little is recorded at a weekend's end
_FIRST_DAYS = 7  # of a month: an extract that begins in them has all of it


def number_of(days: pd.Series) -> pd.Series:
    """The month of each day, counted from year 0 as ``Period.index`` is; missing where there is no day."""
    return days.dt.year * YEAR_MONTHS + days.dt.month - 1


def month_of(number: int) -> Period:
    """The month of a number."""
    year, month = divmod(int(number), YEAR_MONTHS)
    return Period(year, month + 1)


def last_day(number: int) -> pd.Timestamp:
    """The last day of a month."""
    return pd.Timestamp(month_of(number).last_day)


def last_days(months: pd.Series) -> pd.Series:
    """The last day of each month of a column."""
    every = months.unique()
    days = pd.Series([last_day(month) for month in every], index=every, dtype="datetime64[s]")
    return looked_up(months, days)


def whole_months(since: date, until: date) -> tuple[int, int]:
    """The first and the last month that lie wholly in what an extract covers; the last may be before the first."""
    start = Period(since.year, since.month)
    first = start.index if since.day <= _FIRST_DAYS else start.index + 1
    end = until + timedelta(days=_LAST_DAYS)
    return first, Period(end.year, end.month).index - 1


def each_month(frame: pd.DataFrame, first: pd.Series, last: pd.Series) -> pd.DataFrame:
    """A row for each month from ``first`` to ``last``, both included, of each row: with a column ``month``."""
    times = (last - first + 1).clip(lower=0).astype("int64")
    rows, first, times = frame[times > 0], first[times > 0], times[times > 0]
    spread = rows.take(pd.RangeIndex(len(rows)).repeat(times)).reset_index(drop=True)
    # The months of a row run on from its first, as the places of its copies do from the first of these.
    start = (first - (times.cumsum() - times)).repeat(times)
    return spread.assign(month=(start.array + spread.index).astype("int64"))


def in_the_next_year(frame: pd.DataFrame, months: pd.Series, first: int, last: int) -> pd.DataFrame:
    """Each row in its own month and the 11 after it: the months at whose end it lies in the last 12, where counted."""
    months = months.astype("int64")
    return each_month(frame, months.clip(lower=first), (months + 11).clip(upper=last))


def at_month_ends(frame: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """A row for each month at the end of whose last day a row holds: it has begun, and has not ended by that day.

    A row whose ``ended`` is blank still goes on.
    """
    begins = number_of(frame["began"]).fillna(first).clip(lower=first)
    ends = number_of(frame["ended"]).fillna(last + 1) - 1
    return each_month(frame, begins.astype("int64"), ends.clip(upper=last).astype("int64"))


def looked_up(keys: pd.Series, values: pd.Series) -> pd.Series:
    """The value for each key, by the index of ``values``; a blank of their type where there is none."""
    return pd.Series(values.reindex(keys).array, index=keys.index)


def age_at_month_end(born: pd.Series, month: pd.Series) -> pd.Series:
    """Age in whole years at the end of a month. Who was born on 29 February is a year older on 1 March."""
    years = (month - number_of(born)) // YEAR_MONTHS
    in_february = (month % YEAR_MONTHS == 1) & (born.dt.month == 2) & (born.dt.day == 29)
    common = ((month // YEAR_MONTHS) % 4 != 0) | (
        ((month // YEAR_MONTHS) % 100 == 0) & ((month // YEAR_MONTHS) % 400 != 0)
    )
    return years - (in_february & common).astype("int64")


def age_on(born: pd.Series, day: pd.Series) -> pd.Series:
    """Age in whole years on a day."""
    before = day.dt.month * 100 + day.dt.day < born.dt.month * 100 + born.dt.day
    return day.dt.year - born.dt.year - before.astype("int64")


def birthday(born: pd.Series, years: int) -> pd.Series:
    """The day on which somebody turns so many years; 1 March in a common year for one born on 29 February."""
    day = born + pd.DateOffset(years=years)
    moved = (born.dt.month == 2) & (born.dt.day == 29) & (day.dt.day == 28)
    return day.where(~moved, day + pd.Timedelta(days=1))
