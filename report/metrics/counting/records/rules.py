"""The rules by which measures are counted from records, in words that the report and an explanation share."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from report.metrics.counting.counting_rules import CountingRules
from report.metrics.model.measure import Measure

_HOMES = "three_or_more_homes_pct"
_BY_CARER = "A home is a new one where the carer changes (an episode that began for S, P or B). "
_EVERY_MOVE = "Each move is a new home, with the same carer (T or U) too. "
_CARRIED_IN = "The home of 12 months before counts, and each home since."
_STABLE = "Two and a half years in care, and two years in the home, are calendar months up to the day."
_REVIEWS = (
    "A review is due on the day that its record says. Where none says it, the first is due 20 working days after the "
    "child came into care, the second three months after the first, and each other six months after the one before."
)
_VISITS = (
    "They are due every three months after a year in a home that is meant to last until 18 (U1 or U4). A visit that "
    "was not made is late on the day it was due, and again every six weeks. Children who live with their parents (P1) "
    "are left out, since other times hold for them."
)
_ALONE = "A visit made late is that of the day on which it was due."
_LAST_TIME = "Each child counts once, at the last time in the 12 months."
_AS_RECORDED = "This is as each record stood on the day; the ages are those of that day."
_CASES = (
    "A case is a child, in care or not, who is allocated to a social worker. The cases of other workers do not count."
)
_RULES = {
    "long_term_stability_pct": _STABLE,
    "reviews_on_time_pct": _REVIEWS,
    "children_reviews_all_on_time_pct": _REVIEWS,
    "visits_on_time_pct": _VISITS,
    "seen_alone_pct": f"{_VISITS} {_ALONE}",
    "left_care_through_adoption_pct": _LAST_TIME,
    "left_care_special_guardianship_pct": _LAST_TIME,
    "left_care_child_arrangements_pct": _LAST_TIME,
    "returned_home_pct": _LAST_TIME,
    "social_worker_caseload_rate": _CASES,
}
_OF_LEAVERS = (
    "in_touch_17_18_pct", "in_touch_19_21_pct", "not_in_touch_19_21_pct", "suitable_accommodation_pct",
    "suitable_accommodation_17_18_pct", "eet_17_18_pct", "eet_19_21_pct", "neet_19_21_pct",
    "higher_education_19_21_pct", "apprenticeship_19_21_pct",
)  # fmt: skip


def with_rules(measures: Iterable[Measure], counted: Collection[str], rules: CountingRules) -> tuple[Measure, ...]:
    """The measures; of each that was ``counted`` from records, the definition ends with the rule by which it was."""
    return tuple(replace(one, definition=_worded(one, rules)) if one.id in counted else one for one in measures)


def _worded(measure: Measure, rules: CountingRules) -> str:
    rule = _RULES.get(measure.id, _AS_RECORDED if measure.id in _OF_LEAVERS else "")
    if measure.id == _HOMES:
        rule = (_EVERY_MOVE if rules.every_move else _BY_CARER) + _CARRIED_IN
    return f"{measure.definition} {rule}".strip()
