"""Takes off a heading what may stand around its period: footnote marks, flags, Final, its number in the year."""

from __future__ import annotations

import re

from inputs.period import MONTH_NAMES

_ODD_MARKS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u00b4`\u02bc", "'") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_REVISED = re.compile(
    r" ?[\[(](?:rev|revised|r|prov|provisional|p|est|e|ot|no figure|(?:note )?\d)\.?[\])]$|[ :*†‡¹²³]+$|(?<=\d) ?[rpe]$"
)


def tidy(text: str) -> str:
    """A heading in lower case, with plain dashes and spaces, without a footnote mark or a flag such as (prov) or r."""
    return _REVISED.sub("", " ".join(_INVISIBLE.sub("", text.translate(_ODD_MARKS)).casefold().split()))


_STANDS = (
    r"(?:final|finalised|validated|confirmed|signed off|verified|approved|published|provisional|prov|revised|estimated"
    r"|reported|latest|updated)"
)


def _mark(n: int) -> str:
    """The pattern of a word, the number of a month or that of a quarter, in brackets or without."""
    quarter = rf"|q(?:tr|uarter)? ?(?P<quarter{n}>[1-4])" if n == 1 else ""  # Q3 Dec-23 may be the quarter
    number = rf"(?:m|p|mth|month|period) ?(?P<number{n}>0?[1-9]|1[0-2])"
    return rf"[(\[]?(?:{_STANDS}|{number}{quarter})[)\]]?"


_MARKED = re.compile(rf"(?P<before>.+?)(?:[ ,:-]+|(?=[(\[])){_mark(1)}|{_mark(2)}[ ,:-]+(?P<after>.+)")


def without_mark(heading: str) -> tuple[str, int, int]:
    """A tidy heading without a mark before or after it, and the number of the month and of the quarter that it gives.

    ``("dec-23", 9, 0)`` for ``m9 dec-23``; a number that is not given is 0, and a heading without a mark is "".
    """
    match = _MARKED.fullmatch(heading)
    if match is None:
        return "", 0, 0
    number, quarter = int(match["number1"] or match["number2"] or 0), int(match["quarter1"] or 0)
    return (match["before"] or match["after"]).strip(), number, quarter


_QUARTER = re.compile(r"(?:q|qtr|quarter) ?[1-4]")
_MONTHS = {form for name in map(str.casefold, MONTH_NAMES) for form in (name, name[:3])} | {"sept"}
_MONTH = re.compile(rf"\b(?:{'|'.join(sorted(_MONTHS))})\b")


def numbers_quarter(text: str) -> bool:
    """Whether a heading gives a quarter by its number alone, as Q1 2024/25 does, and names none of its months."""
    plain = tidy(text)
    return _QUARTER.search(plain) is not None and _MONTH.search(plain) is None
