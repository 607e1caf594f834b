"""What is said of a list of children: by the lines around it, which keep it out, and by columns of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from inputs.files.workbook_values import Cell, Sheet, address
from inputs.findings import Finding, found
from inputs.headings.council_names import is_ours
from inputs.headings.fact_lists import says_nothing
from inputs.headings.fact_words import OURS, STRANGERS, WHOLE, Aspect, Said, at, stated_alone
from inputs.headings.folding import fold
from inputs.headings.note_words import stated_by_note
from inputs.headings.vocabulary import Lexicon
from inputs.lists.episodes import ListRange
from inputs.lists.list_headings import list_toml
from inputs.tables.sheet_facts import Facts, SheetFacts
from inputs.tables.sheet_view import SheetView, is_figure

MOST_LINES = 10  # above a list that are read as its title
MOST_NOTES = 40  # rows below a list that are read as its notes
WIDEST_NOTE = 2  # cells of a row of notes: a label and its value
_BESIDE = frozenset({"target", "plan"})  # of a service’s list neither says what its rows are


class _ColumnWords(NamedTuple):
    """Headings of columns of one kind, and what a cell under them says where its row is left out, all folded."""

    headings: frozenset[str]
    says: frozenset[str]


@cache
def _columns_left_out() -> tuple[_ColumnWords, ...]:
    tables = list_toml("missing_episodes")["left_out"]
    return tuple(_ColumnWords(_folded(one["headings"]), _folded(one["says"])) for one in tables)


@cache
def _columns_of_council() -> _ColumnWords:
    """The headings over names of councils, and what may stand there for our own."""
    table = list_toml("missing_episodes")["of_council"]
    return _ColumnWords(_folded(table["headings"]), _folded(table["own"]))


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def list_left_out(sheet: Sheet, within: ListRange, lexicon: Lexicon, around: Facts) -> Finding | None:
    """The finding that a whole list is left out, by what stands around it or in ``around``, its workbook; or None."""
    facts = SheetFacts(SheetView(sheet, lexicon, transposed=False), around)
    near = Facts((*_by_titles(sheet, within, facts), *_by_notes(sheet, within, facts))).under(facts.facts)
    whose = (one for one in near.of(Aspect.WHOSE) if one.id not in {OURS, WHOLE})
    standing = (one for one in near.of(Aspect.STANDING) if one.id not in _BESIDE)
    said = next(standing, None) or next(whose, None)
    return _finding(said, address(within.top, within.left)) if said is not None else None


def _finding(said: Said, first: str) -> Finding:
    where = said.cell or "the sheet’s name"
    words = f" (“{said.words}”)" if said.words else ""
    left = f"The list of children who went missing was left out: by {where}{words} it is "
    place = said.cell if said.cell.isalnum() else first
    if said.aspect is Aspect.WHOSE:
        what = f"{left}of {said.name}, not of all the children whom the council looks after."
        remedy = f"If it is the council’s own, correct {where} and run again; if not, nothing needs to be done."
        return found("not-the-councils", what, remedy, place)
    what = f"{left}{said.name}."
    return found("not-actual", what, f"If its rows are actual ones, correct {where} and run again.", place)


def _by_titles(sheet: Sheet, within: ListRange, facts: SheetFacts) -> Iterator[Said]:
    for row in range(within.top - 1, max(0, within.top - 1 - MOST_LINES), -1):
        cells = list(sheet.rows.get(row, {}).values())
        if len(cells) > WIDEST_NOTE and any(map(is_figure, cells)):
            return  # the figures of another table
        for cell in cells:
            if cell.text:
                yield from facts.said_by(cell)
                yield from facts.labelled(cell)
        yield from facts.page_filters([row])


def _by_notes(sheet: Sheet, within: ListRange, facts: SheetFacts) -> Iterator[Said]:
    """What notes state: those right below a list, and the rows of one text among its own."""
    own = {row for row, cells in sheet.rows.items() if within.top < row <= within.bottom and len(cells) == 1}
    notes = [*sorted(own), *_rows_below(sheet, within.bottom)]
    for row in notes:
        for cell in sheet.rows[row].values():
            if cell.text:
                yield from at(stated_by_note(cell.text, facts.known, facts.council), cell.address)


def _rows_below(sheet: Sheet, bottom: int) -> list[int]:
    """The rows of notes below a list, without the title of another table below them."""
    below: list[int] = []
    for row in range(bottom + 1, bottom + 1 + MOST_NOTES):
        if len(sheet.rows.get(row, ())) > WIDEST_NOTE:
            blank = max((one for one in range(bottom, row) if one not in sheet.rows), default=row)
            return [one for one in below if one < blank]  # without the lines straight above its headings
        if row in sheet.rows:
            below.append(row)
    return below


def rows_left_out(sheet: Sheet, within: ListRange, lexicon: Lexicon) -> tuple[frozenset[int], tuple[Finding, ...]]:
    """The rows that columns such as Looked after? or Record status keep out, and the one finding of them."""
    rows: set[int] = set()
    headed: list[str] = []
    for column in range(within.left, within.right + 1):
        heading = sheet.cells.get((within.top, column))
        words = fold(heading.text) if heading is not None else ""
        cells = [cell for row in range(within.top + 1, within.bottom + 1) if (cell := sheet.cells.get((row, column)))]
        out = {cell.row for cell in cells if words and _keeps_out(words, cell, lexicon.council)}
        if out:
            headed.append(address(within.top, column))
            rows |= out
    if not rows:
        return frozenset(), ()
    many = "One row" if len(rows) == 1 else f"{len(rows):,} rows"
    where = " and ".join(headed)
    what = f"{many} of the list {'was' if len(rows) == 1 else 'were'} left out: by the column in {where} the child is "
    what += "not looked after by the council, or the row does not count."
    remedy = f"If they should be counted, correct what stands under {where} and run again."
    return frozenset(rows), (found("list-rows-left-out", what, remedy, headed[0]),)


def _keeps_out(heading: str, cell: Cell, council: str) -> bool:
    """Whether a cell of a list, under a folded heading, takes its row out of those that count."""
    said = fold(_shown(cell))
    if any(heading in words.headings and said in words.says for words in _columns_left_out()):
        return True
    names = _columns_of_council()
    if heading not in names.headings or not cell.text or not council:
        return False
    if is_ours(said, council) or said in names.says or says_nothing(said):
        return False
    known = stated_alone(cell.text, Aspect.WHOSE)
    return known is None or known.id in STRANGERS


def _shown(cell: Cell) -> str:
    """The text of a cell; of a tick box or a 0 or 1 the word for it."""
    if isinstance(cell.value, bool | int):
        return str(cell.value)
    return cell.text
