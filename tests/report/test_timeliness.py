"""Whether figures are of the right months: what stops early, what comes early, and what is not all there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inputs.findings import Finding, Strength
from inputs.period import Period
from report.metrics.checks.timeliness import as_at_dates, check_timeliness, not_supplied
from report.metrics.counting.observations import observe
from report.metrics.score import latest_period
from tests.report.returns import (
    BLANK,
    DECEMBER,
    LIBRARY,
    NOT_APPLICABLE,
    SUPPRESSED,
    Return,
    Series,
    a_return,
    counts,
    intake,
    monthly,
    point,
    series,
)

IN_CARE, VISITS, HEALTH = "children_in_care_count", "visits_on_time_pct", "initial_health_assessment_pct"
DENTAL = "dental_check_pct"
TO_CHRISTMAS = "Data correct as at 31 December 2023"


def found(*held: Series | Return, period: Period = DECEMBER) -> list[Finding]:
    folder = intake(*held)
    return list(check_timeliness(observe(folder, LIBRARY.values())[0], period, as_at_dates(folder.returns)))


def kinds(*held: Series | Return, period: Period = DECEMBER) -> list[str]:
    return [finding.kind for finding in found(*held, period=period)]


def test_a_return_that_stops_before_the_period_is_to_be_checked_with_whom_to_ask() -> None:
    (finding,) = found(monthly("dental_check_pct", [(230, 270), (231, 271)], last=Period(2023, 10)))
    assert finding.kind == "no-figure-for-the-period"
    assert finding.strength is Strength.CHECK
    assert "has no figure for December 2023; its last is for October 2023" in finding.what
    assert finding.what.startswith("“Yearly dental check” has no figure")
    assert finding.remedy == "Ask the Health Service for Children in Care for it; the report says what we do not have."
    assert finding.cell == "K6"


def test_a_row_that_alone_of_its_sheet_ends_a_month_early_may_have_slipped() -> None:
    held = [monthly(DENTAL, [(230, 270), (231, 271)], last=Period(2023, 11)), counts(IN_CARE, [409, 411, 412])]
    (finding,) = found(*held)
    assert (
        "for November 2023, where all others of the sheet end a month later; if its row has slipped by a"
        in finding.what
    )
    earlier = counts("started_in_care_count", [9], last=Period(2023, 10))
    for others in ([], [earlier], [*held[1:], earlier]):
        assert not any("slipped" in one.what for one in found(held[0], *others))
    assert not any(
        "slipped" in one.what for one in found(a_return(held[0]), a_return(held[1], workbook="in care.xlsx"))
    )


def test_a_return_whose_last_cell_is_blank_stops_before_the_period() -> None:
    assert kinds(counts(IN_CARE, [409, BLANK])) == ["no-figure-for-the-period"]


def test_a_return_with_no_cases_or_a_hidden_count_in_the_last_month_has_been_sent() -> None:
    assert kinds(counts("children_missing_count", [9, NOT_APPLICABLE])) == []
    assert kinds(counts("children_missing_count", [9, SUPPRESSED])) == []


def test_last_years_yearly_figure_is_not_late_until_the_next_is_due() -> None:
    caseload = series("social_worker_caseload_rate", point(Period(2022, 9, 12), 17), point(Period(2023, 9, 12), 16))
    assert kinds(caseload) == []
    assert kinds(caseload, period=Period(2024, 9)) == ["no-figure-for-the-period"]


def test_a_team_without_a_figure_is_named() -> None:
    team = "Independent Reviewing Officers"
    late = series("average_caseload_by_team_rate", point(Period(2023, 11), n=408, of=6), group=team)
    assert f"({team})" in found(late)[0].what


def test_the_measures_of_a_sheet_that_all_stop_in_one_month_are_told_together() -> None:
    november = DECEMBER.back(1)
    sheet = a_return(
        monthly(DENTAL, [(230, 270)], last=november),
        monthly("immunisations_pct", [(240, 270)], last=november),
        workbook="health.xlsx",
    )
    (finding,) = found(sheet)
    assert str(finding) == (
        "health.xlsx › Health › L6: the sheet stops at November 2023: nothing for December 2023 of "
        "“Yearly dental check”, “Immunisations up to date”. "
        "Ask the Health Service for Children in Care for them; the report says what we do not have."
    )


def test_figures_after_the_day_their_sheet_is_correct_as_at_must_be_fixed_once_a_sheet() -> None:
    old = a_return(
        counts(IN_CARE, [405, 409, 412]), workbook="headline.xlsx", as_at="Data correct as at 9 October 2023"
    )
    (finding,) = found(old)
    assert (finding.kind, finding.strength) == ("figures-after-as-at", Strength.MUST_FIX)
    assert str(finding) == (
        "headline.xlsx › Health › L5: the sheet says that it was correct on 9 October 2023, but has figures for "
        "November 2023. Correct that date, or clear the figures of months that were still to come, and run again."
    )


def test_a_sheet_may_be_correct_as_at_any_later_day_or_say_nothing_that_is_plainly_a_day() -> None:
    for line in (TO_CHRISTMAS, "Data correct as at 9 January 2024", "", "Correct as at the usual time"):
        assert kinds(a_return(counts(IN_CARE, [409, 412]), as_at=line)) == []


def test_a_sheet_taken_on_the_first_of_a_month_has_begun_with_it() -> None:
    first = a_return(counts(IN_CARE, [409, 412]), as_at="Data correct as at 1 December 2023")
    assert kinds(first) == ["counted-before-month-end"]
    eve = a_return(counts(IN_CARE, [409, 412]), as_at="Data correct as at 30 November 2023")
    assert kinds(eve) == ["figures-after-as-at"]


def test_forecasts_of_months_after_the_report_are_no_figures_after_a_day() -> None:
    ahead = a_return(counts(IN_CARE, [409, 412, 415, 416], last=DECEMBER.back(-2)), as_at=TO_CHRISTMAS)
    assert kinds(ahead) == []


def test_an_early_sheet_is_told_of_once_however_many_measures_it_holds() -> None:
    early = "Data correct as at 22 December 2023"
    sheet = a_return(monthly(HEALTH, [(7, 13)] * 9), monthly(VISITS, [(60, 70)] * 9), as_at=early)
    assert kinds(sheet) == ["month-not-whole"]


def test_blank_cells_for_months_to_come_are_no_figures() -> None:
    blank = a_return(counts(IN_CARE, [409, 412, BLANK], last=DECEMBER.back(-1)), as_at=TO_CHRISTMAS)
    assert kinds(blank) == kinds(blank, period=DECEMBER) == []


def test_events_taken_before_the_end_of_their_month_are_to_be_checked_and_a_count_on_a_day_is_noted() -> None:
    early = "Data correct as at 22 December 2023"
    events = a_return(monthly(HEALTH, [(7, 13)] * 9), workbook="health.xlsx", as_at=early)
    children = a_return(counts(IN_CARE, [409, 412]), workbook="headline.xlsx", as_at=early)
    assert [(one.kind, one.strength, one.workbook) for one in found(events, children)] == [
        ("counted-before-month-end", Strength.NOTE, "headline.xlsx"),
        ("month-not-whole", Strength.CHECK, "health.xlsx"),
    ]


def test_zeros_filled_in_for_months_to_come_never_date_the_report() -> None:
    ahead = counts(IN_CARE, [409, 412, 0, 0, 0], last=DECEMBER.back(-3))
    assert latest_period(intake(ahead), LIBRARY.values()) == DECEMBER
    (finding,) = found(ahead)
    assert finding.kind == "filled-in-ahead"
    assert finding.what.startswith("there are zeros from January 2024 on")
    none = counts(IN_CARE, [409, 412, 0, NOT_APPLICABLE], last=DECEMBER.back(-2))
    assert kinds(none) == ["filled-in-ahead"]
    assert kinds(counts(IN_CARE, [409, 412, 0, 410], last=DECEMBER.back(-2))) == []


def test_forecasts_for_months_after_the_day_a_sheet_is_correct_as_at_never_date_the_report() -> None:
    ahead = a_return(counts(IN_CARE, [409, 412, 414, 415], last=DECEMBER.back(-2)), as_at="Correct at 9 January 2024")
    assert latest_period(intake(ahead), LIBRARY.values()) == DECEMBER.back(-1)
    assert latest_period(intake(counts(IN_CARE, [0, 0])), LIBRARY.values()) == DECEMBER


def test_later_figures_that_are_no_noughts_belong_to_a_later_report() -> None:
    assert kinds(counts(IN_CARE, [409, 412, 414], last=DECEMBER.back(-1))) == []


def test_percentages_without_counts_cannot_make_a_year_to_date() -> None:
    alone = series(VISITS, *(point(m, "91.5") for m in DECEMBER.lasting(9).months()))
    (finding,) = found(alone)
    assert finding.kind == "counts-missing"
    assert "given without its counts for 9 of the 9 months since April" in finding.what
    assert finding.cell == "E5"  # April, the first of them
    longer = series(VISITS, *(point(m, "91.5") for m in DECEMBER.lasting(14).months()))
    assert "for 9 of the 9 months since April" in found(longer)[0].what
    (half,) = found(series(VISITS, *(point(m, "90", n=9) for m in DECEMBER.lasting(9).months())))
    (other,) = found(series(VISITS, *(point(m, "90", of=10) for m in DECEMBER.lasting(9).months())))
    assert half.kind == other.kind == "counts-missing"
    april = Period(2023, 4)
    assert "its counts for the month since April" in found(series(VISITS, point(april, "91.5")), period=april)[0].what
    assert kinds(counts("started_in_care_count", [9] * 9)) == []  # a number is its own count
    assert kinds(series(DENTAL, *(point(m, "91.5") for m in DECEMBER.lasting(9).months()))) == []


def test_months_that_begin_after_april_cannot_make_a_year_to_date() -> None:
    (finding,) = found(monthly(VISITS, [(60, 70)] * 7))
    assert finding.kind == "year-to-date-not-whole"
    assert "begins in June 2023, after April, so that no year to date" in finding.what
    assert kinds(monthly(VISITS, [(60, 70)] * 9)) == kinds(monthly(DENTAL, [(60, 70)] * 7)) == []


def test_what_no_return_gives_is_asked_of_each_service_that_owes_it() -> None:
    owed = [LIBRARY[name] for name in (DENTAL, "pathway_plan_pct", "immunisations_pct")]
    health, leaving = not_supplied(owed, {})
    assert (health.kind, health.strength, health.place) == ("not-supplied", Strength.CHECK, "")
    assert health.what == "no figures came in for “Yearly dental check”, “Immunisations up to date”."
    assert health.remedy == "Due from: Health Service for Children in Care. The report says that we do not have them."
    assert leaving.remedy.startswith("Due from: Leaving Care Service.")


def test_three_measures_are_all_named() -> None:
    owed = [LIBRARY[name] for name in (DENTAL, HEALTH, "immunisations_pct")]
    assert not_supplied(owed, {})[0].what.endswith(f"“{owed[1].short_name}”, “Immunisations up to date”.")


@pytest.mark.parametrize("number", [4, 6])
def test_a_long_list_of_measures_is_cut_and_counted(number: int) -> None:
    owed = [measure for measure in LIBRARY.values() if measure.owner == LIBRARY[IN_CARE].owner][:number]
    assert f" and {len(owed) - 3} more." in not_supplied(owed, {})[0].what


def from_records(one: Series) -> Series:
    """The same figures as if counted from a table of records."""
    place = "all 412 rows"
    points = tuple(
        each._replace(
            value=each.value and each.value._replace(cell=place),
            numerator=each.numerator and each.numerator._replace(cell=place),
            denominator=each.denominator and each.denominator._replace(cell=place),
        )
        for each in one.points
    )
    return replace(one, points=points)


def test_what_could_not_be_counted_from_records_up_to_the_period_says_so_and_speaks_of_no_sheet() -> None:
    (finding,) = found(from_records(monthly(DENTAL, [(230, 270), (231, 271)], last=Period(2023, 10))))
    assert "could not be counted for December 2023: the records lack something" in finding.what
    assert "sheet" not in str(finding)
    assert "Ask the" not in finding.remedy
