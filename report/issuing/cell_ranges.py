"""Cells as a spreadsheet names them together: "B18:C26" for eighteen of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from inputs.files.workbook_values import column_letters

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
_Run = tuple[int, int]  # the first and the last


def in_ranges(cells: Iterable[str]) -> str:
    """Every one of the cells and no other, those that make a rectangle as its corners; by column, then by row.

    What is no address of a cell stands before them as it is.
    """
    others: dict[str, None] = {}
    columns: dict[int, set[int]] = {}
    for cell in cells:
        if address := _ADDRESS.fullmatch(cell):
            columns.setdefault(_number(address[1]), set()).add(int(address[2]))
        else:
            others[cell] = None
    starts: dict[_Run, list[int]] = {}  # runs of rows, and the columns that have each
    for column in sorted(columns):
        for run in _runs(columns[column]):
            starts.setdefault(run, []).append(column)
    found = sorted((across, down) for down, having in starts.items() for across in _runs(having))
    return " ".join((*others, *(_range(across, down) for across, down in found)))


def _runs(numbers: Iterable[int]) -> Iterator[_Run]:
    """Numbers that follow one another, as the first and the last of each run."""
    for _, run in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]


def _range(across: _Run, down: _Run) -> str:
    first, last = f"{column_letters(across[0])}{down[0]}", f"{column_letters(across[1])}{down[1]}"
    return first if first == last else f"{first}:{last}"


def _number(letters: str) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
