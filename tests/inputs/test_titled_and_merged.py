"""Titles that say the month of a table, dates that say nothing of it, and cells merged across the months."""

from __future__ import annotations

from datetime import datetime

import pytest

R, V = "Reviews held on time", "Statutory visits on time"
PARTS = ["Measure", "Numerator", "Denominator", "%", "Target"]
SNAPSHOT = [PARTS, [R, 57, 60, 95, 97], [V, 90, 120, 75, 80]]
QUARTERS = [["Indicator", "Q1 24/25", "Q2 24/25", "Q3 24/25"], [R, "93%", "92%", "95%"], [V, "89%", "88%", "90%"]]
READ_QUARTERS = {
    ("reviews_pct", "", "2024-06/3"): ("93", None, None),
    ("reviews_pct", "", "2024-09/3"): ("92", None, None),
    ("reviews_pct", "", "2024-12/3"): ("95", None, None),
    ("visits_pct", "", "2024-06/3"): ("89", None, None),
    ("visits_pct", "", "2024-09/3"): ("88", None, None),
    ("visits_pct", "", "2024-12/3"): ("90", None, None),
}


def snapshot(period):
    return {("reviews_pct", "", period): ("95", "57", "60"), ("visits_pct", "", period): ("75", "90", "120")}


# The month of a table whose columns name none.


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Position at December 2023", "2023-12"),
        ("December 2023", "2023-12"),
        ("As at 31/12/2023", "2023-12"),
        ("Month: December 2023", "2023-12"),
        ("Data as at 31 December 2023", "2023-12"),
        ("Corporate parenting scorecard - December 2023", "2023-12"),
        ("Children looked after dashboard (Dec-23)", "2023-12"),
        ("December 2023 scorecard", "2023-12"),
        (datetime(2023, 12, 31), "2023-12"),
        ("Q3 2023/24", "2023-12/3"),
        ("Reporting period: Q3 2024/25", "2024-12/3"),
        ("Period: October to December 2024", "2024-12/3"),
        ("Year ending 31 March 2024", "2024-03/12"),
    ],
)
def test_a_title_gives_its_month_to_columns_that_name_none(read, figures, found, title, period):
    intake = read([[title], [None], *SNAPSHOT])
    assert figures(intake) == snapshot(period)
    assert found(intake) == []
    assert [series.target.text for one in intake.returns for series in one.series] == ["97%", "80%"]


@pytest.mark.parametrize(
    "title",
    [
        "Corporate parenting scorecard 2023/24",
        "Scorecard 2023",
        "December",
        "Position at 15 December 2023",
        "Corporate Parenting Board 31 December 2023",
        "Data extracted 31/12/2023",
        "Published: December 2023",
        "Forecast for December 2023",
        "April to December 2023",
        "Cumulative to December 2023",
        "Mean of the three months to December 2023",
        "November 2023 and December 2023",
        "Q3 2023",
    ],
)
def test_a_title_without_one_exact_month_is_told_and_nothing_is_read(read, found, title):
    intake = read([[title], [None], *SNAPSHOT])
    assert intake.returns == ()
    assert ("table-without-month", "B3") in found(intake)


@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_the_title_may_stand_over_any_column(read, figures, found, place):
    intake = read([[*[None] * place, "Position at December 2023"], *SNAPSHOT])
    assert figures(intake) == snapshot("2023-12")
    assert found(intake) == []


@pytest.mark.parametrize(
    ("label", "said"),
    [("Period", "Dec-23"), ("Reporting month", datetime(2023, 12, 1)), ("As at", datetime(2023, 12, 31))],
)
def test_a_label_beside_the_month_does_as_well_as_a_title(read, figures, found, label, said):
    intake = read([[label, said], [None], *SNAPSHOT])
    assert figures(intake) == snapshot("2023-12")
    assert found(intake) == []


def test_the_date_of_a_meeting_is_not_that_of_the_figures(read, found):
    intake = read([["Meeting date", datetime(2023, 12, 31)], [None], *SNAPSHOT])
    assert intake.returns == ()
    assert ("table-without-month", "B3") in found(intake)


def test_two_titles_that_contradict_each_other_give_no_month(read, found):
    intake = read([["December 2023"], ["As at 30/11/2023"], *SNAPSHOT])
    assert intake.returns == ()
    assert ("table-without-month", "B3") in found(intake)


def test_of_a_quarter_and_its_last_day_the_quarter_is_meant(read, figures):
    intake = read([["Q3 2023/24"], ["Position at 31 December 2023"], *SNAPSHOT])
    assert figures(intake) == snapshot("2023-12/3")


def test_a_month_without_a_year_takes_it_from_the_financial_year_in_the_title(read, figures):
    assert figures(read([["Scorecard 2023/24"], ["Month: January"], *SNAPSHOT])) == snapshot("2024-01")


def test_columns_for_this_month_the_last_and_that_of_last_year_are_read_by_the_date_line(read, figures, found):
    intake = read(
        [
            ["Position at 31 January 2024"],
            ["Measure", "This month", "Last month", "Same month last year", "Target"],
            ["Children in care", 412, 410, 398, 400],
        ]
    )
    assert figures(intake) == {
        ("in_care_count", "", "2023-01"): ("398", None, None),
        ("in_care_count", "", "2023-12"): ("410", None, None),
        ("in_care_count", "", "2024-01"): ("412", None, None),
    }
    assert found(intake) == []


def test_this_month_under_a_quarter_is_told(read, found):
    intake = read([["Q3 2023/24"], ["Measure", "This month", "Last month"], ["Children in care", 412, 410]])
    assert intake.returns == ()
    assert ("table-without-month", "B2") in found(intake)


@pytest.mark.parametrize("name", ["Return", "2023-24"])
def test_quarters_without_a_year_take_it_from_the_title_or_the_name_of_the_sheet(read, figures, found, sheet, name):
    title = [] if name == "2023-24" else ["Corporate parenting scorecard 2023/24"]
    rows = [title, [], ["Measure", "Q1", "Q2"], ["Children in care", 410, 412]]
    intake = read(sheet(rows, name=name))
    assert [month for *_, month in figures(intake)] == ["2023-06/3", "2023-09/3"]
    assert found(intake) == []


def test_months_and_their_quarter_take_one_year_from_the_title(read, figures, found):
    rows = [["Scorecard 2023/24"], [], ["Measure", "Apr", "May", "Jun", "Q1"], ["Children in care", 408, 409, 410, 410]]
    intake = read(rows)
    assert {month for *_, month in figures(intake)} == {"2023-04", "2023-05", "2023-06", "2023-06/3"}
    assert found(intake) == []


def test_quarters_under_two_years_or_under_one_of_schools_are_still_asked(read, found):
    for title in ("Scorecard 2023/24 with 2022/23", "Virtual school: academic year 2023/24"):
        rows = [[title], [], ["Measure", "Q1", "Q2"], ["Children in care", 410, 412]]
        assert ("unclear-period", "B3") in found(read(rows))


def test_numerators_and_denominators_may_go_down_under_the_month_of_the_title(read, figures):
    rows = [["December 2023"], ["Measure", "Value"], [R], ["Numerator", 57], ["Denominator", 60], ["%", 95]]
    assert figures(read(rows)) == {("reviews_pct", "", "2023-12"): ("95", "57", "60")}


def test_a_second_table_of_the_sheet_is_under_the_same_title(read, figures):
    rows = [["December 2023"], ["Measure", "Value"], [R, "95%"], [None], ["Visits"], ["Measure", "Value"], [V, "75%"]]
    assert figures(read(rows)) == {
        ("reviews_pct", "", "2023-12"): ("95", None, None),
        ("visits_pct", "", "2023-12"): ("75", None, None),
    }


def test_a_table_of_months_ends_where_one_with_a_title_begins(read, figures, found):
    rows = [
        ["Measure", "Oct-23", "Nov-23", "Dec-23"],
        ["Children in care", 400, 401, 402],
        [None],
        ["Position at December 2023"],
        ["Measure", "Value", "Target"],
        [R, "95%", 97],
    ]
    intake = read(rows)
    assert figures(intake) == {
        ("in_care_count", "", "2023-10"): ("400", None, None),
        ("in_care_count", "", "2023-11"): ("401", None, None),
        ("in_care_count", "", "2023-12"): ("402", None, None),
        ("reviews_pct", "", "2023-12"): ("95", None, None),
    }
    assert found(intake) == []


def test_columns_of_girls_and_of_boys_are_not_read_as_all_children(read):
    rows = [
        ["December 2023"],
        [None, "Girls", None, "Boys"],
        ["Measure", "Number", "%", "Number", "%"],
        [R, 1, 2, 3, 4],
    ]
    assert read(rows).returns == ()


# A sheet a month.


@pytest.mark.parametrize(
    "names",
    [
        ("Oct 23", "Nov 23", "Dec 23"),
        ("October 2023", "November 2023", "December 2023"),
        ("2023-10", "2023-11", "2023-12"),
    ],
)
def test_a_sheet_a_month_gives_one_month_each(read, figures, found, sheet, names):
    counts = (400, 401, 402)
    sheets = [
        sheet([["Measure", "Value"], ["Children in care", n]], name=name) for name, n in zip(names, counts, strict=True)
    ]
    intake = read(*sheets)
    assert figures(intake) == {
        ("in_care_count", "", "2023-10"): ("400", None, None),
        ("in_care_count", "", "2023-11"): ("401", None, None),
        ("in_care_count", "", "2023-12"): ("402", None, None),
    }
    assert found(intake) == []


def test_a_sheet_a_quarter_takes_its_year_from_the_title(read, figures, sheet):
    sheets = [sheet([["Scorecard 2023/24"], *SNAPSHOT], name=name) for name in ("Q3", "Q4")]
    assert figures(read(*sheets)) == snapshot("2023-12/3") | snapshot("2024-03/3")


def test_a_copied_sheet_with_the_title_of_the_month_before_is_told(read, found, sheet):
    intake = read(sheet([["November 2023"], *SNAPSHOT], name="Dec 23"))
    assert intake.returns == ()
    assert ("table-without-month", "B2") in found(intake)


# Dates that head no column.


@pytest.mark.parametrize(
    "words",
    [
        "Position as at 31/12/2024",
        "Position at 31 December 2024",
        "31/12/2024",
        datetime(2024, 12, 31),
        datetime(2025, 1, 6),
        "December 2024",
        "Q3 2024/25",
        "2024/25 Quarter 3",
        "Quarter ending 31/12/2024",
        "Period: October to December 2024",
        "Reporting period: Q3 2024/25",
        "Data extracted 06/01/2025",
        "06/01/2025",
        "Corporate Parenting Board 12 February 2025",
        "2024/25",
        "Apr-Dec 2024",
    ],
)
@pytest.mark.parametrize(
    "where", ["above", "right above", "over a column", "over the last", "merged", "label", "below"]
)
def test_a_date_about_a_table_heads_none_of_its_columns(read, figures, found, words, where):
    rows, merged = {
        "above": ([["Return"], [words], [None], *QUARTERS], ()),
        "right above": ([[words], *QUARTERS], ()),
        "over a column": ([[None, words], [None], *QUARTERS], ()),
        "over the last": ([[None, None, None, words], *QUARTERS], ()),
        "merged": ([[words], [None], *QUARTERS], ("A1:D1",)),
        "label": ([["Position at", words], [None], *QUARTERS], ()),
        "below": ([*QUARTERS, [None], [words]], ()),
    }[where]
    intake = read(rows, merged=merged)
    assert figures(intake) == READ_QUARTERS
    assert found(intake) == []


@pytest.mark.parametrize("words", ["Data correct at 30 November 2023", "Q3 2023/24", datetime(2023, 11, 6), "2023/24"])
@pytest.mark.parametrize("column", [0, 1])
def test_a_date_over_a_table_of_one_month_is_not_its_heading(read, figures, found, words, column):
    intake = read([[*[None] * column, words], [None], ["Measure", "Dec-23"], ["Children in care", 412]])
    assert figures(intake) == {("in_care_count", "", "2023-12"): ("412", None, None)}
    assert found(intake) == []


# The title of a section.


@pytest.mark.parametrize(
    "theme",
    ["Children in care", "FTE", "Children", "Reviews on time", "Cases held", "Staff (FTE)", "Visits"],
)
@pytest.mark.parametrize("merged", [(), ("A3:D3",), ("A3:B3",)])
def test_the_title_of_a_section_changes_nothing_above_or_below_it(read, figures, found, theme, merged):
    rows = [
        ["Indicator", "Q1 24/25", "Q2 24/25", "Q3 24/25"],
        [R, "93%", "92%", "95%"],
        [theme],
        [V, "89%", "88%", "90%"],
    ]
    intake = read(rows, merged=merged)
    assert figures(intake) == READ_QUARTERS
    assert found(intake) == []


# Figures merged over several months.

MONTHS = ["Apr-23", "May-23", "Jun-23", "Jul-23", "Aug-23", "Sep-23"]


def test_a_row_merged_by_quarters_is_read_by_quarters(read, figures, found):
    rows = [["Measure", *MONTHS], ["Children in care", 400, 401, 402, 403, 404, 405], [R, "95%", None, None, "96%"]]
    intake = read(rows, merged=("B3:D3", "E3:G3"))
    read_ = figures(intake)
    assert {key: its for key, its in read_.items() if key[0] == "reviews_pct"} == {
        ("reviews_pct", "", "2023-06/3"): ("95", None, None),
        ("reviews_pct", "", "2023-09/3"): ("96", None, None),
    }
    assert found(intake) == [("merged-quarter", "E3")]


@pytest.mark.parametrize(
    ("row", "merged"),
    [
        ([R, "95%", "94%", "93%", "96%"], ("E2:G2",)),  # beside figures of single months
        ([R, 95, None, None, 96], ("B2:D2", "E2:F2")),  # two months
        ([R, None, 95], ("C2:E2",)),  # three months of two quarters
        ([R, 95], ("B2:G2",)),  # half a year
    ],
)
def test_a_figure_merged_over_other_months_is_left_out_and_told(read, figures, found, row, merged):
    counts = ["Children in care", 400, 401, 402, 403, 404, 405]
    intake = read([["Measure", *MONTHS], row, counts], merged=merged)
    first, last = merged[-1].split(":")
    assert found(intake) == [("merged-months", first)]
    assert f"({first}:{last})" in intake.findings[0].what
    assert all(its[0] != "96" for its in figures(intake).values())


def test_figures_merged_down_over_the_months_of_a_quarter_are_told_too(read, figures, found):
    rows = [["Month", R], ["Apr-23", "95%"], ["May-23"], ["Jun-23"], ["Jul-23", "96%"], ["Aug-23"], ["Sep-23"]]
    intake = read(rows, merged=("B2:B4", "B5:B7"))
    assert figures(intake) == {
        ("reviews_pct", "", "2023-06/3"): ("95", None, None),
        ("reviews_pct", "", "2023-09/3"): ("96", None, None),
    }
    assert found(intake) == [("merged-quarter", "B5")]


# A column headed Month or Quarter, over figures.


@pytest.mark.parametrize(
    ("title", "heading", "period"),
    [
        ("Scorecard - December 2023", "Month", "2023-12"),
        ("Scorecard - December 2023", "Month actual", "2023-12"),
        ("Scorecard - Q3 2023/24", "Quarter", "2023-12/3"),
    ],
)
def test_a_column_of_the_month_itself_is_that_of_the_title_and_the_year_to_date_is_left(
    read, figures, title, heading, period
):
    rows = [["Measure", heading, "YTD", "Target"], [R, "95%", 94, 97], [V, "75%", 78, 80]]
    read_ = {("reviews_pct", "", period): ("95", None, None), ("visits_pct", "", period): ("75", None, None)}
    assert figures(read([[title], [None], *rows])) == read_
    if period == "2023-12":
        assert figures(read(rows, name="Dec 23")) == read_


@pytest.mark.parametrize(
    "rows",
    [
        [["Measure", "Month", "Value"], [R, 12, 95], [V, 12, 75]],
        [["Measure", "Month", "Year"], [R, 12, 2023], [V, 12, 2023]],
        [["Measure", "Month", "Value"], [R, "Nov", 95], [V, "Nov", 75]],
        [["Measure", "Quarter", "Target"], [R, 95, 97], [V, 75, 80]],
    ],
)
def test_a_column_of_the_number_of_the_month_is_none_of_figures(read, figures, rows):
    assert figures(read(rows, name="Dec 23")) == {}


@pytest.mark.parametrize("heading", ["Apr to Dec 23", "Apr 20 to Mar 23", "Apr-Dec 2023"])
def test_a_measure_whose_only_figures_are_of_another_span_is_told(read, figures, found, heading):
    intake = read([["Measure", heading], [R, 95], ["Children in care", 412]])
    assert figures(intake) == {}
    assert ("other-span", "B1") in found(intake)
