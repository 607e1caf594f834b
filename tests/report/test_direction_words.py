"""Where a measure is going, in words: against its own average, and against a year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from layouts.blocks import plain
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Change, Direction, DirectionRule, MeasureScore, Scorecard, Travel
from report.pages.panel import panel
from report.settings.layout_file import PanelSpec
from report.wording import direction_words
from tests.report.levels import report_of
from tests.report.returns import DECEMBER, Series, counts, monthly, observation, point, said, score_of, scored, series

CAME, LEFT, MISSING = "started_in_care_count", "left_care_count", "children_missing_count"
HEALTH, HOMES, DAYS = "initial_health_assessment_pct", "three_or_more_homes_pct", "order_to_match_days_mean"
LAST_YEAR = DECEMBER.back(12)


def in_a_year(before: tuple[int, int], now: tuple[int, int], item: str = HOMES) -> MeasureScore:
    return scored(series(item, point(LAST_YEAR, n=before[0], of=before[1]), point(DECEMBER, n=now[0], of=now[1])))[item]


def words(score: MeasureScore) -> str:
    return said(direction_words.phrase(score))


def column(score: MeasureScore) -> list[str]:
    return [said(text) for text in direction_words.lines(score)]


# Against a year ago.


@pytest.mark.parametrize(
    ("before", "now", "phrase"),
    [
        ((40, 400), (88, 400), "worse than a year ago, by between 6 and 18 points"),
        ((88, 400), (40, 400), "better than a year ago, by between 6 and 18 points"),
        ((40, 400), (40, 400), "no clear change from a year ago: between 5 points lower and 5 higher"),
        ((40, 400), (51, 400), "no clear change from a year ago: between 3 points lower and 8 higher"),
        (
            (40, 400),
            (52, 400),
            "3.0 points higher than a year ago, but no clear change: between 2 points lower and 8 higher",
        ),
        ((400, 4000), (404, 4000), "about the same as a year ago: between 1 point lower and 2 higher"),
        ((6, 40), (0, 40), "better than a year ago, by between 0.2 and 32.2 points"),
    ],
)
def test_a_change_in_a_year_is_told_with_the_interval_of_the_difference(
    before: tuple[int, int], now: tuple[int, int], phrase: str
) -> None:
    assert words(in_a_year(before, now)) == phrase


@pytest.mark.parametrize(
    ("now", "phrase"),
    [
        (60, "higher than a year ago, by between 8 and 52"),
        (31, "no clear change from a year ago: between 17 fewer and 19 more"),
        (35, "5 more than a year ago, but no clear change: between 14 fewer and 24 more"),
        (12, "lower than a year ago, by between 3 and 33"),
    ],
)
def test_a_number_of_events_is_told_with_the_interval_of_its_difference(now: int, phrase: str) -> None:
    """From 30 a year before: 2.326 times the root of the sum of both on either side of the difference."""
    held = scored(series(MISSING, point(LAST_YEAR, 30), point(DECEMBER, now)))[MISSING]
    assert words(held) == phrase


def test_a_level_is_claimed_only_where_the_whole_interval_lies_within_five_points() -> None:
    def of(low: str, high: str) -> str:
        latest, before = observation(HOMES, 40, 400), observation(HOMES, 40, 400, period=LAST_YEAR)
        ends = (Decimal(low), Decimal(high))
        tested = Direction(
            Travel.NO_CLEAR_CHANGE, DirectionRule.YEAR_BEFORE, (before, latest), Decimal(0), "the interval", ends
        )
        return words(score_of(latest, last_year=before, direction=tested))

    assert of("-5", "5").startswith("about the same as a year ago: ")
    assert of("-5.01", "5").startswith("no clear change from a year ago: ")
    assert of("-5", "5.01").startswith("no clear change from a year ago: ")


def test_of_a_line_that_is_seen_to_move_the_difference_is_told_though_no_change_is_clear() -> None:
    """Three points, or a twentieth of a number, are seen; and the column beside it then has the year before alone."""
    seen = scored(series(MISSING, point(LAST_YEAR, 95), point(DECEMBER, 100)))[MISSING]
    unseen = scored(series(MISSING, point(LAST_YEAR, 96), point(DECEMBER, 100)))[MISSING]
    assert words(seen).startswith("5 more than a year ago, but no clear change")
    assert words(unseen).startswith("no clear change from a year ago")
    assert (column(seen), column(unseen)) == (["A year ago: 95"], ["4 more than a year ago (96)"])


# Against its own months.


@pytest.mark.parametrize(
    ("held", "phrase"),
    [
        (
            monthly(HEALTH, [(80, 100)] * 20 + [(40, 100)]),
            "40.0% in December 2023: worse than its 21-month average of 78.1%",
        ),
        (counts(CAME, [30] * 12 + [56]), "higher than its 13-month average of 32.0"),
        (counts(CAME, [30] * 12 + [9]), "lower than its 13-month average of 28.4"),
        (
            monthly(HEALTH, [(n, 100) for n in (60, 62, 61, 62, 60, 61, 62, 40, 41, 42, 43, 44, 45, 46)]),
            "46.0% in December 2023: improving in each of the last six months",
        ),
        (
            monthly(HEALTH, [(n, 100) for n in (60, 62, 61, 62, 60, 61, 62, 80, 79, 78, 77, 76, 75, 74)]),
            "74.0% in December 2023: getting worse in each of the last six months",
        ),
        (
            monthly(HEALTH, [(80 + n % 3, 100) for n in range(20)]),
            "81.0% in December 2023: no clear change, within its usual 77.5% to 84.5%",
        ),
    ],
)
def test_a_measure_with_a_control_chart_is_told_beside_the_average_of_its_months(held: Series, phrase: str) -> None:
    assert words(scored(held)[held.item]) == phrase


def test_a_word_in_a_table_is_one_of_level_or_of_movement() -> None:
    def word(values: Sequence[int]) -> str:
        return said(direction_words.word(scored(monthly(HEALTH, [(n, 100) for n in values]))[HEALTH]))

    assert word([80] * 20 + [40]) == "worse"
    assert word([60, 62, 61, 62, 60, 61, 62, 40, 41, 42, 43, 44, 45, 46]) == "improving"
    assert word([80, 81] * 10) == ""


# On the page.


def test_the_direction_stands_in_the_opening_message_of_a_panel_and_the_year_before_alone_in_its_column() -> None:
    held = in_a_year((40, 400), (88, 400))
    told = panel(report_of(Scorecard(DECEMBER, (held,), ())), PanelSpec(HOMES), (held,))
    assert said(told.message).endswith(
        "had three or more homes in the 12 months to December 2023. Worse than a year ago, by between 6 and 18 points."
    )
    assert column(held) == ["A year ago: 10.0% (40 of 400)"]


def test_a_measure_without_a_direction_has_no_sentence_on_it() -> None:
    average = scored(monthly(DAYS, [(200 * 18, 18)] * 13))[DAYS]
    assert (direction_words.phrase(average), direction_words.word(average), direction_words.said(average)) == (
        (), (), (),
    )  # fmt: skip


def test_the_underlying_rate_stands_in_the_small_print_and_not_under_the_number() -> None:
    held = in_a_year((40, 400), (88, 400))
    told = panel(report_of(Scorecard(DECEMBER, (held,), ())), PanelSpec(HOMES), (held,))
    small = " ".join(said(text) for text in told.small_print)
    assert small.startswith(
        "The underlying rate could be between 18% and 26%, if children’s outcomes were independent. "
    )
    assert "underlying" not in " ".join(said(text) for text in told.basis)


def test_both_ends_of_the_interval_rest_on_the_figures_of_both_years() -> None:
    held = in_a_year((40, 400), (88, 400))
    facts = [s.about for s in direction_words.phrase(held) if isinstance(s.about, Fact) and s.about.what != "claim"]
    assert [fact.what for fact in facts] == ["interval, one end", "interval, other end"]
    assert all(fact.observations == (held.last_year, held.latest) for fact in facts)


# Two measures of one panel.


def test_of_two_measures_that_go_apart_each_sentence_says_of_which_it_is() -> None:
    card = scored(counts(CAME, range(10, 23)), counts(LEFT, range(40, 27, -1)))
    assert said(direction_words.said(card[CAME], card[LEFT])) == (
        " Came into care: higher than its 13-month average of 16.0. Left care: lower than its 13-month average of 34.0."
    )


def test_of_two_measures_each_line_on_the_year_before_says_of_which_it_is() -> None:
    card = scored(counts(CAME, range(10, 23)), counts(LEFT, range(40, 27, -1)))
    assert [said(line) for line in direction_words.lines(card[CAME], card[LEFT])] == [
        "Came into care, a year ago: 10",
        "Left care, a year ago: 40",
    ]


def test_a_year_before_that_was_counted_in_another_way_is_not_set_beside_a_pair() -> None:
    card = scored(counts(CAME, [12] * 13), counts(LEFT, [9] * 13))
    anew = replace(card[CAME], change=Change.NOT_COMPARABLE)
    *_, first, second = (plain(line) for line in direction_words.lines(anew, card[LEFT]))
    assert first == f"{anew.measure.pair_name}: counted in another way a year ago, so we do not compare"
    assert second.endswith("a year ago:\N{NO-BREAK SPACE}9")
