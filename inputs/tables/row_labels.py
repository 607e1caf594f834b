"""Says of which measure, group and role a line of figures is, from its labels and from those of the lines before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inputs.files.workbook_values import Cell
from inputs.headings.vocabulary import UNKNOWN, Heading, Meaning, Role
from inputs.headings.year_headings import StatedDay, stated_day
from inputs.tables.table_geometry import Layout, joined


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of a line of figures.

    ``unknown`` is its label where that is no known name; ``nameless`` says that it has none; ``skip`` that the line
    holds something else, such as a total or figures for the year to date. ``day`` is the day of the year that its
    label states, or that of the measure named before it.
    """

    meaning: Meaning = UNKNOWN
    unknown: Cell | None = None
    skip: bool = False
    nameless: bool = False
    day: StatedDay | None = None


class Labels:
    """Reads the labels of a table line by line, remembering the measure and the group named last.

    ``named`` gathers the measures that labels have named outright, not only by one of their groups.
    """

    def __init__(self, layout: Layout, named_by_places: bool) -> None:
        self._layout = layout
        self._view = layout.view
        self._named_by_places = named_by_places
        self._telling = [place for place in layout.label_places if self._tells(place)]
        if not self._telling and not named_by_places:
            self._telling = self._nearest_words()
        self.named: set[str] = set()
        self._last = Row()
        self._group_place = 0

    def _tells(self, place: int) -> bool:
        """Whether the labels at a place name measures, groups or roles."""
        heading = self._layout.heading_of_label(place)
        if heading in {Heading.MEASURE, Heading.GROUP}:
            return True
        if heading in {Heading.TARGET, Heading.IGNORED}:
            return False
        labels = (self._view.filled(line, place) for line in self._layout.figure_lines)
        return any(self._view.meaning(label).names_data for label in labels)

    def _nearest_words(self) -> list[int]:
        """Give the nearest place of words before the periods, for a table in which no name is known."""
        worded = (
            place
            for place in self._layout.label_places
            if self._layout.heading_of_label(place) is Heading.NONE
            and any((cell := self._view.filled(line, place)) and cell.text for line in self._layout.figure_lines)
        )
        return list(worded)[:1]

    def row(self, line: int) -> Row:
        """Say what a line is, from its labels and, where those are silent, from the lines before it."""
        cells = {place: cell for place in self._telling if (cell := self._view.filled(line, place)) is not None}
        meanings = {place: self._view.meaning(cell) for place, cell in cells.items()}
        own = joined(meaning for meaning in meanings.values() if meaning.known)
        self.named |= set(own.items)
        if own.heading in {Heading.IGNORED, Heading.YEAR_TO_DATE}:
            self._last = Row(own, skip=True) if own.items else self._last
            return Row(own, skip=True)
        stranger = next((cell for place, cell in cells.items() if not meanings[place].known), None)
        if stranger is not None:
            self._last = Row(unknown=stranger)
            return self._last
        completed = self._completed(own, meanings)
        day = self._day(own, cells.values())
        if own.heading is Heading.TARGET:
            return Row(completed, day=day)
        if not own.names_data and (self._telling or not self._named_by_places):
            return Row(nameless=True)
        if (self._last.unknown or self._last.skip) and not (own.items or own.groups or self._named_by_places):
            return Row(unknown=self._last.unknown, skip=self._last.skip)
        self._last = Row(completed, day=day)
        self._group_place = next((place for place, found in meanings.items() if found.groups), self._group_place)
        return self._last

    def _day(self, own: Meaning, labels: Iterable[Cell]) -> StatedDay | None:
        """Give the day of the year that a line's label states, where it matters, or that of the measure above it."""
        matters = own.dated or self._layout.timeline.bare_years
        stated = stated_day(cell.text for cell in labels) if matters else None
        return stated or (None if own.items else self._last.day)

    def _completed(self, own: Meaning, meanings: Mapping[int, Meaning]) -> Meaning:
        """Complete what a line's own labels say by what the labels before it said."""
        last = self._last.meaning
        if own.groups:
            kept = {item: role for item, role in (own.items or last.items).items() if item in own.groups}
            kept = kept if own.items else dict.fromkeys(kept, Role.UNMARKED)
            named = kept or dict.fromkeys(own.groups, Role.UNMARKED)
            return Meaning(named, own.groups, own.role, own.heading, own.dated)
        if not own.items:
            return Meaning(dict.fromkeys(last.items, Role.UNMARKED), last.groups, own.role, own.heading, last.dated)
        parts = all(role is not Role.UNMARKED for role in own.items.values())
        shared = {item: role for item, role in own.items.items() if item in last.items} if parts else {}
        items = shared or own.items
        # A team named in a column of its own goes for all the rows beside it; a whole measure's name ends any other.
        reaches = parts or (self._group_place and self._group_place not in meanings)
        groups = {item: group for item, group in last.groups.items() if item in items} if reaches else {}
        return Meaning(items, groups, own.role, own.heading, own.dated)
