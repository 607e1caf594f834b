"""Counts the careers of one extract into returns: every measure that it can honestly give, month by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from inputs.careers import Careers, RecordFile, RecordTable
from inputs.findings import Finding
from inputs.intake import Point, Reading, Return, Series, State
from report.metrics.counting.counting_rules import CountingRules
from report.metrics.counting.records.adoption import tally_adoption
from report.metrics.counting.records.health import tally_health
from report.metrics.counting.records.homes import tally_homes
from report.metrics.counting.records.leaving import tally_leavers
from report.metrics.counting.records.missing import tally_missing
from report.metrics.counting.records.month_numbers import month_of
from report.metrics.counting.records.reviews import tally_reviews
from report.metrics.counting.records.stays import Care, care_of
from report.metrics.counting.records.tallies import Tally
from report.metrics.counting.records.visits import tally_visits
from report.metrics.counting.records.who import tally_flows, tally_who
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import Measure, Source

_TALLIES = (
    tally_who, tally_flows, tally_reviews, tally_visits, tally_homes, tally_missing, tally_health, tally_adoption,
    tally_leavers,
)  # fmt: skip


def count_careers(
    careers: Careers, measures: Mapping[str, Measure], rules: CountingRules
) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """The returns that the careers of an extract make, one for each table and kind of return, and what was found.

    A figure rests on a table: its source is the file, how many rows it has, and never a row.
    """
    care = care_of(careers, rules.every_move)
    if care.last < care.first:
        return (), (_nothing_whole(careers),)
    tallies = [one for tally in _TALLIES for one in tally(careers, care) if one.measure in measures and one.counts]
    return tuple(_returns(careers, tallies, measures)), (_what_was_counted(careers, care),)


def _returns(careers: Careers, tallies: list[Tally], measures: Mapping[str, Measure]) -> Iterator[Return]:
    series: dict[tuple[RecordFile, str], list[Series]] = {}
    for tally in tallies:
        file = _table(careers, tally.table).file
        points = tuple(_point(month, counts, file) for month, counts in sorted(tally.counts.items()))
        kind = measures[tally.measure].kind
        series.setdefault((file, kind), []).append(Series(tally.measure, tally.group, points))
    for (file, kind), its in series.items():
        yield Return(kind, file.name, file.sha256, file.sheet, tuple(its))


def _table(careers: Careers, name: str) -> RecordTable:
    table = getattr(careers, name)
    assert isinstance(table, RecordTable)  # a tally is only made of a table that is there
    return table


def _point(month: int, counts: tuple[int, int | None], file: RecordFile) -> Point:
    """The figure of a month; its place is all the rows of the table."""
    where = file.place
    count, of = counts
    number = Reading(State.NUMBER, Decimal(count), where)
    if of is None:
        return Point(month_of(month), number)
    return Point(month_of(month), None, number, Reading(State.NUMBER, Decimal(of), where))


def _what_was_counted(careers: Careers, care: Care) -> Finding:
    """The note on what was counted, over which months, and who was left out."""
    first, last = month_of(care.first), month_of(care.last)
    file = careers.episodes.file
    out = [f"{number:,} {who}" for who, number in care.left_out if number]
    what = (
        f"Measures were counted from {careers.source}, for each month from {first.name} to {last.name}: its records "
        f"reach from {_day(careers.since)} to {_day(careers.until)}."
    )
    if out:
        what += f" Left out are {'; '.join(out)}."
    remedy = "If it was extracted for other months, extract it again."
    at = Source(file.name, file.sha256, file.sheet, (file.place,))
    return found("counted-from-records", what, remedy, at)


def _nothing_whole(careers: Careers) -> Finding:
    file = careers.episodes.file
    what = f"The records of {careers.source} hold no whole month, so nothing was counted from them."
    at = Source(file.name, file.sha256, file.sheet, (file.place,))
    return found("records-too-short", what, "Extract them for a longer time, and run again.", at)


def _day(day: date) -> str:
    return formatting.day(day).replace(formatting.NBSP, " ")
