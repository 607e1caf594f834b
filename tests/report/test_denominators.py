"""What measures are out of: the same children, some of them, or children whose time is not over yet."""

from __future__ import annotations

from inputs.findings import Finding
from report.metrics.checks.denominators import check_denominators
from report.metrics.counting.observations import observe
from tests.report.returns import (
    DECEMBER,
    LIBRARY,
    Return,
    Series,
    a_return,
    counts,
    intake,
    monthly,
    point,
    series,
    without_small_counts,
)

HEALTH, DENTAL, IMMUNISED = "annual_health_assessment_pct", "dental_check_pct", "immunisations_pct"
IN_CARE, HOMES, STABLE = "children_in_care_count", "three_or_more_homes_pct", "long_term_stability_pct"
FIRST, CAME = "initial_health_assessment_pct", "started_in_care_count"


def found(*held: Series | Return) -> list[Finding]:
    return list(check_denominators(without_small_counts(observe(intake(*held), LIBRARY.values())[0]), DECEMBER))


def kinds(*held: Series | Return) -> list[str]:
    return [finding.kind for finding in found(*held)]


def test_health_dental_and_immunisations_share_one_denominator() -> None:
    same = [monthly(HEALTH, [(231, 273)]), monthly(DENTAL, [(238, 273)]), monthly(IMMUNISED, [(250, 273)])]
    assert kinds(*same) == []
    dental = a_return(monthly(DENTAL, [(230, 268), (236, 271)]), workbook="dental.xlsx")
    (finding,) = found(monthly(HEALTH, [(230, 270), (231, 273)]), dental)
    assert str(finding) == (
        "dental.xlsx › Health › M7: “Yearly dental check” is out of 271 in December 2023 and “Yearly health check” out "
        "of 273. They should be the same children. One other period differs too. "
        "Ask the Health Service for Children in Care which number is right."
    )


def test_three_or_more_homes_is_out_of_all_children_in_care() -> None:
    assert kinds(counts(IN_CARE, [412]), monthly(HOMES, [(62, 412)])) == []
    (finding,) = found(counts(IN_CARE, [412]), monthly(HOMES, [(62, 410)]))
    assert finding.kind == "population-differs"
    assert finding.what.endswith("They should be the same children.")


def test_children_in_long_term_care_are_some_of_the_children_in_care() -> None:
    assert kinds(counts(IN_CARE, [412]), monthly(STABLE, [(81, 122)])) == []
    assert kinds(counts(IN_CARE, [122]), monthly(STABLE, [(81, 122)])) == []
    (finding,) = found(counts(IN_CARE, [112]), monthly(STABLE, [(81, 122)]))
    assert finding.kind == "population-too-large"
    assert "is out of 122 in December 2023, more than the 112 of “Children in our care”" in finding.what


def test_a_child_goes_missing_once_or_more_often() -> None:
    children, times = "children_missing_count", "missing_episodes_count"
    assert kinds(counts(children, [21]), counts(times, [21])) == []
    assert kinds(counts(children, [47]), counts(times, [21])) == ["fewer-times-than-children"]


def test_percentages_alone_and_other_months_are_not_held_against_each_other() -> None:
    assert kinds(monthly(HEALTH, [(231, 273)]), series(DENTAL, point(DECEMBER, "87.2"))) == []
    assert kinds(monthly(HEALTH, [(231, 273)]), monthly(DENTAL, [(230, 271)], last=DECEMBER.back(1))) == []
    assert kinds(monthly(HEALTH, [(231, 273)]), monthly(DENTAL, [(230, 271)], last=DECEMBER.back(-1))) == []


def test_the_other_periods_are_counted_and_those_to_come_are_not() -> None:
    three = [monthly(HEALTH, [(231, 273)] * 3), monthly(DENTAL, [(230, 271)] * 3)]
    assert found(*three)[0].what.endswith("Two other periods differ too.")
    january = [
        monthly(HEALTH, [(231, 273)], last=DECEMBER.back(-1)),
        monthly(DENTAL, [(230, 271)], last=DECEMBER.back(-1)),
    ]
    assert kinds(*january) == []


def test_a_hidden_number_is_never_told_by_holding_it_against_another() -> None:
    assert kinds(counts("children_missing_count", [5]), counts("missing_episodes_count", [3])) == []


def test_first_health_checks_out_of_all_who_came_in_the_month_can_still_change() -> None:
    came = counts(CAME, [12, 10, 15])
    (finding,) = found(came, monthly(FIRST, [(5, 12), (6, 10), (2, 15)]))
    assert finding.kind == "immature-cohort"
    assert "had had their 20 working days by the end of December 2023, so the figure can change" in finding.what
    assert kinds(came, monthly(FIRST, [(5, 11), (6, 10), (2, 15)])) == []
    assert kinds(counts(CAME, [10, 15]), monthly(FIRST, [(6, 10), (2, 15)])) == []
