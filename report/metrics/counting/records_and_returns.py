"""Compares what was counted from records with what returns say, and keeps one of the two for each measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from inputs.findings import Finding
from inputs.intake import Point, Return, Series
from inputs.period import Period
from report.metrics.counting.counting_rules import CountingRules
from report.metrics.counting.observations import ratio
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import Measure, Source, Unit

_MOST_NAMED = 3  # months that one message gives with both numbers
Key = tuple[str, str]


def one_of_the_two(
    returns: Sequence[Return], counted: Sequence[Return], measures: Mapping[str, Measure], rules: CountingRules
) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """The returns and the counted ones without the series of measures that the other side gives, and what differs."""
    given, ours = _series_by_key(returns), _series_by_key(counted)
    both = given.keys() & ours.keys()
    findings = [
        finding for key in both for finding in _differences(measures[key[0]], key[1], given[key], ours[key], rules)
    ]
    measures_of_both = {measure for measure, _ in both}
    if rules.records_win:
        kept = (*_without(returns, measures_of_both), *counted)
    else:
        kept = (*returns, *_without(counted, measures_of_both))
    return kept, tuple(sorted(findings, key=lambda one: (one.workbook, one.sheet, one.what)))


def _series_by_key(returns: Iterable[Return]) -> dict[Key, list[tuple[Return, Series]]]:
    by_key: dict[Key, list[tuple[Return, Series]]] = {}
    for one in returns:
        for series in one.series:
            by_key.setdefault((series.item, series.group), []).append((one, series))
    return by_key


def _without(returns: Iterable[Return], measures: set[str]) -> tuple[Return, ...]:
    """The returns without the figures of some measures; a target of theirs stays, since records have none."""
    kept = (
        replace(
            one,
            series=tuple(
                its if its.item not in measures else replace(its, points=(), year_to_date=())
                for its in one.series
                if its.item not in measures or its.target is not None
            ),
        )
        for one in returns
    )
    return tuple(one for one in kept if one.series)


def _differences(
    measure: Measure,
    group: str,
    given: Sequence[tuple[Return, Series]],
    ours: Sequence[tuple[Return, Series]],
    rules: CountingRules,
) -> Iterable[Finding]:
    """One finding for each series of a return that says something else than the records do."""
    counted = {point.period: point for _, series in ours for point in series.points}
    for origin, series in given:
        apart = [
            (point, counted[point.period])
            for point in series.points
            if point.period in counted and not _agree(measure, point, counted[point.period])
        ]
        if not apart:
            continue
        listed = [_both(measure, point.period, point, mine) for point, mine in reversed(apart[-_MOST_NAMED:])]
        more = f"; and {len(apart) - len(listed)} more months differ" if len(apart) > len(listed) else ""
        name = f"“{measure.short_name}”" + (f", {group}," if group else "")
        file = ours[0][0].workbook
        what = f"{name} is not what {file} gives: {'; '.join(listed)}{more}."
        printed = "the records" if rules.records_win else "the return"
        remedy = f"The figures of {printed} are printed. Find out which is right; records_win in report.toml chooses."
        cell = apart[-1][0].readings[0].cell
        at = Source(origin.workbook, origin.sha256, origin.sheet, (cell,))
        yield replace(found("records-differ", what, remedy, at), for_officers=True)


def _agree(measure: Measure, point: Point, mine: Point) -> bool:
    """Whether a return says the same as the records: by counts or, without them, as printed. No figure agrees."""
    theirs, ours = _counts(point), _counts(mine)
    if None not in theirs and None not in ours and measure.unit is not Unit.COUNT:
        return theirs == ours
    one, other = _value(measure, point), _value(measure, mine)
    if one is None or other is None:
        return True
    places = min(formatting.places(one), measure.decimals)
    return formatting.rounded(one, places) == formatting.rounded(other, places)


def _counts(point: Point) -> tuple[Decimal | None, Decimal | None]:
    return (
        point.numerator.value if point.numerator else None,
        point.denominator.value if point.denominator else None,
    )


def _value(measure: Measure, point: Point) -> Decimal | None:
    count, of = _counts(point)
    if point.value is not None and point.value.value is not None:
        return point.value.value
    if measure.unit is Unit.COUNT or count is None or not of:
        return count if measure.unit is Unit.COUNT else None
    return ratio(measure, count, of)


def _both(measure: Measure, period: Period, point: Point, mine: Point) -> str:
    return f"in {period.name} {_said(measure, point)} there, {_said(measure, mine)} counted"


def _said(measure: Measure, point: Point) -> str:
    count, of = _counts(point)
    if count is not None and of is not None:
        return f"{count} of {of}"
    value = _value(measure, point)
    return "nothing" if value is None else f"{formatting.rounded(value, measure.decimals)}"
