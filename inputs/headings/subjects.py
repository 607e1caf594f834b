"""Tells whether a title or a section row is of another measure than the names under it that do not say of whom.

So are age bands under “Age of care leavers”, and Starters under “Fostering service”.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from functools import cached_property

from inputs.headings.dates import MONTH_BY_NAME
from inputs.headings.dates_in_titles import without_own_dates
from inputs.headings.fact_lists import listed
from inputs.headings.folding import fold
from inputs.headings.known_words import known_words
from inputs.headings.label_words import Part, PartKind, label_words, parts_of
from inputs.intake import Item
from inputs.period import Period

_TELLING = {PartKind.WHAT, PartKind.WHOM, PartKind.COHORT, PartKind.OTHER}
_TELLING_OF_TITLES = {PartKind.WHOM, PartKind.COHORT, PartKind.OTHER}  # a title names other measures beside
_GROUPING = {PartKind.HOW, PartKind.COHORT, PartKind.LEFT}
_AGE, _PEOPLE, _CARE, _NUMBER = "=age", "people", "children_in_care", "number"
_CHARACTERISTICS = {"by_age", "=age", "sex", "ethnic", "=ethnic", "=legal"}  # one title may stand over several tables
_OF_CARE = {"homes", "left_care"}  # a section called Placements, or Entering and leaving care
_STAFF = {"social_workers", "full_time_equivalents"}
_OF_TEAMS = re.compile(
    r"\bby (?:team|service|directorate|department|worker)s?\b|^(?:team|service|directorate|department)s?$"
)
_MONTHS = frozenset(MONTH_BY_NAME)
_LONGEST_TITLE = 60  # letters; a longer text explains
_LONGEST_SUBJECT = 4  # words; a longer line is an instruction or the like


class Subjects:
    """What the measures of the caller are of, by the parts of their names. ``council`` is the council's own name."""

    def __init__(self, items: Iterable[Item], council: str) -> None:
        self._items = {item.id: item for item in items}
        self._council = frozenset(fold(council).split())
        bare = label_words().bare
        self._own: dict[str, frozenset[str]] = {}
        for item in self._items.values():
            names = [parts_of(fold(name)) for name in (*item.names, *item.numerator_names)]
            ids = {part.id for parts in names for part in parts}
            self._own[item.id] = frozenset({*ids, *item.accepts, _PEOPLE, _CARE})
        always = _with_singulars({*listed("neutral"), *listed("of_any_council"), *label_words().plain, *self._council})
        plain_by_kind = {kind: always | _plain_of(kind) for kind in {item.kind for item in self._items.values()}}
        self._plain = {item.id: plain_by_kind[item.kind] for item in self._items.values()}
        of_groups = (item for item in self._items.values() if item.groups)
        named_by_item = {item.id: [parts_of(fold(name)) for name in item.names] for item in of_groups}
        words = label_words().over_groups
        self._by = {
            item: frozenset(p.id for parts in names for p in parts if p.kind in _GROUPING and p.id[1:] not in words)
            for item, names in named_by_item.items()
        }
        self._bare_own = frozenset(id_ for own in self._own.values() if own & bare for id_ in own)

    def is_bare(self, text: str) -> bool:
        """Whether a name says neither of whom nor of what it is, as Starters, Leavers and Admissions."""
        said = [part for part in parts_of(fold(text)) if part.kind not in {PartKind.ASKS, PartKind.SPAN}]
        return bool(said) and all(part.id in label_words().bare for part in said)

    def is_of_whom(self, text: str) -> bool:
        """Whether a name says only of whom it is, as Number of care leavers, and nothing of them."""
        said = [part.kind for part in parts_of(fold(text)) if part.kind is not PartKind.ASKS]
        return PartKind.WHOM in said and set(said) <= {PartKind.WHOM, PartKind.COHORT}

    def is_people(self, text: str) -> bool:
        """Whether a name without “number of” says only of whom it is: beside another measure's it is a part of that."""
        said = {part.kind for part in parts_of(fold(text))}
        return bool(said) and said <= {PartKind.WHOM, PartKind.COHORT}

    def is_everybody(self, text: str) -> bool:
        """Whether a name is of all children in care and of nobody else."""
        return {part.id for part in parts_of(fold(text))} == {_CARE}

    @staticmethod
    def counts_something(text: str) -> bool:
        """Whether a title or a section row says what is counted of people, such as referrals or a waiting list."""
        folded = f" {fold(text)} "
        return any(one in folded for one in label_words().counted_of_people)

    @cached_property
    def of_a_part(self) -> frozenset[str]:
        """The items with a name that is only of some of the children, such as UASC."""
        named = ((item, name) for item in self._items.values() for name in item.names)
        return frozenset(item.id for item, name in named if self.is_people(name) and not self.is_everybody(name))

    @cached_property
    def of_everybody(self) -> frozenset[str]:
        """The items that a name of all children in care, such as CLA, names."""
        named = ((item, name) for item in self._items.values() for name in item.names)
        return frozenset(item.id for item, name in named if self.is_everybody(name))

    def full_name(self, item: str) -> str:
        """A name of an item that says of whom it is; its first one where none does."""
        names = self._items[item].names
        return next((name for name in names if any(p.kind is PartKind.WHOM for p in parts_of(fold(name)))), names[0])

    def is_another(self, text: str, item: str, section: bool = False) -> bool:
        """Whether a title, or the ``section`` row, over the groups of an item says that they are of another one.

        A title says so only where it speaks of ages or teams, or of one part of the children and nothing else.
        """
        own = self._own[item]
        ages = any(map(str.isdigit, "".join(self._items[item].groups)))
        if not ages and self._items[item].unit != "count":
            return False  # teams name themselves, ages and ethnic groups do not
        parts = self._saying(text, item)
        cohort = bool(parts) and all(part.kind is PartKind.COHORT for part in parts)
        by_group = not ages or any(part.kind is PartKind.HOW or part.id == _AGE for part in parts)
        if not (section or by_group or cohort):
            return False
        other = any(part.kind in _TELLING and part.id not in own for part in parts)
        named = any(part.id == _CARE for part in parts)
        short = section or len(text.split()) <= _LONGEST_SUBJECT
        strange = short and (section or bool(self._council)) and not named and self._strange(parts, item)
        return strange or (other and (section or not named))

    def says_more(self, text: str, item: str, periods: Sequence[Period]) -> bool:
        """Whether a title that says what the groups of an item are says more: a share, leavers, a cost, another year.

        Each of its words must be one of the measure, or of those that change nothing. ``periods`` are of the figures.
        """
        rest, own = without_own_dates(text, periods), self._own[item]
        ids = {part.id for part in parts_of(fold(text))}
        about = not ids.isdisjoint(self._by.get(item, ())) or (_AGE in ids and _AGE in own)
        if not about or self._items[item].unit not in {"", "count"}:
            return False  # teams name themselves
        known = {*own, *_CHARACTERISTICS, _NUMBER}
        return rest is None or any(not self._changes_nothing(part, known) for part in parts_of(rest))

    def _changes_nothing(self, part: Part, known: Container[str]) -> bool:
        word = part.id[1:] if part.kind is PartKind.LEFT else fold(part.shown)
        plain = word in label_words().over_groups or word in self._council
        return part.id in known or plain or (part.kind is PartKind.LEFT and not word.isalpha())

    def is_not_of_care(self, text: str, item: str, section: bool = False, alone: bool = False) -> bool:
        """Whether a title, or the ``section`` row, over a bare name says that it is of other people or things.

        ``alone``: no full name of such a measure stands in the same table, so that a word left over may say so too.
        """
        parts = self._saying(text, item)
        ids = {part.id for part in parts}
        if ids & _STAFF:
            return True
        if _CARE in ids:
            return False
        telling = _TELLING if section else _TELLING_OF_TITLES
        other = any(part.kind in telling and part.id not in self._bare_own for part in parts)
        short = len(text.split()) <= _LONGEST_SUBJECT and bool(self._council)
        return other or ((section or (alone and short)) and self._strange(parts, item))

    def may_be_else(self, text: str, item: str) -> bool:
        """Whether a title, a section row or a corner over a bare name of people may say that something else is counted.

        “Children in care”, under “Agency workers”, is a team. Anything but words that say nothing may do so.
        """
        parts = self._saying(text, item)
        if _OF_TEAMS.search(fold(text)):
            return True
        if len(text) > _LONGEST_TITLE or any(part.id == _CARE for part in parts):
            return False
        plain = self._plain[item]
        left = {part.id[1:] for part in parts if part.kind is PartKind.LEFT}
        plain_parts = {_PEOPLE, _CARE, *_OF_CARE, *label_words().bare}
        other = any(part.kind in {PartKind.WHAT, *_TELLING} and part.id not in plain_parts for part in parts)
        return other or any(
            bool(self._council) and word.isalpha() and word not in plain and word not in _MONTHS for word in left
        )

    def _saying(self, text: str, item: str) -> list[Part]:
        """The parts of a title but for those that say nothing there, such as Month or Team."""
        plain = self._plain[item]
        return [part for part in parts_of(fold(text)) if part.kind is PartKind.WHOM or fold(part.shown) not in plain]

    def _strange(self, parts: Iterable[Part], item: str) -> bool:
        """Whether a word is left over, which may be that of something else."""
        left = {part.id[1:] for part in parts if part.kind is PartKind.LEFT and part.id not in self._own[item]}
        return any(word.isalpha() and word not in self._plain[item] for word in left)


def _plain_of(kind: str) -> frozenset[str]:
    """The words of the title and the sheets of a kind of return, which say nothing of the figures under them."""
    words = known_words()
    sheets = (sheet for sheet, its in words.kind_by_sheet.items() if its == kind)
    return _with_singulars(word for text in (words.title_by_kind.get(kind, ""), *sheets) for word in fold(text).split())


def _with_singulars(words: Iterable[str]) -> frozenset[str]:
    """Words, and the same without their plural s."""
    return frozenset(one for word in words for one in (word, word.removesuffix("s")))
