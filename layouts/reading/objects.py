"""The objects of a file: found by its cross-reference stream, unpacked from its object streams."""

from __future__ import annotations

import zlib
from functools import cache
from typing import NamedTuple

from layouts.reading.syntax import Name, NotOurs, Reference, Value, value_at

_XREF_COLUMNS = 7  # bytes of a row, as layouts/tagged/packing.py writes them: kind, place, place within it
_HOLDS_PRODUCER = "Board Report"
_START = b"startxref"


class _Place(NamedTuple):
    kind: int
    where: int
    within: int


class File:
    """A file of ours by its objects. Raises `NotOurs` for any other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        tail = data.rfind(_START)
        if not data.startswith(b"%PDF-") or tail < 0:
            raise NotOurs("not a PDF")
        start, _ = value_at(data, tail + len(_START))
        if not isinstance(start, int):
            raise NotOurs("no cross references")
        trailer, rows = self._stream(start)
        if trailer.get("Type") != "XRef":
            raise NotOurs("no cross-reference stream")
        self._places = _places(rows)
        self._packed: dict[int, list[int]] = {}
        self.unpacked = cache(self._unpacked)
        if text(self.dictionary(trailer.get("Info")).get("Producer", b"")) != _HOLDS_PRODUCER:
            raise NotOurs("made by another program")
        self.root = self.dictionary(trailer.get("Root"))
        self.info = self.dictionary(trailer.get("Info"))

    def value(self, value: Value | None) -> Value | None:
        """A value, or the object that it refers to."""
        if not isinstance(value, Reference):
            return value
        place = self._place(value.number)
        if place.kind == 2:
            numbers, bodies, first = self.unpacked(place.where)
            return value_at(bodies, first + numbers[2 * place.within + 1])[0]
        dictionary, _ = self._head(place.where)
        return dictionary

    def dictionary(self, value: Value | None) -> dict[str, Value]:
        """A dictionary. Raises `NotOurs` for anything else."""
        found = self.value(value)
        if not isinstance(found, dict):
            raise NotOurs("an entry is missing")
        return found

    def listed(self, value: Value | None) -> list[Value]:
        """A list; a single value is a list of it, and nothing an empty one."""
        found = self.value(value)
        return [] if found is None else found if isinstance(found, list) else [found if value is None else value]

    def stream(self, reference: Value | None) -> bytes:
        """What a stream holds."""
        if not isinstance(reference, Reference):
            raise NotOurs("a stream is missing")
        return self._stream(self._place(reference.number).where)[1]

    def _place(self, number: int) -> _Place:
        if not 0 < number < len(self._places):
            raise NotOurs("an object is missing")
        return self._places[number]

    def _head(self, start: int) -> tuple[Value, int]:
        """The value of the object at a place of the file, behind "12 0 obj"."""
        end = self._data.find(b"obj", start)
        if end < 0:
            raise NotOurs("an object is missing")
        return value_at(self._data, end + len(b"obj"))

    def _stream(self, start: int) -> tuple[dict[str, Value], bytes]:
        head, end = self._head(start)
        begin = self._data.find(b"stream", end)
        if not isinstance(head, dict) or begin < 0:
            raise NotOurs("a stream is missing")
        begin += len(b"stream") + (2 if self._data[begin + 6 : begin + 8] == b"\r\n" else 1)
        length = self.value(head.get("Length"))
        raw = self._data[begin : begin + length] if isinstance(length, int) else b""
        if not head.get("Filter"):
            return head, raw
        if self.listed(head["Filter"]) != [Name("FlateDecode")]:
            raise NotOurs("a stream is packed in a way that is not ours")
        try:
            return head, zlib.decompress(raw)
        except zlib.error:
            raise NotOurs("a stream is damaged") from None

    def _unpacked(self, number: int) -> tuple[list[int], bytes, int]:
        """The numbers and places of the objects in an object stream, its bytes, and where its first object begins."""
        head, data = self._stream(self._place(number).where)
        first = head.get("First")
        if not isinstance(first, int):
            raise NotOurs("an object stream is damaged")
        return [int(number) for number in data[:first].split()], data, first


def _places(rows: bytes) -> list[_Place]:
    """The rows of a cross-reference stream, each written as its difference from the one above."""
    places = []
    above = bytes(_XREF_COLUMNS)
    for start in range(0, len(rows), _XREF_COLUMNS + 1):
        change = rows[start + 1 : start + 1 + _XREF_COLUMNS]
        above = bytes((old + new) & 0xFF for old, new in zip(above, change, strict=False))
        places.append(_Place(above[0], int.from_bytes(above[1:5]), int.from_bytes(above[5:7])))
    return places


def text(value: Value | None) -> str:
    """A string as text."""
    if not isinstance(value, bytes):
        return ""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    return value.decode("latin-1")
