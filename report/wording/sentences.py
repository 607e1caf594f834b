"""The sentence that opens a measure's panel, from the measure's own templates, and the lines on its target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from inputs.intake import State
from layouts.blocks import Span, Text
from report.metrics.judgement import comparative_tests
from report.metrics.model import formatting
from report.metrics.model.measure import Polarity, Unit
from report.metrics.model.scorecard import MeasureScore, Observation, Status
from report.wording import claims, disclosure_words, figures_in_words
from report.wording.templates import fill, sentence, templates

_NONE = re.compile(r"\{n\} (?!of\b)")  # a sentence that opens with a number that is 0 opens with "No"
_RANK = re.compile(r",? the (?:largest|highest)\b")


def message(scores: Sequence[MeasureScore], second: MeasureScore | None = None) -> Text:
    """The sentence that opens a panel: what the latest figure is, when, and what the target is.

    ``scores`` are the groups of one measure; the sentence is about the largest. ``second`` is the measure that shares
    the panel.
    """
    score = largest_group(scores)
    return (*opening(scores, second), *_target_clause(score)) if score.latest.has_number else _no_number(score, second)


def message_in_panel(scores: Sequence[MeasureScore], second: MeasureScore | None = None) -> Text:
    """The same without the target where the panel gives it again under its number."""
    score = largest_group(scores)
    if not score.latest.has_number or score.measure.polarity is Polarity.CONTEXT or len(scores) > 1:
        return message(scores, second)
    return opening(scores, second)


def opening(scores: Sequence[MeasureScore], second: MeasureScore | None = None, *, with_counts: bool = True) -> Text:
    """The opening sentence without the target, of a measure that has a latest figure.

    Without counts a percentage stands alone: its counts are then told beside it.
    """
    score = largest_group(scores)
    latest, measure = score.latest, score.measure
    whole = measure.unit is Unit.COUNT and not measure.parts_of
    with_figure = [one for one in scores if one.latest.has_number]
    several = not measure.groups or len(with_figure) > 1
    counted = several and latest.numerator is not None and (whole or latest.denominator is not None)
    paired = second is not None and second.latest.has_number
    whole_message = measure.message_pair if paired else measure.message
    alone = (
        not with_counts and (measure.unit is Unit.PCT or measure.unit.is_average) and not formatting.in_words(latest)
    )
    template = whole_message if counted and not alone else measure.message_value_only
    if counted and latest.numerator == 0 and paired and "between them" in whole_message:
        template = measure.message  # "no children, 0 times between them" says nothing more
    if counted and latest.denominator == 1 and measure.message_of_one:
        template = measure.message_of_one
    if formatting.in_words(latest):
        template = formatting.without_percentage(template)
    none = latest.numerator == 0 and _NONE.match(template) is not None
    none_of = latest.numerator == 0 and template.startswith("{n_of_N}")
    text = fill(
        _agreeing(template, latest, second.latest if second else None),
        value=lambda: figures_in_words.value(latest),
        n=lambda: figures_in_words.none(latest) if none else figures_in_words.numerator(latest),
        N=lambda: figures_in_words.denominator(latest),
        n_of_N=lambda: figures_in_words.none_of_n(latest) if none_of else figures_in_words.n_of_n(latest),
        was=lambda: "was" if latest.numerator else "was not",
        had=lambda: "had" if latest.numerator else "did not have",
        when=lambda: formatting.when(latest),
        group=lambda: formatting.uncapitalised(score.group) if measure.parts_of else score.group,
        groups=lambda: formatting.spell(len(with_figure)),
        second_n=lambda: _second(second.latest) if second else "",
    )
    return claims.with_rules(text if comparative_tests.one_group_leads(scores) else _without_rank(text), scores)


def _second(latest: Observation) -> Text:
    """The count of the second measure of a pair, which ends the sentence: "none" for 0."""
    return figures_in_words.none(latest, "none") if latest.numerator == 0 else figures_in_words.numerator(latest)


def _agreeing(template: str, latest: Observation, second: Observation | None) -> str:
    """The template with the noun after each number that is 1, and its verb, in the singular: "1 child was"."""
    few = latest.denominator if formatting.in_words(latest) else None
    numbers = {"n": latest.numerator, "N": latest.denominator, "n_of_N": latest.denominator, "value": few}
    if second is not None:
        numbers["second_n"] = second.numerator
    for piece in (piece for piece, number in numbers.items() if number == 1):
        for many, one in templates()["singular"].items():
            noun = f"{{{piece}}} {many}"
            if noun in template:
                template = template.replace(noun, f"{{{piece}}} {one}").replace(" between them", "")
                for plural, singular in templates()["singular_verbs"].items():
                    template = re.sub(rf"\b{plural}\b", singular, template, count=1)
    return template


def _without_rank(text: Text) -> Text:
    """The sentence up to its ", the largest ...": of groups that are level at the top, none is the largest."""
    for place, span in enumerate(text):
        rank = _RANK.search(span.text) if span.about is None else None
        if rank:
            return (*text[:place], replace(span, text=f"{span.text[: rank.start()]}."))
    return text


def largest_group(scores: Sequence[MeasureScore]) -> MeasureScore:
    """The score of the group with the highest latest figure; the only score where a measure has no groups."""
    return max(scores, key=lambda score: score.latest.value if score.latest.value is not None else Decimal(-1))


def standing_for(scores: Sequence[MeasureScore]) -> tuple[MeasureScore, ...]:
    """The scores that stand for a measure: of groups the largest, or each where they are not set in an order."""
    return (largest_group(scores),) if scores[0].measure.ranked else tuple(scores)


def _target_clause(score: MeasureScore) -> Text:
    """The end of the opening sentence: the target, or the planning figure of a measure that is never judged."""
    goal = score.target
    if goal is None:
        return ()
    key = "planning_figure" if score.measure.polarity is Polarity.CONTEXT else "target"
    clause = sentence("panel", key, target=lambda: figures_in_words.target(goal, score.measure))
    return (*clause, Span(templates()["panel"]["too_few"])) if score.status is Status.TOO_FEW else clause


def target_line(score: MeasureScore) -> Text:
    """The target under the big number of a panel, with who set it; empty where there is none."""
    goal, words = score.target, templates()["panel"]
    if goal is None:
        return ()
    return sentence(
        "panel",
        "planning_line" if score.measure.polarity is Polarity.CONTEXT else f"target_line_{goal.basis}",
        target=lambda: figures_in_words.target(goal, score.measure),
        instead=lambda: (
            (words["target_quarter"] if goal.by_quarter else "") + (words["target_instead"] if goal.instead_of else "")
        ),
    )


def threshold_line(score: MeasureScore) -> Text:
    """The national threshold, under the target; empty where there is none, or the measure is never judged."""
    limit = score.measure.threshold
    if limit is None or score.measure.polarity is Polarity.CONTEXT:
        return ()
    return sentence(
        "panel",
        "threshold_line",
        name=lambda: limit.name,
        threshold=lambda: figures_in_words.threshold(limit, score.measure),
    )


def _no_number(score: MeasureScore, second: MeasureScore | None) -> Text:
    """Why there is no latest figure, with the last there was. A measure that shares its panel is named."""
    latest = score.latest
    if latest.state is State.SUPPRESSED:
        if latest.fewer_than:
            return sentence(
                "panel",
                "suppressed_few_of_pair" if second else "suppressed_few",
                name=lambda: score.measure.name,
                few=lambda: formatting.value_text(latest) if second else figures_in_words.big_value(latest),
                when=lambda: formatting.when(latest),
            )
        return figures_in_words.text(disclosure_words.hidden_figure(score.disclosure, formatting.when(latest)))
    earlier = [o for o in score.headline if o.has_number]
    return sentence(
        "panel",
        "no_cases" if latest.state is State.NOT_APPLICABLE else "no_figure" if earlier else "never_a_figure",
        when=lambda: formatting.when(latest),
        owner=lambda: score.measure.owner,
        last_value=lambda: figures_in_words.value(earlier[-1]),
        last_when=lambda: formatting.when(earlier[-1]),
    )
