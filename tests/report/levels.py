"""Measures that stood level and then moved, for what is told of many measures at once."""

from __future__ import annotations

from collections.abc import Sequence

from inputs.intake import Comment
from report.metrics.judgement.target_status import TargetRules
from report.metrics.model import formatting
from report.metrics.model.measure import MethodChange
from report.metrics.model.scorecard import Scorecard
from report.metrics.score import Choices, score
from report.pages.report_data import Report
from report.settings.layout_file import Layout
from report.settings.report_file import Settings
from tests.report.returns import DECEMBER, LIBRARY, counts, intake, monthly, target_of

TEAMS = "average_caseload_by_team_rate"
IN_CARE, VISITS, REVIEWS = "children_in_care_count", "visits_on_time_pct", "reviews_on_time_pct"
HOMES, STAYS, CHECKS = "three_or_more_homes_pct", "long_term_stability_pct", "annual_health_assessment_pct"
DENTAL, PLANS, DAYS = "dental_check_pct", "pathway_plan_pct", "order_to_match_days_mean"
EVERY = (IN_CARE, VISITS, REVIEWS, HOMES, STAYS, CHECKS, DENTAL, PLANS, DAYS)

Pairs = Sequence[tuple[int, int]]
LEVEL: dict[str, Pairs] = {
    REVIEWS: [(98, 100)] * 21,
    VISITS: [(490, 500)] * 21,
    HOMES: [(40, 400)] * 20 + [(41, 400)],
    STAYS: [(90, 120)] * 21,
    CHECKS: [(245, 266)] * 20 + [(200, 273)],
    DENTAL: [(200, 266)] * 9 + [(250, 273)] * 12,
    PLANS: [(160, 179)] * 21,
    DAYS: [(2000, 18)] * 21,
}


def card_of(given: dict[str, Pairs], changes: tuple[MethodChange, ...] = ()) -> Scorecard:
    targets = {name: goal for name in given if (goal := target_of(LIBRARY[name]))}
    held = [monthly(name, ratios) for name, ratios in given.items()]
    in_care = counts(IN_CARE, [400 + n % 5 for n in range(21)])
    return score(
        intake(in_care, *held),
        tuple(LIBRARY.values()),
        DECEMBER,
        Choices(TargetRules(targets), changes),
        formatting.printed,
    )[0]


def report_of(card: Scorecard, comments: tuple[Comment, ...] = (), named: tuple[str, ...] = (IN_CARE, STAYS)) -> Report:
    return Report(Layout("Ours", "Ours", (), named, ()), Settings(), card, (), "", (), 1, comments=comments)
