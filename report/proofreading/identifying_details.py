"""Signs in a text that it names or points at a child: simple patterns, each of which can be explained.

The words of the patterns are in ``identifying_details.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib import resources

from inputs.files.toml_file import read_toml

_ANY_CASE = re.IGNORECASE
_ID = re.compile(r"\b(?=[A-Z\d]*\d)[A-Z\d]{6,}\b|\b\d{5,}\b")
_NHS_NUMBER = re.compile(r"\b\d{3}[ -]\d{3}[ -]\d{4}\b")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
_BORN = re.compile(r"\b(?:born|date of birth|d\.?o\.?b\.?)(?!\w)", _ANY_CASE)
_DATE = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.](?P<year>(?:19|20)?\d\d)\b")
_BY_LETTER = re.compile(
    r"\b(?:[Cc]hild|[Yy]oung [Pp]erson|[Bb]oy|[Gg]irl|[Bb]aby|[Ss]ibling|[Pp]upil|[Tt]win|C?YP)[ -](?:[A-Z]|\d{1,2})\b"
)
_BY_NAME = re.compile(r"\b(?:Mr|Mrs|Miss|Ms|Master)\.? [A-Z]")
_YOUNGEST, _OLDEST = 3, 25  # years: ages between which a date is taken for that of a birth; later ones are deadlines


def without_dates(text: str) -> str:
    """A text without its plain dates: in a column that asks by when, none is one of birth."""
    return _DATE.sub("~", text)


def sign_of_a_child(text: str, on: date) -> str:
    """The first sign that a text names or points at a child, in words that do not quote it; "" for none.

    The signs: an NHS number, a postcode, an id-like number, a date of birth, "child A", the age of one child, fewer
    than six children, a title with a name, and "he" or "she". A name without a title cannot be told from another word.
    ``on`` is the day of the report: a plain date is one of birth only if a child or care leaver of that day can have
    been born on it.
    """
    kept = _harmless().sub(" ~ ", text)
    signs = (
        (_NHS_NUMBER.search(kept), "an NHS number"),
        (_POSTCODE.search(kept), "a postcode"),
        (_ID.search(kept), "a number like that of a case file"),
        (_BORN.search(kept) or any(_may_be_birth(one["year"], on) for one in _DATE.finditer(kept)), "a date of birth"),
        (_BY_LETTER.search(kept), "one child by a letter or a number"),
        (_one_age().search(kept), "the age of one child"),
        (_several_of_an_age().search(text) or _few_children().search(kept), "very few children"),
        (_BY_NAME.search(kept), "a person by name"),
        (_by_pronoun().search(_of_either().sub("~", kept)), "one child by “he” or “she”"),
    )
    return next((sign for seen, sign in signs if seen), "")


def up_to_ten_children(text: str) -> str:
    """The first words of a text that speak of ten children or fewer; "" for none."""
    kept = _harmless().sub(" ~ ", text)
    match = _few_children(up_to_ten=True).search(kept)
    return match[0].strip() if match else ""


def _may_be_birth(year: str, on: date) -> bool:
    return _YOUNGEST <= on.year - (int(year) if len(year) == len("2009") else 2000 + int(year)) <= _OLDEST


@cache
def words() -> dict[str, dict[str, list[str]]]:
    """The words of the patterns, by their table and key: parts of regular expressions."""
    return read_toml(resources.files("report.proofreading") / "identifying_details.toml")


def any_of(patterns: Iterable[str]) -> str:
    """A regular expression that fits any of these, a space of any width for a space."""
    return f"(?:{'|'.join(patterns)})".replace(" ", r"\s+")


@cache
def _harmless() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{one})" for one in words()["harmless"]["patterns"]), _ANY_CASE)


@cache
def _one_age() -> re.Pattern[str]:
    """The age of one child: "a 15-year-old", "15 yr old", "15yo", "aged fifteen", "a girl (15)"."""
    number = rf"(?:\d{{1,2}}|{any_of(words()['ages']['words'])})"
    one = any_of(words()["children"]["one"])
    return re.compile(
        rf"\b{number}[-‑– ]?(?:year|yr)s?[-‑– ]old\b|\b\d{{1,2}} ?y/?o\b|\bage(?:d|:)? {number}\b"
        rf"|\b{one}(?:\s*\(\d{{1,2}}\)|, \d{{1,2}}(?=[,;]))",
        _ANY_CASE,
    )


@cache
def _several_of_an_age() -> re.Pattern[str]:
    """Few children by their age: "two 16-year-olds", but not "5 to 9 year olds"."""
    few = any_of([*words()["numbers"]["one"], *words()["numbers"]["few"], "both"])
    number = rf"(?:\d{{1,2}}|{any_of(words()['ages']['words'])})"
    ages = rf"(?:{number} ?(?:[-–/]|and|or|to) ?)?{number}[- ]years?[- ]olds"
    return re.compile(rf"(?<![\w.,£%/-]){few} (?:of (?:our|the) )?{ages}\b", _ANY_CASE)


@cache
def _by_pronoun() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words()['pronouns']['one'])}\b", _ANY_CASE)


@cache
def _of_either() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words()['pronouns']['either'])}\b", _ANY_CASE)


@cache
def _few_children(*, up_to_ten: bool = False) -> re.Pattern[str]:
    return re.compile("|".join(_few_patterns(up_to_ten)), _ANY_CASE)


def _few_patterns(up_to_ten: bool) -> Iterator[str]:
    """A pattern for each way of saying that there are few children: by number, by a word such as "both", by a group.

    ``up_to_ten``: six to ten are few too, and "a child", which may be any child, is not one.
    """
    held = words()
    numbers = {name: any_of(held["numbers"][name]) for name in ("one", "few", "article")}
    one, few, article = numbers["one"], numbers["few"], numbers["article"]
    if up_to_ten:
        few, article = any_of([*held["numbers"]["few"], *held["numbers"]["six_to_ten"]]), one
    child = any_of(held["children"]["one"])
    children = any_of([*held["children"]["several"], *held["children"]["acronyms"]])
    between = rf"(?:{any_of(held['between']['words'])}\s+){{0,4}}"
    other = rf"(?:(?!{any_of(held['between']['no_number'])}\b)(?!\w*[^su\W]s\b)[\w’'-]+\s+)?"
    amid = rf"(?:\s*\(\d\))?(?:\s?[x×])?\s+{between}{other}{between}"
    whole = rf"\b(?!(?:['’]s?)?[\s-]+{any_of(held['after']['words'])}\b)"
    most = 9 if up_to_ten else 5  # of one digit
    start = r"(?<![\w.,£%/-])(?:[0-5]\s?[-–/]\s?)?(?:[x×]\s?)?"
    numbered = rf"(?:{few}|{one})"
    of_children = any_of(held["groups"]["of_children"]).replace("{few}", numbered)
    family = r"(?:family|families|households?)(?!\s+group)"
    named = (  # each with the same long end, which takes a while to compile
        rf"{start}(?:(?:{one}|{article}){amid}{child}|{numbered}{amid}{children})",
        rf"\b(?:both|{of_children}(?:\s+of)?)\s+{between}{other}{children}",
        rf"\b(?:neither|either)\s+(?:of\s+the\s+)?(?:{child}|{children})",
        rf"\bthe\s+(?:only|youngest|eldest|oldest|first|last|same|other)\s+{other}{child}",
        rf"{start}{few}\s+(?:other\s+|new\s+|more\s+|of\s+the\s+)?{family}",
    )
    yield f"(?:{'|'.join(named)}){whole}"
    yield rf"(?<!\w){few}\s+{between}(?:half|step)[- ]?(?:brothers|sisters)\b"
    yield rf"\b{children}\s*(?:[x×]\s?[1-{most}]\b|\([1-{most}]\))"
    yield r"\bthe\s+(?:brothers|sisters|twins)\b(?!\s+and\b)"
    stands_for = held["pronouns"]
    yield rf"\b{any_of(stands_for['before'])}\s+{numbered}\s+{any_of(stands_for['verbs'])}\b"
    yield rf"{start}{numbered}\s+of\s+{any_of(stands_for['of_whom'])}\b(?!\s+\w+s\b)"
    yield rf"(?<!\w)n\s?=\s?[1-{most}]\b(?![.,]?\d|\s?%)"
    yield rf"{start}{numbered}\s+unborns?\b"
    yield rf"(?<![\w-]){any_of(held['groups']['alone']).replace('{few}', numbered)}\b"
