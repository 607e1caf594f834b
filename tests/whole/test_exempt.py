"""The exempt edition: everything shown, marked, and kept apart from what the public gets."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from report.cli import main
from tests.whole.test_issue import DECEMBER, Council

pytestmark = pytest.mark.slow

FEW = [(236, 268), (235, 270), (4, 273)]
PARAGRAPHS = "exempt_paragraphs = [1, 2]\n"
MARK = "Exempt: not for publication. Schedule 12A to the Local Government Act 1972, paragraphs 1 and 2"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """A council of which only four children had a dental check."""
    made = Council(tmp_path)
    made.gives(FEW, PARAGRAPHS)
    return made


def names(council: Council) -> set[str]:
    return {path.name for path in council.output.glob("corporate-parenting*.pdf")}


def ledger(council: Council, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((council.output / f"{name}.ledger.csv").read_text("utf-8-sig"))))


def test_the_exempt_paper_shows_what_the_public_one_hides_and_each_has_its_files(council: Council) -> None:
    assert council.runs("build", "12") == 0
    public = (council.output / f"{DECEMBER}.pdf").read_bytes()
    assert council.runs("build", "12", "--exempt") == 0
    assert names(council) == {f"{DECEMBER}.pdf", f"{DECEMBER}-exempt.pdf"}
    assert (council.output / f"{DECEMBER}.pdf").read_bytes() == public
    shown, hidden = council.text(f"{DECEMBER}-exempt"), council.text(DECEMBER)
    assert "4 of 273" in shown and "to protect children" not in shown
    assert "4 of 273" not in hidden and "to protect children" in hidden
    assert any(row["numerator"] == "4" for row in ledger(council, f"{DECEMBER}-exempt"))
    assert not any(row["numerator"] == "4" for row in ledger(council, DECEMBER))


def test_every_page_of_the_exempt_paper_is_marked_and_no_page_of_the_public_one(council: Council) -> None:
    assert council.runs("build", "12", "--exempt", "--large-print") == 0
    assert council.runs("build", "12") == 0
    text = council.text(f"{DECEMBER}-exempt-large-print")
    pages = int(text.split("1 of ")[1].split()[0])
    assert text.count(MARK) == pages + 1  # once more in the words of the first page
    assert "xempt" not in council.text(DECEMBER)


def test_an_exempt_paper_may_be_the_rule_of_a_council_and_the_public_one_asked_for(council: Council) -> None:
    council.gives(FEW, f'audience = "exempt"\n{PARAGRAPHS}')
    assert council.runs("build", "12") == 0
    assert names(council) == {f"{DECEMBER}-exempt.pdf"}
    assert council.runs("build", "12", "--public") == 0
    assert names(council) == {f"{DECEMBER}-exempt.pdf", f"{DECEMBER}.pdf"}


def test_without_its_paragraphs_no_exempt_paper_is_written(council: Council, capsys) -> None:
    council.gives(FEW)
    assert council.runs("build", "12", "--exempt") == 2
    assert "report.toml: an exempt report needs “exempt_paragraphs”" in capsys.readouterr().err
    assert names(council) == set()


def test_a_slip_in_the_audience_writes_no_paper_at_all(council: Council) -> None:
    council.gives(FEW, f'audience = "Exempt"\n{PARAGRAPHS}')
    assert council.runs("build", "12") == 2
    assert names(council) == set()


def test_both_at_once_is_not_understood(council: Council) -> None:
    with pytest.raises(SystemExit) as stop:
        council.runs("build", "12", "--exempt", "--public")
    assert stop.value.code == 2


def test_exempt_and_public_papers_are_issued_apart_and_each_held_to_its_own(council: Council, capsys) -> None:
    council.issues("12", "--exempt")
    assert council.record(f"{DECEMBER}-exempt").exists() and not council.record(DECEMBER).exists()
    council.issues("12")
    assert [path.name for path in sorted((council.output / "issued").glob("*.txt"))] == [
        "exempt-seals.txt",
        "seals.txt",
    ]
    assert b'"4"' in council.record(f"{DECEMBER}-exempt").read_bytes()
    assert b'"4"' not in council.record(DECEMBER).read_bytes()
    assert council.runs("build", "12") == 0 and council.runs("build", "12", "--exempt") == 0
    capsys.readouterr()
    assert main(["issue", "--verify", "--output", str(council.output)]) == 0
    verified = capsys.readouterr().out
    assert "1. 2023-12 ours, 3 figures" in verified and "1. 2023-12 ours exempt, 4 figures" in verified


def test_a_change_that_the_public_paper_does_not_show_stops_the_exempt_one_alone(council: Council, capsys) -> None:
    council.issues("12", "--exempt")
    council.issues("12")
    council.gives([*FEW[:2], (3, 273)], PARAGRAPHS)
    assert council.runs("build", "12") == 0
    assert council.runs("build", "12", "--exempt") == 2
    assert f"{DECEMBER}-exempt.pdf was issued" in capsys.readouterr().err


def test_the_exempt_paper_is_reissued_under_its_own_name(council: Council) -> None:
    council.issues("12", "--exempt")
    council.gives([*FEW[:2], (3, 273)], PARAGRAPHS)
    why = ("--exempt", "--reissue", "One form was counted twice.")
    council.issues("12", *why)
    assert (council.output / f"{DECEMBER}-reissue-1-exempt.pdf").exists()
    assert not council.record(DECEMBER).exists()


def test_the_next_exempt_paper_is_held_against_the_last_exempt_one(council: Council) -> None:
    council.issues("11", "--exempt")
    council.gives([(230, 268), *FEW[1:]], PARAGRAPHS)
    assert council.runs("build", "12") == 0 and council.runs("build", "12", "--exempt") == 0
    assert "r 85.8" in council.text(f"{DECEMBER}-exempt")
    assert "r 85.8" not in council.text(DECEMBER)


def test_the_young_people_s_sheet_is_never_made_exempt(sample_copy: Path, tmp_path: Path, capsys) -> None:
    settings = sample_copy / "report.toml"
    settings.write_text(PARAGRAPHS + settings.read_text("utf-8"), "utf-8")
    build = ["build", str(sample_copy), "--output", str(tmp_path / "output"), "--exempt"]
    assert main(build) == 0
    said = capsys.readouterr().out
    assert "This is an exempt report: it hides nothing." in said
    assert "The young people’s sheet is public, so an exempt build leaves it out" in said
    written = {path.name for path in (tmp_path / "output").glob("*.pdf")}
    assert written == {"corporate-parenting-2023-12-exempt.pdf"}
    assert main([*build, "--layout", "young_people"]) == 2
    assert "The young people’s sheet is public, and is never made exempt." in capsys.readouterr().err
    assert {path.name for path in (tmp_path / "output").glob("*.pdf")} == written


def test_words_that_are_not_printed_are_told_once_and_not_proofread(council: Council, capsys) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Measure", "Why"])
    sheet.append(["Dental check up to date", "Numbers halved; 77% of the trio, two boys, went."])
    book.save(council.returns / "commentary.xlsx")

    def kinds(*edition: str) -> list[str]:
        arguments = [str(council.returns), "--period", "2023-12", "--output", str(council.output), *edition]
        assert main(["build", *arguments]) == 0
        said = capsys.readouterr()
        return [line for line in (said.out + said.err).splitlines() if "commentary.xlsx ›" in line]

    (public,) = kinds()
    assert "could give away a hidden number" in public
    exempt = kinds("--exempt")
    assert any("the commentary says 77%" in line for line in exempt)
    assert not any("could give away" in line for line in exempt)
