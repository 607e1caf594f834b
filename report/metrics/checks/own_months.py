"""Whether figures stand under their own month: a last month that is a copy, and a row that slipped by one month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import prod
from typing import NamedTuple

from inputs.findings import Finding, first_and_more
from inputs.intake import State
from inputs.period import YEAR_MONTHS, Period
from report.metrics.checks.same_figures import are_same, chance_by_size
from report.metrics.checks.timeliness import SheetKey, is_summed_share, sheet_of
from report.metrics.counting.observations import HUNDRED, ReportedSeries
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import Unit
from report.metrics.model.scorecard import Observation

STEPS = (1, YEAR_MONTHS)  # months back, from which a last month may have been copied
FEWEST_ALIKE = 2  # different numbers that stay as they were, for a month to look like a copy: one does so by chance
RARE = 0.013  # the chance of staying, below which it is told: of a measure of 60 to 400 children about one month in 100
RARE_OF_A_SHEET = 0.025  # that chance for all figures of a sheet: there are far fewer sheets than measures
_WEIGHT_OF_SIZE = 4  # months that what is likely of a number of its size weighs, beside its own months
FEWEST_MONTHS = 6  # of a row, for a blank first month to be odd
_MOST_CELLS = 4  # that one message lists
_MOST_NAMED = 3  # measures that one message lists by name

CellKey = tuple[str, str, str]
"""The name of a workbook, of one of its sheets, and a cell."""
Months = dict[Period, Observation]
Number = Callable[[Observation], Decimal | None]


class _Row(NamedTuple):
    """One measure and group on the one sheet that gives it, by month."""

    sheet: SheetKey
    months: Months

    @property
    def like(self) -> Observation:
        """Any of its observations, for what they have in common."""
        return next(iter(self.months.values()))

    def number(self, month: Period) -> Observation | None:
        """The observation of a month, where that has a number."""
        o = self.months.get(month)
        return o if o is not None and o.has_number else None


Rows = Sequence[_Row]


def check_own_months(
    safe: Iterable[ReportedSeries], period: Period, headings: Mapping[CellKey, str] | None = None
) -> tuple[Finding, ...]:
    """Findings about last months, up to ``period``, that are the month before, and about rows that slipped.

    After suppression, because these findings are printed in the report. ``headings`` are the cells of the months by
    those of their figures.
    """
    rows = list(_rows(safe, period))
    by_sheet: dict[SheetKey, list[_Row]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet, []).append(row)
    return (
        *(finding for sheet in by_sheet.values() for finding in _copied(sheet, headings or {})),
        *(finding for sheet in by_sheet.values() for finding in _slipped(sheet, rows, period.year_to_date.first_month)),
    )


def _rows(safe: Iterable[ReportedSeries], period: Period) -> Iterator[_Row]:
    for one in safe:
        months = {o.period: o for o in one.observations if o.period.length == 1 and o.period.index <= period.index}
        sheets = {sheet_of(o) for o in months.values() if o.sources}
        if len(sheets) == 1:  # a measure that two sheets give has no row of its own
            yield _Row(sheets.pop(), months)


def _by_measure(rows: Rows) -> dict[str, list[_Row]]:
    """The rows of each measure: its groups and, of an average, its median, lowest and highest."""
    measures: dict[str, list[_Row]] = {}
    for row in rows:
        measures.setdefault(_whole_of(row), []).append(row)
    return measures


def _whole_of(row: _Row) -> str:
    return row.like.measure.spread_of or row.like.measure.id


def _copied(rows: Rows, headings: Mapping[CellKey, str]) -> Iterable[Finding]:
    """A finding where the last month of a sheet, or else of measures of it, is the month before, or a year before."""
    last = max((month for row in rows for month in row.months if row.number(month)), default=None)
    if last is None:
        return
    given = [row for row in rows if row.number(last)]
    measures = _by_measure(given)
    for step in STEPS:
        if _is_copy(given, last, step, RARE_OF_A_SHEET):
            yield _copy(given, (last, step), "every figure of the sheet", headings)
            return
        alike = [rows for group in measures.values() for rows in _copies_in(group, last, step)]
        if alike:
            names = first_and_more([_named(rows, measures) for rows in alike], _MOST_NAMED)
            yield _copy([row for rows in alike for row in rows], (last, step), f"every figure of {names}", headings)
            return


def _copies_in(measure: Rows, last: Period, step: int) -> list[Rows]:
    """A measure with all its groups, where they are a copy, or else each of its groups that is one by itself."""
    if _is_copy(measure, last, step):
        return [measure]
    return [[row] for row in measure if _is_copy([row], last, step)]


def _named(rows: Rows, measures: Mapping[str, Rows]) -> str:
    like = rows[0].like
    of_several = len(rows) < len(measures[_whole_of(rows[0])])
    return f"“{like.measure.short_name}”" + (f" ({like.group})" if of_several else "")


def _copy(rows: Rows, of: tuple[Period, int], which: str, headings: Mapping[CellKey, str]) -> Finding:
    last, step = of
    first = rows[0].months[last]
    sheet = rows[0].sheet
    of_month = dict.fromkeys(cell for row in rows for cell in row.months[last].sources[0].cells)
    cells = first_and_more(list(of_month), _MOST_CELLS)
    what = f"{which} for {formatting.month(last)} ({cells}) is the same as for {formatting.month(last.back(step))}"
    what += ", as if that month had been copied."
    ask = f"Ask the {first.measure.owner} if it is right. If so, do nothing."
    heading = next((headings[*sheet, cell] for cell in of_month if (*sheet, cell) in headings), "")
    return found("month-copied", what, ask, first, cell=heading)


def _is_copy(rows: Rows, last: Period, step: int, rare: float = RARE) -> bool:
    """Whether all rows are for a month what they were ``step`` months before, and were not so the month before.

    It takes different numbers that all stay, which they seldom do, and have never done together.
    """
    if not _all_stay(rows, last, step) or _all_stay(rows, last.back(1), step):
        return False
    chances: dict[Decimal, float] = {}
    for row in rows:
        for number in _numbers(row.months[last]):
            now = number(row.months[last])
            if now:
                chances[now] = max(chances.get(now, 0.0), _chance_to_stay(row, number, last, step))
    earlier = {month for row in rows for month in row.months if month.index < last.index}
    if len(chances) < FEWEST_ALIKE or prod(chances.values()) >= rare:
        return False
    return not any(_all_stay(rows, month, step) for month in earlier)


def _all_stay(rows: Rows, month: Period, step: int) -> bool:
    return all(are_same(row.number(month), row.number(month.back(step))) for row in rows)


def _numbers(o: Observation) -> tuple[Number, ...]:
    """The numbers of a figure that could each have moved: its counts, or its value where it has none."""
    if o.measure.unit is not Unit.COUNT and o.numerator is not None and o.denominator is not None:
        return (lambda one: one.numerator), (lambda one: one.denominator)
    if o.measure.unit is Unit.PCT and o.value == HUNDRED:
        return ()
    return ((lambda one: one.value),)


def _chance_to_stay(row: _Row, number: Number, last: Period, step: int) -> float:
    """How often a number is what it was ``step`` months before: in its own months and, where they are few, by its size.

    For days it is the children who count, not the days.
    """
    now = row.months[last]
    sized = (now.denominator if now.measure.unit.is_average else None) or number(now) or Decimal(0)
    earlier = [o for month in row.months if month.index < last.index and (o := row.number(month))]
    pairs = [(o, before) for o in earlier if (before := row.number(o.period.back(step)))]
    stayed = sum(number(o) == number(before) for o, before in pairs)
    return (stayed + _WEIGHT_OF_SIZE * chance_by_size(sized)) / (len(pairs) + _WEIGHT_OF_SIZE)


def _slipped(rows: Rows, every: Rows, april: Period) -> Iterable[Finding]:
    """A finding for each measure that begins one month after most others of its sheet, or all others where it is alone.

    Not for one that lacks this ``april`` for its year to date, which is told of it already.
    """
    measures = _by_measure(rows)
    others = rows if len(measures) > 1 or len({_first(row) for row in rows}) > 1 else every
    firsts = {id(row): first for row in others if (first := _first(row)) is not None}
    if not firsts:
        return
    month = min(firsts.values())
    whole = [row for row in others if firsts.get(id(row)) == month and _has_no_gap(row)]
    begun = ([row for row in group if _begins(row, month.back(-1))] for group in measures.values())
    late = [rows for rows in begun if rows]
    if not late or len(firsts) - len(whole) > len(whole) or (others is every and len(whole) < len(firsts) - len(rows)):
        return
    for group in late:
        if month != april or not is_summed_share(group[0].like.measure):
            yield _slip(group, month, whole[0], on_sheet=others is rows)


def _slip(group: Rows, month: Period, other: _Row, *, on_sheet: bool) -> Finding:
    second = group[0].months[month.back(-1)]
    groups = ", ".join(row.like.group for row in group if row.like.group)
    named = f"“{second.measure.short_name}”" + (f" ({groups})" if groups else "")
    where = "the first month of the sheet" if on_sheet else "the first month of all other sheets"
    what = f"{named} has no figure for {formatting.month(month)}, {where}, where “{other.like.measure.short_name}” has "
    what += "one; if its row has slipped by a month, all its figures are under the wrong one."
    remedy = "Compare it with the last return; nothing needs to be done if it was not counted yet."
    return found("row-may-have-slipped", what, remedy, second)


def _first(row: _Row) -> Period | None:
    return min((month for month, o in row.months.items() if o.state is not State.MISSING), default=None)


def _begins(row: _Row, month: Period) -> bool:
    return len(row.months) >= FEWEST_MONTHS - 1 and _first(row) == month and _has_no_gap(row)


def _has_no_gap(row: _Row) -> bool:
    """Whether a row has a figure, or the reason why there is none, in every month from its first one on."""
    given = [month.index for month, o in row.months.items() if o.state is not State.MISSING]
    return len(given) == max(given) - min(given) + 1 and max(row.months).index == max(given)
