"""What must hold of counts whatever the careers are: of councils made by chance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.report.made_records import Career, Counts, Episode, as_903, as_ssd, careers_in, counted
from tests.report.random_careers import FIRST, LAST, council

SEEDS = (1, 2)
OF_BOTH = {  # what both extracts hold; reviews are due by their record in one and by the rule in the other
    "children_in_care_count", "children_in_care_by_age_count", "unaccompanied_children_count", "started_in_care_count",
    "unaccompanied_children_pct", "unaccompanied_started_count", "unaccompanied_starting_pct", "left_care_count",
    "started_under_1_pct", "left_care_through_adoption_pct", "left_care_special_guardianship_pct", "returned_home_pct",
    "returned_home_planned_pct", "returned_home_unplanned_pct", "left_care_child_arrangements_pct",
    "three_or_more_homes_pct", "long_term_stability_pct", "foster_homes_pct", "kinship_foster_pct",
    "childrens_home_pct", "inhouse_foster_pct", "agency_foster_pct", "with_parents_pct", "placed_for_adoption_pct",
    "other_residential_pct", "supported_accommodation_pct", "other_home_pct", "family_setting_pct",
    "children_missing_count", "missing_episodes_count", "children_missing_pct", "review_participation_pct",
    "entry_to_adoptive_home_days_mean", "order_to_match_days_mean", "adoption_decisions_count",
    "away_without_authorisation_pct",
}  # fmt: skip


def counts_of(careers: list[Career], written=as_ssd) -> Counts:
    return counted(careers_in(written(careers), FIRST, LAST))


@pytest.fixture(params=SEEDS, scope="module")
def careers(request: pytest.FixtureRequest) -> list[Career]:
    return council(request.param, 240)


def test_the_same_careers_as_ssd_and_as_ssda903_give_the_same_counts(careers: list[Career]):
    ssd, of_903 = counts_of(careers), counts_of(careers, as_903)
    for key in ssd:
        if key[0] in OF_BOTH:
            assert of_903[key] == ssd[key], key
    assert {measure for measure, _ in ssd} >= OF_BOTH
    assert {measure for measure, _ in of_903} >= OF_BOTH


def test_a_council_of_240_children_gives_every_measure_in_every_month(careers: list[Career]):
    counts = counts_of(careers)
    assert set(counts["children_in_care_count", ""]) == {
        f"{year}-{month:02}" for year in range(2018, 2024) for month in range(1, 13)
    }
    assert counts["children_in_care_count", ""]["2023-12"][0] > 40
    for key in (("visits_on_time_pct", ""), ("reviews_on_time_pct", ""), ("dental_check_pct", "")):
        assert all(0 <= n <= of for n, of in counts[key].values() if of is not None)


def test_this_month_is_the_one_before_and_who_came_less_who_left(careers: list[Career]):
    counts = counts_of(careers)
    now, came, left = (counts[f"{one}_count", ""] for one in ("children_in_care", "started_in_care", "left_care"))
    for before, month in pairwise(now):
        assert now[month][0] == now[before][0] + came[month][0] - left[month][0]


def test_bands_of_age_and_kinds_of_home_add_up(careers: list[Career]):
    counts = counts_of(careers)
    bands = [months for (measure, _), months in counts.items() if measure == "children_in_care_by_age_count"]
    kinds = ("foster_homes", "childrens_home", "supported_accommodation", "with_parents", "placed_for_adoption")
    every = [counts[f"{kind}_pct", ""] for kind in (*kinds, "other_residential", "other_home")]
    for month, (children, _) in counts["children_in_care_count", ""].items():
        assert sum(band[month][0] for band in bands) == children
        assert sum(kind[month][0] for kind in every) == children


def test_a_child_on_short_breaks_more_changes_nothing(careers: list[Career]):
    one = Career("breaks", (Episode("2019-02-01", "", legal="V3"),), visits=("2019-03-03",), health=("2020-01-01",))
    assert counts_of([*careers, one]) == counts_of(careers)


def test_splitting_every_open_episode_by_x1_changes_nothing(careers: list[Career]):
    def split(career: Career) -> Career:
        last = career.episodes[-1]
        middle = (date.fromisoformat(last.began) + timedelta(days=20)).isoformat()
        if last.ended or middle > LAST.isoformat():
            return career
        halves = (replace(last, ended=middle, left="X1"), replace(last, began=middle, why="L"))
        return replace(career, episodes=(*career.episodes[:-1], *halves))

    assert counts_of([split(one) for one in careers]) == counts_of(careers)


def test_a_day_later_only_those_move_who_came_or_left_on_that_day(careers: list[Career]):
    """A child who leaves on the last day of a month is in care at its end where everything happened a day later."""
    moved = [replace(one, episodes=tuple(_a_day_later(its) for its in one.episodes)) for one in careers]
    now, later = (counts_of(some)["children_in_care_count", ""] for some in (careers, moved))
    for month, (children, _) in now.items():
        year, number = map(int, month.split("-"))
        end = (date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)).isoformat()
        kept = [one for one in careers if one.episodes[0].legal != "V4"]
        came = sum(one.episodes[0].began == end for one in kept)
        left = sum(one.episodes[-1].ended == end for one in kept)
        assert later[month][0] - children == left - came, month


def _a_day_later(one: Episode) -> Episode:
    def moved(day: str) -> str:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else ""

    return replace(one, began=moved(one.began), ended=moved(one.ended))
