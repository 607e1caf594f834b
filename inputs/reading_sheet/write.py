"""Writes the reading sheet as an .xlsx file: every row of figures of every return, with lists of answers.

Its words alone say what is asked and what was read: colour only helps. It is not for publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from inputs.blank.fixed_dates import with_fixed_dates
from inputs.files.workbook_values import column_letters
from inputs.headings.answers import Answer, Answers
from inputs.intake import Line, Stated
from inputs.reading_sheet import columns
from inputs.reading_sheet.columns import (
    ANSWERS,
    HEADINGS_ROW,
    LISTS,
    OF_COUNCIL,
    SHEET,
    SIGN,
    WHOLE_TABLE,
    Column,
    Uses,
)
from inputs.reading_sheet.read import OwnMeasure

_FONT, _INK, _ACCENT, _ASKED = "Arial", "1B1F24", "12436D", "DCE8F3"
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TO_ANSWER = PatternFill("solid", fgColor=_ASKED)
_MADE = datetime(2000, 1, 1)
_HOW_TO = (
    "Not for publication. Answer in the columns that begin with “Answer”, from the lists there; questions come first.",
    "Save it beside the returns as reading.xlsx and run again. It is then read each month, and asks only once.",
    "An answer in a row “All rows of this table” holds for every row of it. Leave a row without an answer as it is.",
    "“A measure of our own” also needs, in the same row, its span, its name, its unit, which way is good and decimals.",
)
_CHOICES = {
    Column.WHOSE_ANSWER: columns.WHOSE,
    Column.SPAN_ANSWER: columns.SPANS,
    Column.UNIT_ANSWER: columns.UNITS,
    Column.OWN_UNIT: columns.OWN_UNITS,
    Column.OWN_GOOD: columns.GOOD,
    Column.OWN_DECIMALS: columns.DECIMALS,
}


def summary(lines: Sequence[Line]) -> str:
    """How many rows of figures were read, such as “9 of 32 rows of figures read, 23 not.”, as a sentence."""
    read = sum(line.used for line in lines)
    rest = f", {len(lines) - read} not" if len(lines) > read else ""
    return f"{read} of {len(lines)} rows of figures read{rest}."


def reading_sheet(
    lines: Sequence[Line],
    uses: Uses,
    answers: Sequence[Answer] = (),
    own: Iterable[OwnMeasure] = (),
    council: str = "",
) -> bytes:
    """The .xlsx file; the same lines and answers give the same bytes.

    ``uses`` are the choices of “use as”. ``council`` is whose returns they are, or "".
    """
    book = Workbook()
    page = book.active
    assert page is not None, "a new workbook has a sheet"
    page.title = SHEET
    rows = _rows(lines, uses.text_by_use, Answers(answers), {one.id: one for one in own})
    _words(page, lines, council)
    place = {column: number for number, column in enumerate(Column, start=1)}
    looks: dict[bool, Any] = {}  # the style of a cell that is asked, and of any other
    for number, row in enumerate(rows, start=HEADINGS_ROW + 1):
        for column, value in row.items():
            asked = column in ANSWERS and row[Column.STATE] in {"Question", "Not read"}
            if not (value or asked):
                continue
            cell = page.cell(number, place[column], value or None)
            cell.data_type = "s" if value else "n"  # never a formula, whatever a return says
            if asked not in looks:
                cell.alignment = _WRAPPED
                if asked:
                    cell.fill = _TO_ANSWER
                looks[asked] = cell._style
            cell._style = looks[asked]  # setting each of its parts anew for every cell takes far longer
    _lists(book.create_sheet(LISTS), page, {Column.USE: uses.plain, **_CHOICES}, HEADINGS_ROW + max(len(rows), 1))
    book.properties.title = SIGN
    book.properties.creator = book.properties.lastModifiedBy = "Board Report"
    book.properties.created = _MADE
    saved = BytesIO()
    book.save(saved)
    return with_fixed_dates(saved, _MADE)


def _words(page: Worksheet, lines: Sequence[Line], council: str) -> None:
    page["A1"] = f"{SIGN}: {summary(lines)}"
    page["A1"].font = Font(_FONT, 14, bold=True, color=_ACCENT)
    for number, words in enumerate((*_HOW_TO, f"{OF_COUNCIL}{council}" if council else ""), start=2):
        page.cell(number, 1, words).font = Font(_FONT, 11, color=_INK)
    for number, column in enumerate(Column, start=1):
        cell = page.cell(HEADINGS_ROW, number, column.heading)
        cell.font = Font(_FONT, 11, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=_ACCENT)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        page.column_dimensions[column_letters(number)].width = column.value[1]
    page.freeze_panes = page.cell(HEADINGS_ROW + 1, Column.WORDS.number + 1)
    page.print_title_rows = f"{HEADINGS_ROW}:{HEADINGS_ROW}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _rows(
    lines: Sequence[Line],
    text_by_use: Mapping[str, str],
    answers: Answers,
    own: Mapping[str, OwnMeasure],
) -> list[dict[Column, str]]:
    """The rows of the sheet: the questions of each table and its rows, then what was not read, then the rest."""
    asked: dict[tuple[str, str, str], set[str]] = {}
    for line in lines:
        asked.setdefault((line.workbook, line.sheet, line.title), set()).update(line.asks - {"use"})
    questions = [_of_table(key, asks) for key, asks in asked.items() if asks]
    rows = questions + [_of_line(line, text_by_use) for line in lines]
    order = {"Question": 0, "Not read": 1, "Not used": 4, "Read, see why": 2, "Read": 3}
    for row in rows:
        where = row[Column.WORKBOOK], row[Column.SHEET]
        title = row.get(Column.TITLE, "")
        whole = row[Column.WORDS] == WHOLE_TABLE
        answer = answers.of_table(*where, title) if whole else answers.of_row(*where, row[Column.WORDS], title)
        if answer is not None:
            _with_answer(row, answer, text_by_use, own)
            if answer.around and not whole and answer.around != row[Column.AROUND]:
                row[Column.STATE] = "Question"
                row[Column.WHY] = (
                    "Its title or a heading has changed since it was answered. To confirm, save this sheet."
                )
    return sorted(rows, key=lambda row: order[row[Column.STATE]])


def _of_table(key: tuple[str, str, str], asks: set[str]) -> dict[Column, str]:
    workbook, sheet, title = key
    why = f"What the words of the return do not prove: {', '.join(sorted(asks))} of the figures of this table?"
    return {
        Column.STATE: "Question",
        Column.WORKBOOK: workbook,
        Column.SHEET: sheet,
        Column.TITLE: title,
        Column.WORDS: WHOLE_TABLE,
        Column.WHY: why,
        **dict.fromkeys(ANSWERS, ""),
    }


def _of_line(line: Line, text_by_use: Mapping[str, str]) -> dict[Column, str]:
    read = "Read, see why" if line.why else "Read"
    state = (
        read
        if line.used
        else "Not used"
        if line.why.startswith("Not used")
        else "Question"
        if "use" in line.asks and line.near
        else "Not read"
    )
    read_as = text_by_use.get(line.item, line.item) if line.used else "not used"
    return {
        Column.STATE: state,
        Column.WORKBOOK: line.workbook,
        Column.SHEET: line.sheet,
        Column.CELLS: line.cells,
        Column.TITLE: line.title,
        Column.WORDS: line.words,
        Column.READ_AS: " – ".join(filter(None, (read_as, line.group, line.role))),
        Column.WHY: line.why,
        Column.NEAR: text_by_use.get(line.near, line.near),
        **dict.fromkeys(ANSWERS, ""),
        Column.WHOSE: _stated(line.whose),
        Column.SPAN: _stated(line.span),
        Column.UNIT: _stated(line.unit),
        Column.STANDING: _stated(line.standing),
        Column.TARGET: line.target,
        Column.LATEST: line.latest,
        Column.AROUND: line.around,
    }


def _with_answer(
    row: dict[Column, str], answer: Answer, text_by_use: Mapping[str, str], own: Mapping[str, OwnMeasure]
) -> None:
    """Carry an answer over, so that the new sheet may take the place of the old one."""
    row[Column.USE] = text_by_use.get(answer.use, "")
    for column, given in ((Column.WHOSE_ANSWER, answer.whose), (Column.SPAN_ANSWER, answer.span)):
        row[column] = next((text for text, value in _CHOICES[column].items() if value == given), "")
    row[Column.UNIT_ANSWER] = next((text for text, value in columns.UNITS.items() if value == answer.unit), "")
    if (mine := own.get(answer.use)) is not None:
        row[Column.USE] = "a measure of our own"
        row[Column.OWN_NAME] = mine.name
        row[Column.OWN_UNIT] = next(text for text, value in columns.OWN_UNITS.items() if value == mine.unit)
        row[Column.OWN_GOOD] = next(text for text, value in columns.GOOD.items() if value == mine.polarity)
        row[Column.OWN_DECIMALS] = str(mine.decimals)


def _stated(said: Stated) -> str:
    return f"{said.text} ({said.cell})" if said.text and said.cell else said.text


def _lists(lists: Worksheet, page: Worksheet, choices: Mapping[Column, Mapping[str, str]], last_row: int) -> None:
    """Write the answers to choose from on a sheet of their own, and offer them in the rows of the other."""
    for place, (column, texts) in enumerate(choices.items(), start=1):
        lists.cell(1, place, column.heading).font = Font(_FONT, 11, bold=True)
        for number, text in enumerate(texts, start=2):
            lists.cell(number, place, text)
        letter = column_letters(place)
        lists.column_dimensions[letter].width = 34
        rule = DataValidation("list", formula1=f"'{LISTS}'!${letter}$2:${letter}${len(texts) + 1}", allow_blank=True)
        rule.promptTitle, rule.prompt = column.heading[:32], "Choose one from the list, or leave it empty."
        rule.errorTitle, rule.error = "Not in the list", "Choose one of the answers in the list."
        rule.showErrorMessage = rule.showInputMessage = True
        page.add_data_validation(rule)
        answer = column_letters(column.number)
        rule.add(f"{answer}{HEADINGS_ROW + 1}:{answer}{last_row}")
