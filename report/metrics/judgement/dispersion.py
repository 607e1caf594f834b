"""How far the months of a measure differ that counts several of one child, beside as many independent cases."""

from __future__ import annotations

from collections.abc import Sequence

from report.metrics.judgement.control_chart import same_method
from report.metrics.model.measure import MethodChange, Unit
from report.metrics.model.scorecard import Observation
from report.metrics.statistics.proportions import dispersion_of_numbers, dispersion_of_shares

FEWEST_MONTHS = 12  # or quarters, before the latest: fewer tell too little of how far they differ


def dispersion_of(series: Sequence[Observation], changed: MethodChange | None) -> float | None:
    """How many times the variance of independent cases the figures have that are counted as the last one is; from 1.

    The last one itself is left out, being what is judged by it. None where fewer than ``FEWEST_MONTHS`` are known. A
    level that really changed makes it larger, and ranges wider.
    """
    shown = [o for o in same_method(series, changed)[:-1] if o.has_number]
    if len(shown) < FEWEST_MONTHS:
        return None
    if shown[-1].measure.unit is Unit.COUNT:
        return dispersion_of_numbers([float(o.number) for o in shown])
    counts = [(float(o.numerator), float(o.denominator)) for o in shown if o.numerator is not None and o.denominator]
    return dispersion_of_shares(counts) if len(counts) >= FEWEST_MONTHS else None
