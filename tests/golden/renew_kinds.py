"""Writes the list of findings in the README anew: ``python tests/golden/renew_kinds.py``."""

from __future__ import annotations

from pathlib import Path

from report.metrics.model.findings import as_table

README = Path(__file__).parents[2] / "README.md"
START, END = "<!-- kinds -->\n", "\n<!-- end of kinds -->"


def main() -> None:
    """Put the catalogue's table between the two marks."""
    before, _, rest = README.read_text("utf-8").partition(START)
    README.write_text(f"{before}{START}{as_table()}{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
