"""Figures that move further than chance explains, and figures that stand still when nothing else does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inputs.findings import Finding
from inputs.period import Period
from report.metrics.checks.outliers import check_outliers, improbable
from report.metrics.counting.observations import observe
from report.metrics.model.measure import MethodChange
from tests.report.returns import (
    AGES,
    DECEMBER,
    LIBRARY,
    Return,
    Series,
    counts,
    intake,
    monthly,
    observation,
    point,
    series,
    without_small_counts,
)

DENTAL, IN_CARE, WAITS = "dental_check_pct", "children_in_care_count", "entry_to_adoptive_home_days_mean"
TIMES, CASELOAD, BANDS = "missing_episodes_count", "average_caseload_by_team_rate", "children_in_care_by_age_count"


def found(*held: Series | Return, changes: tuple[MethodChange, ...] = ()) -> list[Finding]:
    safe = without_small_counts(observe(intake(*held), LIBRARY.values())[0])
    return list(check_outliers(safe, DECEMBER, changes))


def kinds(*held: Series | Return, changes: tuple[MethodChange, ...] = ()) -> list[str]:
    return [finding.kind for finding in found(*held, changes=changes)]


@pytest.mark.parametrize(
    ("measure", "one", "other", "answer"),
    [
        (DENTAL, (238, 273), (234, 270), False),
        (DENTAL, (238, 273), (222, 273), False),  # 5.9 points, and three standard errors are 9.4
        (DENTAL, (238, 273), (209, 273), True),  # 10.6 points, and three are 9.9
        (DENTAL, (45, 52), (42, 52), False),  # 5.8 points of 52 are chance
        (DENTAL, (45, 52), (27, 52), True),  # 34.6 points are not
        (DENTAL, (9, 9), (0, 9), False),  # too few for anything to be said
        (DENTAL, (10, 10), (0, 10), True),
        (DENTAL, (90, 100), (75, 100), False),  # 15 points, and three standard errors are 16.1
        (DENTAL, (90, 100), (73, 100), True),  # 17, and three are 16.5
        (DENTAL, (900, 1000), (861, 1000), False),  # 3.9 points, and three are 4.3
        (DENTAL, (900, 1000), (855, 1000), True),  # 4.5, and three are 4.4: no rule of five points
        (DENTAL, (273, 273), (270, 270), False),
        (IN_CARE, (412,), (409,), False),
        (IN_CARE, (412,), (142,), True),
        (TIMES, (20,), (5,), False),  # 15 is three times the root of 25, and no more
        (TIMES, (21,), (5,), True),
        (TIMES, (47,), (30,), False),
        (TIMES, (47,), (17,), True),
        (WAITS, (10_440, 18), (10_000, 18), False),
        (WAITS, (10_440, 18), (1_044, 18), True),
        (WAITS, (1_044, 9), (10_440, 9), False),
        (WAITS, (4_000, 10), (3_000, 10), False),  # a third, and no more
        (WAITS, (4_010, 10), (3_000, 10), True),
        (CASELOAD, (408, 6), (404, 6), False),
        (CASELOAD, (408, 6), (408, 9), True),
    ],
)
def test_what_chance_makes_probable(measure: str, one: tuple[int, ...], other: tuple[int, ...], answer: bool) -> None:
    first, second = (observation(measure, *numbers) for numbers in (one, other))
    assert improbable(first, second) is improbable(second, first) is answer


def test_a_percentage_alone_moves_by_more_than_twenty_points_only_by_mistake() -> None:
    first = observation(DENTAL, value="93.5")
    assert not improbable(first, observation(DENTAL, value="73.5"))
    assert improbable(first, observation(DENTAL, value="73.4"))
    assert improbable(first, observation(DENTAL, value="39.5"))


def test_a_year_may_change_by_more_points_than_a_month() -> None:
    march = Period(2023, 3, 12)
    year, next_year = observation(DENTAL, 222, 273, period=march), observation(DENTAL, 238, 273, period=march.back(-12))
    assert not improbable(year, next_year)


def test_the_latest_figure_is_held_against_the_one_before_and_says_both() -> None:
    (finding,) = found(monthly(DENTAL, [(234, 268), (235, 270), (200, 273)]))
    assert str(finding) == (
        "health.xlsx › Health › M6: “Yearly dental check” went from 87.0% (235 of 270) in November 2023 to 73.3% "
        "(200 of 273) in December 2023. That is a bigger move than chance explains. "
        "Ask the Health Service for Children in Care if it is right. If so, do nothing."
    )


def test_the_time_of_year_is_named_only_where_last_year_s_same_two_months_are_there() -> None:
    def said(*ratios: tuple[int, int]) -> str:
        (finding,) = found(monthly(DENTAL, ratios))
        return finding.what

    year = [(234, 268), (236, 269)] * 5
    known = said((234, 268), (235, 269), *year, (235, 270), (200, 273))
    assert known.endswith("a bigger move than chance or the season explains.")
    assert said((235, 269), *year, (235, 270), (200, 273)).endswith("a bigger move than chance explains.")


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (counts(TIMES, [60, 120]), "a bigger move than chance explains."),
        (
            series(DENTAL, point(DECEMBER.back(1), "93.5"), point(DECEMBER, "60.0")),
            "a move of more than 20 percentage points.",
        ),
        (monthly(WAITS, [(3_000, 10), (6_000, 10)]), "a move of more than a third."),
    ],
    ids=["a number", "a percentage without counts", "an average"],
)
def test_chance_is_named_only_where_it_was_reckoned(held: Series, words: str) -> None:
    (finding,) = found(held)
    assert finding.what.endswith(words)
    assert ("chance" in finding.what) is ("chance" in words)


def test_a_share_of_few_that_is_told_in_words_is_told_once() -> None:
    (finding,) = found(monthly(DENTAL, [(250, 273), (0, 10)]))
    assert "to 0 of 10 in December 2023" in finding.what


def test_an_earlier_figure_far_from_both_its_neighbours_is_told_and_a_lasting_change_is_not() -> None:
    assert kinds(monthly(DENTAL, [(234, 268), (130, 270), (233, 269), (235, 273)])) == ["figure-apart"]
    assert kinds(monthly(DENTAL, [(234, 268), (130, 270), (131, 269), (133, 273)])) == []
    assert kinds(monthly(DENTAL, [(234, 268), (180, 270), (130, 269), (133, 273)])) == []


def test_what_happens_every_summer_is_no_surprise() -> None:
    level, dip = [(234, 268), (236, 269)], (190, 268)
    year = [*level, *level, dip, *level, *level, *level, level[0]]
    assert len(year) == 12
    assert kinds(monthly(DENTAL, [*year, *year])) == []
    assert kinds(monthly(DENTAL, [*[level[i % 2] for i in range(12)], *year])) == ["figure-apart"]


def test_a_fall_where_there_was_a_rise_a_year_before_is_no_season() -> None:
    def two_years(then: tuple[int, int], now: tuple[int, int]) -> Series:
        steady = [(234, 268), (236, 269)] * 6
        return monthly(DENTAL, [*steady[:2], then, *steady[3:], *steady[:2], now, *steady[3:]])

    assert kinds(two_years((190, 268), (190, 268))) == []
    assert kinds(two_years((266, 268), (266, 268))) == []
    assert kinds(two_years((266, 268), (190, 268))) == ["figure-apart"] * 2


def test_a_leap_in_a_month_that_is_not_the_reports_is_not_told_as_its_own() -> None:
    leap = [(234, 268), (235, 270), (200, 273)]
    assert kinds(monthly(DENTAL, leap, last=DECEMBER.back(1))) == []
    assert kinds(monthly(DENTAL, [*leap, (236, 273)], last=DECEMBER.back(-1))) == ["improbable-change"]


def test_a_month_after_one_that_was_not_given_has_none_to_be_held_against() -> None:
    dental = monthly(DENTAL, [(234, 268), (235, 270), (200, 273)])
    assert kinds(replace(dental, points=(dental.points[0], dental.points[2]))) == []


def test_quarters_are_held_against_quarters_and_months_against_months() -> None:
    quarters = [point(Period(2023, 9, 3), 120), point(Period(2023, 12, 3), 126)]
    months = [point(DECEMBER.back(n), 41) for n in (1, 0)]
    assert kinds(series(TIMES, *quarters), series(TIMES, *months)) == []


def test_an_age_band_that_leaps_is_named() -> None:
    (finding,) = found(counts(BANDS, [160, 40], group=AGES[3]))
    assert finding.what.startswith("“Children by age” (10 to 15) went from 160 in November 2023 to 40 in")


def test_figures_counted_in_two_ways_are_not_held_against_each_other() -> None:
    visits = monthly("visits_on_time_pct", [(380, 390), (381, 391), (560, 660)])
    assert kinds(visits) == ["improbable-change"]
    assert kinds(visits, changes=(MethodChange("visits_on_time_pct", DECEMBER, "New."),)) == []


def test_a_hidden_figure_is_not_told_by_how_far_it_moved() -> None:
    assert kinds(counts(TIMES, [40, 3])) == []


def test_the_same_for_three_months_looks_copied() -> None:
    (finding,) = found(monthly(DENTAL, [(238, 273)] * 3))
    assert finding.kind == "copied-forward"
    assert "is 87.2% (238 of 273) in each of the three months to December 2023" in finding.what
    assert kinds(monthly(DENTAL, [(234, 268), (238, 273), (238, 273)])) == []
    assert kinds(monthly(DENTAL, [(238, 273)] * 3, last=DECEMBER.back(1))) == []


@pytest.mark.parametrize("alone", ["93.5", "76.7"])
def test_a_typed_percentage_that_stays_the_same_looks_copied(alone: str) -> None:
    months = DECEMBER.lasting(3).months()
    assert kinds(series(DENTAL, *(point(m, alone) for m in months))) == ["copied-forward"]
    assert kinds(series(DENTAL, *(point(m, "94") for m in months))) == []  # too coarse for the same to be strange


@pytest.mark.parametrize("pair", [(273, 273), (0, 273), (20, 25)], ids=["all", "none", "few"])
def test_all_none_and_small_numbers_may_well_stay_the_same(pair: tuple[int, int]) -> None:
    assert kinds(monthly(DENTAL, [pair] * 3)) == []


def test_small_counts_may_well_stay_the_same_and_large_ones_not() -> None:
    assert kinds(counts(IN_CARE, [47, 47, 47])) == []
    assert kinds(counts(IN_CARE, [412, 412, 412])) == ["copied-forward"]


def test_events_of_a_month_come_again_a_fifth_as_often_as_children_who_stay() -> None:
    """Nine: 0.3 by 3 is a tenth, and twice that a hundredth."""
    assert kinds(counts(TIMES, [9] * 3)) == []
    assert kinds(counts(TIMES, [10] * 3)) == ["copied-forward"]


def test_a_number_of_226_or_more_has_under_one_chance_in_a_hundred_to_stay_for_three_months() -> None:
    """It comes again with a chance of 1.5 in its square root: a tenth at 225. Twice that, a hundredth."""
    assert kinds(counts(IN_CARE, [225] * 3)) == []
    assert kinds(counts(IN_CARE, [226] * 3)) == ["copied-forward"]


def test_averages_and_caseloads_look_copied_where_they_are_fine_enough() -> None:
    team = "Independent Reviewing Officers"
    months = DECEMBER.lasting(3).months()
    assert kinds(monthly(WAITS, [(5_220, 18)] * 3)) == ["copied-forward"]
    assert kinds(monthly(CASELOAD, [(408, 6)] * 3, group=team)) == ["copied-forward"]
    assert kinds(series(CASELOAD, *(point(m, "17") for m in months), group=team)) == []


@pytest.mark.parametrize(("pair", "copied"), [((16, 32), True), ((15, 31), False), ((16, 31), False)])
def test_of_a_share_the_chances_of_both_its_counts_to_stay_are_multiplied(pair: tuple[int, int], copied: bool) -> None:
    """16 of 32: 1.5 by 4, times 1.5 by 5.66, is 0.0994; its square is just under 0.01. 15 and 31 give 0.0109."""
    assert kinds(monthly(DENTAL, [pair] * 3)) == (["copied-forward"] if copied else [])


def test_age_bands_look_copied_only_where_all_of_them_stand_still() -> None:
    still = [counts(BANDS, [n] * 3, group=age) for age, n in zip(AGES, (34, 47, 50, 161, 130), strict=True)]
    assert kinds(*still) == ["copied-forward"]
    assert kinds(*still[:4], counts(BANDS, [129, 131, 130], group=AGES[4])) == []
