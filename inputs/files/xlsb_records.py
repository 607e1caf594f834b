"""The records of a binary workbook (.xlsb): each a number, a length and bytes, as defined in [MS-XLSB]."""

from __future__ import annotations

import struct
from collections.abc import Iterator

# The numbers of the records that are read.
ROW = 0
BLANK, SMALL, ERROR, TRUTH, REAL, TEXT, SHARED = range(1, 8)
FORMULA_TEXT, FORMULA_REAL, FORMULA_TRUTH, FORMULA_ERROR = range(8, 12)
RICH_TEXT = 62
SHORT_BLANK, SHORT_SMALL, SHORT_ERROR, SHORT_TRUTH, SHORT_REAL, SHORT_TEXT, SHORT_SHARED = range(12, 19)
STRING, FONT, NUMBER_FORMAT, STYLE, COLUMN = 19, 43, 44, 47, 60
WORKBOOK, SHEET, MERGED, STYLES_BEGIN, STYLES_END = 153, 156, 176, 617, 618

_LONGEST_TEXT = 32_767  # characters in a cell


def records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Each record of a part as (number, content). Raises ``IndexError`` or ``ValueError`` where it is cut short."""
    place, end = 0, len(part)
    while place < end:
        number = part[place]
        place += 1
        if number & 0x80:
            number = (number & 0x7F) | ((part[place] & 0x7F) << 7)
            place += 1
        length = shift = 0
        for _ in range(4):
            byte = part[place]
            place += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if place + length > end:
            raise ValueError(number)
        yield number, part[place : place + length]
        place += length


def text_at(record: bytes, place: int) -> tuple[str, int]:
    """Give the text that starts at a place of a record, and the place after it, in bytes.

    Raises ``struct.error`` or ``ValueError`` for one that is longer than it can be.
    """
    (letters,) = struct.unpack_from("<I", record, place)
    if letters == 0xFFFFFFFF:
        return "", place + 4
    end = place + 4 + 2 * letters
    if letters > _LONGEST_TEXT or end > len(record):
        raise ValueError(letters)
    return record[place + 4 : end].decode("utf-16-le", "replace"), end


def runs_at(record: bytes, place: int) -> list[tuple[int, int]]:
    """The runs of a rich text that starts at a place: the place of each one's first letter, the number of its font.

    A text that is cut short after its letters has none.
    """
    _, after = text_at(record, place + 1)
    if not record[place] & 1 or after + 4 > len(record):
        return []
    (number,) = struct.unpack_from("<I", record, after)
    last = min(after + 4 + 4 * number, len(record) - 3)
    return [struct.unpack_from("<HH", record, at) for at in range(after + 4, last, 4)]


def small_number(record: bytes, place: int) -> float:
    """Decode an RkNumber: 30 bits of an integer or a double, a bit for which of them, and a bit for "divide by 100"."""
    (packed,) = struct.unpack_from("<i", record, place)
    double: float = struct.unpack("<d", bytes(4) + struct.pack("<i", packed & ~3))[0]
    number = float(packed >> 2) if packed & 2 else double
    return number / 100 if packed & 1 else number
