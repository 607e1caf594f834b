"""What stands on a page, a number or a word that compares, with all that it rests on: read back for the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from report.metrics.model.scorecard import Measure, Observation, Source, Target, merge_sources


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed number or claim.

    ``what`` says which number of its observations it is: "value", "numerator", "denominator", "target", "difference",
    "threshold", "number of periods", "number of groups", "number of measures", "shortfall", "average", "lower limit",
    "upper limit".
    ``exact`` is that number unrounded. ``observations`` are all that it rests on; ``target`` likewise where a target
    does, and ``published`` names the publication of a number that no workbook holds. A word that compares, such as
    "better", is a fact as well: ``what`` is then "claim", ``rule`` the rule of ``report/wording/claims.py`` that fired,
    and ``exact`` the difference that the rule looked at.
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
        """Every sheet and cell the number rests on."""
        found = [source for observation in self.observations for source in observation.sources]
        if self.target is not None and self.target.source is not None:
            found.append(self.target.source)
        return merge_sources(found)
