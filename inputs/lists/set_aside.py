"""Finds the tables from which no figure may be read, and takes them out of their sheet.

They are lists with a row for each child, whose numbers are of one child each, and files of published figures, whose
numbers are of other areas and of whole years. No message about them quotes a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache, lru_cache
from typing import NamedTuple

from inputs.files.workbook_values import Sheet
from inputs.headings.folding import fold
from inputs.headings.meaning import Heading
from inputs.headings.period_headings import period_heading
from inputs.headings.vocabulary import Lexicon
from inputs.lists.list_extent import are_months, columns_of_list, inside_month, last_row_of_list, spots_of_list
from inputs.lists.list_headings import list_toml

_LONGEST_HEADING = 160  # Annex A asks whole questions in its headings
_ROWS_ABOVE = 200  # of a row of figures, in which its months are looked for
_MOST_WORDS = 7  # of a heading that says which child it is about in some of its words
_MOST_TABLES = 50  # set aside on one sheet; with more of them the whole sheet is

_LONG_ID = re.compile(r"[A-Za-z]{0,4}[-/ ]?\d{6,}[A-Za-z]?")
_LONGEST_COUNT = 6  # digits
_REMARK = re.compile(r"[(\[][^()\[\]]*[)\]]")


class Known(NamedTuple):
    """A table that was set aside: the ``title`` of its family, and which ``part`` of it; "" and "" for any other.

    ``published``: it is no list of children, but a file of published figures.
    """

    title: str = ""
    part: str = ""
    published: bool = False


class _File(NamedTuple):
    """A kind of published file: one heading of each of ``lines`` tells it, unless the row has one of ``unless``."""

    title: str
    lines: tuple[frozenset[str], ...]
    unless: frozenset[str]


class _Words(NamedTuple):
    """The headings by which such tables are known, folded."""

    sure: frozenset[str]
    names: frozenset[str]
    parts: frozenset[str]
    counted: tuple[str, ...]
    dates: frozenset[str]
    columns: frozenset[str]
    lone: frozenset[str]
    beside: frozenset[str]
    families: Mapping[Known, frozenset[str]]
    files: tuple[_File, ...]


@cache
def _words() -> _Words:
    source = list_toml("children")
    folded = {key: frozenset(map(fold, source[key])) for key in source if key != "family"}
    counted = tuple(f"{word} " for word in folded["counted"])
    families = {
        Known(family["title"], part): frozenset(map(fold, headings))
        for family in source["family"]
        for part, headings in family["own"].items()
    }
    files = tuple(
        _File(
            file["title"],
            tuple(frozenset(map(fold, line)) for line in file["headings"]),
            frozenset(map(fold, file.get("unless", ()))),
        )
        for file in list_toml("published")["file"]
    )
    sure = folded["child"] | folded["birth"] | folded["adopter"] | folded["part"]
    dates = folded["dates"] | {text for own in families.values() for text in own if "date" in text.split()}
    lone, beside = folded["lone"], folded["beside"] | dates
    return _Words(sure, folded["name"], folded["part"], counted, dates, folded["column"], lone, beside, families, files)


@cache
def _every() -> frozenset[str]:
    """Every heading by which a table to be set aside is known."""
    words = _words()
    own = (text for its in words.families.values() for text in its)
    plain = words.sure | words.names | words.dates | words.columns | words.lone | words.beside
    return plain.union(own, (text for file in words.files for line in file.lines for text in line))


def set_aside(sheet: Sheet, lexicon: Lexicon) -> tuple[tuple[Known, ...], Sheet]:
    """What was set aside on a sheet, in order, and the rest of the sheet, tables beside and below it included."""
    known: list[Known] = []
    while (header := _header(sheet, lexicon)) is not None:
        row, column, what = header
        known.append(what)
        spots = spots_of_list(sheet, row, column, lexicon) if len(known) < _MOST_TABLES else set(sheet.cells)
        sheet = replace(sheet, cells={spot: cell for spot, cell in sheet.cells.items() if spot not in spots})
    return tuple(known), sheet


def _header(sheet: Sheet, lexicon: Lexicon) -> tuple[int, int, Known] | None:
    """The row and column of the first heading of a table to set aside, and what it is."""
    for row, cells in sheet.rows.items():
        short = {
            place: cell.value
            for place, cell in cells.items()
            if type(cell.value) is str and len(cell.value) <= _LONGEST_HEADING
        }
        if not any(map(_told_by, short.values())):
            continue
        texts = {place: _told_by(text) or fold(text) for place, text in short.items() if text.strip()}
        for run in _runs(texts):
            what = _published(run) or _list_of_children(sheet, row, run, lexicon)
            if what is not None:
                return (row, *what)
    return None


@lru_cache(maxsize=16384)
def _told_by(text: str) -> str:
    """The known heading that a text is, with or without a remark in brackets, or begins or ends with; else ""."""
    folded = fold(text)
    if folded in _every():
        return folded
    bare = fold(_REMARK.sub(" ", text)) if "(" in text or "[" in text else folded
    if bare in _every():
        return bare
    if bare.startswith(_words().counted):
        return ""
    part = _part_of_heading().search(bare)
    return part["first"] or part["last"] if part and len(bare.split()) <= _MOST_WORDS else ""


@cache
def _part_of_heading() -> re.Pattern[str]:
    parts = "|".join(sorted(map(re.escape, _words().parts), key=len, reverse=True))
    return re.compile(rf"^(?P<first>{parts}) | (?P<last>{parts})$")


def _runs(texts: Mapping[int, str]) -> Iterator[dict[int, str]]:
    """The texts of a row, split where two or more columns without a text lie between two of them."""
    run: dict[int, str] = {}
    for place, text in texts.items():
        if run and place - max(run) > 2:
            yield run
            run = {}
        run[place] = text
    if run:
        yield run


def _published(texts: Mapping[int, str]) -> tuple[int, Known] | None:
    held = set(texts.values())
    for file in _words().files:
        if all(line & held for line in file.lines) and not file.unless & held:
            place = next(place for place, text in texts.items() if text in file.lines[0])
            return place, Known(file.title, published=True)
    return None


def _list_of_children(sheet: Sheet, row: int, texts: Mapping[int, str], lexicon: Lexicon) -> tuple[int, Known] | None:
    """The column that tells a list of children, and which list it is, or None for another row."""
    words, held = _words(), set(texts.values())
    if not _every() & held or _is_of_figures(sheet, row):
        return None
    of_measures = _names_measures(sheet, row, texts, lexicon)
    family = _family(held)
    sure = _first(texts, words.sure if of_measures else words.sure | words.names)
    column, lone = _first(texts, words.columns), 0 if of_measures else _first(texts, words.lone)
    dated = next((place for place, text in texts.items() if text in words.dates and _inside(sheet, row, place)), 0)
    if family is not None and (sure or column):
        return sure or column, family
    if sure and _holds_data(sheet, row, sure):
        return sure, Known()
    if dated and not of_measures:
        return dated, Known()
    if column and (words.beside & held or _differs(sheet, row, column)):
        return column, Known()
    if lone and (words.beside & held or _under_child(sheet, row, lone)):
        return lone, Known()
    single = _first(texts, words.lone | words.columns)
    if single and not of_measures and _of_single_children(sheet, row, single, texts, lexicon):
        return single, Known()
    return None


def _of_single_children(sheet: Sheet, row: int, column: int, texts: Mapping[int, str], lexicon: Lexicon) -> bool:
    """Whether ids or names stand under a heading that may be that of children, beside the months of single events.

    An id has six digits or more, unlike the reference of a measure; a name is a text that is not known, a different
    one in nearly every row.
    """
    others = [lexicon.meaning(text).heading for place, text in texts.items() if place != column and text]
    if Heading.PERIOD not in others or Heading.MEASURE in others:
        return False
    below = [str(cell.value).strip() for (r, c), cell in sheet.cells.items() if r > row and c == column]
    values = [value for value in below if value]
    ids = [value for value in values if _LONG_ID.fullmatch(value) and period_heading(value) is None]
    if lexicon.meaning(texts[column]).role:  # Number may head counts, and no council has a million children
        ids = [value for value in ids if not (value.isdecimal() and len(value) <= _LONGEST_COUNT)]
    if len(ids) * 2 > len(values) and len(set(ids)) * 2 > len(ids):
        return True
    names = [value for value in values if not any(map(str.isdigit, value)) and not lexicon.meaning(value).known]
    differ = len(set(values)) * 10 >= len(values) * 9
    enough = len(values) > (0 if texts[column] in _words().columns else 1)  # under Pupil, one row is of one child
    return enough and differ and len(names) * 2 > len(values)


def _is_of_figures(sheet: Sheet, row: int) -> bool:
    """Whether a row holds figures under months, as one of how many children have an NHS number does."""
    places = {place for place, cell in sheet.rows[row].items() if isinstance(cell.value, int | float)}
    above = (sheet.rows.get(above, {}) for above in range(max(1, row - _ROWS_ABOVE), row)) if places else ()
    return any(are_months([cells[place] for place in places if place in cells], fewest=2) for cells in above)


def _first(texts: Mapping[int, str], words: frozenset[str]) -> int:
    return next((place for place, text in texts.items() if text in words), 0)


def _under_child(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a heading of a child stands above another, such as ID under Child."""
    above = sheet.cells.get((row - 1, column))
    return above is not None and fold(above.text) in _words().columns


def _inside(sheet: Sheet, row: int, column: int) -> bool:
    """Whether most of what stands under a heading are days inside their months: of single children, not of returns."""
    below = [cell for (r, c), cell in sheet.cells.items() if r > row and c == column]
    days = [inside_month(cell, heading) for cell in below if (heading := period_heading(cell.value)) is not None]
    return sum(days) * 2 > len(days)


def _family(held: set[str]) -> Known | None:
    """The list of which a row has most of its own headings: two at least, or the only one it has."""
    counts = {known: len(own & held) for known, own in _words().families.items()}
    enough = {known: count for known, count in counts.items() if count >= min(2, len(_words().families[known]))}
    return max(enough, key=lambda known: enough[known]) if enough else None


def _names_measures(sheet: Sheet, row: int, texts: Mapping[int, str], lexicon: Lexicon) -> bool:
    """Whether a row heads a return all the same: it has a column of measures, which "Name" alone does not show."""
    lone = _words().lone
    measures = any(
        lexicon.meaning(text).heading is Heading.MEASURE for text in texts.values() if text and text not in lone
    )
    return measures and any(period_heading(cell.value) is not None for cell in sheet.rows[row].values())


def _holds_data(sheet: Sheet, row: int, column: int) -> bool:
    """Whether there is anything under a heading: a description of the columns of a list has only words."""
    bottom = last_row_of_list(sheet, row, columns_of_list(sheet, row, column))
    below = [cell for (r, c), cell in sheet.cells.items() if row < r <= bottom and c == column]
    if not below:
        return False
    words = _words()
    first = min(below, key=lambda cell: cell.row)
    is_heading = fold(first.text) in words.sure | words.names | words.beside if first.text else False
    if not is_heading:
        return True
    return any(
        isinstance(cell.value, int | float | date | datetime) or period_heading(cell.value) is not None
        for (r, _), cell in sheet.cells.items()
        if row <= r <= bottom
    )


def _differs(sheet: Sheet, row: int, column: int) -> bool:
    """Whether numbers or codes stand under a heading, a different one in every row."""
    values = [str(cell.value) for (r, c), cell in sheet.cells.items() if r > row and c == column]
    coded = [value for value in values if any(map(str.isdigit, value))]
    return len(values) > 1 and len(coded) * 2 > len(values) and len(set(values)) * 10 >= len(values) * 9


def in_words(known: Sequence[Known]) -> str:
    """What was set aside in a workbook, such as "Ofsted’s Annex A, lists 8 and 9": families first."""
    parts: dict[str, dict[str, None]] = {}
    for one in known:
        if one.title and not one.published:
            parts.setdefault(one.title, {})[one.part] = None
    families = {family["title"]: (family["one"], family["many"]) for family in list_toml("children")["family"]}
    said = []
    for title, its in parts.items():
        noun = families[title][len(its) > 1]
        said.append(f"{title}, {noun} {_listed(list(its))}" if noun else f"{title}, {_listed(list(its))}")
    plain = any(not one.title for one in known)
    return " and ".join([*said, *(["a list of children"] if plain and not said else [])])


def _listed(parts: Sequence[str]) -> str:
    numbers = [int(part) for part in parts if part.isdecimal()]
    if len(numbers) == len(parts) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]} to {numbers[-1]}"
    return ", ".join(parts[:-1]) + f" and {parts[-1]}" if len(parts) > 1 else parts[0]
