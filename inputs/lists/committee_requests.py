"""Reads the list of the committee's requests ("asks"): one row for each thing that the panel asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cache

from inputs.files.workbook_values import Cell, Sheet
from inputs.findings import Finding, found
from inputs.headings.dates import day_first_in, read_date
from inputs.headings.folding import fold
from inputs.intake import Ask
from inputs.lists.list_headings import RowsRead, header_row, list_toml, words_in
from inputs.tables.cell_findings import trouble_finding

_LONGEST_WORDS = 400  # characters of an ask or an answer: what fits a row of the printed table
_LONGEST_NAME = 80  # of a role, or a reference


class AskColumn(StrEnum):
    """The columns of the list that are read; all others are ignored."""

    ASKED = "asked"
    BY = "by"
    WORDS = "words"
    OWNER = "owner"
    ANSWER = "answer"
    WHERE = "where"
    ANSWERED = "answered"
    DUE = "due"


_NEEDED = {AskColumn.ASKED, AskColumn.WORDS, AskColumn.ANSWER}
_DATES = (AskColumn.ASKED, AskColumn.ANSWERED, AskColumn.DUE)
_SAID_OF = {AskColumn.ASKED: "the ask", AskColumn.ANSWERED: "the answer", AskColumn.DUE: "when it is due"}


@cache
def _headings() -> Mapping[AskColumn, tuple[str, ...]]:
    source = list_toml("asks")
    return {column: tuple(map(fold, source[column])) for column in AskColumn}


def read_asks(sheet: Sheet, workbook: str) -> RowsRead[Ask]:
    """Read the first list of asks of a sheet."""
    header = header_row(sheet, _headings(), _NEEDED)
    if header is None:
        return RowsRead((), (), sheet, recognised=False)
    top, columns = header
    first, last = min(columns.values()), max(columns.values())
    outside = {(row, at): cell for (row, at), cell in sheet.cells.items() if row < top or not first <= at <= last}
    reading = _Rows(sheet, workbook, top, columns)
    asks = tuple(reading.asks())
    return RowsRead(asks, tuple(reading.findings), replace(sheet, cells=outside), recognised=True)


class _Rows:
    """Reads the rows of one list: each is an ask, or gives findings, or neither if it is a note."""

    def __init__(self, sheet: Sheet, workbook: str, top: int, columns: Mapping[AskColumn, int]) -> None:
        self.findings: list[Finding] = []
        self._sheet, self._workbook, self._columns = sheet, workbook, columns
        read = set(columns.values())
        self._numbers = [row for row, cells in sheet.rows.items() if row > top and not read.isdisjoint(cells)]
        self._day_first: dict[AskColumn, bool | None] = {}
        for column in _DATES:
            cells = (self._cell(number, column) for number in self._numbers)
            self._day_first[column] = day_first_in(read_date(cell.value) for cell in cells if cell is not None)

    def asks(self) -> Iterator[Ask]:
        """Every ask, in the order of the rows."""
        for number in self._numbers:
            filled = [cell for column in AskColumn if (cell := self._cell(number, column)) is not None]
            self.findings += [trouble_finding(cell) for cell in filled if cell.trouble]
            if self._cell(number, AskColumn.WORDS) is not None:
                yield self._ask(number)
            elif len(filled) > 1:  # one cell alone is a note, or the end of a list
                what = "A row of the panel’s asks does not say what was asked, so it was left out."
                remedy = "Write it under its heading, or delete the row, and run again."
                self.findings.append(found("ask-without-words", what, remedy, filled[0].address))

    def _ask(self, number: int) -> Ask:
        asked, answered = self._date(number, AskColumn.ASKED), self._date(number, AskColumn.ANSWERED)
        answer = self._words(number, AskColumn.ANSWER, _LONGEST_WORDS)
        self._look_at_answer(number, bool(answer), asked, answered)
        return Ask(
            words=self._words(number, AskColumn.WORDS, _LONGEST_WORDS),
            asked=asked,
            by=self._words(number, AskColumn.BY, _LONGEST_NAME),
            owner=self._words(number, AskColumn.OWNER, _LONGEST_NAME),
            answer=answer,
            where=self._words(number, AskColumn.WHERE, _LONGEST_NAME),
            answered=answered if answer else None,
            due=self._date(number, AskColumn.DUE),
            workbook=self._workbook,
            sheet=self._sheet.name,
            cell=self._address(number, AskColumn.WORDS),
        )

    def _look_at_answer(self, number: int, has_answer: bool, asked: date | None, answered: date | None) -> None:
        """Findings of an answer without its date, a date without its answer, and a date before that of the ask."""
        answer, day = self._address(number, AskColumn.ANSWER), self._address(number, AskColumn.ANSWERED)
        if has_answer and not day:
            what = "The ask has an answer and no date on which it was answered."
            remedy = "Write the date beside the answer and run again."
            self.findings.append(found("ask-answer-not-whole", what, remedy, answer))
        if day and not has_answer:
            what = "The ask has a date of its answer and no answer, so it is printed as not answered."
            remedy = "Write the answer, or delete the date and run again."
            self.findings.append(found("ask-answer-not-whole", what, remedy, day))
        if asked and answered and answered < asked:
            what = "The answer is dated before the ask."
            self.findings.append(found("ask-date-not-read", what, "Correct one of the two dates and run again.", day))

    def _date(self, number: int, column: AskColumn) -> date | None:
        cell = self._cell(number, column)
        if cell is None and column is AskColumn.ASKED:
            what = "The ask has no date, so it cannot be told how long it has waited."
            remedy = "Write the date on which it was asked and run again."
            place = self._address(number, AskColumn.WORDS)
            self.findings.append(found("ask-date-not-read", what, remedy, place))
        if cell is None or cell.trouble:
            return None
        days = read_date(cell.value)
        day = days.read(self._day_first[column]) if days else None
        if day is None:
            what = f"The date of {_SAID_OF[column]} cannot be read, or may be two days."
            remedy = "Write it like 5 December 2023 and run again."
            self.findings.append(found("ask-date-not-read", what, remedy, cell.address))
        return day

    def _words(self, number: int, column: AskColumn, longest: int) -> str:
        """The text of a cell on one line; where it is too long for the page it is cut, with a finding."""
        words = _text(self._cell(number, column))
        if len(words) <= longest:
            return words
        what = f"The words here are longer than the {longest} characters that the report prints, so they were cut."
        place = self._address(number, column)
        self.findings.append(found("ask-too-long", what, "Say it more shortly and run again.", place))
        return f"{words[: longest - 1].rstrip()}…"

    def _cell(self, number: int, column: AskColumn) -> Cell | None:
        place = self._columns.get(column)
        cell = self._sheet.cells.get((number, place)) if place else None
        return cell if cell is not None and (cell.trouble or _text(cell)) else None

    def _address(self, number: int, column: AskColumn) -> str:
        cell = self._cell(number, column)
        return cell.address if cell is not None else ""


def _text(cell: Cell | None) -> str:
    """The text of a cell, a number as the cell shows it: 3.10, with two decimal places, is the reference 3.10."""
    if cell is None or cell.value is None:
        return ""
    if isinstance(cell.value, float):
        places = len(cell.number_format.partition(".")[2]) if cell.number_format.startswith("0.") else 0
        return f"{cell.value:.{places}f}" if places else f"{cell.value:g}"
    return words_in(str(cell.value))
