"""Sets a panel's key figure: the large number with its basis, status and direction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from layouts import roles, theme
from layouts.blocks import Panel
from layouts.drawing.flowables import Piece
from layouts.drawing.pen import Pen
from layouts.drawing.status_shapes import draw_status
from layouts.roles import Role
from layouts.text.set_text import SetText, set_number, set_text
from layouts.theme import Edition

LONGEST_LINE = 10  # lines on the page for one line of the basis; more is cut


class _Line(NamedTuple):
    role: Role
    words: SetText
    shape: str
    above: float
    under: bool = False  # under the number even if the others stand beside it


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large number and, under it or ``beside`` it, its basis, status and direction."""

    number: SetText | None
    lines: tuple[_Line, ...]
    beside: bool
    edition: Edition
    above: float = theme.ABOVE_KEY_FIGURE
    role: Role = roles.NUMBER
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        number = self.number.height + theme.UNDER_NUMBER if self.number else 0.0
        under, others = (sum(line.above + line.words.height for line in lines) for lines in self._columns)
        height = max(number + under, others) if self.beside else number + under + others
        object.__setattr__(self, "pieces", (Piece(height),))

    @property
    def _columns(self) -> tuple[tuple[_Line, ...], tuple[_Line, ...]]:
        """The lines under the number whatever ``beside`` says, and the others."""
        return tuple(line for line in self.lines if line.under), tuple(line for line in self.lines if not line.under)

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw the number and what stands under it, then the other lines."""
        under, others = self._columns
        foot = top
        if self.number:
            with pen.within(roles.NUMBER):
                pen.text(self.number, x, top)
            foot += self.number.height + theme.UNDER_NUMBER
        foot = self._draw_lines(pen, under, x, foot)
        if self.beside:
            self._draw_lines(pen, others, x + self.edition.right_x, top)
        else:
            self._draw_lines(pen, others, x, foot)

    def _draw_lines(self, pen: Pen, lines: Sequence[_Line], x: float, top: float) -> float:
        """Draw lines one under the other; the height at which the last one ends."""
        for line in lines:
            top += line.above
            with pen.within(line.role):
                if line.shape:
                    draw_status(pen, line.shape, line.words, x, top, self.edition)
                else:
                    pen.text(line.words, x, top)
            top += line.words.height
        return top


def set_key_figure(panel: Panel, beside: bool, edition: Edition) -> KeyFigure | None:
    """Set a panel's number, basis, status and direction; None if it has none of them.

    ``beside`` sets the lines to the right of the number, where no charts stand. In an edition that stacks, the status
    stays under the number all the same: that leaves the chart below more height.
    """
    if not (panel.number or panel.basis or panel.status or panel.direction):
        return None
    number = set_number(panel.number, edition.number_width, edition) if panel.number else None
    width = edition.right_width if beside else edition.number_width
    under = beside and edition.stacked and number is not None
    return KeyFigure(number, tuple(_lines(panel, width, edition, under)), beside, edition)


def _lines(panel: Panel, width: float, edition: Edition, under: bool) -> Iterator[_Line]:
    for index, text in enumerate(panel.basis):
        style = edition.basis if index else edition.basis_first
        yield _Line(roles.BASIS, set_text(text, style, width, most_lines=LONGEST_LINE), "", 0.0)
    if panel.status:
        room = (edition.number_width if under else width) - edition.shape - edition.shape_gap
        words = set_text(panel.status.text, edition.status, room, most_lines=LONGEST_LINE)
        yield _Line(roles.STATUS, words, panel.status.shape, theme.ABOVE_STATUS, under)
    for index, text in enumerate(panel.direction):
        words = set_text(text, edition.basis, width, most_lines=LONGEST_LINE)
        yield _Line(roles.DIRECTION, words, "", 0.0 if index else theme.UNDER_HEADING)
