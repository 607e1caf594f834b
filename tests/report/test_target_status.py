"""How a figure stands against its target: the rule that the report prints."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import layouts.blocks
from inputs.intake import State
from inputs.period import Period
from layouts.blocks import Card, plain
from report.judge import judge_returns
from report.metrics.judgement.target_status import (
    DEFAULT_TARGET_RULES,
    StatusRule,
    TargetRules,
    meets,
    status_of,
    with_decimals_to_tell,
)
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, MethodChange, Target
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import MeasureScore, Observation, Status
from report.metrics.score import Choices
from report.pages.compose import compose
from report.wording import sentences, status_labels
from tests.report.returns import DECEMBER, LIBRARY, monthly, observation, scored

VISITS, HOMES, DAYS = "visits_on_time_pct", "three_or_more_homes_pct", "entry_to_adoptive_home_days_mean"
CASELOAD, IN_CARE = "average_caseload_by_team_rate", "children_in_care_count"


def at_least(value: int | str) -> Target:
    return Target(Decimal(value), Comparison.AT_LEAST)


def at_most(value: int | str) -> Target:
    return Target(Decimal(value), Comparison.AT_MOST)


def judged(latest: Observation, target: Target | None, judging: TargetRules = DEFAULT_TARGET_RULES) -> Status:
    return status_of(latest, formatting.printed(latest), target, judging)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("100", Status.MET),
        ("98", Status.MET),
        ("97.9", Status.CLOSE),
        ("97", Status.CLOSE),
        ("96.9", Status.NOT_MET),
        ("0", Status.NOT_MET),
    ],
)
def test_a_percentage_meets_98_at_98_and_is_close_within_half_of_the_two_points_to_all(
    value: str, status: Status
) -> None:
    assert judged(observation(VISITS, value=value), at_least(98)) is status


@pytest.mark.parametrize(
    ("value", "status"),
    [("0", Status.MET), ("8", Status.MET), ("8.1", Status.CLOSE), ("12", Status.CLOSE), ("12.1", Status.NOT_MET)],
)
def test_where_lower_is_better_a_percentage_meets_8_at_8_and_is_close_within_half_of_that(
    value: str, status: Status
) -> None:
    assert judged(observation(HOMES, value=value), at_most(8)) is status


@pytest.mark.parametrize(
    ("item", "value", "goal", "text", "status"),
    [
        (VISITS, "97.96", at_least(98), "97.96%", Status.CLOSE),
        (VISITS, "97.9996", at_least(98), "97.9996%", Status.CLOSE),
        (VISITS, "98.04", at_least(98), "98.0%", Status.MET),  # the reader sees that it is no less
        (VISITS, "97.9999999999", at_least(98), "98.0%", Status.MET),  # what a workbook makes of 98
        (VISITS, "96.96", at_least(98), "96.96%", Status.NOT_MET),  # further than one point
        (HOMES, "8.04", at_most(8), "8.04%", Status.CLOSE),
        (HOMES, "7.96", at_most(8), "8.0%", Status.MET),
        (DAYS, "400.4", at_most(400), "400.4\N{NO-BREAK SPACE}days", Status.CLOSE),
        (CASELOAD, "18.4", at_most(18), "18.4", Status.CLOSE),
    ],
)
def test_a_figure_is_judged_unrounded_and_printed_so_that_it_shows(
    item: str, value: str, goal: Target, text: str, status: Status
) -> None:
    (told,) = with_decimals_to_tell([observation(item, value=value)], goal)
    assert formatting.value_text(told) == text
    assert judged(told, goal) is status


def test_each_month_is_printed_beside_the_target_of_its_own_quarter() -> None:
    by_quarter = Target(Decimal(98), Comparison.AT_LEAST, by_quarter=tuple(map(Decimal, (90, 92, 95, 98))))
    held = [observation(VISITS, value="94.96", period=month) for month in (DECEMBER.back(3), DECEMBER)]
    assert [formatting.value_text(o) for o in with_decimals_to_tell(held, by_quarter)] == ["95.0%", "94.96%"]


def test_a_figure_that_prints_a_tenth_short_of_its_target_misses_it() -> None:
    short = observation(VISITS, value="97.94")
    assert formatting.value_text(short) == "97.9%"
    assert judged(short, at_least(98)) is Status.CLOSE


@pytest.mark.parametrize(
    ("days", "status"),
    [("400", Status.MET), ("400.4", Status.MET), ("401", Status.CLOSE), ("440", Status.CLOSE), ("441", Status.NOT_MET)],
)
def test_days_are_close_within_a_tenth_of_their_target(days: str, status: Status) -> None:
    assert judged(observation(DAYS, value=days), at_most(400)) is status


def test_a_caseload_is_close_within_a_tenth_of_its_target() -> None:
    assert judged(observation(CASELOAD, value=22), at_most(20)) is Status.CLOSE
    assert judged(observation(CASELOAD, value=23), at_most(20)) is Status.NOT_MET


@pytest.mark.parametrize(("of", "status"), [(9, Status.TOO_FEW), (10, Status.MET)])
def test_fewer_than_ten_are_too_few_to_judge(of: int, status: Status) -> None:
    assert judged(observation(VISITS, of, of), at_least(98)) is status
    assert judged(observation(DAYS, of * 300, of), at_most(400)) is status


def test_six_members_of_staff_are_not_too_few_to_judge_their_caseload() -> None:
    assert judged(observation(CASELOAD, 120, 6), at_most(20)) is Status.MET


def test_a_percentage_given_without_its_counts_is_judged() -> None:
    assert judged(observation(VISITS, value=50), at_least(98)) is Status.NOT_MET


@pytest.mark.parametrize("children", [300, 412, 484, 900])
def test_the_number_of_children_in_care_is_never_judged(children: int) -> None:
    assert judged(observation(IN_CARE, value=children), at_most(484)) is Status.NO_TARGET


def test_a_measure_without_a_target_is_not_judged() -> None:
    assert judged(observation("reviews_on_time_pct", 1098, 1102), None) is Status.NO_TARGET


@pytest.mark.parametrize("state", [State.MISSING, State.SUPPRESSED, State.NOT_APPLICABLE])
def test_a_figure_that_is_not_there_is_neither_met_nor_missed(state: State) -> None:
    nothing = judged(observation(VISITS, state=state), at_least(98))
    assert nothing not in {Status.MET, Status.CLOSE, Status.NOT_MET}


@pytest.mark.parametrize(
    ("goal", "points"),
    [
        (at_least(60), "5"),
        (at_least(90), "5"),  # half of the ten that are left
        (at_least(92), "4"),
        (at_least(98), "1"),
        (at_least(99), "0.5"),
        (at_least(100), "0"),
        (at_most(20), "5"),
        (at_most(10), "5"),
        (at_most(8), "4"),
        (at_most(1), "0.5"),
        (at_most(0), "0"),
    ],
)
def test_close_ends_five_points_off_or_half_way_between_the_target_and_all_or_none(goal: Target, points: str) -> None:
    assert DEFAULT_TARGET_RULES.tolerance(LIBRARY[VISITS], goal) == Decimal(points)


@pytest.mark.parametrize(
    ("value", "goal", "status"),
    [
        ("98.5", at_least(99), Status.CLOSE),
        ("98.4", at_least(99), Status.NOT_MET),
        ("99.9", at_least(100), Status.NOT_MET),
        ("85", at_least(90), Status.CLOSE),
        ("0.1", at_most(0), Status.NOT_MET),
    ],
)
def test_at_a_target_of_99_close_ends_at_98_5_and_at_all_nothing_is_close(
    value: str, goal: Target, status: Status
) -> None:
    assert judged(observation(VISITS, value=value), goal) is status


def test_the_closeness_that_a_council_or_its_return_states_is_taken_whole_however_high_the_target() -> None:
    own = {VISITS: Decimal(5)}
    for judging in (TargetRules(tolerances=own), TargetRules(stated=own)):
        assert judged(observation(VISITS, value=94), at_least(99), judging) is Status.CLOSE
        assert judged(observation(VISITS, value="93.9"), at_least(99), judging) is Status.NOT_MET


def test_a_measure_may_say_how_far_off_is_close() -> None:
    strict = replace(LIBRARY[VISITS], tolerance=Decimal(1))
    assert DEFAULT_TARGET_RULES.tolerance(strict, at_least(98)) == 1
    assert judged(observation(strict, value=96), at_least(98)) is Status.NOT_MET
    assert judged(observation(strict, value=97), at_least(98)) is Status.CLOSE


def test_a_measure_with_a_closeness_of_its_own_is_named_where_the_rule_is_printed() -> None:
    own = {VISITS: "1", "dental_check_pct": "2.5", "order_to_match_days_mean": "0.2", "pathway_plan_pct": "0"}
    own |= {"reviews_on_time_pct": "5", "entry_to_adoptive_home_days_mean": "0.1"}  # as any other
    measures = [replace(LIBRARY[name], tolerance=Decimal(value)) for name, value in own.items()]
    for rule in (StatusRule.TOLERANCE, StatusRule.INTERVAL):
        rows = [
            [plain(cell) for cell in row.cells[1:]]
            for row in status_labels.table(TargetRules(rule=rule), judged=measures).rows
        ]
        (close,) = (meaning for (meaning,) in rows if "is within" in meaning)
        assert close.replace(formatting.NBSP, " ").endswith(
            "For averages it is within 10%. For 2.2 within 1 point, for 5.3 within 2.5 points, for 4.3 within 20%, "
            "for 7.1 there is no “close”."
        )
    as_usual = status_labels.table(DEFAULT_TARGET_RULES, judged=[LIBRARY[name] for name in own]).rows
    assert not any("For 4.3" in plain(row.cells[1]) for row in as_usual)


def test_a_number_of_children_with_a_target_is_no_average_and_is_named_too() -> None:
    rows = status_labels.table(DEFAULT_TARGET_RULES, judged=[LIBRARY["children_missing_count"]]).rows
    assert any("For 3.3 within 10%." in plain(row.cells[1]) for row in rows)


def test_the_closeness_that_a_council_sets_is_the_one_it_is_judged_by(tmp_path: Path) -> None:
    lines = ("Measure,Period,Numerator,Denominator,Target", "Statutory visits on time,Dec-23,97,100,98%")
    (tmp_path / "visits.csv").write_text("\n".join(lines), "utf-8")

    def status(settings: str) -> Status | None:
        (tmp_path / "report.toml").write_text(settings, "utf-8")
        (score,) = judge_returns(tmp_path, None, "corporate_parenting_full", lambda *_: None).report.card.of(VISITS)
        return score.status

    assert status("") is Status.CLOSE
    assert status("[tolerances]\nvisits_on_time_pct = 0.5\n") is Status.NOT_MET


def test_a_measure_of_days_may_say_what_share_of_its_target_is_close() -> None:
    strict = replace(LIBRARY[DAYS], tolerance=Decimal("0.05"))
    assert DEFAULT_TARGET_RULES.tolerance(strict, at_most(400)) == 20
    assert judged(observation(strict, value=420), at_most(400)) is Status.CLOSE
    assert judged(observation(strict, value=421), at_most(400)) is Status.NOT_MET


def test_no_tolerance_at_all_makes_nothing_close() -> None:
    strict = replace(LIBRARY[VISITS], tolerance=Decimal(0))
    assert judged(observation(strict, value="97.9"), at_least(98)) is Status.NOT_MET


def test_equality_reaches_a_target_from_either_side() -> None:
    assert meets(Decimal("98.0"), at_least(98))
    assert not meets(Decimal("97.9"), at_least(98))
    assert meets(Decimal("8.0"), at_most(8))
    assert not meets(Decimal("8.1"), at_most(8))


BY_FLOOR = TargetRules(rule=StatusRule.FLOOR, floors={VISITS: Decimal(90), HOMES: Decimal(12), DAYS: Decimal(426)})
BY_RANGE = TargetRules(rule=StatusRule.INTERVAL)


@pytest.mark.parametrize(
    ("value", "status"),
    [("98", Status.MET), ("97.9", Status.FLOOR_MET), ("90", Status.FLOOR_MET), ("89.9", Status.FLOOR_MISSED)],
)
def test_by_the_floor_rule_a_missed_target_may_still_reach_the_floor_standard(value: str, status: Status) -> None:
    assert judged(observation(VISITS, value=value), at_least(98), BY_FLOOR) is status


def test_where_lower_is_better_the_floor_standard_is_the_most_that_is_accepted() -> None:
    assert judged(observation(HOMES, value=12), at_most(8), BY_FLOOR) is Status.FLOOR_MET
    assert judged(observation(HOMES, value="12.1"), at_most(8), BY_FLOOR) is Status.FLOOR_MISSED
    assert judged(observation(DAYS, value=426), at_most(400), BY_FLOOR) is Status.FLOOR_MET


def test_a_measure_without_a_floor_standard_only_meets_its_target_or_does_not() -> None:
    dental = observation("dental_check_pct", 238, 273)
    assert judged(dental, at_least(90), BY_FLOOR) is Status.NOT_MET
    assert judged(dental, at_least(87), BY_FLOOR) is Status.MET


@pytest.mark.parametrize(
    ("n", "of", "target", "status"),
    [
        (28, 32, 90, Status.NOT_CLEAR),  # 71.9 to 95.0
        (30, 32, 90, Status.NOT_CLEAR),  # above it, but by no more than chance makes
        (215, 230, 97, Status.NOT_MET),  # 89.5 to 96.0
        (215, 230, 89, Status.MET),
    ],
)
def test_by_the_range_rule_a_figure_whose_likely_range_holds_the_target_is_not_told_from_it(
    n: int, of: int, target: int, status: Status
) -> None:
    assert judged(observation(VISITS, n, of), at_least(target), BY_RANGE) is status


def test_three_or_more_homes_for_15_percent_of_412_misses_8_percent_beyond_chance() -> None:
    assert judged(observation(HOMES, 62, 412), at_most(8), BY_RANGE) is Status.NOT_MET


def test_all_reviews_on_time_meet_a_target_of_all_though_chance_could_have_made_it_less() -> None:
    assert judged(observation(VISITS, 30, 30), at_least(100), BY_RANGE) is Status.MET
    assert judged(observation(HOMES, 0, 30), at_most(0), BY_RANGE) is Status.MET
    assert judged(observation(VISITS, 29, 30), at_least(100), BY_RANGE) is Status.NOT_MET


def test_what_has_no_likely_range_is_judged_by_the_tolerance() -> None:
    assert judged(observation(DAYS, value=440), at_most(400), BY_RANGE) is Status.CLOSE
    assert judged(observation(VISITS, value=97), at_least(98), BY_RANGE) is Status.CLOSE


@pytest.mark.parametrize("rule", StatusRule)
def test_the_council_says_how_many_are_too_few_to_judge(rule: StatusRule) -> None:
    strict = TargetRules(rule=rule, fewest=Decimal(30))
    assert judged(observation(VISITS, 29, 29), at_least(98), strict) is Status.TOO_FEW
    assert judged(observation(VISITS, 290, 300), at_least(98), strict) is not Status.TOO_FEW
    assert judged(observation(IN_CARE, value=5), at_most(484), strict) is Status.NO_TARGET


def test_a_year_to_date_with_months_counted_in_two_ways_is_not_judged() -> None:
    to_date = observation(VISITS, 90, 100, period=DECEMBER.year_to_date, period_type=PeriodType.YEAR_TO_DATE)

    def status(start: Period) -> Status | None:
        return status_of(
            to_date, Decimal(90), at_least(98), DEFAULT_TARGET_RULES, MethodChange(VISITS, start, "Counted anew.")
        )

    assert status(Period(2023, 5)) is Status.NOT_JUDGED
    assert status(DECEMBER) is Status.NOT_JUDGED
    assert status(Period(2023, 4)) is Status.NOT_MET
    assert status(Period(2024, 1)) is Status.NOT_MET


def test_twelve_months_counted_in_two_ways_are_not_judged_until_a_year_has_passed() -> None:
    homes = observation(HOMES, 62, 412)

    def status(start: Period) -> Status | None:
        return status_of(
            homes, Decimal(15), at_most(8), DEFAULT_TARGET_RULES, MethodChange(HOMES, start, "Counted anew.")
        )

    assert status(Period(2023, 2)) is Status.NOT_JUDGED
    assert status(Period(2023, 1)) is Status.NOT_MET


def test_the_latest_figure_is_judged_by_the_target_of_its_own_quarter() -> None:
    by_quarter = Target(
        Decimal(95), Comparison.AT_LEAST, by_quarter=(Decimal(80), Decimal(85), Decimal(90), Decimal(95))
    )
    choices = Choices(TargetRules({"dental_check_pct": by_quarter}))

    def score(last: Period) -> MeasureScore:
        return scored(monthly("dental_check_pct", [(230, 273)], last), period=last, choices=choices)["dental_check_pct"]

    assert score(Period(2023, 6)).status is Status.MET  # 84.2% against 80%
    assert score(Period(2023, 9)).status is Status.CLOSE
    december = score(DECEMBER)
    assert december.target is not None
    assert (december.target.value, december.status) == (90, Status.NOT_MET)


@pytest.mark.parametrize("rule", StatusRule)
def test_no_two_judgements_of_one_rule_share_a_shape_unless_both_are_missed_or_neither_is_judged(
    rule: StatusRule,
) -> None:
    rows = status_labels.table(TargetRules(rule=rule)).rows
    shapes = [cell.shape for row in rows for cell in row.cells if isinstance(cell, layouts.blocks.Status)]
    alike = 1 if rule is StatusRule.FLOOR else 0  # missed, with and without a floor standard
    assert len(shapes) - len(set(shapes)) == alike


def test_a_target_that_cannot_be_one_is_said_beside_the_one_that_stands_in_its_place(tmp_path: Path) -> None:
    plans = "Personal Education Plan in place"
    for stated in ("110%", "95-100%"):
        lines = ("Measure,Period,Numerator,Denominator,Target", f"{plans},Dec-23,80,80,{stated}")
        (tmp_path / "school.csv").write_text("\n".join(lines), "utf-8")
        whole = judge_returns(tmp_path, None, "corporate_parenting_full", lambda *_: None)
        report = whole.report
        assert len([one for one in whole.findings if "used instead" in one.what]) == 1
        (said,) = (one.what for one in report.findings if one.kind in ("impossible-target", "unclear-target"))
        assert said.endswith("The statutory target of 100% is used instead.")
        (card,) = (block for block in compose(report) if isinstance(block, Card))
        assert plain(card.message).endswith("This meets the target of 100%.")
        line = plain(sentences.target_line(report.card.scores[0]))
        assert line == "Target set in law: 100% (the service’s own could not be used)"
