"""The names of a report's files: its month, its layout, which reissue it is, and its edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inputs.period import MONTH, Period

PDF, LEDGER = ".pdf", ".ledger.csv"
LARGE_PRINT = "-large-print"
"""What the names of a large-print edition's files have after all else."""
_NAME = re.compile(
    rf"corporate-parenting-{MONTH}(?:-(?!large-print|reissue-\d)(\w+(?:-\w+)*?))?(?:-reissue-([1-9]\d?))?(-large-print)?"
)


@dataclass(frozen=True, slots=True)
class ReportName:
    """What the names of a report's files say. ``layout`` is "" for the usual one; ``reissue`` is 0 for none."""

    period: Period
    layout: str = ""
    reissue: int = 0
    large_print: bool = False

    @property
    def stem(self) -> str:
        """What the names of all its files begin with."""
        parts = ["corporate-parenting", self.period.month_text, self.layout]
        parts.append(f"reissue-{self.reissue}" if self.reissue else "")
        return "-".join(part for part in parts if part) + (LARGE_PRINT if self.large_print else "")


def read_name(stem: str) -> ReportName | None:
    """What a name says, without its ending; None for one that is not of a report's file."""
    match = _NAME.fullmatch(stem)
    if match is None:
        return None
    year, month, layout, reissue, large_print = match.groups()
    return ReportName(Period(int(year), int(month)), layout or "", int(reissue or 0), large_print is not None)


def report_files(output: Path, ending: str) -> Iterator[tuple[ReportName, Path]]:
    """The reports, or the ledgers, of an output folder, by their names."""
    for path in sorted(output.glob(f"*{ending}")):
        name = read_name(path.name.removesuffix(ending))
        if name is not None:
            yield name, path
