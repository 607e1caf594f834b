"""Finds what a note under or beside a table says of its figures: of all of them, of those of some months, or marked.

The words are those of ``known_returns/context/facts.toml``, as in ``fact_words``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from inputs.headings.council_names import is_ours
from inputs.headings.dates import MONTH_BY_NAME
from inputs.headings.fact_lists import compares, flag_of, listed, pattern_of
from inputs.headings.fact_words import (
    LONGEST,
    OF_AVERAGES,
    OF_NOTES,
    OURS,
    OWNED,
    STRANGERS,
    UNKNOWN,
    WHOLE,
    Aspect,
    Said,
    populations,
    rest_is_neutral,
    spans_in,
    stated_alone,
    stated_in,
    units_in,
)
from inputs.headings.folding import fold
from inputs.headings.label_words import label_words
from inputs.headings.questions import denied_in
from inputs.period import MARCH, QUARTER_MONTHS, YEAR_MONTHS, Period

MOST_SENTENCES = 30  # of one cell
PAIR = 2
NO_LEAP_YEAR = 2023
_SENTENCE = re.compile(r"\n+|(?<![Ee]xcl\.)(?<![Ii]ncl\.)(?<=[.;!])\s+")
# “Please note that”, “N.B.”, and a label such as “Caveat:” before what a note says.
_OPENING = re.compile(
    r"^\s*(?:(?:please )?(?:be aware|note|be advised)|it should be noted|notes?|n\.?b\.?|\w[\w ]{1,20}:)"
    r"\s*[:–,-]?\s+(?:that )?",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*([¹²³⁴⁵]+|\*+|[†‡]+|[\[(](?:\d{1,2}|[a-z])[\])])\s*(?!\d)")  # of a footnote, before it
_PARTS = frozenset({"sex", "age", "stage", "team", "home", "status", "sample"})
_AGES = re.compile(r"\b(?:aged?|ages) \d{1,2}(?: (?:and|or) \d{1,2})?\b|\b\d{1,2} (?:and|or) \d{1,2}(?= years?\b)")
_STAGES = re.compile(r"\b(?:post|pre|ks|key stage|year|section|s) ?\d{1,2}\b")  # post-16
_IS_TARGET = re.compile(r"\b(?:is|are|shows?) (?:the |a )?targets?(?: not\b.*)?$")  # December shows the target
_GLOSSARY = re.compile(r"\s*[A-Z][A-Za-z]?[A-Z/&+]{1,5}s?\s*(?:[:=]|[–-] )")  # UASC: unaccompanied …
_OF_A_PLACE = re.compile(r"\b(?:for|to|represent|cover) (?P<name>[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+){0,2})\.?\s*$")
_MONTH = re.compile(rf"(?<!\b(?:at|on) \d )(?<!\b(?:at|on) \d\d )\b({'|'.join(MONTH_BY_NAME)})(?: (?:20)?(\d\d))?\b")
DAY = (
    rf"(?P<day>\d{{1,2}})(?:(?:st|nd|rd|th)?(?: of)? (?P<month>{'|'.join(MONTH_BY_NAME)})|/(?P<number>\d{{1,2}}))"
    r"(?:[ /](?:20)?(?P<year>\d\d))?(?: only)?"
)
_DAY_OF_MONTH = re.compile(rf"\b\d\d?(?:st|nd|rd|th)?(?: of)? (?=(?:{'|'.join(MONTH_BY_NAME)})\b)")
_QUARTER = re.compile(r"\b(?:q|qtr |quarter )([1-4])\b")


class Reach(Enum):
    """Which months a note speaks of, by those that it names."""

    THESE = auto()
    BETWEEN = auto()
    FROM = auto()
    AFTER = auto()
    UP_TO = auto()
    YEAR = auto()
    OTHERS = auto()


class OfMonths(NamedTuple):
    """What a note says of some months, each with its year or None for the last such month.

    ``reach`` says which: these, those between them, those from or after them on, those up to them, or all others; or
    the whole year to that month. No month at all is the last one.
    """

    months: tuple[tuple[int, int | None], ...]
    said: tuple[Said, ...]
    flag: str = ""
    reach: Reach = Reach.THESE

    def concerns(self, period: Period, last: int) -> bool:
        """Whether a period is one of the months. ``last`` is the index of the last month that the table has."""
        if self.reach is Reach.YEAR:
            ends = [_index(month, year, period.index) for month, year in self.months] or [last]
            return period.length == YEAR_MONTHS and period.index in ends
        if period.length > QUARTER_MONTHS and self.reach not in {Reach.FROM, Reach.AFTER}:
            return False
        if not self.months:
            return period.index == last
        named = [_index(month, year, last) for month, year in self.months]
        if period.length == QUARTER_MONTHS and self.reach is Reach.THESE:
            return any(period.index - QUARTER_MONTHS < one <= period.index for one in named)
        if self.reach in {Reach.FROM, Reach.AFTER}:
            return period.index >= min(named) + (self.reach is Reach.AFTER)
        if self.reach is Reach.UP_TO:
            return period.index <= max(named)
        if self.reach is Reach.BETWEEN:
            return named[0] <= period.index <= named[-1]
        return (period.index in named) is (self.reach is Reach.THESE)


def _index(month: int, year: int | None, last: int) -> int:
    """The index of a month of a year, or of the last such month up to a last one."""
    return Period(year, month).index if year else last - (last % YEAR_MONTHS + 1 - month) % YEAR_MONTHS


def sentences(text: str) -> Iterator[str]:
    """The sentences and lines of a note that are short enough to be a statement."""
    return (one for one in islice(_SENTENCE.split(text.strip()), MOST_SENTENCES) if one and len(one) <= LONGEST)


@lru_cache(maxsize=1024)
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
    if mark_of(text)[0] or pattern_of("takes_back").search(fold(text)) or stated_of_months(text, known, council):
        return ()
    if not_final := denied_in(text):
        return not_final
    if _explains(text) or pattern_of("sent_by").match(fold(text)):
        return ()
    source = fold(text).startswith("source")
    text = _without_aside(text)
    folded = fold(text)
    spans = [one.words for one in spans_in(folded)]
    units = [one.words for one in units_in(folded)]
    says_span = bool(spans) and folded.startswith(spans[0])
    says_span = says_span or (bool(spans or units) and rest_is_neutral(folded, [*spans, *units], known))
    if has_a_figure(folded, [*spans, *units]):
        return tuple(one for one in stated_in(text, known, council) if one.id == "sample")  # a sample of 20 cases
    excludes = pattern_of("excludes").search(folded) is not None or folded.startswith("only ")
    if not (pattern_of("speaks_of_figures").match(folded) or says_span or excludes or folded.endswith(" only")):
        return _stated_by_line(text, folded, known, council, source)
    segments = re.split(r"[:;.,]| (?:for|of|to|from|about) ", text)
    whose = [one for segment in segments for one in stated_in(segment, known, council) if one.aspect is Aspect.WHOSE]
    of_a_year = re.search(r"\b\d\d(?:\d\d)?\b", text)
    told = stated_in(text, known, council)
    standing = [one for one in told if one.aspect is Aspect.STANDING and not of_a_year]
    whose += [one for one in told if one.id in populations()]  # police data for the whole borough
    whose += _of_a_place(text, known, council) if not whose else ()
    averages = [one for one in told if one.id in OF_AVERAGES]
    if excludes:  # figures without those of others, or of something else, are the council's
        whose = [one for one in whose if one.id not in STRANGERS and one.id not in populations()]
        kept = folded.partition("exclud")[0]  # a draft that excludes UASC; no reviews that were cancelled
        standing = [one for one in standing if one.id != "else" and one.words in kept]
    return tuple(dict.fromkeys([*spans_in(folded), *units_in(folded), *averages, *whose, *standing]))


def _of_a_place(text: str, known: frozenset[str], council: str) -> tuple[Said, ...]:
    """A place or a part by a name that is not known, as in “Figures are for Northtown”."""
    named = _OF_A_PLACE.search(text)
    words = fold(named["name"]).split() if named else []
    plain = [word for word in words if word in known or word in listed("neutral") or word in label_words().words]
    if not words or plain or is_ours(" ".join(words), council) or _MONTH.search(" ".join(words)):
        return ()
    return (Said(Aspect.WHOSE, UNKNOWN, "a part or place that no known word names"),)


def has_a_figure(folded: str, phrases: Iterable[str]) -> bool:
    """Whether a note holds a figure beside its spans, its ages, its months and its years, as “YTD is 97.5%” does."""
    rest = _MONTH.sub(" ", _DAY_OF_MONTH.sub(" ", folded))
    for phrase in phrases:
        rest = rest.replace(phrase, " ")
    rest = _STAGES.sub(" ", _AGES.sub(" ", rest))
    rest = re.sub(r"\b20\d\d(?:[/ ]\d\d)?\b|\b\d\d/\d\d\b|\b\d{1,2} to \d{1,2}\b|\b\d{1,2}\+", " ", rest)
    return re.search(r"\b\d+(?:st|nd|rd|th)?\b(?! (?:months?|weeks?|years?|and (?:over|under)))", rest) is not None


def _explains(text: str) -> bool:
    """Whether a line explains a short word, as a glossary does; “DRAFT - not for use” says what the figures are."""
    entry = _GLOSSARY.match(text)
    return entry is not None and stated_alone(entry[0].strip(" –—-:="), Aspect.STANDING) is None


def _without_aside(text: str) -> str:
    """A note without its opening, and without what comes before it speaks of figures: As agreed in May, figures are."""
    text = _without_opening(text)
    aside, _, rest = text.partition(",")
    speaks = pattern_of("speaks_of_figures").match
    is_aside = not speaks(fold(aside)) and not pattern_of("all_but").match(fold(aside))
    return rest if is_aside and speaks(fold(rest)) else text


def _stated_by_line(text: str, folded: str, known: frozenset[str], council: str, source: bool) -> tuple[Said, ...]:
    """What a line states that does not speak of the figures.

    That is a standing, a part that they are of, or that children of others are among them; a legend such as “SN =
    neighbours” and a figure such as “England 70” state nothing.
    """
    whole = {"figures", "figure", "data", "numbers"} & set(folded.split())
    others = source or re.search(r"\b(?:by|from|belonging to) |\bhost", folded)  # placed here by other councils
    told = stated_in(text, known, council)
    plain = "=" not in text and not re.search(r"\d", text)

    def counts(one: Said) -> bool:
        if one.aspect is Aspect.WHOSE:
            if not source and stated_alone(text.strip(" ."), Aspect.WHOSE):
                return True
            excluded = pattern_of("excludes").search(folded) is not None
            part = one.id in _PARTS and (plain or excluded)
            more = one.id in populations() and bool(pattern_of("includes").match(folded))
            theirs = one.id == "council" if source else bool(others) and one.id in STRANGERS
            return bool(whole) or part or more or theirs
        return one.id in OF_NOTES or one.id in OF_AVERAGES

    return tuple(filter(counts, told))


def in_doubt(text: str) -> tuple[Said, ...]:
    """That a comment on one figure or one name speaks of what it counts, or doubts it, in words that state no fact."""
    folded = fold(text) if len(text) <= LONGEST else ""
    if compares(folded) or pattern_of("rises").search(folded):
        return ()
    doubted = pattern_of("in_doubt").search(folded)
    return (Said(Aspect.STANDING, "doubted", "in doubt", doubted[0]),) if doubted else ()


def speaks_of_figures(text: str) -> bool:
    """Whether a line speaks of figures: “All figures are …”."""
    return pattern_of("speaks_of_figures").match(fold(_without_opening(text))) is not None


def says_of_which(text: str) -> bool:
    """Whether a line speaks of figures, or of some only, and is no remark on them."""
    folded = fold(text)
    return speaks_of_figures(text) or folded.endswith(" only") or pattern_of("excludes").match(folded) is not None


def says_no_more(text: str) -> bool:
    """Whether a line holds only words that state nothing beside the period that it names."""
    return rest_is_neutral(fold(_without_opening(text)), (), frozenset())


def _without_opening(text: str) -> str:
    """A note without what opens it; “Figures are for:” opens none, it speaks of the figures."""
    opening = _OPENING.match(text)
    return text if opening is None or pattern_of("speaks_of_figures").match(fold(opening[0])) else text[opening.end() :]


@lru_cache(maxsize=1024)
def stated_of_months(text: str, known: frozenset[str], council: str) -> OfMonths | None:
    """What a note states of the months that it begins with, as in “From October onwards a forecast”."""
    text = _without_aside(OWNED.sub("", text))
    folded = fold(text) if len(text) <= LONGEST else ""
    if pattern_of("takes_back").search(folded):
        return None
    if (broken := broken_month(text)) is not None:
        return broken
    named = [*_MONTH.finditer(folded), *_QUARTER.finditer(folded), *pattern_of("last_month").finditer(folded)]
    if not named:
        return None
    first = min(match.start() for match in named)
    told = stated_in(text, known, council)
    said = tuple(
        one
        for one in told
        if (one.id in OF_NOTES or one.aspect is Aspect.WHOSE or (one.id == "target" and _IS_TARGET.search(folded)))
        if one.id not in {OURS, WHOLE}
        if first < folded.find(one.words)
    )
    flag = "" if said else flag_of(text)
    if not said and not (flag and rest_is_neutral(folded, [flag], known)):
        return None
    months = [month for one in months_named(folded) for month in one.months]
    return OfMonths(tuple(months), said, flag, _reach(folded))


def first_month_of(quarter: int) -> int:
    """The month with which a quarter of the financial year begins: 4, 7, 10 or 1."""
    return (MARCH + (quarter - 1) * QUARTER_MONTHS) % YEAR_MONTHS + 1


class Named(NamedTuple):
    """The months that a folded text names in one word, a quarter as its three, each with its year or None."""

    start: int
    end: int
    months: tuple[tuple[int, int | None], ...]


def months_named(folded: str) -> list[Named]:
    """The months and quarters that a folded text names, in order."""
    named = [
        Named(*one.span(), ((MONTH_BY_NAME[one[1]], 2000 + int(one[2]) if one[2] else None),))
        for one in _MONTH.finditer(folded)
    ]
    for quarter in _QUARTER.finditer(folded):
        first = first_month_of(int(quarter[1]))  # of the months of a year, no quarter crosses its end
        its = tuple((first + n, None) for n in range(QUARTER_MONTHS))
        named.append(Named(*quarter.span(), its))
    return sorted(named)


def broken_month(text: str) -> OfMonths | None:
    """The month that a line says is cut short, or for which another month’s figure stands; None for any other line."""
    return _month_cut_short(text) or _month_of_another(text)


def _month_cut_short(text: str) -> OfMonths | None:
    """A month that ends before its last day, as “Up to 20 December” says; None for any other text."""
    folded = fold(text) if len(text) <= LONGEST else ""
    match = _cut_short().fullmatch(folded) or _taken_on().fullmatch(folded) or _up_to_day().fullmatch(folded)
    if match is None:
        return None
    named = match.groupdict()
    day, year = int(match["day"]), 2000 + int(match["year"]) if match["year"] else None
    month = MONTH_BY_NAME[match["month"]] if match["month"] else int(match["number"])
    if not 1 <= month <= YEAR_MONTHS or MONTH_BY_NAME.get(named.get("heading") or match["month"], month) != month:
        return None
    if not 0 < day < monthrange(year or NO_LEAP_YEAR, month)[1]:
        return None
    return OfMonths(((month, year),), (Said(Aspect.STANDING, "incomplete", "of a part of a month", "up to"),))


@cache
def _cut_short() -> re.Pattern[str]:
    return re.compile(rf"{pattern_of('cut_short').pattern} {DAY}")


@cache
def _up_to_day() -> re.Pattern[str]:
    """A month with the day up to which it goes: “December 2023 (up to 12th)”, “Dec-23 is to the 15th”."""
    return re.compile(
        rf"(?P<month>{'|'.join(MONTH_BY_NAME)})(?: (?:20)?(?P<year>\d\d))? (?:(?:is|are|figures?|data) )*"
        r"(?:up )?(?:to|until) (?:the )?(?P<day>\d\d?)(?:st|nd|rd|th)?"
    )


@cache
def _taken_on() -> re.Pattern[str]:
    """The day on which the figures of a month were taken: “Dec-25 is as at 18/12/25”."""
    heading = f"(?:figures? for )?(?P<heading>{'|'.join(MONTH_BY_NAME)})(?: (?:20)?\\d\\d)?"
    return re.compile(rf"{heading} {pattern_of('taken_on').pattern} {DAY}")


def _month_of_another(text: str) -> OfMonths | None:
    """A month for which the figure of another stands, as in “December not yet available - November figure used”."""
    folded = fold(text) if len(text) <= LONGEST else ""
    named = list(_MONTH.finditer(folded))
    if len(named) != PAIR:
        return None
    between, after = folded[named[0].end() : named[1].start()], folded[named[1].end() :]
    if pattern_of("not_given").search(between) and pattern_of("stands_in").match(after.strip()):
        lacking = named[0]
    elif pattern_of("repeats").match(between.strip()) and (between.split()[-1:] != ["is"] or not after):
        lacking = named[0]  # December figures are those of November
    elif pattern_of("stands_in").match(between.strip()) and re.search(
        r"\b(?:for|as|in|since|because)$", between.strip()
    ):
        lacking = named[1]
    else:
        return None
    month = (MONTH_BY_NAME[lacking[1]], 2000 + int(lacking[2]) if lacking[2] else None)
    return OfMonths((month,), (Said(Aspect.STANDING, "incomplete", "those of another month", "figure used"),))


def _reach(folded: str) -> Reach:
    """Which months a note speaks of, by the words around those that it names."""
    if pattern_of("all_but").match(folded):
        return Reach.OTHERS
    if pattern_of("after").search(folded):
        return Reach.AFTER
    if pattern_of("from_then_on").search(folded):
        return Reach.FROM
    if pattern_of("up_to").match(folded):
        return Reach.UP_TO
    named = list(_MONTH.finditer(folded))
    between = folded[named[0].end() : named[1].start()].strip() if len(named) == 2 else "and"
    return Reach.BETWEEN if between in {"", "to", "until", "through"} else Reach.THESE
