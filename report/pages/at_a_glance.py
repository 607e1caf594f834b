"""Every measure at a glance: one table under the titles of the sections, and what its marks mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from inputs.period import MONTH_NAMES, Period
from layouts.blocks import Block, Cell, Column, Heading, Paragraph, Row, Span, Status, Table, Text
from report.metrics.model import formatting
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change, MeasureScore, Observation, Polarity, Scorecard, Unit
from report.pages import charts, data_notes
from report.pages.committee_requests import stand_before_contents
from report.pages.report_data import Report
from report.wording import direction_words, figures_in_words, status_labels
from report.wording.chart_titles import STEPS
from report.wording.sentences import leading

_BREAK = "Break"  # counted in another way since, so not to be set beside the latest


def at_a_glance(report: Report) -> list[Block]:
    """One table of every measure, what its marks mean, and what was not supplied."""
    bands = [(f"{s.number} {s.title}", [n for p in s.panels for n in (p.measure, p.second)]) for s in report.sections]
    if not bands:
        return []
    blocks: list[Block] = [
        Heading(2, figures_in_words.text("At a glance"), new_page=not _follow_contents(report)),
        Paragraph(figures_in_words.text(" ".join(_intro(report)))),
        _table(report.card, bands),
    ]
    if report.owed:
        blocks += data_notes.not_supplied(report)
    return blocks


def _intro(report: Report) -> list[str]:
    """What the table holds: a sentence for each of its columns and marks that it has."""
    scores = report.card.scores
    clear = "A clear change is named beside the status." if any(map(direction_words.word, scores)) else ""
    broken = any(score.change is Change.NOT_COMPARABLE or score.breaks_from_previous for score in scores)
    break_ = f"{_BREAK}: counted in another way since." if broken else ""
    first = min((score.series[0] for score in scores), key=lambda o: o.period.index)
    trend = f"Trend: each {STEPS[first.period.length]} since {formatting.name_of(first)}."
    said = ("Every measure with its latest figure.", clear, _period_before(report), break_, trend)
    return [sentence for sentence in (*said, status_labels.shapes_in_use(report.card)) if sentence]


def _period_before(report: Report) -> str:
    """Which period the column of that name is of; nothing where every measure is yearly and there is no such column."""
    if report.yearly:
        return ""
    refs: dict[str, list[str]] = {}
    for score in report.card.scores:
        refs.setdefault(formatting.month(score.previous.period), []).append(score.measure.ref)
    if len(refs) > 2:
        return "Period before: the month or quarter before, as the measure is counted."
    usual, *others = sorted(refs, key=lambda name: len(refs[name]), reverse=True)
    other = "".join(f"; for {formatting.joined_with_and(dict.fromkeys(refs[name]))}, {name}" for name in others)
    return f"Period before: {usual}{other}."


def _follow_contents(report: Report) -> bool:
    """Whether the table of every measure stands under the contents, which leave it most of their page."""
    return ("contents", "at_a_glance") in pairwise(report.layout.parts) and not stand_before_contents(report)


def _table(card: Scorecard, bands: Iterable[tuple[str, Sequence[str]]]) -> Table:
    """Every measure in one table, under the title of its section.

    ``bands`` are section titles with the measure ids they hold. A measure with groups is shown by its largest.
    """
    rows: list[Row] = []
    for title, measure_ids in bands:
        scored = [card.of(measure_id) for measure_id in measure_ids if card.of(measure_id)]
        if scored:
            rows.append(Row((figures_in_words.text(title, bold=True),), band=True))
            rows += [_row(scores, card.period) for scores in scored]
    yearly = all(score.series[-1].period.length == 12 for score in card.scores)
    if yearly:  # the figure before and the figure a year before are one and the same
        rows = [row if row.band else Row((*row.cells[:6], *row.cells[7:])) for row in rows]
    return Table(
        caption=figures_in_words.text(
            f"Every measure in this report, at or to the end of {formatting.month(card.period)}"
        ),
        columns=_columns(yearly),
        rows=tuple(rows),
        show_caption=False,
        naming_columns=2,
    )


def _columns(yearly: bool) -> tuple[Column, ...]:
    columns = (
        Column(figures_in_words.text("Ref"), 0.05),
        Column(figures_in_words.text("Measure"), 0.215),
        Column(figures_in_words.text("Latest"), 0.095, "right"),
        Column(figures_in_words.text("Status"), 0.15),
        Column(figures_in_words.text("Target"), 0.1),
        Column(figures_in_words.text("Out of"), 0.11),
        Column(figures_in_words.text("Period before"), 0.09, "right"),
        Column(figures_in_words.text("Year before"), 0.09, "right"),
        Column(figures_in_words.text("Trend"), 0.1),
    )
    return (*columns[:6], *columns[7:]) if yearly else columns


def _row(scores: tuple[MeasureScore, ...], period: Period) -> Row:
    score = leading(scores)
    measure, latest = score.measure, score.latest
    goal: Text = figures_in_words.target(score.target, measure) if score.target else figures_in_words.text("None")
    if score.target and measure.polarity is Polarity.CONTEXT:
        goal = (Span("Plan: "), *goal)  # nothing to be judged by
    cells: tuple[Cell, ...] = (
        figures_in_words.text(measure.ref),
        figures_in_words.text(_name(score, period)),
        figures_in_words.short_value(latest, bold=True),
        _verdict(score) or figures_in_words.text(formatting.NO_NUMBER_SHORT[latest.state]),
        goal,
        _out_of(latest),
        figures_in_words.text(_BREAK) if score.breaks_from_previous else figures_in_words.short_value(score.previous),
        figures_in_words.text(_BREAK)
        if score.change is Change.NOT_COMPARABLE
        else figures_in_words.short_value(score.last_year),
        charts.small_trend(score),
    )
    return Row(cells)


def _verdict(score: MeasureScore) -> Status | None:
    """The judgement, and where the measure is clearly going; None where there is no figure to judge."""
    judged, going = status_labels.cell(score), direction_words.word(score)
    if judged is None or not going:
        return judged
    return replace(judged, text=(*judged.text, Span(", "), *going))


def _out_of(latest: Observation) -> Text:
    if latest.measure.unit is Unit.COUNT and latest.denominator is None:
        return figures_in_words.text("A count")
    if formatting.in_words(latest):
        return figures_in_words.text(latest.measure.counts)
    counts = (
        figures_in_words.counts(latest)
        if latest.measure.unit in (Unit.DAYS, Unit.RATE)
        else figures_in_words.n_of_n(latest)
    )
    return counts or figures_in_words.text("Not given")


def _name(score: MeasureScore, period: Period) -> str:
    """The measure with how its figure relates to time, unless that is the report's own day."""
    name = score.measure.short_name
    if score.group:
        name = f"{name}: {score.group}"
    kinds = {
        PeriodType.YEAR_TO_DATE: "year to date",
        PeriodType.ROLLING_12_MONTHS: f"12{formatting.NBSP}months",
        PeriodType.IN_MONTH: f"in {MONTH_NAMES[score.latest.period.month - 1]}",
        PeriodType.IN_QUARTER: "in the quarter",
    }
    kind = kinds.get(score.latest.period_type)
    if score.latest.period_type is PeriodType.SNAPSHOT and score.latest.period.index != period.index:
        kind = f"on {formatting.short_day(score.latest.period)}"
    return f"{name} ({kind})" if kind else name
