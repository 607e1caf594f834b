"""Reads the officer's own words on measures: a Commentary sheet, or a column of commentary in a return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

from inputs.files.workbook_values import Cell, Sheet
from inputs.files.zip_package import printable
from inputs.findings import Finding, found
from inputs.headings.period_headings import part_of
from inputs.headings.vocabulary import Heading, Lexicon, Role, fold
from inputs.intake import Comment, Remark, RemarkPart
from inputs.lists.list_headings import source_of
from inputs.period import Period
from inputs.suggestions import did_you_mean
from inputs.tables.heading_findings import trouble_finding
from inputs.tables.sheet_view import is_figure

_LONGEST_HEADING = 60
_PARTS = tuple(RemarkPart)


@dataclass(frozen=True, slots=True)
class CommentaryReading:
    """What the commentary of a sheet gave, and the ``rest`` of it. ``recognised`` says that there is any commentary."""

    comments: tuple[Comment, ...]
    findings: tuple[Finding, ...]
    rest: Sheet
    recognised: bool


@cache
def commentary_words() -> Mapping[str, RemarkPart]:
    """Read the headings of a commentary from ``known_returns/lists``, folded."""
    source = source_of("commentary")
    return {fold(word): part for part in _PARTS for word in source[part.value]}


@cache
def _nothing() -> frozenset[str]:
    """What is written into a cell where there is nothing to say, folded."""
    return frozenset(fold(word) for word in source_of("commentary")["nothing"])


@dataclass(frozen=True, slots=True)
class _Head:
    """A row of headings: the part of each column of commentary, and the column of measures, 0 where there is none.

    ``alone`` tells a table of commentary from a column of it in a return.
    """

    parts: Mapping[int, RemarkPart]
    measures: int
    alone: bool


def read_comments(sheet: Sheet, workbook: str, lexicon: Lexicon) -> CommentaryReading:
    """Read every row of commentary of a sheet. What stands beside no measure that is known is told and not printed."""
    heads = {row: head for row, cells in sheet.rows.items() if (head := _head(cells, lexicon)) is not None}
    if not heads:
        return CommentaryReading((), (), sheet, recognised=False)
    reading = _Reading(sheet, workbook, lexicon)
    for row, cells in sheet.rows.items():
        reading.take(cells, heads.get(row))
    rest = {spot: cell for spot, cell in sheet.cells.items() if spot not in reading.spots}
    return CommentaryReading(reading.comments(), tuple(reading.findings), replace(sheet, cells=rest), recognised=True)


class _Reading:
    """Goes down a sheet row by row, remembering the headings and the measure that were met last."""

    def __init__(self, sheet: Sheet, workbook: str, lexicon: Lexicon) -> None:
        self._sheet = sheet
        self._workbook = workbook
        self._lexicon = lexicon
        self._head: _Head | None = None
        self._item = ""
        self._held: list[tuple[Period | None, Comment]] = []
        self._hidden_told = False
        self.findings: list[Finding] = []
        self.spots: set[tuple[int, int]] = set()

    def take(self, cells: Mapping[int, Cell], head: _Head | None) -> None:
        """Read one row: a row of headings if it is the ``head`` of some, a comment, or something that is left alone."""
        if head is not None:
            self._head, self._item = head, ""
            self.spots |= {(cells[column].row, column) for column in head.parts}
            return
        if self._head is None or (self._head.alone and _has_periods(cells)):
            self._head = None  # a table of figures under the commentary
            return
        said = {column: cells[column] for column in self._head.parts if column in cells}
        # In a return, a figure under such a heading belongs to another table below, which has its own headings.
        said = {
            c: cell for c, cell in said.items() if (self._head.alone or not is_figure(cell)) and not _is_blank(cell)
        }
        self.spots |= {(cell.row, column) for column, cell in said.items()}
        others = {column: cell for column, cell in cells.items() if column not in self._head.parts}
        self._item = self._named(others, self._head)
        if said:
            self._comment(said, others)

    def _named(self, cells: Mapping[int, Cell], head: _Head) -> str:
        """The item that a row names or, for the parts of one in a return, the item named above it; "" for neither."""
        if head.measures:
            cell = cells.get(head.measures)
            named = self._lexicon.item_called(cell.text) if cell is not None else ""
            if named or cell is None or not self._is_part(cell):
                return named
            return self._item
        texts = [cell for cell in cells.values() if cell.text and not is_figure(cell) and not part_of(cell.value)]
        items = {named for cell in texts if (named := self._lexicon.item_called(cell.text))}
        if items:
            return items.pop() if len(items) == 1 else ""
        return self._item if all(self._is_part(cell) for cell in texts) else ""

    def _is_part(self, cell: Cell) -> bool:
        meaning = self._lexicon.meaning(cell.text)
        return meaning.role is not Role.UNMARKED or meaning.heading is Heading.TARGET

    def _comment(self, said: Mapping[int, Cell], others: Mapping[int, Cell]) -> None:
        first = next(iter(said.values()))
        if self._is_hidden(list(said.values())):
            return
        if not self._item:
            self._not_placed(first, others)
            return
        assert self._head is not None
        remarks = [one for column, cell in said.items() if (one := self._remark(self._head.parts[column], cell))]
        if remarks:
            ordered = tuple(sorted(remarks, key=lambda one: _PARTS.index(one.part)))
            period = next((p.period for cell in others.values() if (p := part_of(cell.value)) and p.has_period), None)
            self._held.append((period, Comment(self._item, self._workbook, self._sheet.name, ordered)))

    def _is_hidden(self, cells: Sequence[Cell]) -> bool:
        hidden = self._sheet.hidden or cells[0].row in self._sheet.hidden_rows
        hidden = hidden or all(cell.column in self._sheet.hidden_columns for cell in cells)
        if hidden and not self._hidden_told:
            remedy = "Unhide it if the report should print it; delete it if not."
            self.findings.append(found("hidden-commentary", "Commentary here is hidden, so it is not printed.", remedy))
            self._hidden_told = True
        return hidden

    def _not_placed(self, first: Cell, others: Mapping[int, Cell]) -> None:
        texts = [cell.text for cell in others.values() if cell.text]
        nearest = next((name for text in texts if (name := self._lexicon.nearest(text))), "")
        what = "It cannot be told which measure this commentary is about, so it is not printed."
        meant = f"{did_you_mean(nearest)} " if nearest else ""
        remedy = f"{meant}Name the measure in the same row, as the report or the return does, and run again."
        self.findings.append(found("comment-not-placed", what, remedy, first.address))

    def _remark(self, part: RemarkPart, cell: Cell) -> Remark | None:
        if cell.trouble:
            self.findings.append(trouble_finding(cell))
            return None
        if isinstance(cell.value, date):  # a datetime is one, too
            day = cell.value.date() if isinstance(cell.value, datetime) else cell.value
            return Remark(part, "", cell.address, day)
        text = printable(cell.text or str(cell.value)).replace("\ufffd", "").strip()
        return Remark(part, text, cell.address) if text else None

    def comments(self) -> tuple[Comment, ...]:
        """Every comment; of those on one item in several periods of a return, the one on the latest."""
        latest: dict[str, Period] = {}
        for period, comment in self._held:
            if period is not None:
                latest[comment.item] = max(period, latest.get(comment.item, period))
        return tuple(comment for period, comment in self._held if period in (None, latest.get(comment.item)))


def _head(cells: Mapping[int, Cell], lexicon: Lexicon) -> _Head | None:
    """The headings of a commentary in a row, or None where it has none."""
    known = commentary_words()
    short = {column: fold(cell.text) for column, cell in cells.items() if 0 < len(cell.text) <= _LONGEST_HEADING}
    named = {column: known[text] for column, text in short.items() if text in known}
    first = _first_of_each(named)
    measures = next((column for column in short if lexicon.meaning(cells[column].text).heading is Heading.MEASURE), 0)
    if RemarkPart.WHY in first.values() and measures:
        return _Head(first, measures, alone=True)
    lone = {column: part for column, part in first.items() if part is RemarkPart.COMMENTARY}
    return _Head(lone, measures, alone=False) if lone and len(short) > 1 else None


def _first_of_each(named: Mapping[int, RemarkPart]) -> dict[int, RemarkPart]:
    first: dict[RemarkPart, int] = {}
    for column, part in named.items():
        first.setdefault(part, column)
    return {column: part for part, column in first.items()}


def _has_periods(cells: Mapping[int, Cell]) -> bool:
    return sum((part := part_of(cell.value)) is not None and part.has_period for cell in cells.values()) > 1


def _is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing: it is empty, or holds a mark such as "-" or "n/a" in place of words."""
    if cell.trouble or (not cell.text and not isinstance(cell.value, str | bool) and cell.value is not None):
        return False
    return not any(map(str.isalnum, cell.text)) or fold(cell.text) in _nothing()
