"""Blocks in, a PDF out: measure, plan, draw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from layouts import theme
from layouts.blocks import Block, Furniture, Paginated
from layouts.cleaning import clean
from layouts.flow import flow
from layouts.fonts import REGULAR, register_fonts
from layouts.ink import Ink
from layouts.pages import draw_pages
from layouts.plan import plan_pages
from layouts.text import LONGEST_SHORT

PRODUCER = "Board Report"


def paginate(blocks: Sequence[Block], furniture: Furniture) -> Paginated:
    """Set a report: A4, the number of pages always even, the last of them blank but for a sentence that says so.

    The same blocks and furniture give the same bytes. A figure is drawn once, when its size is known.
    Raises ValueError for a ``furniture.date`` that is not an ISO date.
    """
    register_fonts()
    pages = plan_pages(flow(blocks))
    file = BytesIO()
    canvas = _canvas(file, furniture)
    ink = Ink(canvas)
    count = draw_pages(ink, pages, furniture)
    canvas.save()
    return Paginated(file.getvalue(), count, tuple(ink.placed), tuple(ink.altered))


def _canvas(file: BytesIO, furniture: Furniture) -> Canvas:
    """A canvas that writes the report's own title, date and language, and nothing of where it was made."""
    rl_config.useA85 = 0  # text wrapping of compressed pages: slower, larger, and of no use
    canvas = Canvas(
        file,
        pagesize=(theme.PAGE_WIDTH, theme.PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=REGULAR,
        lang=furniture.language,
    )
    for put, words in (
        (canvas.setTitle, furniture.title),
        (canvas.setAuthor, furniture.author),
        (canvas.setSubject, furniture.subject),
        (canvas.setKeywords, furniture.keywords),
    ):
        put(clean(words, LONGEST_SHORT)[0])
    canvas.setProducer(PRODUCER)
    canvas.setCreator(PRODUCER)
    stamp = f"D:{date.fromisoformat(furniture.date):%Y%m%d}000000Z"
    canvas.setDateFormatter(lambda *_: stamp)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    return canvas
