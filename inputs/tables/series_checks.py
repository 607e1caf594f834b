"""Checks a series: figures that cannot be right together, and periods without a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from inputs.findings import RUN_AGAIN, Finding, found
from inputs.headings.cell_values import plain
from inputs.intake import Item, Point, Series, State
from inputs.period import Period

A_YEAR_BEFORE = 11  # months between that of the year before and the one before it


def series_name(item: Item, group: str) -> str:
    """The name of a series in messages: “Dental check up to date”, or “Children in care” for “5 to 9”."""
    return f"“{item.names[0]}”" + (f" for “{group}”" if group else "")


def line_to_date(named: str, beside_months: bool, cell: str) -> Finding:
    """The finding of a row of the year so far: left to the report, or all that a return gives of a measure."""
    if beside_months:
        what = "Year-to-date figures were left out: the report works them out from the months."
        return found("year-to-date-not-read", what, "Nothing needs to be done.", cell)
    what = f"{named} is given as the year so far and not for single months or quarters, so it was left out."
    return found("other-span", what, f"Give the figures of each month or quarter {RUN_AGAIN}", cell)


def check_shares(points: Iterable[Point], places: int, counts: str) -> Iterator[Finding]:
    """Findings of numerators above their denominator, and of percentages that are not what the two give.

    ``places`` are the decimals of the percentages. ``counts``: what numerators and denominators count, or "".
    """
    tolerance = max(Decimal("0.05"), Decimal("0.5").scaleb(-places))  # half of the last decimal place, at least 0.05
    for point in points:
        finding = numerator_over_denominator(point, counts) or percentage_mismatch(point, tolerance)
        if finding is not None:
            yield finding


def numerator_over_denominator(point: Point, counts: str) -> Finding | None:
    """The finding that a numerator is more than its denominator, or None. ``counts``: what both count, or ""."""
    top, bottom = point.numerator, point.denominator
    if top is None or bottom is None or top.value is None or bottom.value is None or top.value <= bottom.value:
        return None
    counted = f" {counts}" if counts else ""
    what = f"{plain(top.value)} is more than the {plain(bottom.value)}{counted} it is out of."
    cells = top.cell if top.cell == bottom.cell else f"{top.cell} or {bottom.cell}"
    return found("numerator-over-denominator", what, f"Correct {cells} {RUN_AGAIN}", top.cell)


def percentage_mismatch(point: Point, tolerance: Decimal) -> Finding | None:
    """The finding that a percentage is more than ``tolerance`` from 100 x numerator / denominator, or None.

    Counts with decimals, such as 41.3 posts, are rounded themselves: what that may hide is allowed for.
    """
    value, top, bottom = point.value, point.numerator, point.denominator
    if value is None or top is None or bottom is None or value.value is None or top.value is None or not bottom.value:
        return None
    given = 100 * top.value / bottom.value
    hidden, of_hidden = _hidden_by_rounding(top.value), _hidden_by_rounding(bottom.value)
    lowest = 100 * (top.value - hidden) / (bottom.value + of_hidden)
    highest = 100 * (top.value + hidden) / (bottom.value - of_hidden)
    if lowest - tolerance <= value.value <= highest + tolerance:
        return None
    parts = f"{plain(top.value)} of {plain(bottom.value)}"
    what = f"{plain(value.value)}% is not what {parts} gives, which is {plain(round(given, 1))}%."
    cells = " or ".join(dict.fromkeys((value.cell, top.cell, bottom.cell)))
    return found("percentage-does-not-match", what, f"Correct {cells} {RUN_AGAIN}", value.cell)


def _hidden_by_rounding(count: Decimal) -> Decimal:
    """Half of the last place of a count with decimals; nothing for a whole one, which is exact."""
    places = -int(count.normalize().as_tuple().exponent)
    return Decimal(5).scaleb(-places - 1) if places > 0 else Decimal(0)


def parts_alone(points: Sequence[Point], name: str, percentage: bool) -> Iterator[Finding]:
    """Findings of numerators and of denominators without the other one and without a value in the same period."""
    value = "percentage" if percentage else "average"
    for part, other in (("numerator", "denominator"), ("denominator", "numerator")):
        readings = [(point, point.numerator if part == "numerator" else point.denominator) for point in points]
        numbers = [(point, reading) for point, reading in readings if reading is not None and reading.value is not None]
        given = [(point, reading) for point, reading in numbers if not _is_whole(point)]
        if not given:
            continue
        when = "" if given == numbers else f" for {first_period_and_others(point.period for point, _ in given)}"
        what = f"A {part} of {name} is here{when} with no {other} or {value}, so the report has no figure from it."
        maybe = ", or name the row “%” if it holds percentages," if percentage and part == "numerator" else ""
        remedy = f"Give the {other} or the {value} too{maybe} {RUN_AGAIN}"
        yield found("part-without-the-rest", what, remedy, given[0][1].cell)


def _is_whole(point: Point) -> bool:
    """Whether a period has a value, or numerator and denominator; a mark such as n/a counts as one."""
    value, top, bottom = (
        reading is not None and reading.state is not State.MISSING
        for reading in (point.value, point.numerator, point.denominator)
    )
    return value or (top and bottom)


def first_period_and_others(periods: Iterable[Period]) -> str:
    """The first of some periods, and how many others there are: ``December 2023 and 2 other periods``."""
    first, *more = periods
    others = f" and {len(more)} other period{'s' if len(more) > 1 else ''}" if more else ""
    return f"{first.name}{others}"


def missing_periods(all_series: Iterable[Series], items: dict[str, Item]) -> list[Finding]:
    """Findings of periods without a figure inside a series; one for all series of a sheet with the same gap."""
    series_by_gap: dict[tuple[Period, ...], list[Series]] = {}
    for series in all_series:
        for length in sorted({point.period.length for point in series.points}):
            missing = _missing([point for point in series.points if point.period.length == length])
            if missing:
                series_by_gap.setdefault(missing, []).append(series)
    return [_gap_finding(missing, series, items) for missing, series in series_by_gap.items()]


def _missing(points: Sequence[Point]) -> tuple[Period, ...]:
    """The periods without a figure between the first and the last with one, at the most common distance.

    Whole years without a figure are not missing: a sheet may have yearly figures before its monthly ones. Nor is
    anything between a month, the one before it and that of the year before.
    """
    present = [one.period for one in points if any(reading.state is not State.MISSING for reading in one.readings)]
    steps = Counter(second.period.index - first.period.index for first, second in pairwise(points))
    if not steps or (len(points) == 3 and max(steps) >= A_YEAR_BEFORE):
        return ()
    most = max(steps.values())
    step = min(distance for distance, times in steps.items() if times == most)
    return tuple(
        first.back(-after)
        for first, second in pairwise(present)
        if (apart := second.index - first.index) % 12 or step == 12
        for after in range(step, apart, step)
    )


def _gap_finding(missing: tuple[Period, ...], series: Sequence[Series], items: dict[str, Item]) -> Finding:
    first = series[0]
    blank = next((point for point in first.points if point.period == missing[0]), None)
    cell = blank.readings[0].cell if blank is not None else ""
    period = first_period_and_others(missing)
    more = len(series) - 1
    others = f" and {more} other measure{'s' if more > 1 else ''}" if more else ""
    what = f"There is no figure for {period}: {series_name(items[first.item], first.group)}{others}."
    return found("missing-month", what, "Fill it in if there is one; otherwise the report shows a gap.", cell)
