"""The page “What stands out”: every measure once, by how it is changing and by what it was held against."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from inputs.period import Period
from layouts.blocks import Card, Heading, ItemList, Paragraph, Span, Table, Text, plain
from report.judge import judge_returns
from report.metrics.judgement.target_status import TargetRules
from report.metrics.model.measure import Comparison, MethodChange, Target
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import MeasureScore, Scorecard, Status
from report.metrics.score import Choices
from report.pages import how_to_read
from report.pages.compose import compose
from report.pages.report_data import Report
from report.pages.signals import signals
from report.settings.report_file import Settings
from tests.report.levels import report_of
from tests.report.returns import BLANK, DECEMBER, Series, counts, monthly, point, said, scored, series

PLAN, HEALTH, HOMES, CAME, LEFT, IN_CARE = (
    "pathway_plan_pct",
    "initial_health_assessment_pct",
    "three_or_more_homes_pct",
    "started_in_care_count",
    "left_care_count",
    "children_in_care_count",
)
CHART, YEAR = "By its own ups and downs", "Against a year ago"


@pytest.fixture(scope="module")
def report() -> Report:
    from tests.golden.renew import SAMPLE

    return judge_returns(SAMPLE, None, "corporate_parenting_full", lambda step, doing: None).report


def test_every_measure_stands_once_in_the_table_or_among_those_not_tested(report: Report) -> None:
    blocks = signals(report)
    table = next(block for block in blocks if isinstance(block, Table))
    left_out = next(block for block in blocks if isinstance(block, ItemList))
    cells = [cell for row in table.rows for cell in row.cells[1:] if isinstance(cell, tuple)]
    texts = [*cells, *(item for item in left_out.items if isinstance(item, tuple))]
    refs = [span.text for text in texts for span in text if re.fullmatch(r"\d\.\d", span.text)]
    assert sorted(refs) == sorted({score.measure.ref for score in report.card.scores})
    assert len(table.rows) == 4
    assert all(plain(cell) for cell in cells)


def test_references_lead_to_panels_that_are_there(report: Report) -> None:
    panels = {block.ref for block in compose(report) if isinstance(block, Card)}
    assert {span.link.removeprefix("#") for text in _texts(signals(report)) for span in text if span.link} <= panels


# One measure, in its row and its column.


def place_of(card: dict[str, MeasureScore], item: str) -> tuple[str, str, str]:
    """The row and the column in which a measure stands, and what is said of it there."""
    found = signals(report_of(Scorecard(DECEMBER, tuple(card.values()), ())))
    table = next(block for block in found if isinstance(block, Table))
    heads = [said(column.heading) for column in table.columns]
    ref = card[item].measure.ref
    (place,) = [
        (said(row.cells[0]), heads[at], said(cell))  # type: ignore[arg-type]
        for row in table.rows
        for at, cell in enumerate(row.cells)
        if isinstance(cell, tuple) and at and re.search(rf"\b{ref}\b", said(cell))
    ]
    return place


def at_least(value: int, item: str = HEALTH) -> Choices:
    return Choices(TargetRules({item: Target(Decimal(value), Comparison.AT_LEAST)}))


STEADY = [(80 + n % 3, 100) for n in range(20)]
DROPPED = [*STEADY[:-1], (40, 100)]


def test_the_page_has_a_row_for_each_direction_and_a_column_for_each_rule(report: Report) -> None:
    table = next(block for block in signals(report) if isinstance(block, Table))
    assert [plain(row.cells[0]) for row in table.rows] == [  # type: ignore[arg-type]
        "Better", "Worse", "Higher or lower", "No clear change",
    ]  # fmt: skip
    assert [plain(column.heading) for column in table.columns] == ["Change", CHART, YEAR]


@pytest.mark.parametrize(
    ("held", "item", "row", "column"),
    [
        (monthly(HEALTH, DROPPED), HEALTH, "Worse", CHART),
        (monthly(HEALTH, STEADY), HEALTH, "No clear change", CHART),
        (monthly(PLAN, DROPPED), PLAN, "Worse", YEAR),
        (monthly(HOMES, [(80, 400)] * 12 + [(20, 400)]), HOMES, "Better", YEAR),
        (counts(CAME, [30] * 12 + [60]), CAME, "Higher or lower", CHART),
        (series(CAME, point(DECEMBER.back(12), 60), point(DECEMBER, 20)), CAME, "Higher or lower", YEAR),
    ],
)
def test_a_measure_stands_in_the_row_of_its_direction_and_the_column_of_its_rule(
    held: Series, item: str, row: str, column: str
) -> None:
    assert place_of(scored(held), item)[:2] == (row, column)


def test_children_in_care_stand_against_a_year_before_with_the_side_they_went_to() -> None:
    stock = series(IN_CARE, point(DECEMBER.back(12), 400), point(DECEMBER, 500))
    card = scored(stock, counts(CAME, [25] * 12), counts(LEFT, [17] * 12))
    row, column, words = place_of(card, IN_CARE)
    assert (row, column) == ("Higher or lower", YEAR)
    assert words.endswith(", higher")


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (50, ", likely to keep meeting its target"),
        (81, ", may meet its target or miss it"),
        (99, ", likely to keep missing its target"),
    ],
)
def test_a_target_is_assured_beside_the_measure_whose_ups_and_downs_are_the_usual(target: int, words: str) -> None:
    assert place_of(scored(monthly(HEALTH, STEADY), choices=at_least(target)), HEALTH)[2].endswith(words)


def test_a_target_is_not_assured_while_the_level_is_changing() -> None:
    words = place_of(scored(monthly(HEALTH, DROPPED), choices=at_least(99)), HEALTH)[2]
    assert words.endswith(", target not assured: the level is changing")
    assert "consistently" not in words


def test_of_what_is_counted_on_a_day_no_target_is_assured() -> None:
    words = place_of(scored(monthly(PLAN, STEADY), choices=at_least(50, PLAN)), PLAN)[2]
    assert words.endswith("7.1 Pathway plan in place")


def test_a_target_usually_missed_and_met_by_the_latest_figure_is_told_of_both() -> None:
    held = scored(monthly(HEALTH, STEADY), choices=at_least(99))
    met = {HEALTH: replace(held[HEALTH], status=Status.MET)}
    assert place_of(met, HEALTH)[2].endswith(", on target now, though its usual ups and downs are off target")
    assert "keep missing" not in place_of(met, HEALTH)[2]
    assert "though" not in place_of(held, HEALTH)[2]


def test_the_rule_that_puts_a_measure_in_its_row_is_recorded_with_how_it_was_tested() -> None:
    found = signals(report_of(Scorecard(DECEMBER, tuple(scored(monthly(HEALTH, DROPPED)).values()), ())))
    rules = {span.about.rule for text in _texts(found) for span in text if isinstance(span.about, Fact)}
    assert "the direction of travel is worse: the latest figure lies outside its control limits" in rules


# Those that were not tested.


def test_why_a_measure_was_not_tested_is_told_with_its_name() -> None:
    changed = Choices(method_changes=(MethodChange(PLAN, Period(2023, 6), "Counted anew."),))
    card = scored(
        monthly(HEALTH, STEADY),
        monthly(PLAN, STEADY, DECEMBER),
        monthly(HOMES, [(40, 400)] * 3),
        series("dental_check_pct", *monthly("dental_check_pct", STEADY).points[:-1], point(DECEMBER, BLANK)),
        counts(IN_CARE, [400] * 13),
        counts("children_in_care_by_age_count", [90] * 13, group="5 to 9"),
        choices=changed,
    )
    found = signals(report_of(Scorecard(DECEMBER, tuple(card.values()), ())))
    (left_out,) = (block for block in found if isinstance(block, ItemList))
    assert {said(item).partition(":")[0] for item in left_out.items if isinstance(item, tuple)} == {
        "Counted in another way a year ago",
        "No figure from a year ago",
        "No latest figure that we can show",
        "Averages, rates and numbers on a day, or figures without counts or of too few",
        "Shown by group",
    }


def test_a_report_of_which_nothing_was_tested_has_no_such_page(report: Report) -> None:
    untested = tuple(replace(score, direction=None) for score in report.card.scores)
    assert signals(replace(report, card=replace(report.card, scores=untested))) == []


def test_the_page_says_where_the_council_chose_the_rules_of_nhsrplotthedots(report: Report) -> None:
    by_nhsr = replace(report, settings=Settings(parity="nhsr"))
    told, chosen = (
        " ".join(plain(block.text) for block in how_to_read.how_signals_are_found(one) if isinstance(block, Paragraph))
        for one in (report, by_nhsr)
    )
    assert "NHSRplotthedots" not in told
    assert chosen.startswith(told) and "3.267" in chosen


def test_how_signals_are_found_is_said_once(report: Report) -> None:
    said = [
        block for block in compose(report) if isinstance(block, Heading) and "told from chance" in plain(block.text)
    ]
    assert len(said) == 1


def _texts(blocks: Sequence[object]) -> list[Text]:
    found: list[Text] = []
    for block in blocks:
        if isinstance(block, Table):
            found += [cell for row in block.rows for cell in row.cells if isinstance(cell, tuple)]
        if isinstance(block, ItemList):
            found += [item for item in block.items if isinstance(item, tuple)]
    assert all(isinstance(span, Span) for text in found for span in text)
    return found
