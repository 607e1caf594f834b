"""The part of an intake that can be judged while cells of it must still be mended, so that all is told in one run."""

from __future__ import annotations

from dataclasses import dataclass, replace

from inputs.findings import Strength
from inputs.intake import Intake, Point, Reading, Return, Series, State


@dataclass(frozen=True, slots=True)
class _Broken:
    """What must be mended: the cells that are named, the sheets named without a cell, and all sheets of either."""

    cells: frozenset[tuple[str, str, str]]
    sheets: frozenset[tuple[str, str]]
    touched: frozenset[tuple[str, str]]


def judgeable(intake: Intake) -> Intake:
    """The intake without the figures that rest on a cell, or lie on a sheet, of which a finding says "must fix".

    Whatever is found wrong with the rest is then wrong in itself, and no consequence of what was told already. A list
    with a row that must be mended is left out whole, because its counts would be too low.
    """
    stops = [finding for finding in intake.findings if finding.strength is Strength.MUST_FIX and finding.sheet]
    if not stops:
        return intake
    broken = _Broken(
        cells=frozenset((one.workbook, one.sheet, one.cell) for one in stops if one.cell),
        sheets=frozenset((one.workbook, one.sheet) for one in stops if not one.cell),
        touched=frozenset((one.workbook, one.sheet) for one in stops),
    )
    lists = tuple(one for one in intake.listings if (one.workbook, one.sheet) not in broken.touched)
    return replace(intake, returns=tuple(_of_return(one, broken) for one in intake.returns), listings=lists)


def _of_return(one: Return, broken: _Broken) -> Return:
    if (one.workbook, one.sheet) not in broken.touched:
        return one
    return replace(one, series=tuple(_of_series(series, one, broken) for series in one.series))


def _of_series(series: Series, one: Return, broken: _Broken) -> Series:
    whole_sheet = (one.workbook, one.sheet) in broken.sheets
    points = tuple(
        _without_numbers(point)
        if whole_sheet or any((one.workbook, one.sheet, reading.cell) in broken.cells for reading in point.readings)
        else point
        for point in series.points
    )
    return replace(series, points=points, year_to_date=())


def _without_numbers(point: Point) -> Point:
    """The same cells, none of them read: a figure that is there, and that nothing can be said of yet."""

    def unread(reading: Reading | None) -> Reading | None:
        return None if reading is None else replace(reading, state=State.UNREADABLE, value=None)

    return Point(point.period, unread(point.value), unread(point.numerator), unread(point.denominator))
