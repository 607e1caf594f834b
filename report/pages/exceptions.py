"""The exceptions: all that misses its target or is clearly worse, since when, how far, and what is being done."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from inputs.intake import RemarkPart
from layouts.blocks import Block, Column, Heading, Paragraph, Row, Span, Table, Text, plain
from report.metrics.judgement.control_chart import counted_alike
from report.metrics.judgement.target_status import meets
from report.metrics.model import formatting
from report.metrics.model.scorecard import Change, Comparison, MeasureScore, Observation, Polarity, Status, Travel, Unit
from report.pages import tables
from report.pages.report_data import Report
from report.wording import (
    benchmark_comparison,
    claims,
    direction_words,
    figures_in_words,
    officer_commentary,
    sentences,
)

_RANKS = {Status.NOT_MET: 1, Status.FLOOR_MISSED: 1, Status.FLOOR_MET: 2, Status.CLOSE: 2}
_OFF_TARGET = tuple(_RANKS)


def is_worse(score: MeasureScore) -> bool:
    """Whether a measure is getting worse by its direction of travel or, without one, is worse than a year before."""
    if score.direction is None:
        return score.change is Change.WORSE
    return score.direction.travel is Travel.GETTING_WORSE


def is_exception(score: MeasureScore) -> bool:
    """Whether the latest figure misses its target, or is clearly worse."""
    return score.latest.has_number and (score.status in _OFF_TARGET or is_worse(score))


def severity(score: MeasureScore) -> tuple[int, Decimal]:
    """What the exceptions are sorted by: both trials failed, then the target missed, close, or only worse.

    Among equals the share of the target that is lacking, the largest first: it has no unit, so measures of different
    units can be put in an order. Nothing is said of that order but what the page says.
    """
    worse = is_worse(score)
    rank = _RANKS.get(score.status or Status.NO_TARGET, 3)
    gap = _shortfall(score)
    lacking = gap / score.target.value if gap and score.target and score.target.value else Decimal(0)
    return (0 if worse and rank < 3 else rank, -lacking)


def exceptions(report: Report) -> list[Block]:
    """One table of every exception; of a measure of groups, each group that is one."""
    found = sorted(filter(is_exception, report.card.scores), key=severity)
    texts = sentences.sentences()["exceptions"]
    heading = Heading(2, tables.text("Exceptions"))
    if not found:
        judged = any(score.status in (Status.MET, *_OFF_TARGET) for score in report.card.scores)
        return [heading, Paragraph(tables.text(texts["none"]))] if judged else []
    profile = any(score.target and score.target.by_quarter for score in found)
    intro = f"{texts['intro']}{texts['own_quarter'] if profile else ''}"
    return [heading, Paragraph(tables.text(intro)), _table(report, found)]


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
        caption=tables.text(sentences.sentences()["exceptions"]["caption"]),
        columns=(
            Column(tables.text("Measure"), 0.17),
            Column(tables.text("Latest against target"), 0.2),
            Column(tables.text("Off target since"), 0.12),
            Column(tables.text("A year before, and England"), 0.19),
            Column(tables.text("Reason and action"), 0.32),
        ),
        rows=rows,
        show_caption=False,
    )


def _name(score: MeasureScore) -> str:
    return f"{score.measure.short_name}: {score.group}" if score.group else score.measure.short_name


def _latest(score: MeasureScore) -> Text:
    """The latest figure, the target, and how far one is from the other."""
    latest = figures_in_words.value(score.latest, bold=True)
    if score.target is None or score.status not in _OFF_TARGET:
        return latest
    goal = figures_in_words.target(score.target, score.measure)
    return (*latest, Span("; target "), *goal, Span(". "), *shortfall(score))


def shortfall(score: MeasureScore) -> Text:
    """How far the latest figure is from its target, as printed: "4.8 points short", "180 days over"."""
    gap = _shortfall(score)
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


def _shortfall(score: MeasureScore) -> Decimal:
    """The printed figure's distance from its target, nought where it is met or cannot be told."""
    printed = formatting.printed(score.latest)
    if printed is None or score.target is None or score.measure.polarity is Polarity.CONTEXT:
        return Decimal(0)
    return Decimal(0) if meets(printed, score.target) else abs(score.target.value - printed)


def _compared(score: MeasureScore) -> Text:
    """Last year's figure, and England's where one is published."""
    nation = benchmark_comparison.england(score)
    return (*_year_before(score), *((Span(". "), *nation) if nation else ()))


def _year_before(score: MeasureScore) -> Text:
    """Last year's figure and the change as tested, or why there is none to compare with."""
    if not score.last_year.has_number:
        return tables.text(formatting.NO_NUMBER_SHORT[score.last_year.state])
    if score.change is Change.NOT_COMPARABLE:
        return tables.text("Not comparable: it is counted in another way since")
    going = direction_words.phrase(score) or _changed(score)
    said = figures_in_words.fill(
        sentences.sentences()["exceptions"]["year" if going else "year_alone"],
        {"before": lambda: figures_in_words.value(score.last_year), "travel": lambda: going},
    )
    return claims.backed(said, [score])


def _changed(score: MeasureScore) -> str:
    """Where no direction can be told: whether the figure is clearly worse than a year before, which ranks it here."""
    return sentences.sentences()["travel"]["than_year"].format(travel="worse") if score.change is Change.WORSE else ""


def off_target_run(score: MeasureScore) -> tuple[Observation, ...]:
    """The present run of reported figures off target, up to the latest; empty where the latest meets it.

    Each is held against today's target or, where that differs by quarter, against the target of its own quarter.
    A figure that is not there is passed over; the month in which the way of counting changed ends the run. For a year
    to date the months themselves are looked at, from the last one that is known.
    """
    if score.target is None or score.measure.polarity is Polarity.CONTEXT:
        return ()
    run: list[Observation] = []
    for o in reversed(counted_alike(score.series, score.method_change)):
        printed = formatting.printed(o)
        if printed is None:
            continue
        if meets(printed, score.target.at(o.period)):
            break
        run.append(o)
    return tuple(reversed(run))


def _since(score: MeasureScore) -> Text:
    """The first month of the present run off target, and why nothing is said of the time before it."""
    run = off_target_run(score) if score.status in _OFF_TARGET else ()
    if not run:
        return tables.text("No target" if score.target is None else "–")
    first, series = run[0], counted_alike(score.series, score.method_change)
    before = series[: next(place for place, o in enumerate(series) if o is first)]
    key = "since"
    if not any(o.has_number for o in before):
        began = score.method_change is not None and first.first_month == score.method_change.start
        key = "since_change" if began and first is not score.series[0] else "since_first"
    elif not before[-1].has_number:
        key = "since_gap"
    text = figures_in_words.fill(sentences.sentences()["exceptions"][key], {"first": lambda: formatting.name_of(first)})
    about = claims.fact("the first of the present run of figures off target", Decimal(len(run)), score, run)
    if len(run) < len(series) - len(before):
        text = (*text, Span(sentences.sentences()["exceptions"]["another_gap" if key == "since_gap" else "gap"]))
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
    parts = (said, tables.text(lacking)) if lacking == texts["no_action"] else (tables.text(lacking), said)
    return tuple(span for part in parts if part and plain(part) for span in (Span(" "), *part))[1:]
