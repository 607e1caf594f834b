"""The same return in every format that services send: the same figures, or a plain word of why not."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from inputs.files import open_workbook, subprocess_reader, xls
from inputs.files.deadline import Deadline
from inputs.files.open_workbook import read_workbook
from inputs.files.subprocess_reader import ask
from inputs.files.xls_formulas import never_calculated
from inputs.files.zip_package import Refused
from inputs.findings import Strength
from inputs.read import read_returns
from tests.inputs.binary_writer import MONTH, PERCENT, Styled, binary_workbook

KEPT = Path(__file__).parent / "kinds"
OCTOBER, NOVEMBER, DECEMBER = 45200, 45231, 45261  # as Excel counts days from 1900
TABLE = b"Measure,Nov-23,Dec-23\r\nChildren in care,410,412\r\n"
FIGURES = {
    ("in_care_count", "", "2023-10"): ("405", None, None),
    ("in_care_count", "", "2023-11"): ("409", None, None),
    ("in_care_count", "", "2023-12"): ("unreadable", None, None),
    ("reviews_pct", "", "2023-10"): ("93.5", "215", "230"),
    ("reviews_pct", "", "2023-11"): ("93.9", "216", "230"),
    ("reviews_pct", "", "2023-12"): ("93", "217", "suppressed"),
}


def binary_return(from_1904=False):
    days = [Styled(day - (1462 if from_1904 else 0), MONTH) for day in (OCTOBER, NOVEMBER, DECEMBER)]
    return binary_workbook(
        [
            ["Monthly return"],
            ["Measure", *days],
            ["Children in care", 405, 409.0, "#DIV/0!"],
            ["Reviews on time", Styled(0.935, PERCENT), Styled(0.939, PERCENT), "93.0%"],
            ["Reviews held in time", 215, 216, 217],
            ["Reviews due", 230, 230, "c"],
        ],
        from_1904=from_1904,
        hidden_rows=(5,),
        merged=[(0, 0, 0, 3)],
    )


@pytest.fixture
def put(tmp_path):
    """Put one of the kept returns, or the binary one, into the test's folder under a name."""

    def put_one(kept, name=""):
        target = tmp_path / (name or kept)
        if kept.endswith(".xlsb"):
            target.write_bytes(binary_return("1904" in kept))
        else:
            shutil.copy(KEPT / kept, target)
        return target

    return put_one


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsb"])
@pytest.mark.parametrize("name", ["return", "return-1904"])
def test_a_return_in_another_format_gives_its_figures_its_error_and_its_hidden_row(
    put, tmp_path, vocabulary, figures, found, name, kind
):
    put(f"{name}.{kind}")
    intake = read_returns(tmp_path, vocabulary)
    assert figures(intake) == FIGURES
    assert sorted(found(intake)) == [("error-in-cell", "D3"), ("hidden-rows", "")]
    (error,) = [finding for finding in intake.findings if finding.kind == "error-in-cell"]
    assert error.strength is Strength.MUST_FIX
    assert "#DIV/0!" in error.what


@pytest.mark.parametrize("kind", ["xls", "xlsb"])
def test_a_workbook_of_1904_says_so_for_days_that_lost_their_format(put, tmp_path, kind):
    for name, counted_from_1904 in (("return", False), ("return-1904", True)):
        workbook, _ = read_workbook(put(f"{name}.{kind}"), tmp_path)
        assert workbook.sheets[0].from_1904 == counted_from_1904


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsb"])
def test_merged_blocks_are_known_in_every_format(put, tmp_path, kind):
    workbook, _ = read_workbook(put(f"return.{kind}"), tmp_path)
    (block,) = workbook.sheets[0].merged
    assert (block.top, block.left, block.bottom, block.right) == (1, 1, 1, 4)


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_hidden_sheet_is_known_for_one_in_every_format(put, tmp_path, kind):
    workbook, _ = read_workbook(put(f"return.{kind}"), tmp_path)
    assert [(sheet.name, sheet.hidden) for sheet in workbook.sheets] == [("Return", False), ("Workings", True)]


def test_a_hidden_sheet_of_a_binary_workbook_is_known_for_one(tmp_path):
    (tmp_path / "return.xlsb").write_bytes(binary_workbook([["Notes"]], hidden=True))
    workbook, _ = read_workbook(tmp_path / "return.xlsb", tmp_path)
    assert workbook.sheets[0].hidden


@pytest.mark.parametrize(
    ("kept", "name", "says"),
    [
        ("return.xls", "return.xlsx", "Excel 97-2003"),
        ("return.ods", "return.xls", "OpenDocument"),
        ("return.xlsb", "return.csv", "binary"),
    ],
)
def test_a_workbook_is_read_by_what_it_is_and_not_by_its_name_which_is_told(
    put, tmp_path, vocabulary, figures, kept, name, says
):
    put(kept, name)
    intake = read_returns(tmp_path, vocabulary)
    assert figures(intake) == FIGURES
    (told,) = [finding for finding in intake.findings if finding.kind == "name-of-another-kind"]
    assert says in told.what
    assert told.strength is Strength.NOTE


@pytest.mark.parametrize("name", ["return.xls", "return.xlsx"])
def test_text_and_everyday_workbooks_may_carry_the_wrong_name_too(write, sheet, tmp_path, vocabulary, figures, name):
    (tmp_path / name).write_bytes(TABLE)
    write(sheet([["Measure", "Dec-23"], ["Reviews due", 60]]), name="reviews.csv")
    intake = read_returns(tmp_path, vocabulary)
    assert len(figures(intake)) == 3
    assert [finding.kind for finding in intake.findings].count("name-of-another-kind") == 2


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsb"])
def test_every_cut_of_a_workbook_in_another_format_ends_in_a_finding(put, tmp_path, vocabulary, kind):
    path = put(f"return.{kind}")
    whole = path.read_bytes()
    for length in range(40, len(whole) - 40, len(whole) // 5):
        path.write_bytes(whole[:length])
        findings = [finding.kind for finding in read_returns(tmp_path, vocabulary).findings]
        assert findings[0] == "no-returns"
        assert "unreadable-workbook" in findings


def spreadsheet(body, manifest=""):
    """The bytes of an OpenDocument spreadsheet of one sheet."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="Return">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return packed.getvalue()


def words(text):
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


HEADINGS = f"<table:table-row>{words('Measure')}{words('Dec-23')}</table:table-row>"


def test_an_open_spreadsheet_of_a_million_rows_and_one_table_reads_at_once(tmp_path, vocabulary, figures):
    cell = '<table:table-cell office:value-type="float" office:value="412"><text:p>412</text:p></table:table-cell>'
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048574">{blank}</table:table-row>'
    row = f"<table:table-row>{words('Children in care')}{cell}</table:table-row>{rest}"
    (tmp_path / "return.ods").write_bytes(spreadsheet(HEADINGS + row))
    intake = read_returns(tmp_path, vocabulary)
    assert figures(intake) == {("in_care_count", "", "2023-12"): ("412", None, None)}
    assert intake.findings == ()


def test_a_note_on_a_cell_is_no_part_of_its_text_and_undone_changes_are_none_of_the_sheet(
    tmp_path, vocabulary, figures
):
    note = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>ask A.</text:p></office:annotation>'
        "<text:p>Children</text:p><text:p>in care</text:p></table:table-cell>"
    )
    old = f"<table:table-row>{words('Reviews due')}{words('9')}</table:table-row>"
    undone = f"<table:tracked-changes>{old}</table:tracked-changes>"
    row = f"<table:table-row>{note}{words('412')}</table:table-row>"
    (tmp_path / "return.ods").write_bytes(spreadsheet(undone + HEADINGS + row))
    assert figures(read_returns(tmp_path, vocabulary)) == {("in_care_count", "", "2023-12"): ("412", None, None)}


def test_a_formula_of_an_open_spreadsheet_with_no_saved_result_must_be_calculated(tmp_path, vocabulary, found):
    unsaved = '<table:table-cell table:formula="of:=[.B1]+1"/>'
    row = f"<table:table-row>{words('Children in care')}{unsaved}</table:table-row>"
    (tmp_path / "return.ods").write_bytes(spreadsheet(HEADINGS + row))
    assert ("formula-without-result", "B2") in found(read_returns(tmp_path, vocabulary))


def test_an_error_that_libreoffice_shows_is_an_error_whatever_number_stands_behind_it(tmp_path, vocabulary, found):
    error = '<table:table-cell office:value-type="float" office:value="0"><text:p>Err:502</text:p></table:table-cell>'
    row = f"<table:table-row>{words('Children in care')}{error}</table:table-row>"
    (tmp_path / "return.ods").write_bytes(spreadsheet(HEADINGS + row))
    assert ("error-in-cell", "B2") in found(read_returns(tmp_path, vocabulary))


def test_an_open_spreadsheet_with_a_password_is_told(tmp_path, vocabulary):
    (tmp_path / "return.ods").write_bytes(spreadsheet("", "<manifest:encryption-data/>"))
    assert "password-protected" in [finding.kind for finding in read_returns(tmp_path, vocabulary).findings]


def test_an_old_workbook_with_a_password_is_told_with_its_own_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(xls, "ask", lambda *_: {"refused": "locked"})
    (tmp_path / "return.xls").write_bytes((KEPT / "return.xls").read_bytes())
    with pytest.raises(Refused) as refusal:
        read_workbook(tmp_path / "return.xls", tmp_path)
    assert refusal.value.finding.kind == "password-protected"
    assert "Tools, General Options" in refusal.value.finding.remedy


def test_the_process_that_reads_old_workbooks_knows_a_locked_one(tmp_path):
    content = (KEPT / "return.xls").read_bytes()
    place = content.index(b"\x09\x08\x10\0\0\x06\x05\0")  # the workbook's first record; a lock is the second
    locked = content[: place + 20] + struct.pack("<HH", 0x2F, 6) + bytes(6) + content[place + 30 :]
    (tmp_path / "return.xls").write_bytes(locked)
    with pytest.raises(Refused) as refusal:
        read_workbook(tmp_path / "return.xls", tmp_path)
    assert refusal.value.finding.kind == "password-protected"


def test_an_old_workbook_that_has_lost_a_number_format_is_read_without_it(tmp_path):
    shutil.copy(KEPT / "lost-number-format.xls", tmp_path)  # the sample's, spoilt by chance
    workbook, _ = read_workbook(tmp_path / "lost-number-format.xls", tmp_path)
    formats = {cell.number_format for sheet in workbook.sheets for cell in sheet.cells.values() if not cell.trouble}
    assert all(isinstance(one, str) for one in formats)


def formula(row, column, result):
    content = struct.pack("<HHH", row, column, 0) + result + bytes(6)
    return struct.pack("<HH", 0x06, len(content)) + content


def old_stream(*formulas, uncalculated=b""):
    """The records of an old workbook of one worksheet, as far as its formulas need them."""
    begins, ends = struct.pack("<HHHH", 0x0809, 4, 0x0600, 5), struct.pack("<HH", 0x0A, 0)
    sheet = struct.pack("<HHIBB", 0x85, 8, len(begins) + 12 + len(ends), 0, 0) + b"\0\0"
    return begins + sheet + ends + begins + uncalculated + b"".join(formulas) + ends


ZERO, EMPTY, FOUR = bytes(8), b"\x03" + bytes(5) + b"\xff\xff", struct.pack("<d", 4.0)


def test_formulas_that_a_script_wrote_and_nobody_calculated_are_no_zeros():
    assert never_calculated(old_stream(formula(2, 1, ZERO), formula(3, 1, EMPTY)), 0, b"") == {0: {(3, 2), (4, 2)}}


def test_a_zero_among_formulas_with_results_is_a_zero():
    assert never_calculated(old_stream(formula(2, 1, ZERO), formula(3, 1, FOUR)), 0, b"") == {}


def test_zeros_in_a_workbook_that_an_office_program_saved_are_zeros():
    signed = "\x05SummaryInformation".encode("utf-16-le")
    assert never_calculated(old_stream(formula(2, 1, ZERO)), 0, signed) == {}


def test_a_sheet_that_says_it_was_not_calculated_is_believed():
    stream = old_stream(formula(2, 1, FOUR), uncalculated=struct.pack("<HH", 0x5E, 2) + bytes(2))
    assert never_calculated(stream, 0, b"\x05SummaryInformation") == {0: {(3, 2)}}


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Make a module that the child can import, with the body of its ``main``."""

    def make(body):
        (tmp_path / "trouble_maker.py").write_text(f"import os, sys, time\ndef main():\n    {body}\n", "utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        return "trouble_maker"

    return make


@pytest.mark.parametrize(
    "body",
    ["os.abort()", "raise BaseException", "print('no JSON')", "print([1])", "sys.exit(0)"],
)
def test_a_reader_that_crashes_or_talks_nonsense_makes_one_plain_message(module, body):
    with pytest.raises(Refused) as refusal:
        ask(module(body), b"", Deadline())
    assert refusal.value.finding.what == "The workbook is incomplete or damaged."


def test_a_reader_that_never_ends_is_stopped(module):
    with pytest.raises(Refused) as refusal:
        ask(module("time.sleep(600)"), b"", Deadline(0.2))
    assert refusal.value.finding.kind == "took-too-long"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold a process to a limit of memory")
def test_a_reader_that_wants_all_the_memory_does_not_get_it(module):
    with pytest.raises(Refused):
        ask(module("print('{}', bytes(1 << 31)[:0].decode())"), b"", Deadline())


def test_what_the_folder_holds_is_never_imported(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('taken in')", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    shutil.copy(KEPT / "return.xls", tmp_path / "return.xls")
    workbook, _ = read_workbook(tmp_path / "return.xls", tmp_path)
    assert len(workbook.sheets) == 2


def test_where_no_second_process_can_be_started_an_old_workbook_is_read_in_this_one(tmp_path, monkeypatch):
    def no_processes(*_, **__):
        raise OSError(138, "emscripten does not support processes.")

    shutil.copy(KEPT / "return.xls", tmp_path / "return.xls")
    beside = read_workbook(tmp_path / "return.xls", tmp_path)
    monkeypatch.setattr(subprocess, "check_output", no_processes)
    assert read_workbook(tmp_path / "return.xls", tmp_path) == beside


def test_reading_everyday_workbooks_starts_no_process(write, sheet):
    path = write(sheet([["Measure", "Dec-23"], ["Children in care", 412]]))
    program = (
        "import sys; from pathlib import Path; path = Path(sys.argv[1]);"
        f"from {open_workbook.__name__} import read_workbook;"
        f"read_workbook(path, path.parent); print({{'xlrd', '{subprocess_reader.__name__}'}} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
