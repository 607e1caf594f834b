"""Counts lists of children by month: the only place where rows about children become numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from inputs.intake import ChildList, Intake, Point, Reading, Return, Series, State
from inputs.period import Period

CHILDREN, EPISODES = "children_missing_count", "missing_episodes_count"


def count_child_lists(intake: Intake) -> Intake:
    """The intake with each list of children counted into a return of months, and no list any more.

    The counts then meet those of other returns: equal ones are one figure, different ones a ``given-twice`` finding.
    """
    if not intake.child_lists:
        return intake
    given = [_counted(child_list) for child_list in intake.child_lists]
    returns = (*intake.returns, *(one for one in given if one.series))
    return replace(intake, returns=returns, child_lists=())


def _counted(child_list: ChildList) -> Return:
    """Children missing and missing episodes by month, as a return; each number rests on all cells of the list."""
    months = _missing_by_month(child_list)
    children = Series(CHILDREN, "", tuple(_point(month, count, child_list) for month, count, _ in months))
    times = Series(EPISODES, "", tuple(_point(month, count, child_list) for month, _, count in months))
    given = (children, times) if months else ()
    return Return(child_list.kind, child_list.workbook, child_list.sha256, child_list.sheet, given, child_list.as_at)


def _point(month: Period, count: int, child_list: ChildList) -> Point:
    return Point(month, Reading(State.NUMBER, Decimal(count), child_list.cells))


def _missing_by_month(child_list: ChildList) -> Sequence[tuple[Period, int, int]]:
    """Children and episodes by the month in which an episode began, for every whole month that the list covers.

    That is from the month of its first row to the last month that ends by ``listing.until``; a month without a row is a
    true zero. A child is an id, as text. Episodes of being away are not counted, but show that the list covers a month.
    """
    import pandas as pd  # noqa: PLC0415  (large, and few folders hold a list)

    first = min(episode.began for episode in child_list.episodes)
    last = pd.Period(child_list.until + timedelta(days=1), freq="M") - 1
    by_month = (
        pd.DataFrame([(e.child, e.began, e.away) for e in child_list.episodes], columns=["child", "began", "away"])
        .assign(month=lambda rows: pd.to_datetime(rows["began"]).dt.to_period("M"))
        .loc[lambda rows: ~rows["away"]]
        .groupby("month")["child"]
        .agg(children="nunique", times="size")
        .reindex(pd.period_range(first, last, freq="M"), fill_value=0)
    )
    return [(Period(month.year, month.month), int(n), int(times)) for month, n, times in by_month.itertuples()]
