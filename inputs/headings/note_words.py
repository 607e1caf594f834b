"""Finds what a note under or beside a table says of its figures, of all of them or of those of some months.

The words are those of ``known_returns/context/facts.toml``, as in ``fact_words``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from inputs.headings.fact_words import (
    LONGEST,
    OF_AVERAGES,
    OF_LINES,
    STRANGERS,
    Aspect,
    Said,
    fact_source,
    flag_of,
    listed,
    rest_is_neutral,
    spans_in,
    stated_in,
    units_in,
)
from inputs.headings.folding import fold
from inputs.period import MONTH_NAMES, Period

_NOTE = re.compile(r"^\s*(?:please note|note|notes|nb|n\.b\.)\s*[:–-]?\s*(?:that )?", re.IGNORECASE)
_MARKED = re.compile(r"\s*[¹²³⁴⁵*†‡]|\s*[\[(]\d{1,2}[\])]")  # a footnote, of what bears its mark
_OF_MONTHS = {*OF_LINES, "forecast"}  # what a note may say of some months
_MONTH_BY_NAME = {name[:n].lower(): number for number, name in enumerate(MONTH_NAMES, start=1) for n in (3, 4, None)}
_MONTH = re.compile(rf"(?<!\d )(?<!\d[a-z]{{2}} )\b({'|'.join(_MONTH_BY_NAME)})(?: (?:20)?(\d\d))?\b")


@dataclass(frozen=True, slots=True)
class OfMonths:
    """What a note says of some months: the year of each by its number, or None for the last such month."""

    months: Mapping[int, int | None]
    said: tuple[Said, ...]
    flag: str

    def concerns(self, period: Period, last: int) -> bool:
        """Whether a period is one of the months. ``last`` is the index of the last month that the table has."""
        if period.length > 1 or period.month not in self.months:
            return False
        year = self.months[period.month]
        return period.year == year if year else last - period.index < 12


def stated_by_note(text: str, known: frozenset[str], council: str) -> tuple[Said, ...]:
    """What a note states of all figures near it, where it speaks of them as a whole, or of some “only”."""
    if stated_of_months(text, known, council):
        return ()
    if not_final := denied_in(text):
        return not_final
    text = _NOTE.sub("", text)
    folded = fold(text) if len(text) <= LONGEST and not _MARKED.match(text) else ""
    spans = [one.words for one in spans_in(folded)]
    units = [one.words for one in units_in(folded)]
    says_span = bool(spans) and folded.startswith(spans[0])
    says_span = says_span or (bool(spans or units) and rest_is_neutral(folded, [*spans, *units], known))
    excludes = folded.startswith(("excl", "not including", "without ", "only "))
    if not (_speaks().match(folded) or says_span or excludes or folded.endswith(" only")):
        return _stated_by_line(text, folded, known, council)
    segments = re.split(r"[:;.,]| (?:for|of|to|from|about) ", text)
    whose = [one for segment in segments for one in stated_in(segment, known, council) if one.aspect is Aspect.WHOSE]
    sentences = re.split(r"[;.]", text)
    sentences = [part for part in sentences if not re.search(r"\b\d\d(?:\d\d)?\b", part)]  # of some year only
    standing = [one for part in sentences for one in stated_in(part, known, council) if one.aspect is Aspect.STANDING]
    averages = [one for one in stated_in(text, known, council) if one.id in OF_AVERAGES]
    return tuple(dict.fromkeys([*spans_in(folded), *units_in(folded), *averages, *whose, *standing]))


def _stated_by_line(text: str, folded: str, known: frozenset[str], council: str) -> tuple[Said, ...]:
    """What a line states that does not speak of the figures: a standing, or that children of others are among them."""
    whole = {"figures", "figure", "data", "numbers"} & set(folded.split())
    others = re.search(r"\b(?:by|from|belonging to) ", folded)  # placed here by other councils
    told = stated_in(text, known, council) if folded else ()
    lines = {*OF_LINES, *OF_AVERAGES}
    return tuple(
        one
        for one in told
        if one.id in lines or (one.aspect is Aspect.WHOSE and (whole or (others and one.id in STRANGERS)))
    )


@cache
def _speaks() -> re.Pattern[str]:
    return re.compile(str(fact_source()["speaks_of_figures"]))


def stated_of_months(text: str, known: frozenset[str], council: str) -> OfMonths | None:
    """What a note that begins with months states of them, as in “November and December are a forecast”."""
    text = _NOTE.sub("", text)
    folded = fold(text) if len(text) <= LONGEST else ""
    named = list(_MONTH.finditer(folded))
    if not named:
        return None
    said = tuple(
        one
        for one in stated_in(text, known, council)
        if one.id in _OF_MONTHS and named[0].start() < folded.find(one.words)
    )
    flag = "" if said else flag_of(text)
    if not said and not (flag and rest_is_neutral(folded, [flag], known)):
        return None
    return OfMonths({_MONTH_BY_NAME[one[1]]: 2000 + int(one[2]) if one[2] else None for one in named}, said, flag)


def denied_in(text: str) -> tuple[Said, ...]:
    """A draft, where one text asks whether figures are final and says no: “Validated? No”, “Signed off: not yet”."""
    question, mark, answer = re.sub(r"\?\s*:", "?", text, count=1).partition("?" if "?" in text else ":")
    return denied(question, answer) if mark and len(text) <= LONGEST else ()


def denied(question: str, answer: str) -> tuple[Said, ...]:
    """A draft, where a heading asks whether figures are final, as Validated? does, and a cell says no."""
    if fold(question) in listed("asks_whether_final") and fold(answer) in listed("answers_no"):
        return (Said(Aspect.STANDING, "draft", "not final", f"{fold(question)} {fold(answer)}"),)
    return ()
