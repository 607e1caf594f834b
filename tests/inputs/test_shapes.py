"""The shapes in which different teams lay out a return, each read with every figure in its place."""

from __future__ import annotations

from datetime import datetime

import pytest

OCT, NOV, DEC = datetime(2023, 10, 1), datetime(2023, 11, 30), datetime(2023, 12, 31)
REVIEWS = {
    ("reviews_pct", "", "2023-11"): ("90", "45", "50"),
    ("reviews_pct", "", "2023-12"): ("95", "57", "60"),
}


@pytest.fixture
def reviews(read, figures, found):
    """Read a sheet that should give exactly the two months of reviews, and nothing to find but what is ``told``."""

    def check(rows, told=(), **options):
        intake = read(rows, **options)
        assert figures(intake) == REVIEWS
        assert found(intake) == list(told)

    return check


def test_measures_down_and_months_across_with_parts_on_adjacent_rows(reviews):
    reviews(
        [
            ["Measure", "", "Nov-23", "Dec-23"],
            ["Reviews held on time", "Numerator", 45, 57],
            [None, "Denominator", 50, 60],
            [None, "%", 90.0, 95.0],
        ]
    )


def test_the_measure_merged_down_its_three_rows(reviews):
    rows = [
        ["Measure", "Part", NOV, DEC],
        ["Reviews held on time", "Num", 45, 57],
        [None, "Den", 50, 60],
        [None, "%", 0.9, 0.95],
    ]
    reviews(rows, merged=("A2:A4",), formats={"4": "0%"})


def test_the_measure_repeated_in_each_row(reviews):
    reviews(
        [
            ["Indicator", "Type", "Nov 23", "Dec 23"],
            ["Reviews on time", "Numerator", 45, 57],
            ["Reviews on time", "Denominator", 50, 60],
            ["Reviews on time", "Percentage", "90%", "95%"],
        ]
    )


def test_the_part_said_in_the_label_of_the_row(reviews):
    reviews(
        [
            [None, "Nov-23", "Dec-23"],
            ["Reviews due", 50, 60],
            ["Reviews held in time", 45, 57],
            ["Reviews held on time (%)", 90, 95],
        ]
    )


def test_the_part_said_after_a_dash(reviews):
    reviews(
        [
            [None, "Nov-23", "Dec-23"],
            ["Reviews on time - numerator", 45, 57],
            ["Reviews on time - denominator", 50, 60],
            ["Reviews on time", 90, 95],
        ]
    )


def test_a_first_row_with_only_the_name_is_the_numerator_where_the_percentage_has_its_own(reviews):
    reviews([["Measure", "Nov-23", "Dec-23"], ["Reviews on time", 45, 57], ["Out of", 50, 60], ["%", 90, 95]])


def test_a_heading_line_above_its_three_rows(reviews):
    reviews(
        [
            ["Measure", "Nov-23", "Dec-23"],
            ["Reviews on time", None, None],
            ["Numerator", 45, 57],
            ["Denominator", 50, 60],
            ["%", 90, 95],
        ]
    )


def test_parts_in_adjacent_columns_under_each_month(reviews):
    rows = [
        ["Measure", "Nov-23", None, None, "Dec-23", None, None],
        [None, "Num", "Den", "%", "Num", "Den", "%"],
        ["Reviews held on time", 45, 50, 90, 57, 60, 95],
    ]
    reviews(rows, merged=("B1:D1", "E1:G1"))
    reviews(rows)


def test_months_down_and_measures_across(read, figures):
    intake = read([["Month", "Children in care", "Reviews due"], [NOV, 410, 50], [DEC, 412, 60]])
    assert figures(intake) == {
        ("in_care_count", "", "2023-11"): ("410", None, None),
        ("in_care_count", "", "2023-12"): ("412", None, None),
        ("reviews_pct", "", "2023-11"): (None, None, "50"),
        ("reviews_pct", "", "2023-12"): (None, None, "60"),
    }


def test_months_down_and_the_measure_merged_over_its_three_columns(reviews):
    rows = [
        ["Month", "Reviews held on time", None, None],
        [None, "Num", "Den", "%"],
        [NOV, 45, 50, 0.9],
        [DEC, 57, 60, 0.95],
    ]
    reviews(rows, merged=("A1:A2", "B1:D1"), formats={"D": "0.0%"})
    reviews(rows)


def test_newest_month_first(reviews):
    reviews([["Month", "Reviews due", "Reviews held in time", "Reviews on time"], [DEC, 60, 57, 95], [NOV, 50, 45, 90]])


def test_a_title_names_the_measure_and_the_columns_only_its_parts(reviews):
    reviews([["Reviews held on time"], [], ["Month", "Num", "Den", "%"], [NOV, 45, 50, 90], [DEC, 57, 60, 95]])


def test_a_long_list_takes_its_measure_from_every_row(read, figures, found):
    intake = read(
        [
            ["Measure", "Period", "Numerator", "Denominator", "Value", "Target"],
            ["Reviews held on time", "Nov-23", 45, 50, 90, None],
            ["Reviews held on time", "Dec-23", 57, 60, 95, None],
            ["Statutory visits on time", "Nov-23", 9, 10, 90, "98% or more"],
            ["Statutory visits on time", "Dec-23", 8, 10, 80, "98% or more"],
        ]
    )
    visits = {
        ("visits_pct", "", "2023-11"): ("90", "9", "10"),
        ("visits_pct", "", "2023-12"): ("80", "8", "10"),
    }
    assert figures(intake) == REVIEWS | visits
    targets = {series.item: series.target for one in intake.returns for series in one.series}
    assert targets["reviews_pct"] is None
    assert (targets["visits_pct"].value, targets["visits_pct"].comparison, targets["visits_pct"].cell) == (
        98,
        "at least",
        "F4",
    )
    assert found(intake) == []


def test_a_long_list_with_a_team_in_every_row(read, figures):
    intake = read(
        [
            ["Period", "Team", "FTE", "Cases held", "Average caseload"],
            ["Dec-23", "Family Safeguarding", 28, 588, 21],
            ["Dec-23", "Leaving Care PAs", 8, 184, 23],
        ]
    )
    assert figures(intake) == {
        ("caseload_rate", "Family Safeguarding", "2023-12"): ("21", "588", "28"),
        ("caseload_rate", "Leaving Care", "2023-12"): ("23", "184", "8"),
    }


def test_a_long_list_with_year_and_quarter_in_two_columns(read, figures):
    intake = read(
        [
            ["Measure", "Year", "Quarter", "Value"],
            ["Children in care", "2022/23", "Q4", 408],
            ["Children in care", "2023/24", "Q1", 410],
            ["Children in care", "2023/24", "Q3", 412],
        ]
    )
    assert [period for _, _, period in figures(intake)] == ["2023-03/3", "2023-06/3", "2023-12/3"]


def test_a_financial_year_merged_over_its_months(read, figures):
    rows = [
        ["Measure", "2022/23", None, None, None, "2023/24", None],
        [None, "Jan", "Feb", "Mar", None, "Apr", "DEC"],
        ["Children in care", 400, 401, 402, None, 403, 412],
    ]
    intake = read(rows, merged=("A1:A2", "B1:D1", "F1:G1"))
    periods = [period for _, _, period in figures(intake)]
    assert periods == ["2023-01", "2023-02", "2023-03", "2023-04", "2023-12"]


def test_a_quarter_merged_over_its_months(read, figures):
    rows = [["Measure", "2023/24 Q3", None, None], [None, "Oct", "Nov", "Dec"], ["Children in care", 408, 410, 412]]
    intake = read(rows, merged=("B1:D1",))
    assert [period for _, _, period in figures(intake)] == ["2023-10", "2023-11", "2023-12"]


def test_a_quarter_merged_over_real_dates(read, figures):
    rows = [[None, "2023/24 Q3", None, None], ["Measure", OCT, NOV, DEC], ["Children in care", 408, 410, 412]]
    intake = read(rows, merged=("B1:D1",), formats={"2": "mmm-yy"})
    assert figures(intake)["in_care_count", "", "2023-12"] == ("412", None, None)


def test_quarters_under_a_merged_financial_year(read, figures):
    rows = [["Measure", "2022/23", None, "2023/24"], [None, "Q3", "Q4", "Q1"], ["Children in care", 408, 410, 412]]
    intake = read(rows, merged=("B1:C1",))
    assert [period for _, _, period in figures(intake)] == ["2022-12/3", "2023-03/3", "2023-06/3"]


def test_a_quarter_beside_its_months_is_kept_as_a_figure_of_its_own(read, figures):
    intake = read([["Measure", "Oct-23", "Nov-23", "Dec-23", "2023/24 Q3"], ["Reviews due", 40, 50, 60, 150]])
    assert figures(intake)["reviews_pct", "", "2023-12/3"] == (None, None, "150")
    assert figures(intake)["reviews_pct", "", "2023-12"] == (None, None, "60")


def test_a_table_by_quarter_beside_the_table_by_month(read, figures):
    rows = [
        ["Month", "Reviews due", "Reviews held in time", None, "Quarter", "Reviews due", "Reviews held in time"],
        [OCT, 40, 36, None, "2023/24 Q3", 150, 138],
        [NOV, 50, 45, None, None, None, None],
        [DEC, 60, 57, None, None, None, None],
    ]
    assert figures(read(rows)) == {
        ("reviews_pct", "", "2023-10"): (None, "36", "40"),
        ("reviews_pct", "", "2023-11"): (None, "45", "50"),
        ("reviews_pct", "", "2023-12"): (None, "57", "60"),
        ("reviews_pct", "", "2023-12/3"): (None, "138", "150"),
    }


def test_two_tables_one_under_the_other(read, figures):
    rows = [
        ["Table 1: children"],
        ["Measure", "Nov-23", "Dec-23"],
        ["Children in care", 410, 412],
        [],
        ["Table 2: reviews"],
        ["Measure", "2023/24 Q2", "2023/24 Q3"],
        ["Reviews due", 130, 150],
    ]
    assert [key[::2] for key in figures(read(rows))] == [
        ("in_care_count", "2023-11"),
        ("in_care_count", "2023-12"),
        ("reviews_pct", "2023-09/3"),
        ("reviews_pct", "2023-12/3"),
    ]


def test_two_tables_with_months_down_one_under_the_other(read, figures):
    rows = [
        ["Month", "Children in care"],
        ["Nov-23", 410],
        ["Dec-23", 412],
        [],
        ["Month", "Reviews due"],
        ["Nov-23", 50],
        ["Dec-23", 60],
    ]
    assert list(figures(read(rows)).values()) == [
        ("410", None, None),
        ("412", None, None),
        (None, None, "50"),
        (None, None, "60"),
    ]


def test_a_table_that_starts_well_into_the_sheet_with_a_title_and_notes_round_it(reviews):
    rows = [
        ["Independent Reviewing Service: monthly return"],
        ["Run on 4 January 2024"],
        [],
        ["Measure", None, "Nov-23", "Dec-23"],
        ["Reviews held on time", "Num", 45, 57],
        [None, "Den", 50, 60],
        [None, "%", 90, 95],
        [],
        ["A review is late if it was held after the day it was due."],
        ["Source: case management system"],
    ]
    reviews(rows, start=(4, 3))


def test_age_bands_under_a_heading_line(read, figures):
    rows = [
        ["Measure", "Nov-23", "Dec-23"],
        ["Children in care at month end", 5, 7],
        ["Age of children in care", None, None],
        ["Under 1", 1, 2],
        ["16+", 4, 5],
        ["Total", 5, 7],
    ]
    assert figures(read(rows)) == {
        ("in_care_count", "", "2023-11"): ("5", None, None),
        ("in_care_count", "", "2023-12"): ("7", None, None),
        ("ages_count", "Under 1", "2023-11"): ("1", None, None),
        ("ages_count", "Under 1", "2023-12"): ("2", None, None),
        ("ages_count", "16 and over", "2023-11"): ("4", None, None),
        ("ages_count", "16 and over", "2023-12"): ("5", None, None),
    }


def test_age_bands_across_and_months_down(read, figures):
    rows = [["Month", "Under 1", "1 to 4", "16+"], [NOV, 1, 2, 3], [DEC, 2, 3, 4]]
    assert figures(read(rows))["ages_count", "16 and over", "2023-12"] == ("4", None, None)


@pytest.mark.parametrize("merged", [("A2:A4", "A5:A7"), ()])
def test_three_rows_a_team_with_the_name_of_the_team_beside_them(read, figures, merged):
    rows = [
        ["Team", "Item", NOV, DEC],
        ["Family Safeguarding", "Cases held", 560, 588],
        [None, "Staff (FTE)", 28, 28],
        [None, "Average caseload", 20, 21],
        ["Leaving Care", "Cases held", 184, 184],
        [None, "Staff (FTE)", 8, 8],
        [None, "Average caseload", 23, 23],
    ]
    got = figures(read(rows, merged=merged))
    assert got["caseload_rate", "Family Safeguarding", "2023-12"] == ("21", "588", "28")
    assert got["caseload_rate", "Leaving Care", "2023-11"] == ("23", "184", "8")


def test_a_part_that_two_measures_share_belongs_to_the_one_named_above_it(read, figures):
    rows = [
        [
            "12 months ending",
            "Entry to care to adoptive home",
            None,
            None,
            None,
            "Placement order\nto match",
            None,
            None,
        ],
        [None, "Total days", "Children", "Average", None, "Total days", "Children", "Average"],
        [DEC, 10440, 18, 580, None, 5364, 18, 298],
    ]
    got = figures(read(rows, merged=("A1:A2", "B1:D1", "F1:H1")))
    assert got == {
        ("entry_days", "", "2023-12"): ("580", "10440", "18"),
        ("match_days", "", "2023-12"): ("298", "5364", "18"),
    }


def test_columns_that_are_no_period_are_left_alone(reviews):
    reviews(
        [
            ["Ref", "Measure", "Part", "Lead", "Nov-23", "Dec-23", "YTD", "RAG", "DoT", "England 2022/23", "Comments"],
            ["2.1", "Reviews on time", "Numerator", "A N Other", 45, 57, 102, "Green", "Up", None, "Steady"],
            [None, None, "Denominator", None, 50, 60, 110, None, None, None, None],
            [None, None, "%", None, 90, 95, 92.7, None, None, 89, None],
        ],
        told=[("figures-of-other-areas", "J4")],
    )


def test_a_target_column_between_the_label_and_the_months(read):
    intake = read([["Measure", "Target", "Nov-23", "Dec-23"], ["Three or more homes", "Below 8%", 14.8, 15.0]])
    target = intake.returns[0].series[0].target
    assert (target.value, target.comparison, target.text, target.cell) == (8, "at most", "Below 8%", "B2")


def test_a_row_of_targets_under_the_headings_or_under_the_months(read):
    for rows in (
        [["Month", "Reviews due", "Reviews on time"], ["Target", None, ">=95"], [NOV, 50, 90], [DEC, 60, 95]],
        [["Month", "Reviews due", "Reviews on time"], [NOV, 50, 90], [DEC, 60, 95], ["Target", None, ">=95"]],
    ):
        (series,) = read(rows).returns[0].series
        assert (series.target.value, series.target.comparison) == (95, "at least")
        assert len(series.points) == 2


def test_a_measure_with_a_target_row_of_its_own(read, figures):
    rows = [["Measure", "Nov-23", "Dec-23"], ["Reviews on time", 90, 95], ["Reviews on time - target", "95%", "95%"]]
    intake = read(rows)
    assert len(figures(intake)) == 2
    assert intake.returns[0].series[0].target.value == 95


def test_real_annual_figures_with_years_for_headings(read, figures):
    intake = read([["Indicator", 2023, 2024, 2025], ["Children in care", 408, 422, 416]])
    assert [period for _, _, period in figures(intake)] == ["2023-03/12", "2024-03/12", "2025-03/12"]


def test_one_month_alone_is_a_table_too(read, figures):
    assert figures(read([["Measure", "Dec-23"], ["Children in care", 412]])) == {
        ("in_care_count", "", "2023-12"): ("412", None, None)
    }


def test_dates_that_lost_their_format_head_the_columns(read, figures):
    rows = [["Measure", 45200, 45231, 45261], ["Children in care", 408, 410, 412]]
    assert figures(read(rows))["in_care_count", "", "2023-12"] == ("412", None, None)


def test_figures_typed_as_text_are_the_same_figures(reviews):
    reviews([["Measure", "Nov-23", "Dec-23"], ["Reviews on time", "90.0% (45/50)", "95.0% (57/60)"]])


def test_a_number_with_its_percentage_in_brackets_gives_both(read, figures):
    intake = read([["Measure", "2022/23", "2023/24"], ["3 or more placements", "30 (7%)", "11% (48)"]])
    assert list(figures(intake).values()) == [("7", "30", None), ("11", "48", None)]


def test_number_and_percentage_columns_under_each_year_serve_counts_and_percentages(read, figures):
    rows = [
        ["Indicator", "2022/23", None, "2023/24", None],
        [None, "Number", "%", "Number", "%"],
        ["Children in care", 408, None, 422, None],
        ["Three or more homes", 30, 7, 48, 11],
    ]
    assert figures(read(rows, merged=("B1:C1", "D1:E1"))) == {
        ("in_care_count", "", "2023-03/12"): ("408", None, None),
        ("in_care_count", "", "2024-03/12"): ("422", None, None),
        ("homes_pct", "", "2023-03/12"): ("7", "30", None),
        ("homes_pct", "", "2024-03/12"): ("11", "48", None),
    }


def test_tables_with_the_measure_in_a_title_above_each(read, figures):
    rows = [
        ["Reviews held on time"],
        ["Period", "Num", "Den"],
        ["Nov-23", 45, 50],
        ["Dec-23", 57, 60],
        [],
        ["Statutory visits on time"],
        ["Period", "Num", "Den"],
        ["Nov-23", 5, 10],
        ["Dec-23", 6, 10],
    ]
    got = figures(read(rows))
    assert got["reviews_pct", "", "2023-12"] == (None, "57", "60")
    assert got["visits_pct", "", "2023-12"] == (None, "6", "10")


def test_the_actual_the_target_and_the_rating_under_each_month(read, figures):
    rows = [["Measure", "Dec-23", None, None], [None, "Actual", "Target", "RAG"], ["Reviews on time", "95%", 98, "G"]]
    intake = read(rows, merged=("B1:D1",))
    assert figures(intake) == {("reviews_pct", "", "2023-12"): ("95", None, None)}
    assert intake.returns[0].series[0].target.value == 98


def test_averages_and_totals_under_the_months_are_left_alone(read, figures, found):
    rows = [["Month", "Children in care"], ["Nov-23", 410], ["Dec-23", 412], ["Average", 411], ["Total", 822]]
    intake = read(rows)
    assert (len(figures(intake)), found(intake)) == (2, [])


def test_a_sheet_with_measures_of_several_returns_gives_each_of_them(read):
    rows = [["Measure", "Nov-23", "Dec-23"], ["Children in care", 410, 412], ["Reviews due", 50, 60]]
    intake = read(rows)
    assert [(one.kind, one.sheet) for one in intake.returns] == [
        ("headline", "Return"),
        ("reviews_and_visits", "Return"),
    ]


def test_blank_not_applicable_suppressed_and_zero_stay_apart(read, figures):
    rows = [["Measure", "Sep-23", "Oct-23", "Nov-23", "Dec-23"], ["Children in care", 0, "n/a", "c", None]]
    states = [value for value, _, _ in figures(read(rows)).values()]
    assert states == ["0", "not applicable", "suppressed", "missing"]


def test_every_figure_keeps_the_address_of_its_cell(read):
    intake = read([["Month", "Reviews due", "Reviews on time"], [DEC, 60, 95]], start=(7, 3))
    (point,) = intake.returns[0].series[0].points
    assert (point.denominator.cell, point.value.cell) == ("D8", "E8")


def test_a_return_keeps_when_its_data_was_taken_and_not_who_took_it(read):
    rows = [
        ["Measure", "Dec-23"],
        ["Children in care", 412],
        ["Data correct as at 9 January 2024, by A N Other"],
    ]
    assert read(rows).returns[0].as_at == "Data correct as at 9 January 2024"


def test_the_date_of_the_data_may_stand_in_the_next_cell(read):
    rows = [["Measure", "Dec-23"], ["Children in care", 412], ["Data as at:", datetime(2024, 1, 9)]]
    assert read(rows).returns[0].as_at == "Data as at 9 January 2024"


def test_the_notice_of_a_cover_sheet_is_passed_on(read, sheet):
    cover = sheet([["Monthly return"], ["Sample data, not real children"]], name="Cover")
    table = sheet([["Measure", "Dec-23"], ["Children in care", 412]])
    assert read(cover, table).notice == "Sample data, not real children"
    assert read(table).notice == ""


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        ([["Source: DfE, reporting year 2025 (OGL v3)"]], "DfE, reporting year 2025 (OGL v3)"),
        ([["Source: case\n management   system\u200b"]], "case management system"),
        ([["DATA SOURCE : Case management"], ["Source: another"]], "Case management"),
        ([["Source:", "Case management"]], "Case management"),
        ([["Source:"], ["Sources: two systems"]], "two systems"),
        ([["Source: " + "x" * 400]], "x" * 300),
        ([["Sourced locally: yes"], ["Our source: none"], ["Source"]], ""),
    ],
)
def test_a_return_says_what_its_source_line_says(read, lines, source):
    rows = [["Measure", "Dec-23"], ["Children in care", 412], [None], *lines]
    assert read(rows).returns[0].source == source
