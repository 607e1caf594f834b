"""What stands around a list of missing children, and in columns of its rows, decides whose rows they are."""

from __future__ import annotations

from datetime import datetime

import pytest

from inputs.read import read_returns

COUNCIL = "Testshire County Council"
AS_AT = ["Data correct as at 31 December 2023"]
HEADINGS = ["Child ID", "Went missing", "Returned", "Missing or absent"]


def row(child, *more):
    return [child, datetime(2023, 12, 5), datetime(2023, 12, 6), "M", *more]


@pytest.fixture
def counted(sheet, write, tmp_path, vocabulary):
    """Read a sheet as one of Testshire: the children of the rows that count, and the findings as (kind, cell)."""

    def read_it(rows, name="Missing", file="return.xlsx", council=COUNCIL, others=()):
        write(*others, sheet(rows, name=name), name=file)
        intake = read_returns(tmp_path, vocabulary, council)
        told = [(one.kind, one.cell) for one in intake.findings if one.kind != "no-returns"]
        return [one.child for its in intake.child_lists for one in its.episodes], told, intake

    return read_it


def a_list(*above, below=(), rows=None):
    return [*([line] for line in above), AS_AT, [], HEADINGS, *(rows or [row("ZZ1"), row("ZZ2")]), [], *below]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("England", "not-the-councils"),
        ("Kent County Council", "not-the-councils"),
        ("Children placed by other local authorities", "not-the-councils"),
        ("North locality", "not-the-councils"),
        ("UASC", "not-the-councils"),
        ("DRAFT – Testshire", "not-actual"),
        ("Superseded", "not-actual"),
        ("Test data", "not-actual"),
        ("Children not in care", "not-actual"),
    ],
)
def test_a_title_over_a_list_that_says_it_is_not_ours_or_not_final_keeps_it_out(counted, title, kind):
    children, told, intake = counted(a_list(title))
    assert (children, told) == ([], [(kind, "A1")])
    assert "ZZ1" not in repr(intake.findings)


@pytest.mark.parametrize("title", ["Testshire", "Missing children", "Missing, all children in care", "Return"])
def test_an_ordinary_title_or_the_councils_own_leaves_a_list_as_it_is(counted, title):
    assert counted(a_list(title), name=title)[:2] == (["ZZ1", "ZZ2"], [])


@pytest.mark.parametrize("name", ["England", "Kent", "DRAFT", "Old do not use", "OLA children"])
def test_the_name_of_its_sheet_keeps_a_list_out(counted, name):
    children, told, _ = counted(a_list(), name=name)
    assert (children, [cell for _, cell in told]) == ([], ["A3"])


def test_the_name_of_its_file_and_a_cover_keep_a_list_out(counted, sheet):
    assert counted(a_list(), file="Missing DRAFT.xlsx")[:2] == ([], [("not-actual", "A3")])


def test_a_cover_sheet_that_calls_its_workbook_a_draft_keeps_a_list_out(counted, sheet):
    assert counted(a_list(), others=[sheet([["Draft"]], name="Cover")])[0] == []


@pytest.mark.parametrize("note", ["Figures are for Kent", "Draft", "All figures are for girls only"])
def test_a_note_under_a_list_is_one_of_it(counted, note):
    children, told, _ = counted(a_list(below=[[note]]))
    assert (children, [cell for _, cell in told]) == ([], ["A7"])


def test_the_title_of_another_table_below_is_not_of_the_list(counted):
    below = [[None] * 6 + ["England"], [None] * 6 + ["Measure", "Nov-23", "Dec-23"], [None] * 6 + ["Deaths", 1, 2]]
    assert counted(a_list(below=below))[0] == ["ZZ1", "ZZ2"]


@pytest.mark.parametrize(
    ("heading", "out", "kept"),
    [
        ("Looked after?", "No", "Yes"),
        ("CLA", "N", "Y"),
        ("CLA?", False, True),
        ("LA", "Kent", "Testshire"),
        ("Responsible authority", "Barsetshire", COUNCIL),
        ("Placing LA", "Norfolk CC", "Testshire CC"),
        ("OLA", "Yes", "No"),
        ("Record status", "Deleted", "Live"),
        ("Episode status", "Void", "Closed"),
        ("Test record", "Yes", None),
        ("Duplicate?", "Y", "N"),
        ("Legal status", "CIN", "S20"),
    ],
)
def test_a_row_that_a_column_calls_not_ours_or_void_is_left_out_and_told_once(counted, heading, out, kept):
    rows = [AS_AT, [], [*HEADINGS, heading], row("ZZ1", out), row("ZZ2", kept), row("ZZ3", out)]
    children, told, intake = counted(rows)
    assert (children, told) == (["ZZ2"], [("list-rows-left-out", "E3")])
    assert "2 rows" in intake.findings[0].what
    assert "ZZ" not in repr(intake.findings)


def test_a_row_that_is_left_out_has_no_fault_to_put_right(counted):
    rows = [AS_AT, [], [*HEADINGS, "Record status"], row("ZZ2", "Live"), [None, "soon", None, None, "Void"]]
    assert counted(rows)[:2] == (["ZZ2"], [("list-rows-left-out", "E3")])


def test_a_column_that_is_not_known_says_nothing(counted):
    rows = [AS_AT, [], [*HEADINGS, "Interview offered"], row("ZZ1", "No")]
    assert counted(rows)[:2] == (["ZZ1"], [])


def test_without_a_name_of_our_own_no_authority_is_another(counted):
    rows = [AS_AT, [], [*HEADINGS, "LA"], row("ZZ1", "Kent")]
    assert counted(rows, council="")[:2] == (["ZZ1"], [])
