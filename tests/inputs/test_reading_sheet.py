"""The reading sheet: every row of figures is listed, and what the officer answers there is kept from month to month."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from inputs.headings.answers import file_words, undated
from inputs.reading_sheet import columns
from inputs.reading_sheet.columns import HEADINGS_ROW, Column
from inputs.reading_sheet.read import read_answers
from inputs.reading_sheet.write import summary
from tests.inputs.testshire import FEW, IN_CARE, MONTHS, ROWS, USES


def test_every_row_is_listed_with_what_it_was_read_as_or_why_not(scorecard):
    intake, _, _ = scorecard.read()
    listed = [(line.words, line.cells, line.item, line.used, line.latest) for line in intake.lines]
    assert listed == [
        ("Children in care", "B4:J4", "in_care", True, "412 (December 2023)"),
        ("Kids new to us", "B5:J5", "", False, "10 (December 2023)"),
        ("Runaways (all)", "B6:J6", "", False, "10 (December 2023)"),
    ]
    assert summary(intake.lines) == "1 of 3 rows of figures read, 2 not."


def test_what_keeps_figures_out_is_said_with_the_cell_that_says_it(scorecard):
    scorecard.give([["England"], [], *ROWS[2:4]])
    (line,) = scorecard.read()[0].lines
    assert (line.used, line.why, line.whose.text, line.whose.cell) == (False, "England, by A1.", "England", "A1")


def test_an_answer_makes_a_row_the_measure_it_names(scorecard):
    scorecard.answer(("Kids new to us", Column.USE, "1.4 Came into care"))
    assert scorecard.given() == {"in_care": 412, "came_in": 10}


def test_a_row_that_is_not_to_be_used_is_not(scorecard):
    scorecard.answer(("Children in care", Column.USE, "not ours"))
    assert scorecard.given() == {}


def test_whose_and_which_unit_figures_are_may_be_answered_against_the_words_around_them(scorecard):
    scorecard.give([["England"], [], *ROWS[2:4]])
    assert scorecard.given() == {}
    scorecard.answer(("Children in care", Column.WHOSE_ANSWER, "the whole council"))
    assert scorecard.given() == {"in_care": 412}


def test_a_question_about_a_table_is_asked_once_and_its_answer_holds_for_all_its_rows(scorecard):
    heads = ["Indicator", "Locality", *MONTHS]
    scorecard.give([heads, ["Children in care", "Elsewhere", *IN_CARE], ["Came into care", "Elsewhere", *FEW]])
    page = load_workbook(BytesIO(scorecard.sheet()))["Reading"]
    asked = [row for row in range(HEADINGS_ROW + 1, page.max_row + 1) if page.cell(row, 1).value == "Question"]
    assert [page.cell(row, Column.WORDS.number).value for row in asked] == [columns.WHOLE_TABLE]
    scorecard.answer((columns.WHOLE_TABLE, Column.WHOSE_ANSWER, "the whole council"))
    assert scorecard.given() == {"in_care": 412, "came_in": 10}


def test_a_measure_of_our_own_needs_its_name_unit_polarity_and_decimals(scorecard):
    own = "a measure of our own"
    scorecard.answer(("Runaways (all)", Column.USE, own), ("Runaways (all)", Column.OWN_NAME, "Runaways"))
    _, told, about = scorecard.read()
    assert (told.own, [one.kind for one in about]) == ((), ["reading-answer-unclear"])
    more = (
        (Column.SPAN_ANSWER, "in the month"),
        (Column.OWN_UNIT, "a number"),
        (Column.OWN_GOOD, "low"),
        (Column.OWN_DECIMALS, 0),
    )
    said = [
        ("Runaways (all)", column, text) for column, text in ((Column.USE, own), (Column.OWN_NAME, "Runaways"), *more)
    ]
    (scorecard.path / "reading.xlsx").unlink()
    scorecard.answer(*said)
    (mine,) = scorecard.read()[1].own
    assert (mine.id, mine.unit, mine.polarity, mine.decimals) == ("own_runaways", "count", "lower_is_better", 0)


def test_next_months_return_is_read_by_the_same_answers(scorecard):
    scorecard.answer(("Kids new to us", Column.USE, "1.4 Came into care"))
    later = [["Our scorecard 2024/25"], [], [*ROWS[2], "Jan-24"], *([*row, 11] for row in ROWS[3:])]
    scorecard.give(later, name="Scorecard January 2024 v2.xlsx")
    assert scorecard.given() == {"in_care": 11, "came_in": 11}
    assert scorecard.read()[2] == ()


def test_another_scope_in_the_title_or_a_new_heading_voids_an_answer_until_it_is_given_again(scorecard):
    scorecard.answer(("Kids new to us", Column.USE, "1.4 Came into care"))
    for rows in ([["Our scorecard: first half only"], *ROWS[1:]], [*ROWS[:2], [*ROWS[2], "Estimate"], *ROWS[3:]]):
        scorecard.give(rows)
        intake, _, _ = scorecard.read()
        assert "came_in" not in scorecard.given()
        assert "reading-changed" in [one.kind for one in intake.findings]


def test_a_renamed_row_is_told_with_the_row_of_the_sheet(scorecard):
    scorecard.answer(("Kids new to us", Column.USE, "1.4 Came into care"))
    scorecard.give([*ROWS[:4], ["Children new to us", *FEW]])
    _, _, about = scorecard.read()
    assert [(one.kind, one.workbook) for one in about] == [("reading-row-gone", "reading.xlsx")]


def test_an_answer_that_is_none_to_choose_from_is_told_and_not_used(scorecard):
    scorecard.answer(("Kids new to us", Column.USE, "Something else"))
    _, _, about = scorecard.read()
    assert [one.kind for one in about] == ["reading-answer-unclear"]


def test_a_reading_sheet_is_never_a_return_and_one_of_another_name_is_told(scorecard):
    scorecard.answer()
    (scorecard.path / "reading.xlsx").rename(scorecard.path / "reading (2).xlsx")
    intake, told, _ = scorecard.read()
    assert (told.answers, [one.kind for one in intake.findings if one.workbook == "reading (2).xlsx"]) == (
        (),
        ["reading-misnamed"],
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nonsense", b"a text"])
def test_a_damaged_file_of_its_name_is_a_clear_message(scorecard, content):
    (scorecard.path / "reading.xlsx").write_bytes(content)
    assert [one.kind for one in read_answers(scorecard.path, USES).findings] == ["reading-not-ours"]


def test_a_sheet_that_nobody_answered_changes_nothing(scorecard):
    before = scorecard.read()[0].returns
    scorecard.answer()
    assert scorecard.read()[0].returns == before


def test_the_same_returns_and_answers_give_the_same_bytes(scorecard):
    assert scorecard.sheet() == scorecard.sheet()


def test_answers_are_carried_over_into_the_new_sheet(scorecard):
    scorecard.answer(("Kids new to us", Column.USE, "1.4 Came into care"))
    page = load_workbook(BytesIO(scorecard.sheet()))["Reading"]
    used = {
        page.cell(row, Column.WORDS.number).value: page.cell(row, Column.USE.number).value
        for row in range(HEADINGS_ROW + 1, HEADINGS_ROW + 4)
    }
    assert used["Kids new to us"] == "1.4 Came into care"


def test_words_that_may_be_the_name_of_a_child_are_not_shown(scorecard):
    scorecard.give([*ROWS[:4], ["Zed Example", *FEW], ["Case 12345678", *FEW]])
    words = [line.words for line in scorecard.read()[0].lines]
    assert words == ["Children in care", "(a name)", "Case (a number)"]


def test_no_text_of_a_return_becomes_a_formula(scorecard):
    scorecard.give([*ROWS[:4], ["=1+1 visits", *FEW]])
    page = load_workbook(BytesIO(scorecard.sheet()))["Reading"]
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("CIC headline Dec 23", "cic headline"),
        ("Scorecard_2023-24_Q3 FINAL v2", "scorecard"),
        ("Performance to 31 December 2023", "performance to"),
        ("Rolling 12 months", "rolling 12 months"),
        ("Under 5s", "under 5s"),
    ],
)
def test_dates_in_names_do_not_count(text, words):
    assert (undated(text), file_words(f"{text}.xlsx")) == (words, words)


def test_columns_of_figures_are_listed_and_answered_as_rows_are(scorecard):
    down = [["Month", "Children in care", "Kids new to us"], *map(list, zip(MONTHS, IN_CARE, FEW, strict=True))]
    scorecard.give(down)
    assert [(line.words, line.cells) for line in scorecard.read()[0].lines] == [
        ("Children in care", "B2:B10"),
        ("Kids new to us", "C2:C10"),
    ]
    scorecard.answer(("Kids new to us", Column.USE, "1.4 Came into care"))
    assert scorecard.given() == {"in_care": 412, "came_in": 10}


def test_measures_of_a_long_table_are_listed_and_answered_each(scorecard):
    names = (("Children in care", IN_CARE), ("Kids new to us", FEW))
    long = [[name, month, value] for name, values in names for month, value in zip(MONTHS, values, strict=True)]
    scorecard.give([["Measure", "Month", "Value"], *long])
    assert {line.words.rpartition(" – ")[2] for line in scorecard.read()[0].lines} == {
        "Children in care",
        "Kids new to us",
    }
    (words,) = [line.words for line in scorecard.read()[0].lines if not line.used]
    scorecard.answer((words, Column.USE, "1.4 Came into care"))
    assert scorecard.given() == {"in_care": 412, "came_in": 10}


@pytest.mark.parametrize("column", [Column.WORKBOOK, Column.WORDS, Column.USE, Column.AROUND])
def test_a_sheet_without_a_column_that_is_needed_is_told_and_not_half_read(scorecard, column):
    scorecard.answer(("Kids new to us", Column.USE, "1.4 Came into care"))
    book = load_workbook(scorecard.path / "reading.xlsx")
    book["Reading"].delete_cols(column.number)
    book.save(scorecard.path / "reading.xlsx")
    told = read_answers(scorecard.path, USES)
    assert (told.answers, [one.kind for one in told.findings]) == ((), ["reading-not-ours"])
    assert column.heading in told.findings[0].what


def test_rows_put_on_top_and_rows_in_another_order_change_no_answer(scorecard):
    scorecard.answer(("Kids new to us", Column.USE, "1.4 Came into care"))
    book = load_workbook(scorecard.path / "reading.xlsx")
    book["Reading"].insert_rows(1)
    book.save(scorecard.path / "reading.xlsx")
    assert scorecard.given() == {"in_care": 412, "came_in": 10}


def test_a_measure_of_our_own_has_no_name_of_a_measure_of_the_report(scorecard):
    given = (
        *((Column.USE, "a measure of our own"), (Column.OWN_NAME, "Came into care"), (Column.OWN_UNIT, "a number")),
        *((Column.SPAN_ANSWER, "in the month"), (Column.OWN_GOOD, "low"), (Column.OWN_DECIMALS, 0)),
    )
    scorecard.answer(*(("Runaways (all)", column, text) for column, text in given))
    _, told, about = scorecard.read()
    assert (told.own, [one.kind for one in about]) == ((), ["reading-answer-unclear"])


def test_a_row_that_is_not_to_be_used_is_asked_about_no_more(scorecard):
    scorecard.answer(("Kids new to us", Column.USE, "not used"), ("Runaways (all)", Column.USE, "not used"))
    intake, _, _ = scorecard.read()
    assert [one.kind for one in intake.findings] == []
    assert [line.why for line in intake.lines if not line.used] == ["Not used, by reading.xlsx."] * 2


def test_the_lists_of_answers_are_enforced_and_prompted(scorecard):
    page = load_workbook(BytesIO(scorecard.sheet()))["Reading"]
    rules = page.data_validations.dataValidation
    assert rules
    assert all(rule.showErrorMessage and rule.showInputMessage for rule in rules)
