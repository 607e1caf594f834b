"""Pages of the full layout: the control charts of measures, and where we stand among similar councils."""

from __future__ import annotations

from dataclasses import replace

from layouts.blocks import Block, Card, CellChart, Figure, Heading, Paragraph, Text, plain
from report.metrics.model.scorecard import MeasureScore
from report.pages import card_charts, charts
from report.pages.report_data import Report
from report.settings.layout_file import PanelSpec
from report.wording import benchmark_comparison, figures_in_words
from report.wording.figures_in_words import text
from report.wording.templates import templates


def control_charts(report: Report) -> list[Block]:
    """A control chart of each measure that can have one, with what its limits say."""
    cards: list[Block] = []
    for spec, score in _measures(report):
        figure = charts.CHARTS["control"]((score,), None, spec.window) if score.control is not None else None
        if figure is not None:
            cards.append(_of_figure(score, figure))
    if not cards:
        return []
    words = templates()["further"]
    return [Heading(2, text(words["control_charts"]), new_page=True), Paragraph(text(words["control_intro"])), *cards]


def neighbours(report: Report) -> list[Block]:
    """The published figures of similar councils in order, and the limits of chance round England's."""
    cards: list[Block] = []
    for spec, score in _measures(report):
        chart = card_charts.of_neighbours(score)
        if chart is None or score.compared is None:
            continue
        cards.append(_of_neighbours(score, chart))
        funnel = charts.CHARTS["funnel"]((score,), None, spec.window)
        if funnel is not None:
            note = benchmark_comparison.funnel_note(score)
            own = figures_in_words.big_value(score.compared.own)
            card = _of_figure(score, funnel)
            cards.append(
                replace(card, ref="", name=text(_funnel_name(score)), number=own, notes=(note,) if note else ())
            )
    words = templates()["further"]
    intro = Paragraph(text(words["neighbours_intro"]))
    return [Heading(2, text(words["neighbours"]), new_page=True), intro, *cards] if cards else []


def _measures(report: Report) -> list[tuple[PanelSpec, MeasureScore]]:
    """Each measure without groups that a box of the report shows, with how far back its chart goes."""
    specs = [panel for section in report.sections for panel in section.panels]
    named = [(spec, name) for spec in specs for name in (spec.measure, spec.second) if name]
    return [(spec, scores[0]) for spec, name in named if len(scores := report.card.of(name)) == 1]


def _of_figure(score: MeasureScore, figure: Figure) -> Card:
    """A card with a chart of its own title; the basis is what the chart draws."""
    return Card(
        ref=score.measure.ref,
        name=text(score.measure.short_name),
        status=None,
        message=figure.title,
        number=figures_in_words.big_value(score.series[-1]),
        basis=(figure.subtitle,),
        chart=CellChart(figure.draw),
    )


def _of_neighbours(score: MeasureScore, chart: CellChart) -> Card:
    compared = score.compared
    lines: tuple[Text, ...] = (
        benchmark_comparison.similar_line(score),
        benchmark_comparison.england(score),
    )
    return Card(
        ref=score.measure.ref,
        name=text(score.measure.short_name),
        status=None,
        message=benchmark_comparison.comparison_line(score),
        number=figures_in_words.big_value(compared.own) if compared else (),
        basis=tuple(line for line in lines if plain(line)),
        chart=chart,
        chart_rows=len(card_charts.areas_of(compared)) if compared else 0,
    )


def _funnel_name(score: MeasureScore) -> str:
    return templates()["further"]["funnel"].format(name=score.measure.short_name)
