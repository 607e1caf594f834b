"""Finds the formulas of an Excel 97-2003 workbook that were never calculated, whose saved result means nothing."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_SHEET, _FORMULA, _BEGINS, _ENDS, _UNCALCULATED = 0x85, 0x06, 0x0809, 0x0A, 0x5E  # numbers of BIFF records
_NO_RESULTS = {bytes(8), b"\x03" + bytes(5) + b"\xff\xff"}  # the number 0, and a text that is empty

Places = frozenset[tuple[int, int]]


def never_calculated(stream: bytes, base: int, content: bytes) -> dict[int, Places]:
    """Give the (row, column) of such formulas, from 1, by the place of their worksheet, from 0.

    ``stream`` holds the BIFF records from ``base`` on; ``content`` is the whole file. A sheet may say itself that it
    was not calculated. Otherwise a workbook that no office program saved, in which every formula gives 0 or nothing,
    was written by a script. A stream that breaks off gives what came before.
    """
    if stream[base : base + 2] != _BEGINS.to_bytes(2, "little"):
        return {}  # older than Excel 5: no script writes that
    by_sheet = [dict(_formulas(stream, start + base)) for start in _worksheets(stream, base)]
    said = {number: one.pop((0, 0), b"") != b"" for number, one in enumerate(by_sheet)}
    results = {result for one in by_sheet for result in one.values()}
    signed = "\x05SummaryInformation".encode("utf-16-le") in content
    unsaved = bool(results) and results <= _NO_RESULTS and not signed
    return {number: frozenset(one) for number, one in enumerate(by_sheet) if unsaved or said[number]}


def _worksheets(stream: bytes, base: int) -> Iterator[int]:
    """The position of each worksheet's first record, in order; chart sheets and macro sheets are left out."""
    for number, record in _records(stream, base):
        if number == _SHEET and len(record) > 6 and record[5] == 0:
            yield struct.unpack_from("<I", record)[0]


def _formulas(stream: bytes, start: int) -> Iterator[tuple[tuple[int, int], bytes]]:
    """The (row, column) and saved result of each formula; (0, 0) for a sheet that says it was not calculated."""
    for number, record in _records(stream, start):
        if number == _UNCALCULATED:
            yield (0, 0), b"said"
        elif number == _FORMULA and len(record) >= 14:
            row, column = struct.unpack_from("<HH", record)
            yield (row + 1, column + 1), record[6:14]


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The number and content of each record of one substream, without the charts nested in it."""
    place, depth = start, 0
    while place + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, place)
        depth += (number == _BEGINS) - (number == _ENDS)
        if depth == 1:
            yield number, stream[place + 4 : place + 4 + length]
        if depth <= 0:
            return
        place += 4 + length
