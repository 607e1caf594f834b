"""Turns the bytes of a CSV into rows of text: its letters, its separator and its rows, or why they cannot be told."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inputs.files.zip_package import Refused
from inputs.findings import Finding, found

SEPARATORS = (",", ";", "\t", "|")
MOST_FIELDS = 16_384  # the columns of an Excel sheet
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_AS_UTF_8 = "In Excel choose Save As, CSV UTF-8, or Excel Workbook (.xlsx), and put that here instead."
_SAVE_AGAIN = "Correct it or save it from Excel as .xlsx, or take it out of the folder, and run again."
_TWO_BYTE_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}")
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|:^~])"?[ \t,;|]*', re.IGNORECASE)
LARGEST_TEXT = 10 * 1024 * 1024  # bytes; the rows that a return may have would fill a tenth of it
_FIGURE = re.compile(r"[£(<−-]{0,2}\d+(?:[., ]\d+)*\)? ?%?\)?")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Columns:
    """The rows of a text file, each a list of fields as typed, and the separator between them."""

    rows: list[list[str]]
    separator: str


def letters_of(content: bytes) -> tuple[str, list[Finding]]:
    """Decode a text file: by its byte order mark, else as UTF-8, else as Windows-1252, and tell of the last.

    Raises ``Refused``, naming the row, for zeros and for letters that fit none or several of them.
    """
    if len(content) > LARGEST_TEXT:
        what = f"The text file is {len(content) // 1_000_000:,} MB large, far more than a return is."
        raise Refused("unsafe-workbook", what, "Copy the return alone into a workbook.")
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), "")
    findings = []
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError as trouble:
        if encoding or _TWO_BYTE_LETTER.search(content):
            raise _unreadable_letter(content[: trouble.start].count(b"\n") + 1) from None
        text = _windows(content)
        what = "The file does not say how its letters are stored; it was read as Windows-1252, as Excel writes CSV."
        findings = [found("text-letters", what, "If a £ or a name looks odd in the report, save it as CSV UTF-8.")]
    text = text.removeprefix("\ufeff").removesuffix("\x1a")
    if "\0" in text:
        row = len(_LINE_END.findall(text, 0, text.index("\0"))) + 1
        raise Refused("unreadable-text", f"Row {row:,} of the file holds bytes that are no text.", _AS_UTF_8)
    return text, findings


def _windows(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as trouble:
        raise _unreadable_letter(content[: trouble.start].count(b"\n") + 1) from None


def _unreadable_letter(row: int) -> Refused:
    return Refused("unreadable-text", f"Row {row:,} of the file holds a letter that cannot be read.", _AS_UTF_8)


def columns_of(text: str) -> Columns:
    """Split a text into rows and fields, by the separator that it states or that fits the whole of it best.

    Raises ``Refused``, naming the row where there is one, where that cannot be told.
    """
    first, *rest = _LINE_END.split(text, maxsplit=1)
    if stated := _SEPARATOR_LINE.fullmatch(first):
        columns = Columns(list(_records("".join(rest), stated[1])), stated[1])
    else:
        columns = _best(text)
    for number, row in enumerate(columns.rows, start=1):
        if len(row) > MOST_FIELDS:
            what = f"Row {number:,} of the file has {len(row):,} values; a sheet has at most {MOST_FIELDS:,} columns."
            raise Refused("unreadable-text", what, _SAVE_AGAIN)
    _refuse_ragged(columns.rows)
    return columns


def _best(text: str) -> Columns:
    """Try every separator that occurs; a file with none of them has one column."""
    fits: dict[str, tuple[int, int]] = {}
    refusal: Refused | None = None
    for separator in (mark for mark in SEPARATORS if mark in text):
        try:
            fits[separator] = _fit(_records(text, separator))
        except Refused as trouble:
            refusal = trouble
    ranked = sorted(fits, key=lambda mark: fits[mark], reverse=True)
    if not ranked:
        if refusal is not None:
            raise refusal
        ranked = [SEPARATORS[0]]
    if len(ranked) > 1 and fits[ranked[0]] == fits[ranked[1]]:
        what = "It cannot be told which mark separates the columns of this text file."
        raise Refused("unreadable-text", what, "Save it as .xlsx, or write “sep=,” (or its mark) in its first line.")
    return Columns(list(_records(text, ranked[0])), ranked[0])


def _fit(rows: Iterable[list[str]]) -> tuple[int, int]:
    """How well a separator fits: fields that are whole figures less those torn out of one, then rows with fields."""
    figures = torn = split = 0
    for row in rows:
        split += len(row) > 1
        for field in row:
            if field[:1].isdigit() or field[-1:].isdigit():
                whole = _FIGURE.fullmatch(field.strip()) is not None
                figures += whole
                torn += not whole and any(mark in field for mark in SEPARATORS)
    return figures - torn, split


def _records(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(_lines(text), delimiter=separator, skipinitialspace=True, strict=True)
    number = 1
    try:
        for record in reader:
            number += 1
            yield record
    except csv.Error as trouble:
        long = "field larger" in str(trouble)
        what = "a value is far too long" if long else "a quotation mark is opened and never closed, or stands in a word"
        raise Refused("unreadable-text", f"In row {number:,} of the file {what}.", _SAVE_AGAIN) from None


def _lines(text: str) -> Iterator[str]:
    """Give the lines of a text, whichever of the three line ends it uses."""
    start = 0
    for end in _LINE_END.finditer(text):
        yield text[start : end.start()] + "\n"
        start = end.end()
    if start < len(text):
        yield text[start:]


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
