"""Numbers in a text: digits, number words and words such as "trio" and "both", without those that tell no figure.

The words are in ``number_words.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from inputs.files.toml_file import read_toml
from inputs.period import MONTH_NAMES
from report.proofreading import identifying_details

HUNDRED = Decimal(100)
_ANY_CASE = re.IGNORECASE
_MONTHS = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTH_NAMES) + "|Sept"
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_PERCENT = re.compile(rf"(?P<number>{_DIGITS})\s?(?:%|per ?cent\b|pc\b)", _ANY_CASE)


class Number(NamedTuple):
    """A number of a text: as ``written``, with the words before and after it; ``value`` is None for "trio" and such."""

    written: str
    value: Decimal | None
    before: str
    after: str

    @property
    def percent(self) -> bool:
        """Whether it is a percentage."""
        return re.match(r"\s?(?:%|per ?cent\b|pc\b)", self.after, _ANY_CASE) is not None


@cache
def words() -> dict[str, dict[str, Any]]:
    """The tables of ``number_words.toml``."""
    return read_toml(resources.files("report.proofreading") / "number_words.toml")


def plain_text(text: str) -> str:
    """A text with ordinary digits, letters and spaces, so that no look-alike of them hides a number."""
    shown = (mark for mark in unicodedata.normalize("NFKC", text) if unicodedata.category(mark) != "Cf")
    return " ".join("".join(shown).replace("‑", "-").split())


def numbers(text: str, *, spans_tell: bool = False) -> Iterator[Number]:
    """The numbers of a plain text that may be those of a figure, in order.

    ``spans_tell``: how long something lasts ("three weeks") may be one too.
    """
    if not _telling().search(text):
        return  # most texts: what is harmless in them need not be known
    left = without_harmless(text)
    left = left if spans_tell else _spans().sub(" ~ ", left)
    for match in _telling().finditer(left):
        written = match[0]
        yield Number(written, _value(written), left[: match.start()], left[match.end() :])


def without_harmless(text: str) -> str:
    """A plain text without what looks like a number and tells none, such as dates, ages and "one of our priorities"."""
    left = _harmless().sub(" ~ ", text)
    return _harmless("uncounted").sub(lambda one: one[0] if _counted().match(left, one.end()) else " ~ ", left)


def of_few_children(text: str) -> str:
    """The first words of a plain text that speak of ten children or fewer: "eight boys", "the twins"; "" for none."""
    if not _telling().search(text):
        return ""
    left = without_harmless(text)
    match = _of_children().search(left)
    return match[0] if match else identifying_details.up_to_ten_children(left)


def every_number(text: str) -> Iterator[Number]:
    """Every number of a text of our own, such as a definition, whatever it counts."""
    text = plain_text(text)
    for match in re.finditer(rf"(?:{_DIGITS}|\b{_number_words()}\b)", text, _ANY_CASE):
        yield Number(match[0], _value(match[0]), text[: match.start()], text[match.end() :])


def shares(text: str) -> Iterator[tuple[str, Decimal]]:
    """The parts of a whole that a text tells, from 0 to 1: "one in twelve", "3 of 36", "a third of", "8%"."""
    for match in _one_in().finditer(text):
        part, whole = _value(match["part"]), _value(match["whole"])
        if part is not None and whole:
            yield match[0], part / whole
    for match in _fraction().finditer(text):
        many = _value(match["many"]) or Decimal(1)
        yield match[0], many / words()["shares"][match["part"].casefold()]
    for match in _PERCENT.finditer(text):
        yield match[0], Decimal(match["number"].replace(",", "")) / HUNDRED


def speaks_of_children(text: str) -> bool:
    """Whether a text has a word for a child or for children."""
    return re.search(rf"(?<!\w)(?:{_filled('{child}|{children}')})(?!\w)", text, _ANY_CASE) is not None


def says_any_of(text: str, table: str, key: str) -> bool:
    """Whether a text has any of the words of a list."""
    return re.search(rf"(?<!\w){identifying_details.any_of(words()[table][key])}(?!\w)", text, _ANY_CASE) is not None


def is_said_to_be_a_target(number: Number) -> bool:
    """Whether the words right before a number say that it is a target: "our target of at most 8"."""
    target, between = (identifying_details.any_of(words()["meant"][key]) for key in ("target", "between"))
    return re.search(rf"\b{target}(?:[\s:,]+{between})*[\s:]*$", number.before, _ANY_CASE) is not None


def _value(written: str) -> Decimal | None:
    if re.fullmatch(_DIGITS, written):
        return Decimal(written.replace(",", ""))
    known = words()["values"]
    word = written.casefold()
    value = known.get(word) or known.get(word.removesuffix("s"))
    return None if value is None else Decimal(value)


@cache
def _number_words() -> str:
    return rf"(?:{'|'.join(words()['values'])}|sixes|twenties)s?"


@cache
def _filled(pattern: str) -> str:
    """A pattern with what its names in curly brackets stand for."""
    held = identifying_details.words()
    child = identifying_details.any_of(held["children"]["one"])
    children = identifying_details.any_of([*held["children"]["several"], *held["children"]["acronyms"]])
    verb = identifying_details.any_of(held["pronouns"]["verbs"])
    age = rf"(?:\d{{1,2}}|{identifying_details.any_of(held['ages']['words'])})"
    held_here = words()
    filled = {
        "ordinal": identifying_details.any_of(held_here["ordinals"]["words"]),
        "of_ordinal": identifying_details.any_of(held_here["ordinals"]["of"]),
        "event": identifying_details.any_of(held_here["events"]["words"]),
        "compound": identifying_details.any_of([*held["after"]["words"], *held_here["events"]["compounds"]]),
        "apart": identifying_details.any_of([*held_here["names"]["joining"], *held_here["names"]["apart"]]),
        "number": rf"(?:{_DIGITS}|{_number_words()})",
        "children": children,
        "child": child,
        "verb": verb,
        "month": _MONTHS,
        "age": age,
    }
    for name, stands_for in filled.items():
        pattern = pattern.replace(f"{{{name}}}", stands_for)
    return pattern


@cache
def _harmless(kind: str = "patterns") -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_filled(one)})" for one in words()["harmless"][kind]), _ANY_CASE)


@cache
def _counted() -> re.Pattern[str]:
    """What follows a number that counts something: children, or a word such as "left"."""
    counted = identifying_details.any_of(words()["counted"]["words"])
    return re.compile(rf" (?:{counted}|{_filled('{child}|{children}|{verb}')})\b", _ANY_CASE)


@cache
def _spans() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![\w.,])(?:{_filled(one)})" for one in words()["harmless"]["spans"]), _ANY_CASE)


@cache
def _of_children() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w)(?:{_filled(one)})" for one in words()["telling"]["of_children"]), _ANY_CASE)


@cache
def _telling() -> re.Pattern[str]:
    held = words()["telling"]
    patterns = "|".join(rf"(?<!\w)(?:{_filled(one)})" for one in (*held["patterns"], *held["of_children"]))
    return re.compile(rf"{patterns}|{'|'.join(held['marks'])}|{_DIGITS}|\b{_number_words()}\b", _ANY_CASE)


@cache
def _one_in() -> re.Pattern[str]:
    part, whole = (rf"(?P<{name}>{_DIGITS}|{_number_words()})" for name in ("part", "whole"))
    return re.compile(rf"(?<![\w.,]){part}(?: out)? (?:in|of) (?:every |the |our |all )?{whole}(?!\w)", _ANY_CASE)


@cache
def _fraction() -> re.Pattern[str]:
    part = "|".join(words()["shares"])
    many = rf"(?:(?P<many>a|an|{_number_words()})[- ])?"
    return re.compile(rf"(?<!\w){many}(?P<part>{part})s? of(?! the (?:year|month|term))\b", _ANY_CASE)
