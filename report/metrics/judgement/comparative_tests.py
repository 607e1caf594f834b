"""The tests behind the words that compare ("improved", "highest"): each gives its evidence where it fires, else None.

A test looks at the scores of one measure, one for each of its groups, and fires for the first score that passes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from report.metrics.benchmarks.peers import beside_england
from report.metrics.judgement.control_chart import counted_alike
from report.metrics.judgement.target_status import meets
from report.metrics.model import formatting
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change, MeasureScore, Observation, Polarity, Status, Travel

LEAST_TO_RANK = 3  # figures: of two, one is always the highest
CLEAR_CHANGES = (Change.BETTER, Change.WORSE, Change.HIGHER, Change.LOWER)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a word may be said: the difference that was looked at, and the figures and target that it rests on."""

    exact: Decimal
    observations: tuple[Observation, ...]
    score: MeasureScore


Scores = Sequence[MeasureScore]
Test = Callable[[Scores], Evidence | None]


def _for_any(test: Callable[[MeasureScore], Evidence | None]) -> Test:
    """The test of several scores that fires for the first of them that passes."""
    return lambda scores: next((found for score in scores if (found := test(score)) is not None), None)


def _value(observation: Observation) -> Decimal:
    return observation.value or Decimal(0)


def _printed(observation: Observation) -> Decimal:
    return formatting.printed(observation) or Decimal(0)


def against_last_year(*changes: Change, up: bool | None = None) -> Test:
    """Fires where the change on the same period last year was tested and is one of these, in this direction."""

    def test(score: MeasureScore) -> Evidence | None:
        now, before = score.latest.value, score.last_year.value
        if now is None or before is None or score.change not in changes or up not in (None, now > before):
            return None
        return Evidence(now - before, (score.latest, score.last_year), score)

    return _for_any(test)


def by_twofold(up: bool) -> Test:
    """Fires where the change is clear and the printed figure is at least twice, or at most half, that of last year."""
    clear = against_last_year(*CLEAR_CHANGES, up=up)

    def test(scores: Scores) -> Evidence | None:
        found = clear(scores)
        if found is None:
            return None
        now, before = map(_printed, found.observations)
        twofold = before > 0 and (now >= 2 * before if up else 2 * now <= before)
        return found if twofold else None

    return test


def extreme(highest: bool) -> Test:
    """Fires where the latest printed figure is above, or below, every other since the method last changed."""
    return _for_any(lambda score: _extreme(score, highest))


def best(good: bool) -> Test:
    """Fires where the latest printed figure is on the good, or the bad, side of every other; never without polarity."""

    def test(score: MeasureScore) -> Evidence | None:
        if score.measure.polarity is Polarity.CONTEXT:
            return None
        return _extreme(score, (score.measure.polarity is Polarity.HIGHER_IS_BETTER) is good)

    return _for_any(test)


def _extreme(score: MeasureScore, highest: bool) -> Evidence | None:
    if score.latest.period_type is PeriodType.YEAR_TO_DATE:
        return None  # each month's is of another length
    shown = [o for o in since_change(score) if o.has_number]
    return Evidence(_value(shown[-1]) - _value(shown[-2]), tuple(shown), score) if beyond_all(shown, highest) else None


def first_of_groups(scores: Scores) -> Evidence | None:
    """Fires where one of several groups has a higher latest figure, as printed, than each of the others."""
    shown = [score for score in scores if score.group and score.latest.value is not None]
    if len(shown) < 2:
        return None
    leading, second = sorted(shown, key=lambda score: score.latest.value or 0, reverse=True)[:2]
    gap = _printed(leading.latest) - _printed(second.latest)
    return Evidence(gap, tuple(score.latest for score in shown), leading) if gap > 0 else None


def one_group_leads(scores: Scores) -> bool:
    """Whether one of several groups has the highest latest figure alone; so does the only group that has a figure."""
    shown = [score for score in scores if score.group and score.latest.value is not None]
    return len(shown) == 1 or first_of_groups(scores) is not None


def has_status(*statuses: Status) -> Test:
    """Fires where the latest figure has one of these statuses."""

    def test(score: MeasureScore) -> Evidence | None:
        if score.status not in statuses or score.latest.value is None or score.target is None:
            return None
        return Evidence(score.latest.value - score.target.value, (score.latest,), score)

    return _for_any(test)


def some_figure(met: bool) -> Test:
    """Fires where a figure of the series, as printed, meets the target, or where one does not."""

    def test(score: MeasureScore) -> Evidence | None:
        goal = score.target
        if goal is None or score.measure.polarity is Polarity.CONTEXT:
            return None
        shown = [o for o in (*score.series, *score.quarters, *score.year_to_date) if o.has_number]
        found = tuple(o for o in shown if meets(_printed(o), goal.at(o.period)) is met)
        return Evidence(Decimal(len(found)), found, score) if found else None

    return _for_any(test)


def travels(travel: Travel) -> Test:
    """Fires where a measure has this direction of travel, whichever of its three rules told it."""

    def test(score: MeasureScore) -> Evidence | None:
        if score.direction is None or score.direction.travel is not travel:
            return None
        run = tuple(o for o in score.direction.window if o.has_number)
        return Evidence(_value(run[-1]) - _value(run[0]), run, score)

    return _for_any(test)


def on_side_of_england(side: int) -> Test:
    """Fires where our own percentage is above England's (1) or below it (-1) by more than chance would often make."""

    def test(score: MeasureScore) -> Evidence | None:
        compared = score.compared
        if compared is None or compared.england is None or beside_england(compared) != side:
            return None
        gap = _value(compared.own) - _value(compared.england)
        return Evidence(gap, (compared.own, compared.england), score)

    return _for_any(test)


def printed_on_side_of_england(score: MeasureScore, side: str) -> bool:
    """Whether our figure, as printed, lies on a side of England's of the same date, such as "better"."""
    compared = score.compared
    if compared is None or compared.england is None:
        return False
    ours, theirs = formatting.printed(compared.own), formatting.printed(compared.england)
    if ours is None or theirs is None or ours == theirs:
        return False
    good = (ours > theirs) == (score.measure.polarity is Polarity.HIGHER_IS_BETTER)
    judged = score.measure.polarity is not Polarity.CONTEXT
    if side in ("better", "worse"):
        return judged and good is (side == "better")
    return (ours > theirs) is (side in ("higher", "above"))


def since_change(score: MeasureScore) -> tuple[Observation, ...]:
    """The run of figures that the latest is the last of, from the month in which the way of counting last changed."""
    return counted_alike(score.headline, score.method_change)


def beyond_all(shown: Sequence[Observation], highest: bool) -> bool:
    """Whether the last of at least three printed figures is above, or below, all the others."""
    if len(shown) < LEAST_TO_RANK:
        return False
    *others, last = map(_printed, shown)
    return all(last > other if highest else last < other for other in others)
