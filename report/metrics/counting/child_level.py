"""Counts lists of children into months: the only place where rows about children become numbers, and pandas is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from inputs.intake import Intake, Listing, Point, Reading, Return, Series, State
from inputs.period import Period

CHILDREN, EPISODES = "children_missing_count", "missing_episodes_count"


def counted(intake: Intake) -> Intake:
    """The intake with each of its lists counted into a return of months, and no list any more.

    The counts then meet what other returns say of the same months as the figures of any return do: one that agrees is
    the same figure, one that differs is given twice.
    """
    if not intake.listings:
        return intake
    given = [_counted(listing) for listing in intake.listings]
    returns = (*intake.returns, *(one for one in given if one.series))
    return replace(intake, returns=returns, listings=())


def _counted(listing: Listing) -> Return:
    """The children who went missing in each month, and the times; each number rests on the whole block of the list."""
    months = _missing_by_month(listing)
    children = Series(CHILDREN, "", tuple(_point(month, count, listing) for month, count, _ in months))
    times = Series(EPISODES, "", tuple(_point(month, count, listing) for month, _, count in months))
    given = (children, times) if months else ()
    return Return(listing.kind, listing.workbook, listing.sha256, listing.sheet, given, listing.as_at)


def _point(month: Period, count: int, listing: Listing) -> Point:
    return Point(month, Reading(State.NUMBER, Decimal(count), listing.cells))


def _missing_by_month(listing: Listing) -> Sequence[tuple[Period, int, int]]:
    """Children and times missing by the month in which each time began, for every whole month that the list covers.

    From the month of its first row to the last month that ends by ``listing.until``; a month without a row is a true
    zero. A child is an id, as text; being away is not counted, but shows that the list covers its month.
    """
    import pandas as pd  # noqa: PLC0415  (large, and few folders hold a list)

    first = min(episode.began for episode in listing.episodes)
    last = pd.Period(listing.until + timedelta(days=1), freq="M") - 1
    by_month = (
        pd.DataFrame([(e.child, e.began, e.away) for e in listing.episodes], columns=["child", "began", "away"])
        .assign(month=lambda rows: pd.to_datetime(rows["began"]).dt.to_period("M"))
        .loc[lambda rows: ~rows["away"]]
        .groupby("month")["child"]
        .agg(children="nunique", times="size")
        .reindex(pd.period_range(first, last, freq="M"), fill_value=0)
    )
    return [(Period(month.year, month.month), int(n), int(times)) for month, n, times in by_month.itertuples()]
