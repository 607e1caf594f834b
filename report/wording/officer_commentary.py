"""The officer's own words, set beside their measures exactly as they were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from inputs.findings import Finding
from inputs.intake import Comment, Remark, RemarkPart
from layouts.blocks import Span, Text
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.scorecard import Scorecard

LABELS: Mapping[RemarkPart, str] = {
    RemarkPart.COMMENTARY: "Commentary",
    RemarkPart.WHY: "Why",
    RemarkPart.DOING: "What we are doing",
    RemarkPart.WHO: "Who",
    RemarkPart.BY_WHEN: "By when",
}
_LAST = (RemarkPart.WHO, RemarkPart.BY_WHEN)


def one_for_each(comments: Iterable[Comment], card: Scorecard) -> tuple[tuple[Comment, ...], tuple[Finding, ...]]:
    """The first comment on each measure that the report shows; every other is told of."""
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
            what = (
                f"there is commentary on this measure in {first.sheet}, {first.remarks[0].cell}, too; that is printed."
            )
            findings.append(_at(comment, found("comment-given-twice", what, "Put both into one row, or delete one.")))
        else:
            kept[comment.item] = comment
    return tuple(kept.values()), tuple(findings)


def _at(comment: Comment, finding: Finding) -> Finding:
    return replace(finding, workbook=comment.workbook, sheet=comment.sheet, cell=comment.remarks[0].cell)


def in_words(comment: Comment) -> Text:
    """All of a comment in one paragraph: each answer after its question, who and by when together."""
    answers = [remark for remark in comment.remarks if remark.part not in _LAST]
    parts = (*(_labelled(LABELS[one.part], (one,)) for one in answers), *_who_by_when(comment))
    return tuple(span for number, part in enumerate(parts) for span in ((Span(" "),) if number else ()) + part)


def reason_and_action(comment: Comment) -> Text:
    """The reason and the action alone, for the exceptions: who and by when stand in the measure's panel."""
    answers = [remark for remark in comment.remarks if remark.part not in _LAST]
    parts = [_labelled("Action" if one.part is RemarkPart.DOING else "", (one,)) for one in answers]
    return tuple(span for number, part in enumerate(parts) for span in ((Span(" "),) if number else ()) + part)


def _who_by_when(comment: Comment) -> tuple[Text, ...]:
    last = tuple(remark for remark in comment.remarks if remark.part in _LAST)
    if not last:
        return ()
    label = "Who, by when" if len(last) == len(_LAST) else LABELS[last[0].part]
    return (_labelled(label, last),)


def _labelled(label: str, remarks: tuple[Remark, ...]) -> Text:
    said = ", ".join(one.text.rstrip(" .") if len(remarks) > 1 else one.text for one in map(_worded, remarks))
    stop = "" if said.endswith((".", "!", "?", ":", ";")) else "."
    return (*((Span(f"{label}: ", bold=True),) if label else ()), Span(f"{said}{stop}"))


def _worded(remark: Remark) -> Remark:
    """The remark with a day in words."""
    if remark.day is None:
        return remark
    return Remark(remark.part, formatting.day(remark.day), remark.cell)
