"""Checks the rows of a list against each other, and works out the last day that the list covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from inputs.findings import RUN_AGAIN, Finding, first_and_others, found
from inputs.lists.episodes import Row
from inputs.period import Period

_A_YEAR = timedelta(days=366)
_MOST_LISTED = 5


def last_day_covered(rows: Sequence[Row], as_at: date | None) -> tuple[date, tuple[Finding, ...]]:
    """The last day that the list covers: its as-at date or, without one, the last day on which a row begins.

    A later date of return proves nothing: a list of one quarter has some, too. A finding says where a month with rows
    is not covered to its end and so not counted; it has no cell, which would show how many rows there are.
    """
    latest = max(row.episode.began for row in rows)
    until = as_at or latest
    month = Period(until.year, until.month)
    if until == month.last_day or (latest.year, latest.month) < (until.year, until.month):
        return until, ()
    if as_at is None:
        what = f"The list does not say on which day it was correct, so {month.name}, its last month, was left out."
        remedy = "Add a line such as “Data correct as at 31 December 2023” above the list."
    else:
        what = f"The list is correct as at a day before the end of {month.name}, so that month was left out."
        remedy = "Ask for the list again once the month is over, if the report should have it."
    return until, (found("last-month-not-whole", what, remedy),)


def check_rows(rows: Sequence[Row], as_at: date | None) -> Iterator[Finding]:
    """The findings about rows that contradict each other or look alike."""
    yield from _after(rows, as_at)
    yield from _far_apart(rows, as_at)
    yield from _nearly_alike(rows)
    yield from _twice(rows)
    yield from _at_once(rows)


def _after(rows: Sequence[Row], as_at: date | None) -> Iterator[Finding]:
    began = [(row.episode.began, row.began_cell) for row in rows]
    for day, cell in (*began, *((row.episode.ended, row.ended_cell) for row in rows)):
        if as_at is not None and day is not None and day > as_at:
            what = "The date is later than the one at which the list is said to be correct."
            yield found("date-after-as-at", what, f"Correct one of the two {RUN_AGAIN}", cell)


def _far_apart(rows: Sequence[Row], as_at: date | None) -> Iterator[Finding]:
    """Findings of gaps of more than a year, at the date on the side with fewer rows: its year may be mistyped.

    Such a date would make the list cover years of which it knows nothing.
    """
    days = sorted((row.episode.began, row.began_cell) for row in rows)
    for place, (before, after) in enumerate(pairwise(days), start=1):
        if after[0] - before[0] > _A_YEAR:
            cell = (before if place * 2 < len(days) else after)[1]
            what = "More than a year lies between this date and the next or the one before in the list."
            remedy = f"Correct it {RUN_AGAIN[:-1]}; if it is right, take the rows before the gap out of the list."
            yield found("dates-far-apart", what, remedy, cell)
    if as_at is not None and days and as_at - days[-1][0] > _A_YEAR:
        what = "The list is said to be correct as at a day more than a year after its last row began."
        yield found("dates-far-apart", what, f"Correct that date {RUN_AGAIN}", days[-1][1])


def _nearly_alike(rows: Sequence[Row]) -> Iterator[Finding]:
    spellings: dict[str, dict[str, str]] = {}
    for row in rows:
        plain = re.sub(r"[\W_]+", "", row.episode.child.casefold()).lstrip("0")
        spellings.setdefault(plain, {}).setdefault(row.episode.child, row.child_cell)
    for cell_by_child in spellings.values():
        first, *others = cell_by_child.values()
        for cell in others:
            what = f"The id differs from the one in {first} only in zeros in front, capitals, spaces or dashes; "
            remedy = "If they are one child, write the id alike in every row."
            yield found("ids-nearly-alike", f"{what}they were counted as two children.", remedy, cell)


def _twice(rows: Sequence[Row]) -> Iterator[Finding]:
    """One finding of all rows that repeat another. They are counted: a child may go missing twice on one day."""
    seen: set[tuple[str, bool, tuple[str, str]]] = set()
    again = []
    for row in rows:
        key = (row.episode.child, row.episode.away, row.moments)
        if key in seen:
            again.append(row)
        seen.add(key)
    if again:
        numbers = first_and_others([str(row.number) for row in again], _MOST_LISTED)
        rows_named = f"Row {numbers} says" if len(again) == 1 else f"Rows {numbers} say"
        what = f"{rows_named} the same as an earlier row, child and dates alike, and each was counted."
        yield found("same-row-twice", what, "Delete what was entered twice.", again[0].child_cell)


def _at_once(rows: Sequence[Row]) -> Iterator[Finding]:
    """One finding each of overlapping episodes, and of episodes without a date of return before another one.

    Rows that repeat another are left out. Where fewer than half of the rows have a date of return, a blank one is no
    finding: the list is not kept up to date.
    """
    kept = sum(row.is_open for row in rows) * 2 <= len(rows)
    overlapping, not_back = [], []
    by_child: dict[str, list[Row]] = {}
    for row in rows:
        by_child.setdefault(row.episode.child, []).append(row)
    in_order = (sorted(its, key=lambda row: row.episode.began) for its in by_child.values())
    for before, after in (pair for its in in_order for pair in pairwise(its)):
        if before.moments == after.moments:
            continue
        if before.episode.ended is not None and after.episode.began < before.episode.ended:
            overlapping.append(after.began_cell)
        elif before.is_open and kept:
            not_back.append(before.ended_cell)
    if overlapping:
        what = f"In {_so_many(overlapping)} a child went missing before the date of return of the child's earlier row."
        remedy = "Correct the dates, or delete the row that says the same once more."
        yield found("episodes-overlap", what, remedy, overlapping[0])
    if not_back:
        what = f"In {_so_many(not_back)} there is no date of return, but the same child went missing again later."
        yield found("not-back-before-next", what, "Fill in the date of return.", not_back[0])


def _so_many(cells: Sequence[str]) -> str:
    return "one row" if len(cells) == 1 else f"{len(cells):,} rows"
