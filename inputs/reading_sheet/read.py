"""Reads the answers of a reading sheet that the officer saved beside the returns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from inputs.files.open_workbook import read_workbook
from inputs.files.workbook_values import Cell, Sheet, Workbook
from inputs.files.zip_package import Refused
from inputs.findings import RUN_AGAIN, Finding, found
from inputs.headings.answers import FILE, NOT_OURS, NOT_USED, OF_A_TABLE, OWN_MEASURE, Answer, Answers
from inputs.headings.folding import fold
from inputs.reading_sheet import columns
from inputs.reading_sheet.columns import HEADINGS_ROW, OF_COUNCIL, SIGN, WHOLE_TABLE, Column, Uses

_OF_ANY_ROWS = {NOT_OURS, NOT_USED}
_NEEDED = (Column.WORKBOOK, Column.SHEET, Column.WORDS, Column.USE, Column.AROUND)
_CHOOSE = "Choose one from the list there"


class OwnMeasure(NamedTuple):
    """A measure of the council's own, as the reading sheet describes it.

    ``unit`` is "count", "pct", "mean" or that of a measure, ``polarity`` one of the library's, ``span`` that of the row
    or "", and ``row`` its number in the sheet.
    """

    id: str
    name: str
    unit: str
    polarity: str
    decimals: int
    span: str
    row: int


class AnswersRead(NamedTuple):
    """What a reading sheet says: its answers, the measures of the council's own, and what is wrong with it."""

    answers: tuple[Answer, ...] = ()
    own: tuple[OwnMeasure, ...] = ()
    findings: tuple[Finding, ...] = ()
    council: str = ""


def of_council(read: AnswersRead, council: str) -> AnswersRead:
    """The answers, unless they are another council’s: then none, with the finding that says so."""
    if not (read.council and council) or fold(read.council) == fold(council):
        return read
    what = f"This reading sheet is of another council than {council}, so no answer of it was used."
    remedy = "Take it out of the folder, answer the new one in the output folder, and save that here."
    return AnswersRead(findings=(found("reading-not-ours", what, remedy),))


def is_reading_sheet(workbook: Workbook) -> bool:
    """Whether a workbook is a reading sheet, by the words in its first cell."""
    return any(_is_ours(sheet) for sheet in workbook.sheets)


def misnamed(name: str) -> list[Finding]:
    """The finding of a reading sheet among the returns under a name by which it is not read; none for its own name."""
    if name.lower() == FILE:
        return []
    what = f"This is a reading sheet, and only the one called {FILE} is read."
    return [found("reading-misnamed", what, f"If its answers are meant, save it as {FILE} {RUN_AGAIN}")]


def read_answers(folder: Path, uses: Uses) -> AnswersRead:
    """The answers of ``reading.xlsx`` in a folder of returns; none where there is no such file.

    ``uses`` are the choices of “use as”. A file of that name that is no reading sheet may be a return, and is left
    to be read as one.
    """
    path = next((one for one in _listed(folder) if one.name.lower() == FILE), None)
    if path is None:
        return AnswersRead()
    try:
        workbook, _ = read_workbook(path, folder)
    except Refused:
        what = "The reading sheet is damaged or cannot be opened, so no answer of it was used."
        remedy = "Take it out of the folder, answer the new one in the output folder, and save that here."
        return AnswersRead(findings=(found("reading-not-ours", what, remedy),))
    sheet = next(filter(_is_ours, workbook.sheets), None)
    if sheet is None:
        what = "This is not a reading sheet that Board Report wrote, so no answer was read from it."
        remedy = "If it is a return, nothing needs to be done; if not, save the one from the output folder here."
        return AnswersRead(findings=(found("reading-not-ours", what, remedy),))
    reading = _Reading(sheet, uses)
    if missing := reading.missing_columns():
        what = (
            f"The reading sheet lacks its {' and '.join(f'column “{one}”' for one in missing)}, so no answer was used."
        )
        remedy = "Put the column back, or answer the new one in the output folder and save that here."
        return AnswersRead(findings=(found("reading-not-ours", what, remedy),))
    return reading.read()


def about_answers(read: AnswersRead, answers: Answers) -> tuple[Finding, ...]:
    """What is wrong with a reading sheet, once the returns were read with its ``answers``: rows that are gone, too."""
    gone = []
    for one in answers.unused():
        words = f"“{one.words}”" if one.words else "all rows of a table"
        what = (
            f"Row {one.row} answers for {words} on {one.sheet} of {one.workbook}, and no table with months has it now."
        )
        remedy = (
            f"If it was renamed, answer for the new name in the new sheet; if not, delete row {one.row} {RUN_AGAIN}"
        )
        gone.append(found("reading-row-gone", what, remedy))
    gone += [_no_effect(one) for one in answers.idle()]
    return tuple(replace(one, workbook=FILE) for one in (*read.findings, *gone))


def _no_effect(answer: Answer) -> Finding:
    """The finding of an answer about figures that are read as no measure, so that it settles nothing."""
    words = f"“{answer.words}”" if answer.words else "all rows of a table"
    what = f"Row {answer.row} answers for {words} on {answer.sheet} of {answer.workbook}, and nothing there is read as "
    remedy = f"Choose the measure under “use as” too, or clear the answer, {RUN_AGAIN}"
    cell = next(iter(answer.cells.values()), "")
    return found("reading-no-effect", f"{what}a measure, so the answer has no effect.", remedy, cell)


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        return []


def _is_ours(sheet: Sheet) -> bool:
    firsts = (sheet.cells.get((row, 1)) for row in range(1, HEADINGS_ROW))  # a row may have been put on top
    return any(first is not None and first.text.startswith(SIGN) for first in firsts)


class _Reading:
    """Reads the rows of a reading sheet."""

    def __init__(self, sheet: Sheet, uses: Uses) -> None:
        heads = max(sheet.rows.values(), key=_headings_in, default={})
        by_heading = {column.heading: column for column in Column}
        self._sheet = sheet
        self._place = {by_heading[cell.text]: at for at, cell in heads.items() if cell.text in by_heading}
        self._first = min((cell.row for cell in heads.values()), default=HEADINGS_ROW) + 1
        self._uses = uses
        self._taken = {fold(text.partition(" ")[2]) for text in uses.text_by_use.values()}
        self._findings: list[Finding] = []
        self._own: dict[str, OwnMeasure] = {}

    def missing_columns(self) -> list[str]:
        """The headings of the columns without which no answer can be placed, or told from one of another time."""
        return [one.heading for one in _NEEDED if one not in self._place]

    def read(self) -> AnswersRead:
        """Every row with an answer. One that is none of those to choose from is a finding, and is not used."""
        answers = [answer for row in self._sheet.rows if row >= self._first and (answer := self._answer(row))]
        lines = (cell.text for row, cell in self._column_of_words() if row < self._first)
        council = next((text.removeprefix(OF_COUNCIL) for text in lines if text.startswith(OF_COUNCIL)), "")
        return AnswersRead(tuple(answers), tuple(self._own.values()), tuple(self._findings), council)

    def _column_of_words(self) -> Iterator[tuple[int, Cell]]:
        """The cells of the first column, with their rows."""
        return ((row, cell) for (row, column), cell in self._sheet.cells.items() if column == 1)

    def _answer(self, row: int) -> Answer | None:
        if not any(self._text(row, column) for column in columns.ANSWERS):
            return None
        words = self._text(row, Column.WORDS)
        given = {
            "use": self._use(row, words == WHOLE_TABLE),
            "whose": self._chosen(row, Column.WHOSE_ANSWER, columns.WHOSE),
            "span": self._chosen(row, Column.SPAN_ANSWER, columns.SPANS),
            "unit": self._chosen(row, Column.UNIT_ANSWER, columns.UNITS),
        }
        own = None
        if given["use"] == OWN_MEASURE:
            own = self._own_measure(row)
            if own is None:
                return None
            given["use"] = own.id
        if not any(given.values()):
            return None
        cells = {key: self._address(row, columns.OF_A_ROW[key]) for key, value in given.items() if value}
        if own is not None and own.unit == "pct" and not given["unit"]:
            given["unit"], cells["unit"] = own.unit, self._address(row, Column.OWN_UNIT)
        return Answer(
            self._text(row, Column.WORKBOOK),
            self._text(row, Column.SHEET),
            OF_A_TABLE if words == WHOLE_TABLE else words,
            self._text(row, Column.TITLE),
            **given,
            around=self._text(row, Column.AROUND),
            row=row,
            cells=cells,
        )

    def _use(self, row: int, of_table: bool) -> str:
        """What a row is to be used as, or ""; with a finding where that cannot be, or describes a measure in vain."""
        text = self._text(row, Column.USE)
        if (by_group := {fold(one) for one in self._uses.by_group}) and fold(text) in by_group:
            what = f"“{text}” in row {row} is given by group, and a row of the reading sheet has none."
            remedy = f"Write the group beside each row of the return, or choose another measure, {RUN_AGAIN}"
            self._tell(what, remedy, row, Column.USE)
            return ""
        use = self._chosen(row, Column.USE, self._uses.plain)
        if of_table and use not in {"", *_OF_ANY_ROWS}:
            what = f"Row {row} is about all rows of a table, which cannot all be one measure: “use as” was not used."
            self._tell(what, f"Choose it in the row of the measure {RUN_AGAIN}", row, Column.USE)
            return ""
        described = [column for column in columns.OF_OWN_MEASURE if self._text(row, column)]
        if described and use != OWN_MEASURE and (use or not text):
            what = f"Row {row} fills in “{described[0].heading}”, but “use as” is not “a measure of our own” there, "
            remedy = f"Choose “a measure of our own” under “use as”, or clear these cells, {RUN_AGAIN}"
            self._tell(f"{what}so that was not used.", remedy, row, described[0])
        return use

    def _own_measure(self, row: int) -> OwnMeasure | None:
        """The measure of the council's own that a row describes; None, with a finding, where something is missing."""
        name = self._text(row, Column.OWN_NAME)
        unit = self._chosen(row, Column.OWN_UNIT, columns.OWN_UNITS)
        good = self._chosen(row, Column.OWN_GOOD, columns.GOOD)
        decimals = self._chosen(row, Column.OWN_DECIMALS, columns.DECIMALS)
        span = self._chosen(row, Column.SPAN_ANSWER, columns.SPANS)
        if fold(name) in self._taken:
            what = f"“{name}” in row {row} is the name of a measure of the report, so it cannot be one of your own."
            self._tell(what, f"Choose that measure under “use as”, or another name {RUN_AGAIN}", row, Column.OWN_NAME)
            return None
        given = {
            Column.SPAN_ANSWER: span,
            Column.OWN_NAME: name,
            Column.OWN_UNIT: unit,
            Column.OWN_GOOD: good,
            Column.OWN_DECIMALS: decimals,
        }
        missing = [column.heading for column, value in given.items() if not value]
        if missing:
            what = f"“a measure of our own” in row {row} lacks its {', '.join(missing)}, so its figures are not used."
            self._tell(what, f"Fill in the same row {RUN_AGAIN}", row, Column.USE)
            return None
        id_ = "own_" + "_".join(re.findall(r"[a-z0-9]+", fold(name)))[:60]
        return self._own.setdefault(id_, OwnMeasure(id_, name, unit, good, int(decimals), span, row))

    def _chosen(self, row: int, column: Column, choices: Mapping[str, str]) -> str:
        text = self._text(row, column)
        if not text:
            return ""
        by_text = {fold(choice): value for choice, value in choices.items()}
        if fold(text) not in by_text:
            self._tell(
                f"{column.heading} in row {row} is none of the answers to choose from.",
                f"{_CHOOSE} {RUN_AGAIN}",
                row,
                column,
            )
        return by_text.get(fold(text), "")

    def _tell(self, what: str, remedy: str, row: int, column: Column) -> None:
        self._findings.append(found("reading-answer-unclear", what, remedy, self._address(row, column)))

    def _address(self, row: int, column: Column) -> str:
        return Cell(row, self._place.get(column, column.number), None).address

    def _text(self, row: int, column: Column) -> str:
        cell = self._sheet.cells.get((row, self._place.get(column, 0)))
        if cell is None or cell.value is None:
            return ""
        if isinstance(cell.value, float) and cell.value.is_integer():
            return str(int(cell.value))
        return cell.text or str(cell.value)


def _headings_in(cells: Mapping[int, Cell]) -> int:
    """How many headings of the reading sheet a row holds."""
    known = {column.heading for column in Column}
    return sum(cell.text in known for cell in cells.values())
