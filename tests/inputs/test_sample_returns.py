"""The eight sample returns, as different teams would send them: every one recognised, every figure in its place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from inputs.read import read_returns

FOLDER = Path(__file__).parents[2] / "inputs" / "samples" / "peterborough-2023-12"

DECEMBER = {
    ("children_in_care_count", ""): ("412", None, None),
    ("children_in_care_by_age_count", "1 to 4"): ("47", None, None),
    ("children_in_care_by_age_count", "5 to 9"): ("50", None, None),
    ("children_in_care_by_age_count", "10 to 15"): ("161", None, None),
    ("average_caseload_by_team_rate", "Family Safeguarding social workers"): ("21", "588", "28"),
    ("average_caseload_by_team_rate", "Children in Care social workers"): ("20", "366", "18.3"),
    ("average_caseload_by_team_rate", "Leaving Care Personal Advisers"): ("23", "184", "8"),
    ("average_caseload_by_team_rate", "Independent Reviewing Officers"): ("68", "408", "6"),
    ("three_or_more_homes_pct", ""): ("15", "62", "412"),
    ("long_term_stability_pct", ""): ("66.4", "81", "122"),
    ("left_care_through_adoption_pct", ""): ("12.6", "18", "143"),
    ("entry_to_adoptive_home_days_mean", ""): ("580", "10440", "18"),
    ("order_to_match_days_mean", ""): ("298", "5364", "18"),
    ("entry_to_adoptive_home_days_median", ""): ("578", None, None),
    ("entry_to_adoptive_home_days_lowest", ""): ("181", None, None),
    ("entry_to_adoptive_home_days_highest", ""): ("776", None, None),
    ("order_to_match_days_median", ""): ("283", None, None),
    ("order_to_match_days_lowest", ""): ("150", None, None),
    ("order_to_match_days_highest", ""): ("445", None, None),
    ("annual_health_assessment_pct", ""): ("84.6", None, None),
    ("dental_check_pct", ""): ("87.2", None, None),
    ("personal_education_plan_pct", ""): ("93.5", "215", "230"),
    ("good_or_outstanding_school_pct", ""): ("76.7", "165", "215"),
    ("pathway_plan_pct", ""): ("87.7", None, None),
}


@pytest.fixture(scope="module")
def intake(library):
    return read_returns(FOLDER, library)


@pytest.fixture(scope="module")
def series(intake):
    return {(one.item, one.group): one for found in intake.returns for one in found.series}


def test_every_workbook_gives_its_return_and_nothing_but_the_known_fault_is_found(intake):
    kinds = {found.kind for found in intake.returns}
    assert (len(intake.workbooks), len(kinds), len(intake.asks)) == (9, 8, 4)
    assert [(finding.kind, finding.cell) for finding in intake.findings] == [("impossible-target", "W8")]
    assert intake.notice == "Sample data, not real children"
    assert all(found.as_at.startswith("Data correct as at ") for found in intake.returns)


@pytest.mark.parametrize("key", DECEMBER, ids=" ".join)
def test_december_2023_is_read_as_printed(series, key):
    point = next(point for point in series[key].points if point.period == max(p.period for p in series[key].points))
    assert (point.period.year, point.period.month, point.period.length) == (2023, 12, 1)
    value, numerator, denominator = DECEMBER[key]
    assert abs(point.value.value - Decimal(value)) <= Decimal("0.06")
    if numerator:
        assert (point.numerator.value, point.denominator.value) == (Decimal(numerator), Decimal(denominator))


def test_every_measure_has_all_its_months(series):
    months = [(2022 + (month + 2) // 12, (month + 2) % 12 + 1) for month in range(1, 22)]
    for key, one in series.items():
        assert [(p.period.year, p.period.month) for p in one.points if p.period.length == 1] == months, key


def test_first_health_checks_come_by_month_and_by_quarter_from_one_sheet(series):
    points = series["initial_health_assessment_pct", ""].points
    quarters = [point for point in points if point.period.length == 3]
    assert (len(points), len(quarters)) == (28, 7)
    first = quarters[0]
    assert (first.numerator.value, first.denominator.value, first.value.value) == (14, 25, 56)


def test_each_target_is_read_as_its_team_wrote_it(series):
    targets = {item: (one.target.value, one.target.comparison) for (item, _), one in series.items() if one.target}
    assert targets == {
        "children_in_care_count": (484, "at most"),
        "visits_on_time_pct": (98, "at least"),
        "three_or_more_homes_pct": (8, "at most"),
        "long_term_stability_pct": (70, "at least"),
        "left_care_through_adoption_pct": (18, "at least"),
        "entry_to_adoptive_home_days_mean": (400, ""),
        "order_to_match_days_mean": (120, ""),
        "initial_health_assessment_pct": (95, ""),
        "annual_health_assessment_pct": (90, "at least"),
        "dental_check_pct": (90, "at least"),
        "pathway_plan_pct": (95, "at least"),
    }
