"""Visits to children by their social worker that were made on time: regulation 28."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

import pandas as pd

from inputs.careers import Careers
from inputs.period import YEAR_MONTHS
from report.metrics.counting.records.beginnings import months_from
from report.metrics.counting.records.month_numbers import last_day, looked_up, month_of, number_of
from report.metrics.counting.records.stays import Care
from report.metrics.counting.records.tallies import Tally, share_of

VISITS = "visits"
_FIRST_DAYS, _USUAL_DAYS, _LASTING_MONTHS = 7, 42, 3
_YEAR_DAYS = 365
_LASTING = ("U1", "U4")  # long-term fostering
_PARENTS = "P1"
_FEWEST_TOLD = 0.9  # of the visits that must say whether the child was seen alone
_Visit = tuple[int, bool]  # the day, and whether the child was seen alone
_DAY_0 = pd.Timestamp("1900-01-01")
_ORDINAL_0 = date(1900, 1, 1).toordinal()
_OF_HOMES = ("home_number", "start", "end", "lasting")


def tally_visits(careers: Careers, care: Care) -> Iterator[Tally]:
    """Visits made on time, and those at which the child was seen alone, both of all visits due."""
    if careers.visits is None:
        return
    visits = careers.visits.rows
    months = months_from(visits["on"], care, _LASTING_MONTHS)
    due = _dues(visits, care)
    due = due[due["month"].between(care.first, care.last)]
    yield share_of("visits_on_time_pct", VISITS, due, due["on_time"], months)
    if len(visits) and (visits["seen_alone"] != "").mean() >= _FEWEST_TOLD:
        yield share_of("seen_alone_pct", VISITS, due, due["alone"], months)


def _dues(visits: pd.DataFrame, care: Care) -> pd.DataFrame:
    """One row for each visit that fell due: month, on_time, and whether the child was then seen alone."""
    homes = _homes(care)
    made = _visits_by_home(visits, homes)
    # Each due day hangs on the visit before it, so this is one walk along each home: far faster than frames by rounds.
    walked = [
        due
        for home, start, end, lasting in zip(*(homes[one].tolist() for one in _OF_HOMES), strict=True)
        for due in _dues_of_home(start, end, lasting, made.get(home, []))
    ]
    due, on_time, alone = zip(*walked, strict=True) if walked else ((), (), ())
    day = pd.Series(due, dtype="int64")
    month = number_of(_DAY_0 + pd.to_timedelta(day, unit="D")).astype("int64")
    return pd.DataFrame({"month": month, "on_time": pd.array(on_time, "bool"), "alone": pd.array(alone, "bool")})


def _dues_of_home(start: int, end: int, lasting: bool, visits: Sequence[_Visit]) -> Iterator[tuple[int, bool, bool]]:
    """The days on which visits fell due in one home, whether each was made by then, and whether the child was alone.

    ``visits`` are in order. One that was made late is that of the day on which it was due.
    """
    place, due, many = 0, start + _FIRST_DAYS, len(visits)
    while due < end:
        before, alone = place, False
        while place < many and visits[place][0] <= due:
            alone = alone or visits[place][1]
            place += 1
        on_time = place > before
        if not on_time and place < many and visits[place][0] <= due + _USUAL_DAYS:
            alone = visits[place][1]
            place += 1  # made late: the next one is due after it
        yield due, on_time, alone
        anchor = visits[place - 1][0] if place > before else due
        due = _months_after(anchor) if lasting and anchor - start >= _YEAR_DAYS else anchor + _USUAL_DAYS


@cache
def _months_after(day: int) -> int:
    """The number of the day that is three calendar months after one: of 30 November, the last of February."""
    at = date.fromordinal(_ORDINAL_0 + day)
    last: date = month_of(at.year * YEAR_MONTHS + at.month - 1 + _LASTING_MONTHS).last_day
    return last.replace(day=min(at.day, last.day)).toordinal() - _ORDINAL_0


def _homes(care: Care) -> pd.DataFrame:
    """The homes in which visits are due, with their days as numbers, up to the last day that is counted."""
    kinds = care.episodes.groupby("home_number")["home"].last()
    homes = care.homes.assign(kind=looked_up(care.homes["home_number"], kinds))
    homes = homes[homes["kind"] != _PARENTS]
    end = homes["ended"].fillna(last_day(care.last) + pd.Timedelta(days=1))
    return homes.assign(start=_days(homes["began"]), end=_days(end), lasting=homes["kind"].isin(_LASTING))[
        ["child", "home_number", "start", "end", "lasting"]
    ]


def _visits_by_home(visits: pd.DataFrame, homes: pd.DataFrame) -> dict[int, list[_Visit]]:
    """The visits, in order, by the number of the home in which the child then lived."""
    met = visits.assign(day=_days(visits["on"]), alone=visits["seen_alone"] == "yes").merge(homes, on="child")
    within = met[(met["day"] >= met["start"]) & (met["day"] <= met["end"])].sort_values(["day", "alone"])
    made: dict[int, list[_Visit]] = {}
    for home, *visit in zip(*(within[one].tolist() for one in ("home_number", "day", "alone")), strict=True):
        made.setdefault(home, []).append((visit[0], visit[1]))
    return made


def _days(days: pd.Series) -> pd.Series:
    return (days - _DAY_0).dt.days
