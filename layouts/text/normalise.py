"""Normalises text for print: composed, visible characters in reading order, of limited length."""

from __future__ import annotations

import re
import unicodedata

CUT = "cut"
LEFT_OUT = "left out"
ELLIPSIS = "…"
MOST_MARKS = 3  # combining marks on one letter

_SPACES = re.compile(" {2,}")
_KEPT_SPACES = "\u00a0\u2007\u202f"  # spaces that do not break; every other space is a plain one
# Latin letters and the usual punctuation: composed already, all of it seen, no spaces but plain and kept ones.
_ORDINARY = re.compile("[\x20-\x7e\u00a0-\u00ac\u00ae-\u017f\u2010-\u2027\u202f\u2212\u2264\u2265]*")


def clean(text: str, longest: int) -> tuple[str, frozenset[str]]:
    """The text as it can be printed, and what was done to it that a reader would miss: `CUT`, if anything.

    Composed (NFC), without control characters, unpaired surrogates, noncharacters, and characters that are invisible
    or change the reading direction; breaking spaces collapse to one space; at most three combining marks on a letter.
    """
    rough = text[: 4 * longest]
    if not _ORDINARY.fullmatch(rough):
        rough = _seen_only(unicodedata.normalize("NFC", rough))
    cleaned = _SPACES.sub(" ", rough)
    if len(cleaned) > longest or len(text) > 4 * longest:
        return cleaned[: longest - 1].rstrip() + ELLIPSIS, frozenset({CUT})
    return cleaned, frozenset()


def _seen_only(text: str) -> str:
    kept = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category[0] == "Z" or character in "\t\n\r\v\f\x85":
            kept.append(character if character in _KEPT_SPACES else " ")
        elif _is_noncharacter(character) or is_selector(character):
            continue
        elif category not in ("Cc", "Cf", "Cs") and marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _is_noncharacter(character: str) -> bool:
    point = ord(character)
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def is_selector(character: str) -> bool:
    """Whether a character only chooses between two looks of the one before it, as behind an emoji."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
