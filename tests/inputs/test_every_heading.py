"""Headings in one, two or three rows, merged or not, with all that stands between the months: each column its own."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest

pytestmark = pytest.mark.slow

N = None
NAME = "% reviews held on time"
NOV, DEC = ("90", "45", "50"), ("95", "57", "60")
BOTH = {("reviews_pct", "", "2023-11"): NOV, ("reviews_pct", "", "2023-12"): DEC}
VALUES = {("reviews_pct", "", "2023-11"): ("90", None, None), ("reviews_pct", "", "2023-12"): ("95", None, None)}
PARTS = {key: (None, *value[1:]) for key, value in BOTH.items()}

# Columns that stand between and after months and are no months: heading, and what stands under it.
BETWEEN = [
    *(
        ("Target", "95%"),
        ("RAG", "G"),
        ("DoT", "↑"),
        ("Comments", "Steady"),
        ("Eng", 88),
        ("England 2022/23", 88),
        ("SN", 89),
    ),
    *(("SN average", 89), ("YTD", 92.7), ("Total", 185), ("Variance", -3), ("Sep 23 vs Oct 23", "up"), ("", None)),
    *(("Regional", 87), ("Tolerance", 5), ("Direction of\ntravel", "→"), ("Notes:", "see below"), ("Dec-23 RAG", "G")),
]


@pytest.mark.parametrize(("heading", "under"), BETWEEN, ids=[heading or "spacer" for heading, _ in BETWEEN])
def test_a_column_between_the_months_that_is_no_month_is_left_out(read, figures, found, heading, under):
    for rows in (
        [["Measure", "Nov-23", heading, "Dec-23"], [NAME, 90, under, 95]],
        [["Measure", heading, "Nov-23", "Dec-23"], [NAME, under, 90, 95]],
        [["Measure", "Nov-23", heading, "Dec-23", heading], [NAME, 90, under, 95, under]],
    ):
        intake = read([[cell or N for cell in row] for row in rows])
        others = heading in {"Eng", "England 2022/23", "SN", "SN average", "Regional"}
        told = ["figures-of-other-areas"] if others else []
        assert (figures(intake), [kind for kind, _ in found(intake)]) == (VALUES, told)


def test_all_of_them_at_once_between_two_months(read, figures, found):
    headings, under = zip(*[(heading or N, value) for heading, value in BETWEEN[:5]], strict=True)
    intake = read([["Measure", "Nov-23", *headings, "Dec-23", *headings], [NAME, 90, *under, 95, *under]])
    assert (figures(intake), found(intake)) == (VALUES, [("figures-of-other-areas", "G2")])


STACKS = {
    "year over months": ([["Measure", "2023/24", N], [N, "Nov", "Dec"]], ["B1:C1"], 1),
    "quarter over months": ([["Measure", "Q3 2023/24", N], [N, "Nov", "Dec"]], ["B1:C1"], 1),
    "quarter over dates": (
        [["Measure", "2023/24 Q3", N], [N, datetime(2023, 11, 30), datetime(2023, 12, 31)]],
        ["B1:C1"],
        1,
    ),
    "year over quarter over months": (
        [["Measure", "2023/24", N], [N, "Q3", N], [N, "Nov", "Dec"]],
        ["B1:C1", "B2:C2"],
        1,
    ),
    "calendar year over months": ([["Measure", 2023, N], [N, "Nov", "Dec"]], ["B1:C1"], 1),
    "year over months over parts": (
        [
            ["Measure", "2023/24", N, N, N, N, N],
            [N, "Nov", N, N, "Dec", N, N],
            [N, "Num", "Den", "%", "Num", "Den", "%"],
        ],
        ["B1:G1", "B2:D2", "E2:G2"],
        3,
    ),
    "year over quarter over months over parts": (
        [
            ["Measure", "2023/24", *[N] * 5],
            [N, "Q3", *[N] * 5],
            [N, "Nov", N, N, "Dec", N, N],
            [N, *["Num", "Den", "%"] * 2],
        ],
        ["B1:G1", "B2:G2", "B3:D3", "E3:G3"],
        3,
    ),
}


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("stack", STACKS)
def test_stacked_headings_are_read_together(read, figures, found, stack, merged):
    rows, blocks, width = STACKS[stack]
    line = [NAME, 90, 95] if width == 1 else [NAME, 45, 50, 90, 57, 60, 95]
    intake = read([*rows, line], merged=blocks if merged else ())
    assert figures(intake) == (VALUES if width == 1 else BOTH)
    assert found(intake) == []


def test_years_over_months_with_spacers_and_other_columns_between_them(read, figures, found):
    rows = [
        ["Measure", N, "2022/23", N, N, N, N, "2023/24", N, N, N, "Comments"],
        [N, N, "Feb", "Mar", N, "Target", "RAG", "Apr", "DoT", "May", "YTD", N],
        ["Children in care", N, 400, 401, N, "<484", "G", 402, "up", 403, 403, "fine"],
    ]
    intake = read(rows, merged=("A1:A2", "C1:E1", "H1:K1"))
    assert {key[2]: value[0] for key, value in figures(intake).items()} == {
        "2023-02": "400",
        "2023-03": "401",
        "2023-04": "402",
        "2023-05": "403",
    }
    assert found(intake) == []
    assert intake.returns[0].series[0].target.cell == "F3"


def test_whole_years_stand_before_the_months_under_one_row_of_years(read, figures):
    rows = [
        ["Measure", "2021/22", "2022/23", "2023/24", N],
        [N, N, N, "Apr", "May"],
        ["Children in care", 354, 408, 409, 410],
    ]
    for blocks in (("A1:A2", "B1:B2", "C1:C2", "D1:E1"), ()):
        assert [key[2] for key in figures(read(rows, merged=blocks))] == [
            "2022-03/12",
            "2023-03/12",
            "2023-04",
            "2023-05",
        ]


def test_the_quarter_after_its_months_under_its_own_name_is_a_quarter(read, figures):
    rows = [["Measure", "2023/24", N, N, N], [N, "Oct", "Nov", "Dec", "Q3"], ["Children in care", 408, 410, 412, 412]]
    periods = [key[2] for key in figures(read(rows, merged=("B1:E1",)))]
    assert periods == ["2023-10", "2023-11", "2023-12", "2023-12/3"]


# The parts of a percentage under headings in one row.
ONE_ROW = {
    "after the month": ["Nov-23 Num", "Nov-23 Den", "Nov-23 %", "Dec-23 Num", "Dec-23 Den", "Dec-23 %"],
    "before the month": ["Num Nov-23", "Den Nov-23", "% Nov-23", "Num Dec-23", "Den Dec-23", "% Dec-23"],
    "in brackets": ["Nov 23 (num)", "Nov 23 (den)", "Nov 23 (%)", "Dec 23 (num)", "Dec 23 (den)", "Dec 23 (%)"],
    "after a dash": [
        "Nov 23 - numerator",
        "Nov 23 - denominator",
        "Nov 23 - %",
        *["Dec 23 - " + x for x in ("num", "den", "%")],
    ],
}


@pytest.mark.parametrize("headings", ONE_ROW.values(), ids=ONE_ROW)
def test_a_part_said_in_the_heading_of_its_month_is_that_part(read, figures, found, headings):
    intake = read([["Measure", *headings], [NAME, 45, 50, 90, 57, 60, 95]])
    assert (figures(intake), found(intake)) == (BOTH, [])


def test_columns_of_parts_after_each_month_belong_to_it(read, figures, found):
    rows = [
        ["Measure", "Nov-23", "Num", "Den", "RAG", "Dec-23", "Num", "Den", "RAG"],
        [NAME, 90, 45, 50, "A", 95, 57, 60, "G"],
    ]
    intake = read(rows)
    assert (figures(intake), found(intake)) == (BOTH, [])


@pytest.mark.parametrize(
    "headings", [["Num", "Den", "Nov-23", "Num", "Den", "Dec-23"], ["Nov-23", "Dec-23", "Num", "Den"]]
)
def test_columns_of_parts_that_may_belong_to_either_month_are_left_out_and_told(read, figures, found, headings):
    figures_by_heading = {"Num": 45, "Den": 50, "Nov-23": 90, "Dec-23": 95}
    intake = read([["Measure", *headings], [NAME, *map(figures_by_heading.get, headings)]])
    assert figures(intake) == VALUES
    assert {kind for kind, _ in found(intake)} == {"column-not-read"}


@pytest.mark.parametrize("rows", [["LA", "Eng", "SN", "Target"], ["Actual", "England", "SN average", "Target"]])
def test_columns_under_a_month_for_others_are_left_out(read, figures, found, rows):
    intake = read([["Measure", "Dec-23", N, N, N], [N, *rows], [NAME, 90, 80, 81, "95%"]], merged=("B1:E1",))
    assert figures(intake) == {("reviews_pct", "", "2023-12"): ("90", None, None)}
    assert found(intake) == [("figures-of-other-areas", "C3")]
    assert intake.returns[0].series[0].target.value == 95


@pytest.mark.parametrize("place", [2, 3])
def test_figures_under_no_heading_are_left_out_and_told(read, figures, found, place):
    headings, line = ["Measure", "Nov-23", "Dec-23"], [NAME, 90, 95]
    headings.insert(place, N)
    line.insert(place, 7)
    intake = read([headings, line])
    assert (figures(intake), found(intake)) == (VALUES, [("column-not-read", f"{'ABCD'[place]}2")])


def test_headings_given_twice_alike_are_one_and_given_twice_differently_are_told(read, figures, found):
    rows = [["Measure", "Target", "Nov-23", "Dec-23", "Dec-23", "Target"], [NAME, "95%", 90, 95, 95, "95%"]]
    intake = read(rows)
    assert (figures(intake), found(intake)) == (VALUES, [])
    rows[1][4], rows[1][5] = 94, "90%"
    assert found(read(rows)) == [("headings-in-doubt", "D1"), ("targets-differ", "F2")]


SPELT = [
    *(
        "Reviews\nheld on\ntime",
        "Reviews\u00a0held on time ",
        "REVIEWS HELD ON TIME",
        "Reviews held on time:",
        "Reviews held on time (%)",
    ),
    *("‘Reviews held on time’", "“Reviews held on time”", "1.2 Reviews held on time", "CLA 17: Reviews held on time"),
    *(
        "Reviews held on time¹",
        "Reviews held on time*",
        "Reviews held on time [note 1]",
        "Reviews held on time (snapshot)",
    ),
    *("Reviews held on time\n(Measured Quarterly)", "Reviews  held–on–time", "Reviews held on time\u200b"),
]


@pytest.mark.parametrize("name", SPELT)
def test_a_name_with_breaks_odd_spaces_quotes_marks_and_references_is_the_same_name(read, figures, found, name):
    for rows in (
        [["Measure:", "Nov-23:", "Dec\u00a0’23"], [name, "90%", "95%"]],
        [["Month", name], ["Nov-23", "90%"], ["Dec-23", "95%"]],
        [["KPI\nname", "Reporting\nperiod", "Value "], [name, "Nov-23", "90%"], [name, "Dec-23", "95%"]],
    ):
        intake = read(rows)
        assert (figures(intake), found(intake)) == (VALUES, [])


def test_a_unit_in_brackets_behind_a_name_is_no_part_of_the_measure(read, figures, found):
    intake = read([["Measure", "Dec-23"], ["A1 - Entry to care to adoptive home (days)", 580]])
    assert (list(figures(intake).values()), found(intake)) == ([("580", None, None)], [])


def test_columns_with_the_name_of_the_council_before_years_and_quarters_are_its_own(read, figures, found):
    periods = ["14/15", "15/16", "16/17 Q1", "16/17 Q2", "16/17 Q3"]
    rows = [
        [
            "PI Ref",
            "PI Description",
            "Statistical Neighbours Average 15/16",
            "England average 15/16",
            *("Harrow " + x for x in periods),
        ],
        ["CLA 1", "Children in care\n(snapshot)", 60, 60, 165, 170, 175, "176", 177],
        ["CLA 2", "Three or more homes\n(Measured Quarterly)", "11.0", 10, "12.0", 11, "10.5", "19.0", 19],
    ]
    intake = read(rows)
    got = {key[2]: value[0] for key, value in figures(intake).items() if key[0] == "homes_pct"}
    assert got == {"2015-03/12": "12", "2016-03/12": "11", "2016-06/3": "10.5", "2016-09/3": "19", "2016-12/3": "19"}
    assert found(intake) == [("figures-of-other-areas", "C2")]


def test_bare_years_under_a_title_that_states_their_day_are_read_by_it_and_told(read, figures, found):
    rows = [["Children in care at 30 September"], ["Measure", 2023, 2024], ["Children in care", 408, 422]]
    intake = read(rows)
    assert [key[2] for key in figures(intake)] == ["2023-09", "2024-09"]
    assert found(intake) == [("dated-years", "B2")]


def test_a_run_of_months_of_every_length_under_merged_years_is_read(read, figures):
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    for count in range(1, 13):
        rows = [
            ["Measure", "2023/24", *[N] * (count - 1)],
            [N, *months[:count]],
            ["Children in care", *range(400, 400 + count)],
        ]
        got = [key[2] for key in figures(read(rows, merged=(f"B1:{'BCDEFGHIJKLM'[count - 1]}1",)))]
        assert len(got) == count
        assert all(first < second for first, second in pairwise(got))
