"""Figures under another month than their own: a last month copied from the one before, and a row that has slipped."""

from __future__ import annotations

from inputs.findings import Finding, Strength
from inputs.intake import Return, Series
from inputs.period import Period
from report.metrics.checks.own_months import check_own_months
from report.metrics.counting.disclosure_control import suppress_small_counts
from report.metrics.counting.observations import observe
from tests.report.returns import BLANK, DECEMBER, LIBRARY, a_return, counts, intake, monthly, point, series

IN_CARE, CAME, DENTAL, PLANS = "children_in_care_count", "started_in_care_count", "dental_check_pct", "pathway_plan_pct"
PEP, SCHOOLS = "personal_education_plan_pct", "good_or_outstanding_school_pct"


def found(*held: Series | Return) -> list[Finding]:
    return list(check_own_months(suppress_small_counts(observe(intake(*held), LIBRARY.values())[0]), DECEMBER))


def kinds(*held: Series | Return) -> list[tuple[str, str]]:
    return [(one.kind, one.place) for one in found(*held)]


def test_a_last_month_that_is_the_month_before_on_the_whole_sheet_is_to_be_checked_once() -> None:
    sheet = a_return(counts(IN_CARE, [405, 409, 409]), counts(CAME, [9, 33, 33]), workbook="headline.xlsx")
    (finding,) = found(sheet)
    assert (finding.kind, finding.strength, finding.place) == (
        "month-copied",
        Strength.CHECK,
        "headline.xlsx › Health › M5",
    )
    assert finding.what.startswith("every figure of the sheet for December 2023 (M5) is the same as for November 2023")


def test_one_percentage_with_both_its_counts_as_they_were_is_a_copied_month() -> None:
    assert kinds(monthly(PLANS, [(155, 179), (158, 180), (158, 180)])) == [
        ("month-copied", "health.xlsx › Health › M6")
    ]


def test_one_number_that_stays_or_small_ones_that_do_are_chance() -> None:
    assert kinds(counts(IN_CARE, [405, 409, 409])) == []
    assert kinds(counts(CAME, [9, 12, 12]), counts("left_care_count", [8, 11, 11])) == []
    assert kinds(counts(IN_CARE, [405, 409, 409]), counts(CAME, [35, 33, 34])) == []
    assert kinds(monthly(PLANS, [(178, 179), (180, 180), (180, 180)])) == []  # all of them, in both months


def test_another_sheet_that_moved_does_not_hide_a_copied_one() -> None:
    copied = a_return(monthly(PLANS, [(155, 179), (158, 180), (158, 180)]), workbook="plans.xlsx")
    moved = a_return(monthly(DENTAL, [(230, 270), (231, 271), (233, 272)]), workbook="dental.xlsx")
    assert kinds(copied, moved) == [("month-copied", "plans.xlsx › Health › M6")]


def test_figures_that_stay_for_three_months_are_told_by_another_finding() -> None:
    assert kinds(monthly(PLANS, [(158, 180)] * 3)) == []


def test_a_row_with_only_its_first_month_blank_may_have_slipped() -> None:
    months = DECEMBER.lasting(9).months()
    given = (point(month, n=n, of=230) for month, n in zip(months[1:], range(201, 209), strict=True))
    late = series(PEP, point(months[0], n=BLANK, of=BLANK), *given)
    schools = monthly(SCHOOLS, [(160 + n, 210) for n in range(9)])
    (finding,) = found(late, schools)
    assert (finding.kind, finding.cell) == ("row-may-have-slipped", "F6")
    assert "has no figure for April 2023, the first month of the sheet, where “In a good or outstanding school”" in (
        finding.what
    )


def test_a_row_that_begins_later_still_or_has_other_gaps_has_not_slipped() -> None:
    schools = monthly(SCHOOLS, [(160 + n, 210) for n in range(9)])
    for blanks in ((0, 1), (0, 5)):
        values = [BLANK if n in blanks else 400 + n for n in range(9)]
        assert kinds(counts(IN_CARE, values), schools) == []
    assert (
        kinds(counts(IN_CARE, [BLANK, 401, 402], DECEMBER), monthly(SCHOOLS, [(160 + n, 210) for n in range(3)])) == []
    )


def test_a_whole_sheet_that_begins_a_month_later_has_not_slipped() -> None:
    assert kinds(counts(IN_CARE, [BLANK, *range(401, 409)], Period(2023, 12))) == []
