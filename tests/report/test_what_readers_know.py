"""What readers know beside what is printed: months that no return gives, earlier papers, checks of who came."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inputs.intake import State
from report.metrics.model import formatting
from report.metrics.model.last_report import NOTHING_PRINTED, EarlierFigure, PrintedFigures, key_of
from report.metrics.model.scorecard import Observation, Scorecard
from report.metrics.score import score
from tests.report.returns import (
    BLANK,
    DECEMBER,
    LIBRARY,
    NO_CHOICES,
    Series,
    counts,
    intake,
    monthly,
    observation,
    point,
    series,
)

IN_CARE, CAME, LEFT = "children_in_care_count", "started_in_care_count", "left_care_count"
ADOPTED, LONG, HOMES = "left_care_through_adoption_pct", "long_term_stability_pct", "three_or_more_homes_pct"
CHECKS, HOME_DAYS = "initial_health_assessment_pct", "entry_to_adoptive_home_days_mean"


def card(*held: Series, issued: PrintedFigures = NOTHING_PRINTED, sums: bool = False) -> Scorecard:
    choices = replace(NO_CHOICES, issued=issued, sums=sums)
    return score(intake(*held), tuple(LIBRARY.values()), DECEMBER, choices, formatting.printed)[0]


def states(made: Scorecard, measure: str) -> list[bool]:
    """Whether each figure of a measure is shown, in order of time."""
    return [o.state is State.NUMBER for o in made.of(measure)[0].series]


def printed(*figures: Observation) -> PrintedFigures:
    """A paper of November that printed these."""
    told = {key_of(o): EarlierFigure(o.number, o.numerator, o.denominator) for o in figures}
    return PrintedFigures(((DECEMBER.back(1), told),))


def test_a_month_that_no_return_gives_stands_in_two_years_and_so_tells_the_one_that_came_for_another() -> None:
    """109 left in the year to November and 103 in that to December: 3 in December, for nine a year before."""
    made = card(counts(LEFT, [*[9] * 6, BLANK, *[9] * 5, 3]), monthly(ADOPTED, [(20, 109), (20, 103)]))
    assert states(made, LEFT) == [*[True] * 6, False, *[True] * 5, False]
    assert states(made, ADOPTED) == [True, False]


def test_the_children_in_care_that_no_return_gives_are_those_out_of_whom_homes_are_counted() -> None:
    """Homes of 60 and of 63 children: three more came than left, so that it cannot be that one or two came."""
    made = card(counts(CAME, [9, 5]), counts(LEFT, [9, 2]), monthly(HOMES, [(10, 60), (10, 63)]))
    assert (states(made, CAME), states(made, LEFT)) == ([True, False], [True, False])
    assert states(made, HOMES) == [True, False]


def test_those_left_out_of_a_percentage_alone_are_few_where_it_is_of_no_more_than_those_in_care() -> None:
    """92.3% can be 12 of 13, 24 of 26 or 36 of 39 of 45 children: one to three are left out."""
    assert states(card(counts(IN_CARE, [45]), counts(LONG, ["92.3"])), LONG) == [False]
    assert states(card(counts(IN_CARE, [450]), counts(LONG, ["92.3"])), LONG) == [True]


@pytest.mark.parametrize(("of", "shown"), [(14, True), (13, False), (9, False), (8, True)])
def test_a_percentage_is_hidden_where_those_in_care_whom_it_is_not_about_are_few(of: int, shown: bool) -> None:
    """All of ten of the 14 in care: four have not been in care for so long."""
    assert states(card(counts(IN_CARE, [14]), monthly(LONG, [(of, of)])), LONG) == [shown]


@pytest.mark.parametrize(("around", "shown"), [(71, False), (72, True)])
def test_the_most_that_a_percentage_alone_counts_is_of_a_whole_number_of_children(around: int, shown: bool) -> None:
    """6 of 72 is 8.3%, and 6 of 71 is 8.5%."""
    made = card(counts(IN_CARE, [around]), counts(LONG, ["8.3"]))
    assert states(made, LONG) == [shown]


def test_first_checks_tell_who_came_in_a_month_for_which_that_alone_is_not_given() -> None:
    made = card(counts(CAME, [9, 9, BLANK, 9]), monthly(CHECKS, [(8, 9), (9, 9), (3, 3), (9, 9)]))
    assert states(made, CHECKS) == [True, True, False, True]


def test_first_checks_of_few_are_shown_where_nobody_was_told_how_many_came() -> None:
    assert states(card(monthly(CHECKS, [(8, 9), (3, 3)])), CHECKS) == [True, True]


def test_an_average_alone_is_hidden_where_its_children_are_though_they_are_many() -> None:
    """Three of 20 were not adopted, so the 17 are hidden, and so is their average."""
    made = card(monthly(ADOPTED, [(17, 20)]), counts(HOME_DAYS, [500]))
    assert (states(made, ADOPTED), states(made, HOME_DAYS)) == ([False], [False])


@pytest.mark.parametrize(("adopted", "value"), [(9, None), (12, 560), (20, 563)])
def test_an_average_alone_is_as_coarse_as_the_number_of_those_adopted_asks(adopted: int, value: int | None) -> None:
    made = card(monthly(ADOPTED, [(adopted, 72)]), counts(HOME_DAYS, [563]))
    assert made.of(HOME_DAYS)[0].latest.value == value


def test_an_average_alone_of_one_child_more_than_a_quarter_before_is_rounded_to_ten_days() -> None:
    years = [(52, 200), (52, 200), (52, 200), (53, 200)]
    made = card(monthly(ADOPTED, years), counts(HOME_DAYS, [473, 473, 473, 453]))
    assert [o.value for o in made.of(HOME_DAYS)[0].series] == [473, 450]


def test_what_earlier_papers_printed_of_a_month_stays_known_when_it_is_shown_in_sums() -> None:
    """Ten and ten were printed of two months of a quarter: its sum, 24, would tell the four of the third."""
    held = counts(CAME, [4, 10, 10, *[2] * 15])  # from July 2022
    november = [observation(CAME, value=10, period=DECEMBER.back(back)) for back in (16, 15)]
    without, beside = card(held, sums=True), card(held, issued=printed(*november), sums=True)
    assert without.of(CAME)[0].series[0].value == 24
    assert beside.of(CAME)[0].series[0].value is None


def test_a_figure_that_was_revised_since_an_earlier_paper_is_not_public_and_can_be_hidden() -> None:
    """Two age bands were printed as 11 and are 12 now: any of them may be hidden beside the small one again."""
    bands = [
        counts("children_in_care_by_age_count", [n], group=group)
        for group, n in zip(LIBRARY["children_in_care_by_age_count"].groups, (3, 12, 12, 13, 12), strict=True)
    ]
    before = [observation("children_in_care_by_age_count", value=11, group=group) for group in ("1 to 4", "5 to 9")]
    made = card(counts(IN_CARE, [52]), *bands, issued=printed(*before))
    hidden = [one.group for one in made.of("children_in_care_by_age_count") if one.latest.state is State.SUPPRESSED]
    plain = card(counts(IN_CARE, [52]), *bands)
    assert hidden == [
        one.group for one in plain.of("children_in_care_by_age_count") if one.latest.state is State.SUPPRESSED
    ]


def test_a_month_that_was_hidden_and_is_returned_no_more_is_not_told_by_a_year_that_holds_it() -> None:
    """An earlier paper printed who came in December 2022, not who left: a year of 101 less eleven times nine is two."""
    year_ago = DECEMBER.back(11)
    november = printed(observation(CAME, value=9, period=year_ago), observation(CAME, value=9, period=DECEMBER.back(5)))
    held = (counts(LEFT, [9] * 11), counts(CAME, [9] * 11), series(ADOPTED, point(DECEMBER, n=20, of=101)))
    assert states(card(*held), LEFT) == [True] * 11
    assert states(card(*held, issued=november), LEFT) == [*[True] * 10, False]


def test_a_nought_may_be_hidden_with_its_link_and_readers_do_not_take_it_for_one_or_more() -> None:
    """60 in care and then 59: one more left than came, who is one if nobody came, and five if four did."""
    made = card(counts(IN_CARE, [60, 59]), counts(CAME, [9, 0]), counts(LEFT, [9, 1]))
    assert (states(made, CAME), states(made, LEFT)) == ([True, False], [True, False])
    assert states(made, IN_CARE) == [True, True]


def test_an_average_alone_is_hidden_where_a_percentage_of_a_known_number_tells_how_few_it_is_of() -> None:
    """9.2% of 76 are seven."""
    made = card(series(ADOPTED, point(DECEMBER, Decimal("9.2"), of=76)), counts(HOME_DAYS, [488]))
    assert (states(made, ADOPTED), states(made, HOME_DAYS)) == ([True], [False])
