"""Targets as returns state them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inputs.files.workbook_values import NO_SAVED_RESULT, Cell
from inputs.headings.target_cells import read_target


def read(value, number_format="General", percentage=True, fractions=False, trouble=""):
    return read_target(Cell(5, 3, value, number_format, trouble), percentage, fractions)


@pytest.mark.parametrize(
    ("text", "value", "comparison"),
    [
        ("Below 8%", "8", "at most"),
        ("below 8 %", "8", "at most"),
        ("no more than 8%", "8", "at most"),
        ("8% or less", "8", "at most"),
        ("<=8", "8", "at most"),
        ("≤ 8%", "8", "at most"),
        (">=95", "95", "at least"),
        (">= 95%", "95", "at least"),
        ("above 95%", "95", "at least"),
        ("at least 95", "95", "at least"),
        ("98% or more", "98", "at least"),
        ("95+", "95", "at least"),
        ("Target: 95%", "95", ""),
        ("95%", "95", ""),
        ("100%", "100", ""),
        (">=100%", "100", "at least"),
        (95, "95", ""),
        (0.95, "95", ""),
    ],
)
def test_a_target_for_a_percentage_is_read_on_the_scale_to_100(text, value, comparison):
    target = read(text)
    assert (target.value, target.comparison, target.cell) == (Decimal(value), comparison, "C5")


@pytest.mark.parametrize(
    ("text", "value", "comparison"),
    [
        ("400 days", "400", ""),
        ("Below 400 days", "400", "at most"),
        ("under 484", "484", "at most"),
        ("Below 484", "484", "at most"),
        ("<484", "484", "at most"),
        ("1,200", "1200", ""),
        (20, "20", ""),
    ],
)
def test_a_target_for_a_count_or_an_average_is_read_as_it_is(text, value, comparison):
    target = read(text, percentage=False)
    assert (target.value, target.comparison) == (Decimal(value), comparison)


def test_the_words_of_the_target_are_kept():
    assert read("98%  or more").text == "98% or more"
    assert read(0.95, "0%").text == "95%"


def test_a_target_of_1_is_all_of_it_where_the_measure_is_written_in_fractions_and_unclear_elsewhere():
    assert read(1, "0%").value == 100
    assert read(1, fractions=True).value == 100
    assert read(1).kind == "unclear-target"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Above 100%", "above 100%"),
        ("> 100", "above 100%"),
        ("105%", "105%"),
        ("-5%", "-5%"),
        ("more than 120%", "above 120%"),
    ],
)
def test_a_target_that_can_never_be_met_is_a_finding_and_no_target(text, said):
    got = read(text)
    assert got.kind == "impossible-target"
    assert got.what == f"The target says {said}, which can never be met, so it was not used."


@pytest.mark.parametrize("text", ["90-95%", "95% by March", "improve", "4 months", "at least 95 or more", True])
def test_a_target_that_is_not_one_number_is_unclear(text):
    got = read(text)
    assert (got.kind, got.cell) == ("unclear-target", "C5")


def test_a_percentage_is_no_target_for_a_count():
    assert read("95%", percentage=False).kind == "unclear-target"


def test_a_number_that_no_council_counts_is_no_target():
    assert read(10**40, percentage=False).kind == "unclear-target"
    assert read("Below " + "9" * 40, percentage=False).kind == "unclear-target"
    assert read(900_000, percentage=False).value == 900_000


@pytest.mark.parametrize("text", ["", "n/a", "TBC", "None", "-", "not set"])
def test_no_target_is_not_a_fault(text):
    assert read(text) == read("n/a")
    assert read(text) is None


def test_a_target_from_a_formula_never_calculated_is_unclear():
    assert read(None, trouble=NO_SAVED_RESULT).kind == "unclear-target"
