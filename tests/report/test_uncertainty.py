"""The quiet lines beside a number: how sure it is, and what lies behind an average."""

from __future__ import annotations

from decimal import Decimal

import pytest

from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import MeasureScore, Observation
from report.wording import uncertainty
from tests.report.returns import Series, counts, monthly, observation, said, score_of, scored

HEALTH, HOMES, DENTAL = "initial_health_assessment_pct", "three_or_more_homes_pct", "dental_check_pct"
REVIEWS, PLANS, DAYS = "reviews_on_time_pct", "pathway_plan_pct", "order_to_match_days_mean"


def likely(held: Observation) -> str:
    return said(uncertainty.likely_line(score_of(held)))


def between(low: str, high: str, whose: str = "children’s") -> str:
    return f"The underlying rate could be between {low}% and {high}%, if {whose} outcomes were independent."


def test_every_percentage_stands_with_the_range_of_the_rate_behind_it_and_what_that_takes_for_granted() -> None:
    assert likely(observation("long_term_stability_pct", 81, 122)) == between("58", "74")
    assert likely(observation(HOMES, 62, 412)) == between("12", "19")
    assert likely(observation(HEALTH, 11, 117)) == between("5", "16")
    assert likely(observation(PLANS, 160, 179)) == between("84", "93", "young people’s")


def test_of_reviews_the_range_is_as_wide_as_their_months_differ() -> None:
    """phi is 4: Wilson's interval of 270 of 300."""
    held = observation(REVIEWS, 1080, 1200)._replace(dispersion=4.0)
    assert likely(held) == "The underlying rate could be between 86.1% and 92.9%, as widely as its months differ."
    assert likely(held._replace(dispersion=None)) == ""


def test_of_a_thousand_or_more_and_where_its_ends_look_alike_the_range_has_a_decimal() -> None:
    assert likely(observation(DENTAL, 1098, 1102)) == between("99.1", "99.9")
    assert likely(observation(DENTAL, 999, 999)) == between("99.6", "100.0")


def test_where_the_cohort_is_under_fifty_it_says_how_many_points_one_child_is() -> None:
    def points(held: Observation) -> str:
        return said(uncertainty.points_line(score_of(held)))

    assert points(observation(HEALTH, 30, 32)) == "Each child counts for 3.1 percentage points"
    assert points(observation(PLANS, 46, 49)) == "Each young person counts for 2.0 percentage points"
    assert points(observation(REVIEWS, 49, 49)) == "Each one counts for 2.0 percentage points"
    assert points(observation(HEALTH, 28, 50)) == points(observation(HEALTH, 9, 11)) == ""


def test_fewer_than_ten_have_no_range() -> None:
    assert likely(observation(HEALTH, 9, 9)) == ""


@pytest.mark.parametrize(
    "held", [observation(HEALTH, 9, 11), observation(HEALTH, value=88), observation(DAYS, value=9)]
)
def test_nothing_is_said_of_points_where_no_percentage_or_no_count_is_printed(held: Observation) -> None:
    assert likely(held) == ""
    assert uncertainty.points_line(score_of(held)) == ()


def test_every_number_of_both_lines_rests_on_the_figure() -> None:
    held = observation(HEALTH, 30, 32)
    lines = (*uncertainty.likely_line(score_of(held)), *uncertainty.points_line(score_of(held)))
    facts = [span.about for span in lines if isinstance(span.about, Fact)]
    assert [fact.what for fact in facts] == ["likely range, low", "likely range, high", "points of one"]
    assert facts[2].exact == Decimal(100) / 32
    assert all(fact.observations == (held,) for fact in facts)


def waits(*names: str) -> MeasureScore:
    days = {"median": 250, "lowest": 31, "highest": 611}
    spread: list[Series] = [counts(f"order_to_match_days_{name}", [days[name]]) for name in names]
    return scored(monthly(DAYS, [(298 * 18, 18)]), *spread)[DAYS]


@pytest.mark.parametrize(
    ("names", "line", "lacking"),
    [
        (("median", "lowest", "highest"), "Middle wait 250 days (shortest 31, longest 611)", ""),
        (("median",), "Middle wait 250 days", "no range that"),
        (("median", "lowest"), "Middle wait 250 days", "no range that"),
        (("lowest", "highest"), "Shortest 31, longest 611 days", "no middle wait that"),
        ((), "", "no middle wait or range that"),
    ],
)
def test_an_average_stands_with_its_median_and_range_or_says_that_it_does_not(
    names: tuple[str, ...], line: str, lacking: str
) -> None:
    score = waits(*names)
    assert said(uncertainty.spread_line(score)) == line
    assert (lacking in uncertainty.spread_note(score)) if lacking else uncertainty.spread_note(score) == ""


def test_an_average_of_nobody_knows_how_many_says_so() -> None:
    score = scored(counts(DAYS, [298]))[DAYS]
    assert "We have no number of children, middle wait or range that we can print" in uncertainty.spread_note(score)


def test_a_percentage_has_no_spread() -> None:
    share = score_of(observation(HEALTH, 28, 32))
    assert uncertainty.spread_line(share) == ()
    assert uncertainty.spread_note(share) == ""


def test_what_lies_behind_an_average_is_no_measure_of_its_own() -> None:
    card = scored(monthly(DAYS, [(298 * 18, 18)]), counts("order_to_match_days_median", [250]))
    assert set(card) == {DAYS}
    alone = scored(counts("order_to_match_days_median", [250]), monthly(HEALTH, [(28, 32)]))
    assert set(alone) == {HEALTH}
