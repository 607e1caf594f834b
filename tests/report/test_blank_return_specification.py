"""What a blank return asks of a service, and what it already says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inputs.blank.blank_return import BlankReturn, BlankRow, BlankTable, Takes
from inputs.findings import Finding, Strength
from inputs.intake import Series
from inputs.period import Period
from report.blank_returns.specification import blank_returns, cut_off
from report.blank_returns.write import sound_figures
from report.metrics.counting.observations import observe
from report.metrics.definitions.measure_library import read_library
from tests.report.returns import (
    AGES,
    BLANK,
    DECEMBER,
    LIBRARY,
    SUPPRESSED,
    a_return,
    counts,
    intake,
    monthly,
    point,
    series,
)

JANUARY = Period(2024, 1)
JAN, DEC, NOV, OCT = Period(2024, 1), Period(2023, 12), Period(2023, 11), Period(2023, 10)


def asked(*held: Series, period: Period = JANUARY, expected=(), targets=None) -> tuple[BlankReturn, ...]:
    measures = read_library()
    reported, _ = observe(intake(*held), measures)
    return blank_returns(reported, measures, set(expected), period, targets or {})


def table(*held: Series, **more) -> BlankTable:
    (one,) = asked(*held, **more)
    (only,) = one.tables
    return only


def parts(found: BlankTable) -> list[str]:
    return [row.part for row in found.rows]


def months_of(found: BlankTable) -> list[tuple[int, int]]:
    return [(m.year, m.month) for m in found.periods]


def test_a_service_that_gives_counts_is_asked_for_counts_and_never_for_the_percentage():
    found = table(monthly("dental_check_pct", [(80, 100), (81, 100), (82, 100)]))
    assert parts(found) == ["Numerator", "Denominator"]
    assert found.new == JAN
    assert [row.known[DEC] for row in found.rows] == [82, 100]
    assert (found.rows[0].out_of, found.rows[1].over) == (1, 0)


def test_a_service_that_gives_a_percentage_alone_is_asked_for_that():
    found = table(counts("dental_check_pct", [80, 81, 82]))
    assert parts(found) == ["%"]
    assert found.rows[0].takes is Takes.SHARE


def test_percentages_of_earlier_years_stay_when_counts_have_come_since():
    early, late = point(Period(2023, 11), 81), point(DECEMBER, n=82, of=100)
    rows = {row.part: row for row in table(series("dental_check_pct", early, late)).rows}
    assert list(rows) == ["Numerator", "Denominator", "%"]
    assert rows["%"].known == {NOV: Decimal(81)}
    assert JAN not in rows["%"].open
    assert JAN in rows["Numerator"].open


def test_the_new_month_is_open_and_what_was_given_is_not():
    found = table(counts("children_in_care_count", [405, 409, 412]))
    (row,) = found.rows
    assert JAN in row.open
    assert not {DEC, NOV, OCT} & row.open
    assert JAN not in row.known


def test_a_month_that_was_given_already_may_be_corrected_in_its_own_blank_return():
    found = table(counts("children_in_care_count", [405, 409, 412]), period=DECEMBER)
    assert found.new == DEC
    assert found.rows[0].known[DEC] == 412
    assert DEC in found.rows[0].open


def test_a_gap_inside_a_run_is_not_available_and_may_be_filled_in():
    (row,) = table(counts("children_in_care_count", [405, BLANK, 412])).rows
    assert row.known[NOV] == "not available"
    assert NOV in row.open


def test_months_missed_since_the_last_return_are_open_and_empty():
    (row,) = table(counts("children_in_care_count", [405, 409, 412]), period=Period(2024, 3)).rows
    assert {Period(2024, 3), Period(2024, 2), JAN} <= row.open
    assert not {Period(2024, 2), JAN} & set(row.known)


def test_a_suppressed_figure_is_written_as_its_mark():
    held = [point(Period(2023, 11), n=SUPPRESSED, of=40), point(DECEMBER, n=8, of=40)]
    rows = table(series("three_or_more_homes_pct", *held)).rows
    assert {row.known[NOV] for row in rows} == {"suppressed"}


def test_a_provisional_figure_keeps_its_flag():
    (row,) = table(series("children_in_care_count", point(DECEMBER, 412, flag="provisional"))).rows
    assert row.known[DEC] == "412 p"


def test_age_bands_are_all_asked_for_and_tied_to_their_total():
    bands = [counts("children_in_care_by_age_count", [40, 41], group=band) for band in AGES[:2]]
    found = table(counts("children_in_care_count", [405, 412]), *bands)
    assert [row.group for row in found.rows] == ["", *AGES]
    assert {row.bands for row in found.rows[1:]} == {(1, 2, 3, 4, 5)}
    assert {row.total for row in found.rows[1:]} == {0}


def test_teams_are_those_that_the_service_reports():
    teams = tuple(LIBRARY["average_caseload_by_team_rate"].groups)[:2]
    found = table(*(monthly("average_caseload_by_team_rate", [(400, 20), (410, 20)], group=team) for team in teams))
    assert list(dict.fromkeys(row.group for row in found.rows)) == list(teams)
    assert [row.takes for row in found.rows[:2]] == [Takes.WHOLE, Takes.DECIMAL]
    assert found.rows[0].out_of is None  # cases are more than staff


def test_quarters_that_the_months_cover_are_not_asked_for_again():
    held = [point(Period(2023, month), n=8, of=9) for month in (10, 11, 12)]
    found = table(series("initial_health_assessment_pct", *held, point(Period(2023, 12, 3), n=24, of=27)))
    assert {months.length for months in found.periods} == {1}


def test_a_service_that_reports_by_quarter_is_asked_for_the_last_quarter_that_ended():
    held = [point(Period(2023, 6, 3), n=8, of=9), point(Period(2023, 9, 3), n=7, of=9)]
    found = table(series("initial_health_assessment_pct", *held))
    assert (found.name, found.new) == ("Quarterly figures", Period(2023, 12, 3))
    assert months_of(found) == [(2023, 12), (2023, 9), (2023, 6), (2023, 3), (2022, 12)]


def test_a_quarter_that_was_given_is_not_due_again_a_month_later():
    held = [point(Period(2023, 9, 3), n=8, of=9), point(Period(2023, 12, 3), n=7, of=9)]
    assert table(series("initial_health_assessment_pct", *held)).new is None


def test_years_that_end_in_another_month_have_a_sheet_of_their_own():
    september = [point(Period(year, 9), value) for year, value in ((2021, 17), (2022, 18), (2023, 19))]
    caseload = series("social_worker_caseload_rate", *september)
    found = table(caseload)
    assert (found.name, found.new) == ("Yearly figures", None)
    assert months_of(found) == [(2023, 9), (2022, 9), (2021, 9)]


def test_what_is_later_than_the_month_is_left_out():
    found = table(counts("children_in_care_count", [405, 409, 412]), period=Period(2023, 11))
    assert DEC not in found.periods
    assert DEC not in found.rows[0].known


def test_the_months_go_back_a_year_where_little_is_known_and_four_years_at_most():
    assert len(table(counts("children_in_care_count", [405])).periods) == 13
    long = counts("children_in_care_count", range(400, 460))
    assert len(table(long).periods) == 48
    reported, _ = observe(intake(long), read_library())
    assert cut_off(asked(long), reported)
    assert not cut_off(asked(counts("children_in_care_count", [405])), reported[:0])


def test_the_councils_own_target_stands_before_the_returns():
    held = monthly("dental_check_pct", [(80, 100), (82, 100)], target=(90, "at least"))
    assert table(held).rows[0].target == "At least 90%"
    assert table(held, targets={"dental_check_pct": "At least 92%"}).rows[0].target == "At least 92%"


def test_what_is_expected_and_was_never_given_is_asked_for_as_counts():
    found = table(counts("children_in_care_count", [405]), expected=["children_in_care_count", "left_care_count"])
    assert [row.measure for row in found.rows] == ["Children in care", "Ceased in month"]
    dental = asked(expected=["dental_check_pct"])[0].tables[0]
    assert parts(dental) == ["Numerator", "Denominator"]
    assert all(set(dental.periods) == row.open for row in dental.rows)


DAYS, BEHIND = "order_to_match_days_mean", ["Median", "Shortest", "Longest"]


def test_what_lies_behind_an_average_of_days_is_asked_for_under_it() -> None:
    found = table(monthly(DAYS, [(280 * 18, 18), (298 * 18, 18)]), counts("left_care_through_adoption_pct", [12, 13]))
    assert [row.measure for row in found.rows] == ["Left care through adoption", *["Placement order to match"] * 5]
    assert parts(found) == ["%", "Numerator", "Denominator", *BEHIND]
    median, shortest, longest = found.rows[3:]
    assert all({JAN, DEC} <= row.open for row in (median, shortest, longest))
    assert [row.takes for row in found.rows[3:]] == [Takes.DECIMAL, Takes.WHOLE, Takes.WHOLE]


def test_the_median_is_tied_between_the_shortest_and_the_longest() -> None:
    found = table(monthly(DAYS, [(298 * 18, 18)]))
    median, shortest, longest = (parts(found).index(part) for part in BEHIND)
    assert (found.rows[shortest].out_of, found.rows[median].over) == (median, shortest)
    assert (found.rows[median].out_of, found.rows[longest].over) == (longest, median)


def test_what_was_given_behind_an_average_stands_beside_what_is_asked() -> None:
    found = table(monthly(DAYS, [(298 * 18, 18)]), counts("order_to_match_days_median", ["250.5"]))
    known = {row.part: row.known.get(DEC) for row in found.rows}
    assert (known["Median"], known["Longest"]) == (Decimal("250.5"), None)


def test_a_median_is_asked_for_as_often_as_its_average() -> None:
    quarters = [point(Period(2023, month, 3), n=298 * 18, of=18) for month in (6, 9)]
    found = table(series(DAYS, *quarters))
    assert (found.name, parts(found)) == ("Quarterly figures", ["Numerator", "Denominator", *BEHIND])


def test_a_median_without_its_average_is_not_asked_for() -> None:
    assert asked(counts("order_to_match_days_median", [250]), counts("children_in_care_count", [9]), expected=[]) == (
        asked(counts("children_in_care_count", [9]))
    )


def test_from_how_many_on_a_median_is_printed_is_known_where_one_is_asked_for() -> None:
    (adoption,) = asked(monthly(DAYS, [(298 * 18, 18)]))
    (other,) = asked(counts("children_in_care_count", [405]))
    assert (adoption.fewest_for_spread, other.fewest_for_spread) == (10, None)
    assert [(m.ref, m.measure) for m in adoption.definitions] == [
        ("4.3", "Placement order to match"),
        *(("4.3", f"Placement order to match: {part}") for part in ("median", "shortest", "longest")),
    ]


def test_each_service_has_a_blank_return_of_its_own_with_what_its_measures_mean():
    one, other = asked(counts("children_in_care_count", [405]), counts("children_missing_count", [9]))
    assert (one.service, other.service) == ("Performance and Information Team", "Missing and Exploitation Service")
    assert [meant.measure for meant in one.definitions] == ["Children in care"]
    assert one.definitions[0].definition == LIBRARY["children_in_care_count"].definition


def wrong(cell: str) -> Finding:
    return Finding("not-a-number", Strength.MUST_FIX, "", "", workbook="health.xlsx", sheet="Health", cell=cell)


def test_a_figure_that_must_be_mended_is_left_out_of_the_history():
    held = series("children_in_care_count", point(Period(2023, 11), 409), point(DECEMBER, 412))
    reported, unread = sound_figures(replace(intake(held), findings=(wrong("M5"),)), read_library())
    assert [o.period for o in reported[0].observations] == [Period(2023, 11)]
    assert len(unread) == 1


def test_a_figure_that_two_returns_give_differently_is_left_out_of_both():
    one = a_return(counts("children_in_care_count", [409, 412]), workbook="a.xlsx")
    other = a_return(counts("children_in_care_count", [409, 413]), workbook="b.xlsx")
    reported, unread = sound_figures(intake(one, other), read_library())
    assert [o.period for o in reported[0].observations] == [Period(2023, 11)]
    assert [finding.kind for finding in unread] == ["given-twice"]


def test_a_folder_without_returns_is_nothing_to_complain_of():
    nothing = replace(intake(), findings=(replace(wrong(""), kind="no-returns"),))
    assert sound_figures(nothing, read_library()) == ((), ())


def test_no_row_says_by_its_name_which_figure_it_is():
    rows: list[BlankRow] = [r for one in asked(expected=LIBRARY) for t in one.tables for r in t.rows]
    assert {row.measure for row in rows} <= {name for m in LIBRARY.values() for name in m.names}
    assert not any("%" in row.measure or "number of" in row.measure.casefold() for row in rows)


def test_no_row_is_explained_by_the_code_of_a_published_table() -> None:
    everything = {measure.id for measure in read_library()}
    rows = [row for one in asked(expected=everything) for each in one.tables for row in each.rows]
    assert len(rows) > 200
    assert [row.definition for row in rows if "_" in row.definition] == []
