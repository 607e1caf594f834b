"""Tells months that a template filled with noughts before their time from months in which nothing happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from inputs.findings import Finding, found
from inputs.intake import Item, Point, Reading, Series, State
from inputs.period import Period
from inputs.tables.series_checks import so_many

FELL_FROM = Decimal(30)  # counts below it do fall to 0 from one month to the next; what stood as high does not
_Points = dict[tuple[str, str], Point]
_NOTHING = {State.MISSING, State.NOT_APPLICABLE}


def without_unfilled(series: Sequence[Series], items: Mapping[str, Item]) -> tuple[list[Series], list[Finding]]:
    """Give the series of a sheet with the noughts of its last months blank, where those months were never filled in.

    They are taken so where all figures of the sheet for them, two or more, are 0, and in the month before stood one of
    at least 30 that was no percentage, or two such percentages. Other sheets are left as they are: ten children one
    month may be none the next, and none of them in time.
    """
    kept, findings = list(series), []
    for length in sorted({point.period.length for one in series for point in one.points}):
        unfilled = _unfilled(series, length, items)
        if unfilled:
            noughts = [
                r for one in series for p in one.points if p.period in unfilled for r in p.readings if _is_nought(r)
            ]
            what = f"Every figure for {so_many(sorted(unfilled))} is 0, so they were taken as not filled in yet."
            remedy = "Clear those cells; if they should hold figures, type them and run again."
            findings.append(found("months-not-filled", what, remedy, noughts[0].cell))
            kept = [replace(one, points=tuple(_cleared(point, unfilled) for point in one.points)) for one in kept]
    return kept, findings


def _unfilled(series: Sequence[Series], length: int, items: Mapping[str, Item]) -> set[Period]:
    """Give the last periods of a length in which all figures are 0, after one in which a figure was not."""
    points_by_period: dict[Period, _Points] = {}
    for one in series:
        for point in one.points:
            if point.period.length == length:
                points_by_period.setdefault(point.period, {})[one.item, one.group] = point
    noughts: list[Period] = []
    for period, points in sorted(points_by_period.items(), reverse=True):
        if all(_is_nought(one) or one.state in _NOTHING for point in points.values() for one in point.readings):
            if any(_is_nought(one) for point in points.values() for one in point.readings):
                noughts.append(period)
            continue
        fell = noughts and _fell(points, points_by_period[noughts[-1]], items)
        return set(noughts) if fell else set()
    return set()


def _fell(before: _Points, after: _Points, items: Mapping[str, Item]) -> bool:
    """Whether a figure of a size that does not go to 0 did so; percentages only where two of them did at once."""
    counts = shares = noughts = 0
    for key, point in after.items():
        noughts += sum(map(_is_nought, point.readings))
        pairs = zip(_all_readings(before[key]), _all_readings(point), strict=True) if key in before else ()
        fell = [_is_high(high) and low is not None and _is_nought(low) for high, low in pairs]
        share = items[key[0]].percentage
        counts += any(fell[1:] if share else fell)
        shares += share and any(fell[:1])
    return noughts > 1 and (counts > 0 or shares > 1)


def _is_high(reading: Reading | None) -> bool:
    return reading is not None and reading.value is not None and reading.value >= FELL_FROM


def _cleared(point: Point, unfilled: set[Period]) -> Point:
    if point.period not in unfilled:
        return point
    value, numerator, denominator = (_blank(reading) for reading in _all_readings(point))
    return Point(point.period, value, numerator, denominator)


def _blank(reading: Reading | None) -> Reading | None:
    return None if reading is None else Reading(State.MISSING, None, reading.cell)


def _is_nought(reading: Reading) -> bool:
    return reading.value is not None and reading.value == 0


def _all_readings(point: Point) -> tuple[Reading | None, ...]:
    return point.value, point.numerator, point.denominator
