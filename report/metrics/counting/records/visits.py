"""Visits to children by their social worker that were made on time: regulation 28."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from inputs.careers import Careers
from report.metrics.counting.records.month_numbers import last_day, looked_up, number_of
from report.metrics.counting.records.stays import Care
from report.metrics.counting.records.tallies import Tally, share_of

VISITS = "visits"
RULE = (
    "A visit is due within a week of the first day in a home, then within six weeks of the visit before it. After a "
    "year in a home that is meant to last until 18 (U1, U4) it is due within three months. A visit that was not made "
    "counts as late on the day it was due, and again every six weeks. Children who live with their parents (P1) are "
    "left out, since other times hold for them."
)
_FIRST_DAYS, _USUAL_DAYS, _LASTING_DAYS = 7, 42, 91
_YEAR_DAYS = 365
_LASTING = ("U1", "U4")  # long-term fostering
_PARENTS = "P1"
_DAY_0 = pd.Timestamp("1900-01-01")


def tally_visits(careers: Careers, care: Care) -> Iterator[Tally]:
    """Visits made on time."""
    if careers.visits is None:
        return
    visits = careers.visits.rows
    due = _dues(visits, care)
    due = due[due["month"].between(care.first, care.last)]
    yield share_of("visits_on_time_pct", VISITS, due, due["on_time"], care.months)


def _dues(visits: pd.DataFrame, care: Care) -> pd.DataFrame:
    """One row for each visit that fell due: month, child, on_time."""
    homes = _homes(care)
    made = _visits_by_home(visits, homes)
    # Each due day hangs on the visit before it, so this is one walk along each home: far faster than frames by rounds.
    rows = [
        (child, due, on_time)
        for child, home, start, end, lasting in homes.itertuples(index=False)
        for due, on_time in _dues_of_home(start, end, lasting, made.get(home, []))
    ]
    every = pd.DataFrame(rows, columns=["child", "due", "on_time"]).astype({"on_time": "bool"})
    return every.assign(month=number_of(_DAY_0 + pd.to_timedelta(every["due"], unit="D")).astype("int64"))


def _dues_of_home(start: int, end: int, lasting: bool, visits: Sequence[int]) -> Iterator[tuple[int, bool]]:
    """The days on which visits fell due in one home, and whether each was made by then; ``visits`` are in order."""
    place, due = 0, start + _FIRST_DAYS
    while due < end:
        before = place
        while place < len(visits) and visits[place] <= due:
            place += 1
        on_time = place > before
        yield due, on_time
        anchor = visits[place - 1] if on_time else due
        if not on_time and place < len(visits) and visits[place] <= due + _USUAL_DAYS:
            anchor = visits[place]  # made late: the next one is due after it
            place += 1
        due = anchor + (_LASTING_DAYS if lasting and anchor - start >= _YEAR_DAYS else _USUAL_DAYS)


def _homes(care: Care) -> pd.DataFrame:
    """The homes in which visits are due, with their days as numbers, up to the last day that is counted."""
    kinds = care.episodes.groupby("home_number")["home"].last()
    homes = care.homes.assign(kind=looked_up(care.homes["home_number"], kinds))
    homes = homes[homes["kind"] != _PARENTS]
    end = homes["ended"].fillna(last_day(care.last) + pd.Timedelta(days=1))
    return homes.assign(start=_days(homes["began"]), end=_days(end), lasting=homes["kind"].isin(_LASTING))[
        ["child", "home_number", "start", "end", "lasting"]
    ]


def _visits_by_home(visits: pd.DataFrame, homes: pd.DataFrame) -> dict[int, list[int]]:
    """The days of visits, in order, by the number of the home in which the child then lived."""
    met = visits[["child", "on"]].assign(day=_days(visits["on"])).merge(homes, on="child")
    within = met[(met["day"] >= met["start"]) & (met["day"] <= met["end"])].sort_values("day")
    return {int(home): days.tolist() for home, days in within.groupby("home_number")["day"]}


def _days(days: pd.Series) -> pd.Series:
    return (days - _DAY_0).dt.days
