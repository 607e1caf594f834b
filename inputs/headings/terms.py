"""Reads the term that a heading names, such as ``Autumn term 2024/25``, by the words of ``context/terms.toml``.

Half terms, such as ``Autumn 1``, and numbered terms are told apart from it: some councils count three terms a year,
others six, so that ``Term 1`` may be the autumn term or its first half.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from inputs.files.toml_file import read_toml
from inputs.headings.known_words import KNOWN_RETURNS
from inputs.period import AUGUST, MONTH_NAMES, TERM_MONTHS, TERM_NAMES, YEAR_MONTHS

_YEAR = (
    r"(?:(?:ay|academic year|school year) ?)?(?P<first>20\d\d|\d\d)(?: ?[/-] ?(?P<second>20\d\d|\d\d))?"
    r"(?: (?:ay|academic year|school year))?"
)
_GAP = r"[ .,:'/_-]{1,3}"
_AT = r"(?:(?:(?:position|snapshot) )?(?:as )?(?:at|of) )?(?:the )?(?:end of )?(?:the )?"
_SPAN = r"(?P<months>[a-z]{3,9}\.? ?(?:-|to|/) ?[a-z]{3,9})"
_MONTHS = rf"[\[(]?{_SPAN}[\])]?"
_NUMBERED = r"(?:(?:half[ -]?term|ht)[ -]?[1-6]|term[ -]?(?P<number>[1-6]))(?!\d)"
_TERMS_A_YEAR = 3


class TermSaid(NamedTuple):
    """What a heading says of a term.

    ``month`` and ``year`` are those of its last month, each 0 where it is not said; of a half term the month is 0.
    ``certain``: it is one of three terms a year, and names no other months than its own. ``half`` is the last month of
    the half term that it may be as well, with its year, or None.
    """

    month: int = 0
    year: int = 0
    certain: bool = True
    half: tuple[int, int] | None = None


@cache
def _known() -> Mapping[str, Any]:
    return read_toml(KNOWN_RETURNS / "context" / "terms.toml")


@cache
def _names() -> Mapping[str, int]:
    """The names of terms with the last month of each."""
    return {word: month for month, term in TERM_NAMES.items() for word in _known()["terms"][term]}


@cache
def _may_name() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_names())})|{_NUMBERED}")


@cache
def _forms() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """The forms of headings that may name a half term or a numbered one, and of those that name a term."""
    name = rf"(?P<name>{'|'.join(_names())})\.?(?: term)?"
    half = rf"{name}(?:{_GAP}(?:half[ -]?term ?|ht ?|half )?[12](?!\d)|[12](?!\d)| (?:1st|2nd|first|second) half)"
    named = (
        rf"{_AT}{name}(?:{_GAP}{_MONTHS})?{_GAP}{_YEAR}(?: term)?",
        rf"{_AT}{name}{_GAP}{_YEAR}(?: term)?{_GAP}{_MONTHS}",
        rf"{_AT}{_YEAR}{_GAP}{name}(?:{_GAP}{_MONTHS})?",
        rf"{_AT}{name}{_GAP}[\[(]{_SPAN}{_GAP}{_YEAR}[\])]",
        rf"{name}(?:{_GAP}{_MONTHS})?",
    )
    doubtful = (
        form
        for what in (half, _NUMBERED)
        for form in (rf"{_AT}{what}", rf"{_AT}{what}{_GAP}{_YEAR}", rf"{_AT}{_YEAR}{_GAP}{what}")
    )
    return tuple(map(re.compile, doubtful)), tuple(map(re.compile, named))


@cache
def _speaks() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _known()["speaks_of_terms"]["words"]))
    return re.compile(rf"\b(?:{words})s?\b")


def speaks_of_terms(text: str) -> bool:
    """Whether a text says that the years or spans beside it are those of schools."""
    return _speaks().search(text.casefold()) is not None


def term_said(heading: str) -> TermSaid | None:
    """The term that a tidy heading names, certain or not; None where it names none, or years that do not follow."""
    if _may_name().search(heading) is None:
        return None  # most headings: the forms below are many
    for forms, certain in zip(_forms(), (False, True), strict=True):
        match = next((found for form in forms if (found := form.fullmatch(heading)) is not None), None)
        if match is not None:
            said = {"first": None, "second": None, "months": None, "name": None, "number": None, **match.groupdict()}
            years = _years(said["first"], said["second"])
            if years is None:
                return None
            return _named(said, years) if certain else _doubtful(said, years)
    return None


def _years(first: str | None, second: str | None) -> tuple[int, int] | None:
    """The two calendar years of an academic year, twice the one that is said, or twice 0; None for two far apart."""
    years = [2000 + int(word) if len(word) == 2 else int(word) for word in (first, second) if word]
    if len(years) == 2 and years[1] != years[0] + 1:
        return None
    return (years[0], years[-1]) if years else (0, 0)


def _year_of(month: int, years: tuple[int, int]) -> int:
    """The calendar year of a month in an academic year, which begins in September."""
    return years[0] if month > AUGUST else years[1]


def _named(said: Mapping[str, str | None], years: tuple[int, int]) -> TermSaid:
    month = _names()[said["name"] or ""]
    named = [word[:3] for word in re.findall("[a-z]{3,}", said["months"] or "")]
    ends = [MONTH_NAMES[end - 1][:3].casefold() for end in ((month - TERM_MONTHS) % YEAR_MONTHS + 1, month)]
    return TermSaid(month, _year_of(month, years), certain=named in ([], ends))


def _doubtful(said: Mapping[str, str | None], years: tuple[int, int]) -> TermSaid:
    """Half terms, and numbered terms: of six terms a year, the first ends in October, the third in February."""
    number = int(said["number"] or 0)
    if not 1 <= number <= _TERMS_A_YEAR or years[0] == years[1]:
        return TermSaid(AUGUST if number else 0, certain=False)
    month, half = list(TERM_NAMES)[number - 1], (10, 12, 2)[number - 1]
    return TermSaid(month, _year_of(month, years), certain=False, half=(half, _year_of(half, years)))
