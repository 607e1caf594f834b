"""What an officer is told of a whole folder: everything in one run, and nothing that only follows from it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from textwrap import dedent

import openpyxl
import pytest

from report.build import build
from report.cli import main
from report.issuing.ledger import as_csv
from report.judge import judge_returns
from report.output.exit_codes import CannotBuild
from tests.whole.conftest import OFFICERS_OWN

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("folder_of_its_own")]

LEDGER = "corporate-parenting-2023-11.ledger.csv"


def _silent(step: int, doing: str) -> None:
    pass


def _spoil(folder: Path, name: str, sheet: str, cell: str, value: object) -> None:
    path = next(folder.glob(name))
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def _told(folder: Path) -> list[str]:
    with pytest.raises(CannotBuild) as stopped:
        judge_returns(folder, None, "", _silent)
    return list(stopped.value.lines)


def test_the_sample_holds_the_findings_it_was_made_with_and_no_others(sample_folder):
    findings = judge_returns(sample_folder, None, "", _silent).findings
    assert [finding.kind for finding in findings] == ["impossible-target", "counted-before-month-end"]


def test_what_must_be_mended_in_cells_and_between_them_is_told_in_one_run(sample_copy):
    _spoil(sample_copy, "Health*.xlsx", "IHA", "C18", "about five")
    _spoil(sample_copy, "CIC*.xlsx", "Headline", "Y7", 413)
    lines = _told(sample_copy)
    assert [line.partition(": ")[0] for line in lines] == [
        "Health CiC return Dec-23 FINAL.xlsx › IHA › C18",
        "CIC headline Dec 23.xlsx › Headline › Y7",
        "CIC headline Dec 23.xlsx › Headline › Y12",
    ]


def test_a_numerator_that_must_be_mended_is_not_told_again_as_a_quarter_that_differs(sample_copy):
    _spoil(sample_copy, "Health*.xlsx", "IHA", "C18", 999)
    (line,) = _told(sample_copy)
    assert "C18: 999 is more than" in line


def test_a_workbook_that_cannot_be_opened_is_told_without_what_it_would_have_held(sample_copy):
    next(sample_copy.glob("CIC*.xlsx")).write_bytes(b"")
    (line,) = _told(sample_copy)
    assert line.startswith("CIC headline Dec 23.xlsx: ")


def test_what_the_last_report_had_and_no_return_gives_is_said_on_the_screen_and_listed_once_in_the_report(
    sample_copy, make_report, capsys, tmp_path
):
    output = tmp_path / "output"
    make_report(sample_copy, output=output)
    next(sample_copy.glob("VS_PEP*.xlsx")).unlink()
    assert main(["check", str(sample_copy), "--output", str(output)]) == 0
    assert (
        "no figures came in for “Personal Education Plan”, “Good or outstanding school”. Due from: Virtual School."
        in capsys.readouterr().err
    )
    for layout, said in (("", "We do not have: 6.1"), (str(OFFICERS_OWN), "Figures we do not have")):
        report = make_report(sample_copy, layout, output=output)
        assert report.text.count(said) == 1
        assert "no figures came in" not in report.text.casefold()


def test_what_was_never_given_is_asked_of_nobody_but_told_in_one_note(sample_copy, make_report, capsys):
    next(sample_copy.glob("VS_PEP*.xlsx")).unlink()
    assert main(["check", str(sample_copy)]) == 0
    said = capsys.readouterr().err
    assert "no figures came in" not in said
    assert "no return has figures for “Personal Education Plan”, “Good or outstanding school”, so the report" in said
    assert "We do not have" not in make_report(sample_copy).text


def test_a_figure_that_the_last_report_told_otherwise_is_said_in_the_report(sample_copy, tmp_path):
    output = tmp_path / "output"
    build(sample_copy, None, output, "", _silent)
    (ledger,) = output.glob("corporate-parenting-????-??.ledger.csv")
    rows = list(csv.reader(io.StringIO(ledger.read_text("utf-8-sig"), newline="")))[1:]
    old = [["405" if cell == "406" and row[3] == "children_in_care_count" else cell for cell in row] for row in rows]
    ledger.unlink()
    (output / LEDGER).write_bytes(as_csv((tuple(row[:-2]) for row in old), b"", "Sample City Council"))
    built = build(sample_copy, None, output, "", _silent)
    (finding,) = (one for one in built.findings if one.kind == "restated")
    assert (
        "on 30 September 2023 was 405 in the last report and is now 406, and 1 other figure differs too" in finding.what
    )
    again = build(sample_copy, None, output, "", _silent)
    assert [one.kind for one in again.findings] == [one.kind for one in built.findings]
    assert again.pdf.read_bytes() == built.pdf.read_bytes()


def test_a_mark_that_the_font_lacks_is_left_out_of_the_page_and_told(sample_copy, tmp_path):
    measure = dedent(
        """
        [[measure]]
        id = "family_time_pct"
        ref = "9.1"
        name = "\U0001f600 Family time held"
        short_name = "Family time held"
        definition = "Family time held as planned, of all that was planned."
        population = "All children looked after"
        unit = "pct"
        counts = "meetings"
        polarity = "higher_is_better"
        period_type = "in_month"
        return = "local"
        owner = "Children in Care Service"
        source = "Local"
        message = "{value} of family time was held {when}."
        names = ["Family time held"]
        """
    )
    (sample_copy / "measures.toml").write_text(measure, "utf-8")
    book = openpyxl.Workbook()
    for row in (["Measure", "Nov-23", "Dec-23"], ["Family time held", "91.5%", "92.5%"]):
        book.active.append(row)
    book.save(sample_copy / "Family time.xlsx")
    assert "text-altered" in {one.kind for one in build(sample_copy, None, tmp_path / "output", "", _silent).findings}


def test_where_every_figure_was_left_out_the_reason_is_said(sample_copy, tmp_path):
    for path in sample_copy.glob("*.xlsx"):
        path.unlink()
    book = openpyxl.Workbook()
    for row in (["Year to date"], [], ["Measure", "Nov-23", "Dec-23"], ["Children in care", 409, 412]):
        book.active.append(row)
    book.save(sample_copy / "Return.xlsx")
    with pytest.raises(CannotBuild) as stopped:
        build(sample_copy, None, tmp_path / "output", "", _silent)
    assert any("A1" in line and "“year to date”" in line for line in stopped.value.lines)
