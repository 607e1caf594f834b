"""Reads what stands beside the figures of one series: its targets, the limits of its status and its ratings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from inputs.findings import Finding, found
from inputs.headings.limit_cells import read_limit
from inputs.headings.meaning import LIMITS, RATINGS, Heading
from inputs.headings.target_cells import read_target
from inputs.intake import Item, Limit, Rating, RatingOf, Series, TargetRead
from inputs.period import YEAR_MONTHS, Period
from inputs.tables.beside_figures import BesideFigures

NO_TARGETS = ("impossible-target", "unclear-target")  # kinds of findings about targets that were left out
Says = Callable[[Heading, str], str]
"""What a cell under a heading of ratings, or a heading of targets, means by its text, such as "green", or ""."""


class SeriesBeside:
    """What stands beside the figures of a series. ``fractions``: its own values are written from 0 to 1."""

    def __init__(self, item: Item, named: str, fractions: bool, beside: Sequence[BesideFigures]) -> None:
        self._item = item
        self._named = named
        self._fractions = fractions
        self._beside = beside
        self.findings: list[Finding] = []

    def joined_to(self, series: Series, says: Says, *, totals: bool = False) -> Series:
        """The series with its targets, limits and ratings.

        ``totals``: the return gives totals of the year so far, and the series the months worked out from them. A target
        or limit is then of the totals, and would judge one quarter by what the whole year should reach: none is taken.
        Nor is one that says itself that it is of the whole year, of months or quarters that add up to one.
        """
        self._leave_out_those_of_a_year(series, says, totals=totals)
        stated, dated = self._targets(one for one in self._beside if one.heading is Heading.TARGET)
        target, by_month = self._target(stated)
        targets = (*by_month, *self._dated(dated))
        refused = next((one.cell for one in self.findings if one.kind in NO_TARGETS), "")
        return replace(
            series,
            target=target,
            targets=targets,
            refused="" if target or targets else refused,
            limits=self._limits(self._beside),
            ratings=tuple(_ratings(self._beside, says)),
        )

    def _leave_out_those_of_a_year(self, series: Series, says: Says, *, totals: bool) -> None:
        adds_up = not self._item.percentage and self._item.adds_up
        shorter = adds_up and any(point.period.length < YEAR_MONTHS for point in series.points)
        targets = [one for one in self._beside if one.heading is Heading.TARGET and one.cell.value is not None]
        yearly = [one for one in targets if totals or (shorter and _of_a_year(one, says))]
        if not yearly:
            return
        kept = RATINGS if totals or len(yearly) == len(targets) else {*RATINGS, *LIMITS, Heading.TARGET}
        self._beside = [one for one in self._beside if one.heading in kept and one not in yearly]
        given = (
            " is given as totals of the year so far, and so is its target" if totals else " has a target of the year"
        )
        what = f"{self._named}{given}; it was left out, since the report judges each month or quarter by itself."
        remedy = "Give figures of single months or quarters, with their target, and run again."
        if not totals:
            remedy = "Give that of each month or quarter in a column headed Target, and run again."
        self.findings.append(found("unclear-target", what, remedy, yearly[0].cell.address))

    def _target(
        self, stated: Sequence[tuple[Period | None, TargetRead]]
    ) -> tuple[TargetRead | None, tuple[tuple[Period, TargetRead], ...]]:
        """The target that holds last and, where those of single months differ, all of them by month.

        A target without a period comes before any other. A finding says where targets differ.
        """
        if not stated:
            return None, ()
        whole = [one for period, one in stated if period is None]
        by_month = sorted(((period, one) for period, one in stated if period), key=itemgetter(0))
        first = whole[0] if whole else stated[0][1]
        others = [one for _, one in stated if (one.value, one.comparison) != (first.value, first.comparison)]
        if not others:
            return first, ()
        which = "that one was taken" if whole else "each report takes that of its own month"
        what = f"{self._named} has another target in {first.cell}; {which}."
        remedy = "Give one target for each measure, or check that the right one was taken."
        self.findings.append(found("targets-differ", what, remedy, others[0].cell))
        return (first, ()) if whole else (by_month[-1][1], tuple(by_month))

    def _dated(self, stated: Iterable[tuple[Period, TargetRead]]) -> Iterator[tuple[Period, TargetRead]]:
        """The targets whose heading states a period, one for each; a finding where two of one period differ."""
        by_period: dict[Period, TargetRead] = {}
        for period, one in stated:
            first = by_period.setdefault(period, one)
            if (one.value, one.comparison) != (first.value, first.comparison):
                what = f"{self._named} has another target for {period.name} in {first.cell}; that one was taken."
                self.findings.append(found("targets-differ", what, "Keep the right one of the two.", one.cell))
        yield from sorted(by_period.items())

    def _targets(
        self, cells: Iterable[BesideFigures]
    ) -> tuple[list[tuple[Period | None, TargetRead]], list[tuple[Period, TargetRead]]]:
        """The targets with the periods of their places, and those with the period of their heading.

        A finding for each distinct text that is not a target.
        """
        stated: list[tuple[Period | None, TargetRead]] = []
        dated: list[tuple[Period, TargetRead]] = []
        told: set[str] = set()
        for one in cells:
            read = read_target(
                one.cell,
                self._item.percentage,
                self._fractions,
                self._item.unit,
                ranged=self._item.ranged,
                signed=self._item.least < 0,
            )
            if isinstance(read, TargetRead) and one.period and (one.head or one.period.is_financial_year):
                dated.append((one.period, replace(read, head=one.head or read.cell)))
            elif isinstance(read, TargetRead):
                stated.append((one.period, read))
            elif read is not None and str(one.cell.value) not in told:
                told.add(str(one.cell.value))
                self.findings.append(replace(read, what=f"{self._named}: {read.what[:1].lower()}{read.what[1:]}"))
        return stated, dated

    def _limits(self, beside: Iterable[BesideFigures]) -> tuple[Limit, ...]:
        """The council's own limits of the status of this series."""
        read = (
            (one.period, read_limit(one.cell, one.heading, one.title, self._item.percentage, self._fractions))
            for one in beside
            if one.heading in LIMITS
        )
        return tuple(replace(limit, period=period) for period, limit in read if limit is not None)


def _of_a_year(target: BesideFigures, says: Says) -> bool:
    """Whether a heading says that its target is of a whole year: Target 2025/26, Annual target."""
    dated = target.period is not None and target.period.length == YEAR_MONTHS
    return dated or says(Heading.TARGET, target.title) == "year"


def _ratings(beside: Iterable[BesideFigures], says: Says) -> Iterator[Rating]:
    """What the return says of the figures, where its cells hold words or signs that are known."""
    for one in beside:
        said = says(one.heading, one.cell.text) if one.heading in RATINGS and not one.cell.trouble else ""
        if said:
            yield Rating(RatingOf(one.heading), said, one.cell.address, one.period)
