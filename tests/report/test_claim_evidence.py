"""What the ledger says of a word that compares: what was tested, or that figures were only compared as printed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inputs.intake import Comment, Remark, RemarkPart
from layouts.blocks import Span
from report.metrics.model.measure import Unit
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Change, Direction, DirectionRule, MeasureScore, Scorecard, Travel
from report.proofreading.proofread import proofread
from report.settings.layout_file import Layout
from report.settings.preferred_words_file import shipped_words
from report.wording import claims
from tests.report.returns import DECEMBER, LIBRARY, monthly, observation, point, score_of, scored, series
from tests.report.test_claims import CHECKS, compared, unsupported

LEVEL_WORDS = ("It is stable.", "It is unchanged.", "It is steady.", "It is about the same as before.")


def in_a_year(low: str, high: str, measure: str = CHECKS, travel: Travel = Travel.NO_CLEAR_CHANGE) -> MeasureScore:
    """A measure whose change in a year was tested, with the interval of the difference."""
    latest, before = observation(measure, 81, 100), observation(measure, 80, 100, period=DECEMBER.back(12))
    ends = (Decimal(low), Decimal(high))
    tested = Direction(travel, DirectionRule.YEAR_BEFORE, (before, latest), Decimal(1), "the 98% interval", ends)
    return score_of(latest, last_year=before, change=Change.NO_CLEAR_CHANGE, direction=tested)


@pytest.mark.parametrize(
    ("low", "high", "measure", "level"),
    [
        ("-3", "4.9", CHECKS, True),
        ("-5", "5", CHECKS, True),
        ("-3", "5.1", CHECKS, False),
        ("-5.1", "3", CHECKS, False),
        ("0.1", "4", CHECKS, True),  # a change that is clear and worth no name
        ("-3", "4", "entry_to_adoptive_home_days_mean", False),  # of which the library has no margin
    ],
)
@pytest.mark.parametrize(
    "words", ["It is stable.", "It is unchanged.", "It is steady.", "It is about the same as before."]
)
def test_stable_is_said_only_where_the_whole_interval_lies_within_the_margin_of_the_library(
    low: str, high: str, measure: str, level: bool, words: str
) -> None:
    assert (unsupported(words, [in_a_year(low, high, measure)]) == []) is level
    assert unsupported("There is no clear change.", [in_a_year(low, high, measure)]) == []


def test_the_library_calls_percentages_level_within_five_points_and_numbers_never() -> None:
    margins = {measure.unit: measure.level_within for measure in LIBRARY.values() if measure.level_within is not None}
    assert margins == {Unit.PCT: 5}


def test_the_evidence_for_a_level_says_what_lies_within_what() -> None:
    (word,) = [s for s in claims.with_rules((Span("It is stable."),), [in_a_year("-3", "4")]) if s.about]
    assert isinstance(word.about, Fact)
    assert word.about.rule == "about the same as a year ago: all of the 98% interval lies within 5 points"


def test_a_number_that_was_not_tested_is_higher_only_as_printed() -> None:
    (word,) = [s for s in claims.with_rules((Span("It is higher."),), [compared(412, 400, Change.HIGHER)]) if s.about]
    assert isinstance(word.about, Fact)
    assert word.about.rule == "above the same period last year, as printed"
    (fewer,) = [s for s in claims.with_rules((Span("They are fewer."),), [compared(390, 400, Change.LOWER)]) if s.about]
    assert isinstance(fewer.about, Fact)
    assert fewer.about.rule == "below the same period last year, as printed"


def test_a_number_that_was_tested_is_higher_by_what_was_tested() -> None:
    rising = replace(in_a_year("8", "52", "started_in_care_count", Travel.RISING), change=Change.HIGHER)
    (word,) = [s for s in claims.with_rules((Span("It is higher."),), [rising]) if s.about]
    assert isinstance(word.about, Fact)
    assert word.about.rule == "the direction of travel is upwards: the 98% interval"


def test_a_direction_is_recorded_with_what_was_tested() -> None:
    falling = monthly("initial_health_assessment_pct", [(80, 100)] * 19 + [(40, 100)])
    held = scored(falling)["initial_health_assessment_pct"]
    (word,) = [s for s in claims.with_rules((Span("It is worse."),), [held]) if s.about]
    assert isinstance(word.about, Fact)
    assert word.about.rule == "the direction of travel is worse: the latest figure lies outside its control limits"
    assert word.about.exact == Decimal(-38)  # 40 less an average of 1,560 by 20
    assert word.about.observations == held.series


@pytest.mark.parametrize(
    ("words", "travel", "change", "measure"),
    [
        ("It is better.", Travel.IMPROVING, Change.BETTER, CHECKS),
        ("It is worse.", Travel.GETTING_WORSE, Change.WORSE, CHECKS),
        ("It is higher.", Travel.RISING, Change.HIGHER, "started_in_care_count"),
        ("It is lower.", Travel.FALLING, Change.LOWER, "started_in_care_count"),
        ("There is no clear change.", Travel.NO_CLEAR_CHANGE, Change.NO_CLEAR_CHANGE, CHECKS),
    ],
)
def test_where_the_direction_of_travel_and_the_year_before_both_allow_a_word_the_direction_is_its_evidence(
    words: str, travel: Travel, change: Change, measure: str
) -> None:
    both = replace(in_a_year("-8", "8", measure, travel), change=change)
    alone = replace(both, direction=None, last_year=both.last_year._replace(value=both.latest.number + 1))
    (fact,) = [s.about for s in claims.with_rules((Span(words),), [both]) if isinstance(s.about, Fact)]
    assert fact.rule.startswith("the direction of travel ") and fact.rule.endswith(": the 98% interval")
    rest = [s.about for s in claims.with_rules((Span(words),), [alone]) if isinstance(s.about, Fact)]
    assert all("direction of travel" not in one.rule for one in rest)


@pytest.mark.parametrize(
    ("before", "now", "kinds"),
    [
        ((9000, 10000), (9010, 10000), []),  # between 0.9 points lower and 1.1 higher
        ((90, 100), (90, 100), ["claim-not-supported"]),  # between 10 lower and 10 higher
        ((9000, 10000), (8000, 10000), ["claim-not-supported"]),
    ],
)
@pytest.mark.parametrize("words", LEVEL_WORDS)
def test_an_officer_may_call_a_measure_stable_only_where_it_is_shown_to_be(
    before: tuple[int, int], now: tuple[int, int], kinds: list[str], words: str
) -> None:
    held = series(CHECKS, point(DECEMBER.back(12), n=before[0], of=before[1]), point(DECEMBER, n=now[0], of=now[1]))
    card = Scorecard(DECEMBER, tuple(scored(held).values()), ())
    remark = Remark(RemarkPart.WHY, words.replace("It is", "Performance is"), "B4")
    comments = [Comment(CHECKS, "health.xlsx", "Commentary", (remark,))]
    layout = Layout("Ours", "Ours", ("sections",), (), ())
    assert [one.kind for one in proofread(comments, layout, "", card, shipped_words())] == kinds


def test_an_officer_may_say_that_no_change_is_clear_of_a_measure_that_is_not_shown_to_be_stable() -> None:
    few = scored(series(CHECKS, point(DECEMBER.back(12), n=90, of=100), point(DECEMBER, n=89, of=100)))
    remark = Remark(RemarkPart.WHY, "There is no clear change in performance.", "B4")
    comments = [Comment(CHECKS, "health.xlsx", "Commentary", (remark,))]
    layout = Layout("Ours", "Ours", ("sections",), (), ())
    assert proofread(comments, layout, "", Scorecard(DECEMBER, tuple(few.values()), ()), shipped_words()) == ()
