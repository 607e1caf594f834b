"""Draws planned pages with their furniture, and the two pages that close a report."""

from __future__ import annotations

from collections.abc import Sequence

from layouts import roles, theme
from layouts.blocks import Furniture, Span
from layouts.drawing.heading import set_heading
from layouts.drawing.pen import CENTRE, Pen
from layouts.pagination.page_breaks import PlannedPage
from layouts.pagination.page_furniture import Furnishing
from layouts.text.set_text import set_text
from layouts.theme import Edition


def draw_pages(
    pen: Pen, pages: Sequence[PlannedPage], furniture: Furniture, furnishing: Furnishing, edition: Edition
) -> int:
    """Draw the pages, a page for notes if the total would be odd, and the blank last page; the total."""
    for_notes = len(pages) % 2 == 0
    total = len(pages) + for_notes + 1
    for page in pages:
        furnishing.begin_page(pen, total)
        for placement in page:
            flowable = placement.flowable
            flowable.draw(pen, 0.0, placement.top, placement.start, placement.stop, placement.heights)
        pen.end_page()
    if for_notes:
        furnishing.begin_page(pen, total)
        _draw_notes(pen, furniture.notes_title, edition)
        pen.end_page()
    furnishing.begin_page(pen, total)
    _draw_blank(pen, furniture.blank_page_words, edition)
    pen.end_page()
    return total


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
