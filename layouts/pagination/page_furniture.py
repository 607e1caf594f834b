"""The page furniture, set once and drawn on each page: running head, page number, notice, and a marking."""

from __future__ import annotations

from typing import NamedTuple

from layouts import roles, theme
from layouts.blocks import Furniture, Span
from layouts.drawing.logo import width_beside
from layouts.drawing.pen import LEFT, RIGHT, Pen
from layouts.text.set_text import SetText, set_text
from layouts.theme import Edition

_BESIDE_STAMP = (theme.PAGE_WIDTH - theme.STAMP_WIDTH) / 2 - theme.BINDING_MARGIN  # the narrower side of the foot
_LONGEST_NOTICE = 2  # lines


class Furnishing(NamedTuple):
    """The page furniture of a report in an edition. A marking stands over the notice, which is then lower."""

    running_head: SetText
    notice: SetText
    marking: SetText
    edition: Edition
    head_from: int = 1

    def begin_page(self, pen: Pen, total: int) -> None:
        """Start a page of ``total`` with its furniture, clear of the committee's stamps."""
        pen.begin_page()
        number = set_text((Span(f"{pen.page} of {total}"),), self.edition.furniture, _BESIDE_STAMP)
        outer_right = pen.page % 2 == 1
        if pen.page >= self.head_from:
            with pen.within(roles.RUNNING_HEAD):
                pen.text(self.running_head, 0.0, self.edition.running_head_top - self._more_lines(self.running_head))
        with pen.within(roles.FOOTER):
            if self.marking.lines:
                pen.text(self.marking, 0.0, self._marking_top)
            for words, right in ((number, outer_right), (self.notice, not outer_right)):
                x, side = (theme.FRAME_WIDTH, RIGHT) if right else (0.0, LEFT)
                pen.text(words, x, self._footer_top - self._more_lines(words), side=side)

    @property
    def least_room(self) -> float:
        """The height of the text frame that the furniture leaves, if that is less than the edition's own."""
        if not self.marking.lines:
            return self.edition.frame_height
        return min(self.edition.frame_height, self._marking_top - theme.ABOVE_MARKING)

    @property
    def _footer_top(self) -> float:
        lower = theme.FOOTER_BASELINE - theme.FOOTER_UNDER_MARKING if self.marking.lines else 0.0
        return self.edition.footer_top + lower

    @property
    def _marking_top(self) -> float:
        """The top of the marking: over the place of the stamp, and over every line of the notice."""
        over_stamp = self.edition.footer_top + theme.FOOTER_BASELINE - theme.MARKING_BASELINE
        over_notice = self._footer_top - max(self.notice.height, self.edition.furniture.leading)
        return min(over_stamp, over_notice) - self._more_lines(self.marking)

    def _more_lines(self, words: SetText) -> float:
        """How much higher furniture of several lines starts, so that its last line stands where a single one would."""
        return words.height - self.edition.furniture.leading if words.lines else 0.0


def furnish(furniture: Furniture, edition: Edition) -> Furnishing:
    """The furniture of a report, set in an edition."""
    room = theme.PAGE_WIDTH - theme.STAMP_WIDTH - theme.BINDING_MARGIN
    if furniture.brand.logo and furniture.running_head_from == 1:
        room = min(room, width_beside(furniture.brand.logo))
    head = set_text((Span(furniture.running_head),), edition.furniture, room, most_lines=edition.running_head_lines)
    notice = set_text((Span(furniture.notice),), edition.furniture, _BESIDE_STAMP, most_lines=_LONGEST_NOTICE)
    marking = set_text(furniture.marking, edition.furniture._replace(colour=theme.INK), theme.FRAME_WIDTH)
    return Furnishing(head, notice, marking, edition, furniture.running_head_from)
