"""Gathers what a workbook says of the figures on all its sheets: by the name of the file, and on a cover sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from inputs.files.workbook_values import Sheet, Workbook
from inputs.headings.fact_words import OF_LINES, OURS, STRANGERS, Aspect, Said, listed, stated_in
from inputs.headings.folding import fold
from inputs.headings.note_words import denied, denied_in
from inputs.headings.vocabulary import Lexicon
from inputs.tables.sheet_facts import Facts
from inputs.tables.sheet_view import is_figure

FILE_NAME = "the file’s name"
MOST_CELLS = 60  # of a cover sheet
MOST_FIGURES = 3  # on it: the number of a version, of a telephone
_OTHERS = STRANGERS - {"council"}
_OF_FILES = OF_LINES - {"test"}  # a file may be called test and be one to try the report with


def workbook_facts(workbook: Workbook, lexicon: Lexicon) -> Facts:
    """What the name of a workbook and its cover sheets say: a draft, an old version, England’s.

    Which council’s they are is left to report.toml: a service may keep the sheets or the names of another one.
    """
    said = [*_by_name(workbook.name, lexicon)]
    for sheet in workbook.sheets:
        if not sheet.hidden and 0 < len(sheet.cells) <= MOST_CELLS:
            said += _by_cover(sheet, lexicon)
    return Facts(tuple(said))


def _by_name(name: str, lexicon: Lexicon) -> Iterator[Said]:
    text = re.sub(r"[\W_]+|(?<=[A-Za-z])(?=\d)", " ", PurePath(name).stem)
    others = frozenset(word for word in fold(text).split() if not stated_in(word, frozenset(), ""))  # Dec, v2
    told = stated_in(text, lexicon.naming_words, lexicon.council)
    if not any(one.id == OURS for one in told):
        told = (*told, *(one for one in stated_in(text, others, lexicon.council) if one.aspect is Aspect.STANDING))
        told = tuple(one for one in told if one.id in (_OF_FILES if one.aspect is Aspect.STANDING else _OTHERS))
        yield from (replace(one, cell=FILE_NAME) for one in dict.fromkeys(told))


def _by_cover(sheet: Sheet, lexicon: Lexicon) -> Iterator[Said]:
    """What the lines of a sheet without figures state, where no other line takes it back."""
    cells = sheet.cells.values()
    if sum(map(is_figure, cells)) > MOST_FIGURES or sum(isinstance(one.value, date) for one in cells) > MOST_FIGURES:
        return  # a table, or a list with the dates of each row
    if any(not listed("is_final").isdisjoint(fold(cell.text).split()) for cell in sheet.cells.values()):
        return
    before = ""
    for cell in sheet.cells.values():
        label, _, value = cell.text.partition(":")
        plain = not value or fold(label) in listed("standing_heading")
        told = stated_in(cell.text, lexicon.naming_words, lexicon.council) if plain else ()
        for one in (*denied(before, cell.text), *denied_in(cell.text), *told):
            if one.id in OF_LINES:
                yield replace(one, cell=f"{sheet.name}!{cell.address}")
        before = cell.text
