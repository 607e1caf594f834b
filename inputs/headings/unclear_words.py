"""Finds the words of a title that nothing explains: what they say of the figures under it is not known, so it is asked.

A title proves whose figures are only where every word of it is known: a month, the council, a service, a measure, or a
word that says nothing, such as Scorecard. “Wolds ICB” may be another area, “Cohort 2” some of the children.
"""

from __future__ import annotations

import re
from functools import lru_cache

from inputs.headings.council_names import short_names
from inputs.headings.dates import MONTH_BY_NAME
from inputs.headings.fact_lists import is_filter, is_no_filter, is_theme, listed, pattern_of
from inputs.headings.fact_words import LONGEST, OWNED, UNCLEAR, Aspect, Said, standings_in, whose_in
from inputs.headings.folding import fold
from inputs.headings.label_words import label_words, words_of

MOST_WORDS = 12  # of a title: a longer text explains
_PARTS = re.compile(r"[:;|–—()\[\],\n]| - | / ")
_PLAIN = re.compile(r"[a-z]?\d[\d/.]*(?:st|nd|rd|th|am|pm)?|v\d+|[a-z]|q\d|m\d{1,2}|p\d{1,2}|\d{1,2}[a-z]{3}\d{2,4}")


@lru_cache(maxsize=2048)
def unclear_words(text: str, known: frozenset[str], council: str) -> tuple[Said, ...]:
    """That a title or a section row holds words that nothing explains; nothing for a sentence or a line of contacts.

    ``known`` are the words that name measures, ``council`` is the council's own name: where that is not known yet, any
    word may be of it.
    """
    if not council:
        return ()
    folded = fold(OWNED.sub("", text)) if len(text) <= LONGEST else ""
    words = folded.split()
    if is_filter(text) or is_no_filter(text) or is_theme(text):
        return ()  # the heading of a column
    explains = listed("of_sentences") | listed("compared")
    if not words or len(words) > MOST_WORDS or not explains.isdisjoint(words):
        return ()
    plain = known | _plain_words() | {*fold(council).split(), *short_names(council)}
    for part in map(fold, _PARTS.split(OWNED.sub("", text))):
        if pattern_of("begins_no_title").match(part):
            return ()  # whoever is named after it sent the figures, or owns them
        for phrase, _ in (*whose_in(part), *standings_in(part)):  # which alone state nothing here
            part = f" {part} ".replace(f" {phrase} ", " ")  # noqa: PLW2901
        if not all(_PLAIN.fullmatch(word) or plain & {word, *words_of(word)} for word in part.split()):
            return (
                Said(
                    Aspect.WHOSE, UNCLEAR, "the title has a word that is not known, so it is not proved what they are"
                ),
            )
    return ()


@lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    """The single words that a title may hold and that say nothing more of figures than it states by known phrases."""
    lists = ("neutral", "of_any_council", "teams_that_send", "of_titles")
    labels = label_words()
    return frozenset().union(MONTH_BY_NAME, labels.words, labels.plain, *map(listed, lists))
