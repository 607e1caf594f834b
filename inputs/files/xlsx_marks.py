"""What a sheet's XML says beside its values: merged blocks, hidden rows and columns, formulas never calculated."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

from inputs.files.workbook_values import CellRange

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
MOST_MERGED_BLOCKS = 5_000


@dataclass(slots=True)
class SheetMarks:
    """The marks of one sheet.

    ``unsaved`` holds the addresses of formulas with no saved result, ``zeros`` those of formulas with the result 0, and
    ``calculated`` says that there are formulas with another result. ``stray`` holds the addresses of values beyond the
    last column that a return may have.
    """

    merged: list[CellRange] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unsaved: set[str] = field(default_factory=set)
    zeros: set[str] = field(default_factory=set)
    calculated: bool = False
    stray: list[str] = field(default_factory=list)
    last_row: int = 0


def range_of(reference: str) -> CellRange | None:
    """Read a reference such as ``A1:C2``; None for anything else."""
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


def read_marks(xml: bytes, last_column: int) -> SheetMarks:
    """Read the marks of a sheet from its XML, as far as that goes: one that breaks off gives what came before."""
    reader = _MarksReader(last_column)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    with suppress(expat.ExpatError, LookupError, ValueError):
        parser.Parse(xml, True)
    return reader.marks


class _MarksReader:
    """Takes the elements of a sheet one by one; only the last part of each name counts, whatever its namespace."""

    def __init__(self, last_column: int) -> None:
        self.marks = SheetMarks()
        self._last_column = last_column
        self._address = ""
        self._formula = False
        self._result = False
        self._is_zero = False
        self._in_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of an opening element."""
        match name.rpartition(" ")[2]:
            case "c":
                # A formula that gives empty text (t="str") does have a result.
                self._result = attributes.get("t") == "str"
                self._address, self._formula, self._is_zero = attributes.get("r", ""), False, False
            case "f":
                self._formula = True
            case "v" | "is":
                self._in_value = True
            case "row":
                self._row(attributes)
            case "col":
                self._columns(attributes)
            case "mergeCell":
                at = range_of(attributes.get("ref", ""))
                if at and len(self.marks.merged) < MOST_MERGED_BLOCKS:
                    self.marks.merged.append(at)

    def end(self, name: str) -> None:
        """Take note of a closing element: a cell with a formula and no result has none saved."""
        match name.rpartition(" ")[2]:
            case "v" | "is":
                self._in_value = False
            case "c":
                if self._formula and not self._result:
                    self.marks.unsaved.add(self._address)
                elif self._result and self._is_far():
                    self.marks.stray.append(self._address)
                elif self._formula and self._is_zero:
                    self.marks.zeros.add(self._address)
                elif self._formula:
                    self.marks.calculated = True

    def _is_far(self) -> bool:
        letters = self._address.rstrip("0123456789")
        return len(letters) > 1 and _column(letters) > self._last_column

    def characters(self, text: str) -> None:
        """Take note of text: inside a value it is the cell's saved result."""
        if self._in_value:
            self._is_zero = text == "0" and not self._result
            self._result = True

    def _row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self.marks.last_row = int(number) if number.isascii() and number.isdigit() else self.marks.last_row + 1
        if attributes.get("hidden") in {"1", "true"}:
            self.marks.hidden_rows.add(self.marks.last_row)

    def _columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in {"1", "true"}:
            first, last = int(attributes.get("min", "0")), int(attributes.get("max", "0"))
            self.marks.hidden_columns.update(range(first, min(last, first + 1_000) + 1))
