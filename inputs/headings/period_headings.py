"""What one heading says of a period, from a closed list of forms. What is not on the list is not a period.

A year such as 2023/24 is a financial year unless its heading, or the title of its table, says that it is an academic
one. ``FY24`` and ``Q3 2023`` are read both ways by different teams, so they are unclear. A span with days in it must
begin on the first of a month and end at the end of one: ``2023 up to 10 October`` is no period of a return.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from inputs.files.workbook_values import Value
from inputs.period import MARCH, MONTH_NAMES, Period

FIRST_YEAR, LAST_YEAR = 1990, 2100
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050  # 1 January 2000 and 31 December 2099 as Excel counts days
_EXCEL_DAY_0 = date(1899, 12, 30).toordinal()


class Form(StrEnum):
    """How much a heading says by itself."""

    WHOLE = "a period with its year"
    DAY = "a real date"
    SERIAL = "a date left as a number"
    MONTH = "a month without its year"
    QUARTER = "a quarter without its year"
    FINANCIAL_YEAR = "a financial year"
    YEAR = "a bare year"
    UNCLEAR = "two ways to read it"


@dataclass(frozen=True, slots=True)
class Part:
    """One heading as read by itself. What is not said is 0.

    ``year`` and ``month`` are those of the last month meant; for a quarter without a year ``month`` is its last month,
    for a financial year ``year`` is the one it ends in. ``day`` is kept for dates. ``other`` is the second way to
    read a form that is unclear by itself.
    """

    form: Form
    year: int = 0
    month: int = 0
    length: int = 1
    day: int = 0
    other: Part | None = None

    @property
    def period(self) -> Period:
        """The period meant, for a part that says its year."""
        if self.form in {Form.FINANCIAL_YEAR, Form.YEAR}:
            return Period(self.year, MARCH, 12)
        return Period(self.year, self.month, self.length)

    @property
    def has_period(self) -> bool:
        """Whether it names a period without help from another heading (a bare year counts as one)."""
        return self.form in {Form.WHOLE, Form.DAY, Form.FINANCIAL_YEAR, Form.YEAR}


def calendar_year(financial_year: int, month: int) -> int:
    """Give the calendar year of a month in a financial year, which is told by the calendar year that it ends in."""
    return financial_year - (month > MARCH)


def part_of(value: Value) -> Part | None:
    """Read a heading's value; None for anything that is not a period."""
    if isinstance(value, str):
        return _of_text(value) if len(value) <= 60 else None
    if isinstance(value, datetime | date):
        # Excel takes the 30 of "Feb-30", the 31 of "Apr-31" and the 32 of "Jan-32", which are no days, for 1930 and on.
        year = value.year + 100 if value.day == 1 and 1930 <= value.year < 1940 else value.year
        return Part(Form.DAY, year, value.month, day=value.day) if FIRST_YEAR <= year <= LAST_YEAR else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return _of_number(int(value)) if math.isfinite(value) and value == int(value) else None


def _of_number(number: int) -> Part | None:
    """A whole number may be a year or a date that lost its format; whether it is one, its neighbours decide."""
    if FIRST_YEAR <= number <= LAST_YEAR:
        return Part(Form.YEAR, number)
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        day = date.fromordinal(_EXCEL_DAY_0 + number)
        return Part(Form.SERIAL, day.year, day.month, day=day.day)
    return _together(*divmod(number, 100))


def _together(first: int, second: int) -> Part | None:
    """Read 202425 as 2024/25, as the Department for Education writes it, and 202504 as April 2025.

    201011 may be both a year and a month.
    """
    if not FIRST_YEAR <= first < LAST_YEAR:
        return None
    financial = Part(Form.FINANCIAL_YEAR, first + 1) if (first + 1) % 100 == second else None
    if second > 12 or not financial:
        return financial or _whole(first, second)
    return Part(Form.UNCLEAR, first, second, other=financial)


_MONTH_BY_WORD = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
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

_ODD_MARKS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u00b4`\u02bc", "'") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_REVISED = re.compile(
    r" ?[\[(](?:rev|revised|r|prov|provisional|p|est|e|ot|no figure|(?:note )?\d)\.?[\])]$|[ :*†‡¹²³]+$|(?<=\d) ?[rpe]$"
)


def tidy(text: str) -> str:
    """Give a heading in small letters, with plain dashes and spaces, without a mark such as (prov) or r behind it."""
    return _REVISED.sub("", " ".join(_INVISIBLE.sub("", text.translate(_ODD_MARKS)).casefold().split()))


@lru_cache(maxsize=4096)
def _of_text(text: str) -> Part | None:
    heading = tidy(text)
    for name, form in _FORMS.items():
        match = form.fullmatch(heading)
        if match is not None:
            part = _from(name, match.groupdict())
            if part is not None:
                return part
    return _quarter_by_its_months(heading)


_MONTHS_OF_QUARTER = re.compile(
    rf"(?P<quarter>.*(?:q|qtr|quarter) ?[1-4].*?)[ ,:-]*[\[(]?(?P<start>{_MONTH}) ?(?:-|to|/) ?(?P<end>{_MONTH})"
    rf"(?P<year>{_GAP}{_YEAR})?[\])]?"
)


def _quarter_by_its_months(heading: str) -> Part | None:
    """Read a quarter that names its months as well, such as ``Q3 (Oct-Dec 23)``; None where the two differ."""
    match = _MONTHS_OF_QUARTER.fullmatch(heading)
    quarter = _of_text(match["quarter"].strip()) if match else None
    if match is None or quarter is None or quarter.length != 3:
        return None
    if (_month(match.groupdict(), "start") + 1) % 12 + 1 != quarter.month or _month(
        match.groupdict(), "end"
    ) != quarter.month:
        return None
    if not match["year"]:
        return quarter
    whole = Part(Form.WHOLE, _year(match["year"].strip(" .,'/_-")), quarter.month, 3)
    if quarter.form is Form.UNCLEAR:
        return whole if whole in {replace(quarter, form=Form.WHOLE, other=None), quarter.other} else None
    return whole if quarter.form is Form.QUARTER or quarter == whole else None


def _from(name: str, said: dict[str, str | None]) -> Part | None:
    """Turn the pieces of a recognised form into a part; None where they do not make a real period."""
    match name:
        case "month":
            return Part(Form.MONTH, month=_month(said))
        case "year":
            return Part(Form.YEAR, int(said["year"] or 0))
        case "quarter":
            return Part(Form.QUARTER, month=_quarter_end(said), length=3)
        case "years together":
            return _together(int(said["first"] or 0), int(said["second"] or 0))
        case "left as a number":
            return _of_number(int(said["number"] or 0))
    if name in _READERS:
        return _READERS[name](said)
    return _whole(_year(said["year"]), _month(said), said.get("day"))


def _month(said: dict[str, str | None], key: str = "month") -> int:
    word = said[key] or ""
    return int(word) if word.isdigit() else _MONTH_BY_WORD[word[:3]]


def _year(word: str | None) -> int:
    return 2000 + int(word) if word is not None and len(word) == 2 else int(word or 0)


def _quarter_end(said: dict[str, str | None]) -> int:
    quarter = int(said["quarter"] or 0)
    return MARCH if quarter == 4 else 3 * quarter + MARCH


def _whole(year: int, month: int, day: str | None = None) -> Part | None:
    """A month with its year, if there is such a month and, where a day is named, such a day."""
    try:
        date(year, month, int(day or 1))
    except ValueError:
        return None
    return Part(Form.WHOLE, year, month) if FIRST_YEAR <= year <= LAST_YEAR else None


def _financial(said: dict[str, str | None]) -> Part | None:
    first, second = _year(said["first"]), _year(said["second"])
    return Part(Form.FINANCIAL_YEAR, second) if second == first + 1 else None


def academic(year: Part | None) -> Part | None:
    """Give the academic year, September to August, that is written like a financial one."""
    return Part(Form.WHOLE, year.year, 8, 12) if year is not None else None


def _one_year(said: dict[str, str | None]) -> Part:
    """FY24 is the year that ends in March 2024 to most, and the one that begins in April 2024 to some."""
    year = _year(said["year"])
    return Part(Form.UNCLEAR, year, MARCH, 12, other=Part(Form.WHOLE, year + 1, MARCH, 12))


def _quarter_of_one_year(said: dict[str, str | None]) -> Part:
    """Q3 2023 may be of the financial year that begins in 2023 or of the one that ends in it."""
    year, month = _year(said["year"]), _quarter_end(said)
    ending = Part(Form.WHOLE, calendar_year(year, month), month, 3)
    return Part(Form.UNCLEAR, ending.year + 1, month, 3, other=ending)


def _quarter_of(said: dict[str, str | None]) -> Part | None:
    year = _financial(said)
    if year is None:
        return None
    month = _quarter_end(said)
    return Part(Form.WHOLE, calendar_year(year.year, month), month, 3)


def _span(said: dict[str, str | None]) -> Part | None:
    start, end, year = _month(said, "start"), _month(said), _year(said["year"])
    start_year = _year(said["start_year"]) if said["start_year"] else year - (start > end)
    length = Period(year, end).index - Period(start_year, start).index + 1
    whole = _to_month_end(year, end, said.get("last"))
    return replace(whole, length=length) if whole and start <= 12 and 1 <= length <= 36 else None


def _run_to(said: dict[str, str | None]) -> Part | None:
    """``Year ending 31 March 2024``, ``3 months to Dec 23``: a run told by its last month."""
    lengths = {"m": 1, "q": 3, "y": 12}
    run = said["run"] or said["short"]
    length = lengths[run[0]] if run else int(said["count"] or said["rolling"] or 0)
    whole = _to_month_end(_year(said["year"]), _month(said), said["last"])
    if whole is None or not 1 <= length <= 36 or (length == 3 and whole.month % 3):
        return None
    return replace(whole, length=length)


def _to_month_end(year: int, month: int, last: str | None) -> Part | None:
    """A month with its year, where the day that is named with it, if one is, lies at its end."""
    return _whole(year, month, last) if last is None or int(last) >= 28 else None


def _in_figures(said: dict[str, str | None]) -> Part | None:
    """A date in figures. The day comes first in Britain, but an export may put the month first: 04/05 says neither."""
    year = _year(said["year"])
    day_first = _whole(year, _month(said), said["day"])
    month_first = _whole(year, _month(said, "day"), said["month"])
    if day_first is None or month_first is None or day_first == month_first:
        # 31/12/2023 can only be read one way; 12/31/2023 is read as an American export means it.
        return day_first or month_first
    return Part(Form.UNCLEAR, day_first.year, day_first.month, other=month_first)


def _iso(said: dict[str, str | None]) -> Part | None:
    """2023-12 is a month; 2010-11 may be that or a financial year."""
    year, month = int(said["year"] or 0), int(said["month"] or 0)
    return _whole(year, month, said["day"]) if said["day"] is not None else _together(year, month)


_READERS = {
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
