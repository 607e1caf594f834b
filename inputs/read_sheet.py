"""Reads one sheet: its lists and tables, the findings about them, its source and its "data correct as at" line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice, takewhile
from typing import NamedTuple

from inputs.files.workbook_values import NO_SAVED_RESULT, Cell, Sheet, column_letters
from inputs.files.zip_package import printable
from inputs.findings import Finding, first_and_more, found
from inputs.headings.answers import Answers
from inputs.headings.folding import fold
from inputs.headings.period_headings import Form
from inputs.headings.vocabulary import Lexicon
from inputs.intake import Ask, ChildList, Comment, Line, Return, Series
from inputs.lines_read import lines_read
from inputs.lists.child_lists import ListReading, read_child_lists
from inputs.lists.commentary import read_comments
from inputs.lists.committee_requests import read_asks
from inputs.lists.set_aside import Known, set_aside
from inputs.period import MONTH_NAMES, day_in_words
from inputs.tables.build_series import build_series
from inputs.tables.cell_findings import trouble_finding
from inputs.tables.name_findings import about_name, unknown_names
from inputs.tables.read_tables import read_tables
from inputs.tables.series_checks import missing_periods
from inputs.tables.sheet_facts import NOTHING, Facts
from inputs.tables.sheet_tables import SheetTables
from inputs.tables.sheet_view import SheetView, is_figure
from inputs.tables.zero_filled import blank_unfilled_months

LONGEST_SOURCE = 300
MOST_SEARCHED = 2_000  # cells of a sheet without a return that are searched for the reason
FEWEST_MARKS, LAST_ROW_OF_MARKS = 3, 20  # rows that letter or number the columns stand above the headings
FEWEST_FIGURES = 4  # a cover sheet may hold a telephone number and a version; a table holds more

_SOURCE = re.compile(r"\s*(?:data\s+)?sources?\s?:\s?(?P<words>.*)", re.IGNORECASE)
_MONTH = rf"(?:{'|'.join(name[:3] for name in MONTH_NAMES)})[a-z]{{0,6}}"
_DATE_WORDS = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH} (?:20)?\d\d|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:20)?\d\d|{_MONTH} 20\d\d)", re.I
)


class SheetReading(NamedTuple):
    """What one sheet gave. ``figures`` is the number of cells, outside its lists, that hold a number.

    ``has_list`` and ``has_asks`` are true, too, where none of the rows could be read. ``is_blank``: the sheet is a
    return without any figure yet. ``aside`` are the tables from which nothing may be read.
    """

    returns: tuple[Return, ...]
    findings: tuple[Finding, ...]
    figures: int
    child_lists: tuple[ChildList, ...] = ()
    has_list: bool = False
    is_blank: bool = False
    asks: tuple[Ask, ...] = ()
    has_asks: bool = False
    comments: tuple[Comment, ...] = ()
    aside: tuple[Known, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def gave(self) -> bool:
        """Whether the sheet is, or holds, anything that the report reads."""
        return bool(self.returns or self.comments or self.has_list or self.is_blank or self.has_asks)


def read_sheet(
    sheet: Sheet, workbook: str, sha256: str, lexicon: Lexicon, around: Facts = NOTHING, answers: Answers | None = None
) -> SheetReading:
    """Read the lists and tables of a sheet. Where its measures belong to several kinds of return, it gives each.

    ``around`` is what the whole workbook says of its figures, ``answers`` what the officer answered.
    """
    as_at = as_at_words(sheet, lexicon.words.as_at)
    lists, rest = read_child_lists(_without_column_marks(sheet), workbook, sha256, as_at, lexicon, around)
    aside, rest = set_aside(rest, lexicon)
    aside = tuple(one for one in aside if one.title or not lists)  # columns of the missing list that are never read
    commentary = read_comments(rest, workbook, lexicon)
    asked = read_asks(commentary.rest, workbook)
    rest = asked.rest
    tables = read_tables(rest, lexicon, around, workbook, answers)
    built, about_series = build_series(tables, lexicon.items, lexicon.says)
    series, about_zeros = blank_unfilled_months(built, lexicon.items)
    figures = sum(map(is_figure, rest.cells.values()))
    findings = [*(finding for one in lists for finding in one.findings), *commentary.findings]
    if series or lists:
        findings += [*tables.findings, *about_series, *about_zeros, *missing_periods(series, lexicon.items)]
        findings += [*unknown_names(tables, lexicon), *_hidden(sheet, lists, tables)]
    elif not (sheet.hidden or asked.recognised or commentary.recognised):
        findings += tables.findings or _without_returns(rest, tables, figures, lexicon)
    return SheetReading(
        _returns_of(series, workbook, sha256, sheet.name, as_at, source_words(rest), lexicon),
        (*findings, *asked.findings),
        figures,
        tuple(one.child_list for one in lists if one.child_list is not None),
        has_list=bool(lists),
        is_blank=tables.awaits and not figures and not any(cell.trouble for cell in rest.cells.values()),
        asks=asked.rows,
        has_asks=asked.recognised,
        comments=commentary.rows,
        aside=aside,
        lines=() if aside or sheet.hidden else lines_read(rest, workbook, tables, series, findings, lexicon),
    )


def _returns_of(
    series: Iterable[Series], workbook: str, sha256: str, sheet: str, as_at: str, source: str, lexicon: Lexicon
) -> tuple[Return, ...]:
    """The returns that a sheet holds: one for each kind of which it has series."""
    by_kind: dict[str, list[Series]] = {}
    for one in series:
        by_kind.setdefault(lexicon.items[one.item].kind, []).append(one)
    return tuple(Return(kind, workbook, sha256, sheet, tuple(its), as_at, source) for kind, its in by_kind.items())


def _without_column_marks(sheet: Sheet) -> Sheet:
    """The sheet without rows that only letter or number its columns: A, B, C or 1, 2, 3 above the header row."""
    first_rows = takewhile(lambda row: row[0] <= LAST_ROW_OF_MARKS, sheet.rows.items())
    marks = {row for row, cells in first_rows if len(cells) >= FEWEST_MARKS and _count_up(list(cells.values()))}
    if not marks:
        return sheet
    return replace(sheet, cells={spot: cell for spot, cell in sheet.cells.items() if spot[0] not in marks})


def _count_up(cells: Sequence[Cell]) -> bool:
    values = [cell.value for cell in cells]
    return values in ([column_letters(cell.column) for cell in cells], list(range(1, len(cells) + 1)))


def _hidden(sheet: Sheet, lists: Sequence[ListReading], tables: SheetTables) -> Iterator[Finding]:
    if sheet.hidden:
        remedy = "Unhide it if it should be counted; delete it, or move it to another workbook, if not."
        yield found("hidden-sheet", "The sheet is hidden, but it holds a return and was read.", remedy)
    rows = tables.hidden_rows.union(*(one.hidden_rows for one in lists))
    columns = tables.hidden_columns.union(*(one.hidden_columns for one in lists))
    if rows or columns:
        named = [*(f"row {row}" for row in sorted(rows)), *(f"column {column_letters(c)}" for c in sorted(columns))]
        what = f"Some figures are hidden ({first_and_more(named, 4)}); they are counted."
        yield found("hidden-rows", what, "Delete them if they should not be.")


def _without_returns(sheet: Sheet, tables: SheetTables, figures: int, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings that say why a sheet with numbers gave no return; none for a cover sheet or notes."""
    unsaved = [cell for cell in sheet.cells.values() if cell.trouble == NO_SAVED_RESULT]
    if len(unsaved) >= FEWEST_FIGURES:
        yield trouble_finding(min(unsaved, key=lambda cell: (cell.row, cell.column)))
        return
    if figures < FEWEST_FIGURES:
        return
    yield from (about for cell in tables.unknown if (about := about_name(cell, lexicon)) is not None)
    kind = lexicon.words.kind_by_sheet.get(fold(sheet.name), "")
    looks = f"It looks like the return “{lexicon.words.title_by_kind[kind]}”. " if kind else ""
    what, remedy = what_is_missing(sheet, lexicon)
    yield found("not-a-return", looks + what, remedy)


def what_is_missing(sheet: Sheet, lexicon: Lexicon) -> tuple[str, str]:
    """What was missing on a sheet that gave no return, and the remedy."""
    view = SheetView(replace(sheet, cells=dict(islice(sheet.cells.items(), MOST_SEARCHED))), lexicon, transposed=False)
    cells = view.cells.values()
    named = next((cell.address for cell in cells if cell.text and lexicon.meaning(cell.text).items), "")
    dated = next((c.address for c in cells if (one := view.period(c)) and one.form is not Form.SERIAL), "")
    names = f"name each measure as returns do, such as “{lexicon.example}”"
    forms = "like Dec-23, 2023/24 Q3, 2023/24 or 31 March 2024"
    if named and dated:
        what = f"A known measure ({named}) and a month, quarter or year ({dated}) were found, but no figure of both."
        return what, "If it is a return, put names, headings and figures into one table and run again."
    if named:
        what = f"A known measure is named in {named}, but no heading was found that is a month, quarter or year."
        return what, f"If it is a return, write the headings {forms}, and run again."
    if dated:
        what = f"A month, quarter or year was found in {dated}, but no name of a known measure."
        return what, f"If it is a return, {names}, and run again."
    what = "No name of a known measure and no month, quarter or year was found on this sheet."
    return what, f"If it is a return, {names}, write the headings {forms}, and run again."


def source_words(sheet: Sheet) -> str:
    """The text after “Source:” in the first cell that begins so, or in the cell beside it; "" where there is none."""
    for cell in _texts(sheet):
        match = _SOURCE.match(cell.text) if _SOURCE.match(str(cell.value)) else None
        beside = sheet.cells.get((cell.row, cell.column + 1))
        words = match and (match["words"] or (beside.text if beside is not None else ""))
        if words:
            return printable(words).replace("\ufffd", "")[:LONGEST_SOURCE].rstrip()
    return ""


def as_at_words(sheet: Sheet, openings: Sequence[str]) -> str:
    """The "data correct as at" line of a sheet: its first words and its date; the others could name a person."""
    for cell in _texts(sheet):
        folded = cell.text.casefold()
        opening = next((words for words in openings if folded.startswith(words)), "")
        if not opening:
            continue
        words = cell.text[: len(opening)]
        match = _DATE_WORDS.search(cell.text)
        if match is not None:
            return f"{words} {match[0]}"
        beside = sheet.cells.get((cell.row, cell.column + 1))
        if beside is not None and isinstance(beside.value, date | datetime):
            day = beside.value
            return f"{words} {day_in_words(day)}"
        if beside is not None and (match := _DATE_WORDS.fullmatch(beside.text)):
            return f"{words} {beside.text}"
    return ""


def _texts(sheet: Sheet) -> Iterator[Cell]:
    """The cells that hold text, row by row."""
    return (cell for cells in sheet.rows.values() for cell in cells.values() if isinstance(cell.value, str))
