"""The code of a page, taken apart into steps: an operator, and before it what it is given."""

from __future__ import annotations

import re
from itertools import chain

from layouts.pdf_reader.values import NotReadable, unescaped

# What an operator is given: numbers and lists of them, texts in brackets, dictionaries, names.
_STEP = re.compile(
    r"((?:[-+.\d\s\[\]]++|\((?:[^()\\]++|\\.)*+\)|<<.*?>>|/[^\s<>\[\](){}/%]++)*+)([A-Za-z][A-Za-z0-9]*\*?|['\"])",
    re.DOTALL,
)
_MCID = re.compile(r"/MCID\s+(\d+)")


def operations(code: bytes) -> list[tuple[str, str]]:
    """What each operator of a page's code is given, as it is written there, and the operator, in order.

    Raises `NotReadable` for what our pages never have, such as remarks, hexadecimal texts and texts without an end.
    """
    whole = code.decode("latin-1").rstrip()
    found: list[tuple[str, str]] = _STEP.findall(whole)
    if sum(map(len, chain.from_iterable(found))) < len(whole):
        raise NotReadable("there is something in a page's code that Board Report does not write")
    return found


def mcid_of(given: str) -> int:
    """The number of the run of ink that BDC opens; -1 where it has none, as decoration has."""
    number = _MCID.search(given)
    return int(number[1]) if number else -1


def string_bytes(given: str) -> bytes:
    """The codes of the text that is given, in brackets, to Tj."""
    return unescaped(given.strip()[1:-1].encode("latin-1"))
