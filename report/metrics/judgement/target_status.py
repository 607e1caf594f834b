"""How a figure stands against its target, by the rule that the council chose. The report prints the rule in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from report.metrics.judgement.change import FEWEST_TO_JUDGE, likely_range
from report.metrics.model import formatting
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import (
    Comparison,
    Measure,
    MeasureScore,
    MethodChange,
    Observation,
    Polarity,
    Status,
    Target,
    Unit,
)

CLOSE_POINTS = Decimal(5)  # percentage points short of the target that still count as close
CLOSE_SHARE = Decimal("0.10")  # share of the target, for days and caseloads, that still counts as close
_ENDS = {Comparison.AT_LEAST: Decimal(100), Comparison.AT_MOST: Decimal(0)}  # nothing can be better than these


class StatusRule(StrEnum):
    """The rules a council may choose from, by their names in report.toml."""

    TOLERANCE = "tolerance"
    FLOOR = "floor"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class Judging:
    """The rule in force, the cohort below which nothing is judged, and each measure's floor standard, by its id."""

    rule: StatusRule = StatusRule.TOLERANCE
    fewest: Decimal = FEWEST_TO_JUDGE
    floors: Mapping[str, Decimal] = field(default_factory=dict)


AS_USUAL = Judging()


def judge(
    latest: Observation,
    printed: Decimal | None,
    target: Target | None,
    judging: Judging = AS_USUAL,
    changed: MethodChange | None = None,
) -> Status | None:
    """The status of the latest figure; None where there is no figure.

    ``printed`` is the figure as it is rounded on the page, so that 98.0% is never said to miss 98%. A context measure
    is never judged, nor a figure that adds up months from before and after ``changed``. A share or an average of fewer
    than the rule allows is too few to judge.
    """
    measure = latest.measure
    if printed is None:
        return None
    if target is None or measure.polarity is Polarity.CONTEXT:
        return Status.NO_TARGET
    if changed and spans(latest, changed):
        return Status.NOT_JUDGED
    cohort = latest.denominator if measure.unit in (Unit.PCT, Unit.DAYS) else None
    if cohort is not None and cohort < judging.fewest:
        return Status.TOO_FEW
    if judging.rule is StatusRule.FLOOR:
        return _by_floor(printed, target, judging.floors.get(measure.id))
    if judging.rule is StatusRule.INTERVAL and (held := likely_range(latest)):
        return _by_interval(printed, held, target)
    return _by_tolerance(printed, target, measure)


def _by_tolerance(printed: Decimal, target: Target, measure: Measure) -> Status:
    short_by = target.value - printed if target.comparison is Comparison.AT_LEAST else printed - target.value
    if short_by <= 0:
        return Status.MET
    return Status.CLOSE if short_by <= tolerance(measure, target) else Status.NOT_MET


def _by_floor(printed: Decimal, target: Target, floor: Decimal | None) -> Status:
    if meets(printed, target):
        return Status.MET
    if floor is None:
        return Status.NOT_MET
    above = printed >= floor if target.comparison is Comparison.AT_LEAST else printed <= floor
    return Status.FLOOR_MET if above else Status.FLOOR_MISSED


def _by_interval(printed: Decimal, held: tuple[Decimal, Decimal], target: Target) -> Status:
    """Chance alone may make the difference where the likely range holds the target, unless nothing could be better."""
    if printed == target.value == _ENDS[target.comparison]:
        return Status.MET
    low, high = held
    if low <= target.value <= high:
        return Status.NOT_CLEAR
    return Status.MET if meets(low, target) else Status.NOT_MET


def spans(observation: Observation, changed: MethodChange) -> bool:
    """Whether an observation rests on months from before and from after a change of method."""
    return changed.begun_by(observation.period) and not changed.holds_throughout(observation)


def tolerance(measure: Measure, target: Target) -> Decimal:
    """How far past its target a figure may be and still be close, on the measure's own scale."""
    if measure.unit is Unit.PCT:
        return CLOSE_POINTS if measure.tolerance is None else measure.tolerance
    return target.value * (CLOSE_SHARE if measure.tolerance is None else measure.tolerance)


def meets(printed: Decimal, target: Target) -> bool:
    """Whether a printed figure reaches the target. Equality does."""
    return printed >= target.value if target.comparison is Comparison.AT_LEAST else printed <= target.value


def held_to_target(score: MeasureScore) -> bool:
    """Whether its figures may be said to be on or off target: not where the latest cannot be told from it.

    Of too few to judge, or not clearly different by the council's own rule, nothing is said that goes further.
    """
    judged = score.target is not None and score.measure.polarity is not Polarity.CONTEXT
    rolling = score.latest.period_type is PeriodType.ROLLING_12_MONTHS
    mixed = rolling and score.status is Status.NOT_JUDGED  # of a year to date, the months can still be told
    return judged and not mixed and score.status not in (Status.TOO_FEW, Status.NOT_CLEAR)


def on_target(shown: Sequence[Observation], score: MeasureScore) -> list[Observation]:
    """Those of the figures that meet the target, each by that of its own quarter; none where nothing is judged."""
    if score.target is None or not held_to_target(score):
        return []
    return [o for o in shown if meets(formatting.printed(o) or Decimal(0), score.target.at(o.period))]
