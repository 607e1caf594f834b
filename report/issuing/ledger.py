"""The ledger: every number and every comparison printed in the PDF, what it is exactly, and what it rests on.

It is written here, and read again to be held against a later report.
"""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from layouts.blocks import PlacedSpan
from report.metrics.judgement.change import likely_range
from report.metrics.model import formatting
from report.metrics.model.last_report import Key, Told
from report.metrics.model.period import MONTH, Period
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Observation, Source

COLUMNS = (
    "page", "where", "ref", "measure", "group", "number", "period", "printed", "exact", "numerator", "denominator",
    "likely_low", "likely_high", "workbook", "sheet", "cells", "sha256", "rule",
)  # fmt: skip
_REPORT = "report_sha256"  # a further column; its first row names the report that the ledger is of
_COUNCIL = "council"  # the last column; its first row names whose report it is, so that no other is held against it
_NAME = re.compile(rf"corporate-parenting-{MONTH}\.ledger\.csv")
_NEEDED = {"measure", "group", "number", "period", "exact", "numerator", "denominator"}
_DIGITS = re.compile(r"\d{1,15}(?:\.\d{1,40})?", re.ASCII)
_LIVE = frozenset("=+-@\t\r")  # a spreadsheet would run a cell that begins with one of these


class NotALedger(ValueError):
    """A file that is no ledger of ours, or is damaged."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is read of an earlier ledger: its values by measure, group and period, and whose they are.

    ``council`` is "" where the report named none, and None for a ledger that cannot say.
    """

    figures: Mapping[Key, Told]
    council: str | None


def rows(placed: Iterable[PlacedSpan]) -> list[tuple[str, ...]]:
    """One row for each number that stands on a page, in the order of the pages. Numbers without a fact have none."""
    return [_row(one, one.about) for one in placed if isinstance(one.about, Fact)]


def as_csv(ledger: Iterable[tuple[str, ...]], pdf: bytes, council: str = "") -> bytes:
    """The ledger as a CSV file that Excel opens as it stands: UTF-8 with a byte-order mark, Windows line ends.

    Its first row names the report, by the SHA-256 of the file, and the council. Report and ledger are written one after
    the other; where that was cut short between them, this shows that they are of two builds.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((*COLUMNS, _REPORT, _COUNCIL))
    names = itertools.chain([(hashlib.sha256(pdf).hexdigest(), council)], itertools.repeat(("", "")))
    writer.writerows([*map(_safe, (*row, *name))] for row, name in zip(ledger, names, strict=False))
    return out.getvalue().encode("utf-8-sig")


def of_another_build(pdf: Path) -> list[str]:
    """What to say where the ledger beside a report names another one; nothing where it does not, or there is none.

    Raises OSError where the report cannot be opened.
    """
    ledger = pdf.with_suffix(".ledger.csv")
    if not ledger.is_file():
        return []
    named = hashlib.sha256(pdf.read_bytes()).hexdigest()
    if (
        named.encode() in ledger.read_bytes()
    ):  # anywhere: a spreadsheet may have sorted it, or written it in its own way
        return []
    return [f"{ledger.name} is not of this report: one of the two is of another build, or was changed. Build it again."]


def _row(one: PlacedSpan, fact: Fact) -> tuple[str, ...]:
    lone = fact.observations[0] if len(fact.observations) == 1 else None
    of_one = len({observation.measure.id for observation in fact.observations}) < 2
    return (
        str(one.page),
        one.where,
        fact.measure.ref if of_one else "",
        fact.measure.id if of_one else "several",
        lone.group if lone else "",
        fact.what,
        _period(fact),
        one.text.replace(formatting.NBSP, " "),
        _exact(fact.exact),
        _exact(lone.numerator) if lone else "",
        _exact(lone.denominator) if lone else "",
        *_likely(fact, lone),
        *(_places(fact.sources) if not fact.published else (fact.published, "", "", "")),
        fact.rule,
    )


def _likely(fact: Fact, lone: Observation | None) -> tuple[str, str]:
    """The likely range of a percentage, whether it is printed or not, to two decimals; nothing beside other numbers."""
    held = likely_range(lone) if lone and fact.what == "value" else None
    return (_exact(formatting.rounded(held[0], 2)), _exact(formatting.rounded(held[1], 2))) if held else ("", "")


def _period(fact: Fact) -> str:
    if not fact.observations:
        return ""
    first, last = fact.observations[0], fact.observations[-1]
    if len(fact.observations) == 1:
        return formatting.period_label(first).replace(formatting.NBSP, " ")
    early, late = sorted((first, last), key=lambda observation: observation.period.index)
    return formatting.run_of(early, late)


def _exact(number: Decimal | None) -> str:
    """All the digits there are, without an exponent and without zeros that say nothing."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _places(sources: tuple[Source, ...]) -> tuple[str, str, str, str]:
    """Workbook, sheet, cells and SHA-256; several places are parted by semicolons, in the same order in each."""
    return (
        "; ".join([source.workbook for source in sources]),
        "; ".join([source.sheet for source in sources]),
        "; ".join([" ".join(source.cells) for source in sources]),
        "; ".join([source.sha256 for source in sources]),
    )


def _safe(cell: str) -> str:
    return f"'{cell}" if cell[:1] in _LIVE else cell


def ledgers_of(output: Path) -> dict[Period, Path]:
    """The ledgers of a folder, those of the large-print editions aside, by the month they are for."""
    matches = ((_NAME.fullmatch(path.name), path) for path in sorted(output.glob("*.ledger.csv")))
    return {Period(int(match[1]), int(match[2])): path for match, path in matches if match}


def read_ledger(content: bytes) -> Ledger:
    """What a ledger says, also one that a spreadsheet saved. Rows without a number that can be read are passed.

    Where a figure stands in it several times, the first counts. Raises NotALedger where nothing can be read.
    """
    text = content.decode("utf-8-sig", errors="replace")  # another encoding spoils names of sheets, and no figure
    separator = ";" if ";" in text.partition("\n")[0] else ","
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    figures: dict[Key, Told] = {}
    council = ""
    try:
        names = next(table, [])
        if not set(names) >= _NEEDED:
            raise NotALedger
        places = {name: names.index(name) for name in (*_NEEDED, _COUNCIL) if name in names}
        for cells in table:
            row = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
            council = council or row.get(_COUNCIL, "").removeprefix("'")
            key = (row["measure"], row["group"].removeprefix("'"), row["period"])
            told = _told(row) if key not in figures else None
            if told is not None:
                figures[key] = told
    except csv.Error:
        raise NotALedger from None
    if not figures:
        raise NotALedger
    return Ledger(figures, council if _COUNCIL in places else None)


def _told(row: Mapping[str, str]) -> Told | None:
    """The value in a row, or None for a row about something else, or without a number that can be read."""
    value = _number(row["exact"]) if row["number"] == "value" else None
    return None if value is None else Told(value, _number(row["numerator"]), _number(row["denominator"]))


def _number(text: str) -> Decimal | None:
    return Decimal(text) if _DIGITS.fullmatch(text) else None
