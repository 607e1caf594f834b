"""Facts about reports from folders that are not the sample as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from report.build import build
from report.output.exit_codes import CannotBuild
from tests.whole.conftest import OFFICERS_OWN

pytestmark = pytest.mark.slow


def _silent(step: int, doing: str) -> None:
    pass


def _words(finished) -> str:
    return re.sub(r"\s+", " ", finished.text)


def test_a_workbook_that_is_not_one_stops_the_build_and_leaves_the_last_report_alone(sample_copy, tmp_path):
    output = tmp_path / "output"
    good = build(sample_copy, None, output, "", _silent).pdf.read_bytes()
    (sample_copy / "health again.xlsx").write_text("<html><table><tr><td>Health</td></tr></table></html>", "utf-8")
    with pytest.raises(CannotBuild) as stopped:
        build(sample_copy, None, output, "", _silent)
    assert any("health again.xlsx" in line for line in stopped.value.lines)
    assert (output / "corporate-parenting-2023-12.pdf").read_bytes() == good
    assert sorted(path.name for path in output.iterdir()) == [
        "corporate-parenting-2023-12-young-people.ledger.csv",
        "corporate-parenting-2023-12-young-people.pdf",
        "corporate-parenting-2023-12.ledger.csv",
        "corporate-parenting-2023-12.pdf",
        "reading.xlsx",
        "returns",
    ]


def test_a_return_that_did_not_come_is_owed_by_its_service_and_leaves_no_empty_section(
    sample_copy, make_report, tmp_path
):
    make_report(sample_copy, output=tmp_path / "output")
    next(sample_copy.glob("VS_PEP*.xlsx")).unlink()
    report = make_report(sample_copy, output=tmp_path / "output")
    own = make_report(sample_copy, str(OFFICERS_OWN))
    assert (
        "We do not have: 6.1 Personal Education Plan, 6.2 Good or outstanding school (due from: Virtual School)"
        in _words(report)
    )
    words = _words(own)
    assert "Figures we do not have" in words
    assert "Personal Education Plan in place Virtual School" in words
    for one in (report, own):
        assert not re.search(r"^6 *Education$", one.text, re.MULTILINE)
        assert len(one.pages) % 2 == 0


def test_more_plans_than_pupils_stops_the_build_at_the_cell(sample_copy, tmp_path):
    path = next(sample_copy.glob("VS_PEP*.xlsx"))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row = next(r for r in sheet.iter_rows() if any(c.value == 215 for c in r))
    cell = next(c for c in row if c.value == 215)
    cell.value = 2150
    book.save(path)
    with pytest.raises(CannotBuild) as stopped:
        build(sample_copy, None, tmp_path / "output", "", _silent)
    assert any(f"› {cell.coordinate}:" in line and "more than" in line for line in stopped.value.lines)


def test_what_an_officer_types_is_printed_as_typed(sample_copy, make_report):
    settings = sample_copy / "report.toml"
    text = settings.read_text("utf-8")
    hostile = "Fees & <b>Charges</b> <img src='/etc/hostname'/> $x_{1$ \\\\frac"
    settings.write_text(text.replace("Corporate Parenting Committee", hostile), "utf-8")
    words = _words(make_report(sample_copy))
    assert "Fees & <b>Charges</b> <img src='/etc/hostname'/> $x_{1$ \\frac" in words


def test_a_council_adds_a_measure_of_its_own_without_code(sample_copy, make_report):
    (sample_copy / "measures.toml").write_text(
        """
[[measure]]
id = "advocates_count"
ref = "8.1"
name = "Children with an advocate"
definition = "Children who have an independent advocate."
population = "All children looked after"
unit = "count"
counts = "children"
polarity = "context"
period_type = "snapshot"
return = "headline"
owner = "Participation Team"
source = "Local definition"
message = "{n} children had an advocate {when}."
names = ["Children with an advocate"]
""",
        "utf-8",
    )
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Measure", "Oct-23", "Nov-23", "Dec-23"], ["Children with an advocate", 31, 36, 38]):
        sheet.append(row)
    book.save(sample_copy / "advocacy.xlsx")
    report = make_report(sample_copy)
    assert "38 children had an advocate on 31 December 2023." in _words(report)
    assert "8 Other measures" in _words(report)


def test_a_councils_own_layout_is_read_from_the_folder_of_returns(sample_copy, make_report):
    (sample_copy / "short.toml").write_text(
        """
title = "Health of children in our care"
parts = ["cover", "sections", "data_notes"]
[[section]]
title = "Teeth"
[[section.panel]]
measure = "dental_check_pct"
charts = ["small"]
numbers = "none"
""",
        "utf-8",
    )
    report = make_report(sample_copy, "short.toml")
    assert "Health of children in our care" in report.pages[0]
    assert "238 of 273" in _words(report)
    assert "Apr May Jun" not in _words(report)
    assert "pathway plan" not in _words(report)


def test_every_mistake_in_a_layout_is_said_at_once_with_the_nearest_name(sample_copy, tmp_path):
    (sample_copy / "wrong.toml").write_text(
        'title = "T"\nparts = ["cover", "sektions"]\n[[section]]\ntitle = "S"\n[[section.panel]]\n'
        'measure = "dental_chek_pct"\ncharts = ["month"]\ncolour = "red"\n',
        "utf-8",
    )
    with pytest.raises(CannotBuild) as stopped:
        build(sample_copy, None, tmp_path / "output", "wrong.toml", _silent)
    said = "\n".join(stopped.value.lines)
    for wrong, right in (("sektions", "sections"), ("dental_chek_pct", "dental_check_pct"), ("month", "months")):
        assert wrong in said
        assert f"“{right}”" in said
    assert "colour" in said


def _yearly_folder(folder: Path) -> Path:
    """Made-up yearly figures as a team would send them."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Children in care: yearly figures"])
    sheet.append([])
    sheet.append(["Measure", "2021", "2022", "2023", "2024", "2025"])
    sheet.append(["Children in care", 301, 308, 322, 318, 330])
    sheet.append(["Rate per 10,000", 58, 59, 61, 60, 62])
    sheet.append(["Dental check", "54%", "84%", "88%", "87%", "81%"])
    book.save(folder / "yearly.xlsx")
    return folder


def test_yearly_figures_alone_make_a_whole_report_without_targets_or_empty_panels(tmp_path, make_report):
    report = make_report(_yearly_folder(tmp_path))
    words = _words(report)
    assert "Position at 31 March 2025" in report.pages[0]
    assert "330 children were in our care on 31 March 2025." in words
    assert "81% of children in care for a year or more had a dental check" in words
    assert "Target (" not in words
    assert "Period before" not in words
    assert len(report.pages) % 2 == 0
    assert "intentionally left blank" in report.pages[-1]


def test_a_letter_the_font_lacks_stops_the_build_with_its_name_and_its_place(sample_copy, tmp_path):
    settings = sample_copy / "report.toml"
    words = settings.read_text("utf-8").replace('council = "', 'council = "市 ', 1)
    settings.write_text(words, "utf-8")
    with pytest.raises(CannotBuild) as stopped:
        build(sample_copy, None, tmp_path / "output", "", _silent)
    line = stopped.value.lines[0]
    assert line.startswith("report.toml: “council” holds a character (cjk unified ideograph-5e02, U+5E02)")
    assert line.endswith("Write the word in Latin letters and run again.")
