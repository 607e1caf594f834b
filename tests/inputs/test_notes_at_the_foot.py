"""Notes under the last of several tables of a sheet, and titles between tables: of which figures they speak."""

from __future__ import annotations

import pytest

from tests.inputs.testshire import FEW, MONTHS, SHARES, table
from tests.inputs.testshire import IN_CARE as NUMBERS

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


CARD = [
    ["Ref", "Measure", *MONTHS],
    ["CP01", "Children in care", *NUMBERS],
    ["CP02", "Reviews on time", *SHARES],
    ["CP03", "Missing episodes", *FEW],
]
OF_ONE = [
    ("Reviews on time shows the target, not the actual", {"reviews"}),
    ("Children in care shows the forecast", {"in_care"}),
    ("Reviews figures are for girls", {"reviews"}),
    ("Reviews data relates to post-16", {"reviews"}),
    ("Missing episodes: police data for the whole borough", {"missing"}),
    ("CP01 excludes UASC", {"in_care"}),
    ("CP02 relates to child protection conferences", {"reviews"}),
    ("CP02: first reviews only", {"reviews"}),
    ("Note to CP02: target shown as actual awaited", {"reviews"}),
    ("CP03 is a forecast", {"missing"}),
    ("Line 2 is a forecast", {"in_care", "reviews"}),  # the second measure, or the second row of the sheet
    ("Dec-23 for CP01 is the November figure", {"in_care"}),
    ("CP01 and CP02 are forecasts", {"in_care", "reviews"}),
    ("Missing episodes includes children missing from home", {"missing"}),
]


@pytest.mark.parametrize(("note", "lost"), OF_ONE)
def test_a_note_that_begins_with_a_measure_its_reference_or_its_line_is_of_it_alone(december, note, lost):
    assert {"in_care", "reviews", "missing"} - set(december([*CARD, [], [note]])[0]) == lost


REMARKS = [
    *("Reviews on time is above the target", "Reviews on time is a corporate target", "Children in care includes UASC"),
    *("Missing episodes: see the police protocol", "Reviews on time shows a dip in December", "CP01 includes UASC"),
    *("CP02 excludes reviews that were cancelled", "Reviews on time: target is 95%", "Line 2 is a statutory measure"),
    *("Reviews on time includes first reviews", "Children in care excludes short breaks"),
    *("A review counts when it was held in the last six months.", "Reviews on time is below England"),
]


@pytest.mark.parametrize("note", REMARKS)
def test_a_remark_on_a_measure_takes_nothing(december, note):
    assert set(december([*CARD, [], [note]])[0]) == {"in_care", "reviews", "missing"}


OF_DECEMBER = [
    *("November and December figures are forecasts", "Nov and Dec data are projections", "Dec-23 is as at 18/12/23"),
    *("December figures are the November figures as the system was down", "December is a repeat of November"),
    *(
        "Figures for December are for the first two weeks",
        "December data is to 18 December",
        "December shows the target",
    ),
]


@pytest.mark.parametrize("note", OF_DECEMBER)
def test_a_note_of_a_month_takes_that_month(december, note):
    assert december([*IN_CARE, [], [note]]) == ({}, [("not-actual", "A4")])


OF_NO_MONTH = [
    *("Dec-23 figures were taken on 31 December 2023", "December is lower than November", "Panel met on 18/12/23"),
    *("December data was extracted on 5 January", "December figures were checked against November"),
    *("The first week of December had two reviews", "Due on 18/42"),
]


@pytest.mark.parametrize("note", OF_NO_MONTH)
def test_a_remark_on_a_month_takes_nothing(december, note):
    assert december([*IN_CARE, [], [note]]) == ({"in_care": ("412",)}, [])
