"""What is wrong with a return is a finding with its cell and a remedy, never a guess."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from inputs import findings as catalogue
from inputs.findings import CATALOGUE, Finding, Strength, shortened
from inputs.intake import Item

MONTHS = ["Measure", "Part", "Oct-23", "Nov-23", "Dec-23"]


def told(intake, kind):
    return [str(finding) for finding in intake.findings if finding.kind == kind]


def reviews(numerators, denominators, percentages=None):
    rows = [MONTHS, ["Reviews on time", "Numerator", *numerators], [None, "Denominator", *denominators]]
    return rows if percentages is None else [*rows, [None, "%", *percentages]]


def test_a_numerator_over_its_denominator_must_be_put_right(read):
    assert told(read(reviews([40, 45, 231], [40, 50, 230])), "numerator-over-denominator") == [
        "return.xlsx › Return › E2: 231 is more than the 230 reviews it is out of. Correct E2 or E3 and run again."
    ]


def test_what_is_counted_is_left_unsaid_where_the_vocabulary_does_not_say_it(read):
    rows = [["Measure", "Dec-23"], ["Statutory visits on time", "231/230"]]
    assert told(read(rows), "numerator-over-denominator") == [
        "return.xlsx › Return › B2: 231 is more than the 230 it is out of. Correct B2 and run again."
    ]


def test_days_may_be_more_than_the_children_who_waited_them(read, found):
    rows = [["Month", "A1", None], [None, "Total days", "Children"], ["Dec-23", 10440, 18]]
    assert found(read(rows, merged=("B1:C1",))) == []


def test_a_percentage_that_its_parts_do_not_give_must_be_put_right(read):
    assert told(read(reviews([36, 45, 57], [40, 50, 60], [90.0, 90.0, 96.5])), "percentage-does-not-match") == [
        "return.xlsx › Return › E4: 96.5% is not what 57 of 60 gives, which is 95%. "
        "Correct E4 or E2 or E3 and run again."
    ]


@pytest.mark.parametrize(
    "percentages", [[66.7, 33.3, 14.3], [67, 33, 14], [66.67, 33.33, 14.29], [2 / 3 * 100, 33.3, 14.3]]
)
def test_a_percentage_rounded_as_it_is_typed_matches(read, found, percentages):
    assert found(read(reviews([2, 1, 1], [3, 3, 7], percentages))) == []


def test_a_percentage_cut_off_and_not_rounded_does_not_match(read, found):
    assert found(read(reviews([2, 1, 1], [3, 3, 7], [66.6, 33.3, 14.2]))) == [
        ("percentage-does-not-match", "C4"),
        ("percentage-does-not-match", "E4"),
    ]


def test_a_percentage_of_staff_is_not_held_to_counts_that_are_rounded_themselves(read, found):
    # DfE, Children's social work workforce, 2024: 41.3 left of 167.5 in post was published as 24.6%, not 24.7%.
    assert found(read(reviews([41.3, 41.3], [167.5, 167.5], [24.6, 24.7]))) == []
    assert found(read(reviews([41.3, 41.3], [167.5, 167.5], [24.5, 24.9]))) == [
        ("percentage-does-not-match", "C4"),
        ("percentage-does-not-match", "D4"),
    ]


def test_a_percentage_above_100_must_be_put_right(read, figures, found):
    intake = read([["Measure", "Nov-23", "Dec-23"], ["% statutory visits on time", 90, 105]])
    assert found(intake) == [("percentage-out-of-range", "C2")]
    assert figures(intake)["visits_pct", "", "2023-12"][0] == "unreadable"


def test_percentages_on_two_scales_in_one_row_must_be_put_right(read, figures):
    intake = read([["Measure", "Oct-23", "Nov-23", "Dec-23"], ["Statutory visits on time", 93.5, 0.94, 92.1]])
    assert told(intake, "mixed-percentage-scale") == [
        "return.xlsx › Return › C2: Percentages are written in two ways: 0.94 in C2, 93.5 in B2. "
        "Write all of them one way, such as 93.5, and run again."
    ]
    assert {value for value, _, _ in figures(intake).values()} == {"unreadable"}


def test_percentages_that_could_be_on_either_scale_are_not_guessed(read, found):
    intake = read([["Measure", "Nov-23", "Dec-23"], ["% statutory visits on time", 1, 1]])
    assert found(intake) == [("unclear-percentage-scale", "B2")]


@pytest.mark.parametrize("value", ["about forty", datetime(2023, 12, 1), True])
def test_words_dates_and_ticks_among_the_figures_must_be_put_right(read, figures, found, value):
    intake = read(reviews([36, 45, value], [40, 50, 60]))
    assert found(intake) == [("not-a-number", "E2")]
    assert figures(intake)["reviews_pct", "", "2023-12"] == (None, "unreadable", "60")


def test_words_in_a_cell_are_never_repeated_because_they_could_name_a_child(read):
    intake = read(
        [MONTHS, ["Reviews on time", "Numerator", 36, 45, "see note on A N Other"], ["A N Other", None, 1, 2, 3]]
    )
    assert intake.findings
    assert "Other" not in " ".join(str(finding) for finding in intake.findings)


def test_a_count_below_zero_must_be_put_right(read, found):
    assert found(read([["Measure", "Dec-23"], ["Children in care", -5]])) == [("below-zero", "B2")]


def test_a_number_too_large_to_be_a_count_must_be_put_right(read, found):
    assert found(read([["Measure", "Dec-23"], ["Children in care", 10**12]])) == [("number-too-large", "B2")]


def test_a_formula_never_calculated_must_be_put_right_and_is_not_blank(read, figures, found):
    intake = read([["Measure", "Nov-23", "Dec-23"], ["Children in care", 410, "=B2+2"]])
    assert found(intake) == [("formula-without-result", "C2")]
    assert figures(intake)["in_care_count", "", "2023-12"][0] == "unreadable"


def test_a_heading_from_a_formula_never_calculated_must_be_put_right(read, found):
    intake = read([["Measure", "Oct-23", "Nov-23", "=EDATE(C1,1)"], ["Children in care", 408, 410, 412]])
    assert found(intake) == [("formula-without-result", "D1")]


def test_a_sheet_of_formulas_never_calculated_is_told_once(read, found):
    rows = [["Measure", "=A9", "=B9", "=C9"], ["Children in care", "=A10", "=B10", "=C10"]]
    assert found(read(rows)) == [("no-returns", ""), ("formula-without-result", "B1")]


def test_an_error_in_a_cell_must_be_put_right(read):
    assert told(read([["Measure", "Nov-23", "Dec-23"], ["Children in care", 410, "#REF!"]]), "error-in-cell") == [
        "return.xlsx › Return › C2: The cell shows #REF!. Fix the formula, or type the number, and run again."
    ]


def test_a_figure_given_twice_with_two_values_must_be_put_right(read):
    rows = [
        ["Measure", "Nov-23", "Dec-23"],
        ["Children in care", 410, 412],
        ["Children in care at month end", 410, 411],
    ]
    assert told(read(rows), "given-twice") == [
        "return.xlsx › Return › C2: “Children in care” is given twice for one period: 412 here and 411 in C3. "
        "Keep the right one of C2 and C3 and run again."
    ]


def test_a_figure_given_twice_alike_is_taken_once_in_silence(read, figures, found):
    rows = [["Measure", "Dec-23"], ["Children in care", 412], ["Children in care at month end", 412]]
    intake = read(rows)
    assert (len(figures(intake)), found(intake)) == (1, [])


def test_a_month_given_twice_in_the_headings_is_found(read, found):
    intake = read([["Measure", "Nov-23", "Dec-23", "Dec-23"], ["Children in care", 410, 412, 411]])
    assert found(intake) == [("headings-in-doubt", "C1")]


def test_a_blank_month_inside_a_run_is_told_with_its_cell(read):
    intake = read([["Measure", "Oct-23", "Nov-23", "Dec-23"], ["Children in care", 408, None, 412]])
    assert told(intake, "missing-month") == [
        "return.xlsx › Return › C2: There is no figure for November 2023: “Children in care”. "
        "Fill it in if there is one; otherwise the report shows a gap."
    ]


def test_a_month_left_out_of_the_headings_is_told_once_for_all_its_measures(read):
    rows = [["Month", "Children in care", "Reviews due"]]
    rows += [["Sep-23", 407, 39], ["Oct-23", 408, 40], ["Dec-23", 412, 60]]
    assert told(read(rows), "missing-month") == [
        "return.xlsx › Return: There is no figure for November 2023: “Children in care” and 1 other measure. "
        "Fill it in if there is one; otherwise the report shows a gap."
    ]


@pytest.mark.parametrize(
    "months", [["31 March 2023", "31 March 2024", "31 March 2025"], ["Q2 23/24", "Q3 23/24", "Q4 23/24"]]
)
def test_years_and_quarters_that_follow_one_another_miss_no_month(read, found, months):
    assert found(read([["Measure", *months], ["Children in care", 408, 422, 416]])) == []


def test_months_still_to_come_are_no_gap(read, found):
    assert found(read([["Measure", "Nov-23", "Dec-23", "Jan-24"], ["Children in care", 410, 412, None]])) == []


def test_an_unknown_measure_is_told_with_the_nearest_known_name(read, figures):
    intake = read([["Measure", "Dec-23"], ["Children in care", 412], ["Reviews on tyme", 95]])
    assert told(intake, "unknown-measure") == [
        "return.xlsx › Return › A3: The name here is not a known measure. Did you mean “Reviews on time”? "
        "Correct A3 if the report should have it, and run again."
    ]
    assert len(figures(intake)) == 1


def test_measures_that_the_report_does_not_use_are_told_together(read):
    rows = [
        ["Measure", "Dec-23"],
        ["Children in care", 412],
        ["Foster carers recruited", 5],
        ["Complaints received", 7],
    ]
    assert told(read(rows), "unknown-measure") == [
        "return.xlsx › Return › A3: 2 names are not of a known measure (A3, A4); "
        "the figures beside or under were left out. Of 3 rows of figures, 1 was read. "
        "Nothing needs to be done unless the report should have them: then say so in the reading sheet."
    ]


def test_the_parts_of_an_unknown_measure_are_not_given_to_the_one_above_it(read, figures):
    rows = [
        *reviews([36, 45, 57], [40, 50, 60]),
        ["Complaints answered in time", "Numerator", 1, 2, 3],
        [None, "Denominator", 4, 5, 6],
    ]
    assert figures(read(rows))["reviews_pct", "", "2023-12"] == (None, "57", "60")


def test_an_unknown_measure_in_a_long_list_is_told_once(read, found):
    rows = [["Measure", "Period", "Value"]]
    rows += [["Children in care", "Nov-23", 410], ["Children in care", "Dec-23", 412]]
    rows += [["Complaints", "Nov-23", 4], ["Complaints", "Dec-23", 5]]
    assert found(read(rows)) == [("unknown-measure", "A4")]


def test_titles_notes_and_footers_are_no_unknown_measures(read, found):
    rows = [
        ["Children's Social Care: monthly return"],
        ["Measure", "Nov-23", "Dec-23"],
        ["Section A: numbers"],
        ["Children in care", 410, 412],
        ["Total", 410, 412],
        ["Notes"],
        ["Short breaks are left out."],
        ["Source: case management system"],
        ["Data correct as at 9 January 2024"],
    ]
    assert found(read(rows)) == []


def test_an_age_band_that_the_workbook_turned_into_a_date_must_be_put_right(read):
    rows = [["Age band", "Dec-23"], ["Under 1", 24], ["1 to 4", 47], [datetime(2023, 9, 5), 50]]
    assert told(read(rows), "name-became-date") == [
        "return.xlsx › Return › A4: The name here is held as a date: Excel does that to age bands such as 5-9. "
        "Type it in A4 as 5 to 9 and run again."
    ]


@pytest.mark.parametrize("heading", ["Dec-23 forecast", "Forecast Dec-23", "Dec-23 change", "Dec-23 RAG"])
def test_a_month_that_only_a_heading_with_more_words_has_is_told(read, figures, found, heading):
    rows = [["Measure", "Oct-23", "Nov-23", heading], ["Children in care", 400, 401, 402]]
    intake = read(rows)
    assert max(month for *_, month in figures(intake)) == "2023-11"
    assert found(intake) == [("column-not-read", "D1")]
    rows = [["Measure", "Nov-23", "Dec-23", heading], ["Children in care", 400, 401, 402]]
    assert found(read(rows)) == []


def test_figures_without_a_name_are_told(read, found):
    assert found(read([["Measure", "Dec-23"], ["Children in care", 412], [None, 99]])) == [("row-without-name", "B3")]


def test_a_line_for_the_year_to_date_alone_is_told_and_no_figure_of_a_month(read, figures, found):
    rows = [["Measure", "Nov-23", "Dec-23"], ["Children in care", 410, 412], ["Reviews on time (YTD)", 91, 92]]
    intake = read(rows)
    assert found(intake) == [("other-span", "B3")]
    assert {item for item, _, _ in figures(intake)} == {"in_care_count"}


def to_date(intake):
    return [
        (series.item, point.period.month, str(point.value.value), point.value.cell)
        for one in intake.returns
        for series in one.series
        for point in series.year_to_date
    ]


def test_a_line_for_the_year_to_date_is_handed_on_beside_its_months(read, found):
    rows = [["Measure", "Nov-23", "Dec-23"], ["Reviews on time", 91.5, 92.5], ["Reviews on time (YTD)", 91, 92]]
    intake = read(rows)
    assert found(intake) == [("year-to-date-not-read", "B3")]
    assert to_date(intake) == [("reviews_pct", 11, "91", "B3"), ("reviews_pct", 12, "92", "C3")]


def test_a_column_for_the_year_to_date_goes_up_to_the_last_month_before_it_with_a_figure(read):
    rows = [["Measure", "Nov-23", "Dec-23", "Jan-24", "YTD"], ["Children in care", 410, 412, None, 822]]
    assert to_date(read(rows)) == [("in_care_count", 12, "822", "E2")]


def test_a_year_to_date_is_on_the_scale_of_its_months_and_only_where_it_is_a_value(read):
    rows = [["Measure", "Part", "Nov-23", "Dec-23", "YTD"]]
    rows += [["Reviews on time", "Numerator", 45, 57, 102], [None, "Denominator", 50, 60, 110]]
    assert to_date(read([*rows, [None, "%", 0.9, 0.95, 0.927]])) == [("reviews_pct", 12, "92.7", "E4")]
    assert to_date(read([["Measure", "Nov-23", "YTD"], ["Reviews on time", 91.5, "n/a"]])) == []


def test_a_column_among_the_months_that_is_no_period_is_noted(read, found):
    intake = read([["Measure", "Nov-23", "Weekly low", "Dec-23"], ["Children in care", 410, 405, 412]])
    assert found(intake) == [("column-not-read", "C1")]


@pytest.mark.parametrize("heading", ["Apr", "Q3", "FY 2023"])
def test_a_heading_that_does_not_say_its_period_must_be_put_right(read, found, heading):
    intake = read([["Measure", heading, "Dec-24", "Mar-25"], ["Children in care", 410, 411, 412]])
    assert found(intake)[0] == ("unclear-period", "B1")


def test_a_date_that_may_be_of_two_months_must_be_put_right(read):
    intake = read([["Measure", "Mar-25", "04/05/2025"], ["Children in care", 411, 412]])
    assert told(intake, "unclear-period") == [
        "return.xlsx › Return › C1: The heading may mean May 2025 or April 2025. "
        "Write it like Dec-23 or 2023/24 Q3 and run again."
    ]


def test_a_table_of_months_without_any_year_is_told_and_not_passed_over(read, found):
    intake = read([["Measure", "Apr", "May"], ["Children in care", 410, 412]])
    assert found(intake) == [("no-returns", ""), ("unclear-period", "B1"), ("unclear-period", "C1")]


def test_a_caseload_without_its_team_is_told_and_left_out(read, figures, found):
    intake = read([["Measure", "Nov-23", "Dec-23"], ["Children in care", 410, 412], ["Average caseload", 20, 21]])
    assert found(intake) == [("unclear-measure", "B3")]
    assert {item for item, _, _ in figures(intake)} == {"in_care_count"}


def test_a_part_that_two_measures_share_with_neither_named_is_told(read, found):
    intake = read([["Month", "Children in care", "Total days"], ["Nov-23", 410, 5000], ["Dec-23", 412, 5100]])
    assert found(intake) == [("unclear-measure", "C2")]


def test_months_that_became_days_of_one_year_are_read_as_months_and_told(read, figures, found):
    days = [datetime(2025, 10, 23), datetime(2025, 11, 23), datetime(2025, 12, 23), datetime(2025, 1, 24)]
    intake = read([["Measure", *days], ["Children in care", 408, 410, 412, 413]], formats={"1": "d-mmm"})
    assert [period for _, _, period in figures(intake)] == ["2023-10", "2023-11", "2023-12", "2024-01"]
    assert found(intake) == [("month-label-from-date", "B1")]


def test_bare_years_are_read_as_years_ending_in_march_and_told_once(read, found):
    assert found(read([["Measure", 2023, 2024], ["Children in care", 408, 422]])) == [("year-headings", "B1")]


def test_an_impossible_target_is_told_and_not_passed_on(read):
    intake = read([["Measure", "Target", "Dec-23"], ["Statutory visits on time", "Above 100%", 93.5]])
    assert told(intake, "impossible-target") == [
        "return.xlsx › Return › B2: “Statutory visits on time”: the target says above 100%, which can never be met, "
        "so it was not used. Correct B2 and run again."
    ]
    assert intake.returns[0].series[0].target is None


def test_an_unclear_target_is_told(read, found):
    rows = [["Measure", "Target", "Dec-23"], ["Statutory visits on time", "90-95%", 93.5]]
    assert found(read(rows)) == [("unclear-target", "B2")]


def test_two_targets_for_one_measure_are_told(read, found):
    rows = [
        ["Measure", "Period", "Value", "Target"],
        ["Children in care", "Nov-23", 410, 484],
        ["Children in care", "Dec-23", 412, 480],
    ]
    intake = read(rows)
    assert found(intake) == [("targets-differ", "D3")]
    series = intake.returns[0].series[0]
    assert series.target.value == 480, "the target that changed is the last one stated"
    assert [(months.month, target.value) for months, target in series.targets] == [(11, 484), (12, 480)]


def test_a_target_for_all_months_stands_where_a_second_differs(read, found):
    rows = [
        ["Measure", "Part", "Target", "Dec-23"],
        ["Statutory visits on time", "Numerator", "90", 80],
        ["Statutory visits on time", "Denominator", "95", 100],
    ]
    intake = read(rows)
    assert found(intake) == [("targets-differ", "C3")]
    series = intake.returns[0].series[0]
    assert (series.target.value, series.targets) == (90, ())


def test_many_faults_of_one_kind_are_all_given_and_printed_in_part_and_counted(read):
    days = [f"{month}-23" for month in ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")]
    intake = read([["Measure", *days], ["Children in care", *["?"] * 9]])
    assert len(told(intake, "not-a-number")) == 9
    lines = [str(finding) for finding in shortened(intake.findings)]
    assert len(lines) == 6
    assert lines[-1] == "return.xlsx › Return: 4 more like these are on the sheet. Look for them too."


def test_every_kind_that_the_room_raises_is_in_the_catalogue_and_every_one_in_it_is_raised():
    room = catalogue.__spec__.origin.rpartition("/")[0]
    from pathlib import Path

    source = "".join(path.read_text(encoding="utf-8") for path in Path(room).rglob("*.py") if path.stem != "findings")
    raised = set(re.findall(r'(?:found|Refused)\(\s*"([a-z-]+)"', source))
    raised |= set(re.findall(r'kind = "([a-z]+(?:-[a-z]+)+)"', source))
    assert raised == set(CATALOGUE)


def test_the_catalogue_says_of_each_kind_how_much_it_matters_and_what_it_means():
    for kind, entry in CATALOGUE.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", kind)
        assert entry.strength in Strength
        assert entry.meaning.endswith(".")
        assert len(entry.meaning) < 100


def test_a_finding_says_where_what_and_what_to_do():
    finding = Finding("not-a-number", Strength.MUST_FIX, "It is not.", "Fix it.", "a.xlsx", "Sheet", "F18")
    assert str(finding) == "a.xlsx › Sheet › F18: It is not. Fix it."
    assert str(Finding("no-returns", Strength.MUST_FIX, "None.", "Add some.")) == "None. Add some."


ALONE = "Give the {} or the percentage too, or name the row “%” if it holds percentages, and run again."


def test_numerators_with_nothing_beside_them_are_told(read):
    rows = [["Measure", "Part", "Nov-23", "Dec-23"], ["Reviews on time", "Numerator", 45, 57]]
    assert [str(finding) for finding in read(rows).findings] == [
        "return.xlsx › Return › C2: A numerator of “Reviews held on time” is here with no denominator or percentage, "
        f"so the report has no figure from it. {ALONE.format('denominator')}"
    ]


def test_denominators_with_nothing_beside_them_are_told(read, found):
    rows = [["Month", "Children in care", "Reviews due"], ["Nov-23", 410, 50], ["Dec-23", 412, 60]]
    assert found(read(rows)) == [("part-without-the-rest", "C2")]


def test_parts_of_an_average_with_nothing_beside_them_are_told(read):
    rows = [["Measure", "Part", "Nov-23", "Dec-23"], ["Entry to care to adoptive home", "Total days", 5000, 5100]]
    assert told(read(rows), "part-without-the-rest") == [
        "return.xlsx › Return › C2: A numerator of “Entry to care to adoptive home” is here with no denominator or "
        "average, so the report has no figure from it. Give the denominator or the average too and run again."
    ]


def test_a_numerator_whose_denominator_is_missing_in_one_month_is_told_with_the_month(read):
    assert told(read(reviews([36, 45, 57], [40, None, 60])), "part-without-the-rest") == [
        "return.xlsx › Return › D2: A numerator of “Reviews held on time” is here for November 2023 with no "
        f"denominator or percentage, so the report has no figure from it. {ALONE.format('denominator')}"
    ]


@pytest.mark.parametrize("mark", ["c", "n/a", ".."])
def test_a_part_whose_other_part_says_why_there_is_none_is_not_alone(read, found, mark):
    assert found(read(reviews([36, 45, 57], [40, mark, 60]))) == []


def test_figures_read_as_a_numerator_by_their_name_are_never_lost_in_silence(read, found):
    rows = [
        ["Measure", "Nov-23", "Dec-23"],
        ["Children in care", 410, 412],
        ["Statutory visits on time - done", 91, 92],
    ]
    assert found(read(rows)) == [("part-without-the-rest", "B3")]


def test_a_measure_of_teams_that_names_none_says_what_to_write(read):
    intake = read([["Measure", "Nov-23", "Dec-23"], ["Average caseload", 20, 21]])
    assert [str(finding) for finding in intake.findings] == [
        "We could not find a return in return.xlsx (Return). We looked for names of measures, such as "
        "“Reviews held on time”, in a table with months, quarters or years as headings. "
        "Fix the points below and run again.",
        "return.xlsx › Return › B2: “Average caseload” is given by group, and these figures name none; they were "
        "left out. Write the team or group beside them, such as “Family Safeguarding”, and run again.",
    ]


def test_the_dates_of_a_list_of_children_are_no_months_of_a_measure_it_happens_to_name(read, sheet, found):
    rows = [["Child", "Entered care", "Cases held"]]
    rows += [[number, datetime(2023, 1 + number * 5 % 12, 3), 1] for number in range(1, 9)]
    intake = read(sheet([["Measure", "Dec-23"], ["Children in care", 412]], name="CLA"), sheet(rows, name="List"))
    assert [finding.kind for finding in intake.findings] == ["list-of-children"]


def test_a_measure_of_teams_that_names_none_may_be_another_measure_of_all_staff(read, vocabulary):
    whole = Item("all_staff_rate", "workforce", ("Caseload of everyone", "Average caseload of social workers"))
    both = (*vocabulary, whole)
    intake = read([["Measure", "Nov-23", "Dec-23"], ["Average caseload", 20, 21]], vocabulary=both)
    assert intake.findings[1].remedy == (
        "Write the team or group beside them, such as “Family Safeguarding”, or call them “Average caseload of "
        "social workers” if that is what they are, and run again."
    )


@pytest.mark.parametrize(
    ("rows", "what", "remedy"),
    [
        (
            [["Measure", "One", "Two"], ["Children in care", 410, 412], ["Visits on time", 91, 92]],
            "A known measure is named in A2, but no heading was found that is a month, quarter or year.",
            "If it is a return, write the headings like Dec-23, 2023/24 Q3, 2023/24 or 31 March 2024, and run again.",
        ),
        (
            [["Measure", "Nov-23", "Dec-23"], ["Calls", 410, 412], ["Letters", 91, 92]],
            "A month, quarter or year was found in B1, but no name of a known measure.",
            "If it is a return, name each measure as returns do, such as “Reviews held on time”, and run again.",
        ),
        (
            [["Calls", 1, 2], ["Letters", 3, 4]],
            "No name of a known measure and no month, quarter or year was found on this sheet.",
            "If it is a return, name each measure as returns do, such as “Reviews held on time”, write the headings "
            "like Dec-23, 2023/24 Q3, 2023/24 or 31 March 2024, and run again.",
        ),
        (
            [["Measure", "Nov-23", "Dec-23"], ["Children in care"], ["Calls", 1, 2], ["Letters", 3, 4]],
            "A known measure (A2) and a month, quarter or year (B1) were found, but no figure of both.",
            "If it is a return, put names, headings and figures into one table and run again.",
        ),
    ],
)
def test_a_sheet_without_a_return_says_what_was_looked_for_and_not_found(read, rows, what, remedy):
    finding = read(rows).findings[-1]
    assert (finding.kind, finding.sheet, finding.what, finding.remedy) == ("not-a-return", "Return", what, remedy)


def test_a_folder_without_a_return_names_its_workbooks_and_sheets(write, read, sheet):
    write(sheet([["Rota"]], name="Rota"), sheet([["Other"]], name="Secret", state="hidden"), name="a.xlsx")
    write(*(sheet([[str(number)]], name=f"S{number}") for number in range(6)), name="b.xlsx")
    intake = read()
    assert intake.findings[0].what == "We could not find a return in a.xlsx (Rota); b.xlsx (S0, S1, S2, S3 and 2 more)."
    assert [finding.place for finding in intake.findings[1:]] == ["a.xlsx › Rota", "b.xlsx › S0"]


def test_what_kept_a_folder_from_giving_a_return_must_be_put_right(read):
    intake = read([["Measure", "Nov-23", "Dec-23"], ["Average caseload", 20, 21]])
    assert {finding.strength for finding in intake.findings} == {Strength.MUST_FIX}
