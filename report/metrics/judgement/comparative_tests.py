"""The tests behind comparing words ("improved", "highest"): each returns its evidence where it fires, else None.

A test takes the scores of one measure, one a group, and fires for the first score that passes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from inputs.intake import State
from report.metrics.judgement.change import difference_interval
from report.metrics.judgement.control_chart import same_method
from report.metrics.judgement.target_status import holds_for, meets
from report.metrics.model import formatting
from report.metrics.model.measure import Polarity
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change, Compared, MeasureScore, Observation, Status, Travel
from report.metrics.statistics.funnel_limits import outside_95_limits

LEAST_TO_RANK = 3  # figures: of only two, one is always the highest
CLEAR_CHANGES = (Change.BETTER, Change.WORSE, Change.HIGHER, Change.LOWER)


class Evidence(NamedTuple):
    """Why a word may be said: the exact difference, the figures it rests on, and the score they belong to.

    ``tested`` is how the difference was tested, where that is one of several ways.
    """

    exact: Decimal
    observations: tuple[Observation, ...]
    score: MeasureScore
    tested: str = ""


Scores = Sequence[MeasureScore]
Test = Callable[[Scores], Evidence | None]


def for_any(test: Callable[[MeasureScore], Evidence | None]) -> Test:
    """The test that fires for the first of several scores for which this test fires."""
    return lambda scores: next((found for score in scores if (found := test(score)) is not None), None)


def against_last_year(*changes: Change, up: bool | None = None) -> Test:
    """Fires where the change on the same period last year is one of these; with ``up``, only in that direction."""

    def test(score: MeasureScore) -> Evidence | None:
        now, before = score.latest.value, score.last_year.value
        if now is None or before is None or score.change not in changes or up not in (None, now > before):
            return None
        return Evidence(now - before, (score.latest, score.last_year), score)

    return for_any(test)


def by_twofold(up: bool) -> Test:
    """Fires where the change on last year is clear and the printed figure at least doubled (``up``) or halved."""
    clear = against_last_year(*CLEAR_CHANGES, up=up)

    def test(scores: Scores) -> Evidence | None:
        found = clear(scores)
        if found is None:
            return None
        now, before = map(formatting.printed_number, found.observations)
        twofold = before > 0 and (now >= 2 * before if up else 2 * now <= before)
        return found if twofold else None

    return test


def extreme(highest: bool) -> Test:
    """Fires where the latest printed figure is above (or below) every other since the method last changed."""
    return for_any(lambda score: _extreme(score, highest))


def best(good: bool) -> Test:
    """Fires where the latest printed figure is the best (or the worst) since the method last changed."""

    def test(score: MeasureScore) -> Evidence | None:
        if not score.measure.polarity.has_direction:
            return None
        return _extreme(score, (score.measure.polarity is Polarity.HIGHER_IS_BETTER) is good)

    return for_any(test)


def _extreme(score: MeasureScore, highest: bool) -> Evidence | None:
    if score.latest.period_type is PeriodType.YEAR_TO_DATE:
        return None  # each has another length
    shown = since_method_change(score)
    if not all(o.has_number or o.state is State.NOT_APPLICABLE for o in shown):
        return None  # what is hidden or missing may be beyond it
    shown = tuple(o for o in shown if o.has_number)
    return Evidence(shown[-1].number - shown[-2].number, shown, score) if beyond_all(shown, highest) else None


def first_of_groups(scores: Scores) -> Evidence | None:
    """Fires where the latest printed figure of one group is above that of every other group, hidden ones among them.

    Not where the groups do different jobs.
    """
    shown = [score for score in scores if score.group and score.measure.ranked and score.latest.value is not None]
    if len(shown) < 2 or not _above_hidden_groups(scores):
        return None
    leading, second = sorted(shown, key=lambda score: score.latest.value or 0, reverse=True)[:2]
    gap = formatting.printed_number(leading.latest) - formatting.printed_number(second.latest)
    return Evidence(gap, tuple(score.latest for score in shown), leading) if gap > 0 else None


def one_group_leads(scores: Scores) -> bool:
    """Whether one group alone has the highest latest figure, be it the only one that has a figure."""
    shown = [score for score in scores if score.group and score.latest.value is not None]
    return (len(shown) == 1 and _above_hidden_groups(scores)) or first_of_groups(scores) is not None


def _above_hidden_groups(scores: Scores) -> bool:
    """Whether the largest figure shown is above any that a hidden group, or a part that is missing, can have.

    Of parts of a total that is what the total leaves; of a hidden average nothing is known. An average that is missing
    is not counted among those that are compared.
    """
    latest = [score.latest for score in scores]
    shown = [o.number for o in latest if o.has_number]
    if not any(o.state is State.SUPPRESSED or (o.state is State.MISSING and o.measure.parts_of) for o in latest):
        return True
    totals = {o.denominator for o in latest if o.has_number and o.measure.parts_of}
    total = totals.pop() if len(totals) == 1 else None
    return bool(shown) and total is not None and max(shown) > total - sum(shown)


def has_status(*statuses: Status) -> Test:
    """Fires where the latest figure has one of these statuses."""

    def test(score: MeasureScore) -> Evidence | None:
        if score.status not in statuses or score.latest.value is None or score.target is None:
            return None
        return Evidence(score.latest.value - score.target.value, (score.latest,), score)

    return for_any(test)


def some_figure(met: bool) -> Test:
    """Fires where a printed figure of any period meets its target (or misses it)."""

    def test(score: MeasureScore) -> Evidence | None:
        goal = score.target
        if goal is None or score.measure.polarity is Polarity.CONTEXT:
            return None
        shown = [o for o in (*score.series, *score.quarters, *score.year_to_date) if o.has_number]
        judged = (o for o in shown if holds_for(goal, o.period))
        found = tuple(o for o in judged if meets(formatting.printed_number(o), goal.at(o.period)) is met)
        return Evidence(Decimal(len(found)), found, score) if found else None

    return for_any(test)


def travels(travel: Travel) -> Test:
    """Fires where a measure has this direction of travel, by the rule for measures of its kind."""

    def test(score: MeasureScore) -> Evidence | None:
        if score.direction is None or score.direction.travel is not travel:
            return None
        return Evidence(score.direction.exact, score.direction.window, score, score.direction.tested)

    return for_any(test)


def is_level(score: MeasureScore) -> bool:
    """Whether a measure is about the same as a year before: the whole interval lies within the library's margin."""
    direction, margin = score.direction, score.measure.level_within
    interval = direction.interval if direction else None
    return interval is not None and margin is not None and -margin <= interval[0] and interval[1] <= margin


def stays_level(score: MeasureScore) -> Evidence | None:
    """The evidence that a measure is about the same as a year before; None where that is not shown."""
    if score.direction is None or not is_level(score):
        return None
    margin = f"all of {score.direction.tested} lies within {score.measure.level_within} points"
    return Evidence(score.direction.exact, score.direction.window, score, margin)


def side_of_england(compared: Compared) -> int | None:
    """1 where our percentage is above England's and -1 where it is below, if the 98% interval leaves out 0; else 0.

    None where that cannot be tested: without the counts of either, or of fewer than ten; and where most areas lie
    outside the limits of chance, so that lying outside says nothing of one of them.
    """
    interval = difference_interval(compared.own, compared.england) if compared.england else None
    if interval is None or most_lie_outside(compared):
        return None
    return 1 if interval[0] > 0 else -1 if interval[1] < 0 else 0


def on_side_of_england(side: int) -> Test:
    """Fires where our percentage is clearly above England's (1) or clearly below it (-1): see ``side_of_england``."""

    def test(score: MeasureScore) -> Evidence | None:
        compared = score.compared
        if compared is None or compared.england is None or side_of_england(compared) != side:
            return None
        gap = compared.own.number - compared.england.number
        return Evidence(gap, (compared.own, compared.england), score)

    return for_any(test)


def printed_on_side_of_england(score: MeasureScore, side: str) -> bool:
    """Whether our printed figure is "better", "worse", "higher", "above", "lower" or "below" England's of that date."""
    compared = score.compared
    if compared is None or compared.england is None:
        return False
    ours, theirs = formatting.printed(compared.own), formatting.printed(compared.england)
    if ours is None or theirs is None or ours == theirs:
        return False
    good = (ours > theirs) == (score.measure.polarity is Polarity.HIGHER_IS_BETTER)
    judged = score.measure.polarity.has_direction
    if side in ("better", "worse"):
        return judged and good is (side == "better")
    return (ours > theirs) is (side in ("higher", "above"))


def since_method_change(score: MeasureScore) -> tuple[Observation, ...]:
    """The headline series from the month in which the counting method last changed."""
    return same_method(score.headline, score.method_change)


def areas_outside(compared: Compared) -> tuple[list[Observation], list[Observation]]:
    """The areas of a funnel plot outside its 95% limits round England's percentage, and all its areas.

    Our own figure is one of them. Both are empty where there is no funnel. Where most areas lie outside, more than
    chance parts them (overdispersion).
    """
    england = compared.england
    if not compared.in_funnel or england is None or not england.denominator:
        return [], []
    share = float((england.numerator or 0) / england.denominator)
    areas = [o for o in (compared.own, *compared.in_funnel) if o.numerator is not None and o.denominator is not None]
    return [o for o in areas if outside_95_limits(share, int(o.numerator or 0), int(o.denominator or 1))], areas


def most_lie_outside(compared: Compared) -> bool:
    """Whether more than half of the areas of a funnel plot lie outside its 95% limits."""
    off, areas = areas_outside(compared)
    return 2 * len(off) > len(areas)


def beyond_all(shown: Sequence[Observation], highest: bool) -> bool:
    """Whether the last of at least three printed figures is above (or below) all the others."""
    if len(shown) < LEAST_TO_RANK:
        return False
    *others, last = map(formatting.printed_number, shown)
    return all(last > other if highest else last < other for other in others)
