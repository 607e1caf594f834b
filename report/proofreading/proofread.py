"""Proofreads the commentary of the returns and of the layout: findings on each text, without editing any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from inputs.findings import Finding
from inputs.intake import Comment, RemarkPart
from report.metrics.judgement.exceptions import JUDGED
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.scorecard import MeasureScore, Scorecard, Status
from report.proofreading.identifying_details import sign_of_a_child, without_dates
from report.proofreading.unsupported_claims import SENTENCE_END, OfficerText, against_figures
from report.settings.layout_file import Layout
from report.settings.preferred_words_file import PreferredWords
from report.settings.report_file import FILE, Settings
from report.wording.sentences import standing_for

MOST_OF_A_TEXT = 3  # findings of one kind on one text: the first show what it is about
NO_SETTINGS = Settings()
_TARGETS_MET = r"[^.!?]{0,30}\btargets? (?:is|are|was|were|has been|have been) (?:met|hit|reached|achieved)\b"
_ALL_MET = re.compile(
    rf"(?<!not )(?<!almost )(?<!nearly )\b(?:all|every|each|both)\b(?! (?:but|except)\b){_TARGETS_MET}", re.IGNORECASE
)
_NONE_MET = re.compile(rf"\b(?:none of|neither of|no(?= targets?\b)|neither(?= target\b)){_TARGETS_MET}", re.IGNORECASE)
LONGEST_SENTENCE = 25  # words; GOV.UK's guide to accessible documents


def proofread(
    comments: Sequence[Comment],
    layout: Layout,
    layout_name: str,
    card: Scorecard,
    preferred: PreferredWords,
    settings: Settings = NO_SETTINGS,
) -> tuple[Finding, ...]:
    """Every finding on the commentary of the returns and of the layout, in its order, each with its cell or section.

    An action due before the meeting of the ``settings``, or without one before the end of the period, is overdue.
    Of their texts the message is read too, and of the others whether they point at a child.
    """
    findings: list[Finding] = []
    expanded: set[tuple[str, str]] = set()
    for one in (
        *_of_comments(comments, card),
        *_of_layout(layout, layout_name, card),
        *_of_message(settings.message, card),
    ):
        about = (
            *against_figures(one),
            *_naming_a_child(one, card.period.last_day),
            *_long_sentences(one.text),
            *_other_words(one.text, preferred),
            *_acronyms(one, preferred, expanded),
        )
        findings += [
            replace(finding, workbook=one.workbook, sheet=one.sheet, cell=one.cell)
            for finding in _first_of_each_kind(about)
        ]
    findings += _untrue_of_all(settings.message, card)
    for key, text in _printed_settings(settings):
        findings += (replace(one, workbook=FILE, cell=key) for one in _naming_a_child_in(text, card.period.last_day))
    return (*findings, *_overdue(comments, settings.meeting_date or card.period.last_day))


def _first_of_each_kind(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first findings of each kind on one text, each once, and how many more there are."""
    by_kind: dict[str, list[Finding]] = {}
    for one in dict.fromkeys(findings):
        by_kind.setdefault(one.kind, []).append(one)
    for alike in by_kind.values():
        yield from alike[:MOST_OF_A_TEXT]
        if len(alike) > MOST_OF_A_TEXT:
            what = f"the commentary has {len(alike) - MOST_OF_A_TEXT:,} more like these."
            yield replace(alike[0], what=what, remedy="Look at them too.")


def _overdue(comments: Iterable[Comment], by: date) -> Iterator[Finding]:
    """A finding for each action that was due before the day ``by``."""
    for comment in comments:
        for one in comment.remarks:
            if one.day is not None and one.day < by:
                what = f"the action was due by {formatting.day(one.day)}, which is before {formatting.day(by)}."
                remedy = "Say what was done, or by when it will be."
                late = found("action-overdue", what, remedy, workbook=comment.workbook, cell=one.cell)
                yield replace(late, sheet=comment.sheet)


def _of_comments(comments: Iterable[Comment], card: Scorecard) -> Iterator[OfficerText]:
    for comment in comments:
        for one in comment.remarks:
            if one.text:
                scores = () if one.part in (RemarkPart.WHO, RemarkPart.BY_WHEN) else card.of(comment.item)
                by_when = one.part is RemarkPart.BY_WHEN
                yield OfficerText(one.text, comment.workbook, comment.sheet, one.cell, scores, by_when)


def _of_layout(layout: Layout, name: str, card: Scorecard) -> Iterator[OfficerText]:
    for section in layout.sections:
        every = tuple(score for panel in section.panels for score in card.of(panel.measure) + card.of(panel.second))
        for text, scores in (
            (section.commentary, every),
            *((p.commentary, card.of(p.measure) + card.of(p.second)) for p in section.panels),
        ):
            if text:
                yield OfficerText(text, name, f"section {section.number}", "", scores)


def _of_message(message: str, card: Scorecard) -> Iterator[OfficerText]:
    """The sentences of the first page's message, each beside the measures that it names, or beside all."""
    by_name: dict[str, list[MeasureScore]] = {}
    for score in card.scores:
        for name in {score.measure.name, score.measure.short_name}:
            by_name.setdefault(name, []).append(score)
    for sentence in SENTENCE_END.split(message) if message.strip() else ():
        named: list[MeasureScore] = []
        left = sentence
        for name in sorted(by_name, key=len, reverse=True):  # "Children in our care by age" is not that in care
            pattern = _standing_alone(name, any_case=True)
            if pattern.search(left):
                left, named = pattern.sub(" ", left), [*named, *by_name[name]]
        yield OfficerText(sentence, FILE, "", "message", tuple(named) or card.scores)


def _untrue_of_all(message: str, card: Scorecard) -> Iterator[Finding]:
    """A finding where the message says of all targets, or of none, what the statuses do not bear out."""
    ids = dict.fromkeys(score.measure.id for score in card.scores)
    standing = (score for measure_id in ids for score in standing_for(card.of(measure_id)))
    met = [score.status is Status.MET for score in standing if score.status in JUDGED]
    for claimed, is_so in ((_ALL_MET, all(met)), (_NONE_MET, not any(met))):
        if (match := claimed.search(message)) and not (met and is_so):
            what = f"the message says “{match[0]}”, and {sum(met)} of {len(met)} targets are met."
            remedy = "Change the words, or leave the message out: the page then makes one."
            yield found("claim-not-supported", what, remedy, workbook=FILE, cell="message")


def _printed_settings(settings: Settings) -> Iterator[tuple[str, str]]:
    """The texts of report.toml that are printed and not otherwise read, with their keys."""
    yield "purpose", settings.purpose
    yield from (("recommendations", text) for text in settings.recommendations)
    yield from (("method_changes", change.note) for change in settings.method_changes)
    yield from (("rebase", rebase.reason) for rebase in settings.rebases)
    yield from (("revision", revision.reason) for revision in settings.revisions)


def _naming_a_child(one: OfficerText, on: date) -> Iterator[Finding]:
    """A finding on a text that may name or point at a child, which it does not quote."""
    yield from _naming_a_child_in(without_dates(one.text) if one.by_when else one.text, on)


def _naming_a_child_in(text: str, on: date) -> Iterator[Finding]:
    sign = sign_of_a_child(text, on)
    if sign:
        what = f"this commentary may identify a child: it has something like {sign}. The report is public."
        remedy = "Read it again. Write about the service instead, unless it is harmless."
        yield found("may-name-a-child", what, remedy)


def _long_sentences(text: str) -> Iterator[Finding]:
    longest = max((len(sentence.split()) for sentence in SENTENCE_END.split(text)), default=0)
    if longest > LONGEST_SENTENCE:
        what = f"a sentence of the commentary has {longest} words; up to {LONGEST_SENTENCE} are easy to read."
        yield found("long-sentence", what, "Split it into two sentences.")


def _other_words(text: str, preferred: PreferredWords) -> Iterator[Finding]:
    """A finding for each word that has a preferred one, longest first. A word kept as it is hides its parts."""
    left = text
    for word in sorted(preferred.instead, key=len, reverse=True):
        pattern = _standing_alone(word, any_case=not word.isupper())
        better = preferred.instead[word]
        if pattern.search(left):
            left = pattern.sub(" ", left)
            if better != word:
                what = f"the commentary says “{word}”, where the report says “{better}”."
                yield found("word-not-preferred", what, f"Say “{better}”, unless it is a name or a term of law.")


@lru_cache(maxsize=1000)  # each word is looked for in every text
def _standing_alone(word: str, *, any_case: bool = False) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE if any_case else 0)


def _acronyms(one: OfficerText, preferred: PreferredWords, expanded: set[tuple[str, str]]) -> Iterator[Finding]:
    """A finding for each acronym not expanded where a sheet first uses it; ``expanded`` remembers those met so far."""
    for acronym, meaning in preferred.acronyms.items():
        if acronym not in one.text:
            continue  # nearly all, so that no pattern need be made of it
        singular = acronym.removesuffix("s")
        key = (one.workbook + one.sheet, singular)
        if key in expanded or not _standing_alone(acronym).search(one.text):
            continue
        expanded.add(key)
        meanings = [preferred.acronyms.get(form, meaning).casefold() for form in (singular, f"{singular}s")]
        if not any(expansion in one.text.casefold() for expansion in meanings):
            what = f"the commentary uses “{acronym}” without saying what it stands for."
            remedy = f"Say “{meaning}”, or “{meaning} ({acronym})” where it is first used."
            yield found("acronym-not-expanded", what, remedy)
