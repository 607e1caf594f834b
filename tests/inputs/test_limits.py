"""How much a workbook may hold and how long it may take: each limit with its message, far above any return."""

from __future__ import annotations

import os
import sys
import zipfile

import pytest

import inputs.read
from inputs.files import file_bytes, file_kinds, size_limits, xlsx, zip_package
from inputs.files.deadline import Deadline
from inputs.files.open_workbook import read_workbook
from inputs.files.xlsx_trim import as_transitional, cut_sheet
from inputs.files.zip_package import Refused
from inputs.read import read_returns

TABLE = [["Measure", "Nov-23", "Dec-23"], ["Children in care", 410, 412]]
SHEET = "xl/worksheets/sheet1.xml"


def rewrite(path, edit):
    """Unpack a workbook, change the XML of its first sheet, and pack it again."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[SHEET] = edit(parts[SHEET])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.fixture
def refusal(write, sheet, tmp_path):
    """Write a workbook, let a test make it strange, and give the finding of its refusal."""

    def refuse(edit=None, rows=TABLE, deadline=None):
        path = write(sheet(rows))
        if edit:
            rewrite(path, edit)
        with pytest.raises(Refused) as caught:
            read_workbook(path, tmp_path, deadline)
        return caught.value.finding

    return refuse


def test_a_workbook_that_takes_too_long_is_given_up_while_its_rows_are_walked(refusal):
    ticks = iter(range(10_000))
    told = refusal(deadline=Deadline(2, clock=lambda: next(ticks)))
    assert told.kind == "took-too-long"
    assert told.what == "The workbook could not be read within 2 seconds."


def test_a_workbook_given_up_half_way_gives_no_returns_and_keeps_no_other_from_being_read(
    write, sheet, tmp_path, vocabulary, monkeypatch
):
    write(sheet(TABLE), name="b.xlsx")
    write(sheet([["Measure", "Dec-23"], ["Reviews due", 60]]), name="a.xlsx")
    patience = iter([Deadline(-1), Deadline(60)])
    monkeypatch.setattr(inputs.read, "Deadline", lambda: next(patience))
    intake = read_returns(tmp_path, vocabulary)
    assert [(finding.kind, finding.workbook) for finding in intake.findings] == [("took-too-long", "a.xlsx")]
    assert [one.workbook for one in intake.returns] == ["b.xlsx"]


def test_a_file_far_larger_than_any_return_is_not_opened(refusal, monkeypatch):
    monkeypatch.setattr(file_bytes, "LARGEST_FILE", 100)
    assert refusal().what == "The file is 1 MB large, the limit is 1 MB."


def test_a_workbook_of_far_too_many_parts_is_not_opened(refusal, monkeypatch):
    monkeypatch.setattr(zip_package, "MOST_PARTS", 3)
    assert "parts" in refusal().what


def test_a_workbook_of_far_too_many_sheets_is_not_opened(refusal, monkeypatch):
    monkeypatch.setattr(file_kinds, "MOST_SHEETS", 0)
    assert refusal().what == "The workbook has 1 sheets; the limit is 0."


def test_a_workbook_of_far_too_many_filled_cells_is_not_read(refusal, monkeypatch):
    monkeypatch.setattr(size_limits, "MOST_CELLS", 5)
    assert refusal().what == "The workbook has 6 filled cells; the limit is 5."


def test_a_workbook_whose_shared_text_is_far_too_much_is_not_read(write, sheet, tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "LARGEST_STRINGS", 10)
    path = write(sheet(TABLE))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    links = "xl/_rels/workbook.xml.rels"
    shared = b'<Relationship Id="rId9" Type="x/sharedStrings" Target="words.dat"/></Relationships>'
    parts |= {links: parts[links].replace(b"</Relationships>", shared), "xl/words.dat": b"<sst/>       "}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(Refused) as caught:
        read_workbook(path, tmp_path)
    assert "far more text" in caught.value.finding.what


def test_a_document_type_in_a_part_of_any_name_is_refused(write, sheet, tmp_path):
    path = write(sheet(TABLE))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/sheet9.dat", '\ufeff <?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>')
    with pytest.raises(Refused) as caught:
        read_workbook(path, tmp_path)
    assert "document type" in caught.value.finding.what


def test_forty_thousand_merged_blocks_do_not_hang(write, sheet, tmp_path, vocabulary, figures):
    blocks = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(10, 40_010))
    path = write(sheet(TABLE))
    rewrite(path, lambda xml: xml.replace(b"</sheetData>", b"</sheetData><mergeCells>" + blocks + b"</mergeCells>"))
    assert len(figures(read_returns(tmp_path, vocabulary))) == 2


def test_a_sheet_that_says_it_has_a_million_rows_and_has_one_cell_is_read(write, sheet, tmp_path):
    path = write(sheet([["alone"]]))
    rewrite(path, lambda xml: xml.replace(b'ref="A1"', b'ref="A1:XFD1048576"'))
    workbook, _ = read_workbook(path, tmp_path)
    assert [cell.value for cell in workbook.sheets[0].cells.values()] == ["alone"]


@pytest.mark.parametrize("piece", [b"<row ", b"<c ", b"<worksheet ", b"<rPr>", b"<x:rPr "])
def test_no_mark_repeated_without_end_makes_the_search_of_a_sheet_hang(piece):
    marks = b"<worksheet><sheetData>" + piece * 200_000 + b"</sheetData></worksheet>"
    assert len(as_transitional(cut_sheet(marks).cells)) > 0


def test_formulas_that_a_script_wrote_as_zero_are_no_zeros(write, sheet, tmp_path, vocabulary, found):
    path = write(sheet(TABLE))
    rewrite(path, lambda xml: xml.replace(b"<v>412</v>", b"<f>B2+2</f><v>0</v>"))
    # The library that wrote this workbook asks, as such scripts do, that its formulas be worked out when it is opened.
    assert ("formula-without-result", "C2") in found(read_returns(tmp_path, vocabulary))


def test_a_zero_among_formulas_with_results_is_a_zero(write, sheet, tmp_path, vocabulary, figures):
    path = write(sheet(TABLE))

    def edit(xml):
        return xml.replace(b"<v>412</v>", b"<f>B2+2</f><v>0</v>").replace(b"<v>410</v>", b"<f>4+6</f><v>410</v>")

    rewrite(path, edit)
    assert figures(read_returns(tmp_path, vocabulary))["in_care_count", "", "2023-12"][0] == "0"


def test_a_sheet_that_breaks_off_says_after_which_row(write, sheet, tmp_path, vocabulary):
    path = write(sheet(TABLE))
    rewrite(path, lambda xml: xml.replace(b"<v>412</v>", b"<v>many</v>"))
    (told,) = [one for one in read_returns(tmp_path, vocabulary).findings if one.kind == "unreadable-sheet"]
    assert told.what == "The data of this sheet is damaged, somewhere after row 1."


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="whoever may read all files is never refused")
def test_a_workbook_that_may_not_be_read_is_told_with_whom_to_ask(write, sheet, tmp_path, vocabulary):
    path = write(sheet(TABLE))
    path.chmod(0)
    kinds = {finding.kind: finding for finding in read_returns(tmp_path, vocabulary).findings}
    assert "permission" in kinds["out-of-reach"].what
