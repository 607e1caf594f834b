"""The workbooks written back with their faults marked: when they are, where, and what is never lost by it."""

from __future__ import annotations

import os
import stat
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from inputs.findings import Finding, Strength
from inputs.period import Period
from layouts.reading.aloud import read_aloud
from report.cli import main
from report.output.checked_copies import write_checked_copies
from report.output.exit_codes import BUILT, MUST_FIX

pytestmark = pytest.mark.usefixtures("folder_of_its_own")

DECEMBER = Period(2023, 12)
COPY = "headline (checked).xlsx"


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    """A folder with one small return."""
    folder = tmp_path / "returns"
    folder.mkdir()
    write(folder / "headline.xlsx", [229, 231, 230])
    return folder


def write(path: Path, figures: list[object]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Headline"
    sheet.append(["Measure", *(f"{month}-23" for month in ("Aug", "Sep", "Oct", "Nov", "Dec")[-len(figures) :])])
    sheet.append(["Children in care", *figures])
    book.save(path)


def fault(workbook: str = "headline.xlsx", kind: str = "any-kind") -> Finding:
    return Finding(kind, Strength.CHECK, "It is odd.", "Look at it.", workbook, "Headline", "B2")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_build_that_stops_still_gives_the_workbook_back_with_its_faults_marked(
    returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(returns / "headline.xlsx", [229, "about 230", 230])
    output = tmp_path / "output"
    assert main(["build", str(returns), "--output", str(output)]) == MUST_FIX
    said = capsys.readouterr().err.splitlines()
    assert said[-2] == f"The workbook with its faults marked is in {output / 'returns'}: {COPY}."
    assert said[-1].startswith("No report was written.")
    assert names(output) == ["reading.xlsx", "returns"]
    sheet = load_workbook(output / "returns" / COPY)["Headline"]
    assert "Board Report: must fix" in sheet["C2"].comment.text
    assert sheet["C2"].value == "about 230"


def test_figures_that_only_disagree_with_another_workbook_are_marked_too(
    returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(returns / "later.xlsx", [229, "about 230", 240])
    assert main(["check", str(returns), "--mark", str(tmp_path / "marked")]) == MUST_FIX
    assert "given twice" in capsys.readouterr().err
    book = load_workbook(tmp_path / "marked" / "later (checked).xlsx")
    assert "not a number" in book["Headline"]["C2"].comment.text
    assert "given twice" in book["Headline"]["D2"].comment.text
    assert "report for December 2023" in book["To check"]["A2"].value


def test_a_fault_in_cell_after_cell_is_said_a_few_times_and_marked_in_each(
    returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(
        ["Measure", *(f"{month}-23" for month in ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"])]
    )
    sheet.append(["Children in care", *["many"] * 9])
    book.save(returns / "headline.xlsx")
    assert main(["check", str(returns), "--mark", str(tmp_path / "marked")]) == MUST_FIX
    said = capsys.readouterr().err
    assert "4 more like these are on the sheet" in said
    assert COPY in said
    copy = load_workbook(tmp_path / "marked" / COPY)
    assert [cell.comment is not None for cell in copy["Sheet"][2]] == [False, *[True] * 9]
    assert not any("more like these" in str(row) for row in copy["To check"].iter_rows(values_only=True))


def test_a_check_writes_no_copy_unless_it_is_asked_to(returns: Path, tmp_path: Path) -> None:
    write(returns / "headline.xlsx", [229, "about 230", 230])
    assert main(["check", str(returns), "--quiet"]) == MUST_FIX
    assert (names(tmp_path), names(tmp_path / "output")) == (["output", "returns"], ["reading.xlsx"])
    assert names(returns) == ["headline.xlsx"]


def test_a_workbook_with_nothing_to_say_of_it_has_no_copy(returns: Path, tmp_path: Path) -> None:
    general = Finding("no-settings", Strength.CHECK, "There is no report.toml.", "Write one.", "report.toml")
    (returns / "report.toml").write_text("x", "utf-8")
    assert (
        write_checked_copies(returns, tmp_path / "out", [general, Finding("any", Strength.CHECK, "", "")], DECEMBER)
        == ()
    )
    assert not (tmp_path / "out").exists()


def test_the_list_says_which_report_it_was_for(returns: Path, tmp_path: Path) -> None:
    write_checked_copies(returns, tmp_path / "out", [fault()], DECEMBER)
    sheet = load_workbook(tmp_path / "out" / COPY)["To check"]
    assert "the corporate-parenting report for December 2023" in sheet["A2"].value


def test_the_copy_of_a_workbook_that_is_now_right_is_removed(returns: Path, tmp_path: Path) -> None:
    write_checked_copies(returns, tmp_path / "out", [fault()], DECEMBER)
    assert write_checked_copies(returns, tmp_path / "out", [], DECEMBER) == ()
    assert names(tmp_path / "out") == []


def test_a_file_that_is_not_our_copy_is_never_removed(returns: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_checked_copies(returns, out, [fault()], DECEMBER)
    (out / COPY).rename(out / "kept.xlsx")
    write(out / "their own (checked).xlsx", [1, 2, 3])
    write_checked_copies(returns, out, [], DECEMBER)
    assert names(out) == ["kept.xlsx", "their own (checked).xlsx"]


def test_a_copy_that_somebody_worked_in_is_neither_written_over_nor_removed(returns: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_checked_copies(returns, out, [fault()], DECEMBER)
    book = load_workbook(out / COPY)
    book["Headline"]["B2"] = 230
    book.save(out / COPY)
    worked_in = (out / COPY).read_bytes()
    (line,) = write_checked_copies(returns, out, [fault()], DECEMBER)
    assert line.startswith(f"{out / COPY}: this copy was changed since it was written")
    assert write_checked_copies(returns, out, [], DECEMBER) == ()
    assert (out / COPY).read_bytes() == worked_in


def test_the_folder_of_the_returns_is_never_written_to(returns: Path) -> None:
    (line,) = write_checked_copies(returns, returns, [fault()], DECEMBER)
    assert "no checked copies were written" in line
    assert names(returns) == ["headline.xlsx"]


def test_a_workbook_that_was_not_read_has_no_copy(returns: Path, tmp_path: Path) -> None:
    found = [fault(kind="same-workbook-twice"), fault("gone.xlsx")]
    assert write_checked_copies(returns, tmp_path / "out", found, DECEMBER) == ()
    assert names(tmp_path / "out") == []


def test_copies_that_cannot_be_written_are_said_and_stop_nothing(returns: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be", "utf-8")
    (line,) = write_checked_copies(returns, tmp_path / "out", [fault()], DECEMBER)
    assert "cannot be written to" in line


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are told in another way there")
def test_a_copy_is_as_open_to_others_as_the_officer_s_files_are(returns: Path, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_checked_copies(returns, tmp_path / "out", [fault()], DECEMBER)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out" / COPY).stat().st_mode) == 0o640


def test_a_build_from_a_folder_with_the_copy_put_back_says_that_it_was_left_out(
    returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_checked_copies(returns, tmp_path / "out", [fault()], DECEMBER)
    (tmp_path / "out" / COPY).rename(returns / COPY)
    assert main(["check", str(returns), "--mark", str(tmp_path / "marked")]) == BUILT
    out, err = capsys.readouterr()
    assert out.startswith("1 return, 1 measure")
    assert f"{COPY}: This is a checked copy of headline.xlsx, which is here too, so it was left out." in err
    assert names(tmp_path / "marked") == []


def test_a_workbook_that_holds_a_list_of_children_is_never_copied_and_an_earlier_copy_of_it_goes(
    returns: Path, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    write_checked_copies(returns, copies, [fault()])
    assert names(copies) == [COPY]
    write_checked_copies(returns, copies, [fault(), fault(kind="list-of-children")])
    assert names(copies) == []


def test_a_list_of_children_beside_a_return_leaves_no_trace_in_the_report(
    returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Child ID", "Date started to be looked after", "Yearly dental check"])
    for number in range(12):
        sheet.append([f"C{number}", date(2010, number + 1, number + 3), 100])
    book.save(returns / "quux.xlsx")
    output = tmp_path / "output"
    assert main(["build", str(returns), "--output", str(output)]) == BUILT
    assert "quux.xlsx › Sheet: This is a list of children" in capsys.readouterr().err
    spoken = "\n".join(read_aloud((output / "corporate-parenting-2023-12.pdf").read_bytes()))
    assert "2010" not in spoken
    assert "list" not in spoken[spoken.index("Data notes") : spoken.index("Where the figures come from")]


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs rights there that few have")
def test_a_folder_of_copies_that_is_a_link_is_told_and_nothing_behind_it_is_written_or_deleted(
    returns: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    write_checked_copies(returns, elsewhere, [fault()])
    (elsewhere / COPY).rename(elsewhere / "other (checked).xlsx")
    (elsewhere / ".boardreport-1-0.tmp").write_bytes(b"of somebody else")
    output = tmp_path / "output"
    output.mkdir()
    (output / "returns").symlink_to(elsewhere, target_is_directory=True)
    (line,) = write_checked_copies(returns, output / "returns", [fault()])
    assert "this is a link to another place" in line
    assert main(["build", str(returns), "--output", str(output), "--quiet"]) == BUILT
    assert names(elsewhere) == [".boardreport-1-0.tmp", "other (checked).xlsx"]
