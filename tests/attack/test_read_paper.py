"""What a stranger reads on the pages of whole reports, held against the ledgers of these reports."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from inputs.period import Period
from layouts.blocks import Paragraph, Span
from layouts.pdf_reader.values import NotReadable
from report.attack import paper as papers
from report.attack.paper import Cell, Paper, Reading, Rule, Side
from report.attack.prove import attack
from report.attack.published_ledger import NoLedger
from report.attack.read_paper import read_paper
from report.metrics.model import formatting
from report.metrics.model.disclosure_rule import DisclosureRule
from report.metrics.score import Choices, score
from report.pages import tables
from report.pages.report_data import Report
from tests.attack.made_papers import (
    AGES,
    CAME,
    DECEMBER,
    ENTRY,
    FIRST_CHECKS,
    HOMES,
    IN_CARE,
    LEFT,
    WENT_MISSING,
    cell,
    set_blocks,
    set_pages,
)
from tests.house.source import imported_names
from tests.report.made_reports import report_of, three_measures, with_hidden_figures
from tests.report.returns import AGES as BANDS
from tests.report.returns import LIBRARY, counts, intake, monthly, point, series

LEDGER = "ledger"
OF_HIDDEN = {Side.HIDDEN, Side.FEWER}


def many_measures() -> Report:
    """A council with age bands, those who came and left, first health checks and averages; nothing of it is small."""
    return report_of(
        counts(IN_CARE, [400 + at for at in range(21)]),
        *(counts(AGES, [number] * 21, group=name) for name, number in zip(BANDS, (60, 70, 80, 90, 120), strict=True)),
        counts(CAME, [20 + at % 3 for at in range(21)]),
        counts(LEFT, [18 + at % 4 for at in range(21)]),
        monthly(HOMES, [(60 + at, 400 + at) for at in range(21)]),
        monthly(FIRST_CHECKS, [(12, 19)] * 21),
        monthly(ENTRY, [(11000 + at, 20) for at in range(21)]),
    )


def with_a_gap() -> Report:
    """A council whose first health checks of August are missing, so that their headline figure is that of the month."""
    whole = monthly(FIRST_CHECKS, [(12, 19 + at % 3) for at in range(21)])
    gap = tuple(one for one in whole.points if one.period != Period(2023, 8))
    return report_of(counts(IN_CARE, [400] * 21), replace(whole, points=gap))


def _contradictions(paper: Paper) -> list[tuple[Cell, Side]]:
    """The numbers of which two readings cannot both be true."""
    by_number: dict[tuple[Cell, Side], list[Reading]] = {}
    for one in paper.readings:
        if one.side is not Side.HIDDEN:
            by_number.setdefault((one.cell, one.side), []).append(one)
    return [key for key, found in by_number.items() if max(r.low for r in found) > min(r.high for r in found)]


@pytest.mark.parametrize("made", [many_measures, three_measures, with_hidden_figures, with_a_gap])
def test_the_page_is_read_as_its_ledger_has_it_and_proves_nothing(made):
    pdf, ledger = set_pages(made())
    paper = read_paper(pdf, ledger)
    assert _contradictions(paper) == []
    on_the_page = {one.cell for one in paper.readings if one.where != LEDGER and one.side not in OF_HIDDEN}
    assert on_the_page <= {one.cell for one in paper.readings if one.where == LEDGER}
    assert not attack([read_paper(pdf)]).proved


def test_every_month_of_every_measure_is_read_on_the_page():
    pdf, _ = set_pages(many_measures())
    read = {(one.cell.measure, one.cell.group, one.side) for one in read_paper(pdf).readings}
    for measure, side in ((IN_CARE, Side.COUNTED), (LEFT, Side.COUNTED), (HOMES, Side.VALUE), (ENTRY, Side.VALUE)):
        assert (measure, "", side) in read
    assert {(AGES, band, Side.COUNTED) for band in BANDS} <= read
    months = [one.cell.period for one in read_paper(pdf).readings if one.cell.measure == LEFT and one.where == "table"]
    assert {period for period in months if period.length == 1} == {DECEMBER.back(back) for back in range(21)}


def test_running_totals_and_quarters_are_read_for_the_months_they_hold():
    pdf, _ = set_pages(many_measures())
    periods = {one.cell.period for one in read_paper(pdf).readings if one.cell.measure == FIRST_CHECKS}
    assert {Period(2023, 12, 9), Period(2023, 12), Period(2023, 9, 3), Period(2023, 3, 12)} <= periods


def test_the_panel_gives_the_counts_of_the_latest_figure_and_of_a_year_ago():
    pdf, _ = set_pages(many_measures())
    exact = {(one.cell, one.side): one.low for one in read_paper(pdf).readings if one.low == one.high}
    latest, before = cell(HOMES, DECEMBER), cell(HOMES, DECEMBER.back(12))
    assert (exact[latest, Side.COUNTED], exact[latest, Side.OF]) == (80, 420)
    assert (exact[before, Side.COUNTED], exact[before, Side.OF]) == (68, 408)
    assert exact[cell(ENTRY, DECEMBER), Side.OF] == 20


def test_hidden_figures_are_read_as_hidden_and_nothing_else_is():
    pdf, ledger = set_pages(with_hidden_figures())
    hidden = {one.cell for one in read_paper(pdf, ledger).readings if one.side is Side.HIDDEN}
    assert {one.measure for one in hidden} == {CAME, LEFT, WENT_MISSING, "missing_episodes_count"}
    assert cell(LEFT, DECEMBER) in hidden and cell(LEFT, Period(2023, 6)) not in hidden


def test_rows_that_are_left_out_because_all_of_them_is_hidden_are_read_as_hidden():
    """A row of months and one of an age band, each of which the page names instead of printing its marks."""
    bands = zip(BANDS, (3, 40, 60, 80, 3), strict=True)
    report = report_of(
        counts(CAME, [*[3] * 12, *[12] * 9]),
        counts(LEFT, [*[8] * 12, *[9] * 9]),
        counts(IN_CARE, [186] * 21),
        *(counts(AGES, [n] * 21, group=band) for band, n in bands),
    )
    paper = read_paper(set_pages(report)[0])
    hidden = {one.cell for one in paper.readings if one.side is Side.HIDDEN and one.where == "table"}
    assert {cell(CAME, Period(2023, 3).back(back)) for back in range(12)} <= hidden
    assert {cell(AGES, month, BANDS[0]) for month in (DECEMBER, DECEMBER.back(12))} <= hidden
    assert not any(one.period.index > DECEMBER.index for one in hidden)


@pytest.mark.parametrize("least", [6, 10])
def test_a_number_that_a_paper_calls_fewer_than_so_many_is_known_to_be(least: int):
    """By the council's own rule; of months and of quarters, in words, in tables and in the alt texts of charts."""
    quarters = [point(Period(2023, month, 3), 4) for month in (3, 6, 9, 12)]
    for held in (counts(WENT_MISSING, [*[12] * 20, 4]), series(WENT_MISSING, *quarters)):
        choices = Choices(disclosure=DisclosureRule(smallest_shown=least))
        card, _ = score(intake(held), tuple(LIBRARY.values()), DECEMBER, choices, formatting.printed)
        pdf, _ = set_pages(replace(report_of(held), card=card))
        found = attack([read_paper(pdf)])
        assert not found.proved
        assert {(one.low, one.high) for one in found.cells} == {(1, least - 1)}


@pytest.mark.parametrize(("months", "least", "each"), [(12, 6, [1]), (36, 10, [1, 1, 0])])
def test_sums_of_years_are_read_for_all_their_months_wherever_they_stand(months: int, least: int, each: list[int]):
    """In boxes, tables of quarter ends and alt texts: never as what happened in their last month."""
    held = (counts(CAME, each * 42), counts(LEFT, each * 42))
    choices = Choices(disclosure=DisclosureRule(smallest_shown=least), sums=True)
    card, _ = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, choices, formatting.printed)
    read = read_paper(*set_pages(replace(report_of(*held), card=card))).readings
    counted = [one for one in read if one.side is Side.COUNTED]
    assert {one.cell.measure for one in counted} == {CAME, LEFT}
    assert {one.cell.period.length for one in counted} == {months}
    assert {one.where for one in counted} >= {"box", "table", "alt text", "ledger"}
    assert len({one.low for one in counted}) == 1


def test_a_measure_of_the_councils_own_is_not_taken_for_the_one_before_it():
    held = {LEFT: 7, WENT_MISSING: 9}
    scores = report_of(*(counts(name, [number] * 21) for name, number in held.items())).card
    captions = (f"{LIBRARY[LEFT].ref} {LIBRARY[LEFT].name}", "8.3 Children placed far away")
    made = [
        replace(tables.behind_months([("", scores.of(name)[0].series)]), caption=(Span(caption),), show_caption=True)
        for name, caption in zip(held, captions, strict=True)
    ]
    read = [one for one in read_paper(set_blocks(*made)).readings if one.side is Side.COUNTED]
    assert {(one.cell.measure, int(one.low)) for one in read} == {(LEFT, 7), ("8.3", 9)}


def test_a_ledger_of_a_spreadsheet_is_read_too():
    pdf, ledger = set_pages(three_measures())
    table = list(csv.reader(io.StringIO(ledger.decode("utf-8-sig"), newline="")))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(table)
    assert read_paper(pdf, out.getvalue().encode("utf-8-sig")) == read_paper(pdf, ledger)


@pytest.mark.parametrize(("children", "width"), [(12, 10), (18, 1)])
def test_averages_of_few_children_are_as_coarse_as_the_paper_says_that_it_rounds_them(children: int, width: int):
    pdf, ledger = set_pages(report_of(monthly(ENTRY, [(children * 563, children)])))
    read = [one for one in read_paper(pdf, ledger).readings if one.cell.measure == ENTRY and one.side is Side.VALUE]
    assert {float(one.high - one.low) for one in read} == {width}


def test_a_printed_rule_is_knowledge():
    rule = "Where a part could be worked out, the next smallest is hidden too."
    assert read_paper(set_blocks(Paragraph((Span(rule),)))).rules == {Rule.NEXT_SMALLEST}


def test_what_is_no_report_of_ours_is_refused():
    with pytest.raises(NotReadable):
        read_paper(b"%PDF-1.7 of somebody else")
    pdf, _ = set_pages(three_measures())
    with pytest.raises(NoLedger):
        read_paper(pdf, b"one,two\n1,2\n")


def test_the_attack_imports_nothing_that_hides():
    folder = Path(str(papers.__file__)).parent
    names = {name for file in folder.glob("*.py") for name in imported_names(file)}
    assert names
    assert not [name for name in names if "disclosure" in name or ".counting" in name]
