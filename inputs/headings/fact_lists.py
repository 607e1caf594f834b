"""The lists of ``known_returns/context/facts.toml``, and the plain questions that they answer."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from inputs.files.toml_file import phrases_in, read_toml
from inputs.headings.folding import fold
from inputs.headings.known_words import KNOWN_RETURNS

SHORTEST_NAME = 4  # letters of the name of a team: TBC and n/a are none
LONGEST_FILTERS = 2_000  # characters of a list of filters
_OF_WHICH = ("of ", "out of ", "who ", "which ", "that ", "inc")
_COMPARES = re.compile(r"\b(?:above|below|higher|lower|better|worse|close|near|against|than|compared|between)\b")
_FLAG = re.compile(r"[(\[]([a-z]+)\.?[)\]]|(?<=\d) ?([rpe])$|\b([a-z]{3,})$|^([a-z]{3,})\b", re.IGNORECASE)


@cache
def fact_source() -> dict[str, Any]:
    """The whole of facts.toml, read once."""
    return read_toml(KNOWN_RETURNS / "context" / "facts.toml")


@cache
def name_of(aspect: str, fact: str) -> str:
    """The name, for messages, of a fact by its id: “twelve months” of the span “rolling_12_months”."""
    return next(str(entry["name"]) for entry in fact_source()[aspect] if entry["id"] == fact)


@cache
def listed(key: str) -> frozenset[str]:
    """A list of facts.toml, folded."""
    return frozenset(map(fold, phrases_in(fact_source()[key])))


@cache
def pattern_of(key: str) -> re.Pattern[str]:
    """A regular expression of facts.toml, for folded texts."""
    return re.compile(str(fact_source()[key]))


def is_dimension(heading: str) -> bool:
    """Whether a heading says that its row or column tells whose figures are, as Area or Gender does."""
    return fold(heading) in listed("dimension")


def is_theme(heading: str) -> bool:
    """Whether a heading says that its column names the section of each row, as Theme does."""
    return fold(heading) in listed("theme_heading")


def is_heading_of(key: str, heading: str) -> bool:
    """Whether a heading says what its row or column holds, by the list of facts.toml under ``key``.

    That is "unit_heading", "span_heading", "age_heading" or "standing_heading".
    """
    return fold(heading) in listed(key)


def is_filter(label: str) -> bool:
    """Whether a label before a value, above a table, may narrow down whose figures are below."""
    return is_dimension(label) or fold(label) in listed("filter")


def names_a_sender(label: str) -> bool:
    """Whether a label above a table, such as Team or Provider, may only say who sent the return."""
    return fold(label) in listed("sender")


def names_a_part(label: str, folded: str, known: frozenset[str]) -> bool:
    """Whether a label such as Team stands before a name of its own, as Northtown, and not before that of a sender.

    ``folded`` is the name; ``known`` are words that name measures, or the council. One word of its own is enough:
    Northtown Safeguarding is one of several.
    """
    if fold(label) not in listed("team_label"):
        return False
    words = {word for word in folded.split() if len(word) >= SHORTEST_NAME and word.isalpha()}
    return not words <= known | _words_of_senders()


@cache
def _words_of_senders() -> frozenset[str]:
    """Single words of the names of those who send figures, and words that say nothing."""
    return listed("teams_that_send") | listed("neutral") | listed("of_any_council")


def is_no_filter(label: str) -> bool:
    """Whether the name of a filter says nothing of whose the figures are, as Month or Measure."""
    return fold(label) in listed("not_a_filter")


def says_nothing(folded: str) -> bool:
    """Whether the value of a filter or of such a column picks nobody out, as (blank) or (Select all)."""
    return not folded or folded in listed("picks_nobody")


def part_of_above(text: str) -> str:
    """What a name such as “of which LAC” counts of those in the row above, folded; "" for any other name."""
    folded = fold(text)
    begins = pattern_of("of_which").match(folded) if folded.startswith(_OF_WHICH) else None
    return folded[begins.end() :] if begins is not None else ""


def compares(folded: str) -> bool:
    """Whether a folded remark sets figures against others, as “higher than the West Midlands average” does."""
    return _COMPARES.search(folded) is not None


def begins_filters(text: str) -> bool:
    """Whether a cell begins the list of filters that an export gives: “Applied filters:”."""
    return len(text) < LONGEST_FILTERS and _opening().match(text) is not None


def without_opening(text: str) -> str:
    """A text without the words that begin a list of filters: “Gender is Female” of “Applied filters: Gender is…”."""
    opening = _opening().match(text)
    return text[opening.end() :] if opening else text


@cache
def _opening() -> re.Pattern[str]:
    longest_first = sorted(listed("filters_begin"), key=len, reverse=True)
    either = "|".join(words.replace(" ", r"\s+") for words in longest_first)
    return re.compile(rf"\W*(?:{either})\b\s*:?\s*", re.IGNORECASE)


def flag_of(heading: str) -> str:
    """The flag that a heading or a title carries, such as “provisional” for Dec-23 (p), or ""."""
    for match in _FLAG.finditer(heading.strip()):
        word = next(filter(None, match.groups()), "").casefold()
        for flag, marks in fact_source()["flags"].items():
            if word in marks:
                return str(flag)
    return ""
