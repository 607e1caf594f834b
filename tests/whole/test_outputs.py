"""Every layout and edition has files of its own: what a build writes, and what of it is issued."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import Workbook

import report.judge
from report.build import build
from report.cli import main

pytestmark = pytest.mark.slow

REPORT, SHEET, FULL = (f"corporate-parenting-2023-12{layout}" for layout in ("", "-young-people", "-full"))
WHY = "Late forms from two dentists were added."
DENTAL = [(236, 268), (235, 270), (238, 273)]


class Council:
    """A folder of returns of the usual layout and the folder of its reports."""

    def __init__(self, folder: Path) -> None:
        self.returns, self.output = folder / "returns", folder / "output"
        self.returns.mkdir()
        (self.returns / "report.toml").write_text('council = "Sample City Council"\n', "utf-8")
        self.gives(DENTAL)

    def gives(self, ratios: list[tuple[int, int]]) -> None:
        book = Workbook()
        sheet = book.active
        sheet.append(["Measure", "Part", "Oct-23", "Nov-23", "Dec-23"])
        sheet.append(["Dental check up to date", "Numerator", *(n for n, _ in ratios)])
        sheet.append([None, "Denominator", *(of for _, of in ratios)])
        book.save(self.returns / "health.xlsx")

    def runs(self, command: str, *more: str) -> int:
        return main([command, str(self.returns), "--period", "2023-12", "--output", str(self.output), *more])

    @property
    def written(self) -> set[str]:
        return {path.name.removesuffix(".pdf") for path in self.output.glob("*.pdf")}

    @property
    def records(self) -> set[str]:
        return {path.name.removesuffix(".record.json") for path in self.output.glob("issued/*.record.json")}


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_build_writes_the_report_and_the_young_people_s_sheet_and_names_both(council: Council, capsys) -> None:
    assert council.runs("build") == 0
    assert council.written == {REPORT, SHEET}
    said = capsys.readouterr().out
    assert f"{REPORT}.pdf (" in said and f"{SHEET}.pdf (2 pages) and its ledger {SHEET}.ledger.csv are ready." in said
    assert "87 of every 100 children" in text_of(council.output / f"{SHEET}.pdf")


def test_the_returns_are_read_once_for_both(
    sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[Path] = []
    read = report.judge.read_returns

    def counted(folder: Path, *more):
        reads.append(folder)
        return read(folder, *more)

    monkeypatch.setattr(report.judge, "read_returns", counted)

    build(sample_folder, None, tmp_path, "", lambda *_: None)
    assert reads == [sample_folder]


def test_the_sheet_is_the_same_whether_it_is_built_alone_or_with_the_report(council: Council) -> None:
    assert council.runs("build") == 0
    both = (council.output / f"{SHEET}.pdf").read_bytes(), (council.output / f"{SHEET}.ledger.csv").read_bytes()
    assert council.runs("build", "--layout", "young_people") == 0
    assert both == tuple((council.output / f"{SHEET}.{end}").read_bytes() for end in ("pdf", "ledger.csv"))


def test_a_layout_that_is_asked_for_is_built_alone_and_beside_the_others(council: Council, capsys) -> None:
    assert council.runs("build", "--layout", "corporate_parenting") == 0
    assert council.written == {REPORT}
    assert council.runs("build", "--layout", "corporate_parenting_full") == 0
    assert council.runs("build", "--layout", "young_people", "--large-print") == 0
    assert council.written == {REPORT, FULL, f"{SHEET}-large-print"}
    assert "young-people" not in capsys.readouterr().out.partition("large-print")[0].rpartition("-full")[0]


def test_the_large_print_editions_of_both_are_built_together(council: Council) -> None:
    assert council.runs("build", "--large-print") == 0
    assert council.written == {f"{REPORT}-large-print", f"{SHEET}-large-print"}


def test_a_sheet_with_nothing_to_show_is_not_written_and_the_screen_says_why(council: Council, capsys) -> None:
    council.gives([(15, 18), (16, 18), (17, 19)])
    assert council.runs("build") == 0
    assert council.written == {REPORT}
    assert "There is no sheet for young people: none of its promises" in capsys.readouterr().out
    assert council.runs("build", "--layout", "young_people") == 2
    assert "None of its promises" in capsys.readouterr().err


def test_a_sheet_of_an_earlier_build_that_can_no_longer_be_made_is_told(council: Council, capsys) -> None:
    assert council.runs("build") == 0
    council.gives([(15, 18), (16, 18), (17, 19)])
    assert council.runs("build") == 0
    assert f"{SHEET}.pdf is of an earlier build: delete it." in capsys.readouterr().out


def test_a_council_s_young_people_change_its_words_in_a_file_beside_the_returns(council: Council) -> None:
    shipped = Path(report.judge.__file__).parent.parent / "layouts" / "library" / "young_people.toml"
    ours = shipped.read_text("utf-8").replace("How are we doing for you?", "Did we keep our word?")
    (council.returns / "young_people.toml").write_text(ours, "utf-8")
    assert council.runs("build") == 0
    assert council.written == {REPORT, SHEET}
    assert "Did we keep our word?" in text_of(council.output / f"{SHEET}.pdf")
    assert council.runs("issue") == 0
    assert council.records == {REPORT, SHEET}


def test_every_file_of_the_month_is_sealed_at_once(council: Council, capsys) -> None:
    for more in ((), ("--large-print",), ("--layout", "corporate_parenting_full")):
        assert council.runs("build", *more) == 0
    assert council.runs("issue") == 0
    assert council.records == {REPORT, SHEET, FULL}
    sealed = [json.loads(path.read_text("utf-8")) for path in council.output.glob("issued/*.json")]
    assert {file for record in sealed for _, file, *_ in record["editions"]} == {
        f"{stem}.pdf" for stem in (REPORT, f"{REPORT}-large-print", SHEET, f"{SHEET}-large-print", FULL)
    }
    assert sorted(record["number"] for record in sealed) == [1, 2, 3]
    capsys.readouterr()
    assert main(["issue", "--verify", "--output", str(council.output)]) == 0
    said = capsys.readouterr().out
    assert "1. 2023-12, " in said and "2. 2023-12 full, " in said and "3. 2023-12 young-people, " in said


def test_what_is_built_after_the_issue_is_issued_later_and_the_rest_only_once(council: Council, capsys) -> None:
    assert council.runs("build") == 0
    assert council.runs("issue") == 0
    assert council.runs("issue") == 2
    assert "Nothing was issued." in capsys.readouterr().err
    assert council.runs("build", "--layout", "corporate_parenting_full") == 0
    assert council.runs("issue") == 0
    assert council.records == {REPORT, SHEET, FULL}


def test_a_file_that_is_not_what_the_returns_give_is_left_and_named_and_the_others_are_issued(
    council: Council, capsys
) -> None:
    assert council.runs("build", "--layout", "corporate_parenting_full") == 0
    council.gives([DENTAL[0], DENTAL[1], (239, 273)])
    assert council.runs("build") == 0
    capsys.readouterr()
    assert council.runs("issue") == 1
    assert f"{FULL}.pdf and its ledger are not what this version" in capsys.readouterr().err
    assert council.records == {REPORT, SHEET}


def test_nothing_is_issued_where_the_report_itself_is_not_what_the_returns_give(council: Council) -> None:
    assert council.runs("build") == 0
    council.gives([DENTAL[0], DENTAL[1], (239, 273)])
    assert council.runs("build", "--layout", "young_people") == 0
    assert council.runs("issue") == 2
    assert council.records == set()


def test_a_report_in_a_layout_that_is_not_here_is_left_until_it_is_given(
    council: Council, tmp_path: Path, capsys
) -> None:
    ours = tmp_path / "ours.toml"
    ours.write_text('title = "Ours"\nparts = ["at_a_glance"]\n[[section]]\ntitle = "Health"\n', "utf-8")
    ours.write_text(f'{ours.read_text("utf-8")}[[section.panel]]\nmeasure = "dental_check_pct"\n', "utf-8")
    assert council.runs("build") == 0
    assert council.runs("build", "--layout", str(ours)) == 0
    assert council.runs("issue") == 1
    assert "in the layout “ours” were not issued" in capsys.readouterr().err
    assert council.runs("issue", "--layout", str(ours)) == 0
    assert council.records == {REPORT, SHEET, f"{REPORT}-ours"}


def test_a_changed_report_is_refused_file_by_file(council: Council, capsys) -> None:
    assert council.runs("build") == 0
    assert council.runs("issue", "--layout", "young_people") == 0
    council.gives([DENTAL[0], DENTAL[1], (200, 273)])
    assert council.runs("build") == 2
    said = capsys.readouterr().err
    assert f"{SHEET}.pdf was issued" in said and f"{REPORT}.pdf was issued" not in said
    assert council.runs("build", "--layout", "corporate_parenting") == 0
    assert f"in {SHEET}.pdf, which was issued for this month" in capsys.readouterr().err


@pytest.mark.parametrize("sheet_too", [True, False])
def test_a_reissue_replaces_each_file_that_was_issued(council: Council, sheet_too: bool) -> None:
    assert council.runs("build") == 0
    assert council.runs("issue", *(() if sheet_too else ("--layout", "corporate_parenting"))) == 0
    council.gives([DENTAL[0], DENTAL[1], (200, 273)])
    assert council.runs("build", "--reissue", WHY) == 0
    assert council.runs("issue", "--reissue", WHY) == 0
    sheets = {SHEET, f"{SHEET}-reissue-1"} if sheet_too else {SHEET}
    assert council.records == {REPORT, f"{REPORT}-reissue-1", *sheets}
    last = text_of(council.output / f"{SHEET}{'-reissue-1' if sheet_too else ''}.pdf")
    assert "73 of every 100" in last and (WHY in last) is sheet_too


def test_the_sheet_alone_remembers_no_answer_to_the_committee(council: Council) -> None:
    from openpyxl import load_workbook

    book = load_workbook(council.returns / "health.xlsx")
    page = book.create_sheet("Asks")
    page.append(["Date asked", "What was asked", "Answer", "Date answered"])
    page.append(["13 September 2023", "How many?", "Ten.", "8 November 2023"])
    book.save(council.returns / "health.xlsx")
    assert council.runs("build") == 0
    assert council.runs("issue") == 0
    answered: Callable[[str], list[str]] = lambda stem: json.loads(  # noqa: E731
        (council.output / "issued" / f"{stem}.record.json").read_text("utf-8")
    )["answered"]
    assert len(answered(REPORT)) == 1 and answered(SHEET) == []
