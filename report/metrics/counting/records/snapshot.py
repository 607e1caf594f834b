"""What a snapshot tells, which holds only the latest visit and check of each child: what is in date, and no more.

It is never said that anything was on time: that needs every visit and every review.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from inputs.careers import Careers
from inputs.period import YEAR_MONTHS
from report.metrics.counting.records.month_numbers import last_day
from report.metrics.counting.records.stays import Care
from report.metrics.counting.records.tallies import Tally, days_of, share_of

LATEST = "latest"
_VISIT_DAYS, _IRO_MONTHS = 42, 6
_CHECK_MONTHS, _CHECK_MONTHS_UNDER_5, _UNDER = 12, 6, 5
_FEWEST_HOMES = 3


def tally_snapshot(careers: Careers, care: Care) -> Iterator[Tally]:
    """Homes in 12 months as the list has them, and whose visit and checks are in date at the month's end."""
    if careers.latest is None or not care.ends_with_month:
        return
    rows = care.in_care[care.in_care["month"] == care.last].merge(careers.latest.rows, on="child", how="left")
    end, months = last_day(care.last), [care.last]
    if rows["homes"].notna().all() and len(rows):
        yield share_of("three_or_more_homes_pct", LATEST, rows, rows["homes"] >= _FEWEST_HOMES, months)
    if rows["visit"].notna().any():
        seen = (end - rows["visit"]).dt.days <= _VISIT_DAYS
        yield share_of("visits_up_to_date_pct", LATEST, rows, seen, months)
    if rows["iro"].notna().any():
        yield share_of("iro_visited_pct", LATEST, rows, rows["iro"] > _before(end, _IRO_MONTHS), months)
    if rows["health"].notna().any():
        since = (rows["age"] < _UNDER).map(
            {True: _before(end, _CHECK_MONTHS_UNDER_5), False: _before(end, _CHECK_MONTHS)}
        )
        yield share_of("health_check_up_to_date_pct", LATEST, rows, rows["health"] > since, months)
    year = rows[rows["began"] <= _before(end, YEAR_MONTHS)]
    if rows["dental"].notna().any():
        told = year["dental"] > _before(end, YEAR_MONTHS)
        yield share_of("dental_check_pct", LATEST, year, told, months)
    yield from _adopted(careers, care)


def _adopted(careers: Careers, care: Care) -> Iterator[Tally]:
    """Times to a family, of children adopted in the 12 months, from the list of adoption itself."""
    if careers.adoption is None or "adopted" not in careers.adoption.rows:
        return
    rows, end = careers.adoption.rows, last_day(care.last)
    rows = rows[(rows["adopted"] > _before(end, YEAR_MONTHS)) & (rows["adopted"] <= end)].assign(month=care.last)
    moved = (rows["placed"] - rows["entered"]).dt.days
    yield days_of("entry_to_adoptive_home_days_mean", "adoption", rows, moved, [care.last])
    matched = (rows["matched"] - rows["ordered"]).dt.days.clip(lower=0)
    yield days_of("order_to_match_days_mean", "adoption", rows, matched, [care.last])


def _before(end: pd.Timestamp, months: int) -> pd.Timestamp:
    """The last day of the month that is so many months before that of a day."""
    return end - pd.DateOffset(months=months) + pd.offsets.MonthEnd(0)
