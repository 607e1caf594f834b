"""Says which figures of a series cannot be right together, and where one is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from inputs.findings import RUN_AGAIN, Finding, found
from inputs.headings.cell_values import plain
from inputs.intake import Item, Point, Reading, Series, State
from inputs.period import Period


def named(item: Item, group: str) -> str:
    """Name a series as messages do: “Dental check up to date”, or “Children in care” for “5 to 9”."""
    return f"“{item.names[0]}”" + (f" for “{group}”" if group else "")


def over_denominator(point: Point, counts: str) -> Finding | None:
    """Say that a numerator is more than its denominator. ``counts`` is what they count, such as children, or ""."""
    top, bottom = point.numerator, point.denominator
    if top is None or bottom is None or top.value is None or bottom.value is None or top.value <= bottom.value:
        return None
    counted = f" {counts}" if counts else ""
    what = f"{plain(top.value)} is more than the {plain(bottom.value)}{counted} it is out of."
    cells = top.cell if top.cell == bottom.cell else f"{top.cell} or {bottom.cell}"
    return found("numerator-over-denominator", what, f"Correct {cells} {RUN_AGAIN}", top.cell)


def mismatch(point: Point, tolerance: Decimal) -> Finding | None:
    """Say that a percentage is further than the tolerance from the one its numerator and denominator give."""
    value, top, bottom = point.value, point.numerator, point.denominator
    if value is None or top is None or bottom is None or value.value is None or top.value is None or not bottom.value:
        return None
    given = 100 * top.value / bottom.value
    if abs(given - value.value) <= tolerance:
        return None
    parts = f"{plain(top.value)} of {plain(bottom.value)}"
    what = f"{plain(value.value)}% is not what {parts} gives, which is {plain(round(given, 1))}%."
    cells = " or ".join(dict.fromkeys((value.cell, top.cell, bottom.cell)))
    return found("percentage-does-not-match", what, f"Correct {cells} {RUN_AGAIN}", value.cell)


def parts_alone(points: Sequence[Point], name: str, percentage: bool) -> Iterator[Finding]:
    """Tell of numerators, and of denominators, of periods that have neither the other part nor a value."""
    value = "percentage" if percentage else "average"
    lacking = [point for point in points if not _is_whole(point)]
    for part, other in (("numerator", "denominator"), ("denominator", "numerator")):
        given = [(point, reading) for point in lacking if (reading := _part(point, part)) and reading.value is not None]
        if not given:
            continue
        all_of_them = sum((one := _part(point, part)) is not None and one.value is not None for point in points)
        when = "" if len(given) == all_of_them else f" for {so_many(point.period for point, _ in given)}"
        what = f"A {part} of {name} is here{when} with no {other} or {value}, so the report has no figure from it."
        maybe = ", or name the row “%” if it holds percentages," if percentage and part == "numerator" else ""
        remedy = f"Give the {other} or the {value} too{maybe} {RUN_AGAIN}"
        yield found("part-without-the-rest", what, remedy, given[0][1].cell)


def _part(point: Point, part: str) -> Reading | None:
    return point.numerator if part == "numerator" else point.denominator


def _is_whole(point: Point) -> bool:
    """Whether a period has a value or both parts, if only a mark that says why there is no number."""
    value, top, bottom = (
        reading is not None and reading.state is not State.MISSING
        for reading in (point.value, point.numerator, point.denominator)
    )
    return value or (top and bottom)


def so_many(periods: Iterable[Period]) -> str:
    """Name the first of some periods, and say how many others there are."""
    first, *more = periods
    others = f" and {len(more)} other period{'s' if len(more) > 1 else ''}" if more else ""
    return f"{first.name}{others}"


def gaps(all_series: Iterable[Series], items: dict[str, Item]) -> list[Finding]:
    """Say which periods inside a run have no figure; one finding for all the series of a sheet with the same gap."""
    series_by_gap: dict[tuple[Period, ...], list[Series]] = {}
    for series in all_series:
        for length in sorted({point.period.length for point in series.points}):
            missing = _missing([point for point in series.points if point.period.length == length])
            if missing:
                series_by_gap.setdefault(missing, []).append(series)
    return [_gap_finding(missing, series, items) for missing, series in series_by_gap.items()]


def _missing(points: Sequence[Point]) -> tuple[Period, ...]:
    """Give the periods without a figure between the first and the last that have one, at the usual distance.

    Whole years without a figure are no gap: yearly figures may stand before monthly ones.
    """
    present = [point.period for point in points if _has_figure(point)]
    steps = Counter(_months_between(first.period, second.period) for first, second in pairwise(points))
    if not steps:
        return ()
    most = max(steps.values())
    step = min(distance for distance, times in steps.items() if times == most)
    return tuple(
        first.back(-after)
        for first, second in pairwise(present)
        if (apart := _months_between(first, second)) % 12 or step == 12
        for after in range(step, apart, step)
    )


def _months_between(first: Period, second: Period) -> int:
    return second.index - first.index


def _has_figure(point: Point) -> bool:
    return any(reading.state is not State.MISSING for reading in point.readings)


def _gap_finding(missing: tuple[Period, ...], series: Sequence[Series], items: dict[str, Item]) -> Finding:
    first = series[0]
    blank = next((point for point in first.points if point.period == missing[0]), None)
    cell = blank.readings[0].cell if blank is not None else ""
    period = so_many(missing)
    more = len(series) - 1
    others = f" and {more} other measure{'s' if more > 1 else ''}" if more else ""
    what = f"There is no figure for {period}: {named(items[first.item], first.group)}{others}."
    return found("missing-month", what, "Fill it in if there is one; otherwise the report shows a gap.", cell)
