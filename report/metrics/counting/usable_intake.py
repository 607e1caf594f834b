"""The part of an intake that can be judged while other cells must still be mended, so that one run finds everything."""

from __future__ import annotations

from dataclasses import replace

from inputs.findings import Strength
from inputs.intake import Intake, Point, Reading, Return, Series, State

Broken = frozenset[tuple[str, str, str]]
"""Workbook, sheet and cell of what must be mended; the cell is "" where that is the whole sheet."""


def without_broken_cells(intake: Intake) -> Intake:
    """The intake without the figures that rest on a cell, or lie on a sheet, of a finding that must be fixed.

    Findings about the rest are then no mere consequences. A list of children with a row that must be mended is left out
    whole, because its counts would be too low.
    """
    stops = [finding for finding in intake.findings if finding.strength is Strength.MUST_FIX and finding.sheet]
    if not stops:
        return intake
    broken = frozenset((one.workbook, one.sheet, one.cell) for one in stops)
    sheets = {(one.workbook, one.sheet) for one in stops}
    returns = tuple(
        replace(one, series=tuple(_of_series(series, one, broken) for series in one.series))
        if (one.workbook, one.sheet) in sheets
        else one
        for one in intake.returns
    )
    lists = tuple(one for one in intake.child_lists if (one.workbook, one.sheet) not in sheets)
    return replace(intake, returns=returns, child_lists=lists)


def _of_series(series: Series, one: Return, broken: Broken) -> Series:
    def is_broken(point: Point) -> bool:
        cells = ("", *(reading.cell for reading in point.readings))
        return any((one.workbook, one.sheet, cell) in broken for cell in cells)

    points = tuple(_without_numbers(point) if is_broken(point) else point for point in series.points)
    return replace(series, points=points, year_to_date=())


def _without_numbers(point: Point) -> Point:
    """The point with its cells marked as unreadable: a figure that is there, but cannot be used yet."""

    def unread(reading: Reading | None) -> Reading | None:
        return None if reading is None else reading._replace(state=State.UNREADABLE, value=None)

    value, numerator, denominator = map(unread, (point.value, point.numerator, point.denominator))
    return point._replace(value=value, numerator=numerator, denominator=denominator)
