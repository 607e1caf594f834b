"""Decides whether what is said of whose the figures are is just those whom a measure counts."""

from __future__ import annotations

import re
from functools import lru_cache

from inputs.headings.fact_words import WHOLE, Said, populations, whose_in


def fits(said: Said, own: tuple[str, ...]) -> bool:
    """Whether a statement is of just those whom a measure counts, as “under 16” is where only they are counted.

    ``own`` are texts, folded, in which the measure says whom. Words of some of them only are of a part. What concerns
    measures of some words only, as first reviews do, fits all others.
    """
    population = populations().get(said.id)
    if population is not None:
        if "of" in population and not any(word in text for word in population["of"] for text in own):
            return True  # words of reviews say nothing of visits
        return any(word in text for word in population["own"] for text in own)
    if said.words.endswith(" only"):
        return any(f" {said.words.removesuffix(' only')} " in f" {text} " for text in own)
    whom = _whom(own)
    return _without_aged(said.words) in whom and whom <= frozenset(map(_without_aged, said.together))


@lru_cache(maxsize=1024)
def _whom(own: tuple[str, ...]) -> frozenset[str]:
    found = (one for text in own for one in whose_in(text))
    never = {WHOLE, "council", *populations()}
    return frozenset(_without_aged(words) for words, (kind, _) in found if kind not in never)


def _without_aged(words: str) -> str:
    """An age without the word for it: “19 to 21” is “aged 19 to 21”."""
    return re.sub(r"^(?:aged?|ages) ", "", words)
