"""Sets promises: each under its title, a chart beside a large number and what was promised, and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from layouts import box_theme, roles, theme
from layouts.blocks import Promise, Promises
from layouts.drawing.flowables import IN_A_TABLE, Piece
from layouts.drawing.pen import Pen
from layouts.drawing.status_shapes import draw_status
from layouts.roles import Role
from layouts.text.chart_heights import HeightRange
from layouts.text.set_text import SetText, set_number_in, set_text
from layouts.theme import Edition

_LONGEST = 6  # lines of one text; more is cut
_LEVEL = 2  # of the titles


class SetPromise(NamedTuple):
    """One promise, its texts set for a column."""

    promise: Promise
    name: SetText
    number: SetText
    promised: SetText
    status: SetText | None
    sentence: SetText
    edition: Edition
    name_height: float = 0.0

    def head(self, side: float) -> float:
        """The height of the title and of what stands under it, down to the sentence, beside a chart of that size."""
        beside = self.number.height + self.promised.height + (self.status.height if self.status else 0.0)
        return self.name_height + theme.UNDER_HEADING + max(side, beside) + theme.ABOVE_CHART

    def draw(self, pen: Pen, x: float, top: float, side: float, head: float) -> None:
        """Draw it, its chart ``side`` points high and wide, the sentence ``head`` points under the top."""
        pen.bookmark(self.name.printed, _LEVEL, top)
        with pen.within(roles.PROMISE, key=id(self)):
            with pen.heading(roles.SECTION, _LEVEL):
                pen.text(self.name, x, top)
            line = top + self.name_height + theme.UNDER_HEADING
            pen.chart(self.promise.chart, (x, line, side, side), self.edition.chart_label)
            beside = x + side + box_theme.PROMISE_GAP
            with pen.within(roles.NUMBER):
                pen.text(self.number, beside, line)
            line += self.number.height
            if self.promised.lines:
                with pen.within(roles.BASIS):
                    pen.text(self.promised, beside, line)
                line += self.promised.height
            if self.status and self.promise.status:
                with pen.within(roles.STATUS):
                    draw_status(pen, self.promise.status.shape, self.status, beside, line, self.edition)
            with pen.within(roles.MESSAGE):
                pen.text(self.sentence, x, top + head)


@dataclass(frozen=True, slots=True)
class PromiseGrid:
    """Rows of promises; a row is never split, and its charts take what room the page has to spare."""

    rows: tuple[tuple[SetPromise, ...], ...]
    column: float
    above: float
    edition: Edition
    role: Role = roles.PROMISE
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        chart = HeightRange(*self.edition.promise_chart)
        heights = [_head(row, chart.least) + max(one.sentence.height for one in row) for row in self.rows]
        pieces = [Piece(height + box_theme.PROMISE_GAP, IN_A_TABLE, charts=(chart,)) for height in heights[:-1]]
        object.__setattr__(self, "pieces", (*pieces, Piece(heights[-1], charts=(chart,))))

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw some of the rows, the sentences of each on one line."""
        for row, piece, side in zip(self.rows[start:stop], self.pieces[start:stop], heights, strict=True):
            for place, one in enumerate(row):
                one.draw(pen, x + place * self.column, top, side, _head(row, side))
            top += piece.height + side - self.edition.promise_chart[0]


def _head(row: Sequence[SetPromise], side: float) -> float:
    """How far under the top of a row its sentences stand."""
    return max(one.head(side) for one in row)


def set_promises(promises: Promises, above: float, edition: Edition) -> PromiseGrid:
    """Set promises in rows of as many as the edition has across."""
    across = edition.promises_across
    column = (theme.FRAME_WIDTH + theme.GUTTER) / across
    placed = [_set_promise(one, column - theme.GUTTER, edition) for one in promises.items]
    rows = [placed[place : place + across] for place in range(0, len(placed), across)]
    level = (tuple(one._replace(name_height=max(each.name.height for each in row)) for one in row) for row in rows)
    return PromiseGrid(tuple(level), column, above, edition)


def _set_promise(promise: Promise, width: float, edition: Edition) -> SetPromise:
    beside = width - edition.promise_chart[1] - box_theme.PROMISE_GAP
    taken = edition.shape + edition.shape_gap
    return SetPromise(
        promise,
        set_text(promise.name, edition.promise_name, width, most_lines=2, balanced=True),
        set_number_in(promise.number, edition.promise_number, beside, edition),
        set_text(promise.promise, edition.sheet, beside, most_lines=_LONGEST),
        set_text(promise.status.text, edition.sheet, beside - taken, most_lines=2) if promise.status else None,
        set_text(promise.sentence, edition.sheet, width, most_lines=_LONGEST),
        edition,
    )
