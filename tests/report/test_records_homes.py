"""Where children live: moves, stability, kinds of home and distance, on careers of a child or two."""

from __future__ import annotations

import pytest

from report.metrics.counting.counting_rules import CountingRules
from tests.report.made_records import Career, Episode, as_903, as_ssd, count, in_care

DECEMBER = "2023-12"
THREE, STABLE = ("three_or_more_homes_pct", ""), ("long_term_stability_pct", "")


@pytest.fixture(params=[as_ssd, as_903], ids=["SSD", "SSDA903"])
def written(request: pytest.FixtureRequest):
    return request.param


def moved(*moves: tuple[str, str], start: str = "2020-01-10", last: str = "", **about: object) -> Career:
    """A child in care since ``start`` who moved on each day, for each reason."""
    days = [start, *(day for day, _ in moves)]
    reasons = ["S", *(why for _, why in moves)]
    ends = [*days[1:], last]
    left = ["X1"] * len(moves) + ["E4A" if last else ""]
    episodes = tuple(Episode(*one) for one in zip(days, ends, reasons, left, strict=True))
    return in_care("B", *episodes, **about)


def test_three_homes_in_12_months_are_the_one_at_its_beginning_and_two_more(written):
    counts = count(moved(("2023-03-01", "P"), ("2023-06-01", "B")), written=written)[THREE]
    assert counts["2023-05"] == (0, 1)
    assert counts["2023-06"] == (1, 1)
    assert counts[DECEMBER] == (1, 1)


def test_a_home_counts_in_the_12_months_that_end_in_the_eleventh_month_after_it(written):
    counts = count(moved(("2022-03-01", "P"), ("2022-06-01", "B")), written=written)[THREE]
    assert counts["2023-02"] == (1, 1)
    assert counts["2023-03"] == (0, 1)


@pytest.mark.parametrize("why", ["T", "U", "L"])
def test_a_move_with_the_same_carer_is_no_new_home(written, why: str):
    assert count(moved(("2023-03-01", why), ("2023-06-01", why)), written=written)[THREE][DECEMBER] == (0, 1)


@pytest.mark.parametrize(("why", "homes"), [("T", 1), ("U", 1), ("L", 0)])
def test_where_the_council_chooses_so_every_move_is_a_new_home(written, why: str, homes: int):
    rules = CountingRules(every_move=True)
    counts = count(moved(("2023-03-01", why), ("2023-06-01", why)), written=written, rules=rules)
    assert counts[THREE][DECEMBER] == (homes, 1)


def test_a_home_at_the_beginning_counts_whatever_its_last_episode_began_for(written):
    child = moved(("2022-06-01", "L"), ("2023-03-01", "P"), ("2023-06-01", "P"))
    assert count(child, written=written)[THREE][DECEMBER] == (1, 1)


def test_a_stay_of_less_than_24_hours_is_no_home(written):
    overnight = moved(("2023-03-01", "P"), ("2023-06-01", "P"), ("2023-06-02", "P"))
    assert count(overnight, written=written)[THREE][DECEMBER] == (1, 1)
    same_day = moved(("2023-06-01", "P"), ("2023-06-01", "P"))
    assert count(same_day, written=written)[THREE][DECEMBER] == (0, 1)


def test_a_child_who_came_in_the_year_had_the_homes_since(written):
    child = moved(("2023-09-01", "P"), ("2023-10-01", "P"), start="2023-08-01")
    assert count(child, written=written)[THREE][DECEMBER] == (1, 1)
    assert count(moved(("2023-09-01", "P"), start="2023-08-01"), written=written)[THREE][DECEMBER] == (0, 1)


def test_homes_of_an_earlier_time_in_care_within_the_year_count_too(written):
    child = in_care(
        "B",
        Episode("2022-03-01", "2023-02-09", left="E4A"),
        Episode("2023-05-02", "2023-06-02", left="X1"),
        Episode("2023-06-02", "", "P"),
    )
    assert count(child, written=written)[THREE][DECEMBER] == (1, 1)


def test_long_term_care_is_two_and_a_half_calendar_years(written):
    two_and_a_half = moved(start="2021-06-30")
    assert count(two_and_a_half, written=written)[STABLE]["2023-11"] == (0, 0)
    assert count(two_and_a_half, written=written)[STABLE][DECEMBER] == (1, 1)
    assert count(moved(start="2021-07-01"), written=written)[STABLE][DECEMBER] == (0, 0)


def test_the_same_home_is_of_two_calendar_years(written):
    assert count(moved(("2021-12-31", "P")), written=written)[STABLE][DECEMBER] == (1, 1)
    assert count(moved(("2022-01-01", "P")), written=written)[STABLE][DECEMBER] == (0, 1)


def test_a_move_with_the_same_carer_leaves_a_home_as_long_as_it_was(written):
    assert count(moved(("2023-06-01", "T")), written=written)[STABLE][DECEMBER] == (1, 1)


def test_long_term_stability_is_of_children_under_16(written):
    assert count(moved(born="2008-01-01"), written=written)[STABLE][DECEMBER] == (1, 1)
    assert count(moved(born="2007-12-31"), written=written)[STABLE][DECEMBER] == (0, 0)


def test_time_out_of_care_ends_long_term_care(written):
    child = in_care("B", Episode("2019-03-01", "2022-02-09", left="E4A"), Episode("2022-02-20"))
    assert count(child, written=written)[STABLE][DECEMBER] == (0, 0)


def test_an_adoptive_home_and_the_one_before_it_count_together(written):
    placed = in_care(
        "B",
        Episode("2020-01-10", "2023-07-01", left="X1"),
        Episode("2023-07-01", "", "P", home="A4"),
        born="2019-06-15",
    )
    assert count(placed, written=written)[STABLE][DECEMBER] == (1, 1)
    fostered = in_care("B", Episode("2020-01-10", "2023-07-01", left="X1"), Episode("2023-07-01", "", "P", home="U6"))
    assert count(fostered, written=written)[STABLE][DECEMBER] == (0, 1)


def test_long_term_care_is_not_counted_where_the_first_day_of_many_is_not_on_record(written):
    carried = in_care("B", Episode("2022-06-01", why="P"))
    assert DECEMBER not in count(carried, written=written)[STABLE]
    assert count(in_care("B", Episode("2020-06-01", why="P")), written=written)[STABLE][DECEMBER] == (1, 1)


@pytest.mark.parametrize(
    ("home", "measure"),
    [
        ("U1", "kinship_foster_pct"), ("U6", "foster_homes_pct"), ("K2", "childrens_home_pct"),
        ("K1", "childrens_home_pct"),
        ("K3", "supported_accommodation_pct"), ("H5", "supported_accommodation_pct"), ("P1", "with_parents_pct"),
        ("A5", "placed_for_adoption_pct"), ("S1", "other_residential_pct"), ("Z1", "other_home_pct"),
    ],
)  # fmt: skip
def test_each_kind_of_home_is_counted_once_out_of_all_in_care(written, home: str, measure: str):
    counts = count(
        in_care("A", Episode("2020-01-10", home="R2")), in_care("B", Episode("2020-01-10", home=home)), written=written
    )
    assert counts[measure, ""][DECEMBER][1] == 2
    kinds = ("foster_homes_pct", "childrens_home_pct", "supported_accommodation_pct", "with_parents_pct")
    more = ("placed_for_adoption_pct", "other_residential_pct", "other_home_pct")
    assert sum(counts[kind, ""][DECEMBER][0] for kind in (*kinds, *more)) == 2
    assert counts[measure, ""][DECEMBER][0] == (2 if measure == "other_residential_pct" else 1)


def test_our_own_foster_families_are_out_of_children_in_foster_families(written):
    own, agency = Episode("2020-01-10", provider="PR1"), Episode("2020-01-10", provider="PR4")
    home = Episode("2020-01-10", home="K2", provider="PR4")
    counts = count(in_care("A", own), in_care("B", agency), in_care("C", home), written=written)
    assert counts["inhouse_foster_pct", ""][DECEMBER] == (1, 2)
    assert counts["agency_foster_pct", ""][DECEMBER] == (1, 2)


def test_kinds_of_home_are_not_counted_where_many_are_not_on_record(written):
    counts = count(in_care("A", Episode("2020-01-10", home="")), in_care("B"), written=written)
    assert ("foster_homes_pct", "") not in counts


def test_more_than_20_miles_is_more_than_20_and_those_without_a_distance_stay_in_the_total():
    far = [in_care(str(miles), Episode("2020-01-10", miles=str(miles))) for miles in (20, 20.1, 35, 3)]
    assert count(*far, in_care("E", Episode("2020-01-10", miles="")))["over_20_miles_pct", ""][DECEMBER] == (2, 5)
