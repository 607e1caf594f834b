"""Reviews of children's cases: held on time, and who took part."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from inputs.careers import Careers
from report.metrics.counting.records.beginnings import days_of_reviews, months_from
from report.metrics.counting.records.month_numbers import in_the_next_year, last_day
from report.metrics.counting.records.stays import Care, in_care_when, in_months
from report.metrics.counting.records.tallies import Tally, share_of
from report.metrics.counting.records.working_days import working_days_after

REVIEWS = "reviews"
FIRST_REVIEW_WORKING_DAYS, SECOND_MONTHS, LATER_MONTHS = 20, 3, 6  # regulation 33
_CODED = tuple(f"PN{number}" for number in range(1, 8))  # PN0: under four, of whom no part is expected
_TOOK_PART = ("PN1", "PN2", "PN3", "PN5", "PN6")  # PN4 and PN7: the child's views were not heard
_MOST_UNKNOWN = 0.1  # of the reviews of a month of which it cannot be known when they were due
_DAY = pd.Timedelta(days=1)
_FEWEST_CODED = 0.9  # of the reviews held that must say who took part


def tally_reviews(careers: Careers, care: Care) -> Iterator[Tally]:
    """Reviews held on time, children with every review on time, and reviews in which the child took part."""
    if careers.reviews is None:
        return
    rows = careers.reviews.rows
    given = rows["due"].notna().any()
    months = list(months_from(days_of_reviews(rows), care))
    if not months:
        return
    every = _as_recorded(rows) if given else _by_the_rule(rows, care, last_day(months[0] - 1) + _DAY)
    due = in_months(in_care_when(every[every["due"].notna()], "due", care), "due", care)
    if not given:
        months = _told(months, due, in_months(every[every["due"].isna()], "held", care))
    yield share_of("reviews_on_time_pct", REVIEWS, due, due["on_time"], months)
    each = in_the_next_year(due.drop(columns=["month", "held"]), due["month"], care.first, care.last)
    children = each.groupby(["month", "child"], as_index=False)["on_time"].all()
    year = [month for month in months if set(range(month - 11, month)) <= set(months)]
    yield share_of("children_reviews_all_on_time_pct", REVIEWS, children, children["on_time"], year)
    yield from _participation(rows, care)


def _participation(rows: pd.DataFrame, care: Care) -> Iterator[Tally]:
    held = in_months(in_care_when(rows[rows["held"].notna()], "held", care), "held", care)
    after = months_from(days_of_reviews(rows), care)
    told = (held["took_part"] != "").groupby(held["month"]).mean()
    months = [month for month in after if told.get(month, 1.0) >= _FEWEST_CODED]
    coded = held[held["took_part"].isin(_CODED)]
    if (held["took_part"] != "").any() and months:
        part = coded["took_part"].isin(_TOOK_PART)
        yield share_of("review_participation_pct", REVIEWS, coded, part, months)


def _as_recorded(rows: pd.DataFrame) -> pd.DataFrame:
    """Reviews by the day on which their record says that they were due."""
    due = rows[rows["due"].notna()]
    return due.assign(on_time=due["held"] <= due["due"])[["child", "due", "held", "on_time"]]


def _told(months: list[int], due: pd.DataFrame, unknown: pd.DataFrame) -> list[int]:
    """The months in which few reviews were held of which it cannot be known when they were due."""
    known, others = due.groupby("month").size(), unknown.groupby("month").size()
    return [one for one in months if others.get(one, 0) <= _MOST_UNKNOWN * (others.get(one, 0) + known.get(one, 0))]


def _by_the_rule(rows: pd.DataFrame, care: Care, since: pd.Timestamp) -> pd.DataFrame:
    """Reviews by the day on which each was due after the one before it, and the next one, if it was not held.

    The first is due 20 working days after the child came into care, the second three months after the first, each
    other six months after the one before. Nothing is due after a first day that is not on record.
    Of a child who was in care before the first day ``since`` which the reviews are on record, the one before is not
    known: the first on record was due by six months after that day at the latest. Where it was held by then, whether
    it was on time cannot be known, and its day is left blank; as that of the next is where it may be the third or not.
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
    twentieth = working_days_after(both["began"], FIRST_REVIEW_WORKING_DAYS)
    first = twentieth.where(both["from_start"])
    second = both["before"] + pd.DateOffset(months=SECOND_MONTHS)
    later = both["before"] + pd.DateOffset(months=LATER_MONTHS)
    after_first = later.where((both["place"] > 1) | ~both["from_start"], second)
    before = both["began"] < since
    first = first.where(~before, since + pd.DateOffset(months=LATER_MONTHS))
    first = first.where(~(before & (both["held"] <= first)))
    settled = twentieth + pd.DateOffset(months=SECOND_MONTHS)
    long_in = later.where((both["place"] > 1) | (both["before"] >= settled))
    after_first = after_first.where(~before, long_in)
    due = both.assign(due=first.where(both["place"] == 0, after_first))
    return due.assign(on_time=due["held"] <= due["due"])[["child", "due", "held", "on_time"]]
