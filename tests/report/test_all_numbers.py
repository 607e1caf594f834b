"""All numbers: the figures behind every chart, each under a name to which its box leads."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from layouts.blocks import Card, Heading, Paragraph, Table
from report.metrics.model import formatting
from report.metrics.model.last_report import EarlierFigure, LastReport, Revision
from report.pages.all_numbers import all_numbers
from report.pages.cards import panels
from report.pages.report_data import Report
from report.pages.tables import groups_of_total
from report.settings.layout_file import PanelSpec
from tests.report.made_reports import (
    CAME,
    CHECKS,
    EVERY,
    LEFT,
    MISSING,
    PLANS,
    TIMES,
    all_of,
    everything,
    layout_of,
    report_of,
    rows_of,
    three_measures,
    with_hidden_figures,
    words_of,
)
from tests.report.returns import LIBRARY, SUPPRESSED, counts, monthly, said


def table_of(report: Report, item: str) -> Table:
    anchor = f"n{LIBRARY[item].ref}"
    (found,) = [table for table in all_of(Table, all_numbers(report)) if table.anchor == anchor]
    return found


@EVERY
def test_every_box_with_a_chart_leads_to_one_table_and_the_table_back_to_its_box(report: Report) -> None:
    named = [table for table in all_of(Table, all_numbers(report)) if table.anchor]
    boxes = [box for box in all_of(Card, panels(report)) if box.chart is not None]
    assert [f"#{table.anchor}" for table in named] == [box.link for box in boxes]
    assert [table.caption[0].link for table in named] == [f"#{box.ref}" for box in boxes]


@EVERY
def test_tables_are_small_and_each_shows_its_name_wherever_a_page_ends(report: Report) -> None:
    for table in all_of(Table, all_numbers(report)):
        assert table.compact
        assert table.show_caption
        assert said(table.caption).split(" ")[0] in {score.measure.ref for score in report.card.scores}
        assert all(len(row.cells) == len(table.columns) for row in table.rows)


def test_every_month_that_is_drawn_is_in_the_table_as_it_is_printed() -> None:
    months = counts(MISSING, range(30, 51))
    cells = [cell for row in rows_of(table_of(report_of(months), MISSING)) for cell in row[1:] if cell]
    assert cells == [str(number) for number in range(30, 51)]


def test_of_two_measures_each_row_says_of_which_it_is() -> None:
    report = report_of(counts(CAME, [12] * 21), counts(LEFT, [9] * 21))
    rows = rows_of(table_of(report, CAME))
    names = [LIBRARY[item].pair_name.lower() for item in (CAME, LEFT)]
    assert [[name for name in names if row[0].endswith(name)] for row in rows] == [[n] for n in names for _ in (0, 1)]
    assert {row[1] for row in rows} == {"12", "9"}


def test_a_year_to_date_stands_over_its_single_months() -> None:
    report = replace(report_of(monthly(CHECKS, [(50, 60)] * 21)), layout=layout_of(CHECKS))
    heads = [row[0] for row in rows_of(table_of(report, CHECKS))]
    assert [head.split(" ", 1)[1] for head in heads] == ["to date", "to date", "in month", "in month"]


def test_where_quarters_are_drawn_they_stand_first_and_the_months_under_them() -> None:
    report = report_of(monthly(CHECKS, [(50, 60)] * 21))
    specs = [p for s in report.sections for p in s.panels]
    assert PanelSpec(CHECKS, charts=("quarters",)) in specs
    first, months = all_of(Table, all_numbers(report))
    assert first.anchor and not months.anchor
    assert all("uarter" in row[0] or row[0].startswith("Q") for row in rows_of(first))


def test_quarters_that_are_all_hidden_have_no_table_beside_months_of_which_one_is_not() -> None:
    came = counts(CAME, [9, *[3] * 20])
    report = report_of(came, counts(LEFT, [9, *[3] * 20]), monthly(CHECKS, [(4, 9)] * 21))
    (score,) = report.card.of(CHECKS)
    assert [o.has_number for o in score.series].count(True) == 1 and not any(o.has_number for o in score.quarters)
    assert [said(table.columns[0].heading) for table in all_of(Table, all_numbers(report))].count("Quarter") == 0


def test_the_months_under_quarters_are_named_again_since_a_page_may_end_between_them() -> None:
    report = report_of(monthly(CHECKS, [(50, 60)] * 21))
    names = [said(table.caption) for table in all_of(Table, all_numbers(report))]
    name = f"{LIBRARY[CHECKS].ref} {LIBRARY[CHECKS].name}"
    assert names == [name, f"{name}, by month"]


def test_a_row_of_which_all_is_hidden_does_not_stand_and_is_told_once() -> None:
    report = report_of(
        counts(MISSING, [*[3] * 12, *[9] * 9]), counts(TIMES, [*[8] * 12, *[12] * 9]), counts(CAME, [2] * 21)
    )
    rows = [row[0] for row in rows_of(table_of(report, MISSING))]
    assert rows == ["2023/24 children", "2022/23 times", "2023/24 times"]
    intro = said(all_of(Paragraph, all_numbers(report))[0].text)
    assert intro.endswith(
        "Hidden throughout, so not listed: 1.4 Children coming into care; 3.3 Children who went missing, and times "
        "children went missing (3.4): 2022/23 children."
    )


def test_what_is_hidden_has_its_mark_and_what_is_missing_another_as_the_page_explains() -> None:
    report = with_hidden_figures()
    cells = [cell for row in rows_of(table_of(report, CAME)) for cell in row[1:]]
    assert "c" in cells and "3" not in cells
    intro = words_of(all_of(Paragraph, all_numbers(report)))
    assert "c means hidden" in intro and "–" in intro
    held = counts(MISSING, [20] * 21)
    gap = replace(held, points=tuple(one for n, one in enumerate(held.points) if n != 12))
    assert "–" in [cell for row in rows_of(table_of(report_of(gap), MISSING)) for cell in row]


def test_a_measure_without_any_figure_that_may_be_seen_has_no_table() -> None:
    report = report_of(
        counts(MISSING, [SUPPRESSED] * 3), counts(TIMES, [SUPPRESSED] * 3), monthly(PLANS, [(9, 10)] * 3)
    )
    assert [table.anchor for table in all_of(Table, all_numbers(report))] == [f"n{LIBRARY[PLANS].ref}"]
    alone = report_of(counts(MISSING, [SUPPRESSED] * 3), counts(TIMES, [SUPPRESSED] * 3))
    assert all_numbers(alone) == []


def test_the_page_begins_anew_but_in_a_short_report() -> None:
    for report, anew in ((everything(), True), (three_measures(), False)):
        (heading,) = all_of(Heading, all_numbers(report))
        assert heading.new_page is anew and heading.level == 2


def test_the_mark_of_a_revised_figure_is_explained_where_one_was_revised() -> None:
    def intro(report: Report) -> str:
        return said(all_of(Paragraph, all_numbers(report))[0].text)

    report = three_measures()
    latest = report.card.scores[0].latest
    revised = replace(report, memory=LastReport((Revision(latest, EarlierFigure(Decimal(1))),)))
    assert "r means" in intro(revised) and "r means" not in intro(report)


def test_age_bands_and_teams_have_a_row_each() -> None:
    table = next(t for t in all_of(Table, all_numbers(everything())) if t.anchor == "n1.2")
    bands = everything().card.of("children_in_care_by_age_count")
    assert [row[0] for row in rows_of(table)][: len(bands)] == [score.group for score in bands]
    assert formatting.value_text(bands[0].latest) in words_of([table])


def test_groups_are_headed_by_what_they_are_and_what_they_count() -> None:
    def heads(name: str, counted: str = "children") -> list[str]:
        bands = everything().card.of("children_in_care_by_age_count")
        measure = replace(bands[0].measure, group_name=name, counts=counted)
        return [said(one.heading) for one in groups_of_total([replace(s, measure=measure) for s in bands]).columns[:2]]

    assert heads(LIBRARY["children_in_care_by_age_count"].group_name) == ["Age", "Children"]
    assert heads("Legal status", "plans") == ["Legal status", "Plans"]
    assert LIBRARY[CAME].group_name == "Group", "where its entry says nothing"


def test_the_mark_of_a_hidden_figure_is_explained_only_where_a_table_has_it() -> None:
    report = report_of(counts(MISSING, [*[3] * 12, *[9] * 9]), counts(TIMES, [*[8] * 12, *[12] * 9]))
    intro = said(all_of(Paragraph, all_numbers(report))[0].text)
    assert "c means hidden" not in intro and "Hidden throughout" in intro
