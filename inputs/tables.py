"""Finds the tables of a sheet and reads every figure in them with its measure, group, period and role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from inputs.cells import Cell, Sheet
from inputs.findings import Finding, found
from inputs.grid import View, is_figure
from inputs.intake import Months
from inputs.layout import Bounds, Layout, joined, lay_out
from inputs.recognise import UNKNOWN, Heading, Lexicon, Meaning, Role
from inputs.spans import Span, find_spans


@dataclass(frozen=True, slots=True)
class Figure:
    """One data cell, with everything its headings and labels say of it. The cell may be blank."""

    item: str
    group: str
    months: Months
    role: Role
    cell: Cell


@dataclass
class SheetTables:
    """What the tables of a sheet gave: figures, target cells by (item, group), and findings.

    ``unknown`` are the labels of figures whose name is not known.
    """

    figures: list[Figure] = field(default_factory=list)
    target_cells: dict[tuple[str, str], list[Cell]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unknown: list[Cell] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read_tables(sheet: Sheet, lexicon: Lexicon) -> SheetTables:
    """Find every table of a sheet, in whichever of the known shapes, and read its figures."""
    result = SheetTables()
    taken: set[tuple[int, int]] = set()
    views = (View(sheet, lexicon, turned=False), View(sheet, lexicon, turned=True))
    spans = [span for view in views for span in find_spans(view)]
    for span in sorted(spans, key=lambda span: (-len(span.parts), span.view.turned, span.line, span.first)):
        spots = {_row_and_column(span.view, span.line, place) for place in span.parts}
        if len(spots & taken) * 2 >= len(spots):
            continue
        layout = lay_out(span, _bounds(span, spans))
        reading = _TableReading(layout)
        reading.read()
        if reading.figures or (reading.unknown and len(span.parts) > 1):
            taken |= _area(layout)
        if reading.figures:
            _add(result, reading)
        elif len(span.parts) > 1:
            result.unknown += reading.unknown
    return result


def _add(result: SheetTables, reading: _TableReading) -> None:
    rows, columns = reading.layout.hidden()
    result.hidden_rows |= set(rows)
    result.hidden_columns |= set(columns)
    result.figures += reading.figures
    result.findings += reading.findings
    result.unknown += reading.unknown
    for key, cells in reading.target_cells.items():
        result.target_cells.setdefault(key, []).extend(cells)


def _row_and_column(view: View, line: int, place: int) -> tuple[int, int]:
    return (place, line) if view.turned else (line, place)


def _bounds(span: Span, spans: list[Span]) -> Bounds:
    """Let a table reach until the periods of another table that lies the same way round."""
    view = span.view
    first_line, last_line, first_place, last_place = 1, view.last_line, 1, view.last_place
    for other in spans:
        if other.view is not view or other is span or len(other.parts) < min(2, len(span.parts)):
            continue
        if other.line == span.line and other.last < span.first:
            first_place = max(first_place, other.last + 1)
        elif other.line == span.line and other.first > span.last:
            last_place = min(last_place, other.first - 1)
        elif span.overlaps(other) and other.line > span.line + 2:
            last_line = min(last_line, other.line - 1)
        elif span.overlaps(other) and other.line < span.line - 2:
            first_line = max(first_line, other.line + 1)
    return Bounds(first_line, last_line, first_place, last_place)


def _area(layout: Layout) -> set[tuple[int, int]]:
    lines = [*layout.period_lines, *layout.naming_lines, *layout.figure_lines]
    places = [*layout.label_places, *layout.places]
    return {_row_and_column(layout.view, line, place) for line in lines for place in places}


@dataclass(slots=True)
class _Row:
    """What is known of a line of figures from its own labels and those before it."""

    meaning: Meaning = UNKNOWN
    unknown: Cell | None = None
    skip: bool = False


class _TableReading:
    """Reads one table, line by line; remembers the measure and the group that the labels before a line named."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.view = layout.view
        self.figures: list[Figure] = []
        self.target_cells: dict[tuple[str, str], list[Cell]] = {}
        self.findings: list[Finding] = []
        self.unknown: list[Cell] = []
        self._caption = layout.caption()
        self._places = {place: layout.place_meaning(place) for place in layout.places}
        self._telling = [place for place in layout.label_places if self._tells(place)]
        self._last = _Row()

    def read(self) -> None:
        """Read every line; findings about the headings are only worth telling where a measure was known."""
        for line in self.layout.figure_lines:
            row = self._row(line)
            if row.meaning.heading is Heading.TARGET:
                self._target_line(line, row)
            elif row.unknown is not None:
                self._note_unknown(line, row.unknown)
            elif not row.skip:
                self._figures(line, row)
        if self.figures:
            self.findings += _heading_findings(self.layout, self._places)

    def _tells(self, place: int) -> bool:
        """Whether the labels at a place name measures, groups or roles."""
        heading = self.layout.heading_of_label(place)
        if heading in {Heading.MEASURE, Heading.GROUP}:
            return True
        if heading in {Heading.TARGET, Heading.IGNORED}:
            return False
        labels = (self.view.filled(line, place) for line in self.layout.figure_lines)
        return any(self.view.meaning(label).names_data for label in labels)

    def _row(self, line: int) -> _Row:
        """Say what a line is, from its labels and, where those are silent, from the lines before it."""
        cells = [cell for place in self._telling if (cell := self.view.filled(line, place)) is not None]
        meanings = [self.view.meaning(cell) for cell in cells]
        own = joined(meaning for meaning in meanings if meaning.known)
        if own.heading in {Heading.IGNORED, Heading.YEAR_TO_DATE}:
            self._last = _Row(own, skip=True) if own.items else self._last
            self._note_year_to_date(line, own)
            return _Row(skip=True)
        strangers = [cell for cell, meaning in zip(cells, meanings, strict=True) if not meaning.known]
        if strangers:
            self._last = _Row(unknown=strangers[0])
            return self._last
        if own.heading is Heading.TARGET:
            return _Row(_inherit(own, self._last.meaning))
        if not own.names_data and self._has_figures(line) and (self._telling or not self._named_by_places()):
            self._note_nameless(line)
            return _Row(skip=True)
        if (self._last.unknown or self._last.skip) and not own.items and not own.groups:
            return _Row(unknown=self._last.unknown, skip=self._last.skip)
        row = _Row(_inherit(own, self._last.meaning))
        self._last = row
        return row

    def _named_by_places(self) -> bool:
        return any(meaning.items for meaning in self._places.values())

    def _has_figures(self, line: int) -> bool:
        return any(is_figure(self.view.cells.get((line, place))) for place in self.layout.timeline.months_by_place)

    def _figures(self, line: int, row: _Row) -> None:
        for place, months in self.layout.timeline.months_by_place.items():
            here = self._places.get(place, UNKNOWN)
            if here.heading in {Heading.IGNORED, Heading.YEAR_TO_DATE}:
                continue
            cell = self.view.cells.get((line, place)) or self.view.blank(line, place)
            if self._stranger_at(place) is not None:
                self._note_stranger(place, cell)
                continue
            identified = self._identify(row.meaning, here)
            if identified is None:
                continue
            item, group, role = identified
            if here.heading is Heading.TARGET:
                self._add_target((item, group), cell)
            else:
                self.figures.append(Figure(item, group, months, role, cell))
        self._row_targets(line, row)

    def _identify(self, row: Meaning, place: Meaning) -> tuple[str, str, Role] | None:
        """Say of which item and group a figure is, and its role; None where its labels do not say it of one item."""
        groups = {**place.groups, **row.groups}
        items = _shared(row.items, place.items) or self._caption.items
        if groups:
            both = {item: role for item, role in items.items() if item in groups}
            items = both or dict.fromkeys(groups, Role.UNMARKED)
        if len(items) != 1:
            return None
        item, part = next(iter(items.items()))
        role = row.role or place.role
        return item, groups.get(item, ""), part or role

    def _row_targets(self, line: int, row: _Row) -> None:
        """Take the target that stands in the line itself, before the periods or after them."""
        for place in (*self.layout.label_places, *self.layout.places):
            is_target = self.layout.heading_of_label(place) is Heading.TARGET
            if not is_target or place in self.layout.timeline.months_by_place:
                continue
            cell = self.view.filled(line, place)
            identified = self._identify(row.meaning, self._places.get(place, UNKNOWN))
            if cell is not None and identified is not None:
                self._add_target(identified[:2], cell)

    def _target_line(self, line: int, row: _Row) -> None:
        """Read a line of targets, one for each place: a column of targets beside a list, or a row under months."""
        for place in self.layout.timeline.months_by_place:
            cell = self.view.filled(line, place)
            identified = self._identify(row.meaning, self._places.get(place, UNKNOWN))
            if cell is not None and identified is not None:
                self._add_target(identified[:2], cell)

    def _add_target(self, key: tuple[str, str], cell: Cell) -> None:
        if cell.value is not None or cell.trouble:
            self.target_cells.setdefault(key, []).append(cell)

    def _stranger_at(self, place: int) -> Cell | None:
        """Give the unknown name that stands in a place's headings, as in the Measure column of a list."""
        for line in self.layout.naming_lines:
            cell = self.view.filled(line, place)
            if cell is not None and cell.text and not self.view.meaning(cell).known:
                return cell
        return None

    def _note_stranger(self, place: int, cell: Cell) -> None:
        stranger = self._stranger_at(place)
        if stranger is not None and is_figure(cell) and stranger not in self.unknown:
            self.unknown.append(stranger)

    def _note_unknown(self, line: int, cell: Cell) -> None:
        if self._has_figures(line) and cell not in self.unknown:
            self.unknown.append(cell)

    def _note_year_to_date(self, line: int, own: Meaning) -> None:
        if own.heading is Heading.YEAR_TO_DATE and self._has_figures(line):
            first = self.view.blank(line, min(self.layout.timeline.months_by_place)).address
            what = "Year-to-date figures were left out: the report works them out from the months."
            self.findings.append(found("year-to-date-not-read", what, "Nothing needs to be done.", first))

    def _note_nameless(self, line: int) -> None:
        first = self.view.blank(line, min(self.layout.timeline.months_by_place)).address
        what = "There are figures here with no name beside them; they were left out."
        self.findings.append(found("row-without-name", what, "Name the measure beside them, or clear them.", first))


def _shared(row: Mapping[str, Role], place: Mapping[str, Role]) -> dict[str, Role]:
    """Bring together the items that a line and a place name; where they differ the line is the more particular."""
    both = {item: row[item] or place[item] for item in row if item in place}
    if both or not place:
        return both or dict(row)
    # A part that several measures share, such as Children, cannot overrule the one measure that the place names.
    return dict(row) if row and any(role is Role.UNMARKED for role in row.values()) else _as_parts(row, place)


def _as_parts(row: Mapping[str, Role], place: Mapping[str, Role]) -> dict[str, Role]:
    parts = set(row.values())
    return dict.fromkeys(place, parts.pop()) if len(parts) == 1 else dict(place)


def _inherit(own: Meaning, last: Meaning) -> Meaning:
    """Complete what a line's own labels say by what the labels before it said."""
    if own.items:
        if len(own.items) == 1 and not own.groups and _only_parts(own):
            return Meaning(own.items, _kept(last.groups, own), own.role)
        shared = {item: role for item, role in own.items.items() if item in last.items} if _only_parts(own) else {}
        groups = own.groups or (_kept(last.groups, own) if _only_parts(own) else {})
        return Meaning(shared or own.items, groups, own.role, own.heading)
    if own.groups:
        kept = {item: Role.UNMARKED for item in last.items if item in own.groups}
        return Meaning(kept or dict.fromkeys(own.groups, Role.UNMARKED), own.groups, own.role, own.heading)
    return Meaning(dict.fromkeys(last.items, Role.UNMARKED), last.groups, own.role, own.heading)


def _only_parts(meaning: Meaning) -> bool:
    return all(role is not Role.UNMARKED for role in meaning.items.values())


def _kept(groups: Mapping[str, str], own: Meaning) -> dict[str, str]:
    return {item: group for item, group in groups.items() if item in own.items}


def _heading_findings(layout: Layout, places: Mapping[int, Meaning]) -> Iterator[Finding]:
    """Tell what was odd about the headings of a table, and about columns among its periods that are not periods."""
    yield from _period_findings(layout)
    for place in layout.places:
        if place in layout.timeline.months_by_place or places[place].heading:
            continue
        stranger = layout.unknown_heading(place)
        cells = [layout.view.cells.get((line, place)) for line in layout.figure_lines]
        if stranger is not None and any(is_figure(cell) for cell in cells):
            what = "The heading here is not a period; the figures beside or under it were left out."
            yield found(
                "column-not-read", what, "Nothing needs to be done unless it should be a period.", stranger.address
            )
    for line in layout.period_lines:
        for place in layout.places:
            cell = layout.view.cells.get((line, place))
            if cell is not None and cell.trouble:
                yield trouble_finding(cell)


def _period_findings(layout: Layout) -> Iterator[Finding]:
    timeline = layout.timeline
    for place in timeline.unclear:
        what = "It is not clear which month, quarter or year this heading means."
        yield found(
            "unclear-period", what, "Write it like Dec-23 or 2023/24 Q3 and run again.", _heading(layout, place)
        )
    if timeline.day_labels:
        first, last = (_heading(layout, place) for place in (timeline.day_labels[0], timeline.day_labels[-1]))
        what = (
            f"The headings {first} to {last} hold days, such as 23 December, and were read as months, such as Dec-23."
        )
        yield found("month-label-from-date", what, "Check them, or type them again as text.", first)
    if timeline.bare_years:
        first = _heading(layout, timeline.bare_years[0])
        what = "Headings that are bare years were read as years ending on 31 March: 2024 is April 2023 to March 2024."
        yield found("year-headings", what, "If they mean something else, write them in full.", first)


def _heading(layout: Layout, place: int) -> str:
    for line in sorted(layout.period_lines, reverse=True):
        cell = layout.view.filled(line, place)
        if cell is not None:
            return cell.address
    return layout.view.blank(layout.span.line, place).address


def trouble_finding(cell: Cell) -> Finding:
    """Say that a cell shows an error, or holds a formula whose result was never saved."""
    if cell.trouble.startswith("#"):
        remedy = "Mend the formula, or type the number, and run again."
        return found("error-in-cell", f"The cell shows {cell.trouble}.", remedy, cell.address)
    remedy = "Open the workbook in Excel, let it calculate, save it and run again."
    return found("formula-without-result", "The cell holds a formula with no saved result.", remedy, cell.address)
