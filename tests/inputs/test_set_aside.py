"""Lists of children and published figures among the returns: told in one line, never read for a figure or date."""

from __future__ import annotations

from datetime import datetime

import pytest

from inputs.findings import Strength

MONTHS = ["Measure", "Oct-23", "Nov-23", "Dec-23"]
IN_CARE = ["Children in care", 229, 231, 230]
DAYS = [datetime(2023, month, month + 3) for month in range(1, 13)]


def a_list(heading, days="Date started to be looked after", figures="Children in care", first=2001):
    """A list whose dates fall into twelve months and whose numbers could be figures, or years."""
    return [[heading, days, figures], *([first + row, day, row % 5] for row, day in enumerate(DAYS))]


def figures(intake):
    return {
        (series.item, point.period.year, point.period.month): int(point.value.value)
        for one in intake.returns
        for series in one.series
        for point in series.points
        if point.value and point.value.value is not None
    }


def told(intake):
    return [(one.kind, one.sheet) for one in intake.findings]


OURS = {("in_care_count", 2023, 10): 229, ("in_care_count", 2023, 11): 231, ("in_care_count", 2023, 12): 230}


@pytest.mark.parametrize(
    "heading",
    [
        "CHILD", "Child ID", "Child’s ID", "Child Unique ID", "LCS ID", "Mosaic ID", "Person ID", "Client ID", "UPN",
        "ULN", "NHS no", "NHS No.", "DOB", "D.O.B.", "Date of birth", "Forename", "Surname", "Child's name", "Initials",
        "Child’s\nName:", "Young person", "Family identifier", "Adopter ID", "Individual adopter identifier",
        "Case number", "LAchildID", "Unique pupil number",
    ],
)  # fmt: skip
def test_a_heading_that_names_one_child_makes_a_list_of_children(read, heading):
    intake = read(a_list(heading))
    assert (intake.returns, told(intake)) == ((), [("list-of-children", "Return")])


@pytest.mark.parametrize(
    "beside", ["Gender", "Ethnicity", "Date of last dental check", "Legal status", "Allocated worker"]
)
def test_a_column_called_name_is_of_children_beside_what_only_a_child_has(read, beside):
    rows = [["Name", beside, "Entry", "Children in care"], *(["A B", "x", day, 1] for day in DAYS)]
    assert told(read(rows)) == [("list-of-children", "Return")]


@pytest.mark.parametrize(
    "heading",
    [
        "Child ID (LCS)", "Child ID *", "Date of birth (dd/mm/yyyy)", "Date of birth of child", "Child NHS number",
        "Liquid Logic number", "UPN of pupil",
    ],
)  # fmt: skip
def test_a_longer_heading_tells_a_list_by_the_part_that_names_the_child(read, heading):
    assert told(read(a_list(heading, days="Entry"))) == [("list-of-children", "Return")]


def test_a_list_without_any_id_is_told_by_the_dates_of_its_children(read):
    assert told(read(a_list("Nr"))) == [("list-of-children", "Return")]


def test_a_list_with_its_headings_in_two_rows_is_one(read):
    rows = a_list("ID", days="Entry")
    assert told(read([["Child", None, None], *rows])) == [("list-of-children", "Return")]


def test_a_return_on_how_well_children_are_recorded_is_none(read):
    rows = [MONTHS, IN_CARE, ["UPN", 95, 96, 97], ["NHS number", 1, 2, 3], ["Children with a date of birth", 1, 2, 3]]
    intake = read(rows)
    assert (figures(intake), [kind for kind, _ in told(intake)]) == (OURS, ["unknown-measure"])


def test_a_list_beside_returns_gives_no_figure_and_only_its_own_line(read, sheet):
    intake = read(sheet([MONTHS, IN_CARE]), sheet(a_list("Child ID"), name="Open cases"))
    assert figures(intake) == OURS
    assert told(intake) == [("list-of-children", "Open cases")]
    assert "of one child each" in intake.findings[0].what
    assert intake.findings[0].strength is Strength.CHECK


def test_no_message_about_a_list_names_a_date_or_a_number_of_it(read):
    said = " ".join(str(one) for one in read(a_list("Child ID")).findings)
    assert not any(character.isdigit() for character in said.replace("return.xlsx", ""))


def side_by_side(left, right):
    """Two tables on one sheet with a blank column between them."""
    width = max(map(len, left))
    height = max(len(left), len(right))
    padded = [[*row, *[None] * (width + 1 - len(row))] for row in [*left, *[[]] * (height - len(left))]]
    return [[*first, *second] for first, second in zip(padded, [*right, *[[]] * (height - len(right))], strict=True)]


@pytest.mark.parametrize(
    "rows",
    [
        [["Headline"], [], MONTHS, IN_CARE, [], ["Children behind this"], *a_list("Child ID")],
        side_by_side([MONTHS, IN_CARE], a_list("Child ID")),
        side_by_side(a_list("Child ID"), [MONTHS, IN_CARE]),
        side_by_side(a_list("Child ID"), [[], [], MONTHS, IN_CARE]),
        side_by_side([["Headline"], [], MONTHS, IN_CARE], a_list("Child ID")),
        [
            [*MONTHS, "Child ID", "DOB"],
            [*IN_CARE, 2001, DAYS[0]],
            *([*[None] * 4, 2002 + n, DAYS[n]] for n in range(9)),
        ],
    ],
)
def test_a_list_further_down_or_further_right_leaves_the_table_beside_it(read, rows):
    intake = read(rows)
    assert (figures(intake), told(intake)) == (OURS, [("list-of-children", "Return")])


def test_a_table_below_a_list_is_read_and_a_second_part_of_the_list_is_not(read):
    rows = [*a_list("Child ID"), [], *a_list("Child ID")[1:], [], ["Headline"], MONTHS, IN_CARE]
    assert figures(read(rows)) == OURS


def test_a_long_table_beside_a_list_is_read(read):
    ends = [datetime(2023, 10, 31), datetime(2023, 11, 30), datetime(2023, 12, 31)]
    long = [["Month", "Children in care"], *([end, number] for end, number in zip(ends, IN_CARE[1:], strict=True))]
    assert figures(read(side_by_side(a_list("DOB"), long))) == OURS


def test_columns_of_a_list_after_a_blank_one_belong_to_it(read):
    rows = [["Child ID", None, "Date started to be looked after", None, "Children in care"]]
    rows += [[f"C{row}", None, day, None, row] for row, day in enumerate(DAYS)]
    assert read(rows).returns == ()


def test_a_list_with_a_column_for_each_month_is_no_return(read):
    rows = [["Child ID", "Oct-23", "Nov-23", "Dec-23"], ["Children in care", 1, 2, 3], [9, 1, 0, 1]]
    assert read(rows).returns == ()


def test_a_list_on_its_side_is_no_return(read):
    rows = [["Child ID", *range(2001, 2013)], ["Date of birth", *DAYS], ["Children in care", *range(12)]]
    assert read(rows).returns == ()


def test_a_return_that_numbers_its_measures_and_names_their_owners_stays_one(read):
    rows = [
        ["ID", "Measure", "Initials", *MONTHS[1:]],
        ["1.1", IN_CARE[0], "AB", *IN_CARE[1:]],
    ]
    assert figures(read(rows)) == OURS


def test_a_description_of_the_columns_of_a_list_is_no_list(read, sheet):
    columns = [["Field", "Meaning"], ["Child ID", "The id in our system"], ["Date of birth", "As recorded"]]
    assert told(read(sheet([MONTHS, IN_CARE]), sheet(columns, name="Fields"))) == []


ANNEX_A_8 = [
    "Child Unique ID",
    "Gender",
    "Date of Birth",
    "Date Started to be Looked After",
    "Date of Last Dental Check ",
]
ANNEX_A_9 = ["Child Unique ID", "Gender", "Date of Birth", "Eligibility Category", "LA In Touch ", "Activity Status"]


def test_annex_a_is_one_line_that_says_which_lists(read, sheet):
    row = ["9", "a) Male", datetime(2010, 1, 1), datetime(2023, 12, 1), datetime(2023, 12, 2)]
    lists = [sheet([["List 8: Children in care"], ANNEX_A_8, row], name="List_8"), sheet([ANNEX_A_9], name="List_9")]
    codes = sheet([["Code", "Number"], *([f"A{number}", number] for number in range(9))], name="Codes_used")
    (finding,) = read(*lists, codes).findings
    assert finding.place == "return.xlsx › List_8, List_9"
    assert finding.what.startswith("This is Ofsted’s Annex A, lists 8 and 9: ")
    assert finding.strength is Strength.MUST_FIX  # there is nothing else to make a report of


@pytest.mark.parametrize(
    ("part", "columns"),
    [
        ("header", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"),
        ("reviews", "CHILD,DOB,REVIEW,REVIEW_CODE"),
        ("uasc", "CHILD,SEX,DOB,DUC"),
        ("oc2", "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT"),
        ("oc3", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM"),
        ("ad1", "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR"),
        ("placed_for_adoption", "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED"),
        ("previous_permanence", "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM"),
    ],
)
def test_a_file_of_the_statutory_return_without_its_episodes_is_known_by_its_columns(read, part, columns):
    names = columns.split(",")
    (finding,) = read([names, ["7", *["01/02/2010"] * (len(names) - 1)]]).findings
    assert finding.what.startswith(f"This is SSDA903, {part}: ")


def test_the_list_of_missing_episodes_keeps_its_way(read):
    rows = [["Data correct as at 31 December 2023"], ["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"]]
    rows += [["7", "01/02/2010", "M", datetime(2023, 12, 5), datetime(2023, 12, 6)]]
    intake = read(rows)
    assert (len(intake.child_lists[0].episodes), intake.findings) == (1, ())


@pytest.mark.parametrize(
    "headings",
    [
        ["time_period", "time_identifier", "geographic_level", "la_name", "Children in care"],
        ["time_period", "old_la_code", "la_name", "Children in care"],
        ["LA Number", "LA and Regions", "Years", "Measure", "Values"],
    ],
)
def test_a_file_of_published_figures_is_no_return_of_the_council(read, headings):
    (finding,) = read(
        [headings, *([year, *["Peterborough"] * (len(headings) - 2), 400] for year in (2023, 2024))]
    ).findings
    assert finding.kind == "published-figures"
    assert "boardreport benchmarks" in finding.remedy


def test_the_dates_of_the_rows_of_a_list_without_any_known_heading_are_no_months(read):
    days = [datetime(2023, 1 + 5 * row % 12, 3 + row) for row in range(11)]
    assert (
        read([["Case", "Opened", "Children in care"], *([row, day, 1] for row, day in enumerate(days))]).returns == ()
    )
    assert read([["Opened", "Children in care"], *([day, 1] for day in days)]).returns == ()


def test_a_return_taken_on_the_last_friday_of_each_month_is_read(read):
    days = [datetime(2023, 10, 27), datetime(2023, 11, 24), datetime(2023, 12, 29)]
    rows = [[day, number] for day, number in zip(days, IN_CARE[1:], strict=True)]
    assert figures(read([["Date", "Children in care"], *rows])) == OURS
    assert figures(read([["Taken", "Children in care"], *rows])) == OURS


@pytest.mark.parametrize(
    "above",
    [
        [["Child ID", "(All)"], []],
        [["UPN", "(All)"], ["Date of birth", "(All)"], []],
        [["Number of children by date of birth"], []],
        [["Count of Child ID"], []],
    ],
)
def test_the_page_filter_or_the_title_of_a_table_of_counts_is_no_list(read, above):
    intake = read([*above, MONTHS, IN_CARE])
    assert (figures(intake), told(intake)) == (OURS, [])


def test_a_pivot_table_that_counts_ids_is_no_list(read):
    assert ("list-of-children", "Return") not in told(read([["Row Labels", "Count of Child ID"], ["Oct-23", 229]]))


EVENTS = ["Dec-23", "Nov-23", "Dec-23", "Oct-23"]


@pytest.mark.parametrize("heading", ["Ref", "ID", "Case", "Number", "Ref no", "Reference", "Pupil", "YP"])
@pytest.mark.parametrize(
    "ids",
    [
        ("1234567", "1234568", "1234569", "1234570"),
        (2345671, 2345672, 2345673, 2345674),
        ("LCS-204511", "LCS-204519", "LCS-204533", "LCS-204533"),
    ],
)
def test_long_ids_beside_the_months_of_events_are_of_children_under_any_heading(read, heading, ids):
    rows = [[heading, "Month", "Children in care"], *([one, month, 7] for one, month in zip(ids, EVENTS, strict=True))]
    intake = read(rows)
    assert (intake.returns, told(intake)) == ((), [("list-of-children", "Return")])


@pytest.mark.parametrize("heading", ["Pupil", "YP", "Young person", "Name", "Case", "Ref"])
@pytest.mark.parametrize(
    "names", [("Zzyx", "Qwert", "Plugh", "Xyzzy"), ("ZQ", "QW", "XP", "YZ"), ("Z.Q.", "Q.W.", "X.P.", "Y.Z.")]
)
def test_names_and_initials_beside_the_months_of_events_are_of_children(read, heading, names):
    rows = [
        [heading, "Month", "Children in care"],
        *([one, month, 7] for one, month in zip(names, EVENTS, strict=True)),
    ]
    intake = read(rows)
    assert (intake.returns, told(intake)) == ((), [("list-of-children", "Return")])


@pytest.mark.parametrize("ref", ["CP01", "1.1", "2.3", "KPI 12"])
def test_the_reference_of_a_measure_beside_its_months_is_no_id_of_a_child(read, ref):
    months = ["Oct-23", "Nov-23", "Dec-23"]
    rows = [["Ref", "Month", "Children in care"]]
    rows += [[ref, month, count] for month, count in zip(months, IN_CARE[1:], strict=True)]
    assert figures(read(rows)) == OURS
    rows = [["Ref", *MONTHS], ["1234567", *IN_CARE]]
    assert figures(read(rows)) == OURS


def test_a_column_of_numbers_of_children_is_no_column_of_ids(read):
    rows = [
        ["Children in care", None],
        ["Month", "Number"],
        ["Oct-23", 120_229],
        ["Nov-23", 120_231],
        ["Dec-23", 120_230],
    ]
    assert [kind for kind, _ in told(read(rows))] == []


def test_one_name_under_a_heading_of_a_child_is_a_list_of_children(read):
    assert told(read([["Pupil", "Month", "Children in care"], ["Zzyx", "Dec-23", 7]])) == [
        ("list-of-children", "Return")
    ]


def test_the_last_row_of_a_long_scorecard_is_no_list_of_children(in_december):
    heads = ["Measure", None, "Oct-23", "Nov-23", "Dec-23"]
    rows = [["Missing episodes", "Number", 20, 21, 22], *([[f"Another {n}", "Number", n, n, n] for n in range(60)])]
    read, kinds = in_december([heads, *rows, ["UASC", "Number", 4, 4, 5]])
    assert read == ["22", "5"]
    assert "list-of-children" not in kinds
