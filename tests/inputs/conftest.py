"""Small workbooks built in a test, and a vocabulary small enough to hold in the head."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from inputs.headings.answers import Answers
from inputs.intake import Item
from inputs.read import read_returns
from inputs.reading_sheet.columns import HEADINGS_ROW, Column
from inputs.reading_sheet.read import about_answers, read_answers
from inputs.reading_sheet.write import reading_sheet
from report.metrics.definitions.measure_library import read_library
from report.metrics.definitions.measure_library import vocabulary as vocabulary_of
from tests.inputs.testshire import COUNCIL, ITEMS, ROWS, USES

BANDS = {
    "Under 1": ("0", "<1"),
    "1 to 4": ("1-4", "Aged 1 to 4"),
    "5 to 9": ("5-9",),
    "10 to 15": ("10-15",),
    "16 and over": ("16+",),
}
TEAMS = {"Family Safeguarding": ("Family Safeguarding team",), "Leaving Care": ("Leaving Care PAs",)}

VOCABULARY = (
    Item(
        "reviews_pct",
        "reviews_and_visits",
        ("Reviews held on time", "Reviews on time", "% reviews on time"),
        ("Reviews held in time",),
        ("Reviews due",),
        percentage=True,
        counts="reviews",
    ),
    Item(
        "visits_pct",
        "reviews_and_visits",
        ("Statutory visits on time", "Visits on time"),
        percentage=True,
        accepts=("up_to_date", "done", "in_year", "at_the_end"),
    ),
    Item("homes_pct", "homes", ("Three or more homes", "3 or more placements"), percentage=True, counts="children"),
    Item("in_care_count", "headline", ("Children in care", "Children in care at month end")),
    Item("ages_count", "headline", ("Children in care by age", "Age of children in care"), groups=BANDS),
    Item("caseload_rate", "workforce", ("Average caseload",), ("Cases held",), ("Staff (FTE)", "FTE"), groups=TEAMS),
    Item("entry_days", "adoption", ("Entry to care to adoptive home", "A1"), ("Total days",), ("Children",)),
    Item("match_days", "adoption", ("Placement order to match", "A2"), ("Total days",), ("Children",)),
)


class Sheet:
    """A sheet to be written: rows from A1, or from another cell, with what may be strange about it."""

    def __init__(self, rows, name="Return", start=(1, 1), merged=(), formats=None, state="visible"):
        self.rows, self.name, self.start, self.merged = rows, name, start, merged
        self.formats, self.state = formats or {}, state


def write_workbook(path, *sheets):
    """Write sheets into a workbook. ``formats`` maps a cell, a row ("7") or a column ("C") to a number format."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.sheet_state = sheet.state
        for row, values in enumerate(sheet.rows, start=sheet.start[0]):
            for column, value in enumerate(values, start=sheet.start[1]):
                if value is None:
                    continue
                cell = page.cell(row, column, value)
                for key in (get_column_letter(column), str(row), cell.coordinate):
                    if key in sheet.formats:
                        cell.number_format = sheet.formats[key]
        for block in sheet.merged:
            page.merge_cells(block)
    book.save(path)


@pytest.fixture
def sheet():
    """Make a sheet for ``read``."""
    return Sheet


@pytest.fixture
def write(tmp_path):
    """Write a workbook into the test's folder."""

    def write_one(*sheets, name="return.xlsx"):
        write_workbook(tmp_path / name, *sheets)
        return tmp_path / name

    return write_one


@pytest.fixture
def read(tmp_path):
    """Write one workbook of the sheets (or rows) given, read the folder, and give the intake."""

    def read_one(*sheets, vocabulary=VOCABULARY, **options):
        made = [one if isinstance(one, Sheet) else Sheet(one, **options) for one in sheets]
        if made:
            write_workbook(tmp_path / "return.xlsx", *made)
        return read_returns(Path(tmp_path), vocabulary)

    return read_one


@pytest.fixture
def vocabulary():
    """Give the small vocabulary of these tests."""
    return VOCABULARY


@pytest.fixture
def figures():
    """Flatten an intake into {(item, group, period): (value, numerator, denominator)}, each as text or its state."""

    def flatten(intake):
        return {
            (series.item, series.group, _period_text(point.period)): tuple(
                _shown(reading) for reading in (point.value, point.numerator, point.denominator)
            )
            for one in intake.returns
            for series in one.series
            for point in series.points
        }

    return flatten


@pytest.fixture
def found():
    """Flatten the findings of an intake into (kind, cell) pairs."""
    return lambda intake: [(finding.kind, finding.cell) for finding in intake.findings]


@pytest.fixture
def december(sheet, write, tmp_path):
    """Read rows as a return of Testshire: the December figures by item, and the findings as (kind, cell)."""

    def read_it(rows, council=COUNCIL, items=ITEMS, file="return.xlsx", others=None, **options):
        first = [sheet(its, name=name) for name, its in (others or {}).items()]
        write(*first, sheet(rows, **options), name=file)
        intake = read_returns(tmp_path, items, council)
        last = {item: tuple(map(_shown, point.readings)) for item, point in _of_december(intake)}
        return last, [(one.kind, one.cell) for one in intake.findings if one.kind != "no-returns"]

    return read_it


@pytest.fixture(scope="session")
def library():
    """Give the vocabulary of the whole library of measures."""
    return vocabulary_of(read_library())


@pytest.fixture
def in_december(sheet, write, tmp_path, library):
    """Read rows with the whole library of measures: the figures of December, as text, and the kinds of findings."""

    def read_it(rows, **options):
        write(sheet(rows, **options))
        intake = read_returns(tmp_path, library, COUNCIL)
        readings = [one for _, point in _of_december(intake) for one in point.readings]
        values = [f"{_shown(one)}{one.flag}" for one in readings if one.value is not None]
        return values, [one.kind for one in intake.findings if one.kind != "no-returns"]

    return read_it


@pytest.fixture
def scorecard(sheet, write, tmp_path):
    """A folder of returns with one scorecard, and functions to read it, and to answer in a reading sheet beside it."""

    class Folder:
        path = tmp_path

        def give(self, rows=ROWS, name="Scorecard Dec 23.xlsx", title="Scorecard", formats=None):
            for old in tmp_path.glob("Score*.xlsx"):
                old.unlink()
            write(sheet(rows, name=title, formats=formats), name=name)

        def read(self):
            told = read_answers(tmp_path, USES)
            answers = Answers(told.answers)
            intake = read_returns(tmp_path, ITEMS, COUNCIL, answers)
            return intake, told, about_answers(told, answers)

        def sheet(self):
            intake, told, _ = self.read()
            return reading_sheet(intake.lines, USES, told.answers, told.own)

        def saved(self):
            return BytesIO(self.sheet())

        def answer(self, *answers):
            """Answer, each as (words, column, text), in the sheet as it would be written now, and save it here."""
            book = load_workbook(self.saved())
            page = book["Reading"]
            for words, column, text in answers:
                rows = range(HEADINGS_ROW + 1, page.max_row + 1)
                row = next(row for row in rows if page.cell(row, Column.WORDS.number).value == words)
                page.cell(row, column.number, text)
            book.save(tmp_path / "reading.xlsx")

        def given(self):
            intake, _, _ = self.read()
            series = [one for its in intake.returns for one in its.series]
            return {one.item: one.points[-1].readings[0].value for one in series}

    folder = Folder()
    folder.give()
    return folder


def _of_december(intake):
    points = ((series.item, point) for one in intake.returns for series in one.series for point in series.points)
    return [(item, point) for item, point in points if _period_text(point.period) == "2023-12"]


def _period_text(period):
    return period.month_text if period.length == 1 else f"{period.month_text}/{period.length}"


def _shown(reading):
    if reading is None:
        return None
    return f"{reading.value.normalize():f}" if reading.value is not None else reading.state.value
