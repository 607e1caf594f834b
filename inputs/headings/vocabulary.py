"""Looks up what a label or heading means: which measure, group, role (such as numerator) or kind of heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from inputs.files.toml_file import read_toml
from inputs.headings.period_in_heading import without_period
from inputs.headings.year_headings import without_day
from inputs.intake import Item
from inputs.suggestions import nearest_name

KNOWN_RETURNS = Path(__file__).parents[1] / "known_returns"


class Role(StrEnum):
    """What a figure is of its measure. ``COUNT`` is a plain number: of a percentage, the numerator.

    ``EITHER``: the percentage or the numerator, as after the name of a measure followed by ``up to date``.
    ``MEDIAN``, ``LOWEST`` and ``HIGHEST`` describe the spread of an average and belong to items of their own.
    """

    UNMARKED = ""
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    VALUE = "value"
    COUNT = "count"
    EITHER = "value or numerator"
    MEDIAN = "median"
    LOWEST = "lowest"
    HIGHEST = "highest"


class Heading(StrEnum):
    """What a row or column holds, by a heading that does not name a measure, such as Target or Month."""

    NONE = ""
    MEASURE = "measure"
    PERIOD = "period"
    GROUP = "group"
    TARGET = "target"
    TOLERANCE = "tolerance"
    AMBER = "amber"
    RED = "red"
    RAG = "rag"
    DIRECTION = "direction"
    POLARITY = "polarity"
    FREQUENCY = "frequency"
    COMPARATOR = "comparator"
    YEAR_TO_DATE = "year_to_date"
    QUALIFIER = "qualifiers"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Meaning:
    """Everything a text may mean. ``items`` gives the role by item id, ``groups`` the name of the group by item id.

    ``dated``: the text is known only without the day of the year at its end, such as "at 30 September".
    """

    items: Mapping[str, Role] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    role: Role = Role.UNMARKED
    heading: Heading = Heading.NONE
    dated: bool = False

    @property
    def known(self) -> bool:
        """Whether the text is a name, group, role or heading of the vocabulary."""
        return bool(self.items or self.groups or self.role or self.heading)

    @property
    def names_data(self) -> bool:
        """Whether the text names a measure, a group or a role, as the label of a row of figures does."""
        return bool(self.items or self.groups or self.role)


UNKNOWN = Meaning()
SPREAD = (Role.MEDIAN, Role.LOWEST, Role.HIGHEST)
_WHOLE = {Role.UNMARKED, Role.VALUE, Role.EITHER}

_NOT_IN_PHRASES = {
    *("n", "d", "no", "of", "total", "totals", "sum", "top", "base", "aim", "goal", "name", "line", "title"),
    *("red", "amber", "floor", "rating", "alert", "movement", "reported", "stretch", "milestone", "ambition", "system"),
}
LIMITS = frozenset({Heading.TOLERANCE, Heading.AMBER, Heading.RED})
RATINGS = frozenset({Heading.RAG, Heading.DIRECTION, Heading.POLARITY})
LEFT_ALONE = frozenset({*LIMITS, *RATINGS, Heading.FREQUENCY, Heading.COMPARATOR, Heading.IGNORED})
"""Headings whose cells are never figures of a measure, nor its target: what is said about figures, and other areas'."""
_HEADINGS_IN_PHRASES = {Heading.TARGET, Heading.YEAR_TO_DATE, Heading.QUALIFIER, *LEFT_ALONE}
_LONGEST_PHRASE = 16  # words

_FOOTNOTE = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079*†‡]+|\[(?:note )?\d{1,2}\]\s*$")
_REFERENCE = re.compile(
    r"^\s*(?:[A-Za-z]{1,5}[ -]?\d{1,3}[a-z]?|\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?=[.)]))[.):]*[\s:-]+(?=\D)"
)
_IN_BRACKETS = re.compile(r"\s*[(\[](?P<unit>[^()\[\]]{1,30})[)\]][\s:]*$")
_RANGE = re.compile(r"(?<=\d) ?- ?(?=\d)")
_PUNCTUATION = re.compile(r"[^a-z0-9<>+/#% ]+|(?<=[a-z])/(?=[a-z])")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Normalise a name, so that spellings compare equal: case, spaces, quotes, dashes, punctuation, footnote marks."""
    plain = unicodedata.normalize("NFKC", _FOOTNOTE.sub(" ", text)).casefold()
    plain = plain.replace("‘", "").replace("’", "").replace("'", "").replace("&", " and ")
    plain = re.sub("[\u2010-\u2015\u2212]", "-", plain)
    plain = re.sub("[\u200b-\u200d\u2060\ufeff]", "", plain)
    plain = _PUNCTUATION.sub(" ", _RANGE.sub(" to ", plain)).replace("%", " percent ").replace("per cent", "percent")
    return " ".join(plain.split())


@dataclass(frozen=True, slots=True)
class Words:
    """The words of all known returns, folded.

    ``spread``: words for the median, lowest and highest, which are roles only where the caller has items for them.
    ``harmless``: words after the name of a percentage that add nothing. ``starts``: how headings of one kind begin.
    ``of_others``: words that mean other areas' figures; ``areas``: names of some; ``beside_others``: words that may
    stand with either. ``says``: what a cell of a rating, a direction or a polarity means, such as "green", by its text.
    ``as_at``: how a "data correct as at" line begins. ``notice``: words for every page.
    """

    roles: Mapping[str, Role]
    spread: Mapping[str, Role]
    headings: Mapping[str, Heading]
    starts: Mapping[Heading, tuple[str, ...]]
    of_others: frozenset[str]
    areas: tuple[str, ...]
    beside_others: frozenset[str]
    says: Mapping[Heading, Mapping[str, str]]
    harmless: tuple[str, ...]
    as_at: tuple[str, ...]
    notice: str
    kind_by_sheet: Mapping[str, str]
    title_by_kind: Mapping[str, str]


@cache
def known_words() -> Words:
    """Read the words from the TOML files of ``known_returns``, once."""
    common = read_toml(KNOWN_RETURNS / "every_return.toml")
    files = sorted(path for path in KNOWN_RETURNS.glob("*.toml") if path.name != "every_return.toml")
    returns = [read_toml(path) for path in files]
    roles: dict[str, Role] = {}
    for source in (common, *returns):
        for role in Role:
            for word in source.get(role.value, ()) if role not in {Role.UNMARKED, *SPREAD} else ():
                roles.setdefault(fold(word), role)
    headings = {
        fold(word): heading for heading in reversed(Heading) if heading for word in common.get(heading.value, ())
    }
    return Words(
        roles,
        {fold(word): role for role in SPREAD for word in common["spread"][role.value]},
        headings,
        {Heading(kind): tuple(map(_start, starts)) for kind, starts in common["starts"].items()},
        frozenset(common["comparator_words"]["heads"]),
        tuple(common["comparator_words"]["areas"]),
        frozenset(common["comparator_words"]["joins"]),
        {Heading(kind): _meaning_by_text(said) for kind, said in common["says"].items()},
        tuple(fold(word) for word in common["harmless"]),
        tuple(common["as_at"]),
        common["notice"],
        {fold(word): source["kind"] for source in returns for word in source["sheets"]},
        {source["kind"]: source["title"] for source in returns},
    )


def _start(words: str) -> str:
    """The folded beginning of a heading; a space at its end stays, so that SN does not begin SNAP."""
    return fold(words) + " " * words.endswith(" ")


def _meaning_by_text(texts_by_meaning: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {text.casefold(): meaning for meaning, texts in texts_by_meaning.items() for text in texts}


class Lexicon:
    """The names of the caller's items and the words of returns, looked up one text at a time.

    ``council`` is the name of the council whose returns are read, or "". ``naming_words`` are all words in names.
    """

    def __init__(self, items: Iterable[Item], council: str = "") -> None:
        self.words = known_words()
        self.council = council
        self.items: dict[str, Item] = {item.id: item for item in items}
        self.spread = {(one.spread_of, Role(one.spread)): one.id for one in self.items.values() if one.spread_of}
        self._roles = {**self.words.roles, **(self.words.spread if self.spread else {})}
        self._items_by_name: dict[str, dict[str, Role]] = {}
        self._groups_by_name: dict[str, dict[str, str]] = {}
        self._spelling: dict[str, str] = {}
        for item in self.items.values():
            self._add(item)
        for role in self._roles:
            self._spelling.setdefault(role, role.capitalize())
        self._meanings: dict[str, Meaning] = {}
        names = (name for item in self.items.values() for name in (*item.names, *item.numerator_names))
        self.naming_words = frozenset(word for name in names for word in fold(name).split())
        self._reported = {fold(name): item.id for item in self.items.values() for name in item.report_names}

    def _add(self, item: Item) -> None:
        named = ((item.numerator_names, Role.NUMERATOR), (item.denominator_names, Role.DENOMINATOR))
        for names, role in ((item.names, Role.UNMARKED), *named):
            for name in names:
                self._items_by_name.setdefault(fold(name), {}).setdefault(item.id, role)
                self._spelling.setdefault(fold(name), name)
        for group, names in item.groups.items():
            for name in (group, *names):
                self._groups_by_name.setdefault(fold(name), {}).setdefault(item.id, group)
                self._spelling.setdefault(fold(name), name)

    @property
    def example(self) -> str:
        """A name of a measure, as an example in messages."""
        return next((item.names[0] for item in self.items.values()), "")

    def meaning(self, text: str) -> Meaning:
        """What a text means, by exact match after folding; ``UNKNOWN`` where it means nothing."""
        if text not in self._meanings:
            self._meanings[text] = self._look_up(text)
        return self._meanings[text]

    def item_called(self, text: str) -> str:
        """The id of the one item that a text names, by its name in returns or in the report; "" for none or several.

        The name of a numerator or a denominator counts only where the report calls the item so.
        """
        reported = self._reported.get(fold(text), "")
        whole = [item for item, role in self.meaning(text).items.items() if role in _WHOLE]
        return reported or (whole[0] if len(whole) == 1 else "")

    def nearest(self, text: str) -> str:
        """The known name most like a text that is not known, or "" where none is close."""
        close = nearest_name(fold(text), self._spelling, cutoff=0.8)
        return self._spelling[close] if close else ""

    def whole_name_like(self, item: Item) -> str:
        """The name of a measure without groups that begins with the name of a measure with groups, or ""."""
        start = fold(item.names[0])
        like = (other for other in self.items.values() if other.kind == item.kind and not other.groups)
        return next((name for other in like for name in other.names if fold(name).startswith(f"{start} ")), "")

    def _look_up(self, text: str) -> Meaning:
        if len(text) > 150:
            return UNKNOWN
        # As it is; without a reference such as "2.1" before it; without a line break that cut a word in two.
        text = self._without_unit(text)
        for candidate in dict.fromkeys((text, _REFERENCE.sub("", text, count=1), text.replace("\n", ""))):
            folded = fold(candidate)
            meaning = self._exact(folded) or self._with_harmless(folded) or self._phrase(tuple(folded.split()))
            if meaning is not None:
                return meaning
        if (cut := without_day(text)) != text and (meaning := self.meaning(cut)).items:
            return replace(meaning, dated=True)
        folded = fold(text)
        begun = next((heading for heading, starts in self.words.starts.items() if folded.startswith(starts)), None)
        if begun or self.names_others(folded):
            return Meaning(heading=begun or Heading.COMPARATOR)
        dated = (self.meaning(rest) for rest, _ in without_period(text))
        return next((one for one in dated if one.heading is Heading.TARGET or one.heading in LEFT_ALONE), UNKNOWN)

    def names_others(self, words: str) -> bool:
        """Whether folded words are made of those for other areas alone, such as ``best sn`` or ``national average``."""
        rest = f" {words} "
        for area in self.words.areas:
            rest = rest.replace(f" {area} ", " ")
        others = set(rest.split()) - self.words.beside_others
        named = len(rest) < len(words) + 2 or not others.isdisjoint(self.words.of_others)
        return named and others <= self.words.of_others

    def says(self, heading: Heading, text: str) -> str:
        """What a cell under a heading of ratings, directions or polarities says, such as "green"; "" for other text."""
        return self.words.says[heading].get(" ".join(text.casefold().split()).strip("()[] .:"), "")

    def _without_unit(self, text: str) -> str:
        """A name without a unit in brackets after it, such as (days)."""
        match = _IN_BRACKETS.search(text)
        unit = match is not None and self.words.headings.get(fold(match["unit"])) is Heading.QUALIFIER
        return text[: match.start()] if match and match.start() and unit else text

    def _exact(self, folded: str) -> Meaning | None:
        items = self._items_by_name.get(folded, {})
        role = self._roles.get(folded, Role.UNMARKED) or (_role_in_name(folded) if items else Role.UNMARKED)
        groups = self._groups_by_name.get(folded, {})
        heading = self.words.headings.get(folded, Heading.NONE)
        return Meaning(items, groups, role, heading) if items or groups or role or heading else None

    def _with_harmless(self, folded: str) -> Meaning | None:
        """Read the name of a percentage with words after it that add nothing, such as ``Dental check up to date``."""
        if not folded.endswith(self.words.harmless):
            return None
        rest = folded
        while ending := next((words for words in self.words.harmless if rest.endswith(f" {words}")), ""):
            rest = rest.removesuffix(f" {ending}")
        named = self._items_by_name.get(rest, {}) if rest != folded else {}
        items = {item: role for item, role in named.items() if not role and self.items[item].percentage}
        return Meaning(items, role=_role_in_name(rest) or Role.EITHER) if items else None

    def _phrase(self, tokens: tuple[str, ...]) -> Meaning | None:
        """Read a text made of known pieces and nothing else, such as ``Reviews on time - numerator``."""
        if not 1 < len(tokens) <= _LONGEST_PHRASE:
            return None
        for end in range(len(tokens) - 1, 0, -1):
            head = self._piece(" ".join(tokens[:end]))
            if head is None:
                continue
            rest = tokens[end:]
            tail = self._piece(" ".join(rest)) or self._phrase(rest)
            joined = tail and join((head, tail))
            if joined:
                return joined
        return None

    def _piece(self, folded: str) -> Meaning | None:
        meaning = None if folded in _NOT_IN_PHRASES else self._exact(folded) or self._with_harmless(folded)
        if meaning is None or meaning.names_data or meaning.heading in _HEADINGS_IN_PHRASES:
            return meaning
        return None


def _role_in_name(folded: str) -> Role:
    """The role that the name of a measure itself states, by words such as percentage or number of."""
    tokens = folded.split()
    if {"percent", "percentage", "proportion"} & set(tokens):
        return Role.VALUE
    return Role.COUNT if folded.startswith(("number of ", "no of ")) else Role.UNMARKED


def join(meanings: Iterable[Meaning]) -> Meaning | None:
    """Combine what several texts say of one row, the most specific first; None where they contradict each other.

    Where one names an item and another a numerator that several items share, the result is the numerator of that item.
    """
    whole = UNKNOWN
    for meaning in meanings:
        items, groups = whole.items or meaning.items, {**meaning.groups, **whole.groups}
        if whole.items and meaning.items:
            items = {item: role or meaning.items[item] for item, role in whole.items.items() if item in meaning.items}
        role = surer(whole.role, meaning.role)
        if (whole.items and not items) or (role is not surer(meaning.role, whole.role) and not meaning.items):
            return None
        heading = whole.heading if whole.heading not in {Heading.NONE, Heading.QUALIFIER} else meaning.heading
        whole = Meaning(items, groups, role, heading, whole.dated or meaning.dated)
    return whole


def surer(first: Role, second: Role) -> Role:
    """The first of two roles, unless it is UNMARKED or EITHER and the second says more."""
    return first if first not in {Role.UNMARKED, Role.EITHER} else second or first
