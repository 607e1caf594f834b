"""The grammar of sentences about none, one, two or three, of long names, and of services whose names are plural."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from inputs.intake import State
from layouts.blocks import Paragraph
from report.metrics.judgement.target_status import TargetRules
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, Target
from report.metrics.model.scorecard import MeasureScore, Status
from report.metrics.score import Choices
from report.pages import attention, exceptions
from report.pages.cards import panels
from report.wording import chart_titles, direction_words, figures_in_words, page_message, sentences, uncertainty
from report.wording.templates import templates
from tests.report.made_reports import CAME, LEFT, MISSING, PLANS, REVIEWS, TIMES, VISITS, report_of, words_of
from tests.report.returns import (
    DECEMBER,
    LIBRARY,
    counts,
    monthly,
    observation,
    point,
    said,
    score_of,
    scored,
    series,
)

DAYS = "entry_to_adoptive_home_days_mean"
OF_ONE = [name for name, measure in LIBRARY.items() if measure.message_of_one]


def opening(item: str, n: int, of: int | None = None) -> str:
    return said(sentences.opening([score_of(observation(item, n, of))]))


def pair(first: tuple[str, int], second: tuple[str, int]) -> str:
    one, other = (score_of(observation(item, n)) for item, n in (first, second))
    return said(sentences.opening([one], other))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (pair((CAME, 0), (LEFT, 9)), "No children came into care in December 2023, and 9 left."),
        (pair((CAME, 0), (LEFT, 0)), "No children came into care in December 2023, and none left."),
        (pair((CAME, 11), (LEFT, 0)), "11 children came into care in December 2023, and none left."),
        (pair((MISSING, 0), (TIMES, 0)), "No children went missing in December 2023."),
        (opening(REVIEWS, 0, 14), "None of 14 reviews were held on time in December 2023."),
        (opening(REVIEWS, 0, 40), "None of 40 reviews (0.0%) were held on time in December 2023."),
    ],
)
def test_a_sentence_about_none_opens_with_a_word(told: str, words: str) -> None:
    assert told == words


@pytest.mark.parametrize("item", OF_ONE)
def test_a_sentence_about_the_only_one_says_whether_it_was_so(item: str) -> None:
    was, was_not = opening(item, 1, 1), opening(item, 0, 1)
    assert was.startswith("The one ") and was_not.startswith("The one ")
    assert "1 of 1" not in was and " not " in was_not and " not " not in was


def test_every_percentage_that_may_be_of_one_child_has_a_sentence_for_it() -> None:
    alone = {name: one for name, one in LIBRARY.items() if one.unit == "pct" and not one.groups}
    shown = {name for name, one in alone.items() if one.small_counts != "hide"}
    assert set(OF_ONE) - shown == {"suitable_accommodation_pct"}  # of one only in an exempt report
    assert shown <= set(OF_ONE)


def test_a_service_with_a_plural_name_is_named_after_a_colon() -> None:
    late = replace(score_of(observation(PLANS, state=State.MISSING)))
    late = replace(late, measure=replace(late.measure, owner="Independent Reviewing Officers"))
    words = said(sentences.message([late]))
    assert words == "We do not have this figure yet. It is due from: Independent Reviewing Officers."


def test_a_wait_of_one_day_is_a_day() -> None:
    held = scored(monthly(DAYS, [(20, 18)]))[DAYS]
    spread = {name: replace(held.latest, value=Decimal(1)) for name in ("median", "lowest", "highest")}
    median = said(uncertainty.spread_line(replace(held, spread={"median": spread["median"]})))
    assert median == "Middle wait 1 day"


@pytest.mark.parametrize(("n", "gap"), [(94, "1.0 percentage points below target"), (85, "10.0 percentage points")])
def test_one_point_with_its_decimal_takes_the_plural(n: int, gap: str) -> None:
    goal = Target(Decimal(95), Comparison.AT_LEAST)
    score = scored(monthly(PLANS, [(n, 100)]), choices=Choices(TargetRules({PLANS: goal})))[PLANS]
    assert said(exceptions.shortfall(score)).startswith(gap)


@pytest.mark.parametrize(
    ("met", "judged", "words"),
    [
        (2, 2, "Both of our targets were met."),
        (3, 3, "All three of our targets were met."),
        (1, 3, "Of our three targets, one was met."),
        (9, 9, "All nine of our targets were met."),
        (10, 10, "All 10 of our targets were met."),
        (1, 10, "Of our 10 targets, 1 was met."),
        (4, 10, "Of our 10 targets, 4 were met."),
        (0, 10, "None of our 10 targets was met."),
    ],
)
def test_how_many_targets_are_met_never_mixes_words_and_digits(met: int, judged: int, words: str) -> None:
    def score(item: str, status: Status) -> MeasureScore:
        return replace(score_of(observation(item, 90, 100)), target=_GOAL, status=status)

    items = [name for name, one in LIBRARY.items() if one.unit == "pct"][:judged]
    held = [score(item, Status.MET if place < met else Status.NOT_MET) for place, item in enumerate(items)]
    told = said(page_message.message(held))
    assert told.startswith(words)


_GOAL = Target(Decimal(95), Comparison.AT_LEAST)


def test_numbers_of_one_sentence_are_all_words_or_all_digits() -> None:
    assert formatting.spelled_alike(1, 9) == ("one", "nine")
    assert formatting.spelled_alike(1, 10) == ("1", "10")


def test_a_month_on_target_among_many_is_one_of_so_many_months() -> None:
    goal = Choices(TargetRules({VISITS: Target(Decimal(98), Comparison.AT_LEAST)}))
    score = scored(monthly(VISITS, [(99, 100), *[(90, 100)] * 20]), choices=goal)[VISITS]
    assert said(chart_titles.of_series(score.series, score)) == "Off target since May 2022; met 1 of 21 months"
    never = scored(monthly(VISITS, [(90, 100), (91, 100)]), choices=goal)[VISITS]
    assert "0 of" not in said(chart_titles.of_series(never.series, never))


def test_a_long_name_of_a_service_or_measure_keeps_its_capitals_inside_a_sentence() -> None:
    assert formatting.name_in_sentence("Personal Education Plan") == "Personal Education Plan"
    assert formatting.name_in_sentence("Family Safeguarding social workers") == "Family Safeguarding social workers"
    assert formatting.name_in_sentence("Reviews held on time") == "reviews held on time"


def test_an_average_of_days_has_the_number_of_children_beside_it() -> None:
    assert said(figures_in_words.with_counts(observation(DAYS, 8_800, 20))) == "440 days (20 children)"


def test_between_two_shares_in_words_no_points_are_told() -> None:
    few = series(PLANS, point(DECEMBER.back(12), n=15, of=16), point(DECEMBER, n=14, of=14))
    score = scored(few)[PLANS]
    assert score.direction is None or "higher" not in said(direction_words.short(score))
    assert said(direction_words.year_before(score)) == "A year ago: 15 of 16"


def test_a_figure_near_its_average_that_stands_out_says_why() -> None:
    """Seven months on one side: the last of them may be near the average."""
    score = scored(counts(MISSING, [*[30, 26, 31, 27, 29, 32, 28, 30, 33, 29, 31, 34], *[24] * 6, 27]))[MISSING]
    words = said(direction_words.phrase(score))
    assert words.startswith("lower than its 19-month average of")
    assert words.endswith(", like the six months before")


def test_one_measure_alone_needs_attention_in_the_singular() -> None:
    (opening_words,) = (
        b for b in attention.attention(report_of(monthly(PLANS, [(150, 179)] * 13))) if isinstance(b, Paragraph)
    )
    assert said(opening_words.text).startswith("This is off target. ")


def test_no_template_has_a_word_in_a_sense_that_only_we_give_it() -> None:
    every = [words for table in templates().values() for words in table.values()]
    for odd in (
        r"\bheld (?!on time)",
        r"\bstands(?! out)",
        r"\btold\b",
        "so many",
        "nought",
        "year before",
        r"\bowes\b",
        "rests on",
    ):
        assert [words for words in every if re.search(odd, words)] == [], odd


def test_a_year_to_date_is_not_said_to_have_missed_its_target_since_a_month_but_its_months_are() -> None:
    held = report_of(monthly(VISITS, [(98, 100)] * 18 + [(90, 100)] * 3))
    assert "It misses its target of 98%, as each month has since October 2023." in words_of(panels(held))
