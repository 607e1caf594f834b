"""Decides whether what is said around a figure proves that it is one of a measure: the only place that does."""

from __future__ import annotations

from dataclasses import dataclass

from inputs.headings.fact_words import OURS, WHOLE, Aspect, Said, fits
from inputs.headings.roles import Role
from inputs.intake import Item
from inputs.tables.sheet_facts import Facts

THOUSAND = 1_000
_FITS_SPAN = {  # by the span of the measure, what else may be said of its figures: a month’s end is any month’s
    "snapshot": {"in_month"},
    "in_month": {"in_month", "year_to_date"},
    "in_quarter": {"in_month", "year_to_date"},
    "year_to_date": {"year_to_date"},
    "rolling_12_months": {"rolling_12_months"},
}
_FITS_UNIT = {"count": {"count", "thousands"}, "pct": {"pct", "count"}, "days": {"days"}, "rate": {"rate"}}
_PARTS = {Role.NUMERATOR, Role.DENOMINATOR}


@dataclass(frozen=True, slots=True)
class Proved:
    """The figure is one of the measure. ``times`` is what it is to be multiplied by.

    ``role`` is the one that a column of units gives it, or UNMARKED. ``span_said``: its span is stated. ``to_date``: it
    is of the year so far, and a month is its difference from the one before.
    """

    times: int = 1
    role: Role = Role.UNMARKED
    span_said: bool = False
    to_date: Said | None = None


AS_IT_IS = Proved()


@dataclass(frozen=True, slots=True)
class NotProved:
    """The figure is left out; ``said`` is why."""

    said: Said


def is_the_councils(facts: Facts, item: Item) -> bool:
    """Whether nothing says that a figure is of others, or of a part only."""
    whose = facts.said.get(Aspect.WHOSE)
    return whose is None or whose.id in {OURS, WHOLE} or fits(whose.words, item.of)


def prove(facts: Facts, item: Item, role: Role) -> Proved | NotProved:
    """Whether a figure with these facts is one of an item in this role, and how it is to be taken."""
    standing = facts.said.get(Aspect.STANDING)
    if standing is not None:
        return NotProved(standing)
    if not is_the_councils(facts, item):
        return NotProved(facts.said[Aspect.WHOSE])
    span = facts.said.get(Aspect.SPAN)
    if span is not None and item.span and span.id not in _FITS_SPAN.get(item.span, {span.id}):
        return NotProved(span)
    unit = facts.said.get(Aspect.UNIT)
    if unit is not None and item.unit and role not in _PARTS and unit.id not in _FITS_UNIT.get(item.unit, {unit.id}):
        return NotProved(unit)
    to_date = (
        span if span is not None and span.id == "year_to_date" and item.span in {"in_month", "in_quarter"} else None
    )
    if to_date is not None and not item.adds_up:
        return NotProved(to_date)
    times = THOUSAND if unit is not None and unit.id == "thousands" else 1
    as_count = unit is not None and unit.id == "count" and item.unit == "pct"
    return Proved(times, Role.COUNT if as_count else Role.UNMARKED, span is not None, to_date)
