"""All numbers: every month of every measure that has a box, by section, with a way to its box and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inputs.intake import State
from layouts.blocks import Block, Heading, Paragraph, Span, Table
from report.metrics.model.formatting import uncapitalised
from report.metrics.model.scorecard import MeasureScore, Observation
from report.pages import charts, tables
from report.pages.report_data import Report
from report.settings.layout_file import PanelSpec
from report.wording import disclosure_words
from report.wording.figures_in_words import text
from report.wording.templates import templates


def all_numbers(report: Report) -> list[Block]:
    """A small table for each box."""
    blocks: list[Block] = [
        Heading(2, text("All numbers"), new_page=not report.is_short),
        Paragraph(text(_intro(report))),
    ]
    for section in report.sections:
        for spec in section.panels:
            scores = report.card.of(spec.measure)
            if scores and any(o.has_number for score in scores for o in score.series):
                blocks += _of_box(report, spec, scores)
    return blocks if len(blocks) > 2 else []


def _intro(report: Report) -> str:
    revised = f" {templates()['all_numbers']['revised']}" if report.memory.revisions else ""
    return f"{disclosure_words.numbers_intro(report.card.disclosure, report.card.has_hidden)}{revised}"


def _of_box(report: Report, spec: PanelSpec, scores: tuple[MeasureScore, ...]) -> list[Block]:
    measure = scores[0].measure
    second = next(iter(report.card.of(spec.second)), None)
    other = f", and {uncapitalised(second.measure.name)} ({second.measure.ref})" if second else ""
    caption = (Span(measure.ref, link=f"#{measure.ref}"), Span(f" {measure.name}{other}"))
    first, *others = _tables(spec, scores, second)
    named = replace(first, caption=caption, show_caption=True, compact=True, anchor=f"n{measure.ref}")
    return [named, *(replace(other, compact=True) for other in others)]


def _tables(spec: PanelSpec, scores: tuple[MeasureScore, ...], second: MeasureScore | None) -> list[Table]:
    score = scores[0]
    if len(scores) > 1:
        return [tables.groups_of_total(scores) if score.measure.parts_of else tables.groups_of_average(scores)]
    series = charts.window_of(score.series, spec.window)
    if longer := tables.behind(series):
        others = tables.behind(charts.window_of(second.series, spec.window)) if second else None
        named = replace(others, caption=text(second.measure.name), show_caption=True) if second and others else None
        return [longer, *([named] if named else [])]
    found = [tables.behind_months(_runs(spec, score, second, series))]
    quarters = charts.window_of(score.quarters, spec.window) if "quarters" in spec.charts and score.quarters else ()
    if any(o.state is not State.SUPPRESSED for o in quarters):
        found.insert(0, tables.behind_quarters(quarters))
    return found


def _runs(
    spec: PanelSpec, score: MeasureScore, second: MeasureScore | None, months: Sequence[Observation]
) -> list[tuple[str, Sequence[Observation]]]:
    """The series of a table of months, each with the name that its rows need; "" for a series that is alone."""
    if second is not None:
        others = charts.window_of(second.series, spec.window)
        return [(score.measure.pair_name.lower(), months), (second.measure.pair_name.lower(), others)]
    if score.headline is score.year_to_date and score.year_to_date:
        return [("to date", charts.window_of(score.year_to_date, spec.window)), ("in month", months)]
    return [("", months)]
