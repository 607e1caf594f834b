"""Finds the tables from which no figure may be read, and takes them out of their sheet.

They are lists with a row for each child, whose numbers are of one child each, and files of published figures, whose
numbers are of other areas and of whole years. No message about them quotes a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import pairwise

from inputs.files.workbook_values import Cell, Sheet
from inputs.headings.period_headings import Form, PeriodHeading, period_heading
from inputs.headings.vocabulary import Heading, Lexicon, fold
from inputs.lists.list_headings import list_toml

_LONGEST_HEADING = 160  # Annex A asks whole questions in its headings
_ROWS_ABOVE = 40  # of a row of figures, in which its months are looked for
_ROWS_OF_HEADINGS = 4  # below a blank row, in which a table that is no list shows its months
_LAST_DAYS = 28  # a date from here on may be the last day of its month
_MOST_WORDS = 7  # of a heading that says which child it is about in some of its words
_MOST_TABLES = 50  # set aside on one sheet; with more of them the whole sheet is
_STEPS = {1, 3, 12}  # months between the headings of a return
_DAY_IN_FIGURES = re.compile(r"(?P<day>\d{1,2})[/.-]\d{1,2}[/.-]\d{2,4}\b.*")

_REMARK = re.compile(r"[(\[][^()\[\]]*[)\]]")

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Known:
    """A table that was set aside: the ``title`` of its family, and which ``part`` of it; "" and "" for any other.

    ``published``: it is no list of children, but a file of published figures.
    """

    title: str = ""
    part: str = ""
    published: bool = False


@dataclass(frozen=True, slots=True)
class _File:
    """A kind of published file: one heading of each of ``lines`` tells it, unless the row has one of ``unless``."""

    title: str
    lines: tuple[frozenset[str], ...]
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Words:
    """The headings by which such tables are known, folded."""

    sure: frozenset[str]
    names: frozenset[str]
    parts: frozenset[str]
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
    return _Words(sure, folded["name"], folded["part"], dates, folded["column"], lone, beside, families, files)


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
        spots = _extent(sheet, row, column, lexicon) if len(known) < _MOST_TABLES else set(sheet.cells)
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
    return None


def _is_of_figures(sheet: Sheet, row: int) -> bool:
    """Whether a row holds figures under months, as one of how many children have an NHS number does."""
    places = {place for place, cell in sheet.rows[row].items() if isinstance(cell.value, int | float)}
    above = (sheet.rows.get(above, {}) for above in range(max(1, row - _ROWS_ABOVE), row)) if places else ()
    return any(_regular([cells[place] for place in places if place in cells], fewest=2) for cells in above)


def _first(texts: Mapping[int, str], words: frozenset[str]) -> int:
    return next((place for place, text in texts.items() if text in words), 0)


def _under_child(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a heading of a child stands above another, such as ID under Child."""
    above = sheet.cells.get((row - 1, column))
    return above is not None and fold(above.text) in _words().columns


def _inside(sheet: Sheet, row: int, column: int) -> bool:
    """Whether most of what stands under a heading are days inside their months: of single children, not of returns."""
    below = [cell for (r, c), cell in sheet.cells.items() if r > row and c == column]
    days = [_inside_month(cell, heading) for cell in below if (heading := period_heading(cell.value)) is not None]
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
    below = [cell for (r, c), cell in sheet.cells.items() if r > row and c == column]
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
        if r >= row
    )


def _differs(sheet: Sheet, row: int, column: int) -> bool:
    """Whether numbers or codes stand under a heading, a different one in every row."""
    values = [str(cell.value) for (r, c), cell in sheet.cells.items() if r > row and c == column]
    coded = [value for value in values if any(map(str.isdigit, value))]
    return len(values) > 1 and len(coded) * 2 > len(values) and len(set(values)) * 10 >= len(values) * 9


def _extent(sheet: Sheet, top: int, column: int, lexicon: Lexicon) -> set[Spot]:
    """The spots of a list from its row of headings down, in all columns but those of a table that is no list.

    It is wide on purpose: what belongs to nothing that shows its months as a return does is taken for the list's.
    """
    left = right = column
    while (top, left - 1) in sheet.cells:
        left -= 1
    while (top, right + 1) in sheet.cells:
        right += 1
    bottom = _bottom(sheet, top, range(left, right + 1), lexicon)
    spots = [spot for spot in sheet.cells if top <= spot[0] <= bottom]
    kept: set[int] = set()
    for block in _blocks(sorted({place for _, place in spots})):
        if not set(block) & set(range(left, right + 1)):
            beside = [cell for (row, place), cell in sheet.cells.items() if row <= bottom and place in block]
            kept |= set(block) if _is_return(beside, lexicon) else set()
    return {spot for spot in spots if spot[1] not in kept}


def _bottom(sheet: Sheet, top: int, columns: range, lexicon: Lexicon) -> int:
    """The last row of a list: it ends above a blank row below which another table shows its months."""
    rows = sorted(row for row in {row for row, place in sheet.cells if place in columns} if row > top)
    for block in list(_blocks([top, *rows]))[1:]:
        first = [cell for row in block[:_ROWS_OF_HEADINGS] for cell in sheet.rows[row].values()]
        whole = [cell for row in block for cell in sheet.rows[row].values()]
        if any(_regular(line, fewest=3) for line in _lines(first, by_row=True)) or _is_long(whole):
            return block[0] - 1
    return max(sheet.rows)


def _blocks(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Numbers in order, split where one or more are missing between two of them."""
    block: list[int] = []
    for number in numbers:
        if block and number - block[-1] > 1:
            yield block
            block = []
        block.append(number)
    if block:
        yield block


def _is_return(cells: Sequence[Cell], lexicon: Lexicon) -> bool:
    """Whether a block of columns shows months as a return does: in a row, down a column, or one over a measure."""
    if any(_regular(line, fewest=2) for line in _lines(cells, by_row=True)) or _is_long(cells):
        return True
    named = any(lexicon.meaning(cell.text).items for cell in cells if cell.text)
    months = (period_heading(cell.value) for cell in cells if any(map(str.isalpha, cell.text[:3])))
    return named and any(month is not None and month.form is Form.WHOLE for month in months)


def _is_long(cells: Sequence[Cell]) -> bool:
    """Whether months stand in a column; numbers there may be ids and are no years."""
    dated = [cell for cell in cells if not isinstance(cell.value, int | float)]
    return any(_regular(line, fewest=3) for line in _lines(dated, by_row=False))


def _lines(cells: Iterable[Cell], by_row: bool) -> Iterator[list[Cell]]:
    lines: dict[int, list[Cell]] = {}
    for cell in cells:
        lines.setdefault(cell.row if by_row else cell.column, []).append(cell)
    yield from lines.values()


def _regular(cells: Sequence[Cell], fewest: int) -> bool:
    """Whether a line holds the headings of a return: months, quarters or years at even steps, and no other dates."""
    read = [(cell, heading) for cell in cells if (heading := period_heading(cell.value)) is not None]
    if any(_inside_month(cell, heading) for cell, heading in read):
        return False
    months = sorted({heading.year * 12 + heading.month for _, heading in read})
    return len(months) >= fewest and {second - first for first, second in pairwise(months)} <= _STEPS


def _inside_month(cell: Cell, heading: PeriodHeading) -> bool:
    """Whether a heading is a day in the middle of its month, as in a list, and not its first or one of its last."""
    match = _DAY_IN_FIGURES.match(cell.text)
    day = int(match["day"]) if match else heading.day
    return heading.form is Form.SERIAL or 1 < day < _LAST_DAYS


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
