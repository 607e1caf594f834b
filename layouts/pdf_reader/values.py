"""The basic PDF objects, parsed from bytes: numbers, names, strings, arrays, dictionaries and indirect references."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias


class NotReadable(ValueError):
    """A file that Board Report did not write, or that was changed or damaged since. The message says what is amiss."""


class Reference(NamedTuple):
    """A reference to an indirect object, by its number. Generations are always 0 in these files."""

    number: int


class Name(str):
    """A name object, without its slash."""

    __slots__ = ()


Value: TypeAlias = "Name | Reference | int | float | bytes | list[Value] | dict[str, Value] | None"
Dictionary: TypeAlias = "dict[str, Value]"

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
    """The object that begins at a position, and the position after it. Raises `NotReadable`."""
    token = _TOKEN.match(data, start)
    if token is None or token.lastgroup == "close":
        raise NotReadable(f"no value at byte {start}")
    return _begun_by(token, data)


def _begun_by(token: re.Match[bytes], data: bytes) -> tuple[Value, int]:
    """The object that a token begins, and the position after it."""
    kind = str(token.lastgroup)
    if kind == "open":
        return _collection(data, token.end(), token["open"])
    return _simple(kind, token[kind]), token.end()


def _collection(data: bytes, place: int, opening: bytes) -> tuple[Value, int]:
    items: list[Value] = []
    while True:
        token = _TOKEN.match(data, place)
        if token is None:
            raise NotReadable(f"no value at byte {place}")
        if token.lastgroup == "close":
            break
        item, place = _begun_by(token, data)
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


def unescaped(string: bytes) -> bytes:
    """The bytes of a literal string, given without its parentheses."""

    def meant(escape: re.Match[bytes]) -> bytes:
        code = escape[1]
        return bytes([int(code, 8) & 0xFF]) if code.isdigit() else _ESCAPED.get(code, code)

    return _ESCAPE.sub(meant, string) if b"\\" in string else string


def decode_text(value: Value) -> str:
    """A text string as characters (UTF-16BE or Latin-1); "" for any other object."""
    if not isinstance(value, bytes):
        return ""
    return value[2:].decode("utf-16-be", "replace") if value.startswith(b"\xfe\xff") else value.decode("latin-1")


def as_dictionary(value: Value) -> Dictionary:
    """The value, if it is a dictionary. Raises `NotReadable` for anything else."""
    if not isinstance(value, dict):
        raise NotReadable("a dictionary is missing")
    return value


def as_list(value: Value) -> list[Value]:
    """The value, if it is an array. Raises `NotReadable` for anything else."""
    if not isinstance(value, list):
        raise NotReadable("a list is missing")
    return value


def as_number(value: Value) -> float:
    """The value, if it is a number. Raises `NotReadable` for anything else."""
    if not isinstance(value, int | float):
        raise NotReadable("a number is missing")
    return value
