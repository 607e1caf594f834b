"""Whether a month from which an officer has control limits worked out anew changes what it is meant to change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inputs.findings import Finding
from report.metrics.judgement.control_chart import is_drawn, is_judged_by_chart
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import Rebase
from report.metrics.model.scorecard import MeasureScore
from report.metrics.statistics.control_limits import FEWEST_FOR_SIGNALS


def check_rebases(rebases: Sequence[Rebase], scores: Iterable[MeasureScore]) -> tuple[Finding, ...]:
    """A finding for each rebase that changes nothing, is given twice, or leaves too few figures to judge by."""
    by_id = {score.measure.id: score for score in scores}
    findings = []
    for place, one in enumerate(rebases):
        score = by_id.get(one.measure_id)
        if score is None:
            continue
        twice = any((one.measure_id, one.start) == (other.measure_id, other.start) for other in rebases[:place])
        why = "the same month is given twice" if twice else _trouble(one, score)
        if why:
            what = f"the rebase of {score.measure.short_name} from {formatting.month(one.start)}: {why}."
            findings.append(found("rebase-to-check", what, "Correct its month, or delete the entry."))
    return tuple(findings)


def _trouble(rebase: Rebase, score: MeasureScore) -> str:
    """What is wrong with it; "" for nothing."""
    first, last = score.series[0].period, score.series[-1].period
    since = sum(one.has_number and one.period.index >= rebase.start.index for one in score.series)
    if not is_drawn(score.series):
        return "this measure has no control chart, so it changes nothing"
    if not first.index < rebase.start.index <= last.index:
        return (
            f"the figures are of {formatting.month(first)} to {formatting.month(last)}, and limits can only be worked "
            "out anew between them, so it changes nothing"
        )
    if is_judged_by_chart(score.series) and since < FEWEST_FOR_SIGNALS:
        return (
            f"there are {since} figures from then on, and the measure is not judged by its chart until it has "
            f"{FEWEST_FOR_SIGNALS}"
        )
    return ""
