"""Recognises the last months of a sheet that a template filled with zeros, and blanks them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from inputs.findings import Finding, found
from inputs.intake import Item, Point, Reading, Series, State
from inputs.period import Period
from inputs.tables.series_checks import first_period_and_others

FELL_FROM = Decimal(30)  # smaller counts do fall to 0 from one month to the next; a count of 30 does not
_Points = dict[tuple[str, str], Point]
_NOTHING = {State.MISSING, State.NOT_APPLICABLE}


def blank_unfilled_months(series: Sequence[Series], items: Mapping[str, Item]) -> tuple[list[Series], list[Finding]]:
    """The series of a sheet with the zeros of its last months made blank, where those months were never filled in.

    That is taken to be so where all figures of the sheet for them, two or more, are 0, and in the month before one of
    them, not a percentage, was at least 30, or two percentages were. Other sheets are left as they are: ten children in
    one month may be none in the next, and no review of them on time.
    """
    kept, findings = list(series), []
    for length in sorted({point.period.length for one in series for point in one.points}):
        if unfilled := _unfilled(series, length, items):
            points = [point for one in series for point in one.points if point.period in unfilled]
            first = next(reading.cell for point in points for reading in point.readings if reading.value == 0)
            months = first_period_and_others(sorted(unfilled))
            what = f"Every figure for {months} is 0, so they were taken as not filled in yet."
            remedy = "Clear those cells; if they should hold figures, type them and run again."
            findings.append(found("months-not-filled", what, remedy, first))
            kept = [replace(one, points=tuple(_blanked(point, unfilled) for point in one.points)) for one in kept]
    return kept, findings


def _unfilled(series: Sequence[Series], length: int, items: Mapping[str, Item]) -> set[Period]:
    """The last periods of this length in which all figures are 0, after one in which a figure was not."""
    points_by_period: dict[Period, _Points] = {}
    for one in series:
        for point in one.points:
            if point.period.length == length:
                points_by_period.setdefault(point.period, {})[one.item, one.group] = point
    unfilled: list[Period] = []
    for period, points in sorted(points_by_period.items(), reverse=True):
        readings = [one for point in points.values() for one in point.readings]
        if not all(one.value == 0 or one.state in _NOTHING for one in readings):
            return set(unfilled) if unfilled and _fell(points, points_by_period[unfilled[-1]], items) else set()
        if any(one.value == 0 for one in readings):
            unfilled.append(period)
    return set()


def _fell(before: _Points, after: _Points, items: Mapping[str, Item]) -> bool:
    """Whether a figure too high to fall to 0 in one month did so; of percentages, two."""
    counts = shares = zeros = 0
    for key, point in after.items():
        zeros += sum(reading.value == 0 for reading in point.readings)
        pairs = zip(_figures(before[key]), _figures(point), strict=True) if key in before else ()
        fell = [bool(high and high.value and high.value >= FELL_FROM and low and low.value == 0) for high, low in pairs]
        share = items[key[0]].percentage
        counts += any(fell[1:] if share else fell)
        shares += share and any(fell[:1])
    return zeros > 1 and (counts > 0 or shares > 1)


def _blanked(point: Point, unfilled: set[Period]) -> Point:
    if point.period not in unfilled:
        return point
    blank = [one and Reading(State.MISSING, None, one.cell) for one in _figures(point)]
    return point._replace(value=blank[0], numerator=blank[1], denominator=blank[2])


def _figures(point: Point) -> tuple[Reading | None, ...]:
    return point.value, point.numerator, point.denominator
