"""Reads the stub columns of a table: measure, group and role of each row, from its labels and those above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from inputs.files.workbook_values import Cell
from inputs.headings.council_names import is_ours
from inputs.headings.fact_lists import is_dimension, is_heading_of, part_of_above
from inputs.headings.fact_words import WHOLE, Aspect, names_our_children, stated_alone
from inputs.headings.folding import fold
from inputs.headings.label_words import label_words
from inputs.headings.meaning import LEFT_ALONE, UNKNOWN, Heading, Meaning
from inputs.headings.roles import OPEN, Role
from inputs.headings.year_headings import StatedDay, stated_day
from inputs.tables.bare_names import BareNames
from inputs.tables.heading_meanings import joined
from inputs.tables.sections import is_in_brackets
from inputs.tables.sheet_view import is_figure
from inputs.tables.table_geometry import Table

_REFERENCE = re.compile(r"[A-Za-z]{0,6}[ ./-]?\d{1,3}(?:[./-]\d{1,3})*[a-z]?")  # CP01, NI 62, 1.2a

_OF_NO_MEASURE = {Heading.IGNORED, Heading.EARLIER, Heading.COMPARATOR, Heading.FREQUENCY, Heading.YEAR_TO_DATE}


class Row(NamedTuple):
    """The label of a row of figures (in a transposed table, of a column).

    ``unknown`` is the cell of a label that is not a known name; ``nameless``: there is no label; ``skip``: the row
    holds something else, such as a total or year-to-date figures. ``day`` is the day of the year that the label, or
    that of the measure above, states. ``beside`` is the unknown name above a row of targets or the like.
    """

    meaning: Meaning = UNKNOWN
    unknown: Cell | None = None
    skip: bool = False
    nameless: bool = False
    day: StatedDay | None = None
    beside: Cell | None = None


class Labels:
    """Reads the labels of a table row by row; a row without a measure or group of its own takes those of the row above.

    ``named`` collects the ids of the measures that labels name, not only by one of their groups.
    """

    def __init__(self, table: Table, named_by_places: bool, apart: Set[Cell] = frozenset()) -> None:
        """``apart`` are sub-headings under a shared name, which name nothing themselves."""
        self._table = table
        self._view = table.view
        self._named_by_places = named_by_places
        self._apart = apart
        self._telling = [place for place in table.label_places if self._tells(place)]
        if not self._telling and not named_by_places:
            self._telling = [place for place in table.label_places if self._has_words(place)][:1]
        self.named: set[str] = set()
        self._last = Row()
        self._group_place = 0
        self._section: Cell | None = None
        self._over, self._by_parts = UNKNOWN, False
        self._stray: Cell | None = None
        self._above: Cell | None = None
        self._unread: Cell | None = None
        self._bare = BareNames(table, self._telling, self._titles)

    def _tells(self, place: int) -> bool:
        """Whether the stub column at a place names measures, groups or roles."""
        heading = self._table.heading_of_label(place)
        if heading is Heading.GROUP and (self._picks_nobody(place) or self._holds_themes(place)):
            return False
        if heading is Heading.GROUP or (heading is Heading.MEASURE and not self._holds_references(place)):
            return True
        if heading is Heading.TARGET or heading in LEFT_ALONE:
            return False
        lines = (line for line in self._table.figure_lines if len(self._view.by_line.get(line, ())) > 1)  # no sections
        labels = (self._view.filled(line, place) for line in lines)
        meanings = map(self._view.meaning, labels)
        if self._is_dimension(place):  # LA is a role beside England, and here the whole council
            return any(meaning.items or meaning.groups for meaning in meanings)
        return any(meaning.names_data for meaning in meanings)

    def _picks_nobody(self, place: int) -> bool:
        """Whether a column of groups says All, or All teams, in every row: the rows are then of the whole council."""
        labels = [self._view.filled(line, place) for line in self._table.figure_lines]
        named = any(label is not None and self._view.meaning(label).items for label in labels)
        stated = [stated_alone(label.text, Aspect.WHOSE) if label is not None else None for label in labels]
        return bool(stated) and not named and all(one is not None and one.id == WHOLE for one in stated)

    def _holds_themes(self, place: int) -> bool:
        """Whether a column such as Category names the section of each row, and no group of a measure."""
        labels = (self._view.filled(line, place) for line in self._table.figure_lines)
        grouped = any(label is not None and self._view.meaning(label).groups for label in labels)
        return not grouped and any(is_heading_of("theme_heading", head.text) for head in self._heads(place))

    def _is_dimension(self, place: int) -> bool:
        """Whether a stub column says whose the figures are, by a heading such as Area or Gender."""
        return any(is_dimension(head.text) for head in self._heads(place))

    def _heads(self, place: int) -> Iterator[Cell]:
        heads = (self._view.filled(line, place) for line in self._table.period_lines)
        return (head for head in heads if head is not None)

    def _holds_references(self, place: int) -> bool:
        """Whether a column such as KPI holds numbers or references such as CP01 alone, and no name of a measure."""
        labels = [self._view.filled(line, place) for line in self._table.figure_lines]
        given = [label for label in labels if label is not None and label.value is not None]
        return bool(given) and all(is_figure(label) or _REFERENCE.fullmatch(label.text) for label in given)

    def _has_words(self, place: int) -> bool:
        """Whether a place has text and no known heading, as the stub column of a table without a known name."""
        labels = (self._view.filled(line, place) for line in self._table.figure_lines)
        worded = any(label and label.text and self._view.period(label) is None for label in labels)
        return self._table.heading_of_label(place) is Heading.NONE and worded

    def row(self, line: int) -> Row:
        """The label of the next row of figures."""
        filled = ((place, self._view.filled(line, place)) for place in self._telling)
        named = {place: cell for place, cell in filled if cell is not None}
        cells = {place: cell for place, cell in named.items() if cell not in self._apart} if self._apart else named
        if not cells and self._view.transposed:
            cells = self._left_alone(line)
        self._note_section(line)
        cells, meanings, part = self._measure_and_part(cells)
        own = self._as_counts(joined(meaning for meaning in meanings.values() if meaning.known))
        self.named |= set(own.items)
        if own.heading in _OF_NO_MEASURE:
            totals = (cell for cell in cells.values() if fold(cell.text) in label_words().totals)
            self._unread = next(totals, self._unread)
            self._last = Row(own, skip=True) if own.items else self._last
            return Row(own, skip=True)
        unknown = part or next((cell for place, cell in cells.items() if not meanings[place].known), None)
        if unknown is not None:
            self._last, self._above = Row(unknown=unknown), unknown
            return self._last
        stray = self._not_of_a_measure(own, cells, meanings, line) or self._is_of_all(line)
        if stray is not None:
            self._unread, self._last = stray, self._last if own.groups else Row(unknown=stray)  # so is a rate below
            return Row(unknown=stray)
        completed = self._completed(own, meanings)
        day = self._day(own, cells.values())
        if own.heading is Heading.TARGET or own.heading in LEFT_ALONE:
            if own.items and len(cells) > 1:  # Target beside a name that holds for the rows below, such as Actual
                self._last = Row(replace(completed, heading=Heading.NONE, role=Role.UNMARKED), day=day)
                return Row(completed, day=day)
            return Row(completed, day=day, beside=self._last.unknown)
        if not own.names_data and (self._telling or not self._named_by_places):
            return self._without_name(line, cells)
        bare = not (own.items or own.groups or self._named_by_places)
        if bare and (self._last.unknown or self._last.skip or self._unread):
            return Row(unknown=self._last.unknown or self._unread, skip=self._last.skip)
        self._unread = None
        self._last = Row(completed, day=day)
        self._group_place = next((place for place, found in meanings.items() if found.groups), self._group_place)
        return self._last

    def _without_name(self, line: int, cells: Mapping[int, Cell]) -> Row:
        """A row whose labels, if it has any, name no data: of the row above where it has none, as Female under Male."""
        if not cells and (self._has_dimension(line) or self._is_next_year(line)):
            return self._last
        self._last = Row(unknown=next(iter(cells.values()))) if cells else self._last
        return Row(nameless=True)

    def _left_alone(self, line: int) -> dict[int, Cell]:
        """The heading of a column of a long table that holds no figures of ours, such as England, or is not known."""
        if not self._table.naming_lines:
            return {}
        filled = ((place, self._view.filled(line, place)) for place in self._table.label_places[:1])
        cells = {place: cell for place, cell in filled if cell is not None and cell.text}
        kinds = {Heading.TARGET, Heading.YEAR_TO_DATE, *LEFT_ALONE}
        council = self._view.lexicon.council
        return {
            place: cell
            for place, cell in cells.items()
            if (meaning := self._view.meaning(cell)).heading in kinds
            or not (meaning.known or is_ours(fold(cell.text), council) or self._view.period(cell))
        }

    def _has_dimension(self, line: int) -> bool:
        """Whether a column such as Area or Gender says something in a row."""
        places = self._table.label_places
        return any(self._view.filled(line, place) is not None and self._is_dimension(place) for place in places)

    def _is_next_year(self, line: int) -> bool:
        """Whether a row without a label is another year of the row above."""
        years = self._table.years
        return line in years and years[line] != years.get(line - 1)

    def _not_of_a_measure(
        self, own: Meaning, cells: Mapping[int, Cell], meanings: Mapping[int, Meaning], line: int
    ) -> Cell | None:
        """The cell by which a row, for all the known names in it, is of no measure of ours, or not of the one named."""
        above = self._above
        bare = self._bare.after_others(own, cells.values(), above)
        stray = (
            self._part_of_row_above(own, cells)
            or self._stray_group(own, cells, meanings)
            or self._of_others(own, cells, meanings)
            or self._of_another_return(own, cells)
            or self._of_a_row_elsewhere(own, cells, line)
            or self._part_of_section(own, cells)
            or self._bare.of_something_else(own, cells.values(), self._section)
            or self._bare.rate_of_another(own, cells.values(), above, self._section)
            or self._bare.split_of_another(own, cells.values(), line)
        )
        self._above = above if bare is not None else self._above  # Leavers, too, is of the referrals above Started
        return bare or stray

    def _part_of_row_above(self, own: Meaning, cells: Mapping[int, Cell]) -> Cell | None:
        """The cell of a name such as “of which LAC”, which is a measure only together with the name above it."""
        above, known = self._above, self._view.lexicon
        for cell in cells.values():
            if own.items and (rest := part_of_above(cell.text)):
                whole = known.meaning(f"{above.text if above is not None else ''} {rest}")
                return cell if set(own.items).isdisjoint(whole.items) else None
        self._above = next((cell for cell in cells.values() if cell.text and not part_of_above(cell.text)), above)
        return None

    def _is_of_all(self, line: int) -> Cell | None:
        """The name of a row under which one says how many of those are children in care: the others are not."""
        below = (self._view.filled(line + 1, place) for place in self._telling)
        ours = any(cell is not None and names_our_children(part_of_above(cell.text)) for cell in below)
        own = (self._view.filled(line, place) for place in self._telling) if ours else ()
        return next((cell for cell in own if cell is not None and cell.text), None)

    def _of_another_return(self, own: Meaning, cells: Mapping[int, Cell]) -> Cell | None:
        """The cell of a count that another kind of return gives: staff in post, under a measure of homes."""
        if own.items or own.groups or own.role is Role.UNMARKED or not self._last.meaning.items:
            return None
        known = self._view.lexicon
        kinds = {known.items[item].kind for item in self._last.meaning.items}
        for cell in cells.values():
            words = fold(cell.text)
            kind = known.words.return_of_role.get(words)
            others = known.subjects.is_people(cell.text) and not known.subjects.is_everybody(cell.text)
            if kind and kind not in kinds and (others or words not in known.words.role_of_any):
                return cell
        return None

    def _measure_and_part(self, cells: dict[int, Cell]) -> tuple[dict[int, Cell], dict[int, Meaning], Cell | None]:
        """The labels of a row with their meanings, and the one that names people after the name of another measure.

        “Children in care” says there that the measure is of all of them, and nothing more, unless it is a group's name.
        """
        meanings = {place: self._view.meaning(cell) for place, cell in cells.items()}
        subjects = self._view.lexicon.subjects
        named: set[str] = set()
        for place, cell in sorted(cells.items()):
            items = set(meanings[place].items)
            group = not named.isdisjoint(meanings[place].groups)
            if named and items and named.isdisjoint(items) and not group and subjects.is_people(cell.text):
                if subjects.is_everybody(cell.text) and self._table.heading_of_label(place) is not Heading.GROUP:
                    del meanings[place]
                    continue
                return cells, meanings, cell
            named |= set() if subjects.is_people(cell.text) else items
        return {place: cells[place] for place in cells if place in meanings}, meanings, None

    def _as_counts(self, own: Meaning) -> Meaning:
        """The meaning of a row's labels: a number where a heading of parts says so, as in children in care by home."""
        known = self._view.lexicon.items
        counts = self._by_parts and self._over.items and all(known[one].unit == "count" for one in self._over.items)
        share = own.role in {Role.UNMARKED, *OPEN} and own.items and all(known[o].percentage for o in own.items)
        return replace(own, role=Role.COUNT) if counts and share else own

    def _part_of_section(self, own: Meaning, cells: Mapping[int, Cell]) -> Cell | None:
        """The cell of a name of people under the name of a measure that stands alone: UASC, of those who started."""
        known = self._view.lexicon
        if not own.items or own.role not in {Role.UNMARKED, *OPEN}:
            return None
        named = (one for one in cells.values() if known.meaning(one.text).items and known.subjects.is_people(one.text))
        after_groups = bool(self._last.meaning.groups)  # of whose measure the next name is not one any more
        people = next((one for one in named if not (after_groups and known.subjects.is_everybody(one.text))), None)
        about = {*self._over.items, *self._over.groups}
        if people is None or (about and about.isdisjoint(own.items)):
            return people
        texts = [*self._titles, *([self._section.text] if self._section is not None else [])]
        return people if any(known.subjects.counts_something(text) for text in texts) else None

    def _of_a_row_elsewhere(self, own: Meaning, cells: Mapping[int, Cell], line: int) -> Cell | None:
        """The cell of a number of people that is a denominator, where no row of its measure is next to it.

        By itself, as “Number of care leavers” under a measure of other ages, it may count others.
        """
        if not own.items or own.groups or set(own.items.values()) != {Role.DENOMINATOR}:
            return None
        counted = next((cell for cell in cells.values() if self._view.lexicon.subjects.is_of_whom(cell.text)), None)
        below = (self._view.filled(line + 1, place) for place in self._telling)
        beside = set(self._last.meaning.items).union(*(self._view.meaning(cell).items for cell in below if cell))
        return counted if beside.isdisjoint(own.items) else None

    def _stray_group(self, own: Meaning, cells: Mapping[int, Cell], meanings: Mapping[int, Meaning]) -> Cell | None:
        """The cell of a group that is not of the measure named with it: children who started, of whom aged 16."""
        items = own.items or self._last.meaning.items
        known = self._view.lexicon
        if not (items and own.groups) or any(
            item == one or known.whole_of(item, one) for item in items for one in own.groups
        ):
            return None
        return next((cells[place] for place, found in meanings.items() if found.groups), None)

    def _note_section(self, line: int) -> None:
        """Remember a row that holds one text alone, as the heading of the rows below it, and the measure that it names.

        One in brackets is a note of the row above.
        """
        cells = [cell for place in self._table.all_places if (cell := self._view.cells.get((line, place))) is not None]
        if len(cells) == 1 and cells[0].text and not self._view.transposed and not is_in_brackets(cells[0].text):
            self._section, self._stray, self._above = cells[0], None, None
            counted, by, _ = fold(cells[0].text).partition(" by ")
            people = self._view.lexicon.subjects.is_people(counted)
            self._over = UNKNOWN if people and not by else self._view.lexicon.meaning(counted if by else cells[0].text)
            self._by_parts = bool(by)

    def _of_others(self, own: Meaning, cells: Mapping[int, Cell], meanings: Mapping[int, Meaning]) -> Cell | None:
        """The cell of a group or a bare name that the section over it, or the title, says is of something else.

        Of several groups one after another it is the first one, so that they are told once.
        """
        subjects = self._view.lexicon.subjects
        above = [cell.text for cell in (self._last.unknown, self._section) if cell is not None]
        groups = [place for place, found in meanings.items() if found.groups]
        if groups and not own.items and self._section is not None:
            periods = list(self._table.timeline.period_by_place.values())
            if any(subjects.says_more(self._section.text, item, periods) for item in own.groups):
                self._stray = self._stray or cells[groups[0]]
                return self._stray
        if groups and not own.items and not self._last.meaning.items:
            if any(subjects.is_another(text, item, section=True) for text in above for item in own.groups):
                self._stray = self._stray or cells[groups[0]]
                return self._stray
            return None
        for place, meaning in meanings.items():
            if meaning.items and subjects.is_bare(cells[place].text):
                item = next(iter(meaning.items))
                section = self._section is not None and subjects.is_not_of_care(self._section.text, item, section=True)
                alone = not self._names_fully(item)
                if section or any(subjects.is_not_of_care(text, item, alone=alone) for text in self._titles):
                    return cells[place]
        return None

    @cached_property
    def _titles(self) -> list[str]:
        """The texts of the title block but for headings of stub columns."""
        cells = self._table.title_cells
        return [cell.text for cell in cells if not (self._view.meaning(cell).heading or self._view.period(cell))]

    def _names_fully(self, item: str) -> bool:
        """Whether another label of the table names a measure of the same return, and says of whom it is."""
        known = self._view.lexicon
        labels = {
            cell
            for line in self._table.figure_lines
            for place in self._telling
            if (cell := self._view.filled(line, place))
        }
        named = (cell for cell in labels if not known.subjects.is_bare(cell.text))
        kind = known.items[item].kind
        return any(known.items[one].kind == kind for cell in named for one in self._view.meaning(cell).items)

    def _day(self, own: Meaning, labels: Iterable[Cell]) -> StatedDay | None:
        """The day of the year that a label states, where its period depends on it, or that of the measure above."""
        matters = own.dated or self._table.timeline.bare_years
        stated = stated_day(cell.text for cell in labels) if matters else None
        return stated or (None if own.items else self._last.day)

    def _completed(self, own: Meaning, meanings: Mapping[int, Meaning]) -> Meaning:
        """The meaning of the labels of a row, completed by that of the row above."""
        last = self._last.meaning
        if own.groups:
            kept = {item: role for item, role in (own.items or last.items).items() if item in own.groups}
            kept = kept if own.items else dict.fromkeys(kept, Role.UNMARKED)
            named = kept or dict.fromkeys(own.groups, Role.UNMARKED)
            return replace(own, items=named)
        if not own.items:
            unmarked = dict.fromkeys(last.items, Role.UNMARKED)
            return replace(own, items=unmarked, groups=last.groups, dated=last.dated, months=own.months or last.months)
        parts = all(role is not Role.UNMARKED for role in own.items.values())
        shared = {item: role for item, role in own.items.items() if item in last.items} if parts else {}
        items = shared or own.items
        # A group in a column of its own holds for the rows below; any other ends where the next measure is named.
        reaches = parts or (self._group_place and self._group_place not in meanings)
        groups = {item: group for item, group in last.groups.items() if item in items} if reaches else {}
        return replace(own, items=items, groups=groups)
