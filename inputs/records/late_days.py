"""Tells of days in records that lie after all the others: slips of the hand, or plans, of which nothing is counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from inputs.careers import RecordFile
from inputs.findings import Finding, found
from inputs.period import day_in_words
from inputs.records.record_files import RawTable
from inputs.records.record_layouts import ANNEX_A, SSD, SSDA903

_OF_EPISODES = {"episodes": ("began", "ended")}
_HAPPENED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    SSD: {**_OF_EPISODES, "reviews": ("held",), "visits": ("on",), "checks": ("on",), "missing": ("began", "ended")},
    SSDA903: _OF_EPISODES,
    ANNEX_A: {"in_care": ("began", "ended", "placed", "review", "visit", "iro", "health", "dental")},
}  # the columns of days on which something happened; one on which it is due may well be later


def late_days(
    extract: str,
    raw: Sequence[RawTable],
    frames: Mapping[str, pd.DataFrame],
    files: Mapping[str, RecordFile],
    end: date,
) -> Iterator[Finding]:
    """One finding for each column of days on which something happened that has some after ``end``, with how many."""
    for name, columns in _HAPPENED[extract].items():
        headings = {
            ours: theirs
            for one in raw
            if one.layout.name == name and name in frames
            for ours, theirs in one.headings.items()
        }
        for column in (one for one in columns if one in headings):
            late = int((frames[name][column] > pd.Timestamp(end)).sum())
            if late:
                many = "1 date lies" if late == 1 else f"{late:,} dates lie"
                what = f"{many} after all the others, in the column {headings[column]}: a slip, or a plan. The records "
                what += f"were counted up to {day_in_words(end)}, and nothing was counted from what is later."
                one = found("record-days-too-late", what, "Correct it where it is recorded, and extract it again.")
                yield replace(one, workbook=files[name].name, sheet=files[name].sheet)
