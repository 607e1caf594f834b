"""What councils and the Department for Education call measures: each wording is read as what it means, or not at all.

``wordings.tsv`` holds labels and phrases of public papers with the source of each. ``measure`` is the measure of ours
that it means, or "" for a measure that we do not have; ``how`` is what the reader makes of it.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from inputs.headings.roles import Role
from inputs.headings.vocabulary import Lexicon
from report.metrics.definitions.measure_library import read_library, vocabulary

LEXICON = Lexicon(vocabulary(read_library()))
with (Path(__file__).parent / "wordings.tsv").open(encoding="utf-8") as file:
    WORDINGS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
OURS = [one for one in WORDINGS if one["measure"]]
OTHERS = [one["wording"] for one in WORDINGS if not one["measure"]]


def made_of(wording: str) -> tuple[str, tuple[str, ...]]:
    """What the reader makes of a wording, and the measures that it names or suggests."""
    meaning = LEXICON.meaning(wording)
    if meaning.items or meaning.groups:
        return "read", tuple(meaning.items or meaning.groups)
    if LEXICON.asked(wording):
        return "asked", ()
    near = LEXICON.near(wording)
    named = (item.id for item in LEXICON.items.values() if near.name in (*item.names, *sum(item.groups.values(), ())))
    return ("suggested", (near.item or next(named),)) if near.name else ("unknown", ())


@pytest.mark.parametrize("one", OURS, ids=lambda one: one["wording"][:60])
def test_a_public_wording_of_a_measure_is_read_or_suggested_as_that_measure_and_no_other(one: dict[str, str]) -> None:
    how, measures = made_of(one["wording"])
    assert how == one["how"] or one["how"] == "unknown"
    assert one["measure"] in measures or how in {"asked", "unknown"}, measures
    assert how != "suggested" or one["how"] != "suggested" or measures == (one["measure"],)


def test_nine_of_ten_public_wordings_of_our_measures_are_read_or_rightly_suggested() -> None:
    right = [one for one in OURS if one["measure"] in made_of(one["wording"])[1]]
    assert len(right) >= 0.93 * len(OURS)


@pytest.mark.parametrize("wording", OTHERS)
def test_a_public_wording_of_another_measure_is_never_read_as_one_of_ours(wording: str) -> None:
    assert made_of(wording)[0] != "read"


@pytest.mark.parametrize("item", LEXICON.items.values(), ids=lambda item: item.id)
def test_the_names_that_the_report_prints_are_all_read(item) -> None:
    measure = {one.id: one for one in read_library()}[item.id]
    printed = [measure.name, measure.short_name]
    printed += [name for name in (measure.statutory_name, measure.pair_name, measure.value_name) if " " in name]
    for name in printed:
        meaning = LEXICON.meaning(name)
        (first, *others) = meaning.items
        assert LEXICON.spread.get((first, meaning.role), first) == item.id or item.id in others, name


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("Average Attainment 8 score of CLA", "attainment_8_score_mean"),
        ("Average Progress 8 score of CLA", "progress_8_score_mean"),
        ("% ceasing due to SGO", "left_care_special_guardianship_pct"),
        ("In-house foster placements as % of all CLA", "inhouse_foster_of_all_pct"),
        ("% in children's homes and secure", "childrens_home_pct"),
        ("% CLA reaching expected standard in reading, writing and maths at KS2", "ks2_expected_pct"),
    ],
)
def test_a_label_of_a_scorecard_names_one_measure(label: str, measure: str) -> None:
    assert tuple(LEXICON.meaning(label).items) == (measure,)


@pytest.mark.parametrize("label", ["KS1 reading, writing and maths", "KS2 reading, writing and maths greater depth"])
def test_another_stage_standard_or_subject_is_another_measure(label: str) -> None:
    assert not LEXICON.meaning(label).known


@pytest.mark.parametrize(
    ("label", "part", "name"),
    [
        ("KS4 PEP in place", "KS4", "PEP in place"),
        ("Post-16 PEPs in place", "Post-16", "PEP in place"),
        ("Y11 PEP in place", "Y11", "PEP in place"),
        ("Under 16 children in care", "Under 16s", "Children in care"),
        ("LAC 1 - Statutory visits on time", "LAC 1", "Statutory visits on time"),
        ("LAC1 - Statutory visits on time", "LAC1", "Statutory visits on time"),
        ("North team - Reviews on time", "North team", "Reviews on time"),
        ("Number of children in care up to date", "up to date", "Children in care"),
        ("Average children in care", "average", "Children in care"),
        ("Children in care (exc. UASC)", "exc UASC", "Children in care"),
        ("CIN visits in timescale", "CIN", "Statutory visits on time"),
        ("Care leavers aged 22-25 in suitable accommodation", "aged 22 to 25", "Suitable accommodation"),
        ("3 or more placements in 5 years", "in 5 years", "Three or more placements"),
        ("NI 65 Reviews on time", "NI 65", "Reviews on time"),
        ("Initial health assessments within 15 working days", "within 15 working days", "Initial health assessments"),
    ],
)
def test_the_part_that_makes_a_label_another_measure_is_named(label: str, part: str, name: str) -> None:
    assert not LEXICON.meaning(label).known
    near = LEXICON.near(label)
    assert near.part == part
    assert near.name.startswith(name)


@pytest.mark.parametrize(
    "label",
    [
        "Reviews not on time",
        "Reviews out of timescale",
        "Care leavers not in touch",
        "Care leavers in unsuitable accommodation",
        "Dental checks overdue",
        "Pathway plans not in place",
    ],
)
def test_the_opposite_of_a_measure_is_neither_read_nor_offered(label: str) -> None:
    assert not LEXICON.meaning(label).items
    assert LEXICON.near(label).name == ""


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("CP06 3+ placements", "three_or_more_homes_pct"),
        ("PL3 - Long term stability", "long_term_stability_pct"),
        ("CLA 17: IHAs within 20 working days", "initial_health_assessment_pct"),
        ("1.1 Children in care", "children_in_care_count"),
        ("KPI 12 3+ placements", "three_or_more_homes_pct"),
        ("A1 Reviews on time", "reviews_on_time_pct"),
        ("NI 62 - 3+ placement moves", "three_or_more_homes_pct"),
    ],
)
def test_a_reference_before_a_name_is_no_part_of_it(label: str, measure: str) -> None:
    assert list(LEXICON.meaning(label).items) == [measure]


@pytest.mark.parametrize(
    ("label", "measure", "role"),
    [
        ("Children in care rate", "children_in_care_rate", Role.UNMARKED),
        ("LAC numbers", "children_in_care_count", Role.COUNT),
        ("Number of children in care with a PEP", "personal_education_plan_pct", Role.COUNT),
        ("% CLA dental checks up to date", "dental_check_pct", Role.VALUE),
        ("Stat visits in timescale", "visits_on_time_pct", Role.EITHER),
        ("CLA with 3+ placements", "three_or_more_homes_pct", Role.EITHER),
        ("Initial Health Assessments (% within timescale)", "initial_health_assessment_pct", Role.VALUE),
    ],
)
def test_what_a_label_asks_for_decides_what_its_figures_are(label: str, measure: str, role: Role) -> None:
    meaning = LEXICON.meaning(label)
    assert (list(meaning.items), meaning.role) == ([measure], role)


@pytest.mark.parametrize("label", ["Health assessments", "Up to date health assessments", "PEPs", "LAC", "Missing"])
def test_a_label_that_could_be_two_measures_is_asked_about(label: str) -> None:
    assert not LEXICON.meaning(label).items
    assert "write “" in LEXICON.asked(label)


def test_an_average_caseload_is_that_of_teams_or_of_all_social_workers_as_what_stands_beside_it_says() -> None:
    for label in ("Average caseload", "Average caseload (FTE)"):
        assert set(LEXICON.meaning(label).items) == {"average_caseload_by_team_rate", "social_worker_caseload_rate"}


def test_age_bands_are_those_of_children_in_care_and_not_of_children_who_started() -> None:
    assert dict(LEXICON.meaning("Children in care aged 10 to 15").groups)
    assert not LEXICON.meaning("Started in month aged 16+").known
    assert not LEXICON.meaning("Suitable accommodation (16-17)").known
