"""Finds the day on which the figures of a table were taken, which no figure of a later month can be of.

“Extract date 12/12/2023” over a column Dec-23 says that December is not a whole month there.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from inputs.files.workbook_values import Value
from inputs.headings.dates import MONTH_BY_NAME
from inputs.headings.fact_lists import pattern_of
from inputs.headings.fact_words import LONGEST, Aspect, Said
from inputs.headings.folding import fold
from inputs.headings.note_words import DAY, NO_LEAP_YEAR, OfMonths, Reach
from inputs.headings.period_headings import Form, calendar_day, period_heading
from inputs.period import MARCH, YEAR_MONTHS

_STATED = (Form.WHOLE, Form.DAY, Form.UNCLEAR)


_DATE = re.compile(
    r"\b\d{4}-\d\d-\d\d\b|\b\d\d?[/.-]\d\d?[/.-]\d{2,4}\b"
    r"|\b\d\d?(?:st|nd|rd|th)?[ -](?:of )?[A-Za-z]{3,9},?[ -](?:\d{4}|\d\d)\b"
)
_NAMED_DAY = re.compile(rf"\b{DAY}\b(?! \d)")
_END_OF = re.compile(rf"\bend (?:of )?(?P<month>{'|'.join(MONTH_BY_NAME)})(?: (?P<year>20\d\d|\d\d))?\b")
_CUSTOMARY_DAYS = 10  # before the end of a month: its figures may be given as at a day so late in it


_MOST_WORDS_AFTER = 4  # behind a day: a line that goes on speaks of something that happened


class _Day(NamedTuple):
    """A day of a month; ``year`` is None where it is not said."""

    day: int
    month: int
    year: int | None

    @property
    def days_left(self) -> int:
        """How many days of the month are still to come."""
        return monthrange(self.year or NO_LEAP_YEAR, self.month)[1] - self.day


@lru_cache(maxsize=1024)
def cut_off(text: str, beside: Value = None, *, as_at: bool = False, note: bool = False) -> OfMonths | None:
    """What a line that gives the day of the data says of the months that were not over by then; None for any other.

    The day follows in the line, or stands ``beside`` it in the next cell. With ``as_at`` “As at 30 September 2023”
    gives it, too, for the months after it; elsewhere that is the day of the figures themselves. A month that ended days
    later may be given: “correct as at 22 December (end of term)”. In a ``note`` such a day may have no year: in a title
    it may be that of each year.
    """
    if len(text) > LONGEST:
        return None
    words = fold(text)
    taken = pattern_of("taken_by").match(words)
    opening = taken or (pattern_of("as_at").match(words) if as_at else None)
    day = _day_in(text, words, beside) if opening is not None else None
    if opening is None or day is None or not (taken or note or day.year):
        return None
    said = Said(Aspect.STANDING, "incomplete", "of a month that was not over when they were taken", opening[0].strip())
    over = day.days_left <= (0 if taken else _CUSTOMARY_DAYS)
    return OfMonths(((day.month, day.year),), (said,), reach=Reach.AFTER if over else Reach.FROM)


def _day_in(text: str, words: str, beside: Value) -> _Day | None:
    """The day that a line names, or the cell beside it; the last one of a month for “end of November”."""
    written = _DATE.search(text)
    if written is not None and len(text[written.end() :].split()) > _MOST_WORDS_AFTER:
        return None  # Up to 20 December 2023 more children came than before
    found = _day(written[0] if written is not None else beside)
    if found is not None:
        return _Day(found.day, found.month, found.year)
    if (end := _END_OF.search(words)) is not None:
        month, year = MONTH_BY_NAME[end["month"]], _year(end["year"])
        return _Day(monthrange(year or NO_LEAP_YEAR, month)[1], month, year)
    named = _NAMED_DAY.search(words)
    if named is None or len(words[named.end() :].split()) > _MOST_WORDS_AFTER:
        return None
    month = MONTH_BY_NAME[named["month"]] if named["month"] else int(named["number"])
    valid = 1 <= month <= YEAR_MONTHS and 1 <= int(named["day"]) <= monthrange(NO_LEAP_YEAR, month)[1]
    return _Day(int(named["day"]), month, _year(named["year"])) if valid else None


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
