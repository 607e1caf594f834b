"""Reads lists of children: one row for each episode of going missing. Only the columns that are counted are read."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from inputs.files.size_limits import LAST_ROW
from inputs.files.workbook_values import Sheet, address
from inputs.findings import Finding, found
from inputs.headings.dates import last_day_named
from inputs.headings.vocabulary import Lexicon
from inputs.intake import ChildList
from inputs.lists.episode_checks import check_rows, last_day_covered
from inputs.lists.episodes import Column, EpisodeReading, ListRange, episode_words
from inputs.lists.list_facts import list_left_out, rows_left_out
from inputs.lists.list_headings import header_row
from inputs.tables.sheet_facts import NOTHING, Facts


class ListReading(NamedTuple):
    """What one list gave, and the ``rest`` of the sheet. ``child_list`` is None where no row could be read.

    Hidden rows and columns are those that were read nevertheless.
    """

    child_list: ChildList | None
    findings: tuple[Finding, ...]
    rest: Sheet
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


def read_child_lists(
    sheet: Sheet, workbook: str, sha256: str, as_at: str, lexicon: Lexicon, around: Facts = NOTHING
) -> tuple[list[ListReading], Sheet]:
    """Every list of a sheet, and the rest of the sheet. ``as_at`` is its "data correct as at" line, or "".

    ``around`` is what its workbook says of its rows.
    """
    lists: list[ListReading] = []
    while (reading := _first_list(sheet, workbook, sha256, as_at, lexicon, around)) is not None:
        lists.append(reading)
        sheet = reading.rest
    return lists, sheet


def _first_list(
    sheet: Sheet, workbook: str, sha256: str, as_at: str, lexicon: Lexicon, around: Facts
) -> ListReading | None:
    within = _list_range(sheet)
    if within is None:
        return None
    rest = replace(sheet, cells={spot: cell for spot, cell in sheet.cells.items() if not within.holds(*spot)})
    if (kept_out := list_left_out(sheet, within, lexicon, around)) is not None:
        return ListReading(None, (kept_out,), rest, frozenset(), frozenset())
    left_out, about_rows = rows_left_out(sheet, within, lexicon)
    reading = EpisodeReading(sheet, within, lexicon)
    reading.read(left_out)
    as_at_day = last_day_named(as_at)
    child_list, findings = None, [*about_rows, *reading.findings, *check_rows(reading.rows, as_at_day)]
    if reading.rows:
        until, about = last_day_covered(reading.rows, as_at_day)
        findings += about
        first, last = min(within.columns.values()), max(within.columns.values())
        cells = f"{address(reading.rows[0].number, first)}:{address(reading.rows[-1].number, last)}"
        episodes = tuple(row.episode for row in reading.rows)
        child_list = ChildList(episode_words().kind, workbook, sha256, sheet.name, cells, episodes, until, as_at)
    elif not findings:
        what = "The list has its headings and no rows, so nothing was counted from it."
        findings.append(found("empty-list", what, "Check that it is the whole list.", address(within.top, within.left)))
    if within.bottom >= LAST_ROW:
        what = f"The list reaches row {LAST_ROW:,}, the last that is read, and may go on."
        findings.append(found("list-too-long", what, "Send this year and the last only, and run again."))
    hidden_rows = sheet.hidden_rows & {row.number for row in reading.rows}
    hidden_columns = sheet.hidden_columns & set(within.columns.values())
    return ListReading(child_list, tuple(findings), rest, hidden_rows, hidden_columns)


def _list_range(sheet: Sheet) -> ListRange | None:
    """The cell range of the first list with a child and a date in its header row, or None.

    It takes in neighbouring columns that have a heading, and all rows down to the last with a cell that is read.
    """
    header = header_row(sheet, episode_words().headings, (Column.CHILD, Column.BEGAN))
    if header is None:
        return None
    top, columns = header
    read = set(columns.values())
    left, right = min(read), max(read)
    while (top, left - 1) in sheet.cells:
        left -= 1
    while (top, right + 1) in sheet.cells:
        right += 1
    bottom = max((row for row, cells in sheet.rows.items() if row > top and not read.isdisjoint(cells)), default=top)
    return ListRange(top, left, bottom, right, columns)
