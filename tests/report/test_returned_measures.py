"""A layout that follows the returns: a place for all they give, and nothing asked for that was never given."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inputs.findings import Strength
from layouts.blocks import plain
from report.metrics.checks.timeliness import never_given
from report.metrics.model import formatting
from report.metrics.model.scorecard import MeasureScore
from report.metrics.score import score
from report.pages.report_data import Report
from report.settings.chart_names import CHART_HELP
from report.settings.layout_file import Layout, read_layout
from report.settings.report_file import Settings
from report.settings.returned_measures import OTHERS, asking_for_told, with_returned
from report.wording import sentences
from tests.report.returns import DECEMBER, LIBRARY, NO_CHOICES, Series, counts, intake, monthly, observation, score_of

IN_CARE, MILES, FAMILIES = "children_in_care_count", "over_20_miles_pct", "foster_households_count"
HOMES = "three_or_more_homes_pct"


def usual(folder: Path) -> Layout:
    return read_layout("corporate_parenting", folder, list(LIBRARY), CHART_HELP)


def scores_of(*names: str) -> list[MeasureScore]:
    return [score_of(observation(name, value=15)) for name in names]


def report_of(plan: Layout, *held: Series) -> Report:
    card, findings = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, NO_CHOICES, formatting.printed)
    plan = with_returned(plan, tuple(LIBRARY.values()), card.scores)
    return Report(plan, Settings(), card, findings, "", (), 1)


def test_a_measure_that_is_returned_and_has_no_panel_stands_at_the_end_of_its_section(tmp_path: Path) -> None:
    plan = usual(tmp_path)
    report = report_of(plan, counts(IN_CARE, [412]), monthly(MILES, [(82, 412)]))
    home = next(section for section in report.layout.sections if section.title == "Home")
    assert [panel.measure for panel in home.panels][-1] == MILES
    assert [section.title for section in report.sections] == ["Headline figures", "Home"]
    (told,) = report.card.of(MILES)
    assert plain(sentences.message([told])).startswith("82\N{NO-BREAK SPACE}of 412 children in care (19.9%)")


def test_one_of_a_subject_that_the_layout_does_not_have_stands_in_a_last_section(tmp_path: Path) -> None:
    report = report_of(usual(tmp_path), counts(IN_CARE, [412]), counts(FAMILIES, [131]))
    last = report.sections[-1]
    assert (last.number, last.title, [panel.measure for panel in last.panels]) == (8, OTHERS, [FAMILIES])


def test_what_nobody_gave_is_owed_only_where_the_last_report_had_it(tmp_path: Path) -> None:
    plan = usual(tmp_path)
    held = counts(IN_CARE, [412])
    assert report_of(asking_for_told(plan, frozenset()), held).owed == ()
    assert report_of(asking_for_told(plan, frozenset({IN_CARE, HOMES, MILES})), held).owed == (HOMES, MILES)


def test_a_layout_that_does_not_follow_the_returns_asks_for_all_it_names(tmp_path: Path) -> None:
    plan = replace(usual(tmp_path), also_returned=False)
    owed = report_of(asking_for_told(plan, frozenset()), counts(IN_CARE, [412])).owed
    assert HOMES in owed
    assert MILES not in owed


def test_all_that_was_never_given_is_told_in_one_note(tmp_path: Path) -> None:
    assert list(never_given([])) == []
    (one,) = never_given([LIBRARY[name] for name in (HOMES, MILES)])
    assert (one.kind, one.strength) == ("never-given", Strength.NOTE)
    assert one.what.startswith("no return has figures for “Three or more homes”")


def test_a_layout_that_says_nothing_of_others_shows_what_it_names_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(
        'title = "Ours"\nparts = ["sections"]\n[[section]]\ntitle = "Home"\n'
        '[[section.panel]]\nmeasure = "three_or_more_homes_pct"\n'
    )
    plan = read_layout("ours.toml", tmp_path, list(LIBRARY), CHART_HELP)
    assert with_returned(plan, tuple(LIBRARY.values()), scores_of(MILES, FAMILIES)) is plan


def test_a_measure_of_few_or_none_asks_for_no_panel_of_its_own(tmp_path: Path) -> None:
    plan = usual(tmp_path)
    assert with_returned(plan, tuple(LIBRARY.values()), scores_of(*plan.measures)) is plan
