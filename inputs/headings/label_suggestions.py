"""Says which measure a label that is not known may be meant for: by its parts first, then by its letters."""

from __future__ import annotations

from collections.abc import Mapping

from inputs.headings.label_proof import LabelProof, Near
from inputs.headings.label_words import PartKind, label_words, parts_of
from inputs.suggestions import nearest_name

_NOTHING_NEAR = Near("", "")
_SHORTEST_MISSPELT = 4  # letters; a shorter word is like too many others
_OPPOSITES = ("un", "non", "in", "im", "dis", "mis", "ir")  # unsuitable is no misspelling of suitable


class Suggestions:
    """What may be meant by labels, given the measures and how the known names are spelt, by their folded text."""

    def __init__(self, proof: LabelProof, spelling: Mapping[str, str]) -> None:
        self._proof = proof
        self._spelling = spelling
        self._words: dict[str, list[str]] = {}
        for phrase in label_words().phrases:
            for word in phrase:
                if word.isalpha() and word not in self._words.setdefault(word[0], []):
                    self._words[word[0]].append(word)

    def near(self, folded: str) -> Near:
        """The name that a label may be meant for. Never the opposite, nor one of other people or of another service."""
        near = self._proof.near(folded)
        if near is not None and near.part and near.name:
            return near
        right = self._spelt_right(folded)
        like = nearest_name(right, self._spelling, cutoff=0.8)
        if like and not self._proof.differ(right, like):
            return Near("", self._spelling[like])
        if right != folded and (proved := self._proof.proved(right)):
            item = next(iter(proved.items))
            return Near(item, self._proof.name_of(item, right))
        return near or _NOTHING_NEAR

    def _spelt_right(self, folded: str) -> str:
        """A label with each word that the dictionary does not have replaced by the one most like it, if any is."""
        unknown = {part.id[1:] for part in parts_of(folded) if part.kind is PartKind.LEFT}
        return " ".join(self._most_like(word) if word in unknown else word for word in folded.split())

    def _most_like(self, word: str) -> str:
        if len(word) < _SHORTEST_MISSPELT or not word.isalpha():
            return word
        like = nearest_name(word, self._words.get(word[0], ()), cutoff=0.74)
        opposite = any(word == f"{start}{like}" or like == f"{start}{word}" for start in _OPPOSITES)
        return word if opposite or not like else like
