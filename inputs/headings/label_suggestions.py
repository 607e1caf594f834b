"""Says which measure a label that is not known may be meant for: by its parts first, then by its letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from inputs.headings.label_proof import LabelProof, Near
from inputs.headings.label_words import PartKind, label_words, parts_of
from inputs.suggestions import nearest_name, nearest_names

_NOTHING_NEAR = Near("", "")
_SHORTEST_MISSPELT = 4  # letters; a shorter word is like too many others
_OPPOSITES = ("un", "non", "in", "im", "dis", "mis", "ir")  # unsuitable is no misspelling of suitable


class Suggestions:
    """What may be meant by labels, given the measures and how the known names are spelt, by their folded text."""

    def __init__(self, proof: LabelProof, spelling: Mapping[str, str]) -> None:
        self._proof = proof
        self._spelling = spelling

    @cached_property
    def _words(self) -> dict[str, list[str]]:
        """The words of the dictionary by their first letter, in its order."""
        by_letter: dict[str, list[str]] = {}
        for word in dict.fromkeys(word for phrase in label_words().phrases for word in phrase if word.isalpha()):
            by_letter.setdefault(word[0], []).append(word)
        return by_letter

    def near(self, folded: str) -> Near:
        """The name that a label may be meant for. Never the opposite, nor one of other people or of another service."""
        near = self._proof.near(folded)
        if near is not None and near.part and near.name:
            return near
        for right in self._spelt_right(folded):
            like = nearest_name(right, self._spelling, cutoff=0.8)
            if like and not self._proof.differ(right, like):
                return Near("", self._spelling[like])
            if right != folded and (proved := self._proof.proved(right)):
                item = next(iter(proved.items))
                return Near(item, self._proof.name_of(item, right))
        return near or _NOTHING_NEAR

    def _spelt_right(self, folded: str) -> Iterator[str]:
        """A label with a word that the dictionary does not have replaced by each one like it; then as it is."""
        unknown = {part.id[1:] for part in parts_of(folded) if part.kind is PartKind.LEFT}
        for word in (one for one in folded.split() if one in unknown):
            for like in self._like(word):
                yield " ".join(like if one == word else one for one in folded.split())
        yield folded

    def _like(self, word: str) -> list[str]:
        if len(word) < _SHORTEST_MISSPELT or not word.isalpha():
            return []
        like = nearest_names(word, self._words.get(word[0], ()), most=3, cutoff=0.74)
        pairs = ((word, one) for one in like)
        return [two for one, two in pairs if not any(one == f"{no}{two}" or two == f"{no}{one}" for no in _OPPOSITES)]
