"""Takes the dates out of a title where they are those of its table: “Age at 31 December” over months to December."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inputs.headings.dates import MONTH_BY_NAME
from inputs.headings.folding import fold
from inputs.period import MARCH, Period

_CENTURY = 2000
_LAST_DAYS = frozenset({"28", "29", "30", "31"})
_NAMES = "|".join(sorted(MONTH_BY_NAME, key=len, reverse=True))
_IN_FIGURES = re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?:20)?(?P<year>\d\d)\b")
_IN_WORDS = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? )?(?P<month>{_NAMES})(?: (?:20)?(?P<year>\d\d)(?!/))?\b"
)
_YEARS = re.compile(r"\b(?:20(?P<first>\d\d)(?: ?(?:/|to) ?(?:20)?(?P<next>\d\d))?|(?P<short>\d\d)/(?P<end>\d\d))\b")


def without_own_dates(text: str, periods: Sequence[Period]) -> str | None:
    """A folded title without dates; None where it says another day, month or year than that of the last period."""
    last, rest = max(periods, key=lambda one: one.index, default=None), fold(text)
    months: set[int] = set()
    years: list[tuple[int, ...]] = []
    for pattern in (_IN_FIGURES, _IN_WORDS):
        for match in pattern.finditer(rest):
            if match["day"] is not None and match["day"] not in _LAST_DAYS:
                return None
            months.add(MONTH_BY_NAME.get(match["month"]) or int(match["month"]))
            years += [(_CENTURY + int(match["year"]),)] if match["year"] else []
        rest = pattern.sub(" ", rest)
    years += map(_years_of, _YEARS.finditer(rest))
    fits = last is None or (
        (not months or last.month in months) and (not years or any(_holds(last, its) for its in years))
    )
    return " ".join(_YEARS.sub(" ", rest).split()) if fits else None


def _years_of(match: re.Match[str]) -> tuple[int, ...]:
    """The calendar year of a match, or the two that its financial year is in."""
    first, end = match["first"] or match["short"], match["next"] or match["end"]
    return (_CENTURY + int(first), _CENTURY + int(end)) if end else (_CENTURY + int(first),)


def _holds(last: Period, years: tuple[int, ...]) -> bool:
    """Whether a period ends in a calendar year, or in the financial year that two of them make."""
    return last.year == years[0] if len(years) == 1 else last.year + (last.month > MARCH) == years[1]
