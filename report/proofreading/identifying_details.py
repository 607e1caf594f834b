"""Signs in a text that it names or points at a child: simple patterns, each of which can be explained."""

from __future__ import annotations

import re

_FEW = "one|two|three|four|five|[1-5]|a|this|single"
_FAMILY = "brothers?|sisters?|siblings?|twins"
_PEOPLE = rf"(?:child(?:ren)?|young (?:person|people)|boys?|girls?|baby|babies|{_FAMILY}|care leavers?)"
_SIGNS = (
    (re.compile(r"\b(?=[A-Z\d]*\d)[A-Z\d]{6,}\b|\b\d{5,}\b"), "a number like that of a case file"),
    (
        re.compile(r"\b(?:born|date of birth|d\.?o\.?b\.?)\b|\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d\b", re.IGNORECASE),
        "a date of birth",
    ),
    (
        re.compile(r"\b(?:[Cc]hild|[Yy]oung [Pp]erson|[Bb]oy|[Gg]irl|YP) (?:[A-Z]|\d)\b"),
        "one child by a letter or a number",
    ),
    (
        re.compile(r"\b\d{1,2}[- ]year[- ]old\b|\baged? \d{1,2}\b(?! (?:to|and|or)\b)", re.IGNORECASE),
        "the age of one child",
    ),
    (
        re.compile(rf"(?<![\w-])(?:{_FEW}) (?:\w+ )?{_PEOPLE}\b(?! (?:in care|leaving care)\b)", re.IGNORECASE),
        "very few children",
    ),
    (re.compile(r"\b(?:Mr|Mrs|Miss|Ms|Master)\.? [A-Z]"), "a person by name"),
)


def sign_of_a_child(text: str) -> str:
    """The first sign that a text names or points at a child, in words that do not quote it; "" for none.

    The signs: an id-like number, a date of birth, "child A", the age of one child, fewer than six children, and a title
    with a name. A name without a title cannot be told from another word.
    """
    return next((sign for pattern, sign in _SIGNS if pattern.search(text)), "")
