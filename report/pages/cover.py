"""The cover, the recommendations and the contents, and the furniture: what stands on every page and in the file."""

from __future__ import annotations

import re

from inputs.period import QUARTER_MONTHS, TERM_MONTHS
from layouts.blocks import Block, Facts, Furniture, Heading, ItemList, Paragraph, Span, TableOfContents, Text
from report.metrics.model import formatting
from report.pages.committee_requests import stand_before_contents
from report.pages.report_data import Report
from report.wording import disclosure_words
from report.wording.figures_in_words import text

# An e-mail or web address, without the full stop or bracket that ends the sentence it stands in.
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://[\x21-\x7e]*[\w/]", re.ASCII)


def furniture(report: Report) -> Furniture:
    """What every page carries, and the file's metadata. The file is dated by the report, not by the clock."""
    settings = report.settings
    position = formatting.day(report.card.period.last_day)
    asks = report.layout.title.endswith("?")
    head = f"{report.layout.title}{' Position' if asks else ': position'} at {position}"
    title = head.replace(formatting.NBSP, " ")
    if settings.council:
        title = f"{settings.council}: {formatting.uncapitalised(title)}"
    exempt = report.card.disclosure.is_exempt
    return Furniture(
        title=disclosure_words.exempt_title(title) if exempt else title,
        author=settings.author or settings.service,
        subject=report.layout.subject,
        keywords="corporate parenting, children in care, care leavers, performance",
        running_head=head,
        notice=report.notice,
        date=report.day.isoformat(),
        running_head_from=2 if report.layout.parts[:1] in (("front",), ("promises",)) else 1,
        brand=settings.brand,
        marking=disclosure_words.exempt_mark(settings.exempt_paragraphs) if exempt else (),
    )


def cover(report: Report) -> list[Block]:
    """Title, position and the facts of a committee paper's first page. A fact that nobody gave has no line."""
    settings = report.settings
    meeting = formatting.day(settings.meeting_date) if settings.meeting_date else ""
    agenda_item = f"agenda item{formatting.NBSP}{settings.agenda_item}" if settings.agenda_item else ""
    facts = (
        ("Council", settings.council),
        ("Report to", settings.committee),
        ("Meeting", ", ".join(part for part in (meeting, agenda_item) if part)),
        ("Report of", settings.report_of),
        ("Author", settings.author),
        ("Contact", settings.contact),
        ("Classification", report.classification),
        ("Purpose", settings.purpose),
        ("Reissued", replaces(report)),
    )
    rows = tuple((label, linked(value) if label == "Contact" else text(value)) for label, value in facts if value)
    blocks: list[Block] = [Heading(1, text(report.layout.title)), Paragraph(text(position(report)), "lead")]
    return [*blocks, Facts(rows)] if rows else blocks


def replaces(report: Report) -> str:
    """That this report stands in place of one that was issued, and why; "" for any other."""
    why = report.memory.reissue
    return f"This replaces the report we issued earlier. Reason: {why}" if why else ""


def linked(value: str) -> Text:
    """The contact of report.toml, its e-mail and web addresses as links. In any other words they are no links."""
    spans, after = [], 0
    for address in _ADDRESS.finditer(value):
        kind = "" if address[0].startswith("http") else "mailto:"
        spans += [Span(value[after : address.start()]), Span(address[0], link=kind + address[0])]
        after = address.end()
    return tuple(span for span in (*spans, Span(value[after:])) if span.text)


def contents(report: Report) -> list[Block]:
    """The table of contents: behind the cover, or under the committee's requests where these stand before it."""
    return [Heading(2, text("Contents"), new_page=not stand_before_contents(report)), TableOfContents()]


def recommendations(report: Report) -> list[Block]:
    """What the committee is asked to do. ``{date}`` in a recommendation becomes the report's date in full."""
    settings = report.settings
    if not settings.recommendations:
        return []
    date = formatting.day(report.card.period.last_day)
    items = tuple(text(item.replace("{date}", date)) for item in settings.recommendations)
    question = f"The {settings.committee or 'committee'} is asked to:"
    return [Heading(2, text("Recommendations")), Paragraph(text(question)), ItemList(items, numbered=True)]


def position(report: Report) -> str:
    """The report's date and, where it ends a quarter of which months are reported, the quarter, or the term."""
    period, scores = report.card.period, report.card.scores
    part, term = "", period.lasting(TERM_MONTHS)
    if term.is_term and scores and all(score.latest.period == term for score in scores):
        part = f" ({term.term}, {formatting.months_run(term)})"
    elif period.ends_quarter and not report.yearly:
        part = f" (Quarter {period.quarter}, {formatting.months_run(period.lasting(QUARTER_MONTHS))})"
    return f"Position at {formatting.day(period.last_day)}{part}"
