"""Writes what a canvas drew as a tagged, archival file: structure, description and profile, in few bytes.

A tagged table has an object for each cell. They go into compressed object streams, a fifth of the size of ReportLab's
own objects one by one.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from hashlib import sha256
from struct import pack

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString, PDFZCompress

from layouts.tagged import colour, seams
from layouts.tagged.canvas import TaggedCanvas
from layouts.tagged.metadata import Description
from layouts.tagged.seams import Verbatim
from layouts.tagged.structure import Details, Element, Mark, walk

# The second line has bytes above 127, so that nobody takes the file for text.
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACKED_TOGETHER = 200  # objects in a stream: a reader unpacks all of them to see one
_STREAM_END = b"endstream\n"
# ReportLab sets no end of line before it. A line feed alone after data that end in a carriage return would be taken,
# with it, for the end of line; both together never are.
_OUR_STREAM_END = b"\r\nendstream\nendobj\n"


def finish(canvas: TaggedCanvas, description: Description) -> None:
    """Add structure, description and colour profile to the drawn pages, and write the file."""
    description.put_on(canvas)
    document = seams.document_of(canvas)
    _add_structure(document, canvas.structure, canvas.marked)
    _add_description(document, description)
    seams.write_with(document, write_objects)
    canvas.save()


def _add_structure(document: PDFDocument, whole: Element, marked: Sequence[Sequence[Element]]) -> None:
    """The tree of elements, and for every page the list of the owners of its ink."""
    root = Verbatim()
    elements = {element: Verbatim() for element in walk(whole)}
    numbers = {element: seams.number_of(document, entry) for element, entry in elements.items()}
    pages = [seams.number_of(document, page) for page in seams.pages_of(document)]
    top = seams.number_of(document, root)
    for element, entry in elements.items():
        entry.body = _element(element, numbers, pages, top)
    owners = [Verbatim(b"[%s]" % b" ".join(b"%d 0 R" % numbers[owner] for owner in page)) for page in marked]
    listed = (
        b"%d %d 0 R" % (place, seams.number_of(document, entry)) for place, entry in enumerate(owners[: len(pages)])
    )
    root.body = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d>>" % (
        numbers[whole],
        b" ".join(listed),
        len(pages),
    )
    seams.put(document.Catalog, StructTreeRoot=root, MarkInfo=PDFDictionary({"Marked": "true"}))
    for place, page in enumerate(seams.pages_of(document)):
        seams.put(page, StructParents=place, Tabs=PDFName("S"))


def _element(element: Element, numbers: dict[Element, int], pages: Sequence[int], top: int) -> bytes:
    """A structure element with its parent, its parts and its ink."""
    page = next((kid.page for kid in element.kids if isinstance(kid, Mark)), 0)
    parts = [_kid(kid, numbers, pages, page) for kid in element.kids]
    return b"<</S/%s/P %d 0 R%s%s%s>>" % (
        element.tag.encode("ascii"),
        numbers[element.parent] if element.parent else top,
        b"/Pg %d 0 R" % pages[page - 1] if page else b"",
        b"/K[%s]" % b" ".join(parts) if len(parts) != 1 else b"/K %s" % parts[0],
        _details(element.details),
    )


def _kid(kid: Element | Mark, numbers: dict[Element, int], pages: Sequence[int], page: int) -> bytes:
    if isinstance(kid, Element):
        return b"%d 0 R" % numbers[kid]
    if kid.page == page:
        return b"%d" % kid.number
    return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[kid.page - 1], kid.number)


def _details(details: Details) -> bytes:
    table = b"".join(
        (
            b"/Scope/%s" % details.scope.encode("ascii") if details.scope else b"",
            b"/ColSpan %d" % details.columns if details.columns > 1 else b"",
            b"/Summary%s" % text_string(details.summary) if details.summary else b"",
        )
    )
    attributes = [b"<</O/Table%s>>" % table] if table else []
    if details.numbering:
        attributes.append(b"<</O/List/ListNumbering/%s>>" % details.numbering.encode("ascii"))
    if details.box:
        attributes.append(b"<</O/Layout/BBox[%s]>>" % b" ".join(b"%.2f" % edge for edge in details.box))
    alt = b"/Alt%s" % text_string(details.alt) if details.alt else b""
    return alt + (b"/A[%s]" % b"".join(attributes) if attributes else b"")


def text_string(words: str) -> bytes:
    """A text as a PDF string: ASCII where that will do, else UTF-16."""
    data = words.encode("ascii") if words.isascii() else b"\xfe\xff" + words.encode("utf-16-be")
    for special in (b"\\", b"(", b")"):
        data = data.replace(special, b"\\" + special)
    return b"(%s)" % data.replace(b"\r", b"\\r")


def _add_description(document: PDFDocument, description: Description) -> None:
    """The XMP, and what the colours of the file mean."""
    told = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    profile = PDFStream(PDFDictionary({"N": 3}), colour.srgb_profile(), [PDFZCompress])
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString(colour.NAME),
            "Info": PDFString(colour.NAME),
            "DestOutputProfile": document.Reference(profile),
        }
    )
    metadata = PDFStream(told, description.as_xmp())
    seams.put(document.Catalog, Metadata=metadata, OutputIntents=PDFArray([intent]))


def write_objects(document: PDFDocument) -> bytes:
    """The file: streams as they are, all other objects packed, and a cross-reference stream."""
    file = bytearray(_HEADER)
    places: dict[int, bytes] = {}
    packed: list[tuple[int, bytes]] = []
    catalog, info = (seams.number_of(document, thing) for thing in (document.Catalog, document.info))
    number = 0
    for number, body in seams.objects_of(document):
        if body.endswith(_STREAM_END):
            places[number] = pack(">BLH", 1, len(file), 0)
            file += b"%d 0 obj\n" % number + body.removesuffix(_STREAM_END) + _OUR_STREAM_END
        else:
            packed.append((number, body.strip()))
    for start in range(0, len(packed), _PACKED_TOGETHER):
        number += 1
        together = packed[start : start + _PACKED_TOGETHER]
        places |= {one: pack(">BLH", 2, number, index) for index, (one, _) in enumerate(together)}
        places[number] = pack(">BLH", 1, len(file), 0)
        file += _stream(number, b"/Type/ObjStm/N %d/First %d" % _table_size(together), _packed(together))
    return bytes(file) + _cross_references(file, places, catalog, info)


def _table(together: Sequence[tuple[int, bytes]]) -> bytes:
    """The numbers of packed objects and where each begins."""
    place, entries = 0, []
    for number, body in together:
        entries.append(b"%d %d" % (number, place))
        place += len(body) + 1
    return b" ".join(entries) + b"\n"


def _table_size(together: Sequence[tuple[int, bytes]]) -> tuple[int, int]:
    return len(together), len(_table(together))


def _packed(together: Sequence[tuple[int, bytes]]) -> bytes:
    return _table(together) + b"\n".join(body for _, body in together)


def _cross_references(file: bytes | bytearray, places: dict[int, bytes], catalog: int, info: int) -> bytes:
    """Where every object is, as the differences between neighbours, which compress to almost nothing."""
    number = len(places) + 1
    places[0], places[number] = pack(">BLH", 0, 0, 65535), pack(">BLH", 1, len(file), 0)
    before = bytes(7)
    rows = []
    for one in range(number + 1):
        rows.append(b"\2" + bytes((new - old) & 0xFF for new, old in zip(places[one], before, strict=True)))
        before = places[one]
    name = sha256(file).hexdigest()[:32].encode("ascii")  # the same bytes have the same name
    entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]" % (
        number + 1,
        catalog,
        info,
        name,
        name,
    )
    entries += b"/DecodeParms<</Predictor 12/Columns 7>>"
    return _stream(number, entries, b"".join(rows)) + b"startxref\n%d\n%%%%EOF\n" % len(file)


def _stream(number: int, entries: bytes, data: bytes) -> bytes:
    small = zlib.compress(data, 9)
    head = b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (number, entries, len(small))
    return head + small + _OUR_STREAM_END
