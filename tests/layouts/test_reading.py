"""The small reader of our own files, against what was set and against another reader's eyes."""

import io
from dataclasses import replace

import pikepdf
import pytest

from layouts.blocks import ItemList, Paragraph, Row, Span, TableOfContents
from layouts.pdf_reader.file import PdfFile
from layouts.pdf_reader.operators import mcid_of, operations, string_bytes
from layouts.pdf_reader.values import NotReadable, Reference
from layouts.reading.aloud import read_aloud
from layouts.reading.tree import read_tree
from tests.layouts.reading import TaggedFile


def body(report) -> list[str]:
    return list(read_aloud(report.paginated.pdf))[1:-1]


def test_a_pages_code_is_read_as_operators_and_what_each_is_given():
    code = b"/P <</MCID 12>> BDC\nBT 1 0 0 1 5 .5 Tm /F1+0 10 Tf (W\\)or\\101ds <<) Tj ET\n[3 2] 0 d f*\nEMC"
    read = [(given.strip(), operator) for given, operator in operations(code)]
    assert [operator for _, operator in read] == ["BDC", "BT", "Tm", "Tf", "Tj", "ET", "d", "f*", "EMC"]
    assert [given for given, _ in read if given] == [
        "/P <</MCID 12>>", "1 0 0 1 5 .5", "/F1+0 10", "(W\\)or\\101ds <<)", "[3 2] 0"
    ]  # fmt: skip
    assert string_bytes(read[4][0]) == b"W)orAds <<"
    assert [mcid_of(given) for given in (read[0][0], "/Artifact <</Type /Layout>> ")] == [12, -1]


@pytest.mark.parametrize("code", [b"BT (never closed", b"<41> Tj", b"q % said\nQ", b"{ 1 w }", b"q 1 0 0"])
def test_code_that_is_on_no_page_of_ours_is_refused(code):
    with pytest.raises(NotReadable):
        operations(code)


def test_what_is_read_back_is_what_was_set(set_report, build):
    table = build.table([["Ŵrecsam (a\\b)", "62"], ["Ely", "1"]])
    report = set_report(build.section("Home", ref="3"), ItemList((build.words("One – two."),)), table)
    assert body(report) == [
        "Heading level 1: 3 Home",
        "List, 1 item",
        "  • One – two.",
        "Table, 3 rows, 2 columns: Staff by team",
        "  Ŵrecsam (a\\b); Staff: 62",
        "  Ely; Staff: 1",
    ]


def test_small_print_over_pages_is_announced_as_one_note(set_report, build):
    long = " ".join(f"word{number}" for number in range(500))
    words = (Span(f"{long} "), Span(f"{long} at "), Span("a b", link="https://a.example/"))
    report = set_report(Paragraph(words, "small"))
    assert "word0 " in report.bodies[0]
    assert "word499 " in report.bodies[1]
    assert body(report)[0] == f"Note: {long} {long} at link a b"
    assert not any("word" in line for line in body(report)[1:])


def test_a_span_of_a_billion_rows_in_a_damaged_file_is_not_believed(set_report, build):
    rows = (Row((build.words("Band"),), band=True), Row((build.words("Team"), build.words("1"))))
    file = set_report(replace(build.table([]), rows=rows)).file
    for entry in file.objects:
        if isinstance(entry, pikepdf.Dictionary) and "/ColSpan" in entry.get("/A", [{}])[0]:
            entry.A[0].ColSpan = entry.A[0].RowSpan = 10**9
    saved = io.BytesIO()
    file.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    _, document = read_tree(saved.getvalue())
    assert {(part.columns, part.rows) for part in document.walk()} == {(1, 1)}


def test_the_contents_are_announced_with_their_pages(set_report, build):
    report = set_report(TableOfContents(), build.section("Health", True, "5"), build.paragraph("Words."))
    assert body(report)[:3] == ["Contents, 1 entry", "  link 5 Health 2", "Heading level 1: 5 Health"]


def test_a_split_paragraph_is_said_in_one_go_with_its_links(set_report, build):
    long = " ".join(f"word{number}" for number in range(600))
    report = set_report(Paragraph((Span(f"{long} at "), Span("a b", link="https://a.example/"), Span("."))))
    assert body(report)[0] == f"{long} at link a b."


def test_the_structure_is_the_one_that_another_reader_finds(set_report, build):
    report = set_report(build.section("Home"), build.panel("3.1", figures=[build.figure()]), build.table([["A", "1"]]))
    _, read = read_tree(report.paginated.pdf)
    assert [part.tag for part in read.walk()] == [part.tag for part in TaggedFile(report.paginated.pdf).document]


def test_a_file_of_another_program_is_refused(set_report, build):
    for producer in ("Another", None):
        file = set_report(build.paragraph("Words.")).file
        if producer:
            file.docinfo["/Producer"] = producer
        else:
            del file.Root.StructTreeRoot
        saved = io.BytesIO()
        file.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        with pytest.raises(NotReadable):
            read_tree(saved.getvalue())


def test_a_damaged_file_is_refused_and_never_fails_otherwise(set_report, build):
    pdf = set_report(build.section("Home"), build.table([["A", "1"]])).paginated.pdf
    for place in range(0, len(pdf), 97):
        damaged = pdf[:place] + bytes([pdf[place] ^ 0x55]) + pdf[place + 1 :]
        try:
            read_tree(damaged)
        except NotReadable:
            continue


def test_a_missing_object_is_refused(set_report, build):
    file = PdfFile(set_report(build.paragraph("Words.")).paginated.pdf)
    with pytest.raises(NotReadable):
        file.dictionary(Reference(99_999))
