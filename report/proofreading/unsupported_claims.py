"""Unsupported claims: comparative words and numbers in an officer's text that the figures beside it do not bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from inputs.findings import Finding
from inputs.period import MONTH_NAMES
from report.metrics.judgement.comparative_tests import printed_on_side_of_england
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.scorecard import MeasureScore
from report.wording import claims

_MONTHS = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTH_NAMES)
# Numbers that are no figures: dates, years, quarters, times, 1:1, money, references and the like.
_NO_FIGURES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})\b(?:,? 20\d\d)?|\b(?:{_MONTHS}) (?:20\d\d|\d{{1,2}})\b"
    r"|\b20\d\d(?:[/-]\d\d(?:\d\d)?)?\b|\b(?:Q|quarter )[1-4]\b|\b\d{1,2}[:.]\d\d ?(?:am|pm)|\b\d{1,2} ?(?:am|pm)\b"
    r"|\b\d{1,2}:\d{1,2}\b|£ ?\d[\d,.]*\w?|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d+-\d+\b|\b\d+(?:st|nd|rd|th)\b"
    r"|(?<![\d,])\d{5,}\b|\b(?:\d{1,2}-? (?:and|or|to) )?\d{1,2}[- ]years?[- ]olds?\b"
    r"|\b(?:week|month|year|phase|stage|step|part|tier|band|section|regulation|ages?d?|turn(?:s|ed)?|under|over) "
    r"\d+(?:[ -](?:to|and|-)?[ -]?\d+)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.,/-])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<after>\s?%|\s?per ?cent\b|\s?pc\b)?(?![\w/])"
)
# Words after a number that count nothing, so that the number may be a figure of the measure.
_JOINING = {
    "of", "out", "to", "and", "or", "in", "on", "at", "from", "against", "by", "for", "this", "last", "a", "so",
    "since", "points",
}  # fmt: skip
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\d“\"'(])")

# Before a comparative word: what is only hoped for ("will improve"), words between it and its subject, and the subject.
_HOPED_FOR = re.compile(
    r"\b(?:to|will|would|should|could|can|may|might|must|helps?|aims?|expects?|not yet|if|until|when)\s+(?:\w+ly )?$",
    re.IGNORECASE,
)
_AUXILIARY = (
    r"(?:has|have|had|is|are|was|were|been|being|also|now|still|since|again|got|get|remain(?:s|ed)?|stay(?:s|ed)?"
    r"|keeps?|kept|marked|significant|clear|further|real|slight|\w+ly)"
)
_SUBJECT = re.compile(rf"(?P<subject>[A-Za-z’'-]+)\s+(?:{_AUXILIARY}\s+)*$")
# Subjects that stand for the measure itself, and words before a comparative that are no subject at all.
_OF_THE_MEASURE = {
    "it", "this", "that", "they", "these", "which", "performance", "figure", "figures", "percentage",
    "proportion", "rate", "rates", "number", "numbers", "timeliness", "measure", "result", "results", "position",
    "score",
}  # fmt: skip
_NO_SUBJECT = {"", "the", "a", "an", "our", "to", "and", "but", "there", "now"}
_NOT_ON_TIME = re.compile(r"\b(?:late|missed|overdue|outstanding) [\w’'-]+\s+(?:\w+\s+)*$", re.IGNORECASE)
_AT_AN_END = re.compile(rf"\s*(?:$|[.,:;!?]|(?:{'|'.join(sorted(_JOINING))}|than|performance)\b)", re.IGNORECASE)
_OF_TARGETS = {"on target", "off target"}
_THAN_OTHERS = re.compile(
    r"\s+than (?:the |that of |our )*(?:England|national|similar|statistical|neighbours|region|other councils)",
    re.IGNORECASE,
)
_BESIDE_ENGLAND = re.compile(
    r"\b(?P<side>better than|worse than|higher than|above|lower than|below) (?:the |that of )*(?:England|national)\b",
    re.IGNORECASE,
)
# Names of claims that are of the measure even without a subject: words of mere direction (more, fell) are not.
_PERFORMANCE = {
    "better", "worse", "best", "worst", "no change", "on target", "off target", "highest", "lowest", "halved",
    "doubled",
}  # fmt: skip


class OfficerText(NamedTuple):
    """A text that the officer wrote, where it stands, and the scores of the measures that it is printed beside.

    ``by_when``: it answers by when an action will be done.
    """

    text: str
    workbook: str
    sheet: str = ""
    cell: str = ""
    scores: tuple[MeasureScore, ...] = ()
    by_when: bool = False


def against_figures(one: OfficerText) -> Iterator[Finding]:
    """A finding for each claim and number that the figures do not show; none for a text beside no measure."""
    if one.scores:
        yield from _claims(one)
        yield from _beside_england(one)
        yield from _numbers(one)


def _claims(one: OfficerText) -> Iterator[Finding]:
    """The claims of which no rule fired for any of the measures, each kind once."""
    by_measure: dict[str, list[MeasureScore]] = {}
    for score in one.scores:
        by_measure.setdefault(score.measure.id, []).append(score)
    short_names = " ".join(score.measure.short_name for score in one.scores)
    named = {word.casefold() for word in re.findall(r"[\w’]{4,}", short_names)}
    nouns = _OF_THE_MEASURE | named | {f"{word}s" for word in named}
    reported: set[str] = set()
    for sentence in SENTENCE_END.split(one.text):
        for match, claim in claims.comparative_words(sentence):
            if claim.name in reported or not _is_of_the_measure(sentence, match, claim, nouns):
                continue
            if not any(claim.evidence(scores, of_latest=True) for scores in by_measure.values()):
                reported.add(claim.name)
                what = f"the commentary says “{match[0].lower()}”; the figures of this measure do not show that."
                yield found("claim-not-supported", what, _remedy(one.scores))


def _beside_england(one: OfficerText) -> Iterator[Finding]:
    """The comparisons with England that no published figure beside ours bears out."""
    for match in _BESIDE_ENGLAND.finditer(one.text):
        side = match["side"].casefold().split()[0]
        if _HOPED_FOR.search(one.text[: match.start()]) or any(
            printed_on_side_of_england(score, side) for score in one.scores
        ):
            continue
        what = f"the commentary says “{match[0].lower()}”; the published figures next to this measure do not show that."
        remedy = "Change the words, or say which published figure is meant, and of what date."
        yield found("claim-not-supported", what.replace("england", "England"), remedy)


def _is_of_the_measure(sentence: str, match: re.Match[str], claim: claims.Claim, nouns: set[str]) -> bool:
    """Whether a comparative word is said of the measure: not hoped for, nor of another subject ("staffing improved").

    Words of mere direction (more, fell) count only with one of the ``nouns``, which stand for the measure, as subject.
    """
    before, after = sentence[: match.start()], sentence[match.end() :]
    if _THAN_OTHERS.match(after):
        return False  # it compares with others, not with the year before
    if _HOPED_FOR.search(before) or _NOT_ON_TIME.search(before):
        return False
    subject_match = _SUBJECT.search(before)
    subject = subject_match["subject"].casefold() if subject_match else ""
    if subject in _NO_SUBJECT:
        if re.search(r"\bas (?:many|much|high)\b", match[0]):
            return match[0].split()[-1].casefold() in nouns | {"children"}
        return claim.name in _PERFORMANCE and _AT_AN_END.match(after) is not None
    return subject in nouns or (subject == "we" and claim.name in _OF_TARGETS)


def _remedy(scores: tuple[MeasureScore, ...]) -> str:
    """The change and status as judged, if they are of one measure, and what to do."""
    score, *others = scores
    if any(other.measure.id != score.measure.id for other in others):
        return "Change the words, or name the measure that they are of."
    judged = f" and the target “{score.status.value.lower()}”" if score.target is not None and score.status else ""
    shown = f"The change on the same period last year is “{score.change.value}”{judged}."
    return f"{shown} Change the words, or say what else it is that is so."


def _numbers(one: OfficerText) -> Iterator[Finding]:
    """The numbers that are no figure of the measures, to the decimals written: percentages, decimals, and counts.

    A whole number counts as one where nothing follows it, or a joining word, or a noun of what the measure counts.
    """
    plain = _NO_FIGURES.sub(lambda skipped: "/" * len(skipped[0]), one.text)
    numbers = list(_NUMBER.finditer(plain))
    if not numbers:
        return
    figures = {number for score in one.scores for number in _figures(score)}
    nouns = {"children", "child", "days", "percentage", "times"}
    nouns.update(word for s in one.scores for word in (*s.measure.counts.split(), *s.measure.out_of.split()))
    for match in numbers:
        number = Decimal(match["number"].replace(",", ""))
        following = re.match(r"\s*([A-Za-z]+)", plain[match.end() :])
        word = following[1].casefold() if following else ""
        is_figure = bool(match["after"]) or "." in match["number"] or not word or word in _JOINING | nouns
        places = len(match["number"].partition(".")[2])
        if is_figure and not any(formatting.rounded(figure, places) == number for figure in figures):
            what = f"the commentary says {match[0].strip()}. This measure has no such figure."
            remedy = "Correct it, or leave it out: the figures stand beside the words."
            yield found("number-not-in-figures", what, remedy)


def _figures(score: MeasureScore) -> set[Decimal]:
    """Every number that the report may print of a score: values, counts, target, differences, and others' figures."""
    observations = [*score.series, *score.year_to_date, *score.quarters, score.latest]
    numbers: list[Decimal | None] = [score.target.value if score.target else None]
    if score.measure.threshold is not None:
        numbers.append(score.measure.threshold.value)
    if score.compared is not None:
        observations += [o for o in (score.compared.england, score.compared.region) if o is not None]
        numbers.append(score.compared.of_similar)
    now = formatting.printed(score.latest)
    others = (formatting.printed(score.previous), formatting.printed(score.last_year), numbers[0])
    numbers += [abs(now - other) for other in others if now is not None and other is not None]
    for o in observations:
        numbers += [formatting.printed(o), o.value, o.numerator, o.denominator]
        if o.numerator is not None and o.denominator is not None:
            numbers.append(o.denominator - o.numerator)
    return {number for number in numbers if number is not None}
