"""Sets the key of a page's shapes, and a strip of shapes in groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from layouts import box_theme, roles, theme
from layouts.blocks import Key, Strip, StripGroup
from layouts.drawing.flowables import KEEP_WITH_NEXT, Piece
from layouts.drawing.pen import CENTRE, Pen
from layouts.drawing.status_shapes import draw_shape
from layouts.roles import Role
from layouts.text.set_text import SetText, set_text
from layouts.theme import Edition


class _Placed(NamedTuple):
    """A shape or none, and a text, at a place within the flowable; ``x`` is the text's left end, or its middle."""

    shape: str
    shape_x: float
    words: SetText
    x: float
    top: float
    side: str = "left"


@dataclass(frozen=True, slots=True)
class Marks:
    """Shapes and texts in lines, read from left to right."""

    placed: tuple[_Placed, ...]
    height: float
    above: float
    edition: Edition
    role: Role
    stays: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All of it in one piece."""
        return (Piece(self.height, KEEP_WITH_NEXT if self.stays else 0.0),)

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw the shapes and their texts."""
        size = self.edition.shape
        with pen.within(self.role):
            for place, one in enumerate(self.placed, 1):
                if one.shape:
                    line = top + (one.top - one.words.style.leading if one.side == CENTRE else one.top)
                    draw_shape(pen, one.shape, x + one.shape_x, line + one.words.style.leading / 2, size)
                pen.text(one.words, x + one.x, top + one.top, side=one.side, followed=place < len(self.placed))


def set_key(key: Key, above: float, edition: Edition) -> Marks:
    """Set the meanings of shapes one after the other, in as many lines as they take."""
    style, taken = edition.tile_line, edition.shape + edition.shape_gap
    placed, x, line = [], 0.0, 0
    for mark in key.marks:
        words = set_text(mark.text, style, theme.FRAME_WIDTH - taken, most_lines=1)
        if x and x + taken + words.width > theme.FRAME_WIDTH:
            x, line = 0.0, line + 1
        placed.append(_Placed(mark.shape, x, words, x + taken, line * style.leading))
        x += taken + words.width + box_theme.KEY_GAP
    return Marks(tuple(placed), (line + 1) * style.leading, above, edition, roles.KEY, stays=True)


def set_strip(strip: Strip, above: float, edition: Edition) -> Marks:
    """Set a strip: its label, then each group's label and shapes, each shape over its text; groups flow over.

    The shapes stand one step apart, or further where a text would touch the next one.
    """
    label = set_text(strip.label, edition.tile_name, theme.FRAME_WIDTH / 3)
    placed, x, top = [_Placed("", 0.0, label, 0.0, 0.0)], label.width + box_theme.STRIP_GAP, 0.0
    texts = (
        set_text(text, edition.tile_quiet_line, theme.FRAME_WIDTH) for group in strip.groups for text in group.texts
    )
    widest = max((text.width for text in texts), default=0.0) + edition.shape_gap
    step = max(box_theme.STRIP_STEP * edition.shape / box_theme.STRIP_SHAPE, widest)
    under = edition.tile_name.leading
    for group in strip.groups:
        words = set_text(group.label, edition.tile_name if group.texts else edition.tile_line, theme.FRAME_WIDTH / 2)
        if x > label.width + box_theme.STRIP_GAP and x + words.width + step * len(group.texts) > theme.FRAME_WIDTH:
            x, top = 0.0, top + under + edition.tile_line.leading + box_theme.KEY_GAP / 2
        placed.append(_Placed("", 0.0, words, x, top))
        x += words.width + box_theme.KEY_GAP / 2
        marks, x, top = _shapes(group, x, top, step, edition)
        placed += marks
        x += box_theme.STRIP_GAP
    return Marks(tuple(placed), top + under + edition.tile_line.leading, above, edition, roles.STRIP)


def _shapes(
    group: StripGroup, x: float, top: float, step: float, edition: Edition
) -> tuple[list[_Placed], float, float]:
    """The shapes of a group, each over its text, from a place on; and where the next thing may stand."""
    placed = []
    for text in group.texts:
        if x + step > theme.FRAME_WIDTH:
            x, top = 0.0, top + edition.tile_name.leading + edition.tile_line.leading + box_theme.KEY_GAP / 2
        words = set_text(text, edition.tile_quiet_line, step * 2, most_lines=1)
        middle = x + step / 2
        shape_x = middle - edition.shape / 2
        placed.append(_Placed(group.shape, shape_x, words, middle, top + edition.tile_name.leading, CENTRE))
        x += step
    return placed, x, top
