"""Files that are not what they seem, and folders as officers leave them: each a finding, never a crash."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

import inputs
from inputs import findings, intake
from inputs.files import zip_package
from inputs.files.zip_package import printable
from inputs.findings import Strength
from inputs.read import read_returns

TABLE = [["Measure", "Nov-23", "Dec-23"], ["Children in care", 410, 412]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


def rewrite(path: Path, edit) -> None:
    """Unpack a workbook, let ``edit`` change its parts by name, and pack it again."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    edit(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def in_sheet(old: bytes, new: bytes):
    """Make an edit that replaces bytes in the first sheet."""

    def edit(parts):
        assert old in parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(old, new)

    return edit


@pytest.fixture
def told(tmp_path, vocabulary):
    """Read the folder and give each finding but the last resort, as (kind, what)."""

    def read():
        intake = read_returns(tmp_path, vocabulary)
        return [(finding.kind, finding.what) for finding in intake.findings if finding.kind != "no-returns"]

    return read


@pytest.mark.parametrize(
    ("content", "kind", "says"),
    [
        (b"", "unreadable-workbook", "empty"),
        (b"\0" * 5000, "unreadable-workbook", "no content"),
        (b"PK\x03\x04 and then nothing of a zip", "unreadable-workbook", "damaged"),
        (b"<html><table><tr><td>412</td></tr></table></html>", "unreadable-workbook", "web page"),
        (b'<?xml version="1.0"?><Workbook/>', "unreadable-workbook", "XML file"),
        (b"Nothing to report.", "unreadable-workbook", "not a workbook"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook '
            b'xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "unreadable-workbook",
            "XML Spreadsheet 2003",
        ),
        (b'<?xml version="1.0"?><office:document/>', "unreadable-workbook", ".fods"),
        (b"{\\rtf1 }", "unreadable-workbook", "Rich Text"),
        (b"ID;PWXL;N;E", "unreadable-workbook", "SYLK"),
        (b"MIME-Version: 1.0", "unreadable-workbook", "web page"),
        (b"\x89PNG\r\n\x1a\n", "unreadable-workbook", "picture"),
        (b"\x1f\x8b\x08", "unreadable-workbook", "compressed archive"),
        (OLE + "WordDocument".encode("utf-16-le") + b"\0" * 600, "unreadable-workbook", "Word document"),
        (b"%PDF-1.7\n", "unreadable-workbook", "PDF"),
        (ENCRYPTED, "password-protected", "password"),
        (OLE + b"\0" * 600, "unreadable-workbook", "not a workbook"),
        (OLE + "Workbook".encode("utf-16-le") + b"\0" * 600, "unreadable-workbook", "damaged"),
        (b"\x7fELF\0\0\0\0", "unreadable-workbook", "not a workbook"),
    ],
)
def test_a_file_that_only_carries_the_name_of_a_workbook_is_told_for_what_it_is(tmp_path, told, content, kind, says):
    (tmp_path / "health.xlsx").write_bytes(content)
    ((got, what),) = told()
    assert got == kind
    assert says in what


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("notes.txt", "zip file"),
        ("word/document.xml", "Word document"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("Index/Document.iwa", "Apple Numbers"),
        ("mimetype", "not a spreadsheet"),
        ("xl/workbook.xml", "no sheet of cells"),
    ],
)
def test_another_kind_of_package_is_told_for_what_it_is(tmp_path, told, part, says):
    with zipfile.ZipFile(tmp_path / "health.xlsx", "w") as archive:
        archive.writestr(part, "<a/>")
        if part != "notes.txt":
            archive.writestr("[Content_Types].xml", "<Types/>")
    ((kind, what),) = told()
    assert kind == "unreadable-workbook"
    assert says in what


def test_a_workbook_cut_off_by_a_broken_copy_is_told(write, sheet, told):
    path = write(sheet(TABLE))
    path.write_bytes(path.read_bytes()[:-200])
    assert [kind for kind, _ in told()] == ["unreadable-workbook"]


def test_every_cut_of_a_workbook_ends_in_a_finding(write, sheet, told):
    path = write(sheet(TABLE))
    whole = path.read_bytes()
    for length in range(0, len(whole), 211):
        path.write_bytes(whole[:length])
        assert [kind for kind, _ in told()] == ["unreadable-workbook"]


def test_a_workbook_with_a_document_type_is_not_opened(write, sheet, told):
    path = write(sheet(TABLE))
    rewrite(path, in_sheet(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'))
    assert [kind for kind, _ in told()] == ["unsafe-workbook"]


def test_a_workbook_that_would_unpack_to_far_too_much_is_not_opened(write, sheet, told, monkeypatch):
    monkeypatch.setattr(zip_package, "LARGEST_UNPACKED", 20_000)
    write(sheet([["x" * 30_000]]))
    assert [kind for kind, _ in told()] == ["unsafe-workbook"]


def test_a_workbook_with_two_parts_of_one_name_is_not_opened(write, sheet, told):
    path = write(sheet(TABLE))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    assert [kind for kind, _ in told()] == ["unsafe-workbook"]


def test_a_sheet_whose_data_is_missing_is_told_and_the_others_are_read(write, sheet, tmp_path, vocabulary):
    path = write(sheet(TABLE, name="Gone"), sheet(TABLE, name="Here"))
    rewrite(path, lambda parts: parts.pop("xl/worksheets/sheet1.xml"))
    intake = read_returns(tmp_path, vocabulary)
    assert [(finding.kind, finding.sheet) for finding in intake.findings] == [("unreadable-sheet", "Gone")]
    assert [one.sheet for one in intake.returns] == ["Here"]


def test_decoration_that_no_library_can_read_does_not_keep_the_figures_from_being_read(write, sheet, told):
    path = write(sheet(TABLE))

    def spoil(parts):
        parts["xl/styles.xml"] = re.sub(
            rb"<fonts.*</fonts>", b'<fonts><font><color rgb="red"/></font></fonts>', parts["xl/styles.xml"]
        )
        parts["docProps/core.xml"] = b"<broken"

    rewrite(path, spoil)
    assert told() == []


def test_a_workbook_saved_as_strict_open_xml_is_read_and_not_taken_for_empty(
    write, sheet, figures, tmp_path, vocabulary
):
    path = write(sheet(TABLE))

    def strict(parts):
        for name, content in parts.items():
            everyday = content.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            parts[name] = everyday.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )

    rewrite(path, strict)
    assert figures(read_returns(tmp_path, vocabulary))["in_care_count", "", "2023-12"] == ("412", None, None)


def test_a_sheet_that_lies_about_its_size_is_read_whole(write, sheet, figures, tmp_path, vocabulary):
    rewrite(write(sheet(TABLE)), in_sheet(b'<dimension ref="A1:C2"', b'<dimension ref="A1:A1"'))
    assert len(figures(read_returns(tmp_path, vocabulary))) == 2


def test_a_stray_value_in_the_last_corner_of_the_sheet_is_left_out_and_told(write, sheet, told):
    stray = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row></sheetData>'
    rewrite(write(sheet(TABLE)), in_sheet(b"</sheetData>", stray))
    assert [kind for kind, _ in told()] == ["stray-cell"]


def test_a_stray_value_far_to_the_right_is_left_out_and_told(write, sheet, told):
    stray = b'<c r="XFD2"><v>7</v></c></row></sheetData>'
    rewrite(write(sheet(TABLE)), in_sheet(b"</row></sheetData>", stray))
    assert [kind for kind, _ in told()] == ["stray-cell"]


def test_a_list_of_thousands_of_rows_is_read_in_part_and_told(write, sheet, told):
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(3, 5000))
    rewrite(write(sheet(TABLE)), in_sheet(b"</sheetData>", rows + b"</sheetData>"))
    assert told()[0] == ("sheet-too-large", "Only the first 2,000 rows and 400 columns of this sheet were read.")


def test_a_whole_sheet_merged_into_one_cell_does_not_hang(write, sheet, told):
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A4:XFD1048576"/></mergeCells>'
    rewrite(write(sheet(TABLE)), in_sheet(b"</sheetData>", merged))
    assert told() == []


def test_a_return_on_a_hidden_sheet_is_read_and_told(read, sheet, found):
    intake = read(sheet([["Cover"]], name="Cover"), sheet(TABLE, name="Data", state="hidden"))
    assert found(intake) == [("hidden-sheet", "")]
    assert len(intake.returns) == 1


def test_a_hidden_sheet_of_notes_or_workings_passes_in_silence(read, sheet, found):
    workings = sheet([["a", 1, 2], ["b", 3, 4], ["c", 5, 6]], name="Workings", state="veryHidden")
    assert found(read(sheet(TABLE), workings)) == []


def test_hidden_rows_and_columns_are_counted_and_told(write, sheet, tmp_path, vocabulary, figures):
    path = write(sheet(TABLE))
    rewrite(path, in_sheet(b'<row r="2"', b'<row r="2" hidden="1"'))
    rewrite(path, in_sheet(b"<sheetData>", b'<cols><col min="3" max="3" hidden="1" width="8"/></cols><sheetData>'))
    intake = read_returns(tmp_path, vocabulary)
    assert [str(finding) for finding in intake.findings] == [
        "return.xlsx › Return: Some figures are hidden (row 2, column C); they are counted. "
        "Delete them if they should not be."
    ]
    assert len(figures(intake)) == 2


def test_a_formula_that_gives_empty_text_is_a_blank(write, sheet, tmp_path, vocabulary, figures):
    rewrite(write(sheet(TABLE)), in_sheet(b'<c r="C2" t="n"><v>412</v>', b'<c r="C2" t="str"><f>""</f><v></v>'))
    intake = read_returns(tmp_path, vocabulary)
    assert intake.findings == ()
    assert figures(intake)["in_care_count", "", "2023-12"][0] == "missing"


def test_a_formula_with_its_result_is_read(write, sheet, tmp_path, vocabulary, figures):
    rewrite(write(sheet(TABLE)), in_sheet(b"<v>412</v>", b"<f>B2+2</f><v>412</v>"))
    assert figures(read_returns(tmp_path, vocabulary))["in_care_count", "", "2023-12"][0] == "412"


def test_a_missing_folder_must_be_put_right(tmp_path, vocabulary):
    (finding,) = read_returns(tmp_path / "nowhere", vocabulary).findings
    assert (finding.kind, finding.strength, finding.what) == (
        "no-returns",
        Strength.MUST_FIX,
        "There is no such folder of returns.",
    )


def test_an_empty_folder_must_be_put_right(tmp_path, vocabulary):
    (finding,) = read_returns(tmp_path, vocabulary).findings
    assert (finding.kind, finding.what) == ("no-returns", "There is no Excel workbook in the folder.")


def test_a_folder_whose_only_workbook_holds_no_return_must_be_put_right(read, found):
    assert found(read([["Rota"], ["Monday", "Ward"]])) == [("no-returns", ""), ("not-a-return", "")]


def test_a_sheet_of_numbers_that_looks_like_a_return_by_its_name_is_told_so(read, sheet):
    intake = read(
        sheet(TABLE), sheet([["Team", "Jan-23", "Feb-23"], ["North", 1, 2], ["South", 3, 4]], name="Caseloads")
    )
    (finding,) = intake.findings
    assert (finding.kind, finding.sheet) == ("not-a-return", "Caseloads")
    assert finding.what.startswith("It looks like the return “Workforce”")


def test_a_cover_sheet_with_a_number_or_two_passes_in_silence(read, sheet, found):
    assert found(read(sheet([["Monthly return", 2023], ["Version", 2]], name="Cover"), sheet(TABLE))) == []


def test_lock_files_hidden_files_and_other_papers_are_passed_over(write, sheet, tmp_path, told):
    write(sheet(TABLE))
    for name in ("~$return.xlsx", "~$turn.xlsx", ".hidden.xlsx", "report.toml", "minutes.docx", "return.xlsx~"):
        (tmp_path / name).write_bytes(b"not to be read")
    assert told() == []


def test_a_lock_file_without_its_workbook_is_told(write, sheet, tmp_path, told):
    write(sheet(TABLE))
    (tmp_path / "~$health.xlsx").write_bytes(b"not to be read")
    assert told() == [("lock-without-workbook", "“health.xlsx” is marked as open in Excel, but is not in the folder.")]


def test_a_folder_with_the_name_of_a_workbook_is_told(write, sheet, tmp_path, told):
    write(sheet(TABLE))
    (tmp_path / "older.xlsx").mkdir()
    assert told() == [("not-a-file", "This is a folder with a workbook's name; what is in it was not read.")]


@pytest.mark.parametrize("name", ["health.fods", "health.NUMBERS"])
def test_spreadsheets_of_other_formats_are_named_and_not_read(write, sheet, tmp_path, vocabulary, name):
    write(sheet(TABLE))
    (tmp_path / name).write_bytes(b"anything")
    (finding,) = read_returns(tmp_path, vocabulary).findings
    assert (finding.kind, finding.workbook, finding.strength) == ("wrong-file-type", name, Strength.CHECK)
    assert "Save it as an Excel workbook" in finding.remedy


def test_a_copy_of_a_workbook_is_left_out(write, sheet, tmp_path, vocabulary):
    path = write(sheet(TABLE))
    shutil.copy(path, tmp_path / "Copy of return.xlsx")
    intake = read_returns(tmp_path, vocabulary)
    assert [finding.kind for finding in intake.findings] == ["same-workbook-twice"]
    assert len(intake.returns) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as on Unix")
def test_links_out_of_the_folder_broken_links_and_pipes_are_not_followed(write, sheet, tmp_path, told):
    write(sheet(TABLE))
    (tmp_path / "out.xlsx").symlink_to("/etc/hostname")
    (tmp_path / "loop.xlsx").symlink_to("loop.xlsx")
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert [kind for kind, _ in told()] == ["out-of-reach", "out-of-reach", "not-a-file"]


def test_the_hash_of_a_return_is_that_of_its_file(write, sheet, tmp_path, vocabulary):
    import hashlib

    path = write(sheet(TABLE))
    (one,) = read_returns(tmp_path, vocabulary).returns
    assert one.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_name_cannot_disturb_the_line_it_is_printed_on():
    assert printable("re\nturn\u202e.xlsx") == "re\ufffdturn\ufffd.xlsx"
    assert printable("Café.xlsx") == "Café.xlsx"


def test_workbooks_are_read_in_the_order_of_their_names(write, sheet, tmp_path, vocabulary):
    write(sheet([["Measure", "Dec-23"], ["Reviews due", 60]]), name="b.xlsx")
    write(sheet(TABLE), name="a.xlsx")
    intake = read_returns(tmp_path, vocabulary)
    assert intake.workbooks == ("a.xlsx", "b.xlsx")
    assert [one.kind for one in intake.returns] == ["headline", "reviews_and_visits"]


def test_knowing_the_room_does_not_load_the_excel_library():
    names = ", ".join(module.__name__ for module in (inputs, intake, findings, inputs.read))
    command = f"import sys, {names}; print('openpyxl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_workbook_without_a_list_of_sheets_is_told(tmp_path, told):
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook><sheets></workbook>")
    (tmp_path / "return.xlsx").write_bytes(content.getvalue())
    assert [kind for kind, _ in told()] == ["unreadable-workbook"]
