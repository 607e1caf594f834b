"""What is likely to be wrong in records, counted: nobody is named, and no row is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from inputs.careers import Careers, RecordFile
from inputs.findings import Finding
from report.metrics.counting.records.month_numbers import last_day
from report.metrics.counting.records.stays import SHORT_BREAKS, Care
from report.metrics.model.findings import found
from report.metrics.model.measure import Source

_ADOPTED = ("E11", "E12")
_REVIEWED_DAYS, _CHECKED_MONTHS = 35, 12  # 20 working days, with Easter or Christmas in them; a year
_CORRECT = "Correct them where they are recorded, extract the records again, and run again."


def check_records(careers: Careers, care: Care) -> Iterator[Finding]:
    """One finding for each kind of trouble of which there is any, with how often it is there."""
    for table, number, what in (*_of_episodes(careers), *_of_companions(careers, care), *_of_others(careers)):
        if number:
            file: RecordFile = getattr(careers, table).file
            at = Source(file.name, file.sha256, file.sheet, (file.place,))
            yield replace(found("records-to-check", f"{what}: {number:,}.", _CORRECT, at), for_officers=True)


def _of_episodes(careers: Careers) -> Iterator[tuple[str, int, str]]:
    """Troubles of the episodes alone: their order, their ends, and ages that cannot be."""
    rows = careers.episodes.rows
    rows = rows[~rows["legal"].isin(SHORT_BREAKS)].sort_values(["child", "began", "ended"], na_position="last")
    by_child = rows.groupby("child")
    still = rows["ended"].isna()
    yield "episodes", int((still.groupby(rows["child"]).sum() > 1).sum()), "Children with two open episodes"
    yield "episodes", int((rows["ended"] < rows["began"]).sum()), "Episodes that end before they begin"
    yield "episodes", int((still & (rows["why_ended"] != "")).sum()), "Episodes with a reason to end and no end"
    yield "episodes", int((~still & (rows["why_ended"] == "")).sum()), "Episodes that ended for no reason"
    before, why = by_child["ended"].shift(), by_child["why_ended"].shift().fillna("")
    gap = (before < rows["began"]) & ((why == "X1") | (rows["why_began"] != "S"))
    yield "episodes", int(gap.sum()), "Episodes that begin some days after the one that they go on from"
    overlap = (before > rows["began"]).sum()
    yield "episodes", int(overlap), "Episodes that begin before the one before them ended"
    again = rows.duplicated(["child", "began", "ended", "why_began"]).sum()
    yield "episodes", int(again), "Episodes that are there twice"
    later = (rows["began"] > pd.Timestamp(careers.until)).sum()
    yield "episodes", int(later), "Episodes that begin after the last day of the records"


def _of_companions(careers: Careers, care: Care) -> Iterator[tuple[str, int, str]]:
    """Children in care at the end who lack what every such child has, and leavers who lack what they must have had."""
    now = care.in_care[care.in_care["month"] == care.last]
    if careers.children is not None:
        yield "episodes", int(now["born"].isna().sum()), "Children in care without a date of birth"
        unborn = (care.stays["began"] < care.stays["born"]).sum()
        yield "children", int(unborn), "Children who came into care before they were born"
    yield "episodes", int((~now["from_start"]).sum()), "Children in care whose first day in care is not on record"
    end = last_day(care.last)
    if careers.reviews is not None:
        due = now[now["began"] <= end - pd.Timedelta(days=_REVIEWED_DAYS)]
        lacking = ~due["child"].isin(careers.reviews.rows["child"])
        yield "reviews", int(lacking.sum()), "Children in care for five weeks or more without any review"
    if careers.checks is not None:
        due = now[now["began"] <= end - pd.DateOffset(months=_CHECKED_MONTHS)]
        lacking = ~due["child"].isin(careers.checks.rows["child"])
        yield "checks", int(lacking.sum()), "Children in care for a year or more without any health check"
    if careers.adoption is not None:
        adopted = care.stays[care.stays["why_ended"].isin(_ADOPTED)]
        lacking = ~adopted["child"].isin(careers.adoption.rows["child"])
        yield "adoption", int(lacking.sum()), "Adopted children without any date of their adoption"


def _of_others(careers: Careers) -> Iterator[tuple[str, int, str]]:
    """Days in other tables that are out of order."""
    if careers.missing is not None:
        rows = careers.missing.rows
        yield "missing", int((rows["ended"] < rows["began"]).sum()), "Missing episodes that end before they begin"
    if careers.adoption is not None:
        rows = careers.adoption.rows
        yield "adoption", int((rows["placed"] < rows["matched"]).sum()), "Children placed for adoption before a match"
        yield "adoption", int((rows["ordered"] < rows["decided"]).sum()), "Placement orders before the decision"
    if careers.reviews is not None:
        later = careers.reviews.rows["held"] > pd.Timestamp(careers.until)
        yield "reviews", int(later.sum()), "Reviews held after the last day of the records"
