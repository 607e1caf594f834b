"""Reads the rows of a list of children who went missing. No message ever quotes a cell of it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Set
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from inputs.files.workbook_values import Cell, Sheet, address
from inputs.findings import RUN_AGAIN, Finding, found
from inputs.headings.cell_values import read_value
from inputs.headings.dates import DateReadings, day_first_in, read_date
from inputs.headings.folding import fold
from inputs.headings.meaning import LEFT_ALONE
from inputs.headings.vocabulary import Lexicon
from inputs.intake import Episode, State
from inputs.lists.list_headings import list_toml
from inputs.period import YEAR_MONTHS
from inputs.tables.cell_findings import trouble_finding

_LONGEST_ID = 2  # words; a longer text is a note or a mistake
_ENOUGH_DATES = 5  # of each kind; with fewer, days up to 12 in one and above 12 in the other could be chance
_PADDED = re.compile(r"0{2,}")


class Column(StrEnum):
    """The columns of a list that are read; all others are ignored."""

    CHILD = "child"
    BEGAN = "began"
    ENDED = "ended"
    CODE = "code"


class EpisodeWords(NamedTuple):
    """The words of a list, folded: headings, the most likely first, codes, and words in place of a date of return."""

    kind: str
    headings: Mapping[Column, tuple[str, ...]]
    missing: frozenset[str]
    away: frozenset[str]
    not_returned: frozenset[str]


@cache
def episode_words() -> EpisodeWords:
    """Read the words from ``known_returns/lists``, once."""
    source = list_toml("missing_episodes")
    keys = ("missing", "away", "not_returned")
    folded = {key: tuple(map(fold, source[key])) for key in (*Column, *keys)}
    codes = (frozenset(folded[key]) for key in keys)
    return EpisodeWords(source["kind"], {column: folded[column] for column in Column}, *codes)


class ListRange(NamedTuple):
    """The cell range of a list, from its header row, all edges included; ``columns`` are those that are read."""

    top: int
    left: int
    bottom: int
    right: int
    columns: Mapping[Column, int]

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell belongs to the list."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


class Row(NamedTuple):
    """A row that was read, with the addresses of its cells. ``moments`` are the texts of its dates, with the time.

    ``is_open``: there is no date of return, though the list has a column for it; not that one could not be read.
    """

    number: int
    episode: Episode
    child_cell: str
    began_cell: str
    ended_cell: str
    moments: tuple[str, str]
    is_open: bool = False


class EpisodeReading:
    """Reads the rows of one list into ``rows`` and ``findings``; notes among them give neither."""

    def __init__(self, sheet: Sheet, within: ListRange, lexicon: Lexicon) -> None:
        self.rows: list[Row] = []
        self.findings: list[Finding] = []
        self._sheet, self._range, self._words, self._lexicon = sheet, within, episode_words(), lexicon
        self._cells_in_row: dict[int, list[Cell]] = {}
        for row, cells in sheet.rows.items():
            held = [cell for column, cell in cells.items() if within.holds(row, column)] if row > within.top else []
            if held:
                self._cells_in_row[row] = held
        self._ids_merged = self._merged_ids()
        self._dates = self._read_dates()
        self._day_first = day_first_in(days for _, days in self._dates)

    def read(self, left_out: Set[int] = frozenset()) -> None:
        """Read every row except notes and those that are ``left_out``, in order."""
        for number in self._cells_in_row:
            if number not in left_out and not self._is_note(number):
                self._read_row(number)
        self._look_for_exchanged_dates()

    def _read_row(self, number: int) -> None:
        child, began = self._child(number), self._began(number)
        ended, away = self._ended(number), self._away(number)
        if began and ended and ended < began:
            what = "The date of return is before the date the child went missing."
            place = self._address(number, Column.ENDED)
            self.findings.append(found("returned-before-missing", what, f"Correct one of the two {RUN_AGAIN}", place))
        if child and began and away is not None:
            row = Row(
                number,
                Episode(child, began, ended, away),
                child_cell=self._address(number, Column.CHILD),
                began_cell=self._address(number, Column.BEGAN),
                ended_cell=self._address(number, Column.ENDED),
                moments=(self._moment(number, Column.BEGAN), self._moment(number, Column.ENDED)),
                is_open=Column.ENDED in self._range.columns and self._is_open(number),
            )
            self.rows.append(row)

    def _is_note(self, number: int) -> bool:
        """Whether a row repeats the header row, or is a total, the "data correct as at" line or another note."""
        cell = self._cell(number, Column.CHILD)
        text = cell.text if cell else ""
        others = self._cells_in_row[number]
        if text and fold(text) == fold(self._text_at(self._range.top, Column.CHILD)):
            return True
        if text.casefold().startswith(self._lexicon.words.as_at):
            return True
        began = self._cell(number, Column.BEGAN)
        dated = began is not None and read_date(self._sheet.day_value(began)) is not None
        if len(others) == 1 and others[0].text and not dated:
            return others[0] is not cell or len(text.split()) > _LONGEST_ID or self._is_ignored(text)
        return self._is_ignored(text) and not dated

    def _is_ignored(self, text: str) -> bool:
        return bool(text) and self._lexicon.meaning(text).heading in LEFT_ALONE

    def _child(self, number: int) -> str:
        """The id as the sheet shows it, as text: leading zeros matter; "" and a finding where there is none."""
        cell = self._cell(number, Column.CHILD) or self._ids_merged.get(number)
        place = self._address(number, Column.CHILD)
        if cell is not None and cell.trouble:
            self.findings.append(trouble_finding(cell))
            return ""
        child = _id_in(cell) if cell is not None else ""
        if not child:
            what = "This row does not say which child it is about."
            self.findings.append(found("child-not-read", what, f"Type the child’s id in {place} {RUN_AGAIN}", place))
        return child

    def _merged_ids(self) -> dict[int, Cell]:
        """The cells of ids that are merged over several rows of one child, by row."""
        column, within = self._range.columns[Column.CHILD], self._range
        ids: dict[int, Cell] = {}
        blocks = [block for block in self._sheet.merged if block.left == column and within.holds(block.top, column)]
        for block in blocks[: within.bottom - within.top]:
            holder = self._sheet.cells.get((block.top, column))
            if holder is not None and block.top > within.top:
                ids |= dict.fromkeys(range(block.top, min(block.bottom, within.bottom) + 1), holder)
        return ids

    def _began(self, number: int) -> date | None:
        cell, place = self._cell(number, Column.BEGAN), self._address(number, Column.BEGAN)
        if cell is not None and cell.trouble:
            self.findings.append(trouble_finding(cell))
            return None
        days = read_date(self._sheet.day_value(cell)) if cell else None
        day = days.read(self._day_first) if days else None
        if day is None:
            what = "The row has no date on which the child went missing." if cell is None else _UNREADABLE
            what = _TWO_DAYS if days else what
            self.findings.append(found("date-not-read", what, f"{_WRITE_IT} {RUN_AGAIN}", place))
        return day

    def _ended(self, number: int) -> date | None:
        """The date of return; None where blank, or by words such as "still missing"."""
        cell = self._cell(number, Column.ENDED)
        if cell is None or self._is_open(number):
            return None
        days = read_date(self._sheet.day_value(cell))
        day = days.read(self._day_first) if days else None
        if day is None and (days or cell.trouble or read_value(cell).state in (State.UNREADABLE, State.NUMBER)):
            what = "The date of return here could not be read; the row is counted without it."
            self.findings.append(found("return-date-not-read", what, f"{_WRITE_IT}.", cell.address))
        return day

    def _is_open(self, number: int) -> bool:
        cell = self._cell(number, Column.ENDED)
        return cell is None or fold(cell.text) in self._words.not_returned

    def _away(self, number: int) -> bool | None:
        """Whether the child was away, not missing; None with a finding where the code is not known."""
        if Column.CODE not in self._range.columns:
            return False
        code = fold(self._text_at(number, Column.CODE))
        if code in self._words.missing or code in self._words.away:
            return code in self._words.away
        what = "This row does not say whether the child was missing (M) or away (A)."
        place = self._address(number, Column.CODE)
        self.findings.append(found("code-not-read", what, f"Type M or A {RUN_AGAIN}", place))
        return None

    def _look_for_exchanged_dates(self) -> None:
        """The finding of dates that a foreign setting changed: 4 May taken for 5 April, and 13 May left as text."""
        real = [days for cell, days in self._dates if isinstance(cell.value, date | datetime)]
        left = [(cell, days) for cell, days in self._dates if cell.text and days.tells_order and days.day_first]
        exchanged = all(days.day_first and days.day_first.day <= YEAR_MONTHS for days in real)
        if min(len(real), len(left)) >= _ENOUGH_DATES and exchanged:
            what = "Dates past the 12th are text here and all others are not: day and month may be swapped."
            remedy = "Export the list again with British dates, and run again."
            self.findings.append(found("days-and-months-mixed", what, remedy, left[0][0].address))

    def _read_dates(self) -> list[tuple[Cell, DateReadings]]:
        columns = (Column.BEGAN, Column.ENDED)
        cells = [self._cell(number, column) for number in self._cells_in_row for column in columns]
        read = [(cell, read_date(self._sheet.day_value(cell))) for cell in cells if cell is not None]
        return [(cell, days) for cell, days in read if days is not None]

    def _cell(self, number: int, column: Column) -> Cell | None:
        return self._sheet.cells.get((number, self._range.columns.get(column, 0)))

    def _moment(self, number: int, column: Column) -> str:
        cell = self._cell(number, column)
        return str(cell.value) if cell else ""

    def _text_at(self, number: int, column: Column) -> str:
        cell = self._cell(number, column)
        return cell.text if cell else ""

    def _address(self, number: int, column: Column) -> str:
        place = self._range.columns.get(column)
        return address(number, place) if place else ""


_UNREADABLE = "The date here could not be read."
_TWO_DAYS = "The date here may be two days: nothing in its column says whether the day or the month comes first."
_WRITE_IT = "Write it like 5 December 2023"


def _id_in(cell: Cell) -> str:
    """The id in a cell; "" for a date, a mark such as n/a, or words."""
    value = cell.value
    if isinstance(value, str):
        known = read_value(cell).state in (State.NUMBER, State.UNREADABLE)
        return cell.text if known and len(cell.text.split()) <= _LONGEST_ID else ""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value % 1:
        return ""
    width = len(cell.number_format) if _PADDED.fullmatch(cell.number_format) else 0
    return str(int(value)).zfill(width)
