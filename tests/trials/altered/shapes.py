"""Alterations of the shape: split by team, merged over months, hidden, struck out, formatted, given twice, copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.trials.altered.months import last_cells
from tests.trials.altered.sample import SHEETS, Mutant, Row, Sample, kind, put
from tests.trials.altered.words import column_of, row_of

_HEADLINE = ("children_in_care_count", "started_in_care_count", "left_care_count")


def _on_row(name: str, row: Row, alter: Callable[[Worksheet], object], more: str, bar: str = "") -> Mutant:
    barred = frozenset([row.key]) if bar else frozenset()
    months = frozenset([bar]) if bar else frozenset()
    return Mutant(name, f"{row.name}{more}", row.book, lambda b: alter(b[row.sheet]), (row.sheet,), barred, months)


def _every_cell(row: Row) -> Iterator[str]:
    yield from (cell for cells in row.parts.values() for cell in cells)


_PARTS = {
    "with the total": ("North team", "South team", "Total"),
    "without the total": ("North team", "South team"),
    "one team alone": ("North team",),
    "by gender, with the total": ("Girls", "Boys", "All"),
    "by gender, without the total": ("Girls", "Boys"),
    "by area, with England": ("England", "Peterborough"),
}


def _split(name: str, parts: tuple[str, ...]) -> Callable[[Sample], Iterator[Mutant]]:
    """A maker that gives a measure of the headline return as rows of its parts, below its name."""

    def make(sample: Sample) -> Iterator[Mutant]:
        for row in sample.of_sheet("Headline"):
            if row.measure not in _HEADLINE:
                continue
            by_sex = "Girls" in parts and row.measure == "children_in_care_count"  # a measure of the library: true
            for labelled in (False,) if by_sex else (False, True):

                def alter(sheet: Worksheet, row: Row = row, labelled: bool = labelled) -> None:
                    _write_parts(sheet, row, parts, labelled)

                barred = frozenset([row.key]) if len(parts) == 1 else frozenset()
                more = ", the part in each label" if labelled else ", the parts below the name"
                yield Mutant(name, f"{row.name}{more}", row.book,
                             lambda book, alter=alter: alter(book["Headline"]), ("Headline",), barred)  # type: ignore[misc] # fmt: skip

    return make


def _write_parts(sheet: Worksheet, row: Row, parts: tuple[str, ...], labelled: bool) -> None:
    """Rows of the parts in place of a row; with a total, parts add up to it, and without they do too."""
    cells = row.parts["value"]
    values = row.numbers(sheet, "value")
    at = row_of(cells[0])
    name = str(sheet[row.label[0]].value)
    first = at + (0 if labelled else 1)
    sheet.insert_rows(at + 1, len(parts) - (1 if labelled else 0))
    shares = [0.6, 0.4] if len(parts) > 1 else [0.6]
    if not labelled:
        put(sheet, cells, [None] * len(cells))
    for number, part in enumerate(parts):
        head = f"{name} - {part}" if labelled else f"  {part}"
        sheet.cell(first + number, column_of(row.label[0])).value = head
        for cell, value in zip(cells, values, strict=True):
            first_part = round(value * shares[0])
            whole = (first_part, value - first_part)[number] if number < len(shares) else value
            sheet.cell(first + number, column_of(cell)).value = whole


for _name, _names in _PARTS.items():
    kind(f"split: {_name}")(_split(f"split: {_name}", _names))


@kind("merged: the last quarter in one cell")
def _merged(sample: Sample) -> Iterator[Mutant]:
    """The three months hold one figure, in a cell merged over them: the sum of the quarter, or its last figure."""
    for row in sample.rows:
        if row.sheet not in ("Headline", "Stability", "PEPs and schools"):
            continue
        for added in (False, True):

            def alter(sheet: Worksheet, row: Row = row, added: bool = added) -> None:
                for part, cells in row.parts.items():
                    three = row.numbers(sheet, part)[-3:]
                    put(sheet, cells[-3:], (sum(three) if added else three[-1], None, None))
                    sheet.merge_cells(f"{cells[-3]}:{cells[-1]}")

            yield _on_row("merged: the last quarter in one cell", row, alter, ", added up" if added else "")


@kind("merged: the first month's cell over the last year")
def _merged_heads(sample: Sample) -> Iterator[Mutant]:
    for row in sample.rows:
        if row.sheet not in ("Stability", "PEPs and schools"):
            continue

        def alter(sheet: Worksheet, row: Row = row) -> None:
            sheet.merge_cells(f"{row.headings[-2]}:{row.headings[-1]}")

        yield _on_row("merged: the first month's cell over the last year", row, alter, "", "2023-12")


_FORMATS = {
    "hides": ";;;", "thousands": "#,##0,", "another number": '"999"', "a percentage": "0%", "a date": "mmm-yy",
    "text": '"see note"', "minus": "-0;-0", "millions": "0.0,,",
}  # fmt: skip


@kind("format: shows something else in the last month")
def _format(sample: Sample) -> Iterator[Mutant]:
    """The cell shows another thing than it holds; which of the two is meant nobody knows."""
    for row in sample.rows:
        for name, code in _FORMATS.items():
            if row.is_share and name == "a percentage":
                continue

            def alter(sheet: Worksheet, row: Row = row, code: str = code) -> None:
                for cell in last_cells(row):
                    sheet[cell].number_format = code

            yield _on_row("format: shows something else in the last month", row, alter, f": {name}", "2023-12")


@kind("struck out: the last month")
def _struck(sample: Sample) -> Iterator[Mutant]:
    for row in sample.rows:

        def alter(sheet: Worksheet, row: Row = row) -> None:
            for cell in last_cells(row):
                sheet[cell].font = Font(strike=True)

        yield _on_row("struck out: the last month", row, alter, "", "2023-12")


@kind("hidden: the measure's rows or columns, with other figures beside them")
def _hidden(sample: Sample) -> Iterator[Mutant]:
    """An old version of the row is hidden below the table, under the same name."""
    name = "hidden: the measure's rows or columns, with other figures beside them"
    for row in sample.of_sheet("Headline"):
        if row.group:
            continue

        def alter(sheet: Worksheet, row: Row = row) -> None:
            at = row_of(row.parts["value"][0])
            sheet.insert_rows(10)
            sheet.row_dimensions[10].hidden = True
            sheet.cell(10, column_of(row.label[0])).value = sheet[row.label[0]].value
            for cell in row.parts["value"]:
                sheet.cell(10, column_of(cell)).value = sheet.cell(at, column_of(cell)).value + 3

        yield _on_row(name, row, alter, "")


@kind("hidden: rows, columns or sheets of the figures")
def _hidden_whole(sample: Sample) -> Iterator[Mutant]:
    """What is hidden is still true: it may be read or left off."""
    for book, sheet, rows in sample.sheets():
        for what in ("sheet", "last month", "first measure"):

            def alter(workbook: Workbook, sheet: str = sheet, rows: list[Row] = rows, what: str = what) -> None:
                page = workbook[sheet]
                heading, first = rows[0].headings[-1], rows[0].parts["value"][0]
                if what == "sheet":
                    workbook.create_sheet("Contents", 0)["A1"].value = "Contents"
                    page.sheet_state = "hidden"
                elif (what == "last month") is SHEETS[sheet].across:
                    cell = heading if what == "last month" else first
                    page.column_dimensions[get_column_letter(column_of(cell))].hidden = True
                else:
                    page.row_dimensions[row_of(heading if what == "last month" else first)].hidden = True

            name = "hidden: rows, columns or sheets of the figures"
            yield Mutant(name, f"{sheet}: {what}", book, alter, (sheet,))


def _second(name: str, words: tuple[str, ...], by: float) -> Callable[[Sample], Iterator[Mutant]]:
    """A maker that puts a second table with the same names below the first, under words, with other figures."""

    def make(sample: Sample) -> Iterator[Mutant]:
        for book, sheet, rows in sample.sheets():
            if sheet not in ("Missing", "Stability", "Annual checks"):
                continue
            for word in words:

                def alter(workbook: Workbook, sheet: str = sheet, rows: list[Row] = rows, word: str = word) -> None:
                    _repeat(workbook[sheet], SHEETS[sheet].table, rows, word, by)

                yield Mutant(name, f"{sheet}: “{word}”", book, alter, (sheet,))

    return make


def _repeat(sheet: Worksheet, first: int, rows: list[Row], word: str, by: float) -> None:
    """Copy the table some rows further down, with its figures times ``by``."""
    figures = {cell for row in rows for cell in _every_cell(row)}
    last = max(row_of(cell) for cell in figures)
    down = sheet.max_row + 4 - first
    sheet.cell(first + down - 1, 1).value = word
    for cells in sheet.iter_rows(first, last):
        for cell in cells:
            if cell.value is not None:
                number = isinstance(cell.value, int | float) and cell.coordinate in figures
                whole = isinstance(cell.value, int)
                value = cell.value * by if number else cell.value
                copy = sheet.cell(cell.row + down, cell.column)
                copy.value = round(value) if number and whole else value
                copy.number_format = cell.number_format


kind("given twice: below, another area's")(
    _second(
        "given twice: below, another area's", ("England", "Norfolk", "Statistical neighbours", "North locality"), 1.1
    )
)
kind("given twice: below, with no word of whose")(
    _second("given twice: below, with no word of whose", ("Table 2", "Further figures"), 1.1)
)


def _copied(name: str, words: tuple[str, ...], first: bool) -> Callable[[Sample], Iterator[Mutant]]:
    """A maker that puts a copy of a sheet into its workbook, with other figures, before or after it."""

    def make(sample: Sample) -> Iterator[Mutant]:
        for book, sheet, rows in sample.sheets():
            for word in words:

                def alter(workbook: Workbook, sheet: str = sheet, rows: list[Row] = rows, word: str = word) -> None:
                    copy = workbook.copy_worksheet(workbook[sheet])
                    copy.title = f"{sheet[:20]} {word}"[:31]
                    if first:
                        workbook.move_sheet(copy, -len(workbook.sheetnames))
                    for row in rows:
                        if "numerator" not in row.parts:
                            put(copy, row.parts["value"], [one + 2 for one in row.numbers(copy, "value")])

                names = (sheet, f"{sheet[:20]} {word}"[:31])
                yield Mutant(name, f"{sheet}: a copy “{word}”", book, alter, names)

    return make


kind("given twice: an older copy of the sheet")(
    _copied("given twice: an older copy of the sheet", ("OLD", "superseded", "Nov draft"), first=False)
)
kind("given twice: another copy of the sheet in front")(
    _copied("given twice: another copy of the sheet in front", ("(2)", "England", "North"), first=True)
)
