"""What must not be seen: counts of 1 to 5, what would give them away, and every trace of both."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inputs.findings import Finding
from inputs.intake import State
from inputs.period import Period
from report.metrics.counting.observations import observe
from report.metrics.disclosure.small_counts import suppress_if_small
from report.metrics.model import formatting
from report.metrics.model.disclosure_rule import DisclosureRule
from report.metrics.model.last_report import NOTHING_PRINTED, EarlierFigure, PrintedFigures, key_of
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change, Observation, Scorecard
from report.metrics.score import score
from report.pages.tables import behind_years
from report.wording import figures_in_words
from tests.report.returns import (
    AGES,
    BLANK,
    DECEMBER,
    LIBRARY,
    NO_CHOICES,
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
    without_small_counts,
)

BANDS = "children_in_care_by_age_count"
ADOPTED, HOMES, LONG = "left_care_through_adoption_pct", "three_or_more_homes_pct", "long_term_stability_pct"
HOME_DAYS, DAYS = "entry_to_adoptive_home_days_mean", "order_to_match_days_mean"


def protected(*held: Series) -> dict[str, list[Observation]]:
    """The observations of some returns with nothing left that may not be seen, by measure id or group."""
    safe = without_small_counts(observe(intake(*held), LIBRARY.values())[0])
    return {one.group or one.measure.id: list(one.observations) for one in safe}


def bands(**ages: int) -> list[Series]:
    """Age bands, by their place: a to e."""
    named = dict(zip("abcde", AGES, strict=True))
    return [counts(BANDS, [n], group=named[letter]) for letter, n in ages.items()]


def hidden(held: dict[str, list[Observation]]) -> set[str]:
    return {name for name, observations in held.items() if observations[-1].state is State.SUPPRESSED}


@pytest.mark.parametrize("children", [1, 2, 3, 4, 5])
def test_a_count_of_one_to_five_is_hidden(children: int) -> None:
    assert suppress_if_small(observation("children_missing_count", value=children)).state is State.SUPPRESSED


@pytest.mark.parametrize("children", [0, 6, 7, 412])
def test_nobody_and_six_or_more_are_shown(children: int) -> None:
    assert suppress_if_small(observation("children_missing_count", value=children)).value == children


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
    assert suppress_if_small(observation(ADOPTED, n, of)).has_number is shown


@pytest.mark.parametrize(("children", "shown"), [(1, False), (5, False), (6, True), (18, True)])
def test_an_average_of_days_for_one_to_five_children_is_hidden(children: int, shown: bool) -> None:
    assert suppress_if_small(observation(DAYS, children * 298, children)).has_number is shown


def test_a_count_of_a_percentage_that_came_without_its_denominator_is_hidden_where_it_is_small() -> None:
    alone = observation(ADOPTED, value=12)
    assert not suppress_if_small(alone._replace(numerator=Decimal(3))).has_number
    assert suppress_if_small(alone._replace(numerator=Decimal(6))).has_number
    assert suppress_if_small(alone).has_number  # nothing of it can be counted back


@pytest.mark.parametrize(("children", "shown"), [(1, False), (5, False), (6, True)])
def test_a_rate_of_one_to_five_children_is_hidden(children: int, shown: bool) -> None:
    rate = replace(LIBRARY["average_caseload_by_team_rate"], small_counts="hide")
    assert suppress_if_small(observation(rate, 3 * children, children)).has_number is shown


@pytest.mark.parametrize(("children", "shown"), [(1, False), (9, False), (10, True)])
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
    assert suppress_if_small(observation("initial_health_assessment_pct", 2, 4)).has_number


def test_nothing_of_a_hidden_number_is_left_to_see() -> None:
    whole = observation(HOMES, 3, 7, cells=("F18", "F19"))
    safe = suppress_if_small(whole)
    assert (safe.value, safe.numerator, safe.denominator) == (None, None, None)
    left = [held for name, held in safe._asdict().items() if name != "measure"]
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


def test_where_one_age_band_is_hidden_one_other_is_too() -> None:
    held = protected(counts("children_in_care_count", [412]), *bands(a=3, b=47, c=50, d=161, e=151))
    assert len(hidden(held)) == 2
    assert "Under 1" in hidden(held)


@pytest.mark.parametrize("others", [(47, 50, 161, 151), (151, 161, 50, 47), (50, 47, 151, 161)])
def test_which_other_band_is_hidden_does_not_follow_from_how_large_it_is(others: tuple[int, ...]) -> None:
    """“The next smallest” would tell how large it is, and so how small the first one is."""
    first = protected(counts("children_in_care_count", [412]), *bands(a=3, b=47, c=50, d=161, e=151))
    held = protected(counts("children_in_care_count", [412]), *bands(a=3, **dict(zip("bcde", others, strict=True))))
    assert hidden(held) == hidden(first)


def test_a_reader_who_adds_up_what_is_shown_finds_that_the_hidden_band_could_be_anything_from_one_to_five() -> None:
    held = protected(counts("children_in_care_count", [412]), *bands(a=3, b=47, c=50, d=161, e=151))
    shown = sum(observations[-1].number for name, observations in held.items() if name not in hidden(held))
    left = 412 - (shown - 412)
    assert left >= 5 + 1  # five in the one, and at least one in the other


def test_two_small_bands_hide_no_third_where_each_could_be_anything_from_one_to_five() -> None:
    held = protected(counts("children_in_care_count", [411]), *bands(a=3, b=3, c=93, d=161, e=151))
    assert hidden(held) == {"Under 1", "1 to 4"}


@pytest.mark.parametrize(("a", "b"), [(1, 1), (1, 2), (2, 3)])
def test_two_small_bands_that_make_five_or_less_take_a_third_with_them(a: int, b: int) -> None:
    """Five in the one would leave none for the other: both could be four at most."""
    held = protected(counts("children_in_care_count", [a + b + 71]), *bands(a=a, b=b, c=21, d=20, e=30))
    assert len(hidden(held)) == 3


def test_two_small_bands_of_five_each_hide_no_third_for_one_of_them_could_be_larger() -> None:
    held = protected(counts("children_in_care_count", [81]), *bands(a=5, b=5, c=21, d=20, e=30))
    assert hidden(held) == {"Under 1", "1 to 4"}


def test_an_empty_age_band_hides_nothing_and_is_never_the_one_hidden_beside_another() -> None:
    held = protected(counts("children_in_care_count", [412]), *bands(a=0, b=50, c=50, d=161, e=151))
    assert hidden(held) == set()
    held = protected(counts("children_in_care_count", [412]), *bands(a=0, b=3, c=97, d=161, e=151))
    assert "Under 1" not in hidden(held)
    assert len(hidden(held)) == 2


def test_a_second_band_is_hidden_only_in_the_month_that_needs_it() -> None:
    first = (3, 37, 20, 21, 19)
    rows = [counts(BANDS, [small, 20], group=age) for age, small in zip(AGES, first, strict=True)]
    held = protected(counts("children_in_care_count", [100, 100]), *rows)
    before = {name for name, observations in held.items() if observations[0].state is State.SUPPRESSED}
    assert len(before) == 2
    assert hidden(held) == set()


def test_a_hidden_total_stands_under_none_of_its_age_bands() -> None:
    card = scored(counts("children_in_care_count", [4]), *bands(a=0, b=0, c=0, d=0, e=4))
    assert card["children_in_care_count"].latest.state is State.SUPPRESSED
    assert {card[f"{BANDS}:{age}"].latest.denominator for age in AGES} == {None}


def test_only_the_months_that_are_small_are_hidden() -> None:
    held = protected(monthly(ADOPTED, [(18, 143), (4, 143), (18, 140)]))
    assert [o.state for o in held[ADOPTED]] == [State.NUMBER, State.SUPPRESSED, State.NUMBER]
    assert held[ADOPTED][-1].period == DECEMBER


@pytest.mark.parametrize(("children", "seen"), [(9, False), (10, True), (None, False)])
def test_the_longest_wait_is_one_childs_and_only_seen_among_ten_or_more(children: int | None, seen: bool) -> None:
    of_them = counts(DAYS, [298]) if children is None else monthly(DAYS, [(children * 298, children)])
    spread = [counts(f"order_to_match_days_{name}", [days]) for name, days in (("median", 250), ("highest", 611))]
    held = protected(of_them, *spread)
    for name in ("median", "highest"):
        assert held[f"order_to_match_days_{name}"][-1].has_number is seen
    assert scored(of_them, *spread)[DAYS].spread.keys() == ({"median", "highest"} if seen else set())


@pytest.mark.parametrize(("children", "seen", "behind"), [(3, False, False), (8, False, False), (18, True, True)])
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


def test_a_month_that_sums_of_12_months_would_tell_takes_two_others_with_it_and_no_year() -> None:
    held = leavers_and_their_years([9, 9, 9, 7, 3, *[9] * 16])
    hidden_months = [n for n, o in enumerate(held["left_care_count"]) if o.state is State.SUPPRESSED]
    hidden_years = [n for n, o in enumerate(held[ADOPTED]) if o.state is State.SUPPRESSED]
    assert hidden_months == [4, 11, 16]  # itself; the last of the first year that holds it; the first of one without
    assert hidden_years == []


def test_what_is_hidden_with_a_figure_that_is_hidden_beside_another_takes_its_own_with_it() -> None:
    """Months of leavers are hidden beside a small one; who came in them is hidden too, and so are first checks."""
    left = [9, 9, 9, 7, 3, *[9] * 16]
    years = monthly(ADOPTED, [(20, sum(left[n - 11 : n + 1]) if n >= 11 else 150) for n in range(21)])
    checks, came = monthly("initial_health_assessment_pct", [(8, 9)] * 21), counts("started_in_care_count", [9] * 21)
    held = protected(checks, came, counts("left_care_count", left), years)
    gone = {name: {n for n, o in enumerate(every) if o.state is State.SUPPRESSED} for name, every in held.items()}
    assert gone["left_care_count"] == gone["started_in_care_count"] > {4}
    assert gone["initial_health_assessment_pct"] == {n + after for n in gone["left_care_count"] for after in (0, 1)}


def test_two_papers_side_by_side_tell_no_more_than_the_later_one() -> None:
    """November's paper printed 107 leavers in 12 months; December's must not print 100, for nine left a year before."""
    left = [9] * 20 + [2]
    november, december = leavers_and_their_years(left[:-1]), leavers_and_their_years(left)
    assert [o.state for o in december["left_care_count"]][:-1] == [o.state for o in november["left_care_count"]]
    assert [o.state for o in december[ADOPTED]][:-1] == [o.state for o in november[ADOPTED]]
    assert december["left_care_count"][-1].state is State.SUPPRESSED
    assert december[ADOPTED][-1].state is State.SUPPRESSED


def test_a_percentage_without_counts_is_hidden_where_it_could_only_be_of_few_children() -> None:
    """8.3% of 36 children in care are three; of those in care for longer, who are at most 36, no more than three."""
    held = protected(counts("children_in_care_count", [36]), counts(HOMES, ["8.3"]), counts(LONG, ["8.3"]))
    assert hidden(held) == {HOMES, LONG}
    held = protected(counts("children_in_care_count", [360]), counts(HOMES, ["8.3"]), counts(LONG, ["8.3"]))
    assert hidden(held) == set()


def test_a_percentage_without_counts_is_hidden_where_the_leavers_of_its_year_tell_the_count() -> None:
    held = protected(counts("left_care_count", [6] * 12), counts(ADOPTED, ["4.2"]))
    assert ADOPTED in hidden(held)  # three of 72


def test_an_average_without_its_number_of_children_is_hidden_where_those_are_few() -> None:
    """Three of 72 were adopted: their average wait is theirs."""
    held = protected(monthly(ADOPTED, [(3, 72)]), counts(HOME_DAYS, [500]))
    assert hidden(held) == {ADOPTED, HOME_DAYS}


def test_an_average_within_another_is_hidden_where_it_leaves_few_children_out() -> None:
    """Of 14 who were adopted 12 had an order: two had none."""
    held = protected(monthly(HOME_DAYS, [(14 * 500, 14)]), monthly(DAYS, [(12 * 300, 12)]))
    assert hidden(held) == {DAYS}


def test_first_health_checks_are_hidden_where_they_tell_how_many_came_into_care() -> None:
    """Checks are due some weeks after a child comes, so those of this month and the next are much the same children."""
    checks = "initial_health_assessment_pct"
    held = protected(counts("started_in_care_count", [9, 3, 9, 9]), monthly(checks, [(8, 9), (3, 3), (9, 9), (9, 9)]))
    assert [o.has_number for o in held[checks]] == [True, False, False, True]


def test_an_average_is_given_at_quarter_ends_so_that_nobody_who_joins_can_be_subtracted() -> None:
    """Ten children at 560 days and, a month later, eleven at 592: the one who joined waited 912."""
    months = monthly(DAYS, [(10 * 500, 10), (10 * 510, 10), (10 * 560, 10), (11 * 592, 11)])  # September to December
    november = scored(months, period=DECEMBER.back(1))[DAYS]
    assert (november.latest.period, november.latest.value) == (DECEMBER.back(3).lasting(3), 500)
    december = scored(months)[DAYS]
    assert [(o.period, o.value) for o in december.series] == [
        (DECEMBER.back(3).lasting(3), 500),
        (DECEMBER.lasting(3), 590),
    ]


def test_an_average_of_one_child_more_than_the_quarter_before_is_rounded_lest_it_tell_a_childs_time() -> None:
    """15 children at 500 days and 16 at 526: the one who joined waited 916, to within 16 days."""
    score = scored(
        series(DAYS, *(point(DECEMBER.back(b), d, of=n) for b, d, n in ((6, 503, 15), (3, 526, 16), (0, 537, 18))))
    )
    assert [o.value for o in score[DAYS].series] == [503, 530, 537]


@pytest.mark.parametrize(("children", "printed"), [(9, None), (10, 560), (14, 560), (15, 563)])
def test_an_average_of_few_is_rounded_to_ten_days_and_of_fewer_is_hidden(children: int, printed: int | None) -> None:
    score = scored(monthly(DAYS, [(children * 563, children)]))[DAYS]
    assert score.latest.value == printed


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


def scored_with(
    *held: Series, issued: PrintedFigures = NOTHING_PRINTED, sums: bool = False
) -> tuple[Scorecard, list[Finding]]:
    choices = replace(NO_CHOICES, issued=issued, sums=sums)
    card, findings = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, choices, formatting.printed)
    return card, [one for one in findings if one.kind.startswith(("hidden-", "shown-"))]


def test_the_officer_is_told_which_figures_are_hidden_beside_small_ones() -> None:
    _, findings = scored_with(
        counts("children_in_care_count", [405, 400]),
        counts("started_in_care_count", [11, 4]),
        counts("left_care_count", [9, 9]),
    )
    (told,) = findings
    assert told.kind == "hidden-beside"
    assert told.what == "so that no hidden number can be worked out, “Left care” (December 2023) is hidden too."


def test_nothing_is_told_where_a_small_number_stands_alone() -> None:
    assert scored_with(counts("children_missing_count", [9, 4, 12]))[1] == []


def test_a_small_council_can_have_sums_where_most_months_would_be_hidden() -> None:
    """Two a month are six a quarter; one a month is 12 a year."""
    for each, period, value in ((2, DECEMBER.lasting(3), 6), (1, DECEMBER.lasting(3), 12)):
        held = (counts("started_in_care_count", [each] * 21), counts("left_care_count", [each] * 21))
        card, findings = scored_with(*held, sums=True)
        for name in ("started_in_care_count", "left_care_count"):
            (score,) = card.of(name)
            assert (score.latest.period, score.latest.value) == (period, value)
        assert [one.kind for one in findings] == ["shown-in-sums"]
    assert score.latest.period_type is PeriodType.ROLLING_12_MONTHS
    assert formatting.name_of(score.latest) == "the 12 months to December 2023"


def test_a_council_of_which_most_months_are_hidden_is_offered_the_line_that_shows_sums() -> None:
    held = (counts("started_in_care_count", [2] * 21), counts("left_care_count", [9] * 21))
    choices = {sums: replace(NO_CHOICES, sums=sums) for sums in (False, True)}
    kinds = {}
    for sums, chosen in choices.items():
        _, findings = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, chosen, formatting.printed)
        kinds[sums] = [one for one in findings if one.kind == "better-in-sums"]
    (told,) = kinds[False]
    names = "“Came into care” and “Left care”"
    assert told.what == f"{names} could be given in sums of several months, of which fewer would be hidden."
    assert 'small_council = "sums"' in told.remedy
    assert not kinds[True]


def test_a_council_that_hides_up_to_nine_can_have_sums_of_three_years() -> None:
    """Eight a year are hidden there, and 24 in three years are not."""
    rule = DisclosureRule(smallest_shown=10)
    held = (counts("started_in_care_count", [1, 1, 0] * 14), counts("left_care_count", [1, 1, 0] * 14))
    choices = replace(NO_CHOICES, disclosure=rule, sums=True)
    card, _ = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, choices, formatting.printed)
    (came,) = card.of("started_in_care_count")
    assert [o.value for o in came.series] == [24, 24, 24]
    assert formatting.name_of(came.latest) == "the 36 months to December 2023"
    assert came.latest.first_month == Period(2021, 1)
    assert came.change not in {Change.BETTER, Change.WORSE, Change.NO_CLEAR_CHANGE}  # two years of three are the same


def test_a_measure_without_three_years_of_months_keeps_them_beside_one_that_is_added_up() -> None:
    rule = DisclosureRule(smallest_shown=10)
    held = (counts("started_in_care_count", [1, 1, 0] * 14), counts("left_care_count", [0] * 12))
    choices = replace(NO_CHOICES, disclosure=rule, sums=True)
    card, _ = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, choices, formatting.printed)
    assert len(card.of("left_care_count")[0].series) == 12


def test_months_that_are_mostly_shown_stay_months_and_children_counted_once_a_month_are_never_added_up() -> None:
    held = (counts("started_in_care_count", [9, 3, 9, 9]), counts("children_missing_count", [2] * 12))
    card, findings = scored_with(*held, sums=True)
    assert card.of("started_in_care_count")[0].latest.period == DECEMBER
    assert card.of("children_missing_count")[0].latest.state is State.SUPPRESSED
    assert findings == []


def issued_paper(o: Observation) -> PrintedFigures:
    assert o.value is not None
    return PrintedFigures(((o.period, {key_of(o): EarlierFigure(o.value, o.numerator, o.denominator)}),))


def test_a_figure_that_an_issued_paper_printed_is_not_the_one_that_is_hidden_beside_a_small_one() -> None:
    held = (counts("children_in_care_count", [412]), *bands(a=3, b=47, c=50, d=161, e=151))
    (other,) = hidden(protected(*held)) - {"Under 1"}
    (shown,) = (o for one in observe(intake(*held), LIBRARY.values())[0] for o in one.observations if o.group == other)
    card, findings = scored_with(*held, issued=issued_paper(shown))
    states = {score.group: score.latest.state for score in card.scores if score.group}
    assert states[other] is State.NUMBER
    assert list(states.values()).count(State.SUPPRESSED) == 2
    assert [one.kind for one in findings] == ["hidden-beside"]


def test_a_small_number_that_an_issued_paper_printed_is_hidden_and_told_as_given_away() -> None:
    small = observation("children_missing_count", value=4)
    card, findings = scored_with(counts("children_missing_count", [9, 4]), issued=issued_paper(small))
    assert card.of("children_missing_count")[0].latest.state is State.SUPPRESSED
    (told,) = findings
    assert told.kind == "hidden-too-late"
    assert told.what == (
        "“Children who went missing” (December 2023) is hidden here, but may be worked out from what papers print."
    )


def test_a_percentage_without_its_counts_is_hidden_where_it_tells_who_left_in_a_hidden_month() -> None:
    """25.7% can be 18 of 70, and 19 of 74: with 66 in the other months it never is 1 to 3."""
    told = series(ADOPTED, point(DECEMBER, Decimal("25.7")))
    card, findings = scored_with(counts("left_care_count", [6] * 11 + [4]), told)
    assert card.of(ADOPTED)[0].latest.state is State.SUPPRESSED
    assert [one.kind for one in findings] == ["hidden-beside"]


@pytest.mark.parametrize("small", [1, 2, 3, 4, 5])
def test_whatever_a_hidden_number_is_the_same_others_are_hidden_beside_it(small: int) -> None:
    """Else which figures are hidden would tell the number."""
    left = [9, 9, small, *[9] * 12]
    held = leavers_and_their_years(left)
    first = leavers_and_their_years([9, 9, 3, *[9] * 12])
    for name, observations in held.items():
        assert [o.state for o in observations] == [o.state for o in first[name]]
