"""Visits to children by their social worker: made on time, up to date, and children seen alone. Regulation 28."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from inputs.careers import Careers
from report.metrics.counting.records.month_numbers import last_day, number_of
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
_SPAN = 1_000_000  # more days than any record has, so that home and day make one number
_DAY_0 = pd.Timestamp("1900-01-01")


def tally_visits(careers: Careers, care: Care) -> Iterator[Tally]:
    """Visits made on time, children whose visit is up to date, and visits at which the child was seen alone."""
    if careers.visits is None:
        return
    visits = careers.visits.rows
    due = _dues(visits, care)
    due = due[due["month"].between(care.first, care.last)]
    yield share_of("visits_on_time_pct", VISITS, due, due["on_time"], care.months)
    if (visits["alone"] != "").any():
        made = visits.assign(month=number_of(visits["on"]).astype("int64"))
        stays = made.assign(row=range(len(made))).merge(care.stays[["child", "began", "ended"]], on="child")
        within = (stays["on"] >= stays["began"]) & ~(stays["on"] >= stays["ended"])
        made = stays[within].drop_duplicates("row")
        yield share_of("seen_alone_pct", VISITS, made, made["alone"] == "yes", care.months)


def _dues(visits: pd.DataFrame, care: Care) -> pd.DataFrame:
    """One row for each visit that fell due: month, child, on_time.

    All homes are followed at once, from one day due to the next: as many rounds as the longest home has visits.
    """
    homes = _homes(care)
    made = _visits_by_home(visits, homes)
    now = homes.assign(anchor=homes["start"], due=homes["start"] + _FIRST_DAYS)
    rounds = []
    while len(now := now[now["due"] < now["end"]]):
        latest = _latest(made, now["home_number"] * _SPAN + now["due"]) - now["home_number"] * _SPAN
        on_time = (latest > now["anchor"]) | ((latest == now["anchor"]) & (now["anchor"] == now["start"]))
        rounds.append(now[["child", "due"]].assign(on_time=on_time))
        late = _next(made, now["home_number"] * _SPAN + now["due"]) - now["home_number"] * _SPAN
        made_late = late <= now["due"] + _USUAL_DAYS
        anchor = latest.where(on_time, late.where(made_late, now["due"]))
        lasting = now["lasting"] & (anchor - now["start"] >= _YEAR_DAYS)
        step = lasting.map({True: _LASTING_DAYS, False: _USUAL_DAYS})
        now = now.assign(anchor=anchor, due=anchor + step)
    every = pd.concat(rounds) if rounds else now.assign(on_time=True)
    days = _DAY_0 + pd.to_timedelta(every["due"], unit="D")
    return every.assign(month=number_of(days).astype("int64"))


def _homes(care: Care) -> pd.DataFrame:
    """The homes in which visits are due, with their days as numbers, up to the last day that is counted."""
    kinds = care.episodes.groupby("home_number")["home"].last()
    homes = care.homes.assign(kind=care.homes["home_number"].map(kinds))
    homes = homes[homes["kind"] != _PARENTS]
    end = homes["ended"].fillna(last_day(care.last) + pd.Timedelta(days=1))
    return homes.assign(start=_days(homes["began"]), end=_days(end), lasting=homes["kind"].isin(_LASTING))[
        ["child", "home_number", "start", "end", "lasting"]
    ]


def _visits_by_home(visits: pd.DataFrame, homes: pd.DataFrame) -> pd.Series:
    """Home and day of each visit, as one number, in order."""
    met = visits[["child", "on"]].assign(day=_days(visits["on"])).merge(homes, on="child")
    within = met[(met["day"] >= met["start"]) & (met["day"] <= met["end"])]
    return (within["home_number"] * _SPAN + within["day"]).sort_values(ignore_index=True)


def _latest(made: pd.Series, keys: pd.Series) -> pd.Series:
    """The latest visit up to each key; far before it where there is none."""
    padded = pd.concat([pd.Series([-_SPAN]), made], ignore_index=True)
    return pd.Series(padded.iloc[made.searchsorted(keys, side="right")].array, index=keys.index)


def _next(made: pd.Series, keys: pd.Series) -> pd.Series:
    """The first visit after each key; far after it where there is none."""
    padded = pd.concat([made, pd.Series([_SPAN * _SPAN])], ignore_index=True)
    return pd.Series(padded.iloc[made.searchsorted(keys, side="right")].array, index=keys.index)


def _days(days: pd.Series) -> pd.Series:
    return (days - _DAY_0).dt.days
