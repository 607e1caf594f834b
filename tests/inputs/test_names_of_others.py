"""Names that begin like one of our measures and are of another: a council of children in care, the time missing."""

from __future__ import annotations

import pytest

from inputs.headings.vocabulary import Lexicon


@pytest.fixture(scope="module")
def lexicon(library):
    return Lexicon(library)


@pytest.mark.parametrize(
    "label",
    [
        "Social worker cases",
        "Social workers' cases held",
        "Care leaver cases",
        "Children in Care Council",
        "CiC Council",
        "Care Leavers Council",
        "Children in care council members",
        "Children in care places",
        "Children in care for at least 2 years",
        "Children in care for more than two years",
        "CLA 2 years or more",
        "All pupils in good or outstanding schools",
        "Pupils in good or outstanding schools",
        "Number of good or outstanding schools",
        "Time missing",
        "Total time missing",
        "Pupils missing",
        "Students missing",
        "CLA per month",
        "CLA in month",
        "Total children in care in month",
        "Children in care in the month",
        "Children in care during the month",
        "Children in care each month",
    ],
)
def test_a_name_that_says_more_or_other_than_a_measure_is_not_read(lexicon, label):
    assert not lexicon.meaning(label).items


@pytest.mark.parametrize(
    ("label", "item"),
    [
        ("Social worker caseload", "social_worker_caseload_rate"),
        ("Cases per social worker", "social_worker_caseload_rate"),
        ("Average number of cases held per social worker", "social_worker_caseload_rate"),
        ("Children in care", "children_in_care_count"),
        ("Children in care of the council", "children_in_care_count"),
        ("Children in our care at month end", "children_in_care_count"),
        ("Children in care this month", "children_in_care_count"),
        ("In the same home for at least 2 years", "long_term_stability_pct"),
        ("Children in care 2.5 years or more in the same placement for 2 years or more", "long_term_stability_pct"),
        ("Children in good or outstanding schools", "good_or_outstanding_school_pct"),
        ("Times missing", "missing_episodes_count"),
        ("Number of times missing in month", "missing_episodes_count"),
        ("Young people missing", "children_missing_count"),
        ("Starters in month", "started_in_care_count"),
        ("Leavers in month", "left_care_count"),
    ],
)
def test_the_names_beside_them_are_read_as_before(lexicon, label, item):
    assert list(lexicon.meaning(label).items) == [item]


def test_a_name_of_all_pupils_is_told_with_the_word_that_makes_it_another(lexicon):
    near = lexicon.near("All pupils in good or outstanding schools")
    assert (near.name, near.part) == ("Good or outstanding schools", "pupils")


MONTHS = ["Measure", "Nov-23", "Dec-23"]
IN_CARE = ["Children in care at month end", 410, 412]
BANDS = [["Under 1", 4, 5], ["1 to 4", 8, 9], ["5 to 9", 11, 12]]
OTHER_AGES = [
    "Age of children who came into care",
    "Age of care leavers",
    "Age on leaving care",
    "Age when adopted",
    "Age at missing episode",
    "Age of parents",
    "Young carers by age",
    "Foster carers by age",
]


def read_items(intake):
    return {series.item for one in intake.returns for series in one.series}


@pytest.mark.parametrize("section", OTHER_AGES)
def test_age_bands_under_the_section_of_something_else_are_left_out_and_told_once(read, library, found, section):
    intake = read([MONTHS, IN_CARE, [], [section], *BANDS], vocabulary=library)
    assert read_items(intake) == {"children_in_care_count"}
    assert [one for one in found(intake) if one[0] == "unknown-measure"] == [("unknown-measure", "A5")]


@pytest.mark.parametrize("title", OTHER_AGES)
def test_age_bands_of_a_table_with_such_a_title_are_left_out_and_told(read, library, found, title):
    intake = read([["Children in care"], MONTHS, IN_CARE, [], [], [title], MONTHS, *BANDS], vocabulary=library)
    assert read_items(intake) == {"children_in_care_count"}
    assert ("unclear-measure", "B8") in found(intake)


@pytest.mark.parametrize(
    "section", ["Age of children in care", "By age", "Age profile", "Age of our children", "of which"]
)
def test_age_bands_under_a_section_of_children_in_care_are_read(read, library, section):
    intake = read([MONTHS, IN_CARE, [section], *BANDS], vocabulary=library)
    assert read_items(intake) == {"children_in_care_count", "children_in_care_by_age_count"}


STARTERS = [["Starters", 12, 14], ["Leavers", 9, 11]]


@pytest.mark.parametrize("above", ["Social workers: starters and leavers", "Apprenticeships"])
def test_starters_under_the_heading_of_something_else_are_not_children(read, library, found, above):
    for rows in ([[above], [], MONTHS, IN_CARE, *STARTERS], [MONTHS, IN_CARE, [above], *STARTERS]):
        intake = read(rows, vocabulary=library)
        assert read_items(intake) == {"children_in_care_count"}
        assert [kind for kind, _ in found(intake)] == ["unknown-measure", "unknown-measure"]


def test_under_the_fostering_service_no_figure_is_of_all_children_and_starters_are_none(read, found, library):
    intake = read([["Fostering service"], [], MONTHS, IN_CARE, *STARTERS], vocabulary=library)
    assert (read_items(intake), found(intake)) == (set(), [("no-returns", ""), ("not-the-councils", "A1")])
    intake = read([MONTHS, IN_CARE, ["Fostering service"], *STARTERS], vocabulary=library)
    assert read_items(intake) == {"children_in_care_count"}
    assert found(intake) == [("unknown-measure", "A4"), ("unknown-measure", "A5")]


@pytest.mark.parametrize(
    "above", ["Children in care", "Monthly return", "Movements in month", "Entering and leaving care"]
)
def test_starters_under_a_heading_of_children_in_care_or_of_nothing_are_read(read, library, above):
    for rows in ([[above], [], MONTHS, IN_CARE, *STARTERS], [MONTHS, IN_CARE, [above], *STARTERS]):
        assert read_items(read(rows, vocabulary=library)) == {
            "children_in_care_count",
            "started_in_care_count",
            "left_care_count",
        }


@pytest.mark.parametrize(
    ("measure", "below"),
    [
        ("% CLA in same placement for 2 years", "Staff in post"),
        ("% of children in foster care", "Care leavers"),
        ("% of LAC with 3 or more placements", "Number of children adopted"),
        ("Agency social workers (%)", "School-age children"),
    ],
)
def test_a_number_of_another_service_below_a_percentage_is_no_number_behind_it(read, found, library, measure, below):
    intake = read([MONTHS, [measure, "66%", "67%"], [below, 122, 131]], vocabulary=library)
    points = [point for one in intake.returns for series in one.series for point in series.points]
    assert [(point.numerator, point.denominator) for point in points] == [(None, None)] * 2
    assert found(intake) == [("unknown-measure", "A3")]


def test_a_number_of_the_same_service_and_one_that_names_nobody_are_behind_it(read, found, library):
    for below in ("All children in care", "Denominator", "Due"):
        intake = read(
            [MONTHS, ["% CLA in same placement for 2 years", "66%", "67%"], [below, 100, 100]], vocabulary=library
        )
        (series,) = (series for one in intake.returns for series in one.series)
        assert [point.denominator.value for point in series.points] == [100, 100], below


@pytest.mark.parametrize("label", ["5 to 9 Boys", "Boys, 5 to 9", "Children in care aged 5 to 9 - boys"])
def test_boys_of_an_age_are_neither_all_boys_nor_all_of_that_age(lexicon, label):
    assert not lexicon.meaning(label).known


@pytest.mark.parametrize(
    "label",
    [
        "Children in foster care",
        "Care leavers with a pathway plan",
        "Children seen alone",
        "Agency social workers",
        "Social worker vacancies",
        "Supported accommodation",
        "3 or more placements",
        "Dental checks",
        "Reviews on time",
        "IHA within 20 working days",
        "Pathway plan up to date",
        "PEP in place",
        "RHIs offered",
        "Left care through adoption",
    ],
)
def test_whole_numbers_that_only_a_name_makes_percentages_are_told_and_not_read(read, figures, found, library, label):
    bare = read([MONTHS, [label, 42, 41]], vocabulary=library)
    assert (figures(bare), found(bare)) == ({}, [("unclear-measure", "B2")])
    assert found(read([MONTHS, [label, "42%", "41%"]], vocabulary=library)) == []


def test_a_number_of_people_is_a_denominator_next_to_its_measure_only(read, found, figures, library):
    suitable, working = ["Suitable accommodation", "90%", "91%"], ["% of care leavers 19-21 in EET", "55%", "56%"]
    all_ages = ["Number of care leavers", 310, 315]
    for rows in ([suitable, all_ages, working], [working, all_ages, suitable]):
        next_to_it = figures(read([MONTHS, *rows], vocabulary=library))
        assert next_to_it["suitable_accommodation_pct", "", "2023-12"] == ("91", None, "315")
    away = read([MONTHS, suitable, working, all_ages], vocabulary=library)
    assert figures(away)["suitable_accommodation_pct", "", "2023-12"] == ("91", None, None)
    assert found(away) == [("unknown-measure", "A4")]


@pytest.mark.parametrize("label", ["Fostering households approved", "Foster families approved"])
def test_families_approved_are_not_those_there_are(lexicon, label):
    assert not lexicon.meaning(label).known
    assert set(lexicon.meaning("Approved foster households").items) == {"foster_households_count"}
