"""Opens a PDF file that Board Report wrote: its objects by number, its pages in order and their fonts.

It reads only the form that `layouts.tagged.packing` writes (a cross-reference stream, object streams, Flate) and
refuses all else rather than guess. A library for any PDF would cost every installation more than this module does.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from layouts.pdf_reader.values import (
    Dictionary,
    NotReadable,
    Reference,
    Value,
    as_dictionary,
    as_list,
    as_number,
    decode_text,
    read_value,
)

_OBJECT = re.compile(rb"\s*(\d+)\s+\d+\s+obj\b")
_STREAM = re.compile(rb"\s*stream\r?\n")
_BFCHAR = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]+)>")
_IN_FILE, _IN_OBJECT_STREAM = 1, 2  # types of cross-reference entries
_UP = 2  # the PNG predictor whose rows hold the differences from the row above
_DEFAULT_WIDTH = 500  # glyph advance where the font states none
_LARGEST_STREAM = 50_000_000  # bytes, decompressed: no page comes near it
_DAMAGE = (ValueError, IndexError, KeyError, zlib.error, RecursionError)  # what parsing a damaged file may raise


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the file: its name without the subset tag, whether it is embedded, and its widths.

    Widths are glyph advances in thousandths of the type size, one for each of the 256 codes. ``characters`` is the
    ToUnicode map.
    """

    name: str
    embedded: bool
    widths: tuple[float, ...]
    characters: dict[int, str] = field(default_factory=dict, hash=False)

    def width(self, text: bytes) -> float:
        """The width of a text in type of one point."""
        return sum(map(self.widths.__getitem__, text)) / 1000

    def decode(self, text: bytes) -> str:
        """The characters of a text."""
        return text.decode("latin-1").translate(self.characters)


class PdfPage(NamedTuple):
    """A page: its size in points, its content stream, its fonts by resource name, and the names of its images."""

    width: float
    height: float
    content: bytes
    fonts: dict[str, Font]
    images: frozenset[str] = frozenset()


class FigureBox(NamedTuple):
    """A figure of the structure: its page from 1 (0 if unknown), its box in points, its alt text, its parent's type."""

    page: int
    box: tuple[float, float, float, float]
    alt: str
    parent: str


class PdfFile:
    """A finished file. Raises `NotReadable` for one that Board Report did not write."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._object_streams: dict[int, tuple[bytes, dict[int, int]]] = {}
        self._unpacked: dict[int, Value] = {}
        self._fonts: dict[int, Font] = {}
        try:
            start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data[-100:])
            if not data.startswith(b"%PDF-") or start is None:
                raise NotReadable("not a whole PDF")
            self.trailer, table = self._stream_at(int(start[1]))
            self._places = dict(self._cross_references(table))
        except _DAMAGE as trouble:
            raise NotReadable(str(trouble)) from trouble
        if "Encrypt" in self.trailer or "Prev" in self.trailer:
            raise NotReadable("locked with a password, or changed since it was written")

    @property
    def catalog(self) -> Dictionary:
        """The catalog (document root)."""
        return as_dictionary(self.value(self.trailer.get("Root")))

    def value(self, value: Value) -> Value:
        """A value, or the object that it refers to; None for an object that is not there."""
        if not isinstance(value, Reference):
            return value
        try:
            kind, place, _ = self._places.get(value.number, (0, 0, 0))
            if kind == _IN_FILE:
                return self._object_at(place)[0]
            return self._in_object_stream(place, value.number) if kind == _IN_OBJECT_STREAM else None
        except _DAMAGE as trouble:
            raise NotReadable(f"object {value.number}: {trouble}") from trouble

    def inside(self, dictionary: Dictionary, *names: str) -> Value:
        """What a dictionary has under a name, and that under the next, and so on; None where there is nothing."""
        value: Value = dictionary
        for name in names:
            value = self.value(value.get(name)) if isinstance(value, dict) else None
        return value

    def dictionary(self, value: Value) -> Dictionary:
        """A dictionary, or the one that is referred to. Raises `NotReadable` for anything else."""
        found = self.value(value)
        if not isinstance(found, dict):
            missing = found is None and isinstance(value, Reference)
            raise NotReadable(f"an {'object' if missing else 'entry'} is missing")
        return found

    def listed(self, value: Value) -> list[Value]:
        """An array; any other object as the only item of a list, and nothing as an empty one."""
        found = self.value(value)
        if found is None and isinstance(value, Reference):
            raise NotReadable("an object is missing")
        return [] if value is None else found if isinstance(found, list) else [value]

    def stream(self, value: Value) -> bytes:
        """The data of a stream that is referred to. Raises `NotReadable`."""
        kind, place, _ = self._places.get(value.number, (0, 0, 0)) if isinstance(value, Reference) else (0, 0, 0)
        if kind != _IN_FILE:
            raise NotReadable("a stream is missing")
        try:
            return self._stream_at(place)[1]
        except _DAMAGE as trouble:
            raise NotReadable(str(trouble)) from trouble

    @cached_property
    def pages(self) -> list[PdfPage]:
        """The pages in order. Raises `NotReadable`."""
        try:
            return [self._page(page) for page in self._page_leaves(self.inside(self.catalog, "Pages"), {}, 0)]
        except _DAMAGE as trouble:
            raise NotReadable(str(trouble)) from trouble

    @cached_property
    def figures(self) -> list[FigureBox]:
        """The figures of the structure that have a box. Raises `NotReadable`."""
        try:
            kids = as_list(self.inside(self.catalog, "Pages", "Kids"))
            numbers = {kid.number: page for page, kid in enumerate(kids, 1) if isinstance(kid, Reference)}
            return [figure for entry in self._elements(b"Figure") for figure in self._figure(entry, numbers)]
        except _DAMAGE as trouble:
            raise NotReadable(str(trouble)) from trouble

    def _elements(self, tag: bytes) -> Iterator[Dictionary]:
        """The structure elements of a type, found by how they begin: to parse all of them would take too long."""
        begin = re.compile(b"<</S/" + tag + b"/")
        for stream in sorted({place for kind, place, _ in self._places.values() if kind == _IN_OBJECT_STREAM}):
            data, _ = self._object_stream(stream)
            for found in begin.finditer(data):
                yield as_dictionary(read_value(data, found.start())[0])

    def _figure(self, entry: Dictionary, numbers: dict[int, int]) -> Iterator[FigureBox]:
        page, parent = entry.get("Pg"), self.inside(entry, "P", "S")
        for attributes in self.listed(entry.get("A")):
            box = self.inside(as_dictionary(self.value(attributes)), "BBox")
            if isinstance(box, list) and len(box) == 4:
                left, bottom, right, top = map(as_number, box)
                number = numbers.get(page.number, 0) if isinstance(page, Reference) else 0
                yield FigureBox(number, (left, bottom, right, top), decode_text(entry.get("Alt")), str(parent))

    def _page_leaves(self, node: Value, inherited: Dictionary, depth: int) -> Iterator[Dictionary]:
        """The pages under a node of the page tree, with the entries that they inherit."""
        if depth > 20:
            raise NotReadable("the tree of pages has no end")
        whole = {**inherited, **as_dictionary(node)}
        if "Kids" not in whole:
            yield whole
            return
        passed_on: Dictionary = {name: whole[name] for name in ("MediaBox", "Resources", "Rotate") if name in whole}
        for kid in as_list(self.value(whole["Kids"])):
            yield from self._page_leaves(self.value(kid), passed_on, depth + 1)

    def _page(self, page: Dictionary) -> PdfPage:
        left, bottom, right, top = (as_number(self.value(edge)) for edge in as_list(self.inside(page, "MediaBox")))
        if left or bottom or self.inside(page, "Rotate"):
            raise NotReadable("a page is turned or moved")
        contents = self.value(page.get("Contents"))
        parts = contents if isinstance(contents, list) else [page.get("Contents")]
        content = b"\n".join(self.stream(part) for part in parts if part is not None)
        fonts = self.inside(page, "Resources", "Font")
        entries = as_dictionary(fonts).items() if fonts is not None else ()
        images = frozenset(self._images(self.inside(page, "Resources", "XObject")))
        return PdfPage(right, top, content, {name: self._font(entry) for name, entry in entries}, images)

    def _images(self, others: Value) -> Iterator[str]:
        """The names of the opaque images among the external objects of a page."""
        for name, entry in as_dictionary(others).items() if others is not None else ():
            number = entry.number if isinstance(entry, Reference) else -1
            kind, place, _ = self._places.get(number, (0, 0, 0))
            made = self._stream_at(place)[0] if kind == _IN_FILE else {}
            if made.get("Subtype") == "Image" and made.get("ColorSpace") == "DeviceRGB" and "SMask" not in made:
                yield name

    def _font(self, entry: Value) -> Font:
        number = entry.number if isinstance(entry, Reference) else -1
        if number not in self._fonts or number < 0:
            self._fonts[number] = self._read_font(as_dictionary(self.value(entry)))
        return self._fonts[number]

    def _read_font(self, font: Dictionary) -> Font:
        if self.inside(font, "Subtype") == "Type0":
            raise NotReadable("a font of another kind")
        descriptor = self.inside(font, "FontDescriptor")
        entries = descriptor if isinstance(descriptor, dict) else {}
        widths = self.inside(font, "Widths")
        stated = [as_number(width) for width in widths] if isinstance(widths, list) else []
        first = int(as_number(self.inside(font, "FirstChar") or 0))
        missing = as_number(self.inside(entries, "MissingWidth") or _DEFAULT_WIDTH)
        return Font(
            name=str(self.inside(font, "BaseFont")).rsplit("+", 1)[-1],
            embedded=any(name in entries for name in ("FontFile", "FontFile2", "FontFile3")),
            widths=(*[missing] * first, *stated, *[missing] * 256)[:256],
            characters=characters_of(self.stream(font["ToUnicode"]) if "ToUnicode" in font else b""),
        )

    def _object_at(self, place: int) -> tuple[Value, int]:
        begin = _OBJECT.match(self._data, place)
        if begin is None:
            raise NotReadable(f"no object at byte {place}: not written by Board Report, or changed since")
        return read_value(self._data, begin.end())

    def _stream_at(self, place: int) -> tuple[Dictionary, bytes]:
        value, end = self._object_at(place)
        entries = as_dictionary(value)
        begin = _STREAM.match(self._data, end)
        if begin is None:
            raise NotReadable(f"no stream at byte {place}")
        data = self._data[begin.end() : begin.end() + int(as_number(self.value(entries.get("Length"))))]
        filters = entries.get("Filter", [])
        names = filters if isinstance(filters, list) else [filters]
        if names == ["FlateDecode"]:
            unpacking = zlib.decompressobj()
            data = unpacking.decompress(data, _LARGEST_STREAM)
            if not unpacking.eof:
                raise NotReadable("a stream is cut short, or far too large")
        elif names:
            raise NotReadable("a stream is packed in another way")
        return entries, data

    def _cross_references(self, table: bytes) -> Iterator[tuple[int, tuple[int, int, int]]]:
        """Each object number with the three fields of its cross-reference entry: type, place and index."""
        if self.trailer.get("Type") != "XRef":
            raise NotReadable("not written by Board Report")
        sizes = [int(as_number(size)) for size in as_list(self.trailer.get("W"))]
        width = sum(sizes)
        if len(sizes) != 3 or width < 3:
            raise NotReadable("the cross references are not as expected")
        if "DecodeParms" in self.trailer:
            table = _undo_prediction(table, width)
        index = [int(as_number(one)) for one in as_list(self.trailer.get("Index", [0, self.trailer.get("Size")]))]
        numbers = (n for first, count in zip(index[::2], index[1::2], strict=True) for n in range(first, first + count))
        first, second = sizes[0], sizes[0] + sizes[1]
        for number, start in zip(numbers, range(0, len(table), width), strict=False):
            row = table[start : start + width]
            parts = (row[:first], row[first:second], row[second:])
            kind, place, within = (int.from_bytes(part, "big") for part in parts)
            yield number, (kind, place, within)

    def _in_object_stream(self, stream: int, number: int) -> Value:
        """An object of an object stream, parsed when first asked for."""
        if number not in self._unpacked:
            data, places = self._object_stream(stream)
            self._unpacked[number] = read_value(data, places[number])[0]
        return self._unpacked[number]

    def _object_stream(self, stream: int) -> tuple[bytes, dict[int, int]]:
        """The objects of an object stream, and where each number begins in them."""
        if stream not in self._object_streams:
            entries, data = self._stream_at(self._places[stream][1])
            first, count = int(as_number(entries["First"])), int(as_number(entries["N"]))
            table = [int(word) for word in data[:first].split()[: 2 * count]]
            offsets = (first + offset for offset in table[1::2])
            self._object_streams[stream] = data, dict(zip(table[::2], offsets, strict=True))
        return self._object_streams[stream]


@lru_cache(maxsize=2)
def open_file(data: bytes) -> PdfFile:
    """A finished file, opened once for all who read the same bytes. Raises `NotReadable`."""
    return PdfFile(data)


def characters_of(to_unicode: bytes) -> dict[int, str]:
    """The characters of a font's codes, from its ToUnicode CMap."""
    return {
        int(code, 16): bytes.fromhex(point.decode("ascii")).decode("utf-16-be", "replace")
        for code, point in _BFCHAR.findall(to_unicode)
    }


def _undo_prediction(table: bytes, width: int) -> bytes:
    """Rows from their differences from the row above, each of which follows the number of the predictor."""
    if len(table) % (width + 1) or set(table[:: width + 1]) - {_UP}:
        raise NotReadable("the cross references are packed in another way")
    rows = bytearray(len(table) // (width + 1) * width)
    for place in range(width):
        rows[place::width] = bytes([total & 0xFF for total in accumulate(table[place + 1 :: width + 1])])
    return bytes(rows)
