"""A title, a section row, the corner or the name of a sheet may be all that says what the figures under it are."""

from __future__ import annotations

import pytest

from inputs.headings.period_headings import Form, period_heading
from tests.inputs.testshire import FEW, IN_CARE, MONTHS, SHARES, table

NUMBERS = ["Children in care", *IN_CARE]


def section(words, *rows):
    return [["Indicator", *MONTHS], [words], *(rows or [NUMBERS])]


def titled(words, *rows):
    return [["Corporate parenting scorecard"], [words], [], ["Indicator", *MONTHS], *(rows or [NUMBERS])]


OTHERS = [
    *("Black Country", "Black Country average", "Tees Valley", "Thames Valley", "West Yorkshire"),
    *("West Midlands ADCS", "ADCS West Midlands benchmarking", "WM avg", "NW average", "Liverpool City Region"),
    *("Best performing LA", "Good LAs", "Outstanding councils", "Top quartile authorities", "Peer authorities"),
    *("Average of all English authorities", "England benchmark", "Benchmarking", "Midlands average"),
    *("Family of authorities", "Merseyside councils"),
    *("Not our figures: supplied by Ofsted", "Not our data", "Testshire as a host authority"),
]


@pytest.mark.parametrize("words", OTHERS)
def test_other_areas_and_other_councils_are_known_by_any_of_their_names(december, words):
    assert december(section(words)) == ({}, [("not-the-councils", "A2")])
    assert december(titled(words)) == ({}, [("not-the-councils", "A2")])


@pytest.mark.parametrize("name", ["WM avg", "Benchmarking", "Black Country", "Average of all English authorit"])
def test_a_sheet_may_be_named_for_them_even_where_its_name_was_cut(december, name):
    assert december(table(), name=name) == ({}, [("not-the-councils", "B2")])


@pytest.mark.parametrize("council", ["North Yorkshire Council", "South Tyneside", "West Berkshire", "East Sussex"])
def test_a_council_with_the_name_of_an_area_in_its_own_is_no_other(december, council):
    assert december(titled(council), council=council) == ({"in_care": ("412",)}, [])
    assert december(titled(f"{council} scorecard"), council=council) == ({"in_care": ("412",)}, [])


FORECASTS = [
    *("Sufficiency projection", "Sufficiency projections 2025", "Projection", "If nothing changes", "Do nothing"),
    *("High scenario", "Low scenario", "Budget assumptions", "MTFS", "MTFS modelling", "What we expect to see"),
    *("Assumptions", "Where we expect to be", "Projected demand", "Straight-line projection"),
]


@pytest.mark.parametrize("words", FORECASTS)
def test_a_forecast_by_any_name_in_a_section_a_title_the_corner_or_the_name_of_the_sheet(december, words):
    assert december(section(words)) == ({}, [("not-actual", "A2")])
    assert december(titled(words)) == ({}, [("not-actual", "A2")])
    assert december([[words, *MONTHS], NUMBERS]) == ({}, [("not-actual", "A1")])
    assert december(table(), name=words) == ({}, [("not-actual", "B2")])


AIMS = ["What good looks like", "Aspiration", "Standard", "Where we want to be", "Benchmark", "Aim"]


@pytest.mark.parametrize("words", AIMS)
def test_what_is_aimed_at_is_not_what_was_reached(december, words):
    assert december(section(words))[0] == {}
    assert december(table(), name=words)[0] == {}


INNOCENT = [
    *("Aspirations", "Service standards", "Corporate parenting", "Placement sufficiency", "Participation", "Corporate"),
    *("Benchmarking pack", "Council plan indicators", "Team performance", "Monthly data", "Sufficiency strategy"),
    *("Children’s services performance", "Extract from the case system", "2023/24", "Quarter 3 2023/24", "Health"),
    *("Care planning", "Reviews and visits", "Target is 95%", "Whole council"),
]


@pytest.mark.parametrize("words", INNOCENT)
def test_the_sections_of_an_ordinary_scorecard_lose_no_figure(december, words):
    assert december(section(words)) == ({"in_care": ("412",)}, [])
    assert december(titled(words)) == ({"in_care": ("412",)}, [])


@pytest.mark.parametrize("corner", ["Standard", "Measure", "What we measure", "KPI"])
def test_the_corner_may_call_the_names_standards(december, corner):
    assert december([[corner, *MONTHS], NUMBERS])[0] == {"in_care": ("412",)}


AGES = [
    ("Care leavers 22-25", "EET"),
    ("Participation of 16-17 year olds", "NEET"),
    ("16-18 participation", "EET"),
    ("Care leavers 18-25", "Suitable accommodation"),
]


@pytest.mark.parametrize(("words", "name"), AGES)
def test_an_age_in_a_section_is_the_measures_own_or_that_of_others(in_december, words, name):
    assert in_december(section(words, [name, *SHARES])) == ([], ["not-the-councils"])
    assert in_december(section("Care leavers 19-21", ["EET", *SHARES]))[0] == ["98.2"]


AREA_WIDE = [
    ("Whole borough pupils", "PEP in place"),
    ("All Testshire schools (DfE)", "Attendance"),
    ("Whole council", "Complaints"),
    ("Corporate", "Complaints"),
    ("Missing - all children", "Missing episodes"),
    ("Older people", "Supported accommodation"),
    ("Homeless households", "B&B"),
    ("All council staff", "Vacancy rate"),
    ("Childminders", "Deregistrations"),
    ("First reviews", "Reviews on time"),
    ("Child protection conferences", "Reviews on time"),
    ("Section 47", "Visits on time"),
    ("CP visits", "Visits on time"),
    ("Post-16 learners", "PEP in place"),
    ("Placed with parents", "Visits on time"),
    ("Placed for adoption", "Visits on time"),
    ("Children with an EHC plan", "PEP in place"),
    ("FSM pupils", "PEP in place"),
    ("Special schools", "PEP in place"),
    ("Children in care for less than 12 months", "Dental checks up to date"),
]


@pytest.mark.parametrize(("words", "name"), AREA_WIDE)
def test_a_section_of_more_than_our_children_or_of_some_of_them_is_not_of_all_of_them(in_december, words, name):
    assert in_december(section(words, [name, *FEW])) == ([], ["not-the-councils"])


def test_first_reviews_say_nothing_of_what_is_no_review(december):
    rows = section("First reviews", ["Reviews on time", *SHARES], NUMBERS)
    assert december(rows) == ({"in_care": ("412",)}, [("not-the-councils", "A2")])


PARTS = ["16+", "Girls 10+", "0-5", "16-17", "Post16", "F", "M", "OOA", "Resi", "U16", "Mid", "5 to 9", "16 and over"]


@pytest.mark.parametrize("name", PARTS)
def test_the_name_of_a_sheet_may_be_short_for_a_part(december, name):
    assert december(table(), name=name) == ({}, [("not-the-councils", "B2")])


@pytest.mark.parametrize("name", ["23-24", "2023-24", "22-23", "Q3", "Dec-23"])
def test_a_year_in_the_name_of_a_sheet_is_no_age(december, name):
    assert december(table(), name=name) == ({"in_care": ("412",)}, [])


TEAMS = [
    *("Northtown locality return", "Northtown and Valley locality team", "Northtown and Valley teams"),
    *("Return for Northtown locality", "Team Northtown", "Rivers Bank cluster", "Locality return: Northtown"),
]


@pytest.mark.parametrize("words", TEAMS)
def test_a_team_or_locality_is_known_by_a_name_of_several_words_before_or_after(december, words):
    assert december(titled(words)) == ({}, [("not-the-councils", "A2")])
    assert december(titled(words.upper()))[0] == {}


@pytest.mark.parametrize(
    ("level", "read"), [("Team", False), ("REG", False), ("LA", True), ("Strategic", True), ("1", True)]
)
def test_a_column_of_levels_says_which_rows_are_not_of_the_council(december, level, read):
    rows = [["Indicator", "Level", *MONTHS], ["Children in care", level, *IN_CARE]]
    assert bool(december(rows)[0]) is read


ANSWERS = [
    ("UASC included?", "No", False),
    ("Excl UASC", "Y", False),
    ("UASC included?", "Yes", True),
    ("Excl UASC", "N", True),
]


@pytest.mark.parametrize(("heading", "answer", "read"), ANSWERS)
def test_a_yes_or_no_may_say_that_some_children_are_left_out(december, heading, answer, read):
    assert bool(december([["Indicator", heading, *MONTHS], ["Children in care", answer, *IN_CARE]])[0]) is read


WITHOUT = ["Unaccompanied minors removed from all figures", "UASC are not counted", "Not counting asylum seekers"]


@pytest.mark.parametrize("words", WITHOUT)
def test_children_who_were_taken_out_are_missing_from_the_figures(december, words):
    assert december(titled(words))[0] == {}
    assert december([*table(), [], [words]])[0] == {}


TESTS = [
    *("Mosaic TEST environment", "These numbers are made up for training", "UAT extract", "Sandbox data"),
    *("To be confirmed", "TBC", "Figures before correction", "As reported last month", "Do not publish"),
    *("Percentage point gap to England", "Percentage point change", "Gap to target"),
]


@pytest.mark.parametrize("words", TESTS)
def test_figures_of_a_test_of_an_earlier_report_or_of_a_gap_are_no_actual_ones(december, words):
    assert december(titled(words)) == ({}, [("not-actual", "A2")])
    assert december(section(words)) == ({}, [("not-actual", "A2")])


@pytest.mark.parametrize("name", ["Var", "Diff", "Differences"])
def test_a_sheet_of_differences_holds_no_figures(december, name):
    assert december(table(), name=name) == ({}, [("not-actual", "B2")])


def test_a_sample_of_children_is_not_all_of_them(december):
    assert december(titled("Sample of 40 audited children")) == ({}, [("not-the-councils", "A2")])


def test_a_differing_measure_type_takes_its_row(december):
    rows = [["Indicator", "Measure type", *MONTHS], ["Reviews on time", "Percentage point change", *SHARES]]
    assert december(rows)[0] == {}


def test_a_line_about_targets_is_not_about_the_figures(december):
    rows = titled("Targets are those of 2022/23; new targets await approval")
    assert december(rows) == ({"in_care": ("412",)}, [])
    assert december(titled("Targets"))[0] == {}


def test_a_sheet_of_definitions_says_what_a_measure_is_in_general(december):
    words = [["Measure", "Definition"], ["Initial reviews", "First reviews only"], ["Children in care", "Girls only"]]
    assert december(table(), others={"Definitions": words}) == ({"in_care": ("412",)}, [])
    assert december(table(), others={"Cover": [["Figures are for", "girls only"]]})[0] == {}


DAYS = [
    *("Position at the 15th of each month", "First day of month", "Mid-month snapshot", "Average for the month"),
    *("Data is for the calendar month before that shown", "Data is lagged by one month"),
    "Columns show the month of reporting; data relate to the month before",
]


@pytest.mark.parametrize("words", DAYS)
def test_figures_of_another_day_or_of_the_month_before_are_not_those_of_the_months_end(december, words):
    assert december(titled(words)) == ({}, [("other-span", "A2")])
    assert december([*table(), [], [words]]) == ({}, [("other-span", "A4")])


@pytest.mark.parametrize("words", ["Position at the last day of each month", "Snapshot at month end"])
def test_the_end_of_the_month_is_what_the_measure_is_of(december, words):
    assert december(titled(words)) == ({"in_care": ("412",)}, [])


@pytest.mark.parametrize("words", ["Three-month rolling average", "Rolling 3m", "Average over three months"])
def test_an_average_over_three_months_is_no_position_at_the_end_of_one(december, words):
    assert december(titled(words)) == ({}, [("other-span", "A2")])


BASES = [
    *(("Basis", "Financial year to date"), ("Basis", "Academic year"), ("Period", "Previous quarter")),
    *(("Calc", "Rolling 3m"), ("Calculation", "R3M"), ("Basis", "Academic year to date")),
]


@pytest.mark.parametrize(("heading", "basis"), BASES)
def test_a_column_such_as_basis_says_of_what_span_its_rows_are(december, heading, basis):
    rows = [["Indicator", heading, *MONTHS], ["Children missing", basis, *FEW]]
    assert december(rows)[0] == {}


@pytest.mark.parametrize("basis", ["Monthly", "Month end", "Snapshot"])
def test_a_basis_that_is_the_month_itself_is_read(december, basis):
    assert december([["Indicator", "Basis", *MONTHS], ["Children in care", basis, *IN_CARE]])[0] == {
        "in_care": ("412",)
    }


@pytest.mark.parametrize("words", ["Annual outturns", "Year-end figures", "Yearly data", "Outturns"])
def test_outturns_over_marches_are_of_years_and_no_numbers_of_one_month(december, words):
    heads = ["Indicator", "Dec-20", "Dec-21", "Dec-22", "Dec-23"]
    came_in = [["Scorecard"], [words], [], heads, ["Came into care", 150, 161, 149, 158]]
    assert december(came_in) == ({}, [("other-span", "A2")])
    assert december([*came_in[:-1], ["Children in care", 400, 405, 409, 412]])[0] == {"in_care": ("412",)}


def test_counts_of_march_after_march_are_those_of_years_as_far_as_anybody_can_tell(read, found, library):
    heads = ["Indicator", "Mar-21", "Mar-22", "Mar-23"]
    given = read([heads, ["Children coming into care", 150, 161, 149], NUMBERS[:4]], vocabulary=library)
    read_ones = [one.item for its in given.returns for one in its.series if one.points]
    assert read_ones == ["children_in_care_count"]
    assert found(given) == [("span-in-doubt", "D2")]


@pytest.mark.parametrize("heading", ["M9 24/25", "P9", "Month 9 2025/26", "2025/26 M9"])
def test_the_ninth_month_of_a_year_is_not_the_year(heading):
    found = period_heading(heading)
    assert found is None or (found.form, found.month, found.other.month) == (Form.UNCLEAR, 12, 9)


@pytest.mark.parametrize("words", ["2022/23", "Financial year 2021/22"])
def test_a_section_or_title_of_another_year_contradicts_the_months(december, words):
    assert december(section(words)) == ({}, [("not-actual", "A2")])
    assert december(titled(words)) == ({}, [("not-actual", "A2")])


def test_a_merged_heading_of_another_year_contradicts_them_too(december):
    rows = [[None, "Financial year 2022/23"], ["Indicator", *MONTHS], NUMBERS]
    assert december(rows, merged=("B1:J1",))[0] == {}


TENS = [("Units", "10s"), ("Scale", "x10"), ("Unit", "tens"), ("Unit", "x100")]


@pytest.mark.parametrize(("heading", "unit"), TENS)
def test_tens_are_no_plain_numbers(december, heading, unit):
    rows = [["Indicator", heading, *MONTHS], ["Children in care", unit, *IN_CARE]]
    assert december(rows) == ({}, [("other-unit", "B2")])


@pytest.mark.parametrize("words", ["Numbers below are x10", "Counts are in tens", "All figures x10"])
def test_tens_may_be_said_over_or_under_the_figures(december, words):
    assert december(titled(words)) == ({}, [("other-unit", "A2")])
    assert december([*table(), [], [words]]) == ({}, [("other-unit", "A4")])


def test_a_year_in_a_title_that_has_not_ended_is_the_year_so_far(december):
    rows = [["2023/24 year to December 2023"], [], ["Indicator", "Actual", "Target"], ["Missing episodes", 114, 110]]
    assert december(rows) == ({}, [("months-from-totals", "B4"), ("unclear-target", "C4")])
