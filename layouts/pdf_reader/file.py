"""Opens a file that this room wrote: its objects by number, its pages in order, and what its fonts are.

It reads what the packing of this room writes (a cross-reference stream, object streams, Flate) and refuses all else
rather than guess. A library for any PDF would cost every installation more than these pages do.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from layouts.pdf_reader.values import (
    Dictionary,
    NotReadable,
    Reference,
    Value,
    as_dictionary,
    as_list,
    as_number,
    read_value,
)

_OBJECT = re.compile(rb"\s*(\d+)\s+\d+\s+obj\b")
_STREAM = re.compile(rb"\s*stream\r?\n")
_IN_USE, _PACKED = 1, 2  # how the cross references tell where an object is
_CHANGES_UPWARDS = 2
_MAPPED = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]+)>")
_USUAL_WIDTH = 500  # of a letter whose font does not tell
_MOST_BYTES = 50_000_000  # of one stream, unpacked: no page is near it


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the file: its name without the tag of a subset, whether it is embedded, and its widths by code.

    Widths, one for each of the 256 codes, are in thousandths of the size. ``characters`` are what codes stand for.
    """

    name: str
    embedded: bool
    widths: tuple[float, ...]
    characters: dict[int, str] = field(default_factory=dict, hash=False)

    @property
    def bold(self) -> bool:
        """Whether its strokes are thick enough to count as bold; semibold ones are not."""
        return self.name.lower().endswith("bold") and not self.name.lower().endswith("semibold")

    def width(self, text: bytes) -> float:
        """The width of a text in type of one point."""
        return sum(map(self.widths.__getitem__, text)) / 1000

    def decode(self, text: bytes) -> str:
        """What a text says."""
        return "".join(self.characters.get(code, chr(code)) for code in text)


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page: its size in points, its code, and its fonts by the names that the code has for them."""

    width: float
    height: float
    code: bytes
    fonts: dict[str, Font]


class PdfFile:
    """A finished file. Raises `NotReadable` for one that is not of this room's making."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._unpacked: dict[int, dict[int, Value]] = {}
        self._fonts: dict[int, Font] = {}
        try:
            start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data[-100:])
            if not data.startswith(b"%PDF-") or start is None:
                raise NotReadable("not a whole PDF")
            self.trailer, table = self._stream_at(int(start[1]))
            self._places = dict(self._cross_references(table))
        except (ValueError, IndexError, KeyError, zlib.error, RecursionError) as trouble:
            raise NotReadable(str(trouble)) from trouble
        if "Encrypt" in self.trailer or "Prev" in self.trailer:
            raise NotReadable("locked with a password, or changed since it was written")

    @cached_property
    def catalog(self) -> Dictionary:
        """The root of the file."""
        return as_dictionary(self.value(self.trailer.get("Root")))

    def value(self, value: Value) -> Value:
        """A value, or what it refers to."""
        if not isinstance(value, Reference):
            return value
        try:
            kind, place, _ = self._places.get(value.number, (0, 0, 0))
            if kind == _IN_USE:
                return self._at(place)[0]
            return self._packed(place)[value.number] if kind == _PACKED else None
        except (ValueError, IndexError, KeyError, zlib.error, RecursionError) as trouble:
            raise NotReadable(f"object {value.number}: {trouble}") from trouble

    def inside(self, dictionary: Dictionary, *names: str) -> Value:
        """What a dictionary has under a name, and that under the next, and so on; None where there is nothing."""
        value: Value = dictionary
        for name in names:
            value = self.value(value.get(name)) if isinstance(value, dict) else None
        return value

    def stream(self, value: Value) -> bytes:
        """The data of a stream that is referred to."""
        kind, place, _ = self._places.get(value.number, (0, 0, 0)) if isinstance(value, Reference) else (0, 0, 0)
        if kind != _IN_USE:
            raise NotReadable("a stream is missing")
        try:
            return self._stream_at(place)[1]
        except (ValueError, IndexError, KeyError, zlib.error, RecursionError) as trouble:
            raise NotReadable(str(trouble)) from trouble

    def pages(self) -> list[PdfPage]:
        """The pages in order. Raises `NotReadable`."""
        try:
            return [self._sheet(page) for page in self._leaves(self.inside(self.catalog, "Pages"), {}, 0)]
        except (ValueError, IndexError, KeyError, RecursionError) as trouble:
            raise NotReadable(str(trouble)) from trouble

    def _leaves(self, node: Value, given: Dictionary, depth: int) -> Iterator[Dictionary]:
        """The pages under a node of the page tree, with what they inherit."""
        if depth > 20:
            raise NotReadable("the tree of pages has no end")
        whole = {**given, **as_dictionary(node)}
        if "Kids" not in whole:
            yield whole
            return
        passed_on: Dictionary = {name: whole[name] for name in ("MediaBox", "Resources", "Rotate") if name in whole}
        for kid in as_list(self.value(whole["Kids"])):
            yield from self._leaves(self.value(kid), passed_on, depth + 1)

    def _sheet(self, page: Dictionary) -> PdfPage:
        left, bottom, right, top = (as_number(self.value(edge)) for edge in as_list(self.inside(page, "MediaBox")))
        if left or bottom or self.inside(page, "Rotate"):
            raise NotReadable("a page is turned or moved")
        contents = self.value(page.get("Contents"))
        parts = contents if isinstance(contents, list) else [page.get("Contents")]
        code = b"\n".join(self.stream(part) for part in parts if part is not None)
        fonts = self.inside(page, "Resources", "Font")
        entries = as_dictionary(fonts).items() if fonts is not None else ()
        return PdfPage(right, top, code, {name: self._font(entry) for name, entry in entries})

    def _font(self, entry: Value) -> Font:
        number = entry.number if isinstance(entry, Reference) else -1
        if number not in self._fonts or number < 0:
            self._fonts[number] = self._read_font(as_dictionary(self.value(entry)))
        return self._fonts[number]

    def _read_font(self, font: Dictionary) -> Font:
        if self.inside(font, "Subtype") == "Type0":
            raise NotReadable("a font of another kind")
        descriptor = self.inside(font, "FontDescriptor")
        told = descriptor if isinstance(descriptor, dict) else {}
        widths = self.inside(font, "Widths")
        told_widths = [as_number(width) for width in widths] if isinstance(widths, list) else []
        first = int(as_number(self.inside(font, "FirstChar") or 0))
        missing = as_number(self.inside(told, "MissingWidth") or _USUAL_WIDTH)
        mapped = self.stream(font["ToUnicode"]) if "ToUnicode" in font else b""
        return Font(
            name=str(self.inside(font, "BaseFont")).rsplit("+", 1)[-1],
            embedded=any(name in told for name in ("FontFile", "FontFile2", "FontFile3")),
            widths=(*[missing] * first, *told_widths, *[missing] * 256)[:256],
            characters=characters_of(mapped),
        )

    def _at(self, place: int) -> tuple[Value, int]:
        begin = _OBJECT.match(self._data, place)
        if begin is None:
            raise NotReadable(f"no object at byte {place}: not written by Board Report, or changed since")
        return read_value(self._data, begin.end())

    def _stream_at(self, place: int) -> tuple[Dictionary, bytes]:
        value, end = self._at(place)
        entries = as_dictionary(value)
        begin = _STREAM.match(self._data, end)
        if begin is None:
            raise NotReadable(f"no stream at byte {place}")
        data = self._data[begin.end() : begin.end() + int(as_number(self.value(entries.get("Length"))))]
        filters = entries.get("Filter", [])
        names = filters if isinstance(filters, list) else [filters]
        if names == ["FlateDecode"]:
            unpacking = zlib.decompressobj()
            data = unpacking.decompress(data, _MOST_BYTES)
            if not unpacking.eof:
                raise NotReadable("a stream is cut short, or far too large")
        elif names:
            raise NotReadable("a stream is packed in another way")
        return entries, data

    def _cross_references(self, table: bytes) -> Iterator[tuple[int, tuple[int, int, int]]]:
        """For each object by number how it is kept, where, and its place there."""
        if self.trailer.get("Type") != "XRef":
            raise NotReadable("not written by Board Report")
        sizes = [int(as_number(size)) for size in as_list(self.trailer.get("W"))]
        width = sum(sizes)
        if len(sizes) != 3 or width < 3:
            raise NotReadable("the cross references are not as expected")
        if "DecodeParms" in self.trailer:
            table = _summed(table, width)
        index = [int(as_number(one)) for one in as_list(self.trailer.get("Index", [0, self.trailer.get("Size")]))]
        numbers = (n for first, count in zip(index[::2], index[1::2], strict=True) for n in range(first, first + count))
        first, second = sizes[0], sizes[0] + sizes[1]
        for number, start in zip(numbers, range(0, len(table), width), strict=False):
            row = table[start : start + width]
            parts = (row[:first], row[first:second], row[second:])
            kind, place, within = (int.from_bytes(part, "big") for part in parts)
            yield number, (kind, place, within)

    def _packed(self, number: int) -> dict[int, Value]:
        """The objects of an object stream by number, read when first asked for."""
        if number not in self._unpacked:
            place = self._places[number][1]
            entries, data = self._stream_at(place)
            first, count = int(as_number(entries["First"])), int(as_number(entries["N"]))
            table = [int(word) for word in data[:first].split()[: 2 * count]]
            self._unpacked[number] = _Packed(data, first, dict(zip(table[::2], table[1::2], strict=True)))
        return self._unpacked[number]


def characters_of(mapped: bytes) -> dict[int, str]:
    """What the codes of a font stand for, by its map back to Unicode."""
    return {
        int(code, 16): bytes.fromhex(point.decode("ascii")).decode("utf-16-be", "replace")
        for code, point in _MAPPED.findall(mapped)
    }


class _Packed(dict[int, Value]):
    """The objects of one stream; each is read when it is asked for."""

    def __init__(self, data: bytes, first: int, places: dict[int, int]) -> None:
        super().__init__()
        self._data, self._first, self._places = data, first, places

    def __missing__(self, number: int) -> Value:
        self[number] = read_value(self._data, self._first + self._places[number])[0]
        return self[number]


def _summed(table: bytes, width: int) -> bytes:
    """Rows that were kept as what differs from the row above, each after the number of this way of keeping them."""
    if len(table) % (width + 1) or set(table[:: width + 1]) - {_CHANGES_UPWARDS}:
        raise NotReadable("the cross references are packed in another way")
    columns = [accumulate(table[place :: width + 1]) for place in range(1, width + 1)]
    return bytes(number & 0xFF for row in zip(*columns, strict=True) for number in row)
