"""What is likely to be wrong in records, counted: nobody is named, and no row is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from inputs.careers import Careers, RecordFile, RecordTable
from inputs.findings import Finding
from report.metrics.counting.records.beginnings import late_tables
from report.metrics.counting.records.month_numbers import last_day
from report.metrics.counting.records.stays import ADOPTED, SHORT_BREAKS, Care
from report.metrics.model.findings import found
from report.metrics.model.measure import Source

_REVIEWED_DAYS, _CHECKED_MONTHS = 35, 12  # 20 working days, with Easter or Christmas in them; a year
_CORRECT = "Correct them where they are recorded, extract the records again, and run again."


class Trouble(NamedTuple):
    """One kind of trouble: the table it is in, the number of the child of each time that it is there, and its words.

    ``seen_in`` is the table in whose rows an officer finds it.
    """

    table: str
    children: pd.Series
    what: str
    seen_in: str


def check_records(careers: Careers, care: Care) -> Iterator[Finding]:
    """One finding for each kind of trouble of which there is any, with how often it is there."""
    for table, children, what, _ in troubles(careers, care):
        file: RecordFile = getattr(careers, table).file
        at = Source(file.name, file.sha256, file.sheet, (file.place,))
        one = found("records-to-check", f"{what}: {len(children):,}.", _CORRECT, at)
        yield replace(one, for_officers=True)
    for what in _cannot_be_told(careers):
        file = careers.episodes.file
        at = Source(file.name, file.sha256, file.sheet, (file.place,))
        yield found("records-to-check", what, _CORRECT, at)
    for table, first in late_tables(careers, care):
        file = getattr(careers, table).file
        at = Source(file.name, file.sha256, file.sheet, (file.place,))
        what = f"This table begins later than the episodes: {first} is its first whole month, and nothing is counted "
        what += "from it for the months before, nor for 12 months of which it has not all."
        remedy = "Extract it for as long a time as the episodes, and run again."
        yield replace(found("records-to-check", what, remedy, at), for_officers=True)


def _cannot_be_told(careers: Careers) -> Iterator[str]:
    """Who is in every count, since the records do not say that they should be left out."""
    if not (careers.episodes.rows["legal"] != "").any():
        yield (
            "No episode has a legal status, so children on short breaks (V1, V3 or V4) cannot be told from others, and "
            "are counted as children in care."
        )
    if careers.children is None:
        yield (
            "No dates of birth are here, so young people past their 18th birthday whose episode is still open cannot "
            "be told, and are counted as children in care."
        )


def troubles(careers: Careers, care: Care) -> Iterator[Trouble]:
    """Each kind of trouble of which there is any."""
    every = (*_of_episodes(careers), *_of_companions(careers, care), *_of_others(careers))
    return (one for one in every if len(one.children))


def _trouble(table: str, rows: pd.DataFrame, what: str, seen_in: str = "") -> Trouble:
    return Trouble(table, rows["child"], what, seen_in or table)


def _of_episodes(careers: Careers) -> Iterator[Trouble]:
    """Troubles of the episodes alone: their order, their ends, and ages that cannot be."""
    rows = careers.episodes.rows
    rows = rows[~rows["legal"].isin(SHORT_BREAKS)].sort_values(["child", "began", "ended"], na_position="last")
    by_child = rows.groupby("child")
    still = rows["ended"].isna()
    open_ones = rows[still]
    two_open = open_ones[open_ones.duplicated("child")].drop_duplicates("child")
    before, why = by_child["ended"].shift(), by_child["why_ended"].shift().fillna("")
    gap = (before < rows["began"]) & ((why == "X1") | (rows["why_began"] != "S"))
    again = rows.duplicated(["child", "began", "ended", "why_began"])
    later = rows["began"] > pd.Timestamp(careers.until)
    last = by_child["began"].shift(-1).isna()
    for those, what in (
        (two_open, "Children with two open episodes"),
        (rows[rows["ended"] < rows["began"]], "Episodes that end before they begin"),
        (rows[still & (rows["why_ended"] != "")], "Episodes with a reason to end and no end"),
        (rows[~still & (rows["why_ended"] == "")], "Episodes that ended for no reason"),
        (rows[gap], "Episodes that begin some days after the one that they go on from"),
        (rows[before > rows["began"]], "Episodes that begin before the one before them ended"),
        (rows[again], "Episodes that are there twice"),
        (rows[last & (rows["why_ended"] == "X1")], "Episodes that go on (X1) with no next one"),
        (rows[later], "Episodes that begin after the last day of the records"),
    ):
        yield _trouble("episodes", those, what)


def _of_companions(careers: Careers, care: Care) -> Iterator[Trouble]:
    """Children in care at the end who lack what every such child has, and leavers who lack what they must have had."""
    now = care.in_care[care.in_care["month"] == care.last]
    if careers.children is not None:
        yield _trouble("episodes", now[now["born"].isna()], "Children in care without a date of birth")
        unborn = care.stays[care.stays["began"] < care.stays["born"]]
        yield _trouble("children", unborn, "Children who came into care before they were born")
    yield _trouble("episodes", now[~now["from_start"]], "Children in care whose first day in care is not on record")
    end = last_day(care.last)
    if careers.reviews is not None:
        due = now[now["began"] <= end - pd.Timedelta(days=_REVIEWED_DAYS)]
        what = "Children in care for five weeks or more without any review"
        yield _trouble("reviews", _without(due, careers.reviews), what, "episodes")
    if careers.checks is not None:
        due = now[now["began"] <= end - pd.DateOffset(months=_CHECKED_MONTHS)]
        what = "Children in care for a year or more without any health check"
        yield _trouble("checks", _without(due, careers.checks), what, "episodes")
    if careers.adoption is not None:
        adopted = care.stays[care.stays["why_ended"].isin(ADOPTED)]
        what = "Adopted children without any date of their adoption"
        yield _trouble("adoption", _without(adopted, careers.adoption), what, "episodes")


def _without(children: pd.DataFrame, table: RecordTable) -> pd.DataFrame:
    """The children of whom a table has no row."""
    return children[~children["child"].isin(table.rows["child"])]


def _of_others(careers: Careers) -> Iterator[Trouble]:
    """Days in other tables that are out of order."""
    if careers.missing is not None:
        rows = careers.missing.rows
        yield _trouble("missing", rows[rows["ended"] < rows["began"]], "Missing episodes that end before they begin")
    if careers.adoption is not None:
        rows = careers.adoption.rows
        unmatched = rows[rows["placed"] < rows["matched"]]
        yield _trouble("adoption", unmatched, "Children placed for adoption before a match")
        yield _trouble("adoption", rows[rows["ordered"] < rows["decided"]], "Placement orders before the decision")
    if careers.reviews is not None:
        rows = careers.reviews.rows
        if rows["due"].notna().any():
            undated = rows[rows["held"].notna() & rows["due"].isna()]
            yield _trouble("reviews", undated, "Reviews held without a day on which they were due")
        later = rows[rows["held"] > pd.Timestamp(careers.until)]
        yield _trouble("reviews", later, "Reviews held after the last day of the records")
