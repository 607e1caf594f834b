"""Which series have a control chart, which of them are judged by it, and what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from inputs.period import YEAR_MONTHS
from report.metrics.judgement.change import is_of_too_few
from report.metrics.judgement.target_status import is_judged_throughout, those_on_target
from report.metrics.model.measure import Comparison, MethodChange, Polarity, Rebase, Target, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import MeasureScore, Observation, Status
from report.metrics.statistics.control_limits import (
    FEWEST_FOR_LIMITS,
    MAKING_DATA_COUNT,
    Assurance,
    ControlChart,
    Method,
    Variation,
    assurance,
    xmr_chart,
)

_FEWEST_ON_AVERAGE = {  # children or events in each period, below which chance is all that moves a series
    Unit.COUNT: Decimal(3),  # rarer events need another kind of chart (Wheeler 2011, Working with rare events)
    Unit.PCT: Decimal(20),  # of fewer, one child is more than five points
    **dict.fromkeys((unit for unit in Unit if unit.is_average), Decimal(20)),
}
FEWEST_EXCEPTIONS = 3  # expected in each period: of fewer, one more or less is most of what moves a percentage
_NEAR_AN_END = 10  # points from 0% or 100% within which a percentage without counts may have fewer
_BETTER = {Polarity.HIGHER_IS_BETTER: 1, Polarity.LOWER_IS_BETTER: -1}


def is_drawn(series: Sequence[Observation]) -> bool:
    """Whether a control chart of a series says anything: of separate months or quarters, and of no group.

    Not of figures that hold the one before (a year to date), nor of a rolling year, of which neighbours share eleven
    months, nor of years.
    """
    last = series[-1]
    kind = last.period_type
    overlapping = (
        kind.is_of_years or kind is PeriodType.YEAR_TO_DATE or (kind.is_trailing and kind is not PeriodType.SNAPSHOT)
    )
    return not (overlapping or last.period.length == YEAR_MONTHS or last.group)


def is_judged_by_chart(series: Sequence[Observation]) -> bool:
    """Whether a measure's direction is that of its control chart, once it has enough figures.

    So it is for what happens in each month or quarter. Not for what is counted on a day: being of mostly the same
    children, such figures resemble the one before, and a chart calls one in five or more unusual where nothing changed.
    Nor where the months of a year differ as such. This follows from the kind of measure, so no month added changes it.
    """
    return is_drawn(series) and series[-1].period_type is not PeriodType.SNAPSHOT and not series[-1].measure.seasonal


def unbroken_run(series: Sequence[Observation]) -> tuple[Observation, ...]:
    """The figures up to the latest without a gap between them; empty where the latest itself is missing or hidden.

    Figures on both sides of a gap are no neighbours, and limits made without a hidden figure cannot tell what it is.
    """
    run: list[Observation] = []
    for one in sorted(series, key=lambda o: o.period.index, reverse=True):
        if not one.has_number or (run and one.period.index + one.period.length != run[-1].period.index):
            break
        run.append(one)
    return tuple(reversed(run))


def control_chart_of(
    series: Sequence[Observation],
    target: Target | None,
    changed: MethodChange | None = None,
    method: Method = MAKING_DATA_COUNT,
    earlier: Sequence[MethodChange] = (),
    rebases: Sequence[Rebase] = (),
) -> ControlChart | None:
    """The XmR limits and signals by index in ``series``; None if none can be drawn.

    None are drawn of a rolling year and the like, of too few children, and of fewer than five figures since the last
    gap or since ``changed``, the latest change of the counting method. ``earlier`` are the changes before it; each of
    them, and of the ``rebases``, begins a phase. What is not judged by its chart has limits, and no signals.
    """
    run = unbroken_run(series)
    since = same_method(run, changed)
    if not is_drawn(series) or len(since) < FEWEST_FOR_LIMITS or too_few_children(since):
        return None
    changes: list[MethodChange | Rebase] = [*earlier, *([changed] if changed else []), *rebases]
    chart = xmr_chart(
        [o.number for o in run],
        _BETTER.get(series[-1].measure.polarity, 0),
        target=(target.value, target.comparison is Comparison.AT_LEAST) if target and target.upper is None else None,
        starts=[len(run) - len(_from(run, change)) for change in changes],
        method=method,
        offset=len(series) - len(run),
        judged=is_judged_by_chart(series) and not _near_an_end(since),
    )
    if chart.variation is not Variation.USUAL:
        return chart._replace(assurance=None)  # limits of a level that is changing say nothing of what comes
    limits = chart.latest.limits
    if chart.assurance is None or limits is None or target is None or not target.by_quarter:
        return chart
    at_least = target.comparison is Comparison.AT_LEAST
    verdicts = {assurance(limits, goal, at_least, method) for goal in target.by_quarter}
    return chart if len(verdicts) == 1 else chart._replace(assurance=Assurance.SOMETIMES)


def assurance_of(score: MeasureScore) -> Assurance | None:
    """The assurance of a measure; None without a target, of too few to judge, and while its level is changing."""
    return score.control.assurance if score.control and score.status is not Status.TOO_FEW else None


def level_is_changing(score: MeasureScore) -> bool:
    """Whether a measure has a target that its control chart says nothing of, as its latest variation is not usual."""
    target = score.target is not None and score.measure.polarity is not Polarity.CONTEXT
    return target and score.control is not None and score.control.variation not in (None, Variation.USUAL)


def met_so_far(score: MeasureScore) -> tuple[tuple[Observation, ...], list[Observation]] | None:
    """The figures of the latest phase and those that met the target; None unless it is sometimes met, sometimes not."""
    if score.control is None or assurance_of(score) is not Assurance.SOMETIMES:
        return None
    run = score.series[score.control.latest.first : score.control.latest.stop]
    return (run, those_on_target(run, score)) if is_judged_throughout(run, score) else None


def same_method(run: Sequence[Observation], changed: MethodChange | None) -> tuple[Observation, ...]:
    """Those figures that rest only on months counted by the same method as the last one's.

    None of them where the last one itself rests on months counted by two methods.
    """
    if changed is None or not run or not changed.begun_by(run[-1].period):
        return tuple(run)
    return _from(run, changed)


def _from(run: Sequence[Observation], change: MethodChange | Rebase) -> tuple[Observation, ...]:
    """Those figures that rest only on months from a month on; all of them where none does."""
    return tuple(o for o in run if o.first_month.index >= change.start.index)


def _near_an_end(run: Sequence[Observation]) -> bool:
    """Whether percentages are so near 0% or 100% that their average leads to expect fewer than three exceptions."""
    if run[-1].measure.unit is not Unit.PCT:
        return False
    counts = [(o.numerator, o.denominator) for o in run if o.numerator is not None and o.denominator is not None]
    if len(counts) < len(run):
        mean = sum((o.number for o in run), Decimal(0)) / len(run)
        return not _NEAR_AN_END <= mean <= 100 - _NEAR_AN_END
    count, rest = (sum(each, Decimal(0)) for each in zip(*((n, of - n) for n, of in counts), strict=True))
    return min(count, rest) < FEWEST_EXCEPTIONS * len(run)


def too_few_children(run: Sequence[Observation]) -> bool:
    """Whether figures rest on so few children, on average or in the latest one, that one child could make a signal."""
    if not run:
        return False
    unit = run[-1].measure.unit
    if (unit is Unit.PCT or unit.is_average) and is_of_too_few(run[-1]):
        return True
    sizes = [o.value if unit is Unit.COUNT else o.denominator for o in run]
    known = [size for size in sizes if size is not None]
    return bool(known) and unit in _FEWEST_ON_AVERAGE and sum(known) < _FEWEST_ON_AVERAGE[unit] * len(known)
