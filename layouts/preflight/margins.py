"""Whether the pages are as a committee prints them: their number, their margins and stamps, the size of their type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from layouts import theme
from layouts.preflight.faults import Fault, fault_at
from layouts.preflight.painted_objects import Box, PaintedPage, PaintedText

EDGE = 8 * theme.MM  # at the head and the foot of the sheet nothing is nearer: printers cannot reach it
_ROUNDING = 0.1  # points: less is no trespass
_BLANK_LINES = 2  # the longest sentence on a blank page


def page_faults(pages: Sequence[PaintedPage]) -> Iterator[Fault]:
    """An odd number of pages, a last page with more than its sentence, and sheets other than A4 upright."""
    if len(pages) % 2:
        yield Fault("pages", measured=len(pages), text="odd")
    for page in pages:
        if abs(page.width - theme.PAGE_WIDTH) > 1 or abs(page.height - theme.PAGE_HEIGHT) > 1:
            yield Fault("pages", page.number, text="not A4")
    if pages and not _is_blank(pages[-1]):
        yield Fault("pages", pages[-1].number, text="not blank")


def _is_blank(page: PaintedPage) -> bool:
    """Whether a page holds one sentence and, beside that, only what stands on every page."""
    content = [painted for painted in page.objects if painted.owner.tag != "Artifact"]
    rest = [
        painted for painted in page.objects if painted.owner.tag == "Artifact" and not isinstance(painted, PaintedText)
    ]
    one_thing = len({painted.owner for painted in content}) == 1
    return (
        one_thing
        and not rest
        and len(content) <= _BLANK_LINES
        and all(isinstance(painted, PaintedText) for painted in content)
    )


def margin_faults(page: PaintedPage) -> Iterator[Fault]:
    """Marks in a margin or where the committee stamps, the top-right corner and the middle of the foot."""
    stamps = _stamps(page)
    odd = page.number % 2 == 1
    left = theme.BINDING_MARGIN if odd else theme.OUTER_MARGIN
    right = page.width - (theme.OUTER_MARGIN if odd else theme.BINDING_MARGIN)
    for painted in page.objects:
        box = painted.box
        if box[0] < left - _ROUNDING or box[2] > right + _ROUNDING or box[1] < EDGE or box[3] > page.height - EDGE:
            yield fault_at("margins", page, box, text=_said(painted))
        if any(_meet(box, stamp) for stamp in stamps):
            yield fault_at("stamps", page, box, text=_said(painted))


def _stamps(page: PaintedPage) -> tuple[Box, Box]:
    """Where the committee stamps: its own item in the top-right corner, its own page number in the middle below."""
    width, height = theme.STAMP_WIDTH, theme.STAMP_HEIGHT
    middle = page.width / 2
    corner = (page.width - width, page.height - height, page.width, page.height)
    return corner, (middle - width / 2, 0.0, middle + width / 2, height)


def _meet(one: Box, other: Box) -> bool:
    across = one[0] < other[2] - _ROUNDING and one[2] > other[0] + _ROUNDING
    return across and one[1] < other[3] - _ROUNDING and one[3] > other[1] + _ROUNDING


def size_faults(page: PaintedPage) -> Iterator[Fault]:
    """Type that is smaller than the smallest there may be."""
    for painted in page.objects:
        if isinstance(painted, PaintedText) and painted.size < theme.STANDARD.smallest - 0.01:
            yield fault_at("size", page, painted.box, painted.size, _said(painted))


def _said(painted: object) -> str:
    return painted.font.decode(painted.text) if isinstance(painted, PaintedText) else ""
