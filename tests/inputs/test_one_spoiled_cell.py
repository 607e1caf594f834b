"""One cell of the sample returns spoiled: exactly the one finding for it appears, at its place, and nothing else."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from inputs.files.open_workbook import read_workbook
from inputs.files.workbook_values import NO_SAVED_RESULT, RAISED_ONLY, STRUCK_OUT, Cell
from inputs.findings import CATALOGUE
from inputs.headings.vocabulary import Lexicon
from inputs.read_sheet import read_sheet

FOLDER = Path(__file__).parents[2] / "inputs" / "samples" / "peterborough-2023-12"
HEADLINE, REVIEWS, SCHOOLS = ("CIC headline", "Headline"), ("IRS_", "Data"), ("VS_PEP", "PEPs and schools")
TROUBLES = {NO_SAVED_RESULT, STRUCK_OUT, RAISED_ONLY}
PLANS, HOMES, TEAMS = ("leaving care", "Pathway plans"), ("Placement", "Stability"), ("Workforce", "Caseloads")

# (kind, where, cell spoiled, what it then holds, cell of the finding). A word with #, or one of TROUBLES, is a trouble.
SPOILED = [
    ("target-not-read", REVIEWS, "F8", "Aspirational target", "F8"),
    ("error-in-cell", REVIEWS, "C9", "#REF!", "C9"),
    ("formula-without-result", REVIEWS, "D9", NO_SAVED_RESULT, "D9"),
    ("formula-without-result", HOMES, "D5", NO_SAVED_RESULT, "D5"),
    ("not-a-number", REVIEWS, "C9", "about forty", "C9"),
    ("not-a-number", REVIEWS, "E9", "93,5", "E9"),
    ("not-a-number", HEADLINE, "D8", datetime(2022, 4, 9), "D8"),
    ("number-too-large", HEADLINE, "D8", 10**12, "D8"),
    ("struck-out", HEADLINE, "D8", STRUCK_OUT, "D8"),
    ("not-a-number", HEADLINE, "D8", RAISED_ONLY, "D8"),
    ("not-whole", HEADLINE, "D8", 12.5, "D8"),
    ("not-whole", REVIEWS, "D9", 231.5, "D9"),
    ("below-zero", HEADLINE, "D8", -9, "D8"),
    ("below-zero", HEADLINE, "D8", "(9)", "D8"),
    ("numerator-over-denominator", REVIEWS, "C9", 231, "C9"),
    ("percentage-does-not-match", REVIEWS, "E9", 90, "E9"),
    ("percentage-out-of-range", PLANS, "E8", 187.7, "E8"),
    ("mixed-percentage-scale", PLANS, "E8", 0.877, "E8"),
    ("missing-month", HEADLINE, "E8", None, "E8"),
    ("unclear-period", HOMES, "D5", "04/05/2022", "D5"),
    ("unclear-period", SCHOOLS, "B5", "Q1 2022", "B5"),
    ("heading-out-of-place", SCHOOLS, "K5", "Jan-24", "K5"),
    ("heading-out-of-place", SCHOOLS, "M5", "Mar-22", "M5"),
    ("headings-in-doubt", SCHOOLS, "V5", "Dec-24", "V5"),
    ("month-label-from-date", SCHOOLS, "V5", datetime(2024, 12, 23), "V5"),
    ("unknown-measure", HEADLINE, "B8", "Came in to caer", "B8"),
    ("unclear-measure", TEAMS, "A7", None, "C7"),
    ("name-became-date", HEADLINE, "B14", datetime(2023, 9, 5), "B14"),
    ("row-without-name", HEADLINE, "B9", None, "D9"),
    ("column-not-read", SCHOOLS, "B5", "Week 1", "B5"),
    ("year-to-date-not-read", HEADLINE, "B9", "Came into care (YTD)", "D9"),
    ("not-the-councils", PLANS, "B3", "Pathway plans: England average", "B3"),
    ("other-span", PLANS, "B3", "Pathway plans: year to date", "B3"),
    ("not-actual", PLANS, "B3", "Forecast", "B3"),
    ("impossible-target", PLANS, "F8", "Above 100%", "F8"),
    ("unclear-target", PLANS, "F8", "90-95%", "F8"),
    ("targets-differ", PLANS, "F9", ">=90", "F9"),
    ("ask-without-words", ("Committee asks", "Asks"), "C5", None, "A5"),
    ("ask-answer-not-whole", ("Committee asks", "Asks"), "G5", None, "E5"),
    ("ask-answer-not-whole", ("Committee asks", "Asks"), "E5", None, "G5"),
    ("ask-date-not-read", ("Committee asks", "Asks"), "A5", "last autumn", "A5"),
    ("ask-too-long", ("Committee asks", "Asks"), "E5", "No. " * 101, "E5"),
]

# What no one cell of a return can cause, why, and the module whose tests cause it.
A_FILE, A_SHEET, A_LIST = "is said of a whole file", "is said of a whole sheet", "needs a list, which no sample has"
RECORDS = "the sample has no records of children"
NOT_ONE_CELL = {
    **dict.fromkeys(
        ("no-returns", "unreadable-workbook", "password-protected", "unsafe-workbook", "out-of-reach", "not-a-file"),
        (A_FILE, "test_workbooks"),
    ),
    "name-of-another-kind": (A_FILE, "test_file_kinds"),
    "reading-changed": (A_FILE, "test_reading_sheet"),
    "reading-row-gone": (A_FILE, "test_reading_sheet"),
    "reading-contradicted": (A_FILE, "test_answers"),
    "reading-no-effect": (A_FILE, "test_answers"),
    "reading-answer-unclear": (A_FILE, "test_reading_sheet"),
    "reading-not-ours": (A_FILE, "test_reading_sheet"),
    "reading-misnamed": (A_FILE, "test_reading_sheet"),
    **dict.fromkeys(("unreadable-sheet", "sheet-too-large"), (A_SHEET, "test_workbooks")),
    **dict.fromkeys(("wrong-file-type", "same-workbook-twice", "lock-without-workbook"), (A_FILE, "test_workbooks")),
    **dict.fromkeys(("unreadable-text", "text-letters"), (A_FILE, "test_csv_file")),
    "took-too-long": (A_FILE, "test_limits"),
    "checked-copy": (A_FILE, "test_checked_copy"),
    "stray-cell": ("lies outside what is read of a sheet", "test_workbooks"),
    **dict.fromkeys(("list-of-children", "published-figures"), ("is about a whole table", "test_set_aside")),
    **dict.fromkeys(("comment-not-placed", "hidden-commentary"), ("is of words, not of figures", "test_commentary")),
    **dict.fromkeys(("hidden-sheet", "hidden-rows"), ("is how a sheet is shown", "test_every_sheet")),
    "shown-otherwise": ("is how a cell is shown", "test_number_formats"),
    "unclear-title": ("needs the name of the council", "test_titles_of_tables"),
    "not-a-return": ("needs every name or every heading of a sheet to be unknown", "test_findings"),
    "figures-of-other-areas": ("needs a column of other areas", "test_every_heading"),
    "year-headings": ("needs a row of bare years", "test_findings"),
    "dated-years": ("needs a row of bare years", "test_every_heading"),
    **dict.fromkeys(("merged-months", "merged-quarter"), ("needs merged cells", "test_titled_and_merged")),
    "table-without-month": ("needs a table without a single month", "test_titled_and_merged"),
    "out-of-scale": ("needs a measure with a scale, which the sample has none of", "test_own_spans"),
    "part-without-the-rest": ("needs a measure without two of its three rows", "test_findings"),
    "read-as-fractions": ("needs a whole row of numbers up to 1", "test_every_value"),
    "unclear-percentage-scale": ("needs a whole row of ones and noughts", "test_findings"),
    "given-twice": ("needs a second figure beside the first", "test_findings"),
    **dict.fromkeys(
        ("part-of-a-total", "other-unit", "read-in-thousands", "months-from-totals", "span-in-doubt"),
        ("needs other rows or columns than the sample has", "test_facts"),
    ),
    "list-rows-left-out": (A_LIST, "test_list_facts"),
    "other-period": ("needs a column or a title with a period of its own", "test_own_periods"),
    "months-not-filled": ("needs every figure of a month", "test_every_shape"),
    **dict.fromkeys(
        (
            *("date-not-read", "return-date-not-read", "child-not-read", "code-not-read", "returned-before-missing"),
            *("date-after-as-at", "dates-far-apart", "days-and-months-mixed", "ids-nearly-alike", "same-row-twice"),
            *("list-too-long", "empty-list", "last-month-not-whole", "episodes-overlap", "not-back-before-next"),
        ),
        (A_LIST, "test_child_lists"),
    ),
    **dict.fromkeys(
        (
            "record-table-missing",
            "record-table-needed",
            "record-tables-differ",
            "record-rows-twice",
            "record-days-too-late",
            "record-day-needed",
            "record-day-not-read",
            "record-code-not-known",
        ),
        (RECORDS, "test_records"),
    ),
    **dict.fromkeys(("record-earlier-snapshot", "record-of-two-sources"), (RECORDS, "test_annex_a_odd")),
}


@pytest.fixture(scope="module")
def lexicon(library):
    return Lexicon(library)


@pytest.fixture(scope="module")
def books():
    return {path.name: read_workbook(path, FOLDER)[0] for path in sorted(FOLDER.glob("*.xlsx"))}


@pytest.mark.parametrize(
    ("kind", "where", "spoiled", "value", "told"), SPOILED, ids=[f"{one[0]} {one[2]} {one[3]}" for one in SPOILED]
)
def test_a_spoiled_cell_is_found_where_it_is_and_nothing_else_is(books, lexicon, kind, where, spoiled, value, told):
    book = next(book for name, book in books.items() if name.startswith(where[0]))
    sheet = next(sheet for sheet in book.sheets if sheet.name == where[1])
    before, after = findings(sheet, lexicon), findings(spoil(sheet, spoiled, value), lexicon)
    assert list((after - before).elements()) == [(kind, told)]
    assert before <= after


def findings(sheet, lexicon):
    return Counter((one.kind, one.cell) for one in read_sheet(sheet, "r.xlsx", "0" * 64, lexicon).findings)


def spoil(sheet, address, value):
    spot = coordinate_to_tuple(address)
    cells = {key: cell for key, cell in sheet.cells.items() if key != spot}
    trouble = value if value in TROUBLES or str(value).startswith("#") else ""
    if value is not None:
        old = sheet.cells.get(spot, Cell(*spot, None))
        cells[spot] = old._replace(value=None if trouble else value, trouble=trouble)
    return replace(sheet, cells=cells)


def test_every_kind_of_finding_is_caused_by_one_cell_here_or_said_why_it_is_not():
    assert {kind for kind, *_ in SPOILED}.isdisjoint(NOT_ONE_CELL)
    assert {kind for kind, *_ in SPOILED} | set(NOT_ONE_CELL) == set(CATALOGUE)


@pytest.mark.parametrize("kind", NOT_ONE_CELL)
def test_a_kind_that_no_one_cell_causes_is_caused_by_another_test(kind):
    _, module = NOT_ONE_CELL[kind]
    assert f'"{kind}"' in (Path(__file__).parent / f"{module}.py").read_text(encoding="utf-8")
