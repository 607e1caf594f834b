"""Cells by their corners: every one of them and no other."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from inputs.files.workbook_values import address
from report.issuing.cell_ranges import in_ranges


def test_cells_that_make_a_rectangle_are_named_by_its_corners():
    assert in_ranges(["C18", "B18", "C19", "B19"]) == "B18:C19"
    assert in_ranges(["D10", "D11", "E10", "E11", "F10"]) == "D10:E11 F10"
    assert in_ranges([f"{column}2" for column in ("Y", "Z", "AA", "AB")]) == "Y2:AB2"
    assert in_ranges(["F30"]) == "F30"
    assert in_ranges([]) == ""


def test_what_is_no_cell_stands_as_it_is():
    assert in_ranges(["row 12", "B2", "B3"]) == "row 12 B2:B3"


@given(st.sets(st.tuples(st.integers(1, 30), st.integers(1, 8))))
def test_ranges_hold_every_cell_once_and_no_other(cells):
    named = in_ranges(address(row, column) for row, column in cells)
    every = {address(row, column): (row, column) for row, column in product(range(1, 31), range(1, 9))}
    found = []
    for one in named.split():
        (top, left), (bottom, right) = every[one.split(":")[0]], every[one.split(":")[-1]]
        found += product(range(top, bottom + 1), range(left, right + 1))
    assert len(found) == len(cells) and set(found) == cells
