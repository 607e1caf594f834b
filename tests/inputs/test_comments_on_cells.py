"""What a workbook says beside its cells, in comments, text boxes and the header of the printed page, is read too."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from inputs.checked.copy import checked_copy
from inputs.files.open_workbook import read_workbook
from inputs.findings import found
from inputs.headings.answers import Answers
from inputs.read import read_returns
from tests.inputs.conftest import VOCABULARY

KINDS = Path(__file__).parent / "kinds"
ROWS = (
    ("Monthly scorecard",),
    ("Measure", "Oct-23", "Nov-23", "Dec-23"),
    ("Children in care", 400, 404, 412),
    ("Visits on time", "91%", "92%", "93%"),
)


def _write(path, comments=None, header="", footer=""):
    book = Workbook()
    page = book.active
    for row in ROWS:
        page.append(row)
    for place, words in (comments or {}).items():
        page[place].comment = Comment(words, "Officer A")
    page.oddHeader.center.text, page.oddFooter.left.text = header, footer
    book.save(path)


def _read(folder):
    return read_returns(folder, VOCABULARY, "Testshire", Answers(()))


def _months(intake, item="in_care_count"):
    every = (point for one in intake.returns for series in one.series if series.item == item for point in series.points)
    return sorted(point.period.month for point in every)


def _kinds(intake):
    return {one.kind: one for one in intake.findings}


@pytest.mark.parametrize(
    ("cell", "words", "left", "others"),
    [
        pytest.param("D3", "UASC only", [10, 11], [10, 11, 12], id="a comment on a figure is about that figure"),
        pytest.param("D2", "This is a forecast", [10, 11], [10, 11], id="one on a heading is about its column"),
        pytest.param("A3", "UASC only", [], [10, 11, 12], id="one on a name is about its row"),
        pytest.param("A3", "Dec is a forecast", [10, 11], [10, 11, 12], id="one on a name may be about one month"),
        pytest.param("A1", "Placeholder", [], [], id="one on the title is about the table"),
        pytest.param("D3", "12/01/24: rose with five new UASC", [10, 11, 12], [10, 11, 12], id="a remark says nothing"),
        pytest.param("D3", "Provisional", [10, 11, 12], [10, 11, 12], id="a provisional figure is one"),
    ],
)
def test_a_comment_says_of_whom_or_of_what_a_figure_is(tmp_path, cell, words, left, others):
    _write(tmp_path / "return.xlsx", {cell: words})
    intake = _read(tmp_path)
    assert _months(intake) == left
    assert _months(intake, "visits_pct") == others


def test_the_finding_names_the_comment(tmp_path):
    _write(tmp_path / "return.xlsx", {"D2": "This is a forecast"})
    finding = _kinds(_read(tmp_path))["not-actual"]
    assert "by the comment on D2 (“forecast”)" in finding.what
    assert finding.cell == "D3"


def test_a_comment_written_as_a_thread_says_what_its_words_say(tmp_path):
    opening = "[Threaded comment]\n\nYour version of Excel allows you to read this.\n\nComment:\n    Placeholder"
    _write(tmp_path / "return.xlsx", {"D3": opening})
    assert _months(_read(tmp_path)) == [10, 11]


@pytest.mark.parametrize("where", ["header", "footer"])
def test_a_draft_says_so_in_the_header_or_footer_of_its_page(tmp_path, where):
    _write(tmp_path / "return.xlsx", **{where: '&"Arial,Bold"&14DRAFT'})
    intake = _read(tmp_path)
    assert _months(intake) == []
    assert "the header of the printed page (“draft”)" in _kinds(intake)["not-actual"].what


def test_a_plain_header_says_nothing(tmp_path):
    _write(tmp_path / "return.xlsx", header="OFFICIAL", footer="Page &P of &N")
    intake = _read(tmp_path)
    assert _months(intake) == [10, 11, 12]
    assert "not-actual" not in _kinds(intake)


def test_a_text_box_says_what_the_figures_of_its_sheet_are(tmp_path):
    from openpyxl.drawing.image import Image
    from PIL import Image as Picture

    path = tmp_path / "return.xlsx"
    _write(path)
    book = load_workbook(path)
    Picture.new("RGB", (8, 8)).save(tmp_path / "dot.png")
    book.active.add_image(Image(str(tmp_path / "dot.png")), "F1")  # so that the sheet has a drawing
    book.save(path)
    box = b"<xdr:sp><xdr:txBody><a:p><a:r><a:t>UASC only</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>"
    space = b'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    space += b' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    with zipfile.ZipFile(path) as package:
        parts = {one: package.read(one) for one in package.namelist()}
    drawing = next(one for one in parts if "drawings/drawing" in one)
    parts[drawing] = b"<xdr:wsDr " + space + b">" + box
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    (tmp_path / "dot.png").unlink()
    assert _months(_read(tmp_path)) == []


def test_the_notes_of_a_checked_copy_that_comes_back_are_not_the_words_of_the_return(tmp_path):
    _write(tmp_path / "return.xlsx", {"D3": "Checked"})
    about = found("not-actual", "By this they are a forecast, not actual figures.", "Forecast only.", "D3")
    copy = checked_copy(tmp_path / "return.xlsx", tmp_path, [replace(about, sheet="Sheet")], "the report")
    (tmp_path / "copy.xlsx").write_bytes(copy.content)
    workbook, _ = read_workbook(tmp_path / "copy.xlsx", tmp_path)
    sheet = next(one for one in workbook.sheets if one.name == "Sheet")
    assert sheet.remarks == {(3, 4): "Checked"}


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_comment_in_another_kind_of_workbook_is_read_as_well(tmp_path, kind):
    shutil.copy(KINDS / f"comments.{kind}", tmp_path)
    assert _months(_read(tmp_path)) == [10, 11]


def test_a_damaged_part_of_comments_keeps_no_figure_from_being_read(tmp_path):
    path = tmp_path / "return.xlsx"
    _write(path, {"D3": "UASC only"})
    with zipfile.ZipFile(path) as package:
        parts = {one: package.read(one) for one in package.namelist()}
    comments = next(one for one in parts if "comments" in one and one.endswith(".xml"))
    parts[comments] = parts[comments][: len(parts[comments]) // 2]
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert _months(_read(tmp_path)) == [10, 11, 12]
