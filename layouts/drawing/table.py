"""Sets tables: column widths, rows that are never split, column headings repeated on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest
from typing import NamedTuple

from layouts import roles, theme
from layouts.blocks import Cell, CellChart, Row, Span, Status, Table, Text
from layouts.drawing.column_headings import SetColumn, TableHeading, column_groups, measured_groups, set_headings
from layouts.drawing.column_widths import MeasuredCell, MeasuredGroup, Rows, column_widths, least_widths
from layouts.drawing.flowables import AFTER_AN_INTRODUCTION, IN_A_TABLE, KEEP_WITH_NEXT, NO_PENALTY, Piece
from layouts.drawing.pen import LEFT, RIGHT, Pen
from layouts.drawing.status_shapes import draw_status
from layouts.roles import Role
from layouts.tagged.structure import Attributes
from layouts.text.set_text import SetText, measure_text, set_text
from layouts.theme import Edition, TableStyle

LONGEST_CAPTION = 6  # lines; more is cut
_FULLEST_COMPACT = 0.92  # of the width: fuller, the columns would run into one another
_NARROWEST_CHART = 36.0  # points
_SMALL_TABLE = 0.3 * theme.FRAME_HEIGHT  # a table no higher is kept on one page if possible


class _SetCell(NamedTuple):
    words: SetText | None
    shape: str = ""
    chart: CellChart | None = None

    @property
    def height(self) -> float:
        return 0.0 if self.words is None else self.words.height


_EMPTY = _SetCell(None)  # fills up rows with too few cells


class _SetRow(NamedTuple):
    cells: tuple[_SetCell, ...]
    height: float
    band: bool


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A set table. Its first piece is caption and column headings, then one piece for each row.

    A caption that is not shown is the ``summary`` (Summary attribute).
    """

    caption: SetText | None
    summary: str
    columns: tuple[SetColumn, ...]
    heading: TableHeading
    rows: tuple[_SetRow, ...]
    style: TableStyle
    width: float
    row_heads: bool
    above: float
    edition: Edition
    anchor: str = ""
    role: Role = roles.TABLE
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pieces", tuple(self._split()))

    def _split(self) -> Iterator[Piece]:
        """Caption and headings, then the rows; neither the first row nor the last ever stands alone on a page."""
        again = self.heading.height
        height = self._caption_height + again
        whole = height + sum(row.height for row in self.rows) <= _SMALL_TABLE
        yield Piece(height, KEEP_WITH_NEXT if self.rows else NO_PENALTY)
        for index, row in enumerate(self.rows):
            last = index == len(self.rows) - 1
            held = row.band or index == 0 or index == len(self.rows) - 2
            free = last or self.rows[index + 1].band
            inside = AFTER_AN_INTRODUCTION if whole else IN_A_TABLE
            yield Piece(row.height, KEEP_WITH_NEXT if held and not last else NO_PENALTY if free else inside, again)

    @property
    def _caption_height(self) -> float:
        return self.caption.height + theme.UNDER_HEADING if self.caption else 0.0

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw some of its rows under the column headings."""
        with pen.within(self.role, key=id(self), attributes=Attributes(summary=self.summary)):
            if start == 0 and self.caption:
                with pen.within(roles.CAPTION):
                    pen.text(self.caption, x, top)
                top += self._caption_height
            # On later pages the headings are artifacts: a screen reader reads them once.
            with pen.within(roles.REPEATED_HEADINGS if start else roles.TABLE_HEAD):
                self.heading.draw(pen, x, top)
            with pen.within(roles.TABLE_BODY, key="body"):
                self._draw_rows(pen, self.rows[max(start - 1, 0) : stop - 1], x, top + self.heading.height)

    def _draw_rows(self, pen: Pen, rows: Sequence[_SetRow], x: float, top: float) -> None:
        for row, after in zip_longest(rows, rows[1:]):
            self._draw_row(pen, row, x, top)
            top += row.height
            if after is None or (self.style.row_rules and not row.band and not after.band):
                pen.rule(x, top - theme.HAIRLINE, self.width, theme.HAIRLINE, theme.RULE)

    def _draw_row(self, pen: Pen, row: _SetRow, x: float, top: float) -> None:
        if row.band:
            pen.box(x, top, self.width, row.height - theme.HAIRLINE, theme.TINT)
        with pen.within(roles.ROW):
            if row.band:
                with pen.within(roles.BAND, attributes=roles.BAND.attributes._replace(columns=len(self.columns))):
                    self._draw_cell(pen, row.cells[0], self.columns[0], x, top)
                return
            missing = [_EMPTY] * (len(self.columns) - len(row.cells))
            for index, (column, cell) in enumerate(zip(self.columns, (*row.cells, *missing), strict=True)):
                with pen.within(roles.ROW_HEADER if self.row_heads and index == 0 else roles.CELL):
                    self._draw_cell(pen, cell, column, x, top)

    def _draw_cell(self, pen: Pen, cell: _SetCell, column: SetColumn, x: float, top: float) -> None:
        x, top, edition = x + column.x, top + self.style.above, self.edition
        if cell.chart:
            upper = top + (self.style.cell.leading - edition.trend_height) / 2
            pen.chart(cell.chart, (x, upper, column.width, edition.trend_height), edition.chart_label)
        elif cell.words is not None and cell.shape:
            draw_status(pen, cell.shape, cell.words, x, top, edition)
        elif cell.words is not None:
            pen.text(cell.words, x + (column.width if column.side == RIGHT else 0.0), top, side=column.side)


class _MeasuredTable(NamedTuple):
    """A table measured cell by cell but not yet set in columns."""

    table: Table
    style: TableStyle
    edition: Edition
    headings: tuple[MeasuredCell, ...]
    groups: tuple[MeasuredGroup, ...]
    rows: tuple[tuple[Row, tuple[MeasuredCell, ...]], ...]

    @property
    def kept(self) -> Rows:
        """The cells that have to fit their columns: all but those of bands."""
        return [content for row, content in self.rows if not row.band]

    def of_columns(self, places: Sequence[int]) -> _MeasuredTable:
        """The same table with some of its columns only."""
        columns = tuple(self.table.columns[place] for place in places)
        rows = []
        for row, content in self.rows:
            there = (0,) if row.band else tuple(place for place in places if place < len(content))
            cells = replace(row, cells=tuple(row.cells[place] for place in there))
            rows.append((cells, tuple(content[place] for place in there)))
        headings = tuple(self.headings[place] for place in places)
        table, groups = replace(self.table, columns=columns), measured_groups(columns, self.style)
        return self._replace(table=table, headings=headings, groups=groups, rows=tuple(rows))

    def fits(self, width: float) -> bool:
        """Whether the longest words leave some of the width free; in a compact table, whether cells fit on one line."""
        gaps = 2 * self.style.beside * (len(self.headings) - 1)
        if self.table.compact:
            return (
                sum(least_widths(self.headings, self.kept, self.groups, whole=True)) + gaps <= _FULLEST_COMPACT * width
            )
        return sum(least_widths(self.headings, self.kept, self.groups)) + gaps <= self.edition.fullest_table * width


def set_table(table: Table, width: float, above: float, edition: Edition) -> Iterator[TableGrid]:
    """Set a table in ``width`` points. One too wide for the edition is set as several, each with the naming columns."""
    parts = _parts(_measure(table, edition), width)
    shown = table.show_caption or (len(parts) > 1 and not table.compact)
    for number, part in enumerate(parts, 1):
        part_of = (Span(f" (part {number} of {len(parts)})"),) if len(parts) > 1 else ()
        yield _grid(
            part, (*table.caption, *part_of), shown, width, above if number == 1 or table.compact else theme.ABOVE_TABLE
        )


def _measure(table: Table, edition: Edition) -> _MeasuredTable:
    wide = len(table.columns) >= theme.WIDE_FROM_COLUMNS
    style = edition.compact_table if table.compact else edition.wide_table if wide else edition.table
    rows = tuple(
        (row, tuple(_content(cell, style, edition, row.band) for cell in row.cells)) for row in table.rows if row.cells
    )
    headings = tuple(MeasuredCell(measure_text(column.heading, style.heading)) for column in table.columns)
    return _MeasuredTable(table, style, edition, headings, measured_groups(table.columns, style), rows)


def _parts(whole: _MeasuredTable, width: float) -> list[_MeasuredTable]:
    """A table as the fewest parts that fit, with about equally many columns each; whole if it fits or cannot be helped.

    Columns of one group stay together unless even the narrowest parts would then be too wide.
    """
    naming, others = whole.table.naming_columns, whole.table.columns[whole.table.naming_columns :]
    if not whole.edition.fullest_table or whole.fits(width):
        return [whole]
    tables = [whole]
    for ends in dict.fromkeys((tuple(stop for _, stop in column_groups(others)), tuple(range(1, len(others) + 1)))):
        for parts in range(2, len(ends) + 1):
            cuts = [naming + (0, *ends)[len(ends) * part // parts] for part in range(parts + 1)]
            tables = [whole.of_columns((*range(naming), *range(start, stop))) for start, stop in pairwise(cuts)]
            if all(table.fits(width) for table in tables):
                return tables
    return tables


def _grid(part: _MeasuredTable, words: Text, shown: bool, width: float, above: float) -> TableGrid:
    table, style, edition = part.table, part.style, part.edition
    columns = _columns(part, width)
    heading = set_headings(part.headings, part.groups, columns, style, width)
    rows = tuple(_set_row(row, content, columns, style, width) for row, content in part.rows)
    style_of_caption = edition.compact_caption if table.compact else edition.caption
    caption = set_text(words, style_of_caption, edition.measure, most_lines=LONGEST_CAPTION)
    over = caption if shown and caption.lines else None
    summary = "" if over else caption.printed
    return TableGrid(over, summary, columns, heading, rows, style, width, table.row_heads, above, edition, table.anchor)


def _content(cell: Cell, style: TableStyle, edition: Edition, band: bool) -> MeasuredCell:
    if isinstance(cell, CellChart):
        return MeasuredCell(None, _NARROWEST_CHART)
    words = cell.text if isinstance(cell, Status) else cell
    taken = edition.shape + edition.shape_gap if isinstance(cell, Status) else 0.0
    return MeasuredCell(measure_text(words, style.heading if band else style.cell), taken)


def _columns(part: _MeasuredTable, width: float) -> tuple[SetColumn, ...]:
    """Position, width and side of the columns. Tables with bands are inset, so that text stays clear of the tint."""
    table, style = part.table, part.style
    inset = theme.BAND_INSET if any(row.band for row in table.rows) else 0.0
    sides = [RIGHT if column.align == "right" else LEFT for column in table.columns]
    turns = [theme.TURN_GAP if pair == (RIGHT, LEFT) else 0.0 for pair in pairwise(sides)]
    edges = {edge for group in part.groups for edge in (group.start, group.stop)}
    parted = [theme.GROUP_GAP if place in edges else 0.0 for place in range(1, len(sides))]
    gaps = [2 * style.beside + max(extra) for extra in zip(turns, parted, strict=True)] + [0.0]
    shares, room = [column.share for column in table.columns], width - 2 * inset - sum(gaps)
    widths = column_widths(shares, part.headings, part.kept, room, part.groups)
    columns, x = [], inset
    for side, column_width, gap in zip(sides, widths, gaps, strict=True):
        columns.append(SetColumn(x, column_width, side))
        x += column_width + gap
    return tuple(columns)


def _set_row(
    row: Row, contents: Sequence[MeasuredCell], columns: tuple[SetColumn, ...], style: TableStyle, width: float
) -> _SetRow:
    cells = []
    for cell, content, column in zip(row.cells, contents, columns, strict=False):
        if content.words is None:
            cells.append(_SetCell(None, chart=cell if isinstance(cell, CellChart) else None))
            continue
        room = width - 2 * column.x if row.band else column.width
        words = content.words.set(room - content.taken, int(theme.TALLEST_CELL / style.cell.leading))
        cells.append(_SetCell(words, cell.shape if isinstance(cell, Status) else ""))
        if row.band:
            break
    height = max((cell.height for cell in cells), default=0.0) + 2 * style.above
    return _SetRow(tuple(cells), height, row.band)
