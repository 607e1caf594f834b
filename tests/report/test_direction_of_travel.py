"""The direction of travel: by the one rule for measures of its kind, and never from two points alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from math import sqrt

import pytest

from inputs.intake import Series
from inputs.period import Period
from report.metrics.model import formatting
from report.metrics.model.measure import MethodChange
from report.metrics.model.scorecard import Change, Direction, DirectionRule, MeasureScore, Travel
from report.metrics.score import Choices, score
from report.wording import direction_words
from tests.report.returns import (
    BLANK,
    DECEMBER,
    LIBRARY,
    Cell,
    counts,
    intake,
    monthly,
    point,
    said,
    scored,
    series,
    split,
)

PLAN, REVIEWS, HOMES = "pathway_plan_pct", "reviews_on_time_pct", "three_or_more_homes_pct"
IN_CARE, DAYS, ADOPTED = "children_in_care_count", "order_to_match_days_mean", "left_care_through_adoption_pct"
HEALTH, MISSING, CAME, LEFT = (
    "initial_health_assessment_pct",
    "children_missing_count",
    "started_in_care_count",
    "left_care_count",
)
CHART, YEAR, FLOWS = DirectionRule.CONTROL_CHART, DirectionRule.YEAR_BEFORE, DirectionRule.STARTS_AND_LEAVERS
LAST_YEAR = DECEMBER.back(12)
STEADY = [90, 92, 89, 91, 90, 92, 91, 89, 90, 92, 91, 90, 89]
LEVEL = [30, 33, 29, 31, 30, 32, 28, 31, 30, 33, 29, 31, 30]


def of(score: MeasureScore) -> tuple[Travel, DirectionRule]:
    assert isinstance(score.direction, Direction)
    return score.direction.travel, score.direction.rule


def line(score: MeasureScore) -> str:
    return said(direction_words.said(score)).strip()


def of_100(values: Sequence[int]) -> list[tuple[int, int]]:
    return [(n, 100) for n in values]


# What happens in each month.


def test_what_happens_in_a_month_goes_by_its_control_chart_from_thirteen_months_on() -> None:
    held = scored(monthly(HEALTH, of_100(STEADY)))[HEALTH]
    assert of(held) == (Travel.NO_CLEAR_CHANGE, CHART)
    dropped = scored(monthly(HEALTH, of_100([*STEADY[:-1], 60])))[HEALTH]
    assert of(dropped) == (Travel.GETTING_WORSE, CHART)
    assert line(dropped) == "60.0% in December 2023: worse than its 13-month average of 88.2%."  # 1,147 by 13


def test_the_distance_of_a_control_chart_is_that_from_the_average_of_its_months() -> None:
    held = scored(counts(MISSING, [30] * 12 + [56]))[MISSING]
    assert held.direction is not None
    assert of(held) == (Travel.RISING, CHART)
    assert held.direction.exact == 24  # the average is 416 by 13, which is 32
    assert held.direction.tested == "the latest figure lies outside its control limits"
    assert held.direction.window == held.series


def test_with_twelve_months_in_a_row_it_is_held_against_the_year_before() -> None:
    whole, broken = counts(MISSING, [*LEVEL[:-1], 60]), counts(MISSING, [*LEVEL[:5], BLANK, *LEVEL[6:-1], 60])
    assert of(scored(whole)[MISSING]) == (Travel.RISING, CHART)
    held = scored(broken)[MISSING]
    assert of(held) == (Travel.RISING, YEAR)
    assert held.direction is not None and held.direction.interval is not None
    reach = 2.326 * sqrt(30 + 60)
    assert [float(end) for end in held.direction.interval] == pytest.approx([30 - reach, 30 + reach])
    assert line(held) == "Higher than a year ago, by between 8 and 52."


@pytest.mark.parametrize(("now", "travel"), [(50, Travel.NO_CLEAR_CHANGE), (51, Travel.RISING)])
def test_a_number_of_events_has_changed_beyond_2_326_times_the_root_of_both_years(now: int, travel: Travel) -> None:
    """20 is less than 2.326 times the root of 80, which is 20.8; 21 is more than 2.326 times 9, which is 20.9."""
    two = series(MISSING, point(LAST_YEAR, 30), point(DECEMBER, now))
    assert of(scored(two)[MISSING]) == (travel, YEAR)


def test_a_year_to_date_goes_by_its_months() -> None:
    held = scored(monthly(HEALTH, of_100([*[77] * 14, *range(80, 87)])))[HEALTH]
    assert held.headline is held.year_to_date
    assert of(held) == (Travel.IMPROVING, CHART)


def test_a_year_to_date_of_too_few_months_for_a_chart_goes_by_the_same_months_of_the_year_before() -> None:
    years = [point(Period(year, month), n=n, of=10) for year, n in ((2022, 7), (2023, 9)) for month in range(4, 13)]
    held = scored(series(HEALTH, *years))[HEALTH]
    assert of(held) == (Travel.IMPROVING, YEAR)
    assert [(o.numerator, o.denominator) for o in held.direction.window] == [(63, 90), (81, 90)]  # type: ignore[union-attr]


@pytest.mark.parametrize(("on_time", "rule"), [(97, CHART), (98, YEAR), (3, CHART), (2, YEAR)])
def test_where_fewer_than_three_a_month_are_the_exception_the_year_before_is_looked_at(
    on_time: int, rule: DirectionRule
) -> None:
    assert of(scored(monthly(HEALTH, [(on_time, 100)] * 21))[HEALTH]) == (Travel.NO_CLEAR_CHANGE, rule)


def test_what_follows_the_seasons_is_held_against_the_year_before_however_many_months_there_are() -> None:
    summers = [30, 30, 30, 30, 30, 30, 30, 30, 10, 30, 30, 30] * 2
    held = counts(MISSING, [*summers, 30])

    def rule(seasonal: bool) -> DirectionRule:
        measure = replace(LIBRARY[MISSING], seasonal=seasonal)
        card = score(intake(held), (measure,), DECEMBER, Choices(), formatting.printed)[0]
        return of(card.of(MISSING)[0])[1]

    assert (rule(False), rule(True)) == (CHART, YEAR)


def test_what_is_counted_at_school_follows_the_seasons_and_nothing_else_does() -> None:
    seasonal = [measure for measure in LIBRARY.values() if measure.seasonal]
    assert {measure.owner for measure in seasonal} == {"Virtual School"}
    assert {"personal_education_plan_pct", "attendance_pct", "suspended_pct"} <= {measure.id for measure in seasonal}


# What is counted on a day, and what looks back over a year.


@pytest.mark.parametrize("months", [13, 21, 40])
def test_what_is_counted_on_a_day_goes_by_the_year_before_however_many_months_there_are(months: int) -> None:
    ratios = [(90, 100)] * (months - 1) + [(60, 100)]
    held = scored(monthly(PLAN, ratios))[PLAN]
    assert of(held) == (Travel.GETTING_WORSE, YEAR)
    assert line(held) == "Worse than a year ago, by between 16 and 43 points."


@pytest.mark.parametrize(("item", "rule"), [(PLAN, YEAR), (HOMES, YEAR), (HEALTH, CHART), (MISSING, CHART)])
def test_one_more_month_never_changes_the_rule_by_which_a_measure_is_judged(item: str, rule: DirectionRule) -> None:
    for length in range(13, 30):
        level = counts(MISSING, [30] * length) if item == MISSING else monthly(item, [(90, 100)] * length)
        assert of(scored(level)[item]) == (Travel.NO_CLEAR_CHANGE, rule)


@pytest.mark.parametrize("now", [(0, 1), (1, 1), (0, 9), (9, 9)])
def test_one_month_of_fewer_than_ten_children_is_no_change_on_the_year(now: tuple[int, int]) -> None:
    ratios = [(70, 100)] * 12
    few = scored(monthly(PLAN, [*ratios, now]))[PLAN]
    assert (few.direction, few.change) == (None, Change.NOT_TESTED)
    assert line(few) == ""
    enough = scored(monthly(PLAN, [*ratios, (0, 10)]))[PLAN]
    assert (of(enough)[0], enough.change) == (Travel.GETTING_WORSE, Change.WORSE)


def test_a_year_before_of_fewer_than_ten_children_gives_no_direction_either() -> None:
    held = [scored(monthly(PLAN, [(0, of_before), *[(70, 100)] * 12]))[PLAN] for of_before in (9, 10)]
    assert [one.change for one in held] == [Change.NOT_TESTED, Change.BETTER]
    assert held[0].direction is None


def test_figures_that_look_back_over_a_year_go_by_the_year_before() -> None:
    rising = [(40 + n, 400) for n in range(13)]
    assert of(scored(monthly(HOMES, rising))[HOMES]) == (Travel.NO_CLEAR_CHANGE, YEAR)
    steep = scored(monthly(HOMES, [(40 + 4 * n, 400) for n in range(13)]))[HOMES]
    assert of(steep) == (Travel.GETTING_WORSE, YEAR)
    assert line(steep) == "Worse than a year ago, by between 6 and 18 points."


def test_yearly_figures_go_by_the_year_before_however_many_years_there_are() -> None:
    years = [point(Period(2008 + n, 3, 12), n=40 + 4 * n, of=400) for n in range(16)]
    held = scored(series(HOMES, *years), period=Period(2023, 3))[HOMES]
    assert of(held) == (Travel.NO_CLEAR_CHANGE, YEAR)
    assert [o.numerator for o in held.direction.window] == [96, 100]  # type: ignore[union-attr]


@pytest.mark.parametrize("months", [1, 12])
def test_without_a_year_before_and_a_chart_there_is_no_direction(months: int) -> None:
    held = scored(monthly(PLAN, [(80 + n, 100) for n in range(months)]))[PLAN]
    assert held.direction is None
    assert direction_words.said(held) == ()


def test_an_average_of_days_that_looks_back_over_a_year_has_no_direction() -> None:
    assert scored(monthly(DAYS, [(200 * 18 + 90 * n, 18) for n in range(13)]))[DAYS].direction is None


def test_without_a_latest_figure_there_is_no_direction() -> None:
    held = scored(series(PLAN, *monthly(PLAN, [(80, 100)] * 13).points[:-1], point(DECEMBER, BLANK)))[PLAN]
    assert held.direction is None


def test_one_age_band_of_several_has_no_direction_of_its_own() -> None:
    band = counts("children_in_care_by_age_count", [*[20] * 12, 45], group="5 to 9")
    assert scored(band)["children_in_care_by_age_count:5 to 9"].direction is None


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
    assert of(scored(none_now)[HOMES]) == (Travel.IMPROVING, YEAR)


# The number of children in care.


def in_care(came: Sequence[Cell], left: Sequence[Cell], now: int = 430, before: int = 400) -> MeasureScore:
    """Children in care in December of two years, and those who came and left in each of the last months."""
    held = series(IN_CARE, point(LAST_YEAR, before), point(DECEMBER, now))
    return scored(held, counts(CAME, came), counts(LEFT, left))[IN_CARE]


@pytest.mark.parametrize(
    ("came", "left", "now", "travel"),
    [
        (240, 200, 430, Travel.NO_CLEAR_CHANGE),  # 40 by the root of 440 is 1.91
        (241, 199, 430, Travel.NO_CLEAR_CHANGE),  # 42 by the root of 440 is 2.002
        (242, 198, 430, Travel.RISING),  # 44 by the root of 440 is 2.098
        (198, 242, 370, Travel.FALLING),
        (200, 200, 400, Travel.NO_CLEAR_CHANGE),
    ],
)
def test_children_in_care_go_by_how_many_more_came_than_left_in_twelve_months(
    came: int, left: int, now: int, travel: Travel
) -> None:
    held = in_care(split(came, 12), split(left, 12), now)
    assert of(held) == (travel, FLOWS)
    assert held.direction is not None and held.direction.interval is not None
    reach = 2.05 * sqrt(came + left)
    assert held.direction.exact == came - left
    assert [float(end) for end in held.direction.interval] == pytest.approx([came - left - reach, came - left + reach])


def test_only_the_last_twelve_months_of_those_who_came_and_left_count() -> None:
    held = in_care([90, *split(240, 12)], [8, *split(200, 12)])
    assert held.direction is not None
    assert (of(held)[0], held.direction.exact) == (Travel.NO_CLEAR_CHANGE, Decimal(40))


@pytest.mark.parametrize("cell", [BLANK, 3], ids=["not given", "hidden"])
def test_where_one_month_of_those_who_left_is_not_known_children_in_care_have_no_direction(cell: Cell) -> None:
    left = split(150, 12)
    assert of(in_care(split(240, 12), left, now=490))[0] is Travel.RISING
    assert in_care(split(240, 12), [*left[:4], cell, *left[5:]], now=490).direction is None


def test_where_nothing_is_known_of_those_who_left_children_in_care_have_no_direction() -> None:
    stock = counts(IN_CARE, [400] * 12 + [460])
    assert scored(stock, counts(CAME, split(240, 12)))[IN_CARE].direction is None
    assert scored(stock)[IN_CARE].direction is None


@pytest.mark.parametrize(("left", "known"), [(9, False), (10, True)])
def test_of_fewer_than_ten_who_left_in_a_year_nothing_is_told(left: int, known: bool) -> None:
    held = in_care(split(120, 12), [0] * 11 + [left], now=510)
    assert (held.direction is not None) is known


def test_of_sums_of_twelve_months_only_the_last_says_how_many_came_and_left() -> None:
    """20 came and 15 left: not all that four such sums, at the ends of four quarters, come to."""
    came, left = [2, 2, 1] * 7, [1, 1, 2, 1] * 5 + [1]
    now = [38 + sum(came[: n + 1]) - sum(left[: n + 1]) for n in range(21)]
    held = (counts(IN_CARE, now), counts(CAME, came), counts(LEFT, left))
    card, _ = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, Choices(sums=True), formatting.printed)
    assert [card.of(name)[0].latest.value for name in (CAME, LEFT)] == [20, 15]
    direction = card.of(IN_CARE)[0].direction
    assert direction is not None and direction.rule is FLOWS
    assert direction.exact == 5


def test_where_the_number_in_care_fell_though_more_came_than_left_the_returns_do_not_fit_and_nothing_is_told() -> None:
    assert in_care(split(260, 12), split(200, 12), now=399).direction is None
    assert in_care(split(200, 12), split(260, 12), now=401).direction is None


@pytest.mark.parametrize(("now", "known"), [(401, False), (402, True), (498, True), (499, False)])
def test_the_number_in_care_must_have_moved_as_far_as_who_came_and_who_left_could_have_it(
    now: int, known: bool
) -> None:
    """300 came and 250 left: 50, and 2.05 times the root of 550, which is 48.1, to either side."""
    held = in_care(split(300, 12), split(250, 12), now)
    assert (held.direction is not None) is known


def test_where_as_many_came_as_left_it_does_not_matter_on_which_side_the_number_in_care_moved() -> None:
    for now in (390, 400, 410):
        assert of(in_care(split(200, 12), split(201, 12), now=now)) == (Travel.NO_CLEAR_CHANGE, FLOWS)


@pytest.mark.parametrize("item", [CAME, LEFT])
@pytest.mark.parametrize(
    ("start", "known"), [(Period(2022, 12), True), (Period(2023, 1), False), (DECEMBER, False)], ids=str
)
def test_a_year_in_which_starts_or_leavers_were_counted_in_a_new_way_gives_no_direction(
    item: str, start: Period, known: bool
) -> None:
    both = counts(CAME, [20, *split(300, 12)]), counts(LEFT, [16, *split(200, 12)])
    held = series(IN_CARE, point(LAST_YEAR, 400), point(DECEMBER, 500))
    change = Choices(method_changes=(MethodChange(item, start, "Counted anew."),))
    assert (scored(held, *both, choices=change)[IN_CARE].direction is not None) is known


def test_children_in_care_rise_or_fall_and_never_get_better() -> None:
    held = in_care(split(300, 12), split(200, 12), now=500)
    assert of(held) == (Travel.RISING, FLOWS)
    assert line(held) == "Higher than a year ago, by between 54 and 146."  # 100 and 2.05 times the root of 500


def test_only_the_number_of_children_in_care_is_told_by_who_came_and_who_left() -> None:
    named = {measure.id: (measure.starts, measure.leavers) for measure in LIBRARY.values() if measure.starts}
    assert named == {IN_CARE: (CAME, LEFT)}


# Which way.


def test_a_move_beyond_chance_is_better_or_worse_as_the_measure_has_it() -> None:
    def travel(item: str, *ratios: tuple[int, int]) -> Travel:
        before, now = (point(at, n=n, of=of_all) for at, (n, of_all) in zip((LAST_YEAR, DECEMBER), ratios, strict=True))
        return of(scored(series(item, before, now))[item])[0]

    up = ((100, 400), (200, 400))
    assert (travel(PLAN, *up), travel(HOMES, *up)) == (Travel.IMPROVING, Travel.GETTING_WORSE)
    assert (travel(PLAN, *up[::-1]), travel(HOMES, *up[::-1])) == (Travel.GETTING_WORSE, Travel.IMPROVING)


def test_every_word_of_direction_is_one_that_is_explained() -> None:
    assert {str(travel) for travel in Travel} == {
        "Improving", "Getting worse", "Rising", "Falling", "No clear change",
    }  # fmt: skip
    assert LIBRARY[ADOPTED].polarity


def test_a_series_of_reviews_of_fewer_than_thirteen_months_has_no_direction() -> None:
    """Several reviews may be of one child: until twelve months before the latest are known, nothing is tested."""
    held: Series = monthly(REVIEWS, [(80, 100)] * 12 + [(99, 100)])
    assert of(scored(held)[REVIEWS])[1] is CHART
    short = series(REVIEWS, *held.points[:5], *held.points[6:])
    assert scored(short)[REVIEWS].direction is None
