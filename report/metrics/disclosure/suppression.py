"""Disclosure control: hides what could point at a child, once, before anything is drawn or written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from inputs.period import QUARTER_MONTHS
from report.metrics.counting.observations import ReportedSeries
from report.metrics.disclosure.protection import NOTHING, Protected, RowId, protect
from report.metrics.disclosure.relations import FigureId, figures_of
from report.metrics.disclosure.small_counts import secrets_of, suppress, with_counts
from report.metrics.disclosure.sums import in_sums
from report.metrics.model.disclosure_rule import FEWEST_FOR_EXACT_AVERAGE, PUBLIC_RULE, DisclosureRule
from report.metrics.model.last_report import EarlierFigures
from report.metrics.model.measure import Measure
from report.metrics.model.scorecard import Observation
from report.metrics.statistics.whole_numbers import Work

All = tuple[ReportedSeries, ...]


def suppress_small_counts(
    reported: All,
    measures: Iterable[Measure],
    rule: DisclosureRule = PUBLIC_RULE,
    earlier: EarlierFigures = NOTHING,
    *,
    sums: bool = False,
    rows: Set[RowId] = frozenset(),
    work: Callable[[], Work] = Work,
) -> tuple[All, Protected]:
    """The same series with everything hidden that must be, and what was hidden. ``earlier`` is what papers printed.

    With ``sums`` a measure of which most months would be hidden is given by quarters, 12 months or three years. The
    ``rows`` are hidden over all their months, and so are more where the ``work`` that may be done does not suffice.
    """
    by_id = {measure.id: measure for measure in measures}
    figures = figures_of(reported)
    behind: All = ()
    small = secrets_of(figures, by_id, rule)
    in_spans, months = in_sums(reported, small, by_id, rule) if small else (reported, ())
    if sums:
        reported, behind = in_spans, months
        figures |= figures_of(reported)
    protected = protect(figures, by_id, rule, earlier, frozenset(figures_of(behind)), rows, work)
    hidden, whole = protected.hidden, protected.rows
    safe = _suppressed_where(
        reported, lambda o: (o.measure.id, o.group, o.period) in hidden or (o.measure.id, o.group) in whole
    )
    better = frozenset() if sums else frozenset((one.measure.id, one.group) for one in months)
    told = protected._replace(better_in_sums=better)
    return tuple(_called_few(one, protected.few, rule) for one in _without_averages_of_few(safe, rule)), told


def _called_few(one: ReportedSeries, few: Collection[FigureId], rule: DisclosureRule) -> ReportedSeries:
    """The series, its small counts saying that they are small where readers may know it."""
    least = rule.smallest_shown
    told = (o._replace(fewer_than=least) if (o.measure.id, o.group, o.period) in few else o for o in one.observations)
    return replace(one, observations=tuple(told))


def published_averages(safe: All) -> All:
    """The averages as a public paper gives them, so that nobody who joins or leaves can be subtracted.

    An average of a day, or of 12 months, is given at the ends of quarters only: from one month to the next a single
    child may join or leave, and two such averages would tell that child's time. One of few children is rounded (to ten
    days, whole weeks, months or points, ten pounds), and so is one of a single child more or fewer than the quarter
    end before.
    """
    children = _children(safe)
    return tuple(_at_quarter_ends(one, children) if one.measure.unit.is_average else one for one in safe)


Children = Mapping[FigureId, Decimal]


def _children(reported: All) -> Children:
    """Of how many children averages are, by figure: as they say themselves, or as the count of the same children does.

    A month stands for the 12 that end with it.
    """
    figures = with_counts(figures_of(reported), {one.measure.id: one.measure for one in reported})
    counted = {(name, group, month.last_month): o.numerator for (name, group, month), o in figures.items()}
    found: dict[FigureId, Decimal] = {}
    for o in (o for one in reported if one.measure.unit.is_average for o in one.observations):
        month = o.period.last_month
        same = counted.get((o.measure.children_of, o.group, month))
        children = same if o.denominator is None else o.denominator
        if children is not None:
            found[o.measure.id, o.group, month] = children
    return found


def _at_quarter_ends(one: ReportedSeries, children: Children) -> ReportedSeries:
    kept = [_of_quarter(o) for o in one.observations if o.period.ends_quarter or not _is_of_a_month(o)]
    of = [children.get((o.measure.id, o.group, o.period.last_month)) for o in kept]
    by_period = {o.period: number for o, number in zip(kept, of, strict=True)}
    before = [by_period.get(o.period.back(QUARTER_MONTHS)) for o in kept]
    return replace(one, observations=tuple(map(_rounded, kept, of, before)))


def _is_of_a_month(o: Observation) -> bool:
    return o.period.length == 1 and o.period_type.is_trailing


def _of_quarter(o: Observation) -> Observation:
    return o._replace(period=o.period.lasting(QUARTER_MONTHS)) if _is_of_a_month(o) else o


def _rounded(o: Observation, children: Decimal | None, before: Decimal | None) -> Observation:
    """An average of few rounded, and one of a single child more or fewer than at the quarter end before."""
    if not o.has_number or o.measure.spread_of or children is None:
        return o
    one_apart = before is not None and abs(children - before) == 1
    if children >= FEWEST_FOR_EXACT_AVERAGE and not one_apart:
        return o
    step = o.measure.unit.coarse_step
    return o._replace(value=(o.number / step).quantize(Decimal(1), ROUND_HALF_UP) * step, numerator=None, decimals=0)


def _without_averages_of_few(reported: All, rule: DisclosureRule) -> All:
    """Hides averages of fewer children than one child's time is lost among, and what lies behind any such average."""
    children = _children(reported)
    few = {
        (o.measure.id, o.group, o.period)
        for one in reported if one.measure.unit.is_average
        for o in one.observations
        if children.get((o.measure.id, o.group, o.period.last_month), rule.fewest_for_average) < rule.fewest_for_average
    }  # fmt: skip
    enough = {
        (o.measure.id, o.group, o.period)
        for one in reported
        for o in one.observations
        if o.has_number and o.denominator is not None and o.denominator >= rule.fewest_for_spread
    }
    return _suppressed_where(
        reported,
        lambda o: (
            (o.measure.id, o.group, o.period) in few
            or (bool(o.measure.spread_of) and (o.measure.spread_of, o.group, o.period) not in enough)
        ),
    )


def _suppressed_where(reported: All, is_told: Callable[[Observation], bool]) -> All:
    """The same with every observation suppressed that has a number and would tell what is hidden."""
    return tuple(
        replace(one, observations=tuple(suppress(o) if o.has_number and is_told(o) else o for o in one.observations))
        for one in reported
    )
