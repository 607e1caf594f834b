"""Headings that are days: the end of a month stands for it, and no day inside one does."""

from __future__ import annotations

from datetime import datetime

import pytest

VALUES = [390, 401, 412]
INSIDE = [
    ["At 1 November 2023", "At 1 December 2023", "At 1 January 2024"],
    ["As at 1st Nov 2023", "As at 1st Dec 2023", "As at 1st Jan 2024"],
    ["Position at 01/11/2023", "Position at 01/12/2023", "Position at 01/01/2024"],
    ["Snapshot at 1 Nov 23", "Snapshot at 1 Dec 23", "Snapshot at 1 Jan 24"],
    ["2 October 2023", "1 November 2023", "2 January 2024"],  # first working days
    [datetime(2023, 11, 5), datetime(2023, 12, 5), datetime(2024, 1, 5)],
    ["2023-11-05", "2023-12-05", "2024-01-05"],
    ["15/11/2023", "15/12/2023", "15/01/2024"],
]
AT_AN_END = [
    [datetime(2023, 10, 31), datetime(2023, 11, 30), datetime(2023, 12, 31)],
    [datetime(2023, 10, 27), datetime(2023, 11, 24), datetime(2023, 12, 29)],  # last Fridays
    [datetime(2023, 10, 1), datetime(2023, 11, 1), datetime(2023, 12, 1)],  # labels of their months
    ["1 October 2023", "1 November 2023", "1 December 2023"],
    ["As at 31 October 2023", "As at 30 November 2023", "As at 31 December 2023"],
    [datetime(2023, 10, 23), datetime(2023, 11, 23), datetime(2023, 12, 23)],  # Oct-23, Nov-23 and Dec-23, typed
]


@pytest.mark.parametrize("headings", INSIDE)
@pytest.mark.parametrize("across", [True, False])
def test_days_inside_months_head_no_months_and_are_told_once(read, figures, headings, across):
    rows = [["Measure", *headings], ["Children in care", *VALUES]]
    intake = read(rows if across else [list(row) for row in zip(*rows, strict=True)])
    assert figures(intake) == {}
    (finding,) = [one for one in intake.findings if one.cell]
    assert (finding.kind, finding.cell) == ("unclear-period", "B1" if across else "A2")
    assert "days inside a month" in finding.what
    assert "like 31 December 2023" in finding.remedy


@pytest.mark.parametrize("headings", AT_AN_END)
def test_the_ends_and_the_labels_of_months_head_them(read, figures, headings):
    got = figures(read([["Measure", *headings], ["Children in care", *VALUES]]))
    assert [key[2] for key in got] == ["2023-10", "2023-11", "2023-12"]


@pytest.mark.parametrize("title", ["Snapshot on the first day of the month", "Figures at the start of each month"])
def test_dates_on_the_first_are_that_day_where_the_title_says_so(read, figures, title):
    days = [datetime(2023, 11, 1), datetime(2023, 12, 1), datetime(2024, 1, 1)]
    intake = read([[title], ["Measure", *days], ["Children in care", *VALUES]])
    assert (figures(intake), [one.cell for one in intake.findings if one.cell]) == ({}, ["B2"])


def test_one_day_inside_a_month_leaves_the_other_months_as_they_are(read, figures):
    rows = [["Measure", "31 October 2023", "30 November 2023", "20 December 2023"], ["Children in care", *VALUES]]
    intake = read(rows)
    assert [key[2] for key in figures(intake)] == ["2023-10", "2023-11"]
    assert [(one.kind, one.cell) for one in intake.findings] == [("unclear-period", "D1")]
    assert intake.findings[0].what.startswith("The heading here is a day inside a month")
