"""Finds the headings of a table that cannot be right beside the others, and says once what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from inputs.files.workbook_values import Cell
from inputs.findings import RUN_AGAIN, Finding, first_and_others, found
from inputs.headings.heading_order import Doubt, doubtful_headings
from inputs.period import Period
from inputs.tables.heading_findings import heading_at, short, swapped_finding, swapped_in
from inputs.tables.sheet_view import is_figure
from inputs.tables.table_geometry import Table

_MOST_NAMED = 4  # headings that one message lists
_BLANK = Cell(1, 1, None)
_ByPlace = dict[int, Period]


def headings_in_doubt(table: Table, series: Iterable[Mapping[int, Period]]) -> tuple[_ByPlace, list[Finding]]:
    """The periods that headings in doubt most likely mean, by place, and one finding for each thing that is wrong.

    ``series`` are the periods over the figures of each series of the table, by place, all of one length.
    """
    at = {place: heading_at(table, place) for place in table.timeline.period_by_place}
    filled = {place for place in at if any(cell.value is not None for cell in table.figure_cells(place))}
    doubts: dict[Doubt, _ByPlace] = {}
    for by_place in {tuple(sorted(one.items())): one for one in series}.values():
        for one in doubtful_headings(by_place, table.run.headings):
            likely = {place: period for place, period in one.likely.items() if place in filled}
            if likely and _is_told(one.why, list(likely), table):
                doubts.setdefault(one.why, {}).update(likely)
    moved = {place: period for likely in doubts.values() for place, period in likely.items()}
    return moved, [_finding(why, likely, table, at) for why, likely in doubts.items()]


def _is_told(why: Doubt, places: Sequence[int], table: Table) -> bool:
    """Whether a doubt is one in this table: two alike columns contradict nothing, and a list may be in any order."""
    if why is Doubt.TWICE:
        return len({heading_at(table, place) for place in places}) == 2 and any(
            is_figure(one) and is_figure(other) and one.value != other.value
            for line in table.figure_lines
            for one, other in (tuple(table.view.cells.get((line, place), _BLANK) for place in places),)
        )
    listed = table.view.transposed and any(table.place_meaning(place).items for place in places)
    return not (why is Doubt.ORDER and listed)


def _finding(why: Doubt, likely: _ByPlace, table: Table, at: Mapping[int, str]) -> Finding:
    said, places = table.timeline.period_by_place, sorted(likely)
    cells = list(dict.fromkeys(at[place] for place in places))
    first = places[0]
    if why is Doubt.MISTYPED:
        return _mistyped(likely, said, at)
    if why is Doubt.SWAPPED:
        return swapped_finding(table, swapped_in(table) or likely)
    if why is Doubt.TWICE:
        what = f"{' and '.join(cells)} both say {said[first].name}, with different figures under or beside them."
        remedy = f"Correct the heading that is wrong {RUN_AGAIN}"
    else:
        named = first_and_others([f"{at[place]} {said[place].name}" for place in places], _MOST_NAMED)
        what = f"The headings here are not in order of time ({named}), so it is not sure whose the figures are."
        remedy = f"Put each period at its own figures, in order of time, {RUN_AGAIN}"
    return found("headings-in-doubt", what, remedy, cells[0])


def _mistyped(likely: _ByPlace, said: Mapping[int, Period], at: Mapping[int, str]) -> Finding:
    """The finding of mistyped headings: it stops the report where the last month of the table is among them."""
    place, *more = sorted(likely)
    others = [period for other, period in said.items() if other not in likely and period.length == likely[place].length]
    what = f"The heading here says {said[place].name} where the headings around it lead to {likely[place].name}"
    cells = [cell for cell in dict.fromkeys(at[other] for other in more) if cell != at[place]]
    what += f"; so it is with {first_and_others(cells, _MOST_NAMED)}. " if cells else ". "
    its = "Their" if cells else "Its"
    remedy = f"Correct the heading, to {short(likely[place])} if that is meant, {RUN_AGAIN}"
    if max(likely.values()) > max(others, default=max(likely.values())):
        return found("headings-in-doubt", f"{what}{its} figures cannot be used.", remedy, at[place])
    return found("heading-out-of-place", f"{what}{its} figures were left out.", remedy, at[place])
