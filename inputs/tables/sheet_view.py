"""A view of a sheet with the periods across: as it is, or transposed where the months go down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from inputs.files.workbook_values import Cell, Sheet
from inputs.headings.cell_values import read_value
from inputs.headings.folding import fold
from inputs.headings.meaning import UNKNOWN, Heading, Meaning
from inputs.headings.numbered_periods import numbered_in
from inputs.headings.out_turns import may_be_out_turn, not_yet_out, out_turn, out_turns
from inputs.headings.period_headings import Form, PeriodHeading, period_heading
from inputs.headings.period_in_heading import is_of_week, without_period
from inputs.headings.roles import Role
from inputs.headings.vocabulary import Lexicon
from inputs.headings.year_headings import holds_year, named_years, words_before_year
from inputs.intake import State

MOST_MERGED_CELLS = 20_000
MOST_LABELS = 8  # to the left of a figure
MOST_ROWS_ABOVE = 400  # of a figure, up to its heading
MOST_HEADING_WORDS = 6  # of a heading with a period and a role, such as Dec-23 Num

_HEADS = {Heading.MEASURE, Heading.PERIOD, Heading.GROUP}


class SheetView:
    """The cells of a sheet by (line, place), together called a spot.

    For a table with its months in a row, a line is a row and a place a column. For one with its months in a column,
    the view is ``transposed``: a line is a column and a place a row. All that reads tables uses lines and places, so it
    reads both.
    """

    def __init__(self, sheet: Sheet, lexicon: Lexicon, transposed: bool, other: SheetView | None = None) -> None:
        """``other`` is the other view of the same sheet, so that what both need is worked out once."""
        self.sheet = sheet
        self.lexicon = lexicon
        self.transposed = transposed
        self._columns: Mapping[int, Mapping[int, Cell]] = other._columns if other else _by_column(sheet.rows)
        self.by_line = self._columns if transposed else sheet.rows
        self.cells: Mapping[tuple[int, int], Cell] = (
            {(column, row): cell for (row, column), cell in sheet.cells.items()} if transposed else sheet.cells
        )
        self.last_line = max(self.by_line, default=0)
        self.last_place = max((place for _, place in self.cells), default=0)
        self._merged = dict(self._merged_spots())
        self._numbered: dict[tuple[int, int], PeriodHeading] = other._numbered if other else self._numbers()
        self._periods: dict[tuple[int, int], PeriodHeading | None] = dict(self._numbered)
        self._by_itself: dict[tuple[int, int], PeriodHeading | None] = other._by_itself if other else {}
        self._stated: set[tuple[int, int]] = set()
        self._holds_names: dict[int, bool] = {}
        self._heads_columns: dict[int, bool] = {}
        self._split: dict[str, tuple[PeriodHeading | None, Meaning]] = {}
        self._with_year: list[Cell] = (
            other._with_year
            if other
            else [cell for cell in sheet.cells.values() if type(cell.value) is str and holds_year(cell.value)]
        )
        self._may_be_out: list[Cell] = (
            other._may_be_out if other else [cell for cell in sheet.cells.values() if may_be_out_turn(cell.value)]
        )
        lines = sorted({self.spot(cell)[0] for cell in self._with_year})
        self._named_years = {spot: found for line in lines for spot, found in self._years_of(line)}
        lines = sorted({self.spot(cell)[0] for cell in self._may_be_out})
        self._out_turns = {spot: found for line in lines for spot, found in self._out_turns_of(line)}

    def spot(self, cell: Cell) -> tuple[int, int]:
        """The (line, place) of a cell."""
        return self.oriented(cell.row, cell.column)

    def oriented(self, first: int, second: int) -> tuple[int, int]:
        """The (line, place) of a (row, column), and the reverse."""
        return (second, first) if self.transposed else (first, second)

    def blank(self, line: int, place: int) -> Cell:
        """An empty cell with the address of a spot."""
        return Cell(*self.oriented(line, place), None)

    def _numbers(self) -> dict[tuple[int, int], PeriodHeading]:
        """The numbers that are periods, by (row, column), as those under Quarter beside a column of years."""
        listed = (*numbered_in(self.sheet.rows), *numbered_in(self._columns))
        return {(cell.row, cell.column): found for cell, found in listed}

    def _merged_spots(self) -> Iterator[tuple[tuple[int, int], Cell]]:
        """Every spot that a merged cell covers, with the cell that holds its value."""
        last_row, last_column = self.oriented(self.last_line, self.last_place)
        count = 0
        for at in self.sheet.merged:
            holder = self.sheet.cells.get((at.top, at.left))
            if holder is None:
                continue
            for row, column in at.places(last_row + 1, last_column + 1):
                count += 1
                if count > MOST_MERGED_CELLS:
                    return
                yield self.oriented(row, column), holder

    def _years_of(self, line: int) -> Iterator[tuple[tuple[int, int], PeriodHeading]]:
        """The headings of a line that are years after one and the same name, such as ``Peterborough 2025``."""
        cells = self.by_line[line]
        words = {before for cell in cells.values() if (before := words_before_year(cell.value))}
        if words:
            text_by_place = {place: cell.text for place, cell in cells.items() if cell.text}
            known = {word for word in words if self._has_meaning(word)}
            for place, found in named_years(text_by_place, known).items():
                yield (line, place), found

    def _out_turns_of(self, line: int) -> Iterator[tuple[tuple[int, int], PeriodHeading]]:
        """The headings of a line that are years by the months beside them, such as ``31 March 2023``."""
        values = {place: self.sheet.day_value(cell) for place, cell in self.by_line[line].items() if not cell.trouble}
        for place, found in out_turns(values).items():
            yield (line, place), found

    def _has_meaning(self, words: str) -> bool:
        """Whether words before a year have a meaning, as England or Target do; Outturn and Year do not count."""
        meaning = self.lexicon.meaning(words)
        value = meaning.role is Role.VALUE and meaning.heading is Heading.NONE
        others = not self.lexicon.words.of_others.isdisjoint(fold(words).split())
        return others or (meaning.known and not value and meaning.heading is not Heading.PERIOD)

    def period(self, cell: Cell | None) -> PeriodHeading | None:
        """The period heading in a cell, by itself or as one of several years after a name; None where it is none."""
        if cell is None or cell.trouble:
            return None
        spot = (cell.row, cell.column)
        if spot not in self._periods:  # every table that may reach a cell reads it
            self._periods[spot] = self._read_period(cell, spot)
        return self._periods[spot]

    def _read_period(self, cell: Cell, spot: tuple[int, int]) -> PeriodHeading | None:
        if spot not in self._by_itself:
            self._by_itself[spot] = period_heading(self.sheet.day_value(cell))
        found = self._out_turns.get(self.oriented(*spot)) or self._by_itself[spot]
        if found is None and isinstance(cell.value, str) and not is_of_week(cell.value):
            found = self._named_years.get(self.spot(cell)) or out_turn(cell.text) or self._with_role(cell.text)[0]
        counted = found is not None and found.form is Form.YEAR and is_figure(cell) and self._is_count(cell)
        return None if counted else found

    def _is_count(self, cell: Cell) -> bool:
        """Whether a bare number that could be a year is a figure, by the labels to its left and the heading above it.

        So where they name a measure or a month. Under a heading such as Year, or after one such as Measure, it is a
        year; and where nothing says which, as in most rows of headings.
        """
        row = self.sheet.rows[cell.row]
        left = [row[place] for place in row if place < cell.column][-MOST_LABELS:]
        above = self._heading_above(cell)
        labels = [self.meaning(label) for label in left if isinstance(label.value, str)]
        if self.meaning(above).heading is Heading.PERIOD or any(label.heading in _HEADS for label in labels):
            return False
        if any(label.names_data and label.heading is Heading.NONE for label in labels):
            return True
        return any(map(_is_month, left)) or (bool(labels) and _is_month(above))

    def _heading_above(self, cell: Cell) -> Cell | None:
        """The nearest cell above that holds no number, in the same table: without a blank cell between."""
        for row in range(cell.row - 1, max(0, cell.row - MOST_ROWS_ABOVE), -1):
            above = self.sheet.cells.get((row, cell.column))
            if above is None or not is_figure(above):
                return above
        return None

    def state(self, headings: Mapping[tuple[int, int], PeriodHeading]) -> None:
        """Give headings that name no period, such as Numerator, the one that the title states, by spot."""
        for spot, heading in headings.items():
            self._periods[self.oriented(*spot)] = heading
            self._stated.add(self.oriented(*spot))

    def beside_period(self, cell: Cell) -> Meaning:
        """The meaning of a heading without its period; of ``Last month`` under a title with a month, nothing more."""
        if (cell.row, cell.column) in self._stated:
            meaning = self.meaning(cell)
            return meaning if meaning.role else UNKNOWN
        if self.period(cell) is None:
            return self.meaning(cell)
        yearly = self.spot(cell) in self._out_turns or out_turn(cell.text) is not None
        return UNKNOWN if yearly else self._with_role(cell.text)[1]

    def _with_role(self, text: str) -> tuple[PeriodHeading | None, Meaning]:
        """Read a heading with a period and, before or after it, a role: ``Dec-23 Num``."""
        if text not in self._split:
            self._split[text] = next(self._splits(text), (None, UNKNOWN))
        return self._split[text]

    def _splits(self, text: str) -> Iterator[tuple[PeriodHeading, Meaning]]:
        words = text.split()
        if not 1 < len(words) <= MOST_HEADING_WORDS or not any(mark.isdigit() for mark in text) or not_yet_out(text):
            return
        for cut in range(1, len(words)):
            first, second = (" ".join(part).strip(" -–:()[]") for part in (words[:cut], words[cut:]))
            for period, other in ((first, second), (second, first)):
                named = period_heading(period)
                meaning = self.lexicon.meaning(other) if named else UNKNOWN
                plain = meaning.heading in {Heading.NONE, Heading.QUALIFIER}
                if named and meaning.role and plain and not (meaning.items or meaning.groups):
                    yield named, meaning

    def period_beside(self, cell: Cell | None) -> PeriodHeading | None:
        """The period in a heading of something beside figures, such as ``Target 2024/25``; None where it has none."""
        if cell is None or not isinstance(cell.value, str) or cell.trouble or not self.meaning(cell).heading:
            return None
        ways = [(rest, named) for rest, named in without_period(cell.value) if self.lexicon.meaning(rest).heading]
        if not ways:
            return None
        # Of "Q3 target 2023/24" each of the two states a part.
        own, above = (next((n for _, n in ways if n.has_period is whole), None) for whole in (False, True))
        if own is not None and above is not None and own.lacks_year:
            return own.under(above)
        rest, named = min(ways, key=lambda way: len(way[0].split()))
        within = (part for _, part in without_period(rest) if part.lacks_year and named.has_period)
        part = next(within, None)  # of "2023/24 March target"
        return part.under(named) if part else named

    def filled(self, line: int, place: int) -> Cell | None:
        """The cell at a spot, or the merged cell that covers it."""
        return self.cells.get((line, place)) or self._merged.get((line, place))

    def holds_names(self, place: int) -> bool:
        """Whether a place holds names of measures or groups and no figures, as a stub column does."""
        if place not in self._holds_names:
            column = [cells[place] for cells in self.by_line.values() if place in cells]
            named = any(meaning.items or meaning.groups for meaning in map(self.meaning, column))
            self._holds_names[place] = named and not any(map(is_figure, column))
        return self._holds_names[place]

    def heads_columns(self, place: int) -> bool:
        """Whether a place holds several periods, in lines of their own, and no figures."""
        if place not in self._heads_columns:
            cells = [cells[place] for cells in self.by_line.values() if place in cells]
            others = [cell for cell in cells if self.period(cell) is None]
            self._heads_columns[place] = len(cells) - len(others) > 1 and not any(map(is_figure, others))
        return self._heads_columns[place]

    def headed(self, line: int, first: int) -> bool:
        """Whether a heading such as Month or Quarter stands before a place of a line."""
        return self.meaning(self.filled(line, first - 1)).heading is Heading.PERIOD

    def meaning(self, cell: Cell | None) -> Meaning:
        """The meaning of a label cell. A bare number can only be the name of a group, such as the age 0."""
        value = cell.value if cell is not None else None
        if isinstance(value, str):
            return self.lexicon.meaning(value)
        if isinstance(value, int) and not isinstance(value, bool):
            groups = self.lexicon.meaning(str(value)).groups
            return Meaning(groups=groups) if groups else UNKNOWN
        return UNKNOWN


def _by_column(rows: Mapping[int, Mapping[int, Cell]]) -> dict[int, dict[int, Cell]]:
    columns: dict[int, dict[int, Cell]] = {}
    for row, cells in rows.items():
        for column, cell in cells.items():
            columns.setdefault(column, {})[row] = cell
    return dict(sorted(columns.items()))


def _is_month(cell: Cell | None) -> bool:
    """Whether a cell holds a period that no figure could be."""
    return cell is not None and not is_figure(cell) and period_heading(cell.value) is not None


def is_figure(cell: Cell | None) -> bool:
    """Whether a cell holds a figure: a number, or text that is one."""
    if cell is None:
        return False
    kind = type(cell.value)  # asked of every cell many times, and isinstance of two kinds takes far longer
    return kind is float or kind is int or (kind is str and _is_figure_text(cell.value))


@lru_cache(maxsize=4096)
def _is_figure_text(text: str) -> bool:
    return any(mark.isdigit() for mark in text) and read_value(Cell(1, 1, text)).state is State.NUMBER
