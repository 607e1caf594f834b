"""The exceptions: each measure that misses its target or is clearly worse, by how far, since when, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from inputs.intake import RemarkPart, State
from layouts.blocks import Block, Heading, Paragraph, Row, Span, Table, Text, plain
from report.metrics.judgement.chance import reports_to_one_false, tested_for_change
from report.metrics.judgement.exceptions import (
    OFF_TARGET,
    Beginning,
    distance_from_target,
    is_exception,
    off_target_run,
    severity,
)
from report.metrics.model import formatting
from report.metrics.model.measure import Unit
from report.metrics.model.scorecard import Change, MeasureScore, Status
from report.pages import cards, tables
from report.pages.report_data import Report
from report.wording import benchmark_comparison, claims, direction_words, figures_in_words, officer_commentary
from report.wording.figures_in_words import text
from report.wording.templates import sentence, templates


def exceptions(report: Report) -> list[Block]:
    """One table of every exception, the most severe first; of a measure of groups, each group that is one."""
    scores = sorted(filter(is_exception, report.card.scores), key=severity)
    texts = templates()["exceptions"]
    heading = Heading(2, text("What needs attention"))
    if not scores:
        judged = any(score.status in (Status.MET, *OFF_TARGET) for score in report.card.scores)
        return [heading, Paragraph(text(texts["none"]))] if judged else []
    by_quarter = any(score.target and score.target.by_quarter for score in scores)
    intro = f"{texts['intro']}{texts['own_quarter'] if by_quarter else ''}"
    return [heading, Paragraph((*text(intro), *called_worse(report))), table(report, scores)]


def called_worse(report: Report) -> Text:
    """How often chance alone would call some measure of the report worse; empty where none was tested."""
    tested = tested_for_change(report.card.scores, worse_only=True)
    reports = reports_to_one_false(tested, worse_only=True)
    if not reports:
        return ()
    latest = [score.latest for score in tested]
    one, of = formatting.spelled_alike(1, reports)
    return sentence(
        "chance",
        "called_worse",
        tested=lambda: figures_in_words.measures(latest),
        measures=lambda: "measure" if len(latest) == 1 else "measures",
        one=lambda: one,
        reports=lambda: of,
    )


def short_table(report: Report, scores: Sequence[MeasureScore]) -> Table:
    """A row for each of these scores: how far it is off, what it was, and why."""
    rows = tuple(
        Row((_measure(s), _latest(s), _compared(s, short=True), _reason_and_action(report, s, short=True)))
        for s in scores
    )
    heads = (
        ("Measure", 0.18), ("Latest and target", 0.22), ("A year ago, and England", 0.25), ("Reason and action", 0.35),
    )  # fmt: skip
    caption = text(templates()["attention"]["caption"])
    return Table(caption, tables.columns(*heads), rows, show_caption=False)


def _measure(score: MeasureScore) -> Text:
    return (Span(score.measure.ref, link=f"#{score.measure.ref}"), Span(f" {_name(score)}"))


def table(report: Report, scores: Sequence[MeasureScore]) -> Table:
    """A row for each of these scores: how far it is off, since when, beside what, and why."""
    rows = tuple(
        Row(
            (
                _measure(score),
                _latest(score),
                _since(score),
                _compared(score),
                _reason_and_action(report, score),
            )
        )
        for score in scores
    )
    return Table(
        caption=text(templates()["exceptions"]["caption"]),
        columns=tables.columns(
            ("Measure", 0.17),
            ("Latest and target", 0.2),
            ("Off target since", 0.12),
            ("A year ago, and England", 0.19),
            ("Reason and action", 0.32),
        ),
        rows=rows,
        show_caption=False,
    )


def _name(score: MeasureScore) -> str:
    return f"{score.measure.short_name}: {score.group}" if score.group else score.measure.short_name


def _latest(score: MeasureScore) -> Text:
    """The latest figure and its target, with the shortfall where it is off target; of one never judged the figure."""
    latest = figures_in_words.value(score.latest, bold=True)
    if score.target is None or score.status not in (*OFF_TARGET, Status.MET):
        return latest
    goal = figures_in_words.target(score.target, score.measure)
    if score.status is Status.MET:
        return claims.with_rules((*latest, Span("; meets its target of "), *goal), [score])
    return (*latest, Span("; target "), *goal, Span(". "), *shortfall(score))


def shortfall(score: MeasureScore) -> Text:
    """How far the printed latest figure is from its target: "180 days above target"; empty without one."""
    gap = distance_from_target(score)
    if not gap or score.target is None:
        return ()
    points = score.measure.unit is Unit.PCT
    side = "short" if formatting.printed_number(score.latest) < score.target.value else "over"
    decimals = max(score.latest.decimals, -int(gap.normalize().as_tuple().exponent))  # a target may be finer
    size = formatting.number_text(gap, decimals) if points else formatting.unit_text(gap, decimals, score.measure.unit)
    said = sentence(
        "exceptions",
        f"points_{side}" if points else side,
        gap=lambda: figures_in_words.derived("shortfall", gap, size, score.measure, (score.latest,)),
        points=lambda: "point" if size == "1" else "points",
    )
    return claims.with_rules(said, [score])


def _compared(score: MeasureScore, *, short: bool = False) -> Text:
    """Last year's figure, and England's where one is published."""
    england = benchmark_comparison.england(score)
    if england and score.last_year.state is State.MISSING:
        return england
    return (*_year_before(score, short=short), *((Span(". "), *england) if england else ()))


def _year_before(score: MeasureScore, *, short: bool = False) -> Text:
    """Last year's figure and the direction of travel, or why there is no figure to compare with."""
    if not score.last_year.has_number:
        return text(formatting.NO_NUMBER_SHORT[score.last_year.state])
    if score.change is Change.NOT_COMPARABLE:
        return text("Counted in a new way since then, so not compared")
    direction: Text = direction_words.short(score, capital=False) if short else direction_words.phrase(score)
    if not direction and score.change is Change.WORSE:  # which ranks it here
        direction = text("worse than a year ago")
    said = sentence(
        "exceptions",
        "year" if direction else "year_alone",
        before=lambda: figures_in_words.value(score.last_year),
        travel=lambda: direction,
    )
    return claims.with_rules(said, [score])


def _since(score: MeasureScore) -> Text:
    """The first period of the present run off target, and why nothing is said of the time before it."""
    run = off_target_run(score) if score.status in OFF_TARGET else None
    if run is None:
        return text("No target" if score.target is None else "–")
    first, *others = sentence("exceptions", run.begins, first=lambda: formatting.name_of(run.figures[0]))
    if run.gaps:
        others.append(Span(templates()["exceptions"]["another_gap" if run.begins is Beginning.GAP else "gap"]))
    rule, length = "the first of the present run of figures off target", Decimal(len(run.figures))
    return (Span(first.text, claims.claim_fact(rule, length, score, run.figures)), *others)


def _reason_and_action(report: Report, score: MeasureScore, *, short: bool = False) -> Text:
    """The officer's reason and action, or that one of them was not given; ``short``, as much as a box has of them."""
    comment, texts = report.comment_on(score.measure.id), templates()["exceptions"]
    if comment and short and "panels" in report.layout.parts:
        said = (replace(one, text=cards.shortened(one.text, comment.item, report)) for one in comment.remarks)
        comment = replace(comment, remarks=tuple(said))
    given = {remark.part for remark in comment.remarks} if comment else set()
    parts = [officer_commentary.reason_and_action(comment)] if comment else []
    if not given & {RemarkPart.COMMENTARY, RemarkPart.WHY}:
        parts.insert(0, text(texts["no_reason"]))
    elif given & {RemarkPart.WHY, RemarkPart.DOING} == {RemarkPart.WHY}:
        parts.append(text(texts["no_action"]))  # where all is said in one commentary, the action may well be in it
    return tuple(span for part in parts if plain(part) for span in (Span(" "), *part))[1:]
