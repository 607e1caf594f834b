"""How the year may end: sums for years to date, a tried range for snapshots, and nothing for the rest."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from random import Random

import pytest

from layouts.blocks import plain
from report import judging, words
from report.facts import Fact
from report.metrics.model import Comparison, MeasureScore, MethodChange, Target
from report.metrics.outlook import Reach, back_test, furthest_move, likely_end, needed_of, year_end
from report.metrics.periods import Period
from report.metrics.score import Choices
from tests.report.returns import DECEMBER, Series, counts, monthly, point, scored, series, split

REVIEWS, IN_CARE, PLAN, HOMES = (
    "reviews_on_time_pct",
    "children_in_care_count",
    "pathway_plan_pct",
    "three_or_more_homes_pct",
)
AT_95 = Choices({REVIEWS: Target(Decimal(95), Comparison.AT_LEAST)})


def reviews(on_time: int, due: int, rest: int = 64, before: int = 20) -> Series:
    """Nine months of this year that add up to so many, and a last year whose last three months had ``rest`` due."""
    last_year = [(before, before)] * 9 + [(n, n) for n in split(rest, 3)]
    return monthly(REVIEWS, [*last_year, *zip(split(on_time, 9), split(due, 9), strict=True)])


def outlook(held: MeasureScore) -> str:
    return plain(judging.outlook_line(held)).replace(words.NBSP, " ")


def test_what_is_still_needed_is_said_of_how_many() -> None:
    held = scored(reviews(180, 189), choices=AT_95)[REVIEWS]
    assert outlook(held) == (
        "Outlook: 95% or more by the end of the year takes at least 61 of the last 64 reviews, "
        "if as many are due as in January to March 2023."
    )
    assert (180 + 61) * 100 / (189 + 64) > 94.95 > (180 + 60) * 100 / (189 + 64)


def test_a_target_that_can_no_longer_be_reached_says_what_can() -> None:
    held = scored(reviews(100, 189), choices=AT_95)[REVIEWS]
    assert outlook(held) == (
        "Outlook: 95% or more is out of reach this year: even if all 64 still due, as in January to March 2023, go "
        "well, the year ends at 64.8%."
    )


def test_a_target_that_can_no_longer_be_missed_is_secured() -> None:
    held = scored(reviews(900, 900, rest=9), choices=AT_95)[REVIEWS]
    end = year_end(held)
    assert end is not None
    assert end.reach is Reach.SECURED
    assert "is secured for this year, with 9 still due as in" in outlook(held)


@pytest.mark.parametrize("at_least", [True, False])
@pytest.mark.parametrize(
    ("counted", "of", "remaining", "goal"),
    list(product((0, 11, 180, 300), (300, 317), (1, 41, 64), (0, 8, 50, 95, 100))),
)
def test_the_number_needed_is_the_least_that_does_and_the_number_allowed_the_most(
    counted: int, of: int, remaining: int, goal: int, at_least: bool
) -> None:
    needed = needed_of(remaining, Decimal(counted), Decimal(of), Decimal(goal), at_least, 1)

    def meets(extra: int) -> bool:
        ends = words.rounded(Decimal(100 * (counted + extra)) / (of + remaining), 1)
        return ends >= goal if at_least else ends <= goal

    assert meets(needed)
    assert not meets(needed - 1 if at_least else needed + 1)


def test_every_number_of_an_outlook_rests_on_the_year_so_far_and_last_years_months() -> None:
    held = scored(reviews(180, 189), choices=AT_95)[REVIEWS]
    facts = [span.about for span in judging.outlook_line(held) if isinstance(span.about, Fact)]
    assert [fact.what for fact in facts] == ["target", "outlook, needed", "outlook, remaining"]
    assert [o.period for o in facts[1].observations] == [held.latest.period, *(Period(2023, n) for n in (1, 2, 3))]


def test_without_a_target_a_last_year_or_a_rest_of_the_year_there_is_no_outlook() -> None:
    assert year_end(scored(reviews(180, 189))[REVIEWS]) is None
    this_year = monthly(REVIEWS, [(20, 21)] * 9)
    assert year_end(scored(this_year, choices=AT_95)[REVIEWS]) is None
    march = monthly(REVIEWS, [(20, 21)] * 24, Period(2024, 3))
    assert year_end(scored(march, period=Period(2024, 3), choices=AT_95)[REVIEWS]) is None


def test_last_years_months_that_were_counted_in_another_way_tell_nothing() -> None:
    change = MethodChange(REVIEWS, Period(2023, 4), "Counted anew.")
    choices = Choices(AT_95.targets, (change,))
    assert year_end(scored(reviews(180, 189), choices=choices)[REVIEWS]) is None


def test_the_year_ends_at_the_target_of_its_last_quarter() -> None:
    by_quarter = (Decimal(80), Decimal(85), Decimal(90), Decimal(95))
    choices = Choices({REVIEWS: Target(Decimal(95), Comparison.AT_LEAST, by_quarter=by_quarter)})
    end = year_end(scored(reviews(180, 189), choices=choices)[REVIEWS])
    assert end is not None
    assert (end.target.value, end.needed) == (95, 61)


def quarters(*values: int) -> list[Decimal]:
    return [Decimal(value) for value in values]


def test_a_range_is_the_furthest_move_over_as_many_quarters() -> None:
    assert furthest_move(quarters(400, 410, 405, 398), 1) == 10
    assert furthest_move(quarters(400, 410, 405, 398), 2) == 12


def test_a_back_test_uses_only_what_was_known_at_the_time() -> None:
    steady = quarters(400, 405, 400, 405, 400, 405, 400, 405)
    assert back_test(steady, 1) == (3, 3)
    assert back_test([*steady[:-1], Decimal(500)], 1) == (2, 3)  # the leap comes after its range was made
    assert back_test(steady, 3) == (0, 0)


@pytest.mark.parametrize("seed", range(40))
def test_another_unit_another_nought_or_a_mirror_changes_no_back_test(seed: int) -> None:
    chance = Random(seed)
    run = [chance.randrange(500) for _ in range(chance.randrange(8, 15))]
    plainly = back_test(quarters(*run), 1)
    assert back_test(quarters(*(each * 3 - 70 for each in run)), 1) == plainly
    assert back_test(quarters(*(-each for each in run)), 1) == plainly


def in_care(*values: int, last: Period = DECEMBER) -> MeasureScore:
    points = [point(last.back(3 * n), value) for n, value in enumerate(reversed(values))]
    return scored(series(IN_CARE, *reversed(points)), period=last)[IN_CARE]


def test_eight_quarters_give_a_range_for_the_end_of_the_year() -> None:
    held = in_care(400, 405, 401, 406, 402, 407, 403, 408)
    assert outlook(held) == "Outlook: between 403 and 413 on 31 March 2024. Ranges made this way held 3 of 3 times."


@pytest.mark.parametrize(
    "held",
    [
        in_care(400, 405, 401, 406, 402, 407, 403),  # seven quarters
        in_care(400, 401, 402, 403, 404, 405, 500, 300),  # ranges did not hold
        in_care(400, 405, 401, 406, 402, 407, 403, 408, last=Period(2024, 3)),  # the year is over
        in_care(400, 405, 401, 406, 402, 407, 403, 408, last=Period(2023, 11)),  # no quarter's end
        in_care(6, 7, 6, 7, 6, 7, 6, 7),  # so few that chance is all
    ],
)
def test_nothing_is_said_of_the_rest(held: MeasureScore) -> None:
    assert likely_end(held) is None
    assert judging.outlook_line(held) == ()


def test_a_range_never_leaves_what_can_be() -> None:
    shares = [(n, 100) for n in (95, 100, 95, 100, 95, 100, 95, 100)]
    points = [point(DECEMBER.back(3 * n), n=k, of=of) for n, (k, of) in enumerate(reversed(shares))]
    end = likely_end(scored(series(PLAN, *reversed(points)))[PLAN])
    assert end is not None
    assert (end.low, end.high) == (95, 100)


def test_a_run_that_was_counted_in_two_ways_is_cut_where_the_way_changed() -> None:
    change = MethodChange(IN_CARE, Period(2023, 1), "Counted anew.")
    points = [point(DECEMBER.back(3 * n), 400 + n % 2) for n in range(10)]
    held = scored(series(IN_CARE, *reversed(points)), choices=Choices({}, (change,)))[IN_CARE]
    assert likely_end(held) is None
    assert likely_end(scored(series(IN_CARE, *reversed(points)))[IN_CARE]) is not None


def test_figures_that_look_back_over_a_year_have_no_outlook() -> None:
    held = scored(monthly(HOMES, [(40, 400)] * 24), counts(IN_CARE, [400]))[HOMES]
    assert judging.outlook_line(held) == ()
