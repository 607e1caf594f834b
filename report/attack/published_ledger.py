"""Readings of a ledger: the exact value, numerator and denominator of what the paper prints rounded."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from report.attack.paper import Cell, Reading, Side, exactly, rounded_to
from report.attack.printed_words import when_in
from report.metrics.model.measure import Measure, Unit

LEDGER_WHERE = "ledger"
_DIGITS = re.compile(r"\d{1,15}(?:\.\d{1,40})?", re.ASCII)
_ABOUT_ONE_FIGURE = {"value", "numerator", "denominator", "of every 100"}


class _Row(NamedTuple):
    """What is read of a row of a ledger, under the names of its columns. The first four tell which figure it is."""

    measure: str
    group: str
    period: str
    number: str
    exact: str
    numerator: str
    denominator: str


class NoLedger(ValueError):
    """A file that is no ledger of ours, or is damaged."""


def read_ledger(content: bytes, measures: Mapping[str, Measure]) -> Iterator[Reading]:
    """The readings of a ledger, each figure once. Raises NoLedger."""
    text = content.decode("utf-8-sig", errors="replace")
    separator = ";" if ";" in text.partition("\n")[0] else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        names = next(rows, [])
        if not set(names) >= set(_Row._fields):
            raise NoLedger
        chosen, blank = itemgetter(*map(names.index, _Row._fields)), [""] * len(names)
        seen: set[tuple[str, ...]] = set()
        for cells in rows:
            row = _Row._make(chosen([*cells, *blank]))
            if row[:4] not in seen:
                seen.add(row[:4])
                yield from _of_row(row, measures)
    except csv.Error:
        raise NoLedger from None


def _of_row(row: _Row, measures: Mapping[str, Measure]) -> Iterator[Reading]:
    measure, period = measures.get(row.measure), when_in(row.period)
    if measure is None or period is None or row.number not in _ABOUT_ONE_FIGURE:
        return
    cell = Cell(measure.id, row.group.removeprefix("'"), period)
    if cell.group and cell.group not in measure.groups:
        return  # another area's published figure
    counted, of = _number(row.numerator), _number(row.denominator)
    if counted is not None:
        yield exactly(cell, Side.DAYS if measure.unit.is_average else Side.COUNTED, counted, LEDGER_WHERE)
    if of is not None:
        yield exactly(cell, Side.OF, of, LEDGER_WHERE)
    exact = row.exact if row.number == "value" else ""
    value = _number(exact)
    if value is None:
        return
    if measure.unit is Unit.COUNT:
        yield exactly(cell, Side.COUNTED, value, LEDGER_WHERE)
    else:
        yield rounded_to(cell, Side.VALUE, value, len(exact.partition(".")[2]), LEDGER_WHERE)


@lru_cache(maxsize=4000)
def _number(text: str) -> Fraction | None:
    return Fraction(text) if _DIGITS.fullmatch(text) else None
