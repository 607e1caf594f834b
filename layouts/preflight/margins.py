"""Checks of the page: the number of pages, paper size, margins, room for the committee's stamps, and type size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from layouts import theme
from layouts.preflight.faults import Fault, fault_at
from layouts.preflight.painted_objects import Box, PaintedPage, PaintedText, text_of

EDGE = 8 * theme.MM  # least distance from the head and the foot of the page: printers cannot reach nearer
_TOLERANCE = 0.1  # points
_BLANK_LINES = 2  # the longest sentence on a blank page


def page_faults(pages: Sequence[PaintedPage]) -> Iterator[Fault]:
    """An odd number of pages, pages other than A4 portrait, and a last page with more than its sentence."""
    if len(pages) % 2:
        yield Fault("pages", measured=len(pages), text="odd")
    for page in pages:
        if abs(page.width - theme.PAGE_WIDTH) > 1 or abs(page.height - theme.PAGE_HEIGHT) > 1:
            yield Fault("pages", page.number, text="not A4")
    if pages and not _is_blank(pages[-1]):
        yield Fault("pages", pages[-1].number, text="not blank")


def _is_blank(page: PaintedPage) -> bool:
    """Whether a page holds one sentence and, as artifacts, only text: its running head and footer."""
    content = [painted for painted in page.objects if painted.owner.tag != "Artifact"]
    only_text = all(isinstance(painted, PaintedText) for painted in page.objects)
    return only_text and len({painted.owner for painted in content}) == 1 and len(content) <= _BLANK_LINES


def margin_faults(page: PaintedPage) -> Iterator[Fault]:
    """Objects in a margin, and those where the committee stamps: the top right corner and the middle of the foot."""
    middle, width, height = page.width / 2, theme.STAMP_WIDTH, theme.STAMP_HEIGHT
    stamps = (
        (page.width - width, page.height - height, page.width, page.height),
        (middle - width / 2, 0.0, middle + width / 2, height),
    )
    odd = page.number % 2 == 1
    left = theme.BINDING_MARGIN if odd else theme.OUTER_MARGIN
    right = page.width - (theme.OUTER_MARGIN if odd else theme.BINDING_MARGIN)
    for painted in page.objects:
        box = painted.box
        if box[0] < left - _TOLERANCE or box[2] > right + _TOLERANCE or box[1] < EDGE or box[3] > page.height - EDGE:
            yield fault_at("margins", page, box, text=text_of(painted))
        if any(_overlap(box, stamp) for stamp in stamps):
            yield fault_at("stamps", page, box, text=text_of(painted))


def _overlap(one: Box, other: Box) -> bool:
    across = one[0] < other[2] - _TOLERANCE and one[2] > other[0] + _TOLERANCE
    return across and one[1] < other[3] - _TOLERANCE and one[3] > other[1] + _TOLERANCE


def size_faults(page: PaintedPage) -> Iterator[Fault]:
    """Type smaller than the smallest of the standard edition."""
    for painted in page.objects:
        if isinstance(painted, PaintedText) and painted.size < theme.STANDARD.smallest - 0.01:
            yield fault_at("size", page, painted.box, painted.size, text_of(painted))
