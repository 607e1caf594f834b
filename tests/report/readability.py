"""How easily running text is read: its sentences, how long they are, and a reading age by Flesch and Kincaid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_END = re.compile(r"(?<=[.!?])[”)]?\s+(?=[A-Z“(\[\d])")
_WORD = re.compile(r"[^\W_](?:[\w’',.%-]*[\w%])?")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^dt]ed|[^l]e)$")  # homes, asked, time; not boxes of people, needed, little
_AFTER_GRADE = 5  # years: an American grade begins at five years more of age


def sentences(text: str) -> list[str]:
    """The sentences of a running text; none of a label, which has no stop at its end."""
    plain = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
    return _END.split(plain) if plain.endswith((".", "!", "?", ".)", ".”")) else []


def words(sentence: str) -> list[str]:
    """The words and numbers of a sentence."""
    return _WORD.findall(sentence)


def syllables(word: str) -> int:
    """How many groups of vowels a word is heard to have; a number counts as one."""
    letters = word.lower().rstrip("’'s") if word.endswith("’s") else word.lower()
    return max(1, len(re.findall(r"[aeiouy]+", _SILENT.sub("", letters))))


def average_length(said: Sequence[str]) -> float:
    """The average number of words of a sentence."""
    return sum(len(words(one)) for one in said) / len(said)


def reading_age(said: Sequence[str]) -> float:
    """The age at which text is read with ease: Flesch and Kincaid's grade (1975), and five years."""
    every = [word for one in said for word in words(one)]
    grade = 0.39 * len(every) / len(said) + 11.8 * sum(map(syllables, every)) / len(every) - 15.59
    return grade + _AFTER_GRADE


def all_sentences(texts: Iterable[str]) -> list[str]:
    """The sentences of several texts, each once, in order."""
    return list(dict.fromkeys(one for text in texts for one in sentences(text)))
