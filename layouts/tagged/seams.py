"""Every name of ReportLab that its manual does not promise, each with what it is needed for.

Only this file touches them. tests/layouts/test_seams.py holds ReportLab to each, so that a new version which changes
one fails there and not on a reader's screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFPage
from reportlab.pdfgen.canvas import Canvas


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
    Seam("PDFStream.format", "puts no end of line before “endstream”, which an archive asks for"),
)


def code_of(canvas: Canvas) -> list[str]:
    """The operators of the page so far, in entries. What is changed in it is changed on the page."""
    code: list[str] = canvas._code
    return code


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
        yield number, pdfdoc.format(document.idToObject[document.numberToId[number]], document, toplevel=1)
        number += 1


def write_with(document: PDFDocument, writer: Callable[[PDFDocument], bytes]) -> None:
    """Have the file made by ``writer`` once its objects are all there."""

    def made(*_: object) -> bytes:
        return writer(document)

    document.format = made
