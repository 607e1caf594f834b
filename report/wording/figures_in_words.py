"""Figures as page text: the printed number with the fact (exact value, observations) that the ledger records of it.

Plain strings of numbers and dates are made in ``metrics.model.formatting``, which alone rounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from inputs.intake import State
from layouts.blocks import Span, Text
from report.metrics.model import formatting
from report.metrics.model.formatting import FEWEST_FOR_A_PERCENTAGE, NBSP, number_text, plain_number, unit_text
from report.metrics.model.last_report import RESTATED, EarlierFigure
from report.metrics.model.measure import Comparison, Measure, Target, Threshold, Unit
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Middle, Observation


def revised_mark(observation: Observation) -> Text:
    """The mark "r" before a figure of a table that was revised since the last report; empty for any other."""
    return (Span(f"r{NBSP}"),) if RESTATED in observation.flags else ()


def _with_fact(text: str, what: str, exact: Decimal | None, observation: Observation, bold: bool = False) -> Text:
    """A text that prints one number of an observation, with its fact; without one where there is no number."""
    fact = None if exact is None else Fact(what, exact, observation.measure, (observation,))
    return (Span(text, fact, bold),)


def value(observation: Observation, bold: bool = False) -> Text:
    """The value with its unit, or the words for why there is none: "15.0%", "412", "no cases"."""
    return _with_fact(formatting.value_text(observation), "value", observation.value, observation, bold)


def bare(observation: Observation) -> Text:
    """The value without its unit, for a table whose caption gives the unit; a mark where there is none."""
    return _with_fact(formatting.bare_text(observation), "value", observation.value, observation)


def short_value(observation: Observation, bold: bool = False) -> Text:
    """The value with its unit for a narrow cell; words where it is hidden, a mark where there is none."""
    if observation.value is None and observation.state is not State.SUPPRESSED:
        return (Span(formatting.NO_NUMBER_SHORT[observation.state], bold=bold),)
    return value(observation, bold)


def numerator(observation: Observation) -> Text:
    """How many were counted; the value itself where the return gave no numerator."""
    if observation.numerator is None:
        return value(observation)
    return _with_fact(plain_number(observation.numerator), "numerator", observation.numerator, observation)


def none(observation: Observation, word: str = "No") -> Text:
    """The count of an observation that is 0 as a word: "No", where a sentence opens with it."""
    return _with_fact(word, "numerator", observation.numerator, observation)


def denominator(observation: Observation) -> Text:
    """Out of how many; empty where the return gave no denominator."""
    if observation.denominator is None:
        return ()
    return _with_fact(plain_number(observation.denominator), "denominator", observation.denominator, observation)


def n_of_n(observation: Observation) -> Text:
    """Both counts: "62 of 412". Empty where the return gave no counts."""
    if observation.numerator is None or observation.denominator is None:
        return ()
    return (*numerator(observation), Span(f"{NBSP}of "), *denominator(observation))


def none_of_n(observation: Observation) -> Text:
    """Both counts where the first is 0 and a sentence opens with it: "None of 12"."""
    nobody = _with_fact("None", "numerator", observation.numerator, observation)
    return (*nobody, Span(f"{NBSP}of "), *denominator(observation))


def with_counts(observation: Observation) -> Text:
    """A value with its counts in brackets: "15.0% (62 of 412)", "440 days (20 children)".

    Alone where it has none or is printed as its counts.
    """
    both = counts(observation) if observation.measure.unit.is_average else n_of_n(observation)
    beside = (Span(" ("), *both, Span(")")) if both and not formatting.in_words(observation) else ()
    return (*value(observation), *beside)


def area_value(observation: Observation) -> Text:
    """Another area's published value. Days are also given in years and months, as their publication does."""
    if observation.value is None:
        return (Span("not published"),)
    if observation.measure.unit is not Unit.DAYS:
        return value(observation)
    years, months = divmod(int(formatting.rounded(observation.value * 12 / Decimal("365.25"), 0)), 12)
    lapse = f"{years}{NBSP}year{'' if years == 1 else 's'} {months}{NBSP}month{'' if months == 1 else 's'}"
    in_years = _with_fact(lapse, "value", observation.value, observation)
    return (*in_years, Span(" (about "), *value(observation), Span(")"))


def middle_of(areas: Sequence[Observation], middle: Decimal, what: Middle) -> Text:
    """The mean or median of several areas' values, to one decimal, as they are each published to none or one."""
    return derived(what, middle, unit_text(middle, 1, areas[0].measure.unit), areas[0].measure, areas)


def counts(observation: Observation) -> Text:
    """The counts behind a value with what they count: "62 of 412 children", "18 children", "366 cases, 18.3 staff"."""
    measure = observation.measure
    if formatting.in_words(observation):
        return (Span(measure.counts),)  # the share itself is both counts
    if measure.unit is Unit.PCT and observation.numerator is not None and observation.denominator is None:
        return (*numerator(observation), Span(f" {measure.counts}"))
    if measure.unit.is_average and observation.denominator is not None:
        return (*denominator(observation), Span(f" {measure.out_of}"))
    if observation.numerator is None or observation.denominator is None:
        return ()
    if measure.unit is Unit.RATE:
        parts = (*numerator(observation), Span(f" {measure.counts}, "), *denominator(observation))
        return (*parts, Span(f" {measure.out_of}"))
    return (*n_of_n(observation), Span(f" {measure.counts}"))


def derived(what: str, exact: Decimal, text: str, measure: Measure, observations: Sequence[Observation]) -> Text:
    """A number worked out from several observations, such as a difference or a count of months."""
    return (Span(text, Fact(what, exact, measure, tuple(observations))),)


def earlier_figure(before: EarlierFigure, now: Observation) -> Text:
    """A figure as the last report gave it, with its counts where it is a percentage. It rests on no cell of today's."""
    measure = now.measure

    def of_last_report(what: str, exact: Decimal, text: str) -> Text:
        return derived(f"{what} in the last report", exact, text, measure, ())

    figure = of_last_report("value", before.value, unit_text(before.value, now.decimals, measure.unit))
    if measure.unit is not Unit.PCT or before.numerator is None or before.denominator is None:
        return figure
    counted = of_last_report("numerator", before.numerator, plain_number(before.numerator))
    out_of = of_last_report("denominator", before.denominator, plain_number(before.denominator))
    both = (*counted, Span(f"{NBSP}of "), *out_of)
    return both if before.denominator < FEWEST_FOR_A_PERCENTAGE else (*figure, Span(" ("), *both, Span(")"))


def target(goal: Target, measure: Measure) -> Text:
    """What is aimed at: "98% or more", "8% or less", "400 days or fewer", "100%", "20% to 30%"; an average is less."""
    span, *upper = (
        Span(unit_text(end, formatting.places(end), measure.unit), Fact("target", end, measure, (), goal))
        for end in goal.ends
    )
    if upper:
        return (span, Span(" to "), *upper)
    if measure.unit is Unit.PCT and goal.value == 100:
        return (span,)  # nothing is more than all
    counted = measure.unit.is_average or (measure.unit is Unit.COUNT and not measure.decimals)
    at_most = "fewer" if counted else "less"
    return (span, Span(" or more" if goal.comparison is Comparison.AT_LEAST else f" or {at_most}"))


def target_number(goal: Target, measure: Measure) -> Text:
    """What is aimed at without the side on which it is good, where there is no room: "98%", "20% to 30%"."""
    said = target(goal, measure)
    return said if goal.upper is not None else said[:1]


def threshold(limit: Threshold, measure: Measure) -> Text:
    """A national threshold: "426 days". Its publication goes into the ledger."""
    figure = unit_text(limit.value, formatting.places(limit.value), measure.unit)
    return (Span(figure, Fact("threshold", limit.value, measure, published=limit.source)),)


def share(percent: Decimal, observation: Observation) -> Text:
    """A part's share of its total: a whole percentage, or both counts where the total is small."""
    of = observation.denominator
    few = observation.numerator is not None and of is not None and of < FEWEST_FOR_A_PERCENTAGE
    text = formatting.share_in_words(observation) if few else f"{number_text(percent)}%"
    return derived("share", percent, text, observation.measure, (observation,))


def big_value(observation: Observation) -> Text:
    """The value for the largest type of a panel, or why there is none: "No figure", "Hidden", "Fewer than 6"."""
    if observation.has_number:
        return value(observation)
    return (Span(formatting.capitalised(formatting.value_text(observation))),)


def how_many(counted: Sequence[Observation], of: Sequence[Observation], what: str = "number of periods") -> Text:
    """How many observations of a series, or of several areas, are of some kind. It rests on all of them."""
    return derived(what, Decimal(len(counted)), str(len(counted)), of[0].measure, of)


def measures(counted: Sequence[Observation]) -> Text:
    """How many measures have these latest figures, in a word up to nine."""
    word = formatting.spell(len(counted))
    return derived("number of measures", Decimal(len(counted)), word, counted[0].measure, counted)


def text(words: str, bold: bool = False) -> Text:
    """Words without a figure as page text."""
    return (Span(words, bold=bold),)
