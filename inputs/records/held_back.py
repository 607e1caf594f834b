"""Holds back tables of records until it is known whether the episodes that all counting needs are in the folder too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inputs.careers import Careers, RowsToCheck
from inputs.files.file_bytes import read_file
from inputs.files.folder import files_ending
from inputs.files.workbook_values import Sheet, Workbook
from inputs.files.zip_package import Refused, printable
from inputs.findings import Finding, found
from inputs.records.record_headings import has_rows, known_csv, known_sheet
from inputs.records.record_layouts import ANNEX_A, EXTRACTS, NEEDED, NOT_COUNTED, TableLayout, layouts, title_of

if TYPE_CHECKING:
    from inputs.records.read_records import RecordsReading

ROOT = b"SSDA903"  # in the name of the root element of its XML
_EXTRACT = "Extract it too, put it beside the others, and run again."
_FIRST_BYTES = 500
_CSV = frozenset({".csv", ".tsv"})


class _HeldFile(NamedTuple):
    path: Path
    name: str
    content: bytes
    layout: TableLayout


class HeldBack:
    """The tables of records of a folder, as they are met. Nothing large is loaded before ``careers``."""

    def __init__(self) -> None:
        self._files: list[_HeldFile] = []
        self._xml: list[tuple[str, bytes]] = []
        self._workbooks: list[tuple[Workbook, dict[str, TableLayout]]] = []

    @staticmethod
    def may_hold(path: Path) -> bool:
        """Whether a file is worth a look before it is read as a return."""
        return path.suffix.lower() in _CSV

    def hold_csv(self, path: Path, name: str, content: bytes) -> bool:
        """Hold a CSV file back, if it is a table of records."""
        layout = known_csv(content)
        if layout is not None:
            self._files.append(_HeldFile(path, name, content, layout))
        return layout is not None

    def hold_xml(self, folder: Path) -> tuple[str, ...]:
        """Hold back the XML files of SSDA903 in a folder; gives their names."""
        for path in files_ending(folder, ".xml"):
            content = read_file(path, folder)
            if ROOT in content[:_FIRST_BYTES]:
                self._xml.append((printable(path.name), content))
        return tuple(name for name, _ in self._xml)

    def hold_workbook(self, workbook: Workbook) -> bool:
        """Hold a workbook back, if a sheet of it is a table of records."""
        known = {sheet.name: layout for sheet in workbook.sheets if (layout := known_sheet(sheet)) is not None}
        if known:
            self._workbooks.append((workbook, known))
        return bool(known)

    def files_left(self) -> tuple[Path, ...]:
        """The files that were held back and are to be read as returns: their episodes are not here."""
        whole = self._whole()
        return tuple(one.path for one in self._files if one.layout.extract not in whole)

    def lacking(self) -> Iterator[tuple[tuple[str, ...], Finding]]:
        """For each extract whose episodes are not here the names of its files, and what is needed to count them."""
        whole = self._whole()
        for extract in EXTRACTS:
            names = tuple(one.name for one in self._files if one.layout.extract == extract)
            if names and extract not in whole and extract != ANNEX_A:
                needed = next(table.called for table in layouts(extract) if table.name == NEEDED[extract])
                what = f"The table {needed} is needed, with its rows: without it nothing can be counted from the other "
                what += f"tables of {title_of(extract)} that are here."
                yield names, replace(found("record-table-needed", what, _EXTRACT), workbook=names[0])

    def workbooks_left(self) -> Iterator[tuple[Workbook, bool]]:
        """The workbooks with the sheets that are to be read as returns, and whether these are all that they have."""
        whole = self._whole()
        for workbook, known in self._workbooks:
            left = tuple(sheet for sheet in workbook.sheets if not _is_of(known.get(sheet.name), whole))
            if left:
                yield replace(workbook, sheets=left), left == workbook.sheets

    def names(self) -> tuple[str, ...]:
        """The names of the files and workbooks from which careers are made."""
        whole = self._whole()
        files = [one.name for one in self._files if _is_of(one.layout, whole)]
        books = [book.name for book, known in self._workbooks if any(_is_of(one, whole) for one in known.values())]
        return (*files, *(name for name, _ in self._xml), *books)

    def careers(self) -> tuple[tuple[Careers, ...], tuple[Finding, ...]]:
        """The careers of children in the folder's extracts, and the findings about their files and cells."""
        if not (self._whole() or self._xml):
            return (), ()
        reading, findings = self._reading()
        made = list(reading.careers())
        about = (finding for _, its in made for finding in its)
        return tuple(careers for careers, _ in made), (*findings, *reading.left_out(), *about)

    def rows_to_check(self, check: Callable[[Careers], Iterable[RowsToCheck]]) -> dict[str, bytes]:
        """The CSV files with the rows that ``check`` finds in the careers, by their names."""
        return dict(self._reading()[0].rows_to_check(check)) if self._whole() or self._xml else {}

    def _reading(self) -> tuple[RecordsReading, list[Finding]]:
        """The tables read, and what was found on the way."""
        from inputs.records.read_records import RecordsReading  # noqa: PLC0415  (pandas, which few folders need)

        whole, reading = self._whole(), RecordsReading()
        findings: list[Finding] = []
        seen: dict[str, str] = {}
        for file in self._files:
            if not _is_of(file.layout, whole) or file.layout.name == NOT_COUNTED:
                continue
            digest = sha256(file.content).hexdigest()
            original = seen.setdefault(digest, file.name)
            if original != file.name:
                findings.append(_copy(file.name, original))
                continue
            try:
                reading.take_csv(file.content, file.name, digest, file.path.stem, file.layout)
            except Refused as refusal:
                findings.append(replace(refusal.finding, workbook=file.name))
        for name, content in self._xml:
            try:
                reading.take_xml(content, name)
            except Refused as refusal:
                findings.append(replace(refusal.finding, workbook=name))
        for workbook, sheet, layout in self._sheets(whole):
            reading.take_sheet(sheet, workbook.name, workbook.sha256, layout)
        return reading, findings

    def _sheets(self, whole: frozenset[str]) -> Iterator[tuple[Workbook, Sheet, TableLayout]]:
        for workbook, known in self._workbooks:
            for sheet in workbook.sheets:
                layout = known.get(sheet.name)
                if layout is not None and layout.extract in whole and layout.name != NOT_COUNTED:
                    yield workbook, sheet, layout

    def _whole(self) -> frozenset[str]:
        """The extracts whose episodes are here."""
        every = [one.layout for one in self._files if has_rows(one.content)]
        every += [layout for _, known in self._workbooks for layout in known.values()]
        return frozenset(layout.extract for layout in every if layout.name == NEEDED[layout.extract])


def _is_of(layout: TableLayout | None, extracts: frozenset[str]) -> bool:
    return layout is not None and layout.extract in extracts


def _copy(name: str, original: str) -> Finding:
    what = f"This is a copy of {original}, so it was left out."
    return replace(found("same-workbook-twice", what, "Delete one of the two."), workbook=name)
