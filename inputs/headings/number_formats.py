"""What a cell shows of the number or text that it holds, by its number format, whose sections are chosen as in Excel.

No library that is maintained reads number formats in Python: openpyxl only tells dates from numbers. Nothing is
formatted here: the one question is whether the reader of the sheet sees the number that the cell holds.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

Number = int | float | Decimal


class Look(StrEnum):
    """What a cell shows of its value.

    ``PERCENT`` shows 0.935 as 93.5%, ``PERCENT_SIGN`` shows 93.5 as 93.5%. ``HIDDEN`` shows nothing of it, or other
    words; ``BLANK`` is a 0 of which nothing is shown. ``CHANGED`` adds what makes it another number, such as < or k.
    ``SCALED`` shows 412000 as 412. ``COVERED`` is a number that is seen, in a cell that was given a format of its own
    to hide smaller ones.
    """

    AS_HELD = "as held"
    PERCENT = "percent"
    PERCENT_SIGN = "percent sign"
    HIDDEN = "hidden"
    BLANK = "blank"
    CHANGED = "changed"
    SCALED = "scaled"
    COVERED = "covered"


class _Section(NamedTuple):
    """One section of a number format: ``words`` are those it shows beside the number, in small letters.

    ``condition`` is its comparison and number. ``number``: it shows the number, ``zero``: also where that is 0;
    ``look`` is what is then seen of it. ``unit`` is as in ``unit_beside``.
    """

    condition: tuple[str, Decimal] | None
    number: bool
    zero: bool
    text: bool
    percent: bool
    words: str
    look: Look
    unit: str = ""


_GENERAL = _Section(None, number=True, zero=True, text=False, percent=False, words="", look=Look.AS_HELD)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|(?P<general>General)'
    r"|(?P<placeholder>[0#?])|(?P<exponent>E[+-])|(?P<end>;)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\s*(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\s*")
_COMPARE: dict[str, Callable[[Number, Number], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
}
_COMMAS = re.compile(r"(?<=[0#?]),+(?=\.|$)")
_NOTHING_SHOWN_AS = re.compile(r"[-–—−]|nil|none|zero|no")  # for a 0, as the formats of accounts show it
_MINUS = frozenset("-−")
_AROUND = "£$€ '’()"  # what may stand beside words of a format
_UNITS = {1: re.compile(r"k|thousands?|000s?"), 2: re.compile(r"m|mn|millions?")}
_MONEY = "£$€"
_TIME = re.compile(
    r"(?:working |calendar |school )?(?:(?P<days>days?)|(?P<weeks>w(?:ee)?ks?)|(?P<months>months?|mths?)|hours?|hrs?"
    r"|min(?:ute)?s|y(?:ea)?rs?)"
)
_PER = re.compile(r"\bper ?\d[\d,]*")  # what comes after it is another number, as in "per 10,000"
# Marks that the format writes between the digits, or a point or stroke that touches them: 0\.0 shows 412 as 41.2. Not
# what parts thousands. Here 0 is a digit of the number.
_THOUSANDS = re.compile(r"(?<=0)[ ’',.](?=000(?:0{3})*(?!0))")
_AMONG_DIGITS = re.compile(r"0[^0]+0|[./]0|0[./]")
_CHANGES = re.compile(
    r"[<>≤≥⩽⩾~≈‰*]|\d|\b(?:k|m|mn|bn|tn|thousands?|millions?|billions?|hundreds?|dozens?|c|ca|circa|about|around|approx"
    r"|approximately|almost|nearly|fewer|less|more|under|over|below|above|up to|at least|at most|minimum|maximum|or"
    r"|forecast|draft|est|estimated?|projected|projection|planned|plan|profile|trajectory|target|rank|ytd|cum|cumulative"
    r"|late|overdue|due|missed|sn|sns|england|region|regional|cp|cpp|cin|uasc|boys|girls)\b|\(f\)"
)


def look_of(number_format: str, value: Number | str) -> Look:
    """What a cell with this number format shows of a number, or of a text."""
    if number_format == "General":
        return Look.AS_HELD
    sections = _sections(number_format)
    if isinstance(value, str):
        return Look.AS_HELD if _shows_text(sections) else Look.HIDDEN
    if len(sections) == 1 and value:  # nearly every cell
        (section,) = sections
        if section.condition is None:
            return _seen(section, value) if section.number else Look.HIDDEN
    applies = _section_for(value, sections)
    if applies is None:
        return Look.HIDDEN
    if applies.number and (applies.zero or value != 0):
        return _seen(applies, value)
    words = applies.words.strip(_AROUND)
    if value == 0 and (not words or _NOTHING_SHOWN_AS.fullmatch(words)):
        return Look.AS_HELD if words else Look.BLANK
    return Look.HIDDEN


def _seen(section: _Section, value: Number) -> Look:
    """What is seen of a number by the section that applies to it; one above 0 with a minus is another number."""
    return Look.CHANGED if section.words in _MINUS and value > 0 else section.look


def shows_percent(number_format: str) -> bool:
    """Whether a cell with this number format shows 0.935 as 93.5%; a quoted % sign is plain text."""
    return any(section.percent for section in _sections(number_format))


def unit_beside(number_format: str, value: Number) -> str:
    """The unit that a number format writes beside a number: days, weeks, "time" for another, "money", "rate", or ""."""
    section = _section_for(value, _sections(number_format)) if number_format != "General" else None
    return section.unit if section else ""


def _unit(words: str) -> str:
    """The unit that the words of a section are."""
    words = words.strip(" '’().")
    if any(sign in words for sign in _MONEY):
        return "money"
    if _PER.search(words):
        return "rate"
    unit = _TIME.fullmatch(words)
    return next((name for name, found in unit.groupdict().items() if found), "time") if unit else ""


def hides_some(number_format: str) -> bool:
    """Whether a number format replaces the numbers that meet its condition, as [<6]"c";0 does."""
    return any(section.condition and not section.number for section in _sections(number_format))


def _shows_text(sections: Sequence[_Section]) -> bool:
    """Whether a text is shown. A fourth section, or one with an @, is for text; without any, all text is shown."""
    for_text = [section for section in sections if section.text] or sections[3:4]
    return not for_text or any(section.text for section in for_text)


def _section_for(value: Number, sections: Sequence[_Section]) -> _Section | None:
    """The section that applies to a number; None where Excel shows ### as none does."""
    numeric = [section for place, section in enumerate(sections) if place < 3 and not (section.text and place)]
    for section in numeric:
        if section.condition and _COMPARE[section.condition[0]](value, section.condition[1]):
            return section
    others = [section for section in numeric if section.condition is None]
    if len(others) < len(numeric):
        return others[0] if others else _GENERAL if len(numeric) == 1 else None
    if value < 0 and len(numeric) > 1:
        return numeric[1]
    return numeric[2] if value == 0 and len(numeric) > 2 else numeric[0]


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[_Section, ...]:
    """The sections of a number format, read once for all cells that have it."""
    found: list[_Section] = []
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(number_format):
        if token["end"]:
            found.append(_section(tokens))
            tokens = []
        else:
            tokens.append(token)
    return (*found, _section(tokens))


def _section(tokens: Sequence[re.Match[str]]) -> _Section:
    condition: tuple[str, Decimal] | None = None
    general = text = percent = False
    words = skeleton = among = ""
    fraction = any(token["other"] == "/" for token in tokens)
    for token in tokens:
        among += _among_digits(token, fraction)
        if (bracket := token["bracket"]) is not None:
            if match := _CONDITION.fullmatch(bracket):
                condition = match[1], Decimal(match[2])
            words += bracket[1:].partition("-")[0] if bracket.startswith("$") else ""
        elif other := token["other"]:
            percent, text = percent or other == "%", text or other == "@"
            skeleton += other if other in ",." else ""
            words += "" if other in ",.%@" else other
        else:
            words += token["quoted"] or token["escaped"] or ""
            general = general or token["general"] is not None
            skeleton += token["placeholder"] or ""
    scaling = _COMMAS.search(skeleton)
    dated = not skeleton.strip(",.") and any(token["other"] and token["other"] in "dmyhsDMYHS" for token in tokens)
    number = general or text or dated or any(mark in skeleton for mark in "0#?")
    zero = general or text or dated or any(mark in skeleton for mark in "0?")
    thousands, words = len(scaling[0]) if scaling else 0, words.strip().casefold()
    look = _look_of_number(percent, thousands, _PER.sub("", words))
    if skeleton and not dated and _AMONG_DIGITS.search(_THOUSANDS.sub("", among)):
        look = Look.CHANGED
    return _Section(condition, number, zero, text, percent, words, look, _unit(words))


def _among_digits(token: re.Match[str], fraction: bool) -> str:
    """What a part of a format shows among the digits: 0 for one of them, and what it writes itself."""
    if token["placeholder"] or token["general"]:
        return "0"
    if other := token["other"]:
        return "" if other in ",.%@" or (fraction and other in "/ ") else other.replace("0", "~")
    return (token["quoted"] or token["escaped"] or "").replace("0", "~")


def _look_of_number(percent: bool, thousands: int, words: str) -> Look:
    """What is shown of a number by a % sign, a division by thousands and the words beside it."""
    if thousands and not percent:
        unit = _UNITS.get(thousands)
        return Look.AS_HELD if unit and unit.fullmatch(words.strip(_AROUND)) else Look.SCALED
    if thousands or _CHANGES.search(words):
        return Look.CHANGED
    if percent:
        return Look.PERCENT
    return Look.PERCENT_SIGN if words.endswith(("%", "per cent", "percent")) else Look.AS_HELD
