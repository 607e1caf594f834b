"""Folds texts, so that spellings of one name compare equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FOOTNOTE = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079*†‡]+|\[(?:note )?\d{1,2}\]\s*$")
_SIMPLE = re.compile(r"[A-Za-z0-9+# ]*")  # most words; the rest of the work would change nothing of them
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff]")
_RANGE = re.compile(r"(?<=\d) ?- ?(?=\d)")
_PUNCTUATION = re.compile(r"[^a-z0-9<>+/#% ]+|(?<=[a-z])/(?=[a-z])")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Normalise a name, so that spellings compare equal: case, spaces, quotes, dashes, punctuation, footnote marks."""
    if _SIMPLE.fullmatch(text) and "er cent" not in text:
        return " ".join(text.casefold().split())
    plain = text
    if "*" in text or "[" in text or not text.isascii():
        plain = _FOOTNOTE.sub(" ", text)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain).replace("‘", "").replace("’", "")
        plain = _DASHES.sub("-", _UNSEEN.sub("", plain))
    plain = plain.casefold().replace("'", "").replace("&", " and ")
    plain = _PUNCTUATION.sub(" ", _RANGE.sub(" to ", plain)).replace("%", " percent ").replace("per cent", "percent")
    return " ".join(plain.split())
