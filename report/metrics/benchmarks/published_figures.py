"""The types of a benchmark file: published figures, and the statistical neighbours of each authority."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from inputs.period import Period
from report.metrics.benchmarks.councils import council_name, current_code
from report.metrics.model.measure import Source
from report.metrics.model.scorecard import Release

ENGLAND = "E92000001"
COUNTRY, REGION, AUTHORITY = "country", "region", "authority"


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One published figure of one area. ``measure`` is a measure's id; ``period`` the month at whose end it is.

    ``value`` is on the measure's own scale (0 to 100 for a percentage), None where a symbol stands in its place: "c"
    suppressed, "z" not applicable, "x" not available, "u" not reliable, "k" or "low" rounds to 0. ``area`` is a GSS
    code; ``region`` that of the region an authority lies in. ``source`` is its place in the benchmark file.
    """

    measure: str
    area_type: str
    area: str
    name: str
    region: str
    period: Period
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    symbol: str
    release: Release
    source: Source | None = None

    @property
    def key(self) -> tuple[str, str, Period]:
        """Measure, area and period: there is one figure for each."""
        return self.measure, self.area, self.period


class Neighbours(NamedTuple):
    """The codes of an authority's statistical neighbours, nearest first, and the model they are from ("DfE, 2025")."""

    codes: tuple[str, ...]
    model: str


@dataclass(frozen=True, slots=True)
class Benchmarks:
    """All published figures, and the statistical neighbours by authority code: each under the code that it has now."""

    figures: tuple[PublishedFigure, ...] = ()
    neighbours: Mapping[str, Neighbours] = field(default_factory=dict)

    def area_name(self, area: str) -> str:
        """The name of an area; its code where nothing names it."""
        here = current_code(area)
        named = council_name(here)
        return named if named != here else next((figure.name for figure in self.figures if figure.area == here), area)

    def knows(self, area: str) -> bool:
        """Whether there is any figure of an area."""
        return any(figure.area == current_code(area) for figure in self.figures)
