"""The definitions of the measures shown: what each counts, its source and its target."""

from __future__ import annotations

from layouts.blocks import Block, Column, Heading, Paragraph, Row, Table
from report.metrics.model.scorecard import Measure
from report.pages.report_data import Report
from report.wording import figures_in_words


def definitions(report: Report) -> list[Block]:
    """For each measure: its name in law or national guidance, the source of the definition, and who is responsible."""
    measures = list(dict.fromkeys(score.measure.id for score in report.card.scores))
    entries = [report.card.of(measure_id)[0].measure for measure_id in measures]
    rows = tuple(
        Row(
            (
                figures_in_words.text(m.ref),
                figures_in_words.text(m.statutory_name or m.name),
                figures_in_words.text(_sources_of(m)),
                figures_in_words.text(m.owner),
            )
        )
        for m in sorted(entries, key=lambda m: [int(part) if part.isdigit() else 0 for part in m.ref.split(".")])
    )
    return [
        Heading(2, figures_in_words.text("Definitions")),
        Paragraph(
            figures_in_words.text(
                "What each measure counts is said beneath its chart. Its source, and who answers for it:"
            )
        ),
        Table(
            caption=figures_in_words.text("The source of each measure’s definition"),
            columns=(
                Column(figures_in_words.text("Ref"), 0.07),
                Column(figures_in_words.text("Name in law or national guidance"), 0.33),
                Column(figures_in_words.text("Source of the definition"), 0.36),
                Column(figures_in_words.text("Responsible"), 0.24),
            ),
            rows=rows,
            show_caption=False,
        ),
    ]


def _sources_of(measure: Measure) -> str:
    """Where the definition comes from and, where the nation set a threshold, where that does."""
    held = measure.threshold
    return f"{measure.source}; {held.name.lower()}: {held.source}" if held else measure.source
