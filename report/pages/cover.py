"""The cover block: title, meeting, recommendations and contents, and what stands on every page."""

from __future__ import annotations

import re

from layouts.blocks import (
    Block,
    Facts,
    Furniture,
    Heading,
    ItemList,
    Paragraph,
    Span,
    TableOfContents,
    Text,
)
from report.metrics.model import formatting
from report.metrics.model.period import Period
from report.metrics.model.scorecard import Scorecard
from report.pages.committee_requests import stand_before_contents
from report.pages.report_data import Report
from report.wording import figures_in_words

# An e-mail or web address, without the full stop or bracket that ends the sentence it stands in.
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://[\x21-\x7e]*[\w/]", re.ASCII)


def furniture(report: Report) -> Furniture:
    """What every page carries, and what the file says of itself. The file is dated by the report, not by the clock."""
    settings, card = report.settings, report.card
    position = formatting.day(card.period.last_day).replace(formatting.NBSP, " ")
    title = f"{report.layout.title}: position at {position}"
    if settings.council:
        title = f"{settings.council}: {formatting.uncapitalised(title)}"
    return Furniture(
        title=title,
        author=settings.author or settings.service,
        subject=report.layout.subject,
        keywords="corporate parenting, children in care, care leavers, performance",
        running_head=f"{report.layout.title}: position at {formatting.day(card.period.last_day)}",
        notice=report.notice,
        date=report.day.isoformat(),
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
        ("Classification", settings.classification),
        ("Purpose", settings.purpose),
        ("Reissued", f"In place of the report issued before. {report.memory.reissue}" if report.memory.reissue else ""),
    )
    rows = tuple((label, _linked(value)) for label, value in facts if value)
    blocks: list[Block] = [
        Heading(1, figures_in_words.text(report.layout.title)),
        Paragraph(figures_in_words.text(_position(report)), "lead"),
    ]
    return [*blocks, Facts(rows)] if rows else blocks


def _linked(value: str) -> Text:
    """A fact, its e-mail and web addresses as links."""
    spans, after = [], 0
    for found in _ADDRESS.finditer(value):
        kind = "" if found[0].startswith("http") else "mailto:"
        spans += [Span(value[after : found.start()]), Span(found[0], link=kind + found[0])]
        after = found.end()
    return tuple(span for span in (*spans, Span(value[after:])) if span.text)


def contents(report: Report) -> list[Block]:
    """The sections that follow, with their pages, behind the cover, and under the panel's asks where there are any."""
    return [
        Heading(2, figures_in_words.text("Contents"), new_page=not stand_before_contents(report)),
        TableOfContents(),
    ]


def recommendations(report: Report) -> list[Block]:
    """What the committee is asked to do. ``{date}`` in a recommendation becomes the report's date in full."""
    settings = report.settings
    if not settings.recommendations:
        return []
    date = formatting.day(report.card.period.last_day)
    question = f"{settings.committee or 'The committee'} is asked to agree that it:"
    return [
        Heading(2, figures_in_words.text("Recommendations")),
        Paragraph(figures_in_words.text(question)),
        ItemList(
            tuple(figures_in_words.text(item.replace("{date}", date)) for item in settings.recommendations),
            numbered=True,
        ),
    ]


def _position(report: Report) -> str:
    card = report.card
    quarter = "" if report.yearly else _quarter_of(card)
    return f"Position at {formatting.day(card.period.last_day)}{quarter}"


def _quarter_of(card: Scorecard) -> str:
    """The quarter in words where the report is for whole months that end one."""
    if not card.period.ends_quarter:
        return ""
    months = formatting.months_run(Period(card.period.year, card.period.month, 3))
    return f" (Quarter {card.period.quarter}, {months})"
