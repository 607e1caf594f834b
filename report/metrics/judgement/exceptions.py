"""Which measures are exceptions: those that miss their target or are clearly worse, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from report.metrics.judgement.control_chart import same_method
from report.metrics.judgement.target_status import meets
from report.metrics.model import formatting
from report.metrics.model.scorecard import Change, MeasureScore, Observation, Polarity, Status, Travel

_RANKS = {Status.NOT_MET: 1, Status.FLOOR_MISSED: 1, Status.FLOOR_MET: 2, Status.CLOSE: 2}
OFF_TARGET = tuple(_RANKS)


def is_worse(score: MeasureScore) -> bool:
    """Whether a measure is getting worse by its direction of travel or, without one, is worse than a year before."""
    if score.direction is None:
        return score.change is Change.WORSE
    return score.direction.travel is Travel.GETTING_WORSE


def is_better(score: MeasureScore) -> bool:
    """Whether a measure is getting better by its direction of travel or, without one, is better than a year before."""
    if score.direction is None:
        return score.change is Change.BETTER
    return score.direction.travel is Travel.IMPROVING


def is_good_news(score: MeasureScore) -> bool:
    """Whether a measure that is no exception is clearly better, or on target."""
    return not is_exception(score) and (is_better(score) or score.status is Status.MET)


def is_exception(score: MeasureScore) -> bool:
    """Whether the latest figure misses its target, or is clearly worse."""
    return score.latest.has_number and (score.status in OFF_TARGET or is_worse(score))


def severity(score: MeasureScore) -> tuple[int, Decimal]:
    """What the exceptions are sorted by: both trials failed, then the target missed, close, or only worse.

    Among equals the share of the target that is lacking, the largest first: it has no unit, so measures of different
    units can be put in an order. Nothing is said of that order but what the page says.
    """
    worse = is_worse(score)
    rank = _RANKS.get(score.status or Status.NO_TARGET, 3)
    gap = distance_from_target(score)
    lacking = gap / score.target.value if gap and score.target and score.target.value else Decimal(0)
    return (0 if worse and rank < 3 else rank, -lacking)


def distance_from_target(score: MeasureScore) -> Decimal:
    """The printed figure's distance from its target, nought where it is met or cannot be told."""
    printed = formatting.printed(score.latest)
    if printed is None or score.target is None or score.measure.polarity is Polarity.CONTEXT:
        return Decimal(0)
    return Decimal(0) if meets(printed, score.target) else abs(score.target.value - printed)


class Beginning(StrEnum):
    """What stands before a run: a figure on target, none at all, a new way of counting, or a gap."""

    KNOWN = "since"
    FIRST = "since_first"
    METHOD_CHANGE = "since_change"
    GAP = "since_gap"


@dataclass(frozen=True, slots=True)
class OffTargetRun:
    """The present run of reported figures off target, with what is known of the time before it.

    ``begins`` says why nothing is said of that time; ``gaps`` whether a figure within the run is not there.
    """

    figures: tuple[Observation, ...]
    begins: Beginning
    gaps: bool


def off_target_run(score: MeasureScore) -> OffTargetRun | None:
    """The present run of reported figures off target, up to the latest; None where the latest meets it.

    Each is held against today's target or, where that differs by quarter, against the target of its own quarter.
    A figure that is not there is passed over; the month in which the way of counting changed ends the run. For a year
    to date the months themselves are looked at, from the last one that is known.
    """
    if score.target is None or score.measure.polarity is Polarity.CONTEXT:
        return None
    series = same_method(score.series, score.method_change)
    run: list[Observation] = []
    for o in reversed(series):
        printed = formatting.printed(o)
        if printed is None:
            continue
        if meets(printed, score.target.at(o.period)):
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
