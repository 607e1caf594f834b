"""Makes the scorecard: counts, checks, suppresses and judges every measure of one report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from inputs.findings import Finding
from inputs.intake import Intake, State
from inputs.period import YEAR_MONTHS, Period
from report.metrics.checks.consistency import check_consistency
from report.metrics.checks.copied_runs import check_copied_runs
from report.metrics.checks.denominators import check_denominators
from report.metrics.checks.outliers import check_outliers
from report.metrics.checks.own_months import check_own_months
from report.metrics.checks.stated_beside import check_stated_beside, with_stated_tolerances
from report.metrics.checks.timeliness import as_at_dates, check_timeliness
from report.metrics.checks.year_to_date import check_year_to_date
from report.metrics.counting.aggregation import fill_gaps, out_turn, quarters, running_totals, years_beside
from report.metrics.counting.observations import ReportedSeries, missing, observe, with_total_as_denominator
from report.metrics.disclosure.about_hidden import about_hidden
from report.metrics.disclosure.protection import NOTHING_HIDDEN, Protected, RowId
from report.metrics.disclosure.suppression import published_averages, suppress_small_counts
from report.metrics.judgement.change import change_between
from report.metrics.judgement.control_chart import control_chart_of
from report.metrics.judgement.direction_of_travel import direction_of_travel
from report.metrics.judgement.dispersion import dispersion_of
from report.metrics.judgement.target_status import DEFAULT_TARGET_RULES, TargetRules, status_of, with_decimals_to_tell
from report.metrics.model.disclosure_rule import PUBLIC_RULE, DisclosureRule
from report.metrics.model.findings import found
from report.metrics.model.last_report import NOTHING_PRINTED, PrintedFigures
from report.metrics.model.measure import Basis, Comparison, Measure, MethodChange, Rebase, Target
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import MeasureScore, Observation, Scorecard
from report.metrics.report_month import CellKey, ReportMonth, heading_cells, month_of_report
from report.metrics.statistics.control_limits import MAKING_DATA_COUNT, Method
from report.metrics.statistics.whole_numbers import Work

Printed = Callable[[Observation], "Decimal | None"]
_Begins = TypeVar("_Begins", MethodChange, Rebase)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the council has chosen in report.toml: what targets it judges by and how, changes of method, and rules.

    ``signals`` are the choices among control chart rules, ``rebases`` the months from which limits are worked out anew.
    No figure of a period that ends after the ``meeting`` is an actual one. ``issued`` are the figures of issued papers.
    ``sums``: months of which most would be hidden are added up. ``disclosure`` is what may not be seen, ``rows`` what
    is hidden over all months, and ``work`` how much the solver may do to find what else is.
    """

    target_rules: TargetRules = DEFAULT_TARGET_RULES
    method_changes: tuple[MethodChange, ...] = ()
    signals: Method = MAKING_DATA_COUNT
    meeting: date | None = None
    rebases: tuple[Rebase, ...] = ()
    issued: PrintedFigures = NOTHING_PRINTED
    sums: bool = False
    disclosure: DisclosureRule = PUBLIC_RULE
    rows: frozenset[RowId] = frozenset()
    work: Callable[[], Work] = Work


def latest_period(intake: Intake, measures: Iterable[Measure], meeting: date | None = None) -> Period:
    """The month of the report that the returns make; see ``month_of_report``, also for what is raised."""
    reported, _ = observe(intake, measures)
    return month_of_report(reported, as_at_dates(intake.returns), meeting).period


def score(
    intake: Intake, measures: tuple[Measure, ...], period: Period | None, choices: Choices, printed: Printed
) -> tuple[Scorecard, tuple[Finding, ...]]:
    """The scorecard for one period, and the findings of counting and of all checks.

    ``period`` is None for the one that the returns decide: see ``month_of_report``, also for what is raised.
    ``printed`` rounds an observation as the page will, so that status is judged by what the reader sees.
    """
    reported, twice = observe(intake, measures)
    as_at, cells = as_at_dates(intake.returns), heading_cells(intake.returns)
    chosen = ReportMonth(period) if period else month_of_report(reported, as_at, choices.meeting, cells)
    period = chosen.period
    hidden, told = _protected(reported, measures, period, choices)
    protected = tuple(_with_dispersion(one, period, choices) for one in hidden)
    public = protected if choices.disclosure.is_exempt else published_averages(protected)
    findings = (
        *twice,
        *chosen.passed_over,
        *about_hidden(told, reported, hidden, period),
        *_told(check_consistency(reported), check_consistency(public)),
        *check_timeliness(reported, period, as_at),
        *check_denominators(protected, period),
        *check_year_to_date(protected, period),
        *_told(*(_unlikely(each, period, choices, cells) for each in (protected, public))),
    )
    safe = with_total_as_denominator(public)  # in this order, so that no part carries a total that is hidden
    given = [one for one in safe if _is_given(one, period)]
    whole, rules, about = _judged([one for one in given if not one.measure.spread_of], period, choices, printed)
    findings += about
    scores = tuple(replace(_with_spread(one, given), disclosure=choices.disclosure) for one in whole)
    owed = _not_given(measures, scores)
    if not scores:
        what = f"no return has a figure for {period.month_text} or earlier."
        remedy = "Choose another period, or put the right returns in the folder."
        findings = (*findings, found("nothing-for-the-period", what, remedy))
    return Scorecard(period, scores, owed, rules.stated, chosen.why, choices.disclosure), findings


def _unlikely(
    protected: Sequence[ReportedSeries], period: Period, choices: Choices, headings: Mapping[CellKey, str]
) -> tuple[Finding, ...]:
    """The findings about figures that are not likely: copied, slipped, or moved further than chance explains."""
    ours = [one for one in protected if not one.measure.spread_of]  # a longest wait may well leap, or stay
    return (
        *check_own_months(protected, period, headings),
        *check_outliers(ours, period, choices.method_changes),
        *check_copied_runs(ours, period, choices.method_changes),
    )


def _told(findings: Iterable[Finding], in_public: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, for officers alone where what the public may see does not tell the same."""
    for one in findings:
        yield one if one in in_public else replace(one, for_officers=True)


def _not_given(measures: Iterable[Measure], scores: Iterable[MeasureScore]) -> tuple[Measure, ...]:
    """The measures without a score, but for what lies behind averages."""
    scored = {score.measure.id for score in scores}
    return tuple(m for m in measures if m.id not in scored and not m.spread_of)


def _protected(
    reported: tuple[ReportedSeries, ...], measures: Iterable[Measure], period: Period, choices: Choices
) -> tuple[tuple[ReportedSeries, ...], Protected]:
    """What may be seen by the council's rule of disclosure, and what is hidden by it: in an exempt report nothing."""
    if choices.disclosure.is_exempt:
        return reported, NOTHING_HIDDEN
    earlier, sums, rows = choices.issued.until(period), choices.sums, choices.rows
    return suppress_small_counts(
        reported, measures, choices.disclosure, earlier, sums=sums, rows=rows, work=choices.work
    )


def _is_given(one: ReportedSeries, period: Period) -> bool:
    """Whether a measure was supplied: not where its cells are all blank."""
    return any(o.period.index <= period.index and o.state is not State.MISSING for o in one.observations)


def _judged(
    measured: Sequence[ReportedSeries], period: Period, choices: Choices, printed: Printed
) -> tuple[list[MeasureScore], TargetRules, tuple[Finding, ...]]:
    """The scores by the council's rules and the tolerances that returns state, those rules, and what differs."""
    targets = [(one, _target(one, choices, period)) for one in measured]
    rules, unclear = with_stated_tolerances(choices.target_rules, targets, period)
    series = {one.measure.id: fill_gaps(one.observations, period) for one in measured if not one.group}
    whole = [_score(one, period, replace(choices, target_rules=rules), printed, series) for one in measured]
    beside = check_stated_beside(list(zip(measured, whole, strict=True)), rules, period, printed)
    return whole, rules, (*unclear, *beside)


def _score(
    one: ReportedSeries,
    period: Period,
    choices: Choices,
    printed: Printed,
    series_of: Mapping[str, Sequence[Observation]],
) -> MeasureScore:
    measure, rules = one.measure, choices.target_rules
    begun = _begun(choices.method_changes, measure, period)
    changed, earlier = (begun[-1], begun[:-1]) if begun else (None, ())
    series = fill_gaps(one.observations, period)
    given_so_far = series[-1].period_type is PeriodType.YEAR_TO_DATE
    to_date = series if given_so_far else running_totals(series) if _adds_up(series) else ()
    by_quarter = quarters(series) if series[-1].period.length == 1 else ()
    target = _target(one, choices, series[-1].period)
    series, to_date, by_quarter = (with_decimals_to_tell(each, target, rules) for each in (series, to_date, by_quarter))
    so_far = measure.report_as is PeriodType.YEAR_TO_DATE and any(o.has_number for o in to_date)
    headline = to_date if given_so_far or so_far else series
    latest = headline[-1]
    years = with_decimals_to_tell(years_beside(one.observations, series), target, rules)
    last_year = out_turn(years, _ending(headline, latest.period.back(YEAR_MONTHS), latest))
    target = target.at(latest.period) if target else None
    score = MeasureScore(
        measure=measure,
        group=one.group,
        latest=latest,
        previous=_previous(headline, latest),
        last_year=last_year,
        series=series,
        year_to_date=to_date,
        quarters=by_quarter,
        years=years,
        target=target,
        status=status_of(latest, printed(latest), target, rules, changed),
        change=change_between(latest, last_year, changed),
        method_change=changed,
        earlier_changes=earlier,
        rebases=_begun(choices.rebases, measure, period),
    )
    return _with_direction(score, choices, _came_and_left(measure, period, choices, series_of))


def _adds_up(series: Sequence[Observation]) -> bool:
    """Whether figures are of months that can be added up: not the 12 months that end with each."""
    last = series[-1]
    return last.period.length == 1 and last.measure.combine == "sum" and not last.period_type.is_trailing


def _with_direction(
    score: MeasureScore, choices: Choices, came_and_left: Sequence[Sequence[Observation]]
) -> MeasureScore:
    """The score with its control chart and its direction of travel."""
    series, changed, earlier = score.series, score.method_change, score.earlier_changes
    control = control_chart_of(series, score.target, changed, choices.signals, earlier, score.rebases)
    direction = direction_of_travel(series, control, score.latest, score.last_year, score.change, came_and_left)
    return replace(score, control=control, direction=direction)


def _came_and_left(
    measure: Measure, period: Period, choices: Choices, series_of: Mapping[str, Sequence[Observation]]
) -> list[Sequence[Observation]]:
    """The series of who came and of who left; without one whose way of counting changed within the year."""
    year = period.lasting(YEAR_MONTHS)
    names = [name for name in (measure.starts, measure.leavers) if name in series_of]
    changed = {change.measure_id for change in choices.method_changes if year.covers(change.start)}
    return [series_of[name] for name in names if name not in changed]


def _with_dispersion(one: ReportedSeries, period: Period, choices: Choices) -> ReportedSeries:
    """A series with the dispersion of its months, where several of what it counts may be of one child."""
    if not one.measure.clustered:
        return one
    begun = _begun(choices.method_changes, one.measure, period)
    dispersion = dispersion_of(fill_gaps(one.observations, period), begun[-1] if begun else None)
    return replace(one, observations=tuple(replace(o, dispersion=dispersion) for o in one.observations))


def _begun(changes: Iterable[_Begins], measure: Measure, period: Period) -> tuple[_Begins, ...]:
    """The changes of a measure's method, or its rebases, that had begun by the period, in time order."""
    begun = (one for one in changes if one.measure_id == measure.id and one.start.index <= period.index)
    return tuple(sorted(begun, key=lambda change: change.start.index))


def _with_spread(score: MeasureScore, reported: Iterable[ReportedSeries]) -> MeasureScore:
    """The score of an average with those of median, lowest and highest that are known for the same period."""
    spread = {
        one.measure.spread: o
        for one in reported
        if one.measure.spread_of == score.measure.id and one.group == score.group
        for o in one.observations
        if o.period == score.latest.period and o.has_number
    }
    return replace(score, spread=spread) if spread else score


def _previous(headline: tuple[Observation, ...], latest: Observation) -> Observation:
    """The figure that the latest is compared with: one month before for a single month, else a quarter or a period.

    A year to date has none in the first quarter: the year before is another series of months.
    """
    if latest.period_type is PeriodType.IN_MONTH:
        return _ending(headline, latest.period.back(1), latest)
    if latest.period_type is PeriodType.YEAR_TO_DATE:
        earlier = latest.period.last_month.back(3).lasting(max(1, latest.period.length - 3))
        same_year = earlier.financial_year == latest.period.financial_year
        return _ending(headline, earlier if same_year else latest.period.back(-1), latest)
    return _ending(headline, latest.period.back(max(3, latest.period.length)), latest)


def _ending(headline: tuple[Observation, ...], period: Period, like: Observation) -> Observation:
    nothing = missing(like.measure, like.group, period, like.period_type)
    return next((o for o in headline if o.period == period), nothing)


def _target(one: ReportedSeries, choices: Choices, period: Period) -> Target | None:
    """The council's own target from report.toml, else the return's for the period, else the library's."""
    if one.measure.id in choices.target_rules.targets:
        return choices.target_rules.targets[one.measure.id]
    own, stated = one.measure.target, one.target_at(period)
    if stated is None:
        return replace(own, instead_of=one.refused) if own and one.refused else own
    read, source = stated
    side = one.measure.good_side or Comparison(read.comparison or Comparison.AT_MOST)
    basis = own.basis if own and own.value == read.value else Basis.LOCAL
    dated = tuple((at, stated.value) for at, stated, _ in one.dated)
    upper = (read.value if read.upper is None else read.upper) if side is Comparison.WITHIN else None
    only_dated = bool(dated) and one.target is None
    return Target(read.value, side, basis, source, dated=dated, only_dated=only_dated, upper=upper)
