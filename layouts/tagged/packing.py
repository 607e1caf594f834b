"""Serialises a document's objects as a small PDF file, with object streams and a cross-reference stream.

A tagged table has an object for each cell: compressed in object streams they take a fifth of the size that ReportLab's
own serialisation gives them.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate
from struct import pack

from reportlab.pdfbase.pdfdoc import PDFDocument

from layouts.tagged import seams

# The second line has bytes above 127, so that programs treat the file as binary.
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_OBJECTS_PER_STREAM = 1000  # a reader decompresses all of them to see one
_ENTRY = 7  # bytes of a cross-reference entry: fields of 1, 4 and 2
_UP = b"\2"  # the PNG predictor of a row that holds the differences from the row above
_REPORTLAB_STREAM_END = b"endstream\n"
# ReportLab writes no end-of-line marker before it. A line feed alone after data that end in a carriage return would be
# read, with it, as the marker; both together never are.
_STREAM_END = b"\r\nendstream\nendobj\n"


def write_file(document: PDFDocument) -> bytes:
    """The file: streams as they are, all other objects in object streams, then the cross-reference stream."""
    file = bytearray(_HEADER)
    entries: dict[int, bytes] = {}
    others: list[tuple[int, bytes]] = []
    catalog, info = (seams.number_of(document, thing) for thing in (document.Catalog, document.info))
    number = 0
    for number, body in seams.objects_of(document):
        if body.endswith(_REPORTLAB_STREAM_END):
            entries[number] = pack(">BLH", 1, len(file), 0)
            file += b"%d 0 obj\n" % number + body.removesuffix(_REPORTLAB_STREAM_END) + _STREAM_END
        else:
            others.append((number, body.strip()))
    for start in range(0, len(others), _OBJECTS_PER_STREAM):
        number += 1
        objects = others[start : start + _OBJECTS_PER_STREAM]
        entries |= {one: pack(">BLH", 2, number, index) for index, (one, _) in enumerate(objects)}
        entries[number] = pack(">BLH", 1, len(file), 0)
        file += _object_stream(number, objects)
    return bytes(file) + _cross_references(file, entries, catalog, info)


def _object_stream(number: int, objects: Sequence[tuple[int, bytes]]) -> bytes:
    """An object stream: a table of object numbers and offsets, then the objects."""
    offsets = accumulate((len(body) + 1 for _, body in objects), initial=0)
    table = b" ".join(b"%d %d" % (one, offset) for (one, _), offset in zip(objects, offsets, strict=False)) + b"\n"
    dictionary = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(table))
    return _stream(number, dictionary, table + b"\n".join(body for _, body in objects))


def _cross_references(file: bytes | bytearray, entries: dict[int, bytes], catalog: int, info: int) -> bytes:
    """The cross-reference stream and the end of the file; differences between rows compress to almost nothing."""
    number = len(entries) + 1
    entries = {0: pack(">BLH", 0, 0, 65535), **entries, number: pack(">BLH", 1, len(file), 0)}
    rows = b"".join(entries[one] for one in range(number + 1))
    changes = bytes((new - old) & 0xFF for old, new in zip(bytes(_ENTRY) + rows, rows, strict=False))
    identifier = sha256(file).hexdigest()[:32].encode("ascii")  # the same bytes have the same ID
    dictionary = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R" % (number + 1, catalog, info)
    dictionary += b"/ID[<%s><%s>]/DecodeParms<</Predictor 12/Columns 7>>" % (identifier, identifier)
    starts = range(0, len(changes), _ENTRY)
    table = _stream(number, dictionary, b"".join(_UP + changes[start : start + _ENTRY] for start in starts))
    return table + b"startxref\n%d\n%%%%EOF\n" % len(file)


def _stream(number: int, dictionary: bytes, data: bytes) -> bytes:
    small = zlib.compress(data)  # harder packing takes six times as long and saves 3%
    head = b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (number, dictionary, len(small))
    return head + small + _STREAM_END
