"""Whether a year to date that a return gives is the one that the counts of its months add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from inputs.findings import Finding
from inputs.period import Period
from report.metrics.counting.aggregation import running_totals
from report.metrics.counting.observations import ReportedSeries
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import Unit
from report.metrics.model.scorecard import Observation

_CLOSEST = Decimal("0.05")  # points, half of the first decimal: no percentage need be nearer


def check_year_to_date(safe: Sequence[ReportedSeries], period: Period) -> list[Finding]:
    """One finding for each measure with a year to date, up to ``period``, that is not the sum of its months.

    After suppression, because these findings are printed in the report; the year to date as typed is never quoted.
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
    """Half of the last place that was typed; 0 for a count."""
    if given.value is None or given.measure.unit is Unit.COUNT:
        return Decimal(0)
    return max(_CLOSEST, Decimal("0.5").scaleb(-formatting.places(given.value)))


def _finding(given: Observation, total: Observation, months: Mapping[Period, Observation]) -> Finding:
    counts = f" ({total.numerator} of {total.denominator})" if total.measure.unit is Unit.PCT else ""
    what = f"the year to date of “{given.measure.short_name}” to {formatting.month(given.period)} is not the "
    what += f"{formatting.value_text(total)}{counts} that its months make"
    values = [o.value for month in given.period.months() if (o := months[month]).value is not None]
    mean = sum(values, Decimal(0)) / len(values)
    if given.measure.unit is Unit.PCT and given.value is not None and abs(given.value - mean) <= _tolerance(given):
        what += "; it is the mean of their percentages, in which a small month counts as much as a large one"
    remedy = "Correct the months if they are wrong; the report adds up their counts, and leaves the year to date out."
    return found("year-to-date-differs", f"{what}.", remedy, given)
