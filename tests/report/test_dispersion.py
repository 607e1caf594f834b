"""Several reviews, visits or missing episodes may be of one child: how far their months differ widens every range."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import pytest

from inputs.period import Period
from report.metrics.checks.outliers import improbable
from report.metrics.judgement.change import change_between, difference_interval, likely_range
from report.metrics.judgement.dispersion import FEWEST_MONTHS, dispersion_of
from report.metrics.model.measure import MethodChange
from report.metrics.model.scorecard import Change, DirectionRule, MeasureScore, Observation, Travel
from report.metrics.score import Choices
from report.metrics.statistics.proportions import (
    dispersion_of_numbers,
    dispersion_of_shares,
    newcombe_interval,
    wilson_interval,
)
from tests.report.returns import BLANK, DECEMBER, LIBRARY, counts, monthly, observation, point, scored, series

REVIEWS, VISITS, TIMES = "reviews_on_time_pct", "visits_on_time_pct", "missing_episodes_count"
HEALTH, CHILDREN = "initial_health_assessment_pct", "children_missing_count"
UNEVEN = [(80, 100), (90, 100)] * 6
PHI = 12 * 25 / (100 * 0.85 * 0.15) / 11
"""Of those twelve months: each is 5 off the 85 expected, whose variance is 12.75; and eleven degrees of freedom."""


def run(ratios: Sequence[tuple[int, int]], item: str = VISITS) -> list[Observation]:
    last = len(ratios) - 1
    return [observation(item, n, of, period=DECEMBER.back(last - at)) for at, (n, of) in enumerate(ratios)]


def visits(*ratios: tuple[int, int], changes: tuple[MethodChange, ...] = ()) -> MeasureScore:
    return scored(monthly(VISITS, ratios), choices=Choices(method_changes=changes))[VISITS]


# How far months differ.


def test_the_dispersion_of_shares_is_pearsons_chi_squared_by_its_degrees_of_freedom() -> None:
    assert dispersion_of_shares([(80, 100), (90, 100)]) == pytest.approx(2 * 25 / 12.75)  # 3.92, of one degree
    assert dispersion_of_shares(UNEVEN) == pytest.approx(PHI)  # 2.14


def test_the_dispersion_of_shares_of_uneven_months_weighs_each_by_its_own_number() -> None:
    """60 of 100 together: 5 off 15 of 25, with a variance of 6; and 5 off 45 of 75, with one of 18."""
    assert dispersion_of_shares([(20, 25), (40, 75)]) == pytest.approx(25 / 6 + 25 / 18)


def test_the_dispersion_of_numbers_is_their_variance_by_their_mean() -> None:
    assert dispersion_of_numbers([30, 50]) == pytest.approx(200 / 40)
    assert dispersion_of_numbers([30, 50] * 6) == pytest.approx(12 * 100 / 11 / 40)


def test_months_that_differ_less_than_chance_would_make_them_are_taken_as_independent() -> None:
    assert dispersion_of_shares([(85, 100)] * 12) == dispersion_of_shares([(85, 100), (86, 100)] * 6) == 1
    assert dispersion_of_numbers([40] * 12) == dispersion_of_numbers([39, 41] * 6) == 1


@pytest.mark.parametrize("each", [(0, 100), (100, 100)], ids=["none", "all"])
def test_months_of_none_and_of_all_do_not_differ(each: tuple[int, int]) -> None:
    assert dispersion_of_shares([each] * 12) == 1
    assert dispersion_of_numbers([0] * 12) == 1


def test_a_month_in_which_nothing_was_due_counts_for_nothing_in_the_sum() -> None:
    assert dispersion_of_shares([(80, 100), (90, 100), (0, 0)]) == pytest.approx(2 * 25 / 12.75 / 2)


# Which months.


def test_the_latest_month_has_no_say_being_the_one_that_is_judged() -> None:
    for latest in ((0, 100), (85, 100), (100, 100)):
        assert dispersion_of(run([*UNEVEN, latest]), None) == pytest.approx(PHI)


@pytest.mark.parametrize(("before", "known"), [(FEWEST_MONTHS - 1, False), (FEWEST_MONTHS, True)])
def test_it_takes_twelve_months_before_the_latest(before: int, known: bool) -> None:
    assert FEWEST_MONTHS == 12
    assert (dispersion_of(run([(85, 100)] * before + [(85, 100)]), None) is not None) is known


def test_a_month_that_was_not_given_is_not_one_of_the_twelve() -> None:
    held = series(VISITS, *monthly(VISITS, [(85, 100)] * 13).points[:5], *monthly(VISITS, [(85, 100)] * 7).points)
    assert scored(held)[VISITS].series[-1].dispersion is None
    longer = series(VISITS, *monthly(VISITS, [(85, 100)] * 14).points[:5], *monthly(VISITS, [(85, 100)] * 8).points)
    assert scored(longer)[VISITS].series[-1].dispersion == 1


def test_months_without_their_counts_are_none_of_the_twelve() -> None:
    alone = [point(DECEMBER.back(n), "85") for n in range(20, 1, -1)]
    held = scored(series(VISITS, *alone, *(point(DECEMBER.back(n), n=85, of=100) for n in (1, 0))))[VISITS]
    assert held.series[-1].dispersion is None


def test_months_counted_in_another_way_have_no_say() -> None:
    changed = MethodChange(VISITS, DECEMBER.back(12), "Counted anew.")
    early = [(20, 100), (99, 100)] * 3
    assert dispersion_of(run([*early, *UNEVEN, (85, 100)]), changed) == pytest.approx(PHI)
    late = MethodChange(VISITS, DECEMBER.back(11), "Counted anew.")
    assert dispersion_of(run([*early, *UNEVEN, (85, 100)]), late) is None


def test_every_figure_of_a_measure_whose_months_are_clustered_carries_it_and_its_year_to_date_too() -> None:
    held = scored(monthly(REVIEWS, [(85, 100)] * 8 + [*UNEVEN, (85, 100)]))[REVIEWS]
    assert {o.dispersion for o in held.series} == {held.latest.dispersion}
    assert held.latest is held.year_to_date[-1]
    assert held.latest.dispersion is not None and held.latest.dispersion > 1


def test_reviews_visits_and_missing_episodes_are_clustered_and_children_are_not() -> None:
    clustered = [measure for measure in LIBRARY.values() if measure.clustered]
    assert {REVIEWS, VISITS, TIMES} <= {measure.id for measure in clustered}
    nouns = {"reviews", "visits", "times", "homes", "returns", "talks offered", "talks held"}
    assert {measure.counts for measure in clustered} == nouns
    held = scored(monthly(HEALTH, [*UNEVEN, (40, 100)]), counts(CHILDREN, [30, 90] * 7))
    assert {o.dispersion for one in held.values() for o in one.series} == {1.0}


# What it does.


def test_a_range_is_as_wide_as_that_of_so_many_fewer_independent_visits() -> None:
    latest = observation(VISITS, 80, 100)._replace(dispersion=PHI)
    low, high = wilson_interval(80 / PHI, 100 / PHI)
    held = likely_range(latest)
    assert held is not None
    assert [float(end) for end in held] == pytest.approx([100 * low, 100 * high])
    plain = likely_range(observation(VISITS, 80, 100))
    assert plain is not None
    assert held[0] < plain[0] < plain[1] < held[1]


def test_the_interval_of_a_change_in_visits_is_that_of_so_many_fewer_independent_ones() -> None:
    now, before = (observation(VISITS, n, 400)._replace(dispersion=4.0) for n in (360, 320))
    ends = newcombe_interval(90, 100, 80, 100, 2.326)
    held = difference_interval(now, before)
    assert held is not None
    assert [float(end) / 100 for end in held] == pytest.approx(ends)


def test_the_interval_of_a_change_in_episodes_is_wider_by_the_root_of_their_dispersion() -> None:
    now, before = (observation(TIMES, value=n)._replace(dispersion=4.0) for n in (64, 36))
    held = difference_interval(now, before)
    assert held is not None
    assert [float(end) for end in held] == pytest.approx([28 - 2.326 * sqrt(400), 28 + 2.326 * sqrt(400)])


def test_a_change_that_would_be_clear_of_independent_visits_is_not_where_months_differ_so_much() -> None:
    def change(phi: float) -> Change:
        now, before = (observation(VISITS, n, 400)._replace(dispersion=phi) for n in (350, 320))
        return change_between(now, before, None)

    assert (change(1.0), change(3.0)) == (Change.BETTER, Change.NO_CLEAR_CHANGE)


def test_too_few_independent_ones_are_not_too_few_visits() -> None:
    """Ten visits in each year are enough: they are counted as they are, not as the fewer that they are worth."""
    now, before = (observation(VISITS, n, 10)._replace(dispersion=2.0) for n in (10, 5))
    assert difference_interval(now, before) is not None


def test_where_it_is_not_known_there_is_no_range_and_no_verdict() -> None:
    now, before = (observation(VISITS, n, 400)._replace(dispersion=None) for n in (390, 200))
    assert likely_range(now) is None
    assert change_between(now, before, None) is Change.NOT_TESTED
    times = [observation(TIMES, value=n)._replace(dispersion=None) for n in (90, 30)]
    assert difference_interval(*times) is None


def test_a_year_of_visits_is_held_against_the_one_before_with_it() -> None:
    """From April to December: 675 and 765 of 900; the dispersion is that of the months before the latest."""
    years = [(70, 100), (80, 100)] * 4 + [(75, 100), *[(85, 100)] * 3] + [(80, 100), (90, 100)] * 4 + [(85, 100)]
    held = scored(series(VISITS, *monthly(VISITS, years).points[:9], point(DECEMBER.back(11), BLANK),
                         *monthly(VISITS, years[10:]).points))[VISITS]  # fmt: skip
    phi = held.latest.dispersion
    assert phi is not None
    assert held.direction is not None and held.direction.interval is not None
    assert (held.direction.rule, held.direction.travel) == (DirectionRule.YEAR_BEFORE, Travel.IMPROVING)
    (before, now) = held.direction.window
    assert (before.numerator, before.denominator, now.numerator, now.denominator) == (675, 900, 765, 900)
    ends = newcombe_interval(765 / phi, 900 / phi, 675 / phi, 900 / phi, 2.326)
    assert [float(end) / 100 for end in held.direction.interval] == pytest.approx(ends)


def test_episodes_that_come_in_clusters_may_leap_further_by_chance() -> None:
    one, other = observation(TIMES, value=64), observation(TIMES, value=36)
    assert not improbable(one, other)  # 28 is less than three times 10
    assert improbable(one._replace(value=observation(TIMES, value=69).value), other)  # 33 is more than 30.7
    far = [observation(TIMES, value=n)._replace(dispersion=4.0) for n in (69, 36)]
    assert not improbable(*far)
    assert improbable(*(observation(TIMES, value=n)._replace(dispersion=4.0) for n in (120, 36)))  # 84, beyond 74.9


def test_a_month_of_a_year_that_is_out_of_reach_is_not_among_those_that_tell() -> None:
    held = visits(*[(20, 100), (99, 100)] * 3, *UNEVEN, (85, 100),
                  changes=(MethodChange(VISITS, DECEMBER.back(12), "Counted anew."),))  # fmt: skip
    assert held.latest.dispersion == pytest.approx(PHI)
    assert held.latest.period.last_month == Period(2023, 12)
