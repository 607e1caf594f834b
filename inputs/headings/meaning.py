"""What a label or heading may mean: measures and groups, a role, or a kind of heading such as Target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from inputs.headings.roles import Role, surer


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
    EARLIER = "earlier"
    QUALIFIER = "qualifiers"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Meaning:
    """Everything a text may mean. ``items`` gives the role by item id, ``groups`` the name of the group by item id.

    ``dated``: the text is known only without the day of the year at its end, such as "at 30 September". ``asks`` is
    what words for a role ask for: a number, a percentage, a rate, an average. ``months`` is the length of the period
    that the text says, where the item could be of another one; else 0.
    """

    items: Mapping[str, Role] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    role: Role = Role.UNMARKED
    heading: Heading = Heading.NONE
    dated: bool = False
    asks: frozenset[str] = frozenset()
    months: int = 0

    @property
    def known(self) -> bool:
        """Whether the text is a name, group, role or heading of the vocabulary."""
        return bool(self.items or self.groups or self.role or self.heading)

    @property
    def names_data(self) -> bool:
        """Whether the text names a measure, a group or a role, as the label of a row of figures does."""
        return bool(self.items or self.groups or self.role)


UNKNOWN = Meaning()
LIMITS = frozenset({Heading.TOLERANCE, Heading.AMBER, Heading.RED})
RATINGS = frozenset({Heading.RAG, Heading.DIRECTION, Heading.POLARITY})
BESIDE = frozenset({Heading.TARGET, *LIMITS, *RATINGS})
"""Headings of what stands beside figures and judges them."""
LEFT_ALONE = frozenset({*LIMITS, *RATINGS, Heading.FREQUENCY, Heading.COMPARATOR, Heading.EARLIER, Heading.IGNORED})
"""Headings whose cells are never figures of a measure, nor its target: what is said about figures, and other areas'."""


def join(meanings: Iterable[Meaning]) -> Meaning | None:
    """Combine what several texts say of one row, the most specific first; None where they contradict each other.

    Where one names an item and another a numerator that several items share, the result is the numerator of that item.
    Groups of two measures contradict each other: boys of those aged 5 to 9 are neither all boys nor all of that age.
    """
    whole = UNKNOWN
    for meaning in meanings:
        if whole.groups and meaning.groups and not whole.groups.keys() & meaning.groups.keys():
            return None
        items, groups, months = whole.items or meaning.items, {**meaning.groups, **whole.groups}, whole.months
        if whole.items and meaning.items:
            items = {item: role or meaning.items[item] for item, role in whole.items.items() if item in meaning.items}
        role = surer(whole.role, meaning.role)
        if (whole.items and not items) or (role is not surer(meaning.role, whole.role) and not meaning.items):
            return None
        heading = whole.heading if whole.heading not in {Heading.NONE, Heading.QUALIFIER} else meaning.heading
        dated, asks = whole.dated or meaning.dated, whole.asks | meaning.asks
        whole = Meaning(items, groups, role, heading, dated, asks, months or meaning.months)
    return whole
