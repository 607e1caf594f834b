"""The direction of travel: by the first rule that can be applied, over a stated window, and never from two points."""

from __future__ import annotations

import pytest

from inputs.period import Period
from layouts.blocks import plain
from report.metrics.model import formatting
from report.metrics.model.measure import MethodChange
from report.metrics.model.scorecard import Change, Direction, DirectionRule, MeasureScore, Travel
from report.metrics.score import Choices
from report.wording import direction_words
from tests.report.returns import BLANK, DECEMBER, LIBRARY, counts, monthly, point, scored, series

PLAN, REVIEWS, HOMES = "pathway_plan_pct", "reviews_on_time_pct", "three_or_more_homes_pct"
IN_CARE, DAYS, ADOPTED = "children_in_care_count", "order_to_match_days_mean", "left_care_through_adoption_pct"
UP = [(80, 100), (82, 100), (83, 100), (86, 100), (87, 100), (90, 100)]


def of(score: MeasureScore) -> tuple[Travel, DirectionRule]:
    assert isinstance(score.direction, Direction)
    return score.direction.travel, score.direction.rule


def line(score: MeasureScore) -> str:
    return plain(direction_words.line(score)).replace(formatting.NBSP, " ")


def test_thirteen_months_go_by_their_control_chart() -> None:
    steady = [(n, 100) for n in (90, 92, 89, 91, 90, 92, 91, 89, 90, 92, 91, 90, 89)]
    held = scored(monthly(PLAN, steady))[PLAN]
    assert of(held) == (Travel.NO_CLEAR_CHANGE, DirectionRule.SIGNAL)
    assert line(held) == "No clear change since Dec 2022"
    dropped = scored(monthly(PLAN, [*steady[:-1], (60, 100)]))[PLAN]
    assert of(dropped) == (Travel.GETTING_WORSE, DirectionRule.SIGNAL)
    assert line(dropped) == "Worse since Dec 2023"


@pytest.mark.parametrize("now", [(0, 1), (1, 1), (0, 9), (9, 9)])
def test_one_month_of_fewer_than_ten_children_is_no_signal_and_no_change_on_the_year(now: tuple[int, int]) -> None:
    steady = [(n, 100) for n in (70, 72, 69, 71, 70, 72, 71, 69, 70, 72, 71, 70, 69)]
    few = scored(monthly(PLAN, [*steady, now]))[PLAN]
    assert (few.control, few.direction, few.change) == (None, None, Change.NO_CLEAR_CHANGE)
    assert line(few) == ""
    enough = scored(monthly(PLAN, [*steady, (0, 10)]))[PLAN]
    assert (of(enough)[0], enough.change) == (Travel.GETTING_WORSE, Change.WORSE)


def test_a_steady_stretch_begins_after_the_month_that_was_not_given() -> None:
    steady = [90, 92, 89, 91, 90, 92, 91, 89, 90, 92, 91, 90, 89]
    ends = [DECEMBER.back(n) for n in range(15, -1, -1)]
    held = [70, 71, BLANK, *steady]
    points = [point(m, n=n, of=100) if n is not BLANK else point(m, BLANK) for m, n in zip(ends, held, strict=True)]
    assert line(scored(series(PLAN, *points))[PLAN]) == "No clear change since Dec 2022"


def test_children_in_care_rise_or_fall_and_never_get_better() -> None:
    leap = [400, 402, 401, 399, 400, 402, 401, 399, 400, 401, 402, 400, 460]
    assert of(scored(counts(IN_CARE, leap))[IN_CARE]) == (Travel.RISING, DirectionRule.SIGNAL)
    assert of(scored(counts(IN_CARE, [400, 396, 391, 387, 380]))[IN_CARE]) == (Travel.FALLING, DirectionRule.SLOPE)
    assert of(scored(counts(IN_CARE, [400, 401, 402, 403, 404]))[IN_CARE]) == (Travel.RISING, DirectionRule.SLOPE)


def test_five_months_go_by_their_slope() -> None:
    held = scored(monthly(PLAN, UP))[PLAN]
    assert of(held) == (Travel.IMPROVING, DirectionRule.SLOPE)
    assert line(held) == "Improving since Jul 2023"
    assert of(scored(monthly(PLAN, UP[::-1]))[PLAN])[0] is Travel.GETTING_WORSE
    level = [UP[0], UP[5], UP[1], UP[4], UP[0], UP[3]]
    assert of(scored(monthly(PLAN, level))[PLAN]) == (Travel.NO_CLEAR_CHANGE, DirectionRule.SLOPE)
    assert of(scored(monthly(PLAN, [(90, 100)] * 5))[PLAN]) == (Travel.NO_CLEAR_CHANGE, DirectionRule.SLOPE)


def test_a_first_month_that_was_not_given_takes_nothing_from_the_five_after_it() -> None:
    points = [point(DECEMBER.back(5), BLANK), *(point(DECEMBER.back(4 - n), n=n * 3 + 80, of=100) for n in range(5))]
    assert line(scored(series(PLAN, *points))[PLAN]) == "Improving since Aug 2023"


def test_one_age_band_of_several_has_no_direction_of_its_own() -> None:
    band = counts("children_in_care_by_age_count", [20, 25, 29, 36, 40, 45], group="5 to 9")
    assert scored(band)["children_in_care_by_age_count:5 to 9"].direction is None


def test_the_slope_begins_where_the_way_of_counting_changed() -> None:
    change = MethodChange(PLAN, Period(2023, 8), "Counted anew.")
    held = scored(monthly(PLAN, [(10, 100), *UP[1:]]), choices=Choices(method_changes=(change,)))[PLAN]
    assert line(held) == "Improving since Aug 2023"
    late = MethodChange(PLAN, Period(2023, 10), "Counted anew.")
    assert scored(monthly(PLAN, UP), choices=Choices(method_changes=(late,)))[PLAN].direction is None


def test_a_year_to_date_goes_by_its_months() -> None:
    held = scored(monthly(REVIEWS, [(77, 100), (77, 100), (79, 100), *UP]))[REVIEWS]
    assert held.headline is held.year_to_date
    assert line(held) == "Improving since Apr 2023"


def test_figures_that_look_back_over_a_year_have_no_slope_and_go_by_the_year_before() -> None:
    rising = [(40 + n, 400) for n in range(13)]
    assert of(scored(monthly(HOMES, rising))[HOMES]) == (Travel.NO_CLEAR_CHANGE, DirectionRule.YEAR_BEFORE)
    steep = scored(monthly(HOMES, [(40 + 4 * n, 400) for n in range(13)]))[HOMES]
    assert of(steep) == (Travel.GETTING_WORSE, DirectionRule.YEAR_BEFORE)
    assert line(steep) == "Worse than a year before"


def test_a_year_in_which_counting_changed_gives_no_direction() -> None:
    change = MethodChange(HOMES, Period(2023, 6), "Counted anew.")
    steep = monthly(HOMES, [(40 + 4 * n, 400) for n in range(13)])
    assert scored(steep, choices=Choices(method_changes=(change,)))[HOMES].direction is None


@pytest.mark.parametrize("alone", [0, 12], ids=["a year before", "now"])
def test_a_year_of_which_one_end_came_without_its_counts_gives_no_direction(alone: int) -> None:
    points = [
        point(DECEMBER.back(12 - n), "15") if n == alone else point(DECEMBER.back(12 - n), n=40 + 4 * n, of=400)
        for n in range(13)
    ]
    assert scored(series(HOMES, *points))[HOMES].direction is None


def test_that_no_child_moved_three_times_is_a_figure_like_any_other() -> None:
    none_now = monthly(HOMES, [(6, 40)] * 12 + [(0, 40)])
    assert of(scored(none_now)[HOMES]) == (Travel.IMPROVING, DirectionRule.YEAR_BEFORE)


def test_yearly_figures_share_no_months_and_have_a_slope() -> None:
    years = [point(Period(2019 + n, 3, 12), n=40 + 4 * n, of=400) for n in range(5)]
    held = scored(series(HOMES, *years), period=Period(2023, 3))[HOMES]
    assert of(held) == (Travel.GETTING_WORSE, DirectionRule.SLOPE)


@pytest.mark.parametrize("months", [1, 4])
def test_too_few_figures_and_no_year_before_tell_nothing(months: int) -> None:
    held = scored(monthly(PLAN, UP[:months]))[PLAN]
    assert held.direction is None
    assert direction_words.line(held) == ()


def test_an_average_of_days_that_looks_back_over_a_year_has_no_direction() -> None:
    assert scored(monthly(DAYS, [(200 * 18 + 90 * n, 18) for n in range(13)]))[DAYS].direction is None


def test_without_a_latest_figure_there_is_no_direction() -> None:
    months = [point(Period(2023, 12).back(n), n=80 + n, of=100) for n in range(6, 0, -1)]
    held = scored(series(PLAN, *months, point(Period(2023, 12), BLANK)))[PLAN]
    assert held.direction is None


def test_few_children_each_month_are_no_line() -> None:
    few = [(10, 12), (9, 12), (8, 12), (7, 12), (6, 12)]
    assert scored(monthly(PLAN, few))[PLAN].direction is None


def test_every_word_of_direction_is_one_that_is_explained() -> None:
    assert {str(travel) for travel in Travel} == {
        "Improving", "Getting worse", "Rising", "Falling", "No clear change",
    }  # fmt: skip
    assert LIBRARY[ADOPTED].polarity
