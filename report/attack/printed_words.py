"""Numbers and periods out of printed words: what a figure says, and how far its rounding leaves it open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from inputs.period import APRIL, MONTH_NAMES, TERM_NAMES, YEAR_MONTHS, Period
from report.attack.paper import Cell, Reading, Side, exactly, hidden, rounded_to
from report.metrics.model.measure import Measure, Unit
from report.metrics.model.period_type import PeriodType

NUMBER = r"[−-]?£?\d[\d,]*(?:\.\d+)?"
UNIT = r"(?:%|[\s\u00a0]*(?:day|week|month)s?)?"
FEWER_THAN = re.compile(r"[Ff]ewer than (\d+)")
_MARKS_OF_HIDDEN = frozenset(("c", "hidden"))
_MONTH = "|".join(MONTH_NAMES)
_SHORT = {name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)}
_OF = re.compile(rf"({NUMBER}) of (?:the )?({NUMBER})\b")
_FIRST = re.compile(NUMBER)
_COUNT_BESIDE = re.compile(rf"\(({NUMBER}) [a-z]")
_WHENS = (
    (re.compile(rf"(?:[Bb]etween |date: )({_MONTH})(?: (\d{{4}}))? (?:and|to) ({_MONTH}) (\d{{4}})"), "run"),
    (re.compile(rf"date: ({_MONTH}) (\d{{4}})"), "to date"),
    (re.compile(rf"\b12 months to ({_MONTH}) (\d{{4}})"), "year"),
    (re.compile(rf"\b36 months to ({_MONTH}) (\d{{4}})"), "three years"),
    (re.compile(rf"\byear to ({_MONTH}) (\d{{4}})"), "year"),
    (re.compile(r"\b(\d{4})/\d\d Q([1-4])"), "quarter"),
    (re.compile(r"\b(autumn|spring|summer) term (\d{4})"), "term"),
    (re.compile(rf"\b[Oo]n \d{{1,2}} ({_MONTH}) (\d{{4}})"), "month"),
    (re.compile(rf"\b(?:[Ii]n|[Dd]uring|compare,) ({_MONTH}) (\d{{4}})"), "month"),
)
_NAMED = re.compile(rf"(?:(12|36) months to )?({_MONTH}) (\d{{4}})|(\d{{4}})/\d\d Q([1-4])")
_QUARTER_MONTHS = 3


def plain(text: str) -> str:
    """A text with ordinary spaces, one at a time, and without the mark of a revised figure."""
    return " ".join(text.split()).removeprefix("r ")


@lru_cache(maxsize=4000)
def number(text: str) -> Fraction:
    """A printed number, exactly as printed."""
    return Fraction(text.replace(",", "").replace("£", "").replace("−", "-"))


def rounded(cell: Cell, side: Side, text: str, where: str) -> Reading:
    """The reading of a number that is rounded to the decimals it is printed with."""
    return rounded_to(cell, side, number(text), len(text.partition(".")[2]), where)


def read_figure(text: str, measure: Measure, cell: Cell, where: str) -> Iterator[Reading]:
    """What a printed figure says: "9 of 11", "56.0% (14 of 25)", "440 days (20 children)", "412", "c"; or none.

    A count that is called fewer than so many is one at least: a nought is shown.
    """
    said = plain(text)
    if fewer := FEWER_THAN.fullmatch(said):
        yield hidden(cell, where)
        yield exactly(cell, Side.FEWER, number(fewer[1]), where)
        return
    if said in _MARKS_OF_HIDDEN:
        yield hidden(cell, where)
    first = _FIRST.search(said)
    if first is None:
        return
    if measure.unit is Unit.COUNT:
        yield exactly(cell, Side.COUNTED, number(first[0]), where)
        return
    both = _OF.search(said)
    if both:
        yield exactly(cell, Side.COUNTED, number(both[1]), where)
        yield exactly(cell, Side.OF, number(both[2]), where)
        return
    yield rounded(cell, Side.VALUE, first[0], where)
    if measure.unit.is_average and (beside := _COUNT_BESIDE.search(said)):
        yield exactly(cell, Side.OF, number(beside[1]), where)


def span_of(measure: Measure, month: Period, kind: PeriodType | str = "") -> Period:
    """The months behind a figure of a measure that ends with a month. ``kind`` is its period type, if not its own."""
    length = {
        PeriodType.ROLLING_12_MONTHS: YEAR_MONTHS,
        PeriodType.ROLLING_36_MONTHS: 3 * YEAR_MONTHS,
        PeriodType.FINANCIAL_YEAR: YEAR_MONTHS,
        PeriodType.SCHOOL_YEAR: YEAR_MONTHS,
        PeriodType.THREE_YEARS: YEAR_MONTHS,
        PeriodType.BIRTHDAY_WINDOW: YEAR_MONTHS,
        PeriodType.YEAR_TO_DATE: month.months_into_year,
        PeriodType.IN_QUARTER: _QUARTER_MONTHS,
        PeriodType.IN_TERM: 4,
    }
    return month.lasting(length.get(PeriodType(kind or measure.period_type), 1))


def as_counted(measure: Measure, period: Period) -> Period:
    """The months behind the figure of a quarter or term: of a snapshot its end, of a rolling year all twelve."""
    if measure.period_type.is_trailing or measure.period_type.is_of_years:
        return span_of(measure, period.last_month)
    return period


@lru_cache(maxsize=4000)
def when_in(text: str) -> Period | None:
    """The period that a text names with a preposition: "in the 12 months to December 2023"; None without one."""
    said = plain(text)
    for pattern, kind in _WHENS:
        match = pattern.search(said)
        if match:
            return _period_of(kind, match)
    return None


def _period_of(kind: str, match: re.Match[str]) -> Period:
    if kind == "run":
        last = _month(match[3], match[4])
        first = _month(match[1], match[2] or match[4])
        return last.lasting(last.index - first.index + 1)
    if kind == "quarter":
        return quarter_of(int(match[1]), int(match[2]))
    if kind == "term":
        return Period(int(match[2]), next(last for last, name in TERM_NAMES.items() if name == match[1]), 4)
    month = _month(match[1], match[2])
    lengths = {"year": YEAR_MONTHS, "three years": 3 * YEAR_MONTHS, "to date": month.months_into_year}
    return month.lasting(lengths.get(kind, 1))


def _month(name: str, year: str) -> Period:
    return Period(int(year), MONTH_NAMES.index(name) + 1)


def quarter_of(financial_year: int, quarter: int) -> Period:
    """A quarter of the financial year that began in April of a year."""
    return Period(financial_year, APRIL).back(-(3 * quarter - 1)).lasting(_QUARTER_MONTHS)


def named_period(text: str) -> Period | None:
    """The month, quarter or years that a text begins with: "2023/24 Q3", "12 months to December 2023"; or None."""
    match = _NAMED.match(plain(text))
    if match is None:
        return None
    if match[2]:
        return _month(match[2], match[3]).lasting(int(match[1] or 1))
    return quarter_of(int(match[4]), int(match[5]))


def month_of_heading(heading: str, financial_year: int) -> Period | None:
    """The month of a column headed "Apr" to "Mar" in a row of a financial year; None for another heading."""
    number = _SHORT.get(heading)
    return Period(financial_year + (number < APRIL), number) if number else None


def short_month_of(heading: str) -> Period | None:
    """The month of a heading such as "Mar 2025" or "31 Mar 2025"; None for another."""
    match = re.fullmatch(r"(?:\d{1,2} )?([A-Z][a-z]{2}) (\d{4})", plain(heading))
    number = _SHORT.get(match[1]) if match else None
    return Period(int(match[2]), number) if match and number else None
