"""Reviews of children's cases: held on time, and who took part."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from inputs.careers import Careers
from report.metrics.counting.records.month_numbers import each_month, last_day, number_of
from report.metrics.counting.records.stays import Care
from report.metrics.counting.records.tallies import Tally, in_twelve_months, share_of
from report.metrics.counting.records.working_days import working_days_after

REVIEWS = "reviews"
FIRST_REVIEW_WORKING_DAYS, SECOND_MONTHS, LATER_MONTHS = 20, 3, 6  # regulation 33
_CODED = tuple(f"PN{number}" for number in range(1, 8))  # PN0: under four, of whom no part is expected
_TOOK_PART = ("PN1", "PN2", "PN3", "PN5", "PN6")  # PN4 and PN7: the child's views were not heard
_FEWEST_CODED = 0.9  # of the reviews held that must say who took part


def tally_reviews(careers: Careers, care: Care) -> Iterator[Tally]:
    """Reviews held on time, children with every review on time, and reviews in which the child took part."""
    if careers.reviews is None:
        return
    rows = careers.reviews.rows
    given = rows["due"].notna().any()
    due = _in_care_when(_as_recorded(rows) if given else _by_the_rule(rows, care), "due", care)
    due = _in_months(due, "due", care)
    yield share_of("reviews_on_time_pct", REVIEWS, due, due["on_time"], care.months)
    first = due["month"]
    each = each_month(due.drop(columns="month"), first, (first + 11).clip(upper=care.last))
    children = each.groupby(["month", "child"], as_index=False)["on_time"].all()
    year = in_twelve_months(care.months)
    yield share_of("children_reviews_all_on_time_pct", REVIEWS, children, children["on_time"], year)
    yield from _participation(rows, care)


def _participation(rows: pd.DataFrame, care: Care) -> Iterator[Tally]:
    held = _in_months(_in_care_when(rows[rows["held"].notna()], "held", care), "held", care)
    told = (held["took_part"] != "").groupby(held["month"]).mean()
    months = [month for month in care.months if told.get(month, 1.0) >= _FEWEST_CODED]
    coded = held[held["took_part"].isin(_CODED)]
    if (held["took_part"] != "").any() and months:
        part = coded["took_part"].isin(_TOOK_PART)
        yield share_of("review_participation_pct", REVIEWS, coded, part, months)


def _as_recorded(rows: pd.DataFrame) -> pd.DataFrame:
    """Reviews by the day on which their record says that they were due."""
    due = rows[rows["due"].notna()]
    return due.assign(on_time=due["held"] <= due["due"])[["child", "due", "on_time"]]


def _by_the_rule(rows: pd.DataFrame, care: Care) -> pd.DataFrame:
    """Reviews by the day on which each was due after the one before it, and the next one, if it was not held.

    The first is due 20 working days after the child came into care, the second three months after the first, each
    other six months after the one before. Nothing is due after a first day that is not on record.
    """
    stays = care.stays[["child", "stay", "began", "ended", "from_start"]]
    held = rows[["child", "held"]].drop_duplicates().merge(stays, on="child")
    within = (held["held"] >= held["began"]) & ~(held["held"] > held["ended"])
    held = held[within].sort_values(["stay", "held"], ignore_index=True)
    held = held.assign(place=held.groupby("stay").cumcount(), before=held.groupby("stay")["held"].shift())
    last = held.groupby("stay").tail(1)
    pending = stays.merge(last[["stay", "place", "held"]].rename(columns={"held": "before"}), on="stay", how="left")
    pending = pending.assign(place=pending["place"].fillna(-1) + 1, held=pd.NaT)
    both = pd.concat([held, pending.astype({"held": held["held"].dtype})], ignore_index=True)
    first = working_days_after(both["began"], FIRST_REVIEW_WORKING_DAYS).where(both["from_start"])
    second = both["before"] + pd.DateOffset(months=SECOND_MONTHS)
    later = both["before"] + pd.DateOffset(months=LATER_MONTHS)
    after_first = later.where((both["place"] > 1) | ~both["from_start"], second)
    due = both.assign(due=first.where(both["place"] == 0, after_first))
    due = due[due["due"].notna()]
    return due.assign(on_time=due["held"] <= due["due"])[["child", "due", "on_time"]]


def _in_care_when(rows: pd.DataFrame, column: str, care: Care) -> pd.DataFrame:
    """The rows whose child was in care on their day, short breaks left out; one that left that day was not."""
    numbered = rows.assign(row=range(len(rows)))
    met = numbered.merge(care.stays[["child", "began", "ended"]], on="child")
    within = (met[column] >= met["began"]) & ~(met[column] >= met["ended"])
    return numbered[numbered["row"].isin(met["row"][within])].drop(columns="row")


def _in_months(rows: pd.DataFrame, column: str, care: Care) -> pd.DataFrame:
    """The rows whose day is in a month that is counted, with that month."""
    until = last_day(care.last)
    given = rows[rows[column].notna() & (rows[column] <= until)]
    given = given.assign(month=number_of(given[column]).astype("int64"))
    return given[given["month"] >= care.first]
