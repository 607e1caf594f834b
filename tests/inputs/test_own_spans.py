"""Figures of each unit and span that a scorecard holds: read where the return proves them, and asked where not."""

from __future__ import annotations

from decimal import Decimal

import pytest

MONTHS = ["Measure", "Oct-23", "Nov-23", "Dec-23"]
YEARS = ["Measure", "2021/22", "2022/23"]


@pytest.fixture(name="held")
def read_series(read, library):
    """The one series of a sheet, and the kinds of what was found."""

    def one(*rows):
        intake = read([*rows], vocabulary=library)
        series = [series for one in intake.returns for series in one.series]
        kinds = [finding.kind for finding in intake.findings]
        return (series[0] if series and series[0].points else None), kinds

    return one


def values(series):
    return [point.value.value for point in series.points]


def test_an_average_score_is_read_and_one_beyond_its_scale_must_be_fixed(held):
    series, kinds = held(YEARS, ["Average SDQ score", 14.6, 14.2])
    assert (series.item, values(series), kinds) == ("sdq_score_mean", [Decimal("14.6"), Decimal("14.2")], [])
    _, kinds = held(YEARS, ["Average SDQ score", 14.6, 55])
    assert kinds == ["out-of-scale"]


def test_a_score_is_no_percentage_and_no_number_of_children(held):
    for unit in ("%", "Number of children"):
        series, kinds = held(["Measure", "Unit", *YEARS[1:]], ["Average SDQ score", unit, 14.6, 14.2])
        assert (series, kinds) == (None, ["no-returns", "other-unit"])


def test_weeks_are_read_as_weeks_and_never_from_days(held):
    quarters = ["Measure", "2023/24 Q2", "2023/24 Q3"]
    series, kinds = held(quarters, ["Average duration of care proceedings (weeks)", 45, 46])
    assert (series.item, kinds) == ("care_proceedings_weeks_mean", [])
    series, _ = held(quarters, ["Average duration of care proceedings (days)", 315, 322])
    assert series is None
    series, _ = held(quarters, ["Average duration of care proceedings", 45, 46])
    assert series is None  # weeks, months or days


def test_a_net_change_may_be_below_zero_and_a_number_of_children_may_not(held):
    series, kinds = held(MONTHS, ["Net change in foster households", -2, 1, -1])
    assert (values(series), kinds) == ([-2, 1, -1], [])
    _, kinds = held(MONTHS, ["Children in care", 410, -2, 412])
    assert "below-zero" in kinds


def test_a_net_change_of_the_year_so_far_may_fall_and_a_number_of_events_may_not(held):
    quarters = ["Measure", "Data period", "2023/24 Q1", "2023/24 Q2", "2023/24 Q3"]
    series, kinds = held(quarters, ["Net change in foster households", "YTD", -2, -3, -1])
    assert (values(series), kinds) == ([-2, -1, 2], ["months-from-totals"])
    _, kinds = held(quarters, ["Children who came into care", "YTD", 40, 38, 90])
    assert "span-in-doubt" in kinds


def test_a_quarter_is_not_judged_by_what_totals_of_the_year_should_reach(held):
    quarters = ["Measure", "Data period", "Target", "2023/24 Q1", "2023/24 Q2", "2023/24 Q3"]
    series, kinds = held(quarters, ["Adopters approved", "YTD", 20, 3, 8, 14])
    assert (values(series), series.target, series.targets) == ([3, 5, 6], None, ())
    assert (series.refused, sorted(kinds)) == ("C2", ["months-from-totals", "unclear-target"])
    series, _ = held([quarters[0], *quarters[2:]], ["Adopters approved", 5, 3, 5, 6])
    assert series.target.value == 5


@pytest.mark.parametrize("heading", ["H/L/T", "H / L / T", "Polarity"])
def test_a_column_of_what_is_good_costs_no_row_its_figures_where_the_next_row_has_no_known_name(held, heading):
    rows = ["Measure", heading, *MONTHS[1:]], ["Children in care", "T", 410, 411, 412], ["Widgets", "L", 5, 6, 7]
    assert values(held(*rows)[0]) == [410, 411, 412]


def test_a_month_of_a_measure_of_whole_years_is_asked_about(held):
    series, kinds = held(MONTHS, ["Children convicted or subject to a youth caution", "1.9%", "2.2%", "2.4%"])
    assert (series, kinds) == (None, ["span-in-doubt"])


@pytest.mark.parametrize(
    ("words", "span"), [("Cumulative since April", "year_to_date"), ("Rolling 12 months", "rolling_12_months")]
)
def test_a_month_of_a_measure_of_whole_years_is_what_the_return_says_it_is(held, words, span):
    row = ["Children convicted or subject to a youth caution", "1.9%", "2.2%", "2.4%"]
    series, kinds = held([words], MONTHS, row)
    assert (series.span, values(series)[-1], kinds) == (span, Decimal("2.4"), [])


def test_figures_at_the_end_of_every_march_are_those_of_the_years(held):
    series, _ = held(
        ["Measure", "Mar-22", "Mar-23"], ["Children convicted or subject to a youth caution", "2.9%", "2.2%"]
    )
    assert [point.period.length for point in series.points] == [12, 12]


def test_a_year_of_a_measure_of_schools_ends_in_august(held):
    series, _ = held(YEARS, ["Average Progress 8", -1.31, -1.22])
    assert [(point.period.year, point.period.month) for point in series.points] == [(2022, 8), (2023, 8)]


def test_each_row_of_a_scorecard_says_its_own_span(read, library):
    rows = [
        ["Measure", "Data period", "Oct-23", "Nov-23", "Dec-23"],
        ["Reviews held on time", "R12M", "95%", "96%", "97%"],
        ["Visits made on time", "In month", "91%", "92%", "93%"],
    ]
    intake = read(rows, vocabulary=library)
    spans = {series.item: series.span for one in intake.returns for series in one.series}
    assert spans == {"reviews_on_time_pct": "rolling_12_months", "visits_on_time_pct": ""}


def test_a_mean_of_three_years_is_one_of_three_years(held):
    row = ["A1", "420 days", "410 days"]
    series, _ = held(["Three year average"], YEARS, [row[0], 420, 410])
    assert series.span == "three_years"
    series, _ = held(YEARS, [row[0], 420, 410])
    assert series.span == ""


def test_figures_around_birthdays_are_no_figures_of_a_day(held):
    series, _ = held(["Status around their birthday"], MONTHS, ["Care leavers aged 19-21 in EET", "61%", "62%", "62%"])
    assert series.span == "birthday_window"


def test_a_name_of_two_measures_out_of_different_numbers_is_asked_about_and_both_are_named(read, library):
    intake = read([MONTHS, ["In-house fostering", "61%", "62%", "62%"]], vocabulary=library)
    (what,) = [one.what for one in intake.findings if one.kind == "unclear-measure"]
    assert "out of those fostered" in what and "out of all children in care" in what
    named = read([MONTHS, ["In-house fostering, out of all children in care", "61%", "62%", "62%"]], vocabulary=library)
    assert [series.item for one in named.returns for series in one.series] == ["inhouse_foster_of_all_pct"]


def test_sections_of_a_table_under_one_month_stop_nothing(read, library):
    rows = [
        ["Position at 31 December 2023"],
        ["Indicator", "Numerator", "Denominator", "%"],
        ["Placement stability"],
        ["Three or more placements", 44, 402, "10.9%"],
        ["Care leavers"],
        ["Pathway plan in place", 190, 201, "94.5%"],
    ]
    intake = read(rows, vocabulary=library)
    items = {series.item for one in intake.returns for series in one.series}
    assert (items, list(intake.findings)) == ({"three_or_more_homes_pct", "pathway_plan_pct"}, [])


QUARTERS = ["2023/24 Q1", "2023/24 Q2", "2023/24 Q3"]
APPROVED = "Adopters approved"


def test_a_row_of_the_year_so_far_beside_one_of_quarters_is_left_out_and_told(held):
    series, kinds = held(
        ["Indicator", "Data period", *QUARTERS],
        ["% of reviews on time", "YTD", "93%", "94%", "95%"],
        ["% of reviews on time", "Quarterly", "93%", "95%", "96%"],
    )
    assert ([point.value.value for point in series.points], kinds) == ([93, 95, 96], ["other-span"])


def test_a_row_of_the_year_so_far_alone_is_said_to_be_left_out_and_not_worked_out_from_months(held):
    series, kinds = held(MONTHS, ["% of reviews on time YTD", "91%", "92%", "93%"], ["Children in care", 410, 411, 412])
    assert (series.item, kinds) == ("children_in_care_count", ["other-span"])
    _, kinds = held(MONTHS, ["Reviews on time", "91%", "92%", "93%"], ["Reviews on time YTD", 90, 91, 92])
    assert kinds == ["year-to-date-not-read"]


@pytest.mark.parametrize("said", ["Term", "Termly", "Per term"])
def test_figures_of_terms_are_not_those_of_the_quarters_over_their_columns(held, said):
    series, kinds = held(["Indicator", "Data period", *QUARTERS], ["School attendance", said, 0.93, None, 0.926])
    assert (series, kinds) == (None, ["no-returns", "other-span"])
    series, kinds = held(
        ["Indicator", "Data period", "Spring 2023", "Autumn 2023"], ["School attendance", said, 93.2, 92.6]
    )
    assert (len(series.points), kinds) == (2, [])


def test_quarters_that_grow_like_the_year_so_far_are_not_read_as_quarters(held):
    series, kinds = held(["Indicator", *QUARTERS], [APPROVED, 3, 8, 14])
    assert (series, kinds) == (None, ["span-in-doubt"])
    series, kinds = held(["Indicator", *QUARTERS], [APPROVED, 5, 8, 6])
    assert (len(series.points), kinds) == (3, [])


@pytest.mark.parametrize("heading", ["Annual target", "Target 2023/24", "Full year target", "Yearly target"])
def test_a_target_of_the_year_never_judges_a_quarter_of_what_adds_up(held, heading):
    series, kinds = held(["Indicator", heading, *QUARTERS], [APPROVED, 20, 5, 8, 6])
    assert (series.target, series.targets, kinds) == (None, (), ["unclear-target"])


def test_a_target_of_the_year_judges_a_year_a_percentage_and_a_quarter_whose_own_it_is(held):
    series, kinds = held(["Indicator", "Annual target", "2021/22", "2022/23"], [APPROVED, 20, 19, 22])
    assert (series.target.value, kinds) == (20, [])
    series, kinds = held(
        ["Indicator", "Annual target", *QUARTERS], ["% of reviews on time", "95%", "93%", "95%", "96%"]
    )
    assert (series.target.value, kinds) == (95, [])
    series, kinds = held(["Indicator", "Quarterly target", *QUARTERS], [APPROVED, 6, 5, 8, 6])
    assert (series.target.value, kinds) == (6, [])


def test_years_of_schools_beside_blank_quarters_are_read_and_nothing_is_said_of_the_blanks(held):
    heads = ["Indicator", "Data period", "2021/22 outturn", "2022/23 outturn", *QUARTERS[:2]]
    series, kinds = held(heads, ["Average Attainment 8", "School year", 19.4, 20.1, None, None])
    assert ([point.value.value for point in series.points if point.value], kinds) == (
        [Decimal("19.4"), Decimal("20.1")],
        [],
    )
