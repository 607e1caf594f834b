"""Takes labels apart: of whom they are, what is counted, what is asked of it, over what span. The words are TOML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from inputs.files.toml_file import phrases_in, read_toml
from inputs.headings.folding import fold

LABELS = Path(__file__).parents[1] / "known_returns" / "labels"

_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_DIGITS = {word: str(number) for number, word in enumerate(_NUMBER_WORDS.split(), start=1)}
_DIGIT = re.compile(r"\d+")
_PLURAL_NUMBER = re.compile(r"(?:[a-z]?)[\d#]+s")  # under 5s
_KEPT_S = ("ss", "us", "is")  # address, status, analysis
_OTHER_THINGS = frozenset({"times"})  # the times that somebody was missing are not the time


class PartKind(StrEnum):
    """What a part of a label is about. ``LEFT`` is a word or a number that the dictionary does not have."""

    ASKS = "asks"
    WHOM = "whom"
    WHAT = "what"
    HOW = "how"
    SPAN = "span"
    CODE = "code"
    COHORT = "cohort"
    OTHER = "other"
    LEFT = "left"


class Part(NamedTuple):
    """One part of a label. ``id`` is its concept, with the numbers in it; ``shown`` is how the dictionary writes it.

    ``shown`` is "" for a word that the dictionary does not have: such a word could be a name and is never quoted.
    ``then`` is the word after it.
    """

    id: str
    kind: PartKind
    shown: str
    then: str = ""


class LabelWords(NamedTuple):
    """The dictionary. ``phrases`` is by the words of a phrase; ``sizes`` is how long those are that begin with a word.

    A phrase that says nothing has no part. ``codes_of_others`` are codes, as they are written, that are spelt like a
    name of ours and mean another measure. A label that ends in one of ``of_everybody``, with a space before it, is not
    of children in care. ``through_the_month`` are words, folded, by which a number is of all the month and not of its
    end. ``bare`` are parts that do not say of whom a label is, ``plain`` words of titles that do not either.
    ``in_percent`` are parts that are stated as a percentage where nothing else is said, such as on time. A name with
    one of ``shares``, or of ``shares_at_end`` last, says that it is a percentage. ``over_groups`` are words of titles
    of groups that change nothing of what these are. ``totals`` name rows that add up others. ``counted_of_people`` are
    words, folded, of what may be counted where only the name of people stands beside it: referrals.
    ``asked`` gives, by the words of a whole label that is too unclear, what it does not say. ``words`` are
    the words of all phrases, ``of_others`` single words that say that figures are of a part, or of others: UASC.
    """

    phrases: Mapping[tuple[str, ...], Part | None]
    sizes: Mapping[str, tuple[int, ...]]
    codes_of_others: frozenset[str]
    through_the_month: frozenset[str]
    bare: frozenset[str]
    plain: frozenset[str]
    in_percent: frozenset[str]
    shares: frozenset[str]
    shares_at_end: frozenset[tuple[str, ...]]
    over_groups: frozenset[str]
    totals: frozenset[str]
    counted_of_people: tuple[str, ...]
    asked: Mapping[tuple[str, ...], str]
    words: frozenset[str]
    of_everybody: tuple[str, ...]
    of_others: frozenset[str]


@cache
def label_words() -> LabelWords:
    """Read the dictionary from the TOML file, once."""
    source = read_toml(LABELS / "words.toml")
    phrases: dict[tuple[str, ...], Part | None] = {words_of(fold(text)): None for text in source["nothing"]}
    for kind in PartKind:
        for concept, texts in source.get(kind.value, {}).items():
            for text in phrases_in(texts):
                phrases.setdefault(words_of(fold(text)), Part(concept, kind, text))
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    sizes = {word: tuple(sorted(its, reverse=True)) for word, its in lengths.items()}
    asked = {words_of(fold(name)): one["says"] for one in source["asked"] for name in one["names"]}
    others = frozenset(source["codes_of_others"])
    through = frozenset(map(fold, source["through_the_month"]))
    bare, plain, in_percent, shares = (frozenset(source[key]) for key in ("bare", "plain", "in_percent", "shares"))
    at_end = frozenset((word,) for word in source["shares_at_end"])
    counted = tuple(f" {fold(text)} " for text in source["counted_of_people"])
    words = frozenset(word for phrase in phrases for word in phrase)
    everybody = tuple(f" {fold(text)}" for text in source["of_everybody"])
    apart = frozenset(phrase[0] for phrase, part in phrases.items() if len(phrase) == 1 and _is_of_others(part))
    return LabelWords(
        phrases,
        sizes,
        others,
        through,
        bare,
        plain,
        in_percent,
        shares,
        at_end,
        frozenset(source["over_groups"]),
        frozenset(map(fold, source["totals"])),
        counted,
        asked,
        words,
        everybody,
        apart,
    )


def _is_of_others(part: Part | None) -> bool:
    return part is not None and part.kind in {PartKind.COHORT, PartKind.OTHER}


@lru_cache(maxsize=8192)
def words_of(folded: str) -> tuple[str, ...]:
    """The words of a folded text, numbers in figures, without the plural s; ``3+`` is 3 or more."""
    words: list[str] = []
    for token in folded.split():
        if token[-1] == "+" and len(token) > 1:
            words += (_singular(token[:-1]), "or", "more")
        else:
            words.append(_singular(token))
    return tuple(words)


@lru_cache(maxsize=4096)
def _singular(word: str) -> str:
    if word in _DIGITS:
        return _DIGITS[word]
    plural = len(word) > 3 and word[-1] == "s" and not word.endswith(_KEPT_S) and word not in _OTHER_THINGS
    return word[:-1] if plural or _PLURAL_NUMBER.fullmatch(word) else word


@lru_cache(maxsize=8192)
def parts_of(folded: str) -> tuple[Part, ...]:
    """The parts of a folded label, from left to right, the longest phrase first."""
    known, words = label_words(), words_of(folded)
    phrases, sizes, number = known.phrases, known.sizes, len(words)
    figures = tuple(_DIGIT.sub("#", word) for word in words) if _DIGIT.search(" ".join(words)) else words
    parts: list[Part] = []
    at = 0
    while at < number:
        lengths = sizes.get(words[at], ())
        if figures is not words and figures[at] in sizes:
            lengths = tuple(sorted({*lengths, *sizes[figures[at]]}, reverse=True))
        for length in lengths:
            end = at + length
            if end > number:
                continue
            if (phrase := words[at:end]) in phrases:
                if (part := phrases[phrase]) is not None:
                    parts.append(Part(part.id, part.kind, part.shown, words[end]) if end < number else part)
                break
            if figures is not words and (phrase := figures[at:end]) in phrases and phrase != words[at:end]:
                parts.append(_with_numbers(phrases[phrase], words[at:end]))
                break
        else:
            parts.append(_left(words[at], parts))
            end = at + 1
        at = end
    return tuple(parts)


def _with_numbers(part: Part | None, words: tuple[str, ...]) -> Part:
    assert part is not None, "a phrase with a number says something"
    numbers = _DIGIT.findall(" ".join(words))
    shown = part.shown
    for number in numbers:
        shown = shown.replace("#", number, 1)
    return Part(" ".join((part.id, *numbers)), part.kind, shown)


def _left(word: str, before: list[Part]) -> Part:
    """A word that the dictionary does not have; a number, but a year, is shown with the part before it, as in LAC 1."""
    shown = f"{before[-1].shown} {word}".strip() if word.isdecimal() and len(word) < len("2024") and before else ""
    letters = word.rstrip("0123456789")
    people = label_words().phrases.get((letters,)) if letters != word else None
    if people is not None and people.kind is PartKind.WHOM:
        shown = f"{people.shown}{word.removeprefix(letters)}"
    return Part(f"={word}", PartKind.LEFT, shown)
