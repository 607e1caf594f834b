"""Decodes a CSV and splits it into rows: finds its character encoding and its delimiter, or says why it cannot."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from inputs.files.zip_package import Refused
from inputs.findings import Finding, found

DELIMITERS = (",", ";", "\t", "|")
MOST_FIELDS = 16_384  # the columns of an Excel sheet
LARGEST_TEXT = 10 * 1024 * 1024  # bytes; the rows that a return may have would fill a tenth of it
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_AS_UTF_8 = "In Excel choose Save As, CSV UTF-8, or Excel Workbook (.xlsx), and put that here instead."
_SAVE_AGAIN = "Correct it or save it from Excel as .xlsx, or take it out of the folder, and run again."
_UTF_8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}")
_DELIMITER_LINE = re.compile(r'"?sep=([,;\t|:^~])"?[ \t,;|]*', re.IGNORECASE)
_FIGURE = re.compile(r"[£(<−-]{0,2}\d+(?:[., ]\d+)*\)? ?%?\)?")
_LINE_END = re.compile(r"\r\n|\r|\n")


def decode(content: bytes) -> tuple[str, list[Finding]]:
    """Decode a text file by its byte order mark, else as UTF-8, else as Windows-1252, which gives a finding.

    Raises ``Refused``, naming the row, for NUL characters, for bytes that fit no encoding, and for a file in which
    only some of the bytes are UTF-8.
    """
    if len(content) > LARGEST_TEXT:
        what = f"The text file is {len(content) // 1_000_000:,} MB large, far more than a return is."
        raise Refused("unsafe-workbook", what, "Copy the return alone into a workbook.")
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), "")
    findings = []
    try:
        try:
            text = content.decode(encoding or "utf-8")
        except UnicodeDecodeError:
            if encoding or _UTF_8_SEQUENCE.search(content):
                raise
            text = content.decode("cp1252")
            what = "The file does not say how its letters are stored; it was read as Windows-1252, as Excel writes CSV."
            findings = [found("text-letters", what, "If a £ or a name looks odd in the report, save it as CSV UTF-8.")]
    except UnicodeDecodeError as trouble:
        row = content[: trouble.start].count(b"\n") + 1
        what = f"Row {row:,} of the file holds a letter that cannot be read."
        raise Refused("unreadable-text", what, _AS_UTF_8) from None
    text = text.removeprefix("\ufeff").removesuffix("\x1a")
    if "\0" in text:
        row = len(_LINE_END.findall(text, 0, text.index("\0"))) + 1
        raise Refused("unreadable-text", f"Row {row:,} of the file holds bytes that are no text.", _AS_UTF_8)
    return text, findings


def split_fields(text: str) -> tuple[list[list[str]], str]:
    """Give the rows of a text, each a list of fields as typed, and the delimiter: the stated one or the best fit.

    Excel states it in a first line such as ``sep=;``, which is no row. Raises ``Refused``, naming the row where there
    is one, where the delimiter or the fields cannot be told.
    """
    first, *rest = _LINE_END.split(text, maxsplit=1)
    stated = _DELIMITER_LINE.fullmatch(first)
    delimiter = stated[1] if stated else _best_delimiter(text)
    rows = list(_rows("".join(rest) if stated else text, delimiter))
    for number, row in enumerate(rows, start=1):
        if len(row) > MOST_FIELDS:
            what = f"Row {number:,} of the file has {len(row):,} values; a sheet has at most {MOST_FIELDS:,} columns."
            raise Refused("unreadable-text", what, _SAVE_AGAIN)
    _refuse_ragged(rows)
    return rows, delimiter


def _best_delimiter(text: str) -> str:
    """Try every delimiter that occurs in the text; a comma stands for a file of one column, which has none."""
    fits: dict[str, tuple[int, int]] = {}
    refusal: Refused | None = None
    for delimiter in (mark for mark in DELIMITERS if mark in text):
        try:
            fits[delimiter] = _fit(_rows(text, delimiter))
        except Refused as trouble:
            refusal = trouble
    ranked = sorted(fits, key=fits.__getitem__, reverse=True)
    if refusal is not None and not ranked:
        raise refusal
    if len(ranked) > 1 and fits[ranked[0]] == fits[ranked[1]]:
        what = "We cannot tell which mark separates the columns of this text file."
        raise Refused("unreadable-text", what, "Save it as .xlsx, or write “sep=,” (or its mark) in its first line.")
    return ranked[0] if ranked else DELIMITERS[0]


def _fit(rows: Iterable[list[str]]) -> tuple[int, int]:
    """How well a delimiter fits, as a sort key: whole numbers less numbers it cuts in two, then rows it splits."""
    figures = torn = split = 0
    for row in rows:
        split += len(row) > 1
        for field in row:
            if field[:1].isdigit() or field[-1:].isdigit():
                whole = _FIGURE.fullmatch(field.strip()) is not None
                figures += whole
                torn += not whole and any(mark in field for mark in DELIMITERS)
    return figures - torn, split


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    lines = io.StringIO(text, newline=None)  # takes each of the three line ends
    number = 1
    try:
        for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True):
            number += 1
            yield row
    except csv.Error as trouble:
        long = "field larger" in str(trouble)
        what = "a value is far too long" if long else "a quotation mark is opened and never closed, or stands in a word"
        raise Refused("unreadable-text", f"In row {number:,} of the file {what}.", _SAVE_AGAIN) from None


def _refuse_ragged(rows: list[list[str]]) -> None:
    """Refuse a row with figures beyond its headings: a comma inside a number moves every figure after it."""
    width = 0
    for number, row in enumerate(rows, start=1):
        if not any(field.strip() for field in row):
            width = 0
            continue
        beyond = row[width:]
        if width > 1 and any(_FIGURE.fullmatch(field.strip()) for field in beyond):
            what = f"Row {number:,} of the file has {len(row):,} values where the rows above it have {width:,}."
            raise Refused("unreadable-text", what, f"A comma inside a number may be the cause. {_SAVE_AGAIN}")
        width = max(width, len(row))
