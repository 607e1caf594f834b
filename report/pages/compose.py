"""Composes the report: the parts that the layout names, made into blocks in reading order."""

from __future__ import annotations

from collections.abc import Callable

from layouts.blocks import Block, Heading, Paragraph
from report.pages import (
    all_numbers,
    at_a_glance,
    attention,
    cards,
    cover,
    data_notes,
    definitions,
    exceptions,
    front,
    further_charts,
    glance,
    headlines,
    how_to_read,
    promises,
    reading,
    signals,
)
from report.pages.committee_requests import asked
from report.pages.panel import panel
from report.pages.report_data import Report
from report.pages.section_people import people
from report.wording.disclosure_words import exempt_mark
from report.wording.figures_in_words import text


def compose(report: Report) -> tuple[Block, ...]:
    """The blocks of the whole report, in the order of the layout's parts."""
    parts = composers()
    blocks = tuple(block for part in report.layout.parts for block in parts[part](report))
    return _marked(blocks, report) if report.card.disclosure.is_exempt and blocks else blocks


def _marked(blocks: tuple[Block, ...], report: Report) -> tuple[Block, ...]:
    """The blocks of an exempt report with its mark under the first heading, in whichever part that is."""
    under = next((place for place, block in enumerate(blocks, start=1) if isinstance(block, Heading)), 0)
    mark = Paragraph(exempt_mark(report.settings.exempt_paragraphs), "facts")
    return (*blocks[:under], mark, *blocks[under:])


def composers() -> dict[str, Callable[[Report], list[Block]]]:
    """The function that makes each part that a layout may name."""
    return {
        "front": front.front,
        "glance": glance.glance,
        "attention": attention.attention,
        "panels": cards.panels,
        "control_charts": further_charts.control_charts,
        "neighbours": further_charts.neighbours,
        "all_numbers": all_numbers.all_numbers,
        "reading": reading.reading,
        "promises": promises.promises,
        "cover": cover.cover,
        "headlines": headlines.headlines,
        "recommendations": cover.recommendations,
        "asked": asked,
        "contents": cover.contents,
        "at_a_glance": at_a_glance.at_a_glance,
        "exceptions": exceptions.exceptions,
        "signals": signals.signals,
        "sections": sections,
        "how_to_read": how_to_read.how_to_read,
        "definitions": definitions.definitions,
        "data_notes": data_notes.data_notes,
    }


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
