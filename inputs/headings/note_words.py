"""Finds what a note under or beside a table says of its figures: of all of them, of those of some months, or marked.

The words are those of ``known_returns/context/facts.toml``, as in ``fact_words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from inputs.headings.fact_words import (
    LONGEST,
    OF_LINES,
    OURS,
    OWNED,
    STRANGERS,
    WHOLE,
    Aspect,
    Said,
    fact_source,
    flag_of,
    listed,
    rest_is_neutral,
    spans_in,
    stated_alone,
    stated_in,
    units_in,
)
from inputs.headings.folding import fold
from inputs.period import MARCH, MONTH_NAMES, QUARTER_MONTHS, YEAR_MONTHS, Period

MOST_SENTENCES = 30  # of one cell
_SENTENCE = re.compile(r"\n+|(?<=[.;!])\s+")
# “Please note that”, “N.B.”, and a label such as “Caveat:” before what a note says.
_OPENING = re.compile(
    r"\s*(?:(?:please )?(?:be aware|note|be advised)|it should be noted|notes?|n\.?b\.?|\w[\w ]{1,20}:)"
    r"\s*[:–,-]?\s+(?:that )?",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*([¹²³⁴⁵]+|\*+|[†‡]+|[\[(]\d{1,2}[\])])\s*(?!\d)")  # of a footnote, before it
_OF_NOTES = OF_LINES | {"forecast"}  # what a line by itself may say
_PARTS = frozenset({"sex", "age", "stage", "team", "home", "status"})
_MONTH_BY_NAME = {name[:n].lower(): number for number, name in enumerate(MONTH_NAMES, start=1) for n in (3, 4, None)}
_MONTH = re.compile(rf"(?<!\b(?:at|on) \d )(?<!\b(?:at|on) \d\d )\b({'|'.join(_MONTH_BY_NAME)})(?: (?:20)?(\d\d))?\b")
_QUARTER = re.compile(r"\b(?:q|qtr |quarter )([1-4])\b")
_LAST_MONTH = re.compile(r"\b(?:latest|last|current|this|most recent) month\b")
_ONWARDS = re.compile(r"\b(?:from|since|after)\b|\bonwards?\b|\b(?:thereafter|afterwards|after that)\b")
_EXCLUSIVE = re.compile(r"\bafter\b|\bthereafter\b|\bafterwards\b")


@dataclass(frozen=True, slots=True)
class OfMonths:
    """What a note says of some months, each with its year or None for the last such month.

    ``onwards``: of those after them too; ``after``: not of those themselves. No month at all is the last one.
    """

    months: tuple[tuple[int, int | None], ...]
    said: tuple[Said, ...]
    flag: str = ""
    onwards: bool = False
    after: bool = False

    def concerns(self, period: Period, last: int) -> bool:
        """Whether a period is one of the months. ``last`` is the index of the last month that the table has."""
        if period.length > 1:
            return False
        if not self.months:
            return period.index == last
        named = [_index(month, year, last) for month, year in self.months]
        if self.onwards:
            return period.index >= min(named) + self.after
        return period.index in named


def _index(month: int, year: int | None, last: int) -> int:
    """The index of a month of a year, or of the last such month up to a last one."""
    return Period(year, month).index if year else last - (last % YEAR_MONTHS + 1 - month) % YEAR_MONTHS


def sentences(text: str) -> Iterator[str]:
    """The sentences and lines of a note that are short enough to be a statement."""
    return (one for one in islice(_SENTENCE.split(text.strip()), MOST_SENTENCES) if one and len(one) <= LONGEST)


def stated_by_note(text: str, known: frozenset[str], council: str) -> tuple[Said, ...]:
    """What a note states of all figures near it, where it speaks of them as a whole, or of some “only”."""
    return tuple(dict.fromkeys(said for one in sentences(text) for said in _stated(one, known, council)))


def mark_of(text: str) -> tuple[str, str]:
    """The mark before a footnote, such as * or [1], and what follows it; ("", the text) where it has none."""
    match = _MARK.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)


def stated_by_footnote(text: str, known: frozenset[str], council: str) -> tuple[Said, ...]:
    """What a footnote states of the figures whose headings bear its mark: a few words may say it all."""
    told = [
        said for one in sentences(text) for said in (*_stated(one, known, council), *stated_in(one, known, council))
    ]
    return tuple(dict.fromkeys(told))


def _stated(text: str, known: frozenset[str], council: str) -> tuple[Said, ...]:
    """What one sentence states of all figures near it."""
    if mark_of(text)[0] or stated_of_months(text, known, council):
        return ()
    if not_final := denied_in(text):
        return not_final
    source = fold(text).startswith("source")
    text = _OPENING.sub("", text, count=1)
    folded = fold(text)
    if not _speaks().match(folded) and "," in text and _speaks().match(fold(text.partition(",")[2])):
        text = text.partition(",")[2]  # As agreed in May, figures are …
        folded = fold(text)
    spans = [one.words for one in spans_in(folded)]
    units = [one.words for one in units_in(folded)]
    says_span = bool(spans) and folded.startswith(spans[0])
    says_span = says_span or (bool(spans or units) and rest_is_neutral(folded, [*spans, *units], known))
    excludes = folded.startswith(("excl", "not including", "without ", "only "))
    if not (_speaks().match(folded) or says_span or excludes or folded.endswith(" only")):
        return _stated_by_line(text, folded, known, council, source)
    segments = re.split(r"[:;.,]| (?:for|of|to|from|about) ", text)
    whose = [one for segment in segments for one in stated_in(segment, known, council) if one.aspect is Aspect.WHOSE]
    of_a_year = re.search(r"\b\d\d(?:\d\d)?\b", text)
    told = () if of_a_year else stated_in(text, known, council)
    standing = [one for one in told if one.aspect is Aspect.STANDING]
    return tuple(dict.fromkeys([*spans_in(folded), *units_in(folded), *whose, *standing]))


def _stated_by_line(text: str, folded: str, known: frozenset[str], council: str, source: bool) -> tuple[Said, ...]:
    """What a line states that does not speak of the figures.

    That is a standing, a part that they are of, or that children of others are among them; a legend such as “SN =
    neighbours” and a figure such as “England 70” state nothing.
    """
    whole = {"figures", "figure", "data", "numbers"} & set(folded.split())
    others = source or re.search(r"\b(?:by|from|belonging to) ", folded)  # placed here by other councils
    told = stated_in(text, known, council)
    plain = "=" not in text and not re.search(r"\d", text)

    def counts(one: Said) -> bool:
        if one.aspect is Aspect.WHOSE:
            part = one.id in _PARTS and (plain or "exclu" in folded or "not includ" in folded)
            return bool(whole or part or (others and one.id in STRANGERS))
        return one.id in _OF_NOTES

    return tuple(filter(counts, told))


def speaks_of_figures(text: str) -> bool:
    """Whether a line speaks of figures: “All figures are …”."""
    return _speaks().match(fold(_OPENING.sub("", text, count=1))) is not None


def says_no_more(text: str) -> bool:
    """Whether a line holds only words that state nothing beside the period that it names."""
    return rest_is_neutral(fold(_OPENING.sub("", text, count=1)), (), frozenset())


@cache
def _speaks() -> re.Pattern[str]:
    return re.compile(str(fact_source()["speaks_of_figures"]))


def stated_of_months(text: str, known: frozenset[str], council: str) -> OfMonths | None:
    """What a note states of the months that it begins with, as in “From October onwards a forecast”."""
    text = _OPENING.sub("", OWNED.sub("", text), count=1)
    folded = fold(text) if len(text) <= LONGEST else ""
    named = [*_MONTH.finditer(folded), *_QUARTER.finditer(folded), *_LAST_MONTH.finditer(folded)]
    if not named:
        return None
    first = min(match.start() for match in named)
    told = stated_in(text, known, council)
    said = tuple(
        one
        for one in told
        if (one.id in _OF_NOTES or one.aspect is Aspect.WHOSE) and one.id not in {OURS, WHOLE}
        if first < folded.find(one.words)
    )
    flag = "" if said else flag_of(text)
    if not said and not (flag and rest_is_neutral(folded, [flag], known)):
        return None
    months = [(_MONTH_BY_NAME[one[1]], 2000 + int(one[2]) if one[2] else None) for one in _MONTH.finditer(folded)]
    for quarter in _QUARTER.finditer(folded):
        first_month = (MARCH + (int(quarter[1]) - 1) * QUARTER_MONTHS) % YEAR_MONTHS + 1
        months += [((first_month - 1 + n) % YEAR_MONTHS + 1, None) for n in range(QUARTER_MONTHS)]
    onwards = bool(_ONWARDS.search(folded))
    return OfMonths(tuple(months), said, flag, onwards, onwards and bool(_EXCLUSIVE.search(folded)))


def denied_in(text: str) -> tuple[Said, ...]:
    """A draft, where one text asks whether figures are final and says no: “Validated? No”, “Signed off: not yet”."""
    question, mark, answer = re.sub(r"\?\s*:", "?", text, count=1).partition("?" if "?" in text else ":")
    return answered(question, answer) if mark and len(text) <= LONGEST else ()


def answered(question: str, answer: str) -> tuple[Said, ...]:
    """What a yes or a no under a heading states, as Validated? and no, Draft? and yes, or Actual/Forecast and F."""
    asked, said = fold(question), fold(answer)
    if asked in listed("asks_whether_final") and said in listed("answers_no"):
        return (Said(Aspect.STANDING, "draft", "not final", f"{asked} {said}"),)
    if said in listed("answers_yes"):
        if asked in listed("asks_whether_left_out"):
            return (Said(Aspect.STANDING, "superseded", "to be left out", f"{asked} {said}"),)
        standing = stated_alone(question, Aspect.STANDING)
        return (standing,) if standing and standing.id != "else" else ()
    if len(said) == 1 and said.isalpha():  # one of the words of the heading, by its first letter
        words = [word for word in re.split(r"\W+|\bor\b", question.casefold()) if word.startswith(said)]
        letters = fact_source()["letters"] if asked in listed("asks_which_letter") else {}
        standing = stated_alone(str(letters.get(said, words[0] if len(words) == 1 else "")), Aspect.STANDING)
        return (standing,) if standing else ()
    return ()
