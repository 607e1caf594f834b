"""The copy of a workbook with its faults marked: what is added, and above all what stays as the team made it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import LineChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from inputs.checked.copy import CannotMark, checked_copy
from inputs.checked.findings_sheet import MOST_LISTED
from inputs.checked.signs import SHEET_PART, checked_name, is_untouched_copy
from inputs.checked.styles import FILLS
from inputs.checked.values_only import values_only
from inputs.files.open_workbook import read_workbook
from inputs.files.workbook_values import Cell, CellRange, Sheet
from inputs.files.workbook_values import Workbook as Read
from inputs.findings import Finding, Strength
from inputs.read import read_returns

REPORT = "the report for December 2023"
WHAT, REMEDY = "231 is more than the 230 children it is out of.", "Correct F18 or F19."
MONTHS = ["Measure", "Oct-23", "Nov-23", "Dec-23"]


def fault(cell="", sheet="Health", strength=Strength.MUST_FIX, what=WHAT):
    return Finding("any-kind", strength, what, REMEDY, "health.xlsx", sheet, cell)


@pytest.fixture
def health(tmp_path):
    """Write a workbook with something of everything that a team's own file may hold."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Health"
    for row in (MONTHS, ["Children in care", 229, 231, 230], ["Reviews on time", 0.91, 0.92, "=C3+0.01"]):
        sheet.append(row)
    sheet["B3"].number_format = "0.0%"
    sheet["B3"].font = Font(bold=True, color="FF0000FF")
    sheet["B3"].border = Border(bottom=Side(style="double"))
    sheet["B3"].protection = Protection(locked=False)
    sheet["C2"].comment = Comment("Counted twice by hand.", "Team")
    sheet.merge_cells("A6:C7")
    sheet.freeze_panes = "B2"
    sheet.protection.sheet = True
    sheet.row_dimensions[9].hidden = True
    sheet.conditional_formatting.add("B2:D2", CellIsRule(operator="lessThan", formula=["0"], fill=PatternFill()))
    sheet.add_data_validation(DataValidation(type="whole", operator="between", formula1="0", formula2="999"))
    chart = LineChart()
    chart.add_data(Reference(sheet, min_col=2, max_col=4, min_row=2), from_rows=True)
    sheet.add_chart(chart, "F2")
    other = book.create_sheet("Team's notes")
    other["A1"] = "See Health"
    other.print_title_rows = "1:1"
    book.create_sheet("Lists").sheet_state = "hidden"
    book.defined_names["Total"] = DefinedName("Total", attr_text="Health!$B$2")
    other.defined_names["Here"] = DefinedName("Here", attr_text="'Team''s notes'!$A$1")
    book.active = 1
    sheet.sheet_view.tabSelected, other.sheet_view.tabSelected = False, True
    path = tmp_path / "health.xlsx"
    book.save(path)
    return path


@pytest.fixture
def marked(tmp_path):
    """Make the checked copy of a workbook, and open it."""

    def mark(path, *findings):
        copy = checked_copy(path, path.parent, findings, REPORT)
        target = tmp_path / "out" / copy.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(copy.content)
        return load_workbook(target)

    return mark


def members(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repack(path, **changes):
    """Write a workbook again with some of its parts replaced or added, by their names."""
    held = members(path.read_bytes()) | changes
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)


def test_every_part_that_nothing_was_found_in_is_the_same_to_the_byte(health):
    before = members(health.read_bytes())
    after = members(checked_copy(health, health.parent, [fault("B3")], REPORT).content)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",  # was the sheet shown; two selected sheets would take what is typed into one
        "xl/comments/comment1.xml",
        legacy(before),
    }
    assert before["xl/charts/chart1.xml"] == after["xl/charts/chart1.xml"]


def legacy(parts):
    return next(name for name in parts if name.endswith(".vml"))


def test_the_workbook_itself_is_only_read(health):
    before = health.read_bytes()
    checked_copy(health, health.parent, [fault("B3")], REPORT)
    assert health.read_bytes() == before


def test_what_the_team_made_is_all_there(health, marked):
    before, after = load_workbook(health), marked(health, fault("B3"), fault("D2"))
    assert after.sheetnames == ["To check", *before.sheetnames]
    for sheet in before:
        copy = after[sheet.title]
        cells = {cell.coordinate: cell.value for row in sheet for cell in row}
        assert {cell.coordinate: cell.value for row in copy for cell in row if cell.coordinate in cells} == cells
        assert copy.sheet_state == sheet.sheet_state
        assert copy.merged_cells.ranges == sheet.merged_cells.ranges
        assert copy.freeze_panes == sheet.freeze_panes
        assert copy.protection.sheet == sheet.protection.sheet
        assert copy.print_title_rows == sheet.print_title_rows
        assert len(copy._charts) == len(sheet._charts)
        assert set(copy.defined_names) == set(sheet.defined_names)
        assert [r.sqref for r in copy.conditional_formatting] == [r.sqref for r in sheet.conditional_formatting]
        assert len(copy.data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
    assert after["Health"]["D3"].value == "=C3+0.01"
    assert after["Health"].row_dimensions[9].hidden
    assert after.defined_names["Total"].attr_text == "Health!$B$2"


def test_a_cell_with_a_fault_keeps_its_own_format_and_gets_a_colour_and_a_note(health, marked):
    before, after = load_workbook(health)["Health"]["B3"], marked(health, fault("B3"))["Health"]["B3"]
    assert after.number_format == before.number_format
    for part in ("font", "border", "protection", "alignment"):
        assert repr(getattr(after, part)) == repr(getattr(before, part))
    assert after.fill.fgColor.rgb == FILLS[Strength.MUST_FIX]
    assert after.comment.text == f"Board Report: must fix\n{WHAT} {REMEDY}"
    assert after.comment.author == "Board Report"


def test_the_strongest_of_several_faults_colours_the_cell_and_the_note_tells_them_all(health, marked):
    weak, strong = fault("B2", strength=Strength.NOTE, what="unusual."), fault("B2", strength=Strength.CHECK)
    cell = marked(health, weak, strong)["Health"]["B2"]
    assert cell.fill.fgColor.rgb == FILLS[Strength.CHECK]
    assert cell.comment.text.index(WHAT) < cell.comment.text.index("Unusual.")


def test_a_fault_about_an_empty_cell_marks_a_cell_where_there_was_none(health, marked):
    sheet = marked(health, fault("E2"), fault("C5"), fault("ZZ40"))["Health"]
    for place in ("E2", "C5", "ZZ40"):
        assert sheet[place].value is None
        assert sheet[place].fill.fgColor.rgb == FILLS[Strength.MUST_FIX]
        assert WHAT in sheet[place].comment.text
    xml = members((health.parent / "out" / "health (checked).xlsx").read_bytes())["xl/worksheets/sheet1.xml"]
    rows = [int(number) for number in re.findall(rb'<row r="(\d+)"', xml)]
    assert rows == sorted(set(rows))


def test_a_fault_within_merged_cells_is_marked_where_they_show(health, marked):
    sheet = marked(health, fault("B7"))["Health"]
    assert sheet["A6"].fill.fgColor.rgb == FILLS[Strength.MUST_FIX]
    assert WHAT in sheet["A6"].comment.text


def test_a_fault_about_a_block_is_marked_at_its_first_cell(health, marked):
    book = marked(health, fault("A2:D3"))
    assert WHAT in book["Health"]["A2"].comment.text
    assert book["To check"]["C7"].hyperlink.location == "'Health'!A2:D3"


def test_a_place_that_is_on_no_sheet_is_listed_and_marks_nothing(health, marked):
    book = marked(health, fault("A0"), fault("ZZZ1"), fault("A1048577"), fault("somewhere"))
    assert [row[2] for row in book["To check"].iter_rows(min_row=7, values_only=True)] == [
        "A0",
        "ZZZ1",
        "A1048577",
        "somewhere",
    ]
    assert [cell.coordinate for row in book["Health"] for cell in row if cell.comment] == ["C2"]


def test_a_note_that_the_team_wrote_stays_and_ours_goes_under_it(health, marked):
    sheet = marked(health, fault("C2"), fault("D2"))["Health"]
    assert sheet["C2"].comment.text == f"Counted twice by hand.\n\nBoard Report: must fix\n{WHAT} {REMEDY}"
    assert sheet["C2"].comment.author == "Team"
    assert "Counted" not in sheet["D2"].comment.text


def test_every_note_has_a_box_of_its_own_even_in_a_drawing_that_is_not_xml(health, marked):
    drawing = legacy(members(health.read_bytes()))
    old = members(health.read_bytes())[drawing].replace(b"</xml>", b"<!-- a button --><br></xml>")
    repack(health, **{drawing: old})
    marked(health, fault("B3"), fault("D2"))
    new = members((health.parent / "out" / "health (checked).xlsx").read_bytes())[drawing]
    ids = re.findall(rb'id="(_x0000_s\d+)"', new)
    assert len(ids) == len(set(ids)) == 3
    assert old.removesuffix(b"</xml>").rpartition(b"<br>")[0].partition(b"idmap")[2].partition(b">")[2] in new


def test_a_conversation_on_a_cell_is_left_alone(health, marked):
    links = members(health.read_bytes())["xl/worksheets/_rels/sheet1.xml.rels"]
    kind = b"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    link = b'<Relationship Id="rId99" Type="%s" Target="/xl/threadedComments/threadedComment1.xml"/>' % kind
    conversation = b'<ThreadedComments xmlns="any"><threadedComment ref="C2"/></ThreadedComments>'
    repack(
        health,
        **{
            "xl/worksheets/_rels/sheet1.xml.rels": links.replace(b"</Relationships>", link + b"</Relationships>"),
            "xl/threadedComments/threadedComment1.xml": conversation,
        },
    )
    cell = marked(health, fault("C2"))["Health"]["C2"]
    assert cell.comment.text == "Counted twice by hand."
    assert cell.fill.fgColor.rgb == FILLS[Strength.MUST_FIX]


def test_the_list_says_whose_it_is_and_how_much_there_is_to_do(health, marked):
    book = marked(health, fault("B3"), fault("B2", strength=Strength.CHECK), fault(strength=Strength.NOTE))
    lines = [row[0] for row in book["To check"].iter_rows(max_row=4, values_only=True)]
    assert lines[0] == "What to check in health.xlsx"
    assert REPORT in lines[1]
    assert lines[3].startswith("1 to fix, 1 to check, 1 to note.")


def test_the_list_is_a_table_in_order_of_strength_with_links_to_the_cells(health, marked):
    sheet = marked(
        health,
        fault("A1", sheet="Team's notes", strength=Strength.NOTE),
        fault("D2"),
        fault(strength=Strength.CHECK),
        fault("B1", sheet="Lists"),
        fault(sheet="", strength=Strength.CHECK),
    )["To check"]
    (table,) = sheet.tables.values()
    assert table.ref == "A6:E11"
    rows = list(sheet[table.ref])
    assert [cell.value for cell in rows[0]] == ["Strength", "Sheet", "Cell", "What it is", "What to do"]
    told = [[cell.value for cell in row[:3]] for row in rows[1:]]
    assert told == [
        ["Must fix", "Health", "D2"],
        ["Must fix", "Lists (hidden)", "B1"],
        ["Check", "Health", None],
        ["Check", "The whole workbook", None],
        ["Note", "Team's notes", "A1"],
    ]
    links = {cell.coordinate: cell.hyperlink.location for row in rows for cell in row if cell.hyperlink}
    assert links == {"C7": "'Health'!D2", "B9": "'Health'!A1", "C11": "'Team''s notes'!A1"}
    assert [rows[n][0].fill.fgColor.rgb for n in (1, 3, 5)] == [FILLS[strength] for strength in Strength]


def test_the_list_prints_and_scrolls_as_a_list_should(health, marked):
    sheet = marked(health, fault("D2"))["To check"]
    assert sheet.freeze_panes == "A7"
    assert sheet.print_title_rows == "$6:$6"
    setup = sheet.page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert not sheet.merged_cells.ranges
    assert all(cell.alignment.wrap_text for row in sheet["A6:E7"] for cell in row)


def test_a_finding_that_reads_like_a_formula_stays_words(health, marked):
    words = '=HYPERLINK("x") & <b> _x0041_ \x01'
    book = marked(health, fault("D2", what=words))
    cell = book["To check"]["D7"]
    assert cell.data_type in "s" or cell.data_type == "inlineStr"
    assert cell.quotePrefix
    assert cell.value.startswith('=HYPERLINK("x") & <b> _')
    assert '=HYPERLINK("x") & <b>' in book["Health"]["D2"].comment.text


def test_the_list_is_what_is_seen_first_and_the_only_sheet_selected(health, marked):
    book = marked(health, fault("B3"))
    assert book.active.title == "To check"
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["To check"]


def test_the_list_takes_another_name_where_the_team_has_a_sheet_of_that_name(write, sheet, marked):
    path = write(sheet([MONTHS], "to check"), name="health.xlsx")
    assert marked(path, fault(sheet="to check")).sheetnames == ["To check (2)", "to check"]


def test_so_many_faults_that_nobody_could_work_through_them_are_listed_in_part(health, marked):
    sheet = marked(health, *[fault(f"B{n}") for n in range(1, MOST_LISTED + 50)])["To check"]
    assert sheet.max_row == 6 + MOST_LISTED
    assert "1049 to fix" in sheet["A4"].value and "The first 1,000 are listed." in sheet["A4"].value


def test_the_box_of_a_note_comes_before_the_tables_of_a_sheet(tmp_path, marked):
    book = Workbook()
    book.active.title = "Health"
    book.active.append(MONTHS)
    book.active.append(["Children in care", 1, 2, 3])
    book.active.add_table(Table(displayName="Returns", ref="A1:D2"))
    book.save(tmp_path / "health.xlsx")
    after = marked(tmp_path / "health.xlsx", fault("B2"))
    assert set(after["Health"].tables) == {"Returns"}
    xml = members((tmp_path / "out" / "health (checked).xlsx").read_bytes())["xl/worksheets/sheet1.xml"]
    assert xml.index(b"<legacyDrawing") < xml.index(b"<tableParts")
    ids = [table.id for sheet in after for table in sheet.tables.values()]
    assert len(ids) == len(set(ids)) == 2


def test_a_sheet_far_longer_than_a_return_is_marked_where_a_return_could_be(tmp_path, marked):
    book = Workbook()
    book.active.title = "Health"
    book.active.append(MONTHS)
    for row in range(2, 2_601):
        book.active.append([f"Children in care on sheet {row}", *[row] * 8])
    book.save(tmp_path / "health.xlsx")
    sheet = marked(tmp_path / "health.xlsx", fault("B2"), fault("B2500"), fault("L1999"))["Health"]
    assert [bool(sheet[place].comment) for place in ("B2", "L1999", "B2500")] == [True, True, False]
    assert sheet["B2600"].value == 2_600
    assert sheet.max_row == 2_600
    before, after = (tmp_path / "health.xlsx", tmp_path / "out" / "health (checked).xlsx")
    last_rows = [
        members(path.read_bytes())["xl/worksheets/sheet1.xml"].partition(b'<row r="2001"')[2]
        for path in (before, after)
    ]
    assert last_rows[0].partition(b"</sheetData>")[0] == last_rows[1].partition(b"</sheetData>")[0] != b""


def test_the_colours_stay_apart_in_grey():
    light = sorted(lightness(colour) for colour in FILLS.values())
    assert light[1] - light[0] > 10 and light[2] - light[1] > 6
    assert light[0] > 60  # dark enough to stand out, light enough for black figures


def lightness(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (2, 4, 6)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 116 * sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) ** (1 / 3) - 16


def test_the_same_workbook_and_findings_give_the_same_bytes(health):
    first, second = (checked_copy(health, health.parent, [fault("B3")], REPORT).content for _ in range(2))
    assert first == second


def test_a_workbook_with_macros_keeps_them_and_its_ending(health, marked):
    types = members(health.read_bytes())["[Content_Types].xml"]
    macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    types = types.replace(b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", macros)
    repack(health, **{"[Content_Types].xml": types, "xl/vbaProject.bin": b"\xd0\xcf macros"})
    path = health.rename(health.with_suffix(".xlsm"))
    copy = checked_copy(path, path.parent, [fault("B3")], REPORT)
    assert copy.name == "health (checked).xlsm"
    after = members(copy.content)
    assert after["xl/vbaProject.bin"] == b"\xd0\xcf macros"
    assert macros in after["[Content_Types].xml"]


def test_a_workbook_in_the_strict_form_is_marked_in_the_strict_form(write, sheet, figures, vocabulary, tmp_path):
    path = write(sheet([MONTHS, ["Children in care", 229, 231, 230]], "Health"), name="health.xlsx")
    strict = "http://purl.oclc.org/ooxml"
    for name, content in members(path.read_bytes()).items():
        text = content
        for room in ("spreadsheetml", "officeDocument"):
            text = text.replace(f"http://schemas.openxmlformats.org/{room}/2006".encode(), f"{strict}/{room}".encode())
        repack(path, **{name: text})
    before = read_returns(tmp_path, vocabulary)
    assert figures(before)
    copy = checked_copy(path, tmp_path, [fault("B2")], REPORT)
    assert b"schemas.openxmlformats.org/spreadsheetml" not in members(copy.content)["xl/workbook.xml"]
    path.write_bytes(copy.content)
    assert figures(read_returns(tmp_path, vocabulary)) == figures(before)
    assert [s.name for s in read_workbook(path, tmp_path)[0].sheets] == ["To check", "Health"]


def test_a_checked_copy_reads_as_its_original_does(health, figures, vocabulary, tmp_path):
    before = read_returns(tmp_path, vocabulary)
    copy = checked_copy(health, tmp_path, [fault("B3"), fault("E9")], REPORT)
    health.unlink()
    (tmp_path / copy.name).write_bytes(copy.content)
    after = read_returns(tmp_path, vocabulary)
    assert figures(after) == figures(before) != {}
    assert [(f.kind, f.sheet, f.cell) for f in after.findings] == [(f.kind, f.sheet, f.cell) for f in before.findings]


def test_a_checked_copy_beside_its_original_is_left_out_and_said_so(health, figures, vocabulary, tmp_path, found):
    before = read_returns(tmp_path, vocabulary)
    copy = checked_copy(health, tmp_path, [fault("B3")], REPORT)
    book = load_workbook(BytesIO(copy.content))
    book["Health"]["B2"] = 12
    book.save(tmp_path / "health v2.xlsx")  # the team saved it under another name, with a correction
    after = read_returns(tmp_path, vocabulary)
    assert figures(after) == figures(before)
    (told,) = [finding for finding in after.findings if finding.kind == "checked-copy"]
    assert (told.workbook, told.strength) == ("health v2.xlsx", Strength.CHECK)
    assert "take health.xlsx out" in told.remedy


def test_a_checked_copy_that_came_back_corrected_is_marked_anew_with_one_list(health, marked, tmp_path):
    book = marked(health, fault("B3"), fault("B2"))
    health.unlink()
    book["Health"]["B3"] = 0.5
    book.save(tmp_path / "health (checked).xlsx")
    copy = checked_copy(tmp_path / "health (checked).xlsx", tmp_path, [fault("B2", what="still wrong.")], REPORT)
    assert copy.name == "health (checked).xlsx"
    after = load_workbook(BytesIO(copy.content))
    assert after.sheetnames == ["To check", "Health", "Team's notes", "Lists"]
    assert after["To check"]["A1"].value == "What to check in health.xlsx"
    assert [row[3] for row in after["To check"].iter_rows(min_row=7, values_only=True)] == ["Still wrong."]
    assert after["Health"]["B2"].comment.text == f"Board Report: must fix\nStill wrong. {REMEDY}"
    assert set(after["Team's notes"].defined_names) == {"Here"}
    names = re.findall(rb'_xlnm.Print_Titles" localSheetId="(-?\d+)"', members(copy.content)["xl/workbook.xml"])
    assert sorted(names) == [b"0", b"2"]
    assert after["Team's notes"].print_title_rows == "$1:$1"


def test_only_a_copy_that_nobody_has_saved_since_is_known_as_untouched(health, marked):
    marked(health, fault("B3")).save(health.parent / "saved (checked).xlsx")
    assert is_untouched_copy(health.parent / "out" / "health (checked).xlsx")
    assert not is_untouched_copy(health.parent / "saved (checked).xlsx")
    assert not is_untouched_copy(health)
    assert not is_untouched_copy(health.parent / "gone (checked).xlsx")


def test_a_workbook_whose_notes_are_damaged_is_given_back_with_its_values_and_says_so(health, marked):
    repack(health, **{"xl/comments/comment1.xml": b"<comments"})
    book = marked(health, fault("B3"))
    assert book.sheetnames == ["To check", "Health", "Team's notes", "Lists"]
    assert "values only" in book["To check"]["A3"].value
    assert book["Health"]["B3"].value == 0.91
    assert book["Health"]["B3"].number_format == "0.0%"
    assert book["Lists"].sheet_state == "hidden"
    assert (health.parent / "out" / "health.xlsx (checked).xlsx").exists()


def test_values_of_another_format_come_with_their_formats_and_never_as_formulas():
    cells = [
        Cell(1, 1, "=1+1"),
        Cell(2, 1, 0.5, "0%"),
        Cell(3, 2, None, trouble="#REF!"),
        Cell(4, 2, None, trouble="no saved result"),
    ]
    sheets = (Sheet("Reviews: a name too long for a sheet of Excel", {(c.row, c.column): c for c in cells}),)
    parts, names = values_only(Read("reviews.ods", "ab" * 32, (*sheets, Sheet("Empty", {}, hidden=True))))
    book = load_workbook(BytesIO(parts.packed()))
    page = book[names[sheets[0].name]]
    assert (page["A1"].value, page["A1"].data_type) == ("=1+1", "s")
    assert (page["A2"].value, page["A2"].number_format) == (0.5, "0%")
    assert (page["B3"].value, page["B3"].data_type, page["B4"].value) == ("#REF!", "e", None)
    assert book["Empty"].sheet_state == "hidden"


def test_merged_cells_of_another_format_come_in_the_order_of_the_sheet():
    merged = tuple(CellRange(1, column, 1, column + 1) for column in (13, 9, 1, 11, 3, 7, 5))
    parts, _ = values_only(Read("reviews.ods", "ab" * 32, (Sheet("Reviews", {}, merged=merged),)))
    written = re.findall(rb'<mergeCell ref="(\w)', parts.read("xl/worksheets/sheet1.xml"))
    assert written == [b"A", b"C", b"E", b"G", b"I", b"K", b"M"]


def test_a_file_that_cannot_be_opened_gives_no_copy(tmp_path):
    path = tmp_path / "health.xlsx"
    path.write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(CannotMark):
        checked_copy(path, tmp_path, [fault()], REPORT)


def test_a_copy_is_named_after_its_original():
    assert checked_name("Health Dec.23.xlsx") == "Health Dec.23 (checked).xlsx"
    assert checked_name("health.xlsm") == "health (checked).xlsm"
    assert checked_name("health.xls", values_only=True) == "health.xls (checked).xlsx"
    assert checked_name("health (checked).xlsx", came_back=True) == "health (checked).xlsx"
    assert SHEET_PART.startswith("xl/worksheets/")


def test_a_workbook_under_the_name_of_an_old_one_gets_a_copy_that_excel_opens():
    assert checked_name("health.xls") == "health.xls (checked).xlsx"
    assert checked_name("health.XLSM") == "health (checked).XLSM"
