"""You asked, we answered: what the panel asked for, answered since the last report or still waiting."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from inputs.findings import Finding
from inputs.intake import Ask
from layouts.blocks import Block, Column, Heading, Paragraph, Row, Span, Table, Text
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.scorecard import Source
from report.pages.report_data import Report
from report.wording import figures_in_words

LONGEST_WAIT = timedelta(days=92)  # a quarter: panels meet about so often, and an answer is owed by the next meeting
_REFERENCE = re.compile(r"\d{1,2}(?:\.\d{1,2})?", re.ASCII)
_DIGEST_LENGTH = 16  # hexadecimal digits: enough that no two answers of one council share one


def asked(report: Report) -> list[Block]:
    """The asks answered since the last issued report, and those that wait; nothing where there is none of either."""
    answered = [ask for ask in report.asks if ask.answer and answer_digest(ask) not in report.memory.answered]
    waiting = [ask for ask in report.asks if not ask.answer]
    if not answered and not waiting:
        return []
    title = "Answered since the last report" if report.memory.issued else "Answered"
    panel_by_ref = _panel_by_ref(report)
    committee = report.settings.committee
    done = [_row(ask, _answer(ask, panel_by_ref), committee) for ask in sorted(answered, key=_when_answered)]
    left = [_row(ask, _wait(ask, report.day), committee) for ask in sorted(waiting, key=_when_asked)]
    bands = ((title, done), ("Not answered yet", left))
    rows = [
        row
        for name, under in bands
        if under
        for row in (Row((figures_in_words.text(name, bold=True),), band=True), *under)
    ]
    said = "What was asked for at earlier meetings. An ask stands here until it is answered."
    return [
        Heading(2, figures_in_words.text("You asked, we answered"), new_page=True),
        Paragraph(figures_in_words.text(said)),
        _table(rows),
    ]


def answer_digest(ask: Ask) -> str:
    """A digest of an ask with its answer, by which the next report knows that it was printed.

    An answer that is changed later has another digest, so it is printed again.
    """
    day = ask.asked.isoformat() if ask.asked else ""
    return hashlib.sha256("\n".join((day, ask.words, ask.answer)).encode()).hexdigest()[:_DIGEST_LENGTH]


def look_at_asks(report: Report) -> list[Finding]:
    """Findings about where the answers are said to stand, and about a layout that leaves the asks out."""
    if not report.asks:
        return []
    first = report.asks[0]
    if "asked" not in report.layout.parts:
        what = "there is a list of the panel’s asks, but the layout does not have the part that prints it."
        return [found("asks-not-printed", what, "Add “asked” to the parts of the layout.", workbook=first.workbook)]
    known = _panel_by_ref(report)
    lost = [ask for ask in report.asks if _REFERENCE.fullmatch(ask.where) and ask.where not in known]
    what = "the answer is said to stand at a reference that the report does not have."
    remedy = "Correct it, or leave it empty."
    return [*(found("ask-place-unknown", what, remedy, _place(ask)) for ask in lost), *_too_late(report)]


def _too_late(report: Report) -> list[Finding]:
    """A finding for each ask that is dated after the meeting to which the report goes, where that is known."""
    meeting = report.settings.meeting_date
    late = [ask for ask in report.asks if meeting and ask.asked and ask.asked > meeting]
    what = f"the ask is dated after the meeting of this report, on {formatting.day(meeting)}." if meeting else ""
    return [found("ask-after-meeting", what, "Correct its date, if it is wrong.", _place(ask)) for ask in late]


def _place(ask: Ask) -> Source:
    return Source(ask.workbook, "", ask.sheet, (ask.cell,))


def stand_before_contents(report: Report) -> bool:
    """Whether the asks stand right before the contents, which then begin no page of their own."""
    return ("asked", "contents") in pairwise(report.layout.parts) and bool(asked(report))


def _panel_by_ref(report: Report) -> dict[str, str]:
    """For each reference that an answer may name, that of the panel or section to turn to."""
    leading = {}
    for section in report.sections:
        leading[str(section.number)] = str(section.number)
        for panel in section.panels:
            refs = [score.measure.ref for name in (panel.measure, panel.second) for score in report.card.of(name)]
            leading.update(dict.fromkeys(refs, refs[0] if refs else ""))
    return leading


def _table(rows: Sequence[Row]) -> Table:
    return Table(
        caption=figures_in_words.text("What was asked for, and the answers"),
        columns=(
            Column(figures_in_words.text("Asked"), 0.2),
            Column(figures_in_words.text("What was asked for"), 0.35),
            Column(figures_in_words.text("Answer"), 0.45),
        ),
        rows=tuple(rows),
        show_caption=False,
    )


def _row(ask: Ask, answer: Text, committee: str) -> Row:
    """A row of the table; that the report's own committee asked goes without saying."""
    asked_on = formatting.day(ask.asked) if ask.asked else ""
    by = "" if ask.by == committee else ask.by
    return Row(
        (
            figures_in_words.text(", ".join(part for part in (asked_on, by) if part)),
            figures_in_words.text(ask.words),
            answer,
        )
    )


def _answer(ask: Ask, panel_by_ref: Mapping[str, str]) -> Text:
    by = ", ".join(part for part in (ask.owner, formatting.day(ask.answered) if ask.answered else "") if part)
    return (Span(ask.answer), *_see(ask, panel_by_ref), *((Span(f" ({by})"),) if by else ()))


def _see(ask: Ask, panel_by_ref: Mapping[str, str]) -> Text:
    """Where the answer stands: a reference is a link, other words are words."""
    if not ask.where:
        return ()
    link = f"#{panel_by_ref[ask.where]}" if ask.where in panel_by_ref else ""
    return (Span(f" See{formatting.NBSP}"), Span(ask.where, link=link), Span("."))


def _wait(ask: Ask, day: date) -> Text:
    """That there is no answer yet, whether it is overdue, and by whom it is owed."""
    late, since = _overdue(ask, day)
    owed = f" Owed by: {ask.owner}." if ask.owner else " Nobody is named to answer it."
    return (Span("Overdue" if late else "Not answered yet", bold=True), Span(f"{since}.{owed}"))


def _overdue(ask: Ask, day: date) -> tuple[bool, str]:
    if ask.due:
        late = ask.due < day
        return late, f": it was due by {formatting.day(ask.due)}" if late else f": due by {formatting.day(ask.due)}"
    late = ask.asked is not None and day - ask.asked > LONGEST_WAIT
    return late, ": asked more than three months ago" if late else ""


def _when_asked(ask: Ask) -> date:
    return ask.asked or date.max


def _when_answered(ask: Ask) -> date:
    return ask.answered or date.max
