"""Tells what narrows down whose figures a table gives: the filters of an export, and labels above it."""

from __future__ import annotations

import re
from functools import cache

from inputs.headings.fact_words import Aspect, Said, is_dimension, listed
from inputs.headings.folding import fold

LONGEST_FILTERS = 2_000  # characters of a list of filters


def is_filter(label: str) -> bool:
    """Whether a label before a value, above a table, may narrow down whose figures are below."""
    return is_dimension(label) or fold(label) in listed("filter")


def names_a_sender(label: str) -> bool:
    """Whether a label above a table, such as Team or Provider, may only say who sent the return."""
    return fold(label) in listed("sender")


def is_no_filter(label: str) -> bool:
    """Whether the name of a filter says nothing of whose the figures are, as Month or Measure."""
    return fold(label) in listed("not_a_filter")


def says_nothing(folded: str) -> bool:
    """Whether the value of a filter or of such a column picks nobody out, as (blank) or (Select all)."""
    return not folded or folded in listed("picks_nobody")


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


def stated_as_age(text: str) -> tuple[Said, ...]:
    """The age group that a cell of an Age column states, such as 17-18 or 16+."""
    folded = fold(text)
    words = folded if folded.startswith("aged") else f"aged {folded}"
    if not re.fullmatch(r"aged (?:under |over )?\d{1,2}(?: to \d{1,2}| and \d{1,2}|\+| and over| plus)?", words):
        return ()
    return (Said(Aspect.WHOSE, "age", "one age group", words, together=frozenset({words})),)
