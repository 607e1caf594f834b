"""The ledger: every number and every comparison printed in the PDF, what it is exactly, and what it rests on."""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from layouts.blocks import Placed
from report import words
from report.facts import Fact
from report.metrics.comparison import likely_range
from report.metrics.model import Observation, Source

COLUMNS = (
    "page", "where", "ref", "measure", "group", "number", "period", "printed", "exact", "numerator", "denominator",
    "likely_low", "likely_high", "workbook", "sheet", "cells", "sha256", "rule",
)  # fmt: skip
_REPORT = "report_sha256"  # a further column; its first row names the report that the ledger is of
COUNCIL = "council"  # the last column; its first row names whose report it is, so that no other is held against it
_LIVE = frozenset("=+-@\t\r")  # a spreadsheet would run a cell that begins with one of these


def rows(placed: Iterable[Placed]) -> list[tuple[str, ...]]:
    """One row for each number that stands on a page, in the order of the pages. Numbers without a fact have none."""
    return [_row(one, one.about) for one in placed if isinstance(one.about, Fact)]


def as_csv(ledger: Iterable[tuple[str, ...]], pdf: bytes, council: str = "") -> bytes:
    """The ledger as a CSV file that Excel opens as it stands: UTF-8 with a byte-order mark, Windows line ends.

    Its first row names the report, by the SHA-256 of the file, and the council. Report and ledger are written one after
    the other; where that was cut short between them, this shows that they are of two builds.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((*COLUMNS, _REPORT, COUNCIL))
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


def _row(one: Placed, fact: Fact) -> tuple[str, ...]:
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
        one.text.replace(words.NBSP, " "),
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
    return (_exact(words.rounded(held[0], 2)), _exact(words.rounded(held[1], 2))) if held else ("", "")


def _period(fact: Fact) -> str:
    if not fact.observations:
        return ""
    first, last = fact.observations[0], fact.observations[-1]
    if len(fact.observations) == 1:
        return words.period_label(first).replace(words.NBSP, " ")
    early, late = sorted((first, last), key=lambda observation: observation.period.index)
    return words.run_of(early, late)


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
