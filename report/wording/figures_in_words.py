"""Numbers, dates and periods into words: the only place that rounds and formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from string import Formatter

from layouts.blocks import Span, Text
from report.metrics.model.formatting import (
    FEWEST_FOR_A_PERCENTAGE,
    NBSP,
    NO_NUMBER_SHORT,
    bare_text,
    in_words,
    number_text,
    places,
    plain_number,
    rounded,
    share_in_words,
    unit_text,
    value_text,
)
from report.metrics.model.last_report import RESTATED, EarlierFigure
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import (
    Basis,
    Comparison,
    Measure,
    Observation,
    Target,
    Threshold,
    Unit,
)

_THEN = "in the last report"
_BASIS = {Basis.STATUTORY: "statutory", Basis.NATIONAL: "national", Basis.LOCAL: "local"}


def revised_mark(observation: Observation) -> Text:
    """The mark before a figure of a table that is not what the last report said."""
    return (Span(f"r{NBSP}"),) if RESTATED in observation.flags else ()


def spoken(text: str, what: str, exact: Decimal | None, observation: Observation, bold: bool = False) -> Text:
    """A run of text that prints a number of an observation; plain text where there is no number."""
    if exact is None:
        return (Span(text, bold=bold),)
    return (Span(text, Fact(what, exact, observation.measure, (observation,)), bold),)


def value(observation: Observation, bold: bool = False) -> Text:
    """The observation's value with its unit."""
    return spoken(value_text(observation), "value", observation.value, observation, bold)


def bare(observation: Observation) -> Text:
    """The observation's value without its unit."""
    return spoken(bare_text(observation), "value", observation.value, observation)


def short_value(observation: Observation, bold: bool = False) -> Text:
    """The value with its unit for a narrow cell; a mark where there is none."""
    if observation.value is None:
        return (Span(NO_NUMBER_SHORT[observation.state], bold=bold),)
    return value(observation, bold)


def numerator(observation: Observation) -> Text:
    """How many were counted."""
    if observation.numerator is None:
        return value(observation)
    return spoken(plain_number(observation.numerator), "numerator", observation.numerator, observation)


def denominator(observation: Observation) -> Text:
    """Out of how many."""
    if observation.denominator is None:
        return ()
    return spoken(plain_number(observation.denominator), "denominator", observation.denominator, observation)


def n_of_n(observation: Observation) -> Text:
    """Both counts: "62 of 412". Empty where the return gave no counts."""
    if observation.numerator is None or observation.denominator is None:
        return ()
    return (*numerator(observation), Span(f"{NBSP}of "), *denominator(observation))


def with_counts(observation: Observation) -> Text:
    """A value with both its counts behind it: "15.0% (62 of 412)"; alone where it is told in words or has none."""
    both = n_of_n(observation)
    beside = (Span(" ("), *both, Span(")")) if both and not in_words(observation) else ()
    return (*value(observation), *beside)


def area_value(observation: Observation) -> Text:
    """An area's published value. Days are also told in the years and months in which they are published."""
    if observation.value is None:
        return (Span("not published"),)
    if observation.measure.unit is not Unit.DAYS:
        return value(observation)
    years, months = divmod(int(rounded(observation.value * 12 / Decimal("365.25"), 0)), 12)
    lapse = f"{years}{NBSP}year{'' if years == 1 else 's'} {months}{NBSP}month{'' if months == 1 else 's'}"
    return (*spoken(lapse, "value", observation.value, observation), Span(" (about "), *value(observation), Span(")"))


def mean_of(areas: Sequence[Observation], mean: Decimal) -> Text:
    """The plain mean of several areas' values, to one decimal, as they are each published to none or one."""
    return derived("mean", mean, unit_text(mean, 1, areas[0].measure.unit), areas[0].measure, areas)


def counts(observation: Observation) -> Text:
    """The counts behind a value with what they count: "62 of 412 children", "18 children", "366 cases, 18.3 staff"."""
    measure = observation.measure
    if in_words(observation):
        return (Span(measure.counts),)  # the share itself is both counts
    if measure.unit is Unit.PCT and observation.numerator is not None and observation.denominator is None:
        return (*numerator(observation), Span(f" {measure.counts}"))
    if measure.unit is Unit.DAYS and observation.denominator is not None:
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
    figure = derived(f"value {_THEN}", before.value, unit_text(before.value, now.decimals, measure.unit), measure, ())
    if measure.unit is not Unit.PCT or before.numerator is None or before.denominator is None:
        return figure
    counted = derived(f"numerator {_THEN}", before.numerator, plain_number(before.numerator), measure, ())
    out_of = derived(f"denominator {_THEN}", before.denominator, plain_number(before.denominator), measure, ())
    both = (*counted, Span(f"{NBSP}of "), *out_of)
    return both if before.denominator < FEWEST_FOR_A_PERCENTAGE else (*figure, Span(" ("), *both, Span(")"))


def target(goal: Target, measure: Measure) -> Text:
    """What is aimed at: "98% or more", "8% or less", "400 days or fewer", "100%"."""
    figure = unit_text(goal.value, places(goal.value), measure.unit)
    span = Span(figure, Fact("target", goal.value, measure, (), goal))
    if measure.unit is Unit.PCT and goal.value == 100:
        return (span,)  # nothing is more than all
    at_most = "less" if measure.unit is Unit.PCT else "fewer"
    return (span, Span(" or more" if goal.comparison is Comparison.AT_LEAST else f" or {at_most}"))


def threshold(held: Threshold, measure: Measure) -> Text:
    """What the nation set: "426 days". Its publication goes into the ledger."""
    figure = unit_text(held.value, places(held.value), measure.unit)
    return (Span(figure, Fact("threshold", held.value, measure, published=held.source)),)


def basis(goal: Target) -> str:
    """Who set the target, in a word, whether it is this quarter's alone, and whether the return gave none of use."""
    instead = ", not the return’s" if goal.instead_of else ""
    return f"{_BASIS[goal.basis]}{instead}" + (", this quarter" if goal.by_quarter else "")


def fill(template: str, pieces: Mapping[str, Callable[[], Text | str]]) -> Text:
    """A template's words with each ``{name}`` replaced by its piece. Raises KeyError for a name that has no piece."""
    spans: list[Span] = []
    for words, name, _, _ in Formatter().parse(template):
        if words:
            spans.append(Span(words))
        if name is not None:
            piece = pieces[name]()
            spans += [Span(piece)] if isinstance(piece, str) else piece
    return tuple(spans)


def share(percent: Decimal, observation: Observation) -> Text:
    """A part's share of its total: a whole percentage, or both counts where the total is small."""
    of = observation.denominator
    few = observation.numerator is not None and of is not None and of < FEWEST_FOR_A_PERCENTAGE
    text = share_in_words(observation) if few else f"{number_text(percent)}%"
    return derived("share", percent, text, observation.measure, (observation,))


def big_value(observation: Observation) -> Text:
    """The value for the largest type of a panel: the number, or a dash where there is none."""
    return value(observation) if observation.has_number else (Span("No figure"),)


def how_many(counted: Sequence[Observation], of: Sequence[Observation]) -> Text:
    """How many observations of a series there are of some kind. Rests on all of the series."""
    return derived("number of periods", Decimal(len(counted)), str(len(counted)), of[0].measure, of)


def text(words_: str, bold: bool = False) -> Text:
    """Plain words as a text."""
    return (Span(words_, bold=bold),)
