"""Which series are held against their own ups and downs, and what the pages then say of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from inputs.intake import State
from inputs.period import Period
from report.metrics.judgement.control_chart import (
    assurance_of,
    control_chart_of,
    is_drawn,
    is_judged_by_chart,
    level_is_changing,
    met_so_far,
    same_method,
    too_few_children,
    unbroken_run,
)
from report.metrics.judgement.target_status import TargetRules
from report.metrics.model.measure import Comparison, Measure, MethodChange, Target
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Observation
from report.metrics.score import Choices
from report.metrics.statistics.control_limits import NHSR, Assurance, Variation
from tests.report.returns import (
    BLANK,
    DECEMBER,
    LIBRARY,
    SUPPRESSED,
    counts,
    monthly,
    months,
    observation,
    scored,
)

PLAN, HEALTH, REVIEWS, VISITS, HOMES, CAME = (
    "pathway_plan_pct",
    "initial_health_assessment_pct",
    "reviews_on_time_pct",
    "visits_on_time_pct",
    "three_or_more_homes_pct",
    "started_in_care_count",
)
DAYS = "order_to_match_days_mean"
STEADY = [(90 + n % 3, 100) for n in range(20)]
FALLING = [(94 - n // 2 + n % 2, 100) for n in range(20)]


def run(values: Sequence[int | None], item: Measure | str = HEALTH, **more: object) -> tuple[Observation, ...]:
    held = months(DECEMBER.back(len(values) - 1), DECEMBER)
    return tuple(
        observation(item, state=State.SUPPRESSED, period=period, **more)  # type: ignore[arg-type]
        if value is None
        else observation(item, value, 100, period=period, **more)  # type: ignore[arg-type]
        for value, period in zip(values, held, strict=True)
    )


@pytest.mark.parametrize(
    ("kind", "drawn", "judged"),
    [
        (PeriodType.IN_MONTH, True, True),
        (PeriodType.IN_QUARTER, True, True),
        (PeriodType.SNAPSHOT, True, False),
        (PeriodType.YEAR_TO_DATE, False, False),
        (PeriodType.ROLLING_12_MONTHS, False, False),
        (PeriodType.FINANCIAL_YEAR, False, False),
    ],
)
def test_what_happens_in_a_month_is_judged_by_its_chart_and_what_is_counted_on_a_day_has_limits_alone(
    kind: PeriodType, drawn: bool, judged: bool
) -> None:
    series = run([80, 81, 82] * 6, period_type=kind)
    assert (is_drawn(series), is_judged_by_chart(series)) == (drawn, judged)
    held = control_chart_of(series, None)
    assert (held is not None) is drawn
    assert (held is not None and held.variation is not None) is judged


def test_what_follows_the_seasons_has_limits_and_is_not_judged_by_them() -> None:
    seasonal = run([80, 81, 82] * 6, replace(LIBRARY[HEALTH], seasonal=True))
    assert (is_drawn(seasonal), is_judged_by_chart(seasonal)) == (True, False)
    held = control_chart_of(seasonal, None)
    assert held is not None and held.latest.limits is not None
    assert (held.variation, held.latest.trial) == (None, False)


def test_yearly_counts_and_groups_have_no_control_chart() -> None:
    yearly = tuple(observation(HEALTH, 90, 100, period=Period(2010 + n, 3, 12)) for n in range(14))
    assert not is_drawn(yearly)
    assert not is_drawn(run([90] * 13, group="Team A"))


def test_what_the_latest_figure_covers_says_whether_they_are_yearly() -> None:
    yearly = (observation(HEALTH, 90, 100, period=Period(2010 + n, 3, 12)) for n in range(5))
    assert is_drawn((*yearly, *run([90] * 13)))
    assert not is_drawn((*run([90] * 13), observation(HEALTH, 90, 100, period=Period(2024, 3, 12))))


def test_what_is_counted_on_a_day_has_no_signals_no_variation_and_no_assurance_however_far_it_leaps() -> None:
    target = Choices(TargetRules({PLAN: Target(Decimal(95), Comparison.AT_LEAST)}))
    held = scored(monthly(PLAN, [*STEADY, (20, 100)]), choices=target)[PLAN]
    assert held.control is not None and held.control.latest.limits is not None
    assert set(held.control.latest.signals) == {None}
    assert held.control.variation is None
    assert (assurance_of(held), level_is_changing(held), met_so_far(held)) == (None, False, None)


@pytest.mark.parametrize(
    ("values", "judged"),
    [
        ([97] * 13, True),  # three in a hundred are the exception
        ([98] * 13, False),
        ([97] * 12 + [98], False),  # 38 exceptions in 13 months
        ([3] * 13, True),
        ([2] * 13, False),
        ([100] * 13, False),
    ],
)
def test_percentages_so_near_all_or_none_that_fewer_than_three_a_month_are_the_exception_have_no_signals(
    values: list[int], judged: bool
) -> None:
    held = control_chart_of(run(values), None)
    assert held is not None and held.latest.limits is not None
    assert held.latest.judged is judged


def test_of_a_thousand_98_percent_leave_twenty_exceptions_and_are_judged() -> None:
    held = control_chart_of(
        [o._replace(numerator=Decimal(980), denominator=Decimal(1000)) for o in run([98] * 13)], None
    )
    assert held is not None and held.latest.judged


@pytest.mark.parametrize(("value", "judged"), [("90", True), ("90.1", False), ("10", True), ("9.9", False)])
def test_percentages_without_counts_are_judged_where_their_average_is_ten_points_from_all_and_none(
    value: str, judged: bool
) -> None:
    held = control_chart_of(
        [o._replace(value=Decimal(value), numerator=None, denominator=None) for o in run([90] * 13)], None
    )
    assert held is not None and held.latest.judged is judged


@pytest.mark.parametrize(
    ("item", "high", "low"),
    [
        (HEALTH, Variation.BETTER, Variation.WORSE),
        (HOMES, Variation.WORSE, Variation.BETTER),
        (CAME, Variation.HIGHER, Variation.LOWER),
    ],
)
def test_a_leap_is_good_or_bad_as_the_measure_has_it(item: str, high: Variation, low: Variation) -> None:
    kind = PeriodType.IN_MONTH
    for latest, meant in ((90, high), (10, low), (51, Variation.USUAL)):
        held = control_chart_of(run([*[49, 51] * 7, latest], item, period_type=kind), None)
        assert held is not None
        assert held.variation is meant


@pytest.mark.parametrize(("item", "each_time", "enough"), [
    (CAME, [2, 4], True), (CAME, [2, 3], False), (HEALTH, [19, 21], True), (HEALTH, [19, 20], False),
    (DAYS, [19, 21], True), (DAYS, [19, 20], False),
])  # fmt: skip
def test_three_a_month_or_twenty_of_whom_each_time_are_enough_on_average(
    item: str, each_time: list[int], enough: bool
) -> None:
    held = [observation(item, n, n, period=DECEMBER.back(13 - i)) for i, n in enumerate(each_time * 7)]
    assert too_few_children(held) is not enough


def test_percentages_without_counts_may_be_of_enough() -> None:
    assert not too_few_children([observation(HEALTH, value=90)])


def test_a_hidden_month_ends_the_run_and_nothing_before_it_has_a_say() -> None:
    series = run([40, 95, None, *[90, 91, 92] * 5])
    assert len(unbroken_run(series)) == 15
    held = control_chart_of(series, None)
    assert held is not None
    assert held.latest.first == 3
    alone = control_chart_of(series[3:], None)
    assert alone is not None
    assert held.latest.limits == alone.latest.limits


def test_a_month_that_is_not_there_at_all_ends_the_run_too() -> None:
    series = run([90, 91] * 10)
    assert len(unbroken_run((*series[:4], *series[5:]))) == 15


def test_without_the_latest_figure_nothing_is_judged() -> None:
    assert control_chart_of(run([*[90, 91] * 8, None]), None) is None
    assert scored(counts(CAME, [*[30, 31] * 8, BLANK]))[CAME].control is None


def test_five_months_in_a_row_have_limits_on_trial_and_four_none() -> None:
    held = control_chart_of(run([90, 91, None, 90, 92, 91, 93, 90]), None)
    assert held is not None
    assert (held.latest.first, held.latest.trial) == (3, True)
    assert control_chart_of(run([90, 91, None, 90, 92, 91, 93]), None) is None


def test_thirteen_months_in_a_row_are_judged_and_twelve_are_not() -> None:
    held = [scored(monthly(HEALTH, STEADY[:length]))[HEALTH].control for length in (12, 13)]
    assert [one is not None and one.latest.judged for one in held] == [False, True]
    assert scored(monthly(HOMES, STEADY))[HOMES].control is None


def test_the_order_in_which_figures_come_does_not_matter() -> None:
    series = run([90, 92, 91, 95, 90, 88, 87, 86, 85, 84, 83, 84, 83, 82])
    shuffled = list(series)
    random.Random(3).shuffle(shuffled)
    assert unbroken_run(shuffled) == series
    assert control_chart_of(series, None) is not None


def test_measures_about_too_few_children_are_left_alone() -> None:
    few = scored(counts(CAME, [1, 0, 2] * 6))[CAME]
    assert few.control is None
    small = scored(monthly(HEALTH, [(9, 10), (8, 10)] * 8))[HEALTH]
    assert small.control is None
    enough = scored(monthly(HEALTH, [(15, 20), (16, 20)] * 8))[HEALTH]
    assert enough.control is not None and enough.control.latest.judged


def test_each_side_of_a_method_change_is_judged_alone() -> None:
    choices = Choices(method_changes=(MethodChange(VISITS, Period(2023, 4), "Counted anew."),))
    score = scored(monthly(VISITS, STEADY), choices=choices)[VISITS]
    assert score.control is not None
    assert [len(phase.signals) for phase in score.control.phases] == [11, 9]
    assert not score.control.latest.judged
    early = Choices(method_changes=(MethodChange(VISITS, Period(2022, 6), "Counted anew."),))
    held = scored(monthly(VISITS, STEADY), choices=early)[VISITS]
    assert held.control is not None and held.control.latest.judged
    whole = scored(monthly(VISITS, STEADY[-19:]))[VISITS]
    assert held.control and whole.control
    assert held.control.latest.limits == whole.control.latest.limits


def test_twelve_months_that_reach_back_over_a_change_are_not_counted_as_those_after_it() -> None:
    ends = [DECEMBER.back(step) for step in (12, 11, 1, 0)]
    run = [observation(HOMES, 40, 400, period=end) for end in ends]
    assert same_method(run, MethodChange(HOMES, Period(2022, 12), "")) == tuple(run[2:])
    assert same_method(run, MethodChange(HOMES, Period(2023, 2), "")) == ()


def test_the_council_may_choose_the_rules_of_nhsrplotthedots() -> None:
    jump = [(90, 100), (91, 100), (90, 100), (91, 100), (60, 100), *[(90, 100), (91, 100)] * 6]
    ours = scored(monthly(HEALTH, jump))[HEALTH].control
    theirs = scored(monthly(HEALTH, jump), choices=Choices(signals=NHSR))[HEALTH].control
    assert ours and theirs and ours.latest.limits and theirs.latest.limits
    assert theirs.latest.limits.upper < ours.latest.limits.upper


def test_a_target_is_neither_consistently_met_nor_missed_while_the_level_is_changing() -> None:
    easy = Choices(TargetRules({HEALTH: Target(Decimal(50), Comparison.AT_LEAST)}))
    steady, falling = (scored(monthly(HEALTH, months), choices=easy)[HEALTH] for months in (STEADY, FALLING))
    assert (assurance_of(steady), level_is_changing(steady)) == (Assurance.MEETS, False)
    assert (assurance_of(falling), level_is_changing(falling)) == (None, True)
    rising = scored(monthly(HEALTH, FALLING[::-1]), choices=easy)[HEALTH]
    assert (assurance_of(rising), level_is_changing(rising)) == (None, True), "nor while it gets better"


def test_without_a_target_no_level_that_changes_leaves_one_unassured() -> None:
    assert not level_is_changing(replace(scored(monthly(HEALTH, FALLING))[HEALTH], target=None))
    plan = Choices(TargetRules({CAME: Target(Decimal(40), Comparison.AT_MOST)}))
    assert not level_is_changing(scored(counts(CAME, [30, 31] * 8 + [90]), choices=plan)[CAME])


def test_a_target_that_differs_by_quarter_is_only_consistently_met_if_it_is_in_each() -> None:
    def held(*by_quarter: int) -> Assurance | None:
        target = Target(Decimal(by_quarter[2]), Comparison.AT_LEAST, by_quarter=tuple(map(Decimal, by_quarter)))
        found = control_chart_of(scored(monthly(HEALTH, STEADY))[HEALTH].series, target)
        return found.assurance if found else None

    assert held(50, 60, 70, 80) is Assurance.MEETS
    assert held(97, 98, 99, 100) is Assurance.MISSES
    assert held(50, 60, 70, 99) is held(91, 60, 70, 99) is held(99, 99, 99, 80) is Assurance.SOMETIMES


def test_a_hidden_month_never_reaches_the_limits() -> None:
    series = [9, 12, 14, 10, 15, SUPPRESSED, *[10, 12, 14, 11, 13] * 3]
    score = scored(counts(CAME, series))[CAME]
    assert score.control is not None
    assert score.control.latest.first == 6
    assert score.control.latest.limits is not None
    assert score.control.latest.limits.mean == Decimal(12)
