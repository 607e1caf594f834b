"""Reads the officer's commentary on measures: a table of its own, or a column of commentary in a return.

What it says of the figures beside it, as that they are a draft, is left on the sheet for whoever reads these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from inputs.files.workbook_values import Cell, Sheet
from inputs.findings import Finding, found
from inputs.headings.fact_words import OF_LINES, Aspect, stated_alone
from inputs.headings.folding import fold
from inputs.headings.meaning import Heading
from inputs.headings.note_words import sentences, stated_by_note, stated_of_months
from inputs.headings.period_headings import period_heading
from inputs.headings.roles import Role
from inputs.headings.vocabulary import Lexicon
from inputs.intake import Comment, Remark, RemarkPart
from inputs.lists.list_headings import RowsRead, list_toml, words_in
from inputs.period import Period
from inputs.suggestions import did_you_mean
from inputs.tables.cell_findings import trouble_finding
from inputs.tables.sheet_view import is_figure

_LONGEST_HEADING = 60
_OPENING_ENDS = re.compile(r"[:;,.(–—]| - ")
_OF_FIGURES = frozenset({"figures", "figure", "data", "numbers", "validated"})
_PARTS = tuple(RemarkPart)


@cache
def commentary_words() -> Mapping[str, RemarkPart]:
    """The headings of commentary, folded, with the part of each, from ``known_returns/lists``."""
    source = list_toml("commentary")
    return {fold(word): part for part in _PARTS for word in source[part.value]}


@cache
def _nothing() -> frozenset[str]:
    """The texts of cells where there is nothing to say, folded."""
    return frozenset(fold(word) for word in list_toml("commentary")["nothing"])


class _Head(NamedTuple):
    """A header row: the ``parts`` by column of commentary, and the column of ``measures``, 0 where there is none.

    ``alone``: it is that of a table of commentary, not of a return with a column of commentary.
    """

    parts: Mapping[int, RemarkPart]
    measures: int
    alone: bool


def read_comments(sheet: Sheet, workbook: str, lexicon: Lexicon) -> RowsRead[Comment]:
    """Every row of commentary of a sheet, and a finding for each whose measure is not known."""
    heads = {row: head for row, texts in sheet.texts.items() if (head := _head(texts, lexicon)) is not None}
    if not heads:
        return RowsRead((), (), sheet, recognised=False)
    reading = _Reading(sheet, workbook, lexicon)
    for row, cells in sheet.rows.items():
        reading.take(cells, heads.get(row))
    rest = {spot: cell for spot, cell in sheet.cells.items() if spot not in reading.spots}
    if reading.left:
        rest = {
            spot: rest.get(spot) or reading.left[spot] for spot in sheet.cells if spot in rest or spot in reading.left
        }
    return RowsRead(reading.comments(), tuple(reading.findings), replace(sheet, cells=rest), recognised=True)


class _Reading:
    """Reads a sheet row by row, with the last header row and the last measure above each row."""

    def __init__(self, sheet: Sheet, workbook: str, lexicon: Lexicon) -> None:
        self._sheet = sheet
        self._workbook = workbook
        self._lexicon = lexicon
        self._head: _Head | None = None
        self._heads: Mapping[int, Cell] = {}
        self._item = ""
        self._held: list[tuple[Period | None, Comment]] = []
        self._hidden_told = False
        self.findings: list[Finding] = []
        self.spots: set[tuple[int, int]] = set()
        self.left: dict[tuple[int, int], Cell] = {}

    def take(self, cells: Mapping[int, Cell], head: _Head | None) -> None:
        """Read one row: a header row if there is a ``head``, a row of commentary, or another one, which is ignored."""
        if head is not None:
            self._head, self._heads, self._item = head, cells, ""
            self.spots |= {(cells[column].row, column) for column in head.parts}
            return
        periods = [one for cell in cells.values() if (one := period_heading(cell.value)) and one.has_period]
        if self._head is None or (self._head.alone and len(periods) > 1):
            self._head = None  # a table of figures below the commentary
            return
        said = {column: cells[column] for column in self._head.parts if column in cells}
        # In a return, a figure below such a heading belongs to another table, which has its own headings.
        said = {
            c: cell for c, cell in said.items() if (self._head.alone or not is_figure(cell)) and not _is_blank(cell)
        }
        self.spots |= {(cell.row, column) for column, cell in said.items()}
        left = {column: words for column, cell in said.items() if (words := self._said_of_figures(cell))}
        for column, words in left.items():  # under the heading by which it is no column of names
            self.left |= {(words.row, column): words, (self._heads[column].row, column): self._heads[column]}
        others = {column: cell for column, cell in cells.items() if column not in self._head.parts}
        self._item = self._named(others, self._head)
        if said:
            self._comment(said, others)

    def _said_of_figures(self, cell: Cell) -> Cell | None:
        """The words of commentary by which the figures beside it are a draft or the like; None where it has none.

        Those are its first sentence or its opening, as in “DRAFT: more came”, or a later one that speaks of figures.
        """
        if self._head is None or self._head.alone or not isinstance(cell.value, str):
            return None
        first, *more = [*sentences(cell.text), ""]
        opening = _OPENING_ENDS.split(cell.text, maxsplit=1)[0].strip()
        standing = stated_alone(opening, Aspect.STANDING)
        if standing is not None and standing.id in OF_LINES:
            return cell._replace(value=opening)
        for one in (first, *(later for later in more if not _OF_FIGURES.isdisjoint(fold(later).split()))):
            words = (one, self._lexicon.naming_words, self._lexicon.council)
            of_months = stated_of_months(*words)
            told = stated_by_note(*words) if of_months is None else of_months.said
            if any(said.aspect is Aspect.STANDING and said.id in OF_LINES for said in told):
                return cell._replace(value=one)
        return None

    def _named(self, cells: Mapping[int, Cell], head: _Head) -> str:
        """The item that a row names or, in a row of numerators, denominators or targets, the one above; else ""."""
        if head.measures:
            cell = cells.get(head.measures)
            named = self._lexicon.item_called(cell.text) if cell is not None else ""
            if named or cell is None or not self._is_part(cell):
                return named
            return self._item
        texts = [
            cell for cell in cells.values() if cell.text and not is_figure(cell) and not period_heading(cell.value)
        ]
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
            period = next(
                (p.period for cell in others.values() if (p := period_heading(cell.value)) and p.has_period), None
            )
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
        what = "We cannot tell which measure this commentary is about, so it is not printed."
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
        text = words_in(cell.text or str(cell.value))
        return Remark(part, text, cell.address) if text else None

    def comments(self) -> tuple[Comment, ...]:
        """Every comment; of those on one item for several periods, the one for the latest."""
        latest: dict[str, Period] = {}
        for period, comment in self._held:
            if period is not None:
                latest[comment.item] = max(period, latest.get(comment.item, period))
        return tuple(comment for period, comment in self._held if period in (None, latest.get(comment.item)))


def _head(texts: Mapping[int, str], lexicon: Lexicon) -> _Head | None:
    """A row as the header row of commentary, or None."""
    known = commentary_words()
    short = {column: fold(text) for column, text in texts.items() if len(text) <= _LONGEST_HEADING}
    named = {column: known[text] for column, text in short.items() if text in known}
    if not named:
        return None
    first_columns = {part: column for column, part in reversed(named.items())}  # a part named twice counts once
    first = {column: named[column] for column in sorted(first_columns.values())}
    measures = next((column for column in short if lexicon.meaning(texts[column]).heading is Heading.MEASURE), 0)
    if RemarkPart.WHY in first.values() and measures:
        return _Head(first, measures, alone=True)
    lone = {column: part for column, part in first.items() if part is RemarkPart.COMMENTARY}
    return _Head(lone, measures, alone=False) if lone and len(short) > 1 else None


def _is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing: it is blank, or holds a mark such as "-" or "n/a" in place of text."""
    if cell.trouble or (not cell.text and not isinstance(cell.value, str | bool) and cell.value is not None):
        return False
    return not any(map(str.isalnum, cell.text)) or fold(cell.text) in _nothing()
