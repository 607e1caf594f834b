"""Who answers for each section: its contact and who writes its commentary, as the layout or ``report.toml`` says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from inputs.findings import Finding
from inputs.suggestions import unknown_names
from report.metrics.model.findings import found
from report.settings.layout_file import Layout, SectionSpec
from report.settings.returned_measures import OTHERS


@dataclass(frozen=True, slots=True)
class SectionPeople:
    """Who answers questions on the section of that title, and who owns its commentary; "" where the layout says."""

    title: str
    contact: str = ""
    commentary_owner: str = ""


def with_people(plan: Layout, people: Sequence[SectionPeople]) -> tuple[Layout, list[Finding]]:
    """The layout with the people of its sections; what report.toml says of a section goes before the layout's own.

    With a finding for each title that is that of no section; a layout without sections, as that of a sheet, has none.
    """
    given = {one.title.casefold(): one for one in people}
    whole = replace(plan, sections=tuple(_of(one, given.get(one.title.casefold())) for one in plan.sections))
    known = {one.title.casefold(): one.title for one in plan.sections} | {OTHERS.casefold(): OTHERS}
    strange = [one.title for one in people if one.title.casefold() not in known]
    said = unknown_names(strange, known.values(), "section") if plan.sections else []
    return whole, [found("bad-setting", one, "Fix report.toml and run again.", workbook="report.toml") for one in said]


def _of(section: SectionSpec, people: SectionPeople | None) -> SectionSpec:
    if people is None:
        return section
    contact, owner = people.contact or section.contact, people.commentary_owner or section.commentary_owner
    return replace(section, contact=contact, commentary_owner=owner)


def people_of(plan: Layout) -> dict[str, str]:
    """For each measure of a section with anybody named, its contact and who owns its commentary, in words."""
    return _by_measure(plan, lambda one: ". ".join(filter(None, (one.contact, _said_of_commentary(one)))))


def who_to_ask(plan: Layout) -> dict[str, str]:
    """For each measure of a section with somebody to ask, who that is: its contact, else who owns its commentary."""
    return _by_measure(plan, lambda one: one.contact or one.commentary_owner)


def _said_of_commentary(section: SectionSpec) -> str:
    return f"Commentary: {section.commentary_owner}" if section.commentary_owner else ""


def _by_measure(plan: Layout, words: Callable[[SectionSpec], str]) -> dict[str, str]:
    """Words about the section of each measure, by its id; of two sections with a measure the first is meant."""
    return {
        name: words(section)
        for section in reversed(plan.sections)
        if words(section)
        for panel in section.panels
        for name in (panel.measure, panel.second)
        if name
    }
