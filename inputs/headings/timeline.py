"""Reads the headings of a table together: a month takes its year from the financial year above it, and so on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from inputs.headings.period_headings import Form, Part, calendar_year
from inputs.period import MARCH, Period


@dataclass(slots=True)
class Timeline:
    """The period of each place along a table, and what was odd about the headings.

    ``unclear`` lists the places whose heading is a period that cannot be told. ``day_labels`` lists places where a
    day of one year was read as a month label, ``bare_years`` those where a year stands alone.
    """

    period_by_place: dict[int, Period] = field(default_factory=dict)
    unclear: list[int] = field(default_factory=list)
    day_labels: list[int] = field(default_factory=list)
    bare_years: list[int] = field(default_factory=list)


Line = Mapping[int, Part]


def settle(line: Line, headed: bool = False) -> dict[int, Part]:
    """Decide, from its neighbours, every heading of a line that cannot be read by itself.

    Serial numbers become dates only in a run of them, or where a heading such as Month stands before them (``headed``);
    dates and years are kept; several ambiguous dates are decided where exactly one way of reading them makes an even
    run. Serials that make no run are left out.
    """
    parts = _without_lone_serials(line, headed)
    unclear = [place for place, part in parts.items() if part.form is Form.UNCLEAR]
    if len(unclear) > 1:
        first = {**parts, **{place: replace(parts[place], form=Form.WHOLE, other=None) for place in unclear}}
        second = {**parts, **{place: parts[place].other or parts[place] for place in unclear}}
        if _is_even(first) != _is_even(second):
            return first if _is_even(first) else second
    return parts


def _without_lone_serials(line: Line, headed: bool) -> dict[int, Part]:
    serials = {place: replace(part, form=Form.DAY) for place, part in line.items() if part.form is Form.SERIAL}
    others = {place: part for place, part in line.items() if part.form is not Form.SERIAL}
    company = any(part.form in {Form.DAY, Form.WHOLE} for part in others.values())
    keep = bool(serials) and (company or headed or (len(serials) > 1 and _is_even(serials)))
    return dict(sorted({**others, **serials}.items())) if keep else others


def _is_even(parts: Line) -> bool:
    """Whether the periods follow one another by the month, the quarter or the year; two of them are enough."""
    steps = {
        second.period.index - first.period.index for first, second in pairwise(parts.values()) if second.has_period
    }
    return len(parts) > 1 and len(steps) == 1 and {abs(step) for step in steps} <= {1, 3, 12}


def follows_a_calendar(parts: Iterable[Part]) -> bool:
    """Whether headings are those of a return, month by month or year by year, and not the dates of a list."""
    listed = list(parts)
    if len(listed) == 1:
        return listed[0].form is not Form.DAY
    return all(part.has_period for part in listed) and _is_even(dict(enumerate(listed)))


def resolve(lines: Sequence[Line]) -> Timeline:
    """Read stacked heading lines, years first and months last, into one period a place. Lines must be settled."""
    timeline = Timeline()
    if not lines:
        return timeline
    previous: Period | None = None
    for place, own, above in _stacks(lines):
        period = _period(own, above, previous)
        if period is None:
            timeline.unclear.append(place)
            continue
        if own.form is Form.YEAR:
            timeline.bare_years.append(place)
        timeline.period_by_place[place] = period
        previous = period
    _drop_broken_years(timeline, lines)
    return timeline


def _stacks(lines: Sequence[Line]) -> Iterator[tuple[int, Part, Part | None]]:
    """Give each place with its own heading and the one above it; a heading above reaches on until the next."""
    reaching: list[Part | None] = [None] * len(lines)
    for place in sorted({place for line in lines for place in line}):
        heights = [height for height, line in enumerate(lines) if place in line]
        top, bottom = heights[0], heights[-1]
        reaching[top:] = [line.get(place) for line in lines[top:]]
        own = lines[bottom][place]
        if bottom < len(lines) - 1 and len(heights) == 1:
            yield place, own, None
        else:
            stated = [lines[height].get(place) for height in range(bottom)]
            yield place, own, _together(stated if own.has_period else reaching[:bottom])


def _together(above: Sequence[Part | None]) -> Part | None:
    """Read the headings above another as one: a quarter under its financial year is that year's quarter."""
    whole: Part | None = None
    for part in above:
        if part is None:
            continue
        period = _period(part, whole, None)
        whole = part if part.has_period or period is None else _whole(period)
    return whole


def _whole(period: Period) -> Part:
    return Part(Form.WHOLE, period.year, period.month, period.length)


def _period(own: Part, above: Part | None, previous: Period | None) -> Period | None:
    """Give the period of a heading; None where it does not say its year and nothing around it does, or they differ."""
    if own.form is Form.UNCLEAR:
        return None
    if own.has_period:
        return own.period if above is None or _agree(own, above) else None
    if above is None:
        return _next_after(previous, own)
    if above.form is Form.FINANCIAL_YEAR:
        return Period(calendar_year(above.year, own.month), own.month, own.length)
    if above.form is Form.YEAR and own.form is Form.MONTH:
        return Period(above.year, own.month)
    if above.form is Form.WHOLE:
        if own.form is Form.QUARTER and above.length == 12 and above.month != MARCH:
            return None  # the quarters of an academic year are not those of a financial one
        year = above.year - (own.month > above.month)
        period = Period(year, own.month, own.length)
        return period if _within(period, above.period) else None
    return None


def _within(period: Period, whole: Period) -> bool:
    back = whole.index - period.index
    return back >= 0 and back + period.length <= whole.length


def _agree(own: Part, above: Part) -> bool:
    # A single month above, as in a title that gives the position's date, says nothing of the headings below it.
    if above.form not in {Form.WHOLE, Form.FINANCIAL_YEAR} or own.form is Form.YEAR or above.period.length == 1:
        return True
    return _within(own.period, above.period)


def _next_after(previous: Period | None, own: Part) -> Period | None:
    """A month right after the one before it, or a quarter that ends with it or follows it, needs no year."""
    if previous is None:
        return None
    for step in {1} if own.form is Form.MONTH else {0, 3}:
        period = previous.back(-step)
        fits = previous.length == own.length or (own.form is Form.QUARTER and previous.length == 1 and step == 0)
        if period.month == own.month and fits:
            return replace(period, length=own.length)
    return None


def _drop_broken_years(timeline: Timeline, lines: Sequence[Line]) -> None:
    """Months under one year that do not follow one another in it are unclear: the year is not the one it seems.

    So April to March under a bare year, which could mean either of two; September to August under ``2023/24``, which
    is then an academic year; and January to December under it, which could be either half.
    """
    places_by_year: dict[Part, list[int]] = {}
    for place, own, above in _stacks(lines):
        if own.form is Form.MONTH and above is not None and place in timeline.period_by_place:
            places_by_year.setdefault(above, []).append(place)
    for places in places_by_year.values():
        order = [timeline.period_by_place[place] for place in places]
        if order not in (sorted(order), sorted(order, reverse=True)):
            timeline.unclear += places
            for place in places:
                del timeline.period_by_place[place]
