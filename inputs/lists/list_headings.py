"""Finds the headings of a list on a sheet: the first row that names the columns that the list needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from inputs.files.toml_file import read_toml
from inputs.files.workbook_values import Sheet
from inputs.headings.vocabulary import KNOWN_RETURNS, fold

_LONGEST_HEADING = 80
ColumnT = TypeVar("ColumnT")


def source_of(name: str) -> dict[str, Any]:
    """Give the words of a list as ``known_returns/lists`` holds them, not folded yet."""
    return read_toml(KNOWN_RETURNS / "lists" / f"{name}.toml")


def headed_row(
    sheet: Sheet, headings: Mapping[ColumnT, tuple[str, ...]], needed: Collection[ColumnT]
) -> tuple[int, dict[ColumnT, int]] | None:
    """Give the row of the headings and the column of each; None where no row has all that are ``needed``.

    ``headings`` are folded, the likeliest first.
    """
    known_texts = {text for texts in headings.values() for text in texts}
    for row, cells in sheet.rows.items():
        texts: dict[str, int] = {}
        for place, cell in cells.items():
            if 0 < len(cell.text) <= _LONGEST_HEADING and (text := fold(cell.text)) in known_texts:
                texts.setdefault(text, place)
        if not texts:
            continue
        named = {column: [texts[text] for text in known if text in texts] for column, known in headings.items()}
        columns = {column: places[0] for column, places in named.items() if places}
        if columns.keys() >= set(needed):
            return row, columns
    return None
