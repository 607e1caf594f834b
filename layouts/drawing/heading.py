"""Sets headings, by level."""

from __future__ import annotations

from layouts import roles, theme
from layouts.blocks import Span, Text
from layouts.drawing.flowables import HeadingLine
from layouts.text.set_text import set_text
from layouts.theme import Edition

LONGEST_HEADING = 6  # lines; more is cut


def set_heading(
    text: Text,
    ref: str,
    level: int,
    above: float,
    bookmarked: bool,
    edition: Edition,
    block: object = None,
    room: float = theme.FRAME_WIDTH,
    link: str = "",
) -> HeadingLine:
    """Set a heading of level 1 to 3 (any other is taken for the nearest) after its reference ``ref``, in a width.

    The reference leads to ``link``.
    """
    level = min(max(level, 1), 3)
    style, reference_style = {
        1: (edition.title, edition.title),
        2: (edition.section, edition.section_reference),
        3: (edition.subsection, edition.subsection_reference),
    }[level]
    reference = set_text((Span(ref, link=link),), reference_style, theme.FRAME_WIDTH / 3, most_lines=1)
    used = reference.width + theme.REFERENCE_GAP if reference.lines else 0.0
    words = set_text(text, style, room - used, most_lines=LONGEST_HEADING, balanced=True)
    return HeadingLine(
        role=roles.HEADINGS[level],
        words=words,
        above=above,
        reference=reference if reference.lines else None,
        ruled=level == 2,
        bookmark=f"{reference.printed} {words.printed}".strip() if bookmarked else "",
        level=level,
        block=block,
    )
