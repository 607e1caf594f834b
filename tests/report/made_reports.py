"""Whole reports in the usual layout, made by hand: of everything, of three measures, with hidden figures, and so on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from inputs.intake import Comment, Remark, RemarkPart
from inputs.period import Period
from layouts.blocks import Block, Card, Entries, Heading, ItemList, Key, Paragraph, Status, Strip, Table, Text, Tiles
from report.judge import judge_returns
from report.metrics.judgement.target_status import TargetRules
from report.metrics.model import formatting
from report.metrics.model.measure import MethodChange
from report.metrics.score import Choices, score
from report.pages.report_data import Report
from report.settings.chart_names import CHART_HELP
from report.settings.layout_file import Layout, PanelSpec, SectionSpec, read_layout
from report.settings.report_file import Settings
from tests.report.returns import DECEMBER, LIBRARY, SUPPRESSED, Return, Series, counts, intake, monthly, said, target_of

VISITS, REVIEWS, CHECKS, PLANS = (
    "visits_on_time_pct",
    "reviews_on_time_pct",
    "initial_health_assessment_pct",
    "pathway_plan_pct",
)
IN_CARE, CAME, LEFT, HOMES = (
    "children_in_care_count",
    "started_in_care_count",
    "left_care_count",
    "three_or_more_homes_pct",
)
MISSING, TIMES = "children_missing_count", "missing_episodes_count"
DENTAL, YEARLY, STAYS = "dental_check_pct", "annual_health_assessment_pct", "long_term_stability_pct"
Kind = TypeVar("Kind")


@cache
def everything() -> Report:
    """A council with every measure, targets, commentary, asks, and figures of other areas: the sample."""
    from tests.golden.renew import SAMPLE

    return judge_returns(SAMPLE, None, "", lambda step, doing: None).report


@cache
def usual_layout() -> Layout:
    return read_layout("corporate_parenting", Path(), tuple(LIBRARY), tuple(CHART_HELP))


def report_of(
    *held: Series | Return,
    comments: tuple[Comment, ...] = (),
    changes: tuple[MethodChange, ...] = (),
    settings: Settings | None = None,
    layout: Layout | None = None,
) -> Report:
    """The report of these returns by the council's own targets."""
    targets = {name: goal for name in LIBRARY if (goal := target_of(LIBRARY[name]))}
    choices = Choices(TargetRules(targets), changes)
    card, _ = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, choices, formatting.printed)
    return Report(layout or usual_layout(), settings or Settings(), card, (), "", (), 1, comments=comments)


@cache
def three_measures() -> Report:
    """A council that gave three measures and nothing else: one on target, one off it, and a number."""
    return report_of(
        monthly(PLANS, [(171, 179)] * 21),
        monthly(DENTAL, [(200, 273)] * 21),
        counts(IN_CARE, [400 + n for n in range(21)]),
    )


@cache
def with_hidden_figures() -> Report:
    """A council of which the latest number of those who left care, and of those who went missing, may not be seen."""
    return report_of(
        counts(CAME, [12] * 20 + [3]),
        counts(LEFT, [9] * 21),
        counts(MISSING, [*[8] * 20, SUPPRESSED]),
        counts(TIMES, [*[20] * 20, SUPPRESSED]),
        monthly(PLANS, [(160, 179)] * 21),
    )


NOTE = "From July 2023 each visit due is counted."
NEW_WAY = MethodChange(VISITS, Period(2023, 7), NOTE)


@cache
def with_a_new_way_of_counting() -> Report:
    """A council that counts its visits in another way since July 2023."""
    return report_of(
        monthly(VISITS, [(490, 500)] * 15 + [(420, 500)] * 6), monthly(PLANS, [(160, 179)] * 21), changes=(NEW_WAY,)
    )


def comment(item: str, **answers: str) -> Comment:
    """An officer's comment: its parts ("why", "doing", "who") by name."""
    remarks = tuple(Remark(RemarkPart(part), words, "B4") for part, words in answers.items())
    return Comment(item, "leaving.xlsx", "Commentary", remarks)


def layout_of(*measures: str, parts: tuple[str, ...] = ()) -> Layout:
    """The usual layout with the panels of these measures alone, in one section."""
    panels = tuple(PanelSpec(name) for name in measures)
    return replace(
        usual_layout(), sections=(SectionSpec(1, "All", panels),), tiles=(), parts=parts or usual_layout().parts
    )


def all_of(kind: type[Kind], blocks: Iterable[Block]) -> list[Kind]:
    """The blocks of a kind."""
    return [block for block in blocks if isinstance(block, kind)]


def one_of(kind: type[Kind], blocks: Iterable[Block]) -> Kind:
    """The only block of a kind."""
    (block,) = all_of(kind, blocks)
    return block


def texts_of(block: Block) -> Iterator[Text]:
    """Every text of a block, in reading order; charts have none."""
    match block:
        case Heading() | Paragraph():
            yield block.text
        case ItemList():
            yield from (item if isinstance(item, tuple) else item.text for item in block.items)
        case Key():
            yield from (mark.text for mark in block.marks)
        case Strip():
            yield block.label
            yield from (text for group in block.groups for text in (group.label, *group.texts))
        case Tiles():
            for tile in block.tiles:
                yield from (tile.name, tile.number, tile.status.text, tile.aside, *tile.lines)
        case Card():
            columns = (text for column in block.columns for text in column)
            yield from (block.name, block.message, block.number, *block.basis, *columns, *block.notes)
        case Entries():
            yield from (text for item in block.items for text in item)
        case Table():
            yield block.caption
            cells = (cell for row in block.rows for cell in row.cells)
            yield from (
                cell.text if isinstance(cell, Status) else cell for cell in cells if isinstance(cell, (tuple, Status))
            )


def words_of(blocks: Iterable[Block]) -> str:
    """All words of some blocks with ordinary spaces, a line for each text."""
    return "\n".join(said(text) for block in blocks for text in texts_of(block))


def rows_of(table: Table) -> list[list[str]]:
    """The words of each row that is no band; "" for a chart."""
    return [
        [
            said(cell.text if isinstance(cell, Status) else cell) if isinstance(cell, (tuple, Status)) else ""
            for cell in row.cells
        ]
        for row in table.rows
        if not row.band
    ]


REPORTS = {
    "everything": everything,
    "three measures": three_measures,
    "hidden figures": with_hidden_figures,
    "a new way of counting": with_a_new_way_of_counting,
}
EVERY = pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS), indirect=True)
"""Each of these reports for a test, made when the first test asks for it."""
