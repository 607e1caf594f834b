"""Reads headings that are bare years: after a council's name, or with a day of the year stated in title or label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from inputs.files.workbook_values import Value
from inputs.headings.heading_marks import tidy
from inputs.headings.period_headings import MONTH_BY_SHORT_NAME, PeriodHeading, calendar_day, period_heading
from inputs.period import MARCH, MONTH_NAMES, Period

_MONTH_WORDS = "|".join(name.casefold() for name in MONTH_NAMES)
_DAY = rf"(?P<day>\d\d?)(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH_WORDS})\b"
_STATED = re.compile(rf"(?P<ending>\b(?:years?|12 months) (?:ending|ended|end|to)(?: on)? )?\b{_DAY}(?!,? ?'?\d)")
_AT_THE_END = re.compile(rf"[ ,:(-]+(?:as )?(?:on|at)(?: the)? {_DAY}(?: (?:each|every) year)?\)?$", re.IGNORECASE)
_LONGEST = 80  # of a heading
_WORDS_AND_YEAR = re.compile(r"(?P<words>[^\d]{2,60}?)[ ,:-]+(?P<year>(?:(?:19|20)\d\d|\d\d/\d\d)\b.{0,12})")

# Words before a year that are never the name of a council: parts of a year, and what has not happened yet.
_NO_NAMES = {
    *("spring", "summer", "autumn", "winter", "term", "half", "week", "quarter", "month", "academic", "school"),
    *("calendar", "cohort", "to", "from", "since", "until", "before", "after", "by", "early", "mid", "late", "end"),
    *("start", "target", "forecast", "plan", "planned", "projected", "projection", "budget", "estimate"),
}


class StatedDay(NamedTuple):
    """A day that a title or label states without a year, such as 30 September. ``ending``: as the end of a year."""

    day: int
    month: int
    ending: bool = False

    def of(self, year: int) -> Period:
        """The period that a bare year means: this month of it, or the 12 months to it (always so for March)."""
        return Period(year, self.month, 12 if self.ending or self.month == MARCH else 1)

    def __str__(self) -> str:
        return f"{self.day} {MONTH_NAMES[self.month - 1]}"


def stated_day(texts: Iterable[str]) -> StatedDay | None:
    """The one day of the year that the texts state; None where they state none, or several."""
    days: dict[tuple[int, int], StatedDay] = {}
    for text in texts:
        for match in _STATED.finditer(" ".join(text.casefold().split())):
            day, month = _day_and_month(match)
            if month:
                before = days.get((day, month))
                ending = bool(match["ending"]) or (before is not None and before.ending)
                days[day, month] = StatedDay(day, month, ending)
    return next(iter(days.values())) if len(days) == 1 else None


def without_day(text: str) -> str:
    """A name without the day at its end: ``Average caseload at 30 September`` gives ``Average caseload``."""
    match = _AT_THE_END.search(text)
    return text[: match.start()] if match and _day_and_month(match)[1] else text


def named_years(text_by_place: Mapping[int, str], other_names: Iterable[str]) -> dict[int, PeriodHeading]:
    """Read a header row such as ``Peterborough 2024``, ``Peterborough 24/25 Q1``: the same words before each year.

    ``other_names`` are lower-case words that name something else, such as England. None is read where the row also has
    a period of another form, or several names: then it is not known which columns are the council's own.
    """
    years_by_words: dict[str, dict[int, PeriodHeading]] = {}
    others = set(other_names)
    for place, text in text_by_place.items():
        if period_heading(text) is not None:
            return {}
        match = _words_and_year(text)
        words = match["words"] if match else ""
        if match and words not in others and not _NO_NAMES & set(re.findall(r"[a-z]+", words)):
            named = period_heading(match["year"])
            if named is None or not named.has_period:
                return {}
            years_by_words.setdefault(words, {})[place] = named
    runs = [years for years in years_by_words.values() if len(years) > 1]
    return runs[0] if len(runs) == 1 == len(years_by_words) else {}


def holds_year(text: str) -> bool:
    """Whether a text could hold a year, tested cheaply."""
    return "20" in text or "19" in text or "/" in text


def words_before_year(value: Value) -> str:
    """The lower-case words before the year of a heading such as ``Peterborough 2025``, or ""."""
    match = _words_and_year(value) if isinstance(value, str) and holds_year(value) else None
    return match["words"] if match else ""


def _words_and_year(text: str) -> re.Match[str] | None:
    return _WORDS_AND_YEAR.fullmatch(tidy(text)) if len(text) <= _LONGEST else None


def _day_and_month(match: re.Match[str]) -> tuple[int, int]:
    """The day and the month of a match; the month is 0 where there is no such day."""
    day, month = int(match["day"]), MONTH_BY_SHORT_NAME[match["month"][:3].casefold()]
    return day, month if calendar_day(2024, month, day) else 0
