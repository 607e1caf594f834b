"""The exceptions: all that misses its target or is clearly worse, since when, how far, and what is being done."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from inputs.intake import RemarkPart
from layouts.blocks import Block, Column, Heading, Paragraph, Row, Span, Table, Text, plain
from report.metrics.judgement.exceptions import (
    OFF_TARGET,
    Beginning,
    distance_from_target,
    is_exception,
    off_target_run,
    severity,
)
from report.metrics.model import formatting
from report.metrics.model.scorecard import Change, Comparison, MeasureScore, Status, Unit
from report.pages.report_data import Report
from report.wording import (
    benchmark_comparison,
    claims,
    direction_words,
    figures_in_words,
    officer_commentary,
    sentences,
)


def exceptions(report: Report) -> list[Block]:
    """One table of every exception; of a measure of groups, each group that is one."""
    found = sorted(filter(is_exception, report.card.scores), key=severity)
    texts = sentences.sentences()["exceptions"]
    heading = Heading(2, figures_in_words.text("Exceptions"))
    if not found:
        judged = any(score.status in (Status.MET, *OFF_TARGET) for score in report.card.scores)
        return [heading, Paragraph(figures_in_words.text(texts["none"]))] if judged else []
    profile = any(score.target and score.target.by_quarter for score in found)
    intro = f"{texts['intro']}{texts['own_quarter'] if profile else ''}"
    return [heading, Paragraph(figures_in_words.text(intro)), _table(report, found)]


def _table(report: Report, found: Sequence[MeasureScore]) -> Table:
    rows = tuple(
        Row(
            (
                (Span(score.measure.ref, link=f"#{score.measure.ref}"), Span(f" {_name(score)}")),
                _latest(score),
                _since(score),
                _compared(score),
                _said(report, score),
            )
        )
        for score in found
    )
    return Table(
        caption=figures_in_words.text(sentences.sentences()["exceptions"]["caption"]),
        columns=(
            Column(figures_in_words.text("Measure"), 0.17),
            Column(figures_in_words.text("Latest against target"), 0.2),
            Column(figures_in_words.text("Off target since"), 0.12),
            Column(figures_in_words.text("A year before, and England"), 0.19),
            Column(figures_in_words.text("Reason and action"), 0.32),
        ),
        rows=rows,
        show_caption=False,
    )


def _name(score: MeasureScore) -> str:
    return f"{score.measure.short_name}: {score.group}" if score.group else score.measure.short_name


def _latest(score: MeasureScore) -> Text:
    """The latest figure, the target, and how far one is from the other."""
    latest = figures_in_words.value(score.latest, bold=True)
    if score.target is None or score.status not in OFF_TARGET:
        return latest
    goal = figures_in_words.target(score.target, score.measure)
    return (*latest, Span("; target "), *goal, Span(". "), *shortfall(score))


def shortfall(score: MeasureScore) -> Text:
    """How far the latest figure is from its target, as printed: "4.8 points short", "180 days over"."""
    gap = distance_from_target(score)
    if not gap or score.target is None:
        return ()
    points = score.measure.unit is Unit.PCT
    side = "short" if score.target.comparison is Comparison.AT_LEAST else "over"
    decimals = max(score.latest.decimals, -int(gap.normalize().as_tuple().exponent))  # a target may be finer
    text = formatting.number_text(gap, decimals) if points else formatting.unit_text(gap, decimals, score.measure.unit)
    return figures_in_words.fill(
        sentences.sentences()["exceptions"][f"points_{side}" if points else side],
        {
            "gap": lambda: figures_in_words.derived("shortfall", gap, text, score.measure, (score.latest,)),
            "points": lambda: "point" if gap == 1 else "points",
        },
    )


def _compared(score: MeasureScore) -> Text:
    """Last year's figure, and England's where one is published."""
    nation = benchmark_comparison.england(score)
    return (*_year_before(score), *((Span(". "), *nation) if nation else ()))


def _year_before(score: MeasureScore) -> Text:
    """Last year's figure and the change as tested, or why there is none to compare with."""
    if not score.last_year.has_number:
        return figures_in_words.text(formatting.NO_NUMBER_SHORT[score.last_year.state])
    if score.change is Change.NOT_COMPARABLE:
        return figures_in_words.text("Not comparable: it is counted in another way since")
    going = direction_words.phrase(score) or _changed(score)
    said = figures_in_words.fill(
        sentences.sentences()["exceptions"]["year" if going else "year_alone"],
        {"before": lambda: figures_in_words.value(score.last_year), "travel": lambda: going},
    )
    return claims.backed(said, [score])


def _changed(score: MeasureScore) -> str:
    """Where no direction can be told: whether the figure is clearly worse than a year before, which ranks it here."""
    return sentences.sentences()["travel"]["than_year"].format(travel="worse") if score.change is Change.WORSE else ""


def _since(score: MeasureScore) -> Text:
    """The first month of the present run off target, and why nothing is said of the time before it."""
    run = off_target_run(score) if score.status in OFF_TARGET else None
    if run is None:
        return figures_in_words.text("No target" if score.target is None else "–")
    texts, first = sentences.sentences()["exceptions"], run.figures[0]
    text = figures_in_words.fill(texts[run.begins], {"first": lambda: formatting.name_of(first)})
    rule, length = "the first of the present run of figures off target", Decimal(len(run.figures))
    about = claims.fact(rule, length, score, run.figures)
    if run.gaps:
        text = (*text, Span(texts["another_gap" if run.begins is Beginning.GAP else "gap"]))
    return (Span(text[0].text, about), *text[1:])


def _said(report: Report, score: MeasureScore) -> Text:
    """The officer's reason and action; of each that was not given, that it was not."""
    comment, texts = report.comment_on(score.measure.id), sentences.sentences()["exceptions"]
    given = {remark.part for remark in comment.remarks} if comment else set()
    lacking = ""
    if not given & {RemarkPart.COMMENTARY, RemarkPart.WHY}:
        lacking = texts["no_reason"]
    elif given & {RemarkPart.WHY, RemarkPart.DOING} == {RemarkPart.WHY}:
        lacking = texts["no_action"]  # where all is said in one commentary, the action may well be in it
    said = officer_commentary.reason_and_action(comment) if comment else ()
    parts = (
        (said, figures_in_words.text(lacking))
        if lacking == texts["no_action"]
        else (figures_in_words.text(lacking), said)
    )
    return tuple(span for part in parts if part and plain(part) for span in (Span(" "), *part))[1:]
