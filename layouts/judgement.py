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
from layouts.theme import Edition

LONGEST_LINE = 10  # lines on the page for one line of the basis; more is cut


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
    edition: Edition
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
            x += self.edition.right_x
        elif self.number:
            top += self.number.height + theme.UNDER_NUMBER
        size, gap = self.edition.shape, self.edition.shape_gap
        for line in self.lines:
            top += line.above
            with ink.within(line.role):
                if line.shape:
                    draw_shape(ink, line.shape, x, top + line.words.style.leading / 2, size)
                ink.text(line.words, x + (size + gap if line.shape else 0.0), top)
            top += line.words.height


def set_judgement(panel: Panel, beside: bool, edition: Edition) -> Judgement | None:
    """Measure a panel's number, basis, status and direction; None if it has none of them.

    ``beside`` sets the lines to the right of the number, where there are no charts to stand there.
    """
    if not (panel.number or panel.basis or panel.status or panel.direction):
        return None
    number = set_number(panel.number, edition.number_width, edition) if panel.number else None
    width = edition.right_width if beside else edition.number_width
    return Judgement(number, tuple(_lines(panel, width, edition)), beside, edition)


def _lines(panel: Panel, width: float, edition: Edition) -> Iterator[_Line]:
    for index, text in enumerate(panel.basis):
        style = edition.basis if index else edition.basis_first
        yield _Line(roles.BASIS, set_text(text, style, width, most_lines=LONGEST_LINE), "", 0.0)
    if panel.status:
        room = width - edition.shape - edition.shape_gap
        words = set_text(panel.status.text, edition.status, room, most_lines=LONGEST_LINE)
        yield _Line(roles.STATUS, words, panel.status.shape, theme.ABOVE_STATUS)
    for index, text in enumerate(panel.direction):
        words = set_text(text, edition.basis, width, most_lines=LONGEST_LINE)
        yield _Line(roles.DIRECTION, words, "", 0.0 if index else theme.UNDER_HEADING)
