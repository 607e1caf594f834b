"""The exceptions say of all that is off target or worse since when, how far and why."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inputs.intake import Comment, Remark, RemarkPart, State
from layouts.blocks import Paragraph, Table
from report.metrics.judgement.exceptions import is_exception, off_target_run, severity
from report.metrics.judgement.target_status import TargetRules
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, MethodChange, Target
from report.metrics.model.scorecard import Change, Direction, DirectionRule, MeasureScore, Scorecard, Status, Travel
from report.metrics.score import Choices, score
from report.pages.exceptions import exceptions, shortfall
from tests.report.levels import CHECKS, DAYS, HOMES, LEVEL, PLANS, STAYS, TEAMS, Pairs, card_of, report_of
from tests.report.returns import (
    BLANK,
    DECEMBER,
    LIBRARY,
    counts,
    intake,
    monthly,
    observation,
    point,
    said,
    score_of,
    scored,
    series,
)


def run_months(score: MeasureScore) -> list[int]:
    run = off_target_run(score)
    return [o.period.month for o in run.figures] if run else []


def rows_of(card: Scorecard, comments: tuple[Comment, ...] = ()) -> list[list[str]]:
    table = next(block for block in exceptions(report_of(card, comments)) if isinstance(block, Table))
    return [[said(cell) for cell in row.cells if isinstance(cell, tuple)] for row in table.rows]


def test_what_is_worse_and_off_target_comes_first() -> None:
    assert [row[0].split()[0] for row in rows_of(card_of(LEVEL))] == ["5.2", "7.1", "3.1"]


def test_an_exception_says_how_far_since_when_and_what_it_was_last_year() -> None:
    first = rows_of(card_of(LEVEL))[0]
    assert first == [
        "5.2 Yearly health check",
        "73.3%; target 90% or more. 16.7 percentage points below target",
        "December 2023",
        "92.1%; worse than a year ago, by between 11 and 26 points",
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
    card = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, Choices(TargetRules(target)), formatting.printed)[0]
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
        ([(90, 100), (90, 100), (90, 100)], "October 2023 or earlier"),
    ],
)
def test_the_present_run_begins_after_the_last_month_on_target(ratios: Pairs, since: str) -> None:
    assert run(PLANS, *ratios)[2] == since


def test_a_target_that_differs_by_quarter_holds_each_month_against_its_own() -> None:
    target = Target(Decimal(95), Comparison.AT_LEAST, by_quarter=tuple(map(Decimal, (80, 85, 95, 98))))
    held = scored(monthly(PLANS, [(90, 100)] * 8), choices=Choices(TargetRules({PLANS: target})))[PLANS]
    assert run_months(held) == [10, 11, 12], "on target in April to September"


def test_a_change_of_method_begins_the_run_anew() -> None:
    changed = MethodChange(PLANS, DECEMBER.back(1), "Counted anew.")
    row = run(PLANS, *[(90, 100)] * 5, changes=(changed,))
    assert row[2] == "November 2023, when counting changed"


def test_a_run_with_a_month_that_was_not_given_says_so() -> None:
    held = series(PLANS, *(point(DECEMBER.back(n), n=90, of=100) if n != 2 else point(DECEMBER.back(2), BLANK)
                           for n in range(4)))  # fmt: skip
    choices = Choices(TargetRules({PLANS: Target(Decimal(95), Comparison.AT_LEAST)}))
    (row,) = rows_of(score(intake(held), tuple(LIBRARY.values()), DECEMBER, choices, formatting.printed)[0])
    assert row[2:4] == ["September 2023 or earlier, apart from a gap", "–"]


def test_a_run_that_begins_behind_a_gap_says_so_and_one_of_all_that_is_known_may_have_begun_before() -> None:
    def since(*values: int | None) -> str:
        months = (point(DECEMBER.back(len(values) - 1 - n), BLANK) if value is None
                  else point(DECEMBER.back(len(values) - 1 - n), n=value, of=100)
                  for n, value in enumerate(values))  # fmt: skip
        choices = Choices(TargetRules({PLANS: Target(Decimal(95), Comparison.AT_LEAST)}))
        card = score(intake(series(PLANS, *months)), tuple(LIBRARY.values()), DECEMBER, choices, formatting.printed)[0]
        return rows_of(card)[0][2]

    assert since(96, None, 90, 90) == "November 2023, after a gap"
    assert since(96, None, 90, None, 90) == "October 2023, after a gap, with two or more gaps"
    assert since(None, 90, 90) == "November 2023 or earlier"


def test_a_year_in_which_counting_changed_is_set_beside_no_year_before() -> None:
    row = run(PLANS, *[(90, 100)] * 13, changes=(MethodChange(PLANS, DECEMBER.back(3), "Counted anew."),))
    assert row[2:4] == [
        "September 2023, when counting changed",
        "Counted in a new way since then, so not compared",
    ]


def test_what_is_worse_and_still_on_target_has_no_shortfall_and_no_run() -> None:
    row = run(PLANS, *[(1000, 1000)] * 12, (960, 1000))
    assert row[1:4] == [
        "96.0%; meets its target of 95% or more",
        "–",
        "100.0%; worse than a year ago, by between 3 and 6 points",
    ]


def test_without_a_direction_the_change_on_the_year_before_is_told_where_it_is_for_the_worse() -> None:
    target = Target(Decimal(400), Comparison.AT_MOST)
    latest, before = observation(DAYS, 580 * 18, 18), observation(DAYS, 500 * 18, 18, period=DECEMBER.back(12))
    for change, said_of in ((Change.WORSE, "500 days; worse than a year ago"), (Change.NO_CLEAR_CHANGE, "500 days")):
        held = score_of(latest, last_year=before, change=change, target=target, status=Status.NOT_MET)
        assert rows_of(Scorecard(DECEMBER, (held,), ()))[0][3] == said_of


def test_a_missing_month_does_not_shorten_the_run() -> None:
    held = scored(counts(PLANS, ["90", None, "90", "90"], target=("95", "at least")))[PLANS]
    assert run_months(held) == [9, 11, 12]


def test_a_target_that_is_met_has_no_run() -> None:
    held = scored(counts(PLANS, ["90", "96"], target=("95", "at least")))[PLANS]
    assert off_target_run(held) is None


@pytest.mark.parametrize(
    ("measure", "value", "target", "side", "text"),
    [
        (PLANS, "94", 95, Comparison.AT_LEAST, "1.0 percentage points below target"),
        (PLANS, "87.7", 95, Comparison.AT_LEAST, "7.3 percentage points below target"),
        (HOMES, "15", 8, Comparison.AT_MOST, "7.0 percentage points above target"),
        (DAYS, "580", 400, Comparison.AT_MOST, "180 days above target"),
        (DAYS, "401", 400, Comparison.AT_MOST, "1 day above target"),
        (PLANS, "95", 95, Comparison.AT_LEAST, ""),
    ],
)
def test_the_shortfall_is_that_of_the_printed_figure(
    measure: str, value: str, target: int, side: Comparison, text: str
) -> None:
    held = score_of(observation(measure, value=value), target=Target(Decimal(target), side), status=Status.NOT_MET)
    assert said(shortfall(held)) == text


def test_a_shortfall_smaller_than_the_figure_s_last_place_is_not_rounded_to_none() -> None:
    whole = observation(PLANS, value=92)._replace(decimals=0)
    held = score_of(whole, target=Target(Decimal("92.4"), Comparison.AT_LEAST), status=Status.NOT_MET)
    assert said(shortfall(held)) == "0.4 percentage points below target"


def test_worse_alone_is_an_exception_and_too_few_to_judge_is_not() -> None:
    figure = observation(CHECKS, 80, 100)
    worse = score_of(figure, status=Status.MET, change=Change.WORSE)
    assert is_exception(worse)
    assert not is_exception(score_of(figure, status=Status.TOO_FEW, change=Change.NO_CLEAR_CHANGE))


def test_a_figure_that_is_getting_worse_is_an_exception_whatever_it_was_a_year_before() -> None:
    figure = observation(CHECKS, 80, 100)
    chart = DirectionRule.CONTROL_CHART
    worse = Direction(Travel.GETTING_WORSE, chart, (figure,), Decimal(-9), "the latest figure lies outside its limits")
    level = Direction(Travel.NO_CLEAR_CHANGE, chart, (figure,), Decimal(0), "no rule fires")
    assert is_exception(score_of(figure, status=Status.MET, direction=worse, change=Change.BETTER))
    assert not is_exception(score_of(figure, status=Status.MET, direction=level, change=Change.WORSE))
    nothing = observation(CHECKS, state=State.MISSING)
    assert not is_exception(score_of(nothing, status=Status.NOT_MET, direction=worse))


def test_exceptions_come_by_how_many_trials_they_failed_then_percentages_by_points_then_others_by_share() -> None:
    def missed(measure: str, value: int, status: Status, change: Change = Change.NO_CLEAR_CHANGE) -> MeasureScore:
        side = Comparison.AT_MOST if measure == DAYS else Comparison.AT_LEAST
        target = Target(Decimal(400 if measure == DAYS else 90), side)
        return score_of(observation(measure, value=value), target=target, status=status, change=change)

    in_order = [
        missed(CHECKS, 89, Status.CLOSE, Change.WORSE),
        missed(CHECKS, 60, Status.FLOOR_MISSED),  # 30 percentage points below target
        missed(CHECKS, 80, Status.NOT_MET),  # ten
        missed(DAYS, 600, Status.NOT_MET),  # half of the target over
        missed(DAYS, 440, Status.NOT_MET),  # a tenth
        missed(CHECKS, 45, Status.FLOOR_MET),
        missed(CHECKS, 86, Status.CLOSE),
        missed(CHECKS, 95, Status.MET, Change.WORSE),
    ]
    assert sorted(in_order[4:] + in_order[:4], key=severity) == in_order
    none_at_all = score_of(
        observation(HOMES, value=2), target=Target(Decimal(0), Comparison.AT_MOST), status=Status.NOT_MET
    )
    assert severity(none_at_all) == (1, False, -2)  # a percentage goes by its points, so nothing is no trouble


def test_35_points_short_of_95_come_before_twice_a_target_of_2_percent() -> None:
    far = score_of(
        observation(CHECKS, value=60), target=Target(Decimal(95), Comparison.AT_LEAST), status=Status.NOT_MET
    )
    double = score_of(observation(HOMES, value=4), target=Target(Decimal(2), Comparison.AT_MOST), status=Status.NOT_MET)
    assert sorted([double, far], key=severity) == [far, double]


def test_of_averages_alone_the_one_further_off_by_its_share_comes_first() -> None:
    def over(value: int, target: int) -> MeasureScore:
        goal = Target(Decimal(target), Comparison.AT_MOST)
        return score_of(observation(DAYS, value=value), target=goal, status=Status.NOT_MET)

    long, short = over(500, 400), over(150, 100)  # a quarter over, though by a hundred days; and a half, by fifty
    assert sorted([long, short], key=severity) == [short, long]
    assert severity(over(9, 0)) == (1, True, -9)  # of nothing there is no share
