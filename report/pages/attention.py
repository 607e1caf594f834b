"""What needs attention: the worst measures against target or clearly worse, and what the committee asked for."""

from __future__ import annotations

from collections.abc import Sequence

from layouts.blocks import Block, Heading, Paragraph, Span
from report.metrics.judgement.exceptions import OFF_TARGET, is_exception, is_worse, severity
from report.metrics.model.scorecard import MeasureScore
from report.pages import committee_requests, exceptions
from report.pages.report_data import Report
from report.wording.figures_in_words import text
from report.wording.templates import templates

MOST = 5


def attention(report: Report) -> list[Block]:
    """The worst five, how many more there are, and the committee's requests; nothing where there is neither."""
    scores = sorted(filter(is_exception, report.card.scores), key=severity)
    asked = committee_requests.requests(report)
    blocks: list[Block] = []
    if scores:
        words = templates()["attention"]
        left = [score.measure.ref for score in scores[MOST:]]
        more = words["more"].format(refs=", ".join(dict.fromkeys(left))) if left else ""
        intro = (
            *text(words[_introduction(scores)]),
            *exceptions.called_worse(report),
            *((Span(more),) if more else ()),
        )
        blocks += [
            Heading(2, text("What needs attention"), new_page=not report.is_short),
            Paragraph(intro),
            exceptions.short_table(report, scores[:MOST]),
        ]
    if asked:  # the table explains itself
        blocks += [Heading(2, text(committee_requests.TITLE), new_page=not blocks), asked]
    return blocks


def _introduction(scores: Sequence[MeasureScore]) -> str:
    """Which introduction they have: some are off target, or all are only worse; of one, what it is."""
    off_target = any(score.status in OFF_TARGET for score in scores)
    if len(scores) > 1:
        return "intro" if off_target else "worse"
    if not off_target:
        return "worse_one"
    return "both_one" if is_worse(scores[0]) else "intro_one"
