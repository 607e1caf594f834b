"""The parts of fuller layouts. They have charts and words of their own, which the usual layout never loads."""

from __future__ import annotations

from collections.abc import Callable

from layouts.blocks import Block, Heading, Paragraph
from report.pages import at_a_glance, definitions, further_charts, headlines, signals
from report.pages.panel import panel
from report.pages.report_data import Report
from report.pages.section_people import people
from report.wording.figures_in_words import text


def sections(report: Report) -> list[Block]:
    """Every section: its heading, the officer's commentary, and a panel for each measure with scores."""
    blocks: list[Block] = []
    for section in report.sections:
        blocks.append(Heading(2, text(section.title), ref=str(section.number)))
        blocks += people(section)
        if section.commentary:
            blocks.append(Paragraph(text(section.commentary)))
        blocks += [panel(report, spec, scores) for spec in section.panels if (scores := report.card.of(spec.measure))]
    return blocks


FULLER_PARTS: dict[str, Callable[[Report], list[Block]]] = {
    "control_charts": further_charts.control_charts,
    "neighbours": further_charts.neighbours,
    "headlines": headlines.headlines,
    "at_a_glance": at_a_glance.at_a_glance,
    "signals": signals.signals,
    "sections": sections,
    "definitions": definitions.definitions,
}
"""The function that makes each part."""
