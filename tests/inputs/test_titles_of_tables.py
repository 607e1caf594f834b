"""A title or a section proves whose the figures under it are only where all of its words are known."""

from __future__ import annotations

from datetime import datetime

import pytest

from inputs.reading_sheet.columns import WHOLE_TABLE, Column

HEADS = ("Indicator", "Oct-23", "Nov-23", "Dec-23")
ROWS = (["Visits on time", "81%", "82%", "83%"], ["Missing episodes", 20, 21, 22])
READ = (["83", "22"], [])


@pytest.mark.parametrize(
    "title",
    [
        *("Wolds ICB", "Integrated Care Board footprint", "NHS Wolds ICB LAC health dashboard", "Across both councils"),
        *("Consortium", "Cluster average", "Widgets", "Gizmos", "Partner data", "Proxy indicators"),
        *(
            "Sprockets",
            "Northtown",
            "Bright Spots survey",
            "Unitary footprint",
            "Adopt Wolds scorecard – December 2023",
        ),
    ],
)
def test_a_title_with_a_word_that_nothing_explains_is_asked_about(in_december, title):
    assert in_december([[title], [], HEADS, *ROWS]) == ([], ["unclear-title"])
    assert in_december([HEADS, [title], *ROWS]) == ([], ["unclear-title"])


@pytest.mark.parametrize(
    "title",
    [
        *("Corporate Parenting Scorecard - December 2023", "Looked After Children Performance Report Month 9 2023/24"),
        *("Key performance indicators", "OFFICIAL - SENSITIVE", "Portfolio: Children and Young People", "v1.2 final"),
        *("Owner: A Sample, Head of Service", "Prepared for the Wolds Board, 18 January 2024", "Our promise to you"),
        *("Approved by the director 10/01/2024", "Benchmark: England average 2022/23", "Countywide", "All localities"),
        *("Figures under 5 are suppressed", "December figures reflect late recording", "Includes UASC", "Appendix 2"),
        *("Testshire children in care and care leavers", "Placement mix", "Ambition 2: safe and stable homes"),
        *("Health, education and wellbeing", "Reviews, visits and plans", "Numbers and trends", "Service standards"),
    ],
)
def test_a_title_of_known_words_a_sentence_or_a_line_of_contacts_changes_nothing(in_december, title):
    assert in_december([[title], [], HEADS, *ROWS]) == READ


def test_such_a_title_is_answered_once_for_all_rows_in_the_reading_sheet(scorecard):
    scorecard.give([["Wolds dashboard"], [], HEADS, ["Children in care", 400, 401, 402], ["Came into care", 7, 8, 9]])
    assert [one.used for one in scorecard.read()[0].lines] == [False, False]
    scorecard.answer((WHOLE_TABLE, Column.WHOSE_ANSWER, "the whole council"))
    assert [one.used for one in scorecard.read()[0].lines] == [True, True]


@pytest.mark.parametrize(
    "above",
    [
        *([["Report date", "05/01/2024"]], [["Run date", datetime(2024, 1, 5)], []], [["Scorecard", "December 2023"]]),
        *([["Version", "Date", "Author"], ["1.0", "12/12/2023", "A"], []], [[None, "2023/24"]], [list(HEADS)], [[]]),
        *([["Action", "Owner", "Due"], ["Do this", "A", "Dec-23"], []], [["A", "05/01/2024"], ["Owner", "A"], []]),
    ],
)
@pytest.mark.parametrize("title", ["England", "DRAFT", "Child protection", "Wolds ICB"])
def test_a_title_holds_for_the_table_under_it_whatever_stands_above_it(in_december, above, title):
    assert in_december([*above, [title], HEADS, *ROWS])[0] == []


def test_a_title_holds_past_the_one_figure_of_a_tile(in_december):
    tile = ["Children in care", 405]
    assert in_december([["England"], tile, [], HEADS, *ROWS])[0] == []
    assert in_december([["Scorecard"], tile, [], HEADS, *ROWS]) == READ


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Appointments offered",
            "Of those in touch",
            "Where consent received",
            "Children waiting",
            "Survey responses",
        ),
        *("Placed in from other areas", "Pupils with a social worker", "All providers", "All agencies", "OC2 cohort"),
        *("Quarterly measures", "Three year average", "Quartile", "Under development", "Previous methodology"),
    ],
)
def test_titles_of_other_deeds_people_and_spans_keep_figures_off(in_december, title):
    assert in_december([[title], [], HEADS, *ROWS])[0] == []
    assert in_december([HEADS, [title], *ROWS])[0] == []


@pytest.mark.parametrize("parent", ["UASC", "Pupils with EHCP", "Early help cases", "Complaints to the council"])
def test_rows_indented_under_a_row_of_others_or_of_an_unknown_name_are_parts_of_it(in_december, parent):
    indented = [[f"  {name}", *figures] for name, *figures in ROWS]
    read = in_december([HEADS, [parent, 30, 31, 32], *indented])[0]
    assert "83" not in read and "22" not in read
    assert in_december([HEADS, ["Children in care", 30, 31, 32], *indented])[0] == ["32", "83", "22"]
    assert in_december([HEADS, ["Health"], *indented]) == READ


def test_such_a_title_is_told_beside_a_sheet_with_a_list_of_children(december):
    children = [["Child ID", "Date of birth"], *([f"{number:08}", datetime(2010, 1, 1)] for number in range(9))]
    rows = [["Wolds dashboard"], [], ["Indicator", *HEADS[1:]], ["Children in care", 400, 401, 402]]
    read, found = december(rows, others={"Children": children})
    assert read == {}
    assert {kind for kind, _ in found} == {"list-of-children", "unclear-title"}
