"""How one table is laid out round its periods: which lines are headings, which hold figures, what each place is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from inputs.files.workbook_values import Cell
from inputs.headings.month_or_date import day_labels, doubtful_days, typed_as_day
from inputs.headings.period_headings import Form, Part, academic
from inputs.headings.timeline import Timeline, resolve, settle
from inputs.headings.vocabulary import UNKNOWN, Heading, Meaning, Role, join
from inputs.tables.period_runs import WIDEST_GAP, Span
from inputs.tables.sheet_view import View, is_figure

MOST_LABEL_PLACES = 8
MOST_HEADING_LINES = 10
MOST_EXTRA_PLACES = 12
MOST_TITLE_COLUMNS = 60

_NAMING = {Heading.MEASURE, Heading.GROUP}
_PARTS = {Role.NUMERATOR, Role.DENOMINATOR, Role.COUNT}


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a table may reach, both ends counted in, before it meets its neighbours."""

    first_line: int
    last_line: int
    first_place: int
    last_place: int


@dataclass(slots=True)
class _PeriodLine:
    """A line of headings: their parts by place, the places of month labels, and what merged blocks cover, by holder."""

    parts: dict[int, Part]
    labels: list[int]
    covered: dict[int, int]

    def leave_spacers(self, below: set[int]) -> None:
        """A place that a year's block covers has a period only if it has one below, where the others have theirs."""
        for place, holder in self.covered.items():
            block = {holder, *(other for other, its in self.covered.items() if its == holder)}
            if place not in below and block & below:
                del self.parts[place]


@dataclass
class Layout:
    """One table: the lines of its headings and of its figures, and the places of its labels and its periods."""

    view: View
    span: Span
    bounds: Bounds
    period_lines: list[int] = field(default_factory=list)
    naming_lines: list[int] = field(default_factory=list)
    figure_lines: list[int] = field(default_factory=list)

    @cached_property
    def first(self) -> int:
        """The first place of a period: whole years may stand before the months, in a line of headings above theirs."""
        first = self.span.first
        for place in range(first - 1, self.bounds.first_place - 1, -1):
            cells = [cell for line in self.figure_lines if (cell := self.view.cells.get((line, place))) is not None]
            figures = any(map(is_figure, cells)) and not any(self.view.meaning(cell).names_data for cell in cells)
            if figures and any(self.view.part(self.view.cells.get((line, place))) for line in self.period_lines):
                first = place
            elif cells:
                break
        return first

    @cached_property
    def label_places(self) -> list[int]:
        """The places before the first period, nearest first, up to a gap of two blank ones between them."""
        lines = {*self.period_lines, *self.naming_lines, *self.figure_lines}
        before = range(self.first - 1, self.bounds.first_place - 1, -1)
        spaced = [place for place in before[:WIDEST_GAP] if not self.is_blank(place, lines)]
        start = before.index(spaced[0]) if spaced else 0
        return _until_blank(self, before[start:], lines, MOST_LABEL_PLACES)

    @cached_property
    def places(self) -> list[int]:
        """The places from the first period on: those of the periods, between them and a few after."""
        lines = {*self.period_lines, *self.naming_lines, *self.figure_lines}
        after = range(self.span.last + 1, self.bounds.last_place + 1)
        return [*range(self.first, self.span.last + 1), *_until_blank(self, after, lines, MOST_EXTRA_PLACES)]

    def is_blank(self, place: int, lines: set[int]) -> bool:
        """Whether a place has nothing in any of the lines."""
        return not any(self.view.filled(line, place) for line in lines)

    @cached_property
    def timeline(self) -> Timeline:
        """The period of each place."""
        lines = [line for line in (self._settled(line) for line in sorted(self.period_lines)) if line.parts]
        # Years go above quarters and quarters above months, whichever way round their columns stand.
        lines = sorted(lines, key=lambda line: -min(map(_length, line.parts.values())))
        for height, line in enumerate(lines):
            line.leave_spacers({place for lower in lines[height + 1 :] for place in lower.parts})
        timeline = resolve([line.parts for line in lines])
        timeline.day_labels = [place for line in lines for place in line.labels]
        self._carry_periods(timeline)
        return timeline

    def _settled(self, line: int) -> _PeriodLine:
        """Read a line of period headings, each reaching over the places its merged block covers."""
        own = {place: found for place in self.places if (found := self.view.part(self.view.cells.get((line, place))))}
        parts = settle(own, bool(own) and self.view.headed(line, min(own)))
        labels = day_labels(parts)
        parts |= {place: typed_as_day(parts[place]) for place in labels}
        parts |= {place: replace(parts[place], form=Form.UNCLEAR) for place in doubtful_days(parts)}
        years = [place for place, part in parts.items() if part.form is Form.FINANCIAL_YEAR]
        if years and self._says_academic:
            parts |= {place: academic(parts[place]) or parts[place] for place in years}
        covered: dict[int, int] = {}
        for place in self.places:
            cell = self.view.filled(line, place)
            if cell is not None and place not in parts:
                holder = self.view.spot(cell)[1]
                if holder in parts and self.view.spot(cell) != (line, place):
                    parts[place] = parts[holder]
                    covered[place] = holder
        return _PeriodLine(dict(sorted(parts.items())), labels, covered)

    @cached_property
    def _says_academic(self) -> bool:
        """Whether the title or a heading of the table says that its years are academic ones."""
        said = " ".join(self.title()).casefold()
        return ("academic year" in said or "school year" in said) and "financial year" not in said

    def _carry_periods(self, timeline: Timeline) -> None:
        """A period typed only over the first of its columns (number, cohort, percentage) goes for all of them."""
        last, named = None, 0
        alike = self._parts_follow_each(timeline)
        for place in self.places:
            if place in timeline.period_by_place:
                last, named = timeline.period_by_place[place], place
            elif last and self._goes_on(place, alike):
                timeline.period_by_place[place] = last
                if timeline.bare_years and timeline.bare_years[-1] == named:
                    timeline.bare_years.append(place)
                    named = place

    def _goes_on(self, place: int, alike: bool) -> bool:
        """Whether a place without a period belongs to the one before it."""
        meaning = self.place_meaning(place)
        if not self._has_heading(place):
            named = meaning.items and self.naming_lines
            return bool(meaning.role or named or meaning.heading is Heading.TARGET)
        return alike and meaning.role in _PARTS

    def _has_heading(self, place: int) -> bool:
        return any((line, place) in self.view.cells for line in self.period_lines)

    def _parts_follow_each(self, timeline: Timeline) -> bool:
        """Whether every period is followed by columns for the same parts, as in Dec-23, Num, Den, Jan-24, Num, Den.

        Where the parts stand before their period, or after some periods only, it is not clear whose they are.
        """
        parts: list[list[Role]] = []
        for place in self.places:
            if place in timeline.period_by_place:
                parts.append([])
            elif parts and self._has_heading(place) and (role := self.place_meaning(place).role) in _PARTS:
                parts[-1].append(role)
        return bool(parts) and bool(parts[0]) and all(part == parts[0] for part in parts)

    def place_meaning(self, place: int) -> Meaning:
        """Say what the headings of a place stand for, beside its period; the line nearest the figures tells most."""
        lines = sorted({*self.period_lines, *self.naming_lines}, reverse=True)
        cells = [self._heading(line, place) for line in lines]
        return joined(self.view.beside_period(cell) for cell in cells if cell is not None)

    def _heading(self, line: int, place: int) -> Cell | None:
        """Give the heading of a place; in the Measure column of a list, a name goes for the blank cells under it."""
        cell = self.view.filled(line, place)
        if cell is not None or line not in self._name_columns or not self._has_heading(place):
            return cell
        return next(
            (found for before in range(place - 1, self.first - 1, -1) if (found := self.view.filled(line, before))),
            None,
        )

    @cached_property
    def _name_columns(self) -> set[int]:
        return {line for line in self.naming_lines if self.heading_of_line(line) is Heading.MEASURE}

    def names_of(self, place: int) -> list[str]:
        """Give the texts that name the measure of a place, as in the Measure column of a list."""
        cells = [self.view.filled(line, place) for line in self.naming_lines]
        return [cell.text for cell in cells if cell is not None and cell.text]

    def unknown_heading(self, place: int) -> Cell | None:
        """Give a place's heading that is neither a period nor known, or None."""
        for line in sorted(self.period_lines, reverse=True):
            cell = self.view.filled(line, place)
            if cell is not None and cell.text and self.view.part(cell) is None and not self.view.meaning(cell).known:
                return cell
        return None

    def heading_of_label(self, place: int) -> Heading:
        """Say what the column of labels at a place holds, by its own heading; in a turned table, its row."""
        found = [self.view.meaning(self.view.filled(line, place)).heading for line in sorted(self.period_lines)]
        return next((heading for heading in reversed(found) if heading), Heading.NONE)

    def heading_of_line(self, line: int) -> Heading:
        """Say what a line holds, by the label before it, where that is a heading such as Measure or Target."""
        meanings = [self.view.meaning(self.view.filled(line, place)) for place in self.label_places[:2]]
        return next((meaning.heading for meaning in meanings if meaning.heading in _NAMING), Heading.NONE)

    def caption(self) -> Meaning:
        """Give the measure that the title above the table names, if it names one."""
        corner = [self.view.filled(line, place) for line in self.period_lines for place in self.label_places]
        rows, columns = self._rows_and_columns()
        first = self.bounds.first_place if self.view.turned else self.bounds.first_line
        above = [
            self.view.sheet.cells.get((row, column))
            for row in range(min(rows) - 1, max(first, min(rows) - 4) - 1, -1)
            for column in range(min(columns), max(columns) + 1)
        ]
        return next((found for cell in (*corner, *above) if (found := self.view.meaning(cell)).items), UNKNOWN)

    def title(self) -> list[str]:
        """Give the texts of the title block: the corner of the table and the rows above it, up to other figures.

        Where nothing stands straight above the table, what stands further left does.
        """
        corner = [self.view.filled(line, place) for line in self._heading_lines() for place in self.label_places]
        rows, columns = self._rows_and_columns()
        last = max(columns) if self.view.turned else self.span.last  # after it the labels of another table may stand
        above: list[Cell] = []
        for row in range(min(rows) - 1, max(0, min(rows) - 1 - MOST_HEADING_LINES), -1):
            cells = [cell for cell in self._row(row) if cell.column <= last]
            if any(is_figure(cell) and self.view.part(cell) is None for cell in cells):
                break
            above += cells
        straight = [cell for cell in above if cell.column >= min(columns)]
        return [cell.text for cell in (*corner, *(straight or above)) if cell is not None and cell.text]

    def _row(self, row: int) -> list[Cell]:
        cells = self.view.sheet.rows.get(row, {})
        return [cell for column, cell in cells.items() if column <= MOST_TITLE_COLUMNS]

    def _heading_lines(self) -> list[int]:
        return [*self.period_lines, *self.naming_lines]

    def _rows_and_columns(self) -> tuple[list[int], list[int]]:
        lines = [*self.period_lines, *self.naming_lines, *self.figure_lines]
        places = [*self.label_places, *self.places]
        return (places, lines) if self.view.turned else (lines, places)

    def hidden(self) -> tuple[set[int], set[int]]:
        """Give the hidden rows and the hidden columns that hold figures of this table."""
        lines, places = set(self.figure_lines), set(self.timeline.period_by_place)
        rows, columns = (places, lines) if self.view.turned else (lines, places)
        return rows & self.view.sheet.hidden_rows, columns & self.view.sheet.hidden_columns


def _length(found: Part) -> int:
    return 12 if found.form in {Form.FINANCIAL_YEAR, Form.YEAR} else found.length


def _until_blank(layout: Layout, places: Iterable[int], lines: set[int], most: int) -> list[int]:
    reached: list[int] = []
    blanks = 0
    for place in places:
        blanks = blanks + 1 if layout.is_blank(place, lines) else 0
        if blanks > 1 or len(reached) == most:
            break
        reached.append(place)
    return reached


def joined(meanings: Iterable[Meaning]) -> Meaning:
    """Put together what labels say, the most telling first; one that contradicts those before it is left out."""
    whole = UNKNOWN
    for meaning in meanings:
        whole = join((whole, meaning)) or whole
    return whole


def lay_out(span: Span, bounds: Bounds) -> Layout:
    """Work out the lines of the table that a run of periods belongs to."""
    seed = Layout(span.view, span, bounds, [span.line])
    table = Layout(span.view, span, bounds, [span.line])
    _headings_before(seed, table)
    last_heading = span.line
    for line in range(span.line + 1, bounds.last_line + 1):
        job = _job(seed, line)
        if job == "periods" and line == last_heading + 1:
            table.period_lines.append(line)
            last_heading = line
        elif job == "names" or (job == "words" and line == last_heading + 1 and _are_headings(seed, line)):
            table.naming_lines.append(line)
        elif job != "blank":
            table.figure_lines.append(line)
    return table


def _headings_before(seed: Layout, table: Layout) -> None:
    """Take in the heading lines before the periods: years or quarters over months, names of measures or groups."""
    blanks, start = 0, seed.span.line
    for line in range(start - 1, max(seed.bounds.first_line, start - MOST_HEADING_LINES) - 1, -1):
        job = _job(seed, line)
        blanks = blanks + 1 if job == "blank" else 0
        if blanks > 1 or job == "figures":
            return
        if job == "periods":
            table.period_lines.append(line)
        elif job == "names":
            table.naming_lines.append(line)


def _are_headings(seed: Layout, line: int) -> bool:
    """Whether a line right under the periods says what each of their columns is, such as LA, England, Target."""
    cells = [seed.view.cells.get((line, place)) for place in range(seed.span.first, seed.span.last + MOST_EXTRA_PLACES)]
    known = [seed.view.meaning(cell).known for cell in cells if cell is not None]
    return sum(known) > 1 and sum(known) * 2 >= len(known)


def _job(seed: Layout, line: int) -> str:
    """Say what a line is by what it holds along the periods: periods, names, figures, other words, or nothing.

    ``seed`` is the table as far as it is known from the line of its periods alone.
    """
    view, reach = seed.view, range(seed.span.first, seed.span.last + 1)
    cells = {view.spot(cell): cell for place in reach if (cell := view.filled(line, place)) is not None}.values()
    heading = seed.heading_of_line(line)
    if not cells:
        return "blank" if not any(view.filled(line, place) for place in seed.label_places) else "words"
    periods = sum(view.part(cell) is not None for cell in cells)
    figures = sum(is_figure(cell) and view.part(cell) is None for cell in cells)
    names = sum(view.meaning(cell).names_data for cell in cells)
    if periods and not figures and periods * 2 >= len(cells):
        return "periods"
    if heading in _NAMING and not figures:
        return "names"
    if names and not figures and names * 2 >= len(cells):
        return "names"
    return "figures" if figures or any(cell.trouble for cell in cells) else "words"
