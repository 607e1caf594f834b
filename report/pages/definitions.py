"""The definitions part: what each measure counts, its name in law or guidance, the source of that, and its owner."""

from __future__ import annotations

import re

from layouts.blocks import Block, Heading, Paragraph, Row, Table
from report.metrics.model.formatting import capitalised
from report.metrics.model.measure import Measure
from report.pages import tables
from report.pages.report_data import Report
from report.wording.figures_in_words import text
from report.wording.templates import templates

_COLUMNS = (
    ("Ref", 0.07),
    ("Name in law or national guidance", 0.33),
    ("Source of the definition", 0.36),
    ("Responsible", 0.24),
)
_COUNTED = ("What it counts", 0.38)
_NARROWER = (("Name in law or national guidance", 0.2), ("Source of the definition", 0.2), ("Responsible", 0.15))


def definitions(report: Report) -> list[Block]:
    """The heading, its introduction, and a table with a row for each measure, in the order of their references.

    What a measure counts is among it, unless the layout has panels, which say so under their charts.
    """
    measures = {score.measure.id: score.measure for score in report.card.scores}.values()
    in_order = sorted(measures, key=_in_order)
    under_charts = "sections" in report.layout.parts
    columns = _COLUMNS if under_charts else (_COLUMNS[0], _COUNTED, *_NARROWER)
    words = templates()["definitions"]
    return [
        Heading(2, text("Definitions")),
        Paragraph(text(words["under_charts" if under_charts else "here"])),
        Table(
            caption=text("The source of each measure’s definition"),
            columns=tables.columns(*columns),
            rows=tuple(_row(measure, under_charts) for measure in in_order),
            show_caption=False,
        ),
    ]


def _row(measure: Measure, under_charts: bool) -> Row:
    names = (measure.statutory_name or measure.name, _sources(measure), capitalised(measure.owner))
    counted = () if under_charts else (measure.definition,)
    return Row(tuple(map(text, (measure.ref, *counted, *names))))


def _in_order(measure: Measure) -> tuple[bool, list[int], str]:
    """The place of a measure among all: 1.2 before 1.10, and a council’s own, such as L1, after the library’s."""
    ref = measure.ref
    return not ref[:1].isdigit(), [int(number) for number in re.findall(r"\d+", ref)], ref


def _sources(measure: Measure) -> str:
    """The source of the definition and, where there is a national threshold, the source of that."""
    limit = measure.threshold
    return f"{measure.source}; {limit.name.lower()}: {limit.source}" if limit else measure.source
