"""The first hour of a council with a scorecard of its own: few commands, and no file of settings is opened."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from report.cli import main
from report.output.exit_codes import BUILT
from tests.whole.thirty_rows import ROWS, save_scorecard

pytestmark = pytest.mark.slow
OWN = {
    "Answer: use as": "a measure of our own",
    "Answer: span": "on the last day of the month",
    "Own measure: name": "Lifestory work started",
    "Own measure: unit": "a number",
    "Own measure: good is": "high",
    "Own measure: decimals": "0",
}


def answer(sheet: Path, words: str, answers: dict[str, str]) -> None:
    """Answer for the row with these words in the reading sheet."""
    book = openpyxl.load_workbook(sheet)
    rows = list(book.worksheets[0].iter_rows(min_row=8))
    place = {cell.value: number for number, cell in enumerate(rows[0])}
    row = next(cells for cells in rows if cells[place["Words in the return"]].value == words)
    for heading, text in answers.items():
        row[place[heading]].value = text
    book.save(sheet)


def test_a_scorecard_of_thirty_rows_is_a_report_after_two_commands_and_its_own_row_after_a_third(tmp_path, capsys):
    folder, output = tmp_path / "returns", tmp_path / "output"
    folder.mkdir()
    save_scorecard(folder / "Scorecard 2023-24.xlsx")
    named = ["--council", "Derby City Council", "--committee", "Corporate Parenting Board", "--meeting", "14/2/2024"]
    assert main(["start", str(folder), "--output", str(output), *named]) == BUILT
    told = capsys.readouterr().out
    assert f"of {len(ROWS)} rows of figures read" in told
    assert told.rstrip().endswith(f"boardreport build {folder} --output {output}")

    assert main(["build", str(folder), "--output", str(output)]) == BUILT
    assert (output / "corporate-parenting-2023-12.pdf").is_file()
    ledger = output / "corporate-parenting-2023-12.ledger.csv"
    assert "own_lifestory_work" not in ledger.read_text("utf-8-sig")

    answer(output / "reading.xlsx", "Lifestory work started (our pledge)", OWN)
    (output / "reading.xlsx").rename(folder / "reading.xlsx")
    assert main(["build", str(folder), "--output", str(output)]) == BUILT
    assert "own_lifestory_work_started" in ledger.read_text("utf-8-sig")
    assert sorted(path.name for path in folder.iterdir()) == ["Scorecard 2023-24.xlsx", "reading.xlsx", "report.toml"]
