"""Writes the rows of the children in whose records something is likely to be wrong, for the officer who corrects them.

They name children: they are written only where an officer asks for them, and nothing else of the project reads them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from inputs.careers import RecordFile, RowsToCheck
from inputs.records.record_files import FIRST_ROW, RawTable
from inputs.records.record_layouts import TO_CHECK

_NOT_IN_NAMES = re.compile(r"[^\w .()-]+")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins with one of these


def csv_files(
    raw: Sequence[RawTable],
    numbered: Sequence[Mapping[str, Any]],
    to_check: Iterable[RowsToCheck],
    names: Mapping[str, Sequence[str]],
) -> Iterator[tuple[str, bytes]]:
    """A CSV file for each table with rows to check: its name and its content, UTF-8 as Excel opens it.

    ``numbered`` has the numbers that stand for ids in each table. ``names`` are the tables of the extract in which a
    table of careers may be found.
    """
    words: dict[str, dict[int, list[str]]] = {}
    for one in to_check:
        for name in names[one.table]:
            for child in dict.fromkeys(one.children):
                words.setdefault(name, {}).setdefault(child, []).append(one.what)
    of_stay = _children_of_stays(numbered)
    for table, ids in zip(raw, numbered, strict=True):
        children = _children(ids, of_stay)
        rows = [
            (place, "; ".join(words[table.layout.name][child]))
            for place, child in enumerate(children)
            if child in words.get(table.layout.name, {})
        ]
        if rows:
            yield _name(table.file), _content(table, rows)


def _children_of_stays(numbered: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """The child of each period of care, by their numbers."""
    both = [ids for ids in numbered if {"child", "stay"} <= ids.keys()]
    return {int(stay): int(child) for ids in both for child, stay in zip(ids["child"], ids["stay"], strict=True)}


def _children(ids: Mapping[str, Any], of_stay: Mapping[int, int]) -> list[int]:
    if "child" in ids:
        return [int(child) for child in ids["child"]]
    return [of_stay.get(int(stay), 0) for stay in ids.get("stay", ())]


def _name(file: RecordFile) -> str:
    """The name of a table's file: that of the one it was read from, and of its sheet where that is another."""
    stem = PurePath(file.name).stem
    sheet = "" if file.sheet == stem else f" {_NOT_IN_NAMES.sub(' ', file.sheet)}"
    return f"{stem}{sheet} (to check).csv"


def _content(table: RawTable, rows: Iterable[tuple[int, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((TO_CHECK, "Row", *map(table.headings.__getitem__, table.texts)))
    for place, said in rows:
        cells = (column.different[column.places[place]] for column in table.texts.values())
        writer.writerow((said, table.lines[place] + FIRST_ROW, *map(_safe, cells)))
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
