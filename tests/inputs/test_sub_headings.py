"""Columns or rows under one name of a measure are told apart by headings of their own: Last year and This year."""

from __future__ import annotations

import pytest

from tests.inputs.testshire import FEW, MONTHS

MORE = [value + 20 for value in FEW]
PAIRS = [
    *(("Last year", "This year"), ("PY", "CY"), ("LY", "TY"), ("Fcst", "Act"), ("Tgt", "Act"), ("Rolling", "Month")),
    *(("22/23", "23/24"), ("2022/23", "2023/24"), ("Est", "Act"), ("YTD", "Month"), ("Cum", "In month")),
    *(("12m", "Month"), ("England", "Testshire"), ("Previous", "Current"), ("Nat", "Local"), ("England", "Own")),
]


def columns(first, second):
    rows = zip(MONTHS, FEW, MORE, strict=True)
    return [["Month", "Came into care", None], [None, first, second], *map(list, rows)]


def rows(first, second):
    return [["Measure", None, *MONTHS], ["Came into care", first, *FEW], [None, second, *MORE]]


@pytest.mark.parametrize("shape", [columns, rows])
@pytest.mark.parametrize(("other", "ours"), PAIRS)
def test_of_two_under_one_name_the_actual_figures_are_read_wherever_they_stand(december, shape, other, ours):
    read, told = december(shape(other, ours))
    assert (read, len(told)) == ({"came_in": ("30",)}, 1)
    read, told = december(shape(ours, other))
    assert (read, len(told)) == ({"came_in": ("10",)}, 1)


@pytest.mark.parametrize("shape", [columns, rows])
@pytest.mark.parametrize(("first", "second"), [("A", "B"), ("Opening", "Closing"), ("Low", "High"), ("M", "F")])
def test_of_two_that_say_nothing_known_neither_is_read(december, shape, first, second):
    assert december(shape(first, second)) == ({}, [("unclear-measure", "B2")])


def test_a_row_named_local_beside_a_target_is_the_value_and_its_target(in_december):
    table = [["Measure", None, *MONTHS], ["Came into care", "Local", *FEW], [None, "Target", *[12] * 9]]
    assert in_december(table) == (["10"], [])


def test_three_under_one_name_are_told_apart_too(december):
    table = [["Measure", None, *MONTHS], ["Came into care", "PY", *FEW], [None, "Act", *MORE], [None, "Fcst", *FEW]]
    assert december(table)[0] == {"came_in": ("30",)}


def test_the_owner_beside_a_row_is_no_heading_of_its_figures(december):
    table = [
        ["Measure", "Owner", *MONTHS],
        ["Came into care", "Head of care", *FEW],
        ["Children in care", "Dir", *MORE],
    ]
    assert december(table) == ({"came_in": ("10",), "in_care": ("30",)}, [])
