"""Bare rows such as %, Rate or Total belong to the row right above them, and to nothing where that was not read."""

from __future__ import annotations

import pytest

HEADED = ["Measure", "Oct-23", "Nov-23", "Dec-23"]
SHARES = ["91%", "92%", "93%"]
OTHERS = [
    "Foster carers",
    "Care leavers",
    "Boys",
    "Young people 16+",
    "Fostering households",
    "Teams",
    "Total",
    "Talks",
]


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("bare", ["%", "% on time", "Rate", "In timescale"])
def test_a_rate_under_a_row_that_is_not_read_is_not_of_the_measure_above_it(in_december, bare, other):
    values, kinds = in_december([HEADED, ["Visits on time", "81%", "82%", "83%"], [other, 60, 61, 62], [bare, *SHARES]])
    assert values == ["83"]
    assert {*kinds} & {"unknown-measure", "row-without-name"}


def test_a_rate_right_under_its_number_is_of_it(in_december):
    rows = [HEADED, [OTHERS[0], 60, 61, 62], ["Children in foster care", 20, 21, 22], ["%", *SHARES]]
    assert in_december(rows) == (["93", "22"], ["unknown-measure"])


@pytest.mark.parametrize("carers", ["Foster carers", "Kinship carers", "Foster carers %"])
def test_carers_are_no_children_in_foster_care(in_december, carers):
    values, kinds = in_december([HEADED, ["Children in care", 400, 401, 405], [carers, *SHARES], ["%", *SHARES]])
    assert (values, kinds) == (["405"], ["unknown-measure"])


@pytest.mark.parametrize("heading", ["Care leavers", "Young people", "Eligible"])
def test_a_number_of_children_in_care_is_not_out_of_other_people(in_december, heading):
    values, kinds = in_december([["Measure", "Dec-23", heading], ["Children in care", 405, 505]])
    assert (values, kinds) == (["405"], ["unclear-measure"])
