"""The definitions part: for each measure its name in law or guidance, the source of its definition, and its owner.

What it counts stands here too, where the report has boxes, which do not say it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from layouts.blocks import Block, Entries, Heading, Paragraph, Row, Span, Table, Text
from report.metrics.model.formatting import capitalised
from report.metrics.model.measure import Measure
from report.pages.report_data import Report
from report.pages.tables import columns
from report.wording.figures_in_words import text
from report.wording.templates import templates


def definitions(report: Report) -> list[Block]:
    """What each measure counts, and a table with a row for each, in the order of their references."""
    measures = {score.measure.id: score.measure for score in report.card.scores}.values()
    in_order = sorted(measures, key=_in_order)
    rows = (
        Row((text(m.ref), text(m.statutory_name or m.name), text(_sources(m)), text(capitalised(m.owner))))
        for m in in_order
    )
    return [
        Heading(2, text("Definitions")),
        *_introduction(report, in_order),
        Table(
            caption=text("The source of each measure’s definition"),
            columns=columns(
                ("Ref", 0.07),
                ("Name in law or national guidance", 0.33),
                ("Source of the definition", 0.36),
                ("Responsible", 0.24),
            ),
            rows=tuple(rows),
            show_caption=False,
        ),
    ]


def _introduction(report: Report, measures: Sequence[Measure]) -> list[Block]:
    """Where it is said what a measure counts: beneath its chart, or here."""
    words = templates()["definitions"]
    if "sections" in report.layout.parts:
        return [Paragraph(text(words["under_charts"]))]
    counted = Entries(tuple((_name(report, one), text(one.definition)) for one in measures))
    return [counted, Paragraph(text(words["sources"]))]


def _name(report: Report, measure: Measure) -> Text:
    """The reference, which leads to the measure's box if there are boxes, and the name."""
    link = f"#{measure.ref}" if "panels" in report.layout.parts else ""
    return Span(f"{measure.ref} ", link=link), Span(measure.name)


def _in_order(measure: Measure) -> tuple[bool, list[int], str]:
    """The place of a measure among all: 1.2 before 1.10, and a council’s own, such as L1, after the library’s."""
    ref = measure.ref
    return not ref[:1].isdigit(), [int(number) for number in re.findall(r"\d+", ref)], ref


def _sources(measure: Measure) -> str:
    """The source of the definition and, where there is a national threshold, the source of that."""
    limit = measure.threshold
    return f"{measure.source}; {limit.name.lower()}: {limit.source}" if limit else measure.source
