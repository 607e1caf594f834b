"""Takes the period off a heading that names something else as well, such as ``Target 2024/25``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from inputs.headings.period_headings import MONTH_BY_SHORT_NAME, Form, PeriodHeading, calendar_year, period_heading
from inputs.period import AUGUST, Period

_LONGEST, _MOST_WORDS = 60, 10
_MARKS = " -–—:,()[]"
_BETWEEN = re.compile(r"(?: (?:for|in|to|by|at|of|on|from|year|fy|during))+$", re.IGNORECASE)
_OF_WEEKS = re.compile(r"\b(?:w ?/ ?[ce]|wk|week)s?\b", re.IGNORECASE)
_OPENING = re.compile(r"^(?:year|fy|the) ", re.IGNORECASE)


def without_period(text: str) -> Iterator[tuple[str, PeriodHeading]]:
    """Each way to read a period at the end or the beginning of a heading, with the rest of its words.

    A number that may be a date is none here: 45000 may be a target. Nor is the day of a week, as in “w/e 29/12/2023”.
    """
    words = text.split() if len(text) <= _LONGEST and not is_of_week(text) else ()
    if not 1 < len(words) <= _MOST_WORDS or not (any(map(str.isdigit, text)) or _names_month(words)):
        return
    for cut in range(1, len(words)):
        first, second = (" ".join(part).strip(_MARKS) for part in (words[:cut], words[cut:]))
        for named, rest in ((second, first), (first, second)):
            period = period_heading(named) if named and rest else None
            if period is not None and period.form is not Form.SERIAL:
                yield rest, period
                yield _OPENING.sub("", _BETWEEN.sub("", rest)).strip(_MARKS), period


def is_of_week(text: str) -> bool:
    """Whether a heading is that of a week, as “w/e 29/12/2023” is."""
    return _OF_WEEKS.search(text) is not None


def _names_month(words: Sequence[str]) -> bool:
    return any(word.strip(_MARKS)[:3].casefold() in MONTH_BY_SHORT_NAME for word in (words[0], words[-1]))


def period_said(heading: PeriodHeading, among: Iterable[Period]) -> Period | None:
    """The period that a heading such as ``Target Q3`` means; None where it does not say which, as FY24 and 2024 do not.

    A month, quarter or term without its year is the last such one ``among`` those of the table.
    """
    if heading.form in {Form.WHOLE, Form.DAY, Form.FINANCIAL_YEAR}:
        return heading.period
    if not heading.lacks_year:
        return None
    if heading.is_term:
        ends = {Period(one.academic_year + (heading.month <= AUGUST), heading.month) for one in among}
    else:
        ends = {Period(calendar_year(one.financial_year + 1, heading.month), heading.month) for one in among}
    last = max(ends, default=None)
    return last.lasting(heading.length) if last else None
