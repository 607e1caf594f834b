"""Layout items and the scorecard into blocks: what stands on the pages, in reading order."""

from __future__ import annotations

from collections.abc import Callable

from layouts.blocks import (
    Block,
    Heading,
    Paragraph,
)
from report.pages import (
    at_a_glance,
    data_notes,
    definitions,
    exceptions,
    headlines,
    how_to_read,
    signals,
)
from report.pages.committee_requests import asked
from report.pages.cover import contents, cover, recommendations
from report.pages.panel import panel
from report.pages.report_data import Report
from report.settings.layout_file import SectionSpec
from report.wording import figures_in_words


def compose(report: Report) -> tuple[Block, ...]:
    """The blocks of the whole report, in the order of the layout's parts."""
    parts = composers()
    return tuple(block for part in report.layout.parts for block in parts[part](report))


def composers() -> dict[str, Callable[[Report], list[Block]]]:
    """What composes each part that a layout may name."""
    return {
        "cover": cover,
        "headlines": headlines.headlines,
        "recommendations": recommendations,
        "asked": asked,
        "contents": contents,
        "at_a_glance": at_a_glance.at_a_glance,
        "exceptions": exceptions.exceptions,
        "signals": signals.signals,
        "sections": sections,
        "how_to_read": how_to_read.how_to_read,
        "definitions": definitions.definitions,
        "data_notes": data_notes.data_notes,
    }


def sections(report: Report) -> list[Block]:
    """Every section with its panels."""
    return [block for section in report.sections for block in _section(report, section)]


def _section(report: Report, section: SectionSpec) -> list[Block]:
    blocks: list[Block] = [Heading(2, figures_in_words.text(section.title), ref=str(section.number))]
    if section.commentary:
        blocks.append(Paragraph(figures_in_words.text(section.commentary)))
    for spec in section.panels:
        scores = report.card.of(spec.measure)
        if scores:
            blocks.append(panel(report, spec, scores))
    return blocks
