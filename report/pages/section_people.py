"""The line under a section's heading that says whom to ask about it, and who writes its commentary."""

from __future__ import annotations

from layouts.blocks import Block, Paragraph, Span, Text
from report.pages.cover import linked
from report.settings.layout_file import SectionSpec
from report.wording.figures_in_words import text


def people(section: SectionSpec) -> list[Block]:
    """The line; nothing for a section of which nobody is named."""
    contact: Text = (Span("Contact: "), *linked(section.contact), Span(".")) if section.contact else ()
    owner = text(f"Commentary: {section.commentary_owner}.") if section.commentary_owner else ()
    said = (*contact, *((Span(" "),) if contact and owner else ()), *owner)
    return [Paragraph(said, "small")] if said else []
