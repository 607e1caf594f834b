"""Private by default: no name, id or date of birth that stands in a cell comes out anywhere it need not."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from xml.sax.saxutils import unescape

import pikepdf
import pypdfium2
import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from report import judge
from report.cli import main
from report.output.exit_codes import BUILT, FAULT, MUST_FIX

pytestmark = pytest.mark.slow

MONTHS = ("Oct-23", "Nov-23", "Dec-23")
PDF = "corporate-parenting-2023-12.pdf"
Searched = Callable[[str], list[str]]


class Canaries:
    """Made-up children, each used once: names, ids, dates of birth, and places on a disk."""

    def __init__(self) -> None:
        self.used: list[str] = []
        self._numbers = count(1)

    def _new(self, text: str) -> str:
        self.used.append(text)
        return text

    def name(self) -> str:
        return self._new(f"Zeb{next(self._numbers):02d} Quillon")

    def child(self) -> str:
        return self._new(f"QX{next(self._numbers):02d}-777")

    def born(self) -> date:
        day = date(2009, 3, 14) + timedelta(days=next(self._numbers))
        self.used += [f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day.day} {day:%B %Y}"]
        return day

    def path(self) -> str:
        return self._new(f"C:\\Users\\zquillon{next(self._numbers):02d}")

    def found_in(self, text: str) -> list[str]:
        """Those that come up in a text, whatever it does with capitals and spaces."""
        flat = "".join(text.split()).casefold()
        return [canary for canary in self.used if "".join(canary.split()).casefold() in flat]


@pytest.fixture
def canaries() -> Canaries:
    return Canaries()


def save(book: Workbook, canaries: Canaries, file: Path) -> None:
    """Save a workbook whose properties, names, headers and notes speak of children too."""
    book.properties.creator = canaries.name()
    book.properties.title = canaries.name()
    book.properties.description = canaries.path()
    book.defined_names["Children"] = DefinedName("Children", attr_text=f'"{canaries.name()}"')
    for sheet in book.worksheets:
        sheet.oddHeader.center.text = canaries.name()
        sheet["A1"].comment = Comment(canaries.name(), canaries.name())
    file.parent.mkdir(exist_ok=True)
    book.save(file)


def headline(canaries: Canaries) -> Workbook:
    """A return that can be read, with children in every place that is not read."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Headline"
    sheet.append([f"Return of {canaries.name()}"])
    sheet.append([f"Data correct as at ({canaries.name()} ran it) 5 January 2024 for {canaries.name()}"])
    sheet.append([f"Source: published by DfE, prepared by {canaries.name()}"])
    sheet.append(["Measure", *MONTHS, canaries.name(), "Comments"])
    sheet.append(["Children in care", 405, 409, 412, 3, canaries.name()])
    sheet.append(["Started being in care", 12, 11, 14, 2, f"{canaries.child()} came back"])
    sheet.append([canaries.name(), 1, 1, 2])
    sheet.append(["", "", "", "", "", canaries.born()])
    sheet.append([None, canaries.name()])
    sheet.append([f"Note: {canaries.name()} left on {canaries.born():%d/%m/%Y}; see {canaries.path()}"])
    ages = book.create_sheet("Age")
    ages.append([f"Source: {canaries.name()}, {canaries.path()}"])
    ages.append(["Measure", *MONTHS])
    ages.append(["Stopped being in care", 10, 11, 12])
    other = book.create_sheet("Cases")
    other.append(["Name", "Born", canaries.name(), canaries.name()])
    for _ in range(4):
        other.append([canaries.name(), canaries.born(), 1, 2])
    return book


def missing(canaries: Canaries, spoiled: bool) -> Workbook:
    """A list of children who went missing, its other columns full of them."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Missing"
    sheet.append(["Data correct as at 31 December 2023"])
    sheet.append(["Child ID", "Name", "Date of birth", "Went missing", "Returned", "Missing or absent", "Notes"])
    for month in (10, 11, 12):
        for day in (3, 17):
            began = date(2023, month, day)
            row = [canaries.child(), canaries.name(), canaries.born(), began, began, "M", canaries.name()]
            sheet.append(row)
    if spoiled:
        sheet.append([canaries.child(), "", "", canaries.name(), canaries.born(), "M"])
        sheet.append([canaries.child(), "", "", date(2023, 12, 5), canaries.name(), canaries.name()])
        sheet.append([canaries.name() + " of the Home", "", "", date(2023, 12, 5), date(2023, 11, 5), "A"])
        sheet.append(["", "", "", canaries.born(), "", canaries.child()])
    return book


def spoiled(canaries: Canaries) -> Workbook:
    """A return with children in the places that are read: figures, targets, headings, names of measures."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Health"
    sheet.append(["Measure", "Target", "Oct-23", canaries.name(), "Dec-23", canaries.born(), canaries.name()])
    sheet.append(["Children in care", canaries.name(), canaries.name(), 2, canaries.child(), 4, canaries.born()])
    sheet.append(["Started being in care", canaries.born(), canaries.born(), 2, canaries.path(), 5, 1])
    sheet.append([f"Children in care {canaries.name()}", "", 1, 2, 3, 4, 5])
    return book


@pytest.fixture
def searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, canaries: Canaries, capsys: object) -> Iterator[Searched]:
    """Looks for canaries in what was said and in every file that is new, but for the returns themselves."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))

    def search(said: str) -> list[str]:
        hits = [f"said: {canary}" for canary in canaries.found_in(said)]
        for file in tmp_path.rglob("*"):
            if file.is_file() and "returns" not in file.relative_to(tmp_path).parts:
                content = _content(file)
                hits += [f"{file.name}: {canary}" for canary in canaries.found_in(f"{file.name} {content}")]
        return hits

    return search  # type: ignore[return-value]


def _content(file: Path) -> str:
    """All that a file says, unpacked where it is packed."""
    if file.suffix == ".pdf":
        return everything_in(file.read_bytes())
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as parts:
            return "\n".join(unescape(parts.read(name).decode("utf-8")) for name in parts.namelist())
    return file.read_text("utf-8")


def everything_in(pdf: bytes) -> str:
    """Every stream of a PDF unpacked, its metadata, its texts and the words on its pages."""
    parts: list[str] = []
    with pikepdf.open(BytesIO(pdf)) as document:
        for thing in document.objects:
            parts.append(repr(thing))
            if isinstance(thing, pikepdf.Stream):
                parts.append(thing.read_bytes().decode("latin-1"))
        parts += [f"{key} {value}" for key, value in document.docinfo.items()]
    read = pypdfium2.PdfDocument(pdf)
    for number in range(len(read)):
        page = read[number]
        text = page.get_textpage()
        parts.append(text.get_text_range())
        text.close()
        page.close()
    read.close()
    return "\n".join(parts)


def test_a_report_says_nothing_of_the_children_in_the_cells_it_does_not_need(
    tmp_path: Path, canaries: Canaries, searched: Searched, capsys: pytest.CaptureFixture[str]
) -> None:
    returns, output = tmp_path / "returns", tmp_path / "output"
    save(headline(canaries), canaries, returns / "headline.xlsx")
    save(missing(canaries, spoiled=False), canaries, returns / "missing.xlsx")
    assert len(canaries.used) > 50
    code = main(["build", str(returns), "--output", str(output)])
    said = "".join(capsys.readouterr())
    assert code == BUILT, said
    assert searched(said) == []
    words = " ".join(everything_in((output / PDF).read_bytes()).split())
    assert "5 January 2024" in words
    assert "published by DfE" in words


def test_no_finding_of_a_bad_return_quotes_a_child(
    tmp_path: Path, canaries: Canaries, searched: Searched, capsys: pytest.CaptureFixture[str]
) -> None:
    returns = tmp_path / "returns"
    save(spoiled(canaries), canaries, returns / "health.xlsx")
    save(missing(canaries, spoiled=True), canaries, returns / "missing.xlsx")
    for command in (["build", str(returns), "--output", str(tmp_path / "output")], ["check", str(returns)]):
        assert main(command) == MUST_FIX
        said = "".join(capsys.readouterr())
        assert said.count("›") > 6
        assert searched(said) == []


def test_the_report_never_prints_a_file_or_a_sheet_that_is_called_after_a_child(
    tmp_path: Path, canaries: Canaries, capsys: pytest.CaptureFixture[str]
) -> None:
    file, sheet = canaries.name(), canaries.name()
    book = headline(Canaries())
    book["Headline"].title = sheet
    save(book, Canaries(), tmp_path / "returns" / f"{file}.xlsx")
    assert main(["build", str(tmp_path / "returns"), "--output", str(tmp_path)]) == BUILT
    assert f"{file}.xlsx › {sheet} ›" in capsys.readouterr().err  # whoever has the workbook must know which it is
    assert canaries.found_in(everything_in((tmp_path / PDF).read_bytes())) == []


def test_a_fault_in_the_midst_of_a_build_leaves_no_word_of_a_cell(
    tmp_path: Path,
    canaries: Canaries,
    searched: Searched,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    returns, output = tmp_path / "returns", tmp_path / "output"
    save(headline(canaries), canaries, returns / f"{canaries.name()}.xlsx")

    def faulty(intake: object, *_: object) -> object:
        words = [path.name for path in returns.iterdir()]
        raise ValueError(repr(intake), canaries.used, words) from KeyError(repr(intake))

    monkeypatch.setattr(judge, "count_rows", faulty)
    assert main(["build", str(returns), "--output", str(output)]) == FAULT
    assert sorted(path.suffix for path in output.iterdir()) == [".txt", ".xlsx"]
    assert searched("".join(capsys.readouterr())) == []
