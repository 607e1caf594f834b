"""Reads Excel 97-2003 workbooks (.xls): a child process parses them, and its JSON is checked and typed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any

from inputs.files.deadline import Deadline
from inputs.files.file_kinds import check_sheets
from inputs.files.size_limits import check_cells, size_findings
from inputs.files.subprocess_reader import ask, damaged
from inputs.files.text_runs import cell_of
from inputs.files.workbook_values import Cell, CellRange, Sheet, Value
from inputs.files.zip_package import Refused, printable
from inputs.findings import Finding

_VALUES: Mapping[str, Callable[[Any], Value]] = {
    "text": str,
    "number": lambda number: number,
    "truth": bool,
    "day": datetime.fromisoformat,
    "time": time.fromisoformat,
}


def read_old_excel(content: bytes, deadline: Deadline) -> tuple[list[Sheet], list[Finding]]:
    """Read every sheet, with the findings about single sheets.

    Raises ``Refused`` for a workbook that is damaged, locked with a password, too large or too slow to read.
    """
    answer = ask("inputs.files.xls_process", content, deadline)
    try:
        if answer.get("refused") == "locked":
            what = "The workbook is protected with a password, so it cannot be read."
            remedy = "In Excel: File, Save As, Tools, General Options, clear the passwords, save, and run again."
            raise Refused("password-protected", what, remedy)
        check_sheets(len(answer["sheets"]))
        check_cells([one["cells"] for one in answer["sheets"]])
        sheets = [_sheet(one) for one in answer["sheets"]]
        findings = [
            finding for one in answer["sheets"] for finding in size_findings(one["stray"], sheet=printable(one["name"]))
        ]
    except (AttributeError, KeyError, TypeError, ValueError):  # "refused" as damaged, or JSON of another shape
        raise damaged() from None
    return sheets, findings


def _sheet(one: Mapping[str, Any]) -> Sheet:
    cells = [_cell(*cell) for cell in one["cells"]]
    return Sheet(
        printable(one["name"]),
        {(cell.row, cell.column): cell for cell in cells},
        one["hidden"],
        tuple(CellRange(*block) for block in one["merged"]),
        frozenset(one["hidden_rows"]),
        frozenset(one["hidden_columns"]),
        bool(one["from_1904"]),
        {(row, column): str(text) for row, column, text in one["remarks"]},
    )


def _cell(row: int, column: int, kind: str, value: str | float | bool, number_format: str) -> Cell:
    if kind == "trouble":
        return Cell(row, column, None, trouble=str(value))
    return cell_of(row, column, _VALUES[kind](value), number_format)
