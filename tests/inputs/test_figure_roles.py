"""What a row's figures are of its measure: the percentage, the numerator or the denominator."""

from __future__ import annotations

import pytest

from inputs.headings.roles import Role
from inputs.headings.vocabulary import Lexicon

MONTHS = ["Measure", "Nov-23", "Dec-23"]
HARMLESS = ("up to date", "completed", "each year", "at period end", "in year")


@pytest.fixture
def dental(vocabulary):
    """Give the small vocabulary; its health words are those of the known returns."""
    return Lexicon(vocabulary)


def december(intake, figures, item="visits_pct"):
    return figures(intake)[item, "", "2023-12"]


@pytest.mark.parametrize("words", [*HARMLESS, "completed up to date", "- Up to date", "(completed)"])
def test_a_percentage_named_with_words_that_change_nothing_is_its_value(read, figures, words):
    intake = read([MONTHS, [f"Statutory visits on time {words}", "90.5%", "91.5%"]])
    assert december(intake, figures) == ("91.5", None, None)
    assert intake.findings == ()


@pytest.mark.parametrize("name", ["Visits on time", "Visits on time up to date"])
def test_whole_numbers_that_are_percentages_by_their_name_alone_are_left_out_and_told(read, figures, name):
    intake = read([MONTHS, [name, 94, 88]])
    assert figures(intake) == {}
    assert [str(finding) for finding in intake.findings] == [
        "return.xlsx › Return › B2: It is not clear if “Statutory visits on time” is given as percentages or as "
        "numbers. It was left out. Name the row “%” or “Numerator”, or write the % signs, and run again."
    ]


PEOPLE = "Agency social workers"
SMALL = ["IHA within 20 working days", 6, 4]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([MONTHS, [PEOPLE, 14, 15]], id="people"),
        pytest.param([MONTHS, SMALL], id="what is mostly a percentage"),
        pytest.param([MONTHS, ["Reviews on time", "91%", "92%"], SMALL], id="beside a row with % signs"),
        pytest.param([["Figures are numbers of children"], MONTHS, SMALL], id="under a title that says so"),
        pytest.param([["Measure", "Unit", *MONTHS[1:]], [SMALL[0], "Num", 6, 4]], id="in a unit that is a number"),
        pytest.param([["Measure", "Month", "Value"], [SMALL[0], "Dec-23", 4]], id="under Value"),
        pytest.param([[MONTHS[0], "Dec-23"], ["", "Actual"], [SMALL[0], 4]], id="under Actual"),
    ],
)
def test_whole_numbers_that_nothing_shows_to_be_percentages_are_left_out_and_told(in_december, rows):
    values, kinds = in_december(rows)
    assert ({*values} - {"92"}, kinds[:1]) == (set(), ["unclear-measure"])


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["Measure (%)", "Nov-23", "Dec-23"], [PEOPLE, 14, 15]], id="the corner"),
        pytest.param([["Percentages"], MONTHS, [PEOPLE, 14, 15]], id="the title"),
        pytest.param([["Measure", "Unit", "Dec-23"], [PEOPLE, "%", 15]], id="a column of units"),
        pytest.param([["Measure", "Target", "Dec-23"], [PEOPLE, "95%", 15]], id="a target"),
        pytest.param([MONTHS, [PEOPLE, 14.5, 15]], id="a decimal"),
        pytest.param([MONTHS, ["Long-term stability", 14, 15]], id="a name that is no number of anything"),
        pytest.param([MONTHS, ["Vacancy rate", 14, 15]], id="a rate"),
        pytest.param([["Measure", "Month", "%"], [PEOPLE, "Dec-23", 15]], id="a column of percentages"),
        pytest.param([[*MONTHS, "YTD"], [PEOPLE, 14, 15, 14.6]], id="a decimal of the year so far"),
    ],
)
def test_whole_numbers_that_something_else_shows_to_be_percentages_are_read(in_december, rows):
    assert in_december(rows) == (["15"], [])


def test_numbers_of_people_by_the_heading_of_the_names_are_no_percentages(in_december):
    values, kinds = in_december([["Number of people", "Nov-23", "Dec-23"], [PEOPLE, 14, 15]])
    assert (values, kinds) == (["15"], ["part-without-the-rest"])


def test_figures_above_100_are_not_percentages_and_are_told_as_a_numerator_alone(read, figures, found):
    intake = read([MONTHS, ["Visits on time up to date", 229, 88]])
    assert december(intake, figures) == (None, "88", None)
    assert found(intake) == [("part-without-the-rest", "B2")]


def test_figures_above_a_denominator_are_the_numerator(read, figures, found):
    intake = read([MONTHS, ["Visits on time completed", 45, 57], ["Denominator", 50, 60]])
    assert december(intake, figures) == (None, "57", "60")
    assert found(intake) == []


def test_figures_that_may_be_percentages_or_numbers_out_of_a_large_denominator_are_left_out_and_told(read, figures):
    intake = read([MONTHS, ["Visits on time completed", 94, 93], ["Denominator", 262, 253]])
    assert december(intake, figures) == (None, None, "253")
    assert [str(finding) for finding in intake.findings if finding.kind == "unclear-measure"] == [
        "return.xlsx › Return › B2: It is not clear if “Statutory visits on time” is given as percentages or as "
        "numbers. It was left out. Name the row “%” or “Numerator”, or write the % signs, "
        "and run again."
    ]


def test_figures_beside_the_percentages_are_the_numerator(read, figures):
    rows = [
        ["Measure", "Part", "Dec-23"],
        ["Visits on time completed", None, 57],
        [None, "%", 95],
        [None, "Out of", 60],
    ]
    assert december(read(rows), figures) == ("95", "57", "60")


def test_percentages_beside_both_parts_are_the_value(read, figures):
    rows = [["Measure", "Part", "Dec-23"], ["Visits on time completed", None, 95], [None, "Numerator", 57]]
    assert december(read([*rows, [None, "Denominator", 60]]), figures) == ("95", "57", "60")


def test_a_column_of_values_stays_one_whatever_words_follow_the_name(read, figures):
    rows = [["Measure", "Period", "Numerator", "Denominator", "Value"]]
    rows += [["Visits on time up to date", "Dec-23", 57, 60, 95]]
    assert december(read(rows), figures) == ("95", "57", "60")


def test_a_fraction_in_one_cell_gives_both_parts(read, figures):
    assert december(read([MONTHS, ["Visits on time completed", "45/50", "57/60"]]), figures) == (None, "57", "60")


@pytest.mark.parametrize("name", ["Visits on time nearly up to date", "Visits on time early", "Visits in year"])
def test_words_that_are_not_on_the_list_are_not_guessed(read, figures, name):
    intake = read([MONTHS, ["Children in care", 410, 412], [name, 94, 88]])
    assert not [values for (item, _, _), values in figures(intake).items() if item == "visits_pct" and values[0]]
    assert intake.findings


def test_the_words_change_the_meaning_of_a_count_and_are_not_cut_from_it(dental):
    assert not dental.meaning("Children in care in year").known
    assert dental.meaning("Visits on time in year").role is Role.EITHER


def test_a_role_behind_the_words_says_what_the_figures_are(dental):
    assert dental.meaning("Visits on time up to date %").role is Role.VALUE
    assert dental.meaning("Visits on time up to date - numerator").role is Role.NUMERATOR
    assert dental.meaning("% reviews on time completed").role is Role.VALUE


def test_a_number_and_a_percentage_without_a_denominator_are_both_kept(read, figures, found):
    rows = [["Measure", "Part", "Nov-23", "Dec-23"], ["Three or more homes", "Number", 30, 33]]
    intake = read([*rows, ["Three or more homes", "Percentage", 7, 8]])
    assert december(intake, figures, "homes_pct") == ("8", "33", None)
    assert found(intake) == []


def test_a_number_and_a_percentage_in_one_cell_are_both_kept(read, figures, found):
    intake = read([MONTHS, ["Three or more homes", "30 (7%)", "33 (8%)"]])
    assert december(intake, figures, "homes_pct") == ("8", "33", None)
    assert found(intake) == []


def test_a_number_row_under_the_name_of_its_percentage_is_kept(read, figures):
    rows = [MONTHS, ["Number of reviews on time", 30, 33], ["% reviews on time", 7, 8]]
    assert december(read(rows), figures, "reviews_pct") == ("8", "33", None)


def test_a_percentage_that_the_sender_hid_stays_hidden_beside_its_number(read, figures):
    rows = [["Measure", "Part", "Dec-23"], ["Three or more homes", "Number", 3], [None, "%", "c"]]
    assert december(read(rows), figures, "homes_pct") == ("suppressed", "3", None)
