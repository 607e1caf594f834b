"""Figures of areas that were no council on their date, from the counts of the councils that they were or became.

Numerators are added, and denominators are: a percentage of percentages would be nobody's. Where a count is not
published, nothing is worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from inputs.period import Period
from report.metrics.benchmarks.councils import council_name, current_code, parts_of
from report.metrics.benchmarks.published_figures import PublishedFigure
from report.metrics.model import formatting
from report.metrics.model.measure import Measure, Unit, merge_sources

Figures = Mapping[tuple[str, str, Period], PublishedFigure]
"""Published figures by measure, area and period."""
_NO_COUNCIL = ("z", "x")  # what a table has in the rows of a council before it began and after it ended


def figure_of(
    figures: Figures, measure: Measure, area: str, period: Period
) -> tuple[PublishedFigure | None, tuple[str, ...]]:
    """The published figure of an area at a date, and the names of the councils from whose counts it was worked out.

    None where there is neither a figure of it nor of all councils that it was, or became.
    """
    own = figures.get((measure.id, area, period))
    if own is not None and (own.value is not None or own.symbol not in _NO_COUNCIL):
        return own, ()
    parts = [current_code(part) for part in parts_of(area, period.last_day)]
    given = [figures[key] for part in parts if (key := (measure.id, part, period)) in figures]
    if not parts or len(given) != len(parts):
        return own, ()
    return _together(given, measure, area), tuple(map(council_name, parts))


def _together(given: Iterable[PublishedFigure], measure: Measure, area: str) -> PublishedFigure:
    """One figure of several councils. Those that have one service, and so one figure, are counted once."""
    once = list({(each.name, each.numerator, each.denominator): each for each in given}.values())
    first = replace(once[0], area=area, name=council_name(area))
    if len(once) == 1:
        return first
    numerators = [each.numerator for each in once if each.numerator is not None]
    denominators = [each.denominator for each in once if each.denominator]
    if not len(numerators) == len(denominators) == len(once):
        symbol = next((each.symbol for each in once if each.symbol), "x")
        return replace(first, value=None, numerator=None, denominator=None, symbol=symbol, source=None)
    numerator, denominator = sum(numerators, Decimal(0)), sum(denominators, Decimal(0))
    times = 100 if measure.unit is Unit.PCT else measure.per
    sources = merge_sources(each.source for each in once if each.source)
    places = max(formatting.places(each.value) for each in once if each.value is not None)
    return replace(
        first,
        value=formatting.rounded(times * numerator / denominator, places),
        numerator=numerator,
        denominator=denominator,
        source=sources[0] if sources else None,
    )


def with_joined(
    figures: Iterable[PublishedFigure], measures: Mapping[str, Measure], area: str
) -> list[PublishedFigure]:
    """Every figure of an area, those too that were worked out from councils that it was, or became.

    These only of the ``measures``, by id, of which a count is known to be what it is.
    """
    given = tuple(figures)
    by_key = {figure.key: figure for figure in given}
    own = {figure.key: figure for figure in given if figure.area == area}
    for measure, period in {(f.measure, f.period): None for f in given if f.measure in measures}:
        figure, parts = figure_of(by_key, measures[measure], area, period)
        if figure is not None and parts:
            own[measure, area, period] = figure
    return list(own.values())
