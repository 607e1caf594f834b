"""Notes under the last of several tables of a sheet, and titles between tables: of which figures they speak."""

from __future__ import annotations

import pytest

from tests.inputs.testshire import FEW, table

IN_CARE, CAME_IN = table(), table("Came into care", FEW)


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("All figures are draft", "not-actual"),
        ("DRAFT", "not-actual"),
        ("December is a forecast", "not-actual"),
        ("Figures are for girls only", "not-the-councils"),
        ("All data on this sheet is for the North team", "not-the-councils"),
        ("Excludes UASC", "not-the-councils"),
    ],
)
def test_a_note_under_the_last_table_is_of_every_table_of_the_sheet(december, note, kind):
    read, told = december([*IN_CARE, [], *CAME_IN, [], [note]])
    assert (read, told) == ({}, [(kind, "A7"), (kind, "A7")])


def test_a_pair_of_a_label_and_its_value_there_is_one_too(december):
    read, told = december([*IN_CARE, [], *CAME_IN, [], ["Status", "Draft"]])
    assert (read, told) == ({}, [("not-actual", "B7"), ("not-actual", "B7")])


@pytest.mark.parametrize("note", ["Came into care is draft", "* Draft"])
def test_a_note_that_names_a_measure_or_has_a_mark_is_of_its_own_table(december, note):
    rows = [["Measure", *CAME_IN[0][1:]], ["Came into care *", *FEW]]
    assert december([*IN_CARE, [], *rows, [], [note]]) == ({"in_care": ("412",)}, [("not-actual", "A7")])


def test_a_mark_is_of_the_figures_that_bear_it_in_whichever_table(december):
    rows = [IN_CARE[0], ["Children in care *", *IN_CARE[1][1:]]]
    read, told = december([*rows, [], *CAME_IN, [], ["* Girls only"]])
    assert ("in_care" in read, ("not-the-councils", "A7") in told) == (False, True)


TITLES = [
    *(("England", "not-the-councils"), ("Comparators", "not-the-councils"), ("Care leavers", "not-the-councils")),
    ("Forecast", "not-actual"),
]


@pytest.mark.parametrize(("title", "kind"), TITLES)
@pytest.mark.parametrize(
    "notes",
    [[], [["Figures are for England"]], [["These figures are for the year ending March 2023"]], [["Source: DfE"]]],
)
def test_the_title_of_the_table_below_and_its_notes_are_not_of_the_one_above(december, title, kind, notes):
    below = table("Children in care", FEW)
    assert december([*IN_CARE, [], [title], *below, [], *notes]) == ({"in_care": ("412",)}, [(kind, "A4")])


@pytest.mark.parametrize("note", ["All figures are draft", "Both tables are draft", "This sheet is a draft"])
def test_a_note_of_all_tables_reaches_over_the_title_of_the_last_one(december, note):
    below = table("Children in care", FEW)
    assert december([*IN_CARE, [], ["England"], *below, [], [note]])[0] == {}


def test_a_note_between_two_tables_that_speaks_of_figures_is_of_both(december):
    read, told = december([*IN_CARE, [], ["Figures are for girls only"], *CAME_IN])
    assert (read, told) == ({}, [("not-the-councils", "A4"), ("not-the-councils", "A4")])
