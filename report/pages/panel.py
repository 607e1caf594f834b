"""The panel of a measure: sentence, number, target, charts, tables, commentary, comparison and small print."""

from __future__ import annotations

from collections.abc import Sequence

from layouts.blocks import Figure, Panel, Span, Table, Text
from report.metrics.model import formatting
from report.metrics.model.measure import Polarity
from report.metrics.model.scorecard import MeasureScore, Observation
from report.pages import charts, plotted, tables
from report.pages.report_data import Report
from report.settings.layout_file import PanelSpec
from report.wording import (
    benchmark_comparison,
    control_chart_words,
    direction_words,
    disclosure_words,
    figures_in_words,
    officer_commentary,
    sentences,
    status_labels,
    uncertainty,
)
from report.wording.figures_in_words import text
from report.wording.templates import templates


def panel(report: Report, spec: PanelSpec, scores: tuple[MeasureScore, ...]) -> Panel:
    """The panel that a layout asks for. ``scores`` are those of its measure: one, or one for each group."""
    second = next(iter(report.card.of(spec.second)), None)
    score, measure, grouped = scores[0], scores[0].measure, len(scores) > 1
    numbers = _tables(spec, scores, second)
    has_funnel = "funnel" in spec.charts
    return Panel(
        ref=measure.ref,
        name=text(_name(measure.name, second)),
        message=(
            *sentences.message_in_panel(scores, second),
            *(() if grouped else direction_words.said(score, second)),
        ),
        number=() if grouped else figures_in_words.big_value(score.latest),
        basis=() if grouped else _basis(score, second),
        status=None if grouped or measure.polarity is Polarity.CONTEXT else status_labels.cell(score),
        direction=() if grouped else direction_words.lines(score, second),
        figures=_figures(spec, scores, second),
        tables=(
            *numbers,
            *(benchmark_comparison.funnel_table(score, report.settings.council) if has_funnel else ()),
        ),
        commentary=_commentary(report, spec, score),
        small_print=_small_print(spec, scores, second, numbers),
    )


def _name(name: str, second: MeasureScore | None) -> str:
    if second is None:
        return name
    return f"{name}, and {formatting.name_in_sentence(second.measure.name)} ({second.measure.ref})"


def _basis(score: MeasureScore, second: MeasureScore | None) -> tuple[Text, ...]:
    """The lines under the big number: counts, period, spread and what one child is worth, target and threshold."""
    counts = figures_in_words.counts(score.latest)
    if second is not None and second.latest.has_number:
        own, other = score.measure.pair_name.lower(), second.measure.pair_name.lower()
        counts = (Span(f"{own}, "), *figures_in_words.value(second.latest), Span(f" {other}"))
    certainty = (uncertainty.spread_line(score), uncertainty.points_line(score)) if second is None else ()
    targets = (sentences.target_line(score), sentences.threshold_line(score))
    lines = (counts, text(formatting.period_line(score.latest)), *certainty, *targets)
    return tuple(line for line in lines if line)


def _figures(spec: PanelSpec, scores: tuple[MeasureScore, ...], second: MeasureScore | None) -> tuple[Figure, ...]:
    drawn = [charts.CHARTS[name](scores, second, spec.window) for name in spec.charts]
    return tuple(figure for figure in drawn if figure is not None)


def _tables(spec: PanelSpec, scores: tuple[MeasureScore, ...], second: MeasureScore | None) -> tuple[Table, ...]:
    """The table of the numbers behind the charts, by group, year, quarter or month, if the layout wants one."""
    if spec.numbers == "none":
        return ()
    if len(scores) > 1:
        return (tables.groups_of_total(scores) if scores[0].measure.parts_of else tables.groups_of_average(scores),)
    score = scores[0]
    if longer := tables.behind(plotted.window_of(score.series, spec.window)):
        return (longer,)
    if spec.numbers == "quarters" and score.quarters:
        return (tables.behind_quarters(plotted.window_of(score.quarters, spec.window)),)
    return (tables.behind_months(_runs(spec, score, second)),)


def _runs(spec: PanelSpec, score: MeasureScore, second: MeasureScore | None) -> list[tuple[str, Sequence[Observation]]]:
    """The series of a table of months, each with the name that its rows need; "" for a series that is alone."""
    months = plotted.window_of(score.series, spec.window)
    if second is not None:
        others = plotted.window_of(second.series, spec.window)
        return [(score.measure.pair_name.lower(), months), (second.measure.pair_name.lower(), others)]
    if "year_to_date" in spec.charts and score.year_to_date:
        return [("to date", plotted.window_of(score.year_to_date, spec.window)), ("in month", months)]
    return [("", months)]


def _commentary(report: Report, spec: PanelSpec, score: MeasureScore) -> tuple[Text, ...]:
    """The notes on changes of method, the layout's and the officer's words, the outlook and the comparison."""
    changes = " ".join(change.note for change in (*score.earlier_changes, score.method_change) if change)
    rebased = " ".join(control_chart_words.rebased(one) for one in score.rebases if score.control is not None)
    comments = [report.comment_on(name) for name in (spec.measure, spec.second) if name]
    compared = benchmark_comparison.comparison_line(score)
    if "funnel" in spec.charts:
        compared += benchmark_comparison.funnel_note(score)
    return (
        *(text(words) for words in (changes, rebased, spec.commentary) if words),
        *(officer_commentary.paragraph(comment) for comment in comments if comment is not None),
        *(line for line in (uncertainty.outlook_line(score), compared) if line),
    )


def _lacks_counts(score: MeasureScore) -> bool:
    """Whether months are given as percentages alone, of which no quarter can be worked out."""
    return not score.quarters and any(o.has_number and o.numerator is None for o in score.series)


def _small_print(
    spec: PanelSpec, scores: Sequence[MeasureScore], second: MeasureScore | None, numbers: Sequence[Table]
) -> tuple[Text, ...]:
    """How sure the figure is, what is counted, what the numbers lack, and what the marks among them mean."""
    measure = scores[0].measure
    definition = measure.definition + (f" {second.measure.definition}" if second else "")
    spread = "" if len(scores) > 1 else uncertainty.spread_note(scores[0])
    set_for = measure.threshold.note if measure.threshold and len(scores) == 1 else ""
    revised = "r = changed since our last report (see Data notes)."
    hidden = disclosure_words.hidden_legend(scores[0].disclosure)
    marks = ((revised, tables.has_revised), (hidden, tables.has_hidden))
    legend = (meaning for meaning, is_in in marks if any(map(is_in, numbers)))
    by_month = templates()["panel"]["by_month"] if "quarters" in spec.charts and _lacks_counts(scores[0]) else ""
    notes = (definition, set_for, by_month, spread, benchmark_comparison.none_published(scores[0]), *legend)
    likely = uncertainty.likely_line(scores[0]) if second is None and len(scores) == 1 else ()
    return ((*likely, Span(" " if likely else ""), *text(" ".join(note for note in notes if note))),)
