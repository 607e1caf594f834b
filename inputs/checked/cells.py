"""Gives the cells that findings are about another fill, in a sheet's XML; cells that are missing are added, empty."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping

from inputs.checked.styles import Styles
from inputs.checked.xml import Element, child, children, made, parse, written
from inputs.files.size_limits import LAST_ROW
from inputs.files.workbook_values import address
from inputs.files.xlsx_marks import parse_range
from inputs.findings import Strength

_LARGE = 512 * 1024  # bytes of XML; of a larger sheet the rows beyond ``LAST_ROW`` are not parsed
_ROWS = re.compile(rb"<(?:\w+:)?sheetData\s*>")
_ROWS_END = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\sr="([0-9]{1,9})"')
_LAST_COLUMN = 16_384
_SET_ASIDE = b"<!--rows set aside-->"


def opened(xml: bytes) -> tuple[Element, bytes]:
    """Parse a sheet: its root and, of a large one, the XML of the rows that are left out of it unparsed."""
    start = _ROWS.search(xml) if len(xml) > _LARGE else None
    end = _ROWS_END.search(xml, start.end()) if start else None
    if start is None or end is None:
        return parse(xml), b""
    rows = _ROW.finditer(xml, start.end(), end.start())
    cut = next((row.start() for row in rows if int(row[1]) > LAST_ROW), end.start())
    return parse(xml[:cut] + _SET_ASIDE + xml[end.start() :]), xml[cut : end.start()]


def closed(root: Element, aside: bytes) -> bytes:
    """The bytes of a sheet, with the rows that were left out by ``opened``."""
    return written(root).replace(_SET_ASIDE, aside, 1) if aside else written(root)


def anchors(root: Element, places: Iterable[str], last_row: int) -> dict[str, str]:
    """Map the address or range of each finding to the cell to mark: the first of the range or of its merged range.

    A finding beyond the last row or column has none.
    """
    merged = [block for one in root.iterfind("{*}mergeCells/*") if (block := parse_range(one.get("ref", "")))]
    shown_at = {}
    for place in places:
        at = parse_range(place)
        if at is not None and 1 <= at.top <= last_row and at.left <= _LAST_COLUMN:
            around = (b for b in merged if b.top <= at.top <= b.bottom and b.left <= at.left <= b.right)
            corner = next(around, at)
            shown_at[place] = address(corner.top, corner.left)
    return shown_at


def colour(root: Element, strength_by_cell: Mapping[str, Strength], styles: Styles) -> None:
    """Give each cell, by address, a style that differs from its own only in the fill of its strength."""
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
            row.set("r", str(number))  # explicit, now that rows come between them
    known = sorted(rows)
    for number in sorted(by_row):
        if number not in rows:
            place = bisect_right(known, number)
            rows[number] = made(data, "row", {"r": str(number)})
            data.insert(place, rows[number])
            known.insert(place, number)
        cells = dict(_numbered_cells(rows[number]))
        for column, strength in sorted(by_row[number].items()):
            cell = cells[column] if column in cells else _new_cell(rows[number], number, column, root)
            style = cell.get("s", "0")
            cell.set("s", str(styles.marked(int(style) if style.isdigit() else 0, strength)))


def _numbered_rows(data: Element) -> list[tuple[int, Element]]:
    """The rows with their numbers; a row without a number follows the one before it."""
    numbered, number = [], 0
    for row in children(data, "row"):
        said = row.get("r", "")
        number = int(said) if said.isdigit() else number + 1
        numbered.append((number, row))
    return numbered


def _numbered_cells(row: Element) -> list[tuple[int, Element]]:
    """The cells with their columns; a cell without an address follows the one before it."""
    numbered, column = [], 0
    for cell in children(row, "c"):
        at = parse_range(cell.get("r", ""))
        column = at.left if at is not None else column + 1
        numbered.append((column, cell))
    return numbered


def _new_cell(row: Element, number: int, column: int, root: Element) -> Element:
    """Add an empty cell with the default style of its row or its column."""
    cells = _numbered_cells(row)
    for known, cell in cells:
        cell.set("r", address(number, known))
    within = (c for c in root.iterfind("{*}cols/{*}col") if int(c.get("min", "0")) <= column <= int(c.get("max", "0")))
    own = row if row.get("customFormat") in {"1", "true"} else None
    style = own.get("s", "0") if own is not None else next((c.get("style", "0") for c in within), "0")
    new = made(row, "c", {"r": address(number, column), "s": style})
    row.insert(bisect_right([known for known, _ in cells], column), new)
    row.attrib.pop("spans", None)  # a hint of the first and last column, which may now be wrong
    return new
