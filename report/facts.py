"""A printed number and what it rests on: carried with its text to the page, and read back for the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from report.metrics.model import Measure, Observation, Source, Target, joined


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed number.

    ``what`` says which number of its observations it is: "value", "numerator", "denominator", "target", "difference",
    "number of periods", "number of groups", "average", "lower limit", "upper limit". ``exact`` is that number
    unrounded. ``observations`` are all that it rests
    on; ``target`` likewise where a target does.
    """

    what: str
    exact: Decimal
    measure: Measure
    observations: tuple[Observation, ...] = ()
    target: Target | None = None

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every sheet and cell the number rests on."""
        found = [source for observation in self.observations for source in observation.sources]
        if self.target is not None and self.target.source is not None:
            found.append(self.target.source)
        return joined(found)
