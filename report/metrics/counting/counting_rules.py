"""What a council chooses of how its own records are counted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CountingRules:
    """The choices in report.toml, each with the rule that holds without it.

    ``every_move``: a move with the same carer is a new home too. ``records_win``: a measure that both a return and the
    records give is printed from the records; otherwise from the return. What differs is told either way.
    """

    every_move: bool = False
    records_win: bool = False


USUAL_RULES = CountingRules()
