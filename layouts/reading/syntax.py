"""The grammar of a page's code: bytes into names, numbers, strings, lists, dictionaries and operators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from layouts.preflight import objects

NotOurs = objects.NotReadable
Name = objects.Name
Reference = objects.Reference


class Operator(str):
    """A bare word: an operator, or a value such as "true"."""

    __slots__ = ()


Value: TypeAlias = "Name | Operator | Reference | int | float | bytes | list[Value] | dict[str, Value]"

_TOKEN = re.compile(
    rb"[\0\t\n\f\r ]*(?:%[^\r\n]*[\0\t\n\f\r ]*)*"
    rb"(?:(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))(?![^\0\t\n\f\r ()<>\[\]{}/%])"
    rb"|/(?P<name>[^\0\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<mark><<|>>|\[|\])|(?P<string>\()|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|(?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+)|(?P<brace>[{}]))"
)
_IN_STRING = re.compile(rb"\\([0-7]{1,3})|\\(\r\n|.)|([()])|([^\\()]+)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_OPENS, _CLOSES = (Operator("<<"), Operator("[")), (Operator(">>"), Operator("]"))


def values(code: bytes) -> Iterator[Value]:
    """Every operand and operator in order. Ends where nothing more can be read."""
    open_lists: list[list[Value]] = []
    for token in _tokens(code):
        if token in _OPENS and isinstance(token, Operator):
            open_lists.append([])
            continue
        value = token
        if token in _CLOSES and isinstance(token, Operator):
            if not open_lists:
                return
            value = _closed(open_lists.pop(), token)
        if open_lists:
            open_lists[-1].append(value)
        else:
            yield value


def _closed(inside: list[Value], closing: Operator) -> Value:
    if closing == "]":
        return inside
    return {str(name): value for name, value in zip(inside[::2], inside[1::2], strict=False)}


def _tokens(data: bytes) -> Iterator[Value]:
    place = 0
    while match := _TOKEN.match(data, place):
        place = match.end()
        kind = match.lastgroup or ""
        if kind == "string":
            string, place = _string(data, place)
            yield string
        else:
            yield _token(kind, match[kind])


def _token(kind: str, text: bytes) -> Value:
    if kind == "number":
        return float(text) if b"." in text else int(text)
    if kind == "hex":
        digits = b"".join(text.split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    return Name(text.decode("latin-1")) if kind == "name" else Operator(text.decode("latin-1"))


def _string(data: bytes, place: int) -> tuple[bytes, int]:
    """The string whose bracket has just been opened, and the place after its end."""
    parts: list[bytes] = []
    depth = 1
    while match := _IN_STRING.match(data, place):
        place = match.end()
        octal, escaped, bracket, plain = match.groups()
        if bracket:
            depth += 1 if bracket == b"(" else -1
            if not depth:
                return b"".join(parts), place
        parts.append(bytes([int(octal, 8) & 0xFF]) if octal else plain or bracket or _ESCAPED.get(escaped, escaped))
    raise NotOurs("a text without an end")
