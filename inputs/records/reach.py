"""From which day to which an extract holds everybody, told by the days in it: no clock is read."""

from __future__ import annotations

from datetime import date

import pandas as pd

_GAP_DAYS = 92  # of silence before or after which single days are taken for slips of the hand
_FEWEST_SHARE = 0.005  # of all days, up to which those beyond a gap are slips
_LATER_DAYS = 31  # by which other events may be later than the last episode began or ended
_OTHER_EVENTS = (("reviews", ("held",)), ("visits", ("on",)), ("checks", ("on",)), ("missing", ("began", "ended")))


def reach(frames: dict[str, pd.DataFrame], yearly: bool) -> tuple[date, date]:
    """The first day from which an extract holds everybody in care, and the last day that it reaches.

    The first is the day on which the first child in it left care, since those who left before are not in it; with no
    leaver, the day on which the first episode began. The last is that on which the last episode began or ended or, but
    for a ``yearly`` extract, the last event up to a month later: days later than that are plans, or slips.
    """
    episodes = frames["episodes"]
    happened = _without_slips(_by_day(episodes["began"], episodes["ended"]))
    first, last = happened.index[0], happened.index[-1]
    if not yearly:
        others = (frames[name][column] for name, columns in _OTHER_EVENTS if name in frames for column in columns)
        later = _by_day(*others)
        later = later[later.index <= last + pd.Timedelta(days=_LATER_DAYS)]
        last = max(last, later.index[-1]) if len(later) else last
    left = _by_day(episodes["ended"].where(episodes["why_ended"] != "X1"))
    left = left[(left.index >= first) & (left.index <= last)]
    return (_without_slips(left).index[0] if len(left) else first).date(), last.date()


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
