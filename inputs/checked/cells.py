"""Colours the cells of a sheet that findings are about; a cell that is not there is made, empty."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from inputs.cells import Area, address
from inputs.checked.styles import Styles
from inputs.checked.xml import Element, child, children, local, made
from inputs.findings import Strength
from inputs.sheet_marks import area_of

_Place = tuple[int, int]


def anchors(root: Element, places: Iterable[str]) -> dict[str, str]:
    """Give for each address, or block, of a finding the cell that shows it: the first of a block or of merged cells."""
    merges = child(root, "mergeCells")
    blocks = [area_of(one.get("ref", "")) for one in merges] if merges is not None else []
    merged = [block for block in blocks if block is not None]
    found = {place: area_of(place) for place in places}
    return {place: _shown_at(area, merged) for place, area in found.items() if area is not None}


def _shown_at(area: Area, merged: Iterable[Area]) -> str:
    for block in merged:
        if block.top <= area.top <= block.bottom and block.left <= area.left <= block.right:
            return address(block.top, block.left)
    return address(area.top, area.left)


def colour(root: Element, strength_by_cell: Mapping[str, Strength], styles: Styles) -> None:
    """Give each cell a style that differs from its own in the fill alone."""
    data = child(root, "sheetData")
    if data is None:
        return
    by_row: dict[int, dict[int, Strength]] = {}
    for cell, strength in strength_by_cell.items():
        area = area_of(cell)
        if area is not None:
            by_row.setdefault(area.top, {})[area.left] = strength
    rows = {number: row for number, row in _numbered_rows(data) if number in by_row}
    for number in sorted(by_row):
        row = rows[number] if number in rows else _new_row(data, number)
        _colour_row(row, number, by_row[number], root, styles)


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
        area = area_of(cell.get("r", ""))
        column = area.left if area is not None else column + 1
        numbered.append((column, cell))
    return numbered


def _new_row(data: Element, number: int) -> Element:
    rows = _numbered_rows(data)
    for known, row in rows:
        row.set("r", str(known))  # said outright, now that one more comes between
    made_row = made(data, "row", {"r": str(number)})
    data.insert(bisect_right([known for known, _ in rows], number), made_row)
    return made_row


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
    for columns in (group for group in root if local(group) == "cols"):
        for one in columns:
            if int(one.get("min", "0")) <= column <= int(one.get("max", "0")):
                return str(one.get("style", "0"))
    return "0"
