"""Rows that head sections, columns under a title with one month, and headings over headings say whose figures are."""

from __future__ import annotations

import pytest

from tests.inputs.testshire import FEW, IN_CARE, MONTHS, SHARES


def months_down(values=IN_CARE):
    return [[month, value] for month, value in zip(MONTHS, values, strict=True)]


SECTIONS = [
    *(("England", "not-the-councils"), ("Kent", "not-the-councils"), ("UASC", "not-the-councils")),
    *(("Girls", "not-the-councils"), ("North", "not-the-councils"), ("Forecast", "not-actual")),
    *(("Draft", "not-actual"), ("Superseded", "not-actual"), ("Targets", "not-actual")),
]


@pytest.mark.parametrize(("section", "kind"), SECTIONS)
def test_a_section_row_over_months_that_go_down_is_of_the_months_under_it(december, section, kind):
    assert december([["Month", "Children in care"], [section], *months_down()]) == ({}, [(kind, "A2")])


@pytest.mark.parametrize(("section", "kind"), SECTIONS)
def test_a_section_row_right_before_the_last_month_is_of_that_month(december, section, kind):
    rows = [["Month", "Children in care"], *months_down()]
    read, told = december([*rows[:-1], [section], rows[-1]])
    part = section in {"UASC", "Girls", "North"}
    assert (read, told) == ({}, [("part-of-a-total" if part else kind, "A10")])


@pytest.mark.parametrize(("section", "kind"), SECTIONS)
def test_a_section_row_of_a_long_table_is_of_the_rows_under_it(december, section, kind):
    rows = [["Children in care", month, value] for month, value in months_down()]
    read, told = december([["Measure", "Month", "Value"], [section], *rows])
    assert (read, [one for one, _ in told]) == ({}, [kind])


@pytest.mark.parametrize("section", ["Testshire", "All children", "Monthly figures", "Quarter 3", "Actual"])
def test_a_section_row_of_all_the_councils_children_changes_nothing(december, section):
    assert december([["Month", "Children in care"], [section], *months_down()]) == ({"in_care": ("412",)}, [])


def test_a_section_reaches_to_the_next_one(december):
    rows = [["Month", "Children in care"], ["England"], *months_down()[:4], ["Testshire"], *months_down()[4:]]
    assert december(rows) == ({"in_care": ("412",)}, [("not-the-councils", "A2")])


ONE_ROW = [
    *(("Local authority", "Kent"), ("Gender", "Female"), ("Legal status", "UASC"), ("Area", "North")),
    *(("Area", "Barsetshire"), ("Team", "Valley"), ("Type", "UASC"), ("Period type", "North"), ("Basis", "Kent")),
]


@pytest.mark.parametrize(("heading", "whose"), ONE_ROW)
def test_a_column_beside_figures_under_a_title_with_their_month_says_whose_they_are(december, heading, whose):
    rows = [["December 2023"], [heading, "Children in care", "Came into care"], [whose, 412, 10]]
    assert december(rows) == ({}, [("not-the-councils", "A3")])


@pytest.mark.parametrize(("heading", "whose"), [*ONE_ROW, ("Type", "England"), (None, "England"), (None, "Forecast")])
def test_under_a_label_with_their_month_no_row_of_others_is_read(december, heading, whose):
    rows = [["Period", "Dec-23"], [], [heading, "Came into care"], [whose, 10]]
    assert december(rows)[0] == {}


@pytest.mark.parametrize("words", ["Forecast", "Draft", "YTD"])
def test_no_row_that_says_it_is_not_actual_is_read_under_a_title(december, words):
    rows = [["December 2023"], ["Type", "Children in care", "Came into care"], [words, 412, 10]]
    assert december(rows)[0] == {}


@pytest.mark.parametrize(("heading", "whose"), [("Local authority", "Testshire"), ("Area", "All"), ("Gender", "All")])
def test_a_column_that_names_the_whole_council_changes_nothing(december, heading, whose):
    rows = [["December 2023"], [heading, "Children in care", "Came into care"], [whose, 412, 10]]
    assert december(rows) == ({"in_care": ("412",), "came_in": ("10",)}, [])


PARENTS = [
    *(("England", "not-the-councils"), ("UASC", "not-the-councils"), ("North", "not-the-councils")),
    *(("Target", "not-actual"), ("Forecast", "not-actual"), ("Draft", "not-actual")),
]


@pytest.mark.parametrize("figures", [[], FEW])
@pytest.mark.parametrize("corner", ["Row Labels", "Measure"])
@pytest.mark.parametrize(("parent", "kind"), PARENTS)
def test_a_row_that_heads_indented_rows_says_whose_those_are(december, parent, kind, corner, figures):
    read, told = december([[corner, *MONTHS], [parent, *figures], ["   Came into care", *FEW]])
    assert (read, told[0]) == ({}, (kind, "A2"))


@pytest.mark.parametrize(("parent", "kind"), PARENTS)
def test_in_a_pivot_table_nothing_needs_to_be_indented(december, parent, kind):
    read, told = december([["Row Labels", *MONTHS], [parent, *FEW], ["Came into care", *FEW]])
    assert (read, told[0]) == ({}, (kind, "A2"))


def test_the_councils_own_rows_of_a_pivot_table_are_read_beside_those_of_others(december):
    ours = [["Testshire", *FEW], ["  Came into care", *FEW]]
    theirs = [["England", *IN_CARE], ["  Came into care", *IN_CARE]]
    assert december([["Row Labels", *MONTHS], *theirs, *ours])[0] == {"came_in": ("10",)}
    assert december([["Row Labels", *MONTHS], *ours, *theirs])[0] == {"came_in": ("10",)}


def test_parts_of_a_measure_indented_under_it_do_not_keep_it_out(december):
    rows = [["Row Labels", *MONTHS], ["Came into care", *FEW], ["   North", *FEW], ["Children in care", *IN_CARE]]
    assert december(rows)[0] == {"came_in": ("10",), "in_care": ("412",)}


@pytest.mark.parametrize("words", ["Per 10,000", "PY", "LY", "Last year", "2022/23", "12m", "Fcst", "Profile", "Nat"])
def test_a_heading_under_or_over_that_of_a_column_says_what_its_figures_are(december, words):
    assert december([["Month", "Came into care"], [None, words], *months_down(FEW)])[0] == {}
    assert december([[None, words], ["Month", "Came into care"], *months_down(FEW)])[0] == {}


@pytest.mark.parametrize("words", ["Number", "In month", "This year", "2023/24", "Actual"])
def test_a_heading_that_names_the_figures_themselves_changes_nothing(december, words):
    assert december([["Month", "Came into care"], [None, words], *months_down(FEW)])[0] == {"came_in": ("10",)}


def test_thousands_under_a_heading_are_thousands(december):
    rows = [["Month", "Came into care"], [None, "000s"], *months_down(FEW)]
    assert december(rows) == ({"came_in": ("10000",)}, [("read-in-thousands", "B3")])


@pytest.mark.parametrize(
    ("corner", "kind"),
    [
        *(("Draft", "not-actual"), ("Measure – draft", "not-actual"), ("Measure (PY)", "not-actual")),
        *(("QE", "other-span"), ("YE", "other-span"), ("Week ending", "other-span"), ("13 weeks to", "other-span")),
        ("Measure (%)", "other-unit"),
    ],
)
def test_the_heading_over_names_or_months_speaks_of_the_whole_table(december, corner, kind):
    assert december([[corner, *MONTHS], ["Came into care", *FEW]]) == ({}, [(kind, "A1")])
    assert december([[corner, "Came into care"], *months_down(FEW)]) == ({}, [(kind, "A1")])


def test_percentages_may_stand_under_a_heading_that_says_so(december):
    rows = [["Measure (%)", *MONTHS], ["Reviews on time", *SHARES]]
    assert december(rows)[0]["reviews"][0] == "98.2"


def test_a_column_before_the_months_with_a_short_heading_is_not_of_them(december):
    assert december([["Measure", "PY", *MONTHS], ["Came into care", 8, *FEW]])[0] == {"came_in": ("10",)}
