"""The records of a binary workbook (.xlsb): each a number, a length and bytes, as [MS-XLSB] sets them out."""

from __future__ import annotations

import struct
from collections.abc import Iterator

# Only the records that bear on values.
ROW = 0
BLANK, SMALL, ERROR, TRUTH, REAL, TEXT, SHARED = range(1, 8)
FORMULA_TEXT, FORMULA_REAL, FORMULA_TRUTH, FORMULA_ERROR = range(8, 12)
RICH_TEXT = 62
SHORT_BLANK, SHORT_SMALL, SHORT_ERROR, SHORT_TRUTH, SHORT_REAL, SHORT_TEXT, SHORT_SHARED = range(12, 19)
STRING, NUMBER_FORMAT, STYLE, COLUMN = 19, 44, 47, 60
WORKBOOK, SHEET, MERGED, STYLES_BEGIN, STYLES_END = 153, 156, 176, 617, 618

_LONGEST_TEXT = 32_767  # letters in a cell


def records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Give each record of a part as (number, content). Raises ``IndexError`` or ``ValueError`` where it breaks off."""
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


def text_at(record: bytes, place: int, longest: int = _LONGEST_TEXT) -> tuple[str, int]:
    """Give the text that starts at a place of a record, and the place after it.

    Raises ``struct.error`` or ``ValueError`` for one that is longer than it can be.
    """
    (letters,) = struct.unpack_from("<I", record, place)
    if letters == 0xFFFFFFFF:
        return "", place + 4
    end = place + 4 + 2 * letters
    if letters > longest or end > len(record):
        raise ValueError(letters)
    return record[place + 4 : end].decode("utf-16-le", "replace"), end


def small_number(record: bytes, place: int) -> float:
    """Give a number packed into four bytes: thirty bits of it, whether it is whole and whether it is in hundredths."""
    (packed,) = struct.unpack_from("<i", record, place)
    if packed & 2:
        whole = float(packed >> 2)
        return whole / 100 if packed & 1 else whole
    real = float(struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", packed & ~3))[0])
    return real / 100 if packed & 1 else real
