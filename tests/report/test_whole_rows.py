"""Where hiding single figures is not enough, or the search for them takes too long, whole rows are hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inputs.findings import Finding
from inputs.intake import State
from report.metrics.model import formatting
from report.metrics.model.scorecard import Scorecard
from report.metrics.score import Choices, score
from report.metrics.statistics.whole_numbers import Work
from tests.report.returns import DECEMBER, LIBRARY, NO_CHOICES, Series, counts, intake, monthly

IN_CARE, CAME, LEFT = "children_in_care_count", "started_in_care_count", "left_care_count"
AGES, PLANS = "children_in_care_by_age_count", "pathway_plan_pct"
BANDS = tuple(LIBRARY[AGES].groups)


def no_steps() -> Work:
    """No work at all: every question is too hard."""
    return Work(steps=0)


def bands(*numbers: int) -> list[Series]:
    return [counts(AGES, [40, n], group=group) for group, n in zip(BANDS, numbers, strict=True)]


def made(*held: Series, choices: Choices = NO_CHOICES) -> tuple[Scorecard, tuple[Finding, ...]]:
    card, findings = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, choices, formatting.printed)
    return card, tuple(one for one in findings if one.kind == "whole-rows-hidden")


def shown(card: Scorecard) -> set[tuple[str, str]]:
    """The rows of which at least one figure is shown."""
    return {(one.measure.id, one.group) for one in card.scores if any(o.state is State.NUMBER for o in one.series)}


AGES_AND_MORE = (counts(IN_CARE, [200, 164]), *bands(4, 40, 40, 40, 40), monthly(PLANS, [(50, 100), (50, 100)]))


def test_a_sum_that_is_soon_solved_loses_single_figures_only() -> None:
    card, told = made(*AGES_AND_MORE)
    assert shown(card) == {(IN_CARE, ""), (PLANS, ""), *((AGES, band) for band in BANDS)}
    assert not told


def test_a_sum_that_is_too_hard_is_hidden_over_all_its_months_and_nothing_else_is() -> None:
    """The total and all bands hang together; the pathway plans do not."""
    card, (told,) = made(*AGES_AND_MORE, choices=replace(NO_CHOICES, work=no_steps))
    assert shown(card) == {(PLANS, "")}
    assert told.what.startswith("every figure of “Children in our care”, “Children by age, Under 1”, ")
    assert told.what.endswith(" is hidden: hiding single ones could not be shown to be enough.")
    assert "--exempt" in told.remedy


def test_no_small_number_is_called_given_away_that_is_only_too_hard_to_judge() -> None:
    choices = replace(NO_CHOICES, work=no_steps)
    _, findings = score(intake(*AGES_AND_MORE), tuple(LIBRARY.values()), DECEMBER, choices, formatting.printed)
    assert "hidden-too-late" not in {one.kind for one in findings}


def test_nothing_is_too_hard_where_nothing_is_small() -> None:
    held = (counts(IN_CARE, [200, 200]), *bands(40, 40, 40, 40, 40))
    card, told = made(*held, choices=replace(NO_CHOICES, work=no_steps))
    assert (len(shown(card)), told) == (6, ())


def test_the_same_steps_hide_the_same_whatever_the_machine_does_meanwhile() -> None:
    few = replace(NO_CHOICES, work=lambda: Work(steps=3))
    cards = [made(*AGES_AND_MORE, counts(CAME, [9, 3]), counts(LEFT, [9, 2]), choices=few) for _ in range(2)]
    assert shown(cards[0][0]) == shown(cards[1][0])


@pytest.mark.parametrize("row", [(LEFT, ""), (AGES, BANDS[2])])
def test_a_row_that_is_asked_for_is_hidden_with_its_noughts_and_its_sums(row: tuple[str, str]) -> None:
    held = (counts(LEFT, [9] * 11 + [0]), counts(IN_CARE, [200] * 12), *bands(40, 40, 40, 40, 40))
    card, (told,) = made(*held, choices=replace(NO_CHOICES, rows=frozenset({row})))
    (hidden,) = (one for one in card.of(row[0]) if one.group == row[1])
    sums = (*hidden.series, *hidden.year_to_date, *hidden.quarters, *hidden.years, hidden.latest)
    assert not any(o.has_number for o in sums)
    assert not any(o.fewer_than for o in sums)
    assert LIBRARY[row[0]].short_name in told.what
