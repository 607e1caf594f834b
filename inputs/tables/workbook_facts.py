"""Gathers what a workbook says of the figures on all its sheets: by the name of the file, and on a cover sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import PurePath

from inputs.files.workbook_values import Sheet, Workbook
from inputs.headings.days_of_data import cut_off
from inputs.headings.fact_lists import flag_of, listed
from inputs.headings.fact_words import OF_NOTES, OURS, STRANGERS, Aspect, Said, is_service, populations, stated_in
from inputs.headings.folding import fold
from inputs.headings.note_words import OfMonths, says_of_which, speaks_of_figures, stated_by_note
from inputs.headings.period_headings import period_heading
from inputs.headings.questions import answered, denied_in, stated_by_label
from inputs.headings.short_words import stated_over
from inputs.headings.vocabulary import Lexicon
from inputs.tables.sheet_facts import NOTHING, Facts
from inputs.tables.sheet_view import is_figure

FILE_NAME = "the file’s name"
MOST_CELLS = 200  # of a cover sheet
MOST_DATES = 3
WIDEST_ROW = 4  # cells of a row of a cover sheet, such as a version with its date, its author and its standing
MOST_FIGURES = 12  # on it: the number of a version, of a telephone
_OTHERS = (STRANGERS - {"council"}) | {"protection", "in_need", "pupils", "sample"}


def workbook_facts(workbook: Workbook, lexicon: Lexicon) -> Facts:
    """What the name of a workbook and its cover sheets say: a draft, an old version, England’s.

    Which council’s they are is left to report.toml: a service may keep the sheets or the names of another one.
    """
    said, of_months, flag = [*_by_name(workbook.name, lexicon)], list[tuple[OfMonths, str]](), ""
    for sheet in workbook.sheets:
        if not sheet.hidden and 0 < len(sheet.cells) <= MOST_CELLS and _may_be_cover(sheet, lexicon):
            said += _by_cover(sheet, lexicon)
            of_months += _days_on_cover(sheet)
            flag = flag or next(
                (flag_of(cell.text) for cell in sheet.cells.values() if speaks_of_figures(cell.text)), ""
            )
    return Facts(tuple(said), flag, tuple(of_months))


def _days_on_cover(sheet: Sheet) -> Iterator[tuple[OfMonths, str]]:
    """The day on which the data of a workbook were taken, as a cover sheet gives it in a line or beside a label."""
    for cell in sheet.cells.values():
        of = cut_off(cell.text, sheet.beside(cell), as_at=True) if cell.text else None
        if of is not None:
            yield of, f"{sheet.name}!{cell.address}"


def facts_of_service(sheet: Sheet, workbook: Workbook) -> Facts:
    """What a sheet called CP says where another one of its workbook is called after a service, such as CIN."""
    others = {fold(one.name) for one in workbook.sheets if one is not sheet}
    if fold(sheet.name) not in listed("unclear_sheets") or others.isdisjoint(listed("services_in_sheets")):
        return NOTHING
    return Facts(stated_over(sheet.name))


def _by_name(name: str, lexicon: Lexicon) -> Iterator[Said]:
    text = re.sub("(?i)draft", " draft ", PurePath(name).stem)  # CLADRAFT
    text = re.sub(r"[\W_]+|(?<=[A-Za-z]{2})(?=\d)", " ", text)
    others = frozenset(word for word in fold(text).split() if not stated_in(word, frozenset(), ""))  # Dec, v2
    told = stated_in(text, lexicon.naming_words, lexicon.council)
    if not any(one.id == OURS for one in told):
        told = (*told, *(one for one in stated_in(text, others, lexicon.council) if one.aspect is Aspect.STANDING))
        told = tuple(one for one in told if one.words != "test")  # a file to try the report with
        told = tuple(one for one in told if one.id in (OF_NOTES if one.aspect is Aspect.STANDING else _OTHERS))
        yield from (one._replace(cell=FILE_NAME) for one in dict.fromkeys(told))


def _by_cover(sheet: Sheet, lexicon: Lexicon) -> Iterator[Said]:
    """What the lines of a cover sheet state, where it does not say that the figures are final after all."""
    cells = [cell for cell in sheet.cells.values() if cell.text]
    folded = [fold(cell.text) for cell in cells]
    final = any(_says_final(text, after) for text, after in pairwise([*folded, ""]))
    words = (lexicon.naming_words, lexicon.council)
    first = cells[0] if cells else None  # the title of the pack, not of one of its pages
    for before, cell in pairwise([None, *cells]):
        assert cell is not None, "only the first has none before it"
        label, _, value = cell.text.partition(":")
        plain = not value or fold(label) in listed("standing_heading")
        of_figures = (
            stated_by_label(label, value) if value else stated_by_label(before.text, cell.text) if before else ()
        )
        told = [*answered(before.text if before else "", cell.text), *denied_in(cell.text)]
        told += stated_in(cell.text, *words) if plain and not _is_choice(fold(cell.text)) else ()
        told = [one for one in told if one.id in OF_NOTES and not final]
        if says_of_which(cell.text):
            told += [one for one in stated_by_note(cell.text, *words) if one.id != "council"]
        told += [one for one in of_figures if one.id != "council"]
        if cell is first:
            told += [one for one in stated_in(cell.text, *words) if one.id in populations() and not is_service(one)]
        yield from (one._replace(cell=f"{sheet.name}!{cell.address}") for one in dict.fromkeys(told))


def _may_be_cover(sheet: Sheet, lexicon: Lexicon) -> bool:
    """Whether a sheet has narrow rows and hardly any figures, none in the row or column of a name of a measure."""
    if not listed("glossaries").isdisjoint({fold(sheet.name), *fold(sheet.name).split()}):
        return False  # of whom a measure is in general
    if any(len(cells) > WIDEST_ROW for cells in sheet.rows.values()):
        return False
    figures = [cell for cell in sheet.cells.values() if is_figure(cell)]
    if not figures or len(figures) > MOST_FIGURES:
        return not figures
    named = [cell for cell in sheet.cells.values() if cell.text and lexicon.meaning(cell.text).items]
    rows, columns = {cell.row for cell in named}, {cell.column for cell in named}
    dated = [cell.row for cell in sheet.cells.values() if isinstance(cell.value, date)]
    if len(dated) > min(MOST_DATES, len(set(dated))):
        return False  # a list: rows with dates on which something began and ended, or many rows with a date
    months = {cell.column for cell in sheet.cells.values() if cell.text and period_heading(cell.text) is not None}
    return not any(one.row in rows or one.column in columns | months for one in figures)


def _says_final(text: str, after: str) -> bool:
    """Whether a line says that figures are final: “Final”, “Final for quarter 3”, “Signed off” and a yes after it."""
    if text in listed("asks_whether_final") and after in listed("answers_yes"):
        return True
    finals = (
        word for word in listed("is_final") if re.fullmatch(rf"(?:status )?{word}(?: (?:for|on|at|by) .*)?", text)
    )
    return any(finals) and after not in listed("answers_no")


def _is_choice(folded: str) -> bool:
    """Whether a text leaves open which of two is meant, as “Draft / Final”."""
    return re.fullmatch(r"(?:status )?draft (?:or )?final", folded) is not None
