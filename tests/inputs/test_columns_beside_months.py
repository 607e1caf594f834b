"""A column beside the months of a year, under the same year, is the year's only where its heading does not say more."""

from __future__ import annotations

import pytest

UNKNOWN = ["Peak", "Opening", "1 April", "Per 10,000", "Net change", "Rolling", "Proj", "Weekly avg", "£", "TBC Apr-22"]


def table(first):
    years = ["Measure", "2022/23", None, None, "2023/24", None, None]
    return [years, [None, first, "Feb", "Mar", first, "Apr", "May"], ["Children in care", 777, 401, 402, 778, 403, 404]]


@pytest.mark.parametrize("heading", UNKNOWN)
def test_a_column_whose_heading_is_not_known_is_left_out_and_told(read, figures, found, heading):
    intake = read(table(heading))
    assert {month: value for (_, _, month), (value, _, _) in figures(intake).items()} == {
        "2023-02": "401",
        "2023-03": "402",
        "2023-04": "403",
        "2023-05": "404",
    }
    assert found(intake) == [("column-not-read", "B2"), ("column-not-read", "E2")]


@pytest.mark.parametrize("heading", [None, "Outturn", "Value", "Year end", "At 31 March"])
def test_a_column_without_a_heading_or_with_one_of_the_whole_year_is_the_year_s(read, figures, heading):
    assert figures(read(table(heading)))["in_care_count", "", "2023-03/12"] == ("777", None, None)
