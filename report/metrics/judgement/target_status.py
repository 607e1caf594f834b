"""The status of a figure against its target, by the rule that the council chose in report.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from inputs.period import Period
from report.metrics.judgement.change import FEWEST_TO_JUDGE, likely_range
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, Measure, MethodChange, Polarity, Target, Unit
from report.metrics.model.scorecard import MeasureScore, Observation, Status

CLOSE_POINTS = Decimal(5)  # percentage points off target that still count as close, at most
CLOSE_PART = Decimal("0.5")  # of the points between the target and 100, or 0, that still count as close, at most
CLOSE_SHARE = Decimal("0.10")  # share of the target that still counts as close, for days and caseloads
_ENDS = {Comparison.AT_LEAST: Decimal(100), Comparison.AT_MOST: Decimal(0)}  # nothing can be better than these


class StatusRule(StrEnum):
    """The rules a council may choose from, by their names in report.toml."""

    TOLERANCE = "tolerance"
    FLOOR = "floor"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class TargetRules:
    """What a council holds its figures against, as report.toml has it: targets, tolerances and floors by measure id.

    ``rule`` is the one in force; of fewer than ``fewest`` children no percentage or mean is judged. ``tolerances`` are
    how far past its target a figure is still close: in points for a percentage, else as a share of the target.
    ``stated`` are those of the returns, in the unit of the measure, for measures without one of ``tolerances``.
    ``floors`` are the least that the council accepts, for ``StatusRule.FLOOR`` alone.
    """

    targets: Mapping[str, Target] = field(default_factory=dict)
    rule: StatusRule = StatusRule.TOLERANCE
    fewest: Decimal = FEWEST_TO_JUDGE
    tolerances: Mapping[str, Decimal] = field(default_factory=dict)
    floors: Mapping[str, Decimal] = field(default_factory=dict)
    stated: Mapping[str, Decimal] = field(default_factory=dict)

    def own_tolerance(self, measure: Measure) -> Decimal | None:
        """The tolerance set for a measure, by the council or else by the library; None where neither did."""
        return self.tolerances.get(measure.id, measure.tolerance)

    def tolerance(self, measure: Measure, target: Target) -> Decimal:
        """How far off its target a figure is still close, on the measure's own scale."""
        own = self.own_tolerance(measure)
        if measure.id in self.stated and measure.id not in self.tolerances:
            return self.stated[measure.id]
        if measure.unit is Unit.PCT:
            return usual_tolerance(target) if own is None else own
        return target.value * (CLOSE_SHARE if own is None else own)


def usual_tolerance(target: Target) -> Decimal:
    """The points off the target of a percentage that still count as close: 5, or half of what is left beyond it.

    Of a range, half of what lies between its ends.
    """
    beyond = _ENDS.get(target.comparison, target.ends[-1])  # of a range its own width
    return min(CLOSE_POINTS, CLOSE_PART * abs(beyond - target.value))


DEFAULT_TARGET_RULES = TargetRules()


def with_decimals_to_tell(
    observations: Sequence[Observation], target: Target | None, rules: TargetRules = DEFAULT_TARGET_RULES
) -> tuple[Observation, ...]:
    """The observations, each with the decimals that show on which side of its own target it is.

    Also of the tolerance and the floor, as far as the council's rule has them: so what a figure is said to be by its
    exact value is what the reader sees.
    """
    if target is None or (observations and observations[0].measure.polarity is Polarity.CONTEXT):
        return tuple(observations)

    def told(o: Observation) -> Observation:
        if o.value is None:
            return o
        edges = _edges(o.measure, target.at(o.period), rules)
        decimals = max(formatting.decimals_to_tell(o.value, o.decimals, *each) for each in edges)
        return o if decimals == o.decimals else replace(o, decimals=decimals)

    return tuple(map(told, observations))


def _edges(measure: Measure, target: Target, rules: TargetRules) -> list[tuple[list[Decimal], bool]]:
    """The values at which a figure's status changes, each list with whether above them is good; of a range, two lists.

    They are the target, or an end of it, and what the rule has beside that.
    """
    sides = [(target.value, target.comparison is Comparison.AT_LEAST)]
    if target.upper is not None:
        sides = [(target.value, True), (target.upper, False)]
    tolerance = rules.tolerance(measure, target)
    floor = rules.floors.get(measure.id) if rules.rule is StatusRule.FLOOR else None

    def beside(end: Decimal, above: bool) -> list[Decimal]:
        if rules.rule is StatusRule.TOLERANCE:
            return [end - tolerance if above else end + tolerance]
        return [] if floor is None else [floor]

    return [([end, *beside(end, above)], above) for end, above in sides]


def status_of(
    latest: Observation,
    printed: Decimal | None,
    target: Target | None,
    rules: TargetRules = DEFAULT_TARGET_RULES,
    changed: MethodChange | None = None,
) -> Status | None:
    """The status of the latest figure; None where there is no figure.

    ``printed`` is the figure as rounded on the page, with the decimals that tell on which side of its target it is: so
    98.0% is never said to miss 98%, and 97.96%, which misses it, is printed as that. A context measure is not
    judged, nor a figure with months from before and after ``changed``, nor a percentage or a mean of days of fewer
    children than ``rules`` allows.
    """
    measure = latest.measure
    if printed is None:
        return None
    if target is None or measure.polarity is Polarity.CONTEXT:
        return Status.NO_TARGET
    if changed and changed.begun_by(latest.period) and not changed.begun_by(latest.first_month):
        return Status.NOT_JUDGED
    cohort = latest.denominator if (measure.unit is Unit.PCT or measure.unit.is_average) else None
    if cohort is not None and cohort < rules.fewest:
        return Status.TOO_FEW
    if rules.rule is StatusRule.FLOOR:
        return _by_floor(printed, target, rules.floors.get(measure.id))
    if rules.rule is StatusRule.INTERVAL and (interval := likely_range(latest)):
        return _by_interval(printed, interval, target)
    return _by_tolerance(printed, target, rules.tolerance(measure, target))


def _by_tolerance(printed: Decimal, target: Target, tolerance: Decimal) -> Status:
    short_by = target.short_by(printed)
    if short_by <= 0:
        return Status.MET
    return Status.CLOSE if short_by <= tolerance else Status.NOT_MET


def _by_floor(printed: Decimal, target: Target, floor: Decimal | None) -> Status:
    if meets(printed, target):
        return Status.MET
    if floor is None or target.upper is not None:
        return Status.NOT_MET
    above = printed >= floor if target.comparison is Comparison.AT_LEAST else printed <= floor
    return Status.FLOOR_MET if above else Status.FLOOR_MISSED


def _by_interval(printed: Decimal, interval: tuple[Decimal, Decimal], target: Target) -> Status:
    """Not clearly different where the Wilson interval holds the target, unless the figure is the best there can be."""
    if printed == target.value == _ENDS.get(target.comparison):
        return Status.MET
    low, high = interval
    if any(low <= end <= high for end in target.ends):
        return Status.NOT_CLEAR
    return Status.MET if meets(low, target) else Status.NOT_MET


def meets(printed: Decimal, target: Target) -> bool:
    """Whether a printed figure meets the target; one that equals it does."""
    return target.short_by(printed) <= 0


def is_judged_by_target(score: MeasureScore) -> bool:
    """Whether figures of a measure may be said to be on or off target.

    Not where the latest is of too few to judge, or not clearly different by the council's own rule.
    """
    judged = score.target is not None and score.measure.polarity is not Polarity.CONTEXT
    rolling = score.latest.period_type.looks_back > 0
    mixed = rolling and score.status is Status.NOT_JUDGED  # the months of a year to date are each judged
    return judged and not mixed and score.status not in (Status.TOO_FEW, Status.NOT_CLEAR)


def holds_for(target: Target, period: Period) -> bool:
    """Whether the figure of a period may be judged by a target: not by one of another year."""
    return not target.only_dated or any(at.covers(period) for at, _ in target.dated)


def is_judged_throughout(run: Sequence[Observation], score: MeasureScore) -> bool:
    """Whether every figure of a run may be said to be on or off target: not where the target is of another year."""
    target = score.target
    return target is not None and is_judged_by_target(score) and all(holds_for(target, o.period) for o in run)


def those_on_target(shown: Sequence[Observation], score: MeasureScore) -> list[Observation]:
    """Those figures that meet the target of their own quarter as printed; none where the measure is not judged."""
    if score.target is None or not is_judged_throughout(shown, score):
        return []
    return [o for o in shown if meets(formatting.printed_number(o), score.target.at(o.period))]
