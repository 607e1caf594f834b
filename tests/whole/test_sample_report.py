"""Facts about the finished sample report."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from layouts.preflight import margins
from layouts.preflight.run_checks import preflight
from report.build import build

pytestmark = pytest.mark.slow

# Every figure of the report to match, beside the name it stands with and what it is out of.
FIGURES = [
    ("Children in our care", "412", "484 or fewer"),
    ("Children in our care by age", "161", "47"),
    ("Children in our care by age", "50", "10 to 15"),
    ("Staff and average caseloads", "28", "21"),
    ("Staff and average caseloads", "18.3", "20"),
    ("Staff and average caseloads", "8", "23"),
    ("Staff and average caseloads", "6", "68"),
    ("Children’s reviews held on time", "99.6%", "1,098 of 1,102"),
    ("Visits to children made on time", "90.6%", "98% or more"),
    ("Three or more homes in a year", "15.0%", "8% or less"),
    ("In the same home for two years or more", "66.4%", "70% or more"),
    ("Children who went missing", "21", "47"),
    ("Left care through adoption", "12.6%", "18% or more"),
    ("Days from coming into care to moving in with an adoptive family", "580 days", "400 days or fewer"),
    ("Days from the court’s placement order to a match", "298 days", "120 days or fewer"),
    ("First health check within 20 working days", "9.4%", "11 of 117"),
    ("First health check within 20 working days", "56.0%", "14 of 25"),
    ("Yearly health check", "84.6%", "90% or more"),
    ("Yearly dental check", "87.2%", "90% or more"),
    ("Personal Education Plan in place", "93.5%", "215 of 230"),
    ("In a good or outstanding school", "76.7%", "165 of 215"),
    ("Pathway plan in place", "87.7%", "95% or more"),
]


def _panel(text: str, name: str) -> str:
    """The words from a panel's heading to the next panel's."""
    starts = list(re.finditer(rf"^\d\.\d\s*{re.escape(name)}(?:,| *$)", text, re.MULTILINE))
    assert starts, f"no panel is headed {name}"
    rest = text[starts[-1].end() :]  # before it, the page of what stands out may name the measure too
    end = re.search(r"^\d\.\d\s*[A-Z][^\n]*$", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


@pytest.mark.parametrize(("name", "figure", "beside"), FIGURES)
def test_every_figure_of_the_original_stands_beside_its_name(sample, name, figure, beside):
    words = re.sub(r"\s+", " ", _panel(sample.text, name))
    assert re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d,]|\.\d)", words)
    assert beside in words


def test_the_last_page_says_that_it_is_intentionally_left_blank(sample):
    assert "This page is intentionally left blank" in sample.pages[-1]


def test_the_number_of_pages_is_even_so_that_the_next_item_starts_on_its_own_sheet(sample):
    assert len(sample.pages) % 2 == 0


def test_no_page_but_the_last_is_blank(sample):
    for page in sample.pages[:-1]:
        assert "intentionally left blank" not in page
        assert len(page.split()) > 60 or "Notes for the meeting" in page


def test_every_page_says_that_the_sample_is_not_real_and_which_page_it_is(sample):
    for number, page in enumerate(sample.pages, start=1):
        assert "Sample data, not real children" in page
        assert f"{number} of {len(sample.pages)}" in page


def test_the_file_is_small_vector_and_carries_its_own_fonts(sample):
    assert len(sample.pdf) < 300_000
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        fonts, images = [], 0
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image":
                images += 1
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font":
                fonts.append(one)
        assert images == 0
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "+SourceSans3" in str(font.BaseFont)
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "Sample City Council" in str(pdf.docinfo["/Title"])


def test_sections_and_measures_have_bookmarks(sample):
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in _items(outline.root)]
    assert any("Home" in title for title in titles)
    assert any("Yearly dental check" in title for title in titles)


def _items(items):
    for item in items:
        yield item
        yield from _items(item.children)


def test_the_impossible_target_is_named_in_the_data_notes_and_not_printed_as_a_target(sample):
    assert "Above 100%" in sample.text or "above 100%" in sample.text
    assert "Target (statutory, not the return’s): 100%" in " ".join(sample.text.split())


def test_two_builds_on_unlike_machines_give_the_same_bytes(sample, tmp_path):
    environment = {**os.environ, "PYTHONHASHSEED": "777", "TZ": "Asia/Tokyo", "LC_ALL": "C", "COLUMNS": "40"}
    bare = "sys.modules['_rl_accel'] = None"  # ReportLab then does its accelerator's work in Python
    program = f"import runpy, sys; {bare}; runpy.run_module('report', run_name='__main__')"
    command = [sys.executable, "-c", program, "build", "--quiet", "--output", str(tmp_path / "out")]
    root = Path(__file__).parents[2]
    folder = root / "inputs" / "samples" / "peterborough-2023-12"
    subprocess.run([*command, str(folder)], check=True, cwd=root, env=environment)
    assert (tmp_path / "out" / "corporate-parenting-2023-12.pdf").read_bytes() == sample.pdf


def test_the_sample_is_true_in_print(sample):
    judged = preflight(sample.pdf)
    assert judged.faults == ()
    assert judged.size <= 136_000


def test_what_is_not_true_in_print_is_something_to_check_when_the_report_is_built(sample_folder, tmp_path, monkeypatch):
    monkeypatch.setattr(margins, "EDGE", 60.0)
    built = build(sample_folder, None, tmp_path, "", lambda step, doing: None)
    found = [str(one) for one in built.findings if one.kind == "not-true-in-print"]
    assert len(found) == built.pages
    assert found[0].startswith("In the finished report: Page 1, ")


def test_each_measure_is_set_beside_others_at_the_date_of_their_figures(sample):
    text = " ".join(sample.text.split())
    assert "Compared, March 2023: us 12.1%, similar councils 9.4%, East of England 11%, England 11%." in text
    assert "14.4% (mean of 9; 1 not published)" in text
    assert (
        "statistical neighbours of Peterborough, by the model of the DfE, 2025. Theirs is the plain mean of the 10"
        in text
    )
    assert "There is no national figure for this measure." in text
    assert "Contains public sector information licensed under the Open Government Licence v3.0." in text


def test_every_published_figure_is_in_the_ledger_with_its_place(sample):
    rows = [row for row in sample.ledger if "benchmarks.csv" in row["workbook"]]
    england = [row for row in rows if (row["measure"], row["group"]) == ("three_or_more_homes_pct", "England")]
    assert [(row["printed"], row["numerator"], row["denominator"]) for row in england] == 2 * [("11%", "8850", "83750")]
    assert [row["where"] for row in england] == ["table", "commentary"]  # the exceptions, and the panel
    assert england[0]["sheet"].endswith("reporting year 2025")
    assert {row["number"] for row in rows} >= {"value", "mean", "number of areas", "numerator", "denominator"}
