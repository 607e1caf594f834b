"""Reads a figure merged over several periods: a quarter's where its whole row is merged by quarters, else none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from inputs.files.workbook_values import Cell, CellRange, address
from inputs.findings import RUN_AGAIN, Finding, found
from inputs.period import QUARTER_MONTHS, Period
from inputs.tables.sheet_view import is_figure
from inputs.tables.table_geometry import Table


@dataclass(frozen=True, slots=True)
class MergedFigures:
    """What the merged figures of one line are: the period of each that is read, by its place, and the places left out.

    ``finding`` says which cells are merged, and what was made of them.
    """

    finding: Finding | None = None
    period_by_place: Mapping[int, Period] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()


NONE = MergedFigures()


class MergedOverPeriods:
    """The merged cells of a table that hold one figure and cover several of its periods, by line."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._ranges: dict[int, list[CellRange]] = {}
        lines, places = set(table.figure_lines), table.timeline.period_by_place
        for at in table.view.sheet.merged:
            line, place = table.view.oriented(at.top, at.left)
            last = table.view.oriented(at.bottom, at.right)[1]
            if last > place and line in lines and place in places:
                self._ranges.setdefault(line, []).append(at)

    def of(self, line: int) -> MergedFigures:
        """What the merged figures of a line are."""
        periods = self._table.periods_of(line) if line in self._ranges else {}
        blocks = dict(self._blocks(line, periods))
        if not blocks:
            return NONE
        quarters = {at: _quarter([periods[place] for place in places]) for at, places in blocks.items()}
        covered = frozenset(place for places in blocks.values() for place in places)
        last = max(blocks, key=lambda at: (at.right, at.bottom))
        where = f"{address(last.top, last.left)}:{address(last.bottom, last.right)}"
        first = address(last.top, last.left)
        others = any(is_figure(self._figure(line, place)) for place in periods if place not in covered)
        if others or not all(quarters.values()):
            what = f"One figure stands in merged cells over several months ({where}); it was left out."
            remedy = (
                f"Unmerge them and write each month's figure under its month, or give the row by quarters, {RUN_AGAIN}"
            )
            return MergedFigures(found("merged-months", what, remedy, first), left_out=covered)
        what = f"Each figure of this row stands in merged cells over the three months of a quarter ({where})"
        remedy = "If each is that of one month, unmerge them and write it under its month."
        told = found("merged-quarter", f"{what}, and was read as that quarter's.", remedy, first)
        read = {self._table.view.oriented(at.top, at.left)[1]: quarter for at, quarter in quarters.items() if quarter}
        return MergedFigures(told, read, covered - read.keys())

    def _blocks(self, line: int, periods: Mapping[int, Period]) -> Iterator[tuple[CellRange, list[int]]]:
        """Each merged cell of a line with a figure, and the places of two or more different periods that it covers."""
        for at in self._ranges.get(line, ()):
            first, last = (
                self._table.view.oriented(*corner)[1] for corner in ((at.top, at.left), (at.bottom, at.right))
            )
            places = [place for place in range(first, last + 1) if place in periods]
            if is_figure(self._figure(line, first)) and len({periods[place] for place in places}) > 1:
                yield at, places

    def _figure(self, line: int, place: int) -> Cell | None:
        return self._table.view.cells.get((line, place))


def _quarter(months: list[Period]) -> Period | None:
    """The quarter whose three months these are, each once; None for any others."""
    last = max(months)
    quarter = last._replace(length=QUARTER_MONTHS)
    return quarter if last.ends_quarter and sorted(months) == list(quarter.months()) else None
