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

# Every figure of the report to match: in the measure's box or among all numbers, under which name, and beside what.
FIGURES = [
    ("box", "Children in our care", "412", "Plan 484"),
    ("box", "Children in our care by age", "161", "47 (11%)"),
    ("box", "Children in our care by age", "50", "10 to 15"),
    ("box", "Staff and average caseloads", "20", "Children in Care social workers"),
    ("numbers", "Staff and average caseloads", "28", "588 21"),
    ("numbers", "Staff and average caseloads", "18.3", "366 20"),
    ("numbers", "Staff and average caseloads", "8", "184 23"),
    ("numbers", "Staff and average caseloads", "6", "408 68"),
    ("box", "Children’s reviews held on time", "99.6%", "1,098 of 1,102"),
    ("box", "Visits to children made on time", "90.6%", "Target 98%"),
    ("box", "Three or more homes in a year", "15.0%", "Target 8%"),
    ("box", "In the same home for two years or more", "66.4%", "Target 70%"),
    ("box", "Children who went missing", "21", "47 times"),
    ("box", "Left care through adoption", "12.6%", "missed its target of 18%"),
    ("box", "Days to an adoptive home", "580 days", "Target 400 days"),
    ("box", "Days from the court’s placement order to a match", "298 days", "Target 120 days"),
    ("box", "First health check within 20 working days", "9.4%", "11 of 117"),
    ("box", "First health check within 20 working days", "56.0%", "Target 95%"),
    ("numbers", "First health check within 20 working days", "56.0%", "14 of 25"),
    ("box", "Yearly health check", "84.6%", "Target 90%"),
    ("box", "Yearly dental check", "87.2%", "Target 90%"),
    ("box", "Personal Education Plan in place", "93.5%", "215 of 230"),
    ("box", "In a good or outstanding school", "76.7%", "165 of 215"),
    ("box", "Pathway plan in place", "87.7%", "Target 95%"),
]
# And of the panels of an officer's own layout, where a target is told in full.
IN_PANELS = [
    ("Children in our care", "412", "484 or fewer"),
    ("Staff and average caseloads", "18.3", "20"),
    ("Three or more homes in a year", "15.0%", "Our target: 8% or less"),
    ("Children who went missing", "21", "47"),
    ("Left care through adoption", "12.6%", "18% or more"),
    ("First health check within 20 working days", "56.0%", "95% or more"),
    ("First health check within 20 working days", "9.4%", "11 of 117"),
    ("Yearly dental check", "87.2%", "90% or more"),
    ("Personal Education Plan in place", "93.5%", "215 of 230"),
]
_STATUS = "No target|Not met|Close|Met"


def _parts(sample) -> dict[str, str]:
    """The pages of the boxes, and those of all numbers with what follows."""
    boxes = next(place for place, page in enumerate(sample.pages) if "You asked, we answered" in page) + 1
    numbers = next(place for place, page in enumerate(sample.pages) if "\nAll numbers\n" in page)
    return {"box": "\n".join(sample.pages[boxes:numbers]), "numbers": "\n".join(sample.pages[numbers:])}


def _from_heading(starts: list[re.Match[str]], text: str) -> str:
    """The words from a heading to the next measure's."""
    assert starts
    rest = text[starts[-1].end() :]  # before it, the page of what stands out may name the measure too
    end = re.search(r"^\d\.\d\s*[A-Z][^\n]*$", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def _holds(words: str, figure: str) -> bool:
    return bool(re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d,]|\.\d)", words))


@pytest.mark.parametrize(("where", "name", "figure", "beside"), FIGURES)
def test_every_figure_of_the_original_stands_beside_its_name(sample, where, name, figure, beside):
    text = _parts(sample)[where]
    heading = rf"^\d\.\d\s*{re.escape(name)}(?:,[^\n]*| (?:{_STATUS}))?\s*$"
    words = re.sub(r"\s+", " ", _from_heading([next(re.finditer(heading, text, re.MULTILINE))], text))
    assert _holds(words, figure)
    assert beside in words


@pytest.mark.parametrize(("name", "figure", "beside"), IN_PANELS)
def test_the_panels_of_an_officers_own_layout_have_the_figures_and_the_targets_in_full(own, name, figure, beside):
    heading = rf"^\d\.\d\s*{re.escape(name)}(?:,| *$)"
    words = re.sub(r"\s+", " ", _from_heading(list(re.finditer(heading, own.text, re.MULTILINE)), own.text))
    assert _holds(words, figure)
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
    assert len(sample.pdf) < 120_000
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


def test_the_impossible_target_is_named_when_the_report_is_built_and_not_printed_as_a_target(sample, own):
    (told,) = (str(one) for one in sample.findings if one.kind == "impossible-target")
    assert "above 100%" in told and "the statutory target of 100% is used instead" in told.casefold()
    for report in (sample, own):
        assert "the target says" not in report.text.casefold()
    assert "It has missed its target of 100%" in " ".join(_parts(sample)["box"].split())
    assert "Target set in law: 100% (the service’s own could not be used)" in " ".join(own.text.split())


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
    assert judged.size <= 120_000


def test_what_is_not_true_in_print_is_something_to_check_when_the_report_is_built(sample_folder, tmp_path, monkeypatch):
    monkeypatch.setattr(margins, "EDGE", 60.0)
    built = build(sample_folder, None, tmp_path, "", lambda step, doing: None)
    found = [str(one) for one in built.findings if one.kind == "not-true-in-print"]
    assert len(found) == sum(one.pages for one in built.reports)
    assert found[0].startswith("In the finished report: Page 1, ")


def test_each_measure_is_set_beside_others_at_the_date_of_their_figures(sample):
    boxes = " ".join(_parts(sample)["box"].split())
    for similar, england in (("9.4%", "11%"), ("68.3%", "68%"), ("14.4%", "9%"), ("92.1%", "89%"), ("80.9%", "76%")):
        assert f"Similar councils {similar} (Mar 2023)" in boxes
        assert f"England {england}" in boxes
    definitions = " ".join(_parts(sample)["numbers"].split())
    assert definitions.count("No national figure.") == 6
    _names_whose_the_other_figures_are(sample)


def test_a_panel_is_set_beside_each_other_area_at_the_date_of_its_figure(own):
    text = " ".join(own.text.split())
    said = "us 12.1%, similar councils 9.4%, East of England 11%, England 11%."
    assert f"How we compare, March 2023 (nine months earlier): {said}" in text
    assert "similar councils 14.4% (average of the 9 published)" in text
    assert "There is no national figure for this." in text
    _names_whose_the_other_figures_are(own)


def _names_whose_the_other_figures_are(report):
    text = " ".join(report.text.split())
    assert "statistical neighbours of Peterborough, by the model of the DfE, 2025." in text
    assert "Their figure is a simple average of the 10, which we worked out." in text
    assert "Contains public sector information licensed under the Open Government Licence v3.0." in text


def test_every_published_figure_is_in_the_ledger_with_its_place(sample, own):
    rows = [row for row in sample.ledger if "benchmarks.csv" in row["workbook"]]
    england = [row for row in rows if (row["measure"], row["group"]) == ("three_or_more_homes_pct", "England")]
    assert {(row["printed"], row["numerator"], row["denominator"]) for row in england} == {("11%", "8850", "83750")}
    assert {row["where"] for row in england} == {"table", "chart", "alt text"}  # what needs attention; glance and box
    assert england[0]["sheet"].endswith("reporting year 2025")
    assert {row["number"] for row in rows} >= {"value", "mean"}
    rows = [row for row in own.ledger if "benchmarks.csv" in row["workbook"]]
    england = [row for row in rows if (row["measure"], row["group"]) == ("three_or_more_homes_pct", "England")]
    whole = [row for row in england if row["printed"] == "11%"]
    assert {(row["numerator"], row["denominator"]) for row in whole} == {("8850", "83750")}
    # The exceptions; the title of the funnel, its table, and the panel's words.
    assert [row["where"] for row in whole] == ["table", "chart title", "table", "commentary"]
    assert england[0]["sheet"].endswith("reporting year 2025")
    assert {row["number"] for row in rows} >= {"value", "mean", "number of areas", "numerator", "denominator"}
