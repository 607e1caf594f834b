"""Every name of ReportLab that its manual does not promise, each with what it is needed for.

Only this file touches them. tests/layouts/test_seams.py holds ReportLab to each, so that a new version which changes
one fails there and not on a reader's screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFPage, PDFStream
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

UNICODE_MAP, FONT_PROGRAM = "toUnicodeCMap:", "fontFile:"  # how the names of a font's streams begin


@dataclass(frozen=True, slots=True)
class Seam:
    """A name that is not promised, and what for it is used all the same."""

    name: str
    reason: str


SEAMS = (
    Seam("Canvas._code", "the operators of the page so far: read back to see what ink is new"),
    Seam("Canvas._doc", "the document under a canvas: structure, metadata and profile are added to it"),
    Seam("PDFDocument.Catalog", "the root of the file, whose attributes are its entries"),
    Seam("PDFDocument.Pages", "the pages in order: each is told where its owners are listed"),
    Seam("PDFCatalog.__NoDefault__", "the entries that are written; without a name here an entry is dropped silently"),
    Seam("PDFDocument.Reference", "gives an object its number"),
    Seam("PDFDocument.idToObjectNumberAndVersion", "the number of an object"),
    Seam("PDFDocument.numberToId", "the objects in the order of their numbers, growing while they are written"),
    Seam("PDFDocument.idToObject", "the objects themselves"),
    Seam("PDFDocument.format", "called once to make the file; replaced, because its streams and cross references are"),
    Seam("pdfdoc.format", "writes any object as bytes"),
    Seam("TTFont.state", "which characters each part of a font has; characters that are not drawn are taken out"),
    Seam("TTFont.splitString", "met by every text on its way to a page: the place to refuse what has no glyph"),
    Seam("TTFont.addObjects", "writes the parts of a font; what it wrote is found by its names and made right"),
    Seam("Canvas._annotationrefs", "the links and notes of the page so far: none may be without a place in the tags"),
    Seam("PDFStream.format", "puts no end of line before “endstream”, which an archive asks for"),
)


def code_of(canvas: Canvas) -> list[str]:
    """The operators of the page so far, in entries. What is changed in it is changed on the page."""
    code: list[str] = canvas._code
    return code


def has_annotations(canvas: Canvas) -> bool:
    """Whether the page so far has links or notes."""
    return bool(canvas._annotationrefs)


def document_of(canvas: Canvas) -> PDFDocument:
    """The document that a canvas draws."""
    return canvas._doc


def pages_of(document: PDFDocument) -> list[PDFPage]:
    """The finished pages in order."""
    pages: list[PDFPage] = document.Pages.pages
    return pages


def put(thing: PDFObject, **entries: object) -> None:
    """Give the catalog or a page further entries."""
    thing.__NoDefault__ = [*thing.__NoDefault__, *(name for name in entries if name not in thing.__NoDefault__)]
    for name, value in entries.items():
        setattr(thing, name, value)


class Verbatim(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An object that is written as the bytes it holds."""

    def __init__(self, body: bytes = b"") -> None:
        self.body = body

    def format(self, document: PDFDocument) -> bytes:
        """The bytes."""
        return self.body


def number_of(document: PDFDocument, thing: PDFObject) -> int:
    """The number of an object in the file; it is given one if it has none."""
    number: int = document.idToObjectNumberAndVersion[document.Reference(thing).name][0]
    return number


def objects_of(document: PDFDocument) -> Iterator[tuple[int, bytes]]:
    """Every object with its number, in order. Writing one may add others; they come too."""
    number = 1
    while number in document.numberToId:
        thing = document.idToObject[document.numberToId[number]]
        yield number, thing.body if isinstance(thing, Verbatim) else pdfdoc.format(thing, document, toplevel=1)
        number += 1


def write_with(document: PDFDocument, writer: Callable[[PDFDocument], bytes]) -> None:
    """Have the file made by ``writer`` once its objects are all there."""

    def made(*_: object) -> bytes:
        return writer(document)

    document.format = made


def subsets_of(font: TTFont, document: PDFDocument) -> list[list[int]]:
    """The character code points of each part of a font, in the order of their one-byte codes."""
    subsets: list[list[int]] = font.state[document].subsets
    return subsets


def set_subsets(font: TTFont, document: PDFDocument, subsets: list[list[int]]) -> None:
    """Change what the parts of a font hold before they are written."""
    font.state[document].subsets = subsets


def newest(document: PDFDocument, prefix: str, count: int) -> list[PDFStream]:
    """The streams whose names begin with a prefix that were added to a document last."""
    return [entry for name, entry in document.idToObject.items() if name.startswith(prefix)][-count:]
