"""The primary rule: which figures are hidden for what they count themselves, and the secret that each of them keeps."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from inputs.intake import State
from inputs.period import YEAR_MONTHS
from report.metrics.counting.observations import HUNDRED
from report.metrics.disclosure.relations import FigureId, Figures, Quantity, known_of, population_of
from report.metrics.model.disclosure_rule import PUBLIC_RULE, DisclosureRule
from report.metrics.model.measure import Measure, Unit
from report.metrics.model.scorecard import Observation

Sum = tuple[tuple[Quantity, Decimal], ...]
_ONE = Decimal(1)


class Secret(NamedTuple):
    """A sum of counts that must not be known more closely than from 1 to the most that is hidden."""

    of: FigureId
    terms: Sum


def secrets_of(figures: Figures, measures: Mapping[str, Measure], rule: DisclosureRule) -> dict[FigureId, Secret]:
    """The figures that are hidden by what they count, or by the returns, each with its secret."""
    found = (_secret(figure, o, figures, measures, rule) for figure, o in figures.items())
    return {secret.of: secret for secret in found if secret is not None}


def suppress_if_small(observation: Observation, rule: DisclosureRule = PUBLIC_RULE) -> Observation:
    """The observation by itself, suppressed where it rests on 1 to 5 children or leaves out 1 to 5."""
    hides = not rule.is_exempt and observation.has_number and _small_terms(observation, rule)
    return suppress(observation) if hides else observation


def suppress(observation: Observation) -> Observation:
    """The observation without its numbers, as suppressed. Its cells stay."""
    return observation._replace(state=State.SUPPRESSED, value=None, numerator=None, denominator=None)


def is_small(count: Decimal | None, rule: DisclosureRule) -> bool:
    """Whether a count is hidden."""
    return count is not None and 0 < abs(count) < rule.smallest_shown


def _secret(
    figure: FigureId, o: Observation, figures: Figures, measures: Mapping[str, Measure], rule: DisclosureRule
) -> Secret | None:
    if o.state is State.SUPPRESSED:  # by the return: how many is not known to us either
        part = "out_of" if o.measure.unit.is_quotient else "counted"
        return Secret(figure, ((Quantity(*figure, part), _ONE),))
    terms = _small_terms(o, rule) or _small_by_others(o, figures, measures, rule) or _few_who_came(o, figures, rule)
    return Secret(figure, terms) if terms else None


def _small_terms(o: Observation, rule: DisclosureRule) -> Sum:
    """What is small of a figure by its own counts; empty where nothing is."""
    figure = (o.measure.id, o.group, o.period)
    counted, out_of = (Quantity(*figure), _ONE), (Quantity(*figure, "out_of"), _ONE)
    if o.measure.small_counts == "show":
        return ()
    if o.measure.unit.is_quotient:
        return (out_of,) if is_small(o.denominator, rule) else ()
    if o.measure.unit is Unit.COUNT or o.denominator is None:
        return (counted,) if is_small(o.numerator, rule) else ()
    numerator = o.numerator
    if numerator is None:  # a reader who knows the denominator works it out too
        numerator = (o.number * o.denominator / HUNDRED).to_integral_value()
    if is_small(numerator, rule):
        return (counted,)
    left_out = (out_of, (counted[0], -_ONE))
    return left_out if o.measure.small_counts == "hide" and is_small(o.denominator - numerator, rule) else ()


def _small_by_others(o: Observation, figures: Figures, measures: Mapping[str, Measure], rule: DisclosureRule) -> Sum:
    """What is small of a figure beside others: of a percentage without counts, and of those whom it leaves out."""
    if o.measure.small_counts == "show" or not (o.measure.unit.is_average or o.measure.unit is Unit.PCT):
        return ()
    own = Quantity(o.measure.id, o.group, o.period, "out_of")
    wider = measures.get(_wider(o.measure, measures))
    within = population_of(wider, o)
    around, out_of = _known(within, figures), o.denominator
    if o.measure.unit.is_average:
        out_of = _known(Quantity(o.measure.children_of, o.group, o.period), figures) or out_of
        if is_small(out_of, rule):
            return ((own, _ONE),)
    elif out_of is None:
        out_of = _population(o, figures, measures)
        small = _small_terms(o._replace(denominator=out_of), rule) if out_of is not None else ()
        if small or out_of is None:
            return small or (_small_within(o, around, rule) if around is not None else ())
    left_out = None if around is None or out_of is None else around - out_of
    few = left_out is not None and left_out > 0 and is_small(left_out, rule)
    tells = few and wider is not None and wider.small_counts == "hide"
    return ((within, _ONE), (own, -_ONE)) if within and tells else ()


def _wider(measure: Measure, measures: Mapping[str, Measure]) -> str:
    """The measure whose population holds that of another, or of the one of the same children; "" for none."""
    same = measures.get(measure.same_population_as, measure)
    return measure.population_within or same.population_within


def _small_within(o: Observation, around: Decimal, rule: DisclosureRule) -> Sum:
    """What is small of a percentage without counts that is out of no more than ``around`` children."""
    counted, out_of = Quantity(o.measure.id, o.group, o.period), Quantity(o.measure.id, o.group, o.period, "out_of")
    if o.number and is_small(_most(o.number, o, around), rule):
        return ((counted, _ONE),)
    left_out = HUNDRED - o.number
    hides = o.measure.small_counts == "hide" and left_out and is_small(_most(left_out, o, around), rule)
    return ((out_of, _ONE), (counted, -_ONE)) if hides else ()


def _few_who_came(o: Observation, figures: Figures, rule: DisclosureRule) -> Sum:
    """Of checks that are due for those who came: of how few, in a month for which their number alone is not given."""
    figure = (o.measure.entrants, o.group, o.period)
    given = any(name == o.measure.entrants for name, _, _ in figures) if o.measure.entrants else False
    hides = given and figure not in figures and is_small(o.denominator, rule)
    return ((Quantity(o.measure.id, o.group, o.period, "out_of"), _ONE),) if hides else ()


def _most(percentage: Decimal, o: Observation, around: Decimal) -> Decimal:
    """The most that a percentage can count, as exactly as it was typed, of no more than ``around`` children."""
    near = _ONE.scaleb(min(int(o.number.as_tuple().exponent), 0)) / 2
    count = ((percentage + near) * around / HUNDRED).to_integral_value(ROUND_FLOOR)
    while count > 0 and not _is_near(count, percentage, near, around):
        count -= 1
    return count


def _is_near(count: Decimal, percentage: Decimal, near: Decimal, around: Decimal) -> bool:
    """Whether a count is about a percentage of some whole number of children, ``around`` at most."""
    fewest = (count * HUNDRED / (percentage + near)).to_integral_value(ROUND_CEILING)
    return fewest <= around and (percentage <= near or fewest * (percentage - near) <= count * HUNDRED)


def with_counts(figures: Figures, measures: Mapping[str, Measure]) -> dict[FigureId, Observation]:
    """The figures, with the counts behind percentages that were typed without them, where others tell of how many.

    Readers may not know these others; who takes it that they do is on the safe side, and has far less to work out.
    """
    return {figure: _with_counts(o, figures, measures) for figure, o in figures.items()}


def _with_counts(o: Observation, figures: Figures, measures: Mapping[str, Measure]) -> Observation:
    if o.measure.unit is not Unit.PCT or not o.has_number or o.numerator is not None:
        return o
    out_of = o.denominator if o.denominator is not None else _population(o, figures, measures)
    if out_of is None:
        return o
    return o._replace(numerator=(o.number * out_of / HUNDRED).to_integral_value(), denominator=out_of)


def _population(o: Observation, figures: Figures, measures: Mapping[str, Measure]) -> Decimal | None:
    """Of how many a percentage without counts is, as others tell."""
    same = _known(population_of(measures.get(o.measure.same_population_as), o), figures)
    return same if same is not None else _of_a_year(o, figures)


def _of_a_year(o: Observation, figures: Figures) -> Decimal | None:
    """The sum of the 12 months of whom a percentage is out of; None where a month of them is not known."""
    months = [(o.measure.year_of, o.group, month) for month in o.period.lasting(YEAR_MONTHS).months()]
    counts = [figures[month].value if month in figures else None for month in months]
    return None if None in counts else sum((count for count in counts if count is not None), Decimal(0))


def _known(quantity: Quantity | None, figures: Figures) -> Decimal | None:
    o = None if quantity is None else figures.get(quantity.figure)
    return None if o is None or quantity is None else known_of(o).get(quantity)
