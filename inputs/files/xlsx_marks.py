"""Reads what a sheet's XML says beside its values: merged ranges, hidden rows and columns, uncalculated formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

from inputs.files.workbook_values import CellRange

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
MOST_MERGED_BLOCKS = 5_000
NARROWEST_SEEN = 0.1  # characters of a column, points of a row: what is narrower cannot be seen
_SIZE = re.compile(r"[0-9]{1,6}(?:\.[0-9]{0,20})?", re.ASCII)


@dataclass(slots=True)
class SheetMarks:
    """What one sheet says beside its values. Rows and columns are counted from 1.

    ``unsaved`` holds the addresses of formulas without a saved result, ``zeros`` of those with the result 0;
    ``calculated`` means that some formula has another result. ``stray`` holds the addresses of values beyond the last
    column. ``last_row`` is the last row seen.
    """

    merged: list[CellRange] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unsaved: set[str] = field(default_factory=set)
    zeros: set[str] = field(default_factory=set)
    calculated: bool = False
    stray: list[str] = field(default_factory=list)
    last_row: int = 0


def parse_range(reference: str) -> CellRange | None:
    """The range of a reference such as ``A1:C2`` or ``F18``; None for anything else."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    left, top, right, bottom = match.groups()
    return CellRange(int(top), _column(left), int(bottom or top), _column(right or left))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _is_hidden(attributes: Mapping[str, str], size: str) -> bool:
    """Whether a row or column is hidden, or has next to no height or width.

    A row with a height of its own that is not stated was written by openpyxl, which leaves out a height of 0.
    """
    if attributes.get("hidden") in {"1", "true"}:
        return True
    stated = attributes.get(size)
    if stated is None:
        return size == "ht" and attributes.get("customHeight") in {"1", "true"}
    return _SIZE.fullmatch(stated) is not None and float(stated) < NARROWEST_SEEN


def read_marks(xml: bytes, last_column: int) -> SheetMarks:
    """Read the marks of a sheet from its XML. XML that is cut short gives those that came before."""
    reader = _MarksReader(last_column)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    with suppress(expat.ExpatError, LookupError, ValueError):
        parser.Parse(xml, True)
    return reader.marks


class _MarksReader:
    """Handles the XML events of a sheet. Of each name only the local part counts, whatever its namespace."""

    def __init__(self, last_column: int) -> None:
        self.marks = SheetMarks()
        self._last_column = last_column
        self._address = ""
        self._formula = False
        self._result = False
        self._is_zero = False
        self._in_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle an opening element."""
        match name.rpartition(" ")[2]:
            case "c":
                # A formula that gives empty text does have a result.
                self._result = attributes.get("t") in {"str", "inlineStr"}
                self._address, self._formula, self._is_zero = attributes.get("r", ""), False, False
            case "f":
                self._formula = True
            case "v" | "is":
                self._in_value = True
            case "row":
                number = attributes.get("r", "")
                known = number.isascii() and number.isdigit()
                self.marks.last_row = int(number) if known else self.marks.last_row + 1
                if _is_hidden(attributes, "ht"):
                    self.marks.hidden_rows.add(self.marks.last_row)
            case "sheetFormatPr" if _is_hidden(attributes, "defaultColWidth"):
                self.marks.hidden_columns.update(range(1, self._last_column + 1))
            case "col":
                first, last = int(attributes.get("min", "0")), int(attributes.get("max", "0"))
                columns = range(first, min(last, first + 1_000) + 1)
                if _is_hidden(attributes, "width"):
                    self.marks.hidden_columns.update(columns)
                else:
                    self.marks.hidden_columns.difference_update(columns)
            case "mergeCell":
                at = parse_range(attributes.get("ref", ""))
                if at and len(self.marks.merged) < MOST_MERGED_BLOCKS:
                    self.marks.merged.append(at)

    def end(self, name: str) -> None:
        """Handle a closing element: a cell with a formula but no value has no saved result."""
        match name.rpartition(" ")[2]:
            case "v" | "is":
                self._in_value = False
            case "c":
                if self._formula and not self._result:
                    self.marks.unsaved.add(self._address)
                elif self._result and _column(self._address.rstrip("0123456789")) > self._last_column:
                    self.marks.stray.append(self._address)
                elif self._formula and self._is_zero:
                    self.marks.zeros.add(self._address)
                elif self._formula:
                    self.marks.calculated = True

    def characters(self, text: str) -> None:
        """Handle text: inside a value it is the cell's saved result."""
        if self._in_value:
            self._is_zero = text == "0" and not self._result
            self._result = True
