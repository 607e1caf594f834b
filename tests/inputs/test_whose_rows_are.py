"""Sections, themes, sheets and rows of other people say whose the rows of a scorecard are, whatever they measure."""

from __future__ import annotations

import pytest

HEADS = ("Indicator", "Oct-23", "Nov-23", "Dec-23")
ROWS = (
    ["Visits on time", "81%", "82%", "83%"],
    ["Missing episodes", 20, 21, 22],
    ["School attendance", "91%", "92%", "93%"],
)
READ = ["83", "22", "93"]

GROUPS = [
    *(
        "CP",
        "Protection plans",
        "Children subject to a plan",
        "CPRs",
        "Conferences",
        "CINP",
        "Front door",
        "MASH",
        "EH",
    ),
    *("Targeted Early Help", "Family Hubs", "Borough pupils", "Dudley pupils", "Kinship carers"),
    *("Homeless 16/17", "Post-18", "DCT", "0-25 disability", "Respite", "Reunified", "Step-down", "Ever 6"),
    *("Children with a social worker", "Placed by others", "Children placed in Dudley", "Unaccompanied", "Asylum"),
    *("Best in class", "Audit", "Practice week", "Police", "Health visiting"),
]


@pytest.mark.parametrize("words", GROUPS)
def test_a_section_of_others_keeps_its_rows_off(in_december, words):
    assert in_december([HEADS, [words], *ROWS]) == ([], ["not-the-councils"])


@pytest.mark.parametrize(
    "words", ["Health", "Education", "Stability", "Placements", "Our children", "Looked after children"]
)
def test_a_section_of_a_theme_changes_nothing(in_december, words):
    assert in_december([HEADS, [words], *ROWS]) == (READ, [])


@pytest.mark.parametrize("heading", ["Theme", "Category", "Section", "Domain", None])
@pytest.mark.parametrize(
    "words", ["UASC", "IFA", "Disabled children", "North", "Other LA CLA", "ICPC/RCPC", "YOS", "18+"]
)
def test_a_column_of_themes_says_whose_each_row_is(in_december, heading, words):
    if (heading, words) == (None, "Other LA CLA"):
        pytest.skip("without a heading, words that no list has may be of any section")
    rows = [[heading, *HEADS], *([words, *row] for row in ROWS)]
    values, kinds = in_december(rows)
    assert (values, kinds[-1:]) == ([], ["not-the-councils"])


@pytest.mark.parametrize("words", ["Health", "Education", "Stability", "Placements", "Looked after children"])
@pytest.mark.parametrize("heading", ["Theme", "Category", "Group"])
def test_a_column_of_plain_themes_changes_nothing(in_december, heading, words):
    assert in_december([[heading, *HEADS], *([words, *row] for row in ROWS)]) == (READ, [])


@pytest.mark.parametrize("name", ["MASH", "Post 18", "Homeless 16-17", "All CYP", "Provider A", "Audit", "QA", "DCT"])
def test_a_sheet_of_others_is_not_ours(in_december, name):
    assert in_december([HEADS, *ROWS], name=name) == ([], ["not-the-councils"])


@pytest.mark.parametrize("name", ["Back up", "Working", "Template", "Mosaic test"])
def test_a_sheet_that_is_not_the_return_gives_nothing(in_december, name):
    assert in_december([HEADS, *ROWS], name=name) == ([], ["not-actual"])


def test_a_sheet_called_cp_is_corporate_parenting_alone_and_child_protection_beside_other_services(
    read, figures, library
):
    from tests.inputs.conftest import Sheet

    alone = read(Sheet([HEADS, ROWS[0]], name="CP"), vocabulary=library)
    assert figures(alone)["visits_on_time_pct", "", "2023-12"][0] == "83"
    ours = ["Visits on time", "91%", "92%", "95%"]
    beside = read(Sheet([HEADS, ROWS[0]], name="CP"), Sheet([HEADS, ours], name="CLA"), vocabulary=library)
    assert figures(beside)["visits_on_time_pct", "", "2023-12"][0] == "95"


@pytest.mark.parametrize("above", ["CP plans", "Care leavers 17-18", "Homeless young people"])
def test_rows_below_a_row_of_other_people_are_theirs(in_december, above):
    values, kinds = in_december([HEADS, [above, 50, 51, 52], ["Reviews on time", "81%", "82%", "83%"]])
    assert (values, "not-the-councils" in kinds) == ([], True)


def test_rows_below_a_row_of_other_people_are_ours_again_where_one_names_our_children(in_december):
    ours = [["Number of children in care", 400, 401, 402], ["Reviews on time", "81%", "82%", "83%"]]
    assert in_december([HEADS, ["CP plans", 50, 51, 52], *ours])[0] == ["402", "83"]


@pytest.mark.parametrize("part", ["of which LAC", "of whom children in care", "who are looked after", "including CLA"])
def test_a_part_of_the_row_above_is_not_the_number_of_children_in_care(in_december, part):
    values, kinds = in_december([HEADS, ["Missing episodes", 50, 51, 52], [part, 20, 21, 22]])
    assert (values, set(kinds)) == ([], {"unknown-measure", "not-a-return"})


def test_of_which_uasc_is_those_in_care_only_below_the_number_in_care(in_december):
    part = ["of which UASC", 20, 21, 22]
    assert in_december([HEADS, ["Children in care", 400, 401, 402], part]) == (["402", "22"], [])
    started = ["Children starting to be looked after", 50, 51, 52]
    assert in_december([HEADS, started, part]) == (["52"], ["unknown-measure"])


@pytest.mark.parametrize("words", ["Threshold", "Floor standard", "RAG", "DoT", "Diff", "Var"])
def test_a_second_label_that_says_of_no_figure_keeps_the_row_off(in_december, words):
    assert in_december([["Indicator", None, *HEADS[1:]], ["Missing episodes", words, 20, 21, 22]])[0] == []


def test_a_percentage_beside_overdue_and_total_is_of_the_overdue_ones(in_december):
    heads = [["Indicator", "Nov-23", None, None, "Dec-23"], [None, *("Overdue", "Total", "%") * 2]]
    values, kinds = in_december([*heads, ["Visits on time", 5, 100, "5%", 6, 100, "6%"]], merged=["B1:D1", "E1:G1"])
    assert (values, "not-actual" in kinds) == ([], True)


@pytest.mark.parametrize(
    "label",
    [
        *("Dental check (Care leavers)", "Three or more placements - care leavers", "% of schools good or outstanding"),
        *(
            "Number of advocates",
            "Number of independent visitors",
            "Young people NEET",
            "Number of young people in custody",
        ),
    ],
)
def test_names_of_others_are_not_read(in_december, label):
    assert in_december([HEADS, [label, "31%", "32%", "33%"]])[0] == []


def test_actual_and_target_below_the_name_of_a_measure_are_told_apart(in_december):
    rows = [["Reviews on time"], ["Actual", "90%", "91%", "92%"], ["Target", "95%", "95%", "95%"]]
    assert in_december([HEADS, *rows, ["Last year", "88%", "88%", "88%"]])[0] == ["92"]
    beside = [["Reviews on time", "Target", "95%", "95%", "95%"], [None, "Actual", "90%", "91%", "92%"]]
    assert in_december([["Indicator", None, *HEADS[1:]], *beside])[0] == ["92"]
