"""What a stranger knows of the measures: the library's public definitions, and what their words say to a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from inputs.period import Period
from report.metrics.definitions.measure_library import read_library
from report.metrics.definitions.measure_schema import made_of
from report.metrics.model.formatting import UNIT_NAMES
from report.metrics.model.measure import Measure, Polarity, Unit
from report.metrics.model.period_type import PeriodType

SAME_CHILDREN = (
    # The same children, by the words of both definitions: those adopted in the 12 months; those in care that day.
    ("entry_to_adoptive_home_days_mean", "denominator", "left_care_through_adoption_pct", "numerator"),
    ("children_in_care_rate", "numerator", "children_in_care_count", "numerator"),
)
"""A measure and its side, and the measure and side that counts the same children."""

_REF = re.compile(r"(?:link )?(L?\d+(?:\.\d+)?) (.+)")
_OWN_REF = re.compile(r"L|\d+\.")  # of a measure of the council's own; "8 Other measures" is a section
_SECOND = re.compile(r"(.+), and .+ \((L?\d+(?:\.\d+)?)\)")
_SUMS = {12: PeriodType.ROLLING_12_MONTHS, 36: PeriodType.ROLLING_36_MONTHS}
_UNITS = {name.capitalize(): unit for unit, name in UNIT_NAMES.items()}


@lru_cache(maxsize=1)
def library() -> Mapping[str, Measure]:
    """The measures of the library by id, without what lies behind averages."""
    return {measure.id: measure for measure in read_library() if not measure.spread_of}


class Named:
    """The measures a paper speaks of, found by reference or name. What the library lacks is added as it is met."""

    def __init__(self, known: Mapping[str, Measure]) -> None:
        self.by_id = dict(known)
        self._by_ref = {measure.ref: measure for measure in known.values()}
        self._by_name: dict[str, Measure] = {}
        self.headline_of: dict[str, Period] = {}
        for measure in known.values():
            for name in (measure.short_name, measure.name):
                self._by_name[name] = measure

    def titled(self, title: str) -> tuple[Measure, ...]:
        """The measures of a title such as "1.4 Children coming into care, and children leaving care (1.5)"; or none."""
        match = _REF.fullmatch(title)
        if match is None:
            return ()
        second = _SECOND.fullmatch(match[2])
        first = self._by_ref.get(match[1])
        name = second[1] if second else match[2]
        if first is None:
            return (self._stranger(match[1], name),) if _OWN_REF.match(match[1]) else ()
        if name not in {first.name, first.short_name}:
            return ()
        other = self._by_ref.get(second[2]) if second else None
        return (first, other) if other else (first,)

    def named(self, name: str) -> Measure | None:
        """The measure of a name or short name; None for another name."""
        return self._by_name.get(name)

    def of_ref(self, ref: str) -> Measure | None:
        """The measure of a reference; None for another."""
        return self._by_ref.get(ref)

    def said_of(self, measure: Measure, period: Period) -> None:
        """Take note of the months that a paper's headline figure of a measure is said to be of: where first said.

        One that is mostly told for the year to date is told for its month where a month before it has no figure. One of
        months may be told for years, if it is one of few children.
        """
        self.headline_of.setdefault(measure.id, period)
        if measure.report_as == PeriodType.YEAR_TO_DATE and period.length == 1 and period.months_into_year > 1:
            self._add(replace(measure, report_as=measure.period_type))
        to_date = measure.report_as == PeriodType.YEAR_TO_DATE and period == period.year_to_date
        if measure.period_type is PeriodType.IN_MONTH and period.length in _SUMS and not to_date:
            self._add(replace(measure, report_as=_SUMS[period.length]))

    def counted_in(self, measure: Measure, heading: str) -> Measure:
        """The measure, with the unit that the heading of its table of numbers tells if the library does not know it."""
        unit = _UNITS.get(heading)
        if unit is None or measure.id in library() or measure.unit is unit:
            return measure
        return self._add(_stranger(measure.ref, measure.name, unit))

    def _stranger(self, ref: str, name: str) -> Measure:
        return self._add(_stranger(ref, name, Unit.COUNT))

    def _add(self, measure: Measure) -> Measure:
        self.by_id[measure.id] = self._by_ref[measure.ref] = measure
        self._by_name[measure.name] = self._by_name[measure.short_name] = measure
        return measure


def _stranger(ref: str, name: str, unit: Unit) -> Measure:
    """A measure of which only the page tells: reference, name and unit. Small counts of it are taken to be hidden."""
    unsaid = dict.fromkeys(("definition", "population", "owner", "source", "message"), "")
    return made_of(
        id=ref, ref=ref, name=name, unit=unit, counts="children", polarity=Polarity.CONTEXT, kind="own",
        period_type=PeriodType.IN_MONTH, **unsaid,
    )  # fmt: skip


def hides_small(measure: Measure) -> bool:
    """Whether small counts of a measure are hidden by its policy."""
    return measure.small_counts == "hide"


def groups_of(measures: Iterable[Measure], total: str) -> tuple[Measure, ...]:
    """The measures whose groups add up to a total."""
    return tuple(measure for measure in measures if measure.parts_of == total)
