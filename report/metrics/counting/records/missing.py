"""Children in care who went missing, and the talks they were offered when they came back."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from inputs.careers import Careers
from inputs.period import YEAR_MONTHS
from report.metrics.counting.records.beginnings import months_from
from report.metrics.counting.records.month_numbers import MARCH_NUMBER, each_month, last_day, number_of
from report.metrics.counting.records.stays import Care
from report.metrics.counting.records.tallies import Tally, count_of, share_of

MISSING = "missing"
_FEWEST_TOLD = 0.9  # of the times children came back that must say whether a talk was offered


def tally_missing(careers: Careers, care: Care) -> Iterator[Tally]:
    """Children missing, times missing and talks after coming back, of children in care on the day they went."""
    if careers.missing is None:
        return
    months = months_from(careers.missing.rows["began"], care)
    rows = _of_children_in_care(careers.missing.rows, care)
    gone = rows[~rows["away"]]
    by_month = gone.assign(month=number_of(gone["began"]).astype("int64"))
    yield count_of("children_missing_count", MISSING, by_month.drop_duplicates(["month", "child"]), months)
    yield count_of("missing_episodes_count", MISSING, by_month, months)
    yield from _in_years(gone, care, "children_missing_pct", months)
    if rows["away"].any():
        yield from _in_years(rows[rows["away"]], care, "away_without_authorisation_pct", months)
    yield from _talks(gone, care, months)


def _talks(gone: pd.DataFrame, care: Care, months: range) -> Iterator[Tally]:
    back = gone[gone["ended"].notna() & (gone["ended"] <= last_day(care.last))]
    back = back.assign(month=number_of(back["ended"]).astype("int64"))
    back = back[back["month"] >= care.first]
    if not len(back) or (back["offered"] != "").mean() < _FEWEST_TOLD:
        return
    yield share_of("return_interview_offered_pct", MISSING, back, back["offered"] == "yes", months)
    offered = back[back["offered"] == "yes"]
    yield share_of("return_interview_accepted_pct", MISSING, offered, offered["accepted"] == "yes", months)


def _in_years(rows: pd.DataFrame, care: Care, measure: str, months: range) -> Iterator[Tally]:
    """Of the children in care at any time in a financial year, those of some rows; by the year's last month."""
    ends = [month for month in months if month % YEAR_MONTHS == MARCH_NUMBER and month - 11 in months]
    stays = care.stays
    first = number_of(stays["began"]).clip(lower=care.first).astype("int64")
    last = number_of(stays["ended"]).fillna(care.last).clip(upper=care.last).astype("int64")
    in_care = each_month(stays[["child"]], first, last)
    happened = rows.assign(month=number_of(rows["began"]).astype("int64"))[["month", "child"]]
    of, had = (_by_year(frame).drop_duplicates() for frame in (in_care, happened))
    told = of.set_index(["month", "child"]).index.isin(had.set_index(["month", "child"]).index)
    if ends:
        yield share_of(measure, MISSING, of, told, ends)


def _by_year(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with the March in which the financial year of their month ends."""
    return frame.assign(month=frame["month"] + (MARCH_NUMBER - frame["month"]) % YEAR_MONTHS)[["month", "child"]]


def _of_children_in_care(rows: pd.DataFrame, care: Care) -> pd.DataFrame:
    """The rows that began while their child was in care, up to the last month."""
    numbered = rows[rows["began"] <= last_day(care.last)]
    numbered = numbered.assign(row=range(len(numbered)))
    stays = care.stays[["child", "began", "ended"]].rename(columns={"began": "came", "ended": "left"})
    met = numbered.merge(stays, on="child")
    within = met["row"][(met["began"] >= met["came"]) & ~(met["began"] >= met["left"])]
    return numbered[numbered["row"].isin(within) & (number_of(numbered["began"]) >= care.first)]
