"""What cannot be divided is counted in whole numbers: half a child is a finding on its cell and no figure."""

from __future__ import annotations

import pytest

from inputs.intake import Item

CHILDREN = Item("in_care_count", "headline", ("Children in care",), whole=True, counts="children")
POSTS = Item("posts_count", "workforce", ("Posts filled",), counts="posts")
VISITS = Item(
    *("visits_pct", "reviews_and_visits", ("Visits on time",), ("Visits made",), ("Visits due",)),
    percentage=True,
    whole=True,
    counts="visits",
)
HEADINGS = ["Measure", "Nov-23", "Dec-23"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(412, "412"), (412.0, "412"), (412.0000001, "412"), (411.9999999, "412"), ("412.0", "412"), ("412.00", "412")],
)
def test_a_whole_number_is_whole_in_whatever_way_it_is_held(read, figures, found, value, shown):
    intake = read([HEADINGS, ["Children in care", 409, value]], vocabulary=[CHILDREN])
    assert figures(intake)["in_care_count", "", "2023-12"] == (shown, None, None)
    assert found(intake) == []


@pytest.mark.parametrize("value", [412.5, 0.5, 411.999, "412.5", 0.412])
def test_a_part_of_a_child_is_a_finding_on_its_cell_and_no_figure(read, figures, found, value):
    intake = read([HEADINGS, ["Children in care", 409, value]], vocabulary=[CHILDREN])
    assert figures(intake)["in_care_count", "", "2023-12"] == ("unreadable", None, None)
    assert found(intake) == [("not-whole", "C2")]


def test_posts_may_be_filled_in_part(read, figures, found):
    intake = read([HEADINGS, ["Posts filled", 45, 45.6]], vocabulary=[POSTS])
    assert figures(intake)["posts_count", "", "2023-12"] == ("45.6", None, None)
    assert found(intake) == []


def test_a_percentage_has_decimals_and_its_numerator_and_denominator_have_none(read, figures, found):
    rows = [HEADINGS, ["Visits on time", 93.5, 93.5], ["Visits made", 215, 215.05], ["Visits due", 230, 230.5]]
    intake = read(rows, vocabulary=[VISITS])
    assert figures(intake)["visits_pct", "", "2023-11"] == ("93.5", "215", "230")
    assert figures(intake)["visits_pct", "", "2023-12"] == ("93.5", "unreadable", "unreadable")
    assert found(intake) == [("not-whole", "C3"), ("not-whole", "C4")]


def test_the_sentence_says_what_is_counted_and_what_the_cell_holds(read):
    (finding,) = read([HEADINGS, ["Children in care", 409, 412.5]], vocabulary=[CHILDREN]).findings
    assert finding.what == "412.5 is not a whole number, as a number of children always is; it was left out."
