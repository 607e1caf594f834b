"""Counts the careers of one extract into returns: every measure that it can honestly give, month by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from inputs.careers import Careers, RecordFile, RecordTable
from inputs.findings import Finding, first_and_more
from inputs.intake import Point, Reading, Return, Series, State
from inputs.period import YEAR_MONTHS, Period, day_in_words
from report.metrics.counting.counting_rules import CountingRules
from report.metrics.counting.records.adoption import tally_adoption
from report.metrics.counting.records.caseloads import tally_caseloads
from report.metrics.counting.records.health import tally_health
from report.metrics.counting.records.homes import tally_homes
from report.metrics.counting.records.leaving import tally_leavers
from report.metrics.counting.records.missing import tally_missing
from report.metrics.counting.records.month_numbers import MARCH_NUMBER, month_of
from report.metrics.counting.records.quality import check_records
from report.metrics.counting.records.reviews import tally_reviews
from report.metrics.counting.records.snapshot import tally_snapshot
from report.metrics.counting.records.stays import Care, care_of
from report.metrics.counting.records.tallies import Counts, NotTold, Tally
from report.metrics.counting.records.visits import tally_visits
from report.metrics.counting.records.who import tally_flows, tally_who
from report.metrics.model.findings import found
from report.metrics.model.measure import Measure, Source

_MONTHS_SHOWN = 25  # of a report: two years and the month before, so that each month has one a year earlier
_MOST_NAMED = 4  # measures that one message lists
_TALLIES = (
    tally_who, tally_flows, tally_reviews, tally_visits, tally_homes, tally_missing, tally_health, tally_adoption,
    tally_leavers, tally_snapshot, tally_caseloads,
)  # fmt: skip


def count_careers(
    careers: Careers, measures: Mapping[str, Measure], rules: CountingRules, period: Period | None = None
) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """The returns that the careers of an extract make, one for each table and kind of return, and what was found.

    A figure rests on a table: its source is the file, how many rows it has, and never a row. Without a ``period`` the
    report is of the last month; given are the months up to its end that a report can show, and all financial years.
    """
    care = care_of(careers, rules.every_move)
    if care.last < care.first:
        return (), (_nothing_whole(careers),)
    tallies, not_told = tally_careers(careers, care)
    tallies = [one for one in tallies if one.measure in measures]
    end = min(care.last, period.index) if period else care.last
    shown = [one._replace(counts=_shown(one, end)) for one in tallies]
    returns = _returns(careers, [one for one in shown if one.counts], measures)
    about = (_what_was_counted(careers, care), *_what_was_not(careers, not_told, measures))
    return tuple(returns), (*about, *check_records(careers, care))


def tally_careers(careers: Careers, care: Care) -> tuple[list[Tally], list[NotTold]]:
    """Every tally that can be made of careers, over all the months that they hold, and what they cannot tell."""
    every = [one for tally in _TALLIES for one in tally(careers, care)]
    given = [one for one in every if isinstance(one, Tally) and one.counts]
    return given, [one for one in every if isinstance(one, NotTold)]


def _shown(tally: Tally, end: int) -> dict[int, Counts]:
    """The months of a tally, up to the last one of the report, that the report can show."""
    yearly = len(tally.counts) > 1 and all(month % YEAR_MONTHS == MARCH_NUMBER for month in tally.counts)
    first = 0 if yearly else end - _MONTHS_SHOWN + 1
    return {month: counts for month, counts in tally.counts.items() if first <= month <= end}


def _returns(careers: Careers, tallies: list[Tally], measures: Mapping[str, Measure]) -> Iterator[Return]:
    series: dict[tuple[RecordFile, str], list[Series]] = {}
    for tally in tallies:
        file = _table(careers, tally.table).file
        measure = measures[tally.measure]
        points = tuple(_point(measure, month, counts, file) for month, counts in sorted(tally.counts.items()))
        kind = measure.kind
        series.setdefault((file, kind), []).append(Series(tally.measure, tally.group, points))
    for (file, kind), its in series.items():
        yield Return(kind, file.name, file.sha256, file.sheet, tuple(its))


def _table(careers: Careers, name: str) -> RecordTable:
    table = getattr(careers, name)
    assert isinstance(table, RecordTable)  # a tally is only made of a table that is there
    return table


def _point(measure: Measure, month: int, counts: Counts, file: RecordFile) -> Point:
    """The figure of a month, or of the year that ends with it; its place is all the rows of the table."""
    where, at = file.place, month_of(month)
    period = at.lasting(YEAR_MONTHS) if measure.period_type.is_of_years else at
    count, of = counts
    number = Reading(State.NUMBER, Decimal(count), where)
    if of is None:
        return Point(period, number)
    return Point(period, None, number, Reading(State.NUMBER, Decimal(of), where))


def _what_was_counted(careers: Careers, care: Care) -> Finding:
    """The note on what was counted, over which months, and who was left out."""
    first, last = month_of(care.first), month_of(care.last)
    file = careers.episodes.file
    out = [f"{who} ({number:,})" for who, number in care.left_out if number]
    if careers.latest is None:
        what = f"Measures were counted from {careers.source}, for each month from {first.name} to {last.name}: its "
        what += f"records reach from {day_in_words(careers.since)} to {day_in_words(careers.until)}."
    else:
        what = f"Measures were counted from {careers.source}, for {last.name}: the latest day in it is "
        what += (
            f"{day_in_words(careers.until)}. It holds only the latest of each thing, so nothing is said to be on time."
        )
    if out:
        what += f" Left out: {'; '.join(out)}."
    if careers.lacks:
        what += f" Such an extract holds nothing of {careers.lacks}."
    remedy = "If it was extracted for another time, extract it again."
    at = Source(file.name, file.sha256, file.sheet, (file.place,))
    return found("counted-from-records", what, remedy, at)


def _what_was_not(careers: Careers, not_told: list[NotTold], measures: Mapping[str, Measure]) -> Iterator[Finding]:
    """One finding for each reason why a table cannot tell some measures."""
    by_reason: dict[tuple[str, str], list[str]] = {}
    for one in not_told:
        names = [f"“{measures[measure].short_name}”" for measure in one.measures if measure in measures]
        by_reason.setdefault((one.table, one.why), []).extend(names)
    for (table, why), names in by_reason.items():
        if not names:
            continue
        file = _table(careers, table).file
        at = Source(file.name, file.sha256, file.sheet, (file.place,))
        what = f"{first_and_more(names, _MOST_NAMED)}: not counted from this table, since {why}."
        remedy = "Complete it where it is recorded, or extract it at a month’s end; or send a return of these figures."
        yield found("records-cannot-tell", what, remedy, at)


def _nothing_whole(careers: Careers) -> Finding:
    file = careers.episodes.file
    what = f"The records of {careers.source} hold no whole month, so nothing was counted from them."
    at = Source(file.name, file.sha256, file.sheet, (file.place,))
    return found("records-too-short", what, "Extract them for a longer time, and run again.", at)
