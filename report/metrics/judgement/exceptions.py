"""Which measures are exceptions: those that miss their target or are clearly worse, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from report.metrics.judgement.control_chart import same_method
from report.metrics.judgement.target_status import holds_for, meets
from report.metrics.model import formatting
from report.metrics.model.measure import Polarity, Unit
from report.metrics.model.scorecard import Change, MeasureScore, Observation, Status, Travel

_RANKS = {Status.NOT_MET: 1, Status.FLOOR_MISSED: 1, Status.FLOOR_MET: 2, Status.CLOSE: 2}
OFF_TARGET = tuple(_RANKS)
JUDGED = (
    Status.MET, Status.CLOSE, Status.FLOOR_MET, Status.NOT_CLEAR, Status.FLOOR_MISSED, Status.NOT_MET,
)  # fmt: skip
"""The statuses that say how a figure stands against its target, from good to bad."""


def is_worse(score: MeasureScore) -> bool:
    """Whether a measure is getting worse by its direction of travel or, without one, is worse than a year before."""
    return score.direction.travel is Travel.GETTING_WORSE if score.direction else score.change is Change.WORSE


def is_better(score: MeasureScore) -> bool:
    """Whether a measure is improving by its direction of travel or, without one, is better than a year before."""
    return score.direction.travel is Travel.IMPROVING if score.direction else score.change is Change.BETTER


def is_good_news(score: MeasureScore) -> bool:
    """Whether a measure that is no exception is clearly better, or on target."""
    return not is_exception(score) and (is_better(score) or score.status is Status.MET)


def is_exception(score: MeasureScore) -> bool:
    """Whether the latest figure misses its target, or is clearly worse."""
    return score.latest.has_number and (score.status in OFF_TARGET or is_worse(score))


def severity(score: MeasureScore) -> tuple[int, bool, Decimal]:
    """The key by which exceptions are sorted: off target and worse, off target, close to it, only worse.

    Then percentages by points, and after them numbers and averages by the share of the target that is lacking, each
    the largest first: a share of a target would put 4% beside 2% before 60% beside 95%.
    """
    worse = is_worse(score)
    rank = _RANKS.get(score.status or Status.NO_TARGET, 3)
    gap, points = distance_from_target(score), score.measure.unit is Unit.PCT
    if gap and not points and score.target and score.target.value:
        gap /= score.target.value
    return (0 if worse and rank < 3 else rank, not points, -gap)


def distance_from_target(score: MeasureScore) -> Decimal:
    """How far the printed figure is off its target, in the measure's unit; 0 where it meets it or has none."""
    printed = formatting.printed(score.latest)
    if printed is None or score.target is None or score.measure.polarity is Polarity.CONTEXT:
        return Decimal(0)
    return max(score.target.short_by(printed), Decimal(0))


class Beginning(StrEnum):
    """What precedes a run off target: a figure on target, no figure at all, a change of method, or a gap."""

    KNOWN = "since"
    FIRST = "since_first"
    METHOD_CHANGE = "since_change"
    GAP = "since_gap"


class OffTargetRun(NamedTuple):
    """The present run of figures off target, in time order.

    ``begins`` says what precedes it, ``gaps`` whether a figure within it is missing or hidden.
    """

    figures: tuple[Observation, ...]
    begins: Beginning
    gaps: bool


def off_target_run(score: MeasureScore) -> OffTargetRun | None:
    """The present run of figures off target, up to the latest; None where the latest known figure meets it.

    Each is compared as printed with the target of its own quarter. Missing figures are passed over; a change of method
    ends the run. For a year to date the single months are taken.
    """
    if score.target is None or score.measure.polarity is Polarity.CONTEXT:
        return None
    series = same_method(score.series, score.method_change)
    run: list[Observation] = []
    for o in reversed(series):
        printed = formatting.printed(o)
        if printed is None:
            continue
        if not holds_for(score.target, o.period) or meets(printed, score.target.at(o.period)):
            break
        run.insert(0, o)
    if not run:
        return None
    before = series[: next(place for place, o in enumerate(series) if o is run[0])]
    return OffTargetRun(tuple(run), _beginning(run[0], before, score), len(run) < len(series) - len(before))


def _beginning(first: Observation, before: Sequence[Observation], score: MeasureScore) -> Beginning:
    if not any(o.has_number for o in before):
        began = score.method_change is not None and first.first_month == score.method_change.start
        return Beginning.METHOD_CHANGE if began and first is not score.series[0] else Beginning.FIRST
    return Beginning.KNOWN if before[-1].has_number else Beginning.GAP
