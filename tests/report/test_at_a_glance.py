"""The table of every measure: a row for each, and for each group of those that are not ranked."""

from __future__ import annotations

from layouts.blocks import Row, Table
from report.metrics.model.scorecard import Scorecard
from report.pages.at_a_glance import at_a_glance
from report.pages.report_data import Report
from report.settings.layout_file import Layout, PanelSpec, SectionSpec
from report.settings.report_file import Settings
from tests.report.returns import DECEMBER, LIBRARY, counts, monthly, said, scored

TEAMS, BANDS, HEALTH = "average_caseload_by_team_rate", "children_in_care_by_age_count", "initial_health_assessment_pct"


def rows(card: Scorecard) -> list[list[str]]:
    panels = tuple(PanelSpec(name) for name in (TEAMS, BANDS, HEALTH))
    layout = Layout("Ours", "Ours", ("at_a_glance", "sections"), (), (SectionSpec(1, "All", panels),))
    report = Report(layout, Settings(), card, (), "", (), 1)
    table = next(block for block in at_a_glance(report) if isinstance(block, Table))
    return [_words(row) for row in table.rows if not row.band]


def _words(row: Row) -> list[str]:
    return [
        said(cell) if isinstance(cell, tuple) else said(cell.text) if hasattr(cell, "text") else ""
        for cell in row.cells
    ]


def test_teams_that_do_different_jobs_have_a_row_each_and_age_bands_the_row_of_the_largest() -> None:
    teams = [counts(TEAMS, [n], group=team) for n, team in zip((15, 19, 22, 60), LIBRARY[TEAMS].groups, strict=False)]
    bands = [counts(BANDS, [n], group=age) for n, age in zip((20, 30, 40, 160, 90), LIBRARY[BANDS].groups, strict=True)]
    held = rows(Scorecard(DECEMBER, tuple(scored(*teams, *bands).values()), ()))
    assert [row[1].removeprefix("Average caseload: ") for row in held[:-1]] == list(LIBRARY[TEAMS].groups)[:4]
    assert [row[2] for row in held] == ["15", "19", "22", "60", "160"]
    assert "10 to 15" in held[-1][1]


def test_a_clear_direction_stands_beside_the_status() -> None:
    card = scored(monthly(HEALTH, [(80, 100)] * 19 + [(40, 100)]))
    ((*_, status, _target, _of, _before, _year, _trend),) = rows(Scorecard(DECEMBER, tuple(card.values()), ()))
    assert status.endswith(". Worse")
