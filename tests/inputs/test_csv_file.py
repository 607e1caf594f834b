"""CSV files as they come: other letters, other separators, other decimals. Read rightly, or refused with the row."""

from __future__ import annotations

import pytest

from inputs.files import csv_dialect
from inputs.findings import Strength
from inputs.read import read_returns

HEAD = "Measure,Nov-23,Dec-23\n"
IN_CARE = {("in_care_count", "", "2023-11"): ("410", None, None), ("in_care_count", "", "2023-12"): ("412", None, None)}


@pytest.fixture
def take(tmp_path, vocabulary):
    """Read a folder with one text file of the bytes, or the text as UTF-8, given."""

    def take_one(content, name="return.csv"):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_returns(tmp_path, vocabulary)

    return take_one


@pytest.fixture
def refused(take):
    """Read one text file that cannot be read and give what is said of it."""

    def say(content):
        (finding,) = [one for one in take(content).findings if one.kind == "unreadable-text"]
        assert finding.strength is Strength.MUST_FIX
        return finding.what

    return say


TEXT = HEAD + "Children in care,410,412\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_letters_of_a_text_file_may_be_stored_as_excel_stores_them(take, figures, encoding):
    assert figures(take(TEXT.encode(encoding))) == IN_CARE


def test_a_file_that_does_not_say_how_its_letters_are_stored_is_read_as_windows_writes_and_told(take, figures):
    intake = take((HEAD + "“Owner”: Zoë,,\nChildren in care,410,412\n").encode("cp1252"))
    assert figures(intake) == IN_CARE
    (told,) = intake.findings
    assert (told.kind, told.strength) == ("text-letters", Strength.NOTE)


def test_letters_stored_in_two_ways_in_one_file_are_refused_with_the_row(refused):
    assert "Row 3 " in refused(HEAD.encode() + "Zoë,1,2\n".encode() + "Zoë,1,2\n".encode("cp1252"))


def test_a_byte_that_is_no_letter_is_refused_with_the_row(refused):
    assert "Row 2 " in refused(HEAD.encode() + b"Children\x81,1,2\n")


def test_zeros_in_a_text_file_are_refused_with_the_row(refused):
    assert "Row 2 " in refused(HEAD.encode() + b"Children in care,41\0,412\n")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_of_the_usual_separators_and_line_ends_is_seen(take, figures, separator, line_end):
    assert figures(take(TEXT.replace(",", separator).replace("\n", line_end))) == IN_CARE


def test_the_separator_is_judged_by_the_whole_file_and_not_by_a_title(take, figures):
    title = "Return of the Children; Families, and; Learning; directorate\n\n"
    assert figures(take(title + TEXT)) == IN_CARE
    assert figures(take("Children, Families, and Learning\n\n" + TEXT.replace(",", ";"))) == IN_CARE


def test_a_line_that_states_the_separator_is_obeyed_and_is_no_row(take, figures):
    intake = take("sep=;\n" + TEXT.replace(",", ";"))
    assert figures(intake) == IN_CARE
    assert intake.returns[0].series[0].points[0].value.cell == "B2"


def test_two_separators_that_fit_alike_are_not_chosen_between(refused):
    assert "separates" in refused("Measure;Notes,Month\nChildren;in,care\n")


def test_decimal_commas_are_read_as_such_where_the_file_shows_that_it_uses_them(take, figures):
    intake = take("Measure;Nov-23;Dec-23\nReviews on time;93,5;94,0\nChildren in care;1.410;1.412\n")
    assert figures(intake) == {
        ("reviews_pct", "", "2023-11"): ("93.5", None, None),
        ("reviews_pct", "", "2023-12"): ("94", None, None),
        ("in_care_count", "", "2023-11"): ("1410", None, None),
        ("in_care_count", "", "2023-12"): ("1412", None, None),
    }


@pytest.mark.parametrize("number", ["1,412", "1.412"])
def test_a_number_that_may_be_a_thousand_or_a_fraction_is_refused_with_its_cell(refused, number):
    assert "C2" in refused(f"Measure;Nov-23;Dec-23\nChildren in care;410;{number}\n")


def test_decimal_commas_and_decimal_points_in_one_file_are_refused(refused):
    assert "decimal comma" in refused("Measure;Nov-23;Dec-23\nReviews on time;93,5;94.5\n")


def test_thousands_in_quotation_marks_are_read(take, figures):
    intake = take(HEAD + 'Children in care,"1,410","1,412"\n')
    assert sorted(figures(intake).values()) == [("1410", None, None), ("1412", None, None)]


@pytest.mark.parametrize("head", [HEAD, "Measure,Dec-23\n", "Monthly return\n" + HEAD])
def test_a_comma_inside_a_number_that_moves_the_figures_after_it_is_refused_with_the_row(refused, head):
    rows = head.count("\n") + 1
    assert f"Row {rows} " in refused(head + "Children in care,1,410,1,412\n")


def test_a_row_with_a_remark_at_its_end_is_no_ragged_row(take, figures):
    assert figures(take(HEAD + "Children in care,410,412,as agreed\n")) == IN_CARE


@pytest.mark.parametrize("row", ['"Children in care,410,412\n', 'Visits,"4"10,412\n'])
def test_a_quotation_mark_that_is_never_closed_is_refused_with_the_row(refused, row):
    assert "row 2 " in refused(HEAD + row + "Reviews due,1,2\n")


def test_a_value_in_quotation_marks_may_hold_line_ends_and_rows_are_counted_as_excel_counts_them(take, figures):
    intake = take('"Measure\nname",Nov-23,Dec-23\nChildren in care,410,412\n')
    assert figures(intake) == IN_CARE
    assert intake.returns[0].series[0].points[0].value.cell == "B2"


def test_the_errors_of_a_workbook_saved_as_text_are_still_errors(take, found):
    assert ("error-in-cell", "C2") in found(take(HEAD + "Children in care,410,#REF!\n"))


def test_a_value_far_too_long_is_refused_with_the_row(refused):
    assert refused(HEAD + "Children in care,410," + "x" * 200_000) == "In row 2 of the file a value is far too long."


def test_a_text_file_far_too_large_is_not_read(take, monkeypatch):
    monkeypatch.setattr(csv_dialect, "LARGEST_TEXT", 20)
    assert "unsafe-workbook" in [finding.kind for finding in take(TEXT).findings]


def test_more_values_than_a_sheet_has_columns_are_refused_with_the_row(refused):
    assert "Row 1 " in refused("," * 20_000)


def test_a_text_file_of_thousands_of_rows_is_read_in_part_and_told(take, found):
    assert ("sheet-too-large", "") in found(take(TEXT + "x,1,2\n" * 2_100))


def test_prose_is_no_return_and_stops_nothing_else(take, tmp_path, write, sheet, vocabulary, found):
    write(sheet([["Measure", "Dec-23"], ["Children in care", 412]]))
    assert found(take("Nothing to report this month.\n", "notes.csv")) == [("not-a-return", "")]


def test_the_ledger_of_a_report_is_never_read_as_a_return(take, found):
    assert found(take(TEXT, "corporate-parenting-2023-12.ledger.csv")) == [("no-returns", "")]
