"""Reads headings of yearly figures beside months: ``Outturn 22/23``, ``Year end 2022/23``, ``31 March 2023``.

The words are those of ``known_returns/context/out_turns.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache

from inputs.files.toml_file import read_toml
from inputs.files.workbook_values import Value
from inputs.headings.heading_marks import tidy
from inputs.headings.known_words import KNOWN_RETURNS
from inputs.headings.period_headings import Form, PeriodHeading, period_heading
from inputs.period import MARCH, QUARTER_MONTHS

FEWEST_PERIODS = 2  # months or quarters, beside a 31 March, for it to be another kind of heading than theirs
_SHORTER = {1, QUARTER_MONTHS}
_LONGEST = 60  # of a heading
_YEAR_END = re.compile(r"(?:(?:position |snapshot )?(?:as )?(?:at|on) )?31(?:st)?[ ./-](?:mar(?:ch)?|0?3)[ ./-].*")
_STATES_DAY = re.compile(r"(?:(?:position |snapshot )?(?:as )?(?:at|on) )?\d\d?(?:st|nd|rd|th)?[ ./-].*")
_MARKS = " :,-()[]"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of a year with words of the whole year, or of its end, around it."""
    known = read_out_turns()
    ends, before = known["year_end"], "|".join(map(re.escape, known["year_before"]))
    return _around([*ends, *known["whole_year"]], r".*\d.*"), _around(ends, rf".*\d.*|{before}")


def _around(words: Iterable[str], year: str) -> re.Pattern[str]:
    said = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?:{said})[{re.escape(_MARKS)}]+(?P<after>{year})|(?P<before>{year})[{re.escape(_MARKS)}]+(?:{said})"
    )


@lru_cache(maxsize=4096)
def out_turn(text: str) -> PeriodHeading | None:
    """The financial year of a heading with words of a whole year around it; None for any other text."""
    heading = tidy(text) if len(text) <= _LONGEST and any(map(str.isdigit, text)) else ""
    known = read_out_turns()
    if not heading or not any(word in heading for word in (*known["year_end"], *known["whole_year"])):
        return None  # as nearly always, so that the patterns need not be made
    whole, end = _patterns()
    for pattern in (whole, end):
        match = pattern.fullmatch(heading)
        year = period_heading((match["after"] or match["before"]).strip(_MARKS)) if match else None
        if year is not None and year.form is Form.FINANCIAL_YEAR:
            return year
        if year is not None and pattern is end and _ends_year(year):
            return PeriodHeading(Form.FINANCIAL_YEAR, year.year)
    return None


def not_yet_out(text: str) -> bool:
    """Whether a heading is of an outturn that is only expected, such as ``Estimated outturn 2023/24``."""
    known, words = read_out_turns(), tidy(text) if len(text) <= _LONGEST else ""
    begun = any(words.startswith(f"{word} ") for word in known["not_yet"])
    return begun and any(f" {word}" in words for word in known["year_end"])


@cache
def read_out_turns() -> Mapping[str, list[str]]:
    """The words of out_turns.toml, read once."""
    return read_toml(KNOWN_RETURNS / "context" / "out_turns.toml")


def _ends_year(heading: PeriodHeading) -> bool:
    return heading.form in {Form.WHOLE, Form.DAY} and heading.month == MARCH and heading.length == 1


def may_be_out_turn(value: Value) -> bool:
    """Whether a heading may be a yearly one by what stands beside it: it says 31 March, or the year before."""
    if isinstance(value, date):
        return (value.month, value.day) == (MARCH, 31)
    return isinstance(value, str) and len(value) <= _LONGEST and _may_be_out_turn(value)


@lru_cache(maxsize=4096)
def _may_be_out_turn(text: str) -> bool:
    return _is_year_end(text) or _is_year_before(text)


def _is_year_end(text: str) -> bool:
    return _YEAR_END.fullmatch(tidy(text)) is not None


def _is_year_before(text: str) -> bool:
    heading, before = tidy(text), read_out_turns()["year_before"]
    if not any(words in heading for words in before):
        return False
    match = _patterns()[1].fullmatch(heading)
    return match is not None and (match["after"] or match["before"]) in before


def out_turns(values: Mapping[int, Value]) -> dict[int, PeriodHeading]:
    """The headings of one header row, by place, that are years among its months.

    A 31 March is that of the year where the months or quarters beside it state no day, or the first of the month. The
    year before is that before the first period after it.
    """
    headings = {place: heading for place, value in values.items() if (heading := period_heading(value)) is not None}
    shorter = [
        place for place, one in headings.items() if one.length in _SHORTER and not may_be_out_turn(values[place])
    ]
    plain = len(shorter) >= FEWEST_PERIODS and not any(_states_month_end(values[place]) for place in shorter)
    found: dict[int, PeriodHeading] = {}
    for place, value in values.items():
        if not may_be_out_turn(value):
            continue
        if place in headings:
            if plain:
                found[place] = PeriodHeading(Form.FINANCIAL_YEAR, headings[place].year)
        elif after := next((one for other, one in headings.items() if other > place and one.has_period), None):
            found[place] = PeriodHeading(Form.FINANCIAL_YEAR, after.period.financial_year)
    return found


def _states_month_end(value: Value) -> bool:
    if isinstance(value, date):
        return value.day != 1
    return (
        isinstance(value, str) and _STATES_DAY.fullmatch(tidy(value)) is not None and period_heading(value) is not None
    )
