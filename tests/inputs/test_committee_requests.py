"""What the panel asked for: read from a sheet by its headings, with findings for what is not whole."""

from __future__ import annotations

from datetime import date, datetime

import pytest

HEADINGS = ["Date asked", "Asked by", "What was asked", "Owner", "Answer", "Where", "Date answered", "Due"]
ASKED, ANSWERED = datetime(2023, 9, 13), datetime(2023, 11, 8)
RETURN = [["Measure", "Dec-23"], ["Reviews on time", "57/60"]]


def row(**more):
    cells = {"asked": ASKED, "words": "How long do late checks wait?", "answer": "Nine days.", "answered": ANSWERED}
    held = {**cells, **more}
    names = ("asked", "by", "words", "owner", "answer", "where", "answered", "due")
    return [held.get(name) for name in names]


def test_an_ask_is_read_with_its_dates_owner_answer_and_place(read, sheet):
    rows = [["Panel asks"], [], HEADINGS, row(by="Corporate Parenting Committee", owner="Health Service", where=5.1)]
    intake = read(sheet(RETURN), sheet(rows, name="Asks"))
    (ask,) = intake.asks
    assert (ask.words, ask.by, ask.owner) == (
        "How long do late checks wait?",
        "Corporate Parenting Committee",
        "Health Service",
    )
    assert (ask.asked, ask.answered, ask.answer, ask.where) == (
        date(2023, 9, 13),
        date(2023, 11, 8),
        "Nine days.",
        "5.1",
    )
    assert (ask.workbook, ask.sheet, ask.cell) == ("return.xlsx", "Asks", "C4")
    assert (intake.findings, len(intake.returns)) == ((), 1)


def test_an_ask_without_an_answer_waits_until_the_day_it_is_due(read, sheet):
    rows = [HEADINGS, row(answer=None, answered=None, due=datetime(2024, 2, 14))]
    (ask,) = read(sheet(RETURN), sheet(rows, name="Asks")).asks
    assert (ask.answer, ask.answered, ask.due) == ("", None, date(2024, 2, 14))


def test_the_list_may_be_a_text_file_of_its_own_with_only_the_columns_that_it_needs(tmp_path, read, sheet):
    lines = ["Date asked,What was asked,Answer", "13 September 2023,How many?,"]
    (tmp_path / "asks.csv").write_text("\n".join(lines), "utf-8")
    intake = read(sheet(RETURN))
    assert [(ask.words, ask.asked) for ask in intake.asks] == [("How many?", date(2023, 9, 13))]
    assert [finding.kind for finding in intake.findings if finding.workbook == "asks.csv"] in ([], ["text-letters"])


def test_a_list_of_asks_alone_is_no_return(read, sheet, found):
    assert ("no-returns", "") in found(read(sheet([HEADINGS, row()], name="Asks")))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"answered": None}, ("ask-answer-not-whole", "E2")),
        ({"answer": None}, ("ask-answer-not-whole", "G2")),
        ({"asked": None}, ("ask-date-not-read", "C2")),
        ({"asked": "last autumn"}, ("ask-date-not-read", "A2")),
        ({"asked": "05/06/2023"}, ("ask-date-not-read", "A2")),
        ({"answered": datetime(2023, 9, 12)}, ("ask-date-not-read", "G2")),
        ({"words": None}, ("ask-without-words", "A2")),
        ({"answer": "No. " * 200}, ("ask-too-long", "E2")),
    ],
)
def test_what_is_not_whole_is_told_with_its_cell_and_never_with_its_words(read, sheet, found, change, expected):
    intake = read(sheet(RETURN), sheet([HEADINGS, row(**change)], name="Asks"))
    assert found(intake) == [expected]
    assert "checks" not in str(intake.findings[0]) and "autumn" not in str(intake.findings[0])


def test_a_date_without_an_answer_answers_nothing(read, sheet):
    (ask,) = read(sheet(RETURN), sheet([HEADINGS, row(answer=None)], name="Asks")).asks
    assert ask.answered is None


def test_a_line_of_notes_and_a_blank_row_are_no_asks(read, sheet, found):
    rows = [HEADINGS, row(), [], ["Kept by the clerk"]]
    intake = read(sheet(RETURN), sheet(rows, name="Asks"))
    assert (len(intake.asks), found(intake)) == (1, [])


def test_a_return_beside_the_list_is_still_read(read, sheet):
    rows = [[*HEADINGS, None, *RETURN[0]], [*row(), None, *RETURN[1]]]
    intake = read(sheet(rows))
    assert (len(intake.asks), len(intake.returns)) == (1, 1)
