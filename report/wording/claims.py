"""The words that compare, each with the rules that allow it: such a word is printed only where one of its rules fired.

A text is passed through ``backed`` on its way to the page: each word that compares then carries its rule, and what the
rule looked at, into the ledger. ``unbacked`` finds those that no rule allows, in our sentences and in the officer's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from layouts.blocks import Span, Text
from report.metrics.benchmarks.peers import beside_england
from report.metrics.judgement.control_chart import counted_alike
from report.metrics.judgement.target_status import meets
from report.metrics.model import formatting
from report.metrics.model.period_type import PeriodType
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Change, MeasureScore, Observation, Polarity, Status, Travel

LEAST_TO_RANK = 3  # figures: of two, one is always the highest
Scores = Sequence[MeasureScore]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a word may be said: the difference that was looked at, and the figures and target that it rests on."""

    exact: Decimal
    observations: tuple[Observation, ...]
    score: MeasureScore


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what the ledger says of it, and the test, which gives its evidence where it fires.

    ``of_run`` marks a rule on a whole run of figures, where others are on the latest.
    """

    says: str
    test: Callable[[Scores], Evidence | None]
    of_run: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that compare, as a pattern, and the rules of which one must fire before they are said of a measure."""

    name: str
    pattern: re.Pattern[str]
    rules: tuple[Rule, ...]

    def evidence(self, scores: Scores, of_latest: bool = False) -> tuple[Rule, Evidence] | None:
        """The first rule that fires for these scores, with what it rests on; ``of_latest`` leaves out those of runs."""
        rules = [rule for rule in self.rules if not (of_latest and rule.of_run)]
        return next(((rule, evidence) for rule in rules if (evidence := rule.test(scores)) is not None), None)


def _against_last_year(*changes: Change, up: bool | None = None) -> Callable[[Scores], Evidence | None]:
    """Fires where the change on the same period last year was tested and is one of these, in this direction."""

    def test(scores: Scores) -> Evidence | None:
        for score in scores:
            now, before = score.latest.value, score.last_year.value
            if now is None or before is None or score.change not in changes:
                continue
            if up is None or (now > before) is up:
                return Evidence(now - before, (score.latest, score.last_year), score)
        return None

    return test


def _by_twofold(up: bool) -> Callable[[Scores], Evidence | None]:
    """Fires where the change is clear and the printed figure is at least twice, or at most half, that of last year."""
    clear = _against_last_year(*_CLEAR, up=up)

    def test(scores: Scores) -> Evidence | None:
        found = clear(scores)
        if found is None:
            return None
        now, before = (formatting.printed(one) or Decimal(0) for one in found.observations)
        twofold = before > 0 and (now >= 2 * before if up else 2 * now <= before)
        return found if twofold else None

    return test


def _extreme(highest: bool | None) -> Callable[[Scores], Evidence | None]:
    """Fires where the latest printed figure is beyond every other since the way of counting last changed.

    ``highest`` None asks for the best side of a measure that has one.
    """

    def test(scores: Scores) -> Evidence | None:
        for score in scores:
            to_date = score.latest.period_type is PeriodType.YEAR_TO_DATE  # each month's is of another length
            shown = [] if to_date else [o for o in since_change(score) if o.has_number]
            side = highest if highest is not None else score.measure.polarity is Polarity.HIGHER_IS_BETTER
            if beyond_all(shown, side):
                gap = (shown[-1].value or Decimal(0)) - (shown[-2].value or Decimal(0))
                return Evidence(gap, tuple(shown), score)
        return None

    return test


def _worst(scores: Scores) -> Evidence | None:
    """Fires where the latest printed figure is on the bad side of every other, for a measure that has one."""
    judged = [score for score in scores if score.measure.polarity is not Polarity.CONTEXT]
    return next(
        (
            found
            for score in judged
            if (found := _extreme(score.measure.polarity is Polarity.LOWER_IS_BETTER)([score])) is not None
        ),
        None,
    )


def _best(scores: Scores) -> Evidence | None:
    """Fires where the latest printed figure is on the good side of every other, for a measure that has one."""
    return _extreme(None)([score for score in scores if score.measure.polarity is not Polarity.CONTEXT])


def _first_of_groups(scores: Scores) -> Evidence | None:
    """Fires where one of several groups has a higher latest figure, as printed, than each of the others."""
    shown = [score for score in scores if score.group and score.latest.value is not None]
    if len(shown) < 2:
        return None
    leading, second = sorted(shown, key=lambda score: score.latest.value or 0, reverse=True)[:2]
    gap = (formatting.printed(leading.latest) or Decimal(0)) - (formatting.printed(second.latest) or Decimal(0))
    if gap <= 0:
        return None
    return Evidence(gap, tuple(score.latest for score in shown), leading)


def _judged(*statuses: Status) -> Callable[[Scores], Evidence | None]:
    """Fires where the latest figure has one of these statuses."""

    def test(scores: Scores) -> Evidence | None:
        for score in scores:
            if score.status in statuses and score.latest.value is not None and score.target is not None:
                return Evidence(score.latest.value - score.target.value, (score.latest,), score)
        return None

    return test


def _some_figure(met: bool) -> Callable[[Scores], Evidence | None]:
    """Fires where a figure of the series, as printed, meets the target, or where one does not."""

    def test(scores: Scores) -> Evidence | None:
        for score in scores:
            if score.target is None or score.measure.polarity is Polarity.CONTEXT:
                continue
            shown = [o for o in (*score.series, *score.quarters, *score.year_to_date) if o.has_number]
            goal = score.target
            found = tuple(o for o in shown if meets(formatting.printed(o) or Decimal(0), goal.at(o.period)) is met)
            if found:
                return Evidence(Decimal(len(found)), found, score)
        return None

    return test


def _travels(travel: Travel) -> Callable[[Scores], Evidence | None]:
    """Fires where a measure has this direction of travel, whichever of its three rules told it."""

    def test(scores: Scores) -> Evidence | None:
        for score in scores:
            if score.direction is None or score.direction.travel is not travel:
                continue
            run = tuple(o for o in score.direction.window if o.has_number)
            return Evidence((run[-1].value or Decimal(0)) - (run[0].value or Decimal(0)), run, score)
        return None

    return test


def _beside_england(side: int) -> Callable[[Scores], Evidence | None]:
    """Fires where our own percentage lies on this side of England's by more than chance would often make."""

    def test(scores: Scores) -> Evidence | None:
        for score in scores:
            compared = score.compared
            if compared is None or compared.england is None or beside_england(compared) != side:
                continue
            gap = (compared.own.value or Decimal(0)) - (compared.england.value or Decimal(0))
            return Evidence(gap, (compared.own, compared.england), score)
        return None

    return test


_OFF = (Status.CLOSE, Status.NOT_MET, Status.FLOOR_MET, Status.FLOOR_MISSED)
_CLEAR = (Change.BETTER, Change.WORSE, Change.HIGHER, Change.LOWER)
_NO_CHANGE = (Change.NO_CLEAR_CHANGE, Change.SAME)
_BETTER = Rule("clearly better than the same period last year", _against_last_year(Change.BETTER))
_WORSE = Rule("clearly worse than the same period last year", _against_last_year(Change.WORSE))
_UP = Rule("clearly above the same period last year", _against_last_year(*_CLEAR, up=True))
_DOWN = Rule("clearly below the same period last year", _against_last_year(*_CLEAR, up=False))
_LEVEL = Rule("no clear change from the same period last year", _against_last_year(*_NO_CHANGE))
_ON_TARGET = Rule("the latest figure meets the target", _judged(Status.MET))
_OFF_TARGET = Rule("the latest figure misses the target", _judged(*_OFF))
_GOOD = (_BETTER, Rule("the direction of travel is better", _travels(Travel.IMPROVING)))
_BAD = (_WORSE, Rule("the direction of travel is worse", _travels(Travel.GETTING_WORSE)))
_RISEN = (_UP, Rule("the direction of travel is upwards", _travels(Travel.RISING)))
_FALLEN = (_DOWN, Rule("the direction of travel is downwards", _travels(Travel.FALLING)))
_SAME = (_LEVEL, Rule("the direction of travel shows no clear change", _travels(Travel.NO_CLEAR_CHANGE)))
_HIGHEST = Rule("above every other figure since the way of counting last changed", _extreme(True))
_LOWEST = Rule("below every other figure since the way of counting last changed", _extreme(False))
_FIRST_GROUP = Rule("above every other group", _first_of_groups)


def _claim(name: str, pattern: str, *rules: Rule) -> Claim:
    return Claim(name, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), rules)


_GOING_ON = r"continu(?:es?|ed|ing) to"

CLAIMS = (
    _claim(
        "no change",
        r"no (?:clear |real |significant )?change(?! (?:of|to)\b)|(?:has|have) not changed|did not change|unchanged"
        r"|steady|stable(?! homes?\b)|(?:about )?the same as",
        *_SAME,
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
        Rule("at most half of the same period last year", _by_twofold(up=False)),
    ),
    _claim(
        "doubled",
        r"doubled|twice as (?:many|much|high)(?: \w+)?",
        Rule("at least twice the same period last year", _by_twofold(up=True)),
    ),
    _claim(
        "best",
        r"best(?: (?:\w+ )?(?:ever|yet|on record)(?: \w+)?)?",
        Rule("better than every other figure since the way of counting last changed", _best),
    ),
    _claim("worst", r"worst", Rule("worse than every other figure since the way of counting last changed", _worst)),
    _claim("highest", r"highest|largest|most ever|record high|all-time high|peak(?:ed)?", _FIRST_GROUP, _HIGHEST),
    _claim("lowest", r"lowest|smallest|record low|all-time low", _LOWEST),
    _claim(
        "on target",
        r"on target|(?:meets?|met|exceed(?:s|ed)?|reach(?:es|ed)|hits?|beats?|achieve[sd]?) (?:its |the |our )?target"
        r"|target (?:is|was|has been|is now|is being) (?:met|hit|beaten|reached|achieved|exceeded)",
        _ON_TARGET,
        Rule("some figure of the series meets the target", _some_figure(met=True), of_run=True),
    ),
    _claim(
        "off target",
        r"off target|(?:miss(?:es|ed)|short of|below|under) (?:its |the |our )?target",
        _OFF_TARGET,
        Rule("some figure of the series misses the target", _some_figure(met=False), of_run=True),
    ),
    _claim(
        "above England",
        r"clearly above England",
        Rule("above England: the 95% interval of the difference leaves out nought", _beside_england(1)),
    ),
    _claim(
        "below England",
        r"clearly below England",
        Rule("below England: the 95% interval of the difference leaves out nought", _beside_england(-1)),
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
NEUTRAL = re.compile(
    r"\bor (?:more|less|fewer)\b|\b(?:fewer|less|more) than (?=\d|one\b|two\b|half\b)|\bno more than\b"
    r"|\bmore (?:closely|about|than chance)\b",
    re.IGNORECASE,
)


def comparisons(text: str) -> Iterator[tuple[re.Match[str], Claim]]:
    """Every word of a text that compares, in its order, with the claim it makes."""
    plain = NEUTRAL.sub(lambda found: " " * len(found[0]), text.replace(formatting.NBSP, " "))
    found = [(match, claim) for claim in CLAIMS for match in claim.pattern.finditer(plain)]
    yield from sorted(found, key=lambda one: one[0].start())


def backed(text: Text, scores: Scores) -> Text:
    """The text with each word that compares apart, carrying the rule that allows it. Words that none allows stay."""
    return tuple(piece for span in text for piece in ([span] if span.about is not None else _parted(span, scores)))


def why(word: str, scores: Scores) -> Fact | None:
    """The rule that allows a word to be said of some scores, with what it rests on; None where none allows it."""
    (span, *_) = backed((Span(word),), scores)
    return span.about if isinstance(span.about, Fact) else None


def unbacked(text: str, scores: Scores) -> list[tuple[str, Claim]]:
    """The words of a text that compare and that no rule allows for these scores."""
    return [(match[0], claim) for match, claim in comparisons(text) if claim.evidence(scores) is None]


def _parted(span: Span, scores: Scores) -> Iterator[Span]:
    after = 0
    for match, claim in comparisons(span.text):
        fired = claim.evidence(scores)
        if fired is None or match.start() < after:
            continue
        if match.start() > after:
            yield replace(span, text=span.text[after : match.start()])
        yield replace(span, text=span.text[match.start() : match.end()], about=_fact(*fired))
        after = match.end()
    if after < len(span.text):
        yield replace(span, text=span.text[after:])


def _fact(rule: Rule, found: Evidence) -> Fact:
    return fact(rule.says, found.exact, found.score, found.observations)


def fact(rule: str, exact: Decimal, score: MeasureScore, observations: Sequence[Observation]) -> Fact:
    """The evidence of a claim for the ledger; a rule that speaks of the target rests on that, too."""
    target = score.target if "target" in rule else None
    return Fact("claim", exact, score.measure, tuple(observations), target, rule)


def stands_out(scores: Scores) -> bool:
    """Whether one of several groups has the highest latest figure alone; so does the only group that has a figure."""
    shown = [score for score in scores if score.group and score.latest.value is not None]
    return len(shown) == 1 or _first_of_groups(scores) is not None


def since_change(score: MeasureScore) -> tuple[Observation, ...]:
    """The run of figures that the latest is the last of, from the month in which the way of counting last changed."""
    return counted_alike(score.headline, score.method_change)


def beyond_all(shown: Sequence[Observation], highest: bool) -> bool:
    """Whether the last of at least three printed figures is above, or below, all the others."""
    if len(shown) < LEAST_TO_RANK:
        return False
    *others, last = (formatting.printed(o) or Decimal(0) for o in shown)
    return all(last > other if highest else last < other for other in others)
