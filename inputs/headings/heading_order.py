"""Finds period headings that cannot all be right: out of order, mistyped, given twice, or with day and month exchanged.

Only headings of one series of figures are held against one another, in the order in which they stand. A series in
random order, such as an export, or in blocks (this year, then last year) is left as it is: there each figure goes with
its own heading. What is found here is one heading, or a few, that break a run which is otherwise in step.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from inputs.headings.period_headings import Form, PeriodHeading
from inputs.period import QUARTER_MONTHS, TERM_MONTHS, YEAR_MONTHS, Period

MOST_MISTYPED = 3  # January to March typed with the year that has just ended; more are a block of their own
FEWEST_IN_STEP = 4  # headings that tell what the one at their end should be; after fewer it may be out of order only
LONGEST = 500  # a longer series is an export
_STEPS = (1, QUARTER_MONTHS, TERM_MONTHS, YEAR_MONTHS)


class Doubt(StrEnum):
    """What is wrong with some headings."""

    SWAPPED = "day and month are exchanged"
    MISTYPED = "the heading is not the one that its place asks for"
    TWICE = "two headings are the same"
    ORDER = "the headings are not in order of time"


class Doubtful(NamedTuple):
    """Headings in doubt, by place, each with the period that it most likely means: its own, if nothing tells better."""

    why: Doubt
    likely: Mapping[int, Period]


def doubtful_headings(periods: Mapping[int, Period], dates: Mapping[int, PeriodHeading]) -> list[Doubtful]:
    """The headings of one series that cannot all be right; empty where nothing is wrong.

    ``periods`` are those of one length, by place; ``dates`` the headings among them that are real dates.
    """
    places = sorted(periods)
    if not 1 < len(places) <= LONGEST:
        return []
    swapped = _swapped(periods, dates, places)
    if swapped:
        return [Doubtful(Doubt.SWAPPED, swapped)]
    months = [periods[place].index for place in places]
    if _runs_backwards(months):
        places, months = places[::-1], months[::-1]
    likely = _mistyped(months)
    end = _wrong_end([likely.get(i, month) for i, month in enumerate(months)])
    if len(places) > FEWEST_IN_STEP:
        likely = end | likely
    found = []
    if likely:
        moved = {places[i]: _at(periods[places[i]], month) for i, month in likely.items()}
        found.append(Doubtful(Doubt.MISTYPED, moved))
    rest = [i for i in range(len(places)) if i not in likely]
    for why, those in ((Doubt.TWICE, _twice), (Doubt.ORDER, _out_of_order), (Doubt.ORDER, _wrong_end)):
        if doubtful := those([months[i] for i in rest]):
            found.append(Doubtful(why, {places[rest[i]]: periods[places[rest[i]]] for i in doubtful}))
            break
    return found


def swapped_dates(headings: Mapping[int, PeriodHeading]) -> dict[int, Period]:
    """The months that the dates of a header row name with day and month exchanged, where only so they are in step."""
    months = {place: one.period for place, one in headings.items() if one.has_period and one.length == 1}
    return _swapped(months, headings, sorted(months)) if len(months) > 1 else {}


def _at(period: Period, index: int) -> Period:
    return period.back(period.index - index)


def _runs_backwards(months: Sequence[int]) -> bool:
    """Whether the newest comes first, as most steps from one heading to the next say."""
    return sum((later > earlier) - (later < earlier) for earlier, later in pairwise(months)) < 0


def _swapped(
    periods: Mapping[int, Period], dates: Mapping[int, PeriodHeading], places: Sequence[int]
) -> dict[int, Period]:
    """The months that dates name with day and month exchanged, where only so they follow one another.

    A spreadsheet set to American dates turns 01/04/2023 into 4 January, and leaves 13/04/2023 as text.
    """
    turned = {
        place: Period(one.year, one.day)
        for place, one in dates.items()
        if one.form is Form.DAY and place in periods and periods[place].length == 1 and one.day <= YEAR_MONTHS
    }
    as_given = [periods[place].index for place in places]
    if _follow(as_given):
        return {}
    # One that was typed beside labels of their months is exchanged alone.
    for those in (turned, {place: one for place, one in turned.items() if dates[place].day != 1}):
        likely = {**periods, **those}
        as_turned = [likely[place].index for place in places]
        if as_given != as_turned and _follow(as_turned):
            return {place: likely[place] for place in places if likely[place] != periods[place]}
    return {}


def _follow(months: Sequence[int]) -> bool:
    """Whether months follow one another, forwards or backwards, at one distance or with single ones left out."""
    steps = {later - earlier for earlier, later in pairwise(months)}
    least = min(map(abs, steps))
    one_way = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    return one_way and least in _STEPS and max(map(abs, steps)) <= 2 * least


def _mistyped(months: Sequence[int]) -> dict[int, int]:
    """The month that the place of each mistyped heading asks for, by its position."""
    step = _step(months)
    likely: dict[int, int] = {}
    for i in range(1, len(months) - 1):
        before, own, after = months[i - 1 : i + 2]
        if (
            i - 1 not in likely
            and not min(before, after) < own < max(before, after)
            and _is_gap(before, own, after, step)
        ):
            likely[i] = before + (after - before) // 2
    mended = [likely.get(i, month) for i, month in enumerate(months)]
    return likely | (_wrong_years(mended, step) if step in {1, QUARTER_MONTHS, TERM_MONTHS} else {})


def _step(months: Sequence[int]) -> int:
    """The commonest distance between headings; 0 where it is none of a month, a quarter, a term and a year."""
    steps = Counter(later - earlier for earlier, later in pairwise(months) if later - earlier in _STEPS)
    return max(steps, key=lambda step: (steps[step], -step), default=0)


def _is_gap(before: int, own: int, after: int, step: int) -> bool:
    """Whether exactly one period lies between two headings; among three headings it must be mistyped in its year."""
    if step:
        return after - before == 2 * step
    return abs(after - before) in {2, 2 * QUARTER_MONTHS} and (2 * own - before - after) % (2 * YEAR_MONTHS) == 0


def _wrong_years(months: Sequence[int], step: int) -> dict[int, int]:
    """The months of up to three headings that go on as the others do, but say another year than the most of them."""
    unwrapped = [months[0]]
    for earlier, later in pairwise(months):
        unwrapped.append(unwrapped[-1] + ((later - earlier - 1) % YEAR_MONTHS) + 1)
    years = Counter(month - place for month, place in zip(months, unwrapped, strict=True))
    most = max(years, key=lambda year: years[year])
    odd = [i for i, month in enumerate(months) if month - unwrapped[i] != most]
    if not odd or len(odd) > MOST_MISTYPED or len(odd) >= years[most]:
        return {}
    beside = [(i, i - 1 if i else 1) for i in odd]
    if any(abs(unwrapped[i] - unwrapped[other]) != step for i, other in beside):
        return {}
    return {i: unwrapped[i] + most for i in odd}


def _twice(months: Sequence[int]) -> list[int]:
    """The positions of two headings side by side that are the same, in a run that is otherwise in step."""
    same = [i for i, (earlier, later) in enumerate(pairwise(months)) if earlier == later]
    if len(months) < 3 or len(same) != 1:
        return []
    others = [month for i, month in enumerate(months) if i != same[0]]
    return [same[0], same[0] + 1] if _follow(others) else []


def _wrong_end(months: Sequence[int]) -> dict[int, int]:
    """The month that the last place asks for, or the first, where it alone breaks the order of all the others.

    Three kinds are left: the same month of the year before or after beside the run, to compare its end with; the latest
    month before the course of the year; and one that has changed places with its neighbour, see ``_out_of_order``.
    """
    step = _step(months)
    if len(months) < 3 or not step:
        return {}
    first, last = months[0], months[-1]
    before, after = months[:-1], months[1:]
    if last <= before[-2] and before[-1] - last != YEAR_MONTHS and _goes_up(before):
        return {len(months) - 1: before[-1] + step}
    if first >= after[1] and first - after[-1] not in {0, step, YEAR_MONTHS} and _goes_up(after):
        return {0: after[0] - step}
    return {}


def _goes_up(months: Sequence[int]) -> bool:
    return months[0] < months[-1] and _follow(months)


def _out_of_order(months: Sequence[int]) -> list[int]:
    """The positions that are not in order, where few headings stand elsewhere than a run without gaps would have them.

    One that comes first or last, with the others in order, is for ``_wrong_end``.
    """
    ordered = sorted(months)
    if len(months) < 3 or ordered == list(months) or not _follow(ordered):
        return []
    wrong = [i for i, (own, due) in enumerate(zip(months, ordered, strict=True)) if own != due]
    exchanged = len(wrong) == 2 and wrong[1] == wrong[0] + 1
    away = len(months) - _longest_in_order(months)
    rotated = ordered in ([*months[1:], months[0]], [months[-1], *months[:-1]])
    return wrong if exchanged or (away <= len(months) // 3 and not rotated) else []


def _longest_in_order(months: Sequence[int]) -> int:
    """How many of the months can be kept so that they are in order."""
    ends: list[int] = []
    for month in months:
        at = bisect_left(ends, month)
        ends[at : at + 1] = [month]
    return len(ends)
