"""Each measure's arithmetic: the position at December 2023, worked out from whole counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from inputs.period import Period
from layouts.blocks import plain
from report.metrics.model import formatting
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import MeasureScore, Status
from report.settings.chart_names import CHART_HELP
from report.settings.layout_file import USUAL, read_layout
from report.wording import figures_in_words, sentences
from tests.report.returns import (
    AGES,
    DECEMBER,
    LIBRARY,
    TARGETS,
    counts,
    monthly,
    point,
    scored,
    series,
    since_april,
    split,
)

AGED = {"Under 1": 24, "1 to 4": 47, "5 to 9": 50, "10 to 15": 161, "16 and over": 130}
TEAMS = {
    "Family Safeguarding social workers": (588, "28", "21"),
    "Children in Care social workers": (366, "18.3", "20"),
    "Leaving Care Personal Advisers": (184, "8", "23"),
    "Independent Reviewing Officers": (408, "6", "68"),
}
COUNTED = {  # numerator, denominator, as printed, how it stands against the target
    "reviews_on_time_pct": (1098, 1102, "99.6%", Status.NO_TARGET),
    "visits_on_time_pct": (5412, 5974, "90.6%", Status.NOT_MET),
    "three_or_more_homes_pct": (62, 412, "15.0%", Status.NOT_MET),
    "long_term_stability_pct": (81, 122, "66.4%", Status.CLOSE),
    "left_care_through_adoption_pct": (18, 143, "12.6%", Status.NOT_MET),
    "entry_to_adoptive_home_days_mean": (10440, 18, "580 days", Status.NOT_MET),
    "order_to_match_days_mean": (5364, 18, "298 days", Status.NOT_MET),
    "initial_health_assessment_pct": (11, 117, "9.4%", Status.NOT_MET),
    "annual_health_assessment_pct": (231, 273, "84.6%", Status.NOT_MET),
    "dental_check_pct": (238, 273, "87.2%", Status.CLOSE),
    "personal_education_plan_pct": (215, 230, "93.5%", Status.NOT_MET),
    "good_or_outstanding_school_pct": (165, 215, "76.7%", Status.NO_TARGET),
    "pathway_plan_pct": (157, 179, "87.7%", Status.NOT_MET),
    # Not among the figures of December 2023, but reported in the same way.
    "immunisations_pct": (246, 273, "90.1%", Status.NO_TARGET),
    "suitable_accommodation_pct": (91, 100, "91.0%", Status.NO_TARGET),
}
PLAIN = {
    "children_in_care_count": (412, "412"),
    "started_in_care_count": (11, "11"),
    "left_care_count": (9, "9"),
    "children_missing_count": (21, "21"),
    "missing_episodes_count": (47, "47"),
    "children_in_care_rate": (78, "78"),
    "social_worker_caseload_rate": ("17.5", "17.5"),
}


def december(item: str, n: int, of: int) -> MeasureScore:
    """The score of a measure with these counts: of December, or of April to December where it is a year to date."""
    target = TARGETS.get(item)
    if LIBRARY[item].report_as is not PeriodType.YEAR_TO_DATE:
        return scored(monthly(item, [(n, of)], target=target))[item]
    months = len(since_april(DECEMBER))
    return scored(monthly(item, zip(split(n, months), split(of, months), strict=True), target=target))[item]


def printed(score: MeasureScore) -> str:
    return formatting.value_text(score.latest).replace(formatting.NBSP, " ")


@pytest.mark.parametrize("item", COUNTED)
def test_a_measure_is_worked_out_from_its_counts_and_judged_by_its_target(item: str) -> None:
    n, of, text, status = COUNTED[item]
    score = december(item, n, of)
    assert printed(score) == text
    assert (score.latest.numerator, score.latest.denominator) == (n, of)
    assert score.status is status


@pytest.mark.parametrize("item", PLAIN)
def test_a_number_given_as_it_stands_is_printed_as_it_stands(item: str) -> None:
    value, text = PLAIN[item]
    assert printed(scored(counts(item, [value]))[item]) == text


@pytest.mark.parametrize("team", TEAMS)
def test_an_average_caseload_is_the_cases_over_the_staff(team: str) -> None:
    cases, staff, text = TEAMS[team]
    item = "average_caseload_by_team_rate"
    score = scored(series(item, point(DECEMBER, n=cases, of=staff), group=team))[f"{item}:{team}"]
    assert printed(score) == text
    assert plain(figures_in_words.counts(score.latest)) == f"{cases} cases, {staff} staff"


def test_the_age_bands_add_up_to_the_children_in_care_and_each_is_out_of_them() -> None:
    item = "children_in_care_by_age_count"
    bands = [counts(item, [AGED[age]], group=age) for age in AGES]
    card = scored(counts("children_in_care_count", [412]), *bands)
    held = [card[f"{item}:{age}"] for age in AGES]
    assert [printed(score) for score in held] == ["24", "47", "50", "161", "130"]
    assert {score.latest.denominator for score in held} == {412}
    assert plain(sentences.message(held)).replace(formatting.NBSP, " ") == (
        "161 of the 412 children in our care on 31 December 2023 were aged 10 to 15, the largest group."
    )


def test_the_first_quarter_of_first_health_checks_is_14_of_25() -> None:
    card = scored(monthly("initial_health_assessment_pct", [(5, 9), (4, 7), (5, 9)], last=Period(2022, 6)))
    assert formatting.value_text(card["initial_health_assessment_pct"].quarters[0]) == "56.0%"


def test_every_measure_of_the_usual_report_is_worked_out_here(tmp_path: Path) -> None:
    grouped = {"children_in_care_by_age_count", "average_caseload_by_team_rate"}
    assert {*COUNTED, *PLAIN, *grouped} == read_layout(USUAL, tmp_path, list(LIBRARY), CHART_HELP).measures


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (
            "three_or_more_homes_pct",
            "62 of 412 children (15.0%) had three or more homes in the 12 months to December 2023. "
            "The target is 8% or less.",
        ),
        (
            "reviews_on_time_pct",
            "1,098 of 1,102 reviews (99.6%) were held on time between April and December 2023.",
        ),
        (
            "personal_education_plan_pct",
            "215 of 230 children of school age (93.5%) had a Personal Education Plan in place on 31 December 2023. "
            "The target is 100%.",
        ),
        (
            "entry_to_adoptive_home_days_mean",
            "The 18 children adopted in the 12 months to December 2023 had waited 580 days on average from coming into "
            "care to moving in with their adoptive family. The target is 400 days or fewer.",
        ),
    ],
)
def test_the_opening_sentence_says_the_figure_the_counts_the_period_and_the_target(item: str, sentence: str) -> None:
    n, of, _, _ = COUNTED[item]
    assert plain(sentences.message([december(item, n, of)])).replace(formatting.NBSP, " ") == sentence
