"""Working days in England: Monday to Friday, without bank holidays."""

from __future__ import annotations

import holidays
import pandas as pd

_MARGIN_DAYS = 400  # on both sides of the days asked for: any number of working days that a rule sets lies within it


def working_days_after(days: pd.Series, number: int) -> pd.Series:
    """The day that is so many working days after each day, which is itself not counted; NaT where there is no day.

    The twentieth working day after Friday 1 December 2023 is 3 January 2024.
    """
    given = days.dropna()
    if given.empty:
        return days
    first, last = given.min() - pd.Timedelta(days=7), given.max() + pd.Timedelta(days=_MARGIN_DAYS)
    closed = list(holidays.country_holidays("GB", subdiv="ENG", years=range(first.year, last.year + 1)))
    open_days = pd.Series(pd.date_range(first, last, freq=pd.offsets.CustomBusinessDay(holidays=closed)))
    places = open_days.searchsorted(given, side="right") + number - 1
    after = pd.Series(open_days.iloc[places].array, index=given.index).astype(days.dtype)
    return after.reindex(days.index)
