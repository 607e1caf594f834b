"""Works out one table from its run of period headings: its header rows, stub columns and rows of figures.

As in ``sheet_view``, a line is a row and a place a column; in a transposed view it is the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from inputs.files.workbook_values import Cell
from inputs.headings.heading_marks import numbers_quarter
from inputs.headings.heading_order import swapped_dates
from inputs.headings.meaning import BESIDE, UNKNOWN, Heading, Meaning
from inputs.headings.month_or_date import day_labels, days_inside_months, doubtful_days, typed_as_day
from inputs.headings.period_headings import Form, PeriodHeading, academic
from inputs.headings.roles import Role
from inputs.headings.short_words import is_the_figures
from inputs.headings.stated_periods import is_position, is_whole_year, speaks_of_first_days
from inputs.headings.terms import speaks_of_terms
from inputs.headings.timeline import Timeline, resolve, settle
from inputs.period import QUARTER_MONTHS, Period
from inputs.tables.heading_meanings import NAMING, beside_periods, joined
from inputs.tables.period_lines import PeriodLine
from inputs.tables.period_runs import WIDEST_GAP, PeriodRun
from inputs.tables.sheet_view import SheetView, is_figure
from inputs.tables.title_block import cells_above, cells_between
from inputs.tables.years_beside import lacks_year, year_in_titles, years_beside

MOST_LABEL_PLACES = 8
MOST_TITLE_COLUMNS = 60
MOST_EXTRA_PLACES = 12

_NAMED_FINANCIAL = re.compile(r"financial year|\bfy ?\d")
_PARTS: frozenset[Role | Heading] = frozenset({Role.NUMERATOR, Role.DENOMINATOR, Role.COUNT})


class Bounds(NamedTuple):
    """The cell range that a table may not leave, in lines and places, both ends included."""

    first_line: int
    last_line: int
    first_place: int
    last_place: int


_PARTS_OF_YEARS = {Form.MONTH, Form.QUARTER}


@dataclass
class Table:
    """One table: the lines of its headings and of its figures, and the places of its labels and its periods.

    ``period_lines`` are header rows of periods, ``naming_lines`` header rows of measures or groups,
    ``figure_lines`` all others. ``beside_lines`` are rows above with headings such as Target or England over a year.
    """

    view: SheetView
    run: PeriodRun
    bounds: Bounds
    period_lines: list[int] = field(default_factory=list)
    naming_lines: list[int] = field(default_factory=list)
    figure_lines: list[int] = field(default_factory=list)
    beside_lines: list[int] = field(default_factory=list)

    @cached_property
    def first(self) -> int:
        """The first place of a period. Whole years may stand before the months, with headings in a row above theirs."""
        first = self.run.first
        for place in range(first - 1, self.bounds.first_place - 1, -1):
            cells = self.figure_cells(place)
            figures = any(map(is_figure, cells)) and not any(self.view.meaning(cell).names_data for cell in cells)
            if figures and any(self.view.period(self.view.cells.get((line, place))) for line in self.period_lines):
                first = place
            elif cells:
                break
        return first

    @cached_property
    def label_places(self) -> list[int]:
        """The stub columns: the places before the first period, nearest first, up to a gap of two blank ones."""
        before = range(self.first - 1, self.bounds.first_place - 1, -1)
        spaced = [place for place in before[:WIDEST_GAP] if not self._is_blank(place)]
        start = before.index(spaced[0]) if spaced else 0
        return self._until_blank(before[start:], MOST_LABEL_PLACES)

    @cached_property
    def places(self) -> list[int]:
        """The column (or, turned, row) indexes from the first period to the last, and a few after it."""
        after = range(self.run.last + 1, self.bounds.last_place + 1)
        return [*range(self.first, self.run.last + 1), *self._until_blank(after, MOST_EXTRA_PLACES)]

    @property
    def lines(self) -> list[int]:
        """All lines of the table."""
        return [*self.period_lines, *self.naming_lines, *self.figure_lines]

    @property
    def all_places(self) -> list[int]:
        """All places of the table, those of the stub columns first."""
        return [*self.label_places, *self.places]

    def figure_cells(self, place: int) -> list[Cell]:
        """The cells of a place in the lines of figures."""
        return [cell for line in self.figure_lines if (cell := self.view.cells.get((line, place))) is not None]

    @cached_property
    def rows_of_figures(self) -> tuple[int, int]:
        """The first and the last row of the sheet with figures of the table."""
        places, cells = self.timeline.period_by_place, self.view.cells
        filled = [(line, at) for line in self.figure_lines for at in places if is_figure(cells.get((line, at)))]
        if self.view.transposed:
            rows = [place for _, place in filled] or list(places)
        else:
            rows = [line for line, _ in filled] or [self.run.line]
        return min(rows), max(rows)

    def _is_blank(self, place: int) -> bool:
        return not any(self.view.filled(line, place) for line in self.lines)

    def _until_blank(self, places: Iterable[int], most: int) -> list[int]:
        reached: list[int] = []
        blanks = 0
        for place in places:
            blanks = blanks + 1 if self._is_blank(place) else 0
            if blanks > 1 or len(reached) == most:
                break
            reached.append(place)
        return reached

    @cached_property
    def timeline(self) -> Timeline:
        """The period of each place."""
        settled = (self._settled(line) for line in sorted(self.period_lines))
        lines = [its for its in settled if its.headings]
        # Years go above quarters and quarters above months, in whichever order their header rows stand.
        lines = sorted(lines, key=lambda line: -min(one.period.length for one in line.headings.values()))
        for height, line in enumerate(lines):
            line.leave_spacers({place for lower in lines[height + 1 :] for place in lower.headings})
        timeline = resolve([line.headings for line in lines])
        timeline.day_labels = [place for line in lines for place in line.labels]
        timeline.inside = [place for line in lines for place in line.inside if place in timeline.unclear]
        if self.years and timeline.unclear:
            latest = max(self.years.values(), key=lambda year: year.period.index)
            return self._timeline_by_year[latest]
        if timeline.unclear and (year := self._year_of_title):
            return self._timeline_in(year)
        if len(lines) > 1:
            self._leave_unknown_columns(timeline, lines[-1])
        self._carry_periods(timeline)
        return timeline

    def _leave_unknown_columns(self, timeline: Timeline, lowest: PeriodLine) -> None:
        """Leave out columns such as Peak or Opening beside the months of a year: their figure is not the year's."""
        months = [place for place, heading in lowest.headings.items() if place in timeline.period_by_place]
        for place in [one for one in timeline.period_by_place if one not in lowest.headings and months]:
            cell = self.unknown_heading(place)
            if cell is not None and not is_whole_year(cell.text) and min(months) - 1 <= place <= max(months) + 1:
                del timeline.period_by_place[place]

    @property
    def _year_of_title(self) -> PeriodHeading | None:
        """The one year that the title states for terms, months or quarters without one, if it leaves none unclear.

        For months and quarters the name of the sheet may state it, too.
        """
        forms = {one.form for one in self.run.headings.values()}
        if len(self.period_lines) > 1 or not (forms == {Form.TERM} or forms <= _PARTS_OF_YEARS):
            return None
        of_months = forms <= _PARTS_OF_YEARS
        titles = [*self.title(), *([self.view.sheet.name] if of_months else [])]
        year = year_in_titles(titles, self.view.lexicon.council, of_months=of_months)
        if year is not None and year.form is Form.FINANCIAL_YEAR and self.says_academic:
            year = academic(year)
        return year if year is not None and not self._timeline_in(year).unclear else None

    @cached_property
    def years(self) -> dict[int, PeriodHeading]:
        """The year that stands beside each line, where the months across state none."""
        if len(self.period_lines) > 1 or not lacks_year(self.run):
            return {}
        years = years_beside(self.view, self.label_places, self.figure_lines, self.says_academic)
        whole = all(not self._timeline_in(year).unclear for year in set(years.values()))
        return years if whole else {}

    @cached_property
    def _timeline_by_year(self) -> dict[PeriodHeading, Timeline]:
        return {year: self._timeline_in(year) for year in set(self.years.values())}

    def _timeline_in(self, year: PeriodHeading) -> Timeline:
        """The periods of the places in one year."""
        timeline = resolve([{self.run.first: year}, self.run.headings])
        self._carry_periods(timeline)
        return timeline

    def periods_of(self, line: int) -> dict[int, Period]:
        """The period of each place in a line: in every line the same, or those of the year beside it."""
        if not self.years:
            return self.timeline.period_by_place
        year = self.years.get(line)
        return self._timeline_by_year[year].period_by_place if year else {}

    def own_headings(self, line: int) -> dict[int, PeriodHeading]:
        """The periods of a line, each by the place of the cell that states it."""
        own = {place: found for place in self.places if (found := self.view.period(self.view.cells.get((line, place))))}
        return settle(own, bool(own) and self.view.headed(line, min(own)))

    def _settled(self, line: int) -> PeriodLine:
        """Read a line of period headings; that of a merged cell holds for all the places it covers."""
        own = self.own_headings(line)
        labels = day_labels(own)
        headings = dict(own)
        headings |= {place: typed_as_day(headings[place]) for place in labels}
        headings |= {place: headings[place]._replace(form=Form.UNCLEAR) for place in doubtful_days(headings)}
        # A date on the 1st is meant as that day by its own words, as in “At 1 January 2024”, or by those of the title.
        by_title = any(map(speaks_of_first_days, self.title()))
        firsts = {place for place in own if by_title or is_position(self.view.cells[line, place].text)}
        inside = [] if swapped_dates(headings) else days_inside_months(headings, firsts)
        headings |= {place: headings[place]._replace(form=Form.UNCLEAR) for place in inside}
        for place in (one for one in own if self.speaks_of_terms and headings[one].length == QUARTER_MONTHS):
            if numbers_quarter(self.view.cells[line, place].text):
                headings[place] = headings[place]._replace(form=Form.UNCLEAR)
        years = [place for place, heading in headings.items() if heading.form is Form.FINANCIAL_YEAR]
        if years and self.says_academic:
            headings |= {place: academic(headings[place]) or headings[place] for place in years}
        covered: dict[int, int] = {}
        for place in self.places:
            cell = self.view.filled(line, place)
            if cell is not None and place not in headings:
                holder = self.view.spot(cell)[1]
                if holder in headings and self.view.spot(cell) != (line, place):
                    headings[place] = headings[holder]
                    covered[place] = holder
        return PeriodLine(dict(sorted(headings.items())), labels, covered, inside)

    @cached_property
    def says_academic(self) -> bool:
        """Whether the title, a heading or the terms of the table say that its years are academic years."""
        said = " ".join([*self.title(), *(cell.text for cell in self._period_cells())]).casefold()
        if _NAMED_FINANCIAL.search(said):
            return False
        named = "academic year" in said or "school year" in said
        return named or any(one.is_term for cell in self._period_cells() if (one := self.view.period(cell)) is not None)

    @cached_property
    def speaks_of_terms(self) -> bool:
        """Whether the title or the headings speak of terms or academic years, so that Q1 may be a part of either."""
        return self.says_academic or speaks_of_terms(" ".join(self.title()))

    def _period_cells(self) -> list[Cell]:
        """The cells of the header rows of periods."""
        return [cell for line in self.period_lines for cell in self.view.by_line.get(line, {}).values()]

    def _carry_periods(self, timeline: Timeline) -> None:
        """Let columns without a period (number, cohort, percentage) have that of the column before them."""
        last, named = None, 0
        alike = [parts for parts in (_PARTS, BESIDE) if self._parts_follow_each(timeline, parts)]
        for place in self.places:
            if place in timeline.period_by_place:
                last, named = timeline.period_by_place[place], place
            elif last and self._goes_on(place, alike):
                timeline.period_by_place[place] = last
                if timeline.bare_years and timeline.bare_years[-1] == named:
                    timeline.bare_years.append(place)
                    named = place

    def _goes_on(self, place: int, alike: Sequence[frozenset[Role | Heading]]) -> bool:
        """Whether a place without a period has that of the one before it. ``alike``: parts that follow each period."""
        meaning = self.place_meaning(place)
        if not self._has_heading(place):
            named = (meaning.items and self.naming_lines) or any(map(is_the_figures, self.names_of(place)))
            return bool(meaning.role or named or meaning.heading in BESIDE)
        return any(meaning.role in parts or meaning.heading in parts for parts in alike)

    def _has_heading(self, place: int) -> bool:
        return any((line, place) in self.view.cells for line in self.period_lines)

    def _parts_follow_each(self, timeline: Timeline, parts: frozenset[Role | Heading]) -> bool:
        """Whether every period is followed by columns for the same ``parts``, as in Dec-23, Num, Den, Jan-24, Num, Den.

        Where the parts stand before their period, or after some periods only, it is not clear whose they are.
        """
        after: list[list[Role | Heading]] = []
        for place in self.places:
            if place in timeline.period_by_place:
                after.append([])
            elif after and self._has_heading(place):
                meaning = self.place_meaning(place)
                after[-1] += [one for one in (meaning.role, meaning.heading) if one in parts]
        return bool(after) and bool(after[0]) and all(its == after[0] for its in after)

    def place_meaning(self, place: int) -> Meaning:
        """What the headings of a place mean beside its period; the line nearest the figures is the most specific."""
        lines = sorted({*self.period_lines, *self.naming_lines}, reverse=True)
        cells = [self._heading(line, place) for line in lines]
        meaning = joined(self.view.beside_period(cell) for cell in cells if cell is not None)
        above = (self._above(line, place) for line in self.beside_lines if not meaning.heading)
        heading = next(filter(None, above), Heading.NONE)
        return replace(meaning, heading=heading) if heading else meaning

    def _above(self, line: int, place: int) -> Heading:
        """The heading in a row above the headings; one of other areas reaches to the next filled cell of its row."""
        if self.view.filled(line, place) is not None:
            return beside_periods(self.view, line, place)
        before = next((at for at in range(place - 1, self.first, -1) if self.view.filled(line, at) is not None), place)
        return Heading.COMPARATOR if beside_periods(self.view, line, before) is Heading.COMPARATOR else Heading.NONE

    def _heading(self, line: int, place: int) -> Cell | None:
        """The heading of a place; in a long table, a name in the Measure column holds for the blank cells under it."""
        cell = self.view.filled(line, place)
        if cell is not None or line not in self.naming_lines or not self._has_heading(place):
            return cell
        before = range(place - 1, self.first - 1, -1) if self.heading_of_line(line) is Heading.MEASURE else ()
        return next((found for other in before if (found := self.view.filled(line, other))), None)

    def names_of(self, place: int) -> list[str]:
        """The texts that name the measure of a place, as in the Measure column of a long table."""
        cells = [self.view.filled(line, place) for line in self.naming_lines]
        return [cell.text for cell in cells if cell is not None and cell.text]

    def unknown_heading(self, place: int) -> Cell | None:
        """The heading of a place that is neither a period nor known, or None."""
        for line in sorted(self.period_lines, reverse=True):
            cell = self.view.filled(line, place)
            if cell is not None and cell.text and self.view.period(cell) is None and not self.view.meaning(cell).known:
                return cell
        return None

    def figures_under(self, place: int) -> bool:
        """Whether any cell of a place in the lines of figures is filled."""
        return any(cell.value is not None or cell.trouble for cell in self.figure_cells(place))

    def heading_of_label(self, place: int) -> Heading:
        """What a column beside the periods holds, by its own heading."""
        lines = sorted({*self.period_lines, *self.naming_lines})
        found = [self.view.meaning(self.view.filled(line, place)) for line in lines]
        return next(
            (one.heading for one in reversed(found) if one.heading and not (one.items or one.groups)), Heading.NONE
        )

    def heading_of_line(self, line: int) -> Heading:
        """What a line holds, by its label, where this is a heading such as Measure or Team."""
        meanings = [self.view.meaning(self.view.filled(line, place)) for place in self.label_places[:2]]
        return next((meaning.heading for meaning in meanings if meaning.heading in NAMING), Heading.NONE)

    def caption(self) -> Meaning:
        """The meaning of the title or corner cell that names a measure, or UNKNOWN; so where it names its target."""
        corner = [self.view.filled(line, place) for line in self.period_lines for place in self.label_places]
        rows, columns = self._rows_and_columns()
        first = self.bounds.first_place if self.view.transposed else self.bounds.first_line
        above = [
            self.view.sheet.cells.get((row, column))
            for row in range(min(rows) - 1, max(first, min(rows) - 4) - 1, -1)
            for column in range(min(columns), max(columns) + 1)
        ]
        named = next((found for cell in (*corner, *above) if (found := self.view.meaning(cell)).items), UNKNOWN)
        return named if named.heading in {Heading.NONE, Heading.QUALIFIER, *NAMING} else UNKNOWN

    def title(self) -> list[str]:
        """The texts of the title block."""
        return [cell.text for cell in self.title_cells]

    @cached_property
    def title_cells(self) -> list[Cell]:
        """The text cells of the title block: the corner, and those above and between its rows of headings."""
        headings = [*self.period_lines, *self.naming_lines]
        corner = [self.view.filled(line, place) for line in headings for place in self.label_places]
        turned = self.view.transposed
        rows, columns = self._rows_and_columns()
        above = cells_above(self.view, min(rows), min(columns), min(self._last_column, MOST_TITLE_COLUMNS))
        between = () if turned else cells_between(self.view, frozenset({*headings, *self.beside_lines}), self.run.line)
        titles = [cell for cell in (*corner, *between, *above) if cell is not None and cell.text]
        return [cell for cell in titles if not self._heads_places(cell)]

    @property
    def _last_column(self) -> int:
        """The last column over which a title may stand; after it the labels of another table do."""
        if self.view.transposed:
            return max(self.lines)
        return next(
            (place - 1 for place in self.places if place > self.run.last and self.view.holds_names(place)),
            max(self.places),
        )

    def _heads_places(self, cell: Cell) -> bool:
        """Whether a cell above the table, such as Target over a year, is of some places only, and no title of all."""
        line, place = self.view.spot(cell)
        return line in self.beside_lines and place > self.first and bool(beside_periods(self.view, line, place))

    def _rows_and_columns(self) -> tuple[list[int], list[int]]:
        return (self.all_places, self.lines) if self.view.transposed else (self.lines, self.all_places)

    def hidden(self) -> tuple[set[int], set[int]]:
        """The hidden rows and the hidden columns that hold figures of this table."""
        lines, places = set(self.figure_lines), set(self.timeline.period_by_place)
        rows, columns = (places, lines) if self.view.transposed else (lines, places)
        return rows & self.view.sheet.hidden_rows, columns & self.view.sheet.hidden_columns
