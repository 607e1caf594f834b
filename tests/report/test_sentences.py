"""Sentences that say only what the numbers support."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inputs.intake import State
from inputs.period import Period
from layouts.blocks import Span, Text
from report.metrics.model import formatting
from report.metrics.model.measure import Basis, Comparison, Target
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Change, MeasureScore, Observation, Status
from report.wording import chart_titles, claims, direction_words, sentences
from tests.report.returns import (
    BLANK,
    DECEMBER,
    LIBRARY,
    Cell,
    ages,
    counts,
    monthly,
    observation,
    point,
    said,
    score_of,
    scored,
    series,
)

IN_CARE, HOMES = "children_in_care_count", "three_or_more_homes_pct"
DAYS, HEALTH, CAME = (
    "entry_to_adoptive_home_days_mean",
    "initial_health_assessment_pct",
    "started_in_care_count",
)
TEAMS = "average_caseload_by_team_rate"


def rests_on(text: Text) -> set[Decimal]:
    """Every number in a text that carries what it rests on."""
    return {span.about.exact for span in text if isinstance(span.about, Fact)}


# The opening sentence.


def test_the_target_follows_the_figure() -> None:
    text = said(sentences.message([score_of(observation(HOMES, 62, 412))]))
    assert text.startswith("62 of 412 children (15.0%) had three or more homes ")
    assert text.endswith(" in the 12 months to December 2023. The target is 8% or less.")


def test_a_planning_figure_is_said_not_to_be_a_target() -> None:
    score = replace(score_of(observation(IN_CARE, value=412)), target=Target(Decimal(484), Comparison.AT_MOST))
    assert said(sentences.message([score])) == (
        "412 children were in our care on 31 December 2023. Our plan is for 484 or fewer. "
        "A plan is not a target, so we do not judge it."
    )
    assert said(sentences.target_line(score)) == "Our plan: 484 or fewer"


@pytest.mark.parametrize(
    ("basis", "line"),
    [
        (Basis.STATUTORY, "Target set in law: 98% or more"),
        (Basis.NATIONAL, "National target: 98% or more"),
        (Basis.LOCAL, "Our target: 98% or more"),
    ],
)
def test_who_set_a_target_is_said_before_it(basis: Basis, line: str) -> None:
    score = replace(score_of(observation(HEALTH, 46, 47)), target=Target(Decimal(98), Comparison.AT_LEAST, basis))
    assert said(sentences.target_line(score)) == line
    of_quarter = replace(score, target=Target(Decimal(98), Comparison.AT_LEAST, basis, by_quarter=(Decimal(98),) * 4))
    assert said(sentences.target_line(of_quarter)) == f"{line}, for this quarter"


def test_a_figure_of_few_children_is_said_to_be_too_few_to_judge() -> None:
    score = replace(score_of(observation(DAYS, 5400, 9)), status=Status.TOO_FEW)
    assert said(sentences.message([score])).endswith("There are too few to judge fairly.")


def test_the_target_under_the_number_says_who_set_it() -> None:
    plans = score_of(observation("personal_education_plan_pct", 215, 230))
    assert said(sentences.target_line(plans)) == "Target set in law: 100%"
    assert sentences.target_line(score_of(observation("reviews_on_time_pct", 1098, 1102))) == ()


def test_the_national_threshold_stands_under_the_councils_own_target() -> None:
    score = score_of(observation(DAYS, 10440, 18))
    assert said(sentences.target_line(score)) == "Our target: 400 days or fewer"
    assert said(sentences.threshold_line(score)) == "National threshold: 426 days"
    assert sentences.threshold_line(score_of(observation(HOMES, 62, 412))) == ()


def test_the_threshold_carries_the_publication_it_was_taken_from() -> None:
    held = LIBRARY[DAYS].threshold
    assert held is not None
    (fact,) = [s.about for s in sentences.threshold_line(score_of(observation(DAYS, 10440, 18))) if s.about]
    assert fact == Fact("threshold", Decimal(426), LIBRARY[DAYS], published=held.source)


def test_every_number_of_the_opening_sentence_carries_what_it_rests_on() -> None:
    held = observation(HOMES, 62, 412)
    text = sentences.message([score_of(held)])
    assert rests_on(text) == {62, 412, held.value, 8}
    loose = "".join(span.text for span in text if span.about is None)
    assert not any(
        character.isdigit() for character in loose.replace(f"12{formatting.NBSP}months", "").replace("2023", "")
    )


def teams(*cases: Cell) -> list[MeasureScore]:
    names = list(LIBRARY[TEAMS].groups)
    given = [series(TEAMS, point(DECEMBER, n=n, of=10), group=name) for name, n in zip(names, cases, strict=False)]
    card = scored(*given, counts(IN_CARE, [412]))
    return [card[f"{TEAMS}:{name}"] for name in names if f"{TEAMS}:{name}" in card]


def test_teams_that_do_different_jobs_are_not_set_in_an_order() -> None:
    assert not LIBRARY[TEAMS].ranked
    assert said(sentences.message(teams(210, 200, 230, 680))) == (
        "The four teams do different jobs, so we do not rank their average caseloads on 31 December 2023."
    )


def test_a_team_that_sent_no_figure_is_not_counted_among_those_that_are_spoken_of() -> None:
    held = teams(210, 200, 230)
    gone = replace(held[0], latest=replace(held[0].latest, state=State.MISSING, value=None, numerator=None))
    assert said(sentences.message([gone, *held[1:]])).startswith("The two teams do different jobs")


def test_no_word_calls_a_team_the_highest_though_its_figure_is() -> None:
    held = teams(210, 200, 230, 680)
    text = claims.with_rules((Span("the highest of the four teams"),), held)
    assert [span.about for span in text] == [None]
    ranked = [replace(one, measure=replace(one.measure, ranked=True)) for one in held]
    assert any(span.about for span in claims.with_rules((Span("the highest of the four teams"),), ranked))


def test_the_largest_age_band_is_the_one_spoken_of() -> None:
    held = ages(412, 24, 47, 50, 161, 130)
    assert sentences.largest_group(held).group == "10 to 15"
    assert said(sentences.message(held)).startswith("161 of the 412 children in our care")
    assert said(chart_titles.of_largest_group(held)) == "39% are aged 10 to 15, the largest group"


def test_groups_that_are_no_ages_are_not_called_so() -> None:
    held = ages(412, 24, 47, 50, 161, 130)
    status = replace(held[0].measure, group_name="Legal status")
    assert said(chart_titles.of_largest_group([replace(one, measure=status) for one in held])) == (
        "10 to 15: 39%, the largest group"
    )


def test_the_youngest_are_spoken_of_in_the_middle_of_a_sentence() -> None:
    held = ages(412, 262, 10, 20, 60, 60)
    assert "were aged under 1, the largest group." in said(sentences.message(held))
    assert said(chart_titles.of_largest_group(held)) == "64% are aged under 1, the largest group"


def test_without_the_total_the_largest_age_band_is_given_by_its_number() -> None:
    held = ages(BLANK, 24, 47, 50, 161, 130)
    assert said(chart_titles.of_largest_group(held)) == "161 are aged 10 to 15, the largest group"
    assert said(sentences.message(held)) == (
        "161 children in our care on 31 December 2023 were aged 10 to 15, the largest group."
    )


# Where there is no figure.


def test_a_figure_that_was_not_sent_is_owed_by_its_service_and_the_last_one_is_told() -> None:
    score = scored(monthly("dental_check_pct", [(231, 271)], last=Period(2023, 10)))["dental_check_pct"]
    assert said(sentences.message([score])) == (
        "We do not have this figure yet. The latest is 85.2%, in the 12 months to October 2023. "
        "It is due from: Health Service for Children in Care."
    )


def test_a_figure_that_never_was_is_owed_by_its_service() -> None:
    score = score_of(observation("dental_check_pct", state=State.MISSING))
    assert said(sentences.message([score])) == (
        "We do not have this figure yet. It is due from: Health Service for Children in Care."
    )


def test_a_hidden_figure_is_owed_by_nobody() -> None:
    text = said(sentences.message([score_of(observation(CAME, state=State.SUPPRESSED))]))
    assert text == "The figure in December 2023 is hidden, to protect children."


def test_a_month_without_cases_is_owed_by_nobody() -> None:
    text = said(sentences.message([score_of(observation(HEALTH, state=State.NOT_APPLICABLE))]))
    assert text == "There was nothing to count in December 2023."


# The direction.


def direction(now: Observation, before: Observation, change: Change) -> str:
    score = score_of(now, last_year=replace(before, period=now.period.back(12)), change=change)
    return said(direction_words.year_before(score))


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Change.BETTER, "A year ago: 12.4% (48 of 387)"),
        (Change.WORSE, "A year ago: 12.4% (48 of 387)"),
        (Change.NO_CLEAR_CHANGE, "A year ago: 12.4% (48 of 387)"),
        (Change.NOT_COMPARABLE, "Counted in another way a year ago, so we do not compare"),
    ],
)
def test_the_figure_of_a_year_before_is_set_beside_without_a_word_of_its_own(change: Change, text: str) -> None:
    assert direction(observation(HOMES, 62, 412), observation(HOMES, 48, 387), change) == text


@pytest.mark.parametrize(
    ("now", "before", "change", "text"),
    [
        (412, 395, Change.HIGHER, "17 more than a year ago (395)"),
        (395, 412, Change.LOWER, "17 fewer than a year ago (412)"),
        (412, 412, Change.SAME, "The same as a year ago (412)"),
    ],
)
def test_numbers_of_children_are_told_by_the_difference(now: int, before: int, change: Change, text: str) -> None:
    assert direction(observation(IN_CARE, value=now), observation(IN_CARE, value=before), change) == text


def test_a_difference_is_that_of_the_two_printed_numbers() -> None:
    rate = "children_in_care_rate"
    now, before = observation(rate, value="84.6"), observation(rate, value="84.4")
    assert direction(now, before, Change.HIGHER) == "1 higher than a year ago (84)"  # beside a big 85


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (State.MISSING, "We do not have a figure for a year ago"),
        (State.SUPPRESSED, "We do not show the figure for a year ago"),
        (State.NOT_APPLICABLE, "There was nothing to count a year ago"),
    ],
)
def test_why_there_is_nothing_to_compare_with_is_told(state: State, text: str) -> None:
    assert direction(observation(HOMES, 62, 412), observation(HOMES, state=state), Change.UNKNOWN) == text


def test_no_direction_is_told_of_a_figure_that_is_not_there() -> None:
    assert direction_words.year_before(score_of(observation(HOMES, state=State.MISSING))) == ()


def test_a_share_of_few_children_opens_its_panel_without_a_percentage() -> None:
    few = score_of(observation(HEALTH, 9, 11))
    assert said(sentences.message([few])).startswith("9 of 11 children had their first health check on time, within ")
    assert "%" not in said(sentences.message_in_panel([few]))
    beside = replace(few, last_year=observation(HEALTH, 7, 12), change=Change.NO_CLEAR_CHANGE)
    assert said(direction_words.year_before(beside)) == "A year ago: 7 of 12"


@pytest.mark.parametrize(
    ("item", "n", "of", "sentence"),
    [
        (CAME, 0, None, "No children came into care in December 2023."),
        ("children_missing_count", 0, None, "No children went missing in December 2023."),
        ("reviews_on_time_pct", 1, 1, "The one review due in December 2023 was held on time."),
        ("visits_on_time_pct", 0, 1, "The one visit due in December 2023 was not made on time."),
        ("reviews_on_time_pct", 0, 4, "None of 4 reviews were held on time in December 2023."),
        (IN_CARE, 1, None, "1 child was in our care on 31 December 2023."),
        (IN_CARE, 2, None, "2 children were in our care on 31 December 2023."),
    ],
)
def test_a_noun_and_its_verb_agree_with_their_number(item: str, n: int, of: int | None, sentence: str) -> None:
    assert said(sentences.opening([score_of(observation(item, n, of))])) == sentence


def test_a_pair_of_nobody_is_said_once_and_one_of_it_in_the_singular() -> None:
    def pair(children: int, times: int) -> str:
        first, second = observation("children_missing_count", children), observation("missing_episodes_count", times)
        return said(sentences.opening([score_of(first)], score_of(second)))

    assert pair(0, 0) == "No children went missing in December 2023."
    assert pair(1, 1) == "1 child went missing in December 2023, 1 time."
    assert pair(1, 3) == "1 child went missing in December 2023, 3 times."
    assert pair(8, 11) == "8 children went missing in December 2023, 11 times between them."
