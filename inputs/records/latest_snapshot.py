"""Of several Annex A in one folder only the latest is counted: each is a list of one day, and they are never joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from inputs.findings import Finding, first_and_more, found
from inputs.period import day_in_words
from inputs.records.from_annex_a import careers_of_annex_a, month_of_annex_a
from inputs.records.record_files import RawTable
from inputs.records.record_layouts import ANNEX_A, NEEDED
from inputs.records.typed_tables import TypedTables

_MOST_NAMED = 4


def latest_snapshot(raw: Sequence[RawTable]) -> tuple[list[RawTable], list[Finding]]:
    """The tables of the latest Annex A among some, and a finding that names the others.

    A table beside an earlier list of children in care, in its workbook, goes with it. Two of the same day are both
    kept: they are one list twice, or contradict one another.
    """
    of_children = [one for one in raw if one.layout.name == NEEDED[ANNEX_A]]
    if len(of_children) < 2:
        return list(raw), []
    lists = [(one, _until(one)) for one in of_children]
    latest = max(until for _, until in lists)
    earlier = [one for one, until in lists if until < latest]
    if not earlier:
        return list(raw), []
    kept = {one.file.name for one, until in lists if until == latest}
    gone = {one.file.name for one in earlier} - kept
    tables = [one for one in raw if one not in earlier and one.file.name not in gone]
    named = first_and_more([_named(one) for one in earlier], _MOST_NAMED)
    newest = next(one for one, until in lists if until == latest)
    what = f"There is more than one Annex A here. Only this, {_named(newest)}, was read: it is the latest, up to "
    what += f"{day_in_words(latest)}. Left out, as earlier: {named}."
    told = found("record-earlier-snapshot", what, "Leave only the Annex A of the month of the report in the folder.")
    return tables, [replace(told, workbook=newest.file.name, sheet=newest.file.sheet)]


def _until(one: RawTable) -> date:
    frames = careers_of_annex_a(TypedTables.of([one]))
    return month_of_annex_a(frames)[1] if len(frames["episodes"]) else date.min


def _named(one: RawTable) -> str:
    return f"{one.file.name} › {one.file.sheet}"
