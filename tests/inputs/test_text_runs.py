"""What is raised or struck out in a cell is no part of its figure or its name, in every format that has fonts."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from inputs.files.open_workbook import read_workbook
from inputs.files.text_runs import END, PLAIN, RAISED, STRUCK, cell_of
from inputs.files.workbook_values import RAISED_ONLY, STRUCK_OUT
from inputs.headings.cell_values import read_value
from inputs.intake import State
from inputs.read import read_returns
from tests.inputs import binary_writer as binary
from tests.inputs.kinds.make import write_looks

KEPT = Path(__file__).parent / "kinds"
SUPER, SUB, STRIKE = InlineFont(vertAlign="superscript"), InlineFont(vertAlign="subscript"), InlineFont(strike=True)
BOLD = InlineFont(b=True)
HEADINGS = ["Measure", "Apr-23", "May-23", "Jun-23"]


@pytest.fixture
def read_cell(tmp_path):
    """Write one cell, with a font of its own where one is given, and read it."""

    def read(value, font=None):
        book = Workbook()
        book.active["A1"] = value
        if font is not None:
            book.active["A1"].font = font
        book.save(tmp_path / "one.xlsx")
        return read_workbook(tmp_path / "one.xlsx", tmp_path)[0].sheets[0].cells[1, 1]

    return read


@pytest.mark.parametrize(
    ("runs", "number"),
    [
        *(
            (["412", TextBlock(SUPER, "1")], 412),
            (["412", TextBlock(SUB, "2")], 412),
            ([TextBlock(SUPER, "1"), "412"], 412),
        ),
        *((["1,412", TextBlock(SUPER, "(a)")], 1412), ([TextBlock(BOLD, "4"), TextBlock(BOLD, "12")], 412)),
        *(([TextBlock(STRIKE, "409"), " 412"], 412), ([TextBlock(STRIKE, "409"), TextBlock(BOLD, "412")], 412)),
        *((["412", TextBlock(STRIKE, " 409")], 412), ([TextBlock(STRIKE, "409\n"), "412"], 412)),
        *((["412 ", TextBlock(STRIKE, "(provisional)")], 412), (["412", TextBlock(SUPER, " see note 3")], 412)),
    ],
)
def test_what_is_raised_or_struck_out_beside_a_figure_is_no_part_of_it(read_cell, runs, number):
    assert read_value(read_cell(CellRichText(*runs))).number == number


@pytest.mark.parametrize(
    "runs",
    [
        *(
            ["4", TextBlock(SUPER, "1"), "12"],
            ["4", TextBlock(STRIKE, "0"), "12"],
            ["1", TextBlock(SUPER, "2"), ",412"],
        ),
        *([TextBlock(STRIKE, "409")], [TextBlock(STRIKE, "4"), TextBlock(STRIKE, "09")], [TextBlock(SUPER, "1")]),
        [TextBlock(SUPER, "(1)"), TextBlock(STRIKE, "9")],
    ],
)
def test_what_stands_on_two_sides_of_a_run_is_not_one_number_and_a_run_alone_is_none(read_cell, runs):
    assert read_value(read_cell(CellRichText(*runs))).state is State.UNREADABLE


@pytest.mark.parametrize("value", [409, "409", 93.5, "Children in care", CellRichText("40", "9")])
def test_a_cell_whose_whole_font_is_struck_out_holds_nothing(read_cell, value):
    cell = read_cell(value, Font(strike=True))
    assert (cell.value, cell.trouble) == (None, STRUCK_OUT)


def test_a_run_in_another_font_than_a_cell_that_is_struck_out_is_read(read_cell):
    cell = read_cell(CellRichText("409", TextBlock(BOLD, " 412")), Font(strike=True))
    assert (cell.value, cell.part_struck) == ("412", True)


def test_a_number_that_is_all_raised_is_the_mark_of_a_note_and_words_that_are_stay_words(read_cell):
    assert read_cell(1, Font(vertAlign="superscript")).trouble == RAISED_ONLY
    assert read_cell("1", Font(vertAlign="superscript")).trouble == RAISED_ONLY
    assert read_cell("Children in care", Font(vertAlign="subscript")).value == "Children in care"


def test_a_font_that_says_it_is_not_struck_out_is_not(read_cell):
    assert read_cell(412, Font(strike=False, vertAlign="baseline")).value == 412
    assert read_cell(CellRichText(TextBlock(InlineFont(strike=False), "412"))).value == "412"


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        (f"PEP in place{RAISED}1{END}", "PEP in place"),
        (f"Children {STRUCK}out of{END} in care", "Children in care"),
        (f"31{RAISED}st{END} March 2024", "31st March 2024"),
        (f"95{RAISED}%{END}", "95%"),
        (f"{PLAIN}Children{END} in care", "Children in care"),
        (f"412{STRUCK}  {END}", "412"),
    ],
)
def test_a_name_or_heading_is_read_without_its_runs_and_a_day_keeps_its_letters(marked, text):
    assert cell_of(1, 1, marked).text == text


@pytest.mark.parametrize("text", ["18\n117", "18\r\n117", "18\t117", "18  117", "18 \n 117", "1\n234", "409\n412\n415"])
def test_two_numbers_that_a_line_break_or_a_wide_gap_divides_are_not_one(text):
    assert read_value(cell_of(1, 1, text)).state is State.UNREADABLE


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("1 234", 1234), ("1\u202f234", 1234), ("412\n", 412), ("\n412", 412), ("1,412¹²", 1412)),
        *(("412¹", 412), ("412 ²", 412), ("412₃", 412), ("412⁴", 412)),
    ],
)
def test_a_number_in_one_piece_is_read_with_breaks_around_it_and_with_the_mark_of_a_note(text, number):
    assert read_value(cell_of(1, 1, text)).number == number


def test_a_percentage_over_its_fraction_is_read_from_two_lines():
    read = read_value(cell_of(1, 1, "93.5%\n(215/230)"))
    assert (float(read.number), read.numerator, read.denominator) == (93.5, 215, 230)


def test_figures_and_findings_of_a_return_with_struck_out_cells(tmp_path, vocabulary, figures, found):
    book = Workbook()
    book.active.append(HEADINGS)
    struck = CellRichText(TextBlock(STRIKE, "409"))
    book.active.append(["Children in care", 400, CellRichText(TextBlock(STRIKE, "409"), " 412"), struck])
    book.save(tmp_path / "return.xlsx")
    intake = read_returns(tmp_path, vocabulary)
    assert [value for value, *_ in figures(intake).values()] == ["400", "412", "unreadable"]
    assert found(intake) == [("struck-out", "C2"), ("struck-out", "D2")]


def test_a_row_that_is_struck_out_as_a_whole_is_told_once_and_a_percent_sign_may_be_raised(
    tmp_path, vocabulary, figures, found
):
    book = Workbook()
    sheet = book.active
    for row in (HEADINGS, ["Reviews on time", 93, 94, CellRichText("95", TextBlock(SUPER, "%"))]):
        sheet.append(row)
    sheet.append(["Children in care", 400, 401, 402])
    for cell in sheet[3]:
        cell.font = Font(strike=True)
    book.save(tmp_path / "return.xlsx")
    intake = read_returns(tmp_path, vocabulary)
    assert [value for value, *_ in figures(intake).values()] == ["93", "94", "95"]
    assert found(intake) == [("struck-out", "A3")]


def read_looks(tmp_path, kind):
    path = tmp_path / f"looks.{kind}"
    if kind == "xlsx":
        write_looks(path)
    else:
        shutil.copy(KEPT / path.name, path)
    return read_workbook(path, tmp_path)[0].sheets[0]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_what_a_cell_shows_is_the_same_in_every_format(tmp_path, kind):
    sheet = read_looks(tmp_path, kind)
    assert sheet.cells[2, 1].text == "Children in care"
    read = [read_value(sheet.cells[2, column]) for column in range(2, 10)]
    assert [one.number for one in read] == [412, 412, *[None] * 6]
    assert [sheet.cells[2, column].trouble for column in (5, 6, 7)] == [STRUCK_OUT, RAISED_ONLY, STRUCK_OUT]
    assert [one.look for one in read[6:]] == ["hidden", "scaled"]
    visits = [read_value(sheet.cells[3, column]) for column in range(2, 7)]
    assert [one.number for one in visits] == [0, None, 94, 95, None]
    assert [one.look for one in visits] == ["as held", "hidden", "as held", "as held", "changed"]
    assert visits[2].percent_sign
    assert sheet.hidden_columns == {5}


def test_a_binary_workbook_tells_runs_fonts_formats_and_what_has_no_size(tmp_path):
    def rich(words, *runs, shared=False):
        return binary.Rich(words, *runs, shared=shared)

    content = binary.binary_workbook(
        [
            ["Measure", "Apr-23"],
            [rich("Children in care2", (16, binary.RAISED), shared=True), rich("4121", (3, binary.RAISED))],
            [rich("409 412", (0, binary.STRUCK), (3, binary.ORDINARY)), binary.Styled(409, binary.STRUCK_STYLE)],
            [rich("409", (0, binary.STRUCK), shared=True), binary.Styled(4, binary.HIDING)],
            [rich("412", (9, 7)), binary.Styled(9, binary.HIDING)],
        ],
        low_rows=(4,),
        narrow_columns=(2,),
    )
    (tmp_path / "return.xlsb").write_bytes(content)
    sheet = read_workbook(tmp_path / "return.xlsb", tmp_path)[0].sheets[0]
    cells = sheet.cells
    assert [cells[2, 1].text, cells[2, 2].text, cells[3, 1].text] == ["Children in care", "412", "412"]
    assert [cells[3, 2].trouble, cells[4, 1].trouble, cells[5, 1].text] == [STRUCK_OUT, STRUCK_OUT, "412"]
    assert [read_value(cells[4, 2]).state, read_value(cells[5, 2]).number] == [State.SUPPRESSED, 9]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({4}, {2})


def test_runs_that_turn_back_in_a_crafted_binary_workbook_are_left_out(tmp_path):
    crafted = binary.Rich("412", (2, 1), (1, 2), (2, 0), (0, 1))
    (tmp_path / "return.xlsb").write_bytes(binary.binary_workbook([[crafted]]))
    cell = read_workbook(tmp_path / "return.xlsb", tmp_path)[0].sheets[0].cells[1, 1]
    assert (cell.value, cell.part_struck) == ("41", True)


STYLES = {  # by family and name: what the style says
    ("text", "T1"): '<style:text-properties style:text-line-through-style="solid"/>',
    ("text", "T2"): '<style:text-properties style:text-position="33% 58%"/>',
    ("text", "T3"): '<style:text-properties style:text-position="0% 100%"/>',
    ("table-row", "r1"): '<style:table-row-properties style:row-height="0cm"/>',
    ("table-column", "w1"): '<style:table-column-properties style:column-width="0in"/>',
    ("table-cell", "c1"): '<style:text-properties style:text-line-through-type="single"/>',
}
NUMBERED = '<style:style style:family="table-cell" style:name="c2" style:data-style-name="N1"/>'
SPACES = 'xmlns:office="o" xmlns:style="s" xmlns:text="t" xmlns:table="b"'


def open_sheet(rows, column=""):
    styles = "".join(
        f'<style:style style:family="{family}" style:name="{name}">{says}</style:style>'
        for (family, name), says in STYLES.items()
    )
    columns = f'<table:table-column/><table:table-column table:number-columns-repeated="2" {column}/>'
    sheet = f'<table:table table:name="Return">{columns}{rows}</table:table>'
    return f"<office:document-content {SPACES}>{styles}{NUMBERED}{sheet}</office:document-content>"


@pytest.fixture
def read_open(tmp_path):
    """Read an open spreadsheet of the cells given as XML, all in the second column and one to a row."""

    def read(*cells, row="", column=""):
        rows = "".join(f"<table:table-row {row}><table:table-cell/>{cell}</table:table-row>" for cell in cells)
        with zipfile.ZipFile(tmp_path / "one.ods", "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", open_sheet(rows, column))
        return read_workbook(tmp_path / "one.ods", tmp_path)[0].sheets[0]

    return read


def test_an_open_spreadsheet_tells_rows_and_columns_without_height_or_width(read_open):
    cell = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
    sheet = read_open(cell, row='table:style-name="r1"', column='table:style-name="w1"')
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1}, {2, 3})


def test_a_column_of_an_open_spreadsheet_that_is_struck_out_as_a_whole_holds_nothing(read_open):
    cell = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
    assert read_open(cell, column='table:default-cell-style-name="c1"').cells[1, 2].trouble == STRUCK_OUT


def test_a_span_of_an_open_spreadsheet_is_read_by_its_style(read_open):
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    spans = (
        *('412<text:span text:style-name="T2">1</text:span>', '<text:span text:style-name="T1">409</text:span>412'),
        *(
            '4<text:span text:style-name="T3">12</text:span>',
            '<text:span text:style-name="T1">40<text:span>9</text:span></text:span>',
        ),
    )
    sheet = read_open(*map(text.format, spans))
    assert [(cell.value, cell.trouble) for cell in sheet.cells.values()] == [("412", "")] * 3 + [(None, STRUCK_OUT)]


@pytest.mark.parametrize(
    ("shown", "state"),
    [
        *(("<text:p>412</text:p>", State.NUMBER), ("", State.NUMBER), ("<text:p>####</text:p>", State.NUMBER)),
        *(("<text:p>*</text:p>", State.SUPPRESSED), ("<text:p/>", State.SUPPRESSED)),
        *(("<text:p>0.4</text:p>", State.UNREADABLE), ("<text:p>412k</text:p>", State.UNREADABLE)),
        ("<text:p>£412.00</text:p>", State.NUMBER),
    ],
)
def test_what_an_open_spreadsheet_shows_of_a_number_is_held_against_the_number(read_open, shown, state):
    number = 'office:value-type="float" office:value="412"'
    cell = f'<table:table-cell table:style-name="c2" {number}>{shown}</table:table-cell>'
    assert read_value(read_open(cell).cells[1, 2]).state is state


@pytest.mark.parametrize("shown", ["1,234", "1 234", "1.234", "1234.0", "1,234.00", "1,234 children"])
def test_a_number_grouped_in_any_way_is_shown_as_it_is_held(read_open, shown):
    cell = (
        f'<table:table-cell office:value-type="float" office:value="1234"><text:p>{shown}</text:p></table:table-cell>'
    )
    assert read_value(read_open(cell).cells[1, 2]).number == 1234


RUNS = '<si><r><t>412</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>'
PREFIXED = """<x:si><x:r><x:rPr><x:sz val="8"/><x:strike/></x:rPr> <x:t>409</x:t></x:r>
<x:r><x:rPr><x:vertAlign val='subscript'/></x:rPr><x:t>1</x:t></x:r>
<x:r><x:t xml:space="preserve"> 412</x:t></x:r></x:si>"""


@pytest.mark.parametrize(
    ("items", "prefix", "encoding"), [(RUNS, "", "utf-8"), (RUNS, "", "utf-16"), (PREFIXED, "x:", "utf-8")]
)
def test_runs_are_read_in_whatever_way_their_xml_is_written(tmp_path, items, prefix, encoding):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    space = f"xmlns{':x' if prefix else ''}"
    xml = f'<?xml version="1.0" encoding="{encoding}"?><{prefix}sst {space}="{main}">{items}</{prefix}sst>'
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = Workbook()
    book.active["A1"] = 1
    book.save(tmp_path / "plain.zip")
    with zipfile.ZipFile(tmp_path / "plain.zip") as plain, zipfile.ZipFile(tmp_path / "r.xlsx", "w") as made:
        parts = {name: plain.read(name) for name in plain.namelist()}
        sheet = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b't="n"><v>1</v>', b't="s"><v>0</v>')
        link = f'<Relationship Id="strings" Type="{links}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        listed = parts["xl/_rels/workbook.xml.rels"]
        parts["xl/_rels/workbook.xml.rels"] = listed.replace(b"</Relationships>", link.encode())
        parts["xl/sharedStrings.xml"] = xml.encode(encoding)
        for name, content in parts.items():
            made.writestr(name, content)
    assert read_workbook(tmp_path / "r.xlsx", tmp_path)[0].sheets[0].cells[1, 1].value == "412"
