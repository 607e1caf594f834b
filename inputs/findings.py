"""The catalogue of what can be wrong with a return, and how it is said to the officer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Strength(StrEnum):
    """How much a finding matters: ``must fix`` stops the report, the others are printed in it."""

    MUST_FIX = "must fix"
    CHECK = "check"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the data a person should know: where it is, what it is and what to do next.

    ``kind`` is a short hyphenated phrase from the catalogue, such as ``numerator-over-denominator``.
    ``what`` and ``remedy`` are whole sentences that never quote a cell which could name a child.
    ``workbook``, ``sheet`` and ``cell`` are empty where the finding belongs to something larger.
    """

    kind: str
    strength: Strength
    what: str
    remedy: str
    workbook: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def place(self) -> str:
        """Where it is, as the officer reads it: ``health.xlsx › Health › F18``."""
        return " › ".join(part for part in (self.workbook, self.sheet, self.cell) if part)

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.what} {self.remedy}".strip()
