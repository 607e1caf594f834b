"""Lists every row or column of figures of a table, used or not, with what it was read as or why it was not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from inputs.files.workbook_values import Cell
from inputs.headings.fact_words import Said
from inputs.period import Period
from inputs.tables.answered import LineWords
from inputs.tables.sheet_facts import Facts
from inputs.tables.sheet_tables import Figure, TableLine
from inputs.tables.sheet_view import is_figure
from inputs.tables.table_geometry import Table


@dataclass(slots=True)
class _Gathered:
    facts: Facts
    cells: list[Cell] = field(default_factory=list)
    taken: list[Figure] = field(default_factory=list)
    why: Said | None = None
    last: tuple[Period, Cell] | None = None


def lines_of(
    table: Table,
    words: LineWords,
    figures: Sequence[Figure],
    left: Mapping[str, Said],
    facts_of: Callable[[int, int], Facts],
) -> Iterator[TableLine]:
    """Every row of figures of a table by its words. ``left`` says by address why a figure was left out."""
    taken = {figure.cell.address: figure for figure in figures}
    by_words: dict[str, _Gathered] = {}
    for line in table.figure_lines:
        for place, period in table.periods_of(line).items():
            cell = table.view.cells.get((line, place))
            if cell is None or not is_figure(cell) or (cell.text and table.view.period(cell) is not None):
                continue
            its = words.of(line, place)
            if its not in by_words:
                by_words[its] = _Gathered(facts_of(line, place))
            gathered, address = by_words[its], cell.address
            gathered.cells.append(cell)
            gathered.why = gathered.why or left.get(address)
            if address in taken:
                gathered.taken.append(taken[address])
            if gathered.last is None or gathered.last[0].index <= period.index:
                gathered.last = (period, cell)
    around = words.around() if by_words else ""
    for text, one in by_words.items():
        first = one.taken[0] if one.taken else None
        yield TableLine(
            text,
            words.title,
            around,
            tuple(one.cells),
            (first.item, first.group, first.role) if first else None,
            one.why,
            one.facts,
            one.last,
        )
