"""What the officer answers in the reading sheet counts, or is refused with its cell and what to do."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from inputs.headings.answers import Answer, Answers, undated
from inputs.reading_sheet import columns
from inputs.reading_sheet.columns import HEADINGS_ROW, WHOLE_TABLE, Column
from tests.inputs.testshire import FEW, IN_CARE, MONTHS, ROWS, SHARES

HEADS = ["Indicator", *MONTHS]
HELD, DUE, ON_TIME = "Reviews held on time", "Reviews due", "Reviews on time"
WHOLE_SHARES = [98, 97, 96, 98, 97, 96, 97, 98, 98]


def december_of(intake, item):
    """Give the value, numerator and denominator of a measure's last point; None where nothing was read."""
    series = [one for its in intake.returns for one in its.series if one.item == item]
    if not series:
        return None
    point = series[0].points[-1]
    return tuple(one.value if one else None for one in (point.value, point.numerator, point.denominator))


def kinds(findings):
    return [one.kind for one in findings]


def test_a_row_named_as_a_numerator_is_of_percentages_where_the_officer_says_so(scorecard):
    scorecard.give([HEADS, [HELD, *WHOLE_SHARES]])
    assert december_of(scorecard.read()[0], "reviews") == (None, 98, None)
    scorecard.answer((HELD, Column.UNIT_ANSWER, "percentages"))
    assert december_of(scorecard.read()[0], "reviews") == (98, None, None)


def test_a_row_of_a_percentage_is_of_numbers_where_the_officer_says_so(scorecard):
    scorecard.give([HEADS, [ON_TIME, *WHOLE_SHARES], [DUE, *[100] * 9]])
    scorecard.answer((ON_TIME, Column.UNIT_ANSWER, "numbers"))
    assert december_of(scorecard.read()[0], "reviews") == (None, 98, 100)


def test_numbers_with_decimals_of_what_may_be_halved_stay_numbers_where_the_officer_says_so(scorecard):
    homes = "Three or more homes"
    scorecard.give([HEADS, [homes, *[one + 0.5 for one in FEW]]])
    scorecard.answer((homes, Column.UNIT_ANSWER, "numbers"))
    value, numerator, _ = december_of(scorecard.read()[0], "homes")
    assert (value, float(numerator)) == (None, 10.5)


def test_a_row_answered_as_numbers_leaves_another_row_of_percentages_as_it_is(scorecard):
    shown = [HELD, *[one / 100 for one in SHARES]]
    scorecard.give([HEADS, shown, [ON_TIME, *[491] * 9], [DUE, *[500] * 9]], formats={"2": "0.0%"})
    scorecard.answer((ON_TIME, Column.UNIT_ANSWER, "numbers"))
    read = december_of(scorecard.read()[0], "reviews")
    assert (float(read[0]), read[1:]) == (98.2, (491, 500))


@pytest.mark.parametrize("words", [HELD, ON_TIME, "Reviews on time done"])
def test_answered_numbers_that_the_cells_show_as_percentages_are_refused_with_both_places(scorecard, words):
    scorecard.give([HEADS, [words, *[one / 100 for one in SHARES]]], formats={"2": "0.0%"})
    scorecard.answer((words, Column.USE, "3.5 Reviews on time"), (words, Column.UNIT_ANSWER, "numbers"))
    intake, _, _ = scorecard.read()
    assert december_of(intake, "reviews") is None
    (finding,) = [one for one in intake.findings if one.kind == "reading-contradicted"]
    assert str(finding) == (
        "Scorecard Dec 23.xlsx › Scorecard › B2: 9 figures from B2 were left out: by J9 of reading.xlsx they are "
        "numbers, and B2 shows a percentage. Correct J9 of reading.xlsx or the figures and run again."
    )


def test_answered_numbers_of_people_with_decimals_are_refused(scorecard):
    scorecard.give([HEADS, [HELD, *SHARES]])
    assert december_of(scorecard.read()[0], "reviews") is not None
    scorecard.answer((HELD, Column.UNIT_ANSWER, "numbers"))
    intake, _, _ = scorecard.read()
    assert december_of(intake, "reviews") is None
    assert "reading-contradicted" in kinds(intake.findings)


def test_answered_percentages_above_100_are_refused(scorecard):
    scorecard.give([HEADS, [HELD, *IN_CARE]])
    scorecard.answer((HELD, Column.UNIT_ANSWER, "percentages"))
    intake, _, _ = scorecard.read()
    assert (december_of(intake, "reviews"), "reading-contradicted" in kinds(intake.findings)) == (None, True)


def test_a_unit_that_the_measure_is_never_given_in_is_told_with_the_cell_of_the_answer(scorecard):
    scorecard.answer(("Children in care", Column.UNIT_ANSWER, "percentages"))
    intake, _, _ = scorecard.read()
    (finding,) = [one for one in intake.findings if one.kind == "other-unit"]
    assert "by J11 of reading.xlsx they are percentages, which the measure is not given in" in finding.what


@pytest.mark.parametrize(
    ("column", "answer", "named"),
    [
        (Column.SPAN_ANSWER, "on the last day of the month", "they are of the last day of the month, and"),
        (Column.SPAN_ANSWER, "12 months to the month", "they are of twelve months, and"),
        (Column.SPAN_ANSWER, "in the quarter", "they are of three months, and"),
        (Column.SPAN_ANSWER, "three years", "they are of three years, and"),
        (Column.SPAN_ANSWER, "another span", "they are of another span than those listed, and"),
        (Column.UNIT_ANSWER, "percentages", "they are percentages, which"),
        (Column.UNIT_ANSWER, "a rate", "they are rates, which"),
        (Column.UNIT_ANSWER, "days", "they are days, which"),
    ],
)
def test_an_answer_that_is_not_the_measures_is_told_by_its_name(scorecard, column, answer, named):
    scorecard.give([HEADS, ["Came into care", *FEW]])
    scorecard.answer(("Came into care", column, answer))
    (finding,) = [one for one in scorecard.read()[0].findings if one.kind in {"other-span", "other-unit"}]
    assert named in finding.what


@pytest.mark.parametrize(
    ("words", "named"),
    [("Quarterly total", "they are of three months, and"), ("Rolling 12 months", "they are of twelve months, and")],
)
def test_a_span_that_the_return_states_has_the_name_of_one_that_is_answered(scorecard, words, named):
    scorecard.give([["Indicator", "Frequency", *MONTHS], ["Came into care", words, *FEW]])
    (finding,) = [one for one in scorecard.read()[0].findings if one.kind == "other-span"]
    assert named in finding.what


def test_a_unit_for_a_denominator_that_it_cannot_be_in_is_told(scorecard):
    scorecard.give([HEADS, [ON_TIME, *SHARES], [DUE, *[100] * 9]])
    scorecard.answer((DUE, Column.UNIT_ANSWER, "days"))
    intake, _, _ = scorecard.read()
    assert (december_of(intake, "reviews")[2], "other-unit" in kinds(intake.findings)) == (None, True)


def test_parts_keep_their_role_where_the_unit_of_the_whole_table_is_answered(scorecard):
    scorecard.give([["England"], HEADS, [ON_TIME, *SHARES], [HELD, *[491] * 9], [DUE, *[500] * 9]])
    scorecard.answer((ON_TIME, Column.WHOSE_ANSWER, "the whole council"))
    book = load_workbook(scorecard.path / "reading.xlsx")
    page = book["Reading"]
    last = page.max_row + 1
    for column in (Column.WORKBOOK, Column.SHEET, Column.TITLE):
        page.cell(last, column.number, page.cell(HEADINGS_ROW + 1, column.number).value)
    page.cell(last, Column.WORDS.number, WHOLE_TABLE)
    page.cell(last, Column.WHOSE_ANSWER.number, "the whole council")
    page.cell(last, Column.UNIT_ANSWER.number, "percentages")
    book.save(scorecard.path / "reading.xlsx")
    read = december_of(scorecard.read()[0], "reviews")
    assert (float(read[0]), read[1:]) == (98.2, (491, 500))


@pytest.mark.parametrize(
    ("column", "answer"),
    [
        (Column.UNIT_ANSWER, "numbers"),
        (Column.SPAN_ANSWER, "in the month"),
        (Column.WHOSE_ANSWER, "the whole council"),
    ],
)
def test_an_answer_about_figures_that_are_read_as_no_measure_is_told_and_says_what_to_choose(scorecard, column, answer):
    scorecard.answer(("Kids new to us", column, answer))
    _, _, about = scorecard.read()
    assert [(one.kind, one.workbook, one.cell[1:]) for one in about] == [("reading-no-effect", "reading.xlsx", "9")]
    scorecard.answer(("Kids new to us", Column.USE, "1.4 Came into care"), ("Kids new to us", column, answer))
    assert scorecard.read()[2] == ()


def test_a_measure_that_is_given_by_group_is_not_offered_and_refused_for_a_row_without_one(scorecard):
    book = load_workbook(scorecard.saved())
    offered = [cell.value for cell in book["Lists"]["A"]]
    assert "1.1 Children in care" in offered
    assert "1.2 Children by age" not in offered
    scorecard.answer(("Kids new to us", Column.USE, "1.2 Children by age"))
    intake, told, about = scorecard.read()
    assert (kinds(about), told.answers) == (["reading-answer-unclear"], ())
    assert "“1.2 Children by age” in row 9 is given by group" in about[0].what
    assert "ages" not in [one.item for its in intake.returns for one in its.series]


def test_no_measure_of_the_library_that_is_given_by_group_is_offered(library):
    offered, by_group = (set(its.values()) for its in (columns.uses(library).plain, columns.uses(library).by_group))
    assert "children_in_care_count" in offered
    assert by_group == {one.id for one in library if one.groups}
    assert not offered & by_group


def test_rows_by_group_are_still_shown_by_the_name_of_their_measure(scorecard):
    ages = ["Children in care by age"]
    scorecard.give([HEADS, ages, ["5 to 9", *IN_CARE], ["10 to 15", *IN_CARE]])
    page = load_workbook(scorecard.saved())["Reading"]
    assert page.cell(HEADINGS_ROW + 1, Column.READ_AS.number).value == "1.2 Children by age – 5 to 9"


def test_which_measure_a_row_is_says_whom_it_counts_whatever_service_its_section_names(scorecard):
    """An answer is not overruled by a section of care leavers; a column that says England still is heard."""
    here = ["Care leavers"], ["Kids new to us", *FEW]
    scorecard.give([HEADS, *here])
    scorecard.answer(("Kids new to us", Column.USE, "1.4 Came into care"))
    assert december_of(scorecard.read()[0], "came_in")[0] == FEW[-1]
    scorecard.give([HEADS, ["England"], here[1]])
    assert december_of(scorecard.read()[0], "came_in") is None


def test_two_rows_answered_as_one_measure_are_told_with_their_cells_of_the_sheet(scorecard):
    scorecard.give([*ROWS[:4], ["Kids new to us", *FEW], ["Runaways (all)", *IN_CARE]])
    use = "1.4 Came into care"
    scorecard.answer(("Kids new to us", Column.USE, use), ("Runaways (all)", Column.USE, use))
    (finding,) = [one for one in scorecard.read()[0].findings if one.kind == "given-twice"]
    assert "answered in G9 and G10 of reading.xlsx" in finding.what
    assert "or correct G9 or G10 of reading.xlsx, and run again" in finding.remedy


def test_a_row_answered_as_a_measure_that_another_row_names_is_told_with_its_cell(scorecard):
    scorecard.answer(("Kids new to us", Column.USE, "1.1 Children in care"))
    (finding,) = [one for one in scorecard.read()[0].findings if one.kind == "given-twice"]
    assert "What they are is answered in G9 of reading.xlsx." in finding.what


def test_a_unit_answered_for_a_second_row_of_percentages_is_told_with_its_cell(scorecard):
    scorecard.give([HEADS, [f"{ON_TIME} (%)", *SHARES], [HELD, *WHOLE_SHARES], [DUE, *[100] * 9]])
    scorecard.answer((HELD, Column.UNIT_ANSWER, "percentages"))
    (finding,) = [one for one in scorecard.read()[0].findings if one.kind == "given-twice"]
    assert "What they are is answered in J10 of reading.xlsx." in finding.what


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (Column.OWN_NAME, "Runaways"),
        (Column.OWN_UNIT, "a number"),
        (Column.OWN_GOOD, "low"),
        (Column.OWN_DECIMALS, 0),
    ],
)
def test_a_measure_of_our_own_that_is_described_and_not_chosen_is_told(scorecard, column, text):
    scorecard.answer(("Runaways (all)", column, text))
    _, told, about = scorecard.read()
    assert (told.answers, kinds(about)) == ((), ["reading-answer-unclear"])
    assert f"fills in “{column.heading}”, but “use as” is not “a measure of our own”" in about[0].what
    scorecard.answer(("Runaways (all)", Column.USE, "not used"), ("Runaways (all)", column, text))
    assert kinds(scorecard.read()[2]) == ["reading-answer-unclear"]


def test_all_rows_of_a_table_cannot_be_one_measure(scorecard):
    heads = ["Indicator", "Locality", *MONTHS]
    scorecard.give([heads, ["Children in care", "Elsewhere", *IN_CARE], ["Came into care", "Elsewhere", *FEW]])
    scorecard.answer((WHOLE_TABLE, Column.USE, "1.1 Children in care"))
    _, told, about = scorecard.read()
    assert (told.answers, kinds(about)) == ((), ["reading-answer-unclear"])
    scorecard.answer((WHOLE_TABLE, Column.USE, "not used"))
    assert scorecard.read()[2] == ()


@pytest.mark.parametrize("bands", [("Aged 10 to 15", "Aged 16 to 17"), ("Age 15/16", "Age 16/17"), ("10-15", "16-18")])
def test_an_answer_about_one_band_of_ages_is_never_used_for_another(bands):
    first, second = (Answer("scorecard.xlsx", "Board", "total", band, row=row) for row, band in enumerate(bands, 9))
    both = Answers([first, second])
    assert [both.of_row("scorecard.xlsx", "Board", "total", band) for band in bands] == [first, second]
    sheets = [Answer("a.xlsx", band, "total", "", row=row) for row, band in enumerate(bands, 9)]
    assert [Answers(sheets).of_row("a.xlsx", band, "total", "") for band in bands] == sheets
    assert undated(bands[0]) != undated(bands[1])


@pytest.mark.parametrize("year", ["23/24", "2023/24", "2023-24", "FY 2023/24", "Visits 22 to 23"])
def test_a_financial_year_is_no_part_of_the_words_around_an_answer(year):
    assert undated(year) in ("", "visits")
