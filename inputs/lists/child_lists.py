"""Finds a list with one row for each time a child went missing, and gives it typed; no other column of it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from inputs.files.size_limits import LAST_ROW
from inputs.files.workbook_values import Sheet, address
from inputs.findings import Finding, found
from inputs.headings.dates import last_day_named
from inputs.headings.vocabulary import Lexicon, fold
from inputs.intake import Listing
from inputs.lists.episode_checks import across, covered
from inputs.lists.episodes import Column, EpisodeReading, ListRange, RowWords
from inputs.lists.list_headings import headed_row, source_of


@dataclass(frozen=True, slots=True)
class ListWords:
    """The words of a list, folded: its headings by column, the likeliest first, and what its rows may say."""

    kind: str
    headings: Mapping[Column, tuple[str, ...]]
    rows: RowWords


@cache
def list_words() -> ListWords:
    """Read the words from ``known_returns/lists``."""
    source = source_of("missing_episodes")
    folded = {key: tuple(map(fold, words)) for key, words in source.items() if key != "kind"}
    rows = RowWords(*(frozenset(folded[key]) for key in ("missing", "away", "not_returned")))
    return ListWords(source["kind"], {column: folded[column] for column in Column}, rows)


@dataclass(frozen=True, slots=True)
class ListReading:
    """What a list on a sheet gave, and the ``rest`` of the sheet without it.

    ``listing`` is None for a list without a row that could be read. Hidden rows and columns are those that were read.
    """

    listing: Listing | None
    findings: tuple[Finding, ...]
    rest: Sheet
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


def read_listings(
    sheet: Sheet, workbook: str, sha256: str, as_at: str, lexicon: Lexicon
) -> tuple[list[ListReading], Sheet]:
    """Read every list of a sheet, and give what is left of the sheet. ``as_at`` is its own line of that, or ""."""
    lists: list[ListReading] = []
    while (reading := _first_list(sheet, workbook, sha256, as_at, lexicon)) is not None:
        lists.append(reading)
        sheet = reading.rest
    return lists, sheet


def _first_list(sheet: Sheet, workbook: str, sha256: str, as_at: str, lexicon: Lexicon) -> ListReading | None:
    within = _list_range(sheet)
    if within is None:
        return None
    reading = EpisodeReading(sheet, within, list_words().rows, lexicon)
    reading.read()
    as_at_day = last_day_named(as_at)
    listing, findings = None, [*reading.findings, *across(reading.rows, as_at_day)]
    if reading.rows:
        until, about = covered(reading.rows, as_at_day)
        findings += about
        first, last = min(within.columns.values()), max(within.columns.values())
        cells = f"{address(reading.rows[0].number, first)}:{address(reading.rows[-1].number, last)}"
        episodes = tuple(row.episode for row in reading.rows)
        listing = Listing(list_words().kind, workbook, sha256, sheet.name, cells, episodes, until, as_at)
    elif not findings:
        what = "The list has its headings and no rows, so nothing was counted from it."
        findings.append(found("empty-list", what, "Check that it is the whole list.", address(within.top, within.left)))
    if within.bottom >= LAST_ROW:
        what = f"The list reaches row {LAST_ROW:,}, the last that is read, and may go on."
        findings.append(found("list-too-long", what, "Send this year and the last only, and run again."))
    hidden_rows = sheet.hidden_rows & {row.number for row in reading.rows}
    hidden_columns = sheet.hidden_columns & set(within.columns.values())
    return ListReading(listing, tuple(findings), _without(sheet, within), hidden_rows, hidden_columns)


def _list_range(sheet: Sheet) -> ListRange | None:
    """Find the first row that heads both a child and a date, and what stands below it."""
    place = headed_row(sheet, list_words().headings, (Column.CHILD, Column.BEGAN))
    return _reaching(sheet, *place) if place else None


def _reaching(sheet: Sheet, top: int, columns: Mapping[Column, int]) -> ListRange:
    """Take in the neighbours that have a heading as well, and all rows down to the last with something to read."""
    left, right = min(columns.values()), max(columns.values())
    while (top, left - 1) in sheet.cells:
        left -= 1
    while (top, right + 1) in sheet.cells:
        right += 1
    read = set(columns.values())
    bottom = max((row for row, cells in sheet.rows.items() if row > top and not read.isdisjoint(cells)), default=top)
    return ListRange(top, left, bottom, right, columns)


def _without(sheet: Sheet, within: ListRange) -> Sheet:
    return replace(sheet, cells={spot: cell for spot, cell in sheet.cells.items() if not within.holds(*spot)})
