"""A second table right below the first, with headings of its own and no blank row between."""

from __future__ import annotations

import pytest

from inputs.intake import Item

VOCABULARY = (
    Item("came_in", "headline", ("Came into care",), span="in_month", unit="count", adds_up=True),
    Item("missing", "homes", ("Children missing",), span="in_month", unit="count"),
    Item("reviews", "reviews", ("Reviews on time",), percentage=True, unit="pct"),
)
FIRST = [["Measure", "Nov-23", "Dec-23"], ["Came into care", 20, 22]]
MONTHS = {("came_in", "", "2023-11"): ("20", None, None), ("came_in", "", "2023-12"): ("22", None, None)}


@pytest.fixture
def below(read, figures, found):
    """Read a row of headings and a row of figures below the first table: figures and findings."""

    def read_it(heads, *rows):
        intake = read([*FIRST, heads, *rows], vocabulary=VOCABULARY)
        return figures(intake), found(intake)

    return read_it


@pytest.mark.parametrize("column", [1, 2])
@pytest.mark.parametrize("label", ["Measure", "Indicator", "From home", None])
@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("Q3", ["unclear-period"]),
        ("Apr to Dec 23", ["other-span", "unclear-period"]),
        ("YTD", []),
        ("Year to date", []),
        ("England", []),
        ("Target", []),
    ],
)
def test_its_figures_are_not_of_the_months_above(below, column, label, head, told):
    heads, row = [label, None, None], ["Children missing", None, None]
    heads[column], row[column] = head, 204
    read_, findings = below(heads, row)
    assert read_ == MONTHS
    assert {kind for kind, _ in findings} <= {*told, "row-without-name"}


@pytest.mark.parametrize("head", ["Total since April", "12 months to Dec 23", "Forecast", "Provisional"])
def test_what_its_heading_says_is_no_note_on_the_first(below, head):
    read_, _ = below(["Measure", None, head], ["Children missing", None, 204])
    assert read_.items() >= MONTHS.items()
    assert ("missing", "", "2023-12") not in read_


@pytest.mark.parametrize("label", ["Measure", "From home", "Children missing", None])
@pytest.mark.parametrize(
    ("head", "period"), [("2022/23", "2023-03/12"), ("Q3 2022/23", "2022-12/3"), ("Oct-23", "2023-10")]
)
def test_a_period_of_its_own_is_that_of_the_rows_below(below, label, head, period):
    read_, findings = below([label, None, head], ["Children missing", None, 204])
    assert read_ == MONTHS | {("missing", "", period): ("204", None, None)}
    assert findings == []


def test_a_row_of_figures_that_look_like_years_is_a_row_of_figures(below):
    read_, _ = below(["Reviews on time", "22/23", "23/24"], ["Children missing", 3, 4])
    assert read_["reviews", "", "2023-12"][1:] == ("23", "24")
    assert read_["missing", "", "2023-12"] == ("4", None, None)


def test_a_row_of_dates_is_no_heading(below):
    read_, _ = below(["Data taken on", "01/12/2023", "01/01/2024"], ["Children missing", 3, 4])
    assert read_["missing", "", "2023-12"] == ("4", None, None)
