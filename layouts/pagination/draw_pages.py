"""Draws planned pages with their furniture, and the two pages that close a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from layouts import roles, theme
from layouts.blocks import Furniture, Span
from layouts.drawing.heading import set_heading
from layouts.drawing.logo import width_beside
from layouts.drawing.pen import CENTRE, LEFT, RIGHT, Pen
from layouts.pagination.page_breaks import PlannedPage
from layouts.text.set_text import SetText, set_text
from layouts.theme import Edition

_BESIDE_STAMP = (theme.PAGE_WIDTH - theme.STAMP_WIDTH) / 2 - theme.BINDING_MARGIN  # the narrower side of the foot
_LONGEST_NOTICE = 2  # lines


class _Furnishing(NamedTuple):
    """The page furniture, set once: running head, notice, and the number of pages."""

    running_head: SetText
    notice: SetText
    total: int
    edition: Edition
    head_from: int = 1

    def begin_page(self, pen: Pen) -> None:
        """Start a page with its running head, page number and notice, clear of the committee's stamps."""
        pen.begin_page()
        number = set_text((Span(f"{pen.page} of {self.total}"),), self.edition.furniture, _BESIDE_STAMP)
        outer_right = pen.page % 2 == 1
        if pen.page >= self.head_from:
            with pen.within(roles.RUNNING_HEAD):
                pen.text(self.running_head, 0.0, self.edition.running_head_top - self._more_lines(self.running_head))
        with pen.within(roles.FOOTER):
            for words, right in ((number, outer_right), (self.notice, not outer_right)):
                x, side = (theme.FRAME_WIDTH, RIGHT) if right else (0.0, LEFT)
                pen.text(words, x, self.edition.footer_top - self._more_lines(words), side=side)

    def _more_lines(self, words: SetText) -> float:
        """How much higher furniture of several lines starts, so that its last line stands where a single one would."""
        return words.height - self.edition.furniture.leading if words.lines else 0.0


def draw_pages(pen: Pen, pages: Sequence[PlannedPage], furniture: Furniture, edition: Edition) -> int:
    """Draw the pages, a page for notes if the total would be odd, and the blank last page; the total."""
    for_notes = len(pages) % 2 == 0
    total = len(pages) + for_notes + 1
    furnishing = _furnishing(furniture, total, edition)
    for page in pages:
        furnishing.begin_page(pen)
        for placement in page:
            flowable = placement.flowable
            flowable.draw(pen, 0.0, placement.top, placement.start, placement.stop, placement.heights)
        pen.end_page()
    if for_notes:
        furnishing.begin_page(pen)
        _draw_notes(pen, furniture.notes_title, edition)
        pen.end_page()
    furnishing.begin_page(pen)
    _draw_blank(pen, furniture.blank_page_words, edition)
    pen.end_page()
    return total


def _furnishing(furniture: Furniture, total: int, edition: Edition) -> _Furnishing:
    room = theme.PAGE_WIDTH - theme.STAMP_WIDTH - theme.BINDING_MARGIN
    if furniture.brand.logo and furniture.running_head_from == 1:
        room = min(room, width_beside(furniture.brand.logo))
    head = set_text((Span(furniture.running_head),), edition.furniture, room, most_lines=edition.running_head_lines)
    notice = set_text((Span(furniture.notice),), edition.furniture, _BESIDE_STAMP, most_lines=_LONGEST_NOTICE)
    return _Furnishing(head, notice, total, edition, furniture.running_head_from)


def _draw_notes(pen: Pen, title: str, edition: Edition) -> None:
    """A page to write on: a heading and ruled lines."""
    heading = set_heading((Span(title),), "", 2, 0.0, bookmarked=True, edition=edition)
    heading.draw(pen, 0.0, 0.0, 0, 1, ())
    line = heading.pieces[0].height + theme.NOTES_LINE + theme.UNDER_SECTION
    while line < edition.frame_height:
        pen.rule(0.0, line, theme.FRAME_WIDTH, theme.HAIRLINE, theme.RULE)
        line += theme.NOTES_LINE


def _draw_blank(pen: Pen, sentence: str, edition: Edition) -> None:
    """The last page: one sentence."""
    words = set_text((Span(sentence),), edition.blank_page, edition.measure)
    pen.close_sections()
    with pen.within(roles.PARAGRAPH):
        pen.text(words, theme.FRAME_WIDTH / 2, theme.BLANK_PAGE_TOP, side=CENTRE)
