"""Runs of months that are copies, what is left of 100%, or of nobody; and those that only look like it."""

from __future__ import annotations

from dataclasses import replace

from inputs.findings import Strength
from inputs.intake import Series
from inputs.period import Period
from report.metrics.checks.copied_runs import check_copied_runs
from report.metrics.counting.observations import observe
from report.metrics.model.measure import MethodChange
from tests.report.returns import DECEMBER, LIBRARY, counts, intake, monthly, without_small_counts

IN_CARE, DENTAL, HEALTH, PLANS = (
    "children_in_care_count",
    "dental_check_pct",
    "annual_health_assessment_pct",
    "pathway_plan_pct",
)
EPISODES = "missing_episodes_count"
YEAR = [(155, 179), (158, 180), (152, 177), (149, 171), (150, 174), (161, 183), (148, 172), (144, 169), (163, 185)]


def found(*held: Series, changes: tuple[MethodChange, ...] = ()) -> list[tuple[str, str]]:
    safe = without_small_counts(observe(intake(*held), LIBRARY.values())[0])
    findings = check_copied_runs(safe, DECEMBER, changes)
    assert all(one.strength is Strength.CHECK for one in findings)
    return [(one.kind, one.what) for one in findings]


def rest(ratios: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(of - n, of) for n, of in ratios]


def test_a_quarter_that_is_the_quarter_before_is_a_copy() -> None:
    ((kind, what),) = found(monthly(PLANS, [*YEAR, *YEAR[-3:]]))
    assert kind == "months-repeated"
    assert "in the 3 months from October 2023 to December 2023 what it was from July 2023 on" in what


def test_a_year_that_is_the_last_one_is_a_copy() -> None:
    assert [kind for kind, _ in found(monthly(PLANS, [*YEAR, (150, 170), (151, 172), (149, 168), *YEAR]))] == [
        "months-repeated"
    ]


def test_a_year_that_is_the_last_one_but_for_a_month_without_a_figure_is_a_copy() -> None:
    whole = monthly(PLANS, [*YEAR, (150, 170), (151, 172), (149, 168), *YEAR])
    with_a_gap = replace(whole, points=(*whole.points[:-2], whole.points[-1]))
    ((kind, what),) = found(with_a_gap)
    assert kind == "months-repeated" and "in 8 months from April 2023 to December 2023" in what
    of_its_own = monthly(PLANS, [(140, 181)]).points
    assert found(replace(whole, points=(*whole.points[:-2], *of_its_own))) == []


def test_months_that_merely_come_again_are_chance() -> None:
    assert found(monthly(PLANS, YEAR)) == []
    assert found(counts(IN_CARE, [405, 409, 411, 402, 405, 409, 411])) == []  # three single numbers
    assert found(monthly(PLANS, [*YEAR[:6], (150, 180), (150, 180), (150, 180)])) == []  # told as copied forward
    assert found(counts(EPISODES, [12, 14, 9, 12, 14, 9, 12, 14, 9])) == []  # small ones


def test_one_measure_that_has_the_figures_of_another_is_a_copy() -> None:
    ((kind, what),) = found(monthly(HEALTH, YEAR), monthly(DENTAL, YEAR))
    assert kind == "months-repeated" and "the same figures as" in what and "last 9 months" in what
    assert found(monthly(HEALTH, YEAR), monthly(DENTAL, [(n - 9, of) for n, of in YEAR])) == []


def band(group: str, values: list[int]) -> Series:
    return replace(counts("children_in_care_by_age_count", values), group=group)


def test_two_groups_of_which_each_is_where_the_other_was_are_exchanged() -> None:
    older, oldest = [174, 177, 173, 169, 167, 167, 164, 166], [113, 120, 122, 123, 120, 123, 124, 127]
    for months in (1, 3):
        exchanged = (
            band("10 to 15", older[:-months] + oldest[-months:]),
            band("16 and over", oldest[:-months] + older[-months:]),
        )
        ((kind, what),) = found(*exchanged)
        assert kind == "rows-exchanged" and "(10 to 15)" in what and "(16 and over)" in what
    changed = MethodChange("children_in_care_by_age_count", DECEMBER, "Counted anew.")
    exchanged = band("10 to 15", [*older[:-1], 127]), band("16 and over", [*oldest[:-1], 166])
    assert found(*exchanged, changes=(changed,)) == []
    assert found(band("10 to 15", older), band("16 and over", oldest)) == []
    assert found(band("10 to 15", [*older[:-1], 130]), band("16 and over", oldest)) == []  # one of them alone
    assert found(band("10 to 15", [*older[:-1], 90]), band("16 and over", [*oldest[:-1], 200])) == []  # elsewhere


def test_a_share_that_becomes_the_rest_of_100_from_one_month_on_is_told() -> None:
    ((kind, what),) = found(monthly(PLANS, [*YEAR[:6], *rest(YEAR[6:])]))
    assert kind == "turned-round"
    assert "went from 88.0% to 14.0% in October 2023" in what
    assert [kind for kind, _ in found(monthly(PLANS, [*rest(YEAR[:4]), *YEAR[4:]]))] == ["turned-round"]


def test_a_share_that_fell_elsewhere_did_not_turn_round() -> None:
    assert found(monthly(PLANS, [*YEAR[:6], *((n // 2, of) for n, of in YEAR[6:])])) == []
    assert found(monthly(PLANS, [*YEAR[:8], *rest(YEAR[8:])])) == []  # one month is told as improbable


def test_a_month_of_nobody_where_there_always_was_somebody_is_told() -> None:
    ((kind, what),) = found(monthly("visits_on_time_pct", [*YEAR, (0, 0)]))
    assert kind == "nobody-counted" and "counts nobody in December 2023, but 169 or more" in what
    assert found(monthly("visits_on_time_pct", [*YEAR[:3], (0, 0)])) == []
    assert found(monthly("visits_on_time_pct", [*YEAR[:5], (3, 4), *YEAR[5:], (0, 0)])) == []
    assert found(monthly("visits_on_time_pct", [*YEAR, (0, 0)], last=Period(2023, 11))) == []


def test_a_quarter_of_all_measures_of_a_sheet_is_told_once_though_one_count_alone_would_be_chance() -> None:
    children, times = [23, 26, 22, 17, 20, 25], [52, 55, 46, 33, 41, 49]
    copied = [[*values, *values[-3:]] for values in (children, times)]
    held = [counts(name, values) for name, values in zip(("children_missing_count", EPISODES), copied, strict=True)]
    assert found(held[0]) == []
    ((kind, what),) = found(*held)
    assert kind == "months-repeated" and what.startswith("every figure of the sheet is in the 3 months from October")
