"""The values a PDF is made of, read from its bytes: numbers, names, texts, lists, dictionaries and references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast


class NotReadable(ValueError):
    """A file that this room did not write, or that was changed or damaged since. The message says what is amiss."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The number of another object."""

    number: int


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


Value = object
Dictionary = dict[str, Value]

_TOKEN = re.compile(
    rb"(?:\s|%[^\r\n]*)*(?:"
    rb"(?P<reference>\d+)\s+\d+\s+R\b"
    rb"|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))"
    rb"|/(?P<name>[^\s<>\[\](){}/%]*)"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|\((?P<text>(?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|(?P<word>true|false|null)\b)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_WORDS: dict[bytes, Value] = {b"true": True, b"false": False, b"null": None}


def read_value(data: bytes, start: int = 0) -> tuple[Value, int]:
    """The value that begins at a place, and the place after it. Raises `NotReadable`."""
    token = _TOKEN.match(data, start)
    if token is None or token.lastgroup == "close":
        raise NotReadable(f"no value at byte {start}")
    if token.lastgroup == "open":
        return _collection(data, token.end(), token["open"])
    return _simple(str(token.lastgroup), token[str(token.lastgroup)]), token.end()


def _collection(data: bytes, place: int, opening: bytes) -> tuple[Value, int]:
    items: list[Value] = []
    while True:
        token = _TOKEN.match(data, place)
        if token is not None and token.lastgroup == "close":
            break
        item, place = read_value(data, place)
        items.append(item)
    if opening == b"[":
        return items, token.end()
    return dict(zip(map(str, items[::2]), items[1::2], strict=True)), token.end()


def _simple(kind: str, found: bytes) -> Value:
    if kind == "reference":
        return Reference(int(found))
    if kind == "number":
        return float(found) if b"." in found else int(found)
    if kind == "name":
        return Name(found.decode("latin-1"))
    if kind == "text":
        return unescaped(found)
    if kind == "hex":
        digits = b"".join(found.split()).decode("ascii")
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    return _WORDS[found]


def unescaped(text: bytes) -> bytes:
    """The bytes that a text in brackets stands for."""
    return _ESCAPE.sub(_meant, text) if b"\\" in text else text


def _meant(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8) & 0xFF]) if code.isdigit() else _ESCAPED.get(code, code)


def as_dictionary(value: Value) -> Dictionary:
    """The value, which is a dictionary. Raises `NotReadable` for anything else."""
    if not isinstance(value, dict):
        raise NotReadable("a dictionary is missing")
    return cast(Dictionary, value)


def as_list(value: Value) -> list[Value]:
    """The value, which is a list. Raises `NotReadable` for anything else."""
    if not isinstance(value, list):
        raise NotReadable("a list is missing")
    return value


def as_number(value: Value) -> float:
    """The value, which is a number. Raises `NotReadable` for anything else."""
    if not isinstance(value, int | float):
        raise NotReadable("a number is missing")
    return value
