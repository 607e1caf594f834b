"""How the year may end: sums for years to date, a tried range for snapshots, and nothing for the rest."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from inputs.period import Period
from layouts.blocks import plain
from report.metrics.judgement.target_status import TargetRules
from report.metrics.judgement.year_end_forecast import (
    LikelyEnd,
    Reach,
    YearEnd,
    back_test,
    furthest_move,
    likely_end,
    needed_of,
    year_end,
)
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, MethodChange, Target
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import MeasureScore
from report.metrics.score import Choices
from report.wording import uncertainty
from tests.report.returns import BLANK, DECEMBER, Point, Series, counts, monthly, point, scored, series, split

REVIEWS, IN_CARE, PLAN, HOMES = (
    "reviews_on_time_pct",
    "children_in_care_count",
    "pathway_plan_pct",
    "three_or_more_homes_pct",
)
AT_95 = Choices(TargetRules({REVIEWS: Target(Decimal(95), Comparison.AT_LEAST)}))


def reviews(on_time: int, due: int, rest: int = 64, before: int = 20) -> Series:
    """Nine months of this year that add up to so many, and a last year whose last three months had ``rest`` due."""
    last_year = [(before, before)] * 9 + [(n, n) for n in split(rest, 3)]
    return monthly(REVIEWS, [*last_year, *zip(split(on_time, 9), split(due, 9), strict=True)])


def outlook(held: MeasureScore) -> str:
    return plain(uncertainty.outlook_line(held)).replace(formatting.NBSP, " ")


def test_what_is_still_needed_is_said_of_how_many() -> None:
    held = scored(reviews(180, 189), choices=AT_95)[REVIEWS]
    assert outlook(held) == (
        "Outlook: To end the year at 95% or more, at least 61 of the 64 reviews still to come must go well, "
        "if as many are due as in January to March 2023."
    )
    assert (180 + 61) * 100 / (189 + 64) > 94.95 > (180 + 60) * 100 / (189 + 64)


def test_a_target_that_can_no_longer_be_reached_says_what_can() -> None:
    held = scored(reviews(100, 189), choices=AT_95)[REVIEWS]
    assert outlook(held) == (
        "Outlook: 95% or more cannot be reached this year. If every one still to come goes well, we end at 64.8% "
        "(we expect 64, as in January to March 2023)."
    )


def test_a_target_that_can_no_longer_be_missed_is_secured() -> None:
    held = scored(reviews(900, 900, rest=9), choices=AT_95)[REVIEWS]
    end = year_end(held)
    assert end is not None
    assert end.reach is Reach.SECURED
    assert outlook(held).startswith(
        "Outlook: We will end the year at 95% or more whatever happens to those still to come (we expect 9, as in"
    )


@pytest.mark.parametrize("at_least", [True, False])
@pytest.mark.parametrize(
    ("counted", "of", "remaining", "goal"),
    list(product((0, 11, 180, 300), (300, 317), (1, 41, 64), (0, 8, 50, 95, 100))),
)
def test_the_number_needed_is_the_least_that_does_and_the_number_allowed_the_most(
    counted: int, of: int, remaining: int, goal: int, at_least: bool
) -> None:
    needed = needed_of(remaining, Decimal(counted), Decimal(of), Decimal(goal), at_least)

    def meets(extra: int) -> bool:
        ends = Fraction(100 * (counted + extra), of + remaining)
        return ends >= goal if at_least else ends <= goal

    assert meets(needed)
    assert not meets(needed - 1 if at_least else needed + 1)


def test_every_number_of_an_outlook_rests_on_the_year_so_far_and_last_years_months() -> None:
    held = scored(reviews(180, 189), choices=AT_95)[REVIEWS]
    facts = [span.about for span in uncertainty.outlook_line(held) if isinstance(span.about, Fact)]
    assert [fact.what for fact in facts] == ["target", "outlook, needed", "outlook, remaining"]
    assert [o.period for o in facts[1].observations] == [held.latest.period, *(Period(2023, n) for n in (1, 2, 3))]


def test_without_a_target_a_last_year_or_a_rest_of_the_year_there_is_no_outlook() -> None:
    assert year_end(scored(reviews(180, 189))[REVIEWS]) is None
    this_year = monthly(REVIEWS, [(20, 21)] * 9)
    assert year_end(scored(this_year, choices=AT_95)[REVIEWS]) is None
    march = monthly(REVIEWS, [(20, 21)] * 24, Period(2024, 3))
    assert year_end(scored(march, period=Period(2024, 3), choices=AT_95)[REVIEWS]) is None


def test_one_of_several_groups_has_no_outlook_since_the_panel_would_not_say_of_which() -> None:
    whole = scored(reviews(180, 189), choices=AT_95)[REVIEWS]
    assert year_end(whole) is not None
    assert year_end(replace(whole, group="North team")) is None


def test_a_target_that_may_not_be_passed_says_how_many_may_count() -> None:
    def end(counted: int, rest: int = 64) -> YearEnd:
        choices = Choices(TargetRules({REVIEWS: Target(Decimal(10), Comparison.AT_MOST)}))
        held = year_end(scored(reviews(counted, 189, rest=rest), choices=choices)[REVIEWS])
        assert held is not None
        return held

    # 25 of 189 + 64 is 9.9% and 26 is 10.3%, so of 20 five more may count; 10.0% would be 25.3.
    assert (end(20).reach, end(20).needed, end(20).furthest) == (Reach.WITHIN_REACH, 5, Decimal(2000) / 253)
    assert (end(25).reach, end(25).needed) == (Reach.WITHIN_REACH, 0)
    assert (end(26).reach, end(26).needed) == (Reach.OUT_OF_REACH, -1)
    assert end(26).furthest == Decimal(2600) / 253
    assert (end(10, 9).reach, end(10, 9).needed) == (Reach.SECURED, 9)  # 19 of 198 is 9.6%
    assert (end(11, 9).reach, end(11, 9).needed) == (Reach.WITHIN_REACH, 8)


def test_a_target_is_secured_only_once_nothing_more_is_needed() -> None:
    def reach(on_time: int, due: int, rest: int) -> tuple[Reach, int]:
        held = year_end(scored(reviews(on_time, due, rest=rest), choices=AT_95)[REVIEWS])
        assert held is not None
        return held.reach, held.needed

    assert reach(189, 189, 9) == (Reach.SECURED, 0)  # 189 of 198 is 95.5%
    assert reach(188, 189, 9) == (Reach.WITHIN_REACH, 1)  # 94.949%, which prints as 94.9%
    assert reach(180, 189, 9) == (Reach.WITHIN_REACH, 9)
    assert reach(179, 189, 9) == (Reach.OUT_OF_REACH, 10)


def test_twenty_due_in_the_whole_year_are_enough_for_a_sum_and_nineteen_are_not() -> None:
    assert year_end(scored(reviews(16, 17, rest=3), choices=AT_95)[REVIEWS]) is not None
    assert year_end(scored(reviews(15, 16, rest=3), choices=AT_95)[REVIEWS]) is None


def test_last_years_months_that_were_counted_in_another_way_tell_nothing() -> None:
    change = MethodChange(REVIEWS, Period(2023, 4), "Counted anew.")
    choices = Choices(AT_95.target_rules, (change,))
    assert year_end(scored(reviews(180, 189), choices=choices)[REVIEWS]) is None
    for month, told in ((1, True), (2, False)):
        choices = Choices(AT_95.target_rules, (MethodChange(REVIEWS, Period(2023, month), "Counted anew."),))
        assert (year_end(scored(reviews(180, 189), choices=choices)[REVIEWS]) is not None) is told
        this_year = monthly(REVIEWS, [(20, 21)] * 9)
        assert year_end(scored(this_year, choices=choices)[REVIEWS]) is None


@pytest.mark.parametrize(
    "february", [point(Period(2023, 2), BLANK), point(Period(2023, 2), "95")], ids=["blank", "alone"]
)
def test_a_last_year_with_a_month_that_was_not_counted_tells_nothing(february: Point) -> None:
    held = reviews(180, 189)
    points = [february if one.period.month == 2 else one for one in held.points]
    assert year_end(scored(replace(held, points=tuple(points)), choices=AT_95)[REVIEWS]) is None


def test_a_snapshot_is_not_added_up_to_a_year() -> None:
    choices = Choices(TargetRules({PLAN: Target(Decimal(95), Comparison.AT_LEAST)}))
    assert year_end(scored(monthly(PLAN, [(90, 100)] * 21), choices=choices)[PLAN]) is None


@pytest.mark.parametrize("goal", ["92.5", "33.3", "94.96"])
@pytest.mark.parametrize("at_least", [True, False])
def test_a_target_finer_than_what_is_printed_is_reached_by_the_figure_beyond_it(goal: str, at_least: bool) -> None:
    for counted, of, rest in product((0, 20, 40), (40, 41), (5, 33, 64)):
        needed = needed_of(rest, Decimal(counted), Decimal(of), Decimal(goal), at_least)
        ends = {n: Fraction(100 * (counted + n), of + rest) for n in range(rest + 1)}
        good = [n for n, end in ends.items() if (end >= Fraction(goal) if at_least else end <= Fraction(goal))]
        allowed = range(max(0, needed), rest + 1) if at_least else range(min(needed, rest) + 1)
        assert good == list(allowed), (counted, of, rest)


def test_a_figure_that_never_moved_has_no_range_of_no_width() -> None:
    assert likely_end(in_care(400, 400, 400, 400, 400, 400, 400, 400)) is None


def test_the_range_of_an_average_has_its_decimals() -> None:
    points = [point(DECEMBER.back(3 * n), value) for n, value in enumerate(("15.4", "15.2") * 4)]
    held = scored(series("social_worker_caseload_rate", *reversed(points)))["social_worker_caseload_rate"]
    assert "between 15.2 and 15.6 on" in outlook(held)


def test_the_year_ends_at_the_target_of_its_last_quarter() -> None:
    by_quarter = (Decimal(80), Decimal(85), Decimal(90), Decimal(95))
    choices = Choices(TargetRules({REVIEWS: Target(Decimal(95), Comparison.AT_LEAST, by_quarter=by_quarter)}))
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
    assert outlook(held) == (
        "Outlook: Probably between 403 and 413 on 31 March 2024. Past ranges like this were right 3 times out of 3."
    )


def test_ranges_that_held_four_times_of_five_are_often_enough_and_of_three_twice_are_not() -> None:
    held = likely_end(in_care(400, 405, 401, 406, 402, 407, 403, 430, 428, 431))
    assert held is not None
    assert (held.held, held.tried, held.low, held.high) == (4, 5, 404, 458)
    assert likely_end(in_care(401, 406, 402, 407, 403, 430, 428, 431)) is None


def test_ten_children_are_enough_for_a_range_and_twenty_for_that_of_a_percentage() -> None:
    assert likely_end(in_care(*[9, 10] * 4)) is not None
    assert likely_end(in_care(*[10, 9] * 4)) is None

    def plans(of: int) -> LikelyEnd | None:
        points = [point(DECEMBER.back(3 * n), n=of - 6 - n % 2, of=of) for n in range(7, -1, -1)]
        return likely_end(scored(series(PLAN, *points))[PLAN])

    assert plans(20) is not None
    assert plans(19) is None


@pytest.mark.parametrize(("last", "ahead"), [(Period(2023, 6), 3), (Period(2023, 9), 2), (DECEMBER, 1)])
def test_a_range_looks_as_many_quarters_ahead_as_the_year_has_left(last: Period, ahead: int) -> None:
    run = [400 + 3 * n for n in range(14)]
    held = likely_end(in_care(*run, last=last))
    assert held is not None
    assert (held.low, held.high) == (run[-1] - 3 * ahead, run[-1] + 3 * ahead)
    assert held.tried == 14 - 2 * ahead - 3


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
    assert uncertainty.outlook_line(held) == ()


def test_a_range_never_leaves_what_can_be() -> None:
    shares = [(n, 100) for n in (95, 100, 95, 100, 95, 100, 95, 100)]
    points = [point(DECEMBER.back(3 * n), n=k, of=of) for n, (k, of) in enumerate(reversed(shares))]
    end = likely_end(scored(series(PLAN, *reversed(points)))[PLAN])
    assert end is not None
    assert (end.low, end.high) == (95, 100)


def test_a_run_that_was_counted_in_two_ways_is_cut_where_the_way_changed() -> None:
    change = MethodChange(IN_CARE, Period(2023, 1), "Counted anew.")
    points = [point(DECEMBER.back(3 * n), 400 + n % 2) for n in range(10)]
    held = scored(series(IN_CARE, *reversed(points)), choices=Choices(method_changes=(change,)))[IN_CARE]
    assert likely_end(held) is None
    assert likely_end(scored(series(IN_CARE, *reversed(points)))[IN_CARE]) is not None


def test_figures_that_look_back_over_a_year_have_no_outlook() -> None:
    held = scored(monthly(HOMES, [(40, 400)] * 24), counts(IN_CARE, [400]))[HOMES]
    assert uncertainty.outlook_line(held) == ()


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (1, "To end the year at 95% or more, the one still to come must go well, if one is due as in March 2023."),
        (2, "If the one still to come goes well, we end at"),
    ],
)
def test_of_one_that_is_still_to_come_the_outlook_says_one(late: int, said: str) -> None:
    last_year = [(2, 2)] * 11 + [(1, 1)]
    this_year = [(2, 2)] * 9 + [(0, late), (0, 0)]
    held = monthly(REVIEWS, [*last_year, *this_year], last=Period(2024, 2))
    assert said in outlook(scored(held, choices=AT_95, period=Period(2024, 2))[REVIEWS])
