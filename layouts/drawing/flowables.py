"""Flowables: things with a structure role and a measured height in pieces, between which a page may break."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, Protocol

from layouts import roles, theme
from layouts.drawing.pen import Pen
from layouts.roles import Role
from layouts.text.chart_heights import HeightRange
from layouts.text.set_text import SetText
from layouts.theme import Edition

# Penalties of a page break after a piece; a full page more costs 1.
NO_PENALTY = 0.0
IN_A_LIST = 0.06
IN_THE_CONTENTS = 1.0
IN_A_PARAGRAPH = 0.08
IN_A_TABLE = 0.08
AFTER_AN_INTRODUCTION = 0.2  # before a table, a list or a panel
KEEP_WITH_NEXT = 100.0  # only where there is no other way


class Piece(NamedTuple):
    """A part that is never split: its height in points, with its charts at their least.

    ``penalty`` is the cost of a page break after it; ``repeated`` the height of what is repeated above it where it
    starts a page, such as column headings; ``charts`` are the height ranges of its charts.
    """

    height: float
    penalty: float = NO_PENALTY
    repeated: float = 0.0
    charts: tuple[HeightRange, ...] = ()


class Flowable(Protocol):
    """A block measured for a page, to be drawn piece by piece."""

    @property
    def role(self) -> Role:
        """Its structure type."""

    @property
    def above(self) -> float:
        """Points of space above it, except at the top of a page."""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its pieces, from top to bottom."""

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw the pieces from ``start`` up to but not including ``stop``; ``heights`` are those of their charts."""


def least_height(flowable: Flowable) -> float:
    """Its height in one piece, in points, with its charts at their least."""
    return sum(piece.height for piece in flowable.pieces)


def paragraph_breaks(count: int) -> tuple[int, ...]:
    """The line indexes at which a paragraph may be split: it leaves neither widows nor orphans."""
    return (0, count) if count <= 3 else (0, *range(2, count - 1), count)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or another run of lines, indented by ``x`` points; ``ruled`` draws a section's rule above it."""

    role: Role
    words: SetText
    above: float
    penalty: float = NO_PENALTY
    x: float = 0.0
    ruled: bool = False
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        heights = [(stop - start) * self.words.style.leading for start, stop in pairwise(paragraph_breaks(self._count))]
        penalties = [IN_A_PARAGRAPH] * (len(heights) - 1) + [self.penalty]
        if self.ruled:
            heights[0] += theme.SECTION_RULE + theme.UNDER_SECTION_RULE
        object.__setattr__(self, "pieces", tuple(map(Piece, heights, penalties)))

    @property
    def _count(self) -> int:
        return len(self.words.lines)

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw some of its lines."""
        cuts = paragraph_breaks(self._count)
        if self.ruled and start == 0:
            pen.rule(x, top, theme.FRAME_WIDTH, theme.SECTION_RULE, pen.accent)
            top += theme.SECTION_RULE + theme.UNDER_SECTION_RULE
        # A Note holds a paragraph, so that it is announced by itself and not as the end of the paragraph before.
        note = self.role is roles.SMALL_PRINT
        inner = pen.within(roles.NOTE_PARAGRAPH, key="words") if note else nullcontext()
        with pen.within(self.role, key=id(self)), inner:
            pen.text(self.words, x + self.x, top, start=cuts[start], stop=cuts[stop])


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading, with its reference before it and, for a section, a rule above it; it stays with what follows.

    ``bookmark`` is its title in the document outline at ``level``, or empty. ``block`` is the block it was made from.
    """

    role: Role
    words: SetText
    above: float
    reference: SetText | None = None
    ruled: bool = False
    bookmark: str = ""
    level: int = 0
    block: object = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The heading in one piece."""
        return (Piece(self._rule_height + self.words.height, KEEP_WITH_NEXT),)

    @property
    def _rule_height(self) -> float:
        return theme.SECTION_RULE + theme.UNDER_SECTION_RULE if self.ruled else 0.0

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw it and add its bookmark."""
        if self.ruled:
            pen.rule(x, top, theme.FRAME_WIDTH, theme.SECTION_RULE, pen.accent)
        if self.bookmark:
            pen.bookmark(self.bookmark, self.level, top)
        top += self._rule_height
        with pen.heading(self.role, self.level):
            if self.reference:
                pen.text(self.reference, x, top, followed=True)
                x += self.reference.width + theme.REFERENCE_GAP
            pen.text(self.words, x, top)


@dataclass(frozen=True, slots=True)
class FactList:
    """Labels and values side by side, under a rule; tagged as a table."""

    labels: tuple[SetText, ...]
    values: tuple[SetText, ...]
    above: float
    edition: Edition
    role: Role = roles.FACTS

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The rule, then one piece for each row."""
        rows = [Piece(self._height(row) + self.edition.fact_gap, IN_A_TABLE) for row in range(len(self.labels))]
        head = Piece(theme.SECTION_RULE + theme.UNDER_SECTION_RULE, KEEP_WITH_NEXT)
        return (head, *rows[:-1], *(Piece(row.height, NO_PENALTY) for row in rows[-1:]))

    def _height(self, row: int) -> float:
        return max(self.labels[row].height, self.values[row].height)

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw some of its rows."""
        if start == 0:
            pen.rule(x, top, theme.FRAME_WIDTH, theme.SECTION_RULE, pen.accent)
            top += theme.SECTION_RULE + theme.UNDER_SECTION_RULE
        with pen.within(self.role, key=id(self)):
            for row in range(max(start - 1, 0), stop - 1):
                with pen.within(roles.ROW):
                    with pen.within(roles.ROW_HEADER):
                        pen.text(self.labels[row], x, top)
                    with pen.within(roles.CELL):
                        pen.text(self.values[row], x + self.edition.label_column * theme.FRAME_WIDTH, top)
                top += self._height(row) + self.edition.fact_gap
