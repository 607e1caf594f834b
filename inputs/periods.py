"""What one heading says of a period, from a closed list of forms. What is not on the list is not a period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from inputs.cells import Value
from inputs.intake import Months

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

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
    def months(self) -> Months:
        """The months meant, for a part that says its year."""
        if self.form in {Form.FINANCIAL_YEAR, Form.YEAR}:
            return Months(self.year, 3, 12)
        return Months(self.year, self.month, self.length)

    @property
    def has_period(self) -> bool:
        """Whether it names a period without help from another heading (a bare year counts as one)."""
        return self.form in {Form.WHOLE, Form.DAY, Form.FINANCIAL_YEAR, Form.YEAR}


def name_of(months: Months) -> str:
    """Say a period in words: ``December 2023``, ``2023/24 Q3``, ``the year ending March 2024``."""
    if months.length == 1:
        return f"{MONTH_NAMES[months.month - 1]} {months.year}"
    if months.length == 3 and months.month % 3 == 0:
        start = months.year - (months.month == 3)
        return f"{start}/{(start + 1) % 100:02} Q{(months.month // 3 - 2) % 4 + 1}"
    named = "the year" if months.length == 12 else f"the {months.length} months"
    return f"{named} ending {MONTH_NAMES[months.month - 1]} {months.year}"


def part_of(value: Value) -> Part | None:
    """Read a heading's value; None for anything that is not a period."""
    if isinstance(value, str):
        return _of_text(value) if len(value) <= 60 else None
    if isinstance(value, datetime | date):
        return Part(Form.DAY, value.year, value.month, day=value.day) if FIRST_YEAR <= value.year <= LAST_YEAR else None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        return None
    return _of_number(int(value))


def _of_number(number: int) -> Part | None:
    """A whole number may be a year or a date that lost its format; whether it is one, its neighbours decide."""
    if FIRST_YEAR <= number <= LAST_YEAR:
        return Part(Form.YEAR, number)
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        day = date.fromordinal(_EXCEL_DAY_0 + number)
        return Part(Form.SERIAL, day.year, day.month, day=day.day)
    return _together(*divmod(number, 100))


def _together(first: int, second: int) -> Part | None:
    """Read 202425 as 2024/25, as the Department for Education writes it; 200910 may be October 2009 and is none."""
    follows = FIRST_YEAR <= first < LAST_YEAR and (first + 1) % 100 == second > 12
    return Part(Form.FINANCIAL_YEAR, first + 1) if follows else None


_MONTH_BY_WORD = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:(?:19|20)\d\d|\d\d)"
_FINANCIAL = r"(?P<first>20\d\d|\d\d) ?[/-] ?(?P<second>20\d\d|\d\d)"
_QUARTER = r"(?:q|qtr|quarter) ?(?P<quarter>[1-4])"
_GAP = r"[ .'/-]{0,3}"

_FORMS = {
    "month and year": re.compile(rf"(?P<month>{_MONTH}){_GAP}(?P<year>{_YEAR})"),
    "year and month": re.compile(rf"(?P<year>(?:19|20)\d\d){_GAP}(?P<month>{_MONTH})"),
    "month": re.compile(rf"(?P<month>{_MONTH})\.?"),
    "day": re.compile(
        rf"(?:(?:position )?(?:as )?(?:at|on) (?:the )?)?"
        rf"(?P<day>\d\d?)(?:st|nd|rd|th)?{_GAP}(?P<month>{_MONTH}){_GAP}(?P<year>{_YEAR})"
    ),
    "figures": re.compile(r"(?P<day>\d\d?)[/.-](?P<month>\d\d?)[/.-](?P<year>(?:19|20)\d\d|\d\d)"),
    "month in figures": re.compile(r"(?P<month>\d\d?)[/-](?P<year>(?:19|20)\d\d)"),
    "iso": re.compile(
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[ t]\d\d:\d\d(?::\d\d)?(?:\.\d+)?z?)?)?"
    ),
    "financial year": re.compile(rf"(?:fy ?|(?:(?:reporting|financial) )?year )?{_FINANCIAL}"),
    "years together": re.compile(r"(?P<first>(?:19|20)\d\d)(?P<second>\d\d)"),
    "quarter first": re.compile(rf"{_QUARTER}[ ,:-]{{0,3}}(?:fy ?)?{_FINANCIAL}"),
    "quarter last": re.compile(rf"(?:fy ?)?{_FINANCIAL}[ ,:-]{{0,3}}{_QUARTER}"),
    "quarter": re.compile(_QUARTER),
    "span": re.compile(
        rf"(?P<start>{_MONTH})(?:{_GAP}(?P<start_year>{_YEAR}))? ?(?:-|to|/) ?"
        rf"(?P<month>{_MONTH}){_GAP}(?P<year>{_YEAR})"
    ),
    "year ending": re.compile(
        rf"(?:ye|y/e|year end|year ending|year ended|year to|12 months to|12 months ending|12 months ended) ?"
        rf"(?:\d\d?(?:st|nd|rd|th)? )?(?P<month>{_MONTH}){_GAP}(?P<year>{_YEAR})"
    ),
    "year": re.compile(r"(?:reporting year )?(?P<year>(?:19|20)\d\d)"),
}

_ODD_MARKS = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-"}
)
_INVISIBLE = re.compile("[\u200b\u200c\u200d\ufeff]")
_REVISED = re.compile(r" ?[\[(](?:rev|revised|r|prov|provisional|p|ot|no figure)\.?[\])]$|[ :*]+$")


def tidy(text: str) -> str:
    """Give a heading in small letters, with plain dashes and spaces, without a mark such as (prov) behind it."""
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
    return None


def _from(name: str, said: dict[str, str | None]) -> Part | None:
    """Turn the pieces of a recognised form into a part; None where they do not make a real period."""
    match name:
        case "month":
            return Part(Form.MONTH, month=_month(said))
        case "year":
            return Part(Form.YEAR, int(said["year"] or 0))
        case "quarter":
            return Part(Form.QUARTER, month=_quarter_end(said), length=3)
        case "quarter first" | "quarter last":
            return _quarter_of(said)
        case "financial year":
            return _financial(said)
        case "years together":
            return _together(int(said["first"] or 0), int(said["second"] or 0))
        case "span":
            return _span(said)
        case "year ending":
            return Part(Form.WHOLE, _year(said["year"]), _month(said), 12)
        case "figures":
            return _in_figures(said)
        case "iso":
            return _iso(said)
    return _whole(_year(said["year"]), _month(said), said.get("day"))


def _month(said: dict[str, str | None], key: str = "month") -> int:
    word = said[key] or ""
    return int(word) if word.isdigit() else _MONTH_BY_WORD[word[:3]]


def _year(word: str | None) -> int:
    return 2000 + int(word) if word is not None and len(word) == 2 else int(word or 0)


def _quarter_end(said: dict[str, str | None]) -> int:
    quarter = int(said["quarter"] or 0)
    return 3 if quarter == 4 else 3 * quarter + 3


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


def _quarter_of(said: dict[str, str | None]) -> Part | None:
    year = _financial(said)
    if year is None:
        return None
    month = _quarter_end(said)
    return Part(Form.WHOLE, year.year - (month > 3), month, 3)


def _span(said: dict[str, str | None]) -> Part | None:
    start, end, year = _month(said, "start"), _month(said), _year(said["year"])
    start_year = _year(said["start_year"]) if said["start_year"] else year - (start > end)
    length = 12 * (year - start_year) + end - start + 1
    return Part(Form.WHOLE, year, end, length) if 1 <= length <= 36 else None


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
    if said["day"] is not None or (year + 1) % 100 != month:
        return _whole(year, month, said["day"])
    financial = Part(Form.FINANCIAL_YEAR, year + 1)
    return financial if month > 12 else Part(Form.UNCLEAR, year, month, other=financial)
