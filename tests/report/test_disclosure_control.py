"""What must not be seen: counts of 1 to 5, what would give them away, and every trace of both."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from inputs.intake import State
from report.metrics.counting.disclosure_control import hide_small, protect
from report.metrics.counting.observations import Reported, observe
from report.metrics.model import formatting
from report.metrics.model.scorecard import Observation
from report.pages.tables import behind_years
from report.wording import figures_in_words
from tests.report.returns import (
    AGES,
    BLANK,
    DECEMBER,
    LIBRARY,
    SUPPRESSED,
    Series,
    counts,
    intake,
    monthly,
    observation,
    point,
    said,
    scored,
    series,
)

BANDS = "children_in_care_by_age_count"
ADOPTED, HOMES, DAYS = "left_care_through_adoption_pct", "three_or_more_homes_pct", "order_to_match_days_mean"


def protected(*held: Series) -> dict[str, list[Observation]]:
    """The observations of some returns with nothing left that may not be seen, by measure id or group."""
    safe: tuple[Reported, ...] = protect(observe(intake(*held), LIBRARY.values())[0])
    return {one.group or one.measure.id: list(one.observations) for one in safe}


def bands(**ages: int) -> list[Series]:
    """Age bands, by their place: a to e."""
    named = dict(zip("abcde", AGES, strict=True))
    return [counts(BANDS, [n], group=named[letter]) for letter, n in ages.items()]


def hidden(held: dict[str, list[Observation]]) -> set[str]:
    return {name for name, observations in held.items() if observations[-1].state is State.SUPPRESSED}


@pytest.mark.parametrize("children", [1, 2, 3, 4, 5])
def test_a_count_of_one_to_five_is_hidden(children: int) -> None:
    assert hide_small(observation("children_missing_count", value=children)).state is State.SUPPRESSED


@pytest.mark.parametrize("children", [0, 6, 7, 412])
def test_nobody_and_six_or_more_are_shown(children: int) -> None:
    assert hide_small(observation("children_missing_count", value=children)).value == children


@pytest.mark.parametrize(("n", "of", "shown"), [
    (5, 143, False),
    (6, 143, True),
    (0, 143, True),
    (138, 143, False),
    (137, 143, True),
    (143, 143, True),
    (2, 4, False),
])  # fmt: skip
def test_a_percentage_is_hidden_where_it_counts_or_leaves_out_one_to_five(n: int, of: int, shown: bool) -> None:
    assert hide_small(observation(ADOPTED, n, of)).has_number is shown


@pytest.mark.parametrize(("children", "shown"), [(1, False), (5, False), (6, True), (18, True)])
def test_an_average_of_days_for_one_to_five_children_is_hidden(children: int, shown: bool) -> None:
    assert hide_small(observation(DAYS, children * 298, children)).has_number is shown


def test_a_count_of_a_percentage_that_came_without_its_denominator_is_hidden_where_it_is_small() -> None:
    alone = observation(ADOPTED, value=12)
    assert not hide_small(replace(alone, numerator=Decimal(3))).has_number
    assert hide_small(replace(alone, numerator=Decimal(6))).has_number
    assert hide_small(alone).has_number  # nothing of it can be counted back


@pytest.mark.parametrize(("children", "shown"), [(1, False), (5, False), (6, True)])
def test_a_rate_of_one_to_five_children_is_hidden(children: int, shown: bool) -> None:
    rate = replace(LIBRARY["average_caseload_by_team_rate"], small_counts="hide")
    assert hide_small(observation(rate, 3 * children, children)).has_number is shown


@pytest.mark.parametrize(("children", "shown"), [(1, False), (5, False), (6, True)])
def test_an_average_typed_beside_the_number_of_its_children_is_hidden_where_they_are_few(
    children: int, shown: bool
) -> None:
    (average,) = protected(series(DAYS, point(DECEMBER, 298, of=children)))[DAYS]
    assert (average.has_number, average.denominator) == ((True, children) if shown else (False, None))


def test_an_average_typed_beside_the_number_of_its_children_says_of_how_many_and_never_a_sum_of_days() -> None:
    score = scored(series(DAYS, *(point(DECEMBER.back(12 * n), 298 + n, of=18 - n) for n in (1, 0))))[DAYS]
    assert said(figures_in_words.counts(score.latest)) == "18 children"
    rows = [[said(cell) for cell in row.cells if isinstance(cell, tuple)] for row in behind_years(score.series).rows]
    assert [row[-1] for row in rows] == ["298", "18"]


@pytest.mark.parametrize(("percent", "of", "shown"), [
    ("12.5", 40, False),  # five
    ("15", 40, True),
    ("87.5", 40, False),  # all but five
    ("0", 40, True),
    ("100", 40, True),
])  # fmt: skip
def test_a_percentage_typed_beside_of_how_many_alone_is_hidden_where_that_gives_one_to_five_away(
    percent: str, of: int, shown: bool
) -> None:
    (share,) = protected(series(ADOPTED, point(DECEMBER, percent, of=of)))[ADOPTED]
    assert share.has_number is shown


def test_a_measure_of_the_councils_own_work_is_shown_however_small() -> None:
    assert hide_small(observation("initial_health_assessment_pct", 2, 4)).has_number


def test_nothing_of_a_hidden_number_is_left_to_see() -> None:
    whole = observation(HOMES, 3, 7, cells=("F18", "F19"))
    safe = hide_small(whole)
    assert (safe.value, safe.numerator, safe.denominator) == (None, None, None)
    left = [getattr(safe, field.name) for field in fields(safe) if field.name != "measure"]
    assert not [part for part in left if isinstance(part, Decimal)]
    assert figures_in_words.value(safe)[0].about is None
    assert figures_in_words.n_of_n(safe) == ()
    assert figures_in_words.counts(safe) == ()
    assert formatting.printed(safe) is None
    assert safe.sources == whole.sources


def test_what_was_hidden_is_in_no_part_of_its_score() -> None:
    score = scored(counts("missing_episodes_count", [7, 9, 8, 11, 12, 3, 8, 9, 10]))["missing_episodes_count"]
    places = [score.latest, score.previous, score.last_year, *score.series, *score.year_to_date, *score.quarters]
    assert not [one for one in places if 3 in (one.value, one.numerator, one.denominator)]
    september = next(one for one in score.series if one.period.month == 9)
    assert september.state is State.SUPPRESSED
    second_quarter = next(one for one in score.quarters if one.period.month == 9)
    assert second_quarter.state is State.SUPPRESSED


def test_children_who_left_are_hidden_with_the_few_who_came_since_the_change_in_care_tells_the_difference() -> None:
    held = protected(
        counts("children_in_care_count", [405, 400]),
        counts("started_in_care_count", [11, 4]),
        counts("left_care_count", [9, 9]),
    )
    assert [o.state for o in held["started_in_care_count"]] == [State.NUMBER, State.SUPPRESSED]
    assert [o.state for o in held["left_care_count"]] == [State.NUMBER, State.SUPPRESSED]
    assert [o.value for o in held["children_in_care_count"]] == [405, 400]


def test_a_count_that_the_service_hid_hides_its_link_too() -> None:
    held = protected(counts("started_in_care_count", [11]), counts("left_care_count", [SUPPRESSED]))
    assert held["started_in_care_count"][0].state is State.SUPPRESSED


def test_a_month_that_was_never_given_is_missing_and_not_hidden_beside_a_hidden_one() -> None:
    held = protected(counts("started_in_care_count", [11, 4]), counts("left_care_count", [9, BLANK]))
    assert [o.state for o in held["left_care_count"]] == [State.NUMBER, State.MISSING]


def test_where_every_age_band_that_was_given_is_hidden_there_is_no_other_to_hide() -> None:
    assert hidden(protected(counts("children_in_care_count", [40]), *bands(a=3))) == {"Under 1"}


def test_where_one_age_band_is_hidden_the_next_smallest_is_too() -> None:
    held = protected(counts("children_in_care_count", [412]), *bands(a=3, b=47, c=50, d=161, e=151))
    assert hidden(held) == {"Under 1", "1 to 4"}


def test_where_two_age_bands_are_small_no_third_is_hidden() -> None:
    held = protected(counts("children_in_care_count", [412]), *bands(a=3, b=4, c=93, d=161, e=151))
    assert hidden(held) == {"Under 1", "1 to 4"}


def test_an_empty_age_band_hides_nothing_and_is_never_the_one_hidden_beside_another() -> None:
    held = protected(counts("children_in_care_count", [412]), *bands(a=0, b=50, c=50, d=161, e=151))
    assert hidden(held) == set()
    held = protected(counts("children_in_care_count", [412]), *bands(a=0, b=3, c=97, d=161, e=151))
    assert hidden(held) == {"1 to 4", "5 to 9"}


def test_a_second_band_is_hidden_only_in_the_month_that_needs_it() -> None:
    first = (3, 37, 20, 21, 19)
    rows = [counts(BANDS, [small, 20], group=age) for age, small in zip(AGES, first, strict=True)]
    held = protected(counts("children_in_care_count", [100, 100]), *rows)
    before = {name for name, observations in held.items() if observations[0].state is State.SUPPRESSED}
    assert before == {"Under 1", "16 and over"}
    assert hidden(held) == set()


def test_a_hidden_total_stands_under_none_of_its_age_bands() -> None:
    card = scored(counts("children_in_care_count", [4]), *bands(a=0, b=0, c=0, d=0, e=4))
    assert card["children_in_care_count"].latest.state is State.SUPPRESSED
    assert {card[f"{BANDS}:{age}"].latest.denominator for age in AGES} == {None}


def test_only_the_months_that_are_small_are_hidden() -> None:
    held = protected(monthly(ADOPTED, [(18, 143), (4, 143), (18, 140)]))
    assert [o.state for o in held[ADOPTED]] == [State.NUMBER, State.SUPPRESSED, State.NUMBER]
    assert held[ADOPTED][-1].period == DECEMBER


@pytest.mark.parametrize("each", [1, 5])
def test_two_hidden_bands_that_can_only_be_of_one_or_five_each_take_a_third_with_them(each: int) -> None:
    total = counts("children_in_care_count", [2 * each + 71])
    held = protected(total, *bands(a=each, b=each, c=21, d=20, e=30))
    assert hidden(held) == {"Under 1", "1 to 4", "10 to 15"}


def test_two_hidden_bands_that_could_be_several_splits_hide_no_more() -> None:
    held = protected(counts("children_in_care_count", [75]), *bands(a=2, b=3, c=20, d=20, e=30))
    assert hidden(held) == set(list(AGES)[:2])


@pytest.mark.parametrize(("children", "seen"), [(9, False), (10, True), (None, False)])
def test_the_longest_wait_is_one_childs_and_only_seen_among_ten_or_more(children: int | None, seen: bool) -> None:
    of_them = counts(DAYS, [298]) if children is None else monthly(DAYS, [(children * 298, children)])
    spread = [counts(f"order_to_match_days_{name}", [days]) for name, days in (("median", 250), ("highest", 611))]
    held = protected(of_them, *spread)
    for name in ("median", "highest"):
        assert held[f"order_to_match_days_{name}"][-1].has_number is seen
    assert scored(of_them, *spread)[DAYS].spread.keys() == ({"median", "highest"} if seen else set())


@pytest.mark.parametrize(("children", "seen", "behind"), [(3, False, False), (8, True, False), (18, True, True)])
def test_an_average_typed_beside_its_number_of_children_is_seen_as_one_with_its_total_is(
    children: int, seen: bool, behind: bool
) -> None:
    held = protected(series(DAYS, point(DECEMBER, 298, of=children)), counts("order_to_match_days_highest", [611]))
    assert held[DAYS][-1].has_number is seen
    assert held[DAYS][-1].denominator == (children if seen else None)
    assert held["order_to_match_days_highest"][-1].has_number is behind


def leavers_and_their_years(left: list[int]) -> dict[str, list[Observation]]:
    """Monthly leavers, and the share adopted of those of each 12 months, 20 of the sum as it stands."""
    years = [(20, sum(left[n - 11 : n + 1]) if n >= 11 else 150) for n in range(len(left))]
    return protected(counts("left_care_count", left), monthly(ADOPTED, years))


def test_a_month_that_the_years_around_it_would_tell_takes_the_month_before_and_one_year_with_it() -> None:
    left = [9, 9, 9, 7, 3, *[9] * 16]
    held = leavers_and_their_years(left)
    hidden_months = [n for n, o in enumerate(held["left_care_count"]) if o.state is State.SUPPRESSED]
    hidden_years = [n for n, o in enumerate(held[ADOPTED]) if o.state is State.SUPPRESSED]
    assert hidden_months == [3, 4]
    assert hidden_years == [15]  # the only whole year with the fifth month and without the fourth


def test_a_month_hidden_elsewhere_takes_none_of_the_leavers_with_it() -> None:
    years = [point(DECEMBER.back(n), n=20, of=108) for n in range(9, -1, -1)]
    held = protected(
        counts("left_care_count", [9] * 21), series(ADOPTED, *years), counts("missing_episodes_count", [30, 3, 30])
    )
    assert hidden(held) == set()
    assert {o.state for o in held["left_care_count"]} == {State.NUMBER}


def test_a_month_that_was_never_given_tells_nothing_and_hides_no_year() -> None:
    held = protected(counts("left_care_count", [*[9] * 8, BLANK, 3, *[9] * 11]), monthly(ADOPTED, [(20, 150)] * 21))
    assert [o.state for o in held["left_care_count"]][7:10] == [State.NUMBER, State.MISSING, State.SUPPRESSED]
    whole = protected(counts("left_care_count", [*[9] * 8, BLANK, *[9] * 12]), monthly(ADOPTED, [(20, 150)] * 21))
    assert {o.state for o in whole[ADOPTED]} == {State.NUMBER}


def test_no_shown_year_holds_one_hidden_month_alone() -> None:
    for small in range(21):
        left = [9] * 21
        left[small] = 4
        held = leavers_and_their_years(left)
        months = [o.state is State.SUPPRESSED for o in held["left_care_count"]]
        for end in range(11, 21):
            if held[ADOPTED][end].state is State.NUMBER:
                assert sum(months[end - 11 : end + 1]) != 1, (small, end)
