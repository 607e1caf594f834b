"""Children in care at the end of each month, who they are, and who came and left."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from inputs.careers import Careers
from report.metrics.counting.records.cohort import Cohort, Steps
from report.metrics.counting.records.month_numbers import age_on, at_month_ends, in_the_next_year, month_of, number_of
from report.metrics.counting.records.stays import ADOPTED, Care
from report.metrics.counting.records.tallies import Tally, count_of, in_twelve_months, share_of

EPISODES = "episodes"
BANDS = (("Under 1", 0, 0), ("1 to 4", 1, 4), ("5 to 9", 5, 9), ("10 to 15", 10, 15), ("16 and over", 16, 17))
_REASONS = (
    ("left_care_through_adoption_pct", ADOPTED),
    ("left_care_special_guardianship_pct", ("E43", "E44", "E45", "E46", "E47", "E48")),
    ("left_care_child_arrangements_pct", ("E41",)),
    ("returned_home_pct", ("E4", "E4A", "E4B")),
    ("returned_home_planned_pct", ("E4A",)),
    ("returned_home_unplanned_pct", ("E4B",)),
)
_NOT_PROVED = {
    True: "whose first episode began for another reason than S",
    False: "whose last episode goes on (X1) with no next one",
}
_UNDONE = {
    True: "who were in care at its beginning, and not at its end",
    False: "who came in it, and are in care at its end",
}
_IN_TWELVE_MONTHS = ["child", "stay", "began", "born", "why_ended", "from_start", "happened"]
_FEWEST_TOLD = 0.98  # of leavers whose reason must be on record, for reasons to be counted


def tally_who(careers: Careers, care: Care) -> Iterator[Tally]:
    """Children in care, by age, disabled, and alone."""
    in_care, months = care.in_care, care.months
    yield count_of("children_in_care_count", EPISODES, in_care, months)
    without_age = set(in_care["month"][in_care["age"].isna()])
    aged = [month for month in months if month not in without_age]  # bands must add up to all
    for band, youngest, oldest in BANDS if careers.children is not None else ():
        rows = in_care[in_care["age"].between(youngest, oldest)]
        yield count_of("children_in_care_by_age_count", EPISODES, rows, aged, band)
    if careers.disabled is not None:
        told = in_care["child"].isin(careers.disabled.rows["child"])
        yield share_of("disabled_children_pct", "disabled", in_care, told, months)
    if careers.alone is not None:
        told = _alone_at_month_end(careers.alone.rows, care)
        yield count_of("unaccompanied_children_count", "alone", in_care[told], months)
        yield share_of("unaccompanied_children_pct", "alone", in_care, told, months)


def _alone_at_month_end(alone: pd.DataFrame, care: Care) -> pd.Series:
    """For each row of who is in care, whether the child has the status of having come alone at that month's end."""
    status = at_month_ends(alone, care.first, care.last)
    return care.in_care.set_index(["month", "child"]).index.isin(status.set_index(["month", "child"]).index)


def tally_flows(careers: Careers, care: Care) -> Iterator[Tally]:
    """Who came into care and who left in each month, and in 12 months."""
    yield count_of("left_care_count", EPISODES, leavers_in(care), care.months)
    yield from _starts(careers, care)
    yield from _reasons(care, in_twelve_months(care.months))


def _starts(careers: Careers, care: Care) -> Iterator[Tally]:
    """Who came into care; not in months in which too often it is not on record why an episode began."""
    begun = _of(care.stays, "began", care)
    told = (begun["why_began"] != "").groupby(begun["month"]).mean()
    months = [month for month in care.months if told.get(month, 1.0) >= _FEWEST_TOLD]
    came = starts_in(care)
    yield count_of("started_in_care_count", EPISODES, came, months)
    year = [month for month in in_twelve_months(care.months) if set(range(month - 11, month + 1)) <= set(months)]
    starters = _once(_for_twelve_months(begun[begun["from_start"]], care), keep="first")
    aged = starters[starters["born"].notna()]
    if careers.children is not None and len(aged) == len(starters):
        young = age_on(starters["born"], starters["began"]) < 1
        yield share_of("started_under_1_pct", EPISODES, starters, young, year)
    if careers.alone is not None:
        alone = set(careers.alone.rows["child"])
        yield count_of("unaccompanied_started_count", "alone", came[came["child"].isin(alone)], months)
        yield share_of("unaccompanied_starting_pct", "alone", starters, starters["child"].isin(alone), year)


def _reasons(care: Care, year: range) -> Iterator[Tally]:
    """Why children left, each at the last time in the 12 months; not in months in which too many reasons are blank."""
    leavers = leavers_in_twelve_months(care)
    told = (leavers["why_ended"] != "").groupby(leavers["month"]).mean()
    known = [month for month in year if told.get(month, 1.0) >= _FEWEST_TOLD]
    for measure, reasons in _REASONS:
        yield share_of(measure, EPISODES, leavers, leavers["why_ended"].isin(reasons), known)


def starts_in(care: Care) -> pd.DataFrame:
    """Children who came into care, once in a month: month, child.

    Not one whose first episode began for another reason than S: its start is not on record. Nor one who was in care at
    the beginning of the month and is not at its end: that child left, and came back between.
    """
    return _net(care, care.stays[care.stays["from_start"]], "began", came=True)


def leavers_in(care: Care) -> pd.DataFrame:
    """Children who left care, once in a month; not one who came in the month, and is in care at its end.

    Nor one whose last episode goes on (X1) with no next one: that the child left is not on record.
    """
    return _net(care, care.stays[care.stays["left"]], "ended", came=False)


def steps_of_flow(care: Care, month: int, came: bool) -> Steps:
    """From the children whose time in care began, or ended, in a month to those who came into care, or left it."""
    column, proved = ("began", "from_start") if came else ("ended", "left")
    happened = _of(care.stays, column, care)
    happened = happened[happened["month"] == month].sort_values(proved).drop_duplicates("child", keep="last")
    every = Cohort.of(happened, f"children’s time in care {column} in {month_of(month).name}")
    kept = every.without(~happened[proved], _NOT_PROVED[came])
    counted = (starts_in if came else leavers_in)(care)
    undone = ~kept.rows["child"].isin(counted["child"][counted["month"] == month])
    kept = kept.without(undone, _UNDONE[came])
    return kept.closed(f"children {'came into' if came else 'left'} care")


def _net(care: Care, stays: pd.DataFrame, column: str, came: bool) -> pd.DataFrame:
    rows = _of(stays, column, care)[["month", "child"]].drop_duplicates()
    held = care.held
    at_end = pd.MultiIndex.from_frame(rows).isin(held)
    at_start = pd.MultiIndex.from_frame(rows.assign(month=rows["month"] - 1)).isin(held)
    undone = (at_start & ~at_end) if came else (~at_start & at_end)
    return rows[~undone]


def leavers_in_twelve_months(care: Care) -> pd.DataFrame:
    """For the 12 months to each month, the children who left care, each at the last time: month, child, why_ended."""
    left = care.stays[care.stays["left"]]
    return _once(_for_twelve_months(_of(left, "ended", care), care), keep="last")


def adopted_in_twelve_months(care: Care) -> pd.DataFrame:
    """For the 12 months to each month, the children whose last leaving was an adoption."""
    leavers = leavers_in_twelve_months(care)
    return leavers[leavers["why_ended"].isin(ADOPTED)]


def _of(stays: pd.DataFrame, column: str, care: Care) -> pd.DataFrame:
    """The periods of care that began, or ended, in a month that is counted, with that month."""
    given = stays[stays[column].notna()]
    given = given.assign(month=number_of(given[column]).astype("int64"), happened=given[column])
    return given[given["month"].between(care.first, care.last)]


def _for_twelve_months(rows: pd.DataFrame, care: Care) -> pd.DataFrame:
    """Each row in each of the 12 months at whose end it is within the last 12 months, with what is asked of it."""
    return in_the_next_year(rows[_IN_TWELVE_MONTHS], rows["month"], care.first, care.last)


def _once(rows: pd.DataFrame, keep: str) -> pd.DataFrame:
    """Each child once in a month: at the first time, or at the last."""
    return rows.sort_values("happened", kind="stable").drop_duplicates(["month", "child"], keep=keep)
