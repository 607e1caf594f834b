"""What this report knows of the one before it: the figures that were revised since, and the answers it printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from inputs.period import Period
from report.metrics.model import formatting
from report.metrics.model.scorecard import Observation

RESTATED = "restated"  # the flag of an observation that differs from the last report
FigureKey = tuple[str, str, str]
"""A measure's id, its group and its period in the ledger's words."""


@dataclass(frozen=True, slots=True)
class EarlierFigure:
    """One figure of an earlier report, with its counts where that report had them.

    ``printed`` is how it stood on the page; it is not compared, since one figure may be printed in several ways.
    """

    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    printed: str = field(default="", compare=False)


EarlierFigures = Mapping[FigureKey, EarlierFigure]


@dataclass(frozen=True, slots=True)
class PrintedFigures:
    """What issued papers printed, by the month of the paper, in the order of issue."""

    by_month: tuple[tuple[Period, EarlierFigures], ...] = ()

    def until(self, period: Period) -> EarlierFigures:
        """Every figure of a paper of that month, or of one before it, as the last of them printed it."""
        return {key: figure for month, figures in self.by_month if month <= period for key, figure in figures.items()}

    def measures_of_last(self, period: Period) -> frozenset[str]:
        """The ids of the measures of the last papers of that month or before it."""
        last = max((month for month, _ in self.by_month if month <= period), default=None)
        return frozenset(name for month, figures in self.by_month if month == last for name, _, _ in figures)


NOTHING_PRINTED = PrintedFigures()


def key_of(o: Observation) -> FigureKey:
    """Under which key an earlier report holds the figure of this measure, group and period."""
    return o.measure.id, o.group, formatting.period_label(o).replace(formatting.NBSP, " ")


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure that differs from the last report: as it is now, as it was, and the reason, "" where none is given."""

    now: Observation
    before: EarlierFigure
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LastReport:
    """What is known of the last report.

    ``answered`` are the digests of the answers it printed, ``issued`` says whether it was issued. ``reissue`` is why
    this report replaces an issued one of the same month; "" where it replaces none.
    """

    revisions: tuple[Revision, ...] = ()
    answered: frozenset[str] = frozenset()
    issued: bool = False
    reissue: str = ""


NO_LAST_REPORT = LastReport()
