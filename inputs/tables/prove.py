"""Decides whether what is said around a figure proves that it is one of a measure: the only place that does."""

from __future__ import annotations

from typing import NamedTuple

from inputs.headings.fact_fits import fits
from inputs.headings.fact_words import OURS, WHOLE, Aspect, Said
from inputs.headings.measure_units import counts, fits_unit, tells
from inputs.headings.roles import Role
from inputs.intake import Item
from inputs.period import QUARTER_MONTHS, TERM_MONTHS, YEAR_MONTHS
from inputs.tables.sheet_facts import Facts

THOUSAND = 1_000
_FITS_SPAN = {  # by the span of the measure, what else may be said of its figures: a month’s end is any month’s
    "snapshot": {"in_month"},
    "in_month": {"in_month", "year_to_date"},
    "in_quarter": {"in_month", "year_to_date"},
    "year_to_date": {"year_to_date"},
    "rolling_12_months": {"rolling_12_months", "outturn"},
    "financial_year": {"rolling_12_months", "year_to_date", "outturn"},
    "school_year": {"school_year"},
    "three_years": {"three_years"},
    "in_term": {"in_term"},
    "birthday_window": {"birthday_window"},
}
_OF_YEARS = {"financial_year", "school_year", "three_years", "birthday_window"}
_MONTHS = {
    "quarter": 3,
    "rolling_quarter": 3,
    "outturn": 12,
    "school_year": 12,
    "in_term": TERM_MONTHS,
    "rolling_12_months": 12,
    "three_years": 36,
}  # of the spans whose length is known
_ENDS_ON_A_DAY = {"quarter", "in_term", "outturn"}  # a position is given at the end of these as well as of a month
_PARTS = {Role.NUMERATOR, Role.DENOMINATOR}


class Proved(NamedTuple):
    """The figure is one of the measure. ``times`` is what it is to be multiplied by.

    ``role`` is the one that a unit gives it, or UNMARKED. ``span_said``: its span is stated. ``to_date``: it
    is of the year so far, and a month is its difference from the one before. ``span`` is the other span of the item's
    that is stated, ``UNSAID`` where it cannot be of the item's own and nothing says of which it is; else "".
    """

    times: int = 1
    role: Role = Role.UNMARKED
    span_said: bool = False
    to_date: Said | None = None
    span: str = ""


UNSAID = "unsaid"
AS_IT_IS = Proved()


class NotProved(NamedTuple):
    """The figure is left out; ``said`` is why."""

    said: Said


def is_the_councils(facts: Facts, item: Item) -> bool:
    """Whether nothing says that a figure is of others, or of a part only."""
    return _of_others(facts, item) is None


def prove(
    facts: Facts, item: Item, role: Role, length: int = 1, heading: str = "", *, school: bool = False
) -> Proved | NotProved:
    """Whether a figure with these facts is one of an item in this role, and how it is to be taken.

    ``length`` is that of its period in months; ``heading`` is the address of the heading that gives it. A year that is
    given for a measure of terms may be that of schools, which is no year to March; ``school``: it is one of schools.
    """
    span = _other_span(facts, item, length, school=school)
    if item.span == "in_term" and length == YEAR_MONTHS and not span:
        return NotProved(Said(Aspect.SPAN, "year", "a whole year", "", heading))
    if not facts.said:
        return Proved(span=span) if span else AS_IT_IS
    spans = list(facts.of(Aspect.SPAN))
    unit = next((one for one in facts.of(Aspect.UNIT) if tells(one, item)), None)
    to_date = next((one for one in spans if one.id == "year_to_date" and item.span in {"in_month", "in_quarter"}), None)
    against = [
        next((one for one in facts.of(Aspect.STANDING) if not _is_its_own(one, item)), None),
        _of_others(facts, item),
        next((one for one in spans if not _fits_span(one, item, length)), None),
        unit if unit and role not in _PARTS and not fits_unit(unit, item) else None,
        to_date if not item.adds_up else None,
    ]
    if said := next(filter(None, against), None):
        return NotProved(said)
    times = THOUSAND if unit is not None and unit.id == "thousands" else 1
    of_unit = _role_in(unit) if unit is not None and item.percentage else Role.UNMARKED
    return Proved(times, of_unit, bool(spans), to_date, span)


def _role_in(unit: Said) -> Role:
    """The role that a unit gives the figures of a percentage."""
    if counts(unit):
        return Role.COUNT
    return Role.VALUE if unit.id == "pct" else Role.UNMARKED


def _other_span(facts: Facts, item: Item, length: int, *, school: bool) -> str:
    """The span that a figure is of instead of the item's own: a stated one, or UNSAID where it cannot be its own."""
    if stated := next((one.id for one in facts.of(Aspect.SPAN) if one.id in item.also), ""):
        return stated
    if item.span == "in_term" and length == YEAR_MONTHS:
        return "school_year" if school and "school_year" in item.also else ""
    of_term = length == TERM_MONTHS and "in_term" in item.also
    if item.span in _OF_YEARS and length < YEAR_MONTHS:
        return "in_term" if of_term else UNSAID
    return ""


def _is_its_own(standing: Said, item: Item) -> bool:
    """Whether words for something else, such as turnover or complaints, are those of the item’s own name."""
    return standing.id == "else" and any(f" {standing.words} " in f" {text} " for text in item.of)


def _of_others(facts: Facts, item: Item) -> Said | None:
    """The first statement that a figure is of others, or of a part only."""
    own = (*item.of, item.kind.replace("_", " "))
    whose = (one for one in facts.of(Aspect.WHOSE) if one.id not in {OURS, WHOLE})
    return next((one for one in whose if not fits(one, own)), None)


def _fits_span(span: Said, item: Item, length: int) -> bool:
    """Whether figures of a span are those of an item, or of the longer period that their heading names anyhow."""
    if span.id == "throughout":
        return (item.span, item.unit) != ("snapshot", "count")
    if span.id == "in_term" and length == QUARTER_MONTHS:
        return item.span == "snapshot"  # a quarter is no term of a school
    fits_item = not item.span or span.id in item.also or span.id in _FITS_SPAN.get(item.span, {span.id})
    return fits_item or _MONTHS.get(span.id) == length > 1 or (span.id in _ENDS_ON_A_DAY and item.span == "snapshot")
