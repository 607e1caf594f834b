"""What is raised or struck out in a cell is no part of its figure or name: how readers mark it, and what is left.

A reader puts a run of text that has a font of its own between the mark of that font and ``END``. Text outside the marks
has the font of the whole cell, which a reader puts, as a mark, in front of the number format.

What is seen: in .xlsx, .xlsb and .xls the fonts of runs and of whole cells; in .ods the styles of its content, not
those of its list of named styles. A text file has no fonts. Runs of an .xlsx that are CDATA sections, which no office
program writes, are not told apart; what a conditional format does to a font or a number is seen nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from inputs.files.workbook_values import RAISED_ONLY, STRUCK_OUT, Cell, Value

PLAIN, RAISED, STRUCK, END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"  # Unicode keeps these out of every text
_RUN = re.compile(f"([{PLAIN}{RAISED}{STRUCK}])([^{END}]*){END}?")
_AFTER_A_NUMBER = re.compile(r"\s*(?:(?:st|nd|rd|th)\b|%)", re.IGNORECASE)  # as 31st is often written
_APART = "\n"  # stands where a run was, as what is on its two sides is never one number


def mark_of(raised: bool, struck: bool) -> str:
    """The mark of a font. One that is both raised and struck out counts as struck out."""
    return STRUCK if struck else RAISED if raised else PLAIN


def rising(runs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs of a text, by the place of their first letter, without those that a crafted workbook has turn back."""
    kept: list[tuple[int, int]] = []
    for place, font in runs:
        if not kept or place > kept[-1][0]:
            kept.append((place, font))
    return kept


def cell_of(row: int, column: int, value: Value, number_format: str = "General") -> Cell:
    """Make a cell of a value and a number format in which fonts may be marked.

    What is struck out has no value, only a trouble, and so has a figure that is raised as a whole.
    """
    if number_format < PLAIN and (
        not isinstance(value, str) or value.isascii()
    ):  # no mark in either: nearly every cell
        return Cell(row, column, value, number_format)
    marked = PLAIN <= number_format[:1] <= STRUCK
    font, number_format = (number_format[0], number_format[1:]) if marked else (PLAIN, number_format)
    if isinstance(value, str):
        return _of_text(row, column, value, number_format, font)
    if font != PLAIN:
        return Cell(row, column, None, number_format, STRUCK_OUT if font == STRUCK else RAISED_ONLY)
    return Cell(row, column, value, number_format)


def _of_text(row: int, column: int, text: str, number_format: str, font: str) -> Cell:
    runs = _runs(text, font)
    if all(look == PLAIN for look, _ in runs):
        return Cell(row, column, "".join(run for _, run in runs), number_format)
    kept = ""
    for look, run in runs:
        belongs = look == RAISED and kept[-1:].isdigit() and _AFTER_A_NUMBER.match(run)
        kept += run if look == PLAIN or belongs else _APART
    kept = kept.strip()
    struck = any(look == STRUCK and run.strip() for look, run in runs)
    if kept or not any(run.strip() for _, run in runs):
        return Cell(row, column, kept, number_format, part_struck=struck)
    if struck:
        return Cell(row, column, None, number_format, STRUCK_OUT)
    raised = "".join(run for _, run in runs)
    if any(map(str.isalpha, raised)):  # words, all of them small: they are on the same line as nothing else
        return Cell(row, column, raised, number_format)
    return Cell(row, column, None, number_format, RAISED_ONLY)


def _runs(text: str, font: str) -> list[tuple[str, str]]:
    """The runs of a text, each with the mark of its font. White space that is raised or struck out is plain."""
    runs, place = [], 0
    for match in _RUN.finditer(text):
        runs += [(font, text[place : match.start()]), (match[1], match[2])]
        place = match.end()
    runs.append((font, text[place:]))
    return [(look if run.strip() else PLAIN, run) for look, run in runs if run]
