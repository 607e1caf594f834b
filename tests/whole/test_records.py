"""A folder with nothing but records gives a report, and nothing of a child is in anything that it leaves behind."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from report import cli
from report.judge import judge_returns
from tests.report.made_records import as_903, as_csv, as_ssd
from tests.report.random_careers import council

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("folder_of_its_own")]


def write(folder: Path, written=as_ssd, children: int = 240) -> Path:
    folder.mkdir()
    for name, rows in written(council(1, children)).items():
        (folder / f"{name}.csv").write_bytes(as_csv(rows))
    return folder


def values(folder: Path) -> dict[str, object]:
    card = judge_returns(folder, None, "", lambda *_: None).scored.whole
    return {score.measure.id: score.latest.number for score in card.scores if score.latest.has_number and not score.group}


def words_of(pdf: Path) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


@pytest.mark.parametrize("written", [as_ssd, as_903])
def test_a_folder_of_records_alone_gives_a_report_that_names_what_is_absent(tmp_path: Path, written, capsys):
    assert cli.main(["build", str(write(tmp_path / "records", written)), "--output", str(tmp_path / "out")]) == 0
    told = capsys.readouterr().out
    words = words_of(next((tmp_path / "out").glob("corporate-parenting-2023-12.pdf")))
    assert "December 2023" in words
    assert "Personal Education Plan" in told  # it says who owes what the records cannot give
    assert "Measures were counted from" in told


def test_a_counted_figure_rests_on_its_table_and_on_no_single_row(tmp_path: Path):
    assert cli.main(["build", str(write(tmp_path / "records")), "--output", str(tmp_path / "out")]) == 0
    with (tmp_path / "out" / "corporate-parenting-2023-12.ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["workbook"].startswith("ssd_")]
    assert rows
    assert all(re.fullmatch(r"(all [\d,]+ rows ?)+", row["cells"]) for row in rows)


def test_nothing_of_a_child_is_in_anything_that_a_build_leaves(tmp_path: Path, capsys):
    """Every cell of every table is marked; a day or a code that cannot be read is told without being quoted."""
    folder = tmp_path / "records"
    folder.mkdir()
    for name, rows in as_ssd(council(1, 240)).items():
        marked = [{column: f"{cell}" for column, cell in row.items()} for row in rows]
        for number, row in enumerate(marked):
            for column in row:
                if column.endswith(("_person_id", "_cla_id", "_placement_id")):
                    row[column] = f"CANARY{row[column]}"
            row["our_notes"] = f"CANARY-NOTE-{number}"
        for column in marked[0]:
            if "date" not in column and not column.endswith("_id"):
                marked[0][column] = "CANARY-CODE"
        (folder / f"{name}.csv").write_bytes(as_csv(marked))
    out = tmp_path / "out"
    cli.main(["build", str(folder), "--output", str(out)])
    cli.main(["check", str(folder)])
    told = capsys.readouterr()
    assert "CANARY" not in told.out + told.err
    assert [path.name for path in out.rglob("*checked*")] == []
    for path in out.rglob("*"):
        if path.is_file():
            assert b"CANARY" not in path.read_bytes(), path.name
            if path.suffix == ".pdf":
                assert "CANARY" not in words_of(path)
            if path.suffix == ".xlsx":
                book = openpyxl.load_workbook(path)
                assert "CANARY" not in str([[cell.value for cell in row] for sheet in book for row in sheet])


def test_where_a_return_says_otherwise_both_numbers_are_told_and_the_return_is_printed(tmp_path: Path, capsys):
    folder = write(tmp_path / "records")
    counted = values(folder)["children_in_care_count"]
    (folder / "CIC.csv").write_text("Measure,Nov-23,Dec-23\nChildren in care,999,400\n")
    assert values(folder)["children_in_care_count"] == 400
    assert cli.main(["check", str(folder)]) == 0
    told = capsys.readouterr().out
    assert f"in December 2023 400 there, {counted} counted" in told
    assert "The figures of the return are printed" in told


def test_report_toml_may_say_that_the_records_win(tmp_path: Path):
    folder = write(tmp_path / "records")
    counted = values(folder)["children_in_care_count"]
    (folder / "CIC.csv").write_text("Measure,Nov-23,Dec-23\nChildren in care,999,400\n")
    (folder / "report.toml").write_text('council = "Testshire"\nrecords_win = true\n')
    assert values(folder)["children_in_care_count"] == counted


def test_a_return_that_says_the_same_is_no_finding(tmp_path: Path, capsys):
    folder = write(tmp_path / "records")
    counted = values(folder)["children_in_care_count"]
    (folder / "CIC.csv").write_text(f"Measure,Dec-23\nChildren in care,{counted}\n")
    assert cli.main(["check", str(folder)]) == 0
    assert "is not what" not in capsys.readouterr().out


def test_the_rule_by_which_homes_are_counted_can_be_chosen(tmp_path: Path):
    folder = write(tmp_path / "records")
    usual = values(folder)["three_or_more_homes_pct"]
    (folder / "report.toml").write_text('council = "Testshire"\nevery_move_is_a_home = true\n')
    assert values(folder)["three_or_more_homes_pct"] > usual
