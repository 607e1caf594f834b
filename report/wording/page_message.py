"""The message of the first page: how many targets are met, what presses most, and the best news. Made by rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from layouts.blocks import Span, Text
from report.metrics.judgement.exceptions import JUDGED, OFF_TARGET, is_better, is_exception, severity
from report.metrics.model import formatting
from report.metrics.model.scorecard import MeasureScore, Status
from report.wording import claims, figures_in_words
from report.wording.templates import sentence


def message(scores: Sequence[MeasureScore]) -> Text:
    """One to three short sentences; ``scores`` has one for each measure. Empty where nothing is judged or pressing."""
    said = (_targets(scores), _pressing(scores), _good(scores))
    return tuple(span for text in said if text for span in (Span(" "), *text))[1:]


def counts(scores: Sequence[MeasureScore]) -> dict[Status, list[MeasureScore]]:
    """The measures that are judged against a target, by their status, from good to bad."""
    return {status: held for status in JUDGED if (held := [s for s in scores if s.status is status])}


def _targets(scores: Sequence[MeasureScore]) -> Text:
    by_status = counts(scores)
    judged = [score for held in by_status.values() for score in held]
    if not judged:
        return ()
    met, close = by_status.get(Status.MET, []), by_status.get(Status.CLOSE, [])
    if len(judged) == 1:
        (status,) = by_status
        return sentence("message_page", "one", status=status.value.lower)
    every, none = ("both", "neither") if len(judged) == 2 else ("all", "none")
    key = every if len(met) == len(judged) else "some" if len(met) > 1 else "one_met" if met else none
    clause = "" if met or not close else "_one_close" if len(close) == 1 else "_close"
    first, *others = sentence(
        "message_page",
        f"{key}{clause}",
        met=lambda: _number(met, judged),
        close=lambda: _number(close, judged),
        judged=lambda: _number(judged, judged),
    )
    return (replace(first, text=formatting.capitalised(first.text)), *others)


def _pressing(scores: Sequence[MeasureScore]) -> Text:
    """The exception that comes first: off target and worse, else furthest from its target, else worse alone."""
    worst = min(filter(is_exception, scores), key=severity, default=None)
    if worst is None:
        return ()
    goal = worst.target if worst.status in OFF_TARGET else None
    text = sentence(
        "message_page",
        "pressing" if goal else "worse",
        name=lambda: formatting.name_in_sentence(worst.measure.short_name),
        value=lambda: figures_in_words.value(worst.latest),
        target=lambda: figures_in_words.target_number(goal, worst.measure) if goal else "",
    )
    return claims.with_rules(text, [worst])


def _good(scores: Sequence[MeasureScore]) -> Text:
    """A measure that is clearly better and no exception."""
    best = next((score for score in scores if is_better(score) and not is_exception(score)), None)
    if best is None or not best.latest.has_number:
        return ()
    text = sentence(
        "message_page",
        "better",
        name=lambda: formatting.name_in_sentence(best.measure.short_name),
        value=lambda: figures_in_words.value(best.latest),
    )
    return claims.with_rules(text, [best])


def _number(counted: Sequence[MeasureScore], judged: Sequence[MeasureScore]) -> Text:
    latest = [score.latest for score in judged]
    word, _ = formatting.spelled_alike(len(counted), len(judged))
    return figures_in_words.derived("number of measures", Decimal(len(counted)), word, latest[0].measure, latest)
