"""Finds the tables of a sheet and reads each figure in them with its measure, group, period and role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from inputs.files.workbook_values import Cell, Sheet
from inputs.findings import Finding, found
from inputs.headings.timeline import follows_a_calendar
from inputs.headings.vocabulary import SPREAD, UNKNOWN, Heading, Lexicon, Meaning, Role, surer
from inputs.headings.year_headings import StatedDay, stated_day
from inputs.period import MARCH, Period
from inputs.tables.heading_findings import heading_findings, year_finding
from inputs.tables.period_runs import PeriodRun, find_period_runs
from inputs.tables.row_labels import Labels, Row
from inputs.tables.sheet_view import SheetView, is_figure
from inputs.tables.table_bounds import NeighbouringTables
from inputs.tables.table_geometry import Table, table_around

LONG_RUN = 5  # a run of this length is a table of its own, even one in which nothing is known
MOST_FAILURES = 40  # runs without a table: a list of children has dates in every row, so the search stops here


@dataclass(frozen=True, slots=True)
class Figure:
    """One data cell, blank or not, with all that its headings and labels say of it."""

    item: str
    group: str
    period: Period
    role: Role
    cell: Cell


TargetAt = tuple[Cell, "Period | None"]
"""The cell of a target, and the period under or beside which it stands; None where it holds for all."""


@dataclass
class SheetTables:
    """What one table, or all tables of a sheet, gave. ``target_cells`` are by (item, group).

    ``unknown`` are the labels of figures whose name is not known, ``lost_targets`` the cells of targets that go with
    them, by the address of the label; ``rows_read`` are the rows of the others. ``year_to_date`` are cumulative
    figures, used only to check the monthly ones. ``awaits``: a table names measures and has nothing in their cells yet,
    as a blank return.
    """

    figures: list[Figure] = field(default_factory=list)
    year_to_date: list[Figure] = field(default_factory=list)
    target_cells: dict[tuple[str, str], list[TargetAt]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unknown: list[Cell] = field(default_factory=list)
    lost_targets: dict[str, str] = field(default_factory=dict)
    rows_read: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    awaits: bool = False

    def add(self, table: SheetTables) -> None:
        """Add what one more table gave, except ``awaits``."""
        self.figures += table.figures
        self.year_to_date += table.year_to_date
        for key, cells in table.target_cells.items():
            self.target_cells.setdefault(key, []).extend(cells)
        self.findings += table.findings
        self.unknown += table.unknown
        self.lost_targets |= table.lost_targets
        self.rows_read |= table.rows_read
        self.hidden_rows |= table.hidden_rows
        self.hidden_columns |= table.hidden_columns


def read_tables(sheet: Sheet, lexicon: Lexicon) -> SheetTables:
    """Find every table of a sheet, wide or long, and read its figures."""
    result = SheetTables()
    taken: set[tuple[int, int]] = set()
    failures = 0
    views = (SheetView(sheet, lexicon, transposed=False), SheetView(sheet, lexicon, transposed=True))
    runs = [run for view in views for run in find_period_runs(view)]
    neighbours = NeighbouringTables(runs)
    for run in sorted(runs, key=_likeliest_first):
        spots = {run.view.oriented(run.line, place) for place in run.headings}
        if len(spots & taken) * 2 >= len(spots) or failures > MOST_FAILURES:
            continue
        table = table_around(run, neighbours.bounds(run))
        gave = _TableReading(table).read()
        result.awaits |= gave.awaits and len(run.headings) > 1
        if gave.figures or (gave.unknown and len(run.headings) > 1):
            taken |= {run.view.oriented(line, place) for line in table.lines for place in table.all_places}
        if gave.figures or gave.findings:
            result.add(gave)
            continue
        failures += 1
        if len(run.headings) > 1:
            result.unknown += gave.unknown
        if len(run.headings) >= LONG_RUN:
            taken |= spots
    result.findings = _of_unread_figures(result)
    return result


def _likeliest_first(run: PeriodRun) -> tuple[int, bool, bool, int, int]:
    """The order in which runs are tried: long before short, then those after Month, then rows before columns."""
    return -len(run.headings), not run.headed, run.view.transposed, run.line, run.first


def _of_unread_figures(result: SheetTables) -> list[Finding]:
    """The findings, each once, without those of unclear figures that were read as part of another table."""
    told = dict.fromkeys(result.findings)
    unclear = any(one.kind == "unclear-measure" for one in told)
    read = {figure.cell.address for figure in result.figures} if unclear else set()
    return [one for one in told if one.kind != "unclear-measure" or one.cell not in read]


class _TableReading:
    """Reads the figures and targets of one table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.view = table.view
        self._periods = table.timeline.period_by_place
        self._gave = SheetTables()
        self._unclear_told: set[str] = set()
        self._caption = table.caption()
        self._places = self._with_items({place: table.place_meaning(place) for place in table.places})
        self._target_places = [
            place
            for place in table.all_places
            if table.heading_of_label(place) is Heading.TARGET and place not in self._periods
        ]
        self._named = {item for meaning in (self._caption, *self._places.values()) for item in meaning.items}
        self._bare = set(table.timeline.bare_years)
        self._title_day = stated_day(table.title()) if self._bare else None
        self._place_days = {place: stated_day(table.names_of(place)) for place in (table.places if self._bare else ())}
        self._year_days: dict[StatedDay | None, None] = {}

    def _with_items(self, meanings: Mapping[int, Meaning]) -> dict[int, Meaning]:
        """The meanings of places, each with only a role completed by the measure that a place of its period names.

        So under one quarter stand Reviews due, Reviews held on time and %.
        """
        completed = dict(meanings)
        for place, here in meanings.items() if self.table.naming_lines and not self._caption.items else ():
            beside = meanings.get(place - 1, UNKNOWN)
            same = self._periods.get(place) == self._periods.get(place - 1)
            if (
                here.role
                and not (here.items or here.groups)
                and same
                and len(completed.get(place - 1, beside).items) == 1
            ):
                items = dict.fromkeys(completed[place - 1].items, Role.UNMARKED)
                completed[place] = replace(here, items=items)
        return completed

    def read(self) -> SheetTables:
        """Read every line. Findings about headings are kept only where a measure is known."""
        gave = self._gave
        labels = Labels(self.table, any(meaning.items for meaning in self._places.values()))
        for line in self.table.figure_lines:
            self._line(line, labels.row(line))
        self._named |= labels.named
        self._drop_accidents()
        if not gave.figures:
            told = bool(self._named) and follows_a_calendar(self.table.run.headings.values())
            gave.findings = [one for one in gave.findings if one.kind == "unclear-measure" and told]
        if gave.figures or (self._named and self.table.timeline.unclear):
            headings = heading_findings(self.table, self._places)
            # A date above a table may look like a heading; with nothing below it, other columns are no findings.
            filled = any(figure.cell.value is not None or figure.cell.trouble for figure in gave.figures)
            gave.findings += [one for one in headings if filled or one.kind != "column-not-read"]
        if gave.figures:
            filled_rows = {figure.cell.row for figure in gave.figures if is_figure(figure.cell)}
            gave.rows_read = set() if self.view.transposed else filled_rows
            gave.findings += [year_finding(self.table, day, len(self._year_days) > 1) for day in self._year_days]
        gave.hidden_rows, gave.hidden_columns = self.table.hidden()
        return gave

    def _line(self, line: int, row: Row) -> None:
        cells = (self.view.cells.get((line, place)) for place in self._periods)
        first = next((cell.address for cell in cells if cell is not None and is_figure(cell)), "")
        if row.meaning.heading is Heading.TARGET:  # a row of targets under the months, or a column beside a long table
            for place in self._periods:
                self._target_at(line, place, row, self._period(place, row))
            self._lose_target(row, line, self._periods)
        elif row.unknown is not None:
            if first and row.unknown not in self._gave.unknown:
                self._gave.unknown.append(row.unknown)
            self._lose_target(row, line, self._target_places)
        elif row.skip:
            if row.meaning.heading is Heading.YEAR_TO_DATE:
                self._year_to_date_line(line, row.meaning, first)
        elif row.nameless:
            if first:
                what = "There are figures here with no name beside them; they were left out."
                remedy = "Name the measure beside them, or clear them."
                self._gave.findings.append(found("row-without-name", what, remedy, first))
        elif any((line, place) in self.view.cells for place in self._periods):
            self._figures(line, row)
        elif row.meaning.items:
            self._gave.awaits = True

    def _lose_target(self, row: Row, line: int, places: Iterable[int]) -> None:
        """Keep the cell of a target that goes with figures whose name is not known, for the finding about them."""
        if row.unknown is None or row.meaning.items:
            return
        cells = (self.view.filled(line, place) for place in places)
        target = next((cell for cell in cells if cell is not None and cell.value is not None), None)
        if target is not None:
            self._gave.lost_targets.setdefault(row.unknown.address, target.address)

    def _drop_accidents(self) -> None:
        """Leave out items known by the name of one group only, without the measure's name: a 0 may not be an age."""
        groups: dict[str, set[str]] = {}
        for figure in self._gave.figures:
            groups.setdefault(figure.item, set()).add(figure.group)
        named = self._named | {part for (item, _), part in self.view.lexicon.spread.items() if item in self._named}
        accidents = {item for item, found_groups in groups.items() if item not in named and len(found_groups) < 2}
        self._gave.figures = [figure for figure in self._gave.figures if figure.item not in accidents]

    def _figures(self, line: int, row: Row) -> None:
        unclear: Finding | None = None
        for place, heading in self._periods.items():
            here = self._places.get(place, UNKNOWN)
            if here.heading in {Heading.IGNORED, Heading.YEAR_TO_DATE}:
                self._year_to_date_at(line, place, row.meaning, heading)
                continue
            cell = self.view.cells.get((line, place)) or self.view.blank(line, place)
            unknown = self._unknown_name(place)
            if unknown is not None:
                if is_figure(cell) and unknown not in self._gave.unknown:
                    self._gave.unknown.append(unknown)
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
        for place in self._target_places:
            self._target_at(line, place, row)
        self._year_to_date_columns(line, row.meaning)

    def _period(self, place: int, row: Row) -> Period | None:
        """The period of a figure; that of a bare year is given by the day that its label or the title states.

        None where the label states a day and the heading is another month, or a span and the heading is another one.
        """
        period = self._periods[place]
        months = row.meaning.months or self._places.get(place, UNKNOWN).months
        if months and months != period.length:
            return None
        if place not in self._bare:
            apart = row.meaning.dated and row.day is not None and row.day.month != period.month
            return None if apart else period
        day = row.day or self._place_days[place] or self._title_day
        if day is None or day.month != MARCH:
            self._year_days.setdefault(day)
        return period if day is None else day.of(period.year)

    def _identify(self, row: Meaning, place: Meaning) -> tuple[str, str, Role] | None:
        """The item, group and role of a figure; None where its labels do not name exactly one item."""
        groups = {**place.groups, **row.groups}
        items = self._items(row, place)
        if groups:
            both = {item: role for item, role in items.items() if item in groups}
            if items and not both and not self._whole_of(items, groups):
                return None  # the age bands of children who started are not those of children in care
            items = both or dict.fromkeys(groups, Role.UNMARKED)
        if len(items) != 1:
            return None
        item, part = next(iter(items.items()))
        if not (self.view.lexicon.may_be(item, row) and self.view.lexicon.may_be(item, place)):
            return None  # a rate or a percentage of a count
        if item not in groups and self.view.lexicon.items[item].groups:
            return None  # a measure given by group, without a group
        # The Numerator of a row says more than the Value of its column.
        roles = (role for role in (row.role, place.role) if role in {Role.NUMERATOR, Role.DENOMINATOR, *SPREAD})
        role = next(roles, surer(row.role, place.role))
        if role in SPREAD:
            behind = "" if part else self.view.lexicon.spread.get((item, role), "")
            return (behind, groups.get(item, ""), Role.VALUE) if behind else None
        return item, groups.get(item, ""), part or role

    def _whole_of(self, items: Iterable[str], groups: Iterable[str]) -> bool:
        return any(self.view.lexicon.whole_of(item, one) for item in items for one in groups)

    def _items(self, row: Meaning, place: Meaning) -> Mapping[str, Role]:
        return _shared(row.items, place.items) or self._caption.items

    def _unclear(self, row: Meaning, place: Meaning, cell: Cell) -> Finding:
        """The finding of a figure that names no measure, several, or one that is given by group without its group."""
        items = self._items(row, place)
        named = [self.view.lexicon.items[one] for one in items]
        by_group = [one for one in named if one.groups]
        item = named[0] if len(named) == 1 else by_group[0] if len(by_group) == 1 else None
        if item is not None and not self.view.lexicon.may_be(item.id, replace(row, asks=row.asks | place.asks)):
            what = f"“{item.names[0]}” cannot be the rate, percentage or average that these figures are called; they "
            remedy = "Name the measure that they are of beside them and run again."
            return found("unclear-measure", f"{what}were left out.", remedy, cell.address)
        if item is None or not item.groups:
            what = "It is not clear of which measure, team or age band these figures are; they were left out."
            return found("unclear-measure", what, "Name it beside them and run again.", cell.address)
        what = f"“{item.names[0]}” is given by group, and these figures name none; they were left out."
        other = self.view.lexicon.whole_name_like(item)
        remedy = f"Write the team or group beside them, such as “{next(iter(item.groups))}”"
        remedy += f", or call them “{other}” if that is what they are" if other else ""
        return found("unclear-measure", what, f"{remedy}, and run again.", cell.address)

    def _unknown_name(self, place: int) -> Cell | None:
        """The unknown name among the headings of a place, as in the Measure column of a long table."""
        for line in self.table.naming_lines:
            cell = self.view.filled(line, place)
            if cell is not None and cell.text and not self.view.meaning(cell).known:
                return cell
        return None

    def _target_at(self, line: int, place: int, row: Row, period: Period | None = None) -> None:
        cell = self.view.filled(line, place)
        identified = self._identify(row.meaning, self._places.get(place, UNKNOWN))
        if cell is not None and identified is not None:
            self._add_target(identified, cell, period)

    def _add_target(self, identified: tuple[str, str, Role], cell: Cell, period: Period | None) -> None:
        if cell.value is not None or cell.trouble:
            self._gave.target_cells.setdefault(identified[:2], []).append((cell, period))

    def _year_to_date_line(self, line: int, own: Meaning, first: str) -> None:
        if first:
            what = "Year-to-date figures were left out: the report works them out from the months."
            self._gave.findings.append(found("year-to-date-not-read", what, "Nothing needs to be done.", first))
        for place, period in self._periods.items():
            self._year_to_date_at(line, place, own, period)

    def _year_to_date_columns(self, line: int, own: Meaning) -> None:
        """Keep figures of year-to-date columns without a period; they are up to the last month before with a figure."""
        last: Period | None = None
        for place in self.table.places:
            period = self._periods.get(place)
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


def _other_day(cell: Cell, row: Row) -> Finding:
    if row.day is None:
        what = "The name of these figures says a quarter or a year, but their heading another span; they were left out."
        return found("unclear-measure", what, "Correct the name or the heading and run again.", cell.address)
    what = f"The name beside these figures says {row.day}, but their heading is another month; they were left out."
    return found("unclear-measure", what, "Correct the name or the heading and run again.", cell.address)


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
