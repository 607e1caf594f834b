"""The objects of a finished report, as the reader of its structure asks for them."""

from __future__ import annotations

from typing import TypeAlias, cast

from layouts.pdf_reader import values
from layouts.pdf_reader.file import PdfFile

NotReadable = values.NotReadable
Name = values.Name
Reference = values.Reference
Value: TypeAlias = "Name | Reference | int | float | bytes | list[Value] | dict[str, Value]"

_PRODUCER = "Board Report"


class File:
    """A file of ours by its objects. Raises `NotOurs` for any other."""

    def __init__(self, data: bytes) -> None:
        self._pdf = PdfFile(data)
        self.info = self.dictionary(cast(Value, self._pdf.trailer.get("Info")))
        if text(self.info.get("Producer")) != _PRODUCER:
            raise NotReadable("made by another program")
        self.root = self.dictionary(cast(Value, self._pdf.trailer.get("Root")))

    def value(self, value: Value | None) -> Value | None:
        """A value, or the object that it refers to. Raises `NotOurs` where that object is not there."""
        found = cast("Value | None", self._pdf.value(value))
        if found is None and isinstance(value, Reference):
            raise NotReadable("an object is missing")
        return found

    def dictionary(self, value: Value | None) -> dict[str, Value]:
        """A dictionary. Raises `NotOurs` for anything else."""
        found = self.value(value)
        if not isinstance(found, dict):
            raise NotReadable("an entry is missing")
        return found

    def listed(self, value: Value | None) -> list[Value]:
        """A list; a single value is a list of it, and nothing an empty one."""
        found = self.value(value)
        return [] if found is None else found if isinstance(found, list) else [found if value is None else value]

    def stream(self, reference: Value | None) -> bytes:
        """What a stream holds."""
        return self._pdf.stream(reference)


def text(value: Value | None) -> str:
    """A string as text."""
    if not isinstance(value, bytes):
        return ""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    return value.decode("latin-1")
