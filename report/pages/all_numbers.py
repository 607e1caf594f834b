"""All numbers: every month of every measure that has a box, by section, with a way to its box and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inputs.intake import State
from layouts.blocks import Block, Heading, Paragraph, Span, Table, Text
from report.metrics.model.formatting import uncapitalised
from report.metrics.model.scorecard import MeasureScore, Observation
from report.pages import plotted, tables
from report.pages.report_data import Report
from report.settings.layout_file import PanelSpec
from report.wording import disclosure_words
from report.wording.figures_in_words import text
from report.wording.templates import templates


def all_numbers(report: Report) -> list[Block]:
    """A small table for each box."""
    boxes = [
        _of_box(report, spec, scores)
        for section in report.sections
        for spec in section.panels
        if (scores := report.card.of(spec.measure))
    ]
    found = [table for box, _ in boxes for table in box]
    intro = _intro(report, any(map(tables.has_hidden, found)), [hidden for _, hidden in boxes if hidden])
    heading = Heading(2, text("All numbers"), new_page=not report.is_short)
    return [heading, Paragraph(text(intro)), *found] if found else []


def _intro(report: Report, has_marks: bool, hidden: Sequence[str]) -> str:
    """What the marks mean that the tables have, and which rows are hidden throughout."""
    words = templates()["all_numbers"]
    told = [disclosure_words.numbers_intro(report.card.disclosure, has_marks)]
    told += [words["hidden_rows"].format(rows="; ".join(hidden))] if hidden else []
    told += [words["revised"]] if report.memory.revisions else []
    return " ".join(told)


def _of_box(report: Report, spec: PanelSpec, scores: tuple[MeasureScore, ...]) -> tuple[list[Table], str]:
    """The tables of a box, and what is left out of them because all of it is hidden; "" for nothing."""
    measure = scores[0].measure
    second = next(iter(report.card.of(spec.second)), None)
    other = f", and {uncapitalised(second.measure.name)} ({second.measure.ref})" if second else ""
    name = f"{measure.ref} {measure.name}{other}"
    if not any(o.has_number for score in scores for o in score.series):
        is_hidden = any(o.state is State.SUPPRESSED for score in scores for o in score.series)
        return [], name if is_hidden else ""
    kept = [tables.with_something_shown(table) for table in _tables(spec, scores, second)]
    hidden = [row for _, rows in kept for row in rows]
    shown = [table for table, _ in kept if table.rows]
    if not shown:  # the only numbers there are stand in months that these tables do not have
        return [], name if hidden else ""
    first, *others = shown
    caption = (Span(measure.ref, link=f"#{measure.ref}"), Span(f" {measure.name}{other}"))
    named = replace(first, caption=caption, anchor=f"n{measure.ref}")
    found = [replace(table, show_caption=True, compact=True) for table in (named, *others)]
    return found, f"{name}: {', '.join(hidden)}" if hidden else ""


def _tables(spec: PanelSpec, scores: tuple[MeasureScore, ...], second: MeasureScore | None) -> list[Table]:
    score = scores[0]
    if len(scores) > 1:
        return [tables.groups_of_total(scores) if score.measure.parts_of else tables.groups_of_average(scores)]
    series = plotted.window_of(score.series, spec.window)
    if longer := tables.behind(series):
        others = tables.behind(plotted.window_of(second.series, spec.window)) if second else None
        named = replace(others, caption=_named(second)) if second and others else None
        return [longer, *([named] if named else [])]
    months = tables.behind_months(_runs(spec, score, second, series))
    found = [replace(months, caption=(*_named(score), Span(", by month")))]
    quarters = plotted.window_of(score.quarters, spec.window) if "quarters" in spec.charts and score.quarters else ()
    if any(o.state is not State.SUPPRESSED for o in quarters):
        found.insert(0, tables.behind_quarters(quarters))
    return found


def _named(score: MeasureScore) -> Text:
    return text(f"{score.measure.ref} {score.measure.name}")


def _runs(
    spec: PanelSpec, score: MeasureScore, second: MeasureScore | None, months: Sequence[Observation]
) -> list[tuple[str, Sequence[Observation]]]:
    """The series of a table of months, each with the name that its rows need; "" for a series that is alone."""
    if second is not None:
        others = plotted.window_of(second.series, spec.window)
        return [(score.measure.pair_name.lower(), months), (second.measure.pair_name.lower(), others)]
    if score.headline is score.year_to_date and score.year_to_date:
        return [("to date", plotted.window_of(score.year_to_date, spec.window)), ("in month", months)]
    return [("", months)]
