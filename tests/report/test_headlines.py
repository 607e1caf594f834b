"""The headlines tell how the measures stand together, the worst news, the best and the long run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from layouts.blocks import ItemList
from report.metrics.judgement.target_status import TargetRules
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, Target
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Change, MeasureScore, Scorecard, Status
from report.metrics.score import Choices, score
from report.pages.exceptions import exceptions
from report.pages.headlines import MOST, headlines
from report.settings.report_file import Settings
from tests.report.levels import (
    CHECKS,
    DAYS,
    DENTAL,
    HOMES,
    IN_CARE,
    LEVEL,
    PLANS,
    REVIEWS,
    STAYS,
    VISITS,
    Pairs,
    card_of,
    report_of,
)
from tests.report.returns import (
    BLANK,
    DECEMBER,
    LIBRARY,
    Cell,
    counts,
    intake,
    monthly,
    observation,
    said,
    score_of,
    target_of,
)


def lines(card: Scorecard, named: tuple[str, ...] = (IN_CARE, STAYS)) -> list[str]:
    blocks = headlines(report_of(card, named=named))
    points = next((block for block in blocks if isinstance(block, ItemList)), ItemList(()))
    return [said(item) for item in points.items if isinstance(item, tuple)]


def test_there_are_six_headlines_and_each_is_a_few_sentences_on_one_measure() -> None:
    held = lines(card_of(LEVEL))
    assert len(held) == MOST
    assert len({line.rpartition(" (")[2] for line in held}) == MOST
    sentences = [line.rpartition(" (")[0].rstrip(".").count(". ") + 1 for line in held[1:-1]]
    assert sentences == [3, 2, 3, 1]


def test_the_first_says_how_the_measures_stand_together() -> None:
    first = lines(card_of(LEVEL))[0]
    assert first == "Of our seven targets, four are met, one is close and two are not met."


def test_the_worst_news_is_told_though_the_layout_does_not_name_it() -> None:
    told = lines(card_of(LEVEL))
    assert any("worse than a year ago, by between 11 and 26 points. (5.2)" in line for line in told)


def test_the_best_news_is_told_as_well() -> None:
    assert any("better than a year ago, by between 9 and 24 points. (5.3)" in line for line in lines(card_of(LEVEL)))


def test_the_last_tells_the_long_run() -> None:
    last = lines(card_of(LEVEL))[-1]
    assert last.startswith("Three or more homes: off target in every month since April 2022 (10.0%")


def test_a_run_with_a_gap_or_under_a_year_is_no_long_run() -> None:
    short = {name: ratios[-9:] for name, ratios in LEVEL.items()}
    assert [line for line in lines(card_of(short), named=(STAYS,)) if "since" in line and "(1.1)" not in line] == []


def long_run(values: Sequence[int]) -> str:
    card = score(intake(counts(IN_CARE, values)), tuple(LIBRARY.values()), DECEMBER, Choices(), formatting.printed)[0]
    return lines(card)[-1]


@pytest.mark.parametrize(
    ("values", "said_of"),
    [
        ([*range(400, 413)], "412 on 31 December 2023, the highest in 13 months (400 in December 2022)"),
        ([*range(430, 417, -1)], "418 on 31 December 2023, the lowest in 13 months (430 in December 2022)"),
        ([400, 404] * 6 + [400], "between 400 and 404 in 13 months, and 400 on 31 December 2023"),
        ([400] * 13, "400 in all 13 months"),
    ],
)
def test_the_long_run_of_a_number_is_its_highest_lowest_span_or_that_it_stood_still(
    values: Sequence[int], said_of: str
) -> None:
    assert long_run(values) == f"Children in our care: {said_of}. (1.1)"


def test_under_thirteen_months_and_with_a_month_not_given_there_is_no_long_run() -> None:
    assert long_run([*range(400, 412)]).startswith("411 children were in our care")
    broken: list[Cell] = [*range(400, 413)]
    broken[5] = BLANK
    card = score(intake(counts(IN_CARE, broken)), tuple(LIBRARY.values()), DECEMBER, Choices(), formatting.printed)[0]
    assert lines(card)[-1].startswith("412 children were in our care")


def test_the_long_run_of_a_year_to_date_is_no_record_of_its_months() -> None:
    late = lines(card_of({REVIEWS: [(60 + 2 * n, 100) for n in range(13)]}), named=())
    assert late[-1].startswith("Children in our care: between 400 and 404")
    alone = score(intake(monthly(REVIEWS, [(60 + 2 * n, 100) for n in range(13)])), tuple(LIBRARY.values()), DECEMBER,
                  Choices(), formatting.printed)[0]  # fmt: skip
    assert "highest" not in " ".join(lines(alone, named=()))


@pytest.mark.parametrize(
    ("on_time", "said_of"),
    [
        ([(100, 100)] * 13, "on target in all 13 months, at 100.0%"),
        ([*[(99, 100), (100, 100)] * 6, (99, 100)],
         "on target in all 13 months (99.0% to 100.0%)"),
        ([(50, 100)] * 13, "off target in every month since December 2022, at 50.0%"),
    ],
)  # fmt: skip
def test_the_long_run_against_a_target_is_told_by_its_months(on_time: Pairs, said_of: str) -> None:
    held = lines(card_of({STAYS: [(20, 120)] * 9, CHECKS: [(20, 120)] * 9, VISITS: [(980, 1000)] * 9, PLANS: on_time}))
    assert f"Pathway plan in place: {said_of}. (7.1)" in held


def test_one_measure_alone_is_said_to_be_met_or_not() -> None:
    assert lines(card_of({PLANS: [(96, 100)] * 9}))[0] == "One measure has a target. The result: met."
    both = lines(card_of({PLANS: [(93, 100)] * 9, STAYS: [(20, 120)] * 9}))
    assert both[0] == "Of our two targets, none is met, one is close and one is not met."


def test_a_headline_says_the_target_and_that_a_number_of_children_has_none() -> None:
    told = lines(card_of({PLANS: [(90, 100)] * 9}))
    assert told[1].endswith(" in place on 31 December 2023. This misses the target of 95% or more. (7.1)")
    goal = {IN_CARE: Target(Decimal(350), Comparison.AT_MOST)}
    card = score(
        intake(counts(IN_CARE, [400] * 9)),
        tuple(LIBRARY.values()),
        DECEMBER,
        Choices(TargetRules(goal)),
        formatting.printed,
    )[0]
    assert lines(card) == ["400 children were in our care on 31 December 2023. (1.1)"]
    assert exceptions(report_of(card)) == []


def test_the_long_run_holds_each_month_against_the_target_of_its_own_quarter() -> None:
    by_quarter = tuple(map(Decimal, (50, 50, 90, 50)))
    seasons = {DENTAL: Target(Decimal(50), Comparison.AT_LEAST, by_quarter=by_quarter)}
    targets = seasons | ({VISITS: goal} if (goal := target_of(LIBRARY[VISITS])) else {})
    months = [DECEMBER.back(n) for n in range(12, -1, -1)]
    checked = monthly(DENTAL, [(190 if month.quarter == 3 else 120, 200) for month in months])
    held = intake(monthly(VISITS, [(500, 500)] * 13), checked)
    card = score(held, tuple(LIBRARY.values()), DECEMBER, Choices(TargetRules(targets)), formatting.printed)[0]
    assert lines(card, named=())[-1].startswith("Yearly dental check: on target in all 13 months")


def refs(held: list[str]) -> list[str]:
    return [line.rpartition("(")[2].rstrip(").") for line in held]


def test_each_measure_is_told_of_once_though_it_is_news_twice_over() -> None:
    level = {PLANS: [(1000, 1000)] * 21, STAYS: [(90, 120)] * 21}
    assert refs(lines(card_of(level), named=())[1:]) == ["3.2", "1.1", "7.1"]
    close_and_better = [(80 + n % 2, 100) for n in range(12)] + [(93, 100)]
    assert refs(lines(card_of({PLANS: close_and_better[-9:]}), named=())[1:]) == ["7.1", "1.1"]


def test_the_long_run_is_told_of_the_news_itself_where_no_other_measure_has_one() -> None:
    held = monthly(HOMES, [(40, 400)] * 20 + [(60, 400)])
    targets = {HOMES: target} if (target := target_of(LIBRARY[HOMES])) else {}
    card = score(intake(held), tuple(LIBRARY.values()), DECEMBER, Choices(TargetRules(targets)), formatting.printed)[0]
    assert refs(lines(card, named=())[1:]) == ["3.1", "3.1"]
    assert "off target in every month since April 2022 (10.0% to 15.0%). Latest: 15.0%, in" in lines(card, named=())[-1]


def test_a_measure_without_a_figure_for_the_period_has_no_headline() -> None:
    ended = monthly(PLANS, [(90, 100)] * 9, last=DECEMBER.back(1))
    held = intake(counts(IN_CARE, [400] * 9), ended)
    card = score(held, tuple(LIBRARY.values()), DECEMBER, Choices(), formatting.printed)[0]
    assert refs(lines(card, named=(PLANS, IN_CARE))) == ["1.1"]


def test_of_two_measures_without_a_direction_the_better_one_is_the_good_news() -> None:
    def days(measure: str, change: Change) -> MeasureScore:
        latest, before = (
            observation(measure, 200 * 18, 18),
            observation(measure, 300 * 18, 18, period=DECEMBER.back(12)),
        )
        return score_of(latest, last_year=before, change=change, status=Status.MET)

    both = (days("entry_to_adoptive_home_days_mean", Change.NO_CLEAR_CHANGE), days(DAYS, Change.BETTER))
    assert refs(lines(Scorecard(DECEMBER, both, ()), named=())[1:]) == ["4.3", "4.2"]


def test_the_measures_that_the_layout_names_come_before_others_where_there_is_room() -> None:
    told = lines(card_of(LEVEL), named=(STAYS, IN_CARE))
    assert any(line.endswith("(3.2)") for line in told)


def test_every_number_of_the_first_headline_rests_on_the_figures_it_counts() -> None:
    points = headlines(report_of(card_of(LEVEL)))[1]
    assert isinstance(points, ItemList)
    (first, *_) = points.items
    assert isinstance(first, tuple)
    facts = [span.about for span in first if isinstance(span.about, Fact)]
    assert [fact.exact for fact in facts] == [7, 4, 1, 2]
    assert {len(fact.observations) for fact in facts} == {7}


def test_without_any_figure_there_are_no_headlines() -> None:
    assert headlines(report_of(Scorecard(DECEMBER, (), ()))) == []


def test_a_headline_on_too_few_children_names_the_least_that_the_council_judges() -> None:
    targets = {PLANS: target} if (target := target_of(LIBRARY[PLANS])) else {}
    judging = TargetRules(fewest=Decimal(15))
    choices = Choices(replace(judging, targets=targets))
    card = score(intake(monthly(PLANS, [(1, 12)] * 9)), tuple(LIBRARY.values()), DECEMBER, choices, formatting.printed)[
        0
    ]
    report = replace(report_of(card, named=(PLANS,)), settings=Settings(target_rules=judging))
    (points,) = (block for block in headlines(report) if isinstance(block, ItemList))
    assert any("Fewer than 15 young people is too few to judge" in said(item) for item in points.items)  # type: ignore[arg-type]


def test_where_nothing_is_judged_the_headlines_begin_with_the_measures() -> None:
    card = score(intake(counts(IN_CARE, [400] * 9)), tuple(LIBRARY.values()), DECEMBER, Choices(), formatting.printed)[
        0
    ]
    assert lines(card)[0].startswith("400 children were in our care")
