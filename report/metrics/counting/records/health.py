"""Health of children in care: first and yearly checks, dentists, immunisations and wellbeing."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from inputs.careers import Careers
from report.metrics.counting.records.beginnings import months_from, year_from
from report.metrics.counting.records.month_numbers import MARCH_NUMBER, in_the_next_year, last_days, number_of
from report.metrics.counting.records.stays import Care, in_months
from report.metrics.counting.records.tallies import NotTold, Tally, share_of
from report.metrics.counting.records.working_days import working_days_after

FIRST_CHECK_WORKING_DAYS = 20
_FIRST_MONTHS = 2  # that the first check of who came on the first day of a table may take
_TWICE_UNDER = 5  # years of age, up to which two health checks a year are needed
_SDQ_AGES = (5, 16)
_CONCERN = 17


def tally_health(careers: Careers, care: Care) -> Iterator[Tally | NotTold]:
    """Measures of health, from the days of checks or, of a year to March, from the form OC2."""
    if careers.checks is not None:
        yield from _first_checks(careers.checks.rows, care)
        yield from _yearly_checks(careers.checks.rows, care)
    if careers.immunised is not None:
        yield from _immunised(careers.immunised.rows, care)
    if careers.wellbeing is not None:
        yield from _wellbeing(careers.wellbeing.rows, care)
    if careers.year_checks is not None:
        yield from _of_year(careers.year_checks.rows, care)


def settled(care: Care, months: range | list[int]) -> pd.DataFrame:
    """Who is in care at the end of a month, and has been without a break for 12 months or more."""
    rows = care.in_care[care.in_care["month"].isin(months)]
    day = last_days(rows["month"])
    return rows[rows["began"] + pd.DateOffset(months=12) <= day]


def _first_checks(checks: pd.DataFrame, care: Care) -> Iterator[Tally]:
    """First checks within 20 working days, by the month in which the twentieth fell; not of a child who left before."""
    stays = care.stays[care.stays["from_start"]]
    due = stays.assign(due=working_days_after(stays["began"], FIRST_CHECK_WORKING_DAYS))
    due = in_months(due[~(due["ended"] <= due["due"])], "due", care)
    health = checks[checks["kind"] == "health"][["child", "on"]]
    met = due.merge(health, on="child")
    done = set(met["stay"][(met["on"] >= met["began"]) & (met["on"] <= met["due"])])
    yield share_of(
        "initial_health_assessment_pct",
        "checks",
        due,
        due["stay"].isin(done),
        months_from(health["on"], care, _FIRST_MONTHS),
    )


def _yearly_checks(checks: pd.DataFrame, care: Care) -> Iterator[Tally]:
    days = {kind: checks["on"][checks["kind"] == kind] for kind in ("health", "dental")}
    rows = settled(care, care.months[11:])
    had = {kind: _times(checks[checks["kind"] == kind], rows, care) for kind in ("health", "dental")}
    needed = (rows["age"] < _TWICE_UNDER).astype("int64") + 1
    if rows["age"].notna().any():  # or how often each child needs a check is not known
        yield share_of(
            "annual_health_assessment_pct", "checks", rows, had["health"] >= needed, year_from(days["health"], care)
        )
    if (checks["kind"] == "dental").any():
        yield share_of("dental_check_pct", "checks", rows, had["dental"] > 0, year_from(days["dental"], care))


def _times(events: pd.DataFrame, rows: pd.DataFrame, care: Care) -> pd.Series:
    """How often something happened to the child of each row in the 12 months to its month's end; once a day at most."""
    each = in_the_next_year(events[["child", "on"]], number_of(events["on"]), care.first, care.last)
    counted = each.drop_duplicates().groupby(["month", "child"]).size()
    return pd.Series(
        counted.reindex(pd.MultiIndex.from_frame(rows[["month", "child"]]), fill_value=0).array, rows.index
    )


def _immunised(up_to_date: pd.DataFrame, care: Care) -> Iterator[Tally | NotTold]:
    """Children whose immunisations are up to date: the records say only how it is now, so only of the last month."""
    if not care.ends_with_month:
        yield NotTold(("immunisations_pct",), "immunised", "it says how things are on the day of the extract alone")
        return
    rows = settled(care, [care.last])
    told = rows["child"].isin(up_to_date["child"])
    yield share_of("immunisations_pct", "immunised", rows, told, [care.last])


def _wellbeing(scores: pd.DataFrame, care: Care) -> Iterator[Tally]:
    year = year_from(scores["on"], care)
    rows = settled(care, year)
    rows = rows[rows["age"].between(*_SDQ_AGES)]
    each = in_the_next_year(scores, number_of(scores["on"]), care.first, care.last)
    latest = each.sort_values(["on", "score"]).drop_duplicates(["month", "child"], keep="last")
    rows = rows.merge(latest[["month", "child", "score"]], on=["month", "child"], how="left")
    yield from _scored(rows, "wellbeing", year)


def _scored(rows: pd.DataFrame, table: str, months: range | list[int]) -> Iterator[Tally]:
    scored = rows[rows["score"].notna()]
    yield share_of("sdq_completed_pct", table, rows, rows["score"].notna(), months)
    yield share_of("sdq_concern_pct", table, scored, scored["score"] >= _CONCERN, months)


def _of_year(forms: pd.DataFrame, care: Care) -> Iterator[Tally]:
    """The form OC2, of the year to the last March: of children in care for 12 months then, as the form itself asks."""
    march = care.last - (care.last - MARCH_NUMBER) % 12
    if march not in care.months:
        return
    rows = settled(care, [march]).merge(forms, on="child", how="left")
    for measure, column in (
        ("annual_health_assessment_pct", "health"),
        ("dental_check_pct", "dental"),
        ("immunisations_pct", "immunised"),
        ("substance_misuse_pct", "misuse"),
    ):
        yield share_of(measure, "year_checks", rows, rows[column] == "yes", [march])
    under_5 = rows[rows["age"] < _TWICE_UNDER]
    yield share_of("development_check_pct", "year_checks", under_5, under_5["develops"] == "yes", [march])
    of_age = rows[rows["age"].between(10, 17)]
    yield share_of("convicted_or_cautioned_pct", "year_checks", of_age, of_age["convicted"] == "yes", [march])
    misused = rows[rows["misuse"] == "yes"]
    yield share_of("substance_misuse_help_pct", "year_checks", misused, misused["helped"] == "yes", [march])
    yield from _scored(rows[rows["age"].between(*_SDQ_AGES)], "year_checks", [march])
