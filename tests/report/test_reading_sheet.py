"""Where the reading sheet is written, and that one with answers is never lost."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from openpyxl import Workbook, load_workbook

from inputs.reading_sheet.columns import HEADINGS_ROW, Column
from report.cli import main

ROWS = (
    ["Indicator", "Oct-23", "Nov-23", "Dec-23"],
    ["Children in care", 405, 409, 412],
    ["Kids new to us", 9, 10, 11],
    ["Happy with their worker", 81, 82, 84],
)
OWN = ((Column.USE, "a measure of our own"), (Column.OWN_NAME, "Happy"), (Column.OWN_UNIT, "a percentage"))


@pytest.fixture
def council(tmp_path: Path, folder_of_its_own: None) -> Path:
    """A folder with returns of one scorecard, and the folder that is worked in."""
    book = Workbook()
    page = book.active
    assert page is not None
    for row in ROWS:
        page.append(row)
    (tmp_path / "returns").mkdir()
    book.save(tmp_path / "returns" / "scorecard.xlsx")
    (tmp_path / "returns" / "report.toml").write_text('council = "Testshire County Council"\n', "utf-8")
    return tmp_path


def answer(source: Path, target: Path, words: str, *given: tuple[Column, str]) -> None:
    book = load_workbook(source)
    page = book["Reading"]
    rows = range(HEADINGS_ROW + 1, page.max_row + 1)
    row = next(row for row in rows if page.cell(row, Column.WORDS.number).value == words)
    for column, text in given:
        page.cell(row, column.number, text)
    book.save(target)


def test_a_check_writes_the_sheet_and_nothing_else_and_says_how_much_was_read(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "returns", "--output", "out"]) == 0
    assert "reading.xlsx: 1 of 3 rows of figures read, 2 not." in capsys.readouterr().out
    assert [path.name for path in (council / "out").iterdir()] == ["reading.xlsx"]


def test_one_pass_over_the_sheet_makes_the_report_right(council: Path) -> None:
    main(["check", "returns", "--output", "out", "--quiet"])
    sheet = council / "returns" / "reading.xlsx"
    answer(council / "out" / "reading.xlsx", sheet, "Kids new to us", (Column.USE, "1.4 Children coming into care"))
    own = (*OWN, (Column.SPAN_ANSWER, "in the month"), (Column.OWN_GOOD, "high"), (Column.OWN_DECIMALS, "0"))
    answer(sheet, sheet, "Happy with their worker", *own)
    assert main(["build", "returns", "--output", "out", "--quiet"]) == 0
    ledger = next((council / "out").glob("*.ledger.csv")).read_text("utf-8-sig")
    assert ("started_in_care_count" in ledger, "own_happy" in ledger) == (True, True)


@pytest.fixture
def with_a_mean(council: Path) -> tuple[str, str]:
    """The report and the large table of definitions in it, as text, with a mean as a measure of the council’s own."""
    book = load_workbook(council / "returns" / "scorecard.xlsx")
    page = book.active
    assert page is not None
    page.append(["Mean wait in weeks", 15.5, 14.2, 13.9])
    page.insert_cols(2)
    page["B1"], page["B5"] = "Target", 14
    book.save(council / "returns" / "scorecard.xlsx")
    main(["check", "returns", "--output", "out", "--quiet"])
    own = (Column.USE, "a measure of our own"), (Column.OWN_NAME, "Mean wait"), (Column.OWN_UNIT, "an average")
    more = (Column.SPAN_ANSWER, "in the month"), (Column.OWN_GOOD, "low"), (Column.OWN_DECIMALS, "1")
    answer(council / "out" / "reading.xlsx", council / "returns" / "reading.xlsx", "Mean wait in weeks", *own, *more)
    assert main(["build", "returns", "--output", "out", "--quiet", "--layout", "corporate_parenting_full"]) == 0
    document = pypdfium2.PdfDocument(next((council / "out").glob("*.pdf")))
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    return text, text.rpartition("Source of the definition")[2]


def test_a_mean_of_our_own_is_no_count_and_no_fewer(with_a_mean: tuple[str, str]) -> None:
    text, _ = with_a_mean
    assert text[text.index("L1 Mean wait") :].startswith("L1 Mean wait 13.9 Met")
    assert "This meets the target of 14 or less." in text
    assert "14 or fewer" not in text


def test_a_measure_of_our_own_stands_after_the_others_and_is_owned_by_the_service_of_its_workbook(
    with_a_mean: tuple[str, str],
) -> None:
    text, sources = with_a_mean
    counted = text[text.rindex("Definitions") :]
    assert counted.index("1.1 Children in our care") < counted.index("L1 Mean wait Local definition: as the service’s")
    assert sources.index("1.1 Children looked after") < sources.index("L1 Mean wait")
    assert "L1 Mean wait Local definition Performance and Information" in sources


def test_the_new_sheet_holds_that_a_measure_of_our_own_is_an_average(
    council: Path, with_a_mean: tuple[str, str]
) -> None:
    page = load_workbook(council / "out" / "reading.xlsx")["Reading"]
    units = [page.cell(row, Column.OWN_UNIT.number).value for row in range(HEADINGS_ROW + 1, page.max_row + 1)]
    assert [one for one in units if one] == ["an average"]


def test_a_sheet_with_answers_that_are_not_beside_the_returns_is_never_overwritten(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "returns", "--output", "out", "--quiet"])
    left = council / "out" / "reading.xlsx"
    answer(left, left, "Kids new to us", (Column.USE, "1.4 Children coming into care"))
    before = left.read_bytes()
    main(["check", "returns", "--output", "out"])
    assert "answers are here that are not used. Save it beside the returns" in capsys.readouterr().out
    assert (left.read_bytes(), (council / "out" / "reading (new).xlsx").exists()) == (before, True)


def test_a_damaged_sheet_in_the_output_folder_is_left_there(council: Path) -> None:
    (council / "out").mkdir()
    (council / "out" / "reading.xlsx").write_bytes(b"torn")
    main(["check", "returns", "--output", "out", "--quiet"])
    assert (council / "out" / "reading.xlsx").read_bytes() == b"torn"
    assert (council / "out" / "reading (new).xlsx").exists()


def test_returns_of_which_nothing_was_read_still_give_the_sheet(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (ROWS[0], ROWS[2], ROWS[3]):
        page.append(row)
    book.save(council / "returns" / "scorecard.xlsx")
    assert main(["build", "returns", "--output", "out"]) == 2
    assert "reading.xlsx: 0 of 2 rows of figures read, 2 not." in capsys.readouterr().err
    assert (council / "out" / "reading.xlsx").exists()


def test_answers_of_another_council_are_not_used(council: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "returns", "--output", "out", "--quiet"])
    sheet = council / "returns" / "reading.xlsx"
    answer(council / "out" / "reading.xlsx", sheet, "Kids new to us", (Column.USE, "1.4 Children coming into care"))
    (council / "returns" / "report.toml").write_text('council = "Elsewhere City Council"\n', "utf-8")
    main(["check", "returns", "--output", "out"])
    told = capsys.readouterr()
    assert "is of another council than Elsewhere City Council" in told.err
    assert "1 of 3 rows of figures read" in told.out


def test_rows_of_two_sheets_answered_as_one_measure_are_told_with_their_cells(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = load_workbook(council / "returns" / "scorecard.xlsx")
    other = book.create_sheet("Other")
    for row in (ROWS[0], ["New starters of ours", 19, 20, 21]):
        other.append(row)
    book.save(council / "returns" / "scorecard.xlsx")
    main(["check", "returns", "--output", "out", "--quiet"])
    sheet = council / "returns" / "reading.xlsx"
    use = (Column.USE, "1.4 Children coming into care")
    answer(council / "out" / "reading.xlsx", sheet, "Kids new to us", use)
    answer(sheet, sheet, "New starters of ours", use)
    assert main(["check", "returns", "--output", "out"]) == 2
    told = capsys.readouterr().err
    assert "What they are is answered in G9 and G11 of reading.xlsx." in told
    assert "or correct G9 or G11 of reading.xlsx, and run again." in told
