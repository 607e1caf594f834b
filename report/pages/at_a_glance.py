"""The table of every measure, in bands by section, with what its marks mean and what was not supplied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from inputs.period import MONTH_NAMES, Period
from layouts.blocks import Block, Cell, Heading, Paragraph, Row, Span, Status, Table, Text
from report.metrics.model import formatting
from report.metrics.model.measure import Polarity, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change, MeasureScore, Observation, Scorecard
from report.pages import charts, data_notes, tables
from report.pages.committee_requests import stand_before_contents
from report.pages.report_data import Report
from report.wording import direction_words, figures_in_words, status_labels
from report.wording.chart_titles import PERIOD_NOUNS
from report.wording.figures_in_words import text
from report.wording.sentences import largest_group

_BREAK = "New count"  # in place of an earlier figure that was counted by another method than the latest
_HEADS = (
    ("Ref", 0.05),
    ("Measure", 0.215),
    ("Latest", 0.095, "right"),
    ("Status", 0.15),
    ("Target", 0.1),
    ("Out of", 0.11),
    ("Last time", 0.09, "right"),
    ("A year ago", 0.09, "right"),
    ("Trend", 0.1),
)


def at_a_glance(report: Report) -> list[Block]:
    """The heading, the introduction, the table, and the measures that were not supplied; nothing without a measure."""
    bands = [(f"{s.number} {s.title}", [n for p in s.panels for n in (p.measure, p.second)]) for s in report.sections]
    if not bands:
        return []
    follows_contents = ("contents", "at_a_glance") in pairwise(report.layout.parts)
    blocks: list[Block] = [
        Heading(2, text("At a glance"), new_page=not follows_contents or stand_before_contents(report)),
        Paragraph(text(" ".join(_intro(report)))),
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
    break_ = f"{_BREAK}: counted in a new way since then, so not compared." if broken else ""
    first = min((score.series[0] for score in scores), key=lambda o: o.period.index)
    mixed = first.period.is_term and not all(score.series[0].period.is_term for score in scores)
    step = "figure" if mixed else PERIOD_NOUNS[first.period.length]
    trend = f"Trend: each {step} since {formatting.name_of(first)}."
    shapes = status_labels.shapes_in_use(report.card)
    sentences = ("Every measure with its latest figure.", clear, _period_before(report), break_, trend, shapes)
    return [sentence for sentence in sentences if sentence]


def _period_before(report: Report) -> str:
    """Which period the column "Last time" is of; "" in a report of yearly figures, which has no such column."""
    if report.yearly:
        return ""
    refs: dict[str, list[str]] = {}
    for score in report.card.scores:
        refs.setdefault(_name_before(score.previous), []).append(score.measure.ref)
    if len(refs) > 2:
        by_term = any(score.latest.period.is_term for score in report.card.scores)
        steps = "month, quarter or term" if by_term else "month or quarter"
        return f"Last time: the {steps} before, as the measure is counted."
    usual, *others = sorted(refs, key=lambda name: len(refs[name]), reverse=True)
    other = "".join(f"; for {formatting.joined_with_and(dict.fromkeys(refs[name]))}, {name}" for name in others)
    return f"Last time: {usual}{other}."


def _name_before(previous: Observation) -> str:
    return previous.period.name if previous.period.is_term else formatting.month(previous.period)


def _table(card: Scorecard, bands: Iterable[tuple[str, Sequence[str]]]) -> Table:
    """Every measure in one table, in a band for each section; a measure with ranked groups is shown by its largest.

    ``bands`` are section titles with the ids of their measures.
    """
    columns = tables.columns(*_HEADS)
    rows: list[Row] = []
    for title, measure_ids in bands:
        scored = [card.of(measure_id) for measure_id in measure_ids if card.of(measure_id)]
        if scored:
            rows.append(Row((text(title, bold=True),), band=True))
            shown = (alone for scores in scored for alone in _rows_of(scores))
            rows += [_row(scores, card.period) for scores in shown]
    if all(score.series[-1].period.length == 12 for score in card.scores):  # the period before is the year before
        columns = (*columns[:6], *columns[7:])
        rows = [row if row.band else Row((*row.cells[:6], *row.cells[7:])) for row in rows]
    return Table(
        caption=text(f"Every measure in this report, at or to the end of {formatting.month(card.period)}"),
        columns=columns,
        rows=tuple(rows),
        show_caption=False,
        naming_columns=2,
    )


def _rows_of(scores: tuple[MeasureScore, ...]) -> Iterable[tuple[MeasureScore, ...]]:
    """The scores of each row of a measure: all of them in one, or each of its own where none is ranked."""
    return (scores,) if scores[0].measure.ranked else [(score,) for score in scores]


def _row(scores: tuple[MeasureScore, ...], period: Period) -> Row:
    score = largest_group(scores)
    measure, latest = score.measure, score.latest
    broken = score.change is Change.NOT_COMPARABLE
    goal: Text = figures_in_words.target(score.target, measure) if score.target else text("None")
    if score.target and measure.polarity is Polarity.CONTEXT:
        goal = (*goal, Span(" (plan)"))  # nothing to be judged by
    cells: tuple[Cell, ...] = (
        text(measure.ref),
        text(_name(score, period)),
        figures_in_words.short_value(latest, bold=True),
        _status(score) or text(formatting.NO_NUMBER_SHORT[latest.state]),
        goal,
        _out_of(latest),
        text(_BREAK) if score.breaks_from_previous else figures_in_words.short_value(score.previous),
        text(_BREAK) if broken else figures_in_words.short_value(score.last_year),
        charts.small_trend(score),
    )
    return Row(cells)


def _status(score: MeasureScore) -> Status | None:
    """The status, with the direction of travel where that is clear; None where there is no figure to judge."""
    status, direction = status_labels.cell(score), direction_words.word(score)
    if status is None or not direction:
        return status
    return replace(status, text=(*status.text, Span(". "), *direction_words.capitalised(direction)))


def _out_of(latest: Observation) -> Text:
    """The counts behind a figure, in a few words."""
    if latest.measure.unit is Unit.COUNT and latest.denominator is None:
        return ()
    if formatting.in_words(latest):
        return text(latest.measure.counts)
    with_nouns = latest.measure.unit.is_quotient
    counts = figures_in_words.counts(latest) if with_nouns else figures_in_words.n_of_n(latest)
    return counts or text("Not given")


def _name(score: MeasureScore, period: Period) -> str:
    """The measure's name, with how its latest figure relates to time unless it is of the report's own day."""
    name, latest = score.measure.short_name, score.latest
    if score.group:
        name = f"{name}: {score.group}"
    kinds = {
        PeriodType.YEAR_TO_DATE: "year to date",
        PeriodType.ROLLING_12_MONTHS: f"12{formatting.NBSP}months",
        PeriodType.ROLLING_36_MONTHS: f"36{formatting.NBSP}months",
        PeriodType.IN_MONTH: f"in {MONTH_NAMES[latest.period.month - 1]}",
        PeriodType.IN_QUARTER: "in the quarter",
        PeriodType.IN_TERM: f"in {latest.period.name}",
        PeriodType.SCHOOL_YEAR: f"school year {formatting.academic_year(latest.period)}",
        PeriodType.THREE_YEARS: "three years",
        PeriodType.BIRTHDAY_WINDOW: "around birthdays",
    }
    kind = kinds.get(latest.period_type)
    if latest.period_type is PeriodType.SNAPSHOT and latest.period.index != period.index:
        kind = formatting.name_of(latest) if latest.period.is_term else f"on {formatting.short_day(latest.period)}"
    return f"{name} ({kind})" if kind else name
