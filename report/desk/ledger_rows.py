"""The rows of a ledger for one page of its report: where each number on that page comes from.

What is only heard, the words of a chart, stands in the chart too, and is left out here.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

_HEARD = "alt text"
_SHOWN = ("where", "ref", "measure", "group", "period", "printed", "exact", "numerator", "denominator", "workbook",
          "sheet", "cells", "rule")  # fmt: skip


def of_page(ledger: Path, page: int) -> dict[str, Any]:
    """The columns and the rows of a page; empty where there is no such ledger."""
    if not ledger.is_file():
        return {"columns": [], "rows": []}
    with ledger.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["page"] == str(page) and row["where"] != _HEARD]
    shown = [name for name in _SHOWN if any(row.get(name) for row in rows)]
    return {"columns": shown, "rows": [[row.get(name, "") for name in shown] for row in rows]}
