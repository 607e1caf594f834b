"""Tables: columns wide enough for their words, rows that never split, headings repeated on every page they reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest
from typing import NamedTuple

from layouts import roles, theme
from layouts.blocks import Cell, CellChart, Row, Span, Status, Table, Text
from layouts.drawing.column_headings import SetColumn, TableHeading, grouped, measured_groups, set_headings
from layouts.drawing.column_widths import MeasuredCell, MeasuredGroup, Rows, column_widths, least_widths
from layouts.drawing.flowables import AFTER_AN_INTRODUCTION, IN_A_TABLE, KEEP_WITH_NEXT, NO_PENALTY, Piece
from layouts.drawing.pen import LEFT, RIGHT, Pen
from layouts.drawing.status_shapes import draw_shape
from layouts.roles import Role
from layouts.tagged.structure import Attributes
from layouts.text.set_text import SetText, measure_text, set_text
from layouts.theme import Edition, TableStyle

LONGEST_CAPTION = 6  # lines; more is cut
_FULLEST_COMPACT = 0.92  # of the width: months closer together run into one another
_LEAST_TREND = 36.0  # points: a narrower trend says nothing
_SMALL_TABLE = 0.3 * theme.FRAME_HEIGHT  # a table no higher is kept whole where it can be


class _SetCell(NamedTuple):
    words: SetText | None
    shape: str = ""
    trend: CellChart | None = None

    @property
    def height(self) -> float:
        return 0.0 if self.words is None else self.words.height


_NOTHING = _SetCell(None)  # where a row has too few cells, so that every row has as many as there are columns


class _SetRow(NamedTuple):
    cells: tuple[_SetCell, ...]
    height: float
    band: bool


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A measured table. Its first piece is caption and headings, then one piece a row.

    A caption that is not shown is the table's ``summary``.
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
    role: Role = roles.TABLE
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pieces", tuple(self._measured()))

    def _measured(self) -> Iterator[Piece]:
        """Caption and headings, then the rows; neither the first row nor the last ever stands alone."""
        again = self.heading.height
        height = self._caption_height + again
        whole = height + sum(row.height for row in self.rows) <= _SMALL_TABLE
        yield Piece(height, KEEP_WITH_NEXT if self.rows else NO_PENALTY)
        for index, row in enumerate(self.rows):
            last = index == len(self.rows) - 1
            held = row.band or index == 0 or index == len(self.rows) - 2
            free = last or self.rows[index + 1].band
            penalty = (
                KEEP_WITH_NEXT
                if held and not last
                else NO_PENALTY
                if free
                else AFTER_AN_INTRODUCTION
                if whole
                else IN_A_TABLE
            )
            yield Piece(row.height, penalty, again)

    @property
    def _caption_height(self) -> float:
        return self.caption.height + theme.UNDER_HEADING if self.caption else 0.0

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw some of its rows under their headings."""
        with pen.within(self.role, key=id(self), attributes=Attributes(summary=self.summary)):
            if start == 0 and self.caption:
                with pen.within(roles.CAPTION):
                    pen.text(self.caption, x, top)
                top += self._caption_height
            # A later page's headings repeat what the first page says: whoever listens is spared them.
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
                with pen.within(roles.BAND, attributes=replace(roles.BAND.attributes, columns=len(self.columns))):
                    self._draw_cell(pen, row.cells[0], self.columns[0], x, top)
                return
            missing = [_NOTHING] * (len(self.columns) - len(row.cells))
            for index, (column, cell) in enumerate(zip(self.columns, (*row.cells, *missing), strict=True)):
                with pen.within(roles.ROW_HEADER if self.row_heads and index == 0 else roles.CELL):
                    self._draw_cell(pen, cell, column, x, top)

    def _draw_cell(self, pen: Pen, cell: _SetCell, column: SetColumn, x: float, top: float) -> None:
        if cell.trend:
            first_line = top + self.style.above + self.style.cell.leading / 2
            self._draw_trend(pen, cell.trend, column, x, first_line - self.edition.trend_height / 2)
        else:
            self._draw_words(pen, cell, column, x, top + self.style.above)

    def _draw_words(self, pen: Pen, cell: _SetCell, column: SetColumn, x: float, top: float) -> None:
        if cell.words is None:
            return
        x += column.x
        if cell.shape:
            draw_shape(pen, cell.shape, x, top + cell.words.style.leading / 2, self.edition.shape)
            x += self.edition.shape + self.edition.shape_gap
        pen.text(cell.words, x + (column.width if column.side == RIGHT else 0.0), top, side=column.side)

    def _draw_trend(self, pen: Pen, trend: CellChart, column: SetColumn, x: float, top: float) -> None:
        height = self.edition.trend_height
        drawing = trend.draw(column.width, height, self.edition.chart_label)
        pen.figure(drawing, x + column.x, top, height)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A table's words, measured cell by cell but not yet set in columns."""

    table: Table
    style: TableStyle
    edition: Edition
    headings: tuple[MeasuredCell, ...]
    groups: tuple[MeasuredGroup, ...]
    rows: tuple[tuple[Row, tuple[MeasuredCell, ...]], ...]

    @property
    def kept(self) -> Rows:
        """The cells that have to fit into columns: all but the bands'."""
        return [content for row, content in self.rows if not row.band]

    def of_columns(self, places: Sequence[int]) -> _Measured:
        """Some columns of it alone, and all of its rows."""
        columns = tuple(self.table.columns[place] for place in places)
        rows = []
        for row, content in self.rows:
            there = (0,) if row.band else tuple(place for place in places if place < len(content))
            cells = replace(row, cells=tuple(row.cells[place] for place in there))
            rows.append((cells, tuple(content[place] for place in there)))
        headings = tuple(self.headings[place] for place in places)
        table, groups = replace(self.table, columns=columns), measured_groups(columns, self.style)
        return replace(self, table=table, headings=headings, groups=groups, rows=tuple(rows))

    def fits(self, width: float) -> bool:
        """Whether its longest words leave the columns of a width some room, or figures alone stay on one line each."""
        gaps = 2 * self.style.beside * (len(self.headings) - 1)
        if self.table.compact:
            return (
                sum(least_widths(self.headings, self.kept, self.groups, whole=True)) + gaps <= _FULLEST_COMPACT * width
            )
        return sum(least_widths(self.headings, self.kept, self.groups)) + gaps <= self.edition.fullest_table * width


def set_table(table: Table, width: float, above: float, edition: Edition) -> Iterator[TableGrid]:
    """Measure a table at a width. One too wide for the edition becomes several, each with what names rows."""
    parts = _parts(_measured(table, edition), width)
    shown = table.show_caption or (len(parts) > 1 and not table.compact)
    for number, part in enumerate(parts, 1):
        part_of = (Span(f" (part {number} of {len(parts)})"),) if len(parts) > 1 else ()
        yield _grid(
            part, (*table.caption, *part_of), shown, width, above if number == 1 or table.compact else theme.ABOVE_TABLE
        )


def _measured(table: Table, edition: Edition) -> _Measured:
    style = _style(table, edition)
    rows = tuple(
        (row, tuple(_content(cell, style, edition, row.band) for cell in row.cells)) for row in table.rows if row.cells
    )
    headings = tuple(MeasuredCell(measure_text(column.heading, style.heading)) for column in table.columns)
    return _Measured(table, style, edition, headings, measured_groups(table.columns, style), rows)


def _parts(whole: _Measured, width: float) -> list[_Measured]:
    """A table in as few parts as fit, of about as many columns each; whole where nothing would be gained.

    Columns under one heading stay together unless even the narrowest parts would then be too wide.
    """
    naming, others = whole.table.naming_columns, whole.table.columns[whole.table.naming_columns :]
    if not whole.edition.fullest_table or whole.fits(width):
        return [whole]
    tables = [whole]
    for ends in dict.fromkeys((tuple(stop for _, stop in grouped(others)), tuple(range(1, len(others) + 1)))):
        for parts in range(2, len(ends) + 1):
            cuts = [naming + (0, *ends)[len(ends) * part // parts] for part in range(parts + 1)]
            tables = [whole.of_columns((*range(naming), *range(start, stop))) for start, stop in pairwise(cuts)]
            if all(table.fits(width) for table in tables):
                return tables
    return tables


def _grid(part: _Measured, words: Text, shown: bool, width: float, above: float) -> TableGrid:
    table, style, edition = part.table, part.style, part.edition
    columns = _columns(part, width)
    heading = set_headings(part.headings, part.groups, columns, style, width)
    rows = tuple(_set_row(row, content, columns, style, width) for row, content in part.rows)
    caption = set_text(words, edition.caption, edition.measure, most_lines=LONGEST_CAPTION)
    over = caption if shown and caption.lines else None
    summary = "" if over else caption.printed
    return TableGrid(over, summary, columns, heading, rows, style, width, table.row_heads, above, edition)


def _style(table: Table, edition: Edition) -> TableStyle:
    if table.compact:
        return edition.compact_table
    return edition.wide_table if len(table.columns) >= theme.WIDE_FROM_COLUMNS else edition.table


def _content(cell: Cell, style: TableStyle, edition: Edition, band: bool) -> MeasuredCell:
    if isinstance(cell, CellChart):
        return MeasuredCell(None, _LEAST_TREND)
    words = cell.text if isinstance(cell, Status) else cell
    taken = edition.shape + edition.shape_gap if isinstance(cell, Status) else 0.0
    return MeasuredCell(measure_text(words, style.heading if band else style.cell), taken)


def _columns(part: _Measured, width: float) -> tuple[SetColumn, ...]:
    """Where the columns stand. Words keep clear of a band's edge; without bands they stand flush with the text."""
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
            cells.append(_SetCell(None, trend=cell if isinstance(cell, CellChart) else None))
            continue
        room = width - 2 * column.x if row.band else column.width
        words = content.words.set(room - content.taken, int(theme.TALLEST_CELL / style.cell.leading))
        cells.append(_SetCell(words, cell.shape if isinstance(cell, Status) else ""))
        if row.band:
            break
    height = max((cell.height for cell in cells), default=0.0) + 2 * style.above
    return _SetRow(tuple(cells), height, row.band)
