"""Terms of a school year: thirds of it, read in headings, beside years and in titles, and told where unclear."""

from __future__ import annotations

import pytest

from inputs.intake import Item
from inputs.period import Period

IN_CARE, REVIEWS = "Children in care", "Reviews on time"
PARTS = [["Measure", "Numerator", "Denominator", "%"], [REVIEWS, 36, 40, 0.9]]


def in_care(intake, figures):
    """The figures of children in care by period; a figure that was left out is in words."""
    return {period: value for (_, _, period), (value, _, _) in figures(intake).items()}


def test_terms_follow_one_another_and_have_names():
    autumn = Period(2023, 12, 4)
    assert [autumn.back(-4 * n).name for n in range(3)] == [
        "the autumn term 2023",
        "the spring term 2024",
        "the summer term 2024",
    ]
    assert autumn.first_month == Period(2023, 9)
    assert {autumn.back(-4 * n).academic_year for n in range(3)} == {2023}
    assert Period(2024, 7, 4).name == "the 4 months ending July 2024"


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        *((one, "2024-12/4") for one in ("Autumn 2024", "Autumn term 2024", "AUTUMN TERM 2024-25", "Autumn 24/25")),
        *((one, "2024-12/4") for one in ("2024/25 Autumn", "Autumn (Sep-Dec) 2024", "Autumn 2024 (Sep-Dec)", "Aut 24")),
        *((one, "2024-12/4") for one in ("Autumn term (September to December 2024)", "AY 2024/25 Autumn", "Aut’24")),
        *((one, "2024-12/4") for one in ("End of autumn term 2024", "Autumn Term, 2024/25 (prov)", "Sep-Dec 2024")),
        *((one, "2025-04/4") for one in ("Spring 2025", "Spring term 2024/25", "2024/25 Spring", "Spr 25")),
        *((one, "2025-08/4") for one in ("Summer 2025", "Summer Term 2024-25", "Summer (May-Aug) 2025")),
    ],
)
def test_a_term_with_its_year_is_read(read, figures, found, heading, period):
    intake = read([["Measure", heading], [IN_CARE, 412]])
    assert in_care(intake, figures) == {period: "412"}
    assert found(intake) == []


@pytest.mark.parametrize(
    ("heading", "kind", "what"),
    [
        ("Term 1 2024/25", "unclear-period", "may mean the autumn term 2024 or the 2 months ending October 2024"),
        ("Term 4 2024/25", "unclear-period", "not clear which term"),
        ("Spring (Jan-Mar) 2025", "unclear-period", "not clear which term"),
        ("Autumn", "unclear-period", "not clear which term"),
        *((one, "other-span", "a half term") for one in ("Autumn 1", "Autumn 2 2024/25", "Half term 1 2024/25", "HT1")),
        *((one, "other-span", "a half term") for one in ("2024/25 Autumn 1", "Autumn term 1 2024/25")),
        ("Autumn 2024/26", "column-not-read", ""),
        ("Summer FY24/25", "column-not-read", ""),
    ],
)
def test_what_is_no_term_for_certain_is_left_out_and_told(read, figures, heading, kind, what):
    intake = read([["Measure", "Nov-23", heading], [IN_CARE, 410, 412]])
    assert in_care(intake, figures) == {"2023-11": "410"}
    assert [(one.kind, one.cell) for one in intake.findings] == [(kind, "C1")]
    assert what in intake.findings[0].what


def test_terms_are_numbered_by_three_only_where_the_next_year_follows_the_third(read, figures):
    headings = [*(f"Term {number} 2023/24" for number in (1, 2, 3)), "Term 1 2024/25"]
    whole = read([["Measure", *headings], [IN_CARE, 1, 2, 3, 4]])
    assert list(in_care(whole, figures)) == ["2023-12/4", "2024-04/4", "2024-08/4", "2024-12/4"]
    assert in_care(read([["Measure", *headings[:3]], [IN_CARE, 1, 2, 3]]), figures) == {}
    six = [*(f"Term {number} 2023/24" for number in range(1, 7)), "Term 1 2024/25"]
    assert in_care(read([["Measure", *six], [IN_CARE, *range(7)]]), figures) == {}


def test_half_terms_are_told_once(read, found):
    rows = [["Measure", "Autumn 1 2023/24", "Autumn 2 2023/24", "Spring 2024"], [IN_CARE, 1, 2, 3]]
    assert found(read(rows)) == [("other-span", "B1")]


@pytest.mark.parametrize(
    ("year", "terms", "periods"),
    [
        ("2023/24", ("Autumn", "Spring", "Summer"), ("2023-12/4", "2024-04/4", "2024-08/4")),
        ("Academic year 2023/24", ("Autumn term", "Spring term"), ("2023-12/4", "2024-04/4")),
        ("2024", ("Spring", "Summer", "Autumn"), ("2024-04/4", "2024-08/4", "2024-12/4")),
        ("2023/24", ("Summer", "Autumn", "Spring"), ()),  # so they stand in a financial year
        ("2024", ("Autumn", "Spring", "Summer"), ()),
        ("FY2023/24", ("Autumn", "Spring", "Summer"), ("2023-12/4", "2024-04/4")),  # the summer of which year?
        ("2023/24", ("Autumn 1", "Autumn 2"), ()),
    ],
)
def test_terms_under_a_merged_year(read, figures, sheet, year, terms, periods):
    rows = [["Measure", year], [None, *terms], [IN_CARE, *range(1, len(terms) + 1)]]
    intake = read(sheet(rows, merged=[f"B1:{chr(ord('A') + len(terms))}1"]))
    assert tuple(in_care(intake, figures)) == periods


@pytest.mark.parametrize(
    "rows",
    [
        [["Measure", "Autumn 2023", "Spring", "Summer", "Autumn"], [IN_CARE, 1, 2, 3, 4]],
        [["Term", IN_CARE], ["Autumn 2023", 1], ["Spring 2024", 2], ["Summer 2024", 3], ["Autumn 2024", 4]],
        [
            ["Academic year", "Term", IN_CARE],
            *(["2023/24", "Autumn", 1], [None, "Spring", 2], [None, "Summer", 3], ["2024/25", "Autumn", 4]),
        ],
        [
            ["Measure", "Year", "Term", "Value"],
            *([IN_CARE, "2023/24", "Autumn", 1], [IN_CARE, "2023/24", "Spring", 2]),
            *([IN_CARE, "2023/24", "Summer", 3], [IN_CARE, "2024/25", "Autumn", 4]),
        ],
    ],
)
def test_terms_down_and_across(read, figures, found, rows):
    intake = read(rows)
    assert in_care(intake, figures) == {"2023-12/4": "1", "2024-04/4": "2", "2024-08/4": "3", "2024-12/4": "4"}
    assert found(intake) == []


@pytest.mark.parametrize(
    ("title", "terms", "read_as"),
    [
        (
            "Academic year 2023/24",
            ("Autumn", "Spring", "Summer"),
            {"2023-12/4": "1", "2024-04/4": "2", "2024-08/4": "3"},
        ),
        ("Virtual school 2023/24", ("Autumn", "Spring"), {"2023-12/4": "1", "2024-04/4": "2"}),
        ("Financial year 2023/24", ("Autumn", "Spring"), {"2023-12/4": "1", "2024-04/4": "2"}),
        ("Financial year 2023/24", ("Autumn", "Spring", "Summer"), {}),
        ("Academic year 2023/24", ("Summer", "Autumn", "Spring"), {}),
        ("Target for 2023/24", ("Autumn", "Spring", "Summer"), {}),
        ("Virtual school", ("Autumn", "Spring", "Summer"), {}),
    ],
)
def test_terms_take_their_year_from_the_title(read, figures, title, terms, read_as):
    intake = read([[title], ["Measure", *terms], [IN_CARE, *range(1, len(terms) + 1)]])
    assert in_care(intake, figures) == read_as


def test_a_year_column_stands_beside_terms_across(read, figures):
    rows = [
        ["Measure", "Year", "Autumn", "Spring", "Summer"],
        [IN_CARE, "2022/23", 1, 2, 3],
        [IN_CARE, "2023/24", 4, 5, 6],
    ]
    periods = ["2022-12/4", "2023-04/4", "2023-08/4", "2023-12/4", "2024-04/4", "2024-08/4"]
    assert in_care(read(rows), figures) == dict(zip(periods, "123456", strict=True))


def test_years_and_targets_in_a_table_of_terms_are_of_the_academic_year(read, figures):
    rows = [
        ["Measure", "Autumn 2023", "Summer 2024", "2023/24", "Target 2023/24"],
        [REVIEWS, "90%", "92%", "91%", "95%"],
    ]
    intake = read(rows)
    assert [period for _, _, period in figures(intake)] == ["2023-12/4", "2024-08/4", "2024-08/12"]
    ((period, target),) = intake.returns[0].series[0].targets
    assert (period, target.value) == (Period(2024, 8, 12), 95)


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("Return", [["Virtual school - Autumn term 2023"]]),
        ("Return", [["VS return 2023/24: Autumn"]]),
        ("Return", [["Term:", "Autumn"], ["Academic year:", "2023/24"]]),
        ("Autumn 2023", []),
    ],
)
def test_a_title_or_the_name_of_the_sheet_gives_the_term(read, figures, found, sheet, name, above):
    intake = read(sheet([*above, *([[None]] if above else []), *PARTS], name=name))
    assert figures(intake) == {("reviews_pct", "", "2023-12/4"): ("90", "36", "40")}
    assert found(intake) == []


@pytest.mark.parametrize(
    "title",
    [
        "PEP completion improved in Autumn 2023.",
        "Compared with Autumn 2023",
        "First half of Autumn term 2023",
        "Autumn 1 2023/24",
        "Term 1 2023/24",
        "Board of Autumn 2023",
    ],
)
def test_other_words_with_a_term_say_nothing_of_the_figures(read, figures, title):
    assert figures(read([[title], [None], *PARTS])) == {}


def test_this_term_and_the_last_are_read_under_a_title_with_a_term(read, figures):
    rows = [["Autumn term 2023"], ["Measure", "This term", "Last term", "Same term last year"], [IN_CARE, 3, 2, 1]]
    assert in_care(read(rows), figures) == {"2022-12/4": "1", "2023-08/4": "2", "2023-12/4": "3"}


def test_a_term_with_the_year_of_another_is_told_and_left_out(read, figures, found):
    headings = ["Autumn 2022", "Spring 2023", "Summer 2023", "Autumn 2023", "Spring 2023", "Summer 2024", "Autumn 2024"]
    intake = read([["Measure", *headings], [IN_CARE, *range(1, 8)]])
    assert in_care(intake, figures)["2023-04/4"] == "2"
    assert in_care(intake, figures)["2024-04/4"] == "not available"
    assert found(intake) == [("heading-out-of-place", "F1")]


@pytest.mark.parametrize(
    ("above", "periods"),
    [
        ("Virtual school", ["2023-06/3", "2023-09/3"]),
        ("Virtual school, autumn term 2023", []),
        ("Virtual school, academic year 2023/24", []),
    ],
)
def test_a_numbered_quarter_is_asked_where_the_sheet_speaks_of_terms(read, figures, found, above, periods):
    intake = read([[above], ["Measure", "Q1 2023/24", "Q2 2023/24"], [IN_CARE, 1, 2]])
    assert list(in_care(intake, figures)) == periods
    assert [one for one in found(intake) if one[0] == "unclear-period"] == (
        [] if periods else [("unclear-period", "B2"), ("unclear-period", "C2")]
    )


def test_a_quarter_that_names_its_months_is_read_where_the_sheet_speaks_of_terms(read, figures):
    rows = [["Virtual school, autumn term 2023"], ["Measure", "Apr-Jun 2023", "Q2 (Jul-Sep 23)"], [IN_CARE, 1, 2]]
    assert list(in_care(read(rows), figures)) == ["2023-06/3", "2023-09/3"]


@pytest.mark.parametrize(
    ("heading", "span", "to_date"),
    [
        ("9 months to Dec 23", "the 9 months ending December 2023", True),
        ("Apr-Dec 2023", "the 9 months ending December 2023", True),
        ("Nov 2023 - Jan 2024", "the 3 months ending January 2024", False),
        ("Apr-Jul 2023", "the 4 months ending July 2023", True),
        ("Apr 2021 - Mar 2024", "the 36 months ending March 2024", False),
    ],
)
def test_a_span_that_no_figure_is_read_by_is_left_out_and_told(read, figures, heading, span, to_date):
    intake = read([["Measure", "Nov-23", heading], [IN_CARE, 410, 412]])
    assert in_care(intake, figures) == {"2023-11": "410"}
    (told,) = intake.findings
    assert (told.kind, told.cell) == ("other-span", "C1")
    assert f"is of {span}" in told.what
    assert ("Year to date" in told.remedy) is to_date


ABSENCE = Item("absence_pct", "virtual_school", ("Persistent absence",), percentage=True, unit="pct", span="in_term")


def test_a_year_given_for_a_measure_of_terms_is_no_year_to_march_and_is_left_out(read, figures):
    rows = [["Measure", "2022/23", "2023/24"], ["Persistent absence", 20, 21]]
    intake = read(rows, vocabulary=(ABSENCE,))
    assert figures(intake) == {}
    assert [one.kind for one in intake.findings if one.kind == "other-span"] == ["other-span"]


def test_terms_given_for_a_measure_of_terms_are_read(read, figures):
    rows = [["Measure", "Autumn 2023/24", "Spring 2023/24"], ["Persistent absence", "20%", "21%"]]
    assert len(figures(read(rows, vocabulary=(ABSENCE,)))) == 2
