"""Which month a report is for, and what is said of the later figures that it passes over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from inputs.findings import Finding, Strength
from inputs.intake import Return, Series, State
from inputs.period import Period
from report.metrics.checks.timeliness import as_at_dates
from report.metrics.counting.observations import observe
from report.metrics.report_month import NothingToReport, ReportMonth, heading_cells, month_of_report
from tests.report.returns import DECEMBER, LIBRARY, a_return, counts, intake, monthly, point, series

IN_CARE, CAME, DENTAL, HOMES = "children_in_care_count", "started_in_care_count", "dental_check_pct", "pathway_plan_pct"
JANUARY, NOVEMBER = Period(2024, 1), Period(2023, 11)
MEETING = date(2024, 2, 14)


def chosen(*held: Series | Return, meeting: date | None = None) -> ReportMonth:
    folder = intake(*held)
    reported, _ = observe(folder, LIBRARY.values())
    return month_of_report(reported, as_at_dates(folder.returns), meeting, heading_cells(folder.returns))


def workbook(name: str, last: Period, *more: Series) -> Return:
    measure = {"care": IN_CARE, "came": CAME}.get(name)
    first = counts(measure, [405, 409, 412], last) if measure else monthly(DENTAL, [(230, 270), (231, 271)], last)
    return a_return(first, *more, workbook=f"{name}.xlsx")


def headed(one: Series, headings: Sequence[str]) -> Series:
    return replace(one, points=tuple(p._replace(heading=at) for p, at in zip(one.points, headings, strict=True)))


def told(month: ReportMonth) -> list[tuple[str, str]]:
    return [(one.kind, one.place) for one in month.passed_over]


def test_the_month_is_the_latest_on_which_two_workbooks_end() -> None:
    both = chosen(workbook("care", DECEMBER), workbook("came", DECEMBER), workbook("dental", NOVEMBER))
    assert (both.period, both.why) == (DECEMBER, "the latest month on which two workbooks end")
    late = chosen(workbook("care", DECEMBER), workbook("came", NOVEMBER), workbook("dental", NOVEMBER))
    assert late.period == NOVEMBER
    assert told(late) == [("later-than-the-report", "care.xlsx › Health › M5")]


def test_a_stray_later_column_in_one_workbook_of_several_never_dates_the_report() -> None:
    stray = headed(counts(CAME, [12, 13, 14], JANUARY), ["B1", "C1", "D1"])
    month = chosen(workbook("care", DECEMBER), workbook("dental", DECEMBER), a_return(stray, workbook="came.xlsx"))
    assert month.period == DECEMBER
    (finding,) = month.passed_over
    assert finding.strength is Strength.CHECK
    assert str(finding) == (
        "came.xlsx › Health › D1: January 2024 is later than December 2023, the latest month on which two workbooks "
        "end; its figures for “Came into care” were left off. If the heading is wrong, correct it; if the report is "
        "for that month, run again with --period 2024-01."
    )


def test_in_a_single_workbook_it_is_the_month_on_which_most_measures_end() -> None:
    month = chosen(counts(IN_CARE, [409, 412]), monthly(DENTAL, [(230, 270)]), counts(CAME, [12, 13], JANUARY))
    assert (month.period, month.why) == (DECEMBER, "the month on which most measures end")
    assert [one.kind for one in month.passed_over] == ["later-than-the-report"]
    even = chosen(counts(IN_CARE, [409, 412]), counts(CAME, [12, 13], JANUARY))
    assert even.period == JANUARY


def test_a_hidden_figure_ends_a_series_as_a_number_does() -> None:
    missing, episodes = "children_missing_count", "missing_episodes_count"
    hidden = [counts(name, [7, 8, State.SUPPRESSED]) for name in (missing, episodes)]
    assert chosen(counts(IN_CARE, [401, 392]), *hidden).period == DECEMBER
    ahead = counts(missing, [7, 8, State.SUPPRESSED], JANUARY)  # a mark filled in ahead
    assert chosen(counts(IN_CARE, [401, 392]), ahead).period == DECEMBER


def test_groups_of_one_measure_do_not_outvote_the_others() -> None:
    ages = [counts("children_in_care_by_age_count", [20, 21], JANUARY, group=age) for age in ("Under 1", "1 to 4")]
    assert chosen(counts(IN_CARE, [409, 412]), monthly(DENTAL, [(230, 270)]), *ages).period == DECEMBER


def test_yearly_figures_hold_for_the_year_after_them_and_do_not_hold_the_month_back() -> None:
    yearly = [series(name, point(Period(2023, 3, 12), 80)) for name in (DENTAL, HOMES, "immunisations_pct")]
    assert chosen(counts(IN_CARE, [409, 412]), *yearly).period == DECEMBER


def test_quarterly_measures_do_not_hold_the_month_back() -> None:
    quarters = [series(name, point(Period(2023, 12, 3), 80)) for name in (DENTAL, HOMES)]
    assert chosen(*quarters, counts(IN_CARE, [409, 412], JANUARY)).period == JANUARY


def test_a_year_so_far_beside_its_months_never_dates_the_report() -> None:
    whole = (*counts(IN_CARE, [409, 412]).points, point(Period(2024, 3, 12), 412))
    held = headed(series(IN_CARE, *whole), ["J1", "K1", "L1"])
    month = chosen(held, meeting=MEETING)
    assert month.period == DECEMBER
    (finding,) = month.passed_over
    assert (finding.kind, finding.cell) == ("after-the-meeting", "L1")
    assert finding.what.startswith("2023/24 ends after the meeting on 14 February 2024")
    assert chosen(held).period == DECEMBER  # without a meeting date too: the months of that year stop in December


def test_months_that_give_way_to_quarters_end_with_the_last_quarter() -> None:
    months, quarters = counts(CAME, [12, 13], Period(2023, 3)), [point(Period(2023, m, 3), 40) for m in (6, 9, 12)]
    assert chosen(series(CAME, *months.points, *quarters)).period == DECEMBER


def test_no_period_that_ends_after_the_meeting_is_the_reports() -> None:
    plan = series("long_term_stability_pct", *(point(Period(year, 3, 12), 60) for year in (2023, 2024, 2025)))
    month = chosen(plan, meeting=MEETING)
    assert month.period.last_month == Period(2023, 3)
    assert [one.what.split(" ends")[0] for one in month.passed_over] == ["2023/24", "2024/25"]
    assert chosen(counts(IN_CARE, [409, 412]), meeting=date(2023, 12, 31)).period == DECEMBER
    assert chosen(counts(IN_CARE, [409, 412]), meeting=date(2023, 12, 30)).period == NOVEMBER


def test_a_meeting_before_every_figure_is_said_to_be_so() -> None:
    with pytest.raises(NothingToReport) as nothing:
        chosen(counts(IN_CARE, [409, 412]), meeting=date(2023, 1, 10))
    assert nothing.value.after == date(2023, 1, 10)


def test_rolling_years_end_with_the_last_of_their_months() -> None:
    rolling = series("left_care_through_adoption_pct", *(point(Period(2023, m, 12), 14) for m in (10, 11, 12)))
    assert chosen(rolling, monthly(DENTAL, [(230, 270)])).period == DECEMBER


def test_zeros_filled_in_ahead_are_told_of_by_another_finding_alone() -> None:
    month = chosen(counts(IN_CARE, [409, 412, 0], JANUARY))
    assert (month.period, told(month)) == (DECEMBER, [])


def test_one_heading_is_told_of_once_for_all_its_measures() -> None:
    points = (point(DECEMBER, 12, row=5), point(JANUARY, 13, row=5))
    sheets = [headed(series(name, *points), ["B1", "C1"]) for name in (CAME, "left_care_count")]
    month = chosen(workbook("care", DECEMBER), workbook("dental", DECEMBER), a_return(*sheets, workbook="moves.xlsx"))
    findings: tuple[Finding, ...] = month.passed_over
    assert [one.place for one in findings] == ["moves.xlsx › Health › C1"]
    assert "“Came into care”, “Left care”" in findings[0].what
