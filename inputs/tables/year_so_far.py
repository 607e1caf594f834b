"""Works months out from totals of the year so far, and sees figures that could be totals though nothing says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from inputs.intake import Point, Reading, State
from inputs.period import MARCH, QUARTER_MONTHS, Period

FEWEST_MONTHS, FEWEST_QUARTERS = 4, 3  # of one year, before anything is said of how its figures grow
FEWEST_YEARS = 3  # whose Marches are given, and no other month, before they are taken for totals of the years
LEAST_GROWTH = 3  # a total of the fewest months or quarters, or more, is at least so many times that of the first
FEWEST_STEPS, LEAST_TOTAL = 6, 100  # months of figures that could be totals of twelve, and how large they are
MOST_UNEVEN = Decimal("0.15")  # of the unevenness of counts of single months, about twice that of totals of twelve


class NoTotals(ValueError):
    """The figures fall within a year, so they are no totals of the year so far. ``cell`` is that of the one below."""

    def __init__(self, cell: str) -> None:
        self.cell = cell
        super().__init__(cell)


def months_from_totals(points: Sequence[Point], shares: bool, *, may_fall: bool = False) -> tuple[Point, ...]:
    """Each month as the difference of two totals since April, of numerator and denominator where there are both.

    Percentages (``shares``) have no difference: those without numerator and denominator are missing.

    So each quarter of totals at the ends of quarters. A month after a missing or hidden total is missing or hidden too.
    Raises NoTotals where a total is below the one of the month before, except of numbers that ``may_fall``, such as a
    net change, since those of a month may be below zero.
    """
    by_period = {point.period: point for point in points}
    return tuple(_month(point, by_period, shares, may_fall) for point in points)


def _month(point: Point, by_period: dict[Period, Point], shares: bool, may_fall: bool) -> Point:
    length = point.period.length
    if point.period.months_into_year == length:
        return point  # the first of its year, or the whole year
    before = by_period.get(point.period.back(length)) or Point(point.period.back(length))
    numerator = _difference(point.numerator, before.numerator, may_fall)
    denominator = _difference(point.denominator, before.denominator, may_fall)
    value = None if shares else _difference(point.value, before.value, may_fall)
    return Point(point.period, value, numerator, denominator)


def _difference(total: Reading | None, before: Reading | None, may_fall: bool) -> Reading | None:
    if total is None or total.value is None:
        return total
    if before is None or before.value is None:
        state = State.SUPPRESSED if before is not None and before.state is State.SUPPRESSED else State.MISSING
        return Reading(state, None, total.cell, total.flag)
    if total.value < before.value and not may_fall:
        raise NoTotals(total.cell)
    return total._replace(value=total.value - before.value)


def could_be_totals(points: Iterable[Point]) -> str:
    """The cell of the last of some months, or quarters, that grow evenly from April as totals of the year do; or ""."""
    points = list(points)
    for length, fewest in ((1, FEWEST_MONTHS), (QUARTER_MONTHS, FEWEST_QUARTERS)):
        for run in _years(point for point in points if point.period.length == length):
            values = [value for value, _ in run]
            if len(values) >= fewest and _grow_like_totals(values):
                return run[-1][1]
    return ""


def _grow_like_totals(values: Sequence[Decimal]) -> bool:
    """Whether no value is below the one before, and each is about its share of the last: a quarter after 3 of 12."""
    share = values[-1] / len(values)
    rises = all(later >= earlier for earlier, later in pairwise(values)) and values[-1] >= LEAST_GROWTH * values[0]
    return rises and values[0] > 0 and all(share * n <= 2 * value <= 4 * share * n for n, value in enumerate(values, 1))


def _years(points: Iterable[Point]) -> list[list[tuple[Decimal, str]]]:
    """The figures of each financial year from April on, up to the first period without one, with their cells.

    All points are months, or all are quarters.
    """
    runs: list[list[tuple[Decimal, str]]] = []
    last: Period | None = None
    for point in points:
        reading = point.numerator or point.value
        value = reading.value if reading is not None else None
        length = point.period.length
        if point.period.months_into_year == length and value is not None:
            runs.append([])
        elif last is None or point.period.back(length) != last:
            last = None
            continue
        if reading is None or value is None:
            last = None
            continue
        runs[-1].append((value, reading.cell))
        last = point.period
    return runs


def could_be_twelve_months(points: Iterable[Point]) -> str:
    """The cell of the last of some monthly counts far too even for counts of single months, as totals of twelve; or "".

    The sum of squares of the steps of independent counts is about twice their mean for each step; of rolling totals of
    twelve months it is a twelfth of that. So are counts of the Marches of years, and of no other month.
    """
    given = [point for point in points if point.value is not None and point.value.value is not None]
    readings = [point.value for point in given if point.period.length == 1 and point.value is not None]
    if len(given) >= FEWEST_YEARS and all((one.period.month, one.period.length) == (MARCH, 1) for one in given):
        return readings[-1].cell
    numbers = [(reading.value, reading.cell) for reading in readings if reading.value is not None]
    steps = [later - earlier for (earlier, _), (later, _) in pairwise(numbers)]
    if len(steps) < FEWEST_STEPS or not any(steps):
        return ""
    mean = sum((number for number, _ in numbers), Decimal()) / len(numbers)
    unevenness = sum((step * step for step in steps), Decimal()) / (2 * mean * len(steps)) if mean else Decimal(1)
    return numbers[-1][1] if mean >= LEAST_TOTAL and unevenness < MOST_UNEVEN else ""
