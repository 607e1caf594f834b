"""Whether measures of the same children, or of some of them, have denominators that can be right together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from inputs.findings import Finding
from inputs.period import Period
from report.metrics.counting.observations import ReportedSeries
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import Unit
from report.metrics.model.scorecard import Observation

_ENOUGH_ALIKE = 3  # months in which the two numbers are the same: fewer may be so by chance

Pair = tuple[Observation, Observation]
By = Mapping[str, Mapping[Period, Observation]]
"""For each measure id, its observations with a number, by period."""


def check_denominators(safe: Sequence[ReportedSeries], period: Period) -> tuple[Finding, ...]:
    """Findings about the denominators of measures up to ``period``.

    After suppression, because these findings are printed in the report. Each names the latest period in which two
    measures disagree, and counts the others.
    """
    by: By = {
        one.measure.id: {o.period: o for o in one.observations if o.has_number and o.period.index <= period.index}
        for one in safe
        if not one.group
    }
    return tuple(finding for one in safe for finding in _of_measure(one, by))


def _of_measure(one: ReportedSeries, by: By) -> Iterable[Finding]:
    measure = one.measure

    def pairs(other_id: str, wrong: Callable[[Observation, Observation], bool]) -> Sequence[Pair]:
        return [pair for pair in _pairs(measure.id, other_id, by) if wrong(*pair)]

    ask = f"Ask the {measure.owner} which number is right."
    if differing := pairs(measure.same_population_as, _should_be_alike):
        o, other = differing[-1]
        what = f"{_named(o)} is out of {_out_of(o)} in {formatting.month(o.period)} and {_named(other)} out of "
        what += f"{_out_of(other)}. They should be the same children.{_others(differing)}"
        yield found("population-differs", what, ask, o, cell=_cell(o))
    if too_large := pairs(measure.population_within, lambda o, other: _out_of(o) > _out_of(other)):
        o, other = too_large[-1]
        what = f"{_named(o)} is out of {_out_of(o)} in {formatting.month(o.period)}, more than the {_out_of(other)} of "
        what += f"{_named(other)}, which it should be part of.{_others(too_large)}"
        yield found("population-too-large", what, ask, o, cell=_cell(o))
    if too_few := pairs(measure.not_fewer_than, lambda o, other: o.number < other.number):
        o, other = too_few[-1]
        what = f"{_named(o)} is {o.number} in {formatting.month(o.period)}, fewer than the {other.number} of "
        what += f"{_named(other)}.{_others(too_few)}"
        yield found("fewer-times-than-children", what, f"Ask the {measure.owner} whether the two are exchanged.", o)
    yield from _immature(_pairs(measure.id, measure.entrants, by))


def _pairs(measure_id: str, other_id: str, by: By) -> Sequence[Pair]:
    """The figures of two measures for each period in which both have a denominator, the earliest first."""
    here, there = by.get(measure_id, {}), by.get(other_id, {})
    both = [(here[period], there[period]) for period in sorted(here) if period in there]
    return [(o, other) for o, other in both if _out_of(o) and _out_of(other)]


def _should_be_alike(o: Observation, other: Observation) -> bool:
    """Whether two totals differ that should not: in records each measure leaves out those whom its definition does."""
    return _out_of(o) != _out_of(other) and not (o.is_of_records and other.is_of_records)


def _out_of(observation: Observation) -> Decimal:
    """How many children a figure is about: its denominator or, for a count, itself. 0 where that is not given."""
    count = observation.value if observation.measure.unit is Unit.COUNT else observation.denominator
    return count if count is not None else Decimal(0)


def _immature(pairs: Sequence[Pair]) -> Iterable[Finding]:
    """A finding about a measure that is out of all who came in its own month: some have not yet had their time."""
    latest = pairs[-_ENOUGH_ALIKE:]
    if len(latest) < _ENOUGH_ALIKE or any(_out_of(o) != _out_of(other) for o, other in latest):
        return
    o, other = latest[-1]
    what = f"{_named(o)} seems to be out of all children who came in the month, as in {_named(other)}: not all of them "
    what += (
        f"had had their {o.measure.ripens_after} by the end of {formatting.month(o.period)}, so the figure can change."
    )
    remedy = f"Ask the {o.measure.owner} to count those whose {o.measure.ripens_after} ended in the month."
    yield found("immature-cohort", what, remedy, o, cell=_cell(o))


def _named(observation: Observation) -> str:
    return f"“{observation.measure.short_name}”"


def _cell(observation: Observation) -> str:
    """The cell of the denominator: the last that a figure rests on."""
    return observation.sources[0].cells[-1] if observation.sources else ""


def _others(pairs: Sequence[object]) -> str:
    more = len(pairs) - 1
    differ = "periods differ" if more > 1 else "period differs"
    return f" {formatting.capitalised(formatting.spell(more))} other {differ} too." if more else ""
