"""A report that was issued is remembered: it is never written over, and what differs from it is said."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import Workbook

from report.cli import main
from report.issuing.record import read_record

pytestmark = pytest.mark.slow

DENTAL = [(236, 268), (235, 270), (238, 273)]
NOVEMBER, DECEMBER = "corporate-parenting-2023-11-ours", "corporate-parenting-2023-12-ours"
WHY = "Late forms from two dentists were added."
SETTINGS = 'council = "Sample City Council"\nlayout = "ours.toml"\n'
LAYOUT = """
title = "Report"
parts = ["cover", "asked", "sections", "how_to_read", "data_notes"]
[[section]]
title = "Health"
[[section.panel]]
measure = "dental_check_pct"
charts = ["months"]
optional = true
[[section.panel]]
measure = "three_or_more_homes_pct"
charts = ["months"]
optional = true
"""


class Council:
    """A folder of returns and the folder of its reports, worked with from the command line."""

    def __init__(self, folder: Path) -> None:
        self.returns, self.output = folder / "returns", folder / "output"
        self.returns.mkdir()
        (self.returns / "ours.toml").write_text(LAYOUT, "utf-8")
        self.gives(DENTAL)

    def gives(
        self,
        ratios: list[tuple[int, int]],
        settings: str = "",
        asks: tuple[tuple[str, ...], ...] = (),
        measure: str = "Dental check up to date",
    ) -> None:
        book = Workbook()
        sheet = book.active
        sheet.append(["Measure", "Part", "Oct-23", "Nov-23", "Dec-23"])
        sheet.append([measure, "Numerator", *(n for n, _ in ratios)])
        sheet.append([None, "Denominator", *(of for _, of in ratios)])
        if asks:
            page = book.create_sheet("Asks")
            page.append(["Date asked", "What was asked", "Answer", "Date answered"])
            for ask in asks:
                page.append(ask)
        book.save(self.returns / "health.xlsx")
        (self.returns / "report.toml").write_text(SETTINGS + settings, "utf-8")

    def runs(self, command: str, month: str, *more: str) -> int:
        folders = [str(self.returns), "--period", f"2023-{month}", "--output", str(self.output), "--quiet"]
        return main([command, *folders, *more])

    def issues(self, month: str, *more: str) -> None:
        assert self.runs("build", month, *more) == 0
        assert self.runs("issue", month, *more) == 0

    def text(self, name: str) -> str:
        document = pypdfium2.PdfDocument((self.output / f"{name}.pdf").read_bytes())
        words = " ".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())

    def record(self, name: str) -> Path:
        return self.output / "issued" / f"{name}.record.json"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


def test_the_next_report_says_what_was_revised_since_the_issued_one_and_why(council: Council) -> None:
    council.issues("11")
    reason = f'[[revision]]\nmeasure = "dental_check_pct"\nmonths = ["2023-10"]\nreason = "{WHY}"\n'
    council.gives([(230, 268), (231, 270), DENTAL[2]], reason)
    assert council.runs("build", "12") == 0
    text = council.text(DECEMBER)
    assert "r 85.8" in text and "r 85.6" in text and "r 87.2" not in text
    assert "r means changed since our last report" in text
    assert "12 months to October 2023 88.1% (236 of 268) 85.8% (230 of 268) Late forms from two dentists" in text
    assert "85.6% (231 of 270) No reason was given." in text
    rows = list(csv.DictReader(io.StringIO((council.output / f"{DECEMBER}.ledger.csv").read_text("utf-8-sig"))))
    assert {row["printed"] for row in rows if row["number"] == "value in the last report"} == {"88.1%", "87.0%"}


def test_a_report_that_nothing_was_revised_in_has_no_mark_and_no_table(council: Council) -> None:
    council.issues("11")
    assert council.runs("build", "12") == 0
    assert "evised" not in council.text(DECEMBER)


def test_an_issued_report_may_be_built_again_and_never_written_over(council: Council, capsys) -> None:
    council.issues("12")
    issued = (council.output / f"{DECEMBER}.pdf").read_bytes()
    assert council.runs("build", "12") == 0
    council.gives([DENTAL[0], DENTAL[1], (239, 273)])
    assert council.runs("build", "12") == 2
    assert f"{DECEMBER}.pdf was issued" in capsys.readouterr().err
    assert council.runs("build", "12", "--large-print") == 2
    assert (council.output / f"{DECEMBER}.pdf").read_bytes() == issued
    assert not (council.output / f"{DECEMBER}-large-print.pdf").exists()


def test_an_issued_report_that_was_held_against_a_ledger_comes_out_the_same_again(council: Council) -> None:
    assert council.runs("build", "11") == 0
    council.gives([(230, 268), *DENTAL[1:]])
    council.issues("12")
    assert "r 85.8" in council.text(DECEMBER)
    assert council.runs("build", "12") == 0


def test_the_large_print_edition_of_an_issued_report_may_be_built_later(council: Council) -> None:
    council.issues("12")
    assert council.runs("build", "12", "--large-print") == 0


def test_no_edition_of_an_issued_month_may_leave_a_figure_out_or_add_one(council: Council, capsys) -> None:
    council.issues("12")
    council.gives([(None, None), *DENTAL[1:]])
    assert council.runs("build", "12", "--large-print") == 2
    assert council.runs("build", "12") == 2
    assert capsys.readouterr().err.count("one figure is different") == 2


def test_a_reissue_says_on_its_cover_that_it_is_one_and_both_records_are_kept(council: Council) -> None:
    council.issues("12")
    first = council.record(DECEMBER).read_bytes()
    council.gives([DENTAL[0], DENTAL[1], (239, 273)])
    council.issues("12", "--reissue", WHY)
    text = council.text(f"{DECEMBER}-reissue-1")
    assert f"Reissued This replaces the report we issued earlier. Reason: {WHY}" in text
    assert "87.2% (238 of 273) 87.5% (239 of 273)" in text
    assert council.record(DECEMBER).read_bytes() == first
    assert council.record(f"{DECEMBER}-reissue-1").exists()
    assert main(["issue", "--verify", "--output", str(council.output)]) == 0


def test_the_reason_of_a_reissue_may_not_tell_a_hidden_number(council: Council, capsys) -> None:
    council.gives([(9, 273), (8, 273), (4, 273)], measure="Three or more homes in a year")
    council.issues("12")
    council.gives([(9, 273), (7, 273), (4, 273)], measure="Three or more homes in a year")
    assert council.runs("build", "12", "--reissue", "Two children were counted twice.") == 2
    assert "“Two children”, which could give away a hidden number. Say it without" in capsys.readouterr().err
    assert council.runs("build", "12", "--reissue", "Some children were counted again.") == 0


def test_a_month_is_issued_once(council: Council, capsys) -> None:
    council.issues("12")
    assert council.runs("issue", "12") == 2
    assert "has been issued before" in capsys.readouterr().err


def test_only_what_these_returns_give_is_issued(council: Council, capsys) -> None:
    assert council.runs("issue", "12") == 2
    assert council.runs("build", "12") == 0
    ledger = council.output / f"{DECEMBER}.ledger.csv"
    whole = ledger.read_bytes()
    ledger.write_bytes(whole.replace(b"87.2%", b"97.2%"))
    assert council.runs("issue", "12") == 2
    ledger.write_bytes(whole)
    council.gives([DENTAL[0], DENTAL[1], (239, 273)])
    assert council.runs("issue", "12") == 2
    said = capsys.readouterr().err
    assert "there is no such folder of reports" in said
    assert said.count("are not what this version of Board Report makes of these returns") == 2
    assert not (council.output / "issued").exists()


def test_both_editions_are_sealed_and_one_of_other_returns_is_not(council: Council) -> None:
    assert council.runs("build", "12", "--large-print") == 0
    council.gives([DENTAL[0], DENTAL[1], (239, 273)])
    assert council.runs("build", "12") == 0
    assert council.runs("issue", "12") == 2
    assert council.runs("build", "12", "--large-print") == 0
    assert council.runs("issue", "12") == 0
    assert f"{DECEMBER}-large-print.pdf" in council.record(DECEMBER).read_text("utf-8")


def test_a_record_changed_by_hand_is_found_and_nothing_more_is_issued_on_it(council: Council, capsys) -> None:
    council.issues("11")
    path = council.record(NOVEMBER)
    path.write_text(path.read_text("utf-8").replace("87.0%", "97.0%"), "utf-8")
    assert main(["issue", "--verify", "--output", str(council.output)]) == 1
    assert "was changed after it was sealed" in capsys.readouterr().out
    assert council.runs("build", "12") == 0
    assert "97.0%" not in council.text(DECEMBER) and "sealed" not in council.text(DECEMBER)
    assert council.runs("issue", "12") == 2
    assert not council.record(DECEMBER).exists()


def test_the_newest_record_is_missed_and_its_month_is_not_written_over_without_it(council: Council, capsys) -> None:
    council.issues("11")
    council.issues("12")
    sealed = council.record(DECEMBER).read_bytes()
    council.record(DECEMBER).unlink()
    assert main(["issue", "--verify", "--output", str(council.output)]) == 1
    assert "a record of an issued report is no longer here" in capsys.readouterr().out
    council.gives([DENTAL[0], DENTAL[1], (239, 273)])
    assert council.runs("build", "12") == 2
    assert "Put it back from a copy" in capsys.readouterr().err
    council.record(DECEMBER).write_bytes(sealed)
    assert main(["issue", "--verify", "--output", str(council.output)]) == 0


def test_the_issued_reports_of_another_council_are_no_memory_of_ours(council: Council, capsys) -> None:
    council.issues("11")
    council.gives([(200, 268), *DENTAL[1:]])
    settings = council.returns / "report.toml"
    settings.write_text(SETTINGS.replace("Sample City", "Another"), "utf-8")
    assert council.runs("build", "12") == 2
    said = capsys.readouterr().err
    assert "of “Sample City Council”" in said and "names “Another Council”" in said and "--output" in said
    settings.write_text(SETTINGS.replace("City Council", "city  council"), "utf-8")
    assert council.runs("build", "12") == 0


def test_an_issued_file_that_was_changed_is_found(council: Council, capsys) -> None:
    council.issues("11")
    (council.output / f"{NOVEMBER}.pdf").write_bytes(b"another")
    assert main(["issue", "--verify", "--output", str(council.output)]) == 1
    assert "is not the file that was issued" in capsys.readouterr().out


def test_an_issued_ledger_that_was_changed_is_found_as_its_report_is(council: Council, capsys) -> None:
    council.issues("11")
    ledger = council.output / f"{NOVEMBER}.ledger.csv"
    ledger.write_bytes(ledger.read_bytes().replace(b"87.0%", b"97.0%"))
    assert main(["issue", "--verify", "--output", str(council.output)]) == 1
    assert f"{NOVEMBER}.ledger.csv is not the file that was issued" in capsys.readouterr().out
    ledger.unlink()
    assert main(["issue", "--verify", "--output", str(council.output)]) == 0
    assert f"{NOVEMBER}.ledger.csv is no longer in this folder" in capsys.readouterr().out


def test_the_record_holds_what_the_report_printed_and_nothing_that_it_hid(council: Council) -> None:
    council.gives([(3, 40), (9, 40), (8, 40)], measure="Three or more homes")
    council.issues("12")
    written = council.record(DECEMBER).read_text("utf-8")
    assert "to December 2023" in written and "to October 2023" not in written


def test_a_figure_that_must_be_hidden_now_is_not_given_away_by_what_the_last_report_said(council: Council) -> None:
    council.gives([(9, 40), (9, 40), (8, 40)], measure="Three or more homes")
    council.issues("11")
    council.gives([(3, 40), (9, 40), (8, 40)], measure="Three or more homes")
    assert council.runs("build", "12") == 0
    assert "evised" not in council.text(DECEMBER) and "22.5%" not in council.text(DECEMBER).partition("Data notes")[2]


def test_the_record_says_what_strangers_could_work_out_of_the_report(council: Council) -> None:
    council.issues("11")
    record = read_record(council.record(NOVEMBER).read_bytes())
    assert record.strangers.startswith("Tried as a stranger would who keeps every paper: ")


def test_an_answer_that_an_issued_report_gave_is_not_given_again(council: Council) -> None:
    told = ("13 September 2023", "How many?", "Ten.", "8 November 2023")
    council.gives(DENTAL, asks=(told, ("8 November 2023", "How long?", "", "")))
    council.issues("11")
    assert "Ten." in council.text(NOVEMBER)
    assert council.runs("build", "12") == 0
    text = council.text(DECEMBER)
    assert "Ten." not in text and "How long?" in text
