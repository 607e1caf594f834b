"""The part "You asked, we answered": the committee's requests, answered since the last report or still open."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from inputs.findings import Finding
from inputs.intake import Ask
from layouts.blocks import Block, Heading, Paragraph, Row, Span, Table, Text
from report.metrics.judgement.overdue import is_overdue
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import Source
from report.pages import tables
from report.pages.report_data import Report
from report.wording.figures_in_words import text

_REFERENCE = re.compile(r"\d{1,2}(?:\.\d{1,2})?", re.ASCII)
PRINTED_BY = {"asked", "attention"}  # the parts of a layout that hold the requests
_DIGEST_LENGTH = 16  # hexadecimal digits: enough that no two answers of one council share a digest


TITLE = "You asked, we answered"


def asked(report: Report) -> list[Block]:
    """A page of the requests: its heading, what stays on it, and the table; nothing without any."""
    table = requests(report)
    intro = "Each request stays on this list until it is answered."
    return [Heading(2, text(TITLE), new_page=True), Paragraph(text(intro), "small"), table] if table else []


def requests(report: Report) -> Table | None:
    """The requests answered since the last issued report, and the open ones; None without either."""
    answered = [ask for ask in report.asks if ask.answer and answer_digest(ask) not in report.memory.answered]
    waiting = [ask for ask in report.asks if not ask.answer]
    if not answered and not waiting:
        return None
    panel_by_ref, committee = _panel_by_ref(report), report.settings.committee
    answered.sort(key=lambda ask: ask.answered or date.max)
    waiting.sort(key=lambda ask: ask.asked or date.max)
    bands = {
        "Answered since the last report" if report.memory.issued else "Answered": [
            _row(ask, _answer(ask, panel_by_ref), committee) for ask in answered
        ],
        "Not answered yet": [_row(ask, _waiting(ask, report.day), committee) for ask in waiting],
    }
    rows = [row for name, under in bands.items() if under for row in (Row((text(name, bold=True),), band=True), *under)]
    return Table(
        caption=text("What was asked for, and the answers"),
        columns=tables.columns(("Asked", 0.16), ("What was asked for", 0.34), ("Answer", 0.5)),
        rows=tuple(rows),
        show_caption=False,
    )


def answer_digest(ask: Ask) -> str:
    """A short SHA-256 digest of a request with its answer, by which the next report knows that it was printed.

    An answer that is changed later has another digest, so it is printed again.
    """
    day = ask.asked.isoformat() if ask.asked else ""
    return hashlib.sha256("\n".join((day, ask.words, ask.answer)).encode()).hexdigest()[:_DIGEST_LENGTH]


def check_requests(report: Report) -> list[Finding]:
    """Findings about requests: a reference that the report lacks, a date after the meeting, a layout without them."""
    if not report.asks:
        return []
    first = report.asks[0]
    if PRINTED_BY.isdisjoint(report.layout.parts):
        what = "there is a list of requests, but the layout does not have the part that prints it."
        return [found("asks-not-printed", what, "Add “asked” to the parts of the layout.", workbook=first.workbook)]
    known = _panel_by_ref(report)
    lost = [ask for ask in report.asks if _REFERENCE.fullmatch(ask.where) and ask.where not in known]
    what = "the answer points to a place that is not in the report."
    remedy = "Correct it, or leave it empty."
    findings = [found("ask-place-unknown", what, remedy, _place(ask)) for ask in lost]
    meeting = report.settings.meeting_date
    if meeting:
        what = f"the request is dated after the meeting of this report, on {formatting.day(meeting)}."
        late = [ask for ask in report.asks if ask.asked and ask.asked > meeting]
        findings += [found("ask-after-meeting", what, "Correct its date, if it is wrong.", _place(ask)) for ask in late]
    return findings


def _place(ask: Ask) -> Source:
    return Source(ask.workbook, "", ask.sheet, (ask.cell,))


def stand_before_contents(report: Report) -> bool:
    """Whether the requests stand right before the contents, which then begin no page of their own."""
    return ("asked", "contents") in pairwise(report.layout.parts) and bool(asked(report))


def _panel_by_ref(report: Report) -> dict[str, str]:
    """For each reference that an answer may name, that of the panel or section to turn to."""
    panel_by_ref = {}
    for section in report.sections:
        panel_by_ref[str(section.number)] = str(section.number)
        for panel in section.panels:
            refs = [score.measure.ref for name in (panel.measure, panel.second) for score in report.card.of(name)]
            panel_by_ref.update(dict.fromkeys(refs, refs[0] if refs else ""))
    return panel_by_ref


def _row(ask: Ask, answer: Text, committee: str) -> Row:
    """A row of the table. Who asked is only named where it was not the report's own committee."""
    asked_on = formatting.day(ask.asked) if ask.asked else ""
    by = "" if ask.by == committee else ask.by
    return Row((text(", ".join(part for part in (asked_on, by) if part)), text(ask.words), answer))


def _answer(ask: Ask, panel_by_ref: Mapping[str, str]) -> Text:
    """The answer, where in the report it is borne out (a link, if that is a reference), by whom and when."""
    see: Text = ()
    if ask.where:
        link = f"#{panel_by_ref[ask.where]}" if ask.where in panel_by_ref else ""
        see = (Span(f" See{formatting.NBSP}"), Span(ask.where, link=link), Span("."))
    by = ", ".join(part for part in (ask.owner, formatting.day(ask.answered) if ask.answered else "") if part)
    return (Span(ask.answer), *see, *((Span(f" ({by})"),) if by else ()))


def _waiting(ask: Ask, day: date) -> Text:
    """That there is no answer yet, whether it is overdue on that day, and by whom it is owed."""
    late = is_overdue(ask, day)
    if ask.due:
        since = f": {'it was ' if late else ''}due by {formatting.day(ask.due)}"
    else:
        since = ": asked more than three months ago" if late else ""
    owed = f" To be answered by: {ask.owner}." if ask.owner else " Nobody is named to answer it."
    return (Span("Overdue" if late else "Not answered yet", bold=True), Span(f"{since}.{owed}"))
