"""Reads Excel 97-2003 workbooks (.xls) from what a process of their own makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from inputs.files.deadline import Deadline
from inputs.files.file_kinds import check_sheets
from inputs.files.size_limits import check_cells, size_findings
from inputs.files.subprocess_reader import ask, damaged
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
        _refuse(answer.get("refused", ""))
        check_sheets(len(answer["sheets"]))
        check_cells([one["cells"] for one in answer["sheets"]])
        sheets = [_sheet(one) for one in answer["sheets"]]
        strays = [one["stray"] for one in answer["sheets"]]
    except (AttributeError, KeyError, TypeError, ValueError):
        raise damaged() from None
    about = [
        replace(finding, sheet=sheet.name)
        for sheet, stray in zip(sheets, strays, strict=True)
        for finding in size_findings(stray)
    ]
    return sheets, about


def _refuse(reason: str) -> None:
    if reason == "locked":
        remedy = "In Excel: File, Save As, Tools, General Options, clear the passwords, save, and run again."
        raise Refused("password-protected", "The workbook is protected with a password, so it cannot be read.", remedy)
    if reason:
        raise damaged()


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
    )


def _cell(row: int, column: int, kind: str, value: str | float | bool, number_format: str) -> Cell:
    if kind == "trouble":
        return Cell(row, column, None, trouble=str(value))
    return Cell(row, column, _VALUES[kind](value), number_format)
