"""Puts several files of one table together, so that no row is counted twice and no two rows contradict one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from inputs.careers import RecordFile
from inputs.findings import Finding, found
from inputs.records.record_layouts import SSDA903, TableLayout

IDS = ("child", "stay", "place", "worker")
_DAYS = ("due", "began", "on", "held")  # that tell one row of a child from another: the first of these that it has
_NO_DAY = pd.Timestamp("1900-01-01")


class Part(NamedTuple):
    """The typed rows of one file of a table."""

    frame: pd.DataFrame
    file: RecordFile


def put_together(layout: TableLayout, parts: Sequence[Part]) -> tuple[Part | None, list[Finding]]:
    """The rows of several files of a table, those that are in more than one of them once, and what was found.

    None where two files say different things of the same child and day: which of them is right cannot be told. Not so
    with SSDA903, of which several years belong together.
    """
    whole, findings = parts[0], []
    for part in parts[1:]:
        columns = [column for column in whole.frame if column in part.frame]
        fresh = part.frame[~_among(part.frame[columns], whole.frame[columns])]
        differ = 0 if layout.extract == SSDA903 else int(_among(_keys(fresh), _keys(whole.frame)).sum())
        if differ:
            return None, [_differ(layout, whole.file, part.file, differ)]
        if twice := len(part.frame) - len(fresh):
            findings.append(_twice(layout, whole.file, part.file, twice))
        rows = pd.concat([whole.frame, fresh], ignore_index=True) if len(fresh) else whole.frame
        whole = Part(rows, (part if len(fresh) else whole).file._replace(rows=len(rows)))
    return whole, findings


def _among(rows: pd.DataFrame, others: pd.DataFrame) -> pd.Series:
    """Whether each row is one of others, in the same columns."""
    known = set(others.astype("str").itertuples(index=False, name=None))
    return pd.Series([one in known for one in rows.astype("str").itertuples(index=False, name=None)], index=rows.index)


def _keys(frame: pd.DataFrame) -> pd.DataFrame:
    """What tells a row from the others of its table: whom it is of, and a day."""
    days = [frame[column] for column in _DAYS if column in frame]
    day = pd.Series(_NO_DAY, index=frame.index)
    for one in reversed(days):
        day = one.fillna(day)
    of = next(column for column in IDS if column in frame)
    return pd.DataFrame({"of": frame[of], "day": day, "kind": frame.get("kind", "")})


def _twice(layout: TableLayout, one: RecordFile, other: RecordFile, rows: int) -> Finding:
    many = "1 row of this table is" if rows == 1 else f"{rows:,} rows of this table are"
    what = f"{many} in {_named(one)} too ({layout.called}), and counted once."
    told = found("record-rows-twice", what, "Leave only the later extract of the table in the folder.")
    return replace(told, workbook=other.name, sheet=other.sheet)


def _differ(layout: TableLayout, one: RecordFile, other: RecordFile, rows: int) -> Finding:
    many = "1 row differs" if rows == 1 else f"{rows:,} rows differ"
    what = f"This and {_named(one)} are both {layout.called}, and {many} for the same child and day, so that nothing "
    what += "was counted from either."
    told = found("record-tables-differ", what, "Take the older of the two out of the folder, and run again.")
    return replace(told, workbook=other.name, sheet=other.sheet)


def _named(file: RecordFile) -> str:
    return f"{file.name} › {file.sheet}" if not file.name.startswith(file.sheet) else file.name
