"""Figures under another month than their own: a last month copied from the one before, and a row that has slipped."""

from __future__ import annotations

from inputs.findings import Finding, Strength
from inputs.intake import Return, Series
from inputs.period import Period
from report.metrics.checks.own_months import check_own_months
from report.metrics.counting.observations import observe
from tests.report.returns import (
    AGE_BANDS,
    AGES,
    BLANK,
    DECEMBER,
    LIBRARY,
    a_return,
    counts,
    intake,
    monthly,
    point,
    series,
    without_small_counts,
)

IN_CARE, CAME, DENTAL, PLANS = "children_in_care_count", "started_in_care_count", "dental_check_pct", "pathway_plan_pct"
CASELOAD = "average_caseload_by_team_rate"
DAYS, MISSING, EPISODES = "entry_to_adoptive_home_days_mean", "children_missing_count", "missing_episodes_count"
PEP, SCHOOLS = "personal_education_plan_pct", "good_or_outstanding_school_pct"


def found(*held: Series | Return) -> list[Finding]:
    return list(check_own_months(without_small_counts(observe(intake(*held), LIBRARY.values())[0]), DECEMBER))


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


def test_one_measure_of_a_sheet_with_all_its_counts_as_they_were_is_a_copied_month() -> None:
    plans = monthly(PLANS, [(155, 179), (158, 180), (158, 180)])
    (finding,) = found(plans, counts(IN_CARE, [405, 409, 412]))
    assert finding.kind == "month-copied"
    assert finding.what == (
        "every figure of “Pathway plan in place” for December 2023 (M6, M7) is the same as for November 2023, as if "
        "that month had been copied."
    )
    moved = monthly(PLANS, [(155, 179), (158, 180), (158, 181)])
    assert kinds(moved, counts(IN_CARE, [405, 409, 412])) == []  # one of the two stayed


def test_two_measures_of_a_sheet_that_were_copied_are_one_finding() -> None:
    held = [monthly(name, [(155, 179), (158, 180), (158, 180)]) for name in (PLANS, DENTAL)]
    (finding,) = found(*held, counts(IN_CARE, [405, 409, 412]))
    assert finding.what.startswith("every figure of “Yearly dental check”, “Pathway plan in place” for December")


def test_all_groups_of_a_measure_must_have_stayed() -> None:
    before, then = (24, 47, 50, 161, 130), (25, 44, 48, 166, 127)
    for last, kind in ((before, ["month-copied"]), ((24, 47, 50, 160, 130), [])):
        bands = [counts(AGE_BANDS, trio, group=age) for age, *trio in zip(AGES, then, before, last, strict=True)]
        assert [one.kind for one in found(*bands, counts(IN_CARE, [410, 412, 413]))] == kind


def test_small_counts_that_have_never_stayed_together_in_two_years_are_no_chance() -> None:
    children = [16, 17, 21, 22, 25, 22, 19, 16, 17, 14, 16, 18, 20, 21, 23, 26, 22, 17, 20]
    episodes = [26, 28, 35, 45, 49, 42, 42, 32, 32, 27, 33, 42, 47, 48, 52, 55, 46, 33, 41]
    for again, kind in ((20, ["month-copied"]), (21, [])):
        held = counts(MISSING, [*children, again]), counts(EPISODES, [*episodes, 41])
        assert [one.kind for one in found(*held)] == kind
    held = counts(MISSING, [*children[-2:], 20]), counts(EPISODES, [*episodes[-2:], 41])
    assert kinds(*held) == []  # nothing is known of how often they stay


def test_a_whole_sheet_is_told_sooner_than_one_measure_of_it() -> None:
    months = [(150 + 7 * n % 13, 172 + 2 * (n // 2)) for n in range(9)]  # the denominator stays every other month
    copied = monthly(PLANS, [*months, months[-1]])
    assert len(kinds(copied)) == 1
    assert kinds(copied, counts(IN_CARE, range(400, 410))) == []


def test_figures_that_have_stayed_together_before_stay_by_themselves() -> None:
    months = [(151, 170), (152, 171), (152, 171), (153, 174), (155, 179), (158, 180)]
    assert kinds(monthly(PLANS, [*months, months[-1]])) == []
    assert len(kinds(monthly(PLANS, [*months[:2], *months[3:], months[-1]]))) == 1


def test_of_two_years_one_month_that_stayed_is_enough_for_another_to_be_no_copy() -> None:
    months = [(250 + 7 * n % 13, 290 + 5 * n % 11) for n in range(24)]
    others = counts(IN_CARE, range(400, 426))
    assert kinds(monthly(PLANS, [*months[:9], *months[8:], months[-1]]), others) == []
    assert [one for one, _ in kinds(monthly(PLANS, [(249, 289), *months, months[-1]]), others)] == ["month-copied"]


def test_all_of_them_in_both_months_is_one_number_that_stayed_and_chance() -> None:
    all_of = [(990 + 7 * n % 13,) * 2 for n in range(24)]
    assert kinds(monthly(PLANS, [*all_of, all_of[-1]]), counts(IN_CARE, range(400, 425))) == []


def test_the_days_of_few_children_stay_where_none_of_them_came_or_went() -> None:
    few = [(2_000, 5), (2_010, 6), (2_500, 6)]
    assert kinds(monthly(DAYS, [*few, few[-1]])) == []
    many = [(11_448 + 700 * n % 900, 25 + n % 3) for n in range(12)]
    assert len(kinds(monthly(DAYS, [*many, many[-1]]))) == 1


def test_a_last_month_that_is_that_of_the_year_before_is_told_with_that_month() -> None:
    year = [(250 + 7 * n % 13, 275 + 5 * n % 11) for n in range(12)]
    (finding,) = found(monthly(PLANS, [*year, year[0]]), counts(IN_CARE, range(400, 413)))
    assert (
        "of “Pathway plan in place” for December 2023 (M6, M7) is the same as for December 2022, as if" in finding.what
    )
    assert kinds(monthly(PLANS, [*year, (year[0][0], year[0][1] + 1)]), counts(IN_CARE, range(400, 413))) == []


def test_an_average_is_looked_at_with_its_median_and_its_shortest_and_longest() -> None:
    days, sides = [(7_000 + 31 * n, 18 + n % 2) for n in range(8)], [[280 + 3 * n for n in range(8)], [150] * 8]
    names = ("entry_to_adoptive_home_days_median", "entry_to_adoptive_home_days_lowest")
    spread = [counts(name, [*side, side[-1]]) for name, side in zip(names, sides, strict=True)]
    moved = counts(IN_CARE, range(400, 409))
    (finding,) = found(monthly(DAYS, [*days, days[-1]]), *spread, moved)
    assert finding.what.startswith("every figure of “Days to an adoptive home” for December 2023 (")
    assert kinds(monthly(DAYS, [*days, days[-1]]), moved) == []
    assert kinds(monthly(DAYS, [*days, (7_300, 19)]), *spread, moved) == []


def test_one_group_of_a_measure_that_was_copied_is_named() -> None:
    teams = list(LIBRARY[CASELOAD].groups)
    moved = [monthly(CASELOAD, [(566 + n, 28 + n) for n in range(9)], group=team) for team in teams[1:]]
    copied = monthly(CASELOAD, [*((366 + 5 * n, 18 + n) for n in range(8)), (401, 25)], group=teams[0])
    (finding,) = found(copied, *moved)
    assert finding.what.startswith(f"every figure of “{LIBRARY[CASELOAD].short_name}” ({teams[0]}) for December 2023")


def test_a_copied_month_is_told_at_its_heading_where_that_is_known() -> None:
    held = without_small_counts(
        observe(intake(monthly(PLANS, [(155, 179), (158, 180), (158, 180)])), LIBRARY.values())[0]
    )
    (finding,) = check_own_months(held, DECEMBER, {("health.xlsx", "Health", "M6"): "M4"})
    assert finding.place == "health.xlsx › Health › M4"


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
    assert "has no figure for April 2023, the first month of the sheet, where “Good or outstanding school”" in (
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


def test_a_row_that_is_not_there_in_the_first_month_may_have_slipped_as_one_that_is_blank() -> None:
    schools = monthly(SCHOOLS, [(160 + n, 210) for n in range(9)])
    (finding,) = found(monthly(PEP, [(201 + n, 230) for n in range(8)]), schools)
    assert (finding.kind, finding.cell) == ("row-may-have-slipped", "F6")


def test_the_groups_of_a_measure_that_slipped_are_one_finding() -> None:
    bands = [counts(AGE_BANDS, [40 + n for n in range(8)], group=age) for age in AGES]
    wholes = [
        counts(name, [40 + n for n in range(9)]) for name in (IN_CARE, CAME, MISSING, EPISODES, "left_care_count")
    ]
    (finding,) = found(*bands, *wholes)
    assert finding.what.startswith(
        f"“Children by age” ({', '.join(AGES)}) has no figure for April 2023, the first month"
    )
    (finding,) = found(*bands[1:2], *(counts(AGE_BANDS, range(40, 49), group=age) for age in AGES[2:]))
    assert finding.what.startswith(
        "“Children by age” (1 to 4) has no figure for April 2023, the first month of the sheet"
    )


def test_the_only_measure_of_a_sheet_is_held_against_those_of_all_other_sheets() -> None:
    late = a_return(monthly(PEP, [(201 + n, 230) for n in range(8)]), workbook="school.xlsx")
    whole = [
        a_return(counts(name, range(40, 49)), workbook=f"{name}.xlsx") for name in (IN_CARE, CAME, "left_care_count")
    ]
    (finding,) = found(late, *whole)
    assert finding.place == "school.xlsx › Health › F6"
    assert "has no figure for April 2023, the first month of all other sheets, where “" in finding.what
    other = a_return(counts(MISSING, range(40, 46)), workbook="missing.xlsx")
    assert kinds(late, *whole, other) == []  # another begins later still: there is no month on which all begin


def test_a_whole_sheet_that_begins_a_month_later_has_not_slipped() -> None:
    assert kinds(counts(IN_CARE, [BLANK, *range(401, 409)], Period(2023, 12))) == []
