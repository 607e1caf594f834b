"""The reading sheet, answered on the page."""

from __future__ import annotations

from datetime import datetime

import openpyxl

from inputs.reading_sheet.columns import Column
from inputs.reading_sheet.fill_in import filled_in, questions_of
from report.desk.desk import Desk
from tests.desk.conftest import Ask

CARDS, NEW = "Young people who had a birthday card from us", "Kids coming in to care (new starters)"


def put_unknown_rows(desk: Desk) -> None:
    """Add a workbook with two rows whose words are not known."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["Measure", *(datetime(2023, month, 1) for month in range(1, 13))])
    page.append([CARDS, *range(10, 22)])
    page.append([NEW, *range(12)])
    book.save(desk.folder / "Extra.xlsx")


def rows_of(told: dict[str, list[dict[str, str]]]) -> dict[str, dict[str, str]]:
    return {row[Column.WORDS.heading]: row for row in told["rows"]}


def test_what_was_not_read_is_asked_with_the_lists_of_the_sheet_and_the_answer_is_used(desk: Desk, ask: Ask) -> None:
    put_unknown_rows(desk)
    ask("look")
    told = ask("questions")
    rows, uses = rows_of(told), told["choices"][Column.USE.heading]
    assert {rows[words]["State"] for words in (CARDS, NEW)} == {"Not read"}
    alone = next(one for one in uses if one.endswith("having come alone"))
    answers = {
        rows[CARDS]["row"]: {Column.USE.heading: "not used"},
        rows[NEW]["row"]: {Column.USE.heading: alone},
    }
    ask("save_answers", answers=answers)
    assert (desk.folder / "reading.xlsx").is_file()
    ask("look")
    rows = rows_of(ask("questions"))
    assert (rows[CARDS]["State"], rows[NEW]["State"], rows[NEW]["Read as"]) == ("Not used", "Read", alone)


def test_the_same_answers_give_the_same_file_and_only_answers_can_be_typed(desk: Desk, ask: Ask) -> None:
    put_unknown_rows(desk)
    ask("look")
    sheet = (desk.output / "reading.xlsx").read_bytes()
    row = rows_of(questions_of(sheet))[CARDS]["row"]
    given = {row: {Column.USE.heading: "=1+1", Column.WORDS.heading: "another", "No such column": "x"}}
    filled = filled_in(sheet, given)
    assert filled == filled_in(sheet, given)
    kept = rows_of(questions_of(filled))[CARDS]
    assert kept[Column.USE.heading] == "=1+1"
    book = openpyxl.load_workbook(desk.output / "reading.xlsx")
    assert len(book["Reading"].data_validations.dataValidation) > 0
