"""The ledger: every number and comparative word printed in the PDF, its exact value, and the cells it rests on.

It is written here, and read again to be compared with a later report. One that leaves the building has averages of
days as they are printed, and not the days of all children together: two of those would give the days of one child.
"""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from inputs.period import Period
from layouts.blocks import PlacedSpan
from report.issuing.file_names import LEDGER, report_files
from report.metrics.judgement.change import likely_range
from report.metrics.model import formatting
from report.metrics.model.last_report import EarlierFigure, EarlierFigures, FigureKey
from report.metrics.model.measure import Source
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Observation

COLUMNS = (
    "page", "where", "ref", "measure", "group", "number", "period", "printed", "exact", "numerator", "denominator",
    "likely_low", "likely_high", "workbook", "sheet", "cells", "sha256", "rule",
)  # fmt: skip
_REPORT = "report_sha256"  # a further column, filled in the first row alone: the SHA-256 of the ledger's report
_COUNCIL = "council"  # the last column, likewise: whose report it is, so that no other council's is compared with it
_READ_COLUMNS = {"measure", "group", "number", "period", "exact", "numerator", "denominator"}
_DIGITS = re.compile(r"\d{1,15}(?:\.\d{1,40})?", re.ASCII)
_PRINTED_DECIMALS = re.compile(r"\d\.(\d+)", re.ASCII)
_FORMULA_STARTS = frozenset("=+-@\t\r")  # a spreadsheet would run a cell that begins with one of these


class NotALedger(ValueError):
    """A file that is no ledger of ours, or is damaged."""


class Ledger(NamedTuple):
    """What is read of an earlier ledger: its values by measure, group and period, and its council.

    ``council`` is "" where the report named none, and None for a ledger without that column.
    """

    figures: EarlierFigures
    council: str | None


def rows(placed: Iterable[PlacedSpan], with_child_days: bool = False) -> list[tuple[str, ...]]:
    """One row of COLUMNS for each number or word on a page that carries a fact, in the order of the pages.

    ``with_child_days`` gives averages of days exactly, with the sum that they are of: for an exempt report alone.
    """
    return [_row(one, one.about, with_child_days) for one in placed if isinstance(one.about, Fact)]


def as_csv(ledger: Iterable[tuple[str, ...]], pdf: bytes, council: str = "") -> bytes:
    """The ledger as a CSV file that Excel opens as it stands: UTF-8 with a byte-order mark, Windows line ends.

    ``ledger`` has the rows. The first also names the report ``pdf``, by its SHA-256, and the council. Report and ledger
    are renamed one after the other; where a build was killed between the two, the SHA-256 shows it.
    """
    out = io.BytesIO()
    text = io.TextIOWrapper(out, "utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow((*COLUMNS, _REPORT, _COUNCIL))
    names = itertools.chain([(hashlib.sha256(pdf).hexdigest(), council)], itertools.repeat(("", "")))
    writer.writerows([*map(_safe, (*row, *name))] for row, name in zip(ledger, names, strict=False))
    text.flush()
    return out.getvalue()


def ledger_mismatch(pdf: Path) -> list[str]:
    """The line to print where the ledger beside a report is not its own; none where it is, or there is no ledger.

    Raises OSError where the report cannot be opened.
    """
    ledger = pdf.with_suffix(LEDGER)
    if not ledger.is_file():
        return []
    sha256 = hashlib.sha256(pdf.read_bytes()).hexdigest()
    if sha256.encode() in ledger.read_bytes():  # anywhere: a spreadsheet may have sorted or quoted it
        return []
    return [f"{ledger.name} is not of this report: one of the two is of another build, or was changed. Build it again."]


def _row(one: PlacedSpan, fact: Fact, with_child_days: bool) -> tuple[str, ...]:
    lone = fact.observations[0] if len(fact.observations) == 1 else None
    of_one = len({observation.measure.id for observation in fact.observations}) < 2
    as_printed = not with_child_days and _is_of_average(fact)
    return (
        str(one.page),
        one.where,
        fact.measure.ref if of_one else "",
        fact.measure.id if of_one else "several",
        lone.group if lone else "",
        fact.what,
        _period(fact),
        one.text.replace(formatting.NBSP, " "),
        _as_printed(fact.exact, one.text) if as_printed else _exact(fact.exact),
        _exact(lone.numerator) if lone and not as_printed else "",
        _exact(lone.denominator) if lone else "",
        *_likely(fact, lone),
        *(_places(fact.sources) if not fact.published else (fact.published, "", "", "")),
        fact.rule,
    )


def _is_of_average(fact: Fact) -> bool:
    """Whether a number or claim rests on an average, whose sum would tell of one child."""
    return any(unit.is_average for unit in (fact.measure.unit, *(one.measure.unit for one in fact.observations)))


def _as_printed(exact: Decimal, text: str) -> str:
    """A number with the decimals that it is printed with, also where these are noughts; without any for a claim."""
    decimals = _PRINTED_DECIMALS.search(text)
    return f"{formatting.rounded(exact, len(decimals[1]) if decimals else 0):f}"


def _likely(fact: Fact, lone: Observation | None) -> tuple[str, str]:
    """The 95% interval of a percentage to two decimals, whether it is printed or not; "" beside other numbers."""
    ends = likely_range(lone) if lone and fact.what == "value" else None
    return (_exact(formatting.rounded(ends[0], 2)), _exact(formatting.rounded(ends[1], 2))) if ends else ("", "")


def _period(fact: Fact) -> str:
    if not fact.observations:
        return ""
    first, last = fact.observations[0], fact.observations[-1]
    if len(fact.observations) == 1:
        return formatting.period_label(first).replace(formatting.NBSP, " ")
    early, late = sorted((first, last), key=lambda observation: observation.period.index)
    return formatting.run_of(early, late)


def _exact(number: Decimal | None) -> str:
    """All digits, without an exponent or trailing zeros; "" for None."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _places(sources: tuple[Source, ...]) -> tuple[str, str, str, str]:
    """Workbooks, sheets, cells and SHA-256s; several places are separated by semicolons, in the same order in each."""
    return (
        "; ".join([source.workbook for source in sources]),
        "; ".join([source.sheet for source in sources]),
        "; ".join([" ".join(source.cells) for source in sources]),
        "; ".join([source.sha256 for source in sources]),
    )


def _safe(cell: str) -> str:
    return f"'{cell}" if cell[:1] in _FORMULA_STARTS else cell


def ledgers_by_month(output: Path, exempt: bool = False) -> dict[Period, dict[str, Path]]:
    """The public or the exempt ledgers of a folder by month and layout, without large print and reissues."""
    ledgers: dict[Period, dict[str, Path]] = {}
    for name, path in report_files(output, LEDGER):
        if name.exempt == exempt and not (name.large_print or name.reissue):
            ledgers.setdefault(name.period, {})[name.layout] = path
    return ledgers


@lru_cache(maxsize=4)  # a build looks at the last ledger more than once
def read_ledger(content: bytes) -> Ledger:
    """The values of a ledger, also of one that a spreadsheet saved. Rows without a readable number are skipped.

    Where a figure has several rows, the first counts. Raises NotALedger where nothing can be read: all figures of a
    small council may be hidden, and its ledger then has rows without one.
    """
    text = content.decode("utf-8-sig", errors="replace")  # another encoding garbles names of sheets, and no figure
    separator = ";" if ";" in text.partition("\n")[0] else ","
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    figures: dict[FigureKey, EarlierFigure] = {}
    council, hidden = "", False
    try:
        names = next(table, [])
        if not set(names) >= _READ_COLUMNS:
            raise NotALedger
        places = {name: names.index(name) for name in (*_READ_COLUMNS, _COUNCIL) if name in names}
        for cells in table:
            row = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
            council = council or row.get(_COUNCIL, "").removeprefix("'")
            hidden = hidden or (bool(row["measure"]) and not row["exact"])
            key = (row["measure"], row["group"].removeprefix("'"), row["period"])
            figure = _earlier_figure(row) if key not in figures else None
            if figure is not None:
                figures[key] = figure
    except csv.Error:
        raise NotALedger from None
    if not figures and not hidden:
        raise NotALedger
    return Ledger(figures, council if _COUNCIL in places else None)


def _earlier_figure(row: Mapping[str, str]) -> EarlierFigure | None:
    """The value in a row, or None for a row about something else, or without a number that can be read."""
    value = _number(row["exact"]) if row["number"] == "value" else None
    return None if value is None else EarlierFigure(value, _number(row["numerator"]), _number(row["denominator"]))


def _number(text: str) -> Decimal | None:
    return Decimal(text) if _DIGITS.fullmatch(text) else None
