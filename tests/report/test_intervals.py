"""The interval of a difference in words: on which side of nought each end lies, and as fine as it must be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Direction, DirectionRule, MeasureScore, Travel
from report.wording import intervals
from tests.report.returns import DECEMBER, observation, said, score_of

PLANS, MISSING = "pathway_plan_pct", "children_missing_count"


def told(low: str, high: str, item: str = PLANS) -> tuple[MeasureScore, Direction]:
    """A measure and its direction against a year before, with that interval."""
    latest = observation(item, value=90)
    before = observation(item, value=80, period=DECEMBER.back(12))
    interval = (Decimal(low), Decimal(high))
    rule = DirectionRule.YEAR_BEFORE
    direction = Direction(Travel.NO_CLEAR_CHANGE, rule, (before, latest), Decimal(10), "its interval", interval)
    return score_of(latest, last_year=before, direction=direction), direction


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("-3.4", "8.1", "between 3 points lower and 8 higher"),
        ("-1.2", "0.9", "between 1 point lower and 1 higher"),
        ("2.2", "11.4", "between 2 and 11 points"),
        ("-11.4", "-2.2", "between 2 and 11 points"),
        ("0.2", "32.2", "between 0.2 and 32.2 points"),  # an end that is not nought is never printed as nought
        ("-0.3", "4.4", "between 0.3 points lower and 4.4 higher"),
        ("0.03", "4.44", "between 0.03 and 4.44 points"),
    ],
)
def test_the_interval_of_a_percentage_is_told_in_points(low: str, high: str, words: str) -> None:
    assert said(intervals.between(*told(low, high))) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("-17.2", "19.2", "between 17 fewer and 19 more"),
        ("7.9", "52.1", "between 8 and 52"),
        ("-52.1", "-7.9", "between 8 and 52"),
        ("-0.4", "40.4", "between 0.4 fewer and 40.4 more"),
    ],
)
def test_the_interval_of_a_number_is_told_as_a_number(low: str, high: str, words: str) -> None:
    assert said(intervals.between(*told(low, high, MISSING))) == words


@pytest.mark.parametrize(
    ("gap", "item", "words"),
    [
        ("-4.2", PLANS, "4.2 points lower"),
        ("5.1", PLANS, "5.1 points higher"),
        ("1", PLANS, "1.0 points higher"),
        ("20", MISSING, "20 more"),
        ("-20", MISSING, "20 fewer"),
    ],
)
def test_a_difference_is_told_with_its_side_and_as_finely_as_the_figures(gap: str, item: str, words: str) -> None:
    assert said(intervals.size(told("-1", "1", item)[0], "difference", Decimal(gap))) == words


def test_each_end_carries_its_exact_value_and_the_figures_of_both_years() -> None:
    score, direction = told("-3.4", "8.1")
    facts = [span.about for span in intervals.between(score, direction) if isinstance(span.about, Fact)]
    assert [(fact.what, fact.exact) for fact in facts] == [
        ("interval, one end", Decimal("-3.4")),
        ("interval, other end", Decimal("8.1")),
    ]
    assert all(fact.observations == direction.window for fact in facts)


def test_of_an_interval_on_one_side_the_smaller_change_comes_first() -> None:
    score, direction = told("-11.4", "-2.2")
    facts = [span.about for span in intervals.between(score, direction) if isinstance(span.about, Fact)]
    assert [fact.exact for fact in facts] == [Decimal("-2.2"), Decimal("-11.4")]
