"""Decides which month the report is for, and tells the later figures that it passes over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from inputs.findings import Finding, first_and_more
from inputs.intake import Return, State
from inputs.period import MARCH, QUARTER_MONTHS, TERM_MONTHS, YEAR_MONTHS, Period
from report.metrics.checks.timeliness import SheetKey, is_after, shows_period_is_over
from report.metrics.counting.observations import ReportedSeries
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.scorecard import Observation

CellKey = tuple[str, str, str]
"""The name of a workbook, of one of its sheets, and a cell."""
FEWEST_WORKBOOKS = 2  # that end on a month, for it to be the report's: one alone may have a stray column
_MOST_NAMED = 3  # measures that one message lists by name


class NothingToReport(ValueError):
    """No return holds a figure that a report could be about. ``after``: all there are end after the meeting."""

    def __init__(self, after: date | None = None) -> None:
        super().__init__()
        self.after = after


class ReportMonth(NamedTuple):
    """The month of a report, why it was chosen, in words that follow its name, and the findings about later figures.

    ``why`` is "" for a month that was asked for.
    """

    period: Period
    why: str = ""
    passed_over: tuple[Finding, ...] = ()


class _End(NamedTuple):
    """The month on which the figures of one measure in one workbook end, and how many months apart they come."""

    month: Period
    step: int

    def holds_at(self, month: Period) -> bool:
        """Whether these figures are the latest that there can be at the end of a month."""
        return 0 <= month.index - self.month.index < self.step


def heading_cells(returns: Iterable[Return]) -> dict[CellKey, str]:
    """The cell of the heading of each figure cell, where the reader knows it."""
    return {
        (one.workbook, one.sheet, reading.cell): point.heading
        for one in returns
        for series in one.series
        for point in series.points
        for reading in point.readings
        if point.heading
    }


def month_of_report(
    reported: Sequence[ReportedSeries],
    as_at: Mapping[SheetKey, date],
    meeting: date | None = None,
    headings: Mapping[CellKey, str] | None = None,
) -> ReportMonth:
    """The latest month on which two workbooks end or, where there is none, the one on which most measures end.

    It never ends after the ``meeting``. Zeros, and figures for after the day as at which their sheet is correct, may be
    filled in ahead and only count where there is nothing else. A hidden figure counts up to the last number. Where all
    figures are yearly, it is the date at which most measures end. Raises NothingToReport without any figure.
    """
    given = [o for one in reported for o in one.observations if o.has_number]
    over = [o for o in given if meeting is None or o.period.last_day <= meeting]
    if not over:
        raise NothingToReport(meeting if given else None)
    certain = [o for o in over if shows_period_is_over(o, as_at)]
    month, why = _chosen(_ends([*(certain or over), *_suppressed_by_then(reported, certain or over, as_at)]))
    later = [o for o in given if o.period.index > month.index and o.value]  # zeros ahead have a finding of their own
    return ReportMonth(month, why, tuple(_passed_over(later, month, why, meeting, headings or {})))


def _suppressed_by_then(
    reported: Iterable[ReportedSeries], numbers: Iterable[Observation], as_at: Mapping[SheetKey, date]
) -> list[Observation]:
    """The hidden figures, such as <6, of months that have ``numbers`` too: a series ends with them as with a number.

    Those of later months may be marks filled in ahead.
    """
    last = max(o.period.index for o in numbers)
    hidden = (o for one in reported for o in one.observations if o.state is State.SUPPRESSED)
    return [o for o in hidden if o.period.index <= last and not is_after(o, as_at)]


def _ends(observations: Iterable[Observation]) -> dict[str, list[_End]]:
    """Where the measures of each workbook end."""
    periods: dict[tuple[str, str], set[Period]] = {}
    for o in observations:
        periods.setdefault((o.sources[0].workbook if o.sources else "", o.measure.id), set()).add(o.period)
    ends: dict[str, list[_End]] = {}
    for (workbook, _), its in periods.items():
        ends.setdefault(workbook, []).append(_end(its))
    return ends


def _end(periods: Iterable[Period]) -> _End:
    """The end of a series: that of its shortest periods, as a year beside months may be the year so far, or a plan.

    Longer periods that begin after the last of the shortest go on with the series, but for a single year.
    """
    ordered = sorted(periods, key=lambda period: period.index)
    length = min(period.length for period in ordered)
    shortest = [period.index for period in ordered if period.length == length]
    gaps = [later - earlier for earlier, later in pairwise(shortest)]
    last = next(period for period in reversed(ordered) if period.length == length)
    longer = [period for period in ordered if period.first_month.index > last.index]
    if longer and (len(longer) > 1 or longer[0].length in {QUARTER_MONTHS, TERM_MONTHS}):
        return _End(longer[-1].last_month, longer[-1].length)
    return _End(last.last_month, min([length, *gaps]))


def _chosen(ends: Mapping[str, Sequence[_End]]) -> tuple[Period, str]:
    everything = [end for its in ends.values() for end in its]
    if all(end.step >= YEAR_MONTHS for end in everything):
        commonest = Counter(end.month for end in everything)
        return max(commonest, key=lambda month: (commonest[month], month)), "the date at which most measures end"
    monthly = [its for its in ends.values() if any(end.step < YEAR_MONTHS for end in its)]
    workbooks = Counter(_best(its) for its in monthly)
    shared = [month for month, number in workbooks.items() if number >= FEWEST_WORKBOOKS]
    if shared:
        return max(shared), "the latest month on which two workbooks end"
    return _best(everything), "the month on which most measures end"


def _best(ends: Sequence[_End]) -> Period:
    """The month at the end of which most figures are the latest there can be; of several, the latest."""
    return max((end.month for end in ends), key=lambda month: (sum(end.holds_at(month) for end in ends), month))


def _passed_over(
    later: Iterable[Observation], month: Period, why: str, meeting: date | None, headings: Mapping[CellKey, str]
) -> Iterable[Finding]:
    """One finding for each heading over figures that are later than the report's month, or that are no actual ones."""
    by_heading: dict[tuple[str, str, str, Period], list[Observation]] = {}
    for o in later:
        if o.sources:
            source = o.sources[0]
            heading = headings.get((source.workbook, source.sheet, source.cells[0]), "")
            by_heading.setdefault((source.workbook, source.sheet, heading, o.period), []).append(o)
    for (*_, heading, period), its in by_heading.items():
        names = first_and_more([f"“{name}”" for name in dict.fromkeys(o.measure.short_name for o in its)], _MOST_NAMED)
        figures = f"its figures for {names} were left off"
        if meeting is not None and period.last_day > meeting:
            what = f"{_named(period)} ends after the meeting on {formatting.day(meeting)}, so that {figures}."
            remedy = "Nothing needs to be done for a plan or a year so far; if the meeting is on another day, correct "
            yield found("after-the-meeting", what, f"{remedy}meeting_date in report.toml.", its[0], cell=heading)
        else:
            what = f"{_named(period)} is later than {formatting.month(month)}, {why}; {figures}."
            remedy = "If the heading is wrong, correct it; if the report is for that month, run again with --period "
            yield found("later-than-the-report", what, f"{remedy}{period.month_text}.", its[0], cell=heading)


def _named(period: Period) -> str:
    """A period in words; a financial year as its headings have it: 2023/24."""
    if period.length == YEAR_MONTHS and period.month == MARCH:
        return formatting.financial_year(period.year - 1)
    return period.name
