"""A name that only says of whom it is, as Children in care or UASC, is a number of people, or a part of something."""

from __future__ import annotations

import pytest

from inputs.headings.answers import Answers
from inputs.read import read_returns

MONTHS = ["Oct-23", "Nov-23", "Dec-23"]
HEADS, T = ["Indicator", *MONTHS], ["Testshire: corporate parenting scorecard"]
CARE, SEEKING = ["Children in care", 16, 17, 18], ["UASC", 11, 12, 12]


@pytest.fixture(name="items")
def read_items(read, library):
    """The latest figure of each measure that a sheet gives, as text, and the kinds of what was found."""

    def one(*rows, **options):
        intake = read([*rows], vocabulary=library, **options)
        series = [series for its in intake.returns for series in its.series if series.points]
        latest = {s.item: str((s.points[-1].value or s.points[-1].numerator).value) for s in series}
        return latest, [finding.kind for finding in intake.findings]

    return one


@pytest.mark.parametrize(
    "section",
    [
        *(
            "Average caseload",
            "Missing episodes by cohort",
            "CAMHS referrals",
            "Advocacy referrals",
            "Strategy meetings",
        ),
        *("Young people not in education", "CAMHS waiting list", "Number of A&E attendances"),
    ],
)
def test_people_under_a_row_that_says_what_is_counted_of_them_are_no_number_in_care(items, section):
    assert items(T, [], HEADS, [section], CARE, SEEKING)[0] == {}
    assert items([section], [], HEADS, CARE, ["Care leavers", 11, 12, 12])[0] == {}


@pytest.mark.parametrize(
    "section", ["Numbers and trends", "Entering and leaving care", "Headline figures", "Placements"]
)
def test_people_under_any_other_section_are_those_in_care(items, section):
    assert items(T, [], HEADS, [section], CARE, SEEKING) == (
        {"children_in_care_count": "18", "unaccompanied_children_count": "12"},
        [],
    )


def test_a_number_of_children_in_care_says_that_it_is_one(items):
    named = ["Number of children looked after", 400, 401, 402]
    assert items(T, [], HEADS, ["Average caseload"], named)[0] == {"children_in_care_count": "402"}


def test_a_part_of_those_who_started_is_no_number_of_those_in_care(items):
    heading = ["Children starting to be looked after by category of need"]
    read, kinds = items(T, [], HEADS, heading, ["Abuse or neglect", 8, 9, 7], ["UASC", 9, 7, 8])
    assert (read, kinds) == ({"started_by_need_count": "7"}, ["unknown-measure"])


def test_children_in_care_beside_a_measure_are_all_of_them_and_any_others_a_part(items):
    rows = ["Visits on time", "UASC", "92%", "93%", "91%"], ["Visits on time", "Children in care", "96%", "95%", "96%"]
    read, kinds = items(T, [], ["Indicator", "Detail", *MONTHS], *rows)
    assert (read, kinds) == ({"visits_on_time_pct": "96"}, ["unknown-measure"])


def test_a_theme_before_the_measure_hides_nothing(items):
    rows = ["Children in care", "Reviews on time", "90%", "91%", "92%"], [None, "PEP in place", "80%", "81%", "82%"]
    read, kinds = items(T, [], ["Theme", *HEADS], *rows)
    assert (read, kinds) == ({"reviews_on_time_pct": "92", "personal_education_plan_pct": "82"}, [])


def test_a_heading_of_some_children_over_the_months_is_of_these_alone(items, sheet):
    rows = ["Indicator", "UASC"], [None, *MONTHS], CARE, ["Reviews on time", "90%", "91%", "92%"]
    assert items(T, [], *rows)[0] == {}


def test_numbers_by_placement_are_no_percentages(items):
    heading = ["Children in care by placement type"]
    _, kinds = items(T, [], HEADS, heading, ["Foster care", 38, 39, 38], ["Kinship", 41, 42, 43])
    assert kinds == ["part-without-the-rest"] * 2


@pytest.mark.parametrize("heading", ["Unit", "Definition", "Measure type"])
@pytest.mark.parametrize("said", ["% late", "Percentage of reviews held late", "% not held"])
def test_the_opposite_of_a_measure_is_not_the_measure(items, heading, said):
    rows = ["Indicator", heading, *MONTHS], ["Reviews on time", said, "8%", "9%", "7%"]
    assert items(T, [], *rows)[0] == {}


def test_what_is_late_or_missing_by_a_section_or_a_corner_is_not_the_measure(items):
    assert items(T, [], ["% late", *MONTHS], ["Reviews on time", "8%", "9%", "7%"])[0] == {}
    rows = CARE, ["Children without"], ["PEP in place", "8%", "9%", "7%"]
    assert items(T, [], HEADS, *rows)[0] == {"children_in_care_count": "18"}


def test_a_note_in_brackets_is_of_the_row_above_it_and_of_no_other(items):
    for note, kind in (("(first reviews only)", "not-the-councils"), ("(Forecast)", "not-actual"), ("(England)", None)):
        read, kinds = items(HEADS, ["Reviews on time", "90%", "91%", "92%"], [note], ["Missing episodes", 12, 13, 14])
        assert read == {"missing_episodes_count": "14"}
        assert kinds == [kind or "not-the-councils"]


@pytest.mark.parametrize(
    ("name", "value", "lets_all_through"),
    [
        *(("Gender code", "2", False), ("Ward name", "St James", False), ("Time in care", "2 years", False)),
        *(("Ward name", "(All)", True), ("Reporting month", "December", True)),
    ],
)
def test_any_filter_of_a_pivot_picks_some_children_unless_it_lets_all_through(items, name, value, lets_all_through):
    rows = [name, value], [], ["Row Labels", *MONTHS], CARE, ["Missing episodes", 12, 13, 14]
    assert bool(items(*rows)[0]) is lets_all_through


@pytest.mark.parametrize("heading", ["Area code", "GSS code", "region_code", "Level"])
def test_the_code_of_another_area_says_whose_figures_are(tmp_path, write, sheet, library, heading):
    def latest(code):
        rows = ["Indicator", "Date", "Value", heading], ["Children in care", "Dec-23", 801, code]
        write(sheet([*rows]))
        intake = read_returns(tmp_path, library, "Testshire", Answers(()), "E08000027")
        return [s.item for one in intake.returns for s in one.series if s.points]

    assert latest("E08000027") == ["children_in_care_count"]
    for stranger in ("E92000001", "E12000005", "E08000028", "W92000004"):
        assert latest(stranger) == [], stranger


@pytest.mark.parametrize(
    "label", ["Children not placed over 20 miles", "Over 20 miles and not outside", "Agency rate", "Agency", "% agency"]
)
def test_a_denied_or_half_said_name_is_not_read(library, items, label):
    assert items(T, [], HEADS, CARE, [label, "18%", "19%", "20%"])[0] == {"children_in_care_count": "18"}
