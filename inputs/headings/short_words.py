"""Finds what short words such as PY or Fcst say of figures, where they are all of a heading or of a part in brackets.

The words are those of ``known_returns/context/facts.toml``, as in ``fact_words``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from inputs.files.toml_file import phrases_in
from inputs.headings.fact_lists import fact_source, is_heading_of, listed
from inputs.headings.fact_words import LONGEST, SCALES, Aspect, Said, stated_alone, stated_in
from inputs.headings.folding import fold
from inputs.headings.label_words import parts_of

_SAYS_LESS = {"out", "no", "none", "never", "non", "excluding", "except"}  # out of those due, no unit, non-financial
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")


@cache
def _short() -> Mapping[str, Said]:
    """What each short word states, by the word, folded."""
    stated: dict[str, Said] = {}
    for one in fact_source()["short"]:
        for word in map(fold, phrases_in(one["words"])):
            stated.setdefault(word, Said(Aspect(one["aspect"]), one["id"], one["name"], word, "", frozenset({word})))
    return stated


def stated_shortly(text: str) -> tuple[Said, ...]:
    """What a heading states by short words: all of it, or a part in brackets."""
    if len(text) > LONGEST:
        return ()
    parts = [text, *_IN_BRACKETS.findall(text)]
    found = [said for part in parts if (said := _short().get(fold(part))) is not None]
    units = [said for part in parts if (said := stated_alone(part, Aspect.UNIT)) is not None and said.id in SCALES]
    return (*found, *units)


def opposite(text: str, most_words: int = 3) -> tuple[Said, ...]:
    """That figures are the opposite of what a measure counts, by a few words such as “% late” or “Children without”.

    A longer text explains, and may say “not” of something else.
    """
    folded = fold(text) if len(text) <= LONGEST and "," not in text else ""
    if not folded or len(folded.split()) > most_words:
        return ()
    denied = (part.shown for part in parts_of(folded) if part.id == "not_so" and part.shown not in _SAYS_LESS)
    return tuple(Said(Aspect.STANDING, "else", "the opposite of what the measure counts", fold(one)) for one in denied)


def stated_in_corner(text: str) -> tuple[Said, ...]:
    """What the heading over the names or the months states: by short words, of percentages in brackets, a forecast."""
    shares = (stated_alone(part, Aspect.UNIT) for part in _IN_BRACKETS.findall(text[:LONGEST]))
    forecast = (*stated_in(text, frozenset(), ""), *stated_over(text))
    number = stated_alone(text, Aspect.UNIT) if fold(text).startswith(("number of ", "no of ")) else None
    return (
        *((number._replace(id="count", name="numbers"),) if number is not None else ()),
        *stated_shortly(text),
        *opposite(text),
        *(said for said in shares if said is not None and said.id == "pct"),
        *(said for said in forecast if (said.aspect, said.id) == (Aspect.STANDING, "forecast")),
    )


@cache
def _alone() -> tuple[Mapping[str, Said], tuple[tuple[re.Pattern[str], Said], ...]]:
    """What words and patterns state that are all of a title: the words, folded, and the patterns of others."""
    stated: dict[str, Said] = {}
    patterns: list[tuple[re.Pattern[str], Said]] = []
    for one in fact_source()["alone"]:
        said = Said(Aspect(one["aspect"]), one["id"], one["name"])
        stated |= {word: said._replace(words=word) for word in map(fold, phrases_in(one["words"]))}
        patterns += [(re.compile(pattern), said) for pattern in one.get("patterns", ())]
    return stated, tuple(patterns)


@lru_cache(maxsize=2048)
def stated_over(text: str) -> tuple[Said, ...]:
    """What a title, a section row or the name of a sheet states that is nothing but a word such as Standard or F."""
    folded = fold(text) if len(text) <= LONGEST else ""
    words, patterns = _alone()
    if (known := words.get(folded)) is not None:
        return (known._replace(together=frozenset({folded})),)
    found = next((said for pattern, said in patterns if pattern.fullmatch(folded)), None)
    return (found._replace(words=folded, together=frozenset({folded})),) if found else ()


def whose_alone(text: str) -> Said | None:
    """Whose figures are by the whole of a section or of a part beside a measure, such as UASC or Kinship carers."""
    said = stated_alone(text, Aspect.WHOSE) or next(iter(stated_over(text)), None)
    return said if said is not None and said.aspect is Aspect.WHOSE else None


@cache
def _spans_of_basis() -> Mapping[str, Said]:
    """The spans that are no month's, by the words that say so in a column such as Basis."""
    entries = fact_source()["in_basis"]
    words = ((fold(word), one) for one in entries for word in phrases_in(one["words"]))
    return {word: Said(Aspect.SPAN, one["id"], one["name"], word) for word, one in words}


def stated_as_basis(heading: str, text: str) -> tuple[Said, ...]:
    """What a cell of a column such as Basis or Level states, as Academic year and Team do there."""
    folded = fold(text)
    if is_heading_of("basis_heading", heading) and (span := _spans_of_basis().get(folded)):
        return (span,)
    if is_heading_of("level_heading", heading) and folded in listed("level_parts"):
        return (Said(Aspect.WHOSE, "team", "another level than the council", folded, "", frozenset({folded})),)
    return ()


def is_the_figures(text: str) -> bool:
    """Whether a heading over one of several columns of a measure says that it is the figure: Actual, This year."""
    return fold(text) in listed("the_figures")


def is_of_a_month(text: str) -> bool:
    """Whether such a heading says that its figures are of single months."""
    return fold(text) in listed("of_a_month")
