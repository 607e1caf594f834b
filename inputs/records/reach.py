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
    happened = _without_slips(_in_order(episodes["began"], episodes["ended"]))
    first, last = happened.iloc[0], happened.iloc[-1]
    if not yearly:
        others = (frames[name][column] for name, columns in _OTHER_EVENTS if name in frames for column in columns)
        later = _in_order(*others)
        later = later[later <= last + pd.Timedelta(days=_LATER_DAYS)]
        last = max(last, later.max()) if len(later) else last
    left = _in_order(episodes["ended"].where(episodes["why_ended"] != "X1"))
    left = left[left.between(first, last)].reset_index(drop=True)
    return (_without_slips(left).iloc[0] if len(left) else first).date(), last.date()


def _in_order(*columns: pd.Series) -> pd.Series:
    """The days of several columns, in order."""
    given = [one.dropna() for one in columns if one.notna().any()]
    return pd.concat(given).sort_values(ignore_index=True) if given else pd.Series(dtype="datetime64[s]")


def _without_slips(ordered: pd.Series) -> pd.Series:
    """Days in order, without the few that lie far before or after all others."""
    most = int(len(ordered) * _FEWEST_SHARE)
    gaps = ordered.diff().dt.days > _GAP_DAYS
    ends = gaps[gaps].index
    late = [place for place in ends if len(ordered) - place <= most]
    early = [place for place in ends if place <= most]
    return ordered.iloc[max(early, default=0) : min(late, default=len(ordered))]
