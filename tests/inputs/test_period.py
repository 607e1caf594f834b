"""Time as councils count it: months, quarters and years from April."""

from __future__ import annotations

from datetime import date

import pytest

from inputs.period import Period


@pytest.mark.parametrize(
    ("period", "quarter", "financial_year", "months_into_year"),
    [
        (Period(2023, 4), 1, 2023, 1),
        (Period(2023, 6), 1, 2023, 3),
        (Period(2023, 7), 2, 2023, 4),
        (Period(2023, 12), 3, 2023, 9),
        (Period(2024, 1), 4, 2023, 10),
        (Period(2024, 3), 4, 2023, 12),
        (Period(2024, 4), 1, 2024, 1),
    ],
)
def test_the_financial_year_and_its_quarters_begin_in_april(
    period: Period, quarter: int, financial_year: int, months_into_year: int
) -> None:
    assert period.quarter == quarter
    assert period.financial_year == financial_year
    assert period.months_into_year == months_into_year


def test_quarters_end_in_june_september_december_and_march() -> None:
    assert [month for month in range(1, 13) if Period(2023, month).ends_quarter] == [3, 6, 9, 12]


def test_quarter_three_is_october_to_december() -> None:
    quarter = Period(2023, 12, 3)
    assert quarter.months() == (Period(2023, 10), Period(2023, 11), Period(2023, 12))
    assert quarter.first_month == Period(2023, 10)
    assert quarter.last_month == Period(2023, 12)


def test_quarter_four_lies_in_the_calendar_year_after_its_financial_year_began() -> None:
    quarter = Period(2024, 3, 3)
    assert quarter.first_month == Period(2024, 1)
    assert quarter.financial_year == 2023


def test_the_year_ending_in_march_begins_in_april_of_the_year_before() -> None:
    year = Period(2024, 3, 12)
    assert year.first_month == Period(2023, 4)
    assert len(year.months()) == 12


@pytest.mark.parametrize(
    ("months", "then"),
    [
        (0, Period(2023, 1)),
        (1, Period(2022, 12)),
        (12, Period(2022, 1)),
        (13, Period(2021, 12)),
        (-11, Period(2023, 12)),
        (-12, Period(2024, 1)),
    ],
)
def test_going_back_crosses_new_year(months: int, then: Period) -> None:
    assert Period(2023, 1).back(months) == then


def test_going_back_keeps_the_length_of_the_period() -> None:
    assert Period(2023, 12, 3).back(3) == Period(2023, 9, 3)


@pytest.mark.parametrize(
    ("period", "day"),
    [
        (Period(2023, 12), date(2023, 12, 31)),
        (Period(2023, 9, 3), date(2023, 9, 30)),
        (Period(2024, 2), date(2024, 2, 29)),
        (Period(2023, 2), date(2023, 2, 28)),
    ],
)
def test_a_snapshot_is_taken_on_the_last_day_of_the_period(period: Period, day: date) -> None:
    assert period.last_day == day


@pytest.mark.parametrize(
    ("month", "first", "length"),
    [
        (Period(2023, 12), Period(2023, 4), 9),
        (Period(2023, 4), Period(2023, 4), 1),
        (Period(2024, 3), Period(2023, 4), 12),
    ],
)
def test_the_year_to_date_runs_from_the_first_of_april(month: Period, first: Period, length: int) -> None:
    to_date = month.year_to_date
    assert to_date.first_month == first
    assert to_date.last_month == month
    assert to_date.length == length


def test_periods_stand_in_order_of_time_across_years() -> None:
    jumbled = [Period(2024, 1), Period(2022, 12), Period(2023, 12)]
    assert sorted(jumbled) == [Period(2022, 12), Period(2023, 12), Period(2024, 1)]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(2023, 12), "December 2023"),
        (Period(2023, 12, 3), "2023/24 Q3"),
        (Period(2024, 3, 3), "2023/24 Q4"),
        (Period(2024, 3, 12), "the year ending March 2024"),
        (Period(2023, 12, 9), "the 9 months ending December 2023"),
    ],
)
def test_a_period_is_said_in_words(period: Period, words: str) -> None:
    assert period.name == words
