"""Sets entries: short texts under headings in two columns, read row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from layouts import roles, theme
from layouts.blocks import Entries
from layouts.drawing.flowables import IN_A_LIST, NO_PENALTY, Piece
from layouts.drawing.pen import Pen
from layouts.roles import Role
from layouts.text.set_text import SetText, set_text
from layouts.theme import Edition

_LONGEST = 40  # lines of one entry; more is cut


@dataclass(frozen=True, slots=True)
class EntryGrid:
    """Entries, each a heading and a text, so many in a row."""

    rows: tuple[tuple[tuple[SetText, SetText], ...], ...]
    column: float
    gap: float
    above: float
    role: Role = roles.PARAGRAPH
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        heights = [max(head.height + words.height for head, words in row) + self.gap for row in self.rows]
        pieces = [Piece(height, IN_A_LIST) for height in heights[:-1]]
        object.__setattr__(self, "pieces", (*pieces, Piece(heights[-1] - self.gap, NO_PENALTY)))

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw some of the rows, each entry as a paragraph that opens with its heading."""
        for row, piece in zip(self.rows[start:stop], self.pieces[start:stop], strict=True):
            for place, (head, words) in enumerate(row):
                left = x + place * self.column
                with pen.within(roles.PARAGRAPH):
                    pen.text(head, left, top, followed=True)
                    pen.text(words, left, top + head.height)
            top += piece.height


def set_entries(entries: Entries, above: float, edition: Edition) -> EntryGrid:
    """Set entries two in a row; one in an edition whose type is too large for two."""
    across = 1 if edition.stacked else 2
    column = (theme.FRAME_WIDTH + theme.GUTTER) / across
    width = column - theme.GUTTER
    placed = [
        (
            set_text(head, edition.entry_heading, width, most_lines=3),
            set_text(words, edition.entry, width, longest=2000, most_lines=_LONGEST),
        )
        for head, words in entries.items
    ]
    rows = tuple(tuple(placed[place : place + across]) for place in range(0, len(placed), across))
    return EntryGrid(rows, column, edition.entry.leading * 0.5, above)
