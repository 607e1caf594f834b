"""Tells month headings that Excel turned into dates, such as ``Dec-23``, from real dates.

Excel takes ``Dec-23``, typed into a cell, for 23 December of the current year, so the day of such a date is its year.
All headings of a header row decide together; a single one is unclear. The 1st of each month is a label of the month,
and one of its last days stands for its end; any other day, or the 1st in "at 1 January", is neither.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from inputs.headings.period_headings import Form, PeriodHeading

LAST_DAYS = FIRST_DAYS = 7  # of a month: the last Friday may stand for its end, the first working day for neither
# How many years a label may lie before and after the year in which it was typed. Labels that are all of one year look
# like the same day of every month, so they are believed within fewer years.
_YEARS_BEFORE, _YEARS_BEFORE_ALONE, _YEARS_AFTER = 10, 3, 1


def typed_as_day(heading: PeriodHeading) -> PeriodHeading:
    """The month that was typed: December 2023 for a date of 23 December."""
    return PeriodHeading(Form.WHOLE, 2000 + heading.day, heading.month)


def day_labels(line: Mapping[int, PeriodHeading]) -> list[int]:
    """The places in a header row whose dates are month labels; none where the dates are meant as dates.

    They are labels where, read so, they are evenly spaced and as dates they are not, or all lie in one calendar year.
    So are dates on one and the same day of one calendar year, with months missing between them.
    """
    places = _candidates(line)
    months = {place: one for place, one in line.items() if one.form in {Form.DAY, Form.WHOLE} and one.length == 1}
    as_dates = {one.period.index for one in months.values()}
    as_labels = {(typed_as_day(one) if place in places else one).period.index for place, one in months.items()}
    if not places or as_dates == as_labels or len(as_labels) < 2:
        return []
    one_year = len({line[place].year for place in places}) == 1
    one_day = len({line[place].day for place in places}) == 1 < len(places)
    told = _is_even(as_labels) and (one_year or not _is_even(as_dates))
    return places if told or (one_year and one_day and not _is_even(as_dates)) else []


def doubtful_days(line: Mapping[int, PeriodHeading]) -> list[int]:
    """The places of the one date of a header row without any other period, if it could be a label of another month."""
    places = _candidates(line)
    headings = {(heading.year, heading.month, heading.day, heading.length) for heading in line.values()}
    differs = places and typed_as_day(line[places[0]]).period != line[places[0]].period
    return places if differs and len(headings) == 1 else []


def days_inside_months(line: Mapping[int, PeriodHeading], at_firsts: Collection[int]) -> list[int]:
    """The places in a header row of dates that are neither a label of their month nor stand for its end.

    ``at_firsts`` are those where the 1st of a month is meant as that day, as it is beside others of a first week.
    """
    days = {place: one for place, one in line.items() if one.day and one.form in {Form.DAY, Form.WHOLE}}
    typed = {place for place, one in days.items() if one.form is Form.DAY and typed_as_day(one).period == one.period}
    early_enough = {place for place, one in days.items() if 1 < one.day <= one.period.last_day.day - LAST_DAYS}
    inside = sorted(early_enough - typed)
    early = any(days[place].day <= FIRST_DAYS for place in inside)
    firsts = [place for place, one in days.items() if one.day == 1 and (early or place in at_firsts)]
    return sorted(inside + firsts)


def _candidates(line: Mapping[int, PeriodHeading]) -> list[int]:
    """The places of dates that could be labels: none if one of them cannot be, or if all are the last day of a month.

    A label whose year is no day of its month, such as Feb-30, becomes the first of a month in Excel.
    """
    days = {place: heading for place, heading in line.items() if heading.form is Form.DAY and heading.day != 1}
    firsts = any(heading.form is Form.DAY and heading.day == 1 for heading in line.values())
    if not firsts and all(one.day == one.period.last_day.day for one in days.values()):
        return []
    alone = len({heading.day for heading in days.values()}) == 1
    before = _YEARS_BEFORE_ALONE if alone else _YEARS_BEFORE
    near = all(heading.year - before <= 2000 + heading.day <= heading.year + _YEARS_AFTER for heading in days.values())
    return list(days) if near else []


def _is_even(months: Iterable[int]) -> bool:
    """Whether months are 1, 3 or 12 apart throughout, whatever their order and however often each is named."""
    steps = {second - first for first, second in pairwise(sorted(set(months)))}
    return len(steps) == 1 and steps <= {1, 3, 12}
