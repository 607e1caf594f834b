"""Tells the dates that were typed as month labels, such as ``Dec-23``, from the dates that are meant as they stand.

Excel takes ``Dec-23`` in a plain cell for 23 December of the year of typing, so the day of such a heading is its year.
Whether it is so, the headings of the line decide together; one alone cannot, and is unclear.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise

from inputs.headings.period_headings import Form, Part

# How far the year of a label may lie before and after the year in which it was typed. Where all labels are of one
# year they could as well be dates of every month, so these are believed for the years nearest to the typing only.
_YEARS_BEFORE, _YEARS_BEFORE_ALONE, _YEARS_AFTER = 10, 3, 1


def typed_as_day(part: Part) -> Part:
    """Give what was typed where a workbook turned ``Dec-23`` into 23 December of the year of typing."""
    return Part(Form.WHOLE, 2000 + part.day, part.month)


def day_labels(line: Mapping[int, Part]) -> list[int]:
    """Give the places of a line whose dates were typed as month labels; none where the dates mean what they say.

    They are labels where, read so, they make an even run and as dates they do not, or lie all in one calendar year.
    So are dates on one and the same day of one calendar year, with months missing between them.
    """
    places = _candidates(line)
    read = {place: part for place, part in line.items() if part.form in {Form.DAY, Form.WHOLE} and part.length == 1}
    as_dates = {part.period.index for part in read.values()}
    labels = (typed_as_day(part) if place in places else part for place, part in read.items())
    as_labels = {part.period.index for part in labels}
    if not places or as_dates == as_labels or len(as_labels) < 2:
        return []
    one_year = len({line[place].year for place in places}) == 1
    one_day = len({line[place].day for place in places}) == 1 < len(places)
    told = _is_even(as_labels) and (one_year or not _is_even(as_dates))
    return places if told or (one_year and one_day and not _is_even(as_dates)) else []


def doubtful_days(line: Mapping[int, Part]) -> list[int]:
    """Give the places of a line that holds one date and no other period, if that may be a label of another month."""
    places = _candidates(line)
    parts = {(part.year, part.month, part.day, part.length) for part in line.values()}
    differs = places and typed_as_day(line[places[0]]).period != line[places[0]].period
    return places if differs and len(parts) == 1 else []


def _candidates(line: Mapping[int, Part]) -> list[int]:
    """Give the places of dates that may be labels: none if one of them cannot be, or if all end a month.

    The first of a month among them is what Excel makes of a label whose year is no day of its month, such as Feb-30.
    """
    days = {place: part for place, part in line.items() if part.form is Form.DAY and part.day != 1}
    firsts = any(part.form is Form.DAY and part.day == 1 for part in line.values())
    if not firsts and all(_ends_a_month(part) for part in days.values()):
        return []
    alone = len({part.day for part in days.values()}) == 1
    before = _YEARS_BEFORE_ALONE if alone else _YEARS_BEFORE
    near = all(part.year - before <= 2000 + part.day <= part.year + _YEARS_AFTER for part in days.values())
    return list(days) if near else []


def _ends_a_month(part: Part) -> bool:
    return (date(part.year, part.month, part.day) + timedelta(days=1)).day == 1


def _is_even(months: Iterable[int]) -> bool:
    """Whether months, in whatever order and however often each, follow one another by the month, quarter or year."""
    steps = {second - first for first, second in pairwise(sorted(set(months)))}
    return len(steps) == 1 and steps <= {1, 3, 12}
