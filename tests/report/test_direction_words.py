"""Where two measures of one panel go, and what each was a year before."""

from __future__ import annotations

from dataclasses import replace

from layouts.blocks import plain
from report.metrics.model.scorecard import Change
from report.wording import direction_words
from tests.report.returns import counts, scored

CAME, LEFT = "started_in_care_count", "left_care_count"


def test_of_two_measures_that_go_apart_each_line_says_of_which_it_is() -> None:
    card = scored(counts(CAME, range(10, 23)), counts(LEFT, range(40, 27, -1)))
    first, second, *_ = (plain(line) for line in direction_words.lines(card[CAME], card[LEFT]))
    assert first.startswith(f"{card[CAME].measure.pair_name}: higher")
    assert second.startswith(f"{card[LEFT].measure.pair_name}: lower")


def test_a_year_before_that_was_counted_in_another_way_is_not_set_beside_a_pair() -> None:
    card = scored(counts(CAME, [12] * 13), counts(LEFT, [9] * 13))
    anew = replace(card[CAME], change=Change.NOT_COMPARABLE)
    *_, first, second = (plain(line) for line in direction_words.lines(anew, card[LEFT]))
    assert first == f"{anew.measure.pair_name}: counted differently a year before, so not compared"
    assert second.endswith("a year before:\N{NO-BREAK SPACE}9")
