"""Composes the report: the parts that the layout names, made into blocks in reading order."""

from __future__ import annotations

from collections.abc import Callable

from layouts.blocks import Block, Heading, Paragraph
from report.pages import (
    all_numbers,
    attention,
    cards,
    cover,
    data_notes,
    exceptions,
    front,
    glance,
    how_to_read,
    promises,
    reading,
)
from report.pages.committee_requests import asked
from report.pages.report_data import Report
from report.wording.disclosure_words import exempt_mark


def compose(report: Report) -> tuple[Block, ...]:
    """The blocks of the whole report, in the order of the layout's parts."""
    parts = USUAL_PARTS if USUAL_PARTS.keys() >= set(report.layout.parts) else composers()
    blocks = tuple(block for part in report.layout.parts for block in parts[part](report))
    return _marked(blocks, report) if report.card.disclosure.is_exempt and blocks else blocks


def _marked(blocks: tuple[Block, ...], report: Report) -> tuple[Block, ...]:
    """The blocks of an exempt report with its mark under the first heading, in whichever part that is."""
    under = next((place for place, block in enumerate(blocks, start=1) if isinstance(block, Heading)), 0)
    mark = Paragraph(exempt_mark(report.settings.exempt_paragraphs), "facts")
    return (*blocks[:under], mark, *blocks[under:])


def composers() -> dict[str, Callable[[Report], list[Block]]]:
    """The function that makes each part that a layout may name."""
    from report.pages.fuller_parts import FULLER_PARTS  # noqa: PLC0415 - the usual layout has no use for these

    return USUAL_PARTS | FULLER_PARTS


USUAL_PARTS: dict[str, Callable[[Report], list[Block]]] = {
    "front": front.front,
    "glance": glance.glance,
    "attention": attention.attention,
    "panels": cards.panels,
    "all_numbers": all_numbers.all_numbers,
    "exceptions": exceptions.exceptions,
    "reading": reading.reading,
    "promises": promises.promises,
    "cover": cover.cover,
    "recommendations": cover.recommendations,
    "asked": asked,
    "contents": cover.contents,
    "how_to_read": how_to_read.how_to_read,
    "data_notes": data_notes.data_notes,
}
"""The parts of the usual layout and of the young people's sheet, and others that cost nothing to have at hand."""
