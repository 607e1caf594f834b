"""The missing service's list: a row for each time a child went missing, read without its names and births."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from inputs.headings import dates
from inputs.lists.episodes import episode_words

AS_AT = ["Data correct as at 31 December 2023"]
HEADINGS = ["Child ID", "Went missing", "Returned", "Missing or absent"]


def a_list(*rows, as_at=AS_AT, headings=HEADINGS):
    return [as_at, [], headings, *rows]


def episodes(intake):
    return [(e.child, e.began.isoformat(), e.away) for one in intake.child_lists for e in one.episodes]


def test_a_row_is_a_child_and_the_day_they_went_missing(read):
    intake = read(a_list(["AB12", datetime(2023, 12, 5, 22, 10), datetime(2023, 12, 6), "M"]))
    (one,) = intake.child_lists
    assert (one.kind, one.workbook, one.sheet, one.cells) == ("missing_episodes", "return.xlsx", "Return", "A4:D4")
    assert len(one.sha256) == 64
    (episode,) = one.episodes
    assert (episode.child, episode.began, episode.ended) == ("AB12", date(2023, 12, 5), date(2023, 12, 6))
    assert (intake.findings, intake.returns) == ((), ())


@pytest.mark.parametrize(
    ("child", "began"),
    [
        ("Child Unique ID", "Start date of missing episode"),
        ("CHILD", "MIS_START"),
        ("Person ID", "Date missing"),
        ("Case\nnumber", "Missing from"),
        ("Child’s ID:", "Date & time went missing"),
    ],
)
def test_the_headings_may_be_those_of_the_service_or_of_the_statutory_return(read, child, began):
    intake = read(a_list(["7", datetime(2023, 11, 2)], headings=[child, began]))
    assert episodes(intake) == [("7", "2023-11-02", False)]


def test_a_column_headed_missing_from_is_the_place_where_another_column_gives_the_date(read):
    intake = read(a_list(["7", "Foster home", datetime(2023, 11, 2)], headings=["PID", "Missing from", "Date missing"]))
    assert episodes(intake) == [("7", "2023-11-02", False)]


def test_names_births_and_other_columns_are_not_read(read):
    headings = ["Name", "Child ID", "Date of birth", "Date missing", "Social worker"]
    rows = [["Zebedee Quux", number, datetime(2010, 1, 1), datetime(2023, 12, 1), "Quillon"] for number in range(1, 9)]
    intake = read(a_list(*rows, headings=headings))
    assert intake.child_lists[0].cells == "B4:D11"
    assert not re.search("Zebedee|Quux|Quillon|2010", repr(intake))


def test_an_id_never_shows_when_an_episode_is_printed(read):
    intake = read(a_list(["ZQ777", datetime(2023, 12, 1), None, "M"]))
    assert intake.child_lists[0].episodes[0].child == "ZQ777"
    assert "ZQ777" not in repr(intake)


def test_ids_with_and_without_zeros_in_front_are_two_children_and_one_is_asked_to_look(read, found):
    intake = read(a_list(["0100123", datetime(2023, 12, 1), None, "M"], [100123, datetime(2023, 12, 2), None, "M"]))
    assert [child for child, _, _ in episodes(intake)] == ["0100123", "100123"]
    assert found(intake) == [("ids-nearly-alike", "A5")]


def test_a_number_shown_with_zeros_in_front_is_the_id_that_is_shown(read, sheet):
    rows = a_list([100123, datetime(2023, 12, 1), None, "M"], ["0100123", datetime(2023, 12, 2), None, "M"])
    intake = read(sheet(rows, formats={"A4": "0000000"}))
    assert {child for child, _, _ in episodes(intake)} == {"0100123"}


def test_an_id_merged_over_the_rows_of_one_child_goes_for_all_of_them(read, sheet):
    rows = a_list(["AB12", datetime(2023, 12, 1), None, "M"], [None, datetime(2023, 12, 9), None, "M"])
    intake = read(sheet(rows, merged=["A4:A5"]))
    assert [child for child, _, _ in episodes(intake)] == ["AB12", "AB12"]


def test_away_is_told_from_missing(read):
    rows = [["1", datetime(2023, 12, 1), None, code] for code in ("M", "Missing", "a", "Absent")]
    assert [away for _, _, away in episodes(read(a_list(*rows)))] == [False, False, True, True]


@pytest.mark.parametrize("code", [None, "X", "?", 1])
def test_a_row_that_does_not_say_missing_or_away_must_be_put_right(read, found, code):
    intake = read(a_list(["1", datetime(2023, 12, 1), None, code], ["2", datetime(2023, 12, 1), None, "M"]))
    assert found(intake) == [("code-not-read", "D4")]
    assert intake.findings[0].strength == "must fix"


@pytest.mark.parametrize("typed", ["last Tuesday", "32/12/2023", "30 Feb 2023", 20231205, "Dec-23", True])
def test_a_date_that_is_no_day_must_be_put_right_and_is_not_quoted(read, found, typed):
    intake = read(a_list(["1", typed, None, "M"], ["2", datetime(2023, 12, 1), None, "M"]))
    assert found(intake) == [("date-not-read", "B4")]
    assert intake.findings[0].strength == "must fix"
    assert str(typed) not in str(intake.findings[0])


def test_a_row_without_a_date_or_without_a_child_must_be_put_right(read, found):
    intake = read(
        a_list(["1", None, None, "M"], [None, datetime(2023, 12, 1), None, "M"], ["n/a", "5 Dec 2023", None, "M"])
    )
    assert found(intake) == [("date-not-read", "B4"), ("child-not-read", "A5"), ("child-not-read", "A6")]


def test_a_name_in_place_of_an_id_must_be_put_right_and_is_not_quoted(read, found):
    intake = read(a_list(["Zebedee Ambrose Quux", datetime(2023, 12, 1), None, "M"]))
    assert ("child-not-read", "A4") in found(intake)
    assert not any("Quux" in str(finding) for finding in intake.findings)


def test_an_error_and_a_formula_never_calculated_are_told_as_in_any_return(read, found):
    intake = read(a_list(["1", "=TODAY()", None, "M"], ["2", datetime(2023, 12, 1), None, "M"]))
    assert ("formula-without-result", "B4") in found(intake)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("13/12/2023", "2023-12-13"),
        ("13/12/23 23:59", "2023-12-13"),
        ("12/13/2023", "2023-12-13"),
        ("2023-12-05T01:02:03", "2023-12-05"),
        ("5 December 2023", "2023-12-05"),
        ("Tue 5th Dec 2023 at 22:10", "2023-12-05"),
        ("05-Dec-23", "2023-12-05"),
        ("04/04/2023", "2023-04-04"),
        (45265, "2023-12-05"),
        (45265.9, "2023-12-05"),
    ],
)
def test_a_day_is_read_however_it_is_plainly_written(read, typed, day):
    assert episodes(read(a_list(["1", typed, None, "M"]))) == [("1", day, False)]


def test_a_date_in_figures_takes_its_order_from_its_column(read, found):
    rows = [["1", "05/12/2023", None, "M"], ["2", "13/12/2023", None, "M"]]
    intake = read(a_list(*rows))
    assert [day for _, day, _ in episodes(intake)] == ["2023-12-05", "2023-12-13"]
    assert found(intake) == []


def test_a_date_that_may_be_two_days_is_never_guessed(read, found):
    intake = read(a_list(["1", "05/12/2023", None, "M"], ["2", "06/11/2023", None, "M"]))
    assert found(intake) == [("date-not-read", "B4"), ("date-not-read", "B5")]
    assert intake.child_lists == ()


def test_orders_that_contradict_each_other_decide_nothing():
    column = [dates.read_date(text) for text in ("13/12/2023", "12/14/2023", "05/12/2023")]
    assert dates.day_first_in(column) is None
    assert [days.read(None) for days in column] == [date(2023, 12, 13), date(2023, 12, 14), None]


def test_a_column_in_which_excel_exchanged_day_and_month_must_be_exported_again(read, found):
    exchanged = [[str(n), datetime(2023, n, 5), None, "M"] for n in range(1, 7)]
    left_as_text = [[str(n), f"{n}/06/2023", None, "M"] for n in range(13, 19)]
    intake = read(a_list(*exchanged, *left_as_text))
    assert ("days-and-months-mixed", "B10") in found(intake)
    assert found(read(a_list(*exchanged[:2], *left_as_text))) == []


def test_a_child_who_is_not_back_has_no_date_of_return(read, found):
    rows = [["1", datetime(2023, 12, 1), back, "M"] for back in (None, "Still missing", "ongoing", "-", "n/a")]
    intake = read(a_list(*(row[:1] + row[1:] for row in rows)))
    assert {e.ended for e in intake.child_lists[0].episodes} == {None}
    assert [kind for kind, _ in found(intake) if kind != "same-row-twice"] == []


def test_a_date_of_return_that_cannot_be_read_is_only_to_be_checked(read, found):
    intake = read(a_list(["1", datetime(2023, 12, 1), "lunchtime", "M"]))
    assert found(intake) == [("return-date-not-read", "C4")]
    assert intake.findings[0].strength == "check"
    assert len(intake.child_lists[0].episodes) == 1


def test_nobody_returns_before_they_went_missing(read, found):
    assert found(read(a_list(["1", datetime(2023, 12, 5), datetime(2023, 12, 4), "M"]))) == [
        ("returned-before-missing", "C4")
    ]


def test_rows_that_say_the_same_are_told_once_and_counted(read, found):
    row = ["1", datetime(2023, 12, 5), None, "M"]
    intake = read(a_list(row, row, row, ["1", datetime(2023, 12, 5, 22), None, "M"]))
    assert found(intake) == [("same-row-twice", "A5")]
    assert "Rows 5, 6 say" in intake.findings[0].what
    assert len(episodes(intake)) == 4


def test_nobody_goes_missing_again_before_they_are_back(read, found):
    first = ["1", datetime(2023, 12, 5), datetime(2023, 12, 9), "M"]
    back_and_gone = ["1", datetime(2023, 12, 9), datetime(2023, 12, 10), "M"]
    assert found(read(a_list(first, back_and_gone))) == []
    intake = read(a_list(["1", datetime(2023, 12, 7), datetime(2023, 12, 8), "A"], first))
    assert found(intake) == [("episodes-overlap", "B4")]
    assert intake.findings[0].what.startswith("In one row a child went missing before")


def test_a_child_who_went_missing_again_must_have_been_back(read, found):
    rows = [["1", datetime(2023, 12, 5), None, "M"], ["1", datetime(2023, 12, 9), datetime(2023, 12, 10), "M"]]
    intake = read(a_list(*rows))
    assert found(intake) == [("not-back-before-next", "C4")]
    assert found(read(a_list(["1", datetime(2023, 12, 5), "Still missing", "M"], rows[1]))) == found(intake)
    assert found(read(a_list(rows[0], ["2", *rows[1][1:]]))) == []


def test_a_list_whose_dates_of_return_are_mostly_blank_is_not_kept_to_the_end(read, found):
    rows = [["1", datetime(2023, 12, day), None, "M"] for day in (5, 9, 12)]
    assert found(read(a_list(*rows))) == []
    assert found(read(a_list(*([row[0], row[1]] for row in rows), headings=HEADINGS[:2]))) == []


def test_the_list_goes_up_to_the_day_it_is_correct_as_at(read, found):
    intake = read(a_list(["1", datetime(2023, 10, 5), None, "M"]))
    assert (intake.child_lists[0].until, found(intake)) == (date(2023, 12, 31), [])


@pytest.mark.parametrize(
    "line", [["Missing list"], ["Data correct as at December 2023"], ["Data correct as at 01/12/2023"]]
)
def test_without_a_plain_day_the_list_goes_up_to_its_last_row_and_the_line_is_asked_for(read, found, line):
    intake = read(a_list(["1", datetime(2023, 11, 20), datetime(2024, 1, 5), "M"], as_at=line))
    assert intake.child_lists[0].until == date(2023, 11, 20)
    assert found(intake) == [("last-month-not-whole", "")]
    assert "November 2023" in intake.findings[0].what
    assert "correct as at" in intake.findings[0].remedy


def test_a_day_in_the_middle_of_a_month_leaves_that_month_out_and_says_so(read, found):
    rows = [["1", datetime(2023, 11, 20), None, "M"], ["1", datetime(2023, 12, 2), None, "M"]]
    intake = read(a_list(*rows, as_at=["Data correct as at", datetime(2023, 12, 15)]))
    assert intake.child_lists[0].until == date(2023, 12, 15)
    assert found(intake) == [("last-month-not-whole", "")]


def test_a_list_taken_early_in_a_month_in_which_nothing_has_begun_leaves_nothing_out(read, found):
    rows = a_list(["1", datetime(2023, 11, 20), None, "M"], as_at=["Extracted on 5 December 2023"])
    intake = read(rows)
    assert (intake.child_lists[0].until, found(intake)) == (date(2023, 12, 5), [])


def test_nothing_can_have_happened_after_the_day_the_list_is_correct_as_at(read, found):
    intake = read(
        a_list(["1", datetime(2024, 1, 1), None, "M"], ["2", datetime(2023, 12, 1), datetime(2024, 1, 2), "M"])
    )
    assert found(intake) == [("date-after-as-at", "B4"), ("date-after-as-at", "C5")]


@pytest.mark.parametrize("year", [2013, 2032])
def test_a_year_typed_wrongly_does_not_stretch_the_list_over_years_it_knows_nothing_of(read, found, year):
    rows = [["1", datetime(2023, month, 5), None, "M"] for month in range(1, 13)]
    intake = read(a_list(*rows, ["2", datetime(year, 7, 7), None, "M"], as_at=["Missing"]))
    assert ("dates-far-apart", "B16") in found(intake)


def test_an_as_at_day_years_after_the_last_row_must_be_put_right(read, found):
    rows = a_list(["1", datetime(2023, 12, 5), None, "M"], as_at=["Data correct as at 31 December 2032"])
    assert found(read(rows)) == [("dates-far-apart", "B4")]


def test_totals_notes_blank_rows_and_headings_printed_again_are_no_rows_of_the_list(read, found):
    rows = a_list(
        ["1", datetime(2023, 12, 5), None, "M"],
        [],
        HEADINGS,
        ["2", datetime(2023, 12, 6), None, "M"],
        ["Total", 2],
        ["Run by the missing team on Friday"],
        ["Data correct as at", datetime(2023, 12, 31)],
        as_at=["Missing"],
    )
    intake = read(rows)
    assert [child for child, _, _ in episodes(intake)] == ["1", "2"]
    assert (intake.child_lists[0].until, found(intake)) == (date(2023, 12, 31), [])


def test_a_date_that_stands_alone_in_its_row_is_not_passed_over(read, found):
    intake = read(a_list(["1", datetime(2023, 12, 5)], [None, "6 December 2023"], headings=HEADINGS[:2]))
    assert found(intake) == [("child-not-read", "A5")]


def test_a_list_without_rows_is_told(read, found):
    assert ("empty-list", "A3") in found(read(a_list()))


def test_a_list_that_reaches_the_last_row_that_is_read_must_be_sent_in_parts(read, found):
    rows = [[str(n), datetime(2023, 1 + n % 12, 1 + n % 28), None, "M"] for n in range(2050)]
    assert ("list-too-long", "") in found(read(a_list(*rows)))


def test_hidden_rows_and_sheets_are_counted_and_told(write, tmp_path, vocabulary, sheet, found):
    from openpyxl import load_workbook

    from inputs.read import read_returns

    path = write(sheet(a_list(["1", datetime(2023, 12, 5), None, "M"], ["2", datetime(2023, 12, 6), None, "M"])))
    book = load_workbook(path)
    book.active.row_dimensions[5].hidden = True
    book.active.column_dimensions["A"].hidden = True
    book.create_sheet("Cover")
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    intake = read_returns(Path(tmp_path), vocabulary)
    assert len(episodes(intake)) == 2
    assert found(intake) == [("hidden-sheet", ""), ("hidden-rows", "")]
    assert "row 5, column A" in intake.findings[1].what


def test_a_table_of_months_on_the_sheet_of_a_list_is_read_as_well(read, figures):
    rows = a_list(["1", datetime(2023, 12, 5), None, "M"])
    rows = [[*row, *[None] * (5 - len(row))] for row in rows]
    rows[2] += ["Measure", "Nov-23", "Dec-23"]
    rows[3] += ["Children in care", 400, 412]
    intake = read(rows)
    assert len(intake.child_lists) == 1
    assert figures(intake)[("in_care_count", "", "2023-12")] == ("412", None, None)


def test_a_list_of_something_else_is_not_taken_for_one(read):
    intake = read([["Child ID", "Date of review"], *[[str(n), datetime(2023, 12, n)] for n in range(1, 9)]])
    assert intake.child_lists == ()


def test_no_heading_of_a_list_stands_for_two_columns():
    seen = {}
    for column, names in episode_words().headings.items():
        for name in names:
            assert seen.setdefault(name, column) is column, name
    words = episode_words()
    assert not words.missing & words.away
