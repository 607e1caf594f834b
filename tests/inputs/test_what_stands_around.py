"""What stands over, beside and under a table says what its bare names count, and whose its rows are."""

from __future__ import annotations

import pytest

MONTHS = ("Oct-23", "Nov-23", "Dec-23")
HEADS = ("Indicator", *MONTHS)
ROWS = (["Visits on time", "81%", "82%", "83%"], ["Missing episodes", 20, 21, 22])
READ = ["83", "22"]
SHARES = ("81%", "82%", "83%")
NOBODY = []


def read_off(in_december, *rows, **options):
    """Read rows: the figures of December alone."""
    return in_december(list(rows), **options)[0]


@pytest.mark.parametrize(
    "above",
    [
        *(["Service area", "Care leavers"], ["Team:", "CP"], ["Report:", "UASC"], ["Dataset", "EHCP"]),
        *([None, "Youth Justice"], ["Scorecard", None, None, None, None, "Child Protection"], ["Scorecard - 16+"]),
        *(["Scorecard - CP"], ["December 2023 (up to 12th)"], ["1-14 December 2023"]),
    ],
)
def test_words_above_a_table_speak_of_all_of_it_wherever_they_stand(in_december, above):
    assert read_off(in_december, above, [], HEADS, *ROWS) == NOBODY


@pytest.mark.parametrize(
    "section",
    [
        *([["Child Protection"], ["Performance"]], [["England", "-", "-", "-"]], [["UASC", "-", "-", "-"]]),
        [[None, "UASC"]],
    ],
)
def test_the_title_of_a_section_holds_past_a_plain_one_and_with_dashes(in_december, section):
    assert read_off(in_december, HEADS, *section, *ROWS) == NOBODY


def test_a_label_before_the_names_holds_for_its_block(in_december):
    block = [["England", *ROWS[0]], [None, *ROWS[1]]]
    assert read_off(in_december, [None, *HEADS], *block) == NOBODY
    empty = [[None, *row] for row in ROWS]
    assert read_off(in_december, ["Child Protection", *HEADS], *empty) == NOBODY


def test_a_column_of_services_after_the_months_may_be_child_protection(in_december):
    assert read_off(in_december, [*HEADS, "Service"], *([*row, "CP"] for row in ROWS)) == NOBODY
    assert read_off(in_december, [*HEADS, "Service"], *([*row, "Fostering"] for row in ROWS)) == READ


@pytest.mark.parametrize("above", [["Referrals", 300, 301, 302], ["Referrals"], ["Children starting care", 30, 31, 32]])
def test_a_bare_rate_is_of_what_stands_above_it(in_december, above):
    assert "47" not in read_off(in_december, HEADS, above, ["Rate per 10,000", 45, 46, 47])


def test_a_bare_rate_under_the_number_of_children_in_care_is_theirs(in_december):
    assert read_off(in_december, HEADS, ["Children in care", 400, 401, 402], ["Rate per 10,000", 45, 46, 47]) == [
        "402",
        "47",
    ]


def test_starters_and_leavers_under_referrals_are_not_of_care(in_december):
    bare = [["Number started", 45, 46, 47], ["Leavers", 5, 6, 7]]
    assert read_off(in_december, HEADS, ["Referrals", 300, 301, 302], *bare) == NOBODY
    assert read_off(in_december, HEADS, ["Children in care", 400, 401, 402], *bare) == ["402", "47", "7"]


@pytest.mark.parametrize(
    "title", ["Schools and learning scorecard", "Customer services", "SEND board", "Human resources"]
)
def test_bare_names_of_schools_and_complaints_under_another_service_are_not_ours(in_december, title):
    rows = [["Attendance", *SHARES], ["Permanent exclusions", 3, 4, 5], ["Complaints", 30, 31, 32]]
    assert read_off(in_december, [title], [], HEADS, *rows) == NOBODY


@pytest.mark.parametrize("title", ["Virtual School", "Corporate parenting scorecard"])
def test_under_our_own_they_are(in_december, title):
    rows = [["Attendance", *SHARES], ["Permanent exclusions", 3, 4, 5]]
    assert read_off(in_december, [title], [], HEADS, *rows) == ["83", "5"]


def test_attendance_in_the_section_of_the_workforce_is_that_of_staff(in_december):
    assert read_off(in_december, HEADS, ["Workforce"], ["Attendance", *SHARES]) == NOBODY


@pytest.mark.parametrize(
    "title", ["Agency workers", "Staff in post", "Overspend", "Number of visits", "Survey responses"]
)
def test_a_bare_row_of_children_in_care_under_something_else_is_a_team(in_december, title):
    teams = [["Children in Care", 15, 16, 17], ["Leaving Care", 20, 21, 22]]
    assert read_off(in_december, [title], [], HEADS, *teams) == NOBODY
    assert read_off(in_december, [title, *MONTHS], *teams) == NOBODY
    columns = [["Month", "CIN", "CP", "CLA"], ["Nov-23", 8, 3, 41], ["Dec-23", 8, 3, 42]]
    assert read_off(in_december, [title], *columns) == NOBODY


@pytest.mark.parametrize(
    "title", ["Headline figures", "Monthly performance digest", "Our children", "Numbers of children"]
)
def test_under_a_plain_title_it_is_their_number(in_december, title):
    assert read_off(in_december, [title], [], HEADS, ["Children in care", 400, 401, 402]) == ["402"]


@pytest.mark.parametrize("title", ["School attendance", "Average weekly cost"])
@pytest.mark.parametrize("part", ["Out of area", "Kinship", "Supported accommodation"])
def test_a_part_under_a_title_that_says_what_is_counted_is_no_measure(in_december, title, part):
    assert read_off(in_december, [title], HEADS, [part, *SHARES]) == NOBODY


def test_a_part_under_a_row_is_of_that_row_and_a_measure_under_children_in_care(in_december):
    part = ["Out of area", *SHARES]
    assert read_off(in_december, HEADS, ["Visits on time", "91%", "92%", "93%"], part) == ["93"]
    assert read_off(in_december, HEADS, ["Children in care", 400, 401, 402], part) == ["402", "83"]


GROUPS = {
    "by ethnicity": [["White", 200, 201, 202], ["Mixed", 60, 61, 62]],
    "by gender": [["Boys", 300, 301, 302], ["Girls", 290, 291, 292]],
    "by legal status": [["Full care order", 50, 51, 52], ["Interim care order", 20, 21, 22]],
}


@pytest.mark.parametrize("by", GROUPS)
@pytest.mark.parametrize("whose", ["Child protection plans", "Referrals", "Missing episodes", "Foster carers"])
def test_groups_of_others_are_not_those_of_children_in_care(in_december, by, whose):
    ours = ["Children in care", 410, 411, 412]
    assert read_off(in_december, HEADS, ours, [f"{whose} {by}"], *GROUPS[by]) == ["412"]
    assert read_off(in_december, [f"{whose} {by}"], HEADS, *GROUPS[by]) == NOBODY


@pytest.mark.parametrize("by", GROUPS)
def test_groups_of_ours_are_read(in_december, by):
    title = by.removeprefix("by ").capitalize()
    for words in (title, f"Children in care {by}"):
        assert len(read_off(in_december, HEADS, [words], *GROUPS[by])) == 2


SUB_HEADS = {
    "opening and closing": (["Opening", "New", "Closing"], ["Children in care", 400, 20, 410]),
    "weeks": (["Wk1", "Wk2", "Wk3"], ["Missing episodes", 4, 5, 6]),
    "homes": (["IFA", "In-house", "All"], ["Missing episodes", 21, 9, 61]),
    "staff": (["Agency", "Permanent", "All"], ["Social worker turnover", "9%", "10%", "11%"]),
    "referred": (["Referred", "Accepted", "Declined"], ["Missing episodes", 80, 70, 10]),
}


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "over the first"])
@pytest.mark.parametrize(("subs", "row"), SUB_HEADS.values(), ids=SUB_HEADS)
def test_unknown_headings_under_a_month_keep_their_columns_off(in_december, merged, subs, row):
    heads = [["Indicator", "Nov-23", None, None, "Dec-23", None, None], [None, *subs, *subs], [*row, *row[1:]]]
    values, kinds = in_december(heads, merged=["B1:D1", "E1:G1"] if merged else [])
    assert (values, bool(kinds)) == ([], True)


def test_a_no_beside_a_yes_is_not_a_number(in_december):
    heads = [["Indicator", "Dec-23", None, None], [None, "Yes", "No", "%"]]
    assert read_off(in_december, *heads, ["Reviews on time", 91, 9, "91%"], merged=["B1:D1"]) == ["91"]


def test_the_no_that_keeps_a_figure_off_is_named_by_its_cell(read, found, library):
    heads = [["Indicator", "Dec-23", None, None], [None, "Yes", "No", "%"]]
    given = read([*heads, ["Reviews on time", 91, 9, "91%"]], vocabulary=library)
    assert ("not-actual", "C2") in found(given)


@pytest.mark.parametrize(
    "line",
    [
        "2023/24 is to December",
        "2023/24 figures are April to December 2023",
        "2023/24 to Q3",
        "Last column is a part year",
    ],
)
def test_a_year_that_is_not_over_is_no_year(read, figures, library, line):
    rows = [["Indicator", "2021/22", "2022/23", "2023/24"], ["Missing episodes", 200, 210, 180]]
    for sheet in ([[line], *rows], [*rows, [], [line]]):
        read_years = figures(read(sheet, vocabulary=library))
        assert {values[0] for values in read_years.values()} == {"200", "210"}


def test_ages_over_columns_are_no_years(in_december, read, figures, library):
    rows = [["Indicator", "17-18", "19-21", "22-25"], ["Care leavers EET", "71%", "51%", "41%"]]
    assert not figures(read(rows, vocabulary=library))


@pytest.mark.parametrize("heading", ["KPI", "PI", "Indicator", "Line", "Item", "Ref"])
def test_a_column_of_references_hides_no_names(in_december, heading):
    rows = [["CP01", *ROWS[0]], ["CP02", *ROWS[1]]]
    assert read_off(in_december, [heading, "Description", *MONTHS], *rows) == READ


def test_the_title_of_the_next_table_says_nothing_of_the_one_above(in_december):
    ours = [["Children in care"], [], HEADS, ["Children in care", 400, 411, 412]]
    assert read_off(in_december, *ours, [], [], ["Child protection"], [], HEADS, ROWS[0]) == ["412"]


def test_the_year_so_far_may_stand_before_the_month(in_december):
    heads = [["Indicator", "Nov-23", None, "Dec-23", None], [None, "YTD", "Month", "YTD", "Month"]]
    assert read_off(in_december, *heads, ["Missing episodes", 50, 5, 56, 6]) == ["6"]


def test_a_column_headed_by_the_council_is_ours_beside_those_of_others(in_december):
    rows = [["Scorecard December 2023"], [], ["Indicator", "Testshire", "Kent", "England"]]
    assert read_off(in_december, *rows, ["Children in care", 410, 300, 200]) == ["410"]


def test_a_row_of_last_year_under_this_years_months_does_not_stop_the_row_of_this_year(in_december):
    rows = [["Reviews on time", "2022/23", *SHARES], ["Reviews on time", "2023/24", "90%", "91%", "92%"]]
    values, kinds = in_december([["Indicator", "Year", *MONTHS], *rows])
    assert (values, kinds) == (["92"], ["other-period"])


def test_the_title_of_a_cover_sheet_says_whose_a_pack_is(read, figures, library):
    from tests.inputs.conftest import Sheet

    data = Sheet([HEADS, *ROWS], name="Data")
    pack = read(Sheet([["Child protection performance pack"]], name="Cover"), data, vocabulary=library)
    assert not figures(pack)
    ours = read(
        Sheet([["Corporate parenting pack"], ["Child protection", "Page 4"]], name="Cover"), data, vocabulary=library
    )
    assert figures(ours)
