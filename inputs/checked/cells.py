"""Colours the cells of a sheet that findings are about; a cell that is not there is made, empty."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping

from inputs.checked.styles import Styles
from inputs.checked.xml import Element, child, children, made, parse, written
from inputs.files.size_limits import LAST_ROW
from inputs.files.workbook_values import CellRange, address
from inputs.files.xlsx_marks import parse_range
from inputs.findings import Strength

_LARGE = 512 * 1024  # bytes of a sheet from which on the rows beyond those of any return are set aside
_ROWS = re.compile(rb"<(?:\w+:)?sheetData\s*>")
_ROWS_END = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\sr="([0-9]{1,9})"')
_LAST_COLUMN = 16_384
_SET_ASIDE = b"<!--rows set aside-->"


def opened(xml: bytes) -> tuple[Element, bytes]:
    """Give the root of a sheet to be marked and, of a large one, the rows that are set aside as they are."""
    start = _ROWS.search(xml) if len(xml) > _LARGE else None
    end = _ROWS_END.search(xml, start.end()) if start else None
    if start is None or end is None:
        return parse(xml), b""
    rows = _ROW.finditer(xml, start.end(), end.start())
    cut = next((row.start() for row in rows if int(row[1]) > LAST_ROW), end.start())
    return parse(xml[:cut] + _SET_ASIDE + xml[end.start() :]), xml[cut : end.start()]


def closed(root: Element, aside: bytes) -> bytes:
    """Give the bytes of a sheet again, with the rows that were set aside."""
    return written(root).replace(_SET_ASIDE, aside, 1) if aside else written(root)


def anchors(root: Element, places: Iterable[str], last_row: int) -> dict[str, str]:
    """Give for each address, or block, of a finding the cell that shows it: the first of a block or of merged cells.

    What lies beyond the last row has none.
    """
    merges = child(root, "mergeCells")
    blocks = [parse_range(one.get("ref", "")) for one in merges] if merges is not None else []
    merged = [block for block in blocks if block is not None]
    found = {place: parse_range(place) for place in places}
    return {place: _shown_at(at, merged) for place, at in found.items() if at and _is_on_sheet(at, last_row)}


def _is_on_sheet(at: CellRange, last_row: int) -> bool:
    return 1 <= at.top <= last_row and at.left <= _LAST_COLUMN


def _shown_at(at: CellRange, merged: Iterable[CellRange]) -> str:
    for block in merged:
        if block.top <= at.top <= block.bottom and block.left <= at.left <= block.right:
            return address(block.top, block.left)
    return address(at.top, at.left)


def colour(root: Element, strength_by_cell: Mapping[str, Strength], styles: Styles) -> None:
    """Give each cell a style that differs from its own in the fill alone."""
    data = child(root, "sheetData")
    if data is None:
        return
    by_row: dict[int, dict[int, Strength]] = {}
    for cell, strength in strength_by_cell.items():
        at = parse_range(cell)
        if at is not None:
            by_row.setdefault(at.top, {})[at.left] = strength
    rows = dict(_numbered_rows(data))
    if by_row.keys() - rows.keys():
        for number, row in rows.items():
            row.set("r", str(number))  # said outright, now that more come between
    known = sorted(rows)
    for number in sorted(by_row):
        if number not in rows:
            place = bisect_right(known, number)
            rows[number] = made(data, "row", {"r": str(number)})
            data.insert(place, rows[number])
            known.insert(place, number)
        _colour_row(rows[number], number, by_row[number], root, styles)


def _colour_row(row: Element, number: int, strengths: Mapping[int, Strength], root: Element, styles: Styles) -> None:
    cells = {column: cell for column, cell in _numbered_cells(row) if column in strengths}
    for column, strength in sorted(strengths.items()):
        cell = cells[column] if column in cells else _new_cell(row, number, column, root)
        style = cell.get("s", "0")
        cell.set("s", str(styles.marked(int(style) if style.isdigit() else 0, strength)))


def _numbered_rows(data: Element) -> list[tuple[int, Element]]:
    """Give the rows with their numbers; one that does not say its number follows the row before it."""
    numbered, number = [], 0
    for row in children(data, "row"):
        said = row.get("r", "")
        number = int(said) if said.isdigit() else number + 1
        numbered.append((number, row))
    return numbered


def _numbered_cells(row: Element) -> list[tuple[int, Element]]:
    numbered, column = [], 0
    for cell in children(row, "c"):
        at = parse_range(cell.get("r", ""))
        column = at.left if at is not None else column + 1
        numbered.append((column, cell))
    return numbered


def _new_cell(row: Element, number: int, column: int, root: Element) -> Element:
    """Make an empty cell with the style that its row or its column gives to cells that are not there."""
    cells = _numbered_cells(row)
    for known, cell in cells:
        cell.set("r", address(number, known))
    own = row.get("s", "0") if row.get("customFormat") in {"1", "true"} else _column_style(root, column)
    made_cell = made(row, "c", {"r": address(number, column), "s": own})
    row.insert(bisect_right([known for known, _ in cells], column), made_cell)
    row.attrib.pop("spans", None)  # a hint of the first and last column, which may now be wrong
    return made_cell


def _column_style(root: Element, column: int) -> str:
    for one in (one for columns in children(root, "cols") for one in columns):
        if int(one.get("min", "0")) <= column <= int(one.get("max", "0")):
            return str(one.get("style", "0"))
    return "0"
