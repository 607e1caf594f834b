"""Titles of tables of groups, and of bare rows: each of their words must be of the measure, or change nothing."""

from __future__ import annotations

import pytest

MONTHS = ["Oct-23", "Nov-23", "Dec-23"]
HEADED = ["Measure", *MONTHS]
AGES = [["Under 1", 5, 6, 7], ["1 to 4", 15, 16, 17], ["5 to 9", 22, 23, 24], ["10 to 15", 38, 37, 36]]
READ = ["7", "17", "24", "36"]


def places(title):
    return {
        "corner": [[title, *MONTHS], *AGES],
        "above": [[title], [], HEADED, *AGES],
        "section": [HEADED, ["Children in care", 400, 401, 405], [title], *AGES],
    }


PLACES = list(places(""))
MORE = [
    *("Age split %", "Age distribution", "Percentage by age", "Children in care by age - starters"),
    *("Children in care by age - leavers", "Children in care by age average days", "Children in care by age: cost"),
    *("Children in care by age in year", "Children in care by age 2022/23", "Children in care by age at 31 March"),
    *("Children in care by age - November", "Children in care by age as at 15 December"),
    *("Children in care by age target", "Forecast children in care by age", "Age (care leavers)", "Age rates"),
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("title", MORE)
def test_groups_are_left_off_where_their_title_says_more_than_the_measure(in_december, title, place):
    values, kinds = in_december(places(title)[place])
    assert {*values} <= {"405"}
    assert kinds


PLAIN = [
    *(
        "Children in care by age",
        "Age profile",
        "Number of children in care by age",
        "Age and gender of children in care",
    ),
    *("Table 2: children in care by age (December 2023)", "CLA by age group, Q3 2023/24", "Age at month end"),
]


@pytest.mark.parametrize("place", ["corner", "above"])
@pytest.mark.parametrize("title", PLAIN)
def test_groups_are_read_where_each_word_of_their_title_is_of_the_measure_or_of_its_month(in_december, title, place):
    assert in_december(places(title)[place]) == (READ, [])


@pytest.mark.parametrize("place", PLACES)
def test_a_title_that_says_provisional_marks_the_groups_under_it(in_december, place):
    values, _ = in_december(places("Children in care by age (provisional)")[place])
    assert [one for one in values if one != "405"] == [f"{one}provisional" for one in READ]


@pytest.mark.parametrize("more", ["target", "change", "forecast", "in year", "at 31 March"])
@pytest.mark.parametrize(
    ("name", "row"), [("Reviews on time", ["%", "91%", "92%", "93%"]), ("Children in care", ["Number", 400, 401, 405])]
)
def test_bare_rows_are_left_off_where_their_title_says_more_than_the_measure(in_december, name, row, more):
    for rows in ([[f"{name} {more}", *MONTHS], row], [[f"{name} {more}"], [], ["", *MONTHS], row]):
        assert in_december(rows)[0] == []


def test_a_number_at_31_march_is_none_of_another_month(in_december):
    values, kinds = in_december([HEADED, ["Children in care at 31 March", 400, 401, 405]])
    assert (values, kinds[:1]) == ([], ["unclear-measure"])
