"""Tables: columns wide enough for their words, rows that never split, headings repeated on every page they reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from layouts import roles, theme
from layouts.blocks import Cell, Row, Status, Table, Trend
from layouts.flowables import AFTER_AN_OPENING, FREE, HELD, IN_A_TABLE, Piece
from layouts.ink import LEFT, RIGHT, Ink
from layouts.roles import Role
from layouts.shapes import draw_shape
from layouts.text import SetText, Wording, set_text, wording
from layouts.theme import TableStyle

_SHAPE_ROOM = theme.SHAPE + theme.SHAPE_GAP
_LEAST_TREND = 36.0  # points: a narrower trend says nothing
_SMALL_TABLE = 0.3 * theme.FRAME_HEIGHT  # a table no higher is kept whole where it can be


class _SetCell(NamedTuple):
    words: SetText | None
    shape: str = ""
    trend: Trend | None = None

    @property
    def height(self) -> float:
        return theme.TREND_HEIGHT if self.words is None else self.words.height


class _SetRow(NamedTuple):
    cells: tuple[_SetCell, ...]
    height: float
    band: bool


class _Column(NamedTuple):
    x: float
    width: float
    side: str


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A measured table. Its first piece is caption and headings, then one piece a row."""

    caption: SetText | None
    columns: tuple[_Column, ...]
    heading: _SetRow
    rows: tuple[_SetRow, ...]
    style: TableStyle
    width: float
    row_heads: bool
    above: float
    role: Role = roles.TABLE
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pieces", tuple(self._measured()))

    def _measured(self) -> Iterator[Piece]:
        """Caption and headings, then the rows; neither the first row nor the last ever stands alone."""
        again = self.heading.height
        height = self._caption_height + again
        whole = height + sum(row.height for row in self.rows) <= _SMALL_TABLE
        yield Piece(height, HELD if self.rows else FREE)
        for index, row in enumerate(self.rows):
            last = index == len(self.rows) - 1
            held = row.band or index == 0 or index == len(self.rows) - 2
            hold = FREE if last else HELD if held else AFTER_AN_OPENING if whole else IN_A_TABLE
            yield Piece(row.height, hold, again)

    @property
    def _caption_height(self) -> float:
        return self.caption.height + theme.UNDER_HEADING if self.caption else 0.0

    def draw(self, ink: Ink, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw some of its rows under their headings."""
        with ink.within(self.role, key=self):
            if start == 0 and self.caption:
                with ink.within(roles.CAPTION):
                    ink.text(self.caption, x, top)
                top += self._caption_height
            # A later page's headings repeat what the first page says: a tagged file passes over them.
            self._draw_heading(ink, x, top)
            top += self.heading.height
            rows = self.rows[max(start - 1, 0) : stop - 1]
            for row in rows:
                self._draw_row(ink, row, x, top)
                top += row.height
                if (self.style.row_rules and not row.band) or row is rows[-1]:
                    ink.rule(x, top - theme.HAIRLINE, self.width, theme.HAIRLINE, theme.RULE)

    def _draw_heading(self, ink: Ink, x: float, top: float) -> None:
        foot = top + self.heading.height
        with ink.within(roles.ROW):
            for column, cell in zip(self.columns, self.heading.cells, strict=False):
                if cell.words and cell.words.lines:
                    with ink.within(roles.COLUMN_HEAD):
                        self._draw_words(ink, cell, column, x, foot - self.style.above - cell.height)
        ink.rule(x, foot - theme.HEADER_RULE, self.width, theme.HEADER_RULE, theme.RULE_STRONG)

    def _draw_row(self, ink: Ink, row: _SetRow, x: float, top: float) -> None:
        if row.band:
            ink.box(x, top, self.width, row.height - theme.HAIRLINE, theme.TINT)
        with ink.within(roles.ROW, key=row):
            for index, (column, cell) in enumerate(zip(self.columns, row.cells, strict=False)):
                heads = row.band or (self.row_heads and index == 0)
                with ink.within(roles.ROW_HEAD if heads else roles.CELL):
                    if cell.trend:
                        self._draw_trend(ink, cell.trend, column, x, top + (row.height - theme.TREND_HEIGHT) / 2)
                    else:
                        self._draw_words(ink, cell, column, x, top + self.style.above)

    def _draw_words(self, ink: Ink, cell: _SetCell, column: _Column, x: float, top: float) -> None:
        if cell.words is None:
            return
        x += column.x
        if cell.shape:
            draw_shape(ink, cell.shape, x, top + cell.words.style.leading / 2)
            x += _SHAPE_ROOM
        ink.text(cell.words, x + (column.width if column.side == RIGHT else 0.0), top, side=column.side)

    @staticmethod
    def _draw_trend(ink: Ink, trend: Trend, column: _Column, x: float, top: float) -> None:
        drawing = trend.draw(column.width, theme.TREND_HEIGHT, theme.CHART_LABEL)
        ink.figure(drawing, x + column.x, top, theme.TREND_HEIGHT)


def set_table(table: Table, width: float, above: float) -> TableGrid:
    """Measure a table at a width."""
    style = _style(table)
    headings = [wording(column.heading, style.heading) for column in table.columns]
    worded = [[_word_cell(cell, style, row.band) for cell in row.cells] for row in table.rows]
    columns = _columns(table, style, headings, worded, width)
    cells = tuple(_SetCell(words.set(column.width)) for words, column in zip(headings, columns, strict=True))
    heading = _SetRow(cells, max((cell.height for cell in cells), default=0.0) + 2 * style.above, False)
    rows = [
        _set_row(row, words, columns, style, width) for row, words in zip(table.rows, worded, strict=True) if row.cells
    ]
    caption = set_text(table.caption, theme.CAPTION, theme.MEASURE) if table.show_caption and table.caption else None
    return TableGrid(caption, columns, heading, tuple(rows), style, width, table.row_heads, above)


def _style(table: Table) -> TableStyle:
    if table.compact:
        return theme.COMPACT_TABLE
    return theme.WIDE_TABLE if len(table.columns) >= theme.WIDE_FROM_COLUMNS else theme.TABLE


def _word_cell(cell: Cell, style: TableStyle, band: bool) -> Wording | None:
    if isinstance(cell, Trend):
        return None
    text = cell.text if isinstance(cell, Status) else cell
    return wording(text, style.heading if band else style.cell)


def _columns(
    table: Table, style: TableStyle, headings: list[Wording], worded: list[list[Wording | None]], width: float
) -> tuple[_Column, ...]:
    """Where the columns stand. Words keep clear of a band's edge; without bands they stand flush with the text."""
    inset = theme.BAND_INSET if any(row.band for row in table.rows) else 0.0
    between = 2 * style.beside
    needed = [heading.widest_word for heading in headings]
    for row, words in zip(table.rows, worded, strict=True):
        if not row.band:
            for index, (cell, word) in enumerate(zip(row.cells, words, strict=True)):
                if index < len(needed):
                    needed[index] = max(needed[index], _least_width(cell, word))
    room = width - 2 * inset - between * (len(needed) - 1)
    widths = column_widths([column.share for column in table.columns], needed, room)
    columns, x = [], inset
    for column, column_width in zip(table.columns, widths, strict=True):
        columns.append(_Column(x, column_width, RIGHT if column.align == "right" else LEFT))
        x += column_width + between
    return tuple(columns)


def _least_width(cell: Cell, words: Wording | None) -> float:
    if words is None:
        return _LEAST_TREND
    return words.widest_word + (_SHAPE_ROOM if isinstance(cell, Status) else 0.0)


def column_widths(shares: Sequence[float], needed: Sequence[float], room: float) -> list[float]:
    """Share out a width as asked, but give every column what its longest word needs while there is enough to give.

    What the narrow columns lack is taken from those with width to spare, in proportion to what they can spare.
    """
    whole = sum(shares) or 1.0
    widths = [room * share / whole for share in shares]
    lacking = sum(max(need - width, 0.0) for need, width in zip(needed, widths, strict=True))
    spare = sum(max(width - need, 0.0) for need, width in zip(needed, widths, strict=True))
    if not lacking:
        return widths
    if lacking > spare:
        return [room * need / sum(needed) for need in needed]
    left = 1 - lacking / spare
    return [need + max(width - need, 0.0) * left for need, width in zip(needed, widths, strict=True)]


def _set_row(
    row: Row, words: list[Wording | None], columns: tuple[_Column, ...], style: TableStyle, width: float
) -> _SetRow:
    cells = []
    for cell, word, column in zip(row.cells, words, columns, strict=False):
        if isinstance(cell, Trend) or word is None:
            cells.append(_SetCell(None, trend=cell if isinstance(cell, Trend) else None))
            continue
        shape = cell.shape if isinstance(cell, Status) else ""
        cell_width = width - 2 * column.x if row.band else column.width - (_SHAPE_ROOM if shape else 0.0)
        most_lines = int(theme.TALLEST_CELL / style.cell.leading)
        cells.append(_SetCell(word.set(cell_width, most_lines), shape))
    height = max((cell.height for cell in cells), default=0.0) + 2 * style.above
    return _SetRow(tuple(cells[:1] if row.band else cells), height, row.band)
