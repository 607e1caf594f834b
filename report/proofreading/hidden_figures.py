"""The hidden figures that a text stands beside or names, and the numbers that it may tell all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from inputs.intake import State
from inputs.period import MONTH_NAMES, QUARTER_MONTHS, Period
from report.metrics.model import formatting
from report.metrics.model.measure import Measure, Unit
from report.metrics.model.scorecard import MeasureScore, Observation, Scorecard
from report.proofreading import number_words
from report.proofreading.number_words import Number, says_any_of

_LINKS = ("hidden_with", "parts_of", "year_of", "starts", "leavers")
_FEW = 10  # a share of a known number of children is told as good as exactly where it is fewer of them
_STEM = 5  # letters of a word by which "adoption" is "adopted"
_WORD = re.compile(r"[A-Za-z’']+")


class Beside(NamedTuple):
    """The scores that a text is held to: those it is ``about``, and those whose hidden figures these could tell."""

    about: tuple[MeasureScore, ...]
    linked: tuple[MeasureScore, ...] = ()

    @property
    def hidden(self) -> Observation | None:
        """The latest hidden figure of them, of what the text is about first; None where nothing is hidden."""
        return next((o for score in (*self.about, *self.linked) for o in hidden_of(score)), None)

    @property
    def tells_times(self) -> bool:
        """Whether what is hidden is a time, so that a length of time may tell it."""
        return any(score.measure.unit.is_average for score in (*self.about, *self.linked) if any(hidden_of(score)))


def hidden_of(score: MeasureScore) -> Iterator[Observation]:
    """The hidden figures of a score, its latest first."""
    spread = tuple(score.spread.values())
    runs = (*score.series, *score.year_to_date, *score.quarters, *score.years)
    for o in (score.latest, *reversed(runs), score.previous, score.last_year, *spread):
        if o.state is State.SUPPRESSED:
            yield o


def beside(card: Scorecard, measures: Iterable[str]) -> Beside:
    """The scores of these measures, and of those that are linked with any of them."""
    ids = dict.fromkeys(name for name in measures if name)
    linked = dict.fromkeys(name for one in ids for name in _linked(card, one) if name not in ids)
    about, others = (tuple(score for name in names for score in card.of(name)) for names in (ids, linked))
    return Beside(about, others)


def _linked(card: Scorecard, measure_id: str) -> Iterator[str]:
    """The measures that one is linked with, in either direction: a figure of the one may tell one of the other."""
    for measure in {score.measure.id: score.measure for score in card.scores}.values():
        links = {getattr(measure, link) for link in _LINKS} - {""}
        if measure.id == measure_id:
            yield from sorted(links)
        elif measure_id in links:
            yield measure.id


def named(text: str, card: Scorecard) -> tuple[str, ...]:
    """The measures that a text names: by a whole name, or by every word of one that is not of every measure."""
    stems = {_stem(word) for word in _WORD.findall(text)}
    measures = {score.measure.id: score.measure for score in card.scores}.values()
    left, found = text.casefold(), []
    for measure, name in sorted(
        ((m, n) for m in measures for n in (m.name, m.short_name)), key=lambda one: -len(one[1])
    ):
        own = _own_stems(name)
        whole = own if any(len(stem) == _STEM for stem in own) else {_stem(word) for word in _WORD.findall(name)}
        if name.casefold() in left:
            left = left.replace(name.casefold(), " ")  # "Children in our care by age" is not that in care
            found.append(measure.id)
        elif own and whole <= stems:
            found.append(measure.id)
    return tuple(dict.fromkeys(found))


def may_mean(text: str, card: Scorecard) -> tuple[str, ...]:
    """The measures with a hidden figure of whose names a text has any word that is not of every measure."""
    stems = {stem for word in _WORD.findall(text) if len(stem := _stem(word)) == _STEM}  # not "left" or "came" alone
    hiding = {score.measure.id: score.measure for score in card.scores if any(hidden_of(score))}
    return tuple(name for name, one in hiding.items() if (_own_stems(one.name) | _own_stems(one.short_name)) & stems)


@cache
def _own_stems(name: str) -> frozenset[str]:
    general = {_stem(word) for word in number_words.words()["names"]["general"]}
    return frozenset(s for word in _WORD.findall(name) if len(word) >= 4 and (s := _stem(word)) not in general)


def _stem(word: str) -> str:
    return word.casefold()[:_STEM]


def may_be_told(number: Number, sentence: str, held: Beside) -> bool:
    """Whether a number of a sentence is one of a definition, a target, or a figure that is printed."""
    if number.value is None:
        return False
    scores = held.about
    return (
        any(
            _of_definition(number, measure)
            for measure in {score.measure.id: score.measure for score in scores}.values()
        )
        or _of_target(number, sentence, scores)
        or _of_others(number, sentence, scores)
        or _is_printed(number, sentence, held)
    )


def _of_definition(number: Number, measure: Measure) -> bool:
    """Whether a number is one of the measure's definition, with the same words: "three or more", "20 working days"."""
    words = (measure.definition, measure.name, measure.short_name, measure.statutory_name, measure.population)
    given = _setting(number)
    return bool(given) and any(given & _setting(own) for text in words for own in number_words.every_number(text))


def _setting(number: Number) -> set[tuple[Decimal, str]]:
    """A number with what it is one of: the word after it, or two where the first only joins; none for children."""
    after = [word.casefold() for word in _WORD.findall(number.after[:60])[:2]]
    joins = bool(after) and after[0] in number_words.words()["names"]["joining"]
    known = after if joins else after[:1]
    follows = re.match(r"[-\s]*[A-Za-z]", number.after) is not None and len(known) == 1 + joins
    if number.value is None or not follows or number_words.speaks_of_children(" ".join(after)):
        return set()
    return {(number.value, " ".join(word.removesuffix("s") for word in known))}


def _of_target(number: Number, sentence: str, scores: tuple[MeasureScore, ...]) -> bool:
    """Whether a number is a target and is said to be one: right before it, where it may well be one of children."""
    goals = [one for score in scores for one in (score.target, score.measure.threshold) if one is not None]
    small = not number.percent and number.value is not None and number.value < _FEW
    said = number_words.is_said_to_be_a_target(number) if small else says_any_of(sentence, "meant", "target")
    return said and any(number.value == goal.value for goal in goals)


def _of_others(number: Number, sentence: str, scores: tuple[MeasureScore, ...]) -> bool:
    """Whether a number is a published figure of England or of other councils, and is said to be."""
    published: list[Decimal | None] = []
    for score in scores:
        if score.compared is not None:
            published += [o.value for o in (score.compared.england, score.compared.region) if o is not None]
            published.append(score.compared.of_similar)
    return says_any_of(sentence, "meant", "others") and _is_one_of(number, published)


def _is_printed(number: Number, sentence: str, held: Beside) -> bool:
    """Whether a number is a figure that is printed, and cannot be meant as one that is hidden.

    It is the latest figure, or that of a period that the sentence names; of a group, one that it names. A small number
    beside several measures is one only of a measure that the sentence names. Where the sentence names a time of which
    a figure is hidden, no number of it is taken for a printed one.
    """
    hidden = [o for score in (*held.about, *held.linked) for o in hidden_of(score)]
    if says_any_of(sentence, "relative", "words") or any(_names_period(sentence, o.period) for o in hidden):
        return False
    if any(o.group and o.group.casefold() in sentence.casefold() for o in hidden):
        return False
    several = len({score.measure.id for score in held.about}) > 1
    small = several and not number.percent and number.value is not None and number.value < _FEW
    meant = (score for score in held.about if _is_named(score, sentence, by_name=small))
    return any(_is_one_of(number, _figures(score, sentence)) for score in meant)


def _is_named(score: MeasureScore, sentence: str, *, by_name: bool) -> bool:
    group = not score.group or score.group.casefold() in sentence.casefold()
    stems = {_stem(word) for word in _WORD.findall(sentence)}
    return group and (not by_name or bool(_own_stems(score.measure.short_name) & stems))


def _figures(score: MeasureScore, sentence: str) -> Iterator[Decimal | None]:
    """The printed figures of a score that a sentence can be about: the latest, and those of periods that it names."""
    runs = (*score.series, *score.year_to_date, *score.quarters, *score.years)
    for o in (score.latest, *(o for o in runs if _names_period(sentence, o.period))):
        if o.has_number:
            yield from (o.value, o.numerator, o.denominator)


def _is_one_of(number: Number, figures: Iterable[Decimal | None]) -> bool:
    """Whether a number is one of some figures, to the decimals it is written with."""
    places = len(number.written.partition(".")[2])
    return any(figure is not None and formatting.rounded(figure, places) == number.value for figure in figures)


def _names_period(sentence: str, period: Period) -> bool:
    """Whether a sentence names a month or a quarter, in its year where it names any."""
    if period.length > QUARTER_MONTHS:
        return False
    years = re.findall(r"\b20\d\d\b", sentence)
    if years and str(period.year) not in years and str(period.financial_year) not in years:
        return False
    names = [f"{MONTH_NAMES[month.month - 1][:3]}(?:{MONTH_NAMES[month.month - 1][3:]})?" for month in period.months()]
    quarter = rf"|Q{period.quarter}|quarter {period.quarter}" if period.length == QUARTER_MONTHS else ""
    return re.search(rf"\b(?:{'|'.join(names)}{quarter})\b", sentence, re.IGNORECASE) is not None


def tells_few(share: Decimal, card: Scorecard, hiding: Iterable[MeasureScore]) -> bool:
    """Whether a share of the children of a measure with hidden figures is of few; so too where none knows how many."""
    known = [number for score in hiding for number in _populations(card, score.measure)]
    return not known or any(0 < share * number < _FEW for number in known)


def _populations(card: Scorecard, measure: Measure) -> Iterator[Decimal]:
    """How many children the latest figures of a measure are out of; of a count, those of which others are a part."""
    if measure.unit is Unit.COUNT:
        others = (score.measure for score in card.scores)
        wider = {name for one in others for name in (one.parts_of, one.same_population_as, one.population_within)}
    else:
        wider = {measure.id, measure.same_population_as, measure.population_within}
    for score in (score for name in sorted(wider) if name for score in card.of(name)):
        shown = next((o for o in (score.latest, *reversed(score.series)) if o.has_number), None)
        number = shown and (shown.numerator if score.measure.unit is Unit.COUNT else shown.denominator)
        if number:
            yield number


def is_a_latest_percentage(share: Decimal, card: Scorecard) -> bool:
    """Whether a share, from 0 to 1, is the latest printed percentage of some measure, to the decimals it is told in."""
    places = max(0, -int((share * number_words.HUNDRED).normalize().as_tuple().exponent))
    shown = (score.latest for score in card.scores if score.measure.unit is Unit.PCT and score.latest.has_number)
    return any(formatting.rounded(one.number, min(places, 2)) == share * number_words.HUNDRED for one in shown)


def described(hidden: Observation) -> str:
    """A hidden figure by its measure, its group and its period, for the officer."""
    group = f", {hidden.group}" if hidden.group else ""
    return f"“{hidden.measure.short_name}”{group} ({formatting.name_of(hidden)})"
