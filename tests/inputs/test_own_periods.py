"""A row or a title that states its own period contradicts a heading that is later."""

from __future__ import annotations

from datetime import datetime

import pytest

MONTHS = ["Apr-23", "May-23", "Jun-23", "Jul-23", "Aug-23", "Sep-23", "Oct-23", "Nov-23", "Dec-23"]
VALUES = [400, 402, 401, 405, 404, 406, 408, 409, 412]
LAST_READ = [
    ("Year", 2022, 0),
    ("Year", "2021/22", 0),
    ("Financial year", "2022/23", 0),
    ("Month", "Nov", 8),
    ("Month", "Nov-23", 8),
    ("Quarter", "Q1", 3),
    ("Period", "Q2 2023/24", 6),
    ("As at", "30/09/2023", 6),
    ("Date", datetime(2023, 9, 30), 6),
    ("Snapshot date", "30 September 2023", 6),
    ("Data as at", datetime(2023, 9, 30), 6),
]
ALL_READ = [
    ("Year", 2023),
    ("Year", "2023/24"),
    ("Financial year", "2023/24"),
    ("Month", "Dec"),
    ("Quarter", "Q3"),
    ("Period", "Q3 2023/24"),
    ("As at", "31/12/2023"),
    ("As at", datetime(2023, 12, 22)),  # a few days before the end
    ("As at", datetime(2024, 1, 15)),
]
TITLES = ["2023/24", "Q3 2023/24", "December 2023", "Published November 2023", "Panel of 30 November 2023"]


def numbers(figures, intake):
    return [value for value, *_ in figures(intake).values() if value != "not available"]


def rows_with(heading, value, shape):
    if shape == "across":
        other = ["Visits on time", value, *[f"{n}.5%" for n in range(81, 90)]]
        return [["Measure", heading, *MONTHS], ["Children in care", value, *VALUES], other]
    return [
        ["Measure", "Reporting month", "Value", heading],
        *(["Children in care", month, n, value] for month, n in zip(MONTHS, VALUES, strict=True)),
    ]


@pytest.mark.parametrize(("heading", "value", "read_to"), LAST_READ)
def test_figures_later_than_the_period_of_their_row_are_left_out(read, figures, heading, value, read_to):
    intake = read(rows_with(heading, value, "across"))
    assert numbers(figures, intake)[:read_to] == list(map(str, VALUES[:read_to]))
    assert len(numbers(figures, intake)) == 2 * read_to
    assert [(one.kind, one.cell) for one in intake.findings if one.cell] == [("other-period", "B2")]


def test_the_message_names_both_cells(read):
    assert [str(one) for one in read(rows_with("As at", "30/09/2023", "long")).findings] == [
        "return.xlsx › Return › D8: 3 figures from C8 were left out: the heading in B8 says October 2023, and D8 "
        "states an earlier period. Correct D8 or B8, and any like it, and run again."
    ]


@pytest.mark.parametrize(("heading", "value"), ALL_READ)
def test_a_row_whose_period_holds_its_months_is_read_whole(read, figures, found, heading, value):
    intake = read(rows_with(heading, value, "across"))
    assert (len(numbers(figures, intake)), found(intake)) == (18, [])


def test_figures_after_the_month_of_the_title_are_left_out(read, figures, found):
    title = ["Performance report: November 2023"]
    intake = read([title, ["Measure", *MONTHS], ["Children in care", *VALUES]])
    assert numbers(figures, intake) == list(map(str, VALUES[:-1]))
    assert found(intake) == [("other-period", "A1")]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_that_holds_the_months_or_is_of_another_date_is_no_contradiction(read, figures, found, title):
    intake = read([[title], ["Measure", *MONTHS], ["Children in care", *VALUES]])
    assert (numbers(figures, intake), found(intake)) == (list(map(str, VALUES)), [])
