"""The sentence that opens a panel, and the lines on its target, from the measures' templates and ``sentences.toml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib import resources

from inputs.files.toml_file import read_toml
from inputs.intake import State
from layouts.blocks import Span, Text
from report.metrics.judgement import comparative_tests
from report.metrics.model import formatting
from report.metrics.model.scorecard import MeasureScore, Polarity, Status, Unit
from report.wording import claims, figures_in_words

_RANK = re.compile(r",? the (?:largest|highest)\b")


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Every template of ``sentences.toml``, by its table and key."""
    return read_toml(resources.files("report") / "sentences.toml")


def message(scores: Sequence[MeasureScore], second: MeasureScore | None = None) -> Text:
    """The sentence that opens a panel: what the latest figure is, when, and what the target is.

    ``scores`` are the groups of one measure; the sentence is about the largest. ``second`` is the measure that shares
    the panel.
    """
    score = leading(scores)
    if not score.latest.has_number:
        return _no_number(score)
    return (*opening(scores, second), *target_clause(score))


def message_in_panel(scores: Sequence[MeasureScore], second: MeasureScore | None = None) -> Text:
    """The same without a target that the panel names again, under its number."""
    score = leading(scores)
    if not score.latest.has_number or score.measure.polarity is Polarity.CONTEXT or len(scores) > 1:
        return message(scores, second)
    return opening(scores, second)


def opening(scores: Sequence[MeasureScore], second: MeasureScore | None = None) -> Text:
    """The opening sentence alone, of a measure that has a latest figure."""
    score = leading(scores)
    latest, measure = score.latest, score.measure
    whole = measure.unit is Unit.COUNT and not measure.parts_of
    several = not measure.groups or len([one for one in scores if one.latest.has_number]) > 1
    counted = several and latest.numerator is not None and (whole or latest.denominator is not None)
    paired = second is not None and second.latest.has_number
    with_counts = measure.message_pair if paired else measure.message
    template = with_counts if counted else measure.message_value_only
    if formatting.in_words(latest):
        template = formatting.without_percentage(template)
    sentence = figures_in_words.fill(
        template,
        {
            "value": lambda: figures_in_words.value(latest),
            "n": lambda: figures_in_words.numerator(latest),
            "N": lambda: figures_in_words.denominator(latest),
            "n_of_N": lambda: figures_in_words.n_of_n(latest),
            "when": lambda: formatting.when(latest),
            "group": lambda: formatting.uncapitalised(score.group) if measure.parts_of else score.group,
            "groups": lambda: formatting.spell(len([one for one in scores if one.latest.has_number])),
            "second_n": lambda: figures_in_words.numerator(second.latest) if second else "",
        },
    )
    return claims.backed(sentence if comparative_tests.one_group_leads(scores) else _without_rank(sentence), scores)


def _without_rank(sentence: Text) -> Text:
    """The sentence up to its ", the largest ...": of groups that are level at the top, none is the largest."""
    for place, span in enumerate(sentence):
        rank = _RANK.search(span.text) if span.about is None else None
        if rank:
            return (*sentence[:place], replace(span, text=f"{span.text[: rank.start()]}."))
    return sentence


def leading(scores: Sequence[MeasureScore]) -> MeasureScore:
    """The group with the highest latest figure; the only one where a measure has no groups."""
    return max(scores, key=lambda score: score.latest.value if score.latest.value is not None else Decimal(-1))


def target_clause(score: MeasureScore) -> Text:
    """The end of the opening sentence: the target, or the planning figure of a measure that is never judged."""
    if score.target is None:
        return ()
    goal = score.target
    key = "planning_figure" if score.measure.polarity is Polarity.CONTEXT else "target"
    clause = figures_in_words.fill(
        sentences()["panel"][key], {"target": lambda: figures_in_words.target(goal, score.measure)}
    )
    if score.status is Status.TOO_FEW:
        return (*clause, Span(sentences()["panel"]["too_few"]))
    return clause


def target_line(score: MeasureScore) -> Text:
    """The target as it stands under the big number, with who set it; empty where there is none."""
    if score.target is None:
        return ()
    goal = score.target
    key = "planning_line" if score.measure.polarity is Polarity.CONTEXT else "target_line"
    return figures_in_words.fill(
        sentences()["panel"][key],
        {"target": lambda: figures_in_words.target(goal, score.measure), "basis": lambda: figures_in_words.basis(goal)},
    )


def threshold_line(score: MeasureScore) -> Text:
    """What the nation set, under the council's own target or where there is none; empty where nothing was set."""
    held = score.measure.threshold
    if held is None or score.measure.polarity is Polarity.CONTEXT:
        return ()
    return figures_in_words.fill(
        sentences()["panel"]["threshold_line"],
        {"name": lambda: held.name, "threshold": lambda: figures_in_words.threshold(held, score.measure)},
    )


def _no_number(score: MeasureScore) -> Text:
    latest = score.latest
    keys = {State.SUPPRESSED: "suppressed", State.NOT_APPLICABLE: "no_cases"}
    earlier = [o for o in score.headline if o.has_number]
    key = keys.get(latest.state, "no_figure" if earlier else "never_a_figure")
    return figures_in_words.fill(
        sentences()["panel"][key],
        {
            "when": lambda: formatting.when(latest),
            "owner": lambda: score.measure.owner,
            "last_value": lambda: figures_in_words.value(earlier[-1]),
            "last_when": lambda: formatting.when(earlier[-1]),
        },
    )
