"""Types the columns of raw tables, numbers their children, and counts what could not be read, never quoting a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from inputs.careers import RecordFile
from inputs.findings import Finding, first_and_more, found
from inputs.records.record_cells import Cells, coded, days, numbers
from inputs.records.record_files import FIRST_ROW, RawTable

_MOST_ROWS = 5  # that one message lists
_DAYS = frozenset(
    {"born", "began", "ended", "due", "held", "on", "decided", "ordered", "placed", "matched", "reversed", "plan"}
    | {"review", "visit", "iro", "entered", "adopted"}
)
_NUMBERS = frozenset({"miles", "score", "homes"})
_KINDS = {
    "why_began": "why_began",
    "why_ended": "why_ended",
    "legal": "legal",
    "home": "home",
    "provider": "provider",
    "took_part": "took_part",
    "eligibility": "eligibility",
    "in_touch": "in_touch",
    "activity": "activity",
}
_ANSWERS = frozenset(
    {"came_alone", "disabled", "cancelled", "seen", "offered", "accepted", "by_carer", "health", "dental", "immunised"}
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


@dataclass(slots=True)
class TypedTables:
    """The typed tables of an extract, by our name; ``findings`` on cells that could not be read.

    Several files of one table are put together, in the order in which they are taken.
    """

    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    files: dict[str, RecordFile] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def take(self, raw: RawTable) -> None:
        """Type one table, and add it."""
        name = raw.layout.name
        typed = pd.DataFrame({column: self._typed(raw, column) for column in raw.texts}).reset_index(drop=True)
        before = self.frames.get(name)
        self.frames[name] = typed if before is None else pd.concat([before, typed], ignore_index=True)
        rows = len(self.frames[name])
        self.files[name] = raw.file._replace(rows=rows)

    def get(self, name: str, columns: Iterable[str]) -> pd.DataFrame | None:
        """A table with at least these columns, those that it lacks being blank; None where it was not given."""
        frame = self.frames.get(name)
        if frame is None:
            return None
        lacking = {column: blank(column, frame) for column in columns if column not in frame}
        return frame.assign(**lacking)

    def _typed(self, raw: RawTable, column: str) -> pd.Series:
        texts, name = raw.texts[column], raw.layout.name
        cells = typed_cells(texts, name, column)
        if cells is None:
            return texts
        if cells.unread.any():
            self.findings.append(_about_unread(raw, column, cells))
        return cells.values


def typed_cells(texts: pd.Series, table: str, column: str) -> Cells | None:
    """A column typed by what it holds; None for one that stays a text, such as an id."""
    if column in _DAYS or (table, column) in _DAYS_OF_TABLE:
        return days(texts)
    if column in _NUMBERS:
        return numbers(texts)
    kind = _OF_TABLE.get((table, column)) or _KINDS.get(column) or ("yes_or_no" if column in _ANSWERS else "")
    return coded(texts, kind) if kind else None


def blank(column: str, frame: pd.DataFrame) -> pd.Series:
    """A column of blanks, of the type that it would have."""
    if column in _DAYS or column in ("health", "dental"):
        return pd.Series(pd.NaT, index=frame.index, dtype="datetime64[s]")
    return pd.Series(float("nan") if column in _NUMBERS else "", index=frame.index)


def numbered(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables with a number for each child in place of its id; rows without an id are left out.

    The numbers say nothing of the ids: they follow the order in which the ids sort.
    """
    with_child = {name: frame for name, frame in frames.items() if "child" in frame}
    every = pd.Index(pd.concat([frame["child"] for frame in with_child.values()]).unique()).sort_values()
    every = every[every != ""]
    out = dict(frames)
    for name, frame in with_child.items():
        kept = frame[frame["child"] != ""]
        out[name] = kept.assign(child=every.get_indexer(kept["child"])).reset_index(drop=True)
    return out


def _about_unread(raw: RawTable, column: str, cells: Cells) -> Finding:
    theirs, file = raw.layout.columns[column][0], raw.file
    lines = (cells.unread[cells.unread].index + FIRST_ROW).tolist()
    rows = first_and_more([f"{line:,}" for line in lines], _MOST_ROWS)
    where = f"In {'row' if len(lines) == 1 else 'rows'} {rows} of its records, {theirs}"
    if str(cells.values.dtype).startswith("datetime"):
        what, remedy = f"{where} is no date.", "Correct it where it is recorded, extract it again, and run again."
        needed = column in _NEEDED_DAYS.get(raw.layout.name, ())
        one = found("record-day-needed", what, remedy) if needed else found("record-day-not-read", what, remedy)
    else:
        what = f"{where} holds something that is no known code or number; it was taken as not recorded."
        one = found("record-code-not-known", what, "Correct it, or ask for the code to be added to the known ones.")
    return replace(one, workbook=file.name, sheet=file.sheet)


def sorted_rows(frame: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """The rows in an order that does not depend on that of the file."""
    return frame.sort_values(list(by), kind="stable", na_position="last").reset_index(drop=True)
