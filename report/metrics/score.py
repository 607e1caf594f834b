"""Makes the scorecard: every observation of one report, judged and compared, with nothing left that may not be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from inputs.findings import Finding
from inputs.intake import Intake, State
from inputs.period import YEAR_MONTHS, Period
from report.metrics.checks.consistency import check
from report.metrics.checks.denominators import look_at_cohorts
from report.metrics.checks.outliers import look_at_movement
from report.metrics.checks.timeliness import SheetKey, as_at_days, out_of_time, shows_period_is_over
from report.metrics.checks.year_to_date import years_that_differ
from report.metrics.counting.aggregation import fill_gaps, quarters, running_totals
from report.metrics.counting.disclosure_control import protect
from report.metrics.counting.observations import Reported, missing, observe, with_totals
from report.metrics.judgement.change import compare
from report.metrics.judgement.control_chart import look_at_signals
from report.metrics.judgement.direction_of_travel import direction_of_travel
from report.metrics.judgement.target_status import AS_USUAL, Judging, judge
from report.metrics.model.findings import found
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import (
    Basis,
    Comparison,
    Measure,
    MeasureScore,
    MethodChange,
    NotSupplied,
    Observation,
    Polarity,
    Scorecard,
    Target,
)
from report.metrics.statistics.control_limits import MAKING_DATA_COUNT, Method

Printed = Callable[[Observation], "Decimal | None"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the council has chosen: targets that differ from the library's, where a method changed, and whose rules.

    ``signals`` are the choices by which figures are held against their own ups and downs, ``judging`` those by which
    they are held against their targets.
    """

    targets: Mapping[str, Target]
    method_changes: tuple[MethodChange, ...] = ()
    signals: Method = MAKING_DATA_COUNT
    judging: Judging = AS_USUAL


class NothingToReport(ValueError):
    """No return holds a figure that a report could be about."""


def latest_period(intake: Intake, measures: Iterable[Measure]) -> Period:
    """The last month for which any return has a figure. Raises NothingToReport where none has.

    Noughts, and what follows the day at which its sheet is correct, may be filled in ahead: they are only taken where
    there is nothing else. Where all is yearly, the date at which most series end: one counted in September does not
    date the others.
    """
    reported, _ = observe(intake, measures)
    return _latest_period(reported, as_at_days(intake.returns))


def _latest_period(reported: Iterable[Reported], as_at: Mapping[SheetKey, date]) -> Period:
    given = [[o for o in one.observations if o.has_number] for one in reported]
    surely = [[o for o in observations if shows_period_is_over(o, as_at)] for observations in given]
    numbers = [[o.period for o in observations] for observations in (surely if any(surely) else given)]
    ends = [max(periods, key=lambda period: period.index).last_month for periods in numbers if periods]
    if not ends:
        raise NothingToReport
    if all(period.length == YEAR_MONTHS for periods in numbers for period in periods):
        commonest = Counter(ends)
        return max(commonest, key=lambda end: (commonest[end], end))
    return max(ends)


def score(
    intake: Intake, measures: tuple[Measure, ...], period: Period | None, choices: Choices, printed: Printed
) -> tuple[Scorecard, tuple[Finding, ...]]:
    """The scorecard for one period, and what was found wrong on the way.

    ``period`` is None for the latest: see `latest_period`, which tells what is raised where there is none.
    ``printed`` rounds an observation as the page will, so that status is judged on what the reader sees.
    """
    reported, twice = observe(intake, measures)
    as_at = as_at_days(intake.returns)
    period = period or _latest_period(reported, as_at)
    protected = protect(reported)
    averages = tuple(one for one in protected if not one.measure.spread_of)  # a longest wait may well leap, or stay
    findings = (
        *twice,
        *check(reported),
        *out_of_time(reported, period, as_at),
        *look_at_cohorts(protected, period),
        *years_that_differ(protected, period),
        *look_at_movement(averages, period, choices.method_changes),
    )
    safe = with_totals(protected)  # in this order, so that no part carries a total that is hidden
    told_of = [one for one in safe if _reaches(one, period)]
    whole = [_score(one, period, choices, printed) for one in told_of if not one.measure.spread_of]
    scores = tuple(_with_spread(one, told_of) for one in whole)
    supplied = {s.measure.id for s in scores}
    owed = tuple(NotSupplied(m) for m in measures if m.id not in supplied and not m.spread_of)
    if not scores:
        findings = (*findings, _nothing_so_early(period))
    return Scorecard(period, scores, owed), findings


def _reaches(one: Reported, period: Period) -> bool:
    """Whether there is anything up to the period to show: an item whose cells are all blank was not supplied."""
    return any(o.period.index <= period.index and o.state is not State.MISSING for o in one.observations)


def _score(one: Reported, period: Period, choices: Choices, printed: Printed) -> MeasureScore:
    measure = one.measure
    series = fill_gaps(one.observations, period)
    to_date = running_totals(series) if _sums_to_year(measure, series) else ()
    adds_up = any(o.has_number for o in to_date)
    headline = to_date if measure.report_as is PeriodType.YEAR_TO_DATE and adds_up else series
    latest = headline[-1]
    last_year = _ending(headline, latest.period.back(YEAR_MONTHS), latest)
    begun = _begun(choices.method_changes, measure, period)
    changed, earlier = (begun[-1], begun[:-1]) if begun else (None, ())
    target = _target(one, choices, latest.period)
    target = target.at(latest.period) if target else None
    change = compare(latest, last_year, changed)
    control = look_at_signals(series, target, changed, choices.signals, earlier)
    return MeasureScore(
        measure=measure,
        group=one.group,
        latest=latest,
        previous=_previous(headline, latest),
        last_year=last_year,
        series=series,
        year_to_date=to_date,
        quarters=quarters(series) if series[-1].period.length == 1 else (),
        target=target,
        status=judge(latest, printed(latest), target, choices.judging, changed),
        change=change,
        method_change=changed,
        earlier_changes=earlier,
        control=control,
        direction=direction_of_travel(series, control, changed, latest, last_year, change),
    )


def _begun(changes: Iterable[MethodChange], measure: Measure, period: Period) -> tuple[MethodChange, ...]:
    """The changes of a measure's method that had begun by the period, in their order."""
    begun = (one for one in changes if one.measure_id == measure.id and one.begun_by(period))
    return tuple(sorted(begun, key=lambda change: change.start.index))


def _with_spread(score: MeasureScore, reported: Iterable[Reported]) -> MeasureScore:
    """The score of an average with the median, the lowest and the highest of the same period, as far as known."""
    spread = {
        one.measure.spread: o
        for one in reported
        if one.measure.spread_of == score.measure.id and one.group == score.group
        for o in one.observations
        if o.period == score.latest.period and o.has_number
    }
    return replace(score, spread=spread) if spread else score


def _sums_to_year(measure: Measure, series: tuple[Observation, ...]) -> bool:
    return measure.combine == "sum" and series[-1].period.length == 1


def _previous(headline: tuple[Observation, ...], latest: Observation) -> Observation:
    """The month before for a figure of one month alone; else the same figure a quarter, or a whole step, before.

    A year to date has no previous figure in the first quarter: the year before is another run of months.
    """
    if latest.period_type is PeriodType.IN_MONTH:
        return _ending(headline, latest.period.back(1), latest)
    if latest.period_type is PeriodType.YEAR_TO_DATE:
        earlier = latest.period.last_month.back(3).lasting(max(1, latest.period.length - 3))
        return _ending(headline, earlier, latest)
    return _ending(headline, latest.period.back(max(3, latest.period.length)), latest)


def _ending(headline: tuple[Observation, ...], period: Period, like: Observation) -> Observation:
    found = next((o for o in headline if o.period == period), None)
    return found or missing(like.measure, like.group, period, like.period_type)


def _target(one: Reported, choices: Choices, period: Period) -> Target | None:
    """The council's own target from report.toml, else the return's for the period, else the library's."""
    if one.measure.id in choices.targets:
        return choices.targets[one.measure.id]
    stated = one.target_at(period)
    if stated is None:
        own = one.measure.target
        return replace(own, instead_of=one.refused) if own and one.refused else own
    read, source = stated
    at_least = one.measure.polarity is Polarity.HIGHER_IS_BETTER
    side = Comparison.AT_LEAST if at_least else Comparison.AT_MOST
    if one.measure.polarity is Polarity.CONTEXT and read.comparison:
        side = Comparison(read.comparison)
    own = one.measure.target
    basis = own.basis if own and own.value == read.value else Basis.LOCAL
    return Target(read.value, side, basis, source)


def _nothing_so_early(period: Period) -> Finding:
    what = f"no return has a figure for {period.month_text} or earlier."
    return found("nothing-for-the-period", what, "Choose another period, or put the right returns in the folder.")
