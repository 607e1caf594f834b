"""The day on which data were taken, weeks, and words in notes, columns and number formats: what a month cannot be."""

from __future__ import annotations

from datetime import date

import pytest

HEADS = ("Indicator", "Oct-23", "Nov-23", "Dec-23")
ROWS = (["Missing episodes", 60, 61, 62], ["Children in care", 400, 401, 402])
READ = ["62", "402"]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Data frozen at 30 September 2023",
            "Run date: 12/12/2023",
            "Last refreshed 10/12/2023",
            "Extract date 05/11/2023",
        ),
        *(
            "Data extracted from the system on 5 December 2023",
            "Period covered: 1-15 December",
            "Dec-23 is to the 15th",
        ),
    ],
)
def test_a_month_that_was_not_over_when_the_data_were_taken_is_no_month(in_december, line):
    assert in_december([[line], HEADS, *ROWS])[0] == []
    assert in_december([HEADS, *ROWS, [], [line]])[0] == []


@pytest.mark.parametrize("line", ["Run date: 02/01/2024", "Extracted 31 December 2023", "Meeting: 12/12/2023"])
def test_a_later_day_of_the_data_or_that_of_a_meeting_changes_nothing(in_december, line):
    assert in_december([[line], HEADS, *ROWS]) == (READ, [])


def test_the_day_of_the_data_may_stand_in_the_next_cell(in_december):
    assert in_december([["Run date:", date(2023, 12, 12)], HEADS, *ROWS])[0] == []


def test_figures_that_are_correct_at_the_end_of_a_term_are_those_of_its_month(in_december):
    assert in_december([HEADS, *ROWS, [], ["Data correct as at 22 December 2023 (end of term)"]]) == (READ, [])
    assert in_december([HEADS, *ROWS, [], ["As at 30 September 2023"]])[0] == []


def test_weeks_are_no_months(in_december):
    assert in_december([["Indicator", "w/e 24/11/2023", "w/e 29/12/2023"], ["Missing episodes", 51, 52]])[0] == []
    weekly = [["Testshire: weekly performance"], ["Indicator", date(2023, 12, 31)], ["Missing episodes", 52]]
    assert in_december(weekly)[0] == []


@pytest.mark.parametrize(
    "note",
    [
        *("Figures are cumulative from 1 April", "Figures are averages for the three months"),
        *("Based on a sample of 20 cases", "From case file audits"),
        "Figures for December are estimates based on the first two weeks",
    ],
)
def test_a_note_at_the_foot_that_says_what_figures_are_is_heeded(in_december, note):
    values, kinds = in_december([HEADS, ["Reviews on time", "91%", "92%", "93%"], [], [note]])
    assert (values, bool(kinds)) == ([], True)


@pytest.mark.parametrize("heading", ["Comments", "Notes", "Basis", "Scope"])
@pytest.mark.parametrize(
    "words",
    [
        *("relates to care leavers", "includes children placed by other authorities", "West Midlands average"),
        *("All children known to social care", "November data", "as at 30 November", "to 15 December"),
        "does not include December",
    ],
)
def test_a_column_of_remarks_may_say_what_its_row_is(in_december, heading, words):
    values, kinds = in_december([[*HEADS, heading], ["Missing episodes", 60, 61, 62, words]])
    assert (values, bool(kinds)) == ([], True)


@pytest.mark.parametrize(
    "words",
    ["Higher than the West Midlands average", "Above England", "UASC numbers have risen", "Improved since November"],
)
def test_a_remark_that_compares_or_explains_says_nothing_of_the_kind(in_december, words):
    assert in_december([[*HEADS, "Comments"], ["Missing episodes", 60, 61, 62, words]]) == (["62"], [])


@pytest.mark.parametrize("note", ["* November data", "* as at 30 November", "* does not include December"])
def test_a_footnote_says_it_of_the_rows_that_bear_its_mark(in_december, note):
    rows = [["Missing episodes*", 60, 61, 62], ["Children in care", 400, 401, 402]]
    assert in_december([HEADS, *rows, [], [note]])[0] == ["402"]


@pytest.mark.parametrize("line", ["Filter: Age Band (16+)", "Selected: 16-17", "Segment: CP"])
def test_a_filter_above_a_table_picks_some(in_december, line):
    assert in_december([[line], HEADS, *ROWS]) == ([], ["not-the-councils"])


@pytest.mark.parametrize("span", ["Q", "Quarterly", "Annual", "Yearly"])
def test_a_column_of_spans_says_that_a_figure_is_of_a_quarter_or_a_year(in_december, span):
    heads = ["Indicator", "Data period", "Actual", "Target"]
    rows = [["Scorecard December 2023"], heads, ["Missing episodes", span, 220, 100]]
    assert in_december(rows) == ([], ["other-span"])


@pytest.mark.parametrize(
    "code", ['0 "per 10,000"', '"Target "0', '0" late"', '"Rank "0', '"YTD "0', '"SN "0', '0" CP"']
)
def test_words_that_a_number_format_shows_are_words_of_the_return(in_december, code):
    values, kinds = in_december([HEADS, ["Children in care", 400, 401, 402]], formats={"D2": code})
    assert (values, set(kinds)) == ([], {"shown-otherwise"})


def test_a_column_headed_period_may_hold_spans(in_december):
    heads = ["Indicator", "Period", "Actual", "Target"]
    rows = [["Scorecard December 2023"], heads, ["Reviews on time", "Monthly", "91%", "95%"]]
    assert in_december([*rows, ["Missing episodes", "Q", 220, 100]]) == (["91"], ["other-span"])


def test_pounds_are_no_children(in_december):
    values, kinds = in_december([HEADS, ["Children in care", "£400", "£401", "£402"]])
    assert (values, set(kinds)) == ([], {"shown-otherwise"})
