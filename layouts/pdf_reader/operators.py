"""Splits a content stream into operations: an operator and the operands before it."""

from __future__ import annotations

import re
from itertools import chain

from layouts.pdf_reader.values import NotReadable, unescaped

# Operands (numbers and arrays of them, literal strings, dictionaries, names), then the operator.
_OPERATION = re.compile(
    r"((?:[-+.\d\s\[\]]++|\((?:[^()\\]++|\\.)*+\)|<<.*?>>|/[^\s<>\[\](){}/%]++)*+)([A-Za-z][A-Za-z0-9]*\*?|['\"])",
    re.DOTALL,
)
_MCID = re.compile(r"/MCID\s+(\d+)")


def operations(content: bytes) -> list[tuple[str, str]]:
    """The operands, as written, and the operator of each operation, in order.

    Raises `NotReadable` for what our pages never have, such as comments, hexadecimal strings and unclosed strings.
    """
    whole = content.decode("latin-1").rstrip()
    found: list[tuple[str, str]] = _OPERATION.findall(whole)
    if sum(map(len, chain.from_iterable(found))) < len(whole):
        raise NotReadable("there is something in a page's code that Board Report does not write")
    return found


def mcid_of(operands: str) -> int:
    """The MCID of the marked-content sequence that BDC opens; -1 for an artifact, which has none."""
    number = _MCID.search(operands)
    return int(number[1]) if number else -1


def string_bytes(operands: str) -> bytes:
    """The character codes of the literal string that Tj shows."""
    return unescaped(operands.strip()[1:-1].encode("latin-1"))
