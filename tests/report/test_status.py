"""How a figure stands against its target: the rule that the report prints."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from report import words
from report.metrics.model import Comparison, Observation, State, Status, Target
from report.metrics.status import judge, meets, tolerance
from tests.report.returns import LIBRARY, observation

VISITS, HOMES, DAYS = "visits_on_time_pct", "three_or_more_homes_pct", "entry_to_adoptive_home_days_mean"
CASELOAD, IN_CARE = "average_caseload_by_team_rate", "children_in_care_count"


def at_least(value: int | str) -> Target:
    return Target(Decimal(value), Comparison.AT_LEAST)


def at_most(value: int | str) -> Target:
    return Target(Decimal(value), Comparison.AT_MOST)


def judged(latest: Observation, target: Target | None) -> Status:
    return judge(latest, words.printed(latest), target)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("100", Status.MET),
        ("98", Status.MET),
        ("97.9", Status.CLOSE),
        ("93", Status.CLOSE),
        ("92.9", Status.NOT_MET),
        ("0", Status.NOT_MET),
    ],
)
def test_a_percentage_meets_98_at_98_and_is_close_within_five_points(value: str, status: Status) -> None:
    assert judged(observation(VISITS, value=value), at_least(98)) is status


@pytest.mark.parametrize(
    ("value", "status"),
    [("0", Status.MET), ("8", Status.MET), ("8.1", Status.CLOSE), ("13", Status.CLOSE), ("13.1", Status.NOT_MET)],
)
def test_where_lower_is_better_a_percentage_meets_8_at_8(value: str, status: Status) -> None:
    assert judged(observation(HOMES, value=value), at_most(8)) is status


def test_a_figure_that_prints_as_its_target_meets_it() -> None:
    nearly = observation(VISITS, value="97.96")
    assert words.value_text(nearly) == "98.0%"
    assert judged(nearly, at_least(98)) is Status.MET


def test_a_figure_that_prints_a_tenth_short_of_its_target_misses_it() -> None:
    short = observation(VISITS, value="97.94")
    assert words.value_text(short) == "97.9%"
    assert judged(short, at_least(98)) is Status.CLOSE


@pytest.mark.parametrize(
    ("days", "status"),
    [("400", Status.MET), ("400.4", Status.MET), ("401", Status.CLOSE), ("440", Status.CLOSE), ("441", Status.NOT_MET)],
)
def test_days_are_close_within_a_tenth_of_their_target(days: str, status: Status) -> None:
    assert judged(observation(DAYS, value=days), at_most(400)) is status


def test_a_caseload_is_close_within_a_tenth_of_its_target() -> None:
    assert judged(observation(CASELOAD, value=22), at_most(20)) is Status.CLOSE
    assert judged(observation(CASELOAD, value=23), at_most(20)) is Status.NOT_MET


@pytest.mark.parametrize(("of", "status"), [(9, Status.TOO_FEW), (10, Status.MET)])
def test_fewer_than_ten_are_too_few_to_judge(of: int, status: Status) -> None:
    assert judged(observation(VISITS, of, of), at_least(98)) is status
    assert judged(observation(DAYS, of * 300, of), at_most(400)) is status


def test_six_members_of_staff_are_not_too_few_to_judge_their_caseload() -> None:
    assert judged(observation(CASELOAD, 120, 6), at_most(20)) is Status.MET


def test_a_percentage_given_without_its_counts_is_judged() -> None:
    assert judged(observation(VISITS, value=50), at_least(98)) is Status.NOT_MET


@pytest.mark.parametrize("children", [300, 412, 484, 900])
def test_the_number_of_children_in_care_is_never_judged(children: int) -> None:
    assert judged(observation(IN_CARE, value=children), at_most(484)) is Status.NO_TARGET


def test_a_measure_without_a_target_is_not_judged() -> None:
    assert judged(observation("reviews_on_time_pct", 1098, 1102), None) is Status.NO_TARGET


@pytest.mark.parametrize("state", [State.MISSING, State.SUPPRESSED, State.NOT_APPLICABLE])
def test_a_figure_that_is_not_there_is_neither_met_nor_missed(state: State) -> None:
    nothing = judged(observation(VISITS, state=state), at_least(98))
    assert nothing not in {Status.MET, Status.CLOSE, Status.NOT_MET}


def test_a_measure_may_say_how_far_off_is_close() -> None:
    strict = replace(LIBRARY[VISITS], tolerance=Decimal(1))
    assert tolerance(strict, at_least(98)) == 1
    assert judged(observation(strict, value=96), at_least(98)) is Status.NOT_MET
    assert judged(observation(strict, value=97), at_least(98)) is Status.CLOSE


def test_no_tolerance_at_all_makes_nothing_close() -> None:
    strict = replace(LIBRARY[VISITS], tolerance=Decimal(0))
    assert judged(observation(strict, value="97.9"), at_least(98)) is Status.NOT_MET


def test_equality_reaches_a_target_from_either_side() -> None:
    assert meets(Decimal("98.0"), at_least(98))
    assert not meets(Decimal("97.9"), at_least(98))
    assert meets(Decimal("8.0"), at_most(8))
    assert not meets(Decimal("8.1"), at_most(8))
