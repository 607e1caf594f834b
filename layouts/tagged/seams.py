"""Every undocumented name of ReportLab that is used, each with what it is used for.

Only this file touches them. tests/layouts/test_seams.py tests each, so that a new version which changes one fails there
and not on a reader's screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFPage, PDFStream
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

UNICODE_MAP, FONT_PROGRAM = "toUnicodeCMap:", "fontFile:"  # how ReportLab begins the names of a font's streams


SEAMS = {  # each name, and what it is used for
    "Canvas._code": "the operators of the page so far: read back to see what is new",
    "Canvas._doc": "the document under a canvas: structure, metadata and profile are added to it",
    "PDFDocument.Catalog": "the root of the file, whose attributes are its entries",
    "PDFDocument.Pages": "the pages in order: each is given its place in the ParentTree",
    "PDFCatalog.__NoDefault__": "the entries that are written; without a name here an entry is dropped silently",
    "PDFDocument.Reference": "gives an object its number",
    "PDFDocument.idToObjectNumberAndVersion": "the number of an object",
    "PDFDocument.numberToId": "the objects in the order of their numbers, growing while they are written",
    "PDFDocument.idToObject": "the objects themselves",
    "PDFDocument.format": "called once to make the file; replaced, because its streams and cross references are",
    "pdfdoc.format": "writes any object as bytes",
    "TTFont.state": "the subsets of a font: characters that are not drawn are taken out",
    "TTFont.splitString": "met by every text on its way to a page: the place to refuse what has no glyph",
    "TTFont.addObjects": "writes the subsets of a font; its streams are found by their names and corrected",
    "Canvas._annotationrefs": "the annotations of the page so far: none may be without a place in the structure",
    "PDFStream.format": "puts no end of line before “endstream”, which PDF/A asks for",
}


def code_of(canvas: Canvas) -> list[str]:
    """The content stream of the page so far, as a list of entries; changing the list changes the page."""
    code: list[str] = canvas._code
    return code


def has_annotations(canvas: Canvas) -> bool:
    """Whether the page so far has annotations."""
    return bool(canvas._annotationrefs)


def document_of(canvas: Canvas) -> PDFDocument:
    """The document that a canvas draws."""
    return canvas._doc


def pages_of(document: PDFDocument) -> list[PDFPage]:
    """The finished pages in order."""
    pages: list[PDFPage] = document.Pages.pages
    return pages


def put(thing: PDFObject, **entries: object) -> None:
    """Set further entries of the catalog or of a page."""
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
    """The object number; the object is given one if it has none."""
    number: int = document.idToObjectNumberAndVersion[document.Reference(thing).name][0]
    return number


def objects_of(document: PDFDocument) -> Iterator[tuple[int, bytes]]:
    """Every object as number and bytes, in order. Serialising one may add others, which follow."""
    number = 1
    while number in document.numberToId:
        thing = document.idToObject[document.numberToId[number]]
        yield number, thing.body if isinstance(thing, Verbatim) else pdfdoc.format(thing, document, toplevel=1)
        number += 1


def write_with(document: PDFDocument, writer: Callable[[PDFDocument], bytes]) -> None:
    """Let ``writer`` serialise the document."""

    def made(*_: object) -> bytes:
        del document.format  # it knows the document, which would stay in memory with all of its pages
        return writer(document)

    document.format = made


def subsets_of(font: TTFont, document: PDFDocument) -> list[list[int]]:
    """The code points of each subset of a font, in the order of their one-byte codes."""
    subsets: list[list[int]] = font.state[document].subsets
    return subsets


def set_subsets(font: TTFont, document: PDFDocument, subsets: list[list[int]]) -> None:
    """Replace the code points of the subsets before they are written."""
    font.state[document].subsets = subsets


def newest(document: PDFDocument, prefix: str, count: int) -> list[PDFStream]:
    """The ``count`` latest streams of a document whose names begin with a prefix."""
    return [entry for name, entry in document.idToObject.items() if name.startswith(prefix)][-count:]
