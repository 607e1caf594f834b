"""Every way in which a heading may say its period: read as the months it means, or refused with its cell."""

from __future__ import annotations

from datetime import datetime

import pytest

pytestmark = pytest.mark.slow

FIGURES = (410, 412, 415)

# Item 3 of what teams write for December 2023 in one heading. Each stands alone over one column.
DECEMBER = [
    *("Dec-23", "Dec 23", "Dec'23", "Dec’23", "Dec´23", "December 2023", "DECEMBER 2023", "december\n2023", "Dec.23"),
    *("12/2023", "2023-12", "2023/12", "2023.12", "202312", "20231231", "Dec–23", "Dec−23", "Dec_23", "Dec, 2023"),
    *("Dec\u00a023", "  Dec-23  ", "Dec-23:", "Dec-23*", "Dec-23 (p)", "Dec-23r", "Dec-23 [note 1]", "Dec-23¹"),
    *("31/12/2023", "31.12.23", "2023-12-31", "2023-12-31 00:00:00", "31 December 2023", "31st Dec 23"),
    *("As at 31/12/2023", "Position at Dec 23", "December 31, 2023", "Month ending 31 December 2023", "M/E Dec 23"),
    *("1 December 2023 - 31 December 2023", "01/12/2023 - 31/12/2023", 202312),
    *(datetime(2023, 12, 1), datetime(2023, 12, 31), datetime(2023, 12, 31, 23, 59)),
]
QUARTER = [
    *("Q3 23/24", "Q3 2023/24", "2023/24 Q3", "2023-24 Q3", "2023–24 Q3", "Qtr 3 2023/24", "Quarter 3, 2023/24"),
    *("Q3 FY23/24", "Q3 2023-24", "2023/24Q3", "Oct-Dec 23", "Oct - Dec 2023", "October to December 2023"),
    *("Oct 23 - Dec 23", "1 Oct to 31 Dec 2023", "Q3 (Oct-Dec 23)", "Q3: Oct-Dec 2023", "Q3 2023/24 (Oct-Dec)"),
    *("3 months to Dec 23", "Quarter ending 31/12/2023", "QE Dec 23"),
]
YEAR = [
    *("2023/24", "2023-24", "23/24", "23-24", "2023/2024", "FY23/24", "FY 2023/24", "Financial year 2023/24", "202324"),
    *(
        "2023/24 (prov)",
        "2023-24 (OT)",
        "YE Mar 24",
        "Y/E 31/03/2024",
        "Year ending 31 March 2024",
        "12m to Mar 24",
        202324,
    ),
]
ACADEMIC = ["AY 2023/24", "Academic year 2023/24", "2023/24 academic year", "School year 2023/24"]
ROLLING = ["Rolling 12 months to Dec 23", "12 months ending 31/12/2023", "Year to Dec 23"]


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        *((heading, "2023-12") for heading in DECEMBER),
        *((heading, "2023-12/3") for heading in QUARTER),
        *((heading, "2024-03/12") for heading in YEAR),
        *((heading, "2024-08/12") for heading in ACADEMIC),
        *((heading, "2023-12/12") for heading in ROLLING),
    ],
)
def test_a_heading_over_one_column_is_read_as_the_months_it_means(read, figures, found, heading, period):
    intake = read([["Measure", heading], ["Children in care", 412]])
    assert figures(intake) == {("in_care_count", "", period): ("412", None, None)}
    assert found(intake) == []


# A heading that two teams mean in two ways: nothing is read under it, and its cell and both readings are told.
@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("04/05/2025", "May 2025", "April 2025"),
        ("1/4/25", "April 2025", "January 2025"),
        ("2010-11", "November 2010", "the year ending March 2011"),
        ("FY24", "the year ending March 2024", "the year ending March 2025"),
        ("FY 2024", "the year ending March 2024", "the year ending March 2025"),
        ("Q3 2023", "2023/24 Q3", "2022/23 Q3"),
        ("2023 Q4", "2023/24 Q4", "2022/23 Q4"),
        ("Q1 FY24", "2024/25 Q1", "2023/24 Q1"),
        (datetime(2024, 12, 23), "December 2024", "December 2023"),
        (datetime(2025, 1, 24), "January 2025", "January 2024"),
    ],
)
def test_a_heading_that_may_mean_two_periods_is_refused_with_both(read, figures, heading, first, second):
    intake = read([["Measure", heading], ["Children in care", 412]])
    assert figures(intake) == {}
    assert [(one.kind, one.cell, one.what) for one in intake.findings if one.kind != "no-returns"] == [
        ("unclear-period", "B1", f"The heading may mean {first} or {second}.")
    ]


@pytest.mark.parametrize("heading", ["Dec", "DEC", "Q3", "Qtr 4", "Q3 (Oct-Dec)"])
def test_a_heading_without_its_year_and_nothing_to_say_it_is_refused(read, found, heading):
    intake = read([["Measure", heading], ["Children in care", 412]])
    assert found(intake) == [("no-returns", ""), ("unclear-period", "B1")]


@pytest.mark.parametrize(
    "heading",
    [
        *("2023 up to 10 October", "w/c 07/04/2025", "Week 14", "2025-W14", "P9", "M09", "FY26 M01", "2020/21-22/23"),
        *("29/02/2025", "31/04/2025", "00/00/0000", "31/12/9999", "01/01/1900", "2023-13", "13/2023", "Q5", "2023/25"),
        *(
            "Avril 2025",
            "Febuary 2023",
            "1 Oct to 15 Dec 2023",
            "Q3 (Jul-Sep 23)",
            "12 months to 15 Dec 23",
        ),
    ],
)
def test_what_is_no_month_quarter_or_year_is_left_out_and_told(read, figures, found, heading):
    intake = read([["Measure", "Nov-23", heading], ["Children in care", 410, 412]])
    assert figures(intake) == {("in_care_count", "", "2023-11"): ("410", None, None)}
    assert found(intake) == [("column-not-read", "C1")]


# The 33 ways to type a period in the Period column of a list: what each is read as, "?" where it is told as unclear,
# "" where it is told with other figures that stand under no period.
TYPED = {
    "01/04/2025": "?",
    "1/4/25": "?",
    "04/13/2025": "?",
    "13/04/2025": "?",
    "2025-04-01": "2025-04",
    "2025-04-01T00:00:00Z": "2025-04",
    "1 April 2025": "2025-04",
    "1st April 2025": "2025-04",
    "Apr-25": "2025-04",
    "April 2025": "2025-04",
    "Apr 2025": "2025-04",
    "2025-04": "2025-04",
    "04/2025": "2025-04",
    "202504": "2025-04",
    "2025/26 Q1": "2025-06/3",
    "Q1 2025/26": "2025-06/3",
    "Q1 25-26": "2025-06/3",
    "2025-26": "2026-03/12",
    "45748": "2025-04",
    "29/02/2024": "2024-02",
    "Sept 2025": "2025-09",
    "01.04.2025": "?",
    "20250401": "2025-04",
    **dict.fromkeys(("FY26 M01", "P1", "29/02/2025", "31/04/2025", "31/12/9999", "01/01/1900", "00/00/0000"), ""),
    **dict.fromkeys(("Avril 2025", "w/c 07/04/2025", "2025-W14"), ""),
}


def test_there_are_33_ways_to_type_a_period():
    assert len(TYPED) == 33


@pytest.mark.parametrize(("typed", "period"), TYPED.items())
def test_a_period_typed_in_a_list_is_read_right_or_told(read, figures, found, typed, period):
    rows = [["Measure", "Period", "Value"], ["Children in care", "Mar-24", 410], ["Children in care", typed, 412]]
    intake = read(rows)
    got = {key[2]: value for (*key, value) in (((*key, value[0])) for key, value in figures(intake).items())}
    assert got.pop("2024-03") == "410"
    kinds = [kind for kind, _ in found(intake) if kind != "missing-month"]
    if period == "?":
        assert (got, found(intake)) == ({}, [("unclear-period", "B3")])
    elif period:
        assert (got, kinds) == ({period: "412"}, [])
    else:
        assert got == {}
        assert kinds == ["column-not-read"]


@pytest.mark.parametrize("headings", [(45200, 45231, 45261), ("45200", "45231", "45261")])
def test_dates_left_as_numbers_are_read_in_a_run_across(read, figures, headings):
    intake = read([["Measure", *headings], ["Children in care", *FIGURES]])
    assert [key[2] for key in figures(intake)] == ["2023-10", "2023-11", "2023-12"]


@pytest.mark.parametrize("heading", ["Month", "Period", "Time period", "Month ending:"])
def test_a_date_left_as_a_number_is_read_alone_under_a_heading_that_says_so(read, figures, heading):
    assert [key[2] for key in figures(read([[heading, "Children in care"], [45261, 412]]))] == ["2023-12"]


def test_a_number_alone_that_may_be_a_date_or_a_count_is_not_taken_for_a_month(read, found):
    assert found(read([["Measure", 45261], ["Children in care", 412]]))[0] == ("no-returns", "")


def test_dates_left_as_numbers_repeat_in_a_list(read, figures):
    rows = [["Measure", "Period", "Value"]]
    rows += [[name, day, 91] for name in ("Children in care", "% statutory visits on time") for day in (45231, 45261)]
    assert [key[::2] for key in figures(read(rows))] == [
        ("in_care_count", "2023-11"),
        ("in_care_count", "2023-12"),
        ("visits_pct", "2023-11"),
        ("visits_pct", "2023-12"),
    ]


# Dates that a workbook made of month labels: (headings as held, periods meant), told once and never passed over.
LABELS = {
    "of one year": [datetime(2024, month, 23) for month in (10, 11, 12)],
    "newest first": [datetime(2024, month, 23) for month in (12, 11, 10)],
    "by the quarter": [datetime(2024, month, 23) for month in (6, 9, 12)],
    "with a month missing": [datetime(2024, month, 23) for month in (8, 9, 12)],
    "over the new year": [datetime(2024, 11, 23), datetime(2024, 12, 23), datetime(2024, 1, 24)],
    "typed as the months went by": [datetime(2023, 11, 23), datetime(2024, 12, 23), datetime(2024, 1, 24)],
    "after a month typed as text": ["Oct-23", datetime(2024, 11, 23), datetime(2024, 12, 23)],
    "after a true date": [datetime(2023, 10, 1), datetime(2024, 11, 23), datetime(2024, 12, 23)],
    "a day that February has not": [datetime(2030, 1, 29), datetime(2029, 2, 1), datetime(2030, 3, 29)],
    "a day that the workbook took for 1931": [datetime(2032, 3, 31), datetime(1931, 4, 1), datetime(2032, 5, 31)],
}
MEANT = {
    "of one year": ["2023-10", "2023-11", "2023-12"],
    "newest first": ["2023-10", "2023-11", "2023-12"],
    "by the quarter": ["2023-06", "2023-09", "2023-12"],
    "with a month missing": ["2023-08", "2023-09", "2023-12"],
    "over the new year": ["2023-11", "2023-12", "2024-01"],
    "typed as the months went by": ["2023-11", "2023-12", "2024-01"],
    "after a month typed as text": ["2023-10", "2023-11", "2023-12"],
    "after a true date": ["2023-10", "2023-11", "2023-12"],
    "a day that February has not": ["2029-01", "2029-02", "2029-03"],
    "a day that the workbook took for 1931": ["2031-03", "2031-04", "2031-05"],
}


@pytest.mark.parametrize("how", MEANT)
def test_month_labels_that_became_days_are_read_as_months_and_told(read, figures, found, how):
    intake = read([["Measure", *LABELS[how]], ["Children in care", *FIGURES]])
    assert [key[2] for key in figures(intake)] == MEANT[how]
    told = [(kind, cell) for kind, cell in found(intake) if kind != "missing-month"]
    first = next(at for at, day in enumerate(LABELS[how]) if isinstance(day, datetime) and day.day > 1)
    assert told == [("month-label-from-date", f"{'BCD'[first]}1")]


@pytest.mark.parametrize("year", range(2023, 2032))
@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_label_from_2023_to_2031_is_read_beside_the_next(read, figures, month, year):
    following = (year + month // 12, month % 12 + 1)
    days = [_as_excel_holds_it(year + 1, *one) for one in ((year, month), following)]
    if all(day.day == 31 for day in days):
        return  # July and August typed in 2032 for 2031 are the last days of months, and these are taken for dates
    intake = read([["Measure", *days], ["Children in care", 410, 412]])
    assert [key[2] for key in figures(intake)] == [f"{year}-{month:02}", f"{following[0]}-{following[1]:02}"]


def _as_excel_holds_it(typing, year, month):
    try:
        return datetime(typing, month, year - 2000)
    except ValueError:
        return datetime(year if year < 2030 else year - 100, month, 1)


@pytest.mark.parametrize("day", [1, 28])
def test_days_of_the_month_that_no_label_would_give_are_dates(read, figures, found, day):
    intake = read(
        [["Measure", *(datetime(2024, month, day) for month in (10, 11, 12))], ["Children in care", *FIGURES]]
    )
    assert [key[2] for key in figures(intake)] == ["2024-10", "2024-11", "2024-12"]
    assert found(intake) == []


# A year is a financial one, unless its heading or its table's title says academic.
@pytest.mark.parametrize(
    ("rows", "period"),
    [
        ([["Indicator", "2022/23", "2023/24"]], "2024-03/12"),
        ([["Academic year", "2022/23", "2023/24"]], "2024-08/12"),
        ([["Visits by academic year"], ["Measure", "2022/23", "2023/24"]], "2024-08/12"),
        ([["Academic and financial years: financial year shown"], ["Measure", "2022/23", "2023/24"]], "2024-03/12"),
    ],
)
def test_an_academic_year_is_one_only_where_the_table_says_so(read, figures, rows, period):
    intake = read([*rows, ["% statutory visits on time", 90, 92]])
    assert list(figures(intake))[-1] == ("visits_pct", "", period)


SCHOOL_MONTHS = ["Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug"]


def test_the_months_of_an_academic_year_take_their_years_from_it(read, figures):
    rows = [
        ["Academic year", "2023/24", *[None] * 11],
        ["Measure", *SCHOOL_MONTHS],
        ["Children in care", *range(401, 413)],
    ]
    got = [key[2] for key in figures(read(rows, merged=("B1:M1",)))]
    assert got == [f"2023-{month:02}" for month in range(9, 13)] + [f"2024-{month:02}" for month in range(1, 9)]


@pytest.mark.parametrize("months", [SCHOOL_MONTHS, ["Jan", "Feb", "Mar", "Apr"]])
def test_months_that_do_not_follow_one_another_in_the_year_above_them_are_refused(read, figures, months):
    rows = [["Measure", "2023/24", *[None] * (len(months) - 1)], [None, *months]]
    intake = read([*rows, ["Children in care", *range(401, 401 + len(months))]])
    assert figures(intake) == {}
    assert {one.kind for one in intake.findings} == {"no-returns", "unclear-period"}
    assert intake.findings[1].cell == "B2"
