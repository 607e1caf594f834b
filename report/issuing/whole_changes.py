"""Measures that are not what they were as a whole: most of their figures changed, slipped, or were exchanged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from inputs.findings import Finding, first_and_more
from inputs.period import Period
from report.issuing.earlier_figures import differs, was_and_is
from report.metrics.counting.observations import HUNDRED
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.last_report import EarlierFigure, EarlierFigures, key_of
from report.metrics.model.measure import Source, Unit
from report.metrics.model.scorecard import MeasureScore, Observation, Scorecard

FEWEST_FIGURES = 4  # that an earlier report gave too, for it to be said of a measure that most of them changed
_SLIPS = {1: "month after", -1: "month before"}
_ROUNDING = Decimal("0.1")  # points: a percentage and its rest may both have been rounded
_MOST_NAMED = 3  # measures that one message lists by name

ScoreKey = tuple[str, str]
"""A measure's id and its group."""


class WholeChanges(NamedTuple):
    """The findings about measures that changed as a whole, and the scores of which they tell all there is to tell."""

    findings: tuple[Finding, ...] = ()
    told: frozenset[ScoreKey] = frozenset()


class _Past(NamedTuple):
    """A score beside what an earlier report had of it: the figures that both give, and those of them that differ."""

    score: MeasureScore
    before: Mapping[Period, EarlierFigure]
    both: tuple[Observation, ...]
    changed: tuple[Observation, ...]

    @property
    def key(self) -> ScoreKey:
        return self.score.measure.id, self.score.group

    @property
    def name(self) -> str:
        return f"“{self.score.measure.short_name}”" + (f" ({self.score.group})" if self.score.group else "")

    @property
    def is_whole(self) -> bool:
        """Whether most of its figures changed, or as many as can be no chance slipped by a month."""
        if 2 * len(self.changed) > len(self.both) >= FEWEST_FIGURES:
            return True
        return len(self.changed) >= FEWEST_FIGURES and any(self.has_now(self, months) for months in _SLIPS)

    @property
    def is_the_rest(self) -> bool:
        """Whether each figure that changed is now what was left of 100% before."""
        pairs = [(self.before[o.period], o.number) for o in self.changed]
        return self.score.measure.unit is Unit.PCT and all(
            abs(before.value + now - HUNDRED) <= _ROUNDING for before, now in pairs
        )

    def has_now(self, other: _Past, months: int = 0) -> bool:
        """Whether most of its figures that changed are what ``other`` had so many months before."""
        earlier = [(o, other.before.get(o.period.back(months))) for o in self.changed]
        alike = [o for o, before in earlier if before is not None and not differs(before, o)]
        return len({o.value for o in alike}) > 1 and 3 * len(alike) >= 2 * len(self.changed)


def whole_changes(
    figures: EarlierFigures, card: Scorecard, when: str, remedy: str, explained: Iterable[Observation] = ()
) -> WholeChanges:
    """What changed as a whole since an earlier report, of which ``when`` says the name ("in the last build").

    One finding for two measures that were exchanged, one for the measures of a sheet of which two months were, and one
    for each other measure of which most figures changed. Figures that are ``explained`` did not change.
    """
    known = set(map(id, explained))
    pasts = [past for score in card.scores if (past := _past(figures, score, known)).changed]
    findings: list[Finding] = []
    told: set[ScoreKey] = set()
    for one, other in combinations([past for past in pasts if past.is_whole], 2):
        if one.key not in told and other.key not in told and one.has_now(other) and other.has_now(one):
            told |= {one.key, other.key}
            findings.append(_exchanged(one, other, when))
    for (months, _), held in _by_exchanged_months(past for past in pasts if past.key not in told).items():
        told |= {past.key for past in held}
        findings.append(_months_exchanged(held, months, when))
    measures: dict[str, list[_Past]] = {}
    for past in pasts:
        if past.is_whole and past.key not in told:
            measures.setdefault(past.score.measure.id, []).append(past)
    for held in measures.values():
        told |= {past.key for past in held}
        findings.append(_changed(held, figures, when, remedy))
    return WholeChanges(tuple(findings), frozenset(told))


def _past(figures: EarlierFigures, score: MeasureScore, known: set[int]) -> _Past:
    before = {o.period: figures[key_of(o)] for o in score.series if key_of(o) in figures}
    both = tuple(o for o in score.series if o.period in before and o.has_number)
    changed = tuple(o for o in both if differs(before[o.period], o) and id(o) not in known)
    return _Past(score, before, both, changed)


def _exchanged(one: _Past, other: _Past, when: str) -> Finding:
    last = one.changed[-1]
    what = f"{one.name} now has the figures that {other.name} had {when}, and the other way round, up to "
    what += f"{formatting.month(last.period)}: the two seem to be exchanged."
    remedy = "Look whether their rows or their names have changed places; if they were wrong before, nothing needs to "
    return found("measures-exchanged", what, f"{remedy}be done.", last)


def _by_exchanged_months(
    pasts: Iterable[_Past],
) -> dict[tuple[tuple[Period, Period], Source | None], list[_Past]]:
    """Those of which nothing changed but two months, each of which has what the other had; by months and sheet."""
    held: dict[tuple[tuple[Period, Period], Source | None], list[_Past]] = {}
    for past in pasts:
        if len(past.changed) != 2:
            continue
        first, last = past.changed
        if not (differs(past.before[last.period], first) or differs(past.before[first.period], last)):
            source = next(iter(last.sources), None)
            sheet = Source(source.workbook, source.sha256, source.sheet, ()) if source else None
            held.setdefault(((first.period, last.period), sheet), []).append(past)
    return held


def _months_exchanged(held: Sequence[_Past], months: tuple[Period, Period], when: str) -> Finding:
    names = first_and_more([past.name for past in held], _MOST_NAMED)
    first, last = map(formatting.month, months)
    what = (
        f"{names}: {first} now has what {last} had {when}, and the other way round, as if the two had been exchanged."
    )
    remedy = "Look whether the two months have changed places; if they were wrong before, nothing needs to be done."
    return found("months-exchanged", what, remedy, held[0].changed[-1])


def _changed(held: Sequence[_Past], figures: EarlierFigures, when: str, remedy: str) -> Finding:
    past = held[0]
    both, changed = (sum(len(each) for each in one) for one in zip(*((p.both, p.changed) for p in held), strict=True))
    which = f"all {both}" if both == changed else f"{changed} of the {both}"
    named = past.name if len(held) == 1 else f"“{past.score.measure.short_name}”"
    example = was_and_is(past.changed[-1:], figures, when).removesuffix(".")
    what = f"{which} figures of {named} that were given {when} differ now: {example}{_how(held)}."
    return found("measure-changed", what, remedy, past.changed[-1])


def _how(held: Sequence[_Past]) -> str:
    """In what way the figures changed, where that can be seen; else ""."""
    for months, where in _SLIPS.items():
        if all(past.has_now(past, months) for past in held):
            return f"; most of them now stand under the {where}, as if the row had slipped by one"
    return "; each is now what was left of 100%" if all(past.is_the_rest for past in held) else ""
