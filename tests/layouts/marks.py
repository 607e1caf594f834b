"""The marks on the pages of a finished file and where they stand, as a reader of PDF that is not ours finds them."""

from collections.abc import Iterator
from ctypes import c_double, c_float
from dataclasses import dataclass
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium

KINDS = {"path": pdfium.FPDF_PAGEOBJ_PATH, "image": pdfium.FPDF_PAGEOBJ_IMAGE}


@dataclass(frozen=True, slots=True)
class Character:
    """A character that leaves ink: its page from 1, its size as seen, and its box in points.

    The box is as wide as the character and its room, and one size high from the depth of its font's descenders.
    """

    page: int
    text: str
    size: float
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A path or an image: its page from 1, the points a path goes through (0 of an image) and its height in points."""

    page: int
    points: int
    height: float


def characters(pdf: bytes) -> list[Character]:
    """Every character that leaves ink, in the order in which they are drawn."""
    with pypdfium2.PdfDocument(pdf) as file:
        return [one for number, page in enumerate(file, 1) for one in _characters(number, page.get_textpage())]


def _characters(number: int, text: pypdfium2.PdfTextPage) -> Iterator[Character]:
    matrix, descent, x, y = pdfium.FS_MATRIX(), c_float(), c_double(), c_double()
    for index in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index))
        if letter.strip() and pdfium.FPDFText_IsGenerated(text, index) == 0:
            pdfium.FPDFText_GetMatrix(text, index, matrix)
            size = pdfium.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d)
            font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(text, index))
            pdfium.FPDFFont_GetDescent(font, size, descent)
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            x0, _, x1, _ = text.get_charbox(index, loose=True)
            y0 = y.value + descent.value
            yield Character(number, letter, size, x0, y0, x1, y0 + size)


def marks(pdf: bytes, kind: str) -> list[Mark]:
    """Every mark of a kind ("path" or "image"), those inside forms too."""
    with pypdfium2.PdfDocument(pdf) as file:
        return [
            Mark(number, max(pdfium.FPDFPath_CountSegments(one), 0), top - bottom)
            for number, page in enumerate(file, 1)
            for one in page.get_objects(filter=[KINDS[kind]])
            for _, bottom, _, top in [one.get_bounds()]
        ]
