"""Turns columns of texts into days, codes, numbers and answers: each different text once, however many rows hold it."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from inputs.headings.folding import fold
from inputs.records.record_layouts import Codes, codes_of

BLANKS = frozenset({"", "null", "nan", "nat", "none", "n/a", "#n/a", "-"})
_DAY_FIRST = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%b-%Y", "%d %b %Y", "%d %B %Y")
_ISO = "%Y-%m-%d"
_TIME = re.compile(r"[T ]\d{1,2}[:.]\d\d.*$")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")  # a day that Excel left as a number: 1954 to 2119
_FIRST_DAY = "1899-12-30"  # from which Excel counts
_KEPT_AS_NUMBER = re.compile(r"^(\d+)\.0$")
_LETTERS_AND_FIGURES = re.compile(r"(?<![A-Z0-9])[A-Z]{1,2}\d{1,2}[AB]?(?![A-Z0-9])")
_LEADING_CODE = re.compile(r"(?:[A-Z]\)\s*)?([A-Z][A-Z0-9]{0,3})\s*(?:[:–-].*)?")
_FIRST_YEAR, _LAST_YEAR = 1930, 2100


class Cells(NamedTuple):
    """A column once read, and which of its rows hold something that could not be read."""

    values: pd.Series
    unread: pd.Series


def days(column: pd.Series) -> Cells:
    """The days of a column: ISO or day first, with a time or without one, or the number that Excel keeps for a day.

    ``datetime64``, at midnight; NaT for a blank and for what is no day, or none of a life that could be on record.
    """
    places, texts = pd.factorize(column)
    plain = pd.Series(texts, dtype="str").str.strip().str.replace(_TIME, "", regex=True)
    blank = plain.str.casefold().isin(BLANKS)
    read = pd.to_datetime(plain.str.slice(0, 10), format=_ISO, errors="coerce")
    for form in _DAY_FIRST:
        if not (left := read.isna() & ~blank).any():
            break
        read = read.where(~left, pd.to_datetime(plain, format=form, errors="coerce"))
    serial = read.isna() & plain.str.fullmatch(_SERIAL)
    if serial.any():
        numbers = pd.to_numeric(plain.where(serial), errors="coerce") // 1
        read = read.where(~serial, pd.Timestamp(_FIRST_DAY) + pd.to_timedelta(numbers, unit="D"))
    read = read.where(read.dt.year.between(_FIRST_YEAR, _LAST_YEAR))
    unread = read.isna() & ~blank
    read = read.astype("datetime64[s]")
    return Cells(_back(read, places, column), _back(unread, places, column))


def coded(column: pd.Series, kind: str) -> Cells:
    """The codes of a column of a ``kind`` of ``codes.toml``; "" for a blank, and for what is no known code."""
    known = codes_of(kind)
    places, texts = pd.factorize(column)
    read = [_code(text, known) for text in texts]
    blank = [text.strip().casefold() in BLANKS for text in texts]
    unread = pd.Series([not code and not none for code, none in zip(read, blank, strict=True)], dtype="bool")
    return Cells(_back(pd.Series(read, dtype="str"), places, column), _back(unread, places, column))


def numbers(column: pd.Series) -> Cells:
    """The numbers of a column, NaN for a blank and for what is none."""
    plain = column.str.strip()
    read = pd.to_numeric(plain, errors="coerce")
    return Cells(read, read.isna() & ~plain.str.casefold().isin(BLANKS))


def ids(column: pd.Series) -> pd.Series:
    """Ids as they are compared: without blanks around them, and without the ``.0`` of one kept as a number."""
    places, texts = pd.factorize(column)
    plain = [_KEPT_AS_NUMBER.sub(r"\1", str(text).strip()) for text in texts]
    read = ["" if text.casefold() in BLANKS else text for text in plain]
    return _back(pd.Series(read, dtype="str"), places, column)


def _back(read: pd.Series, places: object, column: pd.Series) -> pd.Series:
    """What was read of each different text, for each row of the column."""
    return pd.Series(read.array.take(places), index=column.index)


def _code(text: str, known: Codes) -> str:
    """The code that a text is, or begins with, or holds; else the one that it spells; else ""."""
    plain = text.strip().upper().removesuffix(".0")
    if plain in known.codes:
        return plain
    spelt = known.words.get(fold(text), "")
    if spelt:
        return spelt
    leading = _LEADING_CODE.fullmatch(plain)
    if leading and leading[1] in known.codes:
        return leading[1]
    held = [code for code in _LETTERS_AND_FIGURES.findall(plain) if code in known.codes]
    return held[0] if len(set(held)) == 1 else ""
