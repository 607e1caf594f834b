"""Finds the tables of a sheet and reads every figure in them with its measure, group, period and role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from inputs.files.workbook_values import Cell, Sheet
from inputs.findings import Finding, found
from inputs.headings.timeline import follows_a_calendar
from inputs.headings.vocabulary import SPREAD, UNKNOWN, Heading, Lexicon, Meaning, Role, surer
from inputs.headings.year_headings import StatedDay, stated_day
from inputs.period import MARCH, Period
from inputs.tables.heading_findings import heading_findings, year_finding
from inputs.tables.period_runs import Span, find_spans
from inputs.tables.row_labels import Labels, Row
from inputs.tables.sheet_view import View, is_figure
from inputs.tables.table_bounds import Neighbours
from inputs.tables.table_geometry import Layout, lay_out

LONG_RUN = 5  # dates in so long a run make a table of their own, even one in which nothing is known
MOST_FAILURES = 40  # a list of children holds dates in every row; after so many that head no table, no more are tried


@dataclass(frozen=True, slots=True)
class Figure:
    """One data cell, with everything its headings and labels say of it. The cell may be blank."""

    item: str
    group: str
    period: Period
    role: Role
    cell: Cell


TargetAt = tuple[Cell, "Period | None"]
"""A target's cell, and the period that it stands under or beside; None where it stands for all."""


@dataclass
class SheetTables:
    """What the tables of a sheet gave: figures, target cells by (item, group), and findings.

    ``unknown`` are the labels of figures whose name is not known. ``year_to_date`` are figures for the year up to
    their months, which are only held against what the months make. ``awaits`` says that a table names measures beside
    months and has nothing in their cells yet, as a blank return does.
    """

    figures: list[Figure] = field(default_factory=list)
    year_to_date: list[Figure] = field(default_factory=list)
    target_cells: dict[tuple[str, str], list[TargetAt]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unknown: list[Cell] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    awaits: bool = False

    def add(self, table: SheetTables) -> None:
        """Take in what one more table gave; whether the sheet awaits figures, one table alone does not say."""
        self.figures += table.figures
        self.year_to_date += table.year_to_date
        for key, cells in table.target_cells.items():
            self.target_cells.setdefault(key, []).extend(cells)
        self.findings += table.findings
        self.unknown += table.unknown
        self.hidden_rows |= table.hidden_rows
        self.hidden_columns |= table.hidden_columns


def read_tables(sheet: Sheet, lexicon: Lexicon) -> SheetTables:
    """Find every table of a sheet, in whichever of the known shapes, and read its figures."""
    result = SheetTables()
    taken: set[tuple[int, int]] = set()
    failures = 0
    views = (View(sheet, lexicon, turned=False), View(sheet, lexicon, turned=True))
    spans = [span for view in views for span in find_spans(view)]
    neighbours = Neighbours(spans)
    for span in sorted(spans, key=_likeliest_first):
        spots = {_row_and_column(span.view, span.line, place) for place in span.parts}
        if len(spots & taken) * 2 >= len(spots) or failures > MOST_FAILURES:
            continue
        layout = lay_out(span, neighbours.bounds(span))
        table = _TableReading(layout).read()
        result.awaits |= table.awaits and len(span.parts) > 1
        if table.figures or (table.unknown and len(span.parts) > 1):
            taken |= _area(layout)
        if table.figures or table.findings:
            result.add(table)
            continue
        failures += 1
        if len(span.parts) > 1:
            result.unknown += table.unknown
        if len(span.parts) >= LONG_RUN:
            taken |= spots
    result.findings = _of_unread_figures(result)
    return result


def _likeliest_first(span: Span) -> tuple[int, bool, bool, int, int]:
    """Order runs of periods: long before short, then those that Period or Month heads, then across before down."""
    return -len(span.parts), not span.headed, span.view.turned, span.line, span.first


def _of_unread_figures(result: SheetTables) -> list[Finding]:
    """Leave out what the reading of one table said to be unclear where that of another made sense of it."""
    told = dict.fromkeys(result.findings)
    unclear = any(one.kind == "unclear-measure" for one in told)
    read = {figure.cell.address for figure in result.figures} if unclear else set()
    return [one for one in told if one.kind != "unclear-measure" or one.cell not in read]


def _row_and_column(view: View, line: int, place: int) -> tuple[int, int]:
    return (place, line) if view.turned else (line, place)


def _area(layout: Layout) -> set[tuple[int, int]]:
    lines = [*layout.period_lines, *layout.naming_lines, *layout.figure_lines]
    places = [*layout.label_places, *layout.places]
    return {_row_and_column(layout.view, line, place) for line in lines for place in places}


class _TableReading:
    """Reads one table: every figure with its measure, group, period and role, and every target."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.view = layout.view
        self._gave = SheetTables()
        self._unclear_told: set[str] = set()
        self._caption = layout.caption()
        self._places = {place: layout.place_meaning(place) for place in layout.places}
        self._target_places = [
            place
            for place in (*layout.label_places, *layout.places)
            if layout.heading_of_label(place) is Heading.TARGET and place not in layout.timeline.period_by_place
        ]
        self._named = {item for meaning in (self._caption, *self._places.values()) for item in meaning.items}
        self._bare = set(layout.timeline.bare_years)
        self._title_day = stated_day(layout.title()) if self._bare else None
        self._place_days = {
            place: stated_day(layout.names_of(place)) for place in (layout.places if self._bare else ())
        }
        self._year_days: dict[StatedDay | None, None] = {}

    def read(self) -> SheetTables:
        """Read every line; findings about the headings are only worth telling where a measure was known."""
        gave = self._gave
        labels = Labels(self.layout, any(meaning.items for meaning in self._places.values()))
        for line in self.layout.figure_lines:
            self._line(line, labels.row(line))
        self._named |= labels.named
        self._drop_accidents()
        if not gave.figures:
            told = bool(self._named) and follows_a_calendar(self.layout.span.parts.values())
            gave.findings = [one for one in gave.findings if one.kind == "unclear-measure" and told]
        if gave.figures or (self._named and self.layout.timeline.unclear):
            headings = heading_findings(self.layout, self._places)
            # A date above a table may seem to head its first column; what is blank there tells nothing of the others.
            filled = any(figure.cell.value is not None or figure.cell.trouble for figure in gave.figures)
            gave.findings += [one for one in headings if filled or one.kind != "column-not-read"]
        if gave.figures:
            gave.findings += [year_finding(self.layout, day, len(self._year_days) > 1) for day in self._year_days]
        gave.hidden_rows, gave.hidden_columns = self.layout.hidden()
        return gave

    def _line(self, line: int, row: Row) -> None:
        if row.meaning.heading is Heading.TARGET:
            self._target_line(line, row)
        elif row.unknown is not None:
            self._note_unknown(line, row.unknown)
        elif row.skip:
            self._note_year_to_date(line, row.meaning)
            self._year_to_date_line(line, row.meaning)
        elif row.nameless:
            self._note_nameless(line)
        elif any((line, place) in self.view.cells for place in self.layout.timeline.period_by_place):
            self._figures(line, row)
        elif row.meaning.items:
            self._gave.awaits = True

    def _drop_accidents(self) -> None:
        """Leave out a group that no measure's name stands near and no second group confirms: 0 may be just a 0."""
        groups: dict[str, set[str]] = {}
        for figure in self._gave.figures:
            groups.setdefault(figure.item, set()).add(figure.group)
        named = self._named | {part for (item, _), part in self.view.lexicon.behind.items() if item in self._named}
        accidents = {item for item, found_groups in groups.items() if item not in named and len(found_groups) < 2}
        self._gave.figures = [figure for figure in self._gave.figures if figure.item not in accidents]

    def _figures(self, line: int, row: Row) -> None:
        unclear: Finding | None = None
        for place in self.layout.timeline.period_by_place:
            here = self._places.get(place, UNKNOWN)
            if here.heading in {Heading.IGNORED, Heading.YEAR_TO_DATE}:
                self._year_to_date_at(line, place, row.meaning, self.layout.timeline.period_by_place[place])
                continue
            cell = self.view.cells.get((line, place)) or self.view.blank(line, place)
            stranger = self._stranger_at(place)
            if stranger is not None:
                if is_figure(cell) and stranger not in self._gave.unknown:
                    self._gave.unknown.append(stranger)
                continue
            identified = self._identify(row.meaning, here)
            period = self._period(place, row)
            if identified is not None and period is None:
                unclear = unclear or (_other_day(cell, row) if is_figure(cell) else None)
            elif identified is not None and here.heading is Heading.TARGET:
                self._add_target(identified, cell, period)
            elif identified is not None and period is not None:
                item, group, role = identified
                self._gave.figures.append(Figure(item, group, period, role, cell))
            elif is_figure(cell):
                unclear = unclear or self._unclear(row.meaning, here, cell)
        if unclear is not None and unclear.what not in self._unclear_told:
            self._unclear_told.add(unclear.what)
            self._gave.findings.append(unclear)
        self._targets_in_line(line, row)
        self._year_to_date_columns(line, row.meaning)

    def _period(self, place: int, row: Row) -> Period | None:
        """Give the period of a figure: a bare year means the day that the label or the title states, if one does.

        None where the label states a day and the heading another month.
        """
        period = self.layout.timeline.period_by_place[place]
        if place not in self._bare:
            apart = row.meaning.dated and row.day is not None and row.day.month != period.month
            return None if apart else period
        day = row.day or self._place_days[place] or self._title_day
        if day is None or day.month != MARCH:
            self._year_days.setdefault(day)
        return period if day is None else day.of(period.year)

    def _identify(self, row: Meaning, place: Meaning) -> tuple[str, str, Role] | None:
        """Say of which item and group a figure is, and its role; None where its labels do not say it of one item."""
        groups = {**place.groups, **row.groups}
        items = self._items(row, place)
        if groups:
            both = {item: role for item, role in items.items() if item in groups}
            items = both or dict.fromkeys(groups, Role.UNMARKED)
        if len(items) != 1:
            return None
        item, part = next(iter(items.items()))
        if item not in groups and self.view.lexicon.items[item].groups:
            return None  # a measure of groups says nothing where no group is named
        role = _surest(row.role, place.role)
        if role in SPREAD:
            behind = "" if part else self.view.lexicon.behind.get((item, role), "")
            return (behind, groups.get(item, ""), Role.VALUE) if behind else None
        return item, groups.get(item, ""), part or role

    def _items(self, row: Meaning, place: Meaning) -> Mapping[str, Role]:
        return _shared(row.items, place.items) or self._caption.items

    def _unclear(self, row: Meaning, place: Meaning, cell: Cell) -> Finding:
        """Say what keeps a figure from being that of one measure: no group where the measure has them, or several."""
        items = self._items(row, place)
        item = self.view.lexicon.items[next(iter(items))] if len(items) == 1 else None
        if item is None or not item.groups:
            what = "It is not clear of which measure, team or age band these figures are; they were left out."
            return found("unclear-measure", what, "Name it beside them and run again.", cell.address)
        what = f"“{item.names[0]}” is given by group, and these figures name none; they were left out."
        other = self.view.lexicon.whole_name_like(item)
        remedy = f"Write the team or group beside them, such as “{next(iter(item.groups))}”"
        remedy += f", or call them “{other}” if that is what they are" if other else ""
        return found("unclear-measure", what, f"{remedy}, and run again.", cell.address)

    def _stranger_at(self, place: int) -> Cell | None:
        """Give the unknown name that stands in a place's headings, as in the Measure column of a list."""
        for line in self.layout.naming_lines:
            cell = self.view.filled(line, place)
            if cell is not None and cell.text and not self.view.meaning(cell).known:
                return cell
        return None

    def _targets_in_line(self, line: int, row: Row) -> None:
        """Take the target that stands in the line itself, before the periods or after them."""
        for place in self._target_places:
            self._target_at(line, place, row)

    def _target_line(self, line: int, row: Row) -> None:
        """Read a line of targets, one for each place: a column of targets beside a list, or a row under months."""
        for place in self.layout.timeline.period_by_place:
            self._target_at(line, place, row, self._period(place, row))

    def _target_at(self, line: int, place: int, row: Row, period: Period | None = None) -> None:
        cell = self.view.filled(line, place)
        identified = self._identify(row.meaning, self._places.get(place, UNKNOWN))
        if cell is not None and identified is not None:
            self._add_target(identified, cell, period)

    def _add_target(self, identified: tuple[str, str, Role], cell: Cell, period: Period | None) -> None:
        if cell.value is not None or cell.trouble:
            self._gave.target_cells.setdefault(identified[:2], []).append((cell, period))

    def _first_figure(self, line: int) -> str:
        """Give the address of the first figure of a line, or "" where it has none."""
        cells = (self.view.cells.get((line, place)) for place in self.layout.timeline.period_by_place)
        return next((cell.address for cell in cells if cell is not None and is_figure(cell)), "")

    def _note_unknown(self, line: int, cell: Cell) -> None:
        if self._first_figure(line) and cell not in self._gave.unknown:
            self._gave.unknown.append(cell)

    def _note_year_to_date(self, line: int, own: Meaning) -> None:
        if own.heading is Heading.YEAR_TO_DATE and (first := self._first_figure(line)):
            what = "Year-to-date figures were left out: the report works them out from the months."
            self._gave.findings.append(found("year-to-date-not-read", what, "Nothing needs to be done.", first))

    def _year_to_date_line(self, line: int, own: Meaning) -> None:
        if own.heading is Heading.YEAR_TO_DATE:
            for place, period in self.layout.timeline.period_by_place.items():
                self._year_to_date_at(line, place, own, period)

    def _year_to_date_columns(self, line: int, own: Meaning) -> None:
        """Take the figures of columns that are headed year to date alone: each goes up to the last month before it."""
        last: Period | None = None
        for place in self.layout.places:
            period = self.layout.timeline.period_by_place.get(place)
            cell = self.view.cells.get((line, place))
            if period is not None:
                last = period if cell is not None and is_figure(cell) else last
            elif last is not None:
                self._year_to_date_at(line, place, own, last)

    def _year_to_date_at(self, line: int, place: int, own: Meaning, period: Period) -> None:
        here = self._places.get(place, UNKNOWN)
        cell = self.view.cells.get((line, place))
        identified = self._identify(own, here)
        if Heading.YEAR_TO_DATE in {own.heading, here.heading} and identified and cell is not None and is_figure(cell):
            self._gave.year_to_date.append(Figure(identified[0], identified[1], period, identified[2], cell))

    def _note_nameless(self, line: int) -> None:
        if first := self._first_figure(line):
            what = "There are figures here with no name beside them; they were left out."
            self._gave.findings.append(
                found("row-without-name", what, "Name the measure beside them, or clear them.", first)
            )


def _surest(row: Role, place: Role) -> Role:
    """Give the role that a line and a place say together: a row's Numerator says more than its column's Value."""
    telling = {Role.NUMERATOR, Role.DENOMINATOR, *SPREAD}
    return next((role for role in (row, place) if role in telling), surer(row, place))


def _other_day(cell: Cell, row: Row) -> Finding:
    what = f"The name beside these figures says {row.day}, but their heading is another month; they were left out."
    return found("unclear-measure", what, "Correct the name or the heading and run again.", cell.address)


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
