"""The sample report as whoever listens hears it, from the file alone."""

from __future__ import annotations

import re

import pytest

from layouts.blocks import Card, CellChart, Panel, Row, Table, Tiles, plain
from layouts.reading.aloud import read_aloud
from report import cli
from report.judge import judge_returns
from report.pages.compose import compose
from tests.whole.conftest import OFFICERS_OWN

pytestmark = pytest.mark.slow


def said_once(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def blocks(sample_folder):
    return compose(judge_returns(sample_folder, None, "", lambda step, doing: None).report)


@pytest.fixture(scope="module")
def panels(sample_folder):
    report = judge_returns(sample_folder, None, str(OFFICERS_OWN), lambda step, doing: None).report
    return [block for block in compose(report) if isinstance(block, Panel)]


@pytest.fixture(scope="module")
def lines(sample):
    return list(read_aloud(sample.pdf))


@pytest.fixture(scope="module")
def own_lines(own):
    return list(read_aloud(own.pdf))


def test_every_box_is_told_by_its_name_status_message_number_basis_chart_and_columns_in_that_order(lines, blocks):
    cards = [block for block in blocks if isinstance(block, Card)]
    assert len(cards) > 15
    place = 0
    for card in cards:
        told = [f"Heading level 3: link {card.ref} {plain(card.name)}", plain(card.status.text) if card.status else ""]
        told += [plain(card.message), plain(card.number), *map(plain, card.basis)]
        for words in filter(None, map(said_once, told)):
            place = lines.index(words, place) + 1
        assert lines[place].startswith("Figure: ")
        for head, words in card.columns:
            place = lines.index(said_once(f"{plain(head)} {plain(words)}"), place) + 1


def test_every_panel_is_told_by_its_name_message_number_and_target_in_that_order(own_lines, panels):
    assert len(panels) == 10
    place = 0
    for panel in panels:
        told = [f"Heading level 3: {panel.ref} {plain(panel.name)}", plain(panel.message), plain(panel.number)]
        told += [plain(line) for line in panel.basis if "arget" in plain(line)]
        for words in filter(None, map(said_once, told)):
            place = own_lines.index(words, place) + 1


def test_every_chart_is_announced_with_its_words_and_every_table_with_its_size(lines, blocks):
    charts = sum(isinstance(block, Card) and block.chart is not None for block in blocks)
    charts += sum(tile.chart is not None for block in blocks if isinstance(block, Tiles) for tile in block.tiles)
    figures = [line for line in lines if line.startswith("Figure: ")]
    assert len(figures) == charts == 24
    assert all(len(line) > 60 for line in figures)
    (glance,) = (block for block in blocks if isinstance(block, Table) and len(block.columns) == 7)
    assert "Table, 31 rows, 7 columns: Every measure, at or to the end of December 2023" in lines
    rows = [line for line in lines if line.startswith("  link ") and "; Trend: " in line]
    assert any(row.startswith("  link 5.1; Measure: First health check") and "Status: Not met" in row for row in rows)
    assert sum(_charts_in(row) for row in glance.rows) == 2 * 23
    assert sum(line.count("; Trend: ") + line.count("; Now and target: ") for line in lines) == 2 * 23


def _charts_in(row: Row) -> int:
    return sum(isinstance(cell, CellChart) for cell in row.cells)


def test_every_chart_of_a_panel_is_announced_with_its_words_and_every_table_with_its_size(own_lines, panels):
    charts = sum(len(panel.figures) for panel in panels)
    figures = [line for line in own_lines if line.startswith("Figure: ")]
    assert len(figures) == charts
    assert all(len(line) > 60 for line in figures)
    assert "Table, 21 rows, 9 columns: Every measure in this report, at or to the end of December 2023" in own_lines
    assert any(
        line.startswith("  5.1; Measure: First health check") and "Status: Not met" in line for line in own_lines
    )


def test_the_first_page_is_told_as_it_stands_from_whose_it_is_to_what_is_asked(lines):
    assert lines[1:3] == [
        "Sample City Council · Children’s Services",
        "Heading level 1: Corporate parenting performance report",
    ]
    assert lines[5].endswith("Contact: Performance and Information Team, link performance@sample.example.")
    assert lines[6].startswith("None of our 11 targets was met")
    assert lines[7].startswith("Our 11 targets 0 met 2 close link 3.2 link 5.3 9 not met link 2.2")
    assert lines[8:11] == ["link 5.1 First health check on time", "9.4%", "Not met target 95%"]
    asked = lines.index("Heading level 2: The Corporate Parenting Committee is asked to")
    assert lines[asked + 1 : asked + 3] == ["List, 3 items", "  1. Note the position at 31 December 2023."]


def test_the_cover_is_told_as_it_stands_with_its_lists_and_links(own_lines):
    lines = own_lines
    assert lines[1] == "Heading level 1: Corporate parenting performance report"
    assert "  Contact; Performance and Information Team, link performance@sample.example" in lines
    headlines = lines.index("Heading level 2: Headlines")
    assert lines[headlines + 1] == "List, 6 items"
    assert lines[headlines + 2].startswith("  • Of our five targets, none is met")
    assert any(line.startswith("  • 412 children") and line.endswith("(link 1.1)") for line in lines[headlines:])


def test_nothing_of_the_furniture_is_told_and_the_last_page_is(lines):
    assert not any(re.search(r"^\d+ of \d+$|^Sample data.* \d+ of \d+", line) for line in lines)
    assert lines[-1] == "This page is intentionally left blank"


def test_the_command_reads_a_report_and_politely_refuses_what_is_none(sample, tmp_path, capsys):
    report, other = tmp_path / "report.pdf", tmp_path / "other.pdf"
    report.write_bytes(sample.pdf)
    assert cli.main(["read", str(report)]) == 0
    assert capsys.readouterr().out.startswith("Document: Sample City Council")
    spoiled = sample.pdf.replace(b"startxref\n", b"startxref\n1")
    for data in (b"", b"%PDF-1.4\n%%EOF\n", b"startxref", sample.pdf[:4000], sample.pdf[9000:], spoiled):
        other.write_bytes(data)
        assert cli.main(["read", str(other)]) == 2
        refused = capsys.readouterr()
        assert refused.out == ""
        assert "other.pdf: this PDF was not made by Board Report" in refused.err
        assert len(refused.err.splitlines()) == 1
    assert cli.main(["read", str(tmp_path / "none.pdf")]) == 2
    assert "cannot be opened" in capsys.readouterr().err


def test_the_contents_list_every_section_with_the_page_it_stands_on(own_lines, own):
    start = own_lines.index("Contents, 14 entries") + 1
    assert own_lines[start - 2] == "Heading level 2: Contents"
    for line in own_lines[start : start + 14]:
        link, *name, page = line.split()
        assert link == "link"
        assert " ".join(name) in own.pages[int(page) - 1]


def test_without_contents_the_table_of_every_measure_has_a_page_of_its_own(make_report, sample_folder, tmp_path):
    theirs = OFFICERS_OWN.read_text("utf-8")
    ours = tmp_path / "ours.toml"
    for part in ("contents", "asked"):
        theirs = theirs.replace(f'    "{part}",\n', "")
    ours.write_text(theirs, "utf-8")
    report = make_report(sample_folder, str(ours))
    assert "Contents" not in report.text
    assert "At a glance" in report.pages[1]  # after the cover with its headlines
    assert "Exceptions" not in report.pages[1]


def test_at_a_glance_of_the_shipped_layout_is_the_second_page_and_alone_on_it(sample):
    assert "At a glance: every measure" in sample.pages[1]
    assert "What needs attention" not in sample.pages[1]
