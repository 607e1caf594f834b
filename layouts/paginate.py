"""Blocks in, a PDF out: measure, plan, draw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from reportlab import rl_config

from layouts import theme
from layouts.blocks import Block, Furniture, Paginated
from layouts.drawing.pen import Pen
from layouts.pagination.draw_pages import draw_pages
from layouts.pagination.flow import flow
from layouts.pagination.page_breaks import plan_pages
from layouts.pagination.table_of_contents import places_of
from layouts.tagged.canvas import TaggedCanvas
from layouts.tagged.metadata import DocumentInfo
from layouts.tagged.writer import finish
from layouts.text.fonts import REGULAR, register_fonts
from layouts.text.normalise import clean
from layouts.text.set_text import LONGEST_SHORT
from layouts.theme import STANDARD, Edition


def paginate(blocks: Sequence[Block], furniture: Furniture, edition: Edition = STANDARD) -> Paginated:
    """Set a report: A4, the number of pages always even, the last of them blank but for a sentence that says so.

    The same blocks, furniture and edition give the same bytes, tagged for whoever listens (PDF/UA-1) and fit for an
    archive (PDF/A-2a). A figure is drawn once, when its size is known.
    Raises ValueError for a ``furniture.date`` that is not an ISO date, and `MissingGlyph`, which names font, character
    and text, where the fonts cannot write something.
    """
    register_fonts()
    pages = plan_pages(flow(blocks, edition), edition.frame_height)
    file = BytesIO()
    canvas = _canvas(file, furniture.language)
    pen = Pen(canvas, places_of(pages))
    count = draw_pages(pen, pages, furniture, edition)
    finish(canvas, _document_info(furniture))
    return Paginated(file.getvalue(), count, tuple(pen.placed), tuple(pen.altered))


def _document_info(furniture: Furniture) -> DocumentInfo:
    """What the file says of itself, in characters that it can carry."""
    texts = (furniture.title, furniture.author, furniture.subject, furniture.keywords)
    title, author, subject, keywords = (clean(text, LONGEST_SHORT)[0] for text in texts)
    return DocumentInfo(title, author, subject, keywords, date.fromisoformat(furniture.date))


def _canvas(file: BytesIO, language: str) -> TaggedCanvas:
    """A canvas that writes nothing of where it was made."""
    rl_config.useA85 = 0  # text wrapping of compressed pages: slower, larger, and of no use
    canvas = TaggedCanvas(
        file,
        pagesize=(theme.PAGE_WIDTH, theme.PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=REGULAR,
        lang=language,
    )
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    return canvas
