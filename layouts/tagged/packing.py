"""Writes a document's objects as a file of few bytes.

A tagged table has an object for each cell. Packed into compressed streams they take a fifth of the room of ReportLab's
own objects one by one, and the file's table of contents is compressed too.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate
from struct import pack

from reportlab.pdfbase.pdfdoc import PDFDocument

from layouts.tagged import seams

# The second line has bytes above 127, so that nobody takes the file for text.
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACKED_TOGETHER = 200  # objects in a stream: a reader unpacks all of them to see one
_ROW = 7  # bytes of a row of cross references, whose widths are 1, 4 and 2
_CHANGES_UPWARDS = b"\2"  # the filter of a row that holds what differs from the row above
_STREAM_END = b"endstream\n"
# ReportLab sets no end of line before it. A line feed alone after data that end in a carriage return would be taken,
# with it, for the end of line; both together never are.
_OUR_STREAM_END = b"\r\nendstream\nendobj\n"


def write_file(document: PDFDocument) -> bytes:
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
        file += _object_stream(number, together)
    return bytes(file) + _cross_references(file, places, catalog, info)


def _object_stream(number: int, together: Sequence[tuple[int, bytes]]) -> bytes:
    """Objects in one stream, after a table of their numbers and of where each begins."""
    begins = accumulate((len(body) + 1 for _, body in together), initial=0)
    table = b" ".join(b"%d %d" % (one, place) for (one, _), place in zip(together, begins, strict=False)) + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d" % (len(together), len(table))
    return _stream(number, entries, table + b"\n".join(body for _, body in together))


def _cross_references(file: bytes | bytearray, places: dict[int, bytes], catalog: int, info: int) -> bytes:
    """Where every object is, as the differences between neighbours, which compress to almost nothing."""
    number = len(places) + 1
    places = {0: pack(">BLH", 0, 0, 65535), **places, number: pack(">BLH", 1, len(file), 0)}
    rows = b"".join(places[one] for one in range(number + 1))
    changes = bytes((new - old) & 0xFF for old, new in zip(bytes(_ROW) + rows, rows, strict=False))
    name = sha256(file).hexdigest()[:32].encode("ascii")  # the same bytes have the same name
    entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R" % (number + 1, catalog, info)
    entries += b"/ID[<%s><%s>]/DecodeParms<</Predictor 12/Columns 7>>" % (name, name)
    starts = range(0, len(changes), _ROW)
    table = _stream(number, entries, b"".join(_CHANGES_UPWARDS + changes[start : start + _ROW] for start in starts))
    return table + b"startxref\n%d\n%%%%EOF\n" % len(file)


def _stream(number: int, entries: bytes, data: bytes) -> bytes:
    small = zlib.compress(data, 9)
    head = b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (number, entries, len(small))
    return head + small + _OUR_STREAM_END
