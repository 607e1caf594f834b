"""Whether a year to date that a return gives is the one that the counts of its months make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from inputs.findings import Finding
from inputs.period import Period
from report.metrics.counting.aggregation import running_totals
from report.metrics.counting.observations import Reported
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.scorecard import Observation, Unit

_CLOSEST = Decimal("0.05")  # points: no percentage is asked to be nearer than half of its first decimal


def years_that_differ(safe: Sequence[Reported], period: Period) -> list[Finding]:
    """One finding for each measure whose years to date, up to ``period``, are not the sums of its months.

    ``safe`` is what may be seen, because these findings are printed in the report. The year to date that was typed is
    never quoted.
    """
    findings = []
    for one in safe:
        if one.measure.combine != "sum" or not one.to_date:
            continue
        months = {o.period: o for o in one.observations if o.period.length == 1}
        totals = {o.period: o for o in running_totals(list(months.values()))}
        pairs = [(given, totals[given.period]) for given in one.to_date if given.period in totals]
        wrong = [pair for pair in pairs if pair[0].period.index <= period.index and _differs(*pair)]
        if wrong:
            findings.append(_finding(*max(wrong, key=lambda pair: pair[0].period.index), months))
    return findings


def _differs(given: Observation, total: Observation) -> bool:
    if given.value is None or total.value is None:
        return False
    return abs(given.value - total.value) > _tolerance(given)


def _tolerance(given: Observation) -> Decimal:
    """Half of the last place that was typed; nothing for a count."""
    if given.value is None or given.measure.unit is Unit.COUNT:
        return Decimal(0)
    places = max(0, -int(given.value.normalize().as_tuple().exponent))
    return max(_CLOSEST, Decimal("0.5").scaleb(-places))


def _finding(given: Observation, total: Observation, months: Mapping[Period, Observation]) -> Finding:
    counts = f" ({total.numerator} of {total.denominator})" if total.measure.unit is Unit.PCT else ""
    what = f"the year to date of “{given.measure.short_name}” to {formatting.month(given.period)} is not the "
    what += f"{formatting.value_text(total)}{counts} that its months make"
    mean = _mean(months[month] for month in given.period.months())
    if given.measure.unit is Unit.PCT and given.value is not None and abs(given.value - mean) <= _tolerance(given):
        what += "; it is the mean of their percentages, in which a small month counts as much as a large one"
    remedy = "Correct the months if they are wrong; the report adds up their counts, and leaves the year to date out."
    return found("year-to-date-differs", f"{what}.", remedy, given)


def _mean(months: Iterable[Observation]) -> Decimal:
    values = [o.value for o in months if o.value is not None]
    return sum(values, Decimal(0)) / len(values)
