"""The sample report as whoever listens hears it, from the file alone."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from layouts.blocks import Panel, plain
from layouts.reading.aloud import read_aloud
from report import cli
from report.judge import judge_returns
from report.pages.compose import compose

pytestmark = pytest.mark.slow


def said_once(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def panels(sample_folder):
    report = judge_returns(sample_folder, None, "", lambda step, doing: None).report
    return [block for block in compose(report) if isinstance(block, Panel)]


@pytest.fixture(scope="module")
def lines(sample):
    return list(read_aloud(sample.pdf))


def test_every_panel_is_told_by_its_name_message_number_and_target_in_that_order(lines, panels):
    assert len(panels) > 15
    place = 0
    for panel in panels:
        told = [f"Heading level 3: {panel.ref} {plain(panel.name)}", plain(panel.message), plain(panel.number)]
        told += [plain(line) for line in panel.basis if "arget" in plain(line)]
        for words in filter(None, map(said_once, told)):
            place = lines.index(words, place) + 1


def test_every_chart_is_announced_with_its_words_and_every_table_with_its_size(lines, panels):
    charts = sum(len(panel.figures) for panel in panels)
    figures = [line for line in lines if line.startswith("Figure: ")]
    assert len(figures) == charts
    assert all(len(line) > 60 for line in figures)
    assert "Table, 28 rows, 9 columns: Every measure in this report, at or to the end of December 2023" in lines
    assert any(line.startswith("  5.1; Measure: First health check") and "Status: Not met" in line for line in lines)


def test_the_cover_is_told_as_it_stands_with_its_lists_and_links(lines):
    assert lines[1] == "Heading level 1: Corporate parenting performance report"
    assert "  Contact; Performance and Information Team, link performance@sample.example" in lines
    headlines = lines.index("Heading level 2: Headlines")
    assert lines[headlines + 1] == "List, 6 items"
    assert lines[headlines + 2].startswith("  • Of 11 measures judged against a target: none met")
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
        assert "other.pdf: this is no report of Board Report" in refused.err
        assert len(refused.err.splitlines()) == 1
    assert cli.main(["read", str(tmp_path / "none.pdf")]) == 2
    assert "cannot be opened" in capsys.readouterr().err


def test_the_contents_list_every_section_with_the_page_it_stands_on(lines, sample):
    start = lines.index("Contents, 13 entries") + 1
    assert lines[start - 2] == "Heading level 2: Contents"
    for line in lines[start : start + 13]:
        link, *name, page = line.split()
        assert link == "link"
        assert " ".join(name) in sample.pages[int(page) - 1]


def test_without_contents_the_table_of_every_measure_has_a_page_of_its_own(make_report, sample_folder, tmp_path):
    shipped = (resources.files("layouts") / "library" / "corporate_parenting.toml").read_text("utf-8")
    ours = tmp_path / "ours.toml"
    ours.write_text(shipped.replace('    "contents",\n', ""), "utf-8")
    report = make_report(sample_folder, str(ours))
    assert "Contents" not in report.text
    assert "At a glance" in report.pages[2]  # after the cover and what the committee asked for
