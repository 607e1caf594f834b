"""Signal or noise: limits and rules against published values, and what must hold for any series."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest

from report.metrics.statistics.control_limits import (
    MAKING_DATA_COUNT,
    METHODS,
    NHSR,
    Assurance,
    ControlChart,
    Limits,
    Rule,
    Signal,
    Variation,
    assurance,
    moving_ranges,
    process_limits,
    seven_on_one_side,
    seven_point_trend,
    signals,
    two_in_three,
    whole_runs,
    xmr_chart,
)

# The first twenty numbers of R's rnorm after set.seed(123), as NHSRplotthedots' tests draw them.
_RANDOM = (
    "-0.56047565", "-0.23017749", "1.55870831", "0.07050839", "0.12928774",
    "1.71506499", "0.46091621", "-1.26506123", "-0.68685285", "-0.44566197",
    "1.22408180", "0.35981383", "0.40077145", "0.11068272", "-0.55584113",
    "1.78691314", "0.49785048", "-1.96661716", "0.70135590", "-0.47279141",
)  # fmt: skip
SEED_123 = [Decimal(number) for number in _RANDOM]
# A&E waits of over four hours at one hospital trust, by month from April 2016 to March 2018: part of ae_attendances of
# NHSRdatasets (NHS England), as the front page of nhspy-plotthedots prints it with its limits and marks.
_WAITS = (
    1199, 929, 970, 1178, 1110, 1388, 2061, 1985, 2675, 3141, 1942, 2030,
    1309, 1960, 1169, 1117, 1085, 1492, 1280, 1197, 1569, 1406, 1328, 1564,
)  # fmt: skip
LEVEL = [50, 52, 49, 51, 50, 48, 52, 50, 49, 51, 50, 52, 49, 51]
FALLING = [94, 93, 94, 94, 91, 93, 91, 90, 89, 89, 88, 87, 86, 87, 86]


def rounded(held: Limits, places: int) -> tuple[float, ...]:
    return tuple(round(float(each), places) for each in (held.mean, held.lower, held.upper))


def kinds(held: ControlChart) -> list[Variation]:
    return list(held.variations.values())


def some_series(count: int, seed: int = 7) -> list[list[Decimal]]:
    dice = random.Random(seed)
    return [[Decimal(dice.randint(0, 400)) / 4 for _ in range(dice.randint(13, 30))] for _ in range(count)]


# The published vectors.


def test_limits_of_the_published_random_numbers() -> None:
    assert rounded(process_limits(SEED_123, NHSR), 5) == pytest.approx((0.1416238, -3.01138, 3.294627), abs=6e-6)


def test_limits_with_one_far_number_screened_and_unscreened() -> None:
    far = [*SEED_123[:14], Decimal(10), *SEED_123[15:]]
    assert rounded(process_limits(far, METHODS["nhsr"]), 6) == pytest.approx((0.669416, -2.383666, 3.722497), abs=1e-6)
    assert rounded(process_limits(far), 6)[1:] == pytest.approx((-4.596625, 5.935457), abs=1e-6)


def test_limits_of_the_published_page_of_deviations() -> None:
    numbers = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]
    assert rounded(process_limits(numbers, NHSR), 2) == (1.94, -0.72, 4.60)
    assert rounded(process_limits(numbers), 2) == (1.94, -3.06, 6.95)


@pytest.mark.parametrize(
    ("numbers", "mean_range"),
    [
        ([0, 733, 1466, 2199, 12000], 733),  # the leap of 9801 is 3.267 times the mean of 3000, and is left out
        ([0, 733, 1466, 2200, 12000], 3000),  # one of 9800 is not yet
    ],
)
def test_a_step_is_screened_from_3_267_times_the_mean_on(numbers: list[int], mean_range: int) -> None:
    held = process_limits(numbers, NHSR)
    assert held.upper - held.mean == Fraction(266, 100) * mean_range


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        ([*range(1, 11)], (5.5, 2.84, 8.16)),
        ([3, 1, 4, 1, 5, 9, 2], (3.571429, -6.625238, 13.768095)),
        ([1, 2, 3, 4, 5, 4, 3, 2, 1, 2], (2.7, 0.04, 5.36)),
    ],
)
@pytest.mark.parametrize("method", [MAKING_DATA_COUNT, NHSR])
def test_limits_of_the_published_python_tests(numbers: list[int], wanted: tuple[float, ...], method: object) -> None:
    assert rounded(process_limits(numbers, method), 6) == wanted  # type: ignore[arg-type]


def test_the_published_months_of_real_waits_have_the_limits_and_marks_that_were_published() -> None:
    held = process_limits(_WAITS, NHSR)
    assert [float(each) for each in (held.mean, held.lower, held.upper)] == pytest.approx(
        [1545.1666666666667, 740.3957575757576, 2349.937575757576], abs=1e-9
    )
    near, outside = Signal(Rule.NEAR_LIMIT, -1), Signal(Rule.OUTSIDE, 1)
    assert {at: mark for at, mark in enumerate(signals(_WAITS, held, NHSR)) if mark} == {
        1: near, 2: near, 8: outside, 9: outside,
    }  # fmt: skip


def test_the_far_winter_of_the_real_waits_widens_the_limits_unless_it_is_screened() -> None:
    assert rounded(process_limits(_WAITS), 4) == (1545.1667, 636.7188, 2453.6145)  # by hand: 2.66 times 7,855 / 23
    waits = xmr_chart(_WAITS, better=-1, method=MAKING_DATA_COUNT)
    assert {at for at, kind in waits.variations.items() if kind is Variation.WORSE} == {8, 9}


def test_the_near_limits_stand_two_thirds_of_the_way() -> None:
    held = process_limits([*range(1, 11)])
    assert held.near_lower == Fraction(1118, 300)
    assert held.near_upper == Fraction(2182, 300)


@pytest.mark.parametrize(
    ("sides", "wanted"),
    [
        ([], []),
        ([1] * 6, [0] * 6),
        ([1] * 6 + [-1], [0] * 7),
        ([1] * 8 + [-1], [0] * 6 + [1, 1, 0]),
        ([-1] * 8 + [1], [0] * 6 + [1, 1, 0]),
        ([-1] + [1] * 8 + [-1], [0] * 7 + [1, 1, 0]),
        ([0] * 8, [0] * 8),
    ],
)
def test_seven_on_one_side_of_the_mean(sides: list[int], wanted: list[int]) -> None:
    assert [abs(each) for each in seven_on_one_side(sides)] == wanted


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        ([1, 2, 3, 4, 5], [0] * 5),
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7),
        ([*range(1, 8)], [0] * 6 + [1]),
        ([2, *range(1, 8), 3], [0] * 7 + [1, 0]),
        ([*range(7, 0, -1)], [0] * 6 + [-1]),
        ([2, *range(7, 0, -1), 3], [0] * 7 + [-1, 0]),
    ],
)
def test_seven_in_a_row_that_rise_or_fall(numbers: list[int], wanted: list[int]) -> None:
    assert seven_point_trend(numbers) == wanted


def test_a_run_is_flagged_from_its_first_figure() -> None:
    assert whole_runs([0] * 6 + [1, 0]) == [1] * 7 + [0]
    assert whole_runs([0] * 7 + [-1, 0]) == [0] + [-1] * 7 + [0]


def test_a_figure_in_two_runs_belongs_to_the_later() -> None:
    assert whole_runs([0] * 6 + [1, 0, 0, 0, 0, 0, -1]) == [1] * 6 + [-1] * 7


@pytest.mark.parametrize(
    ("close", "sides", "wanted"),
    [
        ([1, 0, 1], [1, 1, 1], [1, 1, 1]),
        ([0, 1, 1], [1, 1, 1], [1, 1, 1]),
        ([0, 0, 1, 0, 1, 0, 0], [1] * 7, [0, 0, 1, 1, 1, 0, 0]),
        ([0, 0, 1, 1, 0, 0, 0], [1] * 7, [0, 1, 1, 1, 1, 0, 0]),
        ([1, 0, 1], [1, -1, 1], [0, 0, 0]),
        ([], [], []),
    ],
)
def test_two_of_three_near_a_limit(close: list[int], sides: list[int], wanted: list[int]) -> None:
    assert two_in_three(list(map(bool, close)), sides) == list(map(bool, wanted))


def test_of_two_in_three_only_those_near_the_limit_are_flagged() -> None:
    found = two_in_three(list(map(bool, (1, 0, 0, 1, 1))), [1] * 5)
    assert [pair and near for pair, near in zip(found, (1, 0, 0, 1, 1), strict=True)] == [0, False, 0, 1, 1]


@pytest.mark.parametrize("method", [MAKING_DATA_COUNT, NHSR])
def test_two_near_opposite_limits_are_no_signal(method: object) -> None:
    numbers = [Decimal(each) for each in [*[1, -1] * 7, "5.5", "-5.5"]]
    assert xmr_chart(numbers, 1, method=method).variations[15] is Variation.USUAL  # type: ignore[arg-type]
    assert xmr_chart(numbers, 1, method=method).variations[14] is Variation.USUAL  # type: ignore[arg-type]


@pytest.mark.parametrize("method", [MAKING_DATA_COUNT, NHSR])
def test_published_assurance(method: object) -> None:
    met, missed, open_ = Assurance.MEETS, Assurance.MISSES, Assurance.SOMETIMES
    for (low, high), more, less in zip(
        ((1, 3), (5, 7), (1, 5)), (missed, met, open_), (met, missed, open_), strict=True
    ):
        held = Limits(*map(Fraction, ((low + high) / 2, low, high, low, high)))
        assert assurance(held, 4, True, method) is more  # type: ignore[arg-type]
        assert assurance(held, 4, False, method) is less  # type: ignore[arg-type]


# Our own choices.


def test_reviews_always_all_on_time_consistently_meet_their_target_and_are_no_signal() -> None:
    held = xmr_chart([Decimal(100)] * 13, 1, target=(100, True))
    assert held.latest.limits == Limits(*[Fraction(100)] * 5)
    assert set(kinds(held)) == {Variation.USUAL}
    assert held.assurance is Assurance.MEETS


def test_a_share_that_never_ends_is_still_constant() -> None:
    third = Decimal(100) / 3
    assert process_limits([third] * 17, NHSR) == process_limits([third] * 17)
    held = xmr_chart([third] * 17, -1, target=(third, False))
    assert set(kinds(held)) == {Variation.USUAL}
    assert held.assurance is Assurance.MEETS


def test_a_target_at_the_worst_limit_is_met_and_at_the_best_may_be() -> None:
    held = Limits(*map(Fraction, (2, 1, 3, 1, 3)))
    assert assurance(held, 1, True) is Assurance.MEETS
    assert assurance(held, 3, True) is Assurance.SOMETIMES
    assert assurance(held, 3, False) is Assurance.MEETS
    assert assurance(held, 1, False) is Assurance.SOMETIMES
    assert assurance(held, 1, True, NHSR) is Assurance.SOMETIMES


def test_a_figure_outside_a_limit_counts_towards_two_of_three_near_it() -> None:
    held = Limits(*map(Fraction, (0, -9, 9, -6, 6)))
    numbers = [10, 7, 1]
    assert signals(numbers, held)[1] == Signal(Rule.NEAR_LIMIT, 1)
    assert signals(numbers, held, NHSR)[1] is None


@pytest.mark.parametrize("side", [1, -1])
def test_a_figure_on_a_limit_is_not_beyond_it(side: int) -> None:
    held = Limits(*map(Fraction, (0, -9, 9, -6, 6)))
    assert signals([9 * side], held) == (None,)
    assert signals([side * 6, side * 7, side], held) == (None, None, None)
    for method in (MAKING_DATA_COUNT, NHSR):
        assert signals([side * 7, side * 7, side], held, method) == (*(Signal(Rule.NEAR_LIMIT, side),) * 2, None)


def test_the_first_rule_that_fires_is_the_one_told() -> None:
    held = process_limits(FALLING)
    assert {signal.rule for signal in signals(FALLING, held) if signal} >= {Rule.OUTSIDE, Rule.ONE_SIDE}
    rising = [*range(1, 8)]
    wide = Limits(*map(Fraction, (0, -100, 6, -60, 5)))
    assert [s and s.rule for s in signals(rising, wide)] == [Rule.TREND] * 6 + [Rule.OUTSIDE]


def test_a_rise_is_better_where_more_is_better_even_below_the_average() -> None:
    numbers = [60, 62, 61, 62, 60, 61, 62, 40, 41, 42, 43, 44, 45, 46]
    assert xmr_chart(numbers, 1).variation is Variation.BETTER
    assert xmr_chart(numbers, -1).variation is Variation.WORSE
    assert xmr_chart(numbers, 0).variation is Variation.HIGHER


def test_under_five_figures_have_no_limits_and_under_thirteen_only_limits_on_trial() -> None:
    few = xmr_chart(LEVEL[:4], 1, target=(10, True))
    assert few.latest.limits is None
    assert (few.latest.judged, few.latest.trial) == (False, False)
    assert few.variation is None
    assert few.assurance is None
    trial = xmr_chart(LEVEL[:5], 1, target=(10, True))
    assert trial.latest.trial
    assert trial.variation is None
    assert trial.assurance is None
    assert xmr_chart(LEVEL[:12], 1, target=(10, True)).latest.trial
    assert xmr_chart(LEVEL[:12], 1, target=(10, True)).assurance is None
    assert xmr_chart(LEVEL[:13], 1).latest.judged


def test_the_latest_figure_is_told_by_its_own_signal_and_not_by_one_before_it() -> None:
    held = xmr_chart(FALLING, 1)
    assert held.variation is Variation.WORSE
    assert [held.variations[place] for place in (6, 7)] == [Variation.BETTER, Variation.WORSE]
    assert xmr_chart([*LEVEL[:12], 30], 1).variation is Variation.WORSE
    assert xmr_chart([*LEVEL[:6], 30, 70, *LEVEL[6:]], 1).variation is Variation.USUAL


def test_figures_that_are_not_judged_have_limits_and_no_signals_and_no_assurance() -> None:
    judged, alone = (xmr_chart(FALLING, 1, target=(60, True), judged=judged) for judged in (True, False))
    assert alone.latest.limits == judged.latest.limits
    assert (alone.latest.trial, alone.latest.judged) == (False, False)
    assert set(alone.latest.signals) == {None}
    assert (alone.variation, alone.assurance) == (None, None)
    assert alone.variations == {}
    assert (judged.variation, judged.assurance) == (Variation.WORSE, Assurance.MEETS)


def test_a_measure_that_is_neither_good_nor_bad_has_no_assurance() -> None:
    assert xmr_chart(LEVEL, 0, target=(10, True)).assurance is None


# What holds for any series.


@pytest.mark.parametrize("method", [MAKING_DATA_COUNT, NHSR])
def test_another_unit_or_starting_point_changes_no_judgement(method: object) -> None:
    for numbers in some_series(40):
        moved = [Decimal("0.7") * number + 11 for number in numbers]
        assert kinds(xmr_chart(moved, 1, method=method)) == kinds(xmr_chart(numbers, 1, method=method))  # type: ignore[arg-type]


def test_a_mirrored_series_has_high_and_low_changed_about() -> None:
    turned = {Variation.HIGHER: Variation.LOWER, Variation.LOWER: Variation.HIGHER, Variation.USUAL: Variation.USUAL}
    for numbers in some_series(40):
        mirrored = xmr_chart([-number for number in numbers], 0)
        assert kinds(mirrored) == [turned[kind] for kind in kinds(xmr_chart(numbers, 0))]


def test_figures_before_a_change_of_method_have_no_say_in_those_after() -> None:
    before, after = some_series(2, seed=3)
    whole = xmr_chart([*before, *after], 1, starts=(len(before),))
    alone = xmr_chart(after, 1)
    assert whole.latest.limits == alone.latest.limits
    assert whole.latest.signals == alone.latest.signals
    assert whole.phases[0].signals == xmr_chart(before, 1).latest.signals
    assert xmr_chart(after, 1, starts=(len(after) + 3,)) == alone  # a change that is still to come


def test_figures_are_counted_from_the_first_of_the_series_they_were_taken_from() -> None:
    held = xmr_chart([*LEVEL, *LEVEL[:12], 30], 1, starts=(len(LEVEL),), offset=3)
    assert [phase.first for phase in held.phases] == [3, 3 + len(LEVEL)]
    worse = [place for place, kind in held.variations.items() if kind is Variation.WORSE]
    assert worse == [3 + len(LEVEL) + 12]


def test_the_rules_fire_seldom_on_chance_alone() -> None:
    dice = random.Random(11)
    runs: list[Sequence[Decimal]] = [[Decimal(dice.gauss(0, 1)) for _ in range(24)] for _ in range(200)]
    latest = [xmr_chart(run, 1).variation for run in runs]
    assert sum(kind is not Variation.USUAL for kind in latest) < 0.1 * len(runs)


def test_moving_ranges_are_the_steps_from_figure_to_figure() -> None:
    assert moving_ranges([3, 1, 4, 4]) == (2, 3, 0)
