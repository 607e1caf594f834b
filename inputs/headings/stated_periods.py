"""Reads the period that a title, a label or the name of a sheet states, for a table whose columns name none.

A day counts only where it is the last of its month: "as at 15 December 2023" is not the position at the end of any.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from inputs.headings.dates import last_day_named
from inputs.headings.fact_lists import listed
from inputs.headings.folding import fold
from inputs.headings.heading_marks import tidy
from inputs.headings.label_words import label_words, words_of
from inputs.headings.numbered_periods import period_source
from inputs.headings.period_headings import (
    MONTH_BY_SHORT_NAME,
    Form,
    PeriodHeading,
    academic,
    period_heading,
)
from inputs.period import MARCH, QUARTER_MONTHS, TERM_MONTHS, YEAR_MONTHS, Period

_LONGEST_TITLE = 120
_MOST_WORDS = 16
_SMALL_WORDS = frozenset({"on", "of", "in", "at", "the", "for", "a"})
_MONTH_NAME = re.compile(rf"\b(?:{'|'.join(MONTH_BY_SHORT_NAME)})[a-z]{{0,6}}\b")


_QUARTER = re.compile(r"\b(?:q|qtr|quarter) ?([1-4])\b")


class PeriodWords(NamedTuple):
    """The words of ``known_returns/context/stated_periods.toml``, folded. ``relative``: months back, by heading.

    ``whole``: headings of a whole year or quarter.
    ``events``: words by which a date is that of an event; ``beside``: those that may stand with the date of figures.
    ``spans``: the length that the period must have, by heading, where it says so. ``openings``: words that, at the
    start of a title, say nothing of its period. ``first_days``: words for figures of the first day of each month.
    """

    leads: frozenset[str]
    whole: frozenset[str]
    events: frozenset[str]
    beside: frozenset[str]
    other_dates: re.Pattern[str]
    longer: re.Pattern[str]
    relative: Mapping[str, int]
    spans: Mapping[str, int]
    other_spans: frozenset[str]
    openings: frozenset[str]
    first_days: re.Pattern[str]


@cache
def period_words() -> PeriodWords:
    """Read the words, once."""
    words = period_source()
    back = {"same": 0, "month_before": 1, "quarter_before": QUARTER_MONTHS, "term_before": TERM_MONTHS}
    back["year_before"] = YEAR_MONTHS
    relative = {fold(word): months for key, months in back.items() for word in words[key]}
    nouns = {"month": 1, "quarter": QUARTER_MONTHS, "term": TERM_MONTHS}
    spans = {word: length for word in relative for noun, length in nouns.items() if noun in word.split()}
    other_dates, longer, first_days = (
        re.compile(rf"\b(?:{'|'.join(map(re.escape, words[key]))})\b")
        for key in ("other_dates", "longer", "first_days")
    )
    return PeriodWords(
        frozenset(map(fold, words["leads"])),
        frozenset(map(fold, words["whole"])),
        frozenset(words["events"]),
        frozenset(word for text in (*words["leads"], *words["beside_dates"]) for word in fold(text).split()),
        other_dates,
        longer,
        relative,
        spans,
        frozenset(map(fold, words["other_spans"])),
        frozenset(words["openings"]),
        first_days,
    )


def in_title(text: str, council: str = "") -> PeriodHeading | None:
    """The period at the end or the start of a title, such as ``Scorecard - December 2023``.

    None where it is not that of the figures, as in ``Board of 31 December 2023`` or ``Published: 31 December 2023``.
    Nor, where ``council``, the council's own name, is given, beside words that are not known: they may name an event.
    """
    plain = tidy(text) if len(text) <= _LONGEST_TITLE else ""
    if plain.partition(" ")[0] in period_words().openings:
        plain = plain.partition(" ")[2]
    if not plain or period_words().other_dates.search(plain):
        return None
    words = plain.replace("(", " ").replace(")", " ").split()[:_MOST_WORDS]
    cuts = range(len(words))
    for rest, others in (*((words[n:], words[:n]) for n in cuts), *((words[:-n], words[-n:]) for n in cuts[1:])):
        part = " ".join(rest).strip(" -:,.|")
        heading = period_heading(part) if part else None
        if heading is not None:
            beside = " ".join(others)
            if heading.is_term and plain.endswith("."):
                return None  # a sentence
            other = (
                period_words().longer.search(beside)
                or _MONTH_NAME.search(beside)
                or _is_event(others, last=rest[-1] == words[-1])
            )
            other = other or (bool(council) and _says_more(beside, council)) or _of_another_quarter(beside, heading)
            return heading if not other and _ends_month(last_day_named(part)) else None
    return None


def _of_another_quarter(beside: str, heading: PeriodHeading) -> bool:
    """Whether a quarter beside a month is not the one that it is of: “Q3 2023/24 report, January 2024”."""
    quarter = _QUARTER.search(beside)
    if quarter is None or heading.length > 1:
        return False
    nth = (heading.month - MARCH - 1) % YEAR_MONTHS // QUARTER_MONTHS + 1
    return int(quarter[1]) != nth


def _is_event(others: Sequence[str], last: bool = True) -> bool:
    """Whether the word beside a date, says that it is that of an event. ``last``: the date stands after them."""
    words = [word for word in map(fold, others) if word and word not in _SMALL_WORDS]
    return bool(words) and not period_words().events.isdisjoint({words[-1 if last else 0], " ".join(words[-2:])})


def _says_more(beside: str, council: str) -> bool:
    """Whether words beside a date are neither known nor of the council's own name."""
    known = _known_in_titles() | frozenset(fold(council).split())
    return any(word.isalpha() and word not in known and words_of(word)[0] not in known for word in fold(beside).split())


@cache
def _known_in_titles() -> frozenset[str]:
    labels = label_words()
    listed_ones = listed("neutral") | listed("of_any_council") | listed("teams_that_send")
    return period_words().beside | labels.words | labels.plain | listed_ones


def in_cell(value: date | datetime, number_format: str) -> PeriodHeading | None:
    """The month of a date in a title: one that is shown without its day, or is the last of its month."""
    heading = period_heading(value)
    if heading is None:
        return None
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format.casefold())
    label = heading.day == 1 and "m" in shown and "d" not in shown
    day = date(heading.year, heading.month, heading.day)
    return heading._replace(form=Form.WHOLE, day=0) if label or _ends_month(day) else None


def is_lead(text: str) -> bool:
    """Whether a label says that the period of the figures stands beside it."""
    return fold(text) in period_words().leads


def is_position(text: str) -> bool:
    """Whether words such as At or Snapshot stand before the date of a heading: ``As at 1 January 2024``."""
    lead = re.match(r"[a-z ]*[a-z](?= +\d)", tidy(text[:_LONGEST_TITLE]))
    return lead is not None and fold(lead[0].removesuffix(" the")) in period_words().leads


def is_whole_year(text: str) -> bool:
    """Whether a heading under a year or a quarter says that its figures are those of all of it, as Year end does."""
    return fold(text) in period_words().whole


def speaks_of_first_days(text: str) -> bool:
    """Whether a title says that its figures are of the first day of each month."""
    return bool(period_words().first_days.search(tidy(text[:_LONGEST_TITLE])))


def is_of_another_date(text: str) -> bool:
    """Whether a label says that the date beside it is another one, such as that of a meeting."""
    plain = tidy(text[:_LONGEST_TITLE])
    return bool(period_words().other_dates.search(plain)) or _is_event(plain.split())


def stated(headings: Iterable[PeriodHeading]) -> Period | None:
    """The one period that headings state together; None where they state none, or several.

    A month, quarter or term without its year takes it from a year beside it; that of a term is an academic one. Of a
    quarter or term and its last month, the longer is meant: the month is then the day of its snapshots.
    """
    found = list(dict.fromkeys(headings))
    if any(one.form is Form.UNCLEAR for one in found):
        return None
    terms = any(one.is_term for one in found)
    years = {one for one in found if one.form is Form.FINANCIAL_YEAR or (terms and one.is_academic_year)}
    if terms:
        years = {academic(year) or year if year.form is Form.FINANCIAL_YEAR else year for year in years}
    periods = {one.period for one in found if one.form is Form.WHOLE and one not in years}
    for one in (each for each in found if each.lacks_year):
        within = {period for year in years if (period := one.in_year(year)) is not None}
        if len(years) == 1 and within:
            periods |= within
        elif not any(_says(period, one) for period in periods):
            return None
    whole = max(periods, key=lambda period: period.length, default=None)
    if whole is None or any(period.last_month != whole.last_month for period in periods):
        return None
    return (
        whole
        if whole.is_usual and all(year.period.index - whole.index in range(YEAR_MONTHS) for year in years)
        else None
    )


def of_column(heading: str, period: Period) -> Period | None:
    """The period of a column such as ``Last month`` under a title that states one; None where it says no such thing."""
    words = period_words()
    folded = fold(heading)
    months = words.relative.get(folded)
    if months is None or words.spans.get(folded, period.length) != period.length:
        return None
    return period.back(months)


def _says(period: Period, heading: PeriodHeading) -> bool:
    return (period.month, period.length) == (heading.month, heading.length)


def _ends_month(day: date | None) -> bool:
    return day is None or day.day == calendar.monthrange(day.year, day.month)[1]
