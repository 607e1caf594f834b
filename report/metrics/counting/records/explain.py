"""How one figure was counted from records: who was there to begin with, who was left out and why, and by which rule."""

from __future__ import annotations

from typing import NamedTuple

from inputs.careers import Careers
from inputs.period import Period
from report.metrics.counting.counting_rules import CountingRules
from report.metrics.counting.records.count_records import tally_careers
from report.metrics.counting.records.month_numbers import month_of
from report.metrics.counting.records.reviews import FIRST_REVIEW_WORKING_DAYS, LATER_MONTHS, SECOND_MONTHS
from report.metrics.counting.records.stays import Care, care_of
from report.metrics.counting.records.tallies import Tally
from report.metrics.counting.records.visits import RULE as VISITS_RULE

_BY_CARER = "A home is a new one where the carer changes (S, P or B). "
_EVERY_MOVE = "Each move is a new home, with the same carer (T or U) too. "
_HOMES = (
    "The home in which the child was 12 months before counts, and each home since; a stay of under 24 hours does not."
)
_STABLE = "Two and a half years in care, and two years in the home, are calendar months up to the day."
_REVIEWS = (
    "A review is due on the day that its record says. Where none says it, the first is due "
    f"{FIRST_REVIEW_WORKING_DAYS} working days after the child came into care, the second {SECOND_MONTHS} months after "
    f"the first, each other {LATER_MONTHS} months after the one before."
)
_LAST_TIME = "Each child counts once, at the last time in the 12 months."
_RULES = {
    "long_term_stability_pct": _STABLE,
    "reviews_on_time_pct": _REVIEWS,
    "children_reviews_all_on_time_pct": _REVIEWS,
    "visits_on_time_pct": VISITS_RULE,
    "seen_alone_pct": f"{VISITS_RULE} A visit made late is that of the day on which it was due.",
    "left_care_through_adoption_pct": _LAST_TIME,
    "left_care_special_guardianship_pct": _LAST_TIME,
    "left_care_child_arrangements_pct": _LAST_TIME,
    "returned_home_pct": _LAST_TIME,
}


class Explained(NamedTuple):
    """One group of a measure in a month: the steps in order, each a number of children and who they are.

    ``counted`` is (n, None) or (n, N); ``rule`` may be "".
    """

    group: str
    source: str
    place: str
    steps: tuple[tuple[int, str], ...]
    counted: tuple[int, int | None]
    rule: str


def explain(careers: Careers, measure: str, period: Period, rules: CountingRules) -> tuple[Explained, ...]:
    """How the figures of a measure in a month were counted, one for each group; none where they were not."""
    care = care_of(careers, rules.every_move)
    if period.index not in care.months:
        return ()
    steps = tuple(_steps(careers, care, period))
    found = [one for one in tally_careers(careers, care) if one.measure == measure and period.index in one.counts]
    return tuple(_explained(careers, one, period, steps, rules) for one in found)


def months_of(careers: Careers) -> tuple[Period, ...]:
    """The months that can be explained."""
    care = care_of(careers)
    return tuple(map(month_of, care.months))


def _explained(
    careers: Careers, tally: Tally, period: Period, steps: tuple[tuple[int, str], ...], rules: CountingRules
) -> Explained:
    file = getattr(careers, tally.table).file
    rule = _RULES.get(tally.measure, "")
    if tally.measure == "three_or_more_homes_pct":
        rule = (_EVERY_MOVE if rules.every_move else _BY_CARER) + _HOMES
    place = f"{file.name} › {file.sheet} › {file.place}"
    return Explained(tally.group, careers.source, place, steps, tally.counts[period.index], rule)


def _steps(careers: Careers, care: Care, period: Period) -> list[tuple[int, str]]:
    """From all children on record to those in care at the end of a month."""
    every = careers.episodes.rows["child"].nunique()
    kept = care.stays["child"].nunique()
    held = care.in_care[care.in_care["month"] == period.index]["child"].nunique()
    out = [(-number, who) for who, number in care.left_out[:2] if number]
    rest = kept - every - sum(number for number, _ in out)
    return [
        (every, "children have an episode of care on record"),
        *out,
        *([(rest, "children who are left out for both reasons")] if rest else []),
        (held - kept, f"children who came later, or had left by then or turned 18, at the end of {period.name}"),
        (held, f"children were in care at the end of {period.name}"),
    ]
