"""Where children in care live: how often they moved, how long they stayed, what kind of home, and how far away."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from inputs.careers import Careers
from report.metrics.counting.records.month_numbers import at_month_ends, in_the_next_year, last_days, number_of
from report.metrics.counting.records.stays import ADOPTIVE, Care
from report.metrics.counting.records.tallies import Tally, in_twelve_months, share_of

EPISODES = "episodes"
_MOST_UNKNOWN = 0.02  # of children in care whose home, or whose first day in care, may be unknown
_FEWEST_MILES = 0.8  # of children in care whose distance must be known; the others stay in the total
_FAR_MILES = 20
_LONG_MONTHS, _SETTLED_MONTHS = 30, 24  # two and a half years in care, two years in the same home
_UNDER = 16
_FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
_KINDS = (
    ("foster_homes_pct", _FOSTER),
    ("kinship_foster_pct", ("U1", "U2", "U3")),
    ("childrens_home_pct", ("K1", "K2")),
    ("supported_accommodation_pct", ("P2", "H5", "K3")),
    ("with_parents_pct", ("P1",)),
    ("placed_for_adoption_pct", ADOPTIVE),
    ("other_residential_pct", ("R1", "R2", "R3", "R5", "S1")),
    ("other_home_pct", ("P3", "T0", "T1", "T2", "T3", "T4", "Z1", "Z11", "Z12", "Z13", "Z14", "Q1", "Q2")),
    ("family_setting_pct", (*_FOSTER, *ADOPTIVE, "P1")),
)


def tally_homes(careers: Careers, care: Care) -> Iterator[Tally]:
    """Moves, stability, kinds of home and distances."""
    told = homes_in_twelve_months(care) >= 3
    yield share_of("three_or_more_homes_pct", EPISODES, care.in_care, told, in_twelve_months(care.months))
    rows = _with_homes(care)
    if careers.latest is None or not rows["kind"].isin(ADOPTIVE).any():  # a snapshot has no home before the latest
        yield from _stability(rows, care)
    yield from _kinds(rows, care)


def homes_in_twelve_months(care: Care) -> pd.Series:
    """For each row of who is in care, the homes in the last 12 months: those begun, and the one carried in.

    A stay of less than 24 hours does not count.
    """
    homes = care.homes
    lasted = homes[~(homes["ended"] <= homes["began"])]
    each = in_the_next_year(lasted[["child"]], number_of(lasted["began"]), care.first, care.last)
    counted = each.groupby(["month", "child"]).size()
    rows = pd.MultiIndex.from_frame(care.in_care[["month", "child"]])
    a_year_before = pd.MultiIndex.from_frame(care.in_care[["month", "child"]].assign(month=care.in_care["month"] - 12))
    carried = a_year_before.isin(care.held)
    return pd.Series(counted.reindex(rows, fill_value=0).to_numpy() + carried, index=care.in_care.index)


def _stability(rows: pd.DataFrame, care: Care) -> Iterator[Tally]:
    """Of children under 16 in care for two and a half years, those who have had the same home for two years."""
    rows = rows[rows["age"] < _UNDER]
    day = last_days(rows["month"])
    long = rows["began"] + pd.DateOffset(months=_LONG_MONTHS) <= day
    in_doubt = (~long & ~rows["from_start"]).groupby(rows["month"]).mean()
    months = [month for month in care.months if in_doubt.get(month, 0.0) <= _MOST_UNKNOWN]
    since = rows["since"].where(~rows["kind"].isin(ADOPTIVE), rows["since_before"].fillna(rows["since"]))
    settled = since + pd.DateOffset(months=_SETTLED_MONTHS) <= day
    if months:
        yield share_of("long_term_stability_pct", EPISODES, rows[long], settled[long], months)


def _with_homes(care: Care) -> pd.DataFrame:
    """Who is in care each month, with the kind of home, its provider and distance, and since when the child is there.

    ``since_before`` is the day on which the home before this one in the same period of care began.
    """
    episodes = care.episodes.drop(columns=["ended", "born"]).rename(columns={"until": "ended", "home": "kind"})
    now = at_month_ends(episodes, care.first, care.last).sort_values(["began", "ended"], kind="stable")
    now = now.drop_duplicates(["month", "child"], keep="last")[
        ["month", "child", "kind", "provider", "miles", "home_number"]
    ]
    homes = care.homes.assign(since_before=care.homes.groupby("stay")["began"].shift())
    homes = homes.rename(columns={"began": "since"})[["home_number", "since", "since_before"]]
    joined = care.in_care.merge(now, on=["month", "child"], how="left").merge(homes, on="home_number", how="left")
    # Each of many rows has one of a few codes, which are soon told apart as categories.
    return joined.assign(**{one: joined[one].fillna("").astype("category") for one in ("kind", "provider")})


def _kinds(rows: pd.DataFrame, care: Care) -> Iterator[Tally]:
    known = (rows["kind"] != "").groupby(rows["month"]).mean()
    months = [month for month in care.months if known.get(month, 1.0) >= 1 - _MOST_UNKNOWN]
    if months:
        for measure, kinds in _KINDS:
            yield share_of(measure, EPISODES, rows, rows["kind"].isin(kinds), months)
        fostered = rows[rows["kind"].isin(_FOSTER)]
        if (fostered["provider"] != "").mean() >= 1 - _MOST_UNKNOWN:
            own, agency = fostered["provider"] == "PR1", fostered["provider"].isin(["PR4", "PR5"])
            yield share_of("inhouse_foster_pct", EPISODES, fostered, own, months)
            yield share_of("agency_foster_pct", EPISODES, fostered, agency, months)
    measured = rows["miles"].notna().groupby(rows["month"]).mean()
    months = [month for month in care.months if measured.get(month, 0.0) >= _FEWEST_MILES]
    if months:
        yield share_of("over_20_miles_pct", EPISODES, rows, rows["miles"] > _FAR_MILES, months)
