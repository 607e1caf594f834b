"""Adoption: how long it took from care to a family, and who is on the way."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from inputs.careers import Careers
from report.metrics.counting.records.beginnings import months_from
from report.metrics.counting.records.month_numbers import at_month_ends, looked_up
from report.metrics.counting.records.stays import ADOPTIVE, Care, in_months
from report.metrics.counting.records.tallies import Tally, count_of, days_of, in_twelve_months, share_of
from report.metrics.counting.records.who import adopted_in_twelve_months

ADOPTION = "adoption"
_PLACEMENT_ORDER = "E1"
_LONG_WAIT = 24  # months after which nearly all have moved in whose decision a table that begins late does not hold
_COLUMNS = ("decided", "ordered", "matched", "placed", "reversed")


def tally_adoption(careers: Careers, care: Care) -> Iterator[Tally]:
    """Times to a family, of children adopted in the 12 months, and decisions, orders and children who wait."""
    year = in_twelve_months(care.months)
    adopted = adopted_in_twelve_months(care).merge(_placed(care), on="stay", how="left")
    steps = _steps(careers)
    adopted = adopted.merge(steps, on="child", how="left")
    placed = adopted["first_placed"].fillna(adopted["placed"])
    table = ADOPTION if careers.adoption is not None else "episodes"
    begun = adopted["began"].where(adopted["from_start"])
    yield days_of("entry_to_adoptive_home_days_mean", "episodes", adopted, _days(begun, placed), year)
    if careers.adoption is None:
        return
    ordered = adopted["ordered"].fillna(adopted["first_ordered"])
    waited = _days(ordered, adopted["matched"]).clip(lower=0)  # matched before the order: 0 days
    yield days_of("order_to_match_days_mean", table, adopted, waited, year)
    dated = adopted[adopted["decided"].notna() & placed.notna()]
    soon = placed[dated.index] <= dated["decided"] + pd.DateOffset(months=12)
    yield share_of("placed_within_12_months_pct", table, dated, soon, year)
    yield from _on_the_way(careers.adoption.rows, care)


def _days(first: pd.Series, last: pd.Series) -> pd.Series:
    return (last - first).dt.days


def _placed(care: Care) -> pd.DataFrame:
    """The first day in an adoptive home of each period of care, and of its first placement order."""
    episodes = care.episodes
    placed = episodes[episodes["home"].isin(ADOPTIVE)].groupby("stay")["began"].min().rename("first_placed")
    ordered = episodes[episodes["legal"] == _PLACEMENT_ORDER].groupby("stay")["began"].min().rename("first_ordered")
    return pd.concat([placed, ordered], axis=1).rename_axis("stay").reset_index()


def _steps(careers: Careers) -> pd.DataFrame:
    """The last steps on record for each child; none without the table."""
    if careers.adoption is None:
        nothing = {column: pd.Series(dtype="datetime64[s]") for column in _COLUMNS}
        return pd.DataFrame({"child": pd.Series(dtype="int64"), **nothing})
    rows = careers.adoption.rows[["child", *_COLUMNS]]
    known = rows[rows[list(_COLUMNS)].notna().any(axis=1)]
    return known.sort_values(["child", "decided"], na_position="first").drop_duplicates("child", keep="last")


def _on_the_way(rows: pd.DataFrame, care: Care) -> Iterator[Tally]:
    decided = in_months(rows, "decided", care).drop_duplicates(["month", "child"])
    months = months_from(rows["decided"], care)
    yield count_of("adoption_decisions_count", ADOPTION, decided, months)
    if rows["ordered"].notna().any():
        orders = in_months(rows, "ordered", care).drop_duplicates(["child", "ordered"])
        yield count_of("placement_orders_count", ADOPTION, orders, months)
    if rows["reversed"].notna().any():
        changed = in_months(rows, "reversed", care).drop_duplicates(["month", "child"])
        yield count_of("plan_changed_from_adoption_count", ADOPTION, changed, months)
    plans = rows[rows["decided"].notna()].rename(columns={"decided": "began"})
    first_home = care.episodes[care.episodes["home"].isin(ADOPTIVE)].groupby("child")["began"].min()
    placed = plans["placed"].fillna(looked_up(plans["child"], first_home))
    ended = pd.concat([placed, plans["reversed"]], axis=1).min(axis=1)
    waiting = at_month_ends(plans.assign(ended=ended)[["child", "began", "ended"]], care.first, care.last)
    waiting = waiting.drop_duplicates(["month", "child"]).merge(care.in_care[["month", "child"]], on=["month", "child"])
    yield count_of("children_waiting_adoption_count", ADOPTION, waiting, months_from(rows["decided"], care, _LONG_WAIT))
