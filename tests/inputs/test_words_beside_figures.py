"""Whole statements beside figures count under any heading, in notes sentence by sentence, by marks and of months."""

from __future__ import annotations

import pytest

from tests.inputs.testshire import FEW, IN_CARE, MONTHS, TOTALS, table

NAME = "Missing episodes"


def beside(heading, words, name=NAME):
    return [["Measure", heading, *MONTHS], [name, words, *FEW]]


def noted(note):
    return [*table(NAME, FEW), [], [note]]


@pytest.mark.parametrize(
    "heading", ["Type", "Basis", "Frequency", "Unit", "Scope", "Remarks", "Polarity", "Period", None]
)
@pytest.mark.parametrize("words", ["England", "Girls", "Draft", "Superseded"])
def test_a_cell_that_says_it_all_counts_under_whatever_heading(december, heading, words):
    figures, findings = december(beside(heading, words))
    assert (figures, len(findings)) == ({}, 1)


@pytest.mark.parametrize("heading", ["Type", "Scope", "Reporting", "Timescale", "Coverage", None])
@pytest.mark.parametrize("words", ["Rolling 12 months", "Per 10,000 children", "UASC only"])
def test_so_does_a_span_a_rate_or_some_only(december, heading, words):
    assert december(beside(heading, words))[0] == {}


@pytest.mark.parametrize("heading", ["Detail", "Aspect", "Part", "Sub-measure", None])
@pytest.mark.parametrize("words", ["Not completed", "Offered", "Return interview accepted", "In custody"])
def test_unknown_words_after_a_name_may_name_a_part_of_it(december, heading, words):
    kind = "not-actual" if (heading, words) == (None, "Offered") else "not-the-councils"
    assert december(beside(heading, words)) == ({}, [(kind, "B2")])


@pytest.mark.parametrize("words", ["KPI", "Statutory", "All", "Monthly figures"])
def test_words_after_a_name_that_pick_nobody_out_change_nothing(december, words):
    assert december(beside("Type", words))[0] == {"missing": ("10",)}


@pytest.mark.parametrize(
    ("heading", "answer"),
    [
        *(("Draft?", "Yes"), ("Superseded?", "Y"), ("Forecast?", "Y"), ("Latest?", "No"), ("Current version", "No")),
        *(
            ("Exclude", "Yes"),
            ("Are the figures final?", "No"),
            ("Figures signed off?", "N"),
            ("QA complete", "Not yet"),
        ),
        *(("Actual/Forecast", "F"), ("Status", "D")),
    ],
)
def test_a_yes_a_no_or_a_letter_under_a_question_is_understood(december, heading, answer):
    assert december([["Measure", *MONTHS, heading], [NAME, *FEW, answer]])[0] == {}
    assert december([[heading, answer], [], *table(NAME, FEW)])[0] == {} or heading == "Actual/Forecast"


@pytest.mark.parametrize("mark", ["*", "**", "¹", "†", "[1]"])
@pytest.mark.parametrize("note", ["Rolling 12 months", "Excludes UASC", "Forecast", "Draft - do not use"])
def test_a_footnote_speaks_of_what_bears_its_mark(december, mark, note):
    both = [["Measure", *MONTHS], [f"{NAME}{mark}", *FEW], ["Came into care", *FEW], [], [f"{mark} {note}"]]
    assert december(both)[0] == {"came_in": ("10",)}
    month = [["Measure", *MONTHS[:-1], f"Dec-23{mark}"], [NAME, *FEW], [], [f"{mark} {note}"]]
    assert december(month)[0] == {}


@pytest.mark.parametrize(
    "note",
    [
        *("Notes: figures are draft", "N.B. figures are for England", "Caveat: data is unvalidated"),
        *("As agreed in May, figures are draft", "Please be aware that figures are draft", "Source: LCS\nGirls only"),
        *("It should be noted that figures are for England", "Source: LCS. Figures are for England"),
        f"{'The service has worked on many things in this month. ' * 5}Figures exclude UASC.",
    ],
)
def test_a_note_is_read_sentence_by_sentence_after_any_opening(december, note):
    assert december(noted(note))[0] == {}


@pytest.mark.parametrize(
    "note",
    [
        *("From Oct-23 onwards forecast", "Q3 is forecast", "Latest month is draft", "December’s figure is a forecast"),
        *("December excludes UASC", "Dec-23 is for England", "Actuals to November, forecast thereafter"),
        *("October to December 2023 figures are draft.", "Oct–Dec 23: draft", "November to date is draft"),
        *("After October 2023: draft", "Apr-Sep: final. Oct-Dec: draft.", "Since October 2023 figures are UASC only"),
        "Except April to August, figures are draft",
    ],
)
def test_a_note_may_name_a_range_of_months(december, note):
    assert december(noted(note))[0] == {}


@pytest.mark.parametrize(
    "note", ["Until September 2023 the figures are girls only", "April is a forecast", "December 2023 is not a draft"]
)
def test_a_range_without_december_leaves_it_alone(december, note):
    assert december(noted(note))[0] == {"missing": ("10",)}


@pytest.mark.parametrize(
    "note",
    [
        *("Excludes children placed by other local authorities", "Cumulative totals are not shown", "Includes UASC"),
        *("These are not forecasts", "No figures are draft", "Final (was draft)", "For information only"),
        *("This month and last month", "This year v last year", "Performance against target this month"),
        *("This report is for the Corporate Parenting Board", "The return is sent to the Leaving care team"),
        *("Rolling 12 months figures are on another sheet", "SN = statistical neighbours", "England average 70"),
    ],
)
def test_a_note_that_denies_it_or_explains_changes_nothing(december, note):
    assert december(noted(note))[0] == {"missing": ("10",)}


@pytest.mark.parametrize(
    "pair",
    [
        *(("Basis", "Rate per 10,000"), ("Coverage", "England"), ("Scope", "Boys only"), ("Final?", "No")),
        *(("Filters", "Gender is Female"), ("Signed off by", "Not yet"), ("Reporting period", "November 2023")),
    ],
)
def test_a_label_and_its_value_in_two_cells_say_it_too(december, pair):
    figures, _ = december([list(pair), [], *table(NAME, FEW)])
    assert figures in ({}, {"missing": ("not available",)})


@pytest.mark.parametrize(
    "cover",
    [
        *([["Status", "Draft"], ["Signed off by", ""]], [["Draft - final version to follow"]], [["Signed off", "No"]]),
        *([["Draft/final", "Draft"]], [["DRAFT"], ["Based on published DfE definitions"]], [["UASC only"]]),
        *([["All figures are rolling 12 months"]], [["Coverage", "England"]], [["Basis", "Rolling 12 months"]]),
    ],
)
def test_a_cover_says_it_in_many_ways(december, cover):
    assert december(table(NAME, FEW), others={"Cover": cover})[0] == {}


@pytest.mark.parametrize(
    "note", ["Figures relate to 2022/23", "Figures are for December 2022", "Data to November 2023"]
)
def test_a_note_of_an_earlier_period_keeps_later_figures_out(december, note):
    assert december(noted(note)) == ({"missing": ("not available",)}, [("other-period", "A4")])


def test_a_row_of_totals_beside_one_of_months_is_told_apart_by_its_type(december):
    rows = [["Measure", "Type", *MONTHS], [NAME, "Month", *FEW], [NAME, "Rolling 12 months", *TOTALS]]
    assert december(rows) == ({"missing": ("10",)}, [("other-span", "B3")])


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Trailing 12 months",
            "12 mths rolling",
            "LTM",
            "Since the start of the financial year",
            "Annual totals",
            "QTD",
        ),
        *("Forecast outturn", "Stretch target", "Awaiting sign-off", "Not approved", "Placeholder", "Part month"),
        *("Figures have not been validated", "These are not actual figures", "UASC are excluded", "0-15 only"),
        *(
            "Valley locality",
            "Figures represent Kent",
            "Dip sample",
            "Do not quote",
            "Percentage points",
            "Siblings only",
        ),
        *("Previous month’s figures", "Joint figures with Norfolk", "One month in arrears"),
        *("This is a draft", "Draft: this is for comment", "This is the forecast", "This return is for the North team"),
        *("This sheet is a draft", "This return has been superseded", "This workbook is for girls only"),
    ],
)
def test_titles_in_other_words(december, title):
    assert december([[title], [], *table(NAME, FEW)])[0] == {}


@pytest.mark.parametrize(
    "comment",
    [
        *("North team vacancies", "Two late reviews in the South team", "Above target", "Year end projection 415"),
        *(
            "Highest figure in the last 12 months",
            "Increase of 12 since April",
            "YTD is 97.5%",
            "Residential placements up",
        ),
        *("England average is 71 per 10,000 (2022/23)", "Late reviews relate to out of county placements"),
    ],
)
def test_a_remark_on_figures_in_a_column_of_comments_is_no_statement_about_them(december, comment):
    across = [["Measure", *MONTHS, "Comments"], [NAME, *FEW, comment]]
    down = zip(MONTHS, FEW, [*[None] * 8, comment], strict=True)
    assert december(across) == ({"missing": ("10",)}, [])
    assert december([["Month", NAME, "Comments"], *map(list, down)]) == ({"missing": ("10",)}, [])


@pytest.mark.parametrize(
    "note",
    [
        *(
            "Figures exclude short breaks",
            "Figures exclude care leavers",
            "UASC: unaccompanied asylum seeking children",
        ),
        *("YTD = year to date", "YTD figures are in column K", "YTD reviews on time is 97.5%", "Source: RAA"),
        *("Owner: UASC Team", "Contact: Performance Team North", "National average: 71 per 10,000"),
        "Figures exclude children placed in Testshire by other local authorities",
    ],
)
def test_exclusions_of_others_glossaries_pointers_and_senders_change_nothing(december, note):
    assert december(noted(note)) == ({"missing": ("10",)}, [])


def test_a_note_on_one_measure_speaks_of_its_row_only(december):
    rows = [["Measure", *MONTHS], ["Missing episodes", *FEW], ["Came into care", *FEW], []]
    assert december([*rows, ["Missing: rolling 12 months"]])[0] == {"came_in": ("10",)}


@pytest.mark.parametrize(
    "note", ["Figures are for November", "Does not include the South team", "Includes care leavers"]
)
def test_a_note_of_one_month_a_missing_team_or_more_than_the_measure_counts(december, note):
    assert december(noted(note))[0] in ({}, {"missing": ("not available",)})


@pytest.mark.parametrize(
    "words",
    [
        *("DRAFT", "DRAFT - numbers may change", "DRAFT: more went missing this month.", "draft, not validated"),
        *("Fewer went missing. These are draft, not validated.", "Figures are incomplete"),
    ],
)
def test_commentary_that_calls_the_figures_beside_it_a_draft_keeps_them_out(december, words):
    rows = [["Measure", *MONTHS, "Commentary"], [NAME, *FEW, words], ["Came into care", *FEW, "As expected."]]
    assert december(rows) == ({"came_in": ("10",)}, [("not-actual", "K2")])


BROKEN = [
    *("December not yet available - November figure used", "November data used as December not available"),
    *("Up to 20 December", "Figures are to 20 December 2023", "Data to 20th December only"),
]


@pytest.mark.parametrize("words", BROKEN)
def test_a_month_that_is_cut_short_or_another_ones_is_left_out_and_no_other(december, words):
    for heading in ("Comments", "Commentary"):
        rows = [["Measure", *MONTHS, heading], [NAME, *FEW, words], ["Came into care", *FEW, "As expected."]]
        assert december(rows) == ({"came_in": ("10",)}, [("not-actual", "K2")])
    assert december(noted(words)) == ({}, [("not-actual", "A4")])
    assert december([[words], [], *table(NAME, FEW)]) == ({}, [("not-actual", "A1")])


def test_the_month_before_one_that_is_cut_short_is_read(in_december):
    november = [["Measure", *MONTHS, "Jan-24"], ["Children in care", *IN_CARE, 413], [], ["Up to 20 January"]]
    assert in_december(november) == (["412"], ["not-actual"])


@pytest.mark.parametrize(
    "words",
    [
        *("Up to 31 December", "Data to 31 December 2023", "Data up to 20 December 2022", "Up to 20 children"),
        *("November and December figures used", "Up to 20 December more children came than before."),
    ],
)
def test_a_month_that_is_whole_or_of_another_year_is_read(december, words):
    for rows in (noted(words), [["Measure", *MONTHS, "Commentary"], [NAME, *FEW, words]]):
        assert december(rows)[0] == {"missing": ("10",)}


@pytest.mark.parametrize(
    "words",
    [
        *("Draft guidance was issued; we follow it.", "The draft plan went to panel.", "A test of the new form."),
        *("Plans were late. Three are incomplete.", "All figures are validated."),
    ],
)
def test_commentary_that_speaks_of_other_drafts_changes_nothing(december, words):
    rows = [["Measure", *MONTHS, "Commentary"], [NAME, *FEW, words]]
    assert december(rows)[0] == {"missing": ("10",)}
