"""Targets that are ranges, averages of weeks, months, scores and pounds, and spans of years of every kind."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inputs.blank.blank_return import Takes
from inputs.intake import Point, Reading, State
from inputs.period import Period
from layouts.blocks import plain
from report.blank_returns.specification import blank_returns
from report.metrics.checks.outliers import improbable
from report.metrics.counting.observations import observe
from report.metrics.disclosure.suppression import published_averages
from report.metrics.judgement.change import change_between
from report.metrics.judgement.target_status import meets, status_of, with_decimals_to_tell
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, Polarity, Target, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change, Status
from report.wording import figures_in_words
from tests.report.returns import DECEMBER, LIBRARY, intake, observation, point, scored, series

SCORE, WEEKS, NET, CONVICTED = (
    *("sdq_score_mean", "care_proceedings_weeks_mean", "foster_households_net_count", "convicted_or_cautioned_pct"),
)
PLACES = replace(LIBRARY["long_term_stability_pct"], polarity=Polarity.WITHIN_RANGE)
RANGE = Target(Decimal(80), Comparison.WITHIN, upper=Decimal(90))
NBSP = formatting.NBSP


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (80, Status.MET),
        (90, Status.MET),
        (85, Status.MET),
        (79, Status.CLOSE),
        (94, Status.CLOSE),
        (96, Status.NOT_MET),
    ],
)
def test_a_figure_is_on_target_between_the_ends_of_a_range_and_at_them(value: int, status: Status) -> None:
    o = observation(PLACES, value=value)
    assert status_of(o, Decimal(value), RANGE) is status
    assert meets(Decimal(value), RANGE) is (status is Status.MET)


def test_a_figure_just_past_the_end_of_a_range_is_never_printed_as_the_end() -> None:
    (told,) = with_decimals_to_tell([observation(PLACES, value="90.04")], RANGE)
    assert formatting.value_text(told) == "90.04%"


def test_a_range_is_said_with_both_ends() -> None:
    assert plain(figures_in_words.target(RANGE, PLACES)) == "80% to 90%"


def test_a_move_within_a_range_is_neither_better_nor_worse() -> None:
    now, before = observation(PLACES, value=88), observation(PLACES, value=82, period=DECEMBER.back(12))
    assert change_between(now, before, None) is Change.HIGHER


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        (Unit.WEEKS, "46", f"46{NBSP}weeks"),
        (Unit.WEEKS, "1", f"1{NBSP}week"),
        (Unit.MONTHS, "8.4", f"8.4{NBSP}months"),
        (Unit.SCORE, "-1.22", "−1.22"),
        (Unit.POUNDS, "6400", "£6,400"),
    ],
)
def test_an_average_is_printed_with_its_unit(unit: Unit, value: str, text: str) -> None:
    number = Decimal(value)
    assert formatting.unit_text(number, formatting.places(number), unit) == text


def test_an_average_of_few_children_is_rounded_in_its_own_unit() -> None:
    of_few = series(SCORE, point(Period(2023, 3, 12), "14.6", of=12), point(Period(2024, 3, 12), "13.4", of=40))
    (held,) = published_averages(observe(intake(of_few), LIBRARY.values())[0])
    assert [formatting.value_text(o) for o in held.observations] == ["15", "13.4"]


def test_a_number_below_zero_is_no_count_of_events_by_chance() -> None:
    now, before = observation(NET, value=-12), observation(NET, value=3, period=DECEMBER.back(12))
    assert change_between(now, before, None) is Change.NOT_TESTED
    assert not improbable(now, before)


@pytest.mark.parametrize(
    ("kind", "period", "when"),
    [
        (PeriodType.SCHOOL_YEAR, Period(2023, 8, 12), "in the school year 2022/23"),
        (PeriodType.THREE_YEARS, Period(2024, 3, 12), "in the three years to March 2024"),
        (PeriodType.BIRTHDAY_WINDOW, Period(2024, 3, 12), "around birthdays in the year to March 2024"),
        (PeriodType.YEAR_TO_DATE, DECEMBER, "between April and December 2023"),
    ],
)
def test_every_span_is_said_in_a_sentence(kind: PeriodType, period: Period, when: str) -> None:
    assert formatting.when(observation(SCORE, value=14, period=period, period_type=kind)) == when


def test_three_years_rest_on_three_years() -> None:
    o = observation(SCORE, value=14, period=Period(2024, 3, 12), period_type=PeriodType.THREE_YEARS)
    assert o.first_month == Period(2021, 4)


def test_months_given_as_the_year_so_far_are_a_year_to_date_and_not_figures_of_months() -> None:
    months = (Period(2022, 12), *(Period(2023, month) for month in (10, 11, 12)))
    held = replace(series(CONVICTED, *(point(m, f"{n + 2}.1") for n, m in enumerate(months))), span="year_to_date")
    score = scored(held)[CONVICTED]
    assert formatting.period_label(score.latest) == "Year to date: April to December 2023"
    assert (score.latest.value, score.last_year.value) == (Decimal("5.1"), Decimal("2.1"))
    assert score.control is None


def test_figures_of_a_time_without_the_measure_are_left_out_and_told() -> None:
    measure = replace(LIBRARY[SCORE], since=Period(2023, 3), until=Period(2024, 3))
    years = [point(Period(year, 3, 12), "14.0") for year in (2022, 2023, 2024, 2025)]
    (held,), findings = observe(intake(series(SCORE, *years)), [measure])
    assert [o.period.year for o in held.observations] == [2023, 2024]
    assert [one.kind for one in findings] == ["outside-its-time", "outside-its-time"]


def test_what_is_blank_before_a_measure_began_is_told_to_nobody() -> None:
    measure = replace(LIBRARY[SCORE], since=Period(2023, 3))
    blank = Point(Period(2022, 3, 12), Reading(State.MISSING, None, "B5"))
    _, findings = observe(intake(series(SCORE, blank, point(Period(2023, 3, 12), "14.0"))), [measure])
    assert findings == ()


def test_a_blank_return_takes_a_minus_where_a_figure_may_be_below_zero_and_asks_for_school_years_in_august() -> None:
    asked = [LIBRARY[name] for name in (NET, "progress_8_score_mean")]
    returns = blank_returns((), asked, {one.id for one in asked}, Period(2024, 1), {})
    takes = {row.measure: row.takes for one in returns for table in one.tables for row in table.rows}
    assert takes == {"Net change in foster households": Takes.SIGNED, "Average Progress 8": Takes.SIGNED_DECIMAL}
    years = [table.periods for one in returns for table in one.tables if table.periods[0].length == 12]
    assert years[0][0] == Period(2023, 8, 12)


def test_twelve_months_given_for_a_measure_of_months_are_never_added_up() -> None:
    months = [point(Period(2023, month), "95.1") for month in range(4, 13)]
    held = replace(series("reviews_on_time_pct", *months), span="rolling_12_months")
    score = scored(held)["reviews_on_time_pct"]
    assert formatting.period_label(score.latest) == f"In the 12{NBSP}months to December{NBSP}2023"
    assert score.year_to_date == ()
    assert [o.value for o in score.quarters] == [Decimal("95.1")] * 3
