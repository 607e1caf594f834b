"""Tells of which item and group each figure of a table is, and in which role, by its row, its column and the title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from inputs.files.workbook_values import Cell
from inputs.findings import Finding, found
from inputs.headings.fact_words import WHOLE, Aspect, stated_alone
from inputs.headings.folding import fold
from inputs.headings.label_proof import says_percentage
from inputs.headings.meaning import UNKNOWN, Heading, Meaning
from inputs.headings.roles import OPEN, SPREAD, Role, surer
from inputs.intake import Item
from inputs.tables.heading_meanings import NAMING
from inputs.tables.table_geometry import Table


class FigureNames:
    """What the labels and headings of a table name: the item, group and role of each of its figures.

    ``places`` are the meanings of its places, ``caption`` that of its title.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._lexicon = table.view.lexicon
        self.caption = table.caption()
        heading = ((cell, table.view.meaning(cell).heading) for cell in table.title_cells)
        self._titles = [cell.text for cell, its in heading if its in {Heading.NONE, *NAMING}]  # and not Who to ask
        self._of_another: dict[str, bool] = {}
        self._row, self._of_row = UNKNOWN, dict[int, tuple[str, str, Role] | None]()
        self.places = _shared_by_alike(self._with_items({place: table.place_meaning(place) for place in table.places}))

    def _with_items(self, meanings: Mapping[int, Meaning]) -> dict[int, Meaning]:
        """The meanings of places, each with only a role completed by the measure that a place of its period names.

        So under one quarter stand Reviews due, Reviews held on time and %.
        """
        completed, periods = dict(meanings), self._table.timeline.period_by_place
        for place, here in meanings.items() if self._table.naming_lines and not self.caption.items else ():
            beside = meanings.get(place - 1, UNKNOWN)
            same = periods.get(place) == periods.get(place - 1)
            alone = bool(here.role) and not (here.items or here.groups)
            if same and alone and len(completed.get(place - 1, beside).items) == 1:
                items = dict.fromkeys(completed[place - 1].items, Role.UNMARKED)
                completed[place] = replace(here, items=items)
        return completed

    def identify(self, row: Meaning, place: Meaning) -> tuple[str, str, Role] | None:
        """The item, group and role of a figure; None where its labels do not name exactly one item."""
        if row is not self._row:
            self._row, self._of_row = row, {}
        if id(place) not in self._of_row:  # most places of a row mean the same; ``places`` keeps them alive
            self._of_row[id(place)] = self._identify(row, place)
        return self._of_row[id(place)]

    def _identify(self, row: Meaning, place: Meaning) -> tuple[str, str, Role] | None:
        groups = {**place.groups, **row.groups}
        items = self._items(row, place)
        of_a_part = place.items.keys() & self._lexicon.subjects.of_a_part
        if row.items and of_a_part and of_a_part.isdisjoint(row.items):
            return None  # UASC over the months of another measure: it is of these alone
        whole = {item for item, role in place.items.items() if role in {Role.UNMARKED, *OPEN}}
        apart = whole.isdisjoint(row.items) and not whole <= self._lexicon.subjects.of_everybody
        if row.items and whole and apart:
            return None  # IFA over the months of another measure: a part of it, or another number
        if groups:
            both = {item: role for item, role in items.items() if item in groups}
            if items and not both and not self._whole_of(items, groups):
                return None  # the age bands of children who started are not those of children in care
            items = both or dict.fromkeys(groups, Role.UNMARKED)
        if len(items) != 1:
            return None
        item, part = next(iter(items.items()))
        if self._lexicon.items[item].unit == "count" and Role.DENOMINATOR in {part, row.role, place.role}:
            return None  # 505 care leavers are nothing that 405 children in care are out of
        if not (self._lexicon.may_be(item, row) and self._lexicon.may_be(item, place)):
            return None  # a rate or a percentage of a count
        if item not in groups and self._lexicon.items[item].groups:
            return None  # a measure given by group, without a group
        if item in groups and self._is_of_another(item):
            return None  # the age bands of children missing
        # The Numerator of a row says more than the Value of its column.
        roles = (role for role in (row.role, place.role) if role in {Role.NUMERATOR, Role.DENOMINATOR, *SPREAD})
        role = next(roles, surer(row.role, place.role))
        asks = row.asks | place.asks
        if not (row.items or place.items):  # “Placement order to match – median”, or a percentage, is the title’s word
            role = self.caption.role if self.caption.role in SPREAD else surer(role, self.caption.role)
            asks |= self.caption.asks
        if role in SPREAD:
            behind = "" if part else self._lexicon.spread.get((item, role), "")
            return (behind, groups.get(item, ""), Role.VALUE) if behind else None
        role = part or role
        if role is Role.VALUE and self._lexicon.items[item].percentage and not says_percentage(asks):
            role = Role.FIGURE
        return item, groups.get(item, ""), role

    def is_whole(self, line: int, cell: Cell) -> bool:
        """Whether a cell of a line of a long table says All teams, under a heading such as Team."""
        heads = (self._table.view.filled(line, place) for place in self._table.label_places)
        by_group = any(head and self._table.view.meaning(head).heading is Heading.GROUP for head in heads)
        stated = stated_alone(cell.text, Aspect.WHOSE) if by_group else None
        return stated is not None and stated.id == WHOLE

    def _is_of_another(self, item: str) -> bool:
        if item not in self._of_another:
            subjects, periods = self._lexicon.subjects, list(self._table.timeline.period_by_place.values())
            says_more = any(subjects.says_more(cell.text, item, periods) for cell in self._table.title_cells)
            self._of_another[item] = says_more or any(subjects.is_another(title, item) for title in self._titles)
        return self._of_another[item]

    def _whole_of(self, items: Iterable[str], groups: Iterable[str]) -> bool:
        return any(self._lexicon.whole_of(item, one) for item in items for one in groups)

    def _items(self, row: Meaning, place: Meaning) -> Mapping[str, Role]:
        return _shared(row.items, place.items) or self.caption.items

    def unclear(self, row: Meaning, place: Meaning, cell: Cell) -> Finding:
        """The finding of a figure that names no measure, several, or one that is given by group without its group."""
        items = self._items(row, place)
        named = [self._lexicon.items[one] for one in items]
        by_group = [one for one in named if one.groups]
        item = named[0] if len(named) == 1 else by_group[0] if len(by_group) == 1 else None
        if item is not None and not self._lexicon.may_be(item.id, replace(row, asks=row.asks | place.asks)):
            what = f"“{item.names[0]}” cannot be the rate, percentage or average that these figures are called; they "
            remedy = "Name the measure that they are of beside them and run again."
            return found("unclear-measure", f"{what}were left out.", remedy, cell.address)
        if item is not None and item.id in {**row.groups, **place.groups} and self._is_of_another(item.id):
            what = (
                f"The title says that these groups are of another measure than “{item.names[0]}”; they were left out."
            )
            remedy = f"If they are of that measure, write “{item.names[0]}” over them and run again."
            return found("unclear-measure", what, remedy, cell.address)
        if item is None and len(named) > 1 and len({one.kind for one in named}) == 1 and _share_a_name(named):
            either = " or ".join(f"“{one.names[0]}”" for one in named)
            what = f"What stands here is a name of {len(named)} measures, which are out of different numbers: {either}."
            what += " The figures were left out."
            remedy = "Write the one that it is beside them, or choose it in the reading sheet, and run again."
            return found("unclear-measure", what, remedy, cell.address)
        if item is None or not item.groups:
            what = "It is not clear of which measure, team or age band these figures are; they were left out."
            return found("unclear-measure", what, "Name it beside them and run again.", cell.address)
        what = f"“{item.names[0]}” is given by group, and these figures name none; they were left out."
        other = self._lexicon.whole_name_like(item)
        remedy = f"Write the team or group beside them, such as “{next(iter(item.groups))}”"
        remedy += f", or call them “{other}” if that is what they are" if other else ""
        return found("unclear-measure", what, f"{remedy}, and run again.", cell.address)


def _share_a_name(items: Iterable[Item]) -> bool:
    """Whether measures have a name in common, as councils give it to figures out of different numbers."""
    return bool(frozenset.intersection(*(frozenset(map(fold, one.names)) for one in items)))


def _shared_by_alike(meanings: Mapping[int, Meaning]) -> dict[int, Meaning]:
    """The same meanings, each the very one of the place before it where the two are equal, as most are."""
    shared: dict[int, Meaning] = {}
    last = UNKNOWN
    for place, meaning in meanings.items():
        last = shared[place] = last if meaning == last else meaning
    return shared


def _shared(row: Mapping[str, Role], place: Mapping[str, Role]) -> dict[str, Role]:
    """The items that both a row and a column name; where they differ, those of the row, which is more specific."""
    both = {item: row[item] or place[item] for item in row if item in place}
    if both or not place:
        return both or dict(row)
    parts = set(row.values())
    if Role.UNMARKED in parts:
        return dict(row)
    # Names of parts that several measures share, such as Children, do not outweigh the measure that the column names.
    return dict.fromkeys(place, parts.pop()) if len(parts) == 1 else dict(place)
