"""The door of this wing: gathers the tables of a folder's extracts, and makes careers of those that hold episodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cached_property

import pandas as pd

from inputs.careers import Careers, RecordFile, RecordTable, RowsToCheck
from inputs.files.workbook_values import Sheet
from inputs.findings import Finding, found
from inputs.period import day_in_words
from inputs.records.from_903 import careers_of_903
from inputs.records.from_annex_a import careers_of_annex_a, month_of_annex_a, without_later
from inputs.records.from_ssd import careers_of_ssd
from inputs.records.late_days import late_days
from inputs.records.latest_snapshot import latest_snapshot
from inputs.records.reach import reach
from inputs.records.record_files import RawTable, table_of_csv, table_of_sheet
from inputs.records.record_layouts import (
    ANNEX_A,
    EXTRACTS,
    NEEDED,
    SSD,
    SSDA903,
    TableLayout,
    lacks_of,
    layouts,
    title_of,
)
from inputs.records.rows_to_check import csv_files
from inputs.records.typed_tables import TypedTables, numbers_of_ids
from inputs.records.xml_903 import tables_of_xml

_MAKERS: dict[str, Callable[[TypedTables], dict[str, pd.DataFrame]]] = {
    SSD: careers_of_ssd,
    SSDA903: careers_of_903,
    ANNEX_A: careers_of_annex_a,
}
_LAST_DAYS = 7  # of a month, that are enough to have all of it
_ADOPTION = ("adoption", "matches", "decisions")  # the tables that a table of careers may come from, if not its own


class RecordsReading:
    """Gathers tables, one after another, and makes careers of them at the end."""

    def __init__(self) -> None:
        self._raw: list[RawTable] = []  # all are taken before the first question is asked

    def take_csv(self, content: bytes, name: str, digest: str, stem: str, layout: TableLayout) -> None:
        """Read a table from a CSV file. Raises ``Refused`` where that cannot be done."""
        self._raw.append(table_of_csv(content, name, digest, stem, layout))

    def take_sheet(self, sheet: Sheet, name: str, digest: str, layout: TableLayout) -> None:
        """Read a table from a sheet."""
        self._raw.append(table_of_sheet(sheet, name, digest, layout))

    def take_xml(self, content: bytes, name: str) -> None:
        """Read the tables of an XML file of SSDA903. Raises ``Refused`` where that cannot be done."""
        self._raw += tables_of_xml(content, name)

    def careers(self) -> Iterator[tuple[Careers, tuple[Finding, ...]]]:
        """The careers of the extract of which the episodes are here, and what was found in its tables.

        Of several extracts, all are of the same children: only the one that reaches the latest month is counted, and
        of those the first in the order of ``EXTRACTS``, since a figure of one and its parts or its total of another
        need not agree. The others are told.
        """
        made = [_careers(extract, raw, tables) for extract, raw, tables in self._whole()]
        made.sort(key=lambda one: _last_month(one[0]), reverse=True)  # those of the same month stay in their order
        for careers, findings in made[:1]:
            yield careers, (*findings, *(_not_counted(other, careers) for other, _ in made[1:]))

    def left_out(self) -> Iterator[Finding]:
        """What was found in the tables of extracts whose episodes could not be told."""
        for _, _, tables in self._typed:
            if tables.left_out & set(NEEDED.values()):
                yield from tables.findings

    def rows_to_check(self, check: Callable[[Careers], Iterable[RowsToCheck]]) -> Iterator[tuple[str, bytes]]:
        """The CSV files with the rows that ``check`` finds in careers, as their names and contents."""
        for extract, raw, tables in self._whole():
            careers, _ = _careers(extract, raw, tables)
            names = {name: _tables_of(name, extract, tables) for name in Careers.__slots__}
            yield from csv_files(raw, numbers_of_ids(raw), check(careers), names)

    def _whole(self) -> Iterator[tuple[str, list[RawTable], TypedTables]]:
        """The extracts whose episodes are here, with their tables as they stand and typed."""
        for extract, raw, tables in self._typed:
            if NEEDED[extract] in tables.files and tables.files[NEEDED[extract]].rows:
                yield extract, raw, tables

    @cached_property
    def _typed(self) -> list[tuple[str, list[RawTable], TypedTables]]:
        """Each extract with its tables as they stand and typed, which is most of the work, so once."""
        typed = []
        for extract in EXTRACTS:
            raw = [one for one in self._raw if one.layout.extract == extract]
            raw, earlier = latest_snapshot(raw) if extract == ANNEX_A else (raw, [])
            tables = TypedTables.of(raw)
            typed.append((extract, raw, replace(tables, findings=(*earlier, *tables.findings))))
        return typed


def _careers(extract: str, raw: Sequence[RawTable], tables: TypedTables) -> tuple[Careers, tuple[Finding, ...]]:
    frames = _MAKERS[extract](tables)
    if extract == ANNEX_A:
        since, until = month_of_annex_a(frames)
        frames["latest"] = without_later(frames["latest"], until)
    else:
        since, until = reach(frames, yearly=extract == SSDA903)
    given = {name: RecordTable(frame, _file_of(name, extract, tables)) for name, frame in frames.items()}
    late = late_days(extract, raw, tables.frames, tables.files, until)
    findings = (*tables.findings, *late, *_lacking(extract, tables))
    return Careers(title_of(extract), since, until, **given, lacks=lacks_of(extract)), findings


def _last_month(careers: Careers) -> tuple[int, int]:
    """The year and the number of the month after the last one that an extract reaches: its last week is enough."""
    end = careers.until + timedelta(days=_LAST_DAYS)
    return end.year, end.month


def _not_counted(other: Careers, counted: Careers) -> Finding:
    """The finding that an extract is not counted, as another is here."""
    why = "which reaches further" if _last_month(counted) > _last_month(other) else "which tells more"
    what = f"This is of {other.source}, up to {day_in_words(other.until)}. Nothing was counted from it, since the "
    what += f"folder holds {counted.source} too, up to {day_in_words(counted.until)}, {why}; figures of the two "
    what += "are never mixed."
    remedy = f"To count {other.source}, take the files of {counted.source} out of the folder."
    file = other.episodes.file
    return replace(found("record-of-two-sources", what, remedy), workbook=file.name, sheet=file.sheet)


def _file_of(name: str, extract: str, tables: TypedTables) -> RecordFile:
    """The file of a table of careers."""
    return tables.files[_tables_of(name, extract, tables)[0]]


def _tables_of(name: str, extract: str, tables: TypedTables) -> tuple[str, ...]:
    """The tables in which one of careers is found: its own, those it comes from, or that with which all begins."""
    own = tuple(one for one in (*(_ADOPTION if name == "adoption" else ()), name) if one in tables.files)
    return own or (NEEDED[extract],)


def _lacking(extract: str, tables: TypedTables) -> Iterator[Finding]:
    """One finding for the tables that are not there, and what they would have given."""
    absent = [
        table for table in layouts(extract) if table.gives and table.name not in {*tables.files, *tables.left_out}
    ]
    if not absent:
        return
    listed = "; ".join(f"{table.called} ({table.gives})" for table in absent)
    what = f"Of {title_of(extract)} these tables are not here, and what they give is not counted: {listed}."
    file = tables.files[NEEDED[extract]]
    one = found("record-table-missing", what, "Extract them too, and put them beside the others, if you have them.")
    yield replace(one, workbook=file.name, sheet=file.sheet)
