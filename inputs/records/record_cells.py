"""Turns columns of texts into days, codes, numbers and answers: each different text once, however many rows hold it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from itertools import accumulate, chain
from typing import Any, NamedTuple

import pandas as pd

from inputs.headings.folding import fold
from inputs.records.record_layouts import Codes, codes_of

BLANKS = frozenset({"", "null", "nan", "nat", "none", "n/a", "#n/a", "-"})
_DAY_FIRST = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%b-%Y", "%d %b %Y", "%d %B %Y")
_ISO = "%Y-%m-%d"
_PLAIN_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d{1,2}[:.]\d\d.*)?", re.ASCII)
_PLAIN_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[T ]\d{1,2}[:.]\d\d.*)?", re.ASCII)
_TIME = re.compile(r"[T ]\d{1,2}[:.]\d\d.*$")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")  # a day that Excel left as a number: 1954 to 2119
_FIRST_DAY = "1899-12-30"  # from which Excel counts
_DAY_0 = date(1970, 1, 1).toordinal()
_SECONDS = 86_400
_NO_DAY = -(2**63)  # as datetime64 keeps NaT
_MOST_KEPT = 50_000  # different days: those of every child born in a century are fewer
_KEPT_AS_NUMBER = re.compile(r"^(\d+)\.0$")
_TO_CHANGE = (" ", "\t", "\xa0", "\r", ".0")  # what ids seldom hold
_BLANK_ID = ""  # sorts before all others
_BLANK_IDS = frozenset(form(blank) for blank in BLANKS if blank for form in (str.lower, str.upper, str.capitalize))
_LETTERS_AND_FIGURES = re.compile(r"(?<![A-Z0-9])[A-Z]{1,2}\d{1,2}[AB]?(?![A-Z0-9])")
_LEADING_CODE = re.compile(r"(?:[A-Z]\)\s*)?([A-Z][A-Z0-9]{0,3})\s*(?:[:–-].*)?")
_FIRST_YEAR, _LAST_YEAR = 1930, 2100


class Texts(NamedTuple):
    """A column as it stands: its ``different`` texts, and for each row which of them it has, an array of places.

    So what a text means is worked out once, however many rows have it.
    """

    places: Any
    different: list[str]


class Cells(NamedTuple):
    """A column once read, and which of its rows hold something that could not be read; None where all could be."""

    values: Any
    unread: Any | None = None


def texts_of(column: pd.Series) -> Texts:
    """A column of texts with each different one once."""
    places, different = pd.factorize(column)
    return Texts(places, list(different))


def days(column: Texts) -> Cells:
    """The days of a column: ISO or day first, with a time or without one, or the number that Excel keeps for a day.

    ``datetime64``, at midnight; NaT for a blank and for what is no day, or none of a life that could be on record.
    """
    read = [_plain_day(text) for text in column.different]
    left = [place for place, day in enumerate(read) if day is None and not _is_blank(column.different[place])]
    for place, day in zip(left, _other_days([column.different[place] for place in left]), strict=True):
        read[place] = day
    kept = pd.Series([_NO_DAY if day is None else day for day in read], dtype="int64").astype("datetime64[s]")
    return Cells(_back(kept, column), _unread([place for place in left if read[place] is None], column))


def coded(column: Texts, kind: str) -> Cells:
    """The codes of a column of a ``kind`` of ``codes.toml``; "" for a blank, and for what is no known code.

    What is no known code is told as such, also where the kind says what it is taken for.
    """
    known = codes_of(kind)
    read = [_code(text, known) for text in column.different]
    unread = [place for place, code in enumerate(read) if not code and not _is_blank(column.different[place])]
    for place in unread:
        read[place] = known.otherwise
    return Cells(_back(pd.Series(read, dtype="str"), column), _unread(unread, column))


def numbers(column: Texts) -> Cells:
    """The numbers of a column, NaN for a blank and for what is none."""
    plain = [text.strip() for text in column.different]
    read = pd.to_numeric(pd.Series(plain, dtype="str"), errors="coerce").astype("float64")
    unread = [place for place, lacks in enumerate(read.isna()) if lacks and not _is_blank(plain[place])]
    return Cells(_back(read, column), _unread(unread, column))


def words(column: Texts) -> Cells:
    """The texts of a column as they stand."""
    return Cells(_back(pd.Series(column.different, dtype="str"), column))


def ids(columns: Sequence[Texts]) -> list[Any]:
    """For each of some columns of ids the number of each row's id, the same in all of them; 0 for a blank.

    Ids are compared without blanks around them, and without the ``.0`` of one kept as a number. The numbers are in the
    order in which the ids sort, so that they hang on no order of files or rows.
    """
    plain = [_plain_ids(column.different) for column in columns]
    every, _ = pd.factorize(pd.Series([_BLANK_ID, *chain(*plain)], dtype="object"), sort=True)
    ends = list(accumulate(map(len, plain), initial=1))
    return [every[start:end].take(column.places) for column, start, end in zip(columns, ends, ends[1:], strict=False)]


def _back(read: pd.Series, column: Texts) -> Any:  # noqa: ANN401 - an array, whose library is not at home here
    """What was read of each different text, for each row of the column."""
    return read.array.take(column.places)


def _unread(places: Collection[int], column: Texts) -> Any | None:  # noqa: ANN401 - as above
    if not places:
        return None
    return _back(pd.Series([place in places for place in range(len(column.different))], dtype="bool"), column)


def _is_blank(text: str) -> bool:
    return text.strip().casefold() in BLANKS


def _plain_ids(different: Sequence[str]) -> list[str]:
    """Ids as they are compared, "" for a blank. Most columns hold nothing that is to be changed, and are soon told."""
    together = "\n".join(different)
    if not any(one in together for one in _TO_CHANGE) and _BLANK_IDS.isdisjoint(different):
        return list(different)
    plain = [_KEPT_AS_NUMBER.sub(r"\1", text.strip()) for text in different]
    return [_BLANK_ID if _is_blank(text) else text for text in plain]


@lru_cache(_MOST_KEPT)
def _plain_day(text: str) -> int | None:
    """The day of a text in one of the two usual ways, in seconds since 1970; None for any other text."""
    plain = text.strip()
    if found := _PLAIN_ISO.fullmatch(plain):
        year, month, day = map(int, found.groups())
    elif found := _PLAIN_DAY_FIRST.fullmatch(plain):
        day, month, year = map(int, found.groups())
    else:
        return None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return (date(year, month, day).toordinal() - _DAY_0) * _SECONDS
    except ValueError:
        return None


def _other_days(texts: list[str]) -> list[int | None]:
    """The days of texts in all other ways, in seconds since 1970."""
    if not texts:
        return []
    plain = pd.Series(texts, dtype="str").str.strip().str.replace(_TIME, "", regex=True)
    read = pd.to_datetime(plain.str.slice(0, 10), format=_ISO, errors="coerce")
    for form in _DAY_FIRST:
        if not (left := read.isna()).any():
            break
        read = read.where(~left, pd.to_datetime(plain, format=form, errors="coerce"))
    serial = read.isna() & plain.str.fullmatch(_SERIAL)
    if serial.any():
        numbers = pd.to_numeric(plain.where(serial), errors="coerce") // 1
        read = read.where(~serial, pd.Timestamp(_FIRST_DAY) + pd.to_timedelta(numbers, unit="D"))
    read = read.where(read.dt.year.between(_FIRST_YEAR, _LAST_YEAR))
    return [None if pd.isna(day) else (day.date().toordinal() - _DAY_0) * _SECONDS for day in read]


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
    return held[0] if len(set(held)) == 1 else "" if _is_blank(text) else known.rest
