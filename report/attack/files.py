"""Reads the files of papers from disk for an attack: each PDF with the ledger that is published beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from layouts.pdf_reader.values import NotReadable
from report.attack.paper import Paper
from report.attack.published_ledger import NoLedger
from report.attack.read_paper import read_paper
from report.output.exit_codes import CannotBuild

_LEDGER = ".ledger.csv"
_EXEMPT = "Exempt, not for publication"


def read_files(pdf: Path, earlier: Sequence[Path], ledger: Path | None) -> list[Paper]:
    """The paper ``pdf``, with its ledger if one is given, and earlier papers with the ledgers that stand beside them.

    Raises CannotBuild for a file that cannot be read, and for an exempt report.
    """
    beside = ((path, path.with_suffix(_LEDGER)) for path in earlier)
    others = [_paper(path, own if own.is_file() else None) for path, own in beside]
    return [_paper(pdf, ledger), *others]


def _paper(pdf: Path, ledger: Path | None) -> Paper:
    content, rows = _content(pdf), _content(ledger) if ledger else None
    try:
        paper = read_paper(content, rows)
    except NotReadable:
        remedy = "Give the file as “boardreport build” wrote it."
        raise CannotBuild([f"{pdf}: not a report as Board Report writes it, or changed since. {remedy}"]) from None
    except NoLedger:
        remedy = "Give the file as “boardreport build” wrote it, or leave it out."
        raise CannotBuild([f"{ledger}: not a ledger as Board Report writes it, or damaged. {remedy}"]) from None
    if paper.title.startswith(_EXEMPT):
        what = "an exempt report hides nothing, and is kept from the public, so there is nothing to try"
        raise CannotBuild([f"{pdf}: {what}. Give the papers that are published."])
    return paper


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise CannotBuild([f"{path}: the file cannot be opened ({trouble.strerror}). Check its name."]) from None
