"""Looks up what a label or heading means: which measure, group, role (such as numerator) or kind of heading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from inputs.headings.folding import fold
from inputs.headings.known_words import known_words
from inputs.headings.label_proof import (
    SHARE,
    LabelProof,
    Near,
    asks_of,
    may_be_asked,
    says_percentage,
    says_share,
    states_a_day,
)
from inputs.headings.label_suggestions import Suggestions
from inputs.headings.label_words import PartKind, label_words, parts_of, words_of
from inputs.headings.meaning import LEFT_ALONE, UNKNOWN, Heading, Meaning, join
from inputs.headings.measure_units import unit_at_end
from inputs.headings.period_in_heading import without_period
from inputs.headings.roles import OPEN, Role
from inputs.headings.subjects import Subjects
from inputs.headings.year_headings import without_day
from inputs.intake import Item

_PARTS = {Role.NUMERATOR, Role.DENOMINATOR}
_SHARE_OF_SCHOOLS = re.compile(r"(?:% |percent(?:age)? |proportion |share )of schools\b")  # of school age children
_WHOLE = {Role.UNMARKED, Role.VALUE, *OPEN}

_NOT_IN_PHRASES = {
    *("n", "d", "no", "of", "total", "totals", "sum", "top", "base", "aim", "goal", "name", "line", "title"),
    *("red", "amber", "floor", "rating", "alert", "movement", "reported", "stretch", "milestone", "ambition", "system"),
    *("local", "own", "ours"),
}
_HEADINGS_IN_PHRASES = {Heading.TARGET, Heading.YEAR_TO_DATE, Heading.QUALIFIER, *LEFT_ALONE}
_NOT_CUT = {PartKind.OTHER, PartKind.WHOM, PartKind.COHORT}
_LONGEST_PHRASE = 16  # words
LONGEST_LABEL = 150  # characters of a label that is looked up
LONGEST_SUGGESTED = 400  # of one for which a name is suggested: published wordings are whole sentences

_REFERENCE = re.compile(
    r"^\s*(?P<ref>(?:(?P<letters>[A-Z]{1,5}|(?i:kpi|pi|ref|indicator|measure))[ -]?(?P<number>\d{1,3})[a-z]?"
    r"|(?:\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?=[.)]))(?=[.):]*[\s:-]+\D)))(?P<end>[.):]*)[\s:-]+(?=\S)"
)
_IN_BRACKETS = re.compile(r"\s*[(\[](?P<unit>[^()\[\]]{1,30})[)\]][\s:]*$")
_CODE_OF_A_TOOL = re.compile(r"[A-Za-z%]_[A-Za-z%]")  # Children_missing is a percentage: such names are matched whole


class Lexicon:
    """The names of the caller's items and the words of returns, looked up one text at a time.

    ``council`` is the name of the council whose returns are read, and ``authority`` its ONS code, or "".
    ``naming_words`` are all words in names, and ``subjects`` tells what titles and sections are of.
    """

    def __init__(self, items: Iterable[Item], council: str = "", authority: str = "") -> None:
        self.words = known_words()
        self.council, self.authority = council, authority
        self.items: dict[str, Item] = {item.id: item for item in items}
        self.spread = {(one.spread_of, Role(one.spread)): one.id for one in self.items.values() if one.spread_of}
        self._areas = tuple(f" {area} " for area in self.words.areas)
        self._roles = {**self.words.roles, **(self.words.spread if self.spread else {})}
        self._codes: dict[str, Meaning] = {}
        self._items_by_name: dict[str, dict[str, Role]] = {}
        self._groups_by_name: dict[str, dict[str, str]] = {}
        self._spelling: dict[str, str] = {}
        for item in self.items.values():
            self._add(item)
        for role in self._roles:
            self._spelling.setdefault(role, role.capitalize())
        self._meanings: dict[str, Meaning] = {}
        names = (name for item in self.items.values() for name in (*item.names, *item.numerator_names))
        words = {word for name in names for word in fold(name).split()}
        others = label_words().of_others
        self.naming_words = frozenset(word for word in words if words_of(word)[0] not in others)
        self._reported = {fold(name): item.id for item in self.items.values() for name in item.report_names}
        self._proof = LabelProof(self.items.values())
        self.subjects = Subjects(self.items.values(), council)
        self._near: dict[str, Near] = {}
        self._suggestions = Suggestions(self._proof, self._spelling)

    def _add(self, item: Item) -> None:
        named = ((item.numerator_names, Role.NUMERATOR), (item.denominator_names, Role.DENOMINATOR))
        for name in item.published_names:
            if name in label_words().codes_of_others:
                self._codes[name] = Meaning({item.id: Role.UNMARKED})
            else:
                self._items_by_name.setdefault(fold(name), {}).setdefault(item.id, Role.UNMARKED)
        for names, role in ((item.names, Role.UNMARKED), *named):
            for name in names:
                folded = fold(name)
                self._items_by_name.setdefault(folded, {}).setdefault(item.id, role)
                self._spelling.setdefault(folded, name)
        for group, names in item.groups.items():
            for name in (group, *names):
                self._groups_by_name.setdefault(fold(name), {}).setdefault(item.id, group)
                self._spelling.setdefault(fold(name), name)

    @cached_property
    def impersonal_words(self) -> frozenset[str]:
        """Words that are not taken for the name of a person: those of the measures' names, and the council's own."""
        return self.naming_words | frozenset(fold(self.council).split())

    @property
    def example(self) -> str:
        """A name of a measure, as an example in messages."""
        return next((item.names[0] for item in self.items.values()), "")

    def meaning(self, text: str) -> Meaning:
        """What a text means: by its parts, each of which must be the measure's; ``UNKNOWN`` where it means nothing."""
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
        """The known name that a text that is not known may be meant for, or "" where none is close."""
        return self.near(text).name

    def near(self, text: str) -> Near:
        """What a text that is not known may be meant for, and what of it makes it something else.

        A text too long to be looked up is like no name.
        """
        if len(text) > LONGEST_SUGGESTED:
            return Near("", "")
        if text not in self._near:
            self._near[text] = self._suggestions.near(fold(_without_reference(text)))
        return self._near[text]

    def asked(self, text: str) -> str:
        """What a label does not say that could be more than one measure, as a sentence without its end; or ""."""
        return label_words().asked.get(words_of(fold(_without_reference(text))), "")

    def whole_name_like(self, item: Item) -> str:
        """The name of a measure without groups that begins with the name of a measure with groups, or ""."""
        start = fold(item.names[0])
        like = (other for other in self.items.values() if other.kind == item.kind and not other.groups)
        return next((name for other in like for name in other.names if fold(name).startswith(f"{start} ")), "")

    def may_be(self, item: str, meaning: Meaning) -> bool:
        """Whether a label or heading may say this of an item: no rate of a count, no numerator of a number."""
        return may_be_asked(self.items[item], meaning.asks)

    def whole_of(self, item: str, grouped: str) -> bool:
        """Whether the groups of one item are parts of another: age bands of children in care, not of those starting."""
        return self._proof.whole_of(item, grouped)

    def _look_up(self, text: str) -> Meaning:
        if len(text) > LONGEST_LABEL or text in label_words().codes_of_others:
            return self._codes.get(text, UNKNOWN)
        if (near := fold(text)) in self.words.near_target and near not in self.words.headings:
            return UNKNOWN
        if fold(text).endswith(label_words().of_everybody) or _SHARE_OF_SCHOOLS.match(fold(text)):
            return UNKNOWN
        # As it is; without a reference such as "2.1" before it; without a line break that cut a word in two.
        text = self._without_unit(text)
        unit = unit_at_end(text)
        bare = [unit[1]] if unit else []
        for candidate in dict.fromkeys((text, _without_reference(text), text.replace("\n", ""), *bare)):
            folded = fold(candidate)
            meaning = self._exact(folded) or self._dated(candidate)
            asked = words_of(folded) in label_words().asked
            if meaning is None and not asked and not _CODE_OF_A_TOOL.search(candidate):
                meaning = self._proved(folded) or self._phrase(tuple(folded.split()))
            if meaning is not None:
                return meaning
        folded = fold(text)
        begun = next((heading for heading, starts in self.words.starts.items() if folded.startswith(starts)), None)
        if begun or self.names_others(folded):
            return Meaning(heading=begun or Heading.COMPARATOR)
        dated = (self.meaning(rest) for rest, _ in without_period(text))
        return next((one for one in dated if one.heading is Heading.TARGET or one.heading in LEFT_ALONE), UNKNOWN)

    def names_others(self, words: str) -> bool:
        """Whether folded words are made of those for other areas alone, such as ``best sn`` or ``national average``."""
        rest = f" {words} "
        for area in self._areas:
            rest = rest.replace(area, " ")
        others = set(rest.split()) - self.words.beside_others
        named = len(rest) < len(words) + 2 or not others.isdisjoint(self.words.of_others)
        return named and others <= self.words.of_others

    def says(self, heading: Heading, text: str) -> str:
        """What a cell under a heading of ratings, directions or polarities says, such as "green"; "" for other text."""
        return self.words.says[heading].get(" ".join(text.casefold().split()).strip("()[] .:"), "")

    def _dated(self, text: str) -> Meaning | None:
        """The meaning of a name with a day of the year at its end, such as ``Average caseload at 30 September``."""
        cut = without_day(text)
        meaning = self.meaning(cut) if cut != text else UNKNOWN
        return replace(meaning, dated=True) if meaning.items else None

    def _without_unit(self, text: str) -> str:
        """A name without a unit in brackets after it, such as (days)."""
        match = _IN_BRACKETS.search(text)
        unit = match is not None and self.words.headings.get(fold(match["unit"])) is Heading.QUALIFIER
        return text[: match.start()] if match and match.start() and unit else text

    def _exact(self, folded: str) -> Meaning | None:
        items = self._items_by_name.get(folded, {})
        share = bool(items) and all(self.items[one].percentage for one in items) and says_share(folded)
        asks = SHARE if share else asks_of(folded)
        role = self._roles.get(folded, Role.UNMARKED) or (_role_in_name(folded) if items else Role.UNMARKED)
        role = role or (Role.VALUE if share else Role.EITHER if items and self._may_count(folded) else role)
        groups = self._groups_by_name.get(folded, {})
        heading = self.words.headings.get(folded, Heading.NONE)
        asks = asks if share or (role and not items) else frozenset()
        dated = bool(items) and states_a_day(folded)
        known = items or groups or role or heading
        return Meaning(items, groups, role, heading, dated=dated, asks=asks) if known else None

    def _may_count(self, folded: str) -> bool:
        """Whether the name of a percentage may stand over its numerators: “Children seen alone”, and not on time."""
        if any(self.items[id_].unit != "pct" for id_ in self._items_by_name.get(folded, ())):
            return False
        return label_words().in_percent.isdisjoint(part.id for part in parts_of(folded))

    def _proved(self, folded: str) -> Meaning | None:
        """The measures that a label names by its parts; none where the label is one that is asked about."""
        if words_of(folded) in label_words().asked:
            return None
        proved = self._proof.proved(folded)
        if proved is None:
            return None
        asks = proved.asks if says_percentage(proved.asks) else frozenset()
        return Meaning(proved.items, role=proved.role, dated=proved.dated, asks=asks, months=proved.months)

    def _phrase(self, tokens: tuple[str, ...]) -> Meaning | None:
        """Read a text made of known pieces and nothing else, such as ``Reviews on time - numerator``."""
        if not 1 < len(tokens) <= _LONGEST_PHRASE:
            return None
        for end in range(len(tokens) - 1, 0, -1):
            first = " ".join(tokens[:end])
            head = self._piece(first)
            if head is None:
                continue
            rest = tokens[end:]
            second = " ".join(rest)
            tail = self._piece(second) or self._phrase(rest)
            joined = tail and join((head, tail))
            if joined and not _is_cut(first, second) and (allowed := self._allowed(joined, first, second)):
                return allowed
        return None

    def _piece(self, folded: str) -> Meaning | None:
        meaning = None if folded in _NOT_IN_PHRASES else self._exact(folded) or self._proved(folded)
        if meaning is None or meaning.names_data or meaning.heading in _HEADINGS_IN_PHRASES:
            return meaning
        return None

    def _allowed(self, joined: Meaning, *pieces: str) -> Meaning | None:
        """A meaning joined of pieces with only the items that have such a role; None where none of them has it."""
        returns = {kind for piece in pieces if (kind := self.words.return_of_role.get(piece))}
        through = not label_words().through_the_month.isdisjoint(pieces)
        items = {
            id_: role
            for id_, role in joined.items.items()
            if self._has_role(self.items[id_], joined) and returns <= {self.items[id_].kind}
            if not (through and self.items[id_].unit == "count" and self.items[id_].span == "snapshot")
            if not (role and joined.role in _PARTS and joined.role is not role)
            if not joined.groups or any(id_ == one or self.whole_of(id_, one) for one in joined.groups)
        }
        return replace(joined, items=items) if items or not joined.items else None

    def _has_role(self, item: Item, meaning: Meaning) -> bool:
        parts = item.unit == "count" and meaning.role in _PARTS
        return may_be_asked(item, meaning.asks) and not parts


def _is_cut(first: str, second: str) -> bool:
    """Whether two folded texts are one phrase cut in two, which means something else: children in care | council."""
    whole, pieces = (
        {part.id for text in texts for part in parts_of(text) if part.kind in _NOT_CUT}
        for texts in ((f"{first} {second}",), (first, second))
    )
    return not whole <= pieces


def _without_reference(text: str) -> str:
    """A label without a reference such as 2.1, KPI 12 or CP06 before it.

    What the words for labels know is no reference: KS4, Under 16, NI 62. Nor is LAC 1, which is a team: after an
    acronym of children in care a reference has two figures and a colon, as in CLA 17.
    """
    match = _REFERENCE.match(text)
    if match is None:
        return text
    known = [part for part in parts_of(fold(match["ref"])) if part.kind is not PartKind.LEFT]
    letters = match["letters"] or ""
    whom = any(part.kind is PartKind.WHOM for part in parts_of(fold(letters))) if letters else False
    if whom and not (len(match["number"]) > 1 and match["end"]):
        return text
    return text if known and not whom else text[match.end() :]


def _role_in_name(folded: str) -> Role:
    """The role that the name of a measure itself states, by words such as percentage or number of."""
    tokens = folded.split()
    if {"percent", "percentage", "proportion"} & set(tokens):
        return Role.VALUE
    return Role.COUNT if folded.startswith(("number of ", "no of ")) else Role.UNMARKED
