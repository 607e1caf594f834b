"""From which day to which an extract holds everybody, told by the days in it: no clock is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

_GAP_DAYS = 92  # of silence before or after which single days are taken for slips of the hand
_FEWEST_SHARE = 0.005  # of all days, up to which those beyond a gap are slips
_LATER_DAYS = 31  # by which other events may be later than the last episode began or ended
_OTHER_EVENTS = (("reviews", ("held",)), ("visits", ("on",)), ("checks", ("on",)), ("missing", ("began", "ended")))
_BUSIEST = 12  # months, whose median is the usual number of dates
_FEW_USUAL = 5  # dates of a usual month, below which one alone may well be the last
_MANY_USUAL = 20  # dates of a usual month, from which two weeks tell as much as a month does of fewer
_FEW_DATES_DAYS, _MANY_DATES_DAYS = 31, 14  # up to and with a day, in which there must be others
_FAIR_SHARE = 0.2  # of the dates that are usual in such a time


def reach(frames: dict[str, pd.DataFrame], yearly: bool) -> tuple[date, date]:
    """The first day from which an extract holds everybody in care, and the last day that it reaches.

    The first is the day on which the first child in it left care, since those who left before are not in it; with no
    leaver, the day on which the first episode began. The last is that on which the last episode began or ended or, but
    for a ``yearly`` extract, the last event up to a month later: days later than that are plans, or slips. Neither
    hangs on a date that stands alone where many are usual.
    """
    episodes = frames["episodes"]
    happened = _without_slips(_by_day(episodes["began"], episodes["ended"]))
    first, last = happened.index[0], _last_of_many(happened)
    if not yearly:
        others = (frames[name][column] for name, columns in _OTHER_EVENTS if name in frames for column in columns)
        every = _by_day(episodes["began"], episodes["ended"], *others)
        every = every[every.index <= last + pd.Timedelta(days=_LATER_DAYS)]
        last = max(last, _last_of_many(every))
    left = _by_day(episodes["ended"].where(episodes["why_ended"] != "X1"))
    left = left[(left.index >= first) & (left.index <= last)]
    return (_without_slips(left).index[0] if len(left) else first).date(), last.date()


def last_day_of_many(columns: Sequence[pd.Series]) -> pd.Timestamp:
    """The last day of several columns of days that does not stand alone where many are usual."""
    return _last_of_many(_by_day(*columns))


def _last_of_many(by_day: pd.Series) -> pd.Timestamp:
    """The last day up to which dates are many: those after it are slips of the hand, or plans.

    Many is a fair share of what is usual in the month, or the two weeks, that end with the day.
    """
    usual = by_day.groupby(by_day.index.to_period("M")).sum().nlargest(_BUSIEST).median()
    if usual < _FEW_USUAL:
        return by_day.index[-1]
    window = _FEW_DATES_DAYS if usual < _MANY_USUAL else _MANY_DATES_DAYS
    needed = max(2.0, _FAIR_SHARE * usual * window / _FEW_DATES_DAYS)
    many = by_day.index[(by_day.rolling(f"{window}D").sum() >= needed).to_numpy()]
    return many[-1] if len(many) else by_day.index[-1]


def _by_day(*columns: pd.Series) -> pd.Series:
    """How often each day stands in several columns, in the order of the days."""
    given = [one.dropna() for one in columns if one.notna().any()]
    return (
        pd.concat(given).value_counts(sort=False).sort_index()
        if given
        else pd.Series(dtype="int64", index=pd.DatetimeIndex([]))
    )


def _without_slips(by_day: pd.Series) -> pd.Series:
    """Without the few days that lie far before or after all others."""
    every = by_day.sum()
    before = by_day.cumsum() - by_day
    most = int(every * _FEWEST_SHARE)
    gaps = before[by_day.index.to_series().diff().dt.days.to_numpy() > _GAP_DAYS]
    start, end = gaps[gaps <= most].max(), gaps[every - gaps <= most].min()
    return by_day[~(before < start) & ~(before >= end)]
