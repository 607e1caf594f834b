"""Who is in care, who came and who left: each rule that leaves a child in or out, on careers of a child or two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from tests.report.made_records import Career, Counts, Episode, as_903, as_ssd, count, in_care

DECEMBER = "2023-12"
IN_CARE, CAME, LEFT = ("children_in_care_count", ""), ("started_in_care_count", ""), ("left_care_count", "")


@pytest.fixture(params=[as_ssd, as_903], ids=["SSD", "SSDA903"])
def written(request: pytest.FixtureRequest):
    return request.param


def in_december(counts: Counts, measure: str = "children_in_care_count", group: str = "") -> int:
    return counts[measure, group][DECEMBER][0]


def test_a_child_with_an_open_episode_is_in_care(written):
    assert in_december(count(in_care(), written=written)) == 1


def test_a_child_who_leaves_on_the_last_day_of_the_month_is_not_in_care_at_its_end(written):
    leaves = in_care("B", Episode("2020-01-10", "2023-12-31", left="E4A"))
    assert in_december(count(in_care(), leaves, written=written)) == 1
    stays_a_day = in_care("B", Episode("2020-01-10", "2024-01-01", left="E4A"))
    assert in_december(count(in_care(), stays_a_day, written=written)) == 2


def test_a_child_who_comes_on_the_last_day_of_the_month_is_in_care_at_its_end(written):
    assert in_december(count(in_care(), in_care("B", Episode("2023-12-31")), written=written)) == 2


@pytest.mark.parametrize("legal", ["V3", "V4", "V1"])
def test_a_child_on_short_breaks_changes_nothing(written, legal: str):
    alone = count(in_care(), written=written)
    short = in_care(
        "B", Episode("2022-01-10", "2022-02-10", left="X1", legal=legal), Episode("2022-02-10", "", "P", legal=legal)
    )
    assert count(in_care(), short, written=written) == alone


def test_a_child_who_has_short_breaks_first_comes_into_care_when_they_end(written):
    child = in_care("B", Episode("2022-01-10", "2023-05-20", left="X1", legal="V4"), Episode("2023-05-20", "", "L"))
    counts = count(in_care(), child, written=written)
    assert counts[IN_CARE]["2023-04"] == (1, None)
    assert counts[IN_CARE]["2023-05"] == (2, None)
    assert counts[CAME]["2023-05"] == (1, None)


def test_a_child_leaves_care_at_the_18th_birthday_even_if_the_episode_is_still_open(written):
    child = in_care("B", Episode("2020-01-10"), born="2005-11-20")
    counts = count(in_care(), child, written=written)
    assert counts[IN_CARE]["2023-10"] == (2, None)
    assert counts[IN_CARE]["2023-11"] == (1, None)
    assert counts[LEFT]["2023-11"] == (1, None)


def test_nobody_is_in_care_at_the_end_of_the_day_of_their_18th_birthday(written):
    assert in_december(count(in_care(), in_care("B", born="2005-12-31"), written=written)) == 1
    assert in_december(count(in_care(), in_care("B", born="2006-01-01"), written=written)) == 2


def test_a_child_born_on_29_february_is_18_on_1_march(written):
    counts = count(in_care(), in_care("B", born="2004-02-29"), written=written)
    assert counts[IN_CARE]["2022-02"] == (2, None)
    assert counts[IN_CARE]["2022-03"] == (1, None)


def test_a_child_with_two_open_episodes_is_one_child(written):
    twice = in_care("B", Episode("2020-01-10"), Episode("2021-06-01", "", "P"))
    assert in_december(count(in_care(), twice, written=written)) == 2


def test_splitting_an_episode_by_x1_changes_nothing(written):
    whole = in_care("B", Episode("2022-03-01", "2023-06-10", left="E4A"), born="2010-01-01")
    parts = (Episode("2022-03-01", "2022-09-09", left="X1"), Episode("2022-09-09", "2023-06-10", "L", left="E4A"))
    assert count(in_care(), replace(whole, episodes=parts), written=written) == count(in_care(), whole, written=written)


def test_a_gap_after_x1_is_no_leaving(written):
    child = in_care("B", Episode("2022-03-01", "2022-09-09", left="X1"), Episode("2022-11-02", "", "P"))
    counts = count(in_care(), child, written=written)
    assert counts[IN_CARE]["2022-10"] == (2, None)
    assert sum(n for n, _ in counts[LEFT].values()) == 0


def test_an_episode_that_goes_on_with_no_next_one_is_no_proof_that_the_child_left_and_no_care_after_it(written):
    child = in_care("B", Episode("2022-03-01", "2023-09-09", left="X1"))
    counts = count(in_care(), child, written=written)
    assert counts[IN_CARE]["2023-08"] == (2, None)
    assert counts[IN_CARE]["2023-09"] == (1, None)
    assert sum(n for n, _ in counts[LEFT].values()) == 0
    assert counts["returned_home_pct", ""][DECEMBER] == (0, 0)


def test_a_child_whose_episode_goes_on_past_the_18th_birthday_left_care_on_it(written):
    child = in_care("B", Episode("2020-01-10", "2023-12-20", left="X1"), born="2005-11-20")
    counts = count(in_care(), child, written=written)
    assert [month for month, (n, _) in counts[LEFT].items() if n] == ["2023-11"]


@pytest.mark.parametrize("why", ["P", "L", "T", "B", "U"])
def test_only_an_episode_that_began_as_the_start_of_care_is_a_start(written, why: str):
    children = [in_care(f"C{number}", Episode("2023-11-03")) for number in range(2)]
    counts = count(in_care(), *children, in_care("B", Episode("2023-11-05", why=why)), written=written)
    assert counts[CAME]["2023-11"] == (2, None)
    assert counts[IN_CARE]["2023-11"] == (4, None)
    assert counts["started_under_1_pct", ""][DECEMBER] == (0, 2)


def test_starts_are_not_counted_in_months_in_which_it_is_not_recorded_why_episodes_began(written):
    counts = count(in_care(), in_care("B", Episode("2023-11-05", why="")), written=written)
    assert "2023-11" not in counts[CAME]
    assert counts[CAME]["2023-10"] == (0, None)
    assert ("started_under_1_pct", "") not in counts or DECEMBER not in counts["started_under_1_pct", ""]


def test_children_who_are_there_from_the_first_day_of_the_records_did_not_all_start_on_it(written):
    there = [in_care(f"C{number}", Episode("2022-01-01")) for number in range(6)]
    gone = in_care("G", Episode("2022-01-01", "2022-01-05", left="E4A"))
    counts = count(*there, gone, in_care("N", Episode("2022-01-20")), since=date(2022, 1, 5), written=written)
    assert counts[IN_CARE]["2022-01"] == (7, None)
    assert counts[CAME]["2022-01"] == (1, None)
    assert ("long_term_stability_pct", "") not in counts  # since when they are in care is not known


def test_a_child_who_comes_back_after_months_came_into_care_again(written):
    child = in_care("B", Episode("2022-03-01", "2022-09-09", left="E4A"), Episode("2023-02-02"))
    counts = count(in_care(), child, written=written)
    assert [month for month, (n, _) in counts[CAME].items() if n] == ["2022-03", "2023-02"]
    assert [month for month, (n, _) in counts[LEFT].items() if n] == ["2022-09"]


def test_last_month_and_who_came_less_who_left_is_this_month_however_often_a_child_came_and_went(written):
    child = in_care(
        "B",
        Episode("2022-03-01", "2022-03-05", left="E4A"),
        Episode("2022-03-20", "2022-05-02", left="E4A"),
        Episode("2022-05-10", "2022-05-12", left="E4A"),
    )
    counts = count(in_care(), child, written=written)
    months = list(counts[IN_CARE])
    for before, now in pairwise(months):
        came, left = counts[CAME][now][0], counts[LEFT][now][0]
        assert counts[IN_CARE][now][0] == counts[IN_CARE][before][0] + came - left
    assert counts[CAME]["2022-03"] == (1, None)
    assert counts[LEFT]["2022-05"] == (1, None)


def test_ages_are_those_on_the_last_day_and_add_up_to_all(written):
    born = {"Under 1": "2023-01-01", "1 to 4": "2022-12-31", "5 to 9": "2018-12-31", "10 to 15": "2008-01-01"}
    children = [in_care(band, Episode("2023-11-01"), born=day) for band, day in born.items()]
    counts = count(*children, in_care("16", born="2007-12-31"), written=written)
    bands = {
        group: months[DECEMBER][0] for (measure, group), months in counts.items() if measure.endswith("by_age_count")
    }
    assert bands == {"Under 1": 1, "1 to 4": 1, "5 to 9": 1, "10 to 15": 1, "16 and over": 1}
    assert in_december(counts) == sum(bands.values())


def test_a_child_without_a_birthday_is_in_care_and_stops_the_count_by_age(written):
    counts = count(in_care(), in_care("B", Episode("2023-11-01"), born=""), written=written)
    assert in_december(counts) == 2
    assert list(counts["children_in_care_by_age_count", "1 to 4"])[-1] == "2023-10"


def test_who_came_alone_is_counted_in_care_and_among_those_who_came(written):
    counts = count(in_care(), in_care("B", Episode("2023-12-05"), alone=True), written=written)
    assert in_december(counts, "unaccompanied_children_count") == 1
    assert counts["unaccompanied_children_pct", ""][DECEMBER] == (1, 2)
    assert in_december(counts, "unaccompanied_started_count") == 1
    assert counts["unaccompanied_starting_pct", ""][DECEMBER] == (1, 1)


def test_each_child_who_left_counts_once_in_12_months_at_the_last_time(written):
    child = in_care(
        "B", Episode("2022-03-01", "2023-02-09", left="E4A"), Episode("2023-05-02", "2023-09-01", left="E12")
    )
    counts = count(in_care(), child, in_care("C", Episode("2022-01-01", "2023-03-03", left="E48")), written=written)
    assert counts["left_care_through_adoption_pct", ""][DECEMBER] == (1, 2)
    assert counts["left_care_special_guardianship_pct", ""][DECEMBER] == (1, 2)
    assert counts["returned_home_pct", ""][DECEMBER] == (0, 2)
    assert counts["returned_home_pct", ""]["2023-08"] == (1, 2)


def test_a_leaving_is_within_the_last_12_months_up_to_the_same_month_a_year_before(written):
    child = in_care("B", Episode("2021-05-01", "2022-12-31", left="E11"))
    counts = count(in_care(), child, written=written)["left_care_through_adoption_pct", ""]
    assert counts["2023-11"] == (1, 1)
    assert counts[DECEMBER] == (0, 0)


def test_babies_among_those_who_came_are_under_one_on_the_day_they_came(written):
    baby = Career("B", (Episode("2023-10-01"),), born="2022-10-02")
    one = Career("C", (Episode("2023-10-01"),), born="2022-10-01")
    assert count(baby, one, written=written)["started_under_1_pct", ""][DECEMBER] == (1, 2)
