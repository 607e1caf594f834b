"""When a change is more than chance: intervals against published values, and what may then be said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from math import hypot, sqrt

import pytest

from inputs.intake import State
from inputs.period import Period
from report.metrics.judgement.change import change_between, difference_interval, likely_range
from report.metrics.model.measure import MethodChange
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change
from report.metrics.statistics.proportions import newcombe_interval, wilson_interval
from tests.report.returns import DECEMBER, observation

LAST_YEAR = Period(2022, 12)
ROLLING = PeriodType.ROLLING_12_MONTHS
VISITS, HOMES, DAYS = "visits_on_time_pct", "three_or_more_homes_pct", "entry_to_adoptive_home_days_mean"
LEFT = "left_care_count"


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (0, 10, 0.0, 27.8),
        (10, 10, 72.2, 100.0),
        (1, 20, 0.9, 23.6),
        (5, 11, 21.3, 72.0),
        (28, 32, 71.9, 95.0),
        (215, 230, 89.5, 96.0),
        (62, 412, 11.9, 18.8),
    ],
)
def test_the_interval_of_a_proportion_is_wilsons(count: int, of: int, low: float, high: float) -> None:
    below, above = wilson_interval(count, of)
    assert (round(100 * below, 1), round(100 * above, 1)) == (low, high)


@pytest.mark.parametrize(
    ("now", "before", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, 873-890, Table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_the_interval_of_a_difference_is_newcombes(
    now: tuple[int, int], before: tuple[int, int], low: float, high: float
) -> None:
    below, above = newcombe_interval(*now, *before)
    assert round(below, 4) == low
    assert round(above, 4) == high


def test_turning_the_years_round_turns_the_interval_round() -> None:
    low, high = newcombe_interval(56, 70, 48, 80)
    assert newcombe_interval(48, 80, 56, 70) == pytest.approx((-high, -low))


def changed(item: str, now: tuple[int, int], before: tuple[int, int]) -> Change:
    return change_between(observation(item, *now), observation(item, *before, period=LAST_YEAR), None)


def test_a_rise_that_chance_would_seldom_make_is_better_where_higher_is_better() -> None:
    assert changed(VISITS, (56, 70), (48, 80)) is Change.BETTER
    assert changed(VISITS, (48, 80), (56, 70)) is Change.WORSE


def test_the_same_rise_is_worse_where_lower_is_better() -> None:
    assert changed(HOMES, (56, 70), (48, 80)) is Change.WORSE


def test_the_same_percentages_of_few_children_are_no_clear_change() -> None:
    assert changed(VISITS, (7, 10), (6, 10)) is Change.NO_CLEAR_CHANGE


@pytest.mark.parametrize(
    ("now", "before"), [((9, 9), (0, 9)), ((9, 9), (0, 100)), ((100, 100), (0, 9))], ids=["both", "now", "before"]
)
def test_of_fewer_than_ten_children_on_either_side_no_change_is_tested(
    now: tuple[int, int], before: tuple[int, int]
) -> None:
    assert changed(VISITS, now, before) is Change.NOT_TESTED
    assert difference_interval(observation(VISITS, *now), observation(VISITS, *before)) is None


def test_of_ten_children_on_either_side_a_change_is_tested() -> None:
    assert changed(VISITS, (10, 10), (0, 10)) is Change.BETTER
    assert changed(VISITS, (0, 10), (10, 10)) is Change.WORSE


@pytest.mark.parametrize(("now", "before"), [(9, 60), (60, 9)])
def test_of_fewer_than_ten_events_on_either_side_no_change_is_tested(now: int, before: int) -> None:
    held = [observation(LEFT, value=number) for number in (now, before)]
    assert difference_interval(*held) is None
    assert difference_interval(observation(LEFT, value=10), observation(LEFT, value=60)) is not None


def wilson_98(count: float, of: float) -> tuple[float, float]:
    """Wilson's 98% interval, as the roots of (p - x)^2 = z^2 x (1 - x) / n."""
    z2, share = 2.326**2, count / of
    a, b, c = 1 + z2 / of, -(2 * share + z2 / of), share**2
    root = sqrt(b * b - 4 * a * c)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


@pytest.mark.parametrize(("now", "before"), [((88, 400), (40, 400)), ((0, 40), (6, 40)), ((10, 10), (9, 10))])
def test_the_interval_of_a_change_is_newcombes_at_98_percent(now: tuple[int, int], before: tuple[int, int]) -> None:
    (low, high), (low_before, high_before) = wilson_98(*now), wilson_98(*before)
    share, share_before = now[0] / now[1], before[0] / before[1]
    gap = share - share_before
    ends = (
        gap - hypot(share - low, high_before - share_before),
        gap + hypot(high - share, share_before - low_before),
    )
    held = difference_interval(observation(HOMES, *now), observation(HOMES, *before))
    assert held is not None
    assert [float(end) / 100 for end in held] == pytest.approx(ends)


def test_a_change_that_is_clear_at_95_percent_and_not_at_98_is_no_clear_change() -> None:
    assert newcombe_interval(60, 400, 40, 400)[0] > 0
    assert changed(HOMES, (60, 400), (40, 400)) is Change.NO_CLEAR_CHANGE
    assert changed(HOMES, (64, 400), (40, 400)) is Change.WORSE


def test_the_interval_of_two_numbers_of_events_is_2_326_times_the_root_of_their_sum() -> None:
    held = difference_interval(observation(LEFT, value=64), observation(LEFT, value=36))
    assert held is not None
    assert [float(end) for end in held] == pytest.approx([28 - 23.26, 28 + 23.26])


def test_the_number_of_children_on_a_day_has_no_interval() -> None:
    """Most of them are the same children as a year before: the two numbers are not independent."""
    held = [observation("children_in_care_count", value=number) for number in (430, 400)]
    assert difference_interval(*held) is None


def test_a_percentage_that_stands_still_has_not_changed() -> None:
    assert changed(VISITS, (56, 70), (112, 140)) is Change.NO_CLEAR_CHANGE


def test_percentages_without_counts_are_not_tested_for_chance_and_only_set_side_by_side() -> None:
    now, before = observation(VISITS, value=95), observation(VISITS, value=55, period=LAST_YEAR)
    assert change_between(now, before, None) is Change.NOT_TESTED
    counted, counted_before = observation(VISITS, 190, 200), observation(VISITS, 110, 200, period=LAST_YEAR)
    assert change_between(counted, before, None) is change_between(now, counted_before, None) is Change.NOT_TESTED
    assert change_between(counted, counted_before, None) is Change.BETTER


@pytest.mark.parametrize("only", [{"numerator": Decimal(190)}, {"denominator": Decimal(200)}])
def test_a_percentage_with_one_of_its_counts_is_not_tested_either(only: dict[str, Decimal]) -> None:
    half = replace(observation(VISITS, value=95), **only)
    assert change_between(half, observation(VISITS, 110, 200, period=LAST_YEAR), None) is Change.NOT_TESTED
    assert likely_range(half) is None


@pytest.mark.parametrize("now", [400, 441, 900])
def test_two_averages_alone_are_never_better_nor_worse_having_no_interval(now: int) -> None:
    assert change_between(observation(DAYS, value=now), observation(DAYS, value=400, period=LAST_YEAR), None) is (
        Change.NOT_TESTED
    )


@pytest.mark.parametrize(
    ("n", "of", "low", "high"), [(0, 10, "0.0", "27.8"), (10, 10, "72.2", "100.0"), (1, 20, "0.9", "23.6")]
)
def test_none_all_and_one_alone_of_ten_or_more_have_a_likely_range_that_stays_within_what_can_be(
    n: int, of: int, low: str, high: str
) -> None:
    held = likely_range(observation(VISITS, n, of))
    assert held is not None
    assert tuple(round(end, 1) for end in held) == (Decimal(low), Decimal(high))
    assert 0 <= held[0] < held[1] <= 100


@pytest.mark.parametrize(("n", "of"), [(0, 9), (1, 1), (9, 9)])
def test_fewer_than_ten_children_have_no_likely_range(n: int, of: int) -> None:
    assert likely_range(observation(VISITS, n, of)) is None


@pytest.mark.parametrize("item", [DAYS, "children_in_care_rate"])
def test_only_a_percentage_has_a_likely_range(item: str) -> None:
    assert likely_range(observation(item, 40, 60)) is None


@pytest.mark.parametrize("now", [399, 400, 900])
def test_an_average_of_days_is_set_beside_the_year_before_and_never_tested(now: int) -> None:
    held = change_between(observation(DAYS, value=now), observation(DAYS, value=400, period=LAST_YEAR), None)
    assert held is Change.NOT_TESTED


@pytest.mark.parametrize(("now", "change"), [(406, Change.HIGHER), (404, Change.LOWER), (405, Change.SAME)])
def test_numbers_of_children_are_only_ever_higher_lower_or_the_same(now: int, change: Change) -> None:
    item = "children_in_care_count"
    assert change_between(observation(item, value=now), observation(item, value=405, period=LAST_YEAR), None) is change


def test_a_rate_that_prints_the_same_is_the_same() -> None:
    item = "children_in_care_rate"
    now, before = observation(item, value="84.4"), observation(item, value="84.2", period=LAST_YEAR)
    assert change_between(now, before, None) is Change.SAME


@pytest.mark.parametrize("state", [State.MISSING, State.SUPPRESSED, State.NOT_APPLICABLE])
def test_nothing_is_said_of_a_change_from_or_to_a_figure_that_is_not_there(state: State) -> None:
    here, nothing = observation(VISITS, 56, 70), observation(VISITS, state=state)
    assert change_between(here, nothing, None) is Change.UNKNOWN
    assert change_between(nothing, here, None) is Change.UNKNOWN


def counted_differently(start: Period, now: Period, before: Period) -> Change:
    kind = PeriodType.IN_MONTH if now.length == 1 else PeriodType.YEAR_TO_DATE
    return change_between(
        observation(VISITS, 56, 70, period=now, period_type=kind),
        observation(VISITS, 48, 80, period=before, period_type=kind),
        MethodChange(VISITS, start, "Each visit is counted."),
    )


def test_figures_on_two_sides_of_a_change_of_method_are_not_compared() -> None:
    assert counted_differently(Period(2023, 4), DECEMBER, LAST_YEAR) is Change.NOT_COMPARABLE
    assert counted_differently(DECEMBER, DECEMBER, LAST_YEAR) is Change.NOT_COMPARABLE


def test_figures_on_one_side_of_a_change_of_method_are_compared() -> None:
    assert counted_differently(LAST_YEAR, DECEMBER, LAST_YEAR) is Change.BETTER
    assert counted_differently(Period(2024, 1), DECEMBER, LAST_YEAR) is Change.BETTER


def test_a_year_to_date_that_holds_months_of_both_methods_is_not_compared() -> None:
    now, before = DECEMBER.year_to_date, LAST_YEAR.year_to_date
    assert counted_differently(Period(2022, 7), now, before) is Change.NOT_COMPARABLE
    assert counted_differently(Period(2022, 4), now, before) is Change.BETTER


def test_twelve_months_that_reach_back_over_a_change_of_method_are_not_compared() -> None:
    now, before = (observation(HOMES, 56, 400, period=end, period_type=ROLLING) for end in (DECEMBER, LAST_YEAR))
    assert change_between(now, before, MethodChange(HOMES, Period(2022, 2), "")) is Change.NOT_COMPARABLE
    assert change_between(now, before, MethodChange(HOMES, Period(2022, 1), "")) is Change.NO_CLEAR_CHANGE


@pytest.mark.parametrize(("n", "of"), [("231", "230"), ("0.5", "0.9")])
def test_counts_that_cannot_be_its_own_are_not_tested(n: str, of: str) -> None:
    wrong = observation(VISITS, n, of)
    assert change_between(wrong, observation(VISITS, 215, 230, period=LAST_YEAR), None) is Change.NOT_TESTED
