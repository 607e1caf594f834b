"""Counts lists of children by month: the only place where rows about children become numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
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
    first = min(_month(episode.began) for episode in child_list.episodes)
    after = _month(child_list.until + timedelta(days=1))
    children_by_month: dict[Period, list[str]] = {}
    for episode in child_list.episodes:
        if not episode.away:
            children_by_month.setdefault(_month(episode.began), []).append(episode.child)
    months = (first.back(-number) for number in range(after.index - first.index))
    return [
        (month, len(set(children_by_month.get(month, ()))), len(children_by_month.get(month, ()))) for month in months
    ]


def _month(day: date) -> Period:
    return Period(day.year, day.month)
