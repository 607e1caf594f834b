"""Months into quarters and the year to date: counts are added, percentages are never averaged, gaps stay gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from inputs.intake import State
from inputs.period import Period
from report.metrics.counting.aggregation import fill_gaps, quarters, reaches, running_totals, total
from report.metrics.model import formatting
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Observation
from tests.report.returns import DECEMBER, LIBRARY, months, observation

HEALTH, STARTED, IN_CARE = "initial_health_assessment_pct", "started_in_care_count", "children_in_care_count"
DAYS = "entry_to_adoptive_home_days_mean"


def run(item: str, ratios: Iterable[tuple[int, int] | State], last: Period = DECEMBER) -> tuple[Observation, ...]:
    """A month for each pair of counts, or each reason for having none."""
    held = list(ratios)
    periods = months(last.back(len(held) - 1), last)
    return tuple(
        observation(item, state=one, period=period)
        if isinstance(one, State)
        else observation(item, *one, period=period, cells=(f"B{period.month}",))
        for one, period in zip(held, periods, strict=True)
    )


def counted(values: Iterable[int | State], last: Period = DECEMBER) -> tuple[Observation, ...]:
    held = list(values)
    periods = months(last.back(len(held) - 1), last)
    return tuple(
        observation(STARTED, state=one, period=period)
        if isinstance(one, State)
        else observation(STARTED, value=one, period=period)
        for one, period in zip(held, periods, strict=True)
    )


def test_a_quarter_adds_the_counts_of_its_months_and_never_averages_their_percentages() -> None:
    (quarter,) = quarters(run(HEALTH, [(1, 2), (1, 10), (2, 22)]))
    assert (quarter.numerator, quarter.denominator) == (4, 34)
    assert formatting.value_text(quarter) == "11.8%"  # the mean of 50.0%, 10.0% and 9.1% would be 23.0%
    assert quarter.period == Period(2023, 12, 3)
    assert quarter.period_type is PeriodType.IN_QUARTER


def test_the_first_quarter_of_2022_23_is_14_of_25() -> None:
    (quarter,) = quarters(run(HEALTH, [(5, 9), (4, 7), (5, 9)], last=Period(2022, 6)))
    assert formatting.value_text(quarter) == "56.0%"
    assert formatting.quarter(quarter.period) == "2022/23 Q1"


def test_the_year_to_date_of_first_health_checks_is_11_of_117() -> None:
    to_date = running_totals(
        run(HEALTH, [(2, 13), (1, 14), (2, 13), (1, 14), (1, 14), (0, 15), (1, 11), (2, 12), (1, 11)])
    )
    assert (to_date[-1].numerator, to_date[-1].denominator) == (11, 117)
    assert formatting.value_text(to_date[-1]) == "9.4%"
    assert to_date[-1].period == Period(2023, 12, 9)
    assert to_date[-1].period_type is PeriodType.YEAR_TO_DATE


def test_counts_of_children_add_up_to_their_quarter() -> None:
    (quarter,) = quarters(counted([11, 14, 11]))
    assert (quarter.value, quarter.numerator, quarter.denominator) == (36, 36, None)


def test_an_average_of_days_adds_the_days_and_the_children() -> None:
    summable = replace(LIBRARY[DAYS], combine="sum")
    parts = [observation(summable, 600, 1), observation(summable, 900, 3)]
    added = total(summable, "", parts, Period(2023, 12, 3), PeriodType.IN_QUARTER)
    assert added.value == 375  # and not the mean of 600 and 300


def test_a_quarter_of_snapshots_is_its_last_month() -> None:
    held = [
        observation(IN_CARE, value=n, period=m)
        for n, m in zip((405, 409, 412), Period(2023, 12, 3).months(), strict=True)
    ]
    (quarter,) = quarters(held)
    assert quarter.value == 412
    assert quarter.period_type is PeriodType.SNAPSHOT


def test_a_quarter_that_the_run_only_half_covers_is_not_made() -> None:
    held = counted([9, 11, 14, 11], last=DECEMBER)
    assert [formatting.quarter(q.period) for q in quarters(held)] == ["2023/24 Q3"]


def test_seven_quarters_are_made_of_twenty_one_months() -> None:
    made = quarters(counted([10] * 21))
    assert [formatting.quarter(q.period) for q in made] == [
        "2022/23 Q1", "2022/23 Q2", "2022/23 Q3", "2022/23 Q4", "2023/24 Q1", "2023/24 Q2", "2023/24 Q3",
    ]  # fmt: skip
    assert {q.value for q in made} == {30}


def test_a_missing_month_leaves_its_quarter_without_a_total() -> None:
    (quarter,) = quarters(run(HEALTH, [(1, 2), State.MISSING, (2, 22)]))
    assert quarter.state is State.MISSING
    assert quarter.value is None


def test_a_missing_month_leaves_the_rest_of_the_year_without_a_total_but_not_the_months_before() -> None:
    to_date = running_totals(counted([9, State.MISSING, 11, 12], last=Period(2023, 7)))
    assert [o.state for o in to_date] == [State.NUMBER, State.MISSING, State.MISSING, State.MISSING]


def test_a_run_that_begins_after_april_has_no_year_to_date() -> None:
    to_date = running_totals(counted([11, 14, 11]))
    assert {o.state for o in to_date} == {State.MISSING}


def test_the_year_to_date_starts_again_in_april() -> None:
    to_date = running_totals(counted([10] * 15, last=Period(2024, 6)))
    assert [o.value for o in to_date] == [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 10, 20, 30]
    assert to_date[12].period == Period(2024, 4, 1)


def test_a_month_without_cases_adds_nothing_and_spoils_nothing() -> None:
    (quarter,) = quarters(run(HEALTH, [(1, 2), State.NOT_APPLICABLE, (2, 22)]))
    assert (quarter.numerator, quarter.denominator) == (3, 24)


def test_a_quarter_without_cases_in_any_month_has_no_cases_and_owes_nothing() -> None:
    (quarter,) = quarters(run(HEALTH, [State.NOT_APPLICABLE] * 3))
    assert quarter.state is State.NOT_APPLICABLE


def test_a_total_with_a_hidden_month_is_hidden_since_the_rest_would_give_the_month_away() -> None:
    (quarter,) = quarters(counted([11, State.SUPPRESSED, 14]))
    assert quarter.state is State.SUPPRESSED
    assert (quarter.value, quarter.numerator, quarter.denominator) == (None, None, None)


def test_a_month_that_nobody_gave_weighs_more_than_one_that_is_hidden() -> None:
    (quarter,) = quarters(counted([11, State.SUPPRESSED, State.MISSING]))
    assert quarter.state is State.MISSING


def test_percentages_without_counts_make_no_quarter_since_they_cannot_be_averaged() -> None:
    alone = [
        observation(HEALTH, value=n, period=m) for n, m in zip((50, 10, 9), Period(2023, 12, 3).months(), strict=True)
    ]
    assert quarters(alone) == ()
    counted_before = run(HEALTH, [(1, 2), (1, 10), (2, 22)], last=DECEMBER.back(3))
    assert quarters([*counted_before, *alone]) == ()  # the months are shown, and no quarter said to have no figure


def test_a_total_rests_on_every_cell_of_its_months() -> None:
    (quarter,) = quarters(run(HEALTH, [(1, 2), (1, 10), (2, 22)]))
    (source,) = quarter.sources
    assert source.cells == ("B10", "B11", "B12")


def test_a_total_of_a_provisional_month_is_provisional() -> None:
    held = list(counted([11, 14, 11]))
    held[1] = replace(held[1], flags=("provisional",))
    assert quarters(held)[0].flags == ("provisional",)


def test_a_month_that_the_return_leaves_out_is_a_gap_in_the_run() -> None:
    held = [observation(IN_CARE, value=412, period=DECEMBER), observation(IN_CARE, value=405, period=DECEMBER.back(2))]
    series = fill_gaps(held, DECEMBER)
    assert [o.period.month for o in series] == [10, 11, 12]
    assert [o.state for o in series] == [State.NUMBER, State.MISSING, State.NUMBER]
    assert series[1].period_type is PeriodType.SNAPSHOT


def test_a_run_that_stops_early_goes_on_as_gaps_to_the_month_of_the_report() -> None:
    series = fill_gaps([observation(IN_CARE, value=405, period=DECEMBER.back(2))], DECEMBER)
    assert [o.state for o in series] == [State.NUMBER, State.MISSING, State.MISSING]


def test_months_after_the_report_are_left_out() -> None:
    held = [observation(IN_CARE, value=n, period=DECEMBER.back(b)) for n, b in ((409, 1), (412, 0), (415, -1))]
    assert [o.value for o in fill_gaps(held, DECEMBER)] == [409, 412]


def test_where_months_and_quarters_both_reach_the_report_the_months_are_shown() -> None:
    held = [observation(STARTED, value=11, period=m) for m in Period(2023, 12, 3).months()]
    held.append(observation(STARTED, value=33, period=Period(2023, 12, 3)))
    assert [o.period.length for o in fill_gaps(held, DECEMBER)] == [1, 1, 1]


def test_where_only_the_quarters_reach_the_report_the_quarters_are_shown() -> None:
    held = [observation(STARTED, value=11, period=Period(2023, 7))]
    held += [observation(STARTED, value=33, period=Period(2023, month, 3)) for month in (9, 12)]
    assert [o.period for o in fill_gaps(held, DECEMBER)] == [Period(2023, 9, 3), Period(2023, 12, 3)]


def test_an_outturn_beside_the_months_never_takes_their_place_when_the_last_month_is_missing() -> None:
    outturn = observation(STARTED, value=140, period=Period(2023, 3, 12), period_type=PeriodType.FINANCIAL_YEAR)
    series = fill_gaps([outturn, *counted([11, 14, 11], last=DECEMBER.back(1))], DECEMBER)
    assert [o.period.length for o in series] == [1, 1, 1, 1]
    assert series[-1].state is State.MISSING


def test_quarters_are_shown_where_the_columns_for_months_are_all_blank() -> None:
    held = [observation(STARTED, state=State.MISSING, period=m) for m in Period(2023, 12, 3).months()]
    held += [observation(STARTED, value=33, period=Period(2023, month, 3)) for month in (9, 12)]
    assert [o.value for o in fill_gaps(held, DECEMBER)] == [33, 33]


def test_the_out_turn_just_before_the_first_quarter_begins_what_is_taken_on_a_day() -> None:
    ends = [Period(2023, 6, 3), Period(2023, 9, 3), Period(2023, 12, 3)]
    quarters_given = [observation(IN_CARE, value=600, period=end) for end in ends]
    years = [observation(IN_CARE, value=value, period=Period(y, 3, 12)) for y, value in ((2022, 570), (2023, 590))]
    shown = fill_gaps([*years, *quarters_given], DECEMBER)
    assert [(o.period, o.value) for o in shown][:2] == [(Period(2023, 3, 3), 590), (ends[0], 600)]
    assert len(shown) == 4
    assert len(fill_gaps([years[0], *quarters_given], DECEMBER)) == 3


def test_the_out_turn_of_what_adds_up_is_no_quarter() -> None:
    given = [observation(STARTED, value=40, period=Period(2023, month, 3)) for month in (6, 9, 12)]
    assert len(fill_gaps([observation(STARTED, value=170, period=Period(2023, 3, 12)), *given], DECEMBER)) == 3


def yearly(*ends: Period) -> list[Observation]:
    return [observation("social_worker_caseload_rate", value=16, period=end.lasting(12)) for end in ends]


def test_figures_of_30_september_stand_for_their_year_until_the_next_are_due() -> None:
    series = fill_gaps(yearly(Period(2021, 9), Period(2022, 9), Period(2023, 9)), Period(2024, 3))
    assert [o.period.year for o in series] == [2021, 2022, 2023]
    assert {o.state for o in series} == {State.NUMBER}


def test_a_yearly_figure_more_than_a_year_old_leaves_the_next_year_missing() -> None:
    series = fill_gaps(yearly(Period(2021, 9), Period(2022, 9)), Period(2023, 12))
    assert [o.state for o in series] == [State.NUMBER, State.NUMBER, State.MISSING]
    assert series[-1].period == Period(2023, 9, 12)


def test_a_year_left_out_between_two_is_a_gap() -> None:
    series = fill_gaps(yearly(Period(2021, 3), Period(2023, 3)), Period(2023, 3))
    assert [o.state for o in series] == [State.NUMBER, State.MISSING, State.NUMBER]


def test_how_long_a_figure_is_the_latest_there_can_be() -> None:
    year = yearly(Period(2023, 3))[0]
    assert reaches(year, Period(2023, 3))
    assert reaches(year, Period(2024, 2))
    assert not reaches(year, Period(2024, 3))
    assert not reaches(year, Period(2023, 2))
    assert not reaches(observation(IN_CARE, value=412), DECEMBER.back(-1))


def test_a_total_keeps_every_digit() -> None:
    (quarter,) = quarters(run(HEALTH, [(1, 3), (1, 3), (1, 3)]))
    assert quarter.value == Decimal(300) / 9
