"""Whether figures of months are copies, another row's, the rest of 100%, or of nobody where there was somebody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, count, pairwise, takewhile
from math import prod
from statistics import fmean

from inputs.findings import Finding
from inputs.intake import State
from inputs.period import Period
from report.metrics.checks.same_figures import are_same, chance_by_size, counts_of
from report.metrics.checks.timeliness import SheetKey, sheet_of
from report.metrics.counting.observations import HUNDRED, ReportedSeries
from report.metrics.judgement.change import is_of_too_few
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import MethodChange, Unit
from report.metrics.model.scorecard import Observation

FEWEST_MONTHS = 3  # that repeat others, or lie on each side of a turn, and differ from one another
RARE = 0.003  # the chance of repeating, for all places to which a run could be equal, below which it is told
RARE_OF_A_SHEET = 0.01  # that chance for all figures of a sheet: there are far fewer sheets than measures
FEWEST_BEFORE = 6  # months in which somebody was counted, for a month of nobody to be odd
FEWEST_PEOPLE = Decimal(5)  # in each of them
FROM_HALF = 10.0  # points from 50% within which all shares of one side lie further
FROM_WHOLE = 10.0  # points from 100% within which the mean shares of both sides add up
LEAP = 2  # times the largest other step of a row, for a step to be a leap
_PLACES = 300  # pairs of measures that a report compares

Run = dict[Period, Observation]
Starts = Collection[tuple[str, Period]]


def check_copied_runs(
    safe: Sequence[ReportedSeries], period: Period, changes: Sequence[MethodChange]
) -> tuple[Finding, ...]:
    """Findings about runs of months up to ``period``.

    After suppression, because these findings are printed in the report.
    """
    runs = [run for one in safe if not one.measure.spread_of and (run := _run(one, period))]
    starts = frozenset((change.measure_id, change.start) for change in changes)
    return (
        *(finding for sheet in _by_sheet(runs) for finding in _repeated_on(sheet)),
        *_alike(runs),
        *_exchanged(runs, starts),
        *(finding for run in runs for finding in _turned(run)),
        *(finding for one in safe for finding in _of_nobody(one, period)),
    )


def _run(one: ReportedSeries, period: Period) -> Run:
    """The figures of months up to ``period``, in the order of the months."""
    months = {o.period: o for o in one.observations if o.has_number and o.period.length == 1}
    return {month: months[month] for month in sorted(months) if month.index <= period.index}


def _last(run: Run) -> Period:
    return next(reversed(run))


def _unit(run: Run) -> Unit:
    return run[_last(run)].measure.unit


def _by_sheet(runs: Sequence[Run]) -> Iterable[list[Run]]:
    """The runs of each sheet; one that several sheets give is with those of the sheet of its last figure."""
    sheets: dict[SheetKey, list[Run]] = {}
    for run in runs:
        sheets.setdefault(sheet_of(run[_last(run)]), []).append(run)
    return sheets.values()


def _repeated_on(sheet: Sequence[Run]) -> Iterator[Finding]:
    """A finding where the last months of all runs of a sheet, or else of some, are those of some months before."""
    if len(sheet) > 1 and (finding := _repeated(sheet, RARE_OF_A_SHEET)):
        yield finding
        return
    yield from (finding for run in sheet if (finding := _repeated([run], RARE)))


def _repeated(runs: Sequence[Run], rare: float) -> Finding | None:
    """The finding where the last months of all these runs, but for gaps, are those of the same months before."""
    last = max(map(_last, runs))
    longest = max(map(len, runs))
    for step in range(FEWEST_MONTHS, longest):
        same = takewhile(lambda month: _none_differs(runs, month, step), map(last.back, range(step)))  # noqa: B023
        months = [month for month in same if any(month in run for run in runs)]
        different = {tuple(counts_of(run[month]) if month in run else () for run in runs) for month in months}
        chance = prod(_chance([run[month] for month in months if month in run], run) for run in runs)
        if len(different) >= FEWEST_MONTHS and chance * longest < rare:
            like, first, then = next(run[last] for run in runs if last in run), months[-1], months[-1].back(step)
            so_many = f"{'' if last.index - first.index >= len(months) else 'the '}{len(months)}"
            what = f"{_named(like) if len(runs) == 1 else 'every figure of the sheet'} is in {so_many} months "
            what += f"from {formatting.month(first)} to {formatting.month(last)} what it was from "
            what += f"{formatting.month(then)} on, as if they had been copied."
            return found("months-repeated", what, _ask(like), like)
    return None


def _none_differs(runs: Sequence[Run], month: Period, step: int) -> bool:
    """Whether every figure of a month is the one of so many months before; a month without one breaks no run."""
    return all(month not in run or are_same(run[month], run.get(month.back(step))) for run in runs)


def _chance(same: Sequence[Observation], run: Run, *, whole: bool = True) -> float:
    """How likely it is that these figures come again: each number by its size, or by how often the run has it.

    ``whole``: the denominators too, which two measures of the same children have in common.
    """
    numbers = (number for o in same for number in _numbers(o)[: None if whole else 1])
    return prod(max(chance_by_size(number), _share_of(number, run)) for number in numbers)


def _numbers(o: Observation) -> tuple[Decimal, ...]:
    """The numbers of a figure that could each have been another; of an average, the children and not the days."""
    if o.measure.unit.is_average:
        return tuple(one for one in (o.value, o.denominator) if one is not None)
    if o.numerator is None or o.denominator is None:
        return (o.number,)
    return o.numerator, o.denominator


def _share_of(number: Decimal, run: Run) -> float:
    others = len(run) - 1
    return (sum(number in _numbers(o) for o in run.values()) - 1) / others if others else 1.0


def _alike(runs: Sequence[Run]) -> Iterator[Finding]:
    """A finding for each two measures or groups that have the same figures in the last months."""
    for one, other in combinations(runs, 2):
        last = _last(one)
        if _last(other) != last or _unit(one) is not _unit(other):
            continue
        months = (last.back(at) for at in count())
        both = takewhile(lambda month: are_same(one.get(month), other.get(month)), months)  # noqa: B023
        same = [one[month] for month in both]
        if len({counts_of(o) for o in same}) >= FEWEST_MONTHS and _chance(same, one, whole=False) * _PLACES < RARE:
            what = f"{_named(other[last])} has the same figures as {_named(one[last])} in the last {len(same)} months, "
            what += "as if one had been copied over the other."
            yield found("months-repeated", what, _ask(other[last]), other[last])


def _exchanged(runs: Sequence[Run], starts: Starts) -> Iterator[Finding]:
    """A finding where two measures or groups have each other's level from one month on, or in the last one."""
    for one, other in combinations(runs, 2):
        months = [month for month in one if month in other] if _unit(one) is _unit(other) else []
        if len(months) <= FEWEST_BEFORE:
            continue
        rows = [[run[month].number for month in months] for run in (one, other)]
        at = _leap(rows[0])
        if (
            not at
            or at != _leap(rows[1])
            or any((run[months[at]].measure.id, months[at]) in starts for run in (one, other))
        ):
            continue
        usual = max(_most(row, at) for row in rows)
        if all(abs(row[at] - beside[at - 1]) <= usual for row, beside in (rows, rows[::-1])):
            first = one[months[at]]
            what = f"{_named(first)} and {_named(other[months[at]])} are from {formatting.month(months[at])} on where "
            what += "the other one was, as if their figures had been exchanged."
            yield found("rows-exchanged", what, _ask(first), first)


def _leap(row: Sequence[Decimal]) -> int:
    """The place of the one step that is over LEAP times as large as any other of a row; 0 where there is none."""
    steps = [abs(now - before) for before, now in pairwise(row)]
    at = steps.index(max(steps)) + 1
    return at if steps[at - 1] > LEAP * _most(row, at) else 0


def _most(row: Sequence[Decimal], apart: int) -> Decimal:
    """The largest step of a row without the one to a place."""
    return max(abs(now - before) for at, (before, now) in enumerate(pairwise(row), start=1) if at != apart)


def _turned(run: Run) -> Iterator[Finding]:
    """A finding where a share is, from one month on, near what was left of 100% before."""
    months = list(run)
    like = run[months[-1]]
    if like.measure.unit is not Unit.PCT or any(map(is_of_too_few, run.values())):
        return
    shares = [float(run[month].number) for month in months]
    half = float(HUNDRED) / 2
    for at in range(FEWEST_MONTHS, len(months) - FEWEST_MONTHS + 1):
        before, after = shares[:at], shares[at:]
        apart = min(before) > half + FROM_HALF and max(after) < half - FROM_HALF
        apart = apart or (max(before) < half - FROM_HALF and min(after) > half + FROM_HALF)
        rest = abs(fmean(before) + fmean(after) - float(HUNDRED)) < FROM_WHOLE
        if apart and rest:  # another method, too, would hardly count just the others
            first, then = run[months[at]], run[months[at - 1]]
            what = f"{_named(first)} went from {formatting.value_text(then)} to {formatting.value_text(first)} in "
            what += f"{formatting.month(first.period)} and stayed there. That is close to what was left of 100% before."
            yield found("turned-round", what, _ask(first), first)


def _of_nobody(one: ReportedSeries, period: Period) -> Iterator[Finding]:
    """A finding where the last month is 0 out of 0, or does not apply, and every month before was out of somebody."""
    months = {o.period: o for o in one.observations if o.period.length == 1}
    now = months.get(period.last_month)
    before = [o.denominator for month, o in months.items() if month.index < period.index and o.has_number]
    if now is None or now.state is not State.NOT_APPLICABLE or len(before) < FEWEST_BEFORE:
        return
    fewest = min((number or Decimal(0) for number in before), default=Decimal(0))
    if fewest >= FEWEST_PEOPLE:
        what = f"{_named(now)} counts nobody in {formatting.month(now.period)}, but {fewest} or more in every month "
        what += "before, as if it had not been filled in yet."
        remedy = f"Ask the {now.measure.owner} for the month, or clear its cells."
        yield found("nobody-counted", what, remedy, now)


def _named(o: Observation) -> str:
    return f"“{o.measure.short_name}”" + (f" ({o.group})" if o.group else "")


def _ask(o: Observation) -> str:
    return f"Ask the {o.measure.owner} if it is right. If so, do nothing."
