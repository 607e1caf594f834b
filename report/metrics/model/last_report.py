"""What is remembered of the last report: what it said that is said otherwise now, and what it answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from report.metrics.model.scorecard import Observation

RESTATED = "restated"  # the flag of an observation that is not what the last report said
Key = tuple[str, str, str]
"""A measure's id, its group and its period as the ledger words it."""


@dataclass(frozen=True, slots=True)
class EarlierFigure:
    """What an earlier report says of one figure: its value and, where they were given, its counts.

    ``printed`` is how it stood on the page, which may be in more than one way.
    """

    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    printed: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure that is not what the last report said: how it is now, how it was, and why, or "" where nobody said."""

    now: Observation
    before: EarlierFigure
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of the last report. ``answered`` are the digests of the answers it printed.

    ``issued`` says whether that report was issued; ``reissue`` is why this one replaces an issued report of its month,
    or "".
    """

    revisions: tuple[Revision, ...] = ()
    answered: frozenset[str] = frozenset()
    issued: bool = False
    reissue: str = ""


NOTHING_KNOWN = Memory()
