"""How often chance alone would have a report call some measure better or worse where none has changed."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from report.metrics.model.scorecard import DirectionRule, MeasureScore

FALSE_ALARMS = {
    DirectionRule.CONTROL_CHART: 0.02,
    DirectionRule.YEAR_BEFORE: 0.02,
    DirectionRule.STARTS_AND_LEAVERS: 0.03,
}
"""The share of unchanged measures that each rule calls changed, about those of the guide's simulation."""


def tested_for_change(scores: Iterable[MeasureScore], *, worse_only: bool = False) -> list[MeasureScore]:
    """The measures whose change was tested, or of them those that can get worse."""
    tested = (score for score in scores if score.direction is not None)
    return [score for score in tested if not (worse_only and not score.measure.polarity.has_direction)]


def reports_to_one_false(tested: Iterable[MeasureScore], *, worse_only: bool = False) -> int:
    """Of how many reports of these measures one would name a change by chance alone, or one for the worse.

    Half of all false alarms of a judged measure are for the worse. 0 where no measure can be.
    """
    judged = tested_for_change(tested, worse_only=worse_only)
    rates = (FALSE_ALARMS[s.direction.rule] / (2 if worse_only else 1) for s in judged if s.direction)
    named = 1 - prod(1 - rate for rate in rates)
    return round(1 / named) if named else 0
