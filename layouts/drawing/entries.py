"""Sets entries: short texts under headings in two columns, read row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from layouts import roles, theme
from layouts.blocks import Entries
from layouts.drawing.flowables import AFTER_AN_INTRODUCTION, IN_A_LIST, NO_PENALTY, Piece
from layouts.drawing.pen import Pen
from layouts.roles import Role
from layouts.text.set_text import SetText, set_text
from layouts.theme import Edition

_LONGEST = 50_000  # characters of one entry, which may fill several pages; more is cut
_HELD = 40  # lines of one row of entries that are kept on a page; a longer row may be parted
_PART = 10  # lines of each part of a longer row


class _Cell(NamedTuple):
    """Some lines of an entry: with its heading, if they are its first; ``ends`` with its last."""

    head: SetText | None
    words: SetText
    entry: int
    ends: bool

    @property
    def height(self) -> float:
        return (self.head.height if self.head else 0.0) + self.words.height


class _Band(NamedTuple):
    """What stands side by side, each with its place in the row; ``ends`` the row."""

    cells: tuple[tuple[int, _Cell], ...]
    ends: bool

    @property
    def height(self) -> float:
        return max(cell.height for _, cell in self.cells)


@dataclass(frozen=True, slots=True)
class EntryGrid:
    """Entries, each a heading and a text, so many in a row."""

    rows: tuple[tuple[tuple[SetText, SetText], ...], ...]
    column: float
    gap: float
    above: float
    role: Role = roles.PARAGRAPH
    pieces: tuple[Piece, ...] = field(init=False)
    bands: tuple[_Band, ...] = field(init=False)

    def __post_init__(self) -> None:
        bands = tuple(band for number, row in enumerate(self.rows) for band in _bands(row, number))
        pieces = [
            Piece(band.height + (self.gap if band.ends else 0.0), IN_A_LIST if band.ends else AFTER_AN_INTRODUCTION)
            for band in bands
        ]
        object.__setattr__(self, "bands", bands)
        object.__setattr__(self, "pieces", (*pieces[:-1], Piece(bands[-1].height, NO_PENALTY)))

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw some of the bands, each entry as a paragraph that opens with its heading, on one page or several."""
        for band, piece in zip(self.bands[start:stop], self.pieces[start:stop], strict=True):
            for place, cell in band.cells:
                left = x + place * self.column
                with pen.within(roles.PARAGRAPH, key=(id(self), cell.entry, place)):
                    if cell.head:
                        pen.text(cell.head, left, top, followed=True)
                    under = cell.head.height if cell.head else 0.0
                    pen.text(cell.words, left, top + under, followed=not cell.ends)
            top += piece.height


def _bands(row: Sequence[tuple[SetText, SetText]], number: int) -> Iterator[_Band]:
    """A row whole, or in parts of a few lines where it is long."""
    longest = max(len(words.lines) for _, words in row)
    step = _PART if longest > _HELD else max(longest, 1)
    starts = range(0, max(longest, 1), step)
    for start in starts:
        cells = tuple(
            (place, _cell(head, words, start, step, number))
            for place, (head, words) in enumerate(row)
            if not start or start < len(words.lines)
        )
        yield _Band(cells, start == starts[-1])


def _cell(head: SetText, words: SetText, start: int, count: int, number: int) -> _Cell:
    """So many lines of an entry from one on, with its heading at its first."""
    lines = words._replace(lines=words.lines[start : start + count])
    return _Cell(None if start else head, lines, number, start + count >= len(words.lines))


def set_entries(entries: Entries, above: float, edition: Edition) -> EntryGrid:
    """Set entries two in a row; one in an edition whose type is too large for two."""
    across = 1 if edition.stacked else 2
    column = (theme.FRAME_WIDTH + theme.GUTTER) / across
    width = column - theme.GUTTER
    placed = [
        (
            set_text(head, edition.entry_heading, width, most_lines=3),
            set_text(words, edition.entry, width, longest=_LONGEST),
        )
        for head, words in entries.items
    ]
    rows = tuple(tuple(placed[place : place + across]) for place in range(0, len(placed), across))
    return EntryGrid(rows, column, edition.entry.leading * 0.5, above)
