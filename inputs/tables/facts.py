"""Gathers what is said around a table of its figures: by the sheet, above and below it, in its rows and its columns.

As in ``sheet_view``, a line is a row and a place a column; in a transposed view it is the other way round.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from inputs.files.workbook_values import Cell
from inputs.headings.fact_lists import (
    flag_of,
    is_dimension,
    is_heading_of,
    is_theme,
    names_a_sender,
    pattern_of,
)
from inputs.headings.fact_words import (
    OF_LINES,
    OTHER_TIME,
    OURS,
    REACHING,
    WHOLE,
    Aspect,
    Said,
    at,
    populations,
)
from inputs.headings.folding import fold
from inputs.headings.meaning import Heading
from inputs.headings.measure_units import throughout, unit_at_end
from inputs.headings.quarter_words import of_other_quarters
from inputs.headings.short_words import stated_in_corner, stated_shortly
from inputs.tables.note_facts import NoteFacts
from inputs.tables.notes_below import notes_at_foot, notes_below
from inputs.tables.opposites import opposites_beside
from inputs.tables.sections import (
    MOST_COLUMNS_BEFORE,
    of_another_year,
    parents_of_lines,
    sections_of_lines,
    sections_of_places,
)
from inputs.tables.sheet_facts import NOTHING, Facts, SheetFacts, is_sender
from inputs.tables.sheet_view import is_figure
from inputs.tables.stub_facts import NO_SENDERS, StubFacts
from inputs.tables.table_geometry import Table
from inputs.tables.title_block import MOST_HEADING_LINES


class _Side(NamedTuple):
    """What a line or a place itself says, and the section over it. ``key`` is 0 where nothing is said, as of most."""

    key: int
    own: Facts
    section: Facts


def _side(number: int, own: Facts, section: Facts) -> _Side:
    return _Side(0 if own is NOTHING and section is NOTHING else number, own, section)


class TableFacts:
    """What is said of each figure of one table."""

    def __init__(self, table: Table, sheet: SheetFacts) -> None:
        self._table = table
        self._view = table.view
        self._sheet = sheet
        self._lines: dict[int, _Side] = {}
        self._places: dict[int, _Side] = {}
        self._known: dict[tuple[int, int], Facts] = {}
        self._with_figures: dict[int, bool] = {}
        self._reached: dict[int, dict[int, Cell | None]] = {}
        self._heads: dict[tuple[str, int], str] = {}
        self._figure_lines = frozenset(table.figure_lines)
        self._notes = NoteFacts(table, sheet)
        self._stub = StubFacts(self._view, sheet, alone=self._is_titled)
        self._whole = self._around()
        down = self._view.transposed
        self._sections = {} if down else dict(sections_of_lines(table, sheet))
        for line, facts in () if down else parents_of_lines(table, sheet):
            self._sections[line] = facts.under(self._sections.get(line, NOTHING))
        self._month_sections = dict(sections_of_places(table, sheet)) if down else {}

    def of(self, line: int, place: int) -> Facts:
        """The facts of the figure at a line and a place: by its row and column first, then by the table and sheet."""
        if line not in self._lines:
            self._lines[line] = _side(line, self._of_line(line), self._sections.get(line, NOTHING))
        if place not in self._places:
            self._places[place] = _side(place, self._of_place(place), self._month_sections.get(place, NOTHING))
        its_line, its_place = self._lines[line], self._places[place]
        key = (its_line.key, its_place.key)
        if key not in self._known:
            section = its_line.section if its_place.section is NOTHING else its_place.section
            self._known[key] = its_line.own.under(its_place.own).under(section).under(self._whole)
        return self._notes.of(self._known[key], line, place)

    def _around(self) -> Facts:
        table, sheet = self._table, self._sheet
        titles = [cell for cell in table.title_cells if not self._heads_section(cell)]
        top, _ = table.rows_of_figures
        above = range(max(1, top - MOST_HEADING_LINES), top)
        below, (foot, titles_there) = notes_below(table), notes_at_foot(table)
        for cell in titles:
            self._notes.title(cell)
        said = [one for cell in titles for one in self._said_by_title(cell)]
        said += [one for cell in titles for one in at(of_other_quarters(cell.text), cell.address)]
        said += [one for cell in self._heads_of_periods() for one in sheet.said_by(cell) if one.aspect is Aspect.SPAN]
        said += [one for cell in self._corner() for one in at(self._in_corner(cell), cell.address)]
        afar = list(self._over_all())
        said += [
            one
            for cell, label in afar
            for one in self._said_from_afar(cell, label)
            if one.aspect is not Aspect.UNIT  # Months, over the months
        ]
        stamps = list(self._right_of_headings())
        said += [one for cell in stamps for one in sheet.said_over(cell) if one.id in OF_LINES]
        for cell in dict.fromkeys((*(cell for cell, _ in afar), *stamps)):
            if cell not in titles:
                self._notes.title(cell)
        said += sheet.page_filters(dict.fromkeys((*above, *(cell.row for cell in (*below, *foot)))))
        titled = [cell for cell in titles if (cell.row, cell.column) in self._view.sheet.remarks]
        for cell in titled:
            comment = cell._replace(value=self._view.sheet.remarks[cell.row, cell.column])
            said += self._notes.note(comment, where=f"the comment on {cell.address}")
        for cell in below:
            said += (*self._notes.note(cell), *sheet.labelled(cell))
        said += [one for cell in foot for one in (*self._notes.at_foot(cell, titles_there), *sheet.labelled(cell))]
        flag = next(filter(None, (flag_of(cell.text) for cell in titles)), "")
        # A title with the council's own name does not outweigh a stranger's on the sheet: either may be meant.
        return Facts((*sheet.filters, *said, *sheet.facts.said), flag or sheet.facts.flag)

    def _heads_section(self, cell: Cell) -> bool:
        """Whether a cell between the headings and the first figures is the title of a section, and not of the table."""
        said = self._sheet.said_by(cell)
        section = not self._view.transposed and self._view.spot(cell)[0] in self._figure_lines
        return section and all(one.id in populations() for one in said)

    def _corner(self) -> list[Cell]:
        """The heading over the names of a table with months across, or over its months where they go down."""
        table, view = self._table, self._view
        places = [place for place in table.label_places if view.transposed or view.holds_names(place)]
        cells = [view.filled(line, place) for line in table.period_lines for place in places]
        return [cell for cell in cells if cell is not None and cell.text and view.period(cell) is None]

    def _in_corner(self, cell: Cell) -> Iterable[Said]:
        """What a corner states; that of another group of people, where it is no heading such as Area or Team."""
        plain = self._view.meaning(cell).heading is Heading.NONE and not is_dimension(cell.text)
        whose = (one for one in self._sheet.said_over(cell) if one.id in populations()) if plain else ()
        return (*stated_in_corner(cell.text), *whose)

    def _said_from_afar(self, cell: Cell, label: str) -> Iterator[Said]:
        """What such a text states of the figures; after a label such as Team only whose they are, and no service."""
        sent = names_a_sender(label.strip(" :"))
        by = sent or pattern_of("begins_no_title").match(fold(label)) is not None
        for one in self._sheet.said_over(cell):
            sender = by and is_sender(one)
            if one.id in NO_SENDERS or (not sender and (not sent or one.aspect is Aspect.SPAN)):
                yield one

    def _over_all(self) -> Iterator[tuple[Cell, str]]:
        """The texts that speak of the whole table from elsewhere: over its first month, right of it, or over nothing.

        Alone in their rows but for a label such as Service before them, or the heading of a column without cells.
        """
        table, view = self._table, self._view
        if view.transposed:
            return
        heads = {*table.period_lines, *table.naming_lines}
        for place in table.label_places:
            cells = [view.filled(line, place) for line in heads]
            if not any((line, place) in view.cells for line in table.figure_lines):
                heading = (cell for cell in cells if cell is not None and cell.text)
                yield from ((cell, "") for cell in heading if view.meaning(cell).heading is Heading.NONE)
        top, last = min(heads), max(table.all_places)
        for line in range(max(table.bounds.first_line, top - MOST_HEADING_LINES), top):
            texts = {place: cell for place, cell in view.by_line.get(line, {}).items() if cell.text}
            if len(texts) > 2 or not texts or len(texts) < len(view.by_line.get(line, {})):
                continue
            place, cell = max(texts.items())
            merged = view.filled(line, place + 1) is cell
            right = place > last and not any((other, place) in view.cells for other in (*heads, *table.figure_lines))
            if (place == table.run.first and not merged and view.period(cell) is None) or right:
                label = next((one.text for other, one in texts.items() if other != place and not right), "")
                yield cell, label

    def _right_of_headings(self) -> Iterator[Cell]:
        """The texts right of the headings with nothing under them, as a stamp in the corner of the page is."""
        table, view = self._table, self._view
        for line in () if view.transposed else table.period_lines:
            for place, cell in view.by_line.get(line, {}).items():
                under = any((other, place) in view.cells for other in table.figure_lines)
                if place > table.run.last and cell.text and not under:
                    yield cell

    def _heads_of_periods(self) -> list[Cell]:
        """The headings of the row or column of periods, such as Quarter ending, which may say of what span each is."""
        table = self._table
        cells = (self._view.filled(line, place) for line in table.period_lines for place in table.label_places)
        meanings = [(cell, self._view.meaning(cell)) for cell in cells if cell is not None and cell.text]
        kinds = {Heading.PERIOD, Heading.NONE}
        heads = [cell for cell, meaning in meanings if meaning.heading in kinds and not meaning.items]
        return [cell for cell in heads if not self._heads_figures(cell)]

    def _heads_figures(self, heading: Cell) -> bool:
        """Whether a heading before the months, such as YTD 2025/26, has figures of its own, of which it speaks."""
        _, place = self._view.spot(heading)
        return any(is_figure(self._view.cells.get((line, place))) for line in self._table.figure_lines)

    def _said_by_title(self, cell: Cell) -> Iterator[Said]:
        """What a title states; of the headings of stub columns only that over the names speaks of the whole table."""
        line, place = self._view.spot(cell)
        heads = place in self._table.label_places[:1] if self._view.transposed else line in self._table.lines
        over_periods = not self._view.transposed and place in self._table.timeline.period_by_place
        before = self._view.sheet.cells.get((cell.row, cell.column - 1))
        afar = self._said_from_afar(cell, before.text if before is not None else "")
        over = () if heads else tuple(afar) or tuple(of_another_year(self._table, cell))
        labelled = () if heads else tuple(self._sheet.labelled(cell))
        if not (heads or over or labelled) and len(self._view.sheet.rows[cell.row]) == 1:
            over = self._sheet.unclear(cell)
        said = (*self._units_of_names([cell]), *(self._sheet.said_by(cell) if heads else over))
        for one in (*said, *labelled):
            if one.id == OTHER_TIME and over_periods:
                continue  # Months over the months
            if not heads or (
                self._view.holds_names(place) and (one.aspect in {Aspect.WHOSE, Aspect.SPAN} or one.id in OF_LINES)
            ):
                yield one

    def _of_line(self, line: int) -> Facts:
        table = self._table
        months = table.timeline.period_by_place
        places = [place for place in table.all_places if place not in months or self._is_beside(line, place)]
        cells = [(self._heading_of_place(place), self._carried_down(line, place)) for place in places]
        said = self._told(cells, self._after_name(line)).said
        for heading, cell in cells:
            noted = bool(heading) and self._view.lexicon.meaning(heading).heading in {Heading.IGNORED, Heading.NONE}
            if noted and cell is not None and cell.text and not is_heading_of("person_heading", heading):
                self._notes.note(cell, line)
            self._notes.day_beside(heading, cell, line)
        if self._view.transposed:  # its labels are the headings of a column of figures
            labels = [cell for _, cell in cells if cell is not None and not self._view.meaning(cell).names_data]
            said += tuple(one for cell in labels for one in self._said_by_heading(cell))
            said += tuple(one for cell in labels for one in of_another_year(self._table, cell))
        said = (*self._units_of_names(cell for _, cell in cells), *self._throughout(cells), *said)
        return Facts(tuple(dict.fromkeys(said))) if said else NOTHING

    def _after_name(self, line: int) -> list[Cell]:
        """The cells of a line between the name of a measure and its figures."""
        places = self._table.label_places
        first = min(self._table.timeline.period_by_place, default=0)
        cells = [(place, cell) for place in places if (cell := self._view.filled(line, place)) is not None]
        named = next((place for place, cell in cells if self._view.meaning(cell).items), first)
        return [cell for place, cell in cells if named < place < first]

    def _units_of_names(self, cells: Iterable[Cell | None]) -> tuple[Said, ...]:
        """The units that the names of measures say at their end, as in “Missing episodes (days)”."""
        named = ((cell, unit_at_end(cell.text)) for cell in cells if cell is not None and cell.text)
        return tuple(
            unit[0]._replace(cell=cell.address)
            for cell, unit in named
            if unit is not None and self._view.meaning(cell).items
        )

    def _throughout(self, cells: Iterable[tuple[str, Cell | None]]) -> Iterator[Said]:
        """All of the month, where a name or a detail beside it ends so, as in “Total in the month”."""
        naming = {Heading.NONE, Heading.MEASURE, Heading.GROUP}
        for heading, cell in cells:
            if cell is not None and cell.text and self._view.lexicon.meaning(heading).heading in naming:
                yield from at(() if is_heading_of("span_heading", heading) else throughout(cell.text), cell.address)

    @cached_property
    def _is_titled(self) -> bool:
        """Whether the one month of a table is that of its title or of a label above its headings."""
        table = self._table
        return len(table.run.headings) == 1 and not self._view.transposed and bool(table.naming_lines)

    def _is_beside(self, line: int, place: int) -> bool:
        """Whether a text stands beside figures under the one month of a title, as Kent does under Local authority."""
        cell = self._view.cells.get((line, place)) if self._is_titled else None
        return cell is not None and bool(cell.text) and not is_figure(cell)

    def _of_place(self, place: int) -> Facts:
        cells = [(self._heading_of_line(line), self._carried(line, place)) for line in self._telling_lines]
        above = [self._carried(line, place) for line in self._lines_above]
        heads = [cell for cell in above if cell is not None and not self._view.meaning(cell).names_data]
        own = (*self._units_of_names(above), *self._told(cells).said)
        if self._view.transposed:  # remarks in the row of a month
            own = (*own, *(one for heading, cell in cells for one in self._notes.remark_beside(heading, cell)))
        told = Facts(own) if own else NOTHING
        said = [one for cell in heads for one in self._said_by_heading(cell)]
        if any(self._view.period(cell) for cell in heads):  # the previous year of an out-turn is its own
            said = [one for one in said if one.id != "superseded"]
        merged = (self._view.filled(line, place) for line in self._lines_above)
        period = self._table.timeline.period_by_place.get(place)
        said += [one for cell in merged if cell and period for one in of_another_year(self._table, cell, [period])]
        said += opposites_beside(self._table, place)
        flag = next(filter(None, (flag_of(cell.text) for cell in heads)), "")
        return told.under(Facts(tuple(said), flag)) if said or flag else told

    def _said_by_heading(self, cell: Cell) -> Iterator[Said]:
        """What a heading among those of a row or column states; % and Number are roles, and no units of it."""
        short = stated_shortly(cell.text) if self._view.period(cell) is None else ()
        yield from (one for one in self._sheet.said_by(cell) if one.aspect is not Aspect.UNIT)
        yield from at(short, cell.address)

    def _carried(self, line: int, place: int) -> Cell | None:
        """The cell of a place in a header row or column, or the one before it that reaches over blank ones."""
        if self._holds_figures(line):
            return self._view.filled(line, place)
        if line not in self._reached:
            first = min(self._table.timeline.period_by_place, default=place)
            reached: dict[int, Cell | None] = {}
            last: Cell | None = None
            for other in range(first, max(self._table.timeline.period_by_place, default=place) + 1):
                last = reached[other] = self._view.filled(line, other) or last
            self._reached[line] = reached
        return self._reached[line].get(place)

    def _carried_down(self, line: int, place: int) -> Cell | None:
        """The cell of a stub column, or of an Area column the one above it that reaches over blank ones."""
        cell = self._view.filled(line, place)
        if cell is None and self._view.transposed:  # a heading over the first of its columns
            left = (self._view.filled(other, place) for other in range(line - 1, self._table.run.line, -1))
            before = next((one for one in left if one is not None and one.text), None)
            return before if before and any(one.aspect in REACHING for one in self._sheet.said_by(before)) else None
        heading = self._heading_of_place(place)
        carries = is_dimension(heading) or (self._is_before_names(place) and (not heading or is_theme(heading)))
        if cell is not None or not carries:
            return cell
        above = (self._view.filled(other, place) for other in range(line - 1, self._table.run.line, -1))
        return next((one for one in above if one is not None), None)

    def _is_before_names(self, place: int) -> bool:
        """Whether a stub column stands before that of the names of measures, so that a label there heads a block."""
        after = (other for other in self._table.label_places if other > place)
        return not self._view.holds_names(place) and any(map(self._view.holds_names, after))

    @cached_property
    def _telling_lines(self) -> list[int]:
        """The lines that may tell of each place, by a label of their own; the corner above labels is none of theirs."""
        table = self._table
        lines: Iterable[int] = table.figure_lines
        if self._view.transposed:  # columns before and between those of a long table hold its Area or its Gender
            first = max(table.bounds.first_line, min(table.lines) - MOST_COLUMNS_BEFORE)
            lines = range(first, max(table.lines) + 1)
        return [line for line in lines if line != table.run.line and not self._holds_figures(line)]

    @cached_property
    def _lines_above(self) -> list[int]:
        """The header rows of a table and the rows right above it, up to one that holds figures."""
        table = self._table
        first = min([*table.period_lines, *table.naming_lines])
        start = max(table.bounds.first_line, first - 3)
        above = takewhile(lambda line: not self._holds_figures(line), range(first - 1, start - 1, -1))
        lines = [*sorted(table.period_lines), *sorted(table.naming_lines), *above]
        return lines if self._view.transposed else [line for line in lines if not self._sheet.is_filter_row(line)]

    def _holds_figures(self, line: int) -> bool:
        if line not in self._with_figures:
            cells = (self._view.cells.get((line, place)) for place in self._table.timeline.period_by_place)
            self._with_figures[line] = line in self._figure_lines and any(map(is_figure, cells))
        return self._with_figures[line]

    def _told(self, cells: Iterable[tuple[str, Cell | None]], parts: Container[Cell] = ()) -> Facts:
        """What the cells of one row or column state, each by its own heading. ``parts`` may name parts of a measure."""
        filled = [(heading, cell) for heading, cell in cells if cell is not None and cell.text]
        last = max(self._table.timeline.period_by_place, default=0)
        ends = [self._view.spot(cell)[1] > last for _, cell in filled]
        told = (self._stub.said(*its, its[1] in parts, end) for its, end in zip(filled, ends, strict=True))
        said = tuple(one for its in told for one in its if one.id != WHOLE)
        if any(one.id == OURS for one in said):  # the region of the council beside its name
            said = tuple(one for one in said if one.id != "region")
        return Facts(said) if said else NOTHING

    def _heading_of_place(self, place: int) -> str:
        if ("place", place) not in self._heads:
            lines = sorted([*self._table.period_lines, *self._table.naming_lines], reverse=True)
            self._heads["place", place] = self._first_text((line, place) for line in lines)
        return self._heads["place", place]

    def _heading_of_line(self, line: int) -> str:
        if ("line", line) not in self._heads:
            self._heads["line", line] = self._first_text((line, place) for place in self._table.label_places)
        return self._heads["line", line]

    def _first_text(self, spots: Iterable[tuple[int, int]]) -> str:
        cells = (self._view.filled(*spot) for spot in spots)
        texts = (cell for cell in cells if cell is not None and cell.text)
        return next((cell.text for cell in texts if self._view.period(cell) is None), "")
