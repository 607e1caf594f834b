"""What the report is made from: which sections have something to show, and what is still owed."""

from __future__ import annotations

from report.metrics.model import formatting
from report.metrics.score import score
from report.pages.report_data import Report
from report.settings.layout_file import Layout, PanelSpec, SectionSpec
from report.settings.report_file import Settings
from tests.report.returns import DECEMBER, LIBRARY, NO_CHOICES, Series, counts, intake, monthly, point, series

IN_CARE, CAME, LEFT, DENTAL = "children_in_care_count", "started_in_care_count", "left_care_count", "dental_check_pct"


def material(*panels: PanelSpec, held: list[Series], local: tuple[str, ...] = ()) -> Report:
    card, findings = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, NO_CHOICES, formatting.printed)
    sections = tuple(SectionSpec(n, f"Section {n}", (panel,)) for n, panel in enumerate(panels, start=1))
    layout = Layout("Report", "Report", ("sections",), (), sections)
    return Report(layout, Settings(), card, findings, "", (), 1, local=local)


def test_a_section_without_a_figure_is_left_out_and_the_others_keep_their_numbers() -> None:
    report = material(PanelSpec(IN_CARE), PanelSpec(DENTAL), held=[monthly(DENTAL, [(238, 273)])])
    assert [(s.number, s.title) for s in report.sections] == [(2, "Section 2")]


def test_a_local_measure_that_the_layout_does_not_name_stands_in_a_section_of_its_own() -> None:
    report = material(PanelSpec(IN_CARE), held=[counts(IN_CARE, [412]), monthly(DENTAL, [(238, 273)])], local=(DENTAL,))
    assert [(s.number, s.title) for s in report.sections] == [(1, "Section 1"), (2, "Other measures")]
    assert [panel.measure for panel in report.sections[1].panels] == [DENTAL]


def test_a_measure_that_the_officer_left_out_of_the_layout_stays_out() -> None:
    report = material(PanelSpec(IN_CARE), held=[counts(IN_CARE, [412]), monthly(DENTAL, [(238, 273)])])
    assert [s.title for s in report.sections] == ["Section 1"]


def test_a_measure_that_shares_a_panel_is_not_named_again() -> None:
    report = material(PanelSpec(CAME, second=LEFT), held=[counts(CAME, [11]), counts(LEFT, [9])])
    assert [s.title for s in report.sections] == ["Section 1"]


def test_where_the_first_of_a_pair_was_not_sent_the_second_stands_alone() -> None:
    report = material(PanelSpec(CAME, ("pair",), second=LEFT, numbers="months"), held=[counts(LEFT, [9])])
    (section,) = report.sections
    assert section.panels == (PanelSpec(LEFT, ("months",), numbers="months"),)


def test_what_the_layout_expects_and_nobody_sent_is_owed() -> None:
    panels = (PanelSpec(CAME, second=LEFT), PanelSpec(IN_CARE), PanelSpec("immunisations_pct", optional=True))
    report = material(*panels, held=[counts(CAME, [11])])
    assert report.owed == (LEFT, IN_CARE)


def test_a_report_is_yearly_where_every_figure_is_one_a_year() -> None:
    years = [point(DECEMBER.back(12 * n).lasting(12), 80) for n in (1, 0)]
    assert material(held=[series(DENTAL, *years)]).yearly
    assert not material(held=[series(DENTAL, *years), counts(IN_CARE, [412])]).yearly
