"""What is said around a table decides whose its figures are, of what span, in which unit and of what standing."""

from __future__ import annotations

import pytest

from inputs.headings.fact_lists import flag_of
from inputs.headings.fact_words import Aspect, stated_in
from inputs.headings.note_words import stated_by_note
from inputs.intake import Item
from inputs.read import read_returns
from tests.inputs.testshire import COUNCIL, FEW, IN_CARE, ITEMS, MONTHS, SHARES, TOTALS, table

STRANGE_NAMES = [
    *(
        "England",
        "England 2023",
        "National average",
        "West Midlands",
        "SN avg",
        "Stat neighbours",
        "Norfolk",
        "Kent CC",
    ),
    *("Girls", "Boys", "North team", "South", "Locality 2", "UASC", "Non-UASC", "Under 16s", "Aged 10 to 15"),
    *("Gender Female", "Sex - Girls"),
]


@pytest.mark.parametrize("name", STRANGE_NAMES)
def test_figures_of_a_sheet_named_for_others_or_for_a_part_are_not_the_councils(december, name):
    assert december(table(), name=name) == ({}, [("not-the-councils", "B2")])


@pytest.mark.parametrize(
    "name", ["Return", "Testshire", "Children in care", "CIC 2023-24", "All children", "Sheet1", "Q3"]
)
def test_a_sheet_with_an_ordinary_name_or_the_councils_own_is_read(december, name):
    assert december(table(), name=name) == ({"in_care": ("412",)}, [])


@pytest.mark.parametrize(
    "name",
    ["DRAFT", "v1 - superseded", "CIC (old)", "OLD do not use", "TEST", "Forecast 23-24", "Targets", "Plan", "Archive"],
)
def test_a_sheet_named_as_a_draft_an_old_one_a_plan_or_a_test_gives_no_figure(december, name):
    assert december(table(), name=name) == ({}, [("not-actual", "B2")])


TITLES = [
    *(
        "Children in care: England average",
        "England",
        "Region: East Midlands",
        "Statistical neighbours",
        "Kent County Council",
    ),
    *(
        "Children in care – girls",
        "Boys in care",
        "Children in care: South locality",
        "Children in care aged 16 and over",
    ),
    *("Children in care (excluding UASC)", "Key Stage 2", "Unaccompanied asylum seeking children", "Team 4"),
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_that_names_others_or_a_part_keeps_the_figures_out_and_its_cell_is_named(december, title):
    assert december([[title], [], *table()]) == ({}, [("not-the-councils", "A1")])


ORDINARY_TITLES = [
    *(
        "Children in care",
        "Testshire County Council",
        "Corporate parenting dashboard 2023/24",
        "Monthly return, Reception to Year 11",
    ),
    *("Testshire compared with England", "Benchmarked against statistical neighbours", "Performance against target"),
    *(
        "NHS England return",
        "National indicators",
        "Leaving Care Team",
        "Independent Reviewing Service",
        "Pathway plans",
    ),
    *(
        "Snapshot on the last day of each month",
        "Method change: from April 2023 each child is counted",
        "Health checks up to date",
    ),
]


@pytest.mark.parametrize("title", ORDINARY_TITLES)
def test_an_ordinary_title_changes_nothing(december, title):
    assert december([[title], [], *table()]) == ({"in_care": ("412",)}, [])


def test_a_title_that_names_whom_a_measure_counts_anyhow_is_no_part_of_it(december):
    rows = [["Children under 16"], [], *table("Long-term stability", SHARES)]
    assert december(rows) == ({"stability": ("98.2",)}, [])


@pytest.mark.parametrize(
    "note",
    [
        *("Figures are for girls only", "Data excludes UASC", "Figures relate to England", "Girls only"),
        *("Figures are for: Aged 16 and 17 only.", "Figures are for 16 and 17 year olds", "Data for children aged 16"),
    ],
)
def test_a_note_under_a_table_counts_where_it_speaks_of_its_figures(december, note):
    assert december([*table(), [], [note]]) == ({}, [("not-the-councils", "A4")])


@pytest.mark.parametrize(
    "note", ["Figures are for: girls.", "Figures are for: Norfolk County Council", "Data for: Kent"]
)
def test_a_colon_after_what_speaks_of_the_figures_opens_no_other_note(december, note):
    assert december([*table(), [], [note]]) == ({}, [("not-the-councils", "A4")])


@pytest.mark.parametrize("note", ["DRAFT - not for use", "DRAFT – superseded", "OLD: do not use"])
def test_a_standing_in_capitals_is_no_entry_of_a_glossary(december, note):
    assert december([*table(), [], [note]]) == ({}, [("not-actual", "A4")])


@pytest.mark.parametrize("note", ["The above is the England average.", "Per 10,000 children.", "Care leavers only"])
def test_a_note_of_a_few_words_may_say_it_all(december, note):
    assert december([*table(), [], [note]])[0] == {}


@pytest.mark.parametrize(
    "note",
    [
        "They relate to Kent.",
        "These are for Kent",
        "Children placed here by other councils",
        "Includes children placed by other local authorities",
        "Validated? No",
        "Signed off: not yet",
        "Starters shown as rolling 12 months",
    ],
)
def test_a_note_need_not_say_figures_to_speak_of_them(december, note):
    assert december([*table("Came into care", FEW), [], [note]])[0] == {}


@pytest.mark.parametrize(
    "note", ["December is a forecast", "31 December is a forecast", "Nov-23 and Dec-23 not yet validated", "Dec: draft"]
)
def test_a_note_that_names_months_speaks_of_them_only(december, sheet, write, tmp_path, note):
    assert december([*table(), [], [note]]) == ({}, [("not-actual", "A4")])
    beside = [["Measure", *MONTHS, "Notes"], ["Children in care", *IN_CARE, note], ["Came into care", *FEW, None]]
    figures, findings = december(beside)
    assert (set(figures), findings) == ({"came_in"}, [("not-actual", "K2")])
    intake = read_returns(tmp_path, ITEMS, COUNCIL)
    months = [point.period.month_text for one in intake.returns[0].series for point in one.points if point.readings]
    assert "2023-10" in months


@pytest.mark.parametrize(
    "note",
    ["December target is 95", "Dec-22 is a forecast"],
)
def test_a_note_of_another_month_or_of_a_target_leaves_december_alone(december, note):
    assert december([*table(), [], [note]])[0] == {"in_care": ("412",)}


def test_a_note_may_call_a_month_provisional(sheet, write, tmp_path):
    write(sheet([*table(), [], ["Dec-23 is provisional"]]))
    points = read_returns(tmp_path, ITEMS, COUNCIL).returns[0].series[0].points
    assert [point.readings[0].flag for point in points[-2:]] == ["", "provisional"]


@pytest.mark.parametrize(
    ("cover", "kind"),
    [
        ([["Children in care return"], ["DRAFT"]], "not-actual"),
        ([["Data return"], ["Validated?", "No"]], "not-actual"),
        ([["Status", "Not yet validated"]], "not-actual"),
    ],
)
def test_a_cover_sheet_speaks_of_the_whole_workbook(december, cover, kind):
    assert december(table(), others={"Cover": cover}) == ({}, [(kind, "B2")])


@pytest.mark.parametrize(
    "cover",
    [
        [["Version", "Status"], ["0.1", "Draft"], ["1.0", "Final"]],
        [["Elsewhere City Council"], ["Our neighbours: Kent"]],
        [["Status: draft or final"]],
    ],
)
def test_a_cover_sheet_that_takes_it_back_or_speaks_of_others_changes_nothing(december, cover):
    assert december(table(), others={"Cover": cover}) == ({"in_care": ("412",)}, [])


@pytest.mark.parametrize(
    ("name", "kind"),
    [("CLA_Dec23_DRAFT.xlsx", "not-actual"), ("cla-old.xlsx", "not-actual"), ("England CLA.xlsx", "not-the-councils")],
)
def test_the_name_of_a_file_may_say_it(december, name, kind):
    assert december(table(), file=name) == ({}, [(kind, "B2")])


@pytest.mark.parametrize(
    "name", ["test.xlsx", "Testshire CLA Dec 23.xlsx", "girls.xlsx", "Kent CLA.xlsx", "Placements team v2.xlsx"]
)
def test_any_other_name_of_a_file_changes_nothing(december, name):
    assert december(table(), file=name) == ({"in_care": ("412",)}, [])


@pytest.mark.parametrize(
    "note",
    [
        *("England’s figures are published in November.", "Two girls came into care.", "See the North team’s plan."),
        *("Of those aged 16 and 17, 12 were adopted.", "Figures: 16 and 17 in the last two months."),
    ],
)
def test_any_other_note_changes_nothing(december, note):
    assert december([*table(), [], [note]]) == ({"in_care": ("412",)}, [])


FILTERS = [
    [["Applied filters:\nGender is Female\nMonth is not (Blank)"]],
    [["Applied filters:"], ["Locality is North or South"]],
    [["Applied filters: Age is 16 or 17"]],
    [["Filters:"], ["Team = Leaving care east"]],
    [["Filter: Gender is Female"]],
    [["Filtered to: Ethnicity is any of White or Mixed"]],
    [["Filtered by: Team = Rivers"]],
    [["Slicers: Female"]],
]


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("above", [True, False])
def test_the_filters_of_an_export_are_read_above_a_table_and_below_it(december, filters, above):
    figures, findings = december([*filters, [], *table()] if above else [*table(), [], *filters])
    assert (figures, [kind for kind, _ in findings]) == ({}, ["not-the-councils"])


def test_filters_that_pick_nobody_out_change_nothing(december):
    filters = "Applied filters:\nArea is Testshire\nMonth is not (Blank)\nMeasure is Children in care\nGender is (All)"
    assert december([[filters], [], *table()]) == ({"in_care": ("412",)}, [])


@pytest.mark.parametrize(
    ("label", "value"), [("Gender", "Female"), ("Team", "North"), ("Area", "Elsewhere"), ("Age band", "5-9")]
)
def test_the_page_filter_of_a_pivot_table_says_whose_its_figures_are(december, label, value):
    figures, findings = december([[label, value], [], *table()])
    assert figures == {}
    assert ("not-the-councils", "B1") in findings


@pytest.mark.parametrize("value", ["(All)", "Testshire", "County total"])
def test_a_page_filter_that_is_open_changes_nothing(december, value):
    assert december([["Area", value], [], *table()]) == ({"in_care": ("412",)}, [])


HALF = [value // 2 for value in IN_CARE]


@pytest.mark.parametrize(
    ("heading", "parts", "whole"),
    [
        ("Area", ["North", "Elsewhere"], "County total"),
        ("Gender", ["Male", "Female"], "All"),
        ("Locality", ["Locality 1", "Elsewhere"], "Testshire"),
    ],
)
def test_of_parts_and_their_total_the_total_is_read_and_the_parts_are_told(december, heading, parts, whole):
    across = [["Measure", heading, *MONTHS]]
    across += [["Children in care", part, *(IN_CARE if part == whole else HALF)] for part in (*parts, whole)]
    figures, findings = december(across)
    assert (figures, {kind for kind, _ in findings}) == ({"in_care": ("412",)}, {"part-of-a-total"})
    down = [["Month", "Measure", heading, "Value"]]
    for part in (*parts, whole):
        values = IN_CARE if part == whole else HALF
        down += [[month, "Children in care", part, value] for month, value in zip(MONTHS, values, strict=True)]
    figures, findings = december(down)
    assert (figures, {kind for kind, _ in findings}) == ({"in_care": ("412",)}, {"part-of-a-total"})


@pytest.mark.parametrize("note", ["* Girls only", "* North locality", "* Team A"])
def test_the_counts_beside_a_percentage_of_a_part_are_not_those_of_the_whole(december, note):
    rows = [["Month", "Reviews held on time", "Reviews due", "Reviews on time *"], []]
    rows += [[month, 90 + at, 100, 90 + at] for at, month in enumerate(MONTHS)]
    assert december([*rows, [], [note]]) == ({}, [("not-the-councils", "A13")])
    assert december([*rows, [], ["* See page 2"]])[0] == {"reviews": ("98", "98", "100")}


def test_a_mark_on_a_name_written_once_is_of_all_its_rows(december):
    rows = [["Measure", "", *MONTHS], ["Reviews on time *", "Numerator", *[90] * 9], ["", "Denominator", *[100] * 9]]
    rows += [["", "%", *[90] * 9], [], ["* Girls only"]]
    assert december(rows) == ({}, [("not-the-councils", "A6")])


@pytest.mark.parametrize("note", ["* England average", "* Girls only", "* Eastern region"])
def test_a_footnote_under_a_long_table_is_no_row_of_it(december, note):
    rows = [["Measure", "Month", "Value"], *(["Children in care *", *one] for one in zip(MONTHS, IN_CARE, strict=True))]
    assert december([*rows, [], [note]]) == ({}, [("not-the-councils", "A12")])


def test_parts_without_a_total_are_not_read(december):
    rows = [["Measure", "Sex", *MONTHS], ["Children in care", "Male", *HALF], ["Children in care", "Female", *HALF]]
    assert december(rows) == ({}, [("not-the-councils", "B2")])


def test_of_a_table_of_councils_only_the_row_of_ours_is_read(december):
    rows = [["Measure", "Local authority", *MONTHS], ["Children in care", "Testshire", *IN_CARE]]
    rows += [
        ["Children in care", other, *(9 * value for value in IN_CARE)] for other in ("Norfolk", "England", "Somewhere")
    ]
    figures, findings = december(rows)
    assert figures == {"in_care": ("412",)}
    assert [cell for _, cell in findings] == ["B3", "B4", "B5"]


@pytest.mark.parametrize("heading", ["Area", "LA", "Local authority", "Geography"])
@pytest.mark.parametrize("whole", ["LA", "Council", "Local authority", "All", "Total", "County"])
def test_the_council_by_any_word_in_an_area_column(december, heading, whole):
    alone = [["Measure", heading, *MONTHS], ["Reviews on time", whole, *SHARES], ["Children in care", whole, *IN_CARE]]
    assert december(alone) == ({"reviews": ("98.2",), "in_care": ("412",)}, [])
    once = [alone[0], ["Reviews on time", "Testshire", *SHARES], ["Children in care", whole, *IN_CARE]]
    assert december(once) == ({"reviews": ("98.2",), "in_care": ("412",)}, [])
    same = [*once, ["Children in care", "Testshire", *IN_CARE]]
    assert december(same) == ({"reviews": ("98.2",), "in_care": ("412",)}, [])
    two = [*once, ["Children in care", "Testshire", *(value + 1 for value in IN_CARE)]]
    assert december(two)[1] == [("given-twice", "C3")]


def test_two_figures_of_the_council_in_a_long_table_are_told_once(december):
    rows = [["Month", "Area", "Measure", "Value"]]
    for month, ours, others in (("Nov-23", "91%", "80%"), ("Dec-23", "92%", "88%")):
        rows += [[month, "Testshire", "Reviews on time", ours], [month, "LA", "Reviews on time", others]]
    assert december(rows)[1] == [("given-twice", "D2")]


def test_the_target_in_a_row_of_england_is_not_ours(sheet, write, tmp_path):
    rows = [["Measure", "Area", *MONTHS, "Target"], ["Reviews on time", "Testshire", *SHARES, None]]
    write(sheet([*rows, ["Reviews on time", "England", *SHARES, "At least 77%"]]))
    (series,) = read_returns(tmp_path, ITEMS, COUNCIL).returns[0].series
    assert series.target is None


def test_england_in_the_header_row_above_months_or_in_a_section_row_is_not_ours(december):
    down = [["Month", "Children in care", "Children in care"], [None, "Testshire", "England"]]
    down += [[month, value, 200 * value] for month, value in zip(MONTHS, IN_CARE, strict=True)]
    assert december(down) == ({"in_care": ("412",)}, [("not-the-councils", "C2")])
    sections = [
        ["Measure", *MONTHS],
        ["Testshire"],
        ["Children in care", *IN_CARE],
        ["England"],
        ["Reviews on time", *SHARES],
    ]
    assert december(sections) == ({"in_care": ("412",)}, [("not-the-councils", "A4")])


@pytest.mark.parametrize("ours_first", [True, False])
def test_one_measure_in_the_section_of_england_and_in_ours_is_told_apart_in_either_order(december, ours_first):
    ours = [["Testshire"], ["Children in care", *IN_CARE]]
    england = [["England"], ["Children in care", *(200 * one for one in IN_CARE)]]
    sections = [*ours, *england] if ours_first else [*england, *ours]
    given, findings = december([["Measure", *MONTHS], *sections])
    assert given == {"in_care": ("412",)}
    assert findings == [("not-the-councils", "A4" if ours_first else "A2")]


def test_an_age_band_beside_a_measure_that_is_not_given_by_age_is_no_figure_of_another(december):
    rows = [["Measure", "Age band", *MONTHS], ["Reviews on time", "5 to 9", *SHARES]]
    figures, findings = december(rows)
    assert (figures, findings[0]) == ({}, ("unknown-measure", "B2"))


def test_totals_of_the_year_so_far_become_months_by_subtraction_where_a_word_says_so(december):
    for rows, options in (
        ([["Cumulative figures, April to month end"], *table("Started in month", TOTALS)], {}),
        (table("Came into care", TOTALS), {"name": "YTD"}),
        ([["Measure", "Data period", *MONTHS], ["Came into care", "YTD", *TOTALS]], {}),
    ):
        figures, findings = december(rows, **options)
        assert (figures, [kind for kind, _ in findings]) == ({"came_in": ("13",)}, ["months-from-totals"])


def test_numerators_and_denominators_of_the_year_so_far_become_those_of_months(december):
    rows = [["Year to date"], [], ["Measure", "Part", *MONTHS]]
    rows += [["Reviews on time", "Numerator", 10, 20, 30, 41, 50, 62, 70, 80, 91]]
    rows += [["Reviews on time", "Denominator", 10, 21, 32, 44, 54, 66, 74, 84, 96]]
    assert december(rows)[0] == {"reviews": ("11", "12")}


@pytest.mark.parametrize(
    ("name", "values"),
    [("Reviews on time", sorted(SHARES)), ("Children missing", TOTALS), ("Came into care", [12, 9, *TOTALS[2:]])],
)
def test_totals_of_which_no_month_can_be_worked_out_are_left_out(december, name, values):
    figures, findings = december([["Year to date"], [], *table(name, values)])
    assert (figures, len(findings)) == ({}, 1)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Missing from care: rolling 12 months", "Missing episodes"),
        ("Last twelve months", "Came into care"),
        ("Three year average", "Entry to care to adoptive home"),
        ("Year to date", "Children in care"),
        ("Cumulative", "Three or more homes"),
    ],
)
def test_figures_of_another_span_than_the_measures_are_left_out_and_the_words_are_named(december, title, name):
    assert december([[title], [], *table(name, SHARES)]) == ({}, [("other-span", "A1")])


def test_a_span_that_is_the_measures_own_is_read(december):
    assert december([["Rolling 12 months"], [], *table("Three or more homes", SHARES)]) == ({"homes": ("98.2",)}, [])
    assert december([["Monthly totals"], [], *table("Missing episodes", SHARES)])[0] == {"missing": ("98.2",)}


def test_figures_that_look_like_those_of_a_longer_span_are_not_read_without_a_word_that_says_so(december):
    assert december(table("Came into care", TOTALS)) == ({}, [("span-in-doubt", "J2")])
    even = [812, 813, 820, 822, 825, 830, 831, 820, 812]
    assert december(table("Missing episodes", even)) == ({}, [("span-in-doubt", "J2")])
    assert december([["In month"], [], *table("Missing episodes", even)])[0] == {"missing": ("812",)}
    uneven = [112, 131, 96, 125, 118, 90, 127, 140, 108]
    assert december(table("Missing episodes", uneven))[0] == {"missing": ("108",)}


LONG = [("Gender", "Girls"), ("Area", "England"), ("Area", "Elsewhere"), ("Locality", "North"), ("Unit", "Per 10,000")]
LONG += [
    ("Basis", "Rolling 12 months"),
    ("Version", "Forecast"),
    ("Type", "Target"),
    ("Notes", "UASC only"),
    ("Source", "England"),
]


@pytest.mark.parametrize(("heading", "value"), LONG)
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_column_of_a_long_table_counts_wherever_it_stands(december, heading, value, place):
    rows = [["Measure", "Month", "Value"]]
    rows += [["Children in care", month, number] for month, number in zip(MONTHS, IN_CARE, strict=True)]
    for row in rows:
        row.insert(place, heading if row is rows[0] else value)
    assert december(rows)[0] == {}


@pytest.mark.parametrize(
    "heading", ["England", "Kent", "Girls", "Target", "Previous year", "Forecast", "Draft", "£", "Thousands", "Other"]
)
def test_the_only_column_of_figures_of_a_long_table_is_ours_only_under_a_heading_that_says_so(december, heading):
    rows = [["Measure", "Month", heading]]
    rows += [["Children in care", month, number] for month, number in zip(MONTHS, IN_CARE, strict=True)]
    assert december(rows)[0] == {}
    rows[0][2] = "Value"
    assert december(rows)[0] == {"in_care": ("412",)}


@pytest.mark.parametrize("second", ["England", "Primary", "Girls", "Target", "Forecast", "SN"])
def test_a_second_row_of_headings_beside_month_counts_too(december, second):
    rows = [[None, "Long-term stability", "Children in care"], ["Month", second, second]]
    assert december([*rows, *([month, 64.9, 7008] for month in MONTHS)])[0] == {}


@pytest.mark.parametrize("head", ["Quarter ending", "Year ending", "12 months ending", "3 months to"])
def test_the_heading_of_the_months_may_say_that_they_are_the_ends_of_longer_spans(december, head):
    figures, findings = december([[head, *MONTHS], ["Came into care", *(30 + number for number in range(9))]])
    assert (figures, [kind for kind, _ in findings]) == ({}, ["other-span"])


def test_totals_of_quarters_become_quarters(sheet, write, tmp_path):
    rows = [["Cumulative"], ["Measure", "2023/24 Q1", "2023/24 Q2", "2023/24 Q3"], ["Came into care", 30, 64, 99]]
    write(sheet(rows))
    (series,) = read_returns(tmp_path, ITEMS).returns[0].series
    assert [int(point.value.value) for point in series.points] == [30, 34, 35]


def test_an_area_named_once_reaches_over_the_rows_and_columns_after_it(december):
    rows = [["Area", "Measure", *MONTHS], ["England", "Children in care", *IN_CARE], [None, "Reviews on time", *SHARES]]
    assert december(rows)[0] == {}
    down = [[None, "England", None], ["Month", "Reviews on time", "Children in care"]]
    assert december([*down, *([month, 64.9, 7008] for month in MONTHS)])[0] == {}


def test_the_age_of_a_row_is_the_measures_own_or_that_of_a_part(december):
    names = ("Suitable homes", "Suitable homes 19 to 21")
    young = Item("homes_19", "leaving", names, percentage=True, unit="pct", of=("care leavers aged 19 to 21",))
    for age, read in (("19-21", True), ("17-18", False), ("22+", False)):
        rows = [["Measure", "Age range", *MONTHS], ["Suitable homes", age, *SHARES]]
        assert bool(december(rows, items=(*ITEMS, young))[0]) is read


@pytest.mark.parametrize("title", ["Children missing by age", "Foster carers by age", "Care leavers by age"])
def test_age_bands_under_a_title_of_something_else_are_not_those_of_children_in_care(december, title):
    rows = [["Age band", *MONTHS], ["5 to 9", *TOTALS], ["10 to 15", *TOTALS]]
    assert december([[title], [], *rows])[0] == {}
    assert december([["Children in care by age"], [], *rows])[0] != {}


ALONE = [
    "Overdue",
    "Complaints by service",
    "Not up to date",
    "Three-month rolling",
    "Moving average",
    "Weekly average",
    "Since January",
]


@pytest.mark.parametrize("title", ALONE)
def test_a_title_of_something_else_or_of_another_span_keeps_monthly_figures_out(december, title):
    assert december([[title], [], *table("Missing episodes", TOTALS)])[0] == {}


BLOCKS = [
    [["Directorate", "Children’s Services"], ["Team", "Independent Reviewing Service"]],
    [["Provider", "Testshire NHS Trust"]],
    [["Testshire (South East)"]],
    [["Boys and girls in care"]],
    [["CIN, CP and CLA performance – Testshire"]],
]


@pytest.mark.parametrize("block", BLOCKS)
def test_lines_that_only_say_who_sent_a_return_change_nothing(december, block):
    assert december([*block, [], *table()])[0] == {"in_care": ("412",)}


NAMED_TEAMS = ["Northtown", "Valley", "Northtown East", "Rivers", "Northtown Safeguarding", "Valley Children in Care"]
SENDING_TEAMS = [
    "Virtual School",
    "Performance",
    "All teams",
    "Data & Insight",
    "MASH",
    "Children in Care",
    "TBC",
    "n/a",
]


@pytest.mark.parametrize("team", NAMED_TEAMS)
def test_a_team_of_a_name_of_its_own_above_a_table_is_a_part_of_the_council(december, team):
    beside_title = ["Monthly figures", None, "Team", team]
    for block in ([f"Team: {team}"], ["Team", team], ["Allocated team", team], beside_title):
        figures, findings = december([block, [], *table()])
        assert (figures, [kind for kind, _ in findings]) == ({}, ["not-the-councils"])


@pytest.mark.parametrize("provider", ["Acorn Homes", "Rivers Fostering"])
def test_a_provider_of_a_name_of_its_own_above_a_table_has_some_of_the_children(december, provider):
    assert december([[f"Provider: {provider}"], [], *table()])[0] == {}
    assert december([["Provider", provider], [], *table()])[0] == {}


@pytest.mark.parametrize("team", SENDING_TEAMS)
def test_a_team_named_after_its_service_or_its_work_only_sends_the_return(december, team):
    for block in ([f"Team: {team}"], ["Team", team]):
        assert december([block, [], *table()])[0] == {"in_care": ("412",)}


def test_our_own_row_is_read_by_its_name_its_initials_or_beside_its_region(december):
    for columns, values in ((["Council"], ["TCC"]), (["Region", "Local authority"], ["South East", "Testshire"])):
        rows = [[*columns, "Measure", *MONTHS], [*values, "Children in care", *IN_CARE]]
        assert december(rows) == ({"in_care": ("412",)}, [])


def test_a_total_under_a_measure_named_once_is_read(december):
    rows = [
        ["Measure", "Sex", *MONTHS],
        ["Children in care", "Male", *HALF],
        [None, "Female", *HALF],
        [None, "Total", *IN_CARE],
    ]
    assert december(rows)[0] == {"in_care": ("412",)}


def test_a_message_never_quotes_a_word_that_is_not_ours(sheet, write, tmp_path):
    rows = [
        ["Rate per Kelly Sample 12/3/2010"],
        [],
        ["Measure", "Unit", *MONTHS],
        ["Children in care", "rate per kelly", *IN_CARE],
    ]
    write(sheet([*rows, [], ["Figures are for team Kelly only"]]))
    said = " ".join(one.what + one.remedy for one in read_returns(tmp_path, ITEMS, COUNCIL).findings)
    assert "kelly" not in said.casefold()


def test_a_column_of_units_says_what_the_numbers_are(december):
    rows = [["Measure", "Unit", *MONTHS], ["Children in care", "thousands", *(value / 1000 for value in IN_CARE)]]
    assert december(rows) == ({"in_care": ("412",)}, [("read-in-thousands", "C2")])
    rows = [
        ["Measure", "Unit", *MONTHS],
        ["Children in care", "Rate per 10,000", *IN_CARE],
        ["Reviews on time", "%", *SHARES],
    ]
    assert december(rows) == ({"reviews": ("98.2",)}, [("other-unit", "B2")])
    rows = [["Measure", "Unit", *MONTHS], ["Entry to care to adoptive home", "weeks", *IN_CARE]]
    assert december(rows) == ({}, [("other-unit", "B2")])


@pytest.mark.parametrize(
    "title", ["Percentage of children in care", "Children in care (%)", "Children in care, £000s", "Rate per 10,000"]
)
def test_a_title_may_say_the_unit(december, title):
    assert december([[title], [], *table()]) == ({}, [("other-unit", "A1")])
    assert december([["Percentages"], [], *table("Reviews on time", SHARES)]) == ({"reviews": ("98.2",)}, [])


def test_a_heading_or_a_title_that_says_provisional_flags_the_figures(december, sheet, write, tmp_path):
    write(sheet([["Measure", "Nov-23", "Dec-23 (p)"], ["Children in care", 409, 412]]))
    series = read_returns(tmp_path, ITEMS).returns[0].series[0]
    assert [point.value.flag for point in series.points] == ["", "provisional"]


@pytest.mark.parametrize(
    ("heading", "flag"),
    [
        ("Dec-23 (p)", "provisional"),
        ("Dec 23 r", "revised"),
        ("2023/24 prov", "provisional"),
        ("December", ""),
        ("Apr-23", ""),
    ],
)
def test_the_marks_of_a_heading_are_flags(heading, flag):
    assert flag_of(heading) == flag


def test_words_that_name_measures_too_state_something_only_alone():
    known = frozenset({"pathway", "plan", "plans", "in", "place"})
    assert [one.id for one in stated_in("Plan 2024-25", known, "")] == ["plan"]
    assert stated_in("Pathway plan", known, "") == ()


def test_the_name_of_another_council_counts_only_where_ours_is_known():
    assert stated_in("Norfolk County Council", frozenset(), "") == ()
    assert [one.id for one in stated_in("Norfolk County Council", frozenset(), COUNCIL)] == ["council"]


@pytest.mark.parametrize("council", ["Kent", "Kent County Council"])
def test_a_title_with_the_name_of_the_council_and_more_is_its_own_where_other_councils_are_known_too(council):
    for title in ("Kent scorecard", "Kent performance report", "Scorecard of Kent", "Kent actual"):
        assert stated_in(title, frozenset(), council) == ()
        assert [one.id for one in stated_in(title, frozenset(), "Norfolk")] == ["council"]
    assert [one.words for one in stated_in("Kent and Norfolk", frozenset(), council)] == ["norfolk"]
    assert [one.id for one in stated_in("North Kent scorecard", frozenset(), council)] == ["team"]


def test_a_note_that_does_not_speak_of_the_figures_states_nothing():
    assert stated_by_note("A plan counts when it was reviewed in the last six months.", frozenset(), "") == ()
    assert [one.aspect for one in stated_by_note("All figures are cumulative", frozenset(), "")] == [Aspect.SPAN]
