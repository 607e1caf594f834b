"""The names of a report's files: its month, its layout, which reissue it is, for whom, and its edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inputs.period import MONTH, Period

PDF, LEDGER, WEB = ".pdf", ".ledger.csv", ".html"
LARGE_PRINT = "-large-print"
"""What the names of a large-print edition's files have after all else."""
EXEMPT = "-exempt"
"""What those of an exempt report have before that."""
_LAYOUT = r"(?!large-print|reissue-\d|exempt(?:-|$))(\w+(?:-\w+)*?)"
_NAME = re.compile(rf"corporate-parenting-{MONTH}(?:-{_LAYOUT})?(?:-reissue-([1-9]\d?))?({EXEMPT})?({LARGE_PRINT})?")


@dataclass(frozen=True, slots=True)
class ReportName:
    """What the names of a report's files say. ``layout`` is "" for the usual one; ``reissue`` is 0 for none."""

    period: Period
    layout: str = ""
    reissue: int = 0
    large_print: bool = False
    exempt: bool = False

    @property
    def stem(self) -> str:
        """What the names of all its files begin with."""
        parts = ["corporate-parenting", self.period.month_text, self.layout]
        parts.append(f"reissue-{self.reissue}" if self.reissue else "")
        audience, edition = EXEMPT if self.exempt else "", LARGE_PRINT if self.large_print else ""
        return f"{'-'.join(part for part in parts if part)}{audience}{edition}"


def read_name(stem: str) -> ReportName | None:
    """What a name says, without its ending; None for one that is not of a report's file."""
    match = _NAME.fullmatch(stem)
    if match is None:
        return None
    year, month, layout, reissue, exempt, large_print = match.groups()
    period = Period(int(year), int(month))
    return ReportName(period, layout or "", int(reissue or 0), large_print is not None, exempt is not None)


def report_files(output: Path, ending: str) -> Iterator[tuple[ReportName, Path]]:
    """The reports, or the ledgers, of an output folder, by their names."""
    for path in sorted(output.glob(f"*{ending}")):
        name = read_name(path.name.removesuffix(ending))
        if name is not None:
            yield name, path
