"""The comparative words ("better", "highest"), each with the rules that allow it. None is printed unless one fired.

``with_rules`` takes a text on its way to the page: each comparative word then carries its rule, and the evidence, into
the ledger. ``comparative_words`` finds them in a text, so that words that no rule allows can be found as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from layouts.blocks import Span, Text
from report.metrics.judgement.comparative_tests import (
    Evidence,
    Scores,
    Test,
    against_last_year,
    best,
    by_twofold,
    extreme,
    first_of_groups,
    for_any,
    has_status,
    on_side_of_england,
    some_figure,
    stays_level,
    travels,
)
from report.metrics.judgement.exceptions import OFF_TARGET
from report.metrics.model import formatting
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Change, MeasureScore, Observation, Status, Travel


class Rule(NamedTuple):
    """One rule: its description in the ledger, and its test, which gives the evidence where it fires.

    ``of_run`` marks a rule on any figure of the series; the others are on the latest.
    """

    description: str
    test: Test
    of_run: bool = False


class Claim(NamedTuple):
    """Comparative words, as a pattern, and the rules of which one must fire before they are said of a measure."""

    name: str
    pattern: re.Pattern[str]
    rules: tuple[Rule, ...]

    def evidence(self, scores: Scores, of_latest: bool = False) -> tuple[Rule, Evidence] | None:
        """The first rule that fires, with its evidence, or None. ``of_latest`` leaves out the rules on whole series."""
        rules = [rule for rule in self.rules if not (of_latest and rule.of_run)]
        return next(((rule, evidence) for rule in rules if (evidence := rule.test(scores)) is not None), None)


_TESTED = (Change.BETTER, Change.WORSE)
_BETTER = Rule("clearly better than the same period last year", against_last_year(Change.BETTER))
_WORSE = Rule("clearly worse than the same period last year", against_last_year(Change.WORSE))
_UP = Rule("clearly above the same period last year", against_last_year(*_TESTED, up=True))
_UP_AS_PRINTED = Rule("above the same period last year, as printed", against_last_year(Change.HIGHER, up=True))
_DOWN = Rule("clearly below the same period last year", against_last_year(*_TESTED, up=False))
_DOWN_AS_PRINTED = Rule("below the same period last year, as printed", against_last_year(Change.LOWER, up=False))
_NO_CLEAR = Rule("no clear change from the same period last year", against_last_year(Change.NO_CLEAR_CHANGE))
_SAME_AS_PRINTED = Rule("the same as the same period last year, as printed", against_last_year(Change.SAME))
_ON_TARGET = Rule("the latest figure meets the target", has_status(Status.MET))
_OFF_TARGET = Rule("the latest figure misses the target", has_status(*OFF_TARGET))
_GOOD = (Rule("the direction of travel is better", travels(Travel.IMPROVING)), _BETTER)
_BAD = (Rule("the direction of travel is worse", travels(Travel.GETTING_WORSE)), _WORSE)
_RISEN = (Rule("the direction of travel is upwards", travels(Travel.RISING)), _UP, _UP_AS_PRINTED)
_FALLEN = (Rule("the direction of travel is downwards", travels(Travel.FALLING)), _DOWN, _DOWN_AS_PRINTED)
_UNTOLD = (Rule("the direction of travel shows no clear change", travels(Travel.NO_CLEAR_CHANGE)), _NO_CLEAR)
_LEVEL = Rule("about the same as a year ago", for_any(stays_level))
_HIGHEST = Rule("above every other figure since the way of counting last changed", extreme(True))
_LOWEST = Rule("below every other figure since the way of counting last changed", extreme(False))
_FIRST_GROUP = Rule("above every other group", first_of_groups)


def _claim(name: str, pattern: str, *rules: Rule) -> Claim:
    return Claim(name, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), rules)


_GOING_ON = r"continu(?:es?|ed|ing) to"

CLAIMS = (
    _claim("no clear change", r"no (?:clear |significant )change(?! (?:of|to)\b)", *_UNTOLD, _SAME_AS_PRINTED),
    _claim(
        "no change",
        r"no (?:real )?change(?! (?:of|to)\b)|(?:has|have) not changed|did not change|unchanged"
        r"|steady|stable(?! homes?\b)|(?:about )?the same as|about the same(?= \()",
        _LEVEL,
        _SAME_AS_PRINTED,
    ),
    _claim(
        "better",
        rf"better|improved|improving|improvements?(?! (?:plan|board|work|team|programme))|{_GOING_ON} improve",
        *_GOOD,
    ),
    _claim(
        "worse",
        r"worse|worsened|worsening|deteriorat(?:ed|ing|ion)|declined|declining|poorer"
        rf"|{_GOING_ON} (?:worsen|decline|deteriorate)",
        *_BAD,
    ),
    _claim(
        "halved",
        r"halved|half as (?:many|much|high)(?: \w+)?",
        Rule("at most half of the same period last year, as printed", by_twofold(up=False)),
    ),
    _claim(
        "doubled",
        r"doubled|twice as (?:many|much|high)(?: \w+)?",
        Rule("at least twice the same period last year, as printed", by_twofold(up=True)),
    ),
    _claim(
        "best",
        r"best(?: (?:\w+ )?(?:ever|yet|on record)(?: \w+)?)?",
        Rule("better than every other figure since the way of counting last changed", best(good=True)),
    ),
    _claim(
        "worst",
        r"worst",
        Rule("worse than every other figure since the way of counting last changed", best(good=False)),
    ),
    _claim("highest", r"highest|largest|most ever|record high|all-time high|peak(?:ed)?", _FIRST_GROUP, _HIGHEST),
    _claim("lowest", r"lowest|smallest|record low|all-time low", _LOWEST),
    _claim(
        "on target",
        r"on target|(?:meets?|met|exceed(?:s|ed)?|reach(?:es|ed)|hits?|beats?|achieve[sd]?) (?:its |the |our )?target"
        r"|target (?:is|was|has been|is now|is being) (?:met|hit|beaten|reached|achieved|exceeded)",
        _ON_TARGET,
        Rule("some figure of the series meets the target", some_figure(met=True), of_run=True),
    ),
    _claim(
        "off target",
        r"off target|(?:miss(?:es|ed)|short of|below|under) (?:its |the |our )?target",
        _OFF_TARGET,
        Rule("some figure of the series misses the target", some_figure(met=False), of_run=True),
    ),
    _claim(
        "above England",
        r"clearly above England",
        Rule("above England: the 98% interval of the difference leaves out zero", on_side_of_england(1)),
    ),
    _claim(
        "below England",
        r"clearly below England",
        Rule("below England: the 98% interval of the difference leaves out zero", on_side_of_england(-1)),
    ),
    _claim(
        "higher",
        r"higher|more|rising|rose|risen|increased|increasing|grew|grown|growing|went up|climbed|up (?:on|from|since)"
        rf"|{_GOING_ON} (?:rise|increase|grow|climb)",
        *_RISEN,
    ),
    _claim(
        "lower",
        r"lower|fewer|less|falling|fell|fallen|decreased|decreasing|reduced|dropped|went down|dipped"
        rf"|down (?:on|from|since)|{_GOING_ON} (?:fall|drop|decrease)",
        *_FALLEN,
    ),
)  # fmt: skip

# The same words where they compare nothing: targets, rules, names of measures, and sizes of groups.
_NEUTRAL = re.compile(
    r"\bor (?:more|less|fewer)\b|\b(?:fewer|less|more) than (?=\d|one\b|two\b|half\b)|\bno more than\b"
    r"|\bmore (?:closely|about|than chance)\b"
    r"|\b(?:fall(?:s|ing|en)?|fell) (?:due|within|outside|into|under|through|ill|behind|on (?:a|the|bank|weekends?)\b)"
    r"|\b(?:grow(?:n|ing)?|grew) up\b|\brising (?:fives?|\d)|\breduced (?:timetables?|hours)\b|\bpeak times?\b"
    r"|\bdeclin(?:ed|ing) (?:to|the|their|a|an|it|consent|help|support)\b|\bbest (?:interests?|practice|value)\b"
    r"|\bbetter care fund\b|\bhigher education\b",
    re.IGNORECASE,
)


def comparative_words(text: str) -> list[tuple[re.Match[str], Claim]]:
    """Every comparative word of a text, in its order, with the claim it makes."""
    plain = _NEUTRAL.sub(lambda neutral: " " * len(neutral[0]), text.replace(formatting.NBSP, " "))
    matches = [(match, claim) for claim in CLAIMS for match in claim.pattern.finditer(plain)]
    return sorted(matches, key=lambda one: one[0].start())


def with_rules(text: Text, scores: Scores) -> Text:
    """The text, each comparative word in a span of its own that carries the rule allowing it, if one does."""
    return tuple(piece for span in text for piece in ([span] if span.about is not None else _split(span, scores)))


def rule_for(word: str, scores: Scores) -> Fact | None:
    """The rule that allows a word to be said of some scores, with its evidence; None where none allows it."""
    (span, *_) = with_rules((Span(word),), scores)
    return span.about if isinstance(span.about, Fact) else None


def _split(span: Span, scores: Scores) -> Iterator[Span]:
    after = 0
    for match, claim in comparative_words(span.text):
        fired = claim.evidence(scores)
        if fired is None or match.start() < after:
            continue
        if match.start() > after:
            yield span._replace(text=span.text[after : match.start()])
        rule, evidence = fired
        tested = f": {evidence.tested}" if evidence.tested else ""
        fact = claim_fact(f"{rule.description}{tested}", evidence.exact, evidence.score, evidence.observations)
        yield span._replace(text=span.text[match.start() : match.end()], about=fact)
        after = match.end()
    if after < len(span.text):
        yield span._replace(text=span.text[after:])


def claim_fact(rule: str, exact: Decimal, score: MeasureScore, observations: Sequence[Observation]) -> Fact:
    """The evidence of a claim for the ledger; a rule about the target rests on that, too."""
    target = score.target if "target" in rule else None
    return Fact("claim", exact, score.measure, tuple(observations), target, rule)
