"""The headlines tell the worst news, the best and the long run; the exceptions say since when, how far and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from inputs.intake import Comment, Remark, RemarkPart
from layouts.blocks import Paragraph, Points, Table
from layouts.spec import Layout
from report import words
from report.exceptions import exceptions, is_exception, off_target_run, severity, shortfall
from report.facts import Fact
from report.headlines import MOST, headlines
from report.material import Report
from report.metrics.model import (
    Change,
    Comparison,
    Direction,
    DirectionRule,
    MeasureScore,
    MethodChange,
    Scorecard,
    State,
    Status,
    Target,
    Travel,
)
from report.metrics.score import Choices, score
from report.metrics.status import Judging
from report.settings import Settings
from tests.report.returns import (
    BLANK,
    DECEMBER,
    LIBRARY,
    Cell,
    counts,
    intake,
    monthly,
    observation,
    point,
    said,
    score_of,
    scored,
    series,
    target_of,
)

TEAMS = "average_caseload_by_team_rate"
IN_CARE, VISITS, REVIEWS = "children_in_care_count", "visits_on_time_pct", "reviews_on_time_pct"
HOMES, STAYS, CHECKS = "three_or_more_homes_pct", "long_term_stability_pct", "annual_health_assessment_pct"
DENTAL, PLANS, DAYS = "dental_check_pct", "pathway_plan_pct", "order_to_match_days_mean"
EVERY = (IN_CARE, VISITS, REVIEWS, HOMES, STAYS, CHECKS, DENTAL, PLANS, DAYS)

Pairs = Sequence[tuple[int, int]]
LEVEL: dict[str, Pairs] = {
    REVIEWS: [(98, 100)] * 21,
    VISITS: [(490, 500)] * 21,
    HOMES: [(40, 400)] * 20 + [(41, 400)],
    STAYS: [(90, 120)] * 21,
    CHECKS: [(245, 266)] * 20 + [(200, 273)],
    DENTAL: [(200, 266)] * 9 + [(250, 273)] * 12,
    PLANS: [(160, 179)] * 21,
    DAYS: [(2000, 18)] * 21,
}


def card_of(given: dict[str, Pairs], changes: tuple[MethodChange, ...] = ()) -> Scorecard:
    targets = {name: goal for name in given if (goal := target_of(LIBRARY[name]))}
    held = [monthly(name, ratios) for name, ratios in given.items()]
    in_care = counts(IN_CARE, [400 + n % 5 for n in range(21)])
    return score(intake(in_care, *held), tuple(LIBRARY.values()), DECEMBER, Choices(targets, changes), words.printed)[0]


def report_of(card: Scorecard, comments: tuple[Comment, ...] = (), named: tuple[str, ...] = (IN_CARE, STAYS)) -> Report:
    return Report(Layout("Ours", "Ours", (), named, ()), Settings(), card, (), "", (), 1, comments=comments)


def lines(card: Scorecard, named: tuple[str, ...] = (IN_CARE, STAYS)) -> list[str]:
    blocks = headlines(report_of(card, named=named))
    points = next((block for block in blocks if isinstance(block, Points)), Points(()))
    return [said(item) for item in points.items if isinstance(item, tuple)]


# Headlines.


def test_there_are_six_headlines_and_each_is_one_sentence_on_one_measure() -> None:
    held = lines(card_of(LEVEL))
    assert len(held) == MOST
    assert len({line.rpartition(" (")[2] for line in held}) == MOST
    for line in held[1:-1]:
        assert line.rpartition("(")[0].rstrip(". ").count(". ") == 0


def test_the_first_says_how_the_measures_stand_together() -> None:
    first = lines(card_of(LEVEL))[0]
    assert first == "Of seven measures judged against a target: four met, one close and two not met."


def test_the_worst_news_is_told_though_the_layout_does_not_name_it() -> None:
    told = lines(card_of(LEVEL))
    assert any("that is worse than 92.1% a year before. (5.2)" in line for line in told)


def test_the_best_news_is_told_as_well() -> None:
    assert any("that is better than 75.2% a year before. (5.3)" in line for line in lines(card_of(LEVEL)))


def test_the_last_tells_the_long_run() -> None:
    last = lines(card_of(LEVEL))[-1]
    assert last.startswith("Three or more homes in a year: off target in every month since April 2022, between 10.0%")


def test_a_run_with_a_gap_or_under_a_year_is_no_long_run() -> None:
    short = {name: ratios[-9:] for name, ratios in LEVEL.items()}
    assert [line for line in lines(card_of(short), named=(STAYS,)) if "since" in line and "(1.1)" not in line] == []


def long_run(values: Sequence[int]) -> str:
    card = score(intake(counts(IN_CARE, values)), tuple(LIBRARY.values()), DECEMBER, Choices({}), words.printed)[0]
    return lines(card)[-1]


@pytest.mark.parametrize(
    ("values", "said_of"),
    [
        ([*range(400, 413)], "412 on 31 December 2023, the highest since December 2022, when it was 400"),
        ([*range(430, 417, -1)], "418 on 31 December 2023, the lowest since December 2022, when it was 430"),
        ([400, 404] * 6 + [400], "between 400 and 404 since December 2022, and 400 on 31 December 2023"),
        ([400] * 13, "400 in every month since December 2022"),
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
    card = score(intake(counts(IN_CARE, broken)), tuple(LIBRARY.values()), DECEMBER, Choices({}), words.printed)[0]
    assert lines(card)[-1].startswith("412 children were in our care")


def test_the_long_run_of_a_year_to_date_is_no_record_of_its_months() -> None:
    late = lines(card_of({REVIEWS: [(60 + 2 * n, 100) for n in range(13)]}), named=())
    assert late[-1].startswith("Children in our care: between 400 and 404")
    alone = score(intake(monthly(REVIEWS, [(60 + 2 * n, 100) for n in range(13)])), tuple(LIBRARY.values()), DECEMBER,
                  Choices({}), words.printed)[0]  # fmt: skip
    assert "highest" not in " ".join(lines(alone, named=()))


@pytest.mark.parametrize(
    ("on_time", "said_of"),
    [
        ([(100, 100)] * 13, "on target in every month since December 2022, at 100.0%"),
        ([*[(99, 100), (100, 100)] * 6, (99, 100)],
         "on target in every month since December 2022, between 99.0% and 100.0%"),
        ([(50, 100)] * 13, "off target in every month since December 2022, at 50.0%"),
    ],
)  # fmt: skip
def test_the_long_run_against_a_target_is_told_by_its_months(on_time: Pairs, said_of: str) -> None:
    held = lines(card_of({STAYS: [(20, 120)] * 9, CHECKS: [(20, 120)] * 9, VISITS: [(980, 1000)] * 9, PLANS: on_time}))
    assert f"Pathway plan in place: {said_of}. (7.1)" in held


def test_one_measure_alone_is_said_to_be_met_or_not() -> None:
    assert lines(card_of({PLANS: [(96, 100)] * 9}))[0] == "One measure is judged against a target: met."
    both = lines(card_of({PLANS: [(90, 100)] * 9, STAYS: [(20, 120)] * 9}))
    assert both[0] == "Of two measures judged against a target: none met, one close and one not met."


def test_a_headline_says_the_target_and_that_a_number_of_children_has_none() -> None:
    told = lines(card_of({PLANS: [(90, 100)] * 9}))
    assert told[1].endswith("had a pathway plan in place on 31 December 2023; the target is 95% or more. (7.1)")
    goal = {IN_CARE: Target(Decimal(350), Comparison.AT_MOST)}
    card = score(intake(counts(IN_CARE, [400] * 9)), tuple(LIBRARY.values()), DECEMBER, Choices(goal), words.printed)[0]
    assert lines(card) == ["400 children were in our care on 31 December 2023. (1.1)"]
    assert exceptions(report_of(card)) == []


def test_the_long_run_holds_each_month_against_the_target_of_its_own_quarter() -> None:
    by_quarter = tuple(map(Decimal, (50, 50, 90, 50)))
    seasons = {DENTAL: Target(Decimal(50), Comparison.AT_LEAST, by_quarter=by_quarter)}
    targets = seasons | ({VISITS: goal} if (goal := target_of(LIBRARY[VISITS])) else {})
    months = [DECEMBER.back(n) for n in range(12, -1, -1)]
    checked = monthly(DENTAL, [(190 if month.quarter == 3 else 120, 200) for month in months])
    held = intake(monthly(VISITS, [(500, 500)] * 13), checked)
    card = score(held, tuple(LIBRARY.values()), DECEMBER, Choices(targets), words.printed)[0]
    assert lines(card, named=())[-1].startswith("Yearly dental check: on target in every month since December 2022")


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
    card = score(intake(held), tuple(LIBRARY.values()), DECEMBER, Choices(targets), words.printed)[0]
    assert refs(lines(card, named=())[1:]) == ["3.1", "3.1"]
    assert "off target in every month since April 2022, between 10.0% and 15.0%" in lines(card, named=())[-1]


def test_a_measure_without_a_figure_for_the_period_has_no_headline() -> None:
    ended = monthly(PLANS, [(90, 100)] * 9, last=DECEMBER.back(1))
    held = intake(counts(IN_CARE, [400] * 9), ended)
    card = score(held, tuple(LIBRARY.values()), DECEMBER, Choices({}), words.printed)[0]
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
    assert isinstance(points, Points)
    (first, *_) = points.items
    assert isinstance(first, tuple)
    facts = [span.about for span in first if isinstance(span.about, Fact)]
    assert [fact.exact for fact in facts] == [7, 4, 1, 2]
    assert {len(fact.observations) for fact in facts} == {7}


def test_without_any_figure_there_are_no_headlines() -> None:
    assert headlines(report_of(Scorecard(DECEMBER, (), ()))) == []


def test_a_headline_on_too_few_children_names_the_least_that_the_council_judges() -> None:
    targets = {PLANS: target} if (target := target_of(LIBRARY[PLANS])) else {}
    judging = Judging(fewest=Decimal(15))
    choices = Choices(targets, judging=judging)
    card = score(intake(monthly(PLANS, [(1, 12)] * 9)), tuple(LIBRARY.values()), DECEMBER, choices, words.printed)[0]
    report = replace(report_of(card, named=(PLANS,)), settings=Settings(judging=judging))
    (points,) = (block for block in headlines(report) if isinstance(block, Points))
    assert any("with fewer than 15 children, it is too few to judge" in said(item) for item in points.items)  # type: ignore[arg-type]


def test_where_nothing_is_judged_the_headlines_begin_with_the_measures() -> None:
    card = score(intake(counts(IN_CARE, [400] * 9)), tuple(LIBRARY.values()), DECEMBER, Choices({}), words.printed)[0]
    assert lines(card)[0].startswith("400 children were in our care")


# Exceptions.


def rows_of(card: Scorecard, comments: tuple[Comment, ...] = ()) -> list[list[str]]:
    table = next(block for block in exceptions(report_of(card, comments)) if isinstance(block, Table))
    return [[said(cell) for cell in row.cells if isinstance(cell, tuple)] for row in table.rows]


def test_what_is_worse_and_off_target_comes_first() -> None:
    assert [row[0].split()[0] for row in rows_of(card_of(LEVEL))] == ["5.2", "7.1", "3.1"]


def test_an_exception_says_how_far_since_when_and_what_it_was_last_year() -> None:
    first = rows_of(card_of(LEVEL))[0]
    assert first == [
        "5.2 Yearly health check",
        "73.3%; target 90% or more. 16.7 points short",
        "December 2023",
        "92.1%; worse than a year before",
        "The service has not given a reason.",
    ]


def test_an_exception_carries_the_service_s_reason_and_action() -> None:
    remarks = (Remark(RemarkPart.WHY, "Clinics moved.", "B4"), Remark(RemarkPart.DOING, "More clinics.", "C4"))
    row = rows_of(card_of(LEVEL), (Comment(CHECKS, "a.xlsx", "Commentary", remarks),))[0]
    assert row[4] == "Clinics moved. Action: More clinics."


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ({RemarkPart.WHO: "Health lead"}, "The service has not given a reason."),
        ({RemarkPart.DOING: "More clinics."}, "The service has not given a reason. Action: More clinics."),
        ({RemarkPart.WHY: "Clinics moved."}, "Clinics moved. The service has not said what it is doing."),
        ({RemarkPart.COMMENTARY: "Clinics moved; more are open."}, "Clinics moved; more are open."),
    ],
)
def test_an_exception_without_a_reason_or_an_action_says_which_was_not_given(
    given: dict[RemarkPart, str], printed: str
) -> None:
    remarks = tuple(Remark(part, text, "B4") for part, text in given.items())
    assert rows_of(card_of(LEVEL), (Comment(CHECKS, "a.xlsx", "Commentary", remarks),))[0][4] == printed


def test_every_group_off_target_is_an_exception_and_is_named() -> None:
    teams = dict(zip(LIBRARY[TEAMS].groups, (15, 19, 22), strict=False))
    held = [counts(TEAMS, [value], group=team) for team, value in teams.items()]
    target = {TEAMS: Target(Decimal(16), Comparison.AT_MOST)}
    card = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, Choices(target), words.printed)[0]
    table = next(b for b in exceptions(report_of(card)) if isinstance(b, Table))
    _, second, third = teams
    names = [said(row.cells[0]) for row in table.rows]  # type: ignore[arg-type]
    assert names == [f"1.3 Average caseload: {third}", f"1.3 Average caseload: {second}"]


def test_a_report_without_exceptions_says_so() -> None:
    (_, sentence) = exceptions(report_of(card_of({STAYS: LEVEL[STAYS]})))
    assert isinstance(sentence, Paragraph)
    assert said(sentence.text).startswith("No measure that can be judged misses its target")


def test_a_report_that_judges_nothing_has_no_exceptions() -> None:
    assert exceptions(report_of(card_of({}))) == []


def run(name: str, *ratios: tuple[int, int], changes: tuple[MethodChange, ...] = ()) -> list[str]:
    (row,) = rows_of(card_of({name: ratios}, changes))
    return row


@pytest.mark.parametrize(
    ("ratios", "since"),
    [
        ([(96, 100), (90, 100), (96, 100), (90, 100), (90, 100)], "November 2023"),
        ([(90, 100), (90, 100), (90, 100)], "October 2023 or before"),
    ],
)
def test_the_present_run_begins_after_the_last_month_on_target(ratios: Pairs, since: str) -> None:
    assert run(PLANS, *ratios)[2] == since


def test_a_target_that_differs_by_quarter_holds_each_month_against_its_own() -> None:
    target = Target(Decimal(95), Comparison.AT_LEAST, by_quarter=tuple(map(Decimal, (80, 85, 95, 98))))
    held = scored(monthly(PLANS, [(90, 100)] * 8), choices=Choices({PLANS: target}))[PLANS]
    assert [o.period.month for o in off_target_run(held)] == [10, 11, 12], "on target in April to September"


def test_a_change_of_method_begins_the_run_anew() -> None:
    changed = MethodChange(PLANS, DECEMBER.back(1), "Counted anew.")
    row = run(PLANS, *[(90, 100)] * 5, changes=(changed,))
    assert row[2] == "November 2023, when counting changed"


def test_a_run_with_a_month_that_was_not_given_says_so() -> None:
    held = series(PLANS, *(point(DECEMBER.back(n), n=90, of=100) if n != 2 else point(DECEMBER.back(2), BLANK)
                           for n in range(4)))  # fmt: skip
    choices = Choices({PLANS: Target(Decimal(95), Comparison.AT_LEAST)})
    (row,) = rows_of(score(intake(held), tuple(LIBRARY.values()), DECEMBER, choices, words.printed)[0])
    assert row[2:4] == ["September 2023 or before, apart from a gap", "–"]


def test_a_year_in_which_counting_changed_is_set_beside_no_year_before() -> None:
    row = run(PLANS, *[(90, 100)] * 13, changes=(MethodChange(PLANS, DECEMBER.back(3), "Counted anew."),))
    assert row[2:4] == [
        "September 2023, when counting changed",
        "Not comparable: it is counted in another way since",
    ]


def test_what_is_worse_and_still_on_target_has_no_shortfall_and_no_run() -> None:
    row = run(PLANS, *[(1000, 1000)] * 12, (960, 1000))
    assert row[1:4] == ["96.0%", "–", "100.0%; worse since Dec 2023"]


def test_without_a_direction_the_change_on_the_year_before_is_told_where_it_is_for_the_worse() -> None:
    target = Target(Decimal(400), Comparison.AT_MOST)
    latest, before = observation(DAYS, 580 * 18, 18), observation(DAYS, 500 * 18, 18, period=DECEMBER.back(12))
    for change, said_of in ((Change.WORSE, "500 days; worse than a year before"), (Change.NO_CLEAR_CHANGE, "500 days")):
        held = score_of(latest, last_year=before, change=change, target=target, status=Status.NOT_MET)
        assert rows_of(Scorecard(DECEMBER, (held,), ()))[0][3] == said_of


def test_a_missing_month_does_not_shorten_the_run() -> None:
    held = scored(counts(PLANS, ["90", None, "90", "90"], target=("95", "at least")))[PLANS]
    assert [o.period.month for o in off_target_run(held)] == [9, 11, 12]


def test_a_target_that_is_met_has_no_run() -> None:
    held = scored(counts(PLANS, ["90", "96"], target=("95", "at least")))[PLANS]
    assert off_target_run(held) == ()


@pytest.mark.parametrize(
    ("measure", "value", "target", "side", "text"),
    [
        (PLANS, "94", 95, Comparison.AT_LEAST, "1.0 point short"),
        (PLANS, "87.7", 95, Comparison.AT_LEAST, "7.3 points short"),
        (HOMES, "15", 8, Comparison.AT_MOST, "7.0 points over"),
        (DAYS, "580", 400, Comparison.AT_MOST, "180 days over"),
        (DAYS, "401", 400, Comparison.AT_MOST, "1 day over"),
        (PLANS, "95", 95, Comparison.AT_LEAST, ""),
    ],
)
def test_the_shortfall_is_that_of_the_printed_figure(
    measure: str, value: str, target: int, side: Comparison, text: str
) -> None:
    held = score_of(observation(measure, value=value), target=Target(Decimal(target), side), status=Status.NOT_MET)
    assert said(shortfall(held)) == text


def test_a_shortfall_smaller_than_the_figure_s_last_place_is_not_rounded_to_none() -> None:
    whole = replace(observation(PLANS, value=92), decimals=0)
    held = score_of(whole, target=Target(Decimal("92.4"), Comparison.AT_LEAST), status=Status.NOT_MET)
    assert said(shortfall(held)) == "0.4 points short"


def test_worse_alone_is_an_exception_and_too_few_to_judge_is_not() -> None:
    figure = observation(CHECKS, 80, 100)
    worse = score_of(figure, status=Status.MET, change=Change.WORSE)
    assert is_exception(worse)
    assert not is_exception(score_of(figure, status=Status.TOO_FEW, change=Change.NO_CLEAR_CHANGE))


def test_a_figure_that_is_getting_worse_is_an_exception_whatever_it_was_a_year_before() -> None:
    figure = observation(CHECKS, 80, 100)
    worse = Direction(Travel.GETTING_WORSE, DirectionRule.SLOPE, (figure,))
    level = Direction(Travel.NO_CLEAR_CHANGE, DirectionRule.SLOPE, (figure,))
    assert is_exception(score_of(figure, status=Status.MET, direction=worse, change=Change.BETTER))
    assert not is_exception(score_of(figure, status=Status.MET, direction=level, change=Change.WORSE))
    nothing = observation(CHECKS, state=State.MISSING)
    assert not is_exception(score_of(nothing, status=Status.NOT_MET, direction=worse))


def test_exceptions_come_by_how_many_trials_they_failed_and_then_by_the_share_that_is_lacking() -> None:
    def missed(measure: str, value: int, status: Status, change: Change = Change.NO_CLEAR_CHANGE) -> MeasureScore:
        side = Comparison.AT_MOST if measure == DAYS else Comparison.AT_LEAST
        target = Target(Decimal(400 if measure == DAYS else 90), side)
        return score_of(observation(measure, value=value), target=target, status=status, change=change)

    in_order = [
        missed(CHECKS, 89, Status.CLOSE, Change.WORSE),
        missed(DAYS, 600, Status.NOT_MET),  # half of the target over
        missed(CHECKS, 60, Status.FLOOR_MISSED),  # a third short
        missed(CHECKS, 80, Status.NOT_MET),  # a ninth
        missed(DAYS, 440, Status.NOT_MET),  # a tenth, and forty days
        missed(CHECKS, 45, Status.FLOOR_MET),
        missed(CHECKS, 86, Status.CLOSE),
        missed(CHECKS, 95, Status.MET, Change.WORSE),
    ]
    assert sorted(in_order[4:] + in_order[:4], key=severity) == in_order
    none_at_all = score_of(
        observation(HOMES, value=2), target=Target(Decimal(0), Comparison.AT_MOST), status=Status.NOT_MET
    )
    assert severity(none_at_all) == (1, 0)  # of nothing there is no share
