"""Runs every check on a finished file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from layouts.pdf_reader.file import PdfFile, PdfPage, open_file
from layouts.preflight.chart_sizes import size_of_chart_faults
from layouts.preflight.contrast import contrast_faults
from layouts.preflight.faults import CHECKS, Fault
from layouts.preflight.filling import filling_faults, heading_faults
from layouts.preflight.greyscale import greyscale_faults
from layouts.preflight.interpreter import interpret
from layouts.preflight.leaders import leader_faults
from layouts.preflight.margins import margin_faults, page_faults, size_faults
from layouts.preflight.words import line_faults, word_faults

MOST_BYTES = 300_000  # of the whole file


class Preflight(NamedTuple):
    """A checked file: its number of pages, its size in bytes, and all faults, in the order of `CHECKS` and of pages."""

    pages: int
    size: int
    faults: tuple[Fault, ...]


def preflight(pdf: bytes) -> Preflight:
    """Check a finished file. Raises `NotReadable` for one that Board Report did not write, or that was damaged."""
    file = open_file(pdf)
    read = file.pages
    pages = [interpret(number, page) for number, page in enumerate(read, 1)]
    faults = [*page_faults(pages), *file_faults(file, read, len(pdf))]
    for page in pages:
        faults += [*margin_faults(page), *size_faults(page), *contrast_faults(page), *greyscale_faults(page)]
        faults += [*word_faults(page), *line_faults(page), *heading_faults(page), *leader_faults(page)]
    faults += [*filling_faults(pages), *size_of_chart_faults(file.figures, pages)]
    return Preflight(len(pages), len(pdf), tuple(sorted(faults, key=lambda fault: CHECKS.index(fault.check))))


def file_faults(file: PdfFile, pages: Sequence[PdfPage], size: int) -> Iterator[Fault]:
    """Faults of the file as a whole: too large, fonts not embedded, no tags, no language, no title."""
    if size > MOST_BYTES:
        yield Fault("file-size", measured=size)
    for font in dict.fromkeys(font for page in pages for font in page.fonts.values() if not font.embedded):
        first = next(number for number, page in enumerate(pages, 1) if font in page.fonts.values())
        yield Fault("fonts", first, text=font.name)
    catalog = file.catalog
    tags = {
        "MarkInfo": file.inside(catalog, "MarkInfo", "Marked") is True,
        "StructTreeRoot": isinstance(file.inside(catalog, "StructTreeRoot", "ParentTree"), dict),
        "Lang": bool(file.inside(catalog, "Lang")),
    }
    yield from (Fault("tags", text=name) for name, there in tags.items() if not there)
    if not file.inside(file.trailer, "Info", "Title"):
        yield Fault("title", text="Title")
    if file.inside(catalog, "ViewerPreferences", "DisplayDocTitle") is not True:
        yield Fault("title", text="DisplayDocTitle")
