"""What counting gives: a tally of one measure, month by month, or why it cannot be given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from report.metrics.counting.records.cohort import Steps

Counts = tuple[int, int | Decimal | None]
"""(n, None) for a count, (n, N) for a share or a rate or, of days, their sum and the number of children."""


class Tally(NamedTuple):
    """One measure, or a group of it, counted from the table ``table`` of careers.

    ``counts`` are by month. ``steps`` are those of its own cohort, of one that is not made of children in care.
    """

    measure: str
    group: str
    table: str
    counts: Mapping[int, Counts]
    steps: Steps = ()


class NotTold(NamedTuple):
    """Measures that the table ``table`` of careers would give, and why it cannot: a part of a sentence."""

    measures: tuple[str, ...]
    table: str
    why: str


def count_of(measure: str, table: str, rows: pd.DataFrame, months: Iterable[int], group: str = "") -> Tally:
    """How many rows there are in each month; 0 in a month without any."""
    sizes = _sizes(rows["month"])
    return Tally(measure, group, table, {month: (sizes.get(month, 0), None) for month in months})


def share_of(measure: str, table: str, rows: pd.DataFrame, told: pd.Series, months: Iterable[int]) -> Tally:
    """Of the rows of each month, how many there are of which something is ``told``."""
    of, given = _sizes(rows["month"]), _sizes(rows["month"][told])
    return Tally(measure, "", table, {month: (given.get(month, 0), of.get(month, 0)) for month in months})


def _sizes(months: pd.Series) -> dict[int, int]:
    """How often each month is there."""
    return {int(month): int(size) for month, size in months.value_counts(sort=False).items()}


def days_of(measure: str, table: str, rows: pd.DataFrame, days: pd.Series, months: Iterable[int]) -> Tally:
    """The sum of the days of each month's rows that have a number of days, and how many rows these are."""
    given = rows.assign(days=days)[days.notna()].groupby("month")["days"].agg(["sum", "size"])
    counts: dict[int, Counts] = {}
    for month in months:
        total, of = (given.at[month, "sum"], given.at[month, "size"]) if month in given.index else (0, 0)
        counts[month] = (int(total), int(of))
    return Tally(measure, "", table, counts)


def in_twelve_months(months: range) -> range:
    """The months at whose end 12 months have been counted."""
    return months[11:]
