"""Sums of quarters, 12 months or three years, for a council so small that most of its months would be hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from inputs.period import QUARTER_MONTHS, YEAR_MONTHS
from report.metrics.counting.aggregation import total
from report.metrics.counting.observations import ReportedSeries
from report.metrics.disclosure.relations import FigureId
from report.metrics.disclosure.small_counts import suppress_if_small
from report.metrics.model.disclosure_rule import DisclosureRule
from report.metrics.model.measure import Measure
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Observation

_MONTH = 1
_KINDS = {
    QUARTER_MONTHS: PeriodType.IN_QUARTER,
    YEAR_MONTHS: PeriodType.ROLLING_12_MONTHS,
    3 * YEAR_MONTHS: PeriodType.ROLLING_36_MONTHS,
}
"""The spans that months are added up to, the shortest first, and what kind of figure each makes."""

All = tuple[ReportedSeries, ...]


def in_sums(
    reported: All, small: Collection[FigureId], measures: Mapping[str, Measure], rule: DisclosureRule
) -> tuple[All, All]:
    """The series as they are to be shown, and those of months that stand behind sums and are not shown themselves.

    A measure whose months add up is shown by the shortest span of which at most half of the figures are ``small``;
    measures that would tell one another are shown by the same. Where no span will do, its months stay as they are.
    """
    spans = {one.measure.id: _span(one, small, rule) for one in reported if _adds_up(one, measures)}
    shown: list[ReportedSeries] = []
    behind: list[ReportedSeries] = []
    for one in reported:
        together = (one.measure.id, one.measure.hidden_with, one.measure.entrants)
        span = max(spans.get(name, _MONTH) for name in together) if one.measure.id in spans else _MONTH
        summed = _summed(one, span) if span > _MONTH else one
        has_sums = any(o.has_number for o in summed.observations)
        shown.append(summed if has_sums else one)
        behind += [one] if has_sums and summed is not one else []
    return tuple(shown), tuple(behind)


def _adds_up(one: ReportedSeries, measures: Mapping[str, Measure]) -> bool:
    """Whether its months can be added up, and those of a measure that stands beside it in one box too."""
    beside = measures.get(one.measure.not_fewer_than, one.measure)
    in_months = bool(one.observations) and all(
        o.period.length == _MONTH and not o.period_type.is_trailing for o in one.observations
    )
    return in_months and one.measure.combine == beside.combine == "sum"


def _span(one: ReportedSeries, small: Collection[FigureId], rule: DisclosureRule) -> int:
    """The shortest span of which at most half of the figures are small; a month where there is none."""
    if not _mostly(o in small for o in _ids(one.observations)):
        return _MONTH
    for span in _KINDS:
        sums = [o for o in _summed(one, span).observations if o.has_number]
        if sums and not _mostly(not suppress_if_small(o, rule).has_number for o in sums):
            return span
    return _MONTH


def _mostly(answers: Iterable[bool]) -> bool:
    given = list(answers)
    return 2 * sum(given) > len(given)


def _ids(observations: Iterable[Observation]) -> list[FigureId]:
    return [(o.measure.id, o.group, o.period) for o in observations]


def _summed(one: ReportedSeries, span: int) -> ReportedSeries:
    """The same by sums of so many months that end with quarters."""
    by_month = {o.period: o for o in one.observations}
    ends = [month for month in by_month if month.ends_quarter]
    sums = []
    for end in ends:
        months = end.lasting(span).months()
        if all(month in by_month for month in months):
            parts = [by_month[month] for month in months]
            sums.append(total(one.measure, one.group, parts, end.lasting(QUARTER_MONTHS), _KINDS[span]))
    return replace(one, observations=tuple(sums), to_date=())
