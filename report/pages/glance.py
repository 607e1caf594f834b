"""At a glance: every measure in one table, with its status, its trend, and where it is beside target and England."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from inputs.intake import State
from layouts.blocks import Block, Cell, Column, Heading, Key, Paragraph, Row, Span, Status, Table, Text
from report.metrics.checks.timeliness import due_from
from report.metrics.model import formatting
from report.metrics.model.scorecard import MeasureScore
from report.pages import card_charts
from report.pages.report_data import Report
from report.settings.section_people import who_to_ask
from report.wording import disclosure_words, figures_in_words, status_labels
from report.wording.figures_in_words import text
from report.wording.sentences import standing_for
from report.wording.templates import templates

_HEADS = (
    ("", 0.05, "left"),
    ("Measure", 0.31, "left"),
    ("Latest", 0.1, "right"),
    ("", 0.11, "left"),
    ("Status", 0.14, "left"),
    ("Trend", 0.11, "left"),
    ("Now and target", 0.18, "left"),
)
_MANY = 40  # rows: of more, the note does not list those that cover what most do


def glance(report: Report) -> list[Block]:
    """The heading, a key of the shapes, the table, and a note on what its figures cover and where its bars end."""
    bands = [(f"{s.number} {s.title}", s.panels) for s in report.sections]
    rows: list[Row] = []
    shown: list[MeasureScore] = []
    for title, panels in bands:
        names = [name for panel in panels for name in (panel.measure, panel.second) if name]
        scored = [score for name in names if report.card.of(name) for score in standing_for(report.card.of(name))]
        if scored:
            rows += [Row((text(title, bold=True),), band=True), *map(_row, scored)]
            shown += scored
    if not shown:
        return []
    when = formatting.day(report.card.period.last_day)
    return [
        Heading(2, text(f"At a glance: every measure at {when}"), new_page=not report.is_short),
        Key(tuple(_marks(shown))),
        Table(
            caption=text(f"Every measure, at or to the end of {formatting.month(report.card.period)}"),
            columns=tuple(Column(text(head), share, align) for head, share, align in _HEADS),
            rows=tuple(rows),
            show_caption=False,
            naming_columns=2,
        ),
        Paragraph(text(" ".join(_notes(shown))), "small"),
        *_hidden(report, shown),
        *_not_supplied(report),
    ]


def _row(score: MeasureScore) -> Row:
    measure, latest = score.measure, score.latest
    name = f"{measure.short_name}: {formatting.name_in_sentence(score.group)}" if score.group else measure.short_name
    if not measure.ranked:
        name = score.group
    cells: tuple[Cell, ...] = (
        (Span(measure.ref, link=f"#{measure.ref}", bold=True),),
        text(name),
        figures_in_words.short_value(replace(latest, fewer_than=0), bold=True),
        _out_of(score),
        _status(score),
        card_charts.row_trend(score) or (),
        card_charts.bullet(score) or (),
    )
    return Row(cells)


def _status(score: MeasureScore) -> Status | Text:
    """The status word and shape, a quiet one where nothing is judged."""
    cell = status_labels.of_overview(score)
    if cell is None:
        if score.latest.state is State.SUPPRESSED:
            known = score.latest.fewer_than
            return text(formatting.capitalised(formatting.value_text(score.latest))) if known else ()
        return text(formatting.NO_NUMBER_SHORT[score.latest.state])
    return cell if cell.shape != "dash" else Status(tuple(Span(span.text) for span in cell.text), "dash")


def _out_of(score: MeasureScore) -> Text:
    """How many a percentage is of, or what an average is of; empty for a number."""
    latest = score.latest
    if not latest.has_number or latest.denominator is None:
        return ()
    if formatting.in_words(latest):
        return text(latest.measure.counts)
    if latest.measure.unit.is_quotient:
        return (*figures_in_words.denominator(latest), Span(f" {latest.measure.out_of}"))
    return (Span(f"of{formatting.NBSP}"), *figures_in_words.denominator(latest))


def _marks(scores: list[MeasureScore]) -> Iterable[Status]:
    """The meaning of each shape that the page uses."""
    seen: dict[str, Status] = {}
    for score in scores:
        cell = _status(score)
        if isinstance(cell, Status):
            seen.setdefault(
                "".join(span.text for span in cell.text), Status(tuple(Span(s.text) for s in cell.text), cell.shape)
            )
    yield from seen.values()
    yield Status(text("now"), "full")
    if any(score.last_year.has_number and not score.breaks_from_last_year for score in scores):
        yield Status(text("a year ago"), "ring")
    if any(score.target for score in scores):
        yield Status(text("target"), "tick")
    if any(score.compared and score.compared.england for score in scores):
        yield Status(text("England"), "mark")


def _notes(scores: list[MeasureScore]) -> Iterable[str]:
    """Where the bars end, and what the figures cover."""
    words = templates()["glance"]
    ends = card_charts.short_bars(scores)
    yield words["bars"].format(ends=f", except {formatting.joined_with_and(ends)}" if ends else "")
    covers: dict[str, dict[str, None]] = {}
    for score in scores:
        covers.setdefault(formatting.capitalised(formatting.when(score.latest)), {})[score.measure.ref] = None
    usual = max(covers, key=lambda said: len(covers[said])) if len(scores) > _MANY else ""
    yield from (f"{said}: {', '.join(refs)}." for said, refs in covers.items() if said != usual)
    if usual:
        yield words["usual"].format(when=formatting.uncapitalised(usual))


def _hidden(report: Report, scores: Iterable[MeasureScore]) -> list[Block]:
    """What “hidden” means, said once: boxes of hidden figures say no more than that they are."""
    any_hidden = any(score.latest.state is State.SUPPRESSED for score in scores)
    return [Paragraph(text(disclosure_words.hidden_key(report.card.disclosure)), "small")] if any_hidden else []


def _not_supplied(report: Report) -> list[Block]:
    """What no return gave, in one line."""
    owed = [m for m in report.card.not_supplied if m.id in report.owed]
    if not owed:
        return []
    who = who_to_ask(report.layout)
    by_owner: dict[str, list[str]] = {}
    for measure in owed:
        by_owner.setdefault(due_from(measure, who), []).append(f"{measure.ref} {measure.short_name}")
    said = "; ".join(f"{', '.join(names)} (due from: {owner})" for owner, names in by_owner.items())
    return [Paragraph(text(templates()["glance"]["lacking"].format(measures=said)), "small")]
