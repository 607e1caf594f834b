"""Finds columns of a month that hold the opposite of what a measure counts: those overdue, beside those in all."""

from __future__ import annotations

from collections.abc import Iterator

from inputs.headings.fact_lists import listed
from inputs.headings.fact_words import Aspect, Said, at
from inputs.headings.folding import fold
from inputs.headings.roles import Role
from inputs.headings.short_words import opposite
from inputs.tables.table_geometry import Table

_OPPOSITE = (Said(Aspect.STANDING, "else", "the opposite of what the measure counts", "outstanding"),)


def opposites_beside(table: Table, place: int) -> Iterator[Said]:
    """What other columns of a month say of its percentage: beside Overdue and Total it is of those."""
    months, naming = table.timeline.period_by_place, table.naming_lines
    beside = [other for other, period in months.items() if period == months.get(place)] if naming else []
    heads = {other: [table.view.filled(line, other) for line in naming] for other in beside}
    roles = {other: {table.view.meaning(cell).role for cell in cells if cell} for other, cells in heads.items()}
    words = {other: {fold(cell.text) for cell in cells if cell} for other, cells in heads.items()}
    if any("yes" in its for its in words.values()):
        denied = (cell for cell in heads.get(place, ()) if cell is not None and fold(cell.text) == "no")  # not No.
        yield from (one._replace(words="no") for cell in denied for one in at(_OPPOSITE, cell.address))
    if len(beside) == 1 or Role.VALUE not in roles.get(place, ()):
        return
    if not any(own & {Role.NUMERATOR, Role.COUNT} for own in roles.values()):
        for cell in (cell for cells in heads.values() for cell in cells if cell is not None):
            left = fold(cell.text) in listed("opposite_heads")
            yield from at(_OPPOSITE if left else opposite(cell.text), cell.address)
