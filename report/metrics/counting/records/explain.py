"""How one figure was counted from records: who was there to begin with, who was left out and why, and from what."""

from __future__ import annotations

from typing import NamedTuple

from inputs.careers import Careers
from inputs.period import Period
from report.metrics.counting.counting_rules import CountingRules
from report.metrics.counting.records.cohort import Steps
from report.metrics.counting.records.count_records import tally_careers
from report.metrics.counting.records.month_numbers import month_of, whole_months
from report.metrics.counting.records.stays import Care, care_of
from report.metrics.counting.records.tallies import Counts, Tally
from report.metrics.counting.records.who import steps_of_flow

_FLOWS = {"started_in_care_count": True, "left_care_count": False}  # whether children came, or left


class Explained(NamedTuple):
    """One group of a measure in a month: the steps in order, each a number of people and who they are.

    ``counted`` is (n, None) or (n, N).
    """

    group: str
    source: str
    place: str
    steps: Steps
    counted: Counts


def explain(
    careers: Careers, measure: str, period: Period, rules: CountingRules
) -> tuple[tuple[Explained, ...], tuple[str, ...]]:
    """How the figures of a measure in a month were counted, one for each group; or why they could not be."""
    care = care_of(careers, rules.every_move)
    given, not_told = tally_careers(careers, care)
    ours = [one for one in given if one.measure == measure]
    of_month = [one for one in ours if period.index in one.counts and period.index in care.months]
    if of_month:
        came = _FLOWS.get(measure)
        steps = _steps(careers, care, period) if came is None else steps_of_flow(care, period.index, came)
        return tuple(_explained(careers, one, period, steps) for one in of_month), ()
    why = [f"{_place(careers, one.table)}: {one.why}" for one in not_told if measure in one.measures]
    if ours and not why:
        months = sorted(set().union(*(one.counts for one in ours)))
        why = [f"it was counted for {month_of(months[0]).name} to {month_of(months[-1]).name}, and not for each month"]
    return (), tuple(why)


def months_of(careers: Careers) -> tuple[Period, ...]:
    """The months that can be explained."""
    first, last = whole_months(careers.since, careers.until)
    return tuple(map(month_of, range(first, last + 1)))


def _explained(careers: Careers, tally: Tally, period: Period, steps: Steps) -> Explained:
    place = _place(careers, tally.table)
    return Explained(tally.group, careers.source, place, tally.steps or steps, tally.counts[period.index])


def _place(careers: Careers, table: str) -> str:
    file = getattr(careers, table).file
    return f"{file.name} › {file.sheet} › {file.place}"


def _steps(careers: Careers, care: Care, period: Period) -> Steps:
    """From all children on record to those in care at the end of a month."""
    every = careers.episodes.rows["child"].nunique()
    kept = care.stays["child"].nunique()
    held = care.in_care[care.in_care["month"] == period.index]["child"].nunique()
    out = [(-number, who) for who, number in care.left_out[:2] if number]
    rest = kept - every - sum(number for number, _ in out)
    return (
        (every, "children have an episode of care on record"),
        *out,
        *([(rest, "children who are left out for both reasons")] if rest else []),
        (held - kept, f"children who came later, or had left by then or turned 18, at the end of {period.name}"),
        (held, f"children were in care at the end of {period.name}"),
    )
