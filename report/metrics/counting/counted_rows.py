"""The door to counting: rows about children become figures by month, and no row goes further."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from inputs.careers import is_place_of_records
from inputs.findings import Finding
from inputs.intake import Intake, Return
from inputs.period import Period
from report.metrics.counting.child_level import count_child_lists
from report.metrics.counting.counting_rules import USUAL_RULES, CountingRules
from report.metrics.counting.records.rules import with_rules
from report.metrics.counting.records_and_returns import one_of_the_two
from report.metrics.model.measure import Measure


def count_rows(
    intake: Intake, measures: Iterable[Measure], rules: CountingRules = USUAL_RULES, period: Period | None = None
) -> tuple[Intake, tuple[Finding, ...]]:
    """The intake with its lists and records counted into returns, and neither any more, and what was found on the way.

    ``period`` is the month of the report, if it was asked for. A measure that both a return and the records give comes
    from one of them, never from both.
    """
    intake = count_child_lists(intake)
    if not intake.careers:
        return intake, ()
    from report.metrics.counting.records.count_records import count_careers  # noqa: PLC0415  (pandas, and few need it)

    known = {measure.id: measure for measure in measures}
    counted: list[Return] = []
    findings: list[Finding] = []
    for careers in intake.careers:
        returns, about = count_careers(careers, known, rules, period)
        counted += returns
        findings += about
    kept, differences = one_of_the_two(intake.returns, counted, known, rules)
    return replace(intake, returns=kept, careers=()), (*findings, *differences)


def as_counted(measures: Sequence[Measure], intake: Intake, rules: CountingRules = USUAL_RULES) -> tuple[Measure, ...]:
    """The measures of an intake whose rows were counted: those from records say by which rule in their definition."""
    counted = {
        series.item
        for one in intake.returns
        for series in one.series
        for point in series.points[:1]
        if any(is_place_of_records(reading.cell) for reading in point.readings)
    }
    return with_rules(measures, counted, rules) if counted else tuple(measures)
