"""The papers that were issued before, as one paper: from the figures in their records, without reading them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from inputs.period import Period
from report.attack.known_measures import library
from report.attack.paper import Cell, Paper, Reading, Side, exactly, rounded_to
from report.attack.printed_words import when_in
from report.metrics.model.last_report import EarlierFigure, EarlierFigures
from report.metrics.model.measure import Measure, Unit

_WHERE = "an issued paper"
_TEN = 10


def paper_of(figures: EarlierFigures, month: Period) -> Paper:
    """What issued papers up to a month printed, each figure as the last of them did."""
    measures = library()
    return Paper("", month, tuple(_readings(figures, measures)), dict(measures))


def _readings(figures: EarlierFigures, measures: Mapping[str, Measure]) -> Iterator[Reading]:
    for (name, group, said), figure in figures.items():
        measure, period = measures.get(name), when_in(said)
        if measure and period and (not group or group in measure.groups):
            yield from _of_figure(Cell(name, group, period), measure, figure)


def _of_figure(cell: Cell, measure: Measure, figure: EarlierFigure) -> Iterator[Reading]:
    if measure.unit is Unit.COUNT:
        yield exactly(cell, Side.COUNTED, Fraction(figure.value), _WHERE)
        return
    places = max(-int(figure.value.as_tuple().exponent), 0)
    step = measure.unit.coarse_step
    if measure.unit.is_average and figure.numerator is None and not figure.value % step:
        places = -1 if step == _TEN else 0  # it may have been rounded to ten days
    yield rounded_to(cell, Side.VALUE, Fraction(figure.value), places, _WHERE)
    if figure.denominator is not None:
        yield exactly(cell, Side.OF, Fraction(figure.denominator), _WHERE)
    if figure.numerator is not None:
        side = Side.DAYS if measure.unit.is_average else Side.COUNTED
        yield exactly(cell, side, Fraction(figure.numerator), _WHERE)
