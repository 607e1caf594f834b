"""Series as a council would return them, made by chance: with nothing changed, or with a change of a known size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from numpy.random import Generator

from inputs.intake import Series
from inputs.period import Period
from tests.report.returns import counts, monthly

LAST = Period(2023, 12)
MONTHS = 24
_SETTLING = 60  # months before the first that is returned, until a stock is as it would always be

Change = Callable[[int], float]
"""By how many of its standard deviations a figure has moved, by the month: 0 is the latest, 1 the one before."""


def nothing(_: int) -> float:
    """No change at all."""
    return 0.0


def step(months: int, size: float = 2.0) -> Change:
    """A new level in the latest so many months."""
    return lambda month: size if month < months else 0.0


def slope(months: int, size: float = 2.0) -> Change:
    """A steady drift over the latest so many months, that ends so far from where it began."""
    return lambda month: size * max(0.0, 1 - month / months)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of measure at the size of some council: what it is called in the table, and how its series are made."""

    name: str
    measure: str
    make: Callable[[Generator, Change], Sequence[Series]]
    seasonal: bool = False


def _months(change: Change) -> list[float]:
    return [change(month) for month in reversed(range(MONTHS))]


def events(name: str, measure: str, mean: float) -> Kind:
    """A number of independent events in each month (Poisson)."""

    def make(chance: Generator, change: Change) -> Sequence[Series]:
        return [counts(measure, [int(chance.poisson(max(0, mean + by * mean**0.5))) for by in _months(change)], LAST)]

    return Kind(name, measure, make)


def shares(
    name: str, measure: str, of: int, share: float, *, of_each: int = 1, alike: float = 0.0, season: float = 0.0
) -> Kind:
    """How many of those due in each month were done in time; ``of_each`` child so many, each child's as ``alike``.

    ``alike`` is the correlation within a child (beta-binomial); ``season`` how far the share falls in August.
    """

    def make(chance: Generator, change: Change) -> Sequence[Series]:
        spread = (share * (1 - share) / of * (1 + (of_each - 1) * alike)) ** 0.5
        pairs = []
        for place, by in enumerate(_months(change)):
            month = LAST.back(MONTHS - 1 - place).month
            now = min(0.999, max(0.001, share - by * spread - (season if month == 8 else 0)))  # a fall is for the worse
            due = max(1, int(chance.poisson(of)))
            pairs.append((_done(chance, due, now, of_each, alike), due))
        return [monthly(measure, pairs, LAST)]

    return Kind(name, measure, make, seasonal=bool(season))


def _done(chance: Generator, due: int, share: float, of_each: int, alike: float) -> int:
    if not alike:
        return int(chance.binomial(due, share))
    weight = 1 / alike - 1
    children = chance.beta(share * weight, (1 - share) * weight, max(1, due // of_each))
    done = chance.binomial(of_each, children).sum()
    return int(done + chance.binomial(due - of_each * len(children), share))


def stock_share(name: str, measure: str, of: int, share: float, *, leave: float = 0.033, turn: float = 0.05) -> Kind:
    """How many of those there on the last day have something: each may leave, come, lose it or get it in a month.

    ``leave`` and ``turn`` are the chances of leaving, and of being seen to afresh, in a month. The same children make
    figures that resemble the one before.
    """

    def make(chance: Generator, change: Change) -> Sequence[Series]:
        have, lack, pairs = round(of * share), of - round(of * share), []
        spread = (share * (1 - share) / of) ** 0.5
        for by in [0.0] * _SETTLING + _months(change):
            now = min(0.999, max(0.001, share - by * spread))
            have, lack = int(chance.binomial(have, 1 - leave)), int(chance.binomial(lack, 1 - leave))
            turned = int(chance.binomial(have, turn)), int(chance.binomial(lack, turn))
            fresh = sum(turned) + int(chance.poisson(of * leave))
            given = int(chance.binomial(fresh, now))
            have, lack = have - turned[0] + given, lack - turned[1] + fresh - given
            pairs.append((have, have + lack))
        return [monthly(measure, pairs[-MONTHS:], LAST)]

    return Kind(name, measure, make)


def stock(name: str, of: int, leave: float = 0.033) -> Kind:
    """How many children are in care on the last day of each month, with those who came and those who left."""

    def make(chance: Generator, change: Change) -> Sequence[Series]:
        there, rows = of, []
        for by in [0.0] * _SETTLING + _months(change):
            came = int(chance.poisson(of * leave + by * (of * leave) ** 0.5))
            left = int(chance.binomial(there, leave))
            there += came - left
            rows.append((there, came, left))
        names = ("children_in_care_count", "started_in_care_count", "left_care_count")
        columns = list(zip(*rows[-MONTHS:], strict=True))
        return [counts(each, column, LAST) for each, column in zip(names, columns, strict=True)]

    return Kind(name, "children_in_care_count", make)


def rolling(name: str, measure: str, of: int, share: float) -> Kind:
    """A share of those seen in 12 months, each month of whom was seen apart from the others."""

    def make(chance: Generator, change: Change) -> Sequence[Series]:
        spread = (share * (1 - share) / of) ** 0.5
        each = [0.0] * 12 + _months(change)
        seen = [int(chance.poisson(of / 12)) for _ in each]
        had = [
            int(chance.binomial(n, min(0.999, max(0.001, share - by * spread))))
            for n, by in zip(seen, each, strict=True)
        ]
        pairs = [(sum(had[n - 11 : n + 1]), sum(seen[n - 11 : n + 1])) for n in range(12, len(each))]
        return [monthly(measure, pairs, LAST)]

    return Kind(name, measure, make)


CAME, MISSING, HEALTH, VISITS = (
    "started_in_care_count",
    "children_missing_count",
    "initial_health_assessment_pct",
    "visits_on_time_pct",
)
PLAN, SCHOOL, HOME, HOMES, DENTAL = (
    "pathway_plan_pct",
    "good_or_outstanding_school_pct",
    "long_term_stability_pct",
    "three_or_more_homes_pct",
    "dental_check_pct",
)
KINDS = (
    events("Events in a month, 12", CAME, 12),
    events("Events in a month, 30", MISSING, 30),
    shares("Done in a month, 80% of 40", HEALTH, 40, 0.8),
    shares("Done in a month, 85% of 150", HEALTH, 150, 0.85),
    shares("Visits in a month, several to a child, 93% of 600", VISITS, 600, 0.93, of_each=2, alike=0.3),
    shares("Done in a month, 98.5% of 100", HEALTH, 100, 0.985),
    shares("Done in a month, with a season, 85% of 120", HEALTH, 120, 0.85, season=0.2),
    stock_share("On a day, 88% of 60", PLAN, 60, 0.88),
    stock_share("On a day, 88% of 180", PLAN, 180, 0.88),
    stock_share("On a day, 77% of 450", SCHOOL, 450, 0.77, turn=0.02),
    stock_share("On a day, 67% of 120, few changes", HOME, 120, 0.67, leave=0.02, turn=0.01),
    stock("Children in care, 100", 100),
    stock("Children in care, 400", 400),
    stock("Children in care, 900", 900),
    rolling("In 12 months, 12% of 400", HOMES, 400, 0.12),
    rolling("In 12 months, 85% of 270", DENTAL, 270, 0.85),
)  # fmt: skip
