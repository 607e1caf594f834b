"""Tells months that a template filled with noughts before their time from months in which nothing happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from inputs.checks import so_many
from inputs.findings import Finding, found
from inputs.intake import Months, Point, Reading, Series, State

FELL_FROM = Decimal(10)  # counts below it do fall to 0 from one month to the next; what stood as high does not
_NOTHING = {State.BLANK, State.NOT_APPLICABLE}


def without_unfilled(series: Sequence[Series]) -> tuple[list[Series], list[Finding]]:
    """Give the series of a sheet with the noughts of its last months blank, where those months were never filled in.

    They are taken so where every figure of the sheet for them is 0, and one of at least 10 stood in the month before.
    A sheet whose only figures are small counts is left as it is: three children one month may be none the next.
    """
    kept, findings = list(series), []
    for length in sorted({point.months.length for one in series for point in one.points}):
        unfilled = _unfilled(series, length)
        if unfilled:
            noughts = [
                r for one in series for p in one.points if p.months in unfilled for r in _readings(p) if _is_nought(r)
            ]
            what = f"Every figure for {so_many(sorted(unfilled))} is 0, so they were taken as not filled in yet."
            remedy = "Clear those cells; if they should hold figures, type them and run again."
            findings.append(found("months-not-filled", what, remedy, noughts[0].cell))
            kept = [replace(one, points=tuple(_cleared(point, unfilled) for point in one.points)) for one in kept]
    return kept, findings


def _unfilled(series: Sequence[Series], length: int) -> set[Months]:
    """Give the last periods of a length in which all figures are 0, after one in which a figure was not."""
    points_by_months: dict[Months, dict[tuple[str, str], Point]] = {}
    for one in series:
        for point in one.points:
            if point.months.length == length:
                points_by_months.setdefault(point.months, {})[one.item, one.group] = point
    noughts: list[Months] = []
    for months, points in sorted(points_by_months.items(), reverse=True):
        if all(_is_nought(one) or one.state in _NOTHING for point in points.values() for one in _readings(point)):
            if any(_is_nought(one) for point in points.values() for one in _readings(point)):
                noughts.append(months)
            continue
        fell = noughts and _fell(points, points_by_months[noughts[-1]])
        return set(noughts) if fell else set()
    return set()


def _fell(before: dict[tuple[str, str], Point], after: dict[tuple[str, str], Point]) -> bool:
    """Whether a figure of a size that does not go to 0 did so."""
    return any(
        high is not None and high.value is not None and high.value >= FELL_FROM and low is not None and _is_nought(low)
        for key, point in after.items()
        if key in before
        for high, low in zip(_all_readings(before[key]), _all_readings(point), strict=True)
    )


def _cleared(point: Point, unfilled: set[Months]) -> Point:
    if point.months not in unfilled:
        return point
    value, numerator, denominator = (_blank(reading) for reading in _all_readings(point))
    return Point(point.months, value, numerator, denominator)


def _blank(reading: Reading | None) -> Reading | None:
    return None if reading is None else Reading(State.BLANK, None, reading.cell)


def _is_nought(reading: Reading) -> bool:
    return reading.value is not None and reading.value == 0


def _readings(point: Point) -> Iterable[Reading]:
    return (reading for reading in _all_readings(point) if reading is not None)


def _all_readings(point: Point) -> tuple[Reading | None, ...]:
    return point.value, point.numerator, point.denominator
