"""Headings read together: a month takes its year from what stands above it or before it."""

from __future__ import annotations

from datetime import datetime

from inputs.headings.month_or_date import day_labels
from inputs.headings.period_headings import period_heading
from inputs.headings.timeline import resolve, settle
from inputs.period import Period


def line(*headings, start=2):
    return settle({place: found for place, value in enumerate(headings, start) if (found := period_heading(value))})


def months(*lines):
    return [(found.year, found.month, found.length) for found in resolve(lines).period_by_place.values()]


def test_january_to_march_belong_to_the_second_year_of_a_financial_year():
    years = {place: period_heading("2022/23") for place in range(2, 6)}
    assert months(years, line("Apr", "DEC", "Jan", "March")) == [
        (2022, 4, 1),
        (2022, 12, 1),
        (2023, 1, 1),
        (2023, 3, 1),
    ]


def test_a_year_typed_over_its_first_month_only_goes_for_all_of_them():
    years = {2: period_heading("2022/23"), 5: period_heading("2023/24")}
    assert months(years, line("Jan", "Feb", "Mar", "Apr")) == [(2023, 1, 1), (2023, 2, 1), (2023, 3, 1), (2023, 4, 1)]


def test_a_quarter_takes_its_year_from_the_financial_year_above():
    years = {place: period_heading("2023/24") for place in (2, 3)}
    assert months(years, line("Q3", "Q4")) == [(2023, 12, 3), (2024, 3, 3)]


def test_a_quarter_under_an_academic_year_is_unclear_because_quarters_are_of_financial_years():
    years = {place: period_heading("Academic year 2022/23") for place in (2, 3)}
    assert months(years, line("Q3", "Q4")) == []
    assert resolve([years, line("Q3", "Q4")]).unclear == [2, 3]


def test_months_under_a_quarter_take_its_year():
    quarters = {place: period_heading("2023/24 Q4") for place in (2, 3, 4)}
    assert months(quarters, line("Jan", "Feb", "Mar")) == [(2024, 1, 1), (2024, 2, 1), (2024, 3, 1)]


def test_a_month_that_is_not_in_the_quarter_above_it_is_unclear():
    quarters = {place: period_heading("2023/24 Q3") for place in (2, 3)}
    timeline = resolve([quarters, line("Oct", "Feb")])
    assert (list(timeline.period_by_place), timeline.unclear) == ([2], [3])


def test_a_month_after_one_with_a_year_follows_it():
    assert months(line("Nov-23", "Dec", "Jan")) == [(2023, 11, 1), (2023, 12, 1), (2024, 1, 1)]


def test_a_quarter_after_its_three_months_is_theirs():
    assert months(line("Oct-23", "Nov-23", "Dec-23", "Q3")) == [
        (2023, 10, 1),
        (2023, 11, 1),
        (2023, 12, 1),
        (2023, 12, 3),
    ]


def test_months_without_any_year_are_unclear():
    timeline = resolve([line("Apr", "May")])
    assert (timeline.period_by_place, timeline.unclear) == ({}, [2, 3])


def test_a_bare_year_over_january_to_december_is_that_year():
    years = {place: period_heading(2023) for place in (2, 3)}
    assert months(years, line("Jan", "Dec")) == [(2023, 1, 1), (2023, 12, 1)]


def test_a_bare_year_over_april_to_march_could_be_two_years():
    years = {place: period_heading(2023) for place in range(2, 6)}
    assert resolve([years, line("Apr", "Dec", "Jan", "Mar")]).unclear == [2, 3, 4, 5]


def test_a_quarter_under_a_bare_year_could_be_of_two_years():
    assert resolve([{2: period_heading(2023)}, line("Q3")]).unclear == [2]


def test_bare_years_in_a_row_are_years_ending_in_march():
    timeline = resolve([line(2022, 2023, 2024)])
    assert list(timeline.period_by_place.values()) == [Period(year, 3, 12) for year in (2022, 2023, 2024)]
    assert timeline.bare_years == [2, 3, 4]


def test_dates_that_lost_their_format_are_read_in_a_run_and_never_alone():
    assert months(line(45200, 45231, 45261)) == [(2023, 10, 1), (2023, 11, 1), (2023, 12, 1)]
    assert line(45261) == {}
    assert line(45261, 50123, 61000) == {}


def test_months_typed_into_a_plain_cell_and_turned_into_days_of_one_year_are_month_labels():
    typed = line(datetime(2025, 11, 23), datetime(2025, 12, 23), datetime(2025, 1, 24), datetime(2025, 2, 24))
    assert day_labels(typed) == [2, 3, 4, 5]


def test_the_last_days_of_months_are_dates_and_not_labels():
    assert day_labels(line(datetime(2023, 10, 31), datetime(2023, 11, 30), datetime(2023, 12, 31))) == []
    assert day_labels(line(datetime(2031, 11, 30), datetime(2031, 12, 31))) == []


def test_days_of_two_years_are_dates_and_not_labels():
    assert day_labels(line(datetime(2023, 12, 23), datetime(2024, 1, 24))) == []


def test_a_run_of_dates_in_figures_is_read_the_only_way_that_makes_a_run():
    headings = line("01/04/2023", "01/05/2023", "01/06/2023")
    assert [(part.month, part.year) for part in headings.values()] == [(4, 2023), (5, 2023), (6, 2023)]


def test_one_date_in_figures_stays_unclear():
    assert resolve([line("04/05/2025")]).unclear == [2]


def test_old_years_in_a_run_of_years_are_financial_years():
    assert months(line("2009-10", "2010-11", "2011-12")) == [(2010, 3, 12), (2011, 3, 12), (2012, 3, 12)]
