"""Arrangements of real scorecards that were read wrongly or not at all."""

from __future__ import annotations

MONTHS = ("Oct-23", "Nov-23", "Dec-23")
SHARES = ("91%", "92%", "93%")


def test_a_column_of_the_year_so_far_before_the_months_says_nothing_of_them(in_december):
    heads = ["Indicator", "YTD 2023/24", *MONTHS]
    rows = [["Admissions of looked after children", 310, 31, 44, 59], ["Children in care", None, 300, 313, 325]]
    assert in_december([heads, *rows])[0] == ["59", "325"]


def test_plans_of_children_in_care_and_care_leavers_together_are_of_neither_alone(in_december):
    name = "% of eligible LAC & Care Leavers with a pathway plan"
    assert in_december([["Indicator", *MONTHS], [name, *SHARES]])[0] == []


def test_children_leaving_care_under_those_coming_in_are_no_part_of_them(in_december):
    rows = [["Children coming into care", 15, 16, 17], ["Children leaving care", 12, 13, 14]]
    assert in_december([["Indicator", *MONTHS], *rows, ["Care leavers in suitable homes", *SHARES]])[0][:2] == [
        "17",
        "14",
    ]


def test_the_panel_that_is_called_cpp_is_no_child_protection(in_december):
    for title in ("CPP performance report December 2023", "CPP scorecard"):
        assert in_december([[title], [], ["Indicator", *MONTHS], ["Children in care", 300, 301, 305]])[0] == ["305"]


def test_a_key_of_codes_says_nothing_of_the_table(in_december):
    key = "R12M = rolling 12 months, MS = monthly snapshot, YTD = year to date"
    assert in_december([[key], [], ["Indicator", *MONTHS], ["Children in care", 300, 301, 305]]) == (["305"], [])


def test_the_title_of_a_section_in_the_column_of_numbers_may_be_the_name_of_a_measure(in_december):
    rows = [["CHILDREN LOOKED AFTER"], ["1.1", "Visits on time", *SHARES], ["1.2", "Children in care", 300, 301, 305]]
    assert in_december([["No.", "Indicator", *MONTHS], *rows])[0] == ["93", "305"]


def test_columns_of_parts_outweigh_a_name_of_people(in_december):
    heads = [["Indicator", "Dec-23", None, None], [None, "Num", "Den", "%"]]
    row = ["CLA in same placement 2+ years", 62, 86, "72.1%"]
    assert in_december([*heads, row], merged=["B1:D1"]) == (["72.1", "62", "86"], [])


def test_an_absence_of_the_whole_year_is_none_of_a_month(in_december):
    heads = ["Indicator", "Data period", *MONTHS]
    assert in_december([heads, ["Persistent absence", "Annual", "20%", "21%", "22%"]]) == ([], ["other-span"])


def test_sickness_by_the_workforce_census_is_of_the_twelve_months_to_it(read, figures, library):
    heads = ["Measure", "30 September 2022", "30 September 2023"]
    given = figures(read([heads, ["Sickness of social workers (%)", "3.1%", "3.3%"]], vocabulary=library))
    assert [values[0] for (item, _, _), values in given.items() if item == "sw_absence_pct"] == ["3.1", "3.3"]


def test_absence_under_a_year_is_of_the_school_year(read, library):
    rows = [["Indicator", "2021/22", "2022/23"], ["Persistent absence", "20%", "21%"]]
    (series,) = (one for its in read(rows, vocabulary=library).returns for one in its.series)
    assert (series.span, {point.period.month for point in series.points}) == ("school_year", {8})


def test_children_of_school_age_are_no_share_of_schools(library):
    from inputs.headings.vocabulary import Lexicon

    known = Lexicon(library, "Testshire")
    assert known.meaning("Percentage of school age CIC with an up to date PEP").items
    assert not known.meaning("Percentage of schools good or outstanding").items


def test_a_column_of_data_notes_is_no_part_of_the_names(in_december):
    heads = ["No.", "Indicator", "Data note", *MONTHS]
    rows = [["5.1", "Number of looked after children", "Snapshot", 300, 301, 305]]
    rows += [["5.3", "Admissions of looked after children", "Count (in month)", 31, 44, 59]]
    assert in_december([heads, *rows])[0] == ["305", "59"]


def test_a_title_merged_across_the_measures_and_the_months_names_no_month(in_december):
    heads = ["Ref", "Measure", *MONTHS, "Target"]
    rows = [["PL3", "Children with 3 or more placements", "9.6%", "9.9%", "10.4%", "9%"]]
    rows += [["PL4", "Long term stability", "69.0%", "68.4%", "68.8%", "70%"]]
    found = in_december([["Placements & Fostering - quarterly"], [], heads, *rows], merged=["A1:F1"])
    assert found == (["10.4", "68.8"], [])


def test_a_column_of_the_same_period_last_year_is_left_out_and_said_once(in_december):
    heads = ["Indicator", "Same period last year", *MONTHS]
    rows = [["Children in care", 280, 300, 301, 305], ["Care leavers in suitable homes", "90%", *SHARES]]
    assert in_december([heads, *rows]) == (["305", "93"], ["column-not-read"])
    assert in_december([heads, *([name, None, *figures] for name, _, *figures in rows)]) == (["305", "93"], [])
