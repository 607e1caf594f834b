"""Whether measures that count the same children, or some of them, are out of numbers that can be right together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from inputs.findings import Finding
from inputs.period import Period
from report.metrics.counting.observations import Reported
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.scorecard import Observation, Unit

_ENOUGH_ALIKE = 3  # months in which the two numbers are the same: fewer may be so by chance

By = Mapping[str, Mapping[Period, Observation]]
"""For each measure, its observations with a number, by period."""


def look_at_cohorts(safe: Sequence[Reported], period: Period) -> tuple[Finding, ...]:
    """Every finding about what measures are out of, up to ``period``.

    ``safe`` is what may be seen: these findings are printed in the report, so a hidden number is never held against
    another. The latest period in which two measures disagree is named, and the others are counted.
    """
    by: By = {
        one.measure.id: {o.period: o for o in one.observations if o.has_number and o.period.index <= period.index}
        for one in safe
        if not one.group
    }
    return tuple(finding for one in safe for finding in _of_measure(one, by))


def _of_measure(one: Reported, by: By) -> Iterable[Finding]:
    measure, here = one.measure, by.get(one.measure.id, {})
    if measure.same_population_as:
        pairs = _apart(here, by.get(measure.same_population_as, {}))
        yield from _differing([(o, other) for o, other in pairs if _out_of(o) != _out_of(other)])
    if measure.population_within:
        pairs = _apart(here, by.get(measure.population_within, {}))
        yield from _too_large([(o, other) for o, other in pairs if _out_of(o) > _out_of(other)])
    if measure.not_fewer_than:
        pairs = _apart(here, by.get(measure.not_fewer_than, {}))
        yield from _too_few([(o, other) for o, other in pairs if _counted(o) < _counted(other)])
    if measure.entrants:
        yield from _immature(_apart(here, by.get(measure.entrants, {})))


def _apart(
    here: Mapping[Period, Observation], there: Mapping[Period, Observation]
) -> list[tuple[Observation, Observation]]:
    """Both figures of every period in which both say what they are out of, the earliest first."""
    both = [(here[period], there[period]) for period in sorted(here) if period in there]
    return [(o, other) for o, other in both if _out_of(o) and _out_of(other)]


def _out_of(observation: Observation) -> Decimal:
    """How many children a figure is about: its denominator or, for a number of children, that number. 0 for unsaid."""
    count = observation.value if observation.measure.unit is Unit.COUNT else observation.denominator
    return count if count is not None else Decimal(0)


def _counted(observation: Observation) -> Decimal:
    return observation.value if observation.value is not None else Decimal(0)


def _differing(pairs: Sequence[tuple[Observation, Observation]]) -> Iterable[Finding]:
    if pairs:
        o, other = pairs[-1]
        what = f"{_named(o)} is out of {_out_of(o)} in {formatting.month(o.period)} and {_named(other)} out of "
        what += f"{_out_of(other)}, though both are about the same children{_others(pairs)}."
        yield found("population-differs", what, f"Ask the {o.measure.owner} which number is right.", o, cell=_cell(o))


def _too_large(pairs: Sequence[tuple[Observation, Observation]]) -> Iterable[Finding]:
    if pairs:
        o, other = pairs[-1]
        what = f"{_named(o)} is out of {_out_of(o)} in {formatting.month(o.period)}, more than the {_out_of(other)} of "
        what += f"{_named(other)}, of whom they are some{_others(pairs)}."
        yield found("population-too-large", what, f"Ask the {o.measure.owner} which number is right.", o, cell=_cell(o))


def _too_few(pairs: Sequence[tuple[Observation, Observation]]) -> Iterable[Finding]:
    if pairs:
        o, other = pairs[-1]
        what = f"{_named(o)}, {_counted(o)} in {formatting.month(o.period)}, is fewer than the {_counted(other)} of "
        what += f"{_named(other)}{_others(pairs)}."
        yield found("fewer-times-than-children", what, f"Ask the {o.measure.owner} whether the two are exchanged.", o)


def _immature(pairs: Sequence[tuple[Observation, Observation]]) -> Iterable[Finding]:
    """Tell of a measure that is out of all who came in its own month: the last of them have not had their time."""
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
    """The cell of what a figure is out of: the last that it rests on."""
    return observation.sources[0].cells[-1] if observation.sources else ""


def _others(pairs: Sequence[object]) -> str:
    more = len(pairs) - 1
    return f" (and so in {more} other period{'s' if more > 1 else ''})" if more else ""
