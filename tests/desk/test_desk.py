"""What the page is told, and what it makes of the returns."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest

from report import cli
from report.desk import desk as desk_module
from report.desk.desk import Desk
from report.desk.telling import in_page_words
from tests.desk.conftest import SAMPLE, Ask

HEALTH = "Health CiC return Dec-23 FINAL.xlsx"


def put(desk: Desk, cell: str, value: object) -> None:
    """Write a cell of the health return."""
    book = openpyxl.load_workbook(desk.folder / HEALTH)
    book["IHA"][cell] = value
    book.save(desk.folder / HEALTH)


def test_each_workbook_is_told_with_what_it_was_read_as_and_what_was_found_by_its_cell(ask: Ask) -> None:
    told = ask("look")
    read_as = {book["name"]: book["read_as"] for book in told["workbooks"]}
    assert (
        read_as["CIC headline Dec 23.xlsx"] == "Performance and Information Team: 4 measures; commentary on 9 measures"
    )
    assert read_as["Committee asks.xlsx"] == "4 requests of the committee"
    (check,) = [one for one in told["findings"] if one["strength"] == "check"]
    assert check["place"] == "VS_PEP+schools_return_2023-24.xlsx › PEPs and schools › W8"
    assert (told["period"], told["months"][0]["name"], told["measures"]) == ("2023-12", "December 2023", 20)
    assert json.dumps(told)


def test_a_return_that_must_be_fixed_is_told_as_data_with_its_cell_and_a_marked_copy(desk: Desk, ask: Ask) -> None:
    put(desk, "C26", "see email")
    told = ask("look")
    (must,) = [one for one in told["findings"] if one["strength"] == "must fix"]
    assert (must["workbook"], must["place"]) == (HEALTH, f"{HEALTH} › IHA › C26")
    assert "see email" not in json.dumps(told)
    assert next(book for book in told["workbooks"] if book["name"] == HEALTH)["read_as"].startswith("Health Service")
    assert any(file["name"] == "returns/Health CiC return Dec-23 FINAL (checked).xlsx" for file in told["files"])


@pytest.mark.slow
def test_the_page_builds_what_the_command_line_builds_and_traces_its_numbers(
    desk: Desk, ask: Ask, tmp_path: Path
) -> None:
    told = ask("build", editions=["standard"])
    assert [report["pages"] for report in told["reports"]] == [16, 2]
    assert cli.main(["build", str(SAMPLE), "--quiet", "--web", "--output", str(tmp_path / "by-command")]) == 0
    for path in (tmp_path / "by-command").rglob("[!.]*"):
        if path.is_file():
            assert (desk.output / path.relative_to(tmp_path / "by-command")).read_bytes() == path.read_bytes()
    rows = ask("ledger", ledger=told["reports"][0]["ledger"], page=2)
    assert ["CIC headline Dec 23.xlsx", "Headline", "Y7"] in [row[-3:] for row in rows["rows"]]
    issued = ask("issue")
    assert any("seal" in line for line in issued["lines"])
    assert ask("verify")["whole"] is True
    assert any(file["name"].startswith("issued/") for file in issued["files"])


def test_no_ledger_outside_the_output_folder_can_be_asked_for(desk: Desk, ask: Ask) -> None:
    (desk.folder / "secret.csv").write_text("page\n1\n")
    assert ask("ledger", ledger="../returns/secret.csv", page=1)["rows"] == []


def test_a_crash_is_told_by_its_code_and_place_and_by_nothing_that_anybody_wrote(ask: Ask) -> None:
    told = ask("ledger", ledger="x.csv", page="Zebedee")
    assert set(told["fault"]) == {"code", "place", "file", "text"}
    assert "Zebedee" not in json.dumps(told)


def test_blank_returns_are_made_for_the_next_month(ask: Ask) -> None:
    told = ask("blank_returns")
    assert told["lines"][0].startswith("10 blank returns for January 2024")
    assert sum(file["name"].startswith("templates/") for file in told["files"]) == 10


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("…; --period chooses another.", "…; “Month” chooses another."),
        ("run again with --period 2024-01.", "choose 2024-01 under “Month”."),
        ("build and issue it with a reason: --reissue “why”.", "“Replaces an issued report, because”."),
        ("“boardreport guide clerks” says which.", "“clerks” in the guide below says which."),
        (
            "Run “boardreport start”, which asks for them and writes it.",
            "Fill in “Council, committee and meeting” below.",
        ),
        ("Fix report.toml and run again.", "Fix report.toml and build again."),
        (
            "Download them and run “boardreport benchmarks”.",
            "“boardreport benchmarks” where Board Report is installed.",
        ),
        ("Put it back from a copy. Or choose another folder with --output.", "Put it back from a copy."),
    ],
)
def test_options_of_the_command_line_have_the_names_that_the_page_gives_them(line: str, words: str) -> None:
    assert in_page_words([line])[0].endswith(words)


def test_no_line_that_the_page_may_show_names_an_option_it_does_not_have() -> None:
    options = ("--period", "--reissue", "--exempt", "--layout", "--output")
    project = Path(__file__).parents[2]
    places = [project / "report" / name for name in ("build.py", "judge.py", "issue.py", "strangers.py")]
    places += [*(project / "report" / "issuing").glob("*.py"), *(project / "report" / "blank_returns").glob("*.py")]
    for path in places:
        for line in re.sub(r'"\s*\n\s*f?"', "", path.read_text("utf-8")).splitlines():
            if any(option in line for option in options) and '"' in line:
                told = in_page_words([line])[0]
                assert not [option for option in options if option in told], f"{path.name}: {told}"


def test_where_memory_is_full_that_is_told_and_no_fault_of_the_builder(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(desk_module, "judge_returns", full)
    assert ask("look") == {"full": True}


@pytest.mark.parametrize("layout", ["/etc/passwd", "../secret.toml", "secret.toml", "report.toml"])
def test_no_file_but_a_layout_of_these_returns_can_be_a_layout(desk: Desk, ask: Ask, layout: str) -> None:
    (desk.folder.parent / "secret.toml").write_text('parts = ["cover"]\nsecret = 1\n', "utf-8")
    assert ask("look", layout=layout)["stopped"] == [
        "This layout is not among the returns now. Choose one of those under “Layout”."
    ]
    (desk.folder / "ours.toml").write_text('title = "Ours"\nparts = ["cover"]\n', "utf-8")
    assert "This layout" not in str(ask("look", layout="ours.toml").get("stopped"))


def test_an_output_that_cannot_be_written_is_told_in_words(desk: Desk, ask: Ask) -> None:
    desk.output.rmdir()
    desk.output.write_text("a file")
    told = ask("look")
    assert told["stopped"] == [
        f"{desk.output}: this folder cannot be written to. Ask its owner for access.",
    ]


def test_months_can_be_chosen_while_something_stops_the_report(desk: Desk, ask: Ask) -> None:
    put(desk, "C26", "see email")
    months = ask("look")["months"]
    assert {"period": "2023-12", "name": "December 2023"} in months


def test_no_remedy_sends_the_officer_to_a_command_without_saying_where_it_is() -> None:
    project = Path(__file__).parents[2]
    for room in ("report/metrics", "report/settings", "inputs"):
        for path in (project / room).rglob("*.py"):
            text = re.sub(r'"\s*\n\s*f?"', "", path.read_text("utf-8"))
            for line in re.findall(r'"([^"\n]*“boardreport [^"\n]*)"', text):
                told = in_page_words([line.replace("{noun}", "measure")])[0]
                assert "“boardreport" not in told or "where Board Report is installed" in told, f"{path.name}: {told}"
