"""Status against target as a label: its word, its shape, and the table and lines that explain both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from layouts.blocks import Column, Row, Status, Table
from report.metrics.judgement.target_status import CLOSE_POINTS, CLOSE_SHARE, StatusRule, TargetRules
from report.metrics.model import formatting
from report.metrics.model.measure import Measure, Polarity, Unit
from report.metrics.model.scorecard import MeasureScore, Scorecard
from report.metrics.model.scorecard import Status as Judgement
from report.wording.figures_in_words import text

PLAN_ONLY = "Plan only"
_NO_TARGET = "There is no target, or more is neither good nor bad in itself."
_SHAPES = {
    Judgement.MET: "full",
    Judgement.CLOSE: "half",
    Judgement.FLOOR_MET: "half",  # never beside “Close”: they belong to two rules
    Judgement.FLOOR_MISSED: "triangle",
    Judgement.NOT_CLEAR: "diamond",
    Judgement.NOT_MET: "triangle",
    Judgement.NO_TARGET: "dash",
    Judgement.TOO_FEW: "ring",
    Judgement.NOT_JUDGED: "dash",
}


def cell(score: MeasureScore) -> Status | None:
    """The status as a word with its shape; None where there is no figure to judge."""
    if score.status is None:
        return None
    together = score.status.value.replace(" ", formatting.NBSP, 1)  # “No target” stays on one line
    return Status(text(together, bold=True), _SHAPES[score.status])


def of_overview(score: MeasureScore) -> Status | None:
    """The status where all measures stand side by side: of one with a plan and no target, that it has a plan only."""
    if _has_plan_only(score):
        return Status(text(PLAN_ONLY), "dash")
    return cell(score)


def _has_plan_only(score: MeasureScore) -> bool:
    return score.measure.polarity is Polarity.CONTEXT and score.target is not None and score.latest.has_number


def unjudged(scores: Sequence[MeasureScore]) -> list[tuple[str, str]]:
    """What “No target” and “Plan only” mean, as far as a report says them."""
    plain = [score for score in scores if score.status is Judgement.NO_TARGET]
    plans = any(map(_has_plan_only, scores))
    meant = [(Judgement.NO_TARGET.value, _NO_TARGET)] if any(not _has_plan_only(score) for score in plain) else []
    return [*meant, (PLAN_ONLY, "A plan stands beside the figure, which is not judged by it.")] if plans else meant


def shape(status: Judgement) -> str:
    """The name of the shape that stands for a status."""
    return _SHAPES[status]


def shapes_in_use(card: Scorecard) -> str:
    """A sentence on the shapes that a report uses; "" where nothing is judged."""
    meanings = {
        Judgement.MET: "full circle: target met",
        Judgement.CLOSE: "half circle: close to the target",
        Judgement.FLOOR_MET: "half circle: floor standard met",
        Judgement.NOT_CLEAR: "diamond: not clearly different from the target",
        Judgement.NOT_MET: "triangle: target not met",
        Judgement.FLOOR_MISSED: "triangle: floor standard missed",
        Judgement.TOO_FEW: "ring: too few to judge",
        Judgement.NO_TARGET: "dash: no target",
    }
    used = {score.status for score in card.scores}
    shown = [meaning for status, meaning in meanings.items() if status in used]
    return f"{'; '.join(shown).capitalize()}." if shown else ""


def table(rules: TargetRules, broken: bool = False, judged: Iterable[Measure] = ()) -> Table:
    """A table of the statuses that the rule in force can give, each with its shape and what it means.

    ``broken`` says that a figure of the report holds months counted in two ways. ``judged`` are the measures with a
    target, of which those with a tolerance of their own are named.
    """
    few = f"The figure is of fewer than {rules.fewest} children, reviews or visits: too few to judge fairly."
    rows = [
        *_meanings(rules.rule, _own_tolerances(rules, judged)),
        (Judgement.NO_TARGET, _NO_TARGET),
        (Judgement.TOO_FEW, few),
    ]
    if broken:
        rows.append((Judgement.NOT_JUDGED, "The figure covers months that were counted in two ways."))
    return Table(
        caption=text("What the status words and shapes mean"),
        columns=(Column(text("Status"), 0.26), Column(text("What it means"), 0.74)),
        rows=tuple(
            Row((Status(text(status.value, bold=True), _SHAPES[status]), text(meaning))) for status, meaning in rows
        ),
    )


def meanings(rules: TargetRules, judged: Iterable[Measure]) -> list[tuple[str, str]]:
    """What each status that the rule in force can give means, by its word."""
    return [(status.value, meaning) for status, meaning in _meanings(rules.rule, _own_tolerances(rules, judged))]


def _meanings(rule: StatusRule, own: str = "") -> tuple[tuple[Judgement, str], ...]:
    """What each status that a rule can give means. ``own`` names the measures with a tolerance of their own."""
    share = formatting.number_text(100 * CLOSE_SHARE)
    by_tolerance = (
        f"{CLOSE_POINTS} percentage points of it (or half of what is between it and 100% or 0%, if that is less). "
        f"For averages it is within {share}%"
    )
    near = (Judgement.CLOSE, f"The latest figure misses the target, but is within {by_tolerance}.{own}")
    return {
        StatusRule.TOLERANCE: (
            (Judgement.MET, "The latest figure reaches the target."),
            near,
            (Judgement.NOT_MET, "The latest figure misses the target by more than that."),
        ),
        StatusRule.FLOOR: (
            (Judgement.MET, "The latest figure reaches the target."),
            (
                Judgement.FLOOR_MET,
                "It misses the target, but reaches the floor standard: the least the council accepts.",
            ),
            (Judgement.FLOOR_MISSED, "It misses the target and the floor standard."),
            (Judgement.NOT_MET, "It misses the target, and the council has set no floor standard."),
        ),
        StatusRule.INTERVAL: (
            (
                Judgement.MET,
                "The latest figure is better than the target by more than chance would often make. Without a likely "
                "range, or where nothing could be better, it reaches the target.",
            ),
            (Judgement.NOT_CLEAR, "The target is inside the likely range, so the gap could be chance."),
            (Judgement.NOT_MET, "It misses the target by more than chance would often make."),
            (
                Judgement.CLOSE,
                f"For a figure without a likely range: it misses the target, but is within {by_tolerance}.{own}",
            ),
        ),
    }[rule]


def _own_tolerances(rules: TargetRules, judged: Iterable[Measure]) -> str:
    """The measures with a tolerance of their own, and what it is: " For 2.1 within 2%."; "" for none."""
    own = [text for measure in {one.id: one for one in judged}.values() if (text := _own_tolerance(rules, measure))]
    return f" {formatting.capitalised(', '.join(own))}." if own else ""


def _own_tolerance(rules: TargetRules, measure: Measure) -> str:
    """How near to its target counts as close for one measure; "" where that is as for all others."""
    points, own = measure.unit is Unit.PCT, rules.own_tolerance(measure)
    if measure.id in rules.stated and measure.id not in rules.tolerances:
        if points and rules.stated[measure.id] == CLOSE_POINTS:
            return ""
        return f"for {measure.ref} within {_points(rules.stated[measure.id], points)}"
    if own is None and measure.unit is Unit.COUNT:
        own = CLOSE_SHARE  # as for averages, which a number of children is not
    elif own is None or own == (CLOSE_POINTS if points else CLOSE_SHARE):
        return ""
    if not own:
        return f"for {measure.ref} there is no “close”"
    return f"for {measure.ref} within {_points(own, points) if points else f'{_points(100 * own, False)}%'}"


def _points(size: Decimal, points: bool) -> str:
    number = formatting.number_text(size, formatting.places(size))
    return f"{number}{formatting.NBSP}point{'' if size == 1 else 's'}" if points else number
