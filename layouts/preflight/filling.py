"""Checks of how pages are filled: none nearly empty but where a part ends, and no heading left alone at a foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from layouts import theme
from layouts.preflight.faults import Fault, fault_at
from layouts.preflight.painted_objects import Painted, PaintedPage, PaintedText, text_of

MOST_EMPTY = 0.25  # of the text frame's height, from its foot
_MOST_EMPTY_IN_LARGE_PRINT = 1 / 3  # where whole panels are kept together in type twice as large
_OPENS_PART = frozenset(("H1", "H2"))
_LEADS = frozenset(("H1", "H2", "H3", "H4", "H5", "H6", "Caption"))  # what stands before something
_BELOW = 3.0  # points


def filling_faults(pages: Sequence[PaintedPage]) -> Iterator[Fault]:
    """Pages with too much empty at the foot.

    The cover may have that, and the last page of a part, which a page with a section's heading on top or the blank page
    follows.
    """
    for page, following in pairwise(pages[1:-1]):
        inked = _ink(page)
        if not inked or _opens_part(following):
            continue
        lowest = min(inked, key=lambda painted: painted.box[1])
        empty = (lowest.box[1] - theme.FRAME_BOTTOM) / theme.FRAME_HEIGHT
        if empty > (_MOST_EMPTY_IN_LARGE_PRINT if page.is_large_print else MOST_EMPTY):
            yield fault_at("empty-page", page, lowest.box, empty)


def heading_faults(page: PaintedPage) -> Iterator[Fault]:
    """A heading or a table's caption that nothing follows on its page; lines to write on are something."""
    leads = [painted for painted in page.objects if painted.owner.tag in _LEADS]
    if leads:
        last = min(leads, key=lambda painted: painted.box[1])
        if all(painted.box[1] > last.box[1] - _BELOW for painted in _ink(page)):
            yield fault_at("lone-heading", page, last.box, text=text_of(last))


def _ink(page: PaintedPage) -> list[Painted]:
    """All but the text of the furniture, and of headings repeated above a table that goes on."""
    return [one for one in page.objects if one.owner.tag != "Artifact" or not isinstance(one, PaintedText)]


def _opens_part(page: PaintedPage) -> bool:
    first = next((painted.owner.tag for painted in page.objects if painted.owner.tag != "Artifact"), "")
    return first in _OPENS_PART
