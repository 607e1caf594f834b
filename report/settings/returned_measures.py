"""Fits a layout that follows the returns to them: it has a place for all they give, and asks for what it once had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from report.metrics.model.measure import Measure
from report.metrics.model.scorecard import MeasureScore
from report.settings.layout_file import Layout, PanelSpec, SectionSpec

OTHERS = "Other measures we report"


def asking_for_told(plan: Layout, told: frozenset[str]) -> Layout:
    """The layout, asking only for measures that earlier reports ``told`` of where it follows the returns."""
    return replace(plan, asked=told) if plan.also_returned else plan


def with_returned(plan: Layout, measures: Sequence[Measure], scores: Iterable[MeasureScore]) -> Layout:
    """The layout with a panel for each measure with a score that it does not show, where it is to show them.

    A measure stands in the section that has measures of the same first number of their reference, as 3.5 beside 3.1;
    one without such a section, and one of the council's own, in a last section.
    """
    returned = {score.measure.id for score in scores}
    rest = [m for m in measures if m.id in returned and m.id not in plan.measures and not m.spread_of]
    if not (plan.also_returned and rest):
        return plan
    subjects = {m.id: "" if m.local else m.ref.partition(".")[0] for m in measures}
    homes: dict[str, int] = {}
    for section in plan.sections:
        for panel in section.panels:
            homes.setdefault(subjects[panel.measure], section.number)
    homes.pop("", None)
    last = len(plan.sections) + 1
    more: dict[int, list[PanelSpec]] = {}
    for measure in rest:
        more.setdefault(homes.get(subjects[measure.id], last), []).append(PanelSpec(measure.id, optional=True))
    sections = [replace(one, panels=(*one.panels, *more.get(one.number, ()))) for one in plan.sections]
    if last in more:
        sections.append(SectionSpec(last, OTHERS, tuple(more[last])))
    return replace(plan, sections=tuple(sections))
