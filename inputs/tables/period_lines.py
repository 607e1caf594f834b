"""One header row of periods in a table, and whether it is a date above the table instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from inputs.headings.period_headings import Form, PeriodHeading
from inputs.tables.period_runs import PeriodRun


@dataclass(slots=True)
class PeriodLine:
    """A line of period headings, by place.

    ``labels``: the places of dates read as month labels. ``covered``: the places that a merged cell covers, each with
    the place of its heading. ``inside``: the places of days inside a month.
    """

    headings: dict[int, PeriodHeading]
    labels: list[int]
    covered: dict[int, int]
    inside: list[int] = field(default_factory=list)

    def leave_spacers(self, below: set[int]) -> None:
        """Drop headings of covered places without a heading below, where others of the same merged cell have one."""
        for place, holder in self.covered.items():
            block = {holder, *(other for other, its in self.covered.items() if its == holder)}
            if place not in below and block & below:
                del self.headings[place]


def is_date_above(run: PeriodRun, line: int, own: Mapping[int, PeriodHeading]) -> bool:
    """Whether a line above the run holds a date, such as that of the data, and no heading of the columns below it.

    So where its one period stands over one that states its own year, or is not a whole that holds all of them. ``own``
    are its periods, each by the place of the cell that states it.
    """
    if line >= run.line or len(own) != 1:
        return False
    ((place, heading),) = own.items()
    places = sorted(run.headings)
    width = min((second - first for first, second in pairwise(places)), default=1)
    spanned = {place + column for place in places for column in range(width)}
    if place not in spanned:
        return False
    below = run.headings.values()
    if heading.form in {Form.DAY, Form.UNCLEAR} or all(one.has_period for one in below):
        return True
    return heading.form is Form.WHOLE and len({one.month for one in below}) > heading.length
