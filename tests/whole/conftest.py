"""The sample report, built once for every test of the whole."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

import inputs
from report.build import build

SAMPLE = Path(inputs.__file__).parent / "samples" / "peterborough-2023-12"
OFFICERS_OWN = Path(__file__).parent / "officers_own.toml"


@dataclass(frozen=True)
class Finished:
    """A built report as its reader has it: bytes, the text of each page, and the rows of its ledger."""

    pdf: bytes
    pages: tuple[str, ...]
    ledger: tuple[dict[str, str], ...]
    findings: tuple[object, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.pages)


def printed(row: dict[str, str]) -> str:
    """What a row of the ledger says was printed, without its spaces and the mark that keeps it from being a formula."""
    return "".join(row["printed"].split()).removeprefix("'")


def _read(pdf: Path, ledger: Path, findings: tuple[object, ...]) -> Finished:
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    pages = tuple(_page_text(document, number) for number in range(len(document)))
    document.close()
    rows = tuple(csv.DictReader(io.StringIO(ledger.read_text("utf-8-sig"), newline="")))
    assert rows[0].pop("report_sha256") == hashlib.sha256(pdf.read_bytes()).hexdigest()
    assert {row.pop("report_sha256") for row in rows[1:]} == {""}
    assert {row.pop("council") for row in rows[1:]} == {""} and isinstance(rows[0].pop("council"), str)
    return Finished(pdf.read_bytes(), pages, rows, findings)


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    text = page.get_textpage()
    found = text.get_text_range().replace("\r\n", "\n").replace("\N{NO-BREAK SPACE}", " ").replace("\ufffe", "")
    text.close()
    page.close()
    return found


@pytest.fixture(scope="session")
def make_report(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Finished]:
    def make(folder: Path, layout: str = "", large_print: bool = False, output: Path | None = None) -> Finished:
        output = output or tmp_path_factory.mktemp("output")
        built = build(folder, None, output, layout, lambda step, doing: None, large_print)
        return _read(built.pdf, built.reports[0].ledger, built.findings)

    return make


@pytest.fixture(scope="session")
def sample(make_report: Callable[[Path], Finished]) -> Finished:
    return make_report(SAMPLE)


@pytest.fixture(scope="session")
def large_print(make_report: Callable[..., Finished]) -> Finished:
    return make_report(SAMPLE, large_print=True)


@pytest.fixture(scope="session")
def own(make_report: Callable[..., Finished]) -> Finished:
    """The sample by a layout of the parts that were there before the boxes, as officers may have their own."""
    return make_report(SAMPLE, str(OFFICERS_OWN))


@pytest.fixture
def sample_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "returns"))


@pytest.fixture(scope="session")
def sample_folder() -> Path:
    return SAMPLE
