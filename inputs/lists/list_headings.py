"""Finds the header row of a list, and holds what the lists of a sheet gave."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from inputs.files.toml_file import read_toml
from inputs.files.workbook_values import Sheet
from inputs.findings import Finding
from inputs.headings.folding import fold
from inputs.headings.known_words import KNOWN_RETURNS

_LONGEST_HEADING = 80
ColumnT = TypeVar("ColumnT")
RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class RowsRead(Generic[RowT]):
    """What lists of one kind on a sheet gave, and the ``rest`` of the sheet. ``recognised``: there is such a list."""

    rows: tuple[RowT, ...]
    findings: tuple[Finding, ...]
    rest: Sheet
    recognised: bool


def words_in(text: str) -> str:
    """The words of an officer on one line, without control characters. Odd marks stay, for the report to tell."""
    letters = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(letter for letter in letters if unicodedata.category(letter) not in ("Cc", "Cs", "Cn")).strip()


@cache
def list_toml(name: str) -> dict[str, Any]:
    """The words of a list, from its file in ``known_returns/lists``, not folded, read once."""
    return read_toml(KNOWN_RETURNS / "lists" / f"{name}.toml")


def header_row(
    sheet: Sheet, headings: Mapping[ColumnT, tuple[str, ...]], needed: Collection[ColumnT]
) -> tuple[int, dict[ColumnT, int]] | None:
    """The first row with all ``needed`` headings, and the column of each heading; None where there is none.

    ``headings`` are the known texts for each column, folded, the most likely first.
    """
    known_texts = {text for texts in headings.values() for text in texts}
    for row, words in sheet.texts.items():
        texts: dict[str, int] = {}
        for place, said in words.items():
            if len(said) <= _LONGEST_HEADING and (text := fold(said)) in known_texts:
                texts.setdefault(text, place)
        if not texts:
            continue
        named = {column: [texts[text] for text in known if text in texts] for column, known in headings.items()}
        columns = {column: places[0] for column, places in named.items() if places}
        if columns.keys() >= set(needed):
            return row, columns
    return None
