"""Holds a text of the officer's against the figures it is set beside: claims they do not show, and other numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inputs.findings import Finding
from report.metrics.judgement.comparative_tests import printed_on_side_of_england
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.scorecard import Measure, MeasureScore, Observation
from report.wording import claims

_MONTHS = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in formatting.MONTHS)
# Numbers that are no figures: dates, years, quarters, times, money, references and the like.
_NO_FIGURES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})\b(?:,? 20\d\d)?|\b(?:{_MONTHS}) (?:20\d\d|\d{{1,2}})\b"
    r"|\b20\d\d(?:[/-]\d\d(?:\d\d)?)?\b|\b(?:Q|quarter )[1-4]\b|\b\d{1,2}[:.]\d\d ?(?:am|pm)|\b\d{1,2} ?(?:am|pm)\b"
    r"|\b\d{1,2}:\d\d\b|£ ?\d[\d,.]*\w?|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d+-\d+\b|\b\d+(?:st|nd|rd|th)\b"
    r"|(?<![\d,])\d{5,}\b|\b(?:\d{1,2}-? (?:and|or|to) )?\d{1,2}[- ]years?[- ]olds?\b"
    r"|\b(?:week|month|year|phase|stage|step|part|tier|band|section|regulation|ages?d?|under|over) "
    r"\d+(?:[ -](?:to|and|-)?[ -]?\d+)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.,/-])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<after>\s?%|\s?per ?cent\b|\s?pc\b)?(?![\w/])"
)
_JOINING = {
    "of", "out", "to", "and", "or", "in", "on", "at", "from", "against", "by", "for", "this", "last", "a", "so",
    "since", "points",
}  # fmt: skip
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\d“\"'(])")

_HOPED_FOR = re.compile(
    r"\b(?:to|will|would|should|could|can|may|might|must|helps?|aims?|expects?|not yet|if|until|when)\s+(?:\w+ly )?$",
    re.IGNORECASE,
)
_AUXILIARY = (
    r"(?:has|have|had|is|are|was|were|been|being|also|now|still|since|again|got|get|remain(?:s|ed)?|stay(?:s|ed)?"
    r"|keeps?|kept|marked|significant|clear|further|real|slight|\w+ly)"
)
_SUBJECT = re.compile(rf"(?P<subject>[A-Za-z’'-]+)\s+(?:{_AUXILIARY}\s+)*$")
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
_PERFORMANCE = {
    "better", "worse", "best", "worst", "no change", "on target", "off target", "highest", "lowest", "halved",
    "doubled",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the officer's: its words, where they stand, and the scores of the measures that it is set beside."""

    text: str
    workbook: str
    sheet: str = ""
    cell: str = ""
    scores: tuple[MeasureScore, ...] = ()


def against_figures(passage: Passage) -> Iterator[Finding]:
    """What the passage claims and the figures do not show."""
    if not passage.scores:
        return
    yield from _claims(passage)
    yield from _beside_england(passage)
    yield from _numbers(passage)


def _claims(passage: Passage) -> Iterator[Finding]:
    measures = " ".join(score.measure.short_name for score in passage.scores)
    named = {word.casefold() for word in re.findall(r"[\w’]{4,}", measures)}
    nouns = _OF_THE_MEASURE | named | {f"{word}s" for word in named}
    told: set[str] = set()
    for sentence in SENTENCE.split(passage.text):
        for match, claim in claims.comparative_words(sentence):
            if claim.name in told or not _is_of_the_measure(sentence, match, claim, nouns):
                continue
            if not any(claim.evidence(scores, of_latest=True) for scores in _by_measure(passage.scores)):
                told.add(claim.name)
                what = f"the commentary says “{match[0].lower()}”, which the figures of this measure do not show."
                yield found("claim-not-supported", what, _remedy(passage.scores[0]))


def _beside_england(passage: Passage) -> Iterator[Finding]:
    """What is said of England's figure and is not so of the published one that stands beside ours, or of none."""
    for match in _BESIDE_ENGLAND.finditer(passage.text):
        side = match["side"].casefold().split()[0]
        if _HOPED_FOR.search(passage.text[: match.start()]) or any(
            printed_on_side_of_england(score, side) for score in passage.scores
        ):
            continue
        what = f"the commentary says “{match[0].lower()}”, which the published figures beside this measure do not show."
        remedy = "Change the words, or say which published figure is meant, and of what date."
        yield found("claim-not-supported", what.replace("england", "England"), remedy)


def _by_measure(scores: Sequence[MeasureScore]) -> list[tuple[MeasureScore, ...]]:
    return [tuple(s for s in scores if s.measure.id == name) for name in dict.fromkeys(s.measure.id for s in scores)]


def _is_of_the_measure(sentence: str, match: re.Match[str], claim: claims.Claim, nouns: set[str]) -> bool:
    """Whether a word is said of the measure: not what is hoped for, nor of a subject of its own ("staffing improved").

    Words of mere direction (more, fell) are only taken with a subject of the measure.
    """
    before, after = sentence[: match.start()], sentence[match.end() :]
    if _THAN_OTHERS.match(after):
        return False  # it compares with others, not with the year before
    if _HOPED_FOR.search(before) or _NOT_ON_TIME.search(before):
        return False
    found_subject = _SUBJECT.search(before)
    subject = found_subject["subject"].casefold() if found_subject else ""
    if subject in _NO_SUBJECT:
        if re.search(r"\bas (?:many|much|high)\b", match[0]):
            return match[0].split()[-1].casefold() in nouns | {"children"}
        return claim.name in _PERFORMANCE and _AT_AN_END.match(after) is not None
    return subject in nouns or (subject == "we" and claim.name in _OF_TARGETS)


def _remedy(score: MeasureScore) -> str:
    """What the rules say of the measure, and what to do."""
    judged = f" and the target “{score.status.value.lower()}”" if score.target is not None and score.status else ""
    shown = f"The change on the same period last year is “{score.change.value}”{judged}."
    return f"{shown} Change the words, or say what else it is that is so."


def _numbers(passage: Passage) -> Iterator[Finding]:
    plain = _NO_FIGURES.sub(lambda found_: "/" * len(found_[0]), passage.text)
    numbers = list(_NUMBER.finditer(plain))
    if not numbers:
        return
    figures = {number for score in passage.scores for number in _figures(score)}
    nouns = {word for score in passage.scores for word in _nouns(score.measure)}
    for match in numbers:
        number = Decimal(match["number"].replace(",", ""))
        following = re.match(r"\s*([A-Za-z]+)", plain[match.end() :])
        word = following[1].casefold() if following else ""
        said_of = bool(match["after"]) or "." in match["number"] or not word or word in _JOINING or word in nouns
        places = len(match["number"].partition(".")[2])
        if said_of and not any(formatting.rounded(figure, places) == number for figure in figures):
            said = match[0].strip()
            what = f"the commentary says {said}, which is no figure of this measure."
            yield found(
                "number-not-in-figures", what, "Correct it, or leave it out: the figures stand beside the words."
            )


def _figures(score: MeasureScore) -> Iterator[Decimal]:
    """Every number that the report may print of a score: values, counts, target and differences, others' figures."""
    held: list[Observation] = [*score.series, *score.year_to_date, *score.quarters, score.latest]
    if score.compared is not None:
        held += [o for o in (score.compared.england, score.compared.region) if o is not None]
        yield from (mean for mean in [score.compared.mean] if mean is not None)
    if score.measure.threshold is not None:
        yield score.measure.threshold.value
    for o in held:
        yield from (
            number for number in (formatting.printed(o), o.value, o.numerator, o.denominator) if number is not None
        )
    if score.target is not None:
        yield score.target.value
    now = formatting.printed(score.latest)
    others = [formatting.printed(score.previous), formatting.printed(score.last_year)]
    others += [score.target.value] if score.target is not None else []
    yield from (abs(now - other) for other in others if now is not None and other is not None)
    missed = [(o.numerator, o.denominator) for o in held]
    yield from (of - n for n, of in missed if n is not None and of is not None)


def _nouns(measure: Measure) -> set[str]:
    """The nouns of what a measure counts, as far as they follow a number at once."""
    return {*measure.counts.split(), *measure.out_of.split(), "children", "child", "days", "percentage", "times"}
