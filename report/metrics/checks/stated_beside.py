"""What returns say beside their figures, held against the report: targets of other years, limits, ratings, polarity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from inputs.findings import Finding, first_and_more
from inputs.intake import LimitKind, Rating, RatingOf, TargetRead
from inputs.period import YEAR_MONTHS, Period
from report.metrics.counting.observations import ReportedSeries
from report.metrics.judgement.stated_limits import distance, limits_at
from report.metrics.judgement.target_status import StatusRule, TargetRules, status_of
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import Polarity, Source, Target
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import MeasureScore, Observation, Status

_RATED = {  # the ratings of a council that say the same as a status
    Status.MET: {"green"},
    Status.CLOSE: {"amber", "missed"},
    Status.FLOOR_MET: {"amber", "missed"},
    Status.NOT_MET: {"red", "missed"},
    Status.FLOOR_MISSED: {"red", "missed"},
}
_SAID = {"missed": "off target"}
_GOOD = {"high": Polarity.HIGHER_IS_BETTER, "low": Polarity.LOWER_IS_BETTER}
_STEPS = (1, 3, 12)  # months back: what a council may compare its latest figure with
_MOST_NAMED = 3  # measures or cells in one message

Judged = tuple[ReportedSeries, MeasureScore]
Printed = Callable[[Observation], "Decimal | None"]


def with_stated_tolerances(
    rules: TargetRules,
    targets: Iterable[tuple[ReportedSeries, Target | None]],
    period: Period,
) -> tuple[TargetRules, list[Finding]]:
    """The rules with how far off its target a figure is still close by the returns, and findings where that is unclear.

    What the council set in report.toml comes first. ``targets`` are those of the report.
    """
    used: dict[str, dict[Decimal, None]] = {}
    unclear: list[Source] = []
    alone: list[Source] = []
    for one, target in targets:
        measure = one.measure
        plain = [source for limit, source in one.limits if limit.kind is not LimitKind.UNCLEAR]
        if target is None and plain and not (one.dated or one.refused) and measure.polarity is not Polarity.CONTEXT:
            alone.append(plain[0])
        if target is None or measure.polarity is Polarity.CONTEXT or measure.id in rules.tolerances:
            continue
        held = [
            (limit, source) for limit, source in one.limits if limit in limits_at((o for o, _ in one.limits), period)
        ]
        apart = distance((limit for limit, _ in held), target)
        if apart is not None:
            used.setdefault(measure.id, {}).setdefault(apart)
        elif held and rules.rule is not StatusRule.FLOOR:
            unclear.append(held[0][1])
    stated = {key: next(iter(its)) for key, its in used.items() if len(its) == 1}
    return replace(rules, stated=stated), [*_unclear_limits(unclear), *_limits_alone(alone)]


def _limits_alone(sources: Iterable[Source]) -> Iterator[Finding]:
    """One finding for each sheet with limits of measures that have no target, so that they judge nothing."""
    for first, cells in _by_sheet((source, source.cells[0]) for source in sources).values():
        what = (
            f"{first_and_more(cells, _MOST_NAMED)} limits the status of a measure that has no target, and was not used."
        )
        yield found("unclear-tolerance", what, "Give the target in a column headed Target and run again.", first)


def _unclear_limits(sources: Iterable[Source]) -> Iterator[Finding]:
    """One finding for each sheet with limits that were not used."""
    for first, cells in _by_sheet((source, source.cells[0]) for source in sources).values():
        what = f"we cannot tell how far off target {first_and_more(cells, _MOST_NAMED)} "
        what += f"{'allows' if len(cells) == 1 else 'allow'} a figure to be, so the usual tolerance was used."
        remedy = "Write it like 5 points (5% may also be five per cent of the target), or set it in report.toml."
        yield found("unclear-tolerance", what, remedy, first)


def check_stated_beside(
    judged: Sequence[Judged], rules: TargetRules, period: Period, printed: Printed
) -> Iterator[Finding]:
    """Findings of targets of other years, and of ratings, directions and polarities that contradict the report."""
    yield from _targets_of_other_years((pair for pair in judged if pair[0].measure.id not in rules.targets), period)
    told: set[str] = set()
    for one, score in judged:
        yield from _polarity(one, score, told)
        if score.latest.has_number:
            yield from _rating(one, score, rules, printed)
            yield from _direction(one, score)


def _targets_of_other_years(judged: Iterable[Judged], period: Period) -> Iterator[Finding]:
    """One finding for each heading whose targets are of other periods, and not used, with the measures they leave."""
    left: dict[tuple[str, str, str], list[tuple[ReportedSeries, Source, Period]]] = {}
    for one, score in judged:
        stated = [(p, t.head or t.cell, s) for p, t, s in (*one.dated, *one.targets)]
        if (
            stated
            and one.target_at(score.latest.period) is None
            and (score.target is None or score.target.source is None)
        ):
            at, head, source = stated[-1]
            left.setdefault((source.workbook, source.sheet, head), []).append((one, source, at))
        elif one.target is not None and score.target is not None and score.target.source is not None:
            yield from _differs_from_undated(one, one.target, score.target)
    for (_, _, head), its in left.items():
        _, source, at = its[0]
        names = first_and_more([f"“{one.measure.short_name}”" for one, _, _ in its], _MOST_NAMED)
        year = formatting.financial_year(at.financial_year) if at.length == YEAR_MONTHS else at.name
        ours = formatting.financial_year(period.financial_year)
        what = f"the target here is for {year}, but the report is about {formatting.month(period)}, so {names} "
        what += f"{'is' if len(its) == 1 else 'are'} not judged by it."
        remedy = f"Give the target of {ours} in a column headed Target {ours}, or set it in report.toml."
        yield found("target-of-another-year", what, remedy, source, cell=head)


def _differs_from_undated(one: ReportedSeries, undated: tuple[TargetRead, Source], used: Target) -> Iterator[Finding]:
    """The finding of a target without a year that is not the one of the report's year."""
    read, source = undated
    if used.source != source and read.value != used.value and not one.targets and used.source is not None:
        what = f"the target for “{one.measure.short_name}” in {source.cells[0]} is another; "
        what += "the one whose heading is of this year was used."
        yield found("targets-differ", what, "Correct or clear the other.", used.source)


def _rating(one: ReportedSeries, score: MeasureScore, rules: TargetRules, printed: Printed) -> Iterator[Finding]:
    """The finding of a council's own rating of the latest figure that is not the status of the report."""
    given = _of_latest(one, score, RatingOf.RAG)
    target = score.target
    if not given or target is None or score.status not in _RATED:
        return
    allowed = set(_RATED[score.status])
    if score.latest.period_type is PeriodType.YEAR_TO_DATE:  # the rating may be that of the month alone
        month = score.series[-1]
        of_month = status_of(month, printed(month), target.at(month.period), rules, score.method_change)
        allowed |= _RATED.get(of_month, set()) if of_month else set()
    if any(rating.says in allowed for rating, _ in given):
        return
    rating, source = given[0]
    said = _SAID.get(rating.says, rating.says).capitalize()
    goal = formatting.unit_text(target.value, formatting.places(target.value), one.measure.unit)
    what = f"the return says {said} here; by the target of {goal} and the figure {formatting.value_text(score.latest)} "
    what += f"the report says {score.status.value} for “{one.measure.short_name}”."
    remedy = "Correct the rating, the target or the figure, whichever is wrong: the report works out its own."
    yield found("rating-differs", what, remedy, source)


def _direction(one: ReportedSeries, score: MeasureScore) -> Iterator[Finding]:
    """The finding of a direction that no comparison of the latest figure bears out.

    It may be from the month, the quarter or the year before, so all must be against it. Of a measure of which less is
    better an arrow upwards may mean better, so nothing is said.
    """
    given = _of_latest(one, score, RatingOf.DIRECTION)
    wanted = {_rises(rating.says, one.measure.polarity) for rating, _ in given}
    if len(wanted) != 1 or None in wanted:
        return
    (rises,) = wanted
    by_period = {o.period: o for o in score.series}
    now = score.series[-1]
    before = [by_period.get(now.period.back(months)) for months in sorted({max(n, now.period.length) for n in _STEPS})]
    pairs = [(now, o) for o in before if o is not None and o.has_number and now.has_number]
    if len(pairs) < 2 or not any(now.period.index - o.period.index == 12 for _, o in pairs):
        return
    if score.latest is not now:
        pairs += [(score.latest, o) for o in (score.previous, score.last_year) if o.has_number]
    if all(latest.number < o.number if rises else latest.number > o.number for latest, o in pairs):
        side = "below" if rises else "above"
        what = f"the return says {given[0][0].says.capitalize()} here, and “{one.measure.short_name}” is {side} the "
        what += "figure before it and that of a year before."
        yield found("direction-differs", what, "Correct the direction or the figures, whichever is wrong.", given[0][1])


def _rises(says: str, polarity: Polarity) -> bool | None:
    """Whether a direction says that figures rose; None where it may mean either."""
    if says in ("better", "worse"):
        if not polarity.has_direction:
            return None
        return (says == "better") is (polarity is Polarity.HIGHER_IS_BETTER)
    return None if polarity is Polarity.LOWER_IS_BETTER else says == "up"


def _polarity(one: ReportedSeries, score: MeasureScore, told: set[str]) -> Iterator[Finding]:
    """The finding of a return that calls good what the library calls bad; context measures are left alone."""
    measure = one.measure
    given = [(rating, source) for rating, source in one.ratings if rating.of is RatingOf.POLARITY]
    if not given or not measure.polarity.has_direction or measure.id in told:
        return
    told.add(measure.id)
    rating, source = given[0]
    if _GOOD[rating.says] is not measure.polarity:
        other = "low" if rating.says == "high" else "high"
        what = (
            f"the return says that {rating.says} is good for “{measure.short_name}”; the report takes {other} for good."
        )
        yield found("polarity-differs", what, "Correct the cell if it is wrong: the report keeps to its own.", source)


def _of_latest(one: ReportedSeries, score: MeasureScore, of: RatingOf) -> list[tuple[Rating, Source]]:
    """The ratings of one kind that are of the latest figure of the report."""
    period = score.latest.period
    last = next((o.period for o in reversed(one.observations) if o.has_number), None)
    return [
        (rating, source)
        for rating, source in one.ratings
        if rating.of is of
        and (
            last is not None and last.index == period.index if rating.period is None else _is_of(rating.period, period)
        )
    ]


def _is_of(stated: Period, period: Period) -> bool:
    return stated.index == period.index or (stated.length > 1 and stated.covers(period))


def _by_sheet(places: Iterable[tuple[Source, str]]) -> dict[tuple[str, str], tuple[Source, list[str]]]:
    held: dict[tuple[str, str], tuple[Source, list[str]]] = {}
    for source, cell in places:
        held.setdefault((source.workbook, source.sheet), (source, []))[1].append(cell)
    return held
