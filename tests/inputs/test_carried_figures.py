"""Figures that a return itself says are another month's, or of a day before the month was over, are left out."""

from __future__ import annotations

from datetime import datetime

import openpyxl
import pytest
from openpyxl.comments import Comment

from inputs.read import read_returns

MONTHS = ("Oct-23", "Nov-23", "Dec-23")
HEADS = ("Indicator", *MONTHS)
ROWS = (["Visits on time", "81%", "82%", "83%"], ["Missing episodes", 20, 21, 22])
WHOLE, LEFT_OUT = (["83", "22"], []), ([], ["not-actual"])
DATE = datetime(2023, 12, 12)


@pytest.mark.parametrize(
    "note",
    [
        *("December column = November data", "Dec-23: November figure used", "December data repeated from November"),
        *("Dec-23: no data, November's figure repeated", "Figures rolled forward", "Not updated since Oct-23"),
        *("Dec-23 figures carried forward from Nov-23 as the system was down", "Same as last month - not updated"),
        *(
            "Where data not available the previous month is shown",
            "Last available figure used",
            "Not updated in December",
        ),
        *("December still in progress", "Current month in progress", "Data last updated Oct-23"),
    ],
)
def test_a_note_that_the_last_month_is_another_s_keeps_it_off(in_december, note):
    assert in_december([HEADS, *ROWS, [], [note]]) == LEFT_OUT


@pytest.mark.parametrize(
    "note",
    [
        *("Visits fell from last month", "Missing episodes are up on the previous month", "Repeat missing episodes"),
        *("November data was revised in December", "December is lower than November", "Data last updated 04/01/2024"),
        *("More children came than in the previous month", "Data extracted 04/01/2024", "Position at 31 December 2023"),
    ],
)
def test_a_remark_on_how_figures_went_or_a_day_after_the_month_changes_nothing(in_december, note):
    assert in_december([HEADS, *ROWS, [], [note]]) == WHOLE


@pytest.mark.parametrize(
    "note", ["Columns refer to the month reported", "Each column shows the previous month's activity"]
)
def test_a_note_that_every_column_is_of_the_month_before_keeps_all_off(in_december, note):
    assert in_december([HEADS, *ROWS, [], [note]])[0] == []


@pytest.mark.parametrize(
    "line",
    [
        *(["Data as at 12/12/2023"], ["Data as at", DATE], ["Snapshot date", DATE], ["Run date", "12/12/2023"]),
        *(
            ["Produced 12/12/2023"],
            ["Report date: 12 December 2023"],
            ["Source: Mosaic, 12 December 2023"],
            ["To date", DATE],
        ),
        *([*[None] * 4, "Data extracted 12/12/2023"], [*[None] * 7, "Printed 12/12/2023"]),
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_a_day_of_the_data_inside_the_month_keeps_it_off_wherever_it_stands(in_december, line, below):
    rows = [HEADS, *ROWS]
    assert in_december([*rows, [], line] if below else [line, [], *rows]) == LEFT_OUT


def test_the_day_of_the_data_on_a_cover_sheet_holds_for_every_sheet(december):
    cover = [["Corporate parenting"], ["Data as at", DATE]]
    assert december([HEADS, *ROWS], others={"Cover": cover})[0] == {}
    assert december([HEADS, *ROWS], others={"Cover": [["Data as at", datetime(2024, 1, 4)]]})[0] != {}


@pytest.mark.parametrize("remark", ["November figure", "carried forward", "As at 12/12", "TBC", "to 12th"])
def test_a_remark_in_the_row_of_a_month_is_of_that_month(in_december, remark):
    down = [["Month", "Missing episodes", "Comment"], *zip(MONTHS, (20, 21, 22), (None, None, remark), strict=True)]
    assert in_december(down) == LEFT_OUT
    down[-1] = (*down[-1][:2], "Two children went missing often")
    assert in_december(down) == (["22"], [])


@pytest.mark.parametrize(
    "comment", ["TBC", "From LAIT", "Rolled forward from November", "Per 10k", "Excludes agency staff"]
)
def test_a_comment_on_a_figure_that_doubts_it_keeps_it_off(write, sheet, tmp_path, library, comment):
    write(sheet([HEADS, *ROWS]))
    path = next(tmp_path.glob("*.xlsx"))
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["D3"].comment = Comment(comment, "A")
    book.save(path)
    intake = read_returns(tmp_path, library, "Testshire County Council")
    last = {one.item: one.points[-1].period.month_text for its in intake.returns for one in its.series}
    assert last == {"visits_on_time_pct": "2023-12", "missing_episodes_count": "2023-11"}


QUARTERS = ("Indicator", "Q1 2023/24", "Q2 2023/24", "Q3 2023/24")


@pytest.fixture
def quarters(sheet, write, tmp_path, library):
    """Read quarters with these lines above and below: the last month of each quarter that has figures, and findings."""

    def read_them(above, below):
        write(sheet([*above, QUARTERS, *ROWS, *below]))
        intake = read_returns(tmp_path, library, "Testshire County Council")
        points = [point for one in intake.returns for series in one.series for point in series.points]
        return sorted({one.period.month_text for one in points}), [one.kind for one in intake.findings]

    return read_them


@pytest.mark.parametrize(
    "note", ["Q3 forecast", "Q3 is to the end of November", "Q3 shows Q2 data", "Q3 data is Oct-Nov only"]
)
def test_a_note_on_the_last_quarter_keeps_it_off(quarters, note):
    assert quarters([], [[], [note]]) == (["2023-06", "2023-09"], ["not-actual"])


@pytest.mark.parametrize("note", ["Q1 = January to March", "Quarters are calendar quarters", "Q3: Jul-Sep"])
def test_quarters_that_are_others_than_those_from_april_are_left_out(quarters, note):
    assert quarters([], [[], [note]])[0] == []
    assert quarters([[note], []], [])[0] == []


def test_quarters_said_to_be_those_from_april_are_read(quarters):
    told = ["Q1: Apr-Jun, Q2: Jul-Sep, Q3: Oct-Dec"]
    assert quarters([], [[], told]) == (["2023-06", "2023-09", "2023-12"], [])


@pytest.mark.parametrize(("mark", "foot"), [("*", "* "), ("¹", "1 "), (" [a]", "[a] "), (" (1)", "(1) ")])
@pytest.mark.parametrize("words", ["November data", "carried forward", "TBC", "forecast"])
def test_a_footnote_by_its_mark_holds_for_the_month_that_bears_it(in_december, mark, foot, words):
    heads = [*HEADS[:3], f"Dec-23{mark}"]
    assert in_december([heads, *ROWS, [], [f"{foot}{words}"]])[0] == []


def test_a_footnote_on_what_the_measure_counts_changes_nothing(in_december):
    rows = [["Visits on time¹", *ROWS[0][1:]], ROWS[1]]
    assert in_december([HEADS, *rows, [], ["¹ Excludes children who left care within 20 working days."]]) == WHOLE


def test_a_definition_of_other_people_s_reviews_is_none_of_ours(in_december):
    rows = [
        [*row, words] for row, words in zip(ROWS, ("CP visits in time", "Times children went missing"), strict=True)
    ]
    assert in_december([[*HEADS, "Definition"], *rows])[0] == ["22"]


def test_a_column_of_genders_after_the_months_says_whose_a_row_is(in_december):
    rows = [[*ROWS[0], "F"], [*ROWS[1], "All"]]
    assert in_december([[*HEADS, "Gender"], *rows])[0] == ["22"]
