"""ReportLab, held to every name of it that its manual does not promise."""

import inspect
import io
import re
import zlib
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

import layouts
from layouts.tagged import seams
from layouts.text.fonts import REGULAR, MissingGlyph, register_fonts


def drawn() -> Canvas:
    canvas = Canvas(io.BytesIO(), pageCompression=0, invariant=1)
    canvas.rect(1, 2, 3, 4)
    return canvas


def entries(thing, document) -> bytes:
    return pdfdoc.format(thing, document, toplevel=1)


def code() -> None:
    canvas = drawn()
    assert canvas._code == ["n 1 2 3 4 re S"]
    canvas._code.insert(0, "/P <</MCID 0>> BDC")
    canvas.showPage()
    assert canvas._code == []
    assert b"BDC\nn 1 2 3 4 re S" in canvas.getpdfdata()


def doc() -> None:
    assert type(drawn()._doc) is pdfdoc.PDFDocument


def catalog() -> None:
    document = drawn()._doc
    document.Catalog.Lang = pdfdoc.PDFString("cy")
    assert b"/Lang (cy)" in entries(document.Catalog, document)


def pages() -> None:
    canvas = drawn()
    canvas.showPage()
    (page,) = canvas._doc.Pages.pages
    found = canvas._doc.idToObject[page.name] if isinstance(page, pdfdoc.PDFObjectReference) else page
    assert isinstance(found, pdfdoc.PDFPage)


def no_default() -> None:
    document = drawn()._doc
    document.Catalog.OutputIntents = pdfdoc.PDFArray([])
    assert b"OutputIntents" not in entries(document.Catalog, document), "no longer dropped: seams.put may go"
    seams.put(document.Catalog, OutputIntents=pdfdoc.PDFArray([]))
    assert b"/OutputIntents [" in entries(document.Catalog, document)
    assert "OutputIntents" not in pdfdoc.PDFCatalog.__NoDefault__


def reference() -> None:
    document = drawn()._doc
    first, again = (document.Reference(document.Catalog) for _ in range(2))
    assert first.name == again.name


def numbers() -> None:
    document = drawn()._doc
    thing = seams.Verbatim(b"<<>>")
    number, generation = document.idToObjectNumberAndVersion[document.Reference(thing).name]
    assert (number, generation) == (seams.number_of(document, thing), 0)
    assert document.idToObject[document.numberToId[number]] is thing


def growing() -> None:
    document = drawn()._doc
    numbers_given = sorted(document.numberToId)
    assert numbers_given == list(range(1, len(numbers_given) + 1))
    written = [number for number, _ in seams.objects_of(document)]
    assert len(written) >= len(numbers_given)
    assert written == sorted(document.numberToId)


def whole_file() -> None:
    canvas = drawn()
    canvas._doc.format = lambda: b"ours"
    assert canvas.getpdfdata() == b"ours"


def any_object() -> None:
    assert pdfdoc.format(pdfdoc.PDFDictionary({"A": 1}), drawn()._doc, toplevel=1) == b"<<\n/A 1\n>>"


def stream() -> None:
    written = entries(pdfdoc.PDFStream(content=b"data"), drawn()._doc)
    assert written == b"<<\n/Length 4\n>>\nstream\ndataendstream\n"
    packed = entries(pdfdoc.PDFStream(content=b"data", filters=[pdfdoc.PDFZCompress]), drawn()._doc)
    assert zlib.decompress(packed.partition(b"stream\n")[2].removesuffix(b"endstream\n")) == b"data"


def with_text() -> Canvas:
    register_fonts()
    canvas = Canvas(io.BytesIO(), initialFontName=REGULAR, pageCompression=0)
    canvas.drawString(0, 0, "Words")
    return canvas


def font_state() -> None:
    canvas = with_text()
    font = pdfmetrics.getFont(REGULAR)
    (subset,) = seams.subsets_of(font, canvas._doc)
    assert len(subset) <= 256
    assert set(map(ord, "Words")) <= set(subset)
    seams.set_subsets(font, canvas._doc, [[code if code == ord("W") else 0 for code in subset]])
    assert seams.subsets_of(font, canvas._doc)[0].count(ord("W")) == 1


def split_string() -> None:
    with pytest.raises(MissingGlyph):
        with_text().drawString(0, 0, "\N{CJK UNIFIED IDEOGRAPH-6771}")


def add_objects() -> None:
    canvas = with_text()
    pdfmetrics.getFont(REGULAR).addObjects(canvas._doc)
    for prefix in (seams.UNICODE_MAP, seams.FONT_PROGRAM):
        (entry,) = seams.newest(canvas._doc, prefix, 2)
        assert isinstance(entry, pdfdoc.PDFStream)


def annotations() -> None:
    canvas = drawn()
    assert canvas._annotationrefs == []
    canvas.linkAbsolute("Words", "place", (0, 0, 1, 1))
    assert seams.has_annotations(canvas)


CONTRACTS = {
    "Canvas._code": code,
    "Canvas._doc": doc,
    "PDFDocument.Catalog": catalog,
    "PDFDocument.Pages": pages,
    "PDFCatalog.__NoDefault__": no_default,
    "PDFDocument.Reference": reference,
    "PDFDocument.idToObjectNumberAndVersion": numbers,
    "PDFDocument.numberToId": growing,
    "PDFDocument.idToObject": numbers,
    "PDFDocument.format": whole_file,
    "pdfdoc.format": any_object,
    "TTFont.state": font_state,
    "TTFont.splitString": split_string,
    "TTFont.addObjects": add_objects,
    "Canvas._annotationrefs": annotations,
    "PDFStream.format": stream,
}


@pytest.mark.parametrize("name", CONTRACTS)
def test_reportlab_keeps_a_promise_it_did_not_make(name):
    CONTRACTS[name]()


def test_every_seam_is_held_to_and_has_its_reason():
    assert list(seams.SEAMS) == list(CONTRACTS)
    assert all(len(reason) > 20 for reason in seams.SEAMS.values())


def test_no_other_file_of_the_room_touches_a_private_name_of_the_canvas_or_the_document():
    folder = Path(inspect.getfile(layouts)).parent
    private = re.compile(r"\b(?!self\b|cls\b)\w+\._(?!_|replace\b|asdict\b)\w+")
    found = {
        path.name: names
        for path in folder.rglob("*.py")
        if path.name != "seams.py" and (names := private.findall(path.read_text("utf-8")))
    }
    assert found == {}
