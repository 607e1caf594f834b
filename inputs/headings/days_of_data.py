"""Finds the day on which the figures of a table were taken, which no figure of a later month can be of.

“Extract date 12/12/2023” over a column Dec-23 says that December is not a whole month there.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache, lru_cache

from inputs.files.workbook_values import Value
from inputs.headings.dates import MONTH_BY_NAME
from inputs.headings.fact_lists import pattern_of
from inputs.headings.fact_words import LONGEST, Aspect, Said
from inputs.headings.folding import fold
from inputs.headings.note_words import NO_LEAP_YEAR, OfMonths, Reach
from inputs.headings.period_headings import Form, calendar_day, period_heading
from inputs.period import MARCH

_STATED = (Form.WHOLE, Form.DAY, Form.UNCLEAR)


_DATE = re.compile(
    r"\b\d{4}-\d\d-\d\d\b|\b\d\d?[/.-]\d\d?[/.-]\d{2,4}\b|\b\d\d?(?:st|nd|rd|th)? [A-Za-z]{3,9},? \d{4}\b"
)


@lru_cache(maxsize=1024)
def cut_off(text: str, beside: Value = None, *, note: bool = False) -> OfMonths | None:
    """What a line that gives the day of the data says of the months that were not over by then; None for any other.

    The day follows in the line, or stands ``beside`` it in the next cell. In a ``note`` “As at 30 September 2023” gives
    it, too, for the months after it; in a title that is the day of the figures themselves. A month that ended days
    later may be given: “correct as at 22 December (end of term)”.
    """
    if len(text) > LONGEST:
        return None
    written = _DATE.search(text)
    day = _day(written[0] if written is not None else beside)
    if day is None:
        return None
    words = fold(text)
    taken = pattern_of("taken_by").match(words)
    opening = taken or (pattern_of("as_at").match(words) if note else None)
    if opening is None:
        return None
    said = Said(Aspect.STANDING, "incomplete", "of a month that was not over when they were taken", opening[0].strip())
    over = taken is None or day.day == monthrange(day.year, day.month)[1]
    return OfMonths(((day.month, day.year),), (said,), reach=Reach.AFTER if over else Reach.FROM)


@lru_cache(maxsize=1024)
def part_of_year(text: str) -> OfMonths | None:
    """A year of which a line says that only a part is counted: “2023/24 is to December”, “last column: part year”."""
    folded = fold(text) if len(text) <= LONGEST else ""
    if not any(one in folded for one in ("20", "year", "column")):
        return None
    match = pattern_of("part_of_year").search(folded)
    said = Said(Aspect.STANDING, "incomplete", "of a part of the year", match["part"]) if match is not None else None
    if match is None or said is None or (match["month"] or "").startswith("mar"):
        return None
    year = _year(match["year"][-2:] if match["year"] else None)
    return OfMonths(((MARCH, year),) if year else (), (said,), reach=Reach.YEAR)


@lru_cache(maxsize=1024)
def of_earlier_month(text: str) -> OfMonths | None:
    """What a note on one row says of its latest months, as “November data”, “as at 30 November”, “without December”."""
    folded = fold(text).strip(" .") if len(text) <= LONGEST else ""
    if MONTH_BY_NAME.keys().isdisjoint(folded.split()):
        return None
    if (lacking := _lacking().fullmatch(folded)) is not None:
        said = Said(Aspect.STANDING, "incomplete", "of a part of a month", lacking["words"])
        return OfMonths(((MONTH_BY_NAME[lacking["month"]], _year(lacking["year"])),), (said,))
    match = _earlier().fullmatch(folded)
    if match is None:
        return None
    month, year = MONTH_BY_NAME[match["month"]], _year(match["year"])
    over = match["day"] is None or int(match["day"]) >= monthrange(year or NO_LEAP_YEAR, month)[1]
    said = Said(Aspect.STANDING, "incomplete", "those of another month", match[0])
    return OfMonths(((month, year),), (said,), reach=Reach.AFTER if over else Reach.FROM)


@cache
def _earlier() -> re.Pattern[str]:
    """A month as that of all figures of a row, with a day or without."""
    words = pattern_of("as_at").pattern
    return re.compile(
        rf"(?:{words} (?:the )?(?P<day>\d\d?)?(?:st|nd|rd|th)? ?"
        r"|(?:latest |last )?(?:data|figures?) (?:for|from|as at|at) )?"
        rf"(?P<month>{'|'.join(MONTH_BY_NAME)})(?: (?P<year>20\d\d|\d\d))?"
        r"(?: (?:data|figures?|position|snapshot|return)(?: (?:only|used|shown))*)?"
    )


@cache
def _lacking() -> re.Pattern[str]:
    """A month that figures do not include."""
    return re.compile(
        r"(?P<words>(?:(?:figures? |data )?(?:does|do|did) not include|excludes?|excluding|without|not including|no))"
        rf" (?:data for |figures for )?(?P<month>{'|'.join(MONTH_BY_NAME)})(?: (?P<year>20\d\d|\d\d))?"
        r"(?: data| figures)?"
    )


def _year(text: str | None) -> int | None:
    return 2000 + int(text) % 100 if text else None


def _day(value: Value) -> date | None:
    """The date that a value is or states with its day; of one that can be read two ways, the day comes first."""
    found = period_heading(value)
    if found is None or found.form not in _STATED or not found.day:
        return None
    return calendar_day(found.year, found.month, found.day)
