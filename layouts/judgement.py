"""The left side of a panel: the big number and what is said about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from layouts import roles, theme
from layouts.blocks import Panel
from layouts.flowables import Piece
from layouts.ink import Ink
from layouts.roles import Role
from layouts.shapes import draw_shape
from layouts.text import SetText, set_number, set_text

LONGEST_LINE = 10  # lines on the page for one line of the basis; more is cut

_LEFT_WIDTH = theme.NUMBER_COLUMN * theme.FRAME_WIDTH
RIGHT_X = _LEFT_WIDTH + theme.GUTTER
RIGHT_WIDTH = theme.FRAME_WIDTH - RIGHT_X


class _Line(NamedTuple):
    role: Role
    words: SetText
    shape: str
    above: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """A number and, under it or ``beside`` it, its basis, status and direction."""

    number: SetText | None
    lines: tuple[_Line, ...]
    beside: bool
    above: float = theme.ABOVE_AREA
    role: Role = roles.NUMBER
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        number = self.number.height + theme.UNDER_NUMBER if self.number else 0.0
        lines = sum(line.above + line.words.height for line in self.lines)
        object.__setattr__(self, "pieces", (Piece(max(number, lines) if self.beside else number + lines),))

    def draw(self, ink: Ink, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw the number, then the lines."""
        if self.number:
            with ink.within(roles.NUMBER):
                ink.text(self.number, x, top)
        if self.beside:
            x += RIGHT_X
        elif self.number:
            top += self.number.height + theme.UNDER_NUMBER
        for line in self.lines:
            top += line.above
            with ink.within(line.role):
                if line.shape:
                    draw_shape(ink, line.shape, x, top + line.words.style.leading / 2)
                ink.text(line.words, x + (theme.SHAPE + theme.SHAPE_GAP if line.shape else 0.0), top)
            top += line.words.height


def set_judgement(panel: Panel, beside: bool) -> Judgement | None:
    """Measure a panel's number, basis, status and direction; None if it has none of them.

    ``beside`` sets the lines to the right of the number, where there are no charts to stand there.
    """
    if not (panel.number or panel.basis or panel.status or panel.direction):
        return None
    number = set_number(panel.number, _LEFT_WIDTH) if panel.number else None
    return Judgement(number, tuple(_lines(panel, RIGHT_WIDTH if beside else _LEFT_WIDTH)), beside)


def _lines(panel: Panel, width: float) -> Iterator[_Line]:
    for index, text in enumerate(panel.basis):
        style = theme.BASIS if index else theme.BASIS_FIRST
        yield _Line(roles.BASIS, set_text(text, style, width, most_lines=LONGEST_LINE), "", 0.0)
    if panel.status:
        room = width - theme.SHAPE - theme.SHAPE_GAP
        words = set_text(panel.status.text, theme.STATUS, room, most_lines=LONGEST_LINE)
        yield _Line(roles.STATUS, words, panel.status.shape, theme.ABOVE_STATUS)
    for index, text in enumerate(panel.direction):
        words = set_text(text, theme.BASIS, width, most_lines=LONGEST_LINE)
        yield _Line(roles.DIRECTION, words, "", 0.0 if index else theme.UNDER_HEADING)
