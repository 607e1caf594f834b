"""Headings: what they look like at each level."""

from __future__ import annotations

from layouts import roles, theme
from layouts.blocks import Span, Text
from layouts.drawing.flowables import HeadingLine
from layouts.text.set_text import SetText, set_text
from layouts.theme import Edition, TextStyle

LONGEST_HEADING = 6  # lines; more is cut


def set_heading(
    text: Text, ref: str, level: int, above: float, bookmarked: bool, edition: Edition, block: object = None
) -> HeadingLine:
    """Measure a heading of level 1 to 3 (any other is taken for the nearest), ``ref`` standing before it."""
    level = min(max(level, 1), 3)
    style, reference_style = _styles(edition)[level]
    reference = _reference(ref, reference_style)
    used = reference.width + theme.REFERENCE_GAP if reference else 0.0
    words = set_text(text, style, theme.FRAME_WIDTH - used, most_lines=LONGEST_HEADING, balanced=True)
    return HeadingLine(
        role=roles.HEADINGS[level],
        words=words,
        above=above,
        reference=reference,
        ruled=level == 2,
        bookmark=f"{reference.printed if reference else ''} {words.printed}".strip() if bookmarked else "",
        level=level,
        block=block,
    )


def _styles(edition: Edition) -> dict[int, tuple[TextStyle, TextStyle]]:
    """For each level, how its words and its reference are set."""
    return {
        1: (edition.title, edition.title),
        2: (edition.section, edition.section_reference),
        3: (edition.subsection, edition.subsection_reference),
    }


def _reference(ref: str, style: TextStyle) -> SetText | None:
    words = set_text((Span(ref),), style, theme.FRAME_WIDTH / 3, most_lines=1)
    return words if words.lines else None
