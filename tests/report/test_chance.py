"""Of how many reports one would name a change though nothing has changed."""

from __future__ import annotations

import re
from decimal import Decimal
from importlib import resources

import pytest

from layouts.blocks import Paragraph
from report.metrics.judgement import chance
from report.metrics.judgement.chance import FALSE_ALARMS, reports_to_one_false
from report.metrics.model.scorecard import Direction, DirectionRule, MeasureScore, Scorecard, Travel
from report.pages.exceptions import called_worse, exceptions
from report.pages.signals import signals
from tests.report.levels import report_of
from tests.report.returns import observation, said, score_of

PLANS, HOMES, MISSING, IN_CARE = (
    "pathway_plan_pct",
    "three_or_more_homes_pct",
    "children_missing_count",
    "children_in_care_count",
)
CHART, YEAR, FLOWS = DirectionRule.CONTROL_CHART, DirectionRule.YEAR_BEFORE, DirectionRule.STARTS_AND_LEAVERS
GUIDE = (resources.files("report") / "guide" / "judging.md").read_text("utf-8")
SIMULATION = GUIDE.partition("<!-- simulation -->")[2].partition("<!-- end of simulation -->")[0]


def told(item: str, rule: DirectionRule, travel: Travel = Travel.NO_CLEAR_CHANGE) -> MeasureScore:
    """A measure of which that rule found this."""
    latest = observation(item, 90, 100) if item.endswith("_pct") else observation(item, value=90)
    interval = None if rule is CHART else (Decimal(-5), Decimal(8))
    direction = Direction(travel, rule, (latest,), Decimal(1), "how it was tested", interval)
    return score_of(latest, direction=direction)


def test_each_rule_has_its_share_of_false_alarms_and_none_is_over_one_in_thirty() -> None:
    assert set(FALSE_ALARMS) == set(DirectionRule)
    assert all(0 < share <= 0.03 for share in FALSE_ALARMS.values())


def of_kinds() -> dict[str, DirectionRule]:
    """Every kind of the guide's table of what never changed, with the rule that judges it.

    What happens in a month goes by its chart, but where it has a season, or is so near 100% that few are the exception.
    """
    kinds = {}
    for kind in re.findall(r"^\| (.+?) \| [\d.]+% \| [\d.]+% \| [\d.]+% \| [\d.]+% \|$", SIMULATION, re.MULTILINE):
        monthly = " in a month, " in kind and "season" not in kind and "98.5%" not in kind
        kinds[kind] = CHART if monthly else FLOWS if kind.startswith("Children in care") else YEAR
    return kinds


def share(of: str, column: int) -> Decimal:
    """A share of the guide's tables, in percent: that of a row by its first cell, and of a column from 1."""
    (row,) = [line for line in SIMULATION.splitlines() if line.startswith(f"| {of} |")]
    return Decimal(row.split("|")[column + 1].strip().removesuffix("%"))


def test_the_guide_has_kinds_for_each_rule() -> None:
    assert set(of_kinds().values()) == set(DirectionRule)
    assert len(of_kinds()) > 10


@pytest.mark.parametrize("kind", of_kinds())
def test_no_kind_of_the_simulation_is_named_more_often_than_the_report_says_of_its_rule(kind: str) -> None:
    (left_open,) = re.findall(r"3% is known to within ([\d.]+)\s+points", SIMULATION)
    assert share(kind, 1) <= 100 * Decimal(str(FALSE_ALARMS[of_kinds()[kind]])) + Decimal(left_open)


def test_no_share_that_a_rule_is_said_to_have_is_far_above_that_of_every_kind() -> None:
    for rule, said_to_be in FALSE_ALARMS.items():
        highest = max(share(kind, 1) for kind, its in of_kinds().items() if its is rule)
        assert Decimal(str(100 * said_to_be)) - highest < 1


@pytest.mark.parametrize(
    ("rules", "reports"),
    [
        ([YEAR], 50),  # one in fifty
        ([YEAR] * 2, 25),  # 1 - 0.98 squared is 0.0396
        ([YEAR] * 20, 3),  # 1 - 0.98 to the twentieth is 0.332
        ([YEAR, CHART], 25),
        ([FLOWS], 33),
        ([FLOWS, YEAR], 20),  # 1 - 0.97 times 0.98 is 0.0494
    ],
)
def test_the_chances_of_single_measures_combine_as_those_of_independent_ones(
    rules: list[DirectionRule], reports: int
) -> None:
    assert reports_to_one_false([told(PLANS, rule) for rule in rules]) == reports


def test_more_measures_make_a_false_alarm_come_sooner() -> None:
    every = [reports_to_one_false([told(PLANS, YEAR)] * count) for count in range(1, 30)]
    assert every == sorted(every, reverse=True)
    assert every[0] > every[-1] >= 2


def test_half_of_the_false_alarms_of_a_measure_are_for_the_worse() -> None:
    assert reports_to_one_false([told(PLANS, YEAR)], worse_only=True) == 100


def test_a_number_of_children_is_never_called_worse() -> None:
    numbers = [told(MISSING, CHART), told(IN_CARE, FLOWS)]
    assert reports_to_one_false(numbers, worse_only=True) == 0
    assert reports_to_one_false([*numbers, told(HOMES, YEAR)], worse_only=True) == 100
    assert reports_to_one_false(numbers) == 20


def test_where_nothing_was_tested_nothing_is_called_by_chance() -> None:
    none = score_of(observation(PLANS, 90, 100))
    assert chance.tested_for_change([none, told(PLANS, YEAR)])[0].direction is not None
    assert chance.tested_for_change([none]) == []
    assert reports_to_one_false([]) == reports_to_one_false([none]) == 0


def test_what_stands_out_says_of_how_many_reports_one_would_name_a_measure() -> None:
    card = Scorecard(observation(PLANS).period, tuple(told(PLANS, YEAR) for _ in range(20)), ())
    texts = [said(block.text) for block in signals(report_of(card)) if isinstance(block, Paragraph)]
    assert (
        "We tested 20 measures for change. Had none of them changed, about one report in three would still name one."
    ) in texts


def test_the_exceptions_say_of_how_many_reports_one_would_call_a_measure_worse() -> None:
    worse = [
        told(HOMES, YEAR, Travel.GETTING_WORSE),
        *(told(PLANS, YEAR) for _ in range(19)),
        told(IN_CARE, FLOWS),
    ]
    report = report_of(Scorecard(observation(PLANS).period, tuple(worse), ()))
    wanted = (
        " We tested 20 measures that can get better or worse. Had none of them changed, about one report in five would "
        "still call one worse."
    )
    assert said(called_worse(report)) == wanted  # 1 - 0.99 to the twentieth is 0.182, or one in 5.5
    intro = next(block for block in exceptions(report) if isinstance(block, Paragraph))
    assert said(intro.text).endswith(wanted)


def test_a_report_that_tested_only_numbers_of_children_says_nothing_of_worse() -> None:
    card = Scorecard(observation(PLANS).period, (told(IN_CARE, FLOWS),), ())
    assert called_worse(report_of(card)) == ()
