"""Reads the period headings of a table together: a month takes its year from the financial year above it, and so on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from inputs.headings.period_headings import Form, PeriodHeading, academic
from inputs.period import MARCH, TERM_MONTHS, Period


@dataclass(slots=True)
class Timeline:
    """The period of each column of a table (in a transposed table, of each row), and what was odd about its headings.

    A place is the number of that column or row. ``unclear``: the heading names a period, but not which. ``day_labels``:
    a date was read as a month label. ``bare_years``: a year by itself, such as 2024. ``other_spans``: those unclear
    because no figures are read by such periods, such as nine months. ``inside``: those that are a day inside a month.
    """

    period_by_place: dict[int, Period] = field(default_factory=dict)
    unclear: list[int] = field(default_factory=list)
    day_labels: list[int] = field(default_factory=list)
    bare_years: list[int] = field(default_factory=list)
    other_spans: dict[int, Period] = field(default_factory=dict)
    inside: list[int] = field(default_factory=list)


Line = Mapping[int, PeriodHeading]
_TERMS_A_YEAR = 3


def settle(line: Line, headed: bool = False) -> dict[int, PeriodHeading]:
    """Decide every heading of a header row that is ambiguous by itself, from the others.

    Serial numbers become dates where they are evenly spaced, beside dates, or behind a heading such as Month
    (``headed``), and are left out elsewhere. Several ambiguous dates are decided where only one of the two ways of
    reading them makes all headings evenly spaced.
    """
    headings = _without_lone_serials(line, headed)
    unclear = [place for place, heading in headings.items() if heading.form is Form.UNCLEAR]
    if len(unclear) > 1:
        first = {**headings, **{place: headings[place]._replace(form=Form.WHOLE, other=None) for place in unclear}}
        second = {**headings, **{place: headings[place].other or headings[place] for place in unclear}}
        numbered = any(heading.length == TERM_MONTHS for heading in first.values())
        if numbered and len(first) <= _TERMS_A_YEAR:
            return headings  # the first three of six terms a year look like three
        if _is_even(first) != _is_even(second):
            return first if _is_even(first) else second
    return headings


def _without_lone_serials(line: Line, headed: bool) -> dict[int, PeriodHeading]:
    serials = {place: heading._replace(form=Form.DAY) for place, heading in line.items() if heading.form is Form.SERIAL}
    others = {place: heading for place, heading in line.items() if heading.form is not Form.SERIAL}
    company = any(heading.form in {Form.DAY, Form.WHOLE} for heading in others.values())
    keep = bool(serials) and (company or headed or (len(serials) > 1 and _is_even(serials)))
    return dict(sorted({**others, **serials}.items())) if keep else others


def _is_even(headings: Line) -> bool:
    """Whether two or more periods follow one another by the month, the quarter or the year, or terms by the term."""
    terms = all(one.length == TERM_MONTHS for one in headings.values())
    steps = {
        second.period.index - first.period.index for first, second in pairwise(headings.values()) if second.has_period
    }
    return (
        len(headings) > 1
        and len(steps) == 1
        and {abs(step) for step in steps} <= ({TERM_MONTHS} if terms else {1, 3, 12})
    )


def follows_a_calendar(headings: Iterable[PeriodHeading]) -> bool:
    """Whether headings are those of a time series, evenly spaced, and not the dates of a list."""
    listed = list(headings)
    if len(listed) == 1:
        return listed[0].form is not Form.DAY
    return all(heading.has_period for heading in listed) and _is_even(dict(enumerate(listed)))


def resolve(lines: Sequence[Line]) -> Timeline:
    """Read the header rows of a table, years first and months last, into a period for each place. Settle them first."""
    timeline = Timeline()
    previous: Period | None = None
    for place, own, above in _stacks(lines):
        period = _period(own, above, previous)
        if period is None or not period.is_usual:
            timeline.unclear.append(place)
            timeline.other_spans |= {place: period} if period else {}
            continue
        if own.form is Form.YEAR:
            timeline.bare_years.append(place)
        timeline.period_by_place[place] = period
        previous = period
    _drop_broken_years(timeline, lines)
    return timeline


def _stacks(lines: Sequence[Line]) -> Iterator[tuple[int, PeriodHeading, PeriodHeading | None]]:
    """Each place with its own heading and the one above it, which spans all places up to the next of its row."""
    reaching: list[PeriodHeading | None] = [None] * len(lines)
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


def _together(above: Sequence[PeriodHeading | None]) -> PeriodHeading | None:
    """Read the headings above another as one: a quarter under its financial year is that year's quarter."""
    whole: PeriodHeading | None = None
    for heading in above:
        if heading is not None:
            period = None if heading.has_period else _period(heading, whole, None)
            whole = PeriodHeading(Form.WHOLE, period.year, period.month, period.length) if period else heading
    return whole


def _period(own: PeriodHeading, above: PeriodHeading | None, previous: Period | None) -> Period | None:
    """The period of a heading; None where nothing around it states its year, or contradicts it."""
    if own.form is Form.UNCLEAR:
        return None
    if own.has_period:
        return own.period if above is None or _agree(own, above) else None
    if above is None:
        return _next_after(previous, own)
    if above.form is Form.FINANCIAL_YEAR:
        return own.in_year(above)
    if above.form is Form.YEAR and own.form in {Form.MONTH, Form.TERM}:
        return Period(above.year, own.month, own.length)
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


def _agree(own: PeriodHeading, above: PeriodHeading) -> bool:
    # A single month above, such as the "as at" date of a title, says nothing of the headings below it.
    if above.form not in {Form.WHOLE, Form.FINANCIAL_YEAR} or own.form is Form.YEAR or above.period.length == 1:
        return True
    whole = academic(above) if own.is_term and above.form is Form.FINANCIAL_YEAR else above
    return whole is not None and _within(own.period, whole.period)


def _next_after(previous: Period | None, own: PeriodHeading) -> Period | None:
    """The period of a month or term that follows the one before it, or a quarter that ends with it or follows it."""
    if previous is None:
        return None
    for step in {0, own.length} if own.form is Form.QUARTER else {own.length}:
        period = previous.back(-step)
        fits = previous.length == own.length or (own.form is Form.QUARTER and previous.length == 1 and step == 0)
        if period.month == own.month and fits:
            return period._replace(length=own.length)
    return None


def _drop_broken_years(timeline: Timeline, lines: Sequence[Line]) -> None:
    """Make months and terms unclear that begin in the middle of the year above them, which is of another kind then.

    So April to March under a bare 2024, September to August under ``2023/24``, January to December under ``2023/24``.
    A long table begins the year again with each measure. Months that are out of order in another way are left: see
    ``heading_order``.
    """
    stretches: list[list[int]] = []
    seen: set[Period] = set()
    last: tuple[PeriodHeading, Period] | None = None
    for place, own, above in _stacks(lines):
        if own.form not in {Form.MONTH, Form.TERM} or above is None or place not in timeline.period_by_place:
            continue
        period = timeline.period_by_place[place]
        if last is None or above != last[0] or (period in seen and period != last[1]):
            stretches.append([])
            seen = set()
        stretches[-1].append(place)
        seen.add(period)
        last = above, period
    for places in stretches:
        order = [timeline.period_by_place[place] for place in places]
        if order not in (sorted(order), sorted(order, reverse=True)) and _is_turned(order):
            timeline.unclear += places
            for place in places:
                del timeline.period_by_place[place]


def _is_turned(order: Sequence[Period]) -> bool:
    """Whether periods go up, or go down, all the way round, so that they are in order but for where they begin."""
    steps = [later > earlier for earlier, later in pairwise([*order, order[0]])]
    return steps.count(False) == 1 or steps.count(True) == 1
