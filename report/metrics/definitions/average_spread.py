"""What lies behind an average time: its median, lowest and highest, each a measure made from that of the average."""

from __future__ import annotations

from collections.abc import Iterable

from report.metrics.model.disclosure_rule import FEWEST_FOR_SPREAD
from report.metrics.model.measure import Measure

PARTS = {"median": "Median", "lowest": "Shortest", "highest": "Longest"}  # as returns and blank returns name them
_DEFINITIONS = {
    "median": "The middle one of all the times, put in order: half of them were shorter, half longer.",
    "lowest": "The shortest of all the times, printed only where the average is of {fewest} or more.",
    "highest": "The longest of all the times, printed only where the average is of {fewest} or more.",
}


def with_spread(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """The measures, each average time followed by the three that lie behind it."""
    return tuple(one for measure in measures for one in (measure, *_behind(measure)))


def _behind(measure: Measure) -> tuple[Measure, ...]:
    return tuple(_part(measure, part) for part in PARTS) if measure.unit.is_time else ()


def _part(average: Measure, part: str) -> Measure:
    """One part of an average: of the same children at the same times, and found in the report where the average is."""
    word = PARTS[part]
    name = f"{average.name}: {word.lower()}"
    message = f"{name}: {{value}}, {{when}}."
    return Measure(
        id=f"{average.id.removesuffix('_mean')}_{part}",
        ref=average.ref,
        name=name,
        short_name=name,
        statutory_name=name,
        definition=_DEFINITIONS[part].format(fewest=FEWEST_FOR_SPREAD),
        population=average.population,
        unit=average.unit,
        counts=average.counts,
        out_of=average.out_of,
        polarity=average.polarity,
        period_type=average.period_type,
        report_as=average.report_as,
        combine="last",
        kind=average.kind,
        owner=average.owner,
        source="Local definition; the times are those of the average",
        message=message,
        message_value_only=message,
        message_pair=message,
        decimals=average.decimals,
        small_counts="show",  # seen only where the average is of enough: report/metrics/disclosure
        names=(f"{word}, {average.names[0]}",),
        groups=average.groups,
        spread_of=average.id,
        spread=part,
    )
