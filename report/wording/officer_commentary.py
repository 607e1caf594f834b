"""The officer's own words on a measure, printed exactly as they were written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from inputs.findings import Finding
from inputs.intake import Comment, Remark, RemarkPart
from layouts.blocks import Span, Text
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.scorecard import Scorecard

_LABELS = {
    RemarkPart.COMMENTARY: "Commentary",
    RemarkPart.WHY: "Why",
    RemarkPart.DOING: "What we are doing",
    RemarkPart.WHO: "Who",
    RemarkPart.BY_WHEN: "By when",
}
_LAST = (RemarkPart.WHO, RemarkPart.BY_WHEN)


def first_on_each_measure(
    comments: Iterable[Comment], card: Scorecard
) -> tuple[tuple[Comment, ...], tuple[Finding, ...]]:
    """The first comment on each measure that the report shows, and a finding about every other."""
    shown = {score.measure.id for score in card.scores}
    kept: dict[str, Comment] = {}
    findings = []
    for comment in comments:
        first = kept.get(comment.item)
        if comment.item not in shown:
            what = "this commentary is about a measure that the report does not show, so it is not printed."
            remedy = "Nothing needs to be done if that is right."
            findings.append(_at(comment, found("comment-not-shown", what, remedy)))
        elif first is not None:
            place = f"{first.sheet}, {first.remarks[0].cell}"
            what = f"there is commentary on this measure in {place}, too; that is printed."
            findings.append(_at(comment, found("comment-given-twice", what, "Put both into one row, or delete one.")))
        else:
            kept[comment.item] = comment
    return tuple(kept.values()), tuple(findings)


def _at(comment: Comment, finding: Finding) -> Finding:
    return replace(finding, workbook=comment.workbook, sheet=comment.sheet, cell=comment.remarks[0].cell)


def paragraph(comment: Comment) -> Text:
    """All of a comment in one paragraph: each answer after its question, who and by when together."""
    parts = [_labelled(_LABELS[one.part], (one,)) for one in answers(comment)]
    last = tuple(remark for remark in comment.remarks if remark.part in _LAST)
    if last:
        parts.append(_labelled("Who, by when" if len(last) == len(_LAST) else _LABELS[last[0].part], last))
    return _joined(parts)


def columns(comment: Comment) -> list[tuple[str, str]]:
    """A comment in up to three columns: why, what we are doing, who and by when; commentary in one."""
    found = [(_LABELS[one.part], one.text.strip()) for one in answers(comment)]
    last = [_by_when(one.day) if one.day else one.text.strip(" .") for one in comment.remarks if one.part in _LAST]
    return [*found, *([("Who, by when", ", ".join(last))] if last else [])]


def _by_when(day: date) -> str:
    """A day that is not broken between two lines of a narrow column."""
    return formatting.day(day).replace(" ", formatting.NBSP)


def reason_and_action(comment: Comment) -> Text:
    """The reason and the action alone, for the exceptions: who and by when stand in the measure's panel."""
    return _joined([_labelled("Action" if one.part is RemarkPart.DOING else "", (one,)) for one in answers(comment)])


def answers(comment: Comment) -> list[Remark]:
    """What a comment says of its measure, without who does it and by when."""
    return [remark for remark in comment.remarks if remark.part not in _LAST]


def _joined(parts: Iterable[Text]) -> Text:
    return tuple(span for part in parts for span in (Span(" "), *part))[1:]


def _labelled(label: str, remarks: tuple[Remark, ...]) -> Text:
    texts = [formatting.day(one.day) if one.day else one.text for one in remarks]
    text = ", ".join(one.rstrip(" .") for one in texts) if len(texts) > 1 else texts[0]
    stop = "" if text.endswith((".", "!", "?", ":", ";")) else "."
    return (*((Span(f"{label}: ", bold=True),) if label else ()), Span(f"{text}{stop}"))
