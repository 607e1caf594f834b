"""The message of the first page: how many targets are met, what presses most, and what is better."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from report.metrics.model.measure import Comparison, Target
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Change, Direction, DirectionRule, MeasureScore, Status, Travel
from report.wording.page_message import counts, message
from tests.report.returns import LIBRARY, observation, said, score_of

IN_CARE = "children_in_care_count"
MET, CLOSE, NOT_MET = Status.MET, Status.CLOSE, Status.NOT_MET


def held(status: Status | None, item: str = "pathway_plan_pct", n: int = 90) -> MeasureScore:
    """A measure with this status; its figure is ``n`` of 100, of a target of 95."""
    latest = observation(item, n, 100)
    return score_of(latest, status=status, target=Target(Decimal(95), Comparison.AT_LEAST))


def of(*statuses: Status | None) -> list[MeasureScore]:
    """So many measures, each with one of these statuses."""
    return [held(status, item) for status, item in zip(statuses, PERCENTAGES, strict=False)]


PERCENTAGES = [item for item in LIBRARY if item.endswith("_pct")]


def moving(travel: Travel, status: Status | None = MET, item: str = "dental_check_pct") -> MeasureScore:
    score = held(status, item)
    tested = Direction(travel, DirectionRule.YEAR_BEFORE, (score.latest,), Decimal(9), "the 98% interval")
    return score_of(score.latest, status=status, target=score.target, direction=tested)


def first_sentence(scores: Sequence[MeasureScore]) -> str:
    return said(message(scores)).partition(".")[0].lower()


def test_there_are_enough_measures_for_eleven_targets() -> None:
    assert len(PERCENTAGES) >= 11


@pytest.mark.parametrize("status", [MET, CLOSE, NOT_MET])
def test_of_one_target_the_status_is_told_and_no_number_of_several(status: Status) -> None:
    told = said(message(of(status)))
    assert told.startswith(f"One measure has a target. The result: {status.value.lower()}.")


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        ([MET, MET], ["both"]),
        ([MET] * 3, ["all three"]),
        ([MET] * 4 + [NOT_MET] * 2, ["of our six targets, four were met"]),
        ([MET, NOT_MET], ["of our two targets, one was met"]),
        ([NOT_MET, NOT_MET], ["neither of our targets was met"]),
        ([MET] * 11, ["all 11"]),
        ([MET] + [NOT_MET] * 10, ["of our 11 targets, 1 was met"]),
        ([MET] * 4 + [NOT_MET] * 7, ["of our 11 targets, 4 were met"]),
        ([MET] * 10 + [NOT_MET], ["of our 11 targets, 10 were met"]),
        ([NOT_MET] * 11, ["none of", "11"]),
    ],
)
def test_how_many_are_met_is_told_of_all_that_are_judged(statuses: list[Status], words: list[str]) -> None:
    told = first_sentence(of(*statuses))
    assert [word for word in words if word not in told] == []
    assert told.endswith((" was met", " were met"))


@pytest.mark.parametrize(("close", "words"), [(1, "1 was close"), (2, "2 were close"), (11, "11 were close")])
def test_where_none_is_met_those_that_are_close_are_told(close: int, words: str) -> None:
    told = first_sentence(of(*[CLOSE] * close, *[NOT_MET] * (11 - close)))
    assert "none of" in told and told.endswith(words)
    assert "close" not in first_sentence(of(MET, *[CLOSE] * close))


def test_the_verb_agrees_with_the_number_that_is_met() -> None:
    for statuses, verb in (([MET, NOT_MET], " was "), ([MET, MET, NOT_MET], " were "), ([NOT_MET] * 3, " was ")):
        assert verb in first_sentence(of(*statuses))


@pytest.mark.parametrize("statuses", [[], [Status.NO_TARGET] * 3, [Status.TOO_FEW, Status.NOT_JUDGED], [None]])
def test_where_nothing_is_judged_or_pressing_there_is_no_message(statuses: list[Status | None]) -> None:
    assert message(of(*statuses)) == ()


def test_what_is_too_few_to_judge_is_not_among_the_targets() -> None:
    assert "both" in first_sentence(of(MET, MET, Status.TOO_FEW, Status.NO_TARGET))


def test_measures_are_counted_by_status_from_good_to_bad_and_those_not_judged_not_at_all() -> None:
    scores = of(NOT_MET, MET, CLOSE, Status.NO_TARGET, MET, Status.TOO_FEW)
    by_status = counts(scores)
    assert list(by_status) == [MET, CLOSE, NOT_MET]
    assert by_status[MET] == [scores[1], scores[4]]


def test_the_most_pressing_is_the_one_furthest_from_its_target() -> None:
    near, far = held(NOT_MET, "dental_check_pct", 80), held(NOT_MET, "pathway_plan_pct", 60)
    told = said(message([near, far])).lower()
    assert far.measure.short_name.lower() in told and "60.0%" in told and "95%" in told
    assert near.measure.short_name.lower() not in told


def test_one_that_is_off_target_and_worse_presses_before_one_that_is_further_off() -> None:
    far, worse = held(NOT_MET, "pathway_plan_pct", 40), moving(Travel.GETTING_WORSE, NOT_MET)
    assert worse.measure.short_name.lower() in said(message([far, worse])).lower()
    assert far.measure.short_name.lower() not in said(message([far, worse])).lower()


def test_one_that_is_worse_and_has_no_target_is_told_without_one() -> None:
    latest = observation("dental_check_pct", 60, 100)
    worse = score_of(latest, status=Status.NO_TARGET, target=None, change=Change.WORSE)
    told = said(message([worse]))
    assert "60.0%" in told and "target" not in told and "against" not in told


def test_one_that_is_worse_and_meets_its_target_is_not_set_against_it() -> None:
    told = said(message([moving(Travel.GETTING_WORSE, MET)]))
    assert "Worse: " in told and "pressing" not in told and "against" not in told


@pytest.mark.parametrize(("statuses", "words"), [([CLOSE, NOT_MET], "one was close"), ([CLOSE] * 2, "both were close")])
def test_of_two_targets_neither_of_which_is_met_those_that_are_close_are_told(
    statuses: list[Status], words: str
) -> None:
    assert first_sentence(of(*statuses)) == f"neither of our targets was met, though {words}"


def test_a_measure_that_is_better_is_told_and_one_that_is_better_and_off_target_is_not() -> None:
    better, off = moving(Travel.IMPROVING), moving(Travel.IMPROVING, NOT_MET)
    assert "better" in said(message([better])).lower()
    assert "better" not in said(message([off])).lower()
    assert "better" not in said(message(of(MET, NOT_MET))).lower()


@pytest.mark.parametrize(
    "scores",
    [
        of(MET, CLOSE, NOT_MET),
        [*of(MET, NOT_MET), moving(Travel.IMPROVING, item="visits_on_time_pct")],
        [moving(Travel.GETTING_WORSE, NOT_MET), moving(Travel.IMPROVING, item="visits_on_time_pct")],
    ],
)
def test_it_is_at_most_three_sentences_that_each_begin_with_a_capital_and_end_with_a_full_stop(
    scores: list[MeasureScore],
) -> None:
    told = said(message(scores))
    sentences = told.rstrip(".").split(". ")
    assert told.endswith(".") and len(sentences) <= 3
    assert [one for one in sentences if one[:1] != one[:1].upper()] == []


def test_every_number_of_it_and_every_comparing_word_rests_on_figures() -> None:
    scores = [*of(MET, NOT_MET, NOT_MET), moving(Travel.IMPROVING, item="visits_on_time_pct")]
    text = message(scores)
    facts = {span.text.lower(): span.about for span in text if isinstance(span.about, Fact)}
    assert {"better", "two"} <= set(facts)
    assert facts["two"].exact == 2 and len(facts["two"].observations) == 4
    bare = "".join(span.text for span in text if span.about is None)
    assert not any(letter.isdigit() for letter in bare)


def test_a_number_of_children_is_never_said_to_miss_what_is_planned() -> None:
    latest = observation(IN_CARE, value=500)
    assert message([score_of(latest, target=Target(Decimal(400), Comparison.AT_MOST))]) == ()
