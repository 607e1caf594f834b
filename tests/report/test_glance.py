"""At a glance: every measure in one table, a key of its shapes, and what its figures cover."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layouts.blocks import CellChart, Heading, Key, Paragraph, Status, Table
from report.metrics.model.measure import Unit
from report.pages.glance import glance
from report.pages.report_data import Report
from report.settings.layout_file import PanelSpec, SectionSpec
from tests.report.made_reports import (
    CAME,
    EVERY,
    IN_CARE,
    LEFT,
    MISSING,
    PLANS,
    VISITS,
    all_of,
    everything,
    layout_of,
    one_of,
    report_of,
    rows_of,
    three_measures,
    with_a_new_way_of_counting,
    with_hidden_figures,
    words_of,
)
from tests.report.returns import LIBRARY, counts, monthly, said

LATEST, STATUS, TREND, NOW = 2, 4, 5, 6


def table_of(report: Report) -> Table:
    return one_of(Table, glance(report))


def row_of(report: Report, item: str) -> list[str]:
    (row,) = [row for row in rows_of(table_of(report)) if row[0] == LIBRARY[item].ref]
    return row


@EVERY
def test_every_measure_of_the_layout_that_has_scores_has_a_row_that_leads_to_its_box(report: Report) -> None:
    table = table_of(report)
    names = [name for s in report.sections for p in s.panels for name in (p.measure, p.second) if name]
    expected = [LIBRARY[name].ref for name in names if report.card.of(name)]
    firsts = [row.cells[0] for row in table.rows if not row.band]
    assert list(dict.fromkeys(said(cell) for cell in firsts if isinstance(cell, tuple))) == expected
    assert all(span.link == f"#{span.text}" for cell in firsts if isinstance(cell, tuple) for span in cell)


@EVERY
def test_bands_are_the_sections_with_something_to_show(report: Report) -> None:
    bands = [said(row.cells[0]) for row in table_of(report).rows if row.band and isinstance(row.cells[0], tuple)]
    assert bands == [f"{section.number} {section.title}" for section in report.sections]


@EVERY
def test_every_row_fills_the_columns_which_share_the_whole_width(report: Report) -> None:
    table = table_of(report)
    assert all(len(row.cells) == len(table.columns) for row in table.rows if not row.band)
    assert sum(column.share for column in table.columns) == pytest.approx(1)


@EVERY
def test_every_status_word_stands_with_a_shape_and_the_key_has_it_with_the_same_one(report: Report) -> None:
    key = {said(mark.text): mark.shape for mark in one_of(Key, glance(report)).marks}
    for row in table_of(report).rows:
        status = row.cells[STATUS] if not row.band else ()
        if isinstance(status, Status):
            assert key[said(status.text)] == status.shape


@EVERY
def test_what_has_a_figure_has_a_small_trend_and_a_bar(report: Report) -> None:
    for row in table_of(report).rows:
        if row.band or not isinstance(row.cells[LATEST], tuple):
            continue
        has_figure = any(letter.isdigit() for letter in said(row.cells[LATEST]))
        assert isinstance(row.cells[NOW], CellChart) is has_figure
        if has_figure:
            assert isinstance(row.cells[TREND], CellChart)


@EVERY
def test_the_note_says_of_each_measure_what_its_figure_covers(report: Report) -> None:
    note = next(said(block.text) for block in all_of(Paragraph, glance(report)) if block.style == "small")
    refs = {row[0] for row in rows_of(table_of(report))}
    assert [ref for ref in refs if ref not in note] == []


def test_a_year_ago_and_england_are_in_the_key_only_where_the_bars_have_them() -> None:
    assert {"a year ago", "England", "target"} <= {said(m.text) for m in one_of(Key, glance(everything())).marks}
    short = report_of(counts(IN_CARE, [400] * 5))
    assert {"a year ago", "England", "target"} & {said(m.text) for m in one_of(Key, glance(short)).marks} == set()


def test_a_figure_that_is_hidden_says_so_and_has_neither_a_status_nor_a_bar() -> None:
    report = with_hidden_figures()
    for item, known in ((CAME, "Fewer than 6"), (LEFT, ""), (MISSING, "")):  # the last by its service
        row = row_of(report, item)
        assert (row[LATEST], row[STATUS]) == ("hidden", known)
    assert "3" not in {cell for row in rows_of(table_of(report)) for cell in row}


def test_the_page_says_once_why_figures_are_hidden_and_only_where_one_is() -> None:
    said_once = "Hidden, to protect children: the figure is about 1 to 5 children"
    assert words_of(glance(with_hidden_figures())).count(said_once) == 1
    assert "idden" not in words_of(glance(everything()))


def test_a_planned_number_is_not_judged() -> None:
    assert row_of(everything(), IN_CARE)[STATUS] == "Plan only"
    assert row_of(three_measures(), IN_CARE)[STATUS] == "No target"


def test_teams_that_do_different_jobs_have_a_row_each_and_age_bands_the_row_of_the_largest() -> None:
    refs = [row[0] for row in rows_of(table_of(everything()))]
    assert (refs.count("1.2"), refs.count("1.3")) == (1, 4)
    (ages,) = [row for row in rows_of(table_of(everything())) if row[0] == "1.2"]
    assert "10 to 15" in ages[1]


def test_a_new_way_of_counting_leaves_the_figure_judged_and_gives_its_bar_no_mark_of_a_year_ago() -> None:
    report = with_a_new_way_of_counting()
    alone = replace(report, layout=layout_of(VISITS))
    assert "a year ago" not in {said(mark.text) for mark in one_of(Key, glance(alone)).marks}
    assert "a year ago" in {said(mark.text) for mark in one_of(Key, glance(report)).marks}


def test_the_note_says_of_every_measure_what_its_figure_covers() -> None:
    report = report_of(counts(LEFT, [9] * 21), monthly(PLANS, [(90, 100)] * 21))
    note = said(all_of(Paragraph, glance(report))[0].text)
    assert f"On 31 December 2023: {LIBRARY[PLANS].ref}." in note
    assert f"In December 2023: {LIBRARY[LEFT].ref}." in note


def test_what_no_return_gave_is_said_with_who_owes_it_and_nothing_where_all_is_there() -> None:
    words = words_of(glance(three_measures()))
    for item in (CAME, VISITS):
        assert LIBRARY[item].short_name in words and LIBRARY[item].owner in words
    assert "We do not have" not in words_of(glance(everything()))
    optional = [p.measure for s in three_measures().layout.sections for p in s.panels if p.optional]
    assert optional and not any(LIBRARY[item].short_name in words for item in optional)


def test_a_layout_without_panels_has_no_such_page() -> None:
    assert glance(replace(three_measures(), layout=layout_of())) == []


def test_the_page_begins_anew_but_in_a_short_report_under_a_heading_with_the_day() -> None:
    for report, anew in ((everything(), True), (three_measures(), False)):
        heading = one_of(Heading, glance(report))
        assert heading.new_page is anew and "31 December 2023" in said(heading.text)
    assert row_of(three_measures(), PLANS)[LATEST] == "95.5%"


def test_of_very_many_measures_the_note_does_not_list_those_that_cover_what_most_do() -> None:
    few = words_of(glance(everything()))
    held = [
        monthly(measure.id, [(80, 100)] * 13)
        for measure in LIBRARY.values()
        if measure.unit is Unit.PCT and not measure.groups
    ]
    report = report_of(*held)
    sections = (SectionSpec(1, "All", tuple(PanelSpec(one.item) for one in held)),)
    many = words_of(glance(replace(report, layout=replace(report.layout, sections=sections))))
    assert "All others: on 31 December 2023." in many and "On 31 December 2023:" not in many
    assert "All others" not in few and "On 31 December 2023:" in few
