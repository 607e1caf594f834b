"""What earlier papers printed of the figures that are given now: it stays public, unless it was revised since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from inputs.intake import State
from report.metrics.disclosure.relations import FigureId, Figures, Quantity, known_of
from report.metrics.model.last_report import EarlierFigure, EarlierFigures, key_of
from report.metrics.model.measure import Unit
from report.metrics.model.scorecard import Observation

Public = Mapping[FigureId, Mapping[Quantity, Decimal]]
"""What earlier papers printed: the numbers behind each of their figures."""


def public_numbers(figures: Figures, earlier: EarlierFigures) -> Public:
    """The numbers behind those figures that earlier papers printed, and that were not revised since."""
    told = {figure: earlier[key_of(o)] for figure, o in figures.items() if key_of(o) in earlier}
    printed = {figure: known_of(_as_printed_then(figures[figure], before)) for figure, before in told.items()}
    return {figure: then for figure, then in printed.items() if not _is_revised(then, known_of(figures[figure]))}


def _is_revised(then: Mapping[Quantity, Decimal], now: Mapping[Quantity, Decimal]) -> bool:
    return any(now.get(quantity, count) != count for quantity, count in then.items())


def forgotten_of(lacking: Figures, earlier: EarlierFigures) -> list[FigureId]:
    """The counts that no return gives any more, of months of which earlier papers printed others, but not these.

    They were hidden, and what is printed now may tell them.
    """
    months = {label for _, _, label in earlier}
    counts = {figure: key_of(o) for figure, o in lacking.items() if o.measure.unit is Unit.COUNT}
    return [figure for figure, key in counts.items() if key[2] in months and key not in earlier]


def _as_printed_then(o: Observation, before: EarlierFigure) -> Observation:
    if (o.value, before.numerator, before.denominator) == (before.value, None, None):
        return o
    return replace(
        o, state=State.NUMBER, value=before.value, numerator=before.numerator, denominator=before.denominator
    )
