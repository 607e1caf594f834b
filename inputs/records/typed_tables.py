"""Types the columns of raw tables, numbers their children, and counts what could not be read, never quoting a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from inputs.careers import RecordFile
from inputs.findings import Finding, first_and_more, found
from inputs.records.record_cells import Cells, Texts, coded, days, ids, numbers, words
from inputs.records.record_files import FIRST_ROW, RawTable
from inputs.records.record_layouts import codes_of
from inputs.records.same_table import IDS, Part, put_together

EPISODE_COLUMNS = (  # of the episodes of careers, whatever they are made of
    *("child", "began", "ended", "why_began", "why_ended", "legal", "home", "provider", "miles"),
)
_OF_ONE_YEAR = ("year_checks", "year_leavers")  # forms that have one row for a child and no year in it
_MOST_ROWS = 5  # that one message lists
_DAYS = frozenset(
    {"born", "began", "ended", "due", "held", "on", "decided", "ordered", "placed", "matched", "reversed", "plan"}
    | {"review", "visit", "iro", "entered", "adopted"}
)
_NUMBERS = frozenset({"miles", "score", "homes", "fte"})
_KINDS = frozenset(
    {"why_began", "why_ended", "legal", "home", "provider", "took_part", "eligibility"}
    | {"in_touch", "activity", "lives", "suitable", "role"}
)
_ANSWERS = frozenset(
    {
        "came_alone",
        "disabled",
        "cancelled",
        "seen",
        "seen_alone",
        "offered",
        "accepted",
        "health",
        "dental",
        "immunised",
    }
    | {"develops", "misuse", "helped", "convicted"}
)
_OF_TABLE = {  # columns whose codes depend on their table
    ("checks", "kind"): "kind_of_check",
    ("checks", "status"): "check_done",
    ("missing", "kind"): "kind_of_missing",
    ("alone", "status"): "status",
    ("immunised", "status"): "yes_or_no",
}
_DAYS_OF_TABLE = {("in_care", "health"), ("in_care", "dental")}
_NEEDED_DAYS = {
    "episodes": ("began", "ended"),
    "in_care": ("began", "ended"),
}  # without which a row cannot be counted, nor left out


@dataclass(frozen=True, slots=True)
class TypedTables:
    """The typed tables of an extract, by our name; ``findings`` on cells that could not be read.

    ``left_out`` are the tables of which two files contradict one another.

    A row that names no child, no period of care and no placement is left out. In columns of ids a number stands for an
    id, the same in all tables, in the order in which the ids sort; 0 is a blank.
    """

    frames: dict[str, pd.DataFrame]
    files: dict[str, RecordFile]
    findings: tuple[Finding, ...] = ()
    left_out: frozenset[str] = frozenset()

    @classmethod
    def of(cls, raw: Sequence[RawTable]) -> TypedTables:
        """The tables typed; several files of one table are put together, in their order, and no row twice."""
        numbered = numbers_of_ids(raw)
        parts: dict[str, list[Part]] = {}
        findings: list[Finding] = []
        for table, of_table in zip(raw, numbered, strict=True):
            frame, about = _typed(table, of_table)
            parts.setdefault(table.layout.name, []).append(Part(frame, table.file._replace(rows=len(frame))))
            findings += about
        tables: dict[str, Part] = {}
        for layout in {table.layout.name: table.layout for table in raw}.values():
            its = parts[layout.name]
            if layout.name in _OF_ONE_YEAR and any(not one.frame.equals(its[0].frame) for one in its[1:]):
                findings.append(_of_several_years(its[0].file, len(its)))
                continue
            whole, about = put_together(layout, its)
            tables |= {} if whole is None else {layout.name: whole}
            findings += about
        frames = {name: one.frame for name, one in tables.items()}
        files = {name: one.file for name, one in tables.items()}
        return cls(frames, files, tuple(findings), frozenset(parts.keys() - tables.keys()))

    def get(self, name: str, columns: Iterable[str]) -> pd.DataFrame | None:
        """A table with at least these columns, those that it lacks being blank; None where it was not given."""
        frame = self.frames.get(name)
        if frame is None:
            return None
        lacking = {column: blank(column, frame) for column in columns if column not in frame}
        return frame.assign(**lacking)


def _of_several_years(file: RecordFile, number: int) -> Finding:
    """A form of a year that is there several times is not counted: nothing in it says of which year it is."""
    what = f"Of this form there are {number} files, and nothing in them says of which year each is, so none is counted."
    remedy = "Leave only the file of the latest year to March in the folder, and run again."
    return replace(found("record-table-missing", what, remedy), workbook=file.name, sheet=file.sheet)


def tables_with_children(frames: Mapping[str, pd.DataFrame | None]) -> dict[str, pd.DataFrame]:
    """The tables that are there, without the rows that name no child."""
    given = {name: frame for name, frame in frames.items() if frame is not None}
    return {name: frame[frame["child"] != 0].reset_index(drop=True) for name, frame in given.items()}


def numbers_of_ids(raw: Sequence[RawTable]) -> list[dict[str, Any]]:
    """For each table the numbers of the ids in its columns of them."""
    out: list[dict[str, Any]] = [{} for _ in raw]
    for kind in IDS:
        having = [place for place, table in enumerate(raw) if kind in table.texts]
        for place, its in zip(having, ids([raw[place].texts[kind] for place in having]), strict=True):
            out[place][kind] = its
    return out


def _typed(raw: RawTable, numbered: Mapping[str, Any]) -> tuple[pd.DataFrame, list[Finding]]:
    """The columns of one table by what they hold, and findings on what could not be read in rows that are kept."""
    read = {column: _cells(texts, raw.layout.name, column) for column, texts in raw.texts.items() if column not in IDS}
    frame = pd.DataFrame({**numbered, **{column: cells.values for column, cells in read.items()}})
    named = (frame[list(numbered)] != 0).any(axis=1)
    lines = pd.Series(raw.lines)
    findings = [
        _about_unread(raw, column, lines[named & cells.unread].tolist(), frame[column].dtype)
        for column, cells in read.items()
        if cells.unread is not None and (named & cells.unread).any()
    ]
    return (frame if named.all() else frame[named].reset_index(drop=True)), findings


def _cells(texts: Texts, table: str, column: str) -> Cells:
    """A column read as what it holds."""
    if column in _DAYS or (table, column) in _DAYS_OF_TABLE:
        return days(texts)
    if column in _NUMBERS:
        return numbers(texts)
    kind = kind_of(table, column)
    return coded(texts, kind) if kind else words(texts)


def kind_of(table: str, column: str) -> str:
    """The kind of codes that a column of a table holds; "" for one without codes."""
    named = column if column in _KINDS else "yes_or_no" if column in _ANSWERS else ""
    return _OF_TABLE.get((table, column), named)


def blank(column: str, frame: pd.DataFrame) -> pd.Series:
    """A column of blanks, of the type that it would have."""
    if column in _DAYS or column in ("health", "dental"):
        return pd.Series(pd.NaT, index=frame.index, dtype="datetime64[s]")
    if column in IDS:
        return pd.Series(0, index=frame.index)
    return pd.Series(float("nan") if column in _NUMBERS else "", index=frame.index)


def _about_unread(raw: RawTable, column: str, lines: Sequence[int], kind: object) -> Finding:
    theirs, file = raw.headings[column], raw.file
    rows = first_and_more([f"{line + FIRST_ROW:,}" for line in lines], _MOST_ROWS)
    where = f"In {'row' if len(lines) == 1 else 'rows'} {rows} of its records, {theirs}"
    if str(kind).startswith("datetime"):
        what, remedy = f"{where} is no date.", "Correct it where it is recorded, extract it again, and run again."
        needed = column in _NEEDED_DAYS.get(raw.layout.name, ())
        one = found("record-day-needed", what, remedy) if needed else found("record-day-not-read", what, remedy)
    else:
        codes = kind_of(raw.layout.name, column)
        taken_as = codes_of(codes).taken_as if codes else "not recorded"
        what = f"{where} holds something that is no known code or number; it was taken as {taken_as}."
        one = found("record-code-not-known", what, "Correct it, or ask for the code to be added to the known ones.")
    return replace(one, workbook=file.name, sheet=file.sheet)


def sorted_rows(frame: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """The rows in an order that does not depend on that of the file."""
    return frame.sort_values(list(by), kind="stable", na_position="last").reset_index(drop=True)
