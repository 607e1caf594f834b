"""The officer’s own words on measures: found by their headings, put to the right measure, printed only when meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from inputs.files.workbook_values import Cell, Sheet, Value
from inputs.headings.vocabulary import Lexicon
from inputs.intake import Comment, Item, RemarkPart
from inputs.lists.commentary import read_comments
from inputs.lists.list_headings import RowsRead

LEXICON = Lexicon(
    (
        Item(
            "dental_pct",
            "health",
            ("Dental check",),
            ("Dental checks done",),
            report_names=("5.3", "Teeth looked at"),
        ),
        Item("plans_pct", "school", ("PEP in place",), report_names=("6.1", "Education plans")),
    )
)
HEADINGS = ("Measure", "Why", "What we are doing", "Who", "By when")
WHY, DOING, WHO, BY_WHEN, COMMENTARY = (
    RemarkPart.WHY,
    RemarkPart.DOING,
    RemarkPart.WHO,
    RemarkPart.BY_WHEN,
    RemarkPart.COMMENTARY,
)


def sheet(*rows: Sequence[Value], **more: object) -> Sheet:
    cells = {
        (row, column): Cell(row, column, value)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value is not None
    }
    return Sheet("Commentary", cells, **more)  # type: ignore[arg-type]


def read(*rows: Sequence[Value], **more: object) -> RowsRead[Comment]:
    return read_comments(sheet(*rows, **more), "health.xlsx", LEXICON)


def said(reading: RowsRead[Comment]) -> list[tuple[str, dict[RemarkPart, str]]]:
    return [(one.item, {remark.part: remark.text for remark in one.remarks}) for one in reading.rows]


def kinds(reading: RowsRead[Comment]) -> list[tuple[str, str]]:
    return [(one.kind, one.cell) for one in reading.findings]


def test_a_commentary_sheet_gives_what_it_says_of_each_measure() -> None:
    reading = read(
        ("Commentary for the panel",),
        HEADINGS,
        ("Dental check", "Two dentists left.", "A third is joining.", "Health team", "March 2024"),
        ("PEP in place", "Late\nstart of term.", None, None, None),
    )
    assert said(reading) == [
        (
            "dental_pct",
            {WHY: "Two dentists left.", DOING: "A third is joining.", WHO: "Health team", BY_WHEN: "March 2024"},
        ),
        ("plans_pct", {WHY: "Late start of term."}),
    ]
    assert [remark.cell for remark in reading.rows[0].remarks] == ["B3", "C3", "D3", "E3"]
    assert reading.findings == ()


def test_a_measure_may_be_named_as_the_report_names_it_or_by_its_reference() -> None:
    reading = read(HEADINGS, ("Teeth looked at", "A."), ("6.1", "B."))
    assert said(reading) == [("dental_pct", {WHY: "A."}), ("plans_pct", {WHY: "B."})]


def test_a_date_of_excel_stays_a_date_and_a_number_is_not_lost() -> None:
    reading = read(
        HEADINGS, ("Dental check", "A.", "B.", "Team", datetime(2024, 3, 31)), ("6.1", "C.", "D.", "T", 2024)
    )
    assert [one.remarks[-1].day for one in reading.rows] == [date(2024, 3, 31), None]
    assert reading.rows[1].remarks[-1].text == "2024"


@pytest.mark.parametrize("mark", ["-", "–", "n/a", "N/A", "TBC", " to follow ", "?", "..."])
def test_a_mark_in_place_of_words_says_nothing(mark: str) -> None:
    (held,) = read(HEADINGS, ("Dental check", mark, "We hire.", "Lead", mark)).rows
    assert [one.part for one in held.remarks] == [DOING, WHO]
    assert not read(HEADINGS, ("Dental check", mark, mark, None, None)).rows


def test_the_parts_are_told_in_one_order_whatever_the_order_of_the_columns() -> None:
    reading = read(("By when", "Action", "KPI", "Reason"), ("May", "B.", "Dental check", "A."))
    assert [remark.part for remark in reading.rows[0].remarks] == [WHY, DOING, BY_WHEN]


def test_the_columns_of_a_commentary_are_no_figures_of_a_return() -> None:
    reading = read(HEADINGS, ("Dental check", "A.", "B.", "Team", datetime(2024, 3, 31)))
    assert {cell.text for cell in reading.rest.cells.values()} == {"Measure", "Dental check"}


def test_a_commentary_of_an_unknown_measure_is_told_and_not_printed() -> None:
    reading = read(HEADINGS, ("Dental chek", "A.", "B."), ("Something else", "C."))
    assert reading.rows == ()
    assert kinds(reading) == [("comment-not-placed", "B2"), ("comment-not-placed", "B3")]
    assert "Did you mean “Dental check”?" in reading.findings[0].remedy


def test_hidden_commentary_is_told_once_and_not_printed() -> None:
    rows = (HEADINGS, ("Dental check", "A."), ("PEP in place", "B."))
    assert kinds(read(*rows, hidden=True)) == [("hidden-commentary", "")]
    assert said(read(*rows, hidden_rows=frozenset({2}))) == [("plans_pct", {WHY: "B."})]
    assert read(*rows, hidden_columns=frozenset({2})).rows == ()


def test_a_column_of_commentary_in_a_return_belongs_to_the_measure_of_its_row() -> None:
    reading = read(
        ("Measure", "Apr-23", "May-23", "Commentary"),
        ("Dental check", None, None, None),
        ("Numerator", 20, 21, "Clinics were moved."),
        ("Denominator", 30, 30, None),
        ("PEP in place", 90, 91, "Held each term."),
    )
    assert said(reading) == [
        ("dental_pct", {COMMENTARY: "Clinics were moved."}),
        ("plans_pct", {COMMENTARY: "Held each term."}),
    ]
    assert (3, 2) in reading.rest.cells
    assert (3, 4) not in reading.rest.cells


def test_of_a_long_list_the_commentary_of_the_latest_month_counts() -> None:
    reading = read(
        ("Measure", "Period", "Value", "Commentary"),
        ("Dental check", "Dec-23", 90, "Of December."),
        ("Dental check", "Nov-23", 91, "Of November."),
    )
    assert said(reading) == [("dental_pct", {COMMENTARY: "Of December."})]


def test_words_beside_a_stranger_are_not_put_to_the_measure_above() -> None:
    reading = read(
        ("Measure", "Apr-23", "Commentary"),
        ("Dental check", 20, "A."),
        ("Something of our own", 5, "B."),
    )
    assert said(reading) == [("dental_pct", {COMMENTARY: "A."})]
    assert kinds(reading) == [("comment-not-placed", "C3")]


def test_columns_of_comments_and_notes_are_never_read() -> None:
    for heading in ("Comment", "Comments", "Notes", "Narrative"):
        reading = read(("Measure", "Apr-23", heading), ("Dental check", 20, "Ask J."))
        assert (reading.rows, reading.recognised) == ((), False)


def test_a_reason_without_a_column_of_measures_is_no_commentary() -> None:
    assert not read(("Child", "Reason"), ("Dental check", "A.")).recognised


def test_a_table_of_figures_under_a_commentary_is_left_alone() -> None:
    reading = read(HEADINGS, ("Dental check", "A."), ("Month", "Apr-23", "May-23"), ("PEP in place", 90, 91))
    assert said(reading) == [("dental_pct", {WHY: "A."})]
    assert (4, 2) in reading.rest.cells


def test_an_error_in_a_commentary_must_be_mended() -> None:
    broken = sheet(HEADINGS, ("Dental check", "A."))
    cells = {**broken.cells, (2, 3): Cell(2, 3, None, trouble="#REF!")}
    reading = read_comments(Sheet("Commentary", cells), "health.xlsx", LEXICON)
    assert kinds(reading) == [("error-in-cell", "C2")]
    assert said(reading) == [("dental_pct", {WHY: "A."})]


def test_a_column_of_commentary_in_a_return_is_about_the_measure_that_its_row_names_or_the_one_above_its_parts():
    reading = read(
        ("Service", "Dec-23", "Commentary"),
        ("Dental check", 92, "Two dentists left."),
        ("Numerator", 46, "Four were away."),
        ("PEP in place", 95, "Late start of term."),
        ("Dental check", "PEP in place", "Both fell."),
    )
    assert said(reading) == [
        ("dental_pct", {COMMENTARY: "Two dentists left."}),
        ("dental_pct", {COMMENTARY: "Four were away."}),
        ("plans_pct", {COMMENTARY: "Late start of term."}),
    ]
    assert kinds(reading) == [("comment-not-placed", "C5")]
