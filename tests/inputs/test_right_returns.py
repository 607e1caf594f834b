"""What stands beside right figures and says nothing against them: ratings, plans, words after a month, whole areas."""

from __future__ import annotations

import pytest

from inputs.headings.period_headings import period_heading
from inputs.period import Period
from inputs.read import read_returns
from tests.inputs.testshire import IN_CARE, MONTHS, SHARES

HEADS, REVIEWS = ["Measure", *MONTHS], ["Reviews on time", *SHARES]


@pytest.mark.parametrize("heading", ["Status", "RAG", "On target?", "Rating", "Performance status"])
@pytest.mark.parametrize(
    "says",
    ["On target", "Above target", "Below target", "Not on target", "At risk", "At target", "Late", "As expected"],
)
def test_a_rating_is_no_standing_of_figures(in_december, heading, says):
    rows = [[*HEADS, "Target", heading], [*REVIEWS, 95, says]]
    assert in_december(rows) == (["98.2"], [])


@pytest.mark.parametrize("says", ["Draft", "Forecast", "Target", "Superseded", "Draft - not yet validated"])
def test_a_status_that_is_a_standing_still_keeps_figures_off(in_december, says):
    assert in_december([["Measure", "Status", *MONTHS], ["Reviews on time", says, *SHARES]]) == ([], ["not-actual"])


@pytest.mark.parametrize(
    "title",
    [
        *("Excludes short breaks", "Excluding short breaks", "Short breaks excluded", "Excludes care leavers"),
        *("Care leavers not included", "UASC are included"),
        *("Includes UASC", "All children, including UASC", "UASC included", "Inclusive of UASC"),
        *("CLA performance: Testshire v England", "Performance and change team", "Target date for return: 5 Jan"),
        *("Council Plan measures", "Corporate Plan 2023-27 indicators", "Council Plan", "Children’s Plan"),
        "North Testshire and South Testshire combined",
    ],
)
def test_a_title_of_all_the_councils_children_changes_nothing(in_december, title):
    rows = [HEADS, ["Children in care", *IN_CARE]]
    assert in_december([[title], [], *rows]) == (["412"], [])
    assert in_december([*rows, [], [title]]) == (["412"], [])


@pytest.mark.parametrize("title", ["Council Plan", "Corporate Plan"])
def test_the_name_of_the_councils_plan_on_a_sheet_plans_nothing(in_december, title):
    assert in_december([HEADS, ["Children in care", *IN_CARE]], name=title) == (["412"], [])


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        *((title, "not-actual") for title in ("Plan", "Short breaks", "Change", "Targets", "Council Plan targets")),
        *((title, "not-the-councils") for title in ("UASC", "Excludes UASC", "Includes UASC only", "North Testshire")),
        *((title, "not-the-councils") for title in ("North team including UASC", "England, UASC included")),
    ],
)
def test_a_title_of_a_part_or_a_plan_still_keeps_figures_off(in_december, title, kind):
    assert in_december([[title], [], HEADS, ["Children in care", *IN_CARE]]) == ([], [kind])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Virtual School – Primary and Secondary", "PEP in place"),
        *(("Eligible, relevant and former relevant", name) for name in ("Pathway plan in place",)),
        ("Eligible, relevant and former relevant", "Suitable accommodation"),
    ],
)
def test_all_the_parts_together_are_the_whole(in_december, title, name):
    assert in_december([[title], [], HEADS, [name, *SHARES]]) == (["98.2"], [])


@pytest.mark.parametrize("title", ["Primary", "Virtual School – Primary"])
def test_one_stage_of_school_is_a_part(in_december, title):
    assert in_december([[title], [], HEADS, ["PEP in place", *SHARES]]) == ([], ["not-the-councils"])


@pytest.mark.parametrize(
    "heading",
    [
        *("Dec-23 (final)", "Dec-23 validated", "Dec-23(confirmed)", "Final Dec-23", "Dec-23 - signed off"),
        *("Dec-23 (Q3)", "M9 Dec-23", "M12 Dec-23", "Dec-23 (M9)", "P9 Dec-23", "Month 9: Dec-23", "2023M12"),
    ],
)
def test_a_month_with_final_or_with_its_number_is_that_month(in_december, heading):
    assert in_december([["Measure", *MONTHS[:-1], heading], REVIEWS]) == (["98.2"], [])


@pytest.mark.parametrize("heading", ["M8 Dec-23", "Dec-23 (Q2)", "Dec-23 (M3)"])
def test_a_month_with_the_number_of_another_is_told(in_december, heading):
    assert in_december([["Measure", *MONTHS[:-1], heading], REVIEWS]) == ([], ["unclear-period"])


def test_every_month_may_say_final_or_its_number(in_december):
    for heads in ([f"{one} (final)" for one in MONTHS], [f"M{n} {one}" for n, one in enumerate(MONTHS, start=1)]):
        assert in_december([["Measure", *heads], REVIEWS]) == (["98.2"], [])


def test_provisional_beside_a_month_or_a_quarter_is_a_flag(in_december):
    assert in_december([["Measure", *MONTHS[:-1], "Dec-23 provisional"], REVIEWS]) == (["98.2provisional"], [])
    assert period_heading("Q3 2023/24 provisional").period == Period(2023, 12, 3)


def test_a_quarter_before_a_month_may_be_the_quarter_and_is_not_read_as_the_month():
    assert period_heading("Q3 Dec-23") is None


def test_a_month_marked_actual_is_of_the_same_kind_as_the_months_beside_it(in_december):
    assert in_december([["Measure", *MONTHS[:-1], "Dec-23 actual"], REVIEWS]) == (["98.2"], [])


def test_a_lost_column_beside_months_says_what_to_write(sheet, write, tmp_path, library):
    write(sheet([["Measure", *MONTHS, "Qwerty"], [*REVIEWS, 97]]))
    (lost,) = [one for one in read_returns(tmp_path, library).findings if one.kind == "column-not-read"]
    assert "left out" in lost.what
    assert "write it like Dec-23 in K1 and run again" in lost.remedy


@pytest.mark.parametrize(
    "heading",
    ["Estimated outturn 2023/24", "Projected outturn 2023/24", "Est. outturn 23/24"],
)
def test_an_outturn_that_is_only_expected_is_left_off_and_the_months_are_read(in_december, heading):
    assert in_december([[*HEADS, heading], [*REVIEWS, 88.8]]) == (["98.2"], ["column-not-read"])


def test_a_provisional_outturn_beside_months_makes_no_counts_of_them(in_december):
    assert in_december([[*HEADS, "Provisional outturn 2023/24"], [*REVIEWS, 88.8]])[0] == ["98.2"]


KINDS = [
    ("Local", "National"),
    ("Actual", "Target", "England"),
    ("Testshire", "England"),
    ("Local", "Regional", "England"),
]


@pytest.mark.parametrize("kinds", KINDS)
@pytest.mark.parametrize("heading", ["Type", "Series", "Figure type"])
def test_a_column_that_says_whose_each_row_is_gives_the_councils_own(in_december, kinds, heading):
    by_month = [
        ["Month", "Measure", heading, "Value"],
        *(
            [month, "Reviews on time", kind, SHARES[at] if kind == kinds[0] else 90 + n]
            for at, month in enumerate(MONTHS)
            for n, kind in enumerate(kinds)
        ),
    ]
    wide = [["Measure", heading, *MONTHS]]
    wide += [["Reviews on time", kind, *(SHARES if kind == kinds[0] else [90] * 9)] for kind in kinds]
    for rows in (by_month, wide):
        values, findings = in_december(rows)
        assert values == ["98.2"]
        assert "given-twice" not in findings


def test_the_theme_of_a_measure_under_type_is_no_unit(in_december):
    rows = [["Measure", "Type", *MONTHS], ["PEP in place", "Visits", *SHARES], ["Visits on time", "Homes", *SHARES]]
    assert in_december(rows) == (["98.2", "98.2"], [])


def test_an_average_of_areas_is_not_the_whole_council(in_december):
    rows = [["Measure", "Area", *MONTHS], ["Reviews on time", "Average", *SHARES]]
    assert in_december(rows)[0] == []


@pytest.mark.parametrize(
    "area",
    [
        *("TCC total", "Countywide total", "Testshire (all)", "Testshire LA", "Local", "Own", "All Testshire"),
        *("Our area", "TCC", "Testshire total", "Whole county total"),
    ],
)
def test_the_whole_council_by_other_words(in_december, area):
    assert in_december([["Measure", "Area", *MONTHS], ["Reviews on time", area, *SHARES]]) == (["98.2"], [])


@pytest.mark.parametrize("area", ["North", "Other", "Kent", "England total", "Testshire North"])
def test_a_part_or_another_area_is_not_the_whole_council(in_december, area):
    rows = [["Measure", "Area", *MONTHS], ["Reviews on time", area, *SHARES]]
    assert in_december(rows) == ([], ["not-the-councils"])


@pytest.mark.parametrize("heading", ["Team", "Team name", "Age group"])
@pytest.mark.parametrize("whole", ["All teams", "All", "Whole service"])
def test_a_column_of_groups_that_picks_nobody_out_in_any_row_is_of_the_whole_council(in_december, heading, whole):
    rows = [["Measure", heading, *MONTHS], ["Children in care", whole, *IN_CARE], ["Reviews on time", whole, *SHARES]]
    assert in_december(rows) == (["412", "98.2"], [])
    first = [[row[1], row[0], *row[2:]] for row in rows]
    assert in_december(first) == (["412", "98.2"], [])
    long = [["Children in care", whole, month, value] for month, value in zip(MONTHS, IN_CARE, strict=True)]
    assert in_december([["Measure", heading, "Month", "Value"], *long]) == (["412"], [])


def test_all_teams_beside_one_team_is_no_row_of_it(in_december):
    rows = [["Measure", "Team", *MONTHS], ["Average caseload", "Family Safeguarding", *[15] * 9]]
    values, kinds = in_december([*rows, ["Average caseload", "All teams", *[18] * 9]])
    assert (values, kinds) == (["15"], ["unknown-measure"])


def test_a_pivot_table_under_filters_is_told_by_the_filter_that_picks_some_out(in_december):
    table = [["Gender", "Female"], ["Team", "North"], [], ["Sum of Value", "Column Labels"], ["Row Labels", *MONTHS]]
    rows = [*table, ["Children in care", *IN_CARE], ["Grand Total", *IN_CARE]]
    figures, kinds = in_december(rows)
    assert figures == [] and kinds != []
    assert "nothing-recognised" not in kinds
