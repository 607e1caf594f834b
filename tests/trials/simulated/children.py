"""Children of a council made by chance, one by one, and every figure that follows from them month by month."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from inputs.period import YEAR_MONTHS, Period
from tests.report.returns import AGE_BANDS, AGES

IN_CARE, CAME, LEFT = "children_in_care_count", "started_in_care_count", "left_care_count"
HOMES, STABILITY = "three_or_more_homes_pct", "long_term_stability_pct"
MISSING, TIMES = "children_missing_count", "missing_episodes_count"
ADOPTED, HOME_DAYS, MATCH_DAYS = (
    "left_care_through_adoption_pct",
    "entry_to_adoptive_home_days_mean",
    "order_to_match_days_mean",
)
FIRST_CHECKS, CHECKS = "initial_health_assessment_pct", "annual_health_assessment_pct"
DENTAL, JABS = "dental_check_pct", "immunisations_pct"
PLANS, SCHOOLS = "personal_education_plan_pct", "good_or_outstanding_school_pct"
VISITS, REVIEWS, PATHWAY, HOUSING = (
    "visits_on_time_pct",
    "reviews_on_time_pct",
    "pathway_plan_pct",
    "suitable_accommodation_pct",
)
SETTLED = YEAR_MONTHS  # months before the first that is returned, so that sums of 12 months have all of theirs
GROWN = 18 * YEAR_MONTHS
_BAND_ENDS = (1, 5, 10, 16, 18)
_BY_CHILD = (HOMES, STABILITY, MISSING, CHECKS, DENTAL, JABS, PLANS, SCHOOLS)

Pair = tuple[int, int]
Key = tuple[str, str, Period]
Truth = dict[Key, Pair]
"""By measure, group and month: how many are counted, and of how many (0 for a plain count). Of days: all of them."""
_Numbers = NDArray[np.int64]
_Chances = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Children:
    """Every child who was ever in care: months of coming and leaving, age then in months, and what became of them.

    ``chances`` are numbers from 0 to 1 by measure, child and month, ``rates`` what they must stay under to be counted.
    """

    came: _Numbers
    left: _Numbers
    age: _Numbers
    adopted: NDArray[np.bool_]
    home_days: _Numbers
    match_days: _Numbers
    due_later: NDArray[np.bool_]
    chances: dict[str, _Chances]
    rates: dict[str, float]
    others: Truth
    first: Period

    @property
    def months(self) -> int:
        """For how many months there are figures."""
        return next(iter(self.chances.values())).shape[1] - SETTLED


def born(chance: Generator, size: int, months: int, last: Period) -> Children:
    """About so many children in care, over some months up to the last, by rates that are the council's own."""
    every = months + SETTLED
    turnover = chance.uniform(0.015, 0.05)
    coming = chance.poisson(size * turnover, every)
    came = np.concatenate([-chance.geometric(turnover, size), np.repeat(np.arange(every), coming)])
    is_baby, babies = chance.random(came.size) < 0.25, chance.integers(0, 24, came.size)
    others = chance.integers(0, 205, came.size)
    age = np.where(is_baby, babies, others)
    already = np.maximum(0, -came)
    left = came + already + chance.geometric(turnover, came.size)
    age = np.minimum(age, GROWN - 2 - already) * (age > 0)
    left = np.maximum(np.minimum(left, came + GROWN - np.maximum(age, 0)), np.maximum(came + 1, 0))
    share_adopted = chance.uniform(0.05, 0.9)
    adopted = (age + left - came < 9 * YEAR_MONTHS) & (chance.random(came.size) < share_adopted)
    waits = chance.lognormal(6.0, 0.5, came.size).astype(np.int64) + 30
    orders = chance.random(came.size) < chance.uniform(0.7, 1.0)
    match_days = np.where(orders, chance.lognormal(5.0, 0.7, came.size).astype(np.int64) + 5, -1)
    start = last.back(months - 1)
    return Children(
        came.astype(np.int64), left.astype(np.int64), np.maximum(age, 0).astype(np.int64), adopted, waits, match_days,
        chance.random(came.size) < (chance.uniform(0, 0.6) if chance.random() < 0.5 else 0.0),
        {name: chance.random((came.size, every), dtype=np.float32) for name in _BY_CHILD},
        _rates(chance), _of_others(chance, size, months, start), start,
    )  # fmt: skip


def revised(chance: Generator, children: Children) -> Children:
    """The same children, of whom some left a month earlier or later than was known, within the last year."""
    last = SETTLED + children.months
    recent = np.flatnonzero((children.left >= last - YEAR_MONTHS) & (children.left < last - 1))
    some = chance.choice(recent, min(recent.size, 1 + int(chance.poisson(1))), replace=False)
    left = children.left.copy()
    left[some] = np.maximum(left[some] + chance.choice([-1, 1], some.size), np.maximum(children.came[some] + 1, 0))
    return replace(children, left=left)


def _rates(chance: Generator) -> dict[str, float]:
    ends = {
        HOMES: (0.04, 0.15), STABILITY: (0.5, 0.85), MISSING: (0.003, 0.06), CHECKS: (0.6, 0.99), DENTAL: (0.5, 0.95),
        JABS: (0.6, 0.98), PLANS: (0.8, 1.0), SCHOOLS: (0.6, 0.95), FIRST_CHECKS: (0.5, 1.0),
    }  # fmt: skip
    return {name: float(chance.uniform(*span)) for name, span in ends.items()}


def _of_others(chance: Generator, size: int, months: int, start: Period) -> Truth:
    """Figures of visits, reviews and care leavers, which are bound to nothing."""
    shares = {VISITS: (1.0, 0.93), REVIEWS: (0.25, 0.9), PATHWAY: (0.5, 0.85), HOUSING: (0.4, 0.9)}
    found: Truth = {}
    for name, (of_size, rate) in shares.items():
        for month in range(months):
            of = max(1, int(chance.poisson(size * of_size)))
            found[name, "", start.back(-month)] = int(chance.binomial(of, rate)), of
    return found


def figures_of(children: Children, months: int) -> Truth:
    """Every figure of the first so many months."""
    found = {key: pair for key, pair in children.others.items() if key[2].index < children.first.index + months}
    for month in range(months):
        for (name, group), pair in _of_month(children, month + SETTLED).items():
            found[name, group, children.first.back(-month)] = pair
    return found


def _of_month(children: Children, t: int) -> dict[tuple[str, str], Pair]:
    stay, age = t - children.came, (children.age + t - children.came) // YEAR_MONTHS
    in_care = (stay >= 0) & (children.left > t)
    found = {
        (IN_CARE, ""): (int(in_care.sum()), 0),
        (CAME, ""): (int((children.came == t).sum()), 0),
        (LEFT, ""): (int((children.left == t).sum()), 0),
    }
    lows = (0, *_BAND_ENDS[:-1])
    for name, low, high in zip(AGES, lows, (*_BAND_ENDS[:-1], 99), strict=True):
        found[AGE_BANDS, name] = int((in_care & (age >= low) & (age < high)).sum()), 0
    settled, schooled = in_care & (stay >= YEAR_MONTHS), in_care & (age >= 4)
    among = {HOMES: in_care, STABILITY: in_care & (stay >= 30) & (age < 16), PLANS: schooled}
    among |= dict.fromkeys((CHECKS, DENTAL, JABS), settled) | {SCHOOLS: schooled & (stay >= 2)}
    for name, who in among.items():
        found[name, ""] = int((who & (children.chances[name][:, t] < children.rates[name])).sum()), int(who.sum())
    chances = children.chances[MISSING][:, t] / children.rates[MISSING]
    missing = in_care & (chances < 1)
    found[MISSING, ""] = int(missing.sum()), 0
    found[TIMES, ""] = int(missing.sum() + np.floor(-np.log(chances[missing] + 1e-6)).sum()), 0
    due = (children.came + children.due_later == t) & (children.came >= 0)
    found[FIRST_CHECKS, ""] = (
        int((due & (children.chances[CHECKS][:, t] < children.rates[FIRST_CHECKS])).sum()),
        int(due.sum()),
    )
    return found | _of_adoptions(children, t)


def _of_adoptions(children: Children, t: int) -> dict[tuple[str, str], Pair]:
    """Of the 12 months that end with a month: who left, who was adopted, and how long that took."""
    left = (children.left > t - YEAR_MONTHS) & (children.left <= t)
    adopted = left & children.adopted
    ordered = adopted & (children.match_days >= 0)
    return {
        (ADOPTED, ""): (int(adopted.sum()), int(left.sum())),
        (HOME_DAYS, ""): (int(children.home_days[adopted].sum()), int(adopted.sum())),
        (MATCH_DAYS, ""): (int(children.match_days[ordered].sum()), int(ordered.sum())),
    }
