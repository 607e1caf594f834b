"""Whether figures stand under their own month: a last month that is a copy, and a row that slipped by one month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from inputs.findings import Finding, first_and_more
from inputs.intake import State
from inputs.period import Period
from report.metrics.checks.outliers import FEWEST_TO_REPEAT, would_move
from report.metrics.checks.timeliness import SheetKey, sheet_of
from report.metrics.counting.observations import ReportedSeries
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.scorecard import Observation

FEWEST_ALIKE = 2  # numbers of a sheet that stay as they were, for its month to look like a copy: one does so by chance
FEWEST_MONTHS = 6  # of a row, for a blank first month to be odd
_MOST_CELLS = 4  # that one message lists

Months = dict[Period, Observation]


def check_own_months(safe: Iterable[ReportedSeries], period: Period) -> tuple[Finding, ...]:
    """Findings about sheets whose last month, up to ``period``, is the month before, and about rows that slipped.

    After suppression, because these findings are printed in the report.
    """
    by_sheet: dict[SheetKey, list[Months]] = {}
    for one in safe:
        months = {o.period: o for o in one.observations if o.period.length == 1 and o.period.index <= period.index}
        sheets = {sheet_of(o) for o in months.values() if o.sources}
        if len(sheets) == 1:  # a measure that two sheets give has no row of its own
            by_sheet.setdefault(sheets.pop(), []).append(months)
    return tuple(finding for rows in by_sheet.values() for finding in (*_copied(rows), *_slipped(rows)))


def _copied(rows: Sequence[Months]) -> Iterable[Finding]:
    """A finding where every figure of a sheet for its last month is that of the month before, and not of two before."""
    last = max((month for row in rows for month, o in row.items() if o.has_number), default=None)
    if last is None:
        return
    before = [(row[last], row.get(last.back(1))) for row in rows if last in row and row[last].has_number]
    if not all(_same(now, then) for now, then in before):
        return
    numbers = {number for now, _ in before for number in _telling(now)}
    earlier = [(row[last.back(1)], row.get(last.back(2))) for row in rows if last.back(1) in row]
    if len(numbers) >= FEWEST_ALIKE and not all(_same(now, then) for now, then in earlier):
        first = before[0][0]
        cells = first_and_more(list(dict.fromkeys(c for now, _ in before for c in now.sources[0].cells)), _MOST_CELLS)
        what = f"every figure of the sheet for {formatting.month(last)} ({cells}) is the same as for "
        what += f"{formatting.month(last.back(1))}, as if that month had been copied."
        ask = f"Ask the {first.measure.owner} whether it is right; if it is, nothing needs to be done."
        yield found("month-copied", what, ask, first)


def _same(now: Observation, then: Observation | None) -> bool:
    if then is None or not then.has_number:
        return False
    return (now.value, now.numerator, now.denominator) == (then.value, then.numerator, then.denominator)


def _telling(o: Observation) -> set[Decimal]:
    """The numbers of a figure that are expected to move from one month to the next."""
    counts = {number for number in (o.numerator, o.denominator) if number is not None}
    if counts:
        return {number for number in counts if number >= FEWEST_TO_REPEAT}
    return {o.number} if would_move(o) else set()


def _slipped(rows: Sequence[Months]) -> Iterable[Finding]:
    """Findings about rows with nothing but a blank first month, on a sheet whose other rows begin in that month."""
    firsts = {min(row) for row in rows}
    whole = [row for row in rows if all(o.state is not State.MISSING for o in row.values())]
    late = [row for row in rows if len(row) >= FEWEST_MONTHS and _lacks_first_alone(row)]
    if len(firsts) != 1 or not late or len(late) > len(whole):
        return
    month = firsts.pop()
    others = f"“{whole[0][month].measure.short_name}”"
    for row in late:
        second = row[month.back(-1)]
        named = f"“{second.measure.short_name}”" + (f" ({second.group})" if second.group else "")
        what = f"{named} has no figure for {formatting.month(month)}, the first month of the sheet, where {others} has "
        what += "one; if its row has slipped by a month, all its figures stand under the wrong one."
        remedy = "Compare it with the last return; nothing needs to be done if it was not counted yet."
        yield found("row-may-have-slipped", what, remedy, second)


def _lacks_first_alone(row: Months) -> bool:
    first, *others = (row[month].state is State.MISSING for month in sorted(row))
    return first and not any(others)
