"""The verdict of the report on a series made by chance, and the one of the edition before it, to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

import numpy as np

from inputs.intake import Series
from inputs.period import Period
from report.metrics.judgement.control_chart import same_method, too_few_children, unbroken_run
from report.metrics.model import formatting
from report.metrics.model.measure import Polarity
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import MeasureScore, Travel
from report.metrics.score import Choices, score
from report.metrics.statistics.control_limits import Variation, xmr_chart
from report.metrics.statistics.proportions import newcombe_interval
from tests.report.returns import LIBRARY, intake
from tests.trials.simulated.councils import Kind

_BETTER = {Polarity.HIGHER_IS_BETTER: 1, Polarity.LOWER_IS_BETTER: -1, Polarity.CONTEXT: 0}
_T_95 = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23)  # two-sided, for 1 to 10 degrees of freedom


def judged(kind: Kind, series: Sequence[Series], period: Period) -> MeasureScore | None:
    """The score of the kind's measure at a month, through the whole of counting and judging; None without a figure."""
    ids = {one.item for one in series}
    measures = tuple(replace(m, seasonal=m.seasonal or kind.seasonal) for m in LIBRARY.values() if m.id in ids)
    card, _ = score(intake(*series), measures, period, Choices(), formatting.printed)
    return next((one for one in card.scores if one.measure.id == kind.measure and one.latest.has_number), None)


def verdict(one: MeasureScore | None) -> str:
    """What the report says: "" for no clear change, or no test."""
    travel = one.direction.travel if one and one.direction else Travel.NO_CLEAR_CHANGE
    return "" if travel is Travel.NO_CLEAR_CHANGE else travel.value


def verdict_before(one: MeasureScore | None) -> str:
    """What version 0.4.0 said: by the control chart of 13 figures, the slope of 5, or the year before at 95%."""
    if one is None:
        return ""
    run = same_method(unbroken_run(one.series), one.method_change)
    rolling = one.series[-1].period_type is PeriodType.ROLLING_12_MONTHS
    if not rolling and not too_few_children(run) and len(run) >= 13:
        better = _BETTER[one.measure.polarity]
        seen = xmr_chart([o.number for o in run], better).variation
        return "" if seen is None or seen is Variation.USUAL else seen.value
    if not rolling and not too_few_children(run) and len(run) >= 5:
        return _sloping([float(o.number) for o in run])
    now, then = one.latest, one.last_year
    if not (now.denominator and then.denominator) or now.numerator is None or then.numerator is None:
        return ""
    low, high = newcombe_interval(
        float(now.numerator), float(now.denominator), float(then.numerator), float(then.denominator)
    )
    return "" if low <= 0 <= high or now.denominator < 10 else "up" if low > 0 else "down"


def _sloping(numbers: Sequence[float]) -> str:
    """The ordinary least squares slope with its 95% interval, widened for lag-1 autocorrelation (Santer 2000)."""
    steps = np.arange(len(numbers)) - (len(numbers) - 1) / 2
    values = np.asarray(numbers)
    spread = float(steps @ steps)
    rate = float(steps @ values) / spread
    rest = values - values.mean() - rate * steps
    squares = float(rest @ rest)
    if squares < 1e-12:
        return "up" if rate > 0 else "down" if rate < 0 else ""
    alike = max(0.0, float(rest[1:] @ rest[:-1]) / squares)
    freedom = len(numbers) * (1 - alike) / (1 + alike) - 2
    if freedom < 1:
        return ""
    reach = _T_95[min(int(freedom), len(_T_95)) - 1] * sqrt(squares / freedom / spread)
    return "up" if rate > reach else "down" if rate < -reach else ""
