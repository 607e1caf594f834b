"""What the officer is told of a file that is judged for print: a line for each check, with the place of each fault."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from inputs.findings import Strength
from layouts.paginate import _canvas
from layouts.preflight import run_checks
from layouts.preflight.faults import CHECKS, Fault
from layouts.preflight.run_checks import Preflight
from layouts.tagged.metadata import DocumentInfo
from layouts.tagged.writer import finish
from layouts.text.fonts import REGULAR, register_fonts
from report.cli import main
from report.output import print_checks
from report.output.exit_codes import BUILT, MUST_FIX, TO_CHECK

EVERY_FAULT = [
    Fault("pages", text="odd"),
    Fault("pages", 2, text="not A4"),
    Fault("pages", 2, text="not blank"),
    Fault("margins", 1, 5, 100, text="Words"),
    Fault("stamps", 1, 160, 5, text="Words"),
    Fault("size", 1, 30, 40, 9.999, "Words"),
    Fault("text-contrast", 1, 30, 40, 4.499, "Words"),
    Fault("mark-contrast", 1, 30, 40, 2.999),
    Fault("greyscale", 1, 30, 40, 3.0),
    Fault("stray-label", 1, 30, 40),
    Fault("broken-word", 1, 30, 40, text="13 of 1 / 4"),
    Fault("line-length", 2, 30, 40, 86, text="Words"),
    Fault("lone-heading", 2, 30, 40, text="Words"),
    Fault("empty-page", 2, 30, 40, 0.267),
    Fault("chart-size", 2, 30, 40, 1.239),
    Fault("file-size", measured=301_000),
    Fault("fonts", 1, text="Helvetica"),
    Fault("tags", text="MarkInfo"),
    Fault("tags", text="StructTreeRoot"),
    Fault("tags", text="Lang"),
    Fault("title", text="Title"),
    Fault("title", text="DisplayDocTitle"),
]


@pytest.fixture
def small_type(tmp_path: Path) -> Path:
    """A file of two pages, the first with type of 8 points 60 mm from the left."""
    register_fonts()
    data = io.BytesIO()
    canvas = _canvas(data, "en-GB")
    for size in (8, 12):
        canvas.push(canvas.structure.child("P"))
        canvas.setFont(REGULAR, size)
        canvas.drawString(60 / 25.4 * 72, 400, "This page has words")
        canvas.pop()
        canvas.showPage()
    finish(canvas, DocumentInfo("Report", "", "", "", date(2024, 2, 6)))
    file = tmp_path / "report.pdf"
    file.write_bytes(data.getvalue())
    return file


def test_every_check_has_a_line_when_it_passes() -> None:
    lines = print_checks.as_lines(Preflight(2, 103_000, ()))
    assert len(lines) == len(CHECKS)
    assert all(line.startswith("pass  ") for line in lines)
    assert "pass  The size of the file. It has 103 kB." in lines


def test_a_file_larger_than_wished_for_passes_and_is_told_so() -> None:
    lines = print_checks.as_lines(Preflight(2, 150_000, ()))
    assert "pass  The size of the file. It has 150 kB. We aim for 110 kB." in lines


def test_every_fault_is_told_in_a_whole_sentence_with_its_place() -> None:
    assert {fault.check for fault in EVERY_FAULT} == set(CHECKS)
    lines = print_checks.as_lines(Preflight(2, 103_000, tuple(EVERY_FAULT)))
    assert len(lines) == len(EVERY_FAULT)
    assert all(line.startswith("FAIL  ") for line in lines)
    assert "FAIL  Page 1, 5 mm from the left and 100 mm from the top: Something stands in the margin. “Words”" in lines
    assert "FAIL  Page 2: The last page is not the blank one." in lines


def test_what_is_just_under_a_limit_is_never_told_as_the_limit() -> None:
    said = " ".join(print_checks.as_lines(Preflight(2, 103_000, tuple(EVERY_FAULT))))
    assert "Type of 9.99 points" in said
    assert "by 4.49 to 1" in said
    assert "by 2.99 to 1" in said


def test_many_faults_of_a_kind_leave_the_answer_on_one_screen() -> None:
    faults = tuple(Fault("size", page, 30, 40, 8.0, "x" * 200) for page in range(1, 60))
    lines = print_checks.as_lines(Preflight(60, 103_000, faults))
    assert len(lines) < 24
    assert "      … and 54 more of these, on pages 6 to 59." in lines
    assert all(len(line) < 160 for line in lines)


def test_a_finding_never_quotes_the_page_and_comes_once_for_each_page_and_kind() -> None:
    faults = [Fault("size", page, 30, 40, 8.0, words) for page in (1, 2) for words in ("Ann", "Bob")]
    found = print_checks.as_findings(faults)
    assert [finding.strength for finding in found] == [Strength.CHECK] * 2
    assert "Page 1, 30 mm from the left and 40 mm from the top: Type of 8 points is smaller" in found[0].what
    assert not any(name in str(finding) for finding in found for name in ("Ann", "Bob"))


def test_what_comes_from_the_layout_is_one_finding_about_the_worst_page() -> None:
    faults = [Fault("line-length", page, 30, 40, 80 + page) for page in (7, 9, 8)] + [
        Fault("empty-page", 4, measured=0.4)
    ]
    found = [finding.what for finding in print_checks.as_findings(faults)]
    assert found == [
        "In the finished report: Page 9, 30 mm from the left and 40 mm from the top: A line of running text has 89 "
        "characters, more than 85. There are such on 3 pages.",
        "In the finished report: Page 4, 0 mm from the left and 0 mm from the top: Of the page 40% is empty, from here "
        "down.",
    ]


def test_a_finished_file_that_cannot_be_judged_is_something_to_check() -> None:
    (finding,) = print_checks.findings_in(b"%PDF-1.7 and no more")
    assert (finding.kind, finding.strength) == ("not-true-in-print", Strength.CHECK)
    assert "could not be judged" in finding.what


def test_the_command_says_what_fails_where_and_exits_with_1(
    small_type: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preflight", str(small_type)]) == TO_CHECK
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"{small_type}: 2 pages"
    failed = [line for line in said if line.startswith("FAIL")]
    assert len(failed) == 1
    assert failed[0].startswith("FAIL  Page 1, 60 mm from the left and 15")
    assert failed[0].endswith("Type of 8 points is smaller than 10. “This page has words”")
    assert sum(line.startswith("pass") for line in said) == len(CHECKS) - 1


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF"])
def test_a_file_that_is_missing_or_is_no_report_is_refused_in_a_sentence(
    content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "paper.pdf"
    if content is not None:
        file.write_bytes(content)
    assert main(["preflight", str(file)]) == MUST_FIX
    said = capsys.readouterr().err
    assert str(file) in said
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1


def test_a_good_file_exits_with_0(small_type: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_checks, "size_faults", lambda page: iter(()))
    assert main(["preflight", str(small_type)]) == BUILT
