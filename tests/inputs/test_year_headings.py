"""Years that stand alone, years behind a council's name, and the day of the year that a sheet states."""

from __future__ import annotations

import pytest

from inputs.headings.year_headings import StatedDay, stated_day, without_day

YEARS = [2023, 2024, 2025]


def periods(intake, figures):
    return sorted({period for _, _, period in figures(intake)})


def table(headings, *title, name="Children in care"):
    return [*([line] for line in title), ["Measure", *headings], [name, 408, 422, 416]]


@pytest.mark.parametrize(
    "pattern",
    ["On 31 March {}", "on the 31st March {}", "As on 31 March {}", "Position on 31 March {}", "At the 31 March {}"],
)
def test_a_day_with_its_year_may_follow_on_or_at(read, figures, found, pattern):
    intake = read(table([pattern.format(year) for year in YEARS]))
    assert periods(intake, figures) == ["2023-03", "2024-03", "2025-03"]
    assert found(intake) == []


@pytest.mark.parametrize("headings", [[202223, 202324, 202425], ["202223", "202324", "202425 (p)"]])
def test_two_years_written_together_as_the_department_writes_them_are_a_financial_year(read, figures, found, headings):
    intake = read(table(headings))
    assert periods(intake, figures) == ["2023-03/12", "2024-03/12", "2025-03/12"]
    assert found(intake) == []


@pytest.mark.parametrize("number", [202426, 202313, 200910, "202300", 198990])
def test_six_digits_that_are_not_two_years_in_a_row_are_no_period(read, found, number):
    assert found(read([["Measure", number], ["Children in care", 408]]))[0] == ("no-returns", "")


@pytest.mark.parametrize("pattern", ["Reporting year {}", "Peterborough {}", "Our town, {}", "Outturn {}", "Year {}"])
def test_years_behind_the_same_words_are_read_as_bare_years(read, figures, found, pattern):
    intake = read(table([pattern.format(year) for year in YEARS]))
    assert periods(intake, figures) == ["2023-03/12", "2024-03/12", "2025-03/12"]
    assert found(intake) == [("year-headings", "B1")]


def test_years_behind_a_name_may_go_down(read, figures):
    rows = [["Year", "Children in care"], ["Peterborough 2024", 422], ["Peterborough 2025", 416]]
    assert periods(read(rows), figures) == ["2024-03/12", "2025-03/12"]


def test_the_mark_of_a_provisional_year_does_not_hide_its_name(read, figures):
    headings = ["Peterborough  2023 ", "PETERBOROUGH 2024*", "Peterborough 2025 (prov)"]
    assert periods(read(table(headings)), figures) == ["2023-03/12", "2024-03/12", "2025-03/12"]


def test_one_reporting_year_needs_no_other_beside_it(read, figures):
    assert periods(read([["Measure", "Reporting year 2025"], ["Children in care", 416]]), figures) == ["2025-03/12"]


@pytest.mark.parametrize(
    "headings",
    [
        ["Peterborough 2024", "Cambridge 2024", "Peterborough 2025"],  # which of them is ours?
        ["Peterborough 2023", "Mar-24", "Peterborough 2025"],
        ["Spring term 2023", "Spring term 2024", "Spring term 2025"],
        ["Target 2023", "Target 2024", "Target 2025"],
        ["England 2023", "England 2024", "England 2025"],
        ["Q1 2023", "Q1 2024", "Q1 2025"],
        ["Peterborough 2021", "Peterborough 2023", "Peterborough 2025"],
    ],
)
def test_years_behind_other_words_are_not_guessed(read, figures, headings):
    read_years = [period for period in periods(read(table(headings)), figures) if period.endswith("/12")]
    assert read_years == []


def test_the_years_of_england_beside_our_own_are_left_alone(read, figures):
    headings = ["Peterborough 2024", "England 2024", "Peterborough 2025", "England 2025"]
    intake = read([["Measure", *headings], ["Children in care", 422, 83000, 416, 82000]])
    assert [value for value, _, _ in figures(intake).values()] == ["422", "416"]


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Position on 30 September each year", "2025-09"),
        ("Workforce at 30 September", "2025-09"),
        ("At 30th September, all teams", "2025-09"),
        ("Years ending 30 September", "2025-09/12"),
        ("Years ending 31 March", "2025-03/12"),
        ("Position on 31 March, the last day of each year", "2025-03/12"),
    ],
)
def test_bare_years_are_read_by_the_day_that_the_title_states(read, figures, found, title, period):
    intake = read(table(YEARS, title, None))
    assert periods(intake, figures)[-1] == period
    assert "year-headings" not in {kind for kind, _ in found(intake)}


def test_the_day_that_the_title_states_is_told(read):
    (finding,) = read(table(YEARS, "Position on 30 September each year")).findings
    assert str(finding) == (
        "return.xlsx › Return › B2: Headings that are bare years were read by the day that the sheet states: "
        "30 September of each year. If they mean something else, write them in full."
    )


@pytest.mark.parametrize(
    "titles",
    [
        ("Children's return",),
        ("At 30 September", "Years ending 31 March"),
        ("Data correct as at 14 October 2025",),
        ("At 31 September",),
    ],
)
def test_bare_years_without_one_stated_day_end_on_31_march_and_are_to_be_checked(read, figures, titles):
    intake = read(table(YEARS, *titles))
    assert periods(intake, figures)[-1] == "2025-03/12"
    assert [str(finding) for finding in intake.findings] == [
        f"return.xlsx › Return › B{len(titles) + 1}: Headings that are bare years were read as years ending on "
        "31 March: 2024 is April 2023 to March 2024. If that is right, say “Years ending 31 March” above the table; "
        "if not, write each in full, like 30 Sep 2024."
    ]
    assert intake.findings[0].strength == "check"


def test_bare_years_are_told_once_a_workbook(read, sheet, found):
    intake = read(sheet(table(YEARS), name="One"), sheet(table(YEARS), name="Two"))
    assert found(intake) == [("year-headings", "B1")]


def test_a_row_that_states_its_own_day_is_read_by_it_and_the_others_are_not(read, figures):
    rows = [["Measure", *YEARS], ["Children in care", 408, 422, 416]]
    rows += [["Statutory visits on time at 30 September", 90.5, 91.5, 92.5]]
    read_figures = figures(read(rows))
    assert ("visits_pct", "", "2025-09") in read_figures
    assert ("in_care_count", "", "2025-03/12") in read_figures


def test_a_list_may_give_its_bare_years_in_a_column_headed_year_and_each_name_its_day(read, figures):
    rows = [["Measure", "Year", "Value"], *(["Children in care", year, 400] for year in YEARS)]
    rows += [["Statutory visits on time at 30 September", year, 90.5] for year in YEARS]
    read_figures = figures(read(rows))
    assert len(read_figures) == 6
    assert ("in_care_count", "", "2025-03/12") in read_figures
    assert ("visits_pct", "", "2025-09") in read_figures


def test_the_parts_below_a_row_share_its_day(read, figures):
    rows = [["Measure", None, *YEARS], ["Reviews on time at 30 September", "Numerator", 36, 45, 57]]
    rows += [[None, "Denominator", 40, 50, 60], ["Children in care", None, 408, 422, 416]]
    read_figures = figures(read(rows))
    assert read_figures["reviews_pct", "", "2025-09"] == (None, "57", "60")
    assert read_figures["in_care_count", "", "2025-03/12"][0] == "416"


def test_a_title_of_the_table_beside_says_nothing(read, figures):
    rows = [["Position at 30 September", None, None, None, "Years ending 31 March"]]
    rows += [["Measure", 2024, 2025, None, "Measure", 2024, 2025]]
    rows += [["Children in care", 422, 416, None, "Statutory visits on time", 91.5, 92.5]]
    assert {item: period for item, _, period in figures(read(rows))} == {
        "in_care_count": "2025-09",
        "visits_pct": "2025-03/12",
    }


def test_a_name_with_a_day_under_headings_of_other_months_is_told_and_left_out(read, figures):
    intake = read([["Measure", "Oct-23"], ["Children in care", 408], ["Statutory visits on time at 31 March", 90.5]])
    assert [str(finding) for finding in intake.findings] == [
        "return.xlsx › Return › B3: The name beside these figures says 31 March, but their heading is another month; "
        "they were left out. Correct the name or the heading and run again."
    ]
    assert {item for item, _, _ in figures(intake)} == {"in_care_count"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 30 September each year", StatedDay(30, 9)),
        ("ON THE 30TH OF SEPTEMBER", StatedDay(30, 9)),
        ("Years ended 31 August", StatedDay(31, 8, ending=True)),
        ("30 September 2025", None),
        ("30 September '25", None),
        ("130 September", None),
        ("30 Septembers", None),
    ],
)
def test_a_text_states_a_day_of_the_year_only_without_a_year(text, day):
    assert stated_day([text]) == day


def test_a_name_loses_the_day_it_ends_with_and_nothing_else():
    assert without_day("Average caseload (at 30 September)") == "Average caseload"
    assert without_day("Children in care on 31 March each year") == "Children in care"
    assert without_day("Children in care before 31 March") == "Children in care before 31 March"


MONTHS = ["Measure", "Oct-23", "Nov-23", "Dec-23"]


@pytest.mark.parametrize(
    "rows",
    [
        [MONTHS, ["Children in care", 2019, 2020, 2021]],
        [MONTHS, ["Visits made", 1995, 1996, 1997], ["Children in care", 2019, 2020, 2021]],
        [["Month", "Children in care"], ["Oct-23", 2019], ["Nov-23", 2020], ["Dec-23", 2021]],
        [["Month", "Referrals", "Children in care"], *([month, 2019, 2019 + n] for n, month in enumerate(MONTHS[1:]))],
        [["Measure", "Month", "Value"], *(["Children in care", month, 2019 + n] for n, month in enumerate(MONTHS[1:]))],
    ],
)  # fmt: skip
def test_a_count_that_could_be_a_year_is_a_count_beside_its_measure_or_its_month(read, figures, rows):
    read_ = {key[2]: value[0] for key, value in figures(read(rows)).items() if key[0] == "in_care_count"}
    assert read_ == {"2023-10": "2019", "2023-11": "2020", "2023-12": "2021"}


def test_an_unknown_count_that_could_be_a_year_heads_no_table(read, figures, found):
    rows = [MONTHS, ["Visits made", 2019, 2020, 2021], ["Children in care", 410, 411, 412]]
    intake = read(rows)
    assert {key[2]: value[0] for key, value in figures(intake).items()} == {
        "2023-10": "410",
        "2023-11": "411",
        "2023-12": "412",
    }
    assert found(intake) == [("unknown-measure", "A2")]


def test_a_population_that_could_be_days_of_2087_ends_no_table(read, figures):
    rows = [
        ["Measure", "", "2020/21", "2021/22", "2022/23"],
        ["Visits on time", "Numerator", 621, 583, 588],
        [None, "Denominator", 68385, 68457, 69051],
        ["Children in care", None, 621, 583, 588],
    ]
    held = figures(read(rows))
    assert [figure for (item, _, _), figure in held.items() if item == "visits_pct"][-1] == (None, "588", "69051")
    assert [figure for (item, _, _), figure in held.items() if item == "in_care_count"][-1] == ("588", None, None)
