"""Reads one heading as a period, by a closed list of forms. What is not on the list is not a period.

2023/24 is a financial year unless its heading, the title of its table or the terms beside it say that it is an academic
one. ``FY24`` and ``Q3 2023`` mean different periods to different teams, so they are unclear. A range of days must begin
on the first and end on the last day of a month: ``2023 up to 10 October`` is not a period of a return.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from inputs.files.workbook_values import Value
from inputs.headings.heading_marks import tidy, without_mark
from inputs.headings.terms import term_said
from inputs.period import AUGUST, MARCH, MONTH_NAMES, TERM_MONTHS, YEAR_MONTHS, Period, period_of

FIRST_YEAR, LAST_YEAR = 1990, 2100
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050  # Excel's serial numbers of 1 January 2000 and 31 December 2099
HALF_TERM_MONTHS = 2  # about: no figures are read by them
_EXCEL_DAY_0 = date(1899, 12, 30).toordinal()


class Form(StrEnum):
    """How much of its period a heading states."""

    WHOLE = "a period with its year"
    DAY = "a real date"
    SERIAL = "a date left as a number"
    MONTH = "a month without its year"
    QUARTER = "a quarter without its year"
    TERM = "a term without its year"
    FINANCIAL_YEAR = "a financial year"
    YEAR = "a bare year"
    UNCLEAR = "two ways to read it"


class PeriodHeading(NamedTuple):
    """A heading that names a period, read without its neighbours. What it does not state is 0.

    ``year`` and ``month`` are those of the last month of the period, ``length`` is in months. A financial year has the
    ``year`` in which it ends; a quarter or a term without a year has its last ``month``. ``day`` is that of a date.
    ``other`` is the second meaning of a heading whose ``form`` is UNCLEAR.
    """

    form: Form
    year: int = 0
    month: int = 0
    length: int = 1
    day: int = 0
    other: PeriodHeading | None = None

    @property
    def period(self) -> Period:
        """The period; only where the heading states its year."""
        if self.form in {Form.FINANCIAL_YEAR, Form.YEAR}:
            return period_of(self.year, MARCH, YEAR_MONTHS)
        return period_of(self.year, self.month, self.length)

    @property
    def has_period(self) -> bool:
        """Whether the heading states its year, so that it needs no other one. A bare year such as 2024 does."""
        return self.form in {Form.WHOLE, Form.DAY, Form.FINANCIAL_YEAR, Form.YEAR}

    @property
    def lacks_year(self) -> bool:
        """Whether the heading is a month, quarter or term without its year."""
        return self.form in {Form.MONTH, Form.QUARTER, Form.TERM}

    @property
    def is_term(self) -> bool:
        """Whether the heading is a term, with its year or without."""
        return self.form is Form.TERM or (self.form is Form.WHOLE and self.period.is_term)

    @property
    def is_academic_year(self) -> bool:
        """Whether the heading is a whole academic year."""
        return self.form is Form.WHOLE and (self.month, self.length) == (AUGUST, YEAR_MONTHS)

    def in_year(self, year: PeriodHeading) -> Period | None:
        """The period of a heading without its year, in a financial ``year`` or an academic one; None in any other.

        None also for a summer term in a financial year: it may be that before the year's autumn or after it.
        """
        if year.is_academic_year:
            last = year.year - (self.month > AUGUST)
        elif year.form is Form.FINANCIAL_YEAR and not (self.form is Form.TERM and self.month == AUGUST):
            last = year.year - (self.month > (AUGUST if self.form is Form.TERM else MARCH))
        else:
            return None
        return Period(last, self.month, self.length)

    def under(self, year: PeriodHeading) -> PeriodHeading:
        """A month, quarter or term without its year, as one of a ``year``; UNCLEAR where it is not clear of which."""
        period = self.in_year(year)
        return self._replace(form=Form.WHOLE, year=period.year) if period else self._replace(form=Form.UNCLEAR)


def calendar_year(financial_year: int, month: int) -> int:
    """The calendar year of a month in the financial year that ends in ``financial_year``."""
    return financial_year - (month > MARCH)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The date; None where there is no such day, or in years that no return is about."""
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def period_heading(value: Value) -> PeriodHeading | None:
    """Read the value of a heading; None for anything that is not a period."""
    if isinstance(value, str):
        return _of_text(value) if len(value) <= 60 else None
    if isinstance(value, float) and not value.is_integer():  # most of the numbers of a sheet
        return None
    if isinstance(value, date):  # a datetime is one, too
        # Excel takes "Feb-30", "Apr-31" and "Jan-32", which are no days of that year, for months of 1930 to 1932.
        year = value.year + 100 if value.day == 1 and 1930 <= value.year < 1940 else value.year
        return PeriodHeading(Form.DAY, year, value.month, day=value.day) if FIRST_YEAR <= year <= LAST_YEAR else None
    return _of_number(int(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None


_Said = Mapping[str, str | None]  # the named groups of a form


def _of_number(number: int) -> PeriodHeading | None:
    """A whole number may be a year, or the serial number of a date; its neighbours decide whether it is."""
    if FIRST_YEAR <= number <= LAST_YEAR:
        return PeriodHeading(Form.YEAR, number)
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        day = date.fromordinal(_EXCEL_DAY_0 + number)
        return PeriodHeading(Form.SERIAL, day.year, day.month, day=day.day)
    return _together(*divmod(number, 100)) if number > LAST_YEAR else None


def _together(first: int, second: int) -> PeriodHeading | None:
    """Read 202425 as the financial year 2024/25, as the DfE writes it, and 202504 as April 2025; 201011 is unclear."""
    if not FIRST_YEAR <= first < LAST_YEAR:
        return None
    financial = PeriodHeading(Form.FINANCIAL_YEAR, first + 1) if (first + 1) % 100 == second else None
    if second > 12 or not financial:
        return financial or _whole(first, second)
    return PeriodHeading(Form.UNCLEAR, first, second, other=financial)


MONTH_BY_SHORT_NAME = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:(?:19|20)\d\d|\d\d)"
_FINANCIAL = r"(?P<first>20\d\d|\d\d) ?[/-] ?(?P<second>20\d\d|\d\d)"
_QUARTER = r"(?:q|qtr|quarter) ?(?P<quarter>[1-4])"
_GAP = r"[ .,'/_-]{0,3}"
_NTH = r"(?:st|nd|rd|th)?"
_AT = r"(?:(?:(?:position|snapshot) )?(?:as )?(?:at|on|of) (?:the )?(?:end of )?)?"
_RUN = (
    r"(?:(?P<run>month|quarter|year)(?: end| ending| ended| to)|(?P<short>[mqy]/?e)"
    r"|(?:rolling )?(?P<count>\d\d?) ?(?:months?|mths?|m)(?: ending| ended| end| to)|rolling (?P<rolling>12) months)"
)

_FORMS = {
    "month and year": re.compile(rf"{_AT}(?P<month>{_MONTH}){_GAP}(?P<year>{_YEAR})"),
    "year and month": re.compile(rf"(?P<year>(?:19|20)\d\d){_GAP}(?P<month>{_MONTH})"),
    "month": re.compile(rf"(?P<month>{_MONTH})\.?"),
    "day": re.compile(rf"{_AT}(?P<day>\d\d?){_NTH}{_GAP}(?P<month>{_MONTH}){_GAP}(?P<year>{_YEAR})"),
    "month, day, year": re.compile(rf"{_AT}(?P<month>{_MONTH})\.? (?P<day>\d\d?){_NTH},? (?P<year>(?:19|20)\d\d)"),
    "figures": re.compile(rf"{_AT}(?P<day>\d\d?)[/.-](?P<month>\d\d?)[/.-](?P<year>{_YEAR})"),
    "month in figures": re.compile(r"(?P<month>\d\d?)[/-](?P<year>(?:19|20)\d\d)"),
    "iso": re.compile(
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[ t]\d\d:\d\d(?::\d\d)?(?:\.\d+)?z?)?)?"
    ),
    "year, m, month": re.compile(r"(?P<year>(?:19|20)\d\d)m(?P<month>\d\d)"),
    "days together": re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"),
    "financial year": re.compile(
        rf"(?:fy ?|(?:(?:reporting|financial) )?year )?{_FINANCIAL}(?: (?:fy|financial year))?"
    ),
    "academic year": re.compile(rf"(?:ay|academic year|school year) ?{_FINANCIAL}"),
    "year, academic": re.compile(rf"{_FINANCIAL} ?(?:ay|academic year|school year)"),
    "year and month in figures": re.compile(r"(?P<year>(?:19|20)\d\d)[/.](?P<month>\d\d?)"),
    "years together": re.compile(r"(?P<first>(?:19|20)\d\d)(?P<second>\d\d)"),
    "left as a number": re.compile(r"(?P<number>\d{5})", re.ASCII),
    "one-year name": re.compile(r"fy ?(?P<year>20\d\d|\d\d)"),
    "quarter, one year": re.compile(rf"{_QUARTER}[ ,:/-]{{0,3}}(?:fy ?)?(?P<year>20\d\d|\d\d)"),
    "one year, quarter": re.compile(rf"(?:fy ?)?(?P<year>20\d\d)[ ,:/-]{{0,3}}{_QUARTER}"),
    "quarter first": re.compile(rf"{_QUARTER}[ ,:-]{{0,3}}(?:fy ?)?{_FINANCIAL}"),
    "quarter last": re.compile(rf"(?:fy ?)?{_FINANCIAL}[ ,:-]{{0,3}}{_QUARTER}"),
    "quarter": re.compile(_QUARTER),
    "span": re.compile(
        rf"(?P<start>{_MONTH})(?:{_GAP}(?P<start_year>{_YEAR}))? ?(?:-|to|/) ?"
        rf"(?P<month>{_MONTH}){_GAP}(?P<year>{_YEAR})"
    ),
    "span of days": re.compile(
        rf"1(?:st)? (?P<start>{_MONTH})(?:{_GAP}(?P<start_year>{_YEAR}))? ?(?:-|to) ?"
        rf"(?P<last>\d\d){_NTH} (?P<month>{_MONTH}){_GAP}(?P<year>{_YEAR})"
    ),
    "span in figures": re.compile(
        rf"0?1[/.](?P<start>\d\d?)[/.](?P<start_year>{_YEAR}) ?(?:-|to) ?"
        rf"(?P<last>\d\d)[/.](?P<month>\d\d?)[/.](?P<year>{_YEAR})"
    ),
    "run to": re.compile(
        rf"{_RUN}:? ?(?:the )?(?:(?P<last>\d\d?){_NTH}[ /.-])?(?P<month>{_MONTH}|\d\d?(?=[/.])){_GAP}(?P<year>{_YEAR})"
    ),
    "year": re.compile(r"(?:reporting year )?(?P<year>(?:19|20)\d\d)"),
}


@lru_cache(maxsize=4096)
def _of_text(text: str) -> PeriodHeading | None:
    heading = tidy(text)
    has_number = any(map(str.isdigit, heading))
    for name, form in _FORMS.items() if has_number else [("month", _FORMS["month"])]:
        match = form.fullmatch(heading)
        if match is not None:
            found = _READERS.get(name, _month_and_year)(match.groupdict())
            if found is not None:
                return found
    return (_quarter_by_its_months(heading) or _marked(heading) if has_number else None) or _term(heading)


_MONTHS_OF_QUARTER = re.compile(
    rf"(?P<quarter>.*(?:q|qtr|quarter) ?[1-4].*?)[ ,:-]*[\[(]?(?P<start>{_MONTH}) ?(?:-|to|/) ?(?P<end>{_MONTH})"
    rf"(?P<year>{_GAP}{_YEAR})?[\])]?"
)


def _quarter_by_its_months(heading: str) -> PeriodHeading | None:
    """Read a quarter that names its months as well, such as ``Q3 (Oct-Dec 23)``; None where the two disagree."""
    match = _MONTHS_OF_QUARTER.fullmatch(heading)
    quarter = _of_text(match["quarter"].strip()) if match else None
    if match is None or quarter is None or quarter.length != 3:
        return None
    start, end = (_month(match.groupdict(), key) for key in ("start", "end"))
    if (start + 1) % 12 + 1 != quarter.month or end != quarter.month:
        return None
    if not match["year"]:
        return quarter
    whole = PeriodHeading(Form.WHOLE, _year(match["year"].strip(" .,'/_-")), quarter.month, 3)
    if quarter.form is Form.UNCLEAR:
        return whole if whole in {quarter._replace(form=Form.WHOLE, other=None), quarter.other} else None
    return whole if quarter.form is Form.QUARTER or quarter == whole else None


def _marked(heading: str) -> PeriodHeading | None:
    """A month or quarter with a word beside it such as final, or with its number: ``M9 Dec-23``, ``Dec-23 (Q3)``.

    UNCLEAR where the number is that of another month, in the financial year and in the calendar year.
    """
    rest, number, quarter = without_mark(heading)
    found = _of_text(rest) if rest else None
    if found and number and found.form is Form.FINANCIAL_YEAR:  # M9 24/25: December, or to some September
        first, other = (_nth(found.year, month) for month in ((number + MARCH - 1) % YEAR_MONTHS + 1, number))
        return first._replace(form=Form.UNCLEAR, other=other)
    if found is None or found.length > 3 or found.form is Form.UNCLEAR:
        return None
    nth = (found.month - MARCH - 1) % YEAR_MONTHS + 1
    agree = number in {0, nth, found.month} and quarter in {0, (nth + 2) // 3}
    return found if agree else found._replace(form=Form.UNCLEAR, day=0)


def _nth(financial_year: int, month: int) -> PeriodHeading:
    return PeriodHeading(Form.WHOLE, calendar_year(financial_year, month), month)


def _term(heading: str) -> PeriodHeading | None:
    """Read a term; UNCLEAR where it is a half term, may be one, or names other months than its own."""
    said = term_said(heading)
    if said is None:
        return None
    if not said.certain:
        other = PeriodHeading(Form.WHOLE, said.half[1], said.half[0], HALF_TERM_MONTHS) if said.half else None
        length = TERM_MONTHS if said.month else HALF_TERM_MONTHS
        return PeriodHeading(Form.UNCLEAR, said.year, said.month or AUGUST, length, other=other)
    return PeriodHeading(Form.WHOLE if said.year else Form.TERM, said.year, said.month, TERM_MONTHS)


def _month_and_year(said: _Said) -> PeriodHeading | None:
    """The month of a form without a reader of its own; None where there is no such month or day."""
    return _whole(_year(said["year"]), _month(said), said.get("day"))


def _month(said: _Said, key: str = "month") -> int:
    word = said[key] or ""
    return int(word) if word.isdigit() else MONTH_BY_SHORT_NAME[word[:3]]


def _year(word: str | None) -> int:
    return 2000 + int(word) if word is not None and len(word) == 2 else int(word or 0)


def _quarter_end(said: _Said) -> int:
    quarter = int(said["quarter"] or 0)
    return MARCH if quarter == 4 else 3 * quarter + MARCH


def _whole(year: int, month: int, day: str | None = None) -> PeriodHeading | None:
    """A month with its year; None where there is no such month, or no such day of it."""
    found = calendar_day(year, month, int(day or 1))
    return PeriodHeading(Form.WHOLE, year, month, day=int(day or 0)) if found else None


def _financial(said: _Said) -> PeriodHeading | None:
    first, second = _year(said["first"]), _year(said["second"])
    return PeriodHeading(Form.FINANCIAL_YEAR, second) if second == first + 1 else None


def academic(year: PeriodHeading | None) -> PeriodHeading | None:
    """The academic year, September to August, that is written like the financial ``year``."""
    return PeriodHeading(Form.WHOLE, year.year, 8, 12) if year is not None else None


def _one_year(said: _Said) -> PeriodHeading:
    """FY24 is unclear: the year ending March 2024 to most, the year from April 2024 to some."""
    year = _year(said["year"])
    return PeriodHeading(Form.UNCLEAR, year, MARCH, 12, other=PeriodHeading(Form.WHOLE, year + 1, MARCH, 12))


def _quarter_of_one_year(said: _Said) -> PeriodHeading:
    """Q3 2023 is unclear: of the financial year that begins in 2023, or of the one that ends in it."""
    year, month = _year(said["year"]), _quarter_end(said)
    ending = PeriodHeading(Form.WHOLE, calendar_year(year, month), month, 3)
    return PeriodHeading(Form.UNCLEAR, ending.year + 1, month, 3, other=ending)


def _quarter_of(said: _Said) -> PeriodHeading | None:
    year = _financial(said)
    if year is None:
        return None
    month = _quarter_end(said)
    return PeriodHeading(Form.WHOLE, calendar_year(year.year, month), month, 3)


def _span(said: _Said) -> PeriodHeading | None:
    start, end, year = _month(said, "start"), _month(said), _year(said["year"])
    start_year = _year(said["start_year"]) if said["start_year"] else year - (start > end)
    length = Period(year, end).index - Period(start_year, start).index + 1
    whole = _to_month_end(year, end, said.get("last"))
    return whole._replace(length=length, day=0) if whole and start <= 12 and 1 <= length <= 36 else None


def _run_to(said: _Said) -> PeriodHeading | None:
    """Several months given by the last one: ``Year ending 31 March 2024``, ``3 months to Dec 23``."""
    lengths = {"m": 1, "q": 3, "y": 12}
    run = said["run"] or said["short"]
    length = lengths[run[0]] if run else int(said["count"] or said["rolling"] or 0)
    whole = _to_month_end(_year(said["year"]), _month(said), said["last"])
    if whole is None or not 1 <= length <= 36 or (length == 3 and whole.month % 3):
        return None
    return whole._replace(length=length, day=0)


def _to_month_end(year: int, month: int, last: str | None) -> PeriodHeading | None:
    """A month with its year; None where a day is named that is not at the end of the month."""
    return _whole(year, month, last) if last is None or int(last) >= 28 else None


def _in_figures(said: _Said) -> PeriodHeading | None:
    """A date in figures. In Britain the day comes first, in some exports the month, so 04/05/2023 is unclear."""
    day_first = _whole(_year(said["year"]), _month(said), said["day"])
    month_first = _whole(_year(said["year"]), _month(said, "day"), said["month"])
    if day_first is None or month_first is None or day_first == month_first:
        # 31/12/2023 can only be read one way; 12/31/2023 is read as an American export means it.
        return day_first or month_first
    return day_first._replace(form=Form.UNCLEAR, other=month_first)


def _iso(said: _Said) -> PeriodHeading | None:
    """2023-12 is a month; 2010-11 is unclear: a month or a financial year."""
    year, month = int(said["year"] or 0), int(said["month"] or 0)
    return _whole(year, month, said["day"]) if said["day"] is not None else _together(year, month)


_READERS: dict[str, Callable[[_Said], PeriodHeading | None]] = {
    "month": lambda said: PeriodHeading(Form.MONTH, month=_month(said)),
    "year": lambda said: PeriodHeading(Form.YEAR, _year(said["year"])),
    "quarter": lambda said: PeriodHeading(Form.QUARTER, month=_quarter_end(said), length=3),
    "years together": lambda said: _together(_year(said["first"]), int(said["second"] or 0)),
    "left as a number": lambda said: _of_number(int(said["number"] or 0)),
    "iso": _iso,
    "figures": _in_figures,
    "financial year": _financial,
    "academic year": lambda said: academic(_financial(said)),
    "year, academic": lambda said: academic(_financial(said)),
    "one-year name": _one_year,
    "quarter first": _quarter_of,
    "quarter last": _quarter_of,
    "quarter, one year": _quarter_of_one_year,
    "one year, quarter": _quarter_of_one_year,
    "span": _span,
    "span of days": _span,
    "span in figures": _span,
    "run to": _run_to,
}
