"""Children in care who went missing, and the talks they were offered when they came back."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from inputs.careers import Careers
from inputs.period import YEAR_MONTHS
from report.metrics.counting.records.beginnings import months_from
from report.metrics.counting.records.month_numbers import MARCH_NUMBER, each_month, number_of
from report.metrics.counting.records.stays import Care, in_care_when, in_months
from report.metrics.counting.records.tallies import Tally, count_of, share_of

MISSING = "missing"
_FEWEST_TOLD = 0.9  # of the times children came back that must say whether a talk was offered


def tally_missing(careers: Careers, care: Care) -> Iterator[Tally]:
    """Children missing, times missing and talks after coming back, of children in care on the day they went."""
    if careers.missing is None:
        return
    months = months_from(careers.missing.rows["began"], care)
    rows = in_months(in_care_when(careers.missing.rows, "began", care), "began", care)
    gone = rows[~rows["away"]]
    yield count_of("children_missing_count", MISSING, gone.drop_duplicates(["month", "child"]), months)
    yield count_of("missing_episodes_count", MISSING, gone, months)
    yield from _in_years(gone, care, "children_missing_pct", months)
    if rows["away"].any():
        yield from _in_years(rows[rows["away"]], care, "away_without_authorisation_pct", months)
    yield from _talks(gone, care, months)


def _talks(gone: pd.DataFrame, care: Care, months: range) -> Iterator[Tally]:
    back = in_months(gone, "ended", care)
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
    of, had = (_by_year(frame).drop_duplicates() for frame in (in_care, rows))
    told = of.set_index(["month", "child"]).index.isin(had.set_index(["month", "child"]).index)
    if ends:
        yield share_of(measure, MISSING, of, told, ends)


def _by_year(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with the March in which the financial year of their month ends."""
    return frame.assign(month=frame["month"] + (MARCH_NUMBER - frame["month"]) % YEAR_MONTHS)[["month", "child"]]
