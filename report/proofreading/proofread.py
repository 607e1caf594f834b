"""Reads the officer's own words against the figures and the list of preferred words; it tells, and never edits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from inputs.findings import Finding
from inputs.intake import Comment, RemarkPart
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.scorecard import Scorecard
from report.proofreading.identifying_details import sign_of_a_child
from report.proofreading.unsupported_claims import SENTENCE, Passage, against_figures
from report.settings.layout_file import Layout
from report.settings.preferred_words_file import PreferredWords

LONGEST_SENTENCE = 25  # words; GOV.UK's guide to accessible documents


def proofread(
    comments: Sequence[Comment],
    layout: Layout,
    layout_name: str,
    card: Scorecard,
    preferred: PreferredWords,
    meeting: date | None = None,
) -> tuple[Finding, ...]:
    """Everything to be told of the commentary of the returns and of the layout, in its order.

    What was to be done before the ``meeting``, or without one before the end of the period, is told as overdue.
    """
    passages = [*_of_comments(comments, card), *_of_layout(layout, layout_name, card)]
    findings: list[Finding] = []
    expanded: set[tuple[str, str]] = set()
    for passage in passages:
        told = (*against_figures(passage), *_naming_a_child(passage.text), *_style(passage, preferred, expanded))
        findings += [
            replace(finding, workbook=passage.workbook, sheet=passage.sheet, cell=passage.cell) for finding in told
        ]
    return (*findings, *_overdue(comments, meeting or card.period.last_day))


def _overdue(comments: Iterable[Comment], by: date) -> Iterator[Finding]:
    for comment in comments:
        for one in comment.remarks:
            if one.day is not None and one.day < by:
                what = f"the action was due by {formatting.day(one.day)}, which is before {formatting.day(by)}."
                remedy = "Say what was done, or by when it will be."
                late = found("action-overdue", what, remedy, workbook=comment.workbook, cell=one.cell)
                yield replace(late, sheet=comment.sheet)


def _of_comments(comments: Iterable[Comment], card: Scorecard) -> Iterator[Passage]:
    for comment in comments:
        for one in comment.remarks:
            if one.text:
                said_of = () if one.part in (RemarkPart.WHO, RemarkPart.BY_WHEN) else card.of(comment.item)
                yield Passage(one.text, comment.workbook, comment.sheet, one.cell, said_of)


def _of_layout(layout: Layout, name: str, card: Scorecard) -> Iterator[Passage]:
    for section in layout.sections:
        every = tuple(score for panel in section.panels for score in card.of(panel.measure) + card.of(panel.second))
        for text, scores in (
            (section.commentary, every),
            *((p.commentary, card.of(p.measure) + card.of(p.second)) for p in section.panels),
        ):
            if text:
                yield Passage(text, name, f"section {section.number}", "", scores)


def _naming_a_child(text: str) -> Iterator[Finding]:
    """Tell, without quoting it, of what looks as if it named or pointed at a child; one finding a text."""
    sign = sign_of_a_child(text)
    if sign:
        what = f"the commentary holds something like {sign}, and the report is public."
        yield found(
            "may-name-a-child", what, "Read it again; say it of the service, not of a child, unless it is harmless."
        )


def _style(passage: Passage, preferred: PreferredWords, expanded: set[tuple[str, str]]) -> Iterator[Finding]:
    yield from _long_sentences(passage.text)
    yield from _other_words(passage.text, preferred)
    yield from _acronyms(passage, preferred, expanded)


def _long_sentences(text: str) -> Iterator[Finding]:
    longest = max((len(sentence.split()) for sentence in SENTENCE.split(text)), default=0)
    if longest > LONGEST_SENTENCE:
        what = f"a sentence of the commentary has {longest} words; up to {LONGEST_SENTENCE} are easy to read."
        yield found("long-sentence", what, "Make two sentences of it.")


def _other_words(text: str, preferred: PreferredWords) -> Iterator[Finding]:
    left = text
    for word in sorted(preferred.instead, key=len, reverse=True):
        pattern = _standing_alone(word, any_case=not word.isupper())
        if pattern.search(left):
            left = pattern.sub(" ", left)
            if preferred.instead[word] == word:
                continue
            what = f"the commentary says “{word}”, where the report says “{preferred.instead[word]}”."
            yield found(
                "word-not-preferred", what, f"Say “{preferred.instead[word]}”, unless it is a name or a term of law."
            )


@lru_cache(maxsize=1000)  # each word is looked for in every passage
def _standing_alone(word: str, *, any_case: bool = False) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE if any_case else 0)


def _acronyms(passage: Passage, preferred: PreferredWords, expanded: set[tuple[str, str]]) -> Iterator[Finding]:
    for acronym, meaning in preferred.acronyms.items():
        place = _standing_alone(acronym).search(passage.text)
        one = acronym.removesuffix("s")
        key = (passage.workbook + passage.sheet, one)
        if place is None or key in expanded:
            continue
        expanded.add(key)
        meanings = [preferred.acronyms.get(form, meaning).casefold() for form in (one, f"{one}s")]
        if not any(said in passage.text.casefold() for said in meanings):
            what = f"the commentary uses “{acronym}” without saying what it stands for."
            yield found(
                "acronym-not-expanded", what, f"Say “{meaning}”, or “{meaning} ({acronym})” where it is first used."
            )
