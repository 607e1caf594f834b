"""The nouns of comparison: published figures with their release, and the areas that one measure is set beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from inputs.period import Period
from report.metrics.model.scorecard import Release, Source

ENGLAND = "E92000001"
COUNTRY, REGION, AUTHORITY = "country", "region", "authority"


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure of one area. ``period`` is the month it is for; percentages are on the scale 0 to 100.

    ``value`` is None where a symbol stands in its place: "c" suppressed, "z" not applicable, "x" not available, "u" not
    reliable, "k" or "low" rounds to nought. ``region`` is the code of the region that an authority lies in. ``source``
    is where it stands in the benchmark file.
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


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The statistical neighbours of an authority, nearest first, and the model that says so ("DfE, 2025")."""

    codes: tuple[str, ...]
    model: str


@dataclass(frozen=True, slots=True)
class Benchmarks:
    """Everything in a benchmark file and in the file of neighbours beside it, by authority code."""

    figures: tuple[Figure, ...] = ()
    neighbours: Mapping[str, Neighbours] | None = None

    def area_name(self, area: str) -> str:
        """The name of an area; its code where no figure names it."""
        return next((figure.name for figure in self.figures if figure.area == area), area)

    def knows(self, area: str) -> bool:
        """Whether there is any figure of an area."""
        return any(figure.area == area for figure in self.figures)
