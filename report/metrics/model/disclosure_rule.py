"""Whom a report is for, and from which count on everybody may see a number of children."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SMALLEST_SHOWN = 6  # our default, and DfE's: a count of 1 to 5 could point at a child
FEWEST_FOR_SPREAD = 10  # the longest wait is one child's: of fewer, somebody could tell whose
FEWEST_FOR_AVERAGE = 10  # of fewer, one child's time is too large a part of the average
FEWEST_FOR_EXACT_AVERAGE = 15  # of fewer, an average is rounded to ten days
LARGEST_SMALLEST_SHOWN = 30  # above that a council's report would say nothing


class Audience(StrEnum):
    """Whom a report is for: everybody, or the members of a meeting from which the public is excluded."""

    PUBLIC = "public"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class DisclosureRule:
    """What may not be seen in a report: for the public, counts from 1 to one below ``smallest_shown``.

    A council may raise that, and never lower it: raises ValueError. An exempt report shows every number.
    """

    audience: Audience = Audience.PUBLIC
    smallest_shown: int = SMALLEST_SHOWN

    def __post_init__(self) -> None:
        if self.smallest_shown < SMALLEST_SHOWN:
            raise ValueError(f"{self.smallest_shown} is less than the {SMALLEST_SHOWN} from which numbers are shown")

    @property
    def is_exempt(self) -> bool:
        """Whether it is a rule that hides nothing."""
        return self.audience is Audience.EXEMPT

    @property
    def largest_hidden(self) -> int:
        """The largest count that is hidden for its own sake."""
        return self.smallest_shown - 1

    @property
    def fewest_for_average(self) -> int:
        """Of how many children an average of days must be to be shown."""
        return max(FEWEST_FOR_AVERAGE, self.smallest_shown)

    @property
    def fewest_for_spread(self) -> int:
        """Of how many children an average must be for its median, lowest and highest to be shown."""
        return max(FEWEST_FOR_SPREAD, self.smallest_shown)


PUBLIC_RULE = DisclosureRule()
