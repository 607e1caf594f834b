"""Hides in words of a return what may be the name, the number or the birth of a person."""

from __future__ import annotations

import re
from functools import lru_cache

from inputs.headings.fact_lists import listed
from inputs.headings.folding import fold
from inputs.headings.label_words import label_words, words_of

A_NAME, A_NUMBER = "(a name)", "(a number)"
# Two or more words in a row that begin with a capital letter, with or without initials and a comma between them.
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:,? (?:[A-Z]\.? )?[A-Z][\w’'-]+)+|\b[A-Z]\.? [A-Z][a-z][\w’'-]+")
_NUMBER = re.compile(r"\b\w*\d{5,}\w*\b|\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d\d)?\d\d\b")


@lru_cache(maxsize=4096)
def without_names(text: str, known: frozenset[str]) -> str:
    """A text with “(a name)” for words in a row that none of our words, nor ``known`` ones, explain.

    Numbers of five figures and days are hidden too.
    """

    def hidden(match: re.Match[str]) -> str:
        folded = fold(match[0])
        words = {*folded.split(), *words_of(folded)}
        told = (known, listed("neutral"), listed("of_any_council"), label_words().words)
        return A_NAME if all(words.isdisjoint(one) for one in told) else match[0]

    return _NUMBER.sub(A_NUMBER, _NAME.sub(hidden, text))
