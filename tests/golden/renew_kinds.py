"""Writes the guide's page of findings anew from the catalogue: ``python tests/golden/renew_kinds.py``."""

from __future__ import annotations

import textwrap
from pathlib import Path

from inputs.findings import Strength
from report.metrics.model.findings import EVERY

PAGE = Path(__file__).parents[2] / "report" / "guide" / "findings.md"
WIDTH = 120
OPENING = """# Findings: every kind there is

Each kind of finding, how much it matters and what it means.

Everything that must be fixed is told in one run, and nothing that only follows from a cell that was told already.
`boardreport findings` prints this page."""
SECTIONS = {
    Strength.MUST_FIX: "## Must fix\n\nThese stop the report; the last good one stays.",
    Strength.CHECK: "## Check\n\nSaid on the screen and in checked copies; what affects a figure is in the data notes.",
    Strength.NOTE: "## Note\n\nThese are only said on the screen and in checked copies.",
}


def findings_page() -> str:
    """The page: under each strength its kinds, by name."""
    sections = [f"{opening}\n\n{_kinds(strength)}\n" for strength, opening in SECTIONS.items()]
    return "\n\n".join([OPENING, *sections])


def _kinds(strength: Strength) -> str:
    kinds = sorted((name, kind.meaning) for name, kind in EVERY.items() if kind.strength is strength)
    return "\n".join(
        textwrap.fill(f"- `{name}`: {meaning}", WIDTH, subsequent_indent="  ", break_on_hyphens=False)
        for name, meaning in kinds
    )


if __name__ == "__main__":
    PAGE.write_text(findings_page(), "utf-8")
