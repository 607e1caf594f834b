"""A number or comparing word on a page, with the observations and the target it rests on: a row of the ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from report.metrics.model.measure import Measure, Source, Target, merge_sources
from report.metrics.model.scorecard import Observation


class Fact(NamedTuple):
    """One printed number or claim.

    ``what`` names the number: "value", "numerator", "denominator", "target", "difference", "threshold", "number of
    periods", "number of groups", "number of measures", "shortfall", "average", "lower limit" or "upper limit". It is
    "claim" for a word that compares, such as "better"; ``rule`` then names its rule in report/wording/claims.py.
    ``exact`` is the number unrounded; of a claim, the difference that the rule tested. ``published`` names the
    publication of a number that no workbook holds.
    """

    what: str
    exact: Decimal
    measure: Measure
    observations: tuple[Observation, ...] = ()
    target: Target | None = None
    rule: str = ""
    published: str = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every sheet and cell the number rests on, one entry a sheet."""
        found = [source for observation in self.observations for source in observation.sources]
        if self.target is not None and self.target.source is not None:
            found.append(self.target.source)
        return merge_sources(found)
