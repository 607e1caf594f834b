"""Blocks in, a PDF out: measure, choose page breaks, draw, write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from reportlab import rl_config

from layouts import theme
from layouts.blocks import AlteredText, Block, Furniture, PlacedSpan
from layouts.display_list import DrawnChart
from layouts.drawing.pen import Pen
from layouts.pagination.accent import in_accent
from layouts.pagination.draw_pages import draw_pages
from layouts.pagination.flow import flow
from layouts.pagination.page_breaks import plan_pages
from layouts.pagination.page_furniture import furnish
from layouts.pagination.table_of_contents import destinations_of
from layouts.tagged.canvas import TaggedCanvas
from layouts.tagged.metadata import DocumentInfo
from layouts.tagged.writer import finish
from layouts.text.fonts import REGULAR, register_fonts
from layouts.text.normalise import clean
from layouts.text.set_text import LONGEST_SHORT
from layouts.theme import STANDARD, Edition


@dataclass(frozen=True, slots=True)
class Paginated:
    """The finished file, its number of pages, where every span stands, which texts were cut, and the charts as drawn.

    ``charts`` are by the id of their blocks (`CellChart`, `Figure`), for another setter of the same blocks.
    """

    pdf: bytes
    pages: int
    placed: tuple[PlacedSpan, ...]
    altered: tuple[AlteredText, ...]
    charts: Mapping[int, DrawnChart]


def paginate(blocks: Sequence[Block], furniture: Furniture, edition: Edition = STANDARD) -> Paginated:
    """Set a report on A4 with an even number of pages, the last of them blank but for a sentence that says so.

    The same blocks, furniture and edition give the same bytes, tagged (PDF/UA-1) and archival (PDF/A-2a). A figure is
    drawn once, when its size is known. Raises ValueError for a ``furniture.date`` that is not an ISO date, and
    `MissingGlyph`, which names font, character and text, for a character that the fonts do not have.
    """
    register_fonts()
    brand = furniture.brand
    edition = in_accent(edition, brand.accent)
    furnishing = furnish(furniture, edition)
    edition = replace(edition, frame_height=furnishing.least_room)
    pages = plan_pages(flow(blocks, edition, brand.logo), edition.frame_height)
    file = BytesIO()
    canvas = _canvas(file, furniture.language)
    pen = Pen(canvas, destinations_of(pages), edition.accent)
    count = draw_pages(pen, pages, furniture, furnishing, edition)
    finish(canvas, _document_info(furniture))
    return Paginated(file.getvalue(), count, tuple(pen.placed), tuple(pen.altered), pen.charts)


def _document_info(furniture: Furniture) -> DocumentInfo:
    """The file's metadata, in characters that it can carry."""
    texts = (furniture.title, furniture.author, furniture.subject, furniture.keywords)
    title, author, subject, keywords = (clean(text, LONGEST_SHORT)[0] for text in texts)
    return DocumentInfo(title, author, subject, keywords, date.fromisoformat(furniture.date))


def _canvas(file: BytesIO, language: str) -> TaggedCanvas:
    """A canvas that writes nothing of where and when it was made."""
    rl_config.useA85 = 0  # ASCII85 on top of compression is slower and larger
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
