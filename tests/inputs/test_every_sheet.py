"""Sheets as teams keep them: whatever they are called, whatever stands round and between their tables."""

from __future__ import annotations

import re
import zipfile

import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.slow

TABLE = [["Measure", "Nov-23", "Dec-23"], ["Children in care", 410, 412]]
READ = {("in_care_count", "", "2023-11"): ("410", None, None), ("in_care_count", "", "2023-12"): ("412", None, None)}
REVIEWS = {("reviews_pct", "", "2023-11"): (None, "45", "50"), ("reviews_pct", "", "2023-12"): (None, "57", "60")}
VISITS = {("visits_pct", "", "2023-11"): ("91", None, None), ("visits_pct", "", "2023-12"): ("92", None, None)}


@pytest.mark.parametrize(
    "name", ["CIC headline", " cic  HEADLINE ", "cic_headline", "CIC-headline", "Sheet1", "Cover", "Údaje"]
)
def test_a_return_is_known_by_its_measures_whatever_its_sheet_is_called(read, sheet, figures, found, name):
    intake = read(sheet(TABLE, name=name))
    assert (figures(intake), found(intake), intake.returns[0].sheet) == (READ, [], name)


def test_covers_notes_and_lists_of_contents_beside_a_return_pass_in_silence(read, sheet, figures, found):
    around = [
        sheet([["Monthly return"], ["Version", 2], ["Telephone", 1733747474]], name="Cover"),
        sheet([["Contents"], ["1", "Children in care"], ["2", "Notes"]], name="Contents"),
        sheet([["Notes"], ["Short breaks are left out, as in 2022/23."]], name="Notes"),
        sheet([["Reviewed 12 March 2023"], ["x", 1], ["y", 2], ["z", 3], ["w", 4]], name="Lookups", state="hidden"),
    ]
    intake = read(*around, sheet(TABLE, name="Data"))
    assert (figures(intake), found(intake)) == (READ, [])


def test_a_hidden_sheet_with_a_return_is_read_and_told(read, sheet, figures, found):
    intake = read(sheet([["Cover"]], name="Cover"), sheet(TABLE, name="Data", state="hidden"))
    assert (figures(intake), found(intake)) == (READ, [("hidden-sheet", "")])


@pytest.mark.parametrize(("kind", "key"), [("row_dimensions", 2), ("column_dimensions", "B")])
def test_hidden_rows_and_columns_are_read_and_told(write, sheet, read, figures, found, kind, key):
    path = write(sheet(TABLE))
    book = load_workbook(path)
    getattr(book.active, kind)[key].hidden = True
    book.save(path)
    intake = read()
    assert (figures(intake), found(intake)) == (READ, [("hidden-rows", "")])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<sheetData>", b'<cols><col min="2" max="2" width="0" customWidth="1"/></cols><sheetData>'),
        (b"<sheetData>", b'<cols><col min="1" max="400" width="0.05"/></cols><sheetData>'),
        (b"<sheetData>", b'<sheetFormatPr defaultColWidth="0"/><sheetData>'),
        (
            b"<sheetData>",
            b'<sheetFormatPr defaultColWidth="0"/><cols><col min="3" max="9" width="8"/></cols><sheetData>',
        ),
        (b'<row r="2"', b'<row r="2" ht="0" customHeight="1"'),
        (b'<row r="2"', b'<row r="2" ht="0.05"'),
        (b'<row r="2"', b'<row r="2" customHeight="1"'),
        (b'<row r="2"', b'<row r="2" hidden="1" outlineLevel="1"'),
    ],
)
def test_what_has_next_to_no_width_or_height_is_hidden(write, sheet, read, figures, found, before, after):
    """As a height of 0 is in a file of openpyxl, which leaves the number out, and as Excel writes it."""
    path = write(sheet(TABLE))
    change_part(path, "xl/worksheets/sheet1.xml", before, after)
    intake = read()
    assert (figures(intake), found(intake)) == (READ, [("hidden-rows", "")])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<sheetData>", b'<cols><col min="2" max="2" width="0.5"/></cols><sheetData>'),
        (
            b"<sheetData>",
            b'<sheetFormatPr defaultColWidth="0"/><cols><col min="1" max="9" width="8"/></cols><sheetData>',
        ),
        (b'<row r="2"', b'<row r="2" ht="1"'),
        (b'<row r="2"', b'<row r="2" ht="much" outlineLevel="1" collapsed="1"'),
    ],
)
def test_what_is_narrow_and_can_be_seen_is_not_hidden(write, sheet, read, figures, found, before, after):
    path = write(sheet(TABLE))
    change_part(path, "xl/worksheets/sheet1.xml", before, after)
    intake = read()
    assert (figures(intake), found(intake)) == (READ, [])


def change_part(path, part, before, after):
    """Change the XML of one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert before in parts[part]
    parts[part] = re.sub(rb"<sheetFormatPr[^>]*/>", b"", parts[part]).replace(before, after, 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("row", range(1, 16))
@pytest.mark.parametrize("column", [1, 4])
def test_the_headings_may_stand_in_any_row(read, figures, found, row, column):
    intake = read(TABLE, start=(row, column))
    assert (figures(intake), found(intake)) == (READ, [])


FOOTERS = [
    ["Source: case management system, extract of 5 January 2024"],
    ["Data correct as at 5 January 2024"],
    ["Note: Dec-23 is provisional"],
    ["* does not include short breaks"],
    ["[x] not available; [c] suppressed"],
    ["Contact", "Performance team"],
]


def test_prose_above_and_footers_below_are_no_part_of_the_table(read, figures, found):
    prose = [["Table 1: children in care, 2023/24"], ["Some cells hold [x]."], ["Published on 5 January 2024."], []]
    intake = read([*prose, *TABLE, *FOOTERS])
    assert (figures(intake), found(intake)) == (READ, [])
    assert intake.returns[0].as_at == "Data correct as at 5 January 2024"


def test_rows_that_letter_and_number_the_columns_above_the_headings_are_left_out(read, figures, found):
    rows = [
        ["A", "B", "C", "D"],
        [1, 2, 3, 4],
        ["Measure", "SNP", "Nov-23", "Dec-23"],
        ["Children in care", None, 410, 412],
    ]
    intake = read(rows)
    assert (figures(intake), found(intake)) == (READ, [])


def test_a_long_list_as_the_department_publishes_it_is_read_under_its_rows_of_letters(read, figures, found):
    names = ["time_period", "time_identifier", "geographic_level", "indicator", "value"]
    rows = [[*"ABCDE"], [1, 2, 3, 4, 5], names]
    rows += [[202223, "Financial year", "Local authority", "Children in care", 408]]
    rows += [[202324, "Financial year", "Local authority", "Children in care", "c"]]
    intake = read(rows)
    assert {key[2]: value[0] for key, value in figures(intake).items()} == {
        "2023-03/12": "408",
        "2024-03/12": "suppressed",
    }
    assert found(intake) == []


WIDE = TABLE
DOWN = [["Month", "Reviews due", "Reviews held in time"], ["Nov-23", 50, 45], ["Dec-23", 60, 57]]
LIST = [["Measure", "Period", "Value"], ["% visits on time", "Nov-23", 91], ["% visits on time", "Dec-23", 92]]
TABLES = {"across": (WIDE, READ), "down": (DOWN, REVIEWS), "list": (LIST, VISITS)}


@pytest.mark.parametrize("between", [[], [[]], [[], []], [["Total", None, None], []], [[], ["Table 2: more figures"]]])
@pytest.mark.parametrize("first", TABLES)
@pytest.mark.parametrize("second", TABLES)
def test_two_tables_of_any_two_shapes_stand_one_under_the_other(read, figures, found, first, second, between):
    if first == second:
        return
    intake = read([*TABLES[first][0], *between, *TABLES[second][0]])
    assert figures(intake) == TABLES[first][1] | TABLES[second][1]
    assert [kind for kind, _ in found(intake)] == []


@pytest.mark.parametrize("gap", [1, 2, 3])
@pytest.mark.parametrize(
    ("left", "right"), [("across", "down"), ("down", "across"), ("list", "across"), ("across", "list")]
)
def test_two_tables_of_two_shapes_stand_side_by_side(read, figures, left, right, gap):
    (one, some), (other, more) = TABLES[left], TABLES[right]
    height = max(len(one), len(other))
    padded = [[*(row or [None] * 3), *[None] * gap] for row in [*one, *[[]] * (height - len(one))]]
    rows = [[*row, *(other[at] if at < len(other) else [])] for at, row in enumerate(padded)]
    assert figures(read(rows)) == some | more


def test_three_tables_of_three_shapes_on_one_sheet_each_give_their_own(read, figures, found):
    intake = read([["Part 1"], *WIDE, [], ["Part 2"], *DOWN, [], ["Part 3"], *LIST, ["Source: case management"]])
    assert (figures(intake), found(intake)) == (READ | REVIEWS | VISITS, [])


def test_a_table_of_other_things_on_the_same_sheet_is_told(read, figures, found):
    intake = read([*TABLE, [], ["Complaints", "Nov-23", "Dec-23"], ["Stage 1", 3, 4], ["Stage 2", 1, 0]])
    assert (figures(intake), found(intake)) == (READ, [("unknown-measure", "A5")])


@pytest.mark.parametrize("days", [(45200, 45231, 45261), None])
def test_days_counted_from_1904_are_the_same_days(write, sheet, read, figures, days):
    from datetime import datetime

    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    headings = [day - 1462 for day in days] if days else [datetime(2023, month, 1) for month in (10, 11, 12)]
    path = write(sheet([["Measure", *headings], ["Children in care", 408, 410, 412]]))
    book = load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book.save(path)
    assert [key[2] for key in figures(read())] == ["2023-10", "2023-11", "2023-12"]
