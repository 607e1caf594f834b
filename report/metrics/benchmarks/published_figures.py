"""The nouns of comparison: published figures with their release, and the areas that one measure is set beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from report.metrics.judgement.change import difference_interval
from report.metrics.model.period import Period
from report.metrics.model.scorecard import Observation, Source, Unit

ENGLAND = "E92000001"
COUNTRY, REGION, AUTHORITY = "country", "region", "authority"
LICENCE = "Open Government Licence v3.0"


@dataclass(frozen=True, slots=True)
class Release:
    """Where a published figure was read: the publication, its release ("reporting year 2025"), and the licence.

    ``published`` is when it came out, such as "November 2025"; empty where nobody said.
    """

    title: str
    release: str
    published: str = ""
    licence: str = LICENCE


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

    def name_of(self, area: str) -> str:
        """The name of an area; its code where no figure names it."""
        return next((figure.name for figure in self.figures if figure.area == area), area)

    def knows(self, area: str) -> bool:
        """Whether there is any figure of an area."""
        return any(figure.area == area for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Compared:
    """What one measure is set beside, all of one date. The areas' figures are observations whose group is the area.

    ``own`` is the council's own figure of that date, from its returns. ``neighbours`` holds all that the model names,
    those without a published figure too; it is empty for a council that named no authority.
    """

    period: Period
    own: Observation
    england: Observation | None
    region: Observation | None
    neighbours: tuple[Observation, ...]
    model: str
    release: Release

    @property
    def published(self) -> tuple[Observation, ...]:
        """The neighbours that have a published figure."""
        return tuple(o for o in self.neighbours if o.has_number)

    @property
    def mean(self) -> Decimal | None:
        """The plain mean of the neighbours' published values, as the Department's own tool makes it."""
        values = [o.value for o in self.published if o.value is not None]
        return sum(values, Decimal(0)) / len(values) if values else None

    @property
    def beside_england(self) -> int | None:
        """1 or -1 where our own percentage is clearly higher or lower than England's, else 0; None where not tested.

        Clearly: the 95% interval of the difference (Newcombe) leaves out zero. Both sets of counts must be known.
        """
        if self.england is None or self.own.measure.unit is not Unit.PCT:
            return None
        parts = (self.own.numerator, self.own.denominator, self.england.numerator, self.england.denominator)
        known = [int(part) for part in parts if part is not None]
        if len(known) < len(parts) or not (0 <= known[0] <= known[1] and 0 <= known[2] <= known[3]) or 0 in known[1::2]:
            return None
        low, high = difference_interval(*known)
        return 1 if low > 0 else -1 if high < 0 else 0

    @property
    def in_funnel(self) -> tuple[Observation, ...]:
        """The neighbours whose counts are published: what a funnel plot can show."""
        return tuple(o for o in self.published if o.numerator is not None and o.denominator)
