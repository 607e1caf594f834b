"""The basic PDF objects, parsed from bytes: numbers, names, strings, arrays, dictionaries and indirect references."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
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
    kind = str(token.lastgroup)
    if kind == "open":
        return _collection(data, token.end(), token["open"])
    return _SIMPLE[kind](token[kind]), token.end()


def _collection(data: bytes, place: int, opening: bytes) -> tuple[Value, int]:
    """The array or dictionary whose ``opening`` ends at a position, and the position after it.

    A tagged file is mostly these, so what is in one is parsed in one loop.
    """
    items: list[Value] = []
    while True:
        token = _TOKEN.match(data, place)
        if token is None:
            raise NotReadable(f"no value at byte {place}")
        kind, place = str(token.lastgroup), token.end()
        if kind == "close":
            break
        if kind == "open":
            item, place = _collection(data, place, token["open"])
        else:
            item = _SIMPLE[kind](token[kind])
        items.append(item)
    if opening == b"[":
        return items, place
    return dict(zip(map(str, items[::2]), items[1::2], strict=True)), place


def _number(found: bytes) -> Value:
    return float(found) if b"." in found else int(found)


@lru_cache(maxsize=512)  # a file has few names, and each many times
def _name(found: bytes) -> Value:
    return Name(found.decode("latin-1"))


def _hexadecimal(found: bytes) -> Value:
    digits = b"".join(found.split()).decode("ascii")
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def unescaped(string: bytes) -> bytes:
    """The bytes of a literal string, given without its parentheses."""

    def meant(escape: re.Match[bytes]) -> bytes:
        code = escape[1]
        return bytes([int(code, 8) & 0xFF]) if code.isdigit() else _ESCAPED.get(code, code)

    return _ESCAPE.sub(meant, string) if b"\\" in string else string


_SIMPLE: dict[str, Callable[[bytes], Value]] = {
    "reference": lambda found: Reference(int(found)),
    "number": _number,
    "name": _name,
    "text": unescaped,
    "hex": _hexadecimal,
    "word": _WORDS.__getitem__,
}
"""What reads a token of each kind that is no array or dictionary."""


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
