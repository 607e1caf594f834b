"""Proves which measure a label names, by its parts: each is the measure's or one that it accepts, and none is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from inputs.headings.folding import fold
from inputs.headings.label_words import Part, PartKind, label_words, parts_of, words_of
from inputs.headings.roles import Role
from inputs.intake import Item

_NUMBER, _PERCENT, _RATE, _AVERAGE, _TIME = "number", "percent", "rate", "average", "time_taken"
_ASKED_OF = {
    "count": frozenset({_NUMBER}),
    "pct": frozenset({_NUMBER, _PERCENT, _RATE}),
    **dict.fromkeys(("days", "weeks", "months", "score", "pounds_per_week"), frozenset({_NUMBER, _AVERAGE, _TIME})),
    "rate": frozenset({_NUMBER, _RATE, _AVERAGE}),
}
"""What may be asked of a measure, by its unit."""
_SPANS = {"quarter": 3, "in_year": 12, "last_12_months": 12}  # months
_NOT_SO, _TEAM = "not_so", "team"
_DAYS = {"on_31_march", "at_30_september"}
_SUBJECTS = {PartKind.WHAT, PartKind.OTHER, PartKind.CODE}
_PEOPLE = {PartKind.WHOM, PartKind.SPAN}
_BOTH = frozenset({"children_in_care", "care_leavers"})
SHARE = frozenset({_PERCENT})
_ANYTHING = frozenset({_NUMBER, _PERCENT, _RATE, _AVERAGE})


class Near(NamedTuple):
    """The measure that a label would name but for some of its parts.

    ``name`` is a name of the measure. ``part`` is a part of ours, as the dictionary writes it, that makes the label
    something else, or "" where only words are left over that the dictionary does not have, or a part is missing.
    ``item`` and ``name`` are "" where only the part can be said.
    """

    item: str
    name: str
    part: str = ""


def may_be_asked(item: Item, asks: frozenset[str]) -> bool:
    """Whether a measure can be what is asked: no rate or percentage of a count."""
    return asks <= _ASKED_OF.get(_unit(item), _ANYTHING)


def is_bare_rate(folded: str) -> bool:
    """Whether a label says only that figures are rates, as “Rate per 10,000”, and not of whom or of what."""
    parts = parts_of(folded)
    return bool(parts) and all(part.kind is PartKind.ASKS or part.id == "per_10000" for part in parts)


def says_percentage(asks: frozenset[str]) -> bool:
    """Whether what is asked for is a percentage: by that word, or as a rate."""
    return not asks.isdisjoint({_PERCENT, _RATE})


def says_share(folded: str) -> bool:
    """Whether the name of a percentage says that it is one, as “Attendance rate” and “Long-term stability” do."""
    words = words_of(folded)
    said = says_percentage(asks_of(folded)) or not label_words().shares.isdisjoint(words)
    return said or words[-1:] in label_words().shares_at_end


def states_a_day(folded: str) -> bool:
    """Whether a label states a day of the year, as “Children in care at 31 March” does."""
    return any(part.id in _DAYS for part in parts_of(folded))


def asks_of(folded: str) -> frozenset[str]:
    """What a label asks for: a number, a percentage, a rate, an average."""
    return frozenset(part.id for part in parts_of(folded) if part.kind is PartKind.ASKS)


def _unit(item: Item) -> str:
    return item.unit or ("pct" if item.percentage else "")


class _Name(NamedTuple):
    """One name of an item. ``asked`` is what it asks for, number or percent: it proves only labels that ask so too."""

    role: Role
    asked: str
    text: str


class _Names:
    """The names of one item, by the ids of their parts without those that it accepts."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.percentage = _unit(item) == "pct"
        dropped = {
            _NUMBER,
            *((_PERCENT, _RATE) if self.percentage else ()),
            *(_SPANS if item.span == "in_month" else ()),
        }
        self.accepted = frozenset({*item.accepts, *dropped})
        self.takes_codes = any(one.startswith("A") for one in item.accepts)
        self.by_parts: dict[frozenset[str], _Name] = {}
        days = frozenset({_TIME} if _unit(item) == "days" else ())
        asking = _PERCENT if self.percentage else _NUMBER
        for text in item.names:
            ids = frozenset(part.id for part in parts_of(fold(text)))
            key = ids - self.accepted
            if len(key) > 1 or any(one[0] != "=" for one in key):  # a word that is left over is no name alone
                self._add(key | days, _Name(Role.UNMARKED, asking if asking in ids else "", text))  # else: Age, whole
        named = ((item.numerator_names, Role.NUMERATOR), (item.denominator_names, Role.DENOMINATOR))
        for texts, role in named:
            for text in texts:
                parts = parts_of(fold(text))
                if any(part.kind is PartKind.WHAT or part.kind is PartKind.HOW for part in parts):
                    self._add(frozenset(part.id for part in parts) - {_NUMBER}, _Name(role, "", text))

    def _add(self, key: frozenset[str], name: _Name) -> None:
        first = self.by_parts.get(key)
        if key and (first is None or (first.asked and not name.asked and not name.role)):
            self.by_parts[key] = name

    def named(self, ids: frozenset[str], leading: Part) -> _Name | None:
        """The name that has all these parts, by their ids, or None; ``leading`` is the first of them."""
        # A1 before the name of any measure but an adoption time is a reference of the council's own.
        if leading.kind is PartKind.CODE and leading.id.startswith("A") and not self.takes_codes:
            ids -= {leading.id}
        name = self.by_parts.get(ids - self.accepted)
        if name is not None and not name.role:
            return None if name.asked and name.asked not in ids else name
        name = self.by_parts.get(ids - {_NUMBER})
        return name if name is not None and name.role else None


class Proved(NamedTuple):
    """What a label proves: the items that it names, each with the part of it; the role of its figures, as far as said.

    ``months`` is the span that it says of a figure that could be of another one, in months; 0 where it says none.
    ``dated``: it states a day of the year. ``asks`` is what it asks for, such as a percentage.
    """

    items: Mapping[str, Role]
    role: Role = Role.UNMARKED
    months: int = 0
    dated: bool = False
    asks: frozenset[str] = frozenset()


class LabelProof:
    """The measures of the caller by the parts of their names."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._names = [_Names(item) for item in items if not item.spread_of]
        self._by_part: dict[
            str, list[int]
        ] = {}  # which of the names have a part, so that few are looked at for a label
        for at, names in enumerate(self._names):
            for part in {part for key in names.by_parts for part in key}:
                self._by_part.setdefault(part, []).append(at)
        self._own_words = {id_ for names in self._names for key in names.by_parts for id_ in key if id_[0] == "="}
        self._words = label_words().words.union(id_[1:] for id_ in self._own_words)  # of any part or name

    def proved(self, folded: str) -> Proved | None:
        """What a label names, or None.

        A numerator or denominator counts only where no item is named as a whole.
        """
        if not all(word in self._words or any(map(str.isdigit, word)) for word in words_of(folded)):
            return None  # most texts of a sheet, so that they are not taken apart
        parts = parts_of(folded)
        if not parts or any(one.kind is PartKind.LEFT and one.id not in self._own_words for one in parts):
            return None
        ids = frozenset(part.id for part in parts)
        near = sorted({at for id_ in ids for at in self._by_part.get(id_, ())})
        named = [(self._names[at], name) for at in near if (name := self._names[at].named(ids, parts[0])) is not None]
        if ids >= _BOTH:  # of eligible children in care and care leavers together
            named = [one for one in named if {part.id for part in parts_of(fold(one[1].text))} >= _BOTH]
        wholes = [one for one in named if not one[1].role]
        if not wholes:
            return Proved({names.item.id: name.role for names, name in named}) if named else None
        asks = ids & _ANYTHING
        if {_NUMBER, _PERCENT} <= asks:
            return None
        percentage = any(names.percentage for names, _ in wholes)
        spans = [
            length
            for span, length in _SPANS.items()
            if span in ids and any(one.item.span == "in_month" for one, _ in wholes)
        ]
        items = {names.item.id: Role.UNMARKED for names, _ in wholes}
        dated = not ids.isdisjoint(_DAYS)
        asks |= SHARE if percentage and says_share(folded) else frozenset()
        return Proved(items, _role(asks, percentage), max(spans, default=0), dated, asks)

    def near(self, folded: str) -> Near | None:
        """The measure whose name is most of a label, with the part that makes the label another one."""
        parts = parts_of(folded)
        said = [part for part in parts if part.kind is not PartKind.LEFT and not _begins_a_place(part, parts)]
        if any(part.id == _NOT_SO for part in said):
            return None  # the opposite of a measure is never offered
        codes = {part.id for part in parts if part.kind is PartKind.CODE}
        coded = [names for names in self._names if not codes.isdisjoint(names.item.accepts)]
        if len(coded) == 1:
            return Near(coded[0].item.id, coded[0].item.names[0])
        best: tuple[tuple[int, int], Near] | None = None
        for names, key, name in self._wholes():
            other = [part for part in said if part.id not in key | names.accepted]
            if not key <= {part.id for part in said} or (name.asked and all(part.id != name.asked for part in parts)):
                continue
            numbers = [part for part in parts if part.kind is PartKind.LEFT and part.shown]
            people_only = all(part.kind in _PEOPLE for part in said if part.id in key)
            if people_only and (len(other) + len(numbers) != 1 or any(part.kind in _SUBJECTS for part in other)):
                continue  # a long label that begins with children in care is not about their number
            rank = (len(other), -len(key))
            if best is None or rank < best[0]:
                shown = next((part.shown for part in (*other, *numbers)), "")
                best = rank, Near(names.item.id, names.item.names[0], shown)
        return best[1] if best else self._vague(parts) or _part_of_all(parts)

    def _vague(self, parts: Sequence[Part]) -> Near | None:
        """The one measure that a label would name if it said one thing more."""
        kinds = {part.kind for part in parts}
        if PartKind.WHAT not in kinds or kinds & {PartKind.OTHER, PartKind.COHORT, PartKind.LEFT, PartKind.CODE}:
            return None
        near: dict[str, Near] = {}
        for names, key, _ in self._wholes():
            own = {part.id for part in parts} - names.accepted
            if own and own < key and len(key - own) == 1:
                near.setdefault(names.item.id, Near(names.item.id, names.item.names[0]))
        return next(iter(near.values())) if len(near) == 1 else None

    def _wholes(self) -> Iterator[tuple[_Names, frozenset[str], _Name]]:
        for names in self._names:
            for key, name in names.by_parts.items():
                if not name.role:
                    yield names, key, name

    def whole_of(self, item: str, grouped: str) -> bool:
        """Whether a measure is what the groups of another are parts of, by their names: children in care, by age."""
        known = {names.item.id: names for names in self._names}
        if item not in known or grouped not in known:
            return False
        parts = {part.id for part in parts_of(fold(known[grouped].item.names[0]))}
        return any(key <= parts for key, name in known[item].by_parts.items() if not name.role)

    def name_of(self, item: str, folded: str) -> str:
        """The name of an item, or of its part, that a label proves."""
        names = next(one for one in self._names if one.item.id == item)
        parts = parts_of(folded)
        named = names.named(frozenset(part.id for part in parts), parts[0])
        return named.text if named is not None and named.role else names.item.names[0]

    def differ(self, folded: str, name: str) -> bool:
        """Whether a label and a name, alike by their letters, say different things of ours, or different numbers."""
        return _known(folded) - _ANYTHING != _known(name) - _ANYTHING


def _begins_a_place(part: Part, parts: Sequence[Part]) -> bool:
    """Whether a part such as North begins a name that the dictionary does not have, such as that of a county."""
    return part.id == _TEAM and any(other.id == f"={part.then}" for other in parts)


def _part_of_all(parts: Sequence[Part]) -> Near | None:
    """What says that a label is of some children only, where it counts a thing that we know."""
    cohort = next((part.shown for part in parts if part.kind is PartKind.COHORT), "")
    counted = any(part.kind is PartKind.WHAT for part in parts)
    return Near("", "", cohort) if counted and cohort else None


def _known(folded: str) -> frozenset[str]:
    """The parts of a label that the dictionary has, and its numbers."""
    parts = parts_of(folded)
    return frozenset(part.id for part in parts if part.kind is not PartKind.LEFT or part.id[1:].isdecimal())


def _role(asks: frozenset[str], percentage: bool) -> Role:
    """What a label that names a whole measure says of its figures."""
    if not percentage:
        return Role.COUNT if asks == {_NUMBER} else Role.UNMARKED
    if says_percentage(asks):
        return Role.VALUE
    if _NUMBER in asks:
        return Role.COUNT
    return Role.EITHER
