"""A blank return in Excel: what is locked, what may be typed where, and what the reader makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from inputs.blank.blank_return import MARKS, BlankReturn, BlankRow, BlankTable, MeasureDefinition, Takes, heading_of
from inputs.blank.write_xlsx import workbook_bytes
from inputs.headings.period_headings import period_heading
from inputs.period import Period
from inputs.read import read_returns

JAN, DEC, NOV, OCT = Period(2024, 1), Period(2023, 12), Period(2023, 11), Period(2023, 10)
BANDS = ("Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over")


def blank(*rows: BlankRow, new: Period | None = JAN) -> BlankReturn:
    table = BlankTable("Monthly figures", (JAN, DEC, NOV, OCT), new, rows)
    texts = ("2.1", "Reviews held on time", "Reviews", "Reviews held in time.", "All reviews due", "DfE")
    return BlankReturn("Reviewing Service", JAN, (table,), (MeasureDefinition(*texts),), date(2024, 1, 31))


def reviews(*, known: bool = True) -> tuple[BlankRow, BlankRow]:
    months = (DEC, NOV, OCT) if known else ()
    top = {m: Decimal(40 + n) for n, m in enumerate(months)}
    bottom = {m: Decimal(50 + n) for n, m in enumerate(months)}
    is_open = frozenset({JAN, DEC, NOV, OCT} - set(months))
    name = "Reviews held on time"
    return (
        BlankRow(name, "Numerator", "Reviews in time", Takes.WHOLE, "", "At least 95%", "", top, is_open, out_of=1),
        BlankRow(name, "Denominator", "Reviews due", Takes.WHOLE, known=bottom, open=is_open, over=0),
    )


def in_care(is_open: frozenset[Period] = frozenset({JAN})) -> BlankRow:
    known = {m: Decimal(400 + n) for n, m in enumerate((DEC, NOV, OCT))}
    return BlankRow("Children in care", "Number", "Children", Takes.WHOLE, known=known, open=is_open)


def ages() -> list[BlankRow]:
    return [
        BlankRow(
            "Children in care by age", "Number", "Children", Takes.WHOLE, band, open=frozenset({JAN}),
            bands=(1, 2, 3, 4, 5), total=0,
        )
        for band in BANDS
    ]  # fmt: skip


def opened(one: BlankReturn):
    return openpyxl.load_workbook(BytesIO(workbook_bytes(one)))


def unlocked(page) -> set[str]:
    return {cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked}


def checked(page) -> dict[str, object]:
    """The check of each cell that has one."""
    rules = page.data_validations.dataValidation
    return {
        page.cell(row, column).coordinate: rule
        for rule in rules
        for area in rule.sqref.ranges
        for row, column in area.cells
    }


def read(tmp_path, vocabulary, book):
    book.save(tmp_path / "blank.xlsx")
    return read_returns(tmp_path, vocabulary)


def test_only_the_cells_that_wait_for_a_figure_can_be_typed_in_and_each_has_its_check():
    page = opened(blank(*reviews(), in_care()))["Monthly figures"]
    assert unlocked(page) == {"B4", *(f"{column}{row}" for column in "EF" for row in (8, 9, 10))}
    assert set(checked(page)) == unlocked(page)


def test_every_sheet_is_protected_without_a_password_and_merges_nothing():
    book = opened(blank(*reviews(), in_care()))
    assert book.sheetnames == ["How to fill this in", "Monthly figures", "Definitions"]
    for page in book.worksheets:
        assert page.protection.sheet
        assert page.protection.password is None
        assert not page.merged_cells.ranges


def test_counts_are_checked_as_whole_numbers_and_averages_as_decimals():
    average = BlankRow("Average caseload", "Rate", "Cases a worker", Takes.DECIMAL, open=frozenset({JAN}))
    rules = checked(opened(blank(in_care(), average))["Monthly figures"])
    assert (rules["E8"].type, rules["E8"].operator, rules["E8"].formula1) == ("whole", "between", "0")
    assert (rules["E9"].type, rules["E9"].formula1) == ("decimal", "0")
    assert rules["E8"].errorStyle == "stop"


def test_a_numerator_may_not_exceed_its_denominator_from_either_side():
    rules = checked(opened(blank(*reviews()))["Monthly figures"])
    assert "E8<=E9" in rules["E8"].formula1
    assert "E8<=E9" in rules["E9"].formula1
    assert not rules["E8"].allow_blank  # or Excel lets anything pass while the denominator is still blank


def test_a_median_may_not_lie_outside_the_shortest_and_the_longest():
    parts = (("Median", {"out_of": 2, "over": 1}), ("Shortest", {"out_of": 0}), ("Longest", {"over": 0}))
    rows = [BlankRow("A1", part, "Days", Takes.DECIMAL, open=frozenset({JAN}), **tied) for part, tied in parts]
    rules = checked(opened(blank(*rows))["Monthly figures"])
    assert all(limit in rules["E8"].formula1 for limit in ("E8<=E10", "E9<=E8"))
    assert "not less than the shortest nor more than the longest" in rules["E8"].error
    assert "not more than the median" in rules["E9"].error
    assert "not less than the median" in rules["E10"].error


def test_the_cell_beside_a_new_figure_offers_the_marks_that_the_reader_knows():
    rules = checked(opened(blank(in_care()))["Monthly figures"])
    assert rules["F8"].type == "list"
    assert rules["F8"].formula1 == '"not available,not applicable,suppressed"'


def test_an_earlier_cell_that_is_open_takes_a_number_or_a_mark():
    rules = checked(opened(blank(*reviews(known=False)))["Monthly figures"])
    assert rules["G8"] is rules["I8"]
    assert 'G8="suppressed"' in rules["G8"].formula1
    assert "G8<=G9" in rules["G8"].formula1


def test_age_bands_must_make_the_total_and_are_marked_where_they_do_not():
    page = opened(blank(in_care(), *ages()))["Monthly figures"]
    assert "SUM(F9:F13)=F8" in checked(page)["F13"].formula1
    marked = [rule.formula[0] for area in page.conditional_formatting for rule in area.rules]
    assert any("SUM(F9:F13)<>F8" in formula for formula in marked)


def test_a_disagreement_is_said_by_a_sign_and_not_by_colour_alone():
    page = opened(blank(*reviews()))["Monthly figures"]
    looks = [rule.dxf for area in page.conditional_formatting for rule in area.rules if ">" in rule.formula[0]]
    assert any(look.numFmt is not None and look.numFmt.formatCode.startswith('"! "') for look in looks)


def test_nothing_said_beside_a_cell_is_longer_than_excel_takes():
    wordy = BlankRow("M" * 60, "Number", "D" * 90, Takes.WHOLE, help="long " * 90, open=frozenset({JAN}))
    for rule in checked(opened(blank(in_care(), *ages(), wordy))["Monthly figures"]).values():
        assert len(rule.promptTitle) <= 32
        assert len(rule.prompt) <= 255
        assert len(rule.error) <= 255
        assert len(rule.formula1) <= 255


def test_the_headings_are_kept_in_sight_on_screen_in_print_and_for_screen_readers():
    page = opened(blank(in_care()))["Monthly figures"]
    assert page.freeze_panes == "C8"
    assert page.print_title_rows == "$7:$7"
    assert list(page.defined_names) == ["TitleRegion1.A7.I8.1"]


def test_the_same_blank_return_gives_the_same_bytes():
    assert workbook_bytes(blank(*reviews())) == workbook_bytes(blank(*reviews()))


@pytest.mark.parametrize(
    ("period", "heading"),
    [
        (JAN, "Jan 2024"),
        (Period(2023, 12, 3), "2023/24 Q3"),
        (Period(2024, 3, 12), "2023/24"),
        (Period(2023, 9, 12), "Year ending Sep 2023"),
        (Period(2024, 1, 6), "Aug 2023 to Jan 2024"),
    ],
)
def test_a_heading_is_read_as_the_period_it_was_written_for(period, heading):
    assert heading_of(period) == heading
    assert period_heading(heading).period == period
    assert period_heading(f"{heading} (no figure)").period == period


def test_a_blank_return_with_its_history_is_read_without_a_finding(tmp_path, vocabulary, figures):
    intake = read(tmp_path, vocabulary, opened(blank(*reviews(), in_care())))
    assert intake.findings == ()
    assert figures(intake)[("reviews_pct", "", "2023-12")] == (None, "40", "50")
    assert figures(intake)[("in_care_count", "", "2024-01")] == ("missing", None, None)


def test_a_return_with_nothing_filled_in_yet_is_no_finding(tmp_path, vocabulary):
    intake = read(tmp_path, vocabulary, opened(blank(*reviews(known=False))))
    assert intake.findings == ()
    assert intake.returns == ()


def test_a_table_whose_formulas_were_never_calculated_is_not_taken_for_one_not_filled_in(tmp_path, vocabulary):
    book = opened(blank(*reviews(known=False)))
    page = book["Monthly figures"]
    for row, column in ((8, 5), (9, 5), (8, 7), (9, 7)):
        page.cell(row, column).value = "=1+1"
    kinds = {finding.kind for finding in read(tmp_path, vocabulary, book).findings}
    assert "formula-without-result" in kinds


def test_a_figure_and_the_reason_for_none_in_one_month_is_told(tmp_path, vocabulary, found):
    book = opened(blank(in_care()))
    book["Monthly figures"]["E8"], book["Monthly figures"]["F8"] = 412, "suppressed"
    assert ("given-twice", "E8") in found(read(tmp_path, vocabulary, book))


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_chosen_beside_the_new_figure_is_read_as_its_reason(mark, tmp_path, vocabulary, figures):
    book = opened(blank(in_care()))
    book["Monthly figures"]["F8"] = mark
    intake = read(tmp_path, vocabulary, book)
    assert intake.findings == ()
    assert figures(intake)[("in_care_count", "", "2024-01")] == (mark, None, None)


def test_the_day_typed_beside_data_correct_as_at_is_read(tmp_path, vocabulary):
    book = opened(blank(in_care(), *reviews()))
    book["Monthly figures"]["B4"] = date(2024, 2, 5)
    intake = read(tmp_path, vocabulary, book)
    assert intake.findings == ()
    assert {one.as_at for one in intake.returns} == {"Data correct as at 5 February 2024"}


def test_a_sheet_on_which_nothing_is_due_says_so_and_opens_nothing():
    page = opened(blank(in_care(frozenset()), new=None))["Monthly figures"]
    assert "Nothing is due here for January 2024" in page["A2"].value
    assert unlocked(page) == set()


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "=cmd|calc!A1"])
def test_no_words_of_a_council_become_a_formula(start):
    row = replace(in_care(), measure=start, definition=start, target=start)
    whole = replace(blank(row), service=start, source=start, notice=start)
    saved = openpyxl.load_workbook(BytesIO(workbook_bytes(whole)))
    cells = [cell for page in saved for line in page.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert start.strip() in {str(cell.value).strip() for cell in cells}
