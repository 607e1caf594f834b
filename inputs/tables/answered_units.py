"""Holds the unit that the reading sheet answers for a row against what its words and its cells say the figures are."""

from __future__ import annotations

from typing import NamedTuple

from inputs.files.workbook_values import Cell
from inputs.headings.cell_values import read_value
from inputs.headings.fact_lists import name_of
from inputs.headings.fact_words import Aspect, Said
from inputs.headings.roles import Role
from inputs.intake import Item
from inputs.tables.figure_roles import is_marked
from inputs.tables.prove import NotProved

AGAINST_CELLS = "against its cells"
"""The id of an answered unit that cannot be that of the figures, by what their cells hold."""
_PARTS = {Role.NUMERATOR, Role.DENOMINATOR}
OF_TIME = {"days", "weeks", "months"}
FIRM = {Role.VALUE, *_PARTS}
"""The roles that no other row of a series decides."""
_OF_PARTS = {"count", "thousands"}
_WHOLE = 100


class Settled(NamedTuple):
    """What the reading sheet settled of a figure: its role, whether by its ``unit``, and the cell of the answer.

    ``refused``: the answer cannot be that of this figure, which is left out.
    """

    role: Role
    unit: bool = False
    cell: str = ""
    refused: NotProved | None = None


def role_in_unit(unit: str, of_table: bool, role: Role, item: Item, cell: Cell, where: str) -> Role | NotProved:
    """The role of a figure whose unit was answered, whatever its words say; NotProved where it cannot be in that unit.

    ``of_table``: the answer is about all rows of a table, of which those named as parts stay so. ``where`` is its
    place.
    """
    part_of_table = of_table and role in _PARTS
    if not (part_of_table and unit == "pct") and (against := _against(unit, item, cell)):
        return NotProved(Said(Aspect.UNIT, AGAINST_CELLS, against, "", where))
    if unit == "count" and item.percentage:
        return Role.DENOMINATOR if role is Role.DENOMINATOR else Role.NUMERATOR
    if role not in _PARTS:
        return Role.VALUE if unit == item.unit and unit not in _OF_PARTS else role
    if part_of_table or unit in _OF_PARTS or (unit == item.unit and unit in OF_TIME and role is Role.NUMERATOR):
        return role
    if unit == item.unit:
        return Role.VALUE
    return NotProved(Said(Aspect.UNIT, unit, name_of(Aspect.UNIT, unit), "", where))


def _against(unit: str, item: Item, cell: Cell) -> str:
    """What the figures of a cell are said to be and what it holds in fact; "" where the two agree."""
    read = read_value(cell)
    if unit == "count" and item.percentage:
        if is_marked(read):
            return f"numbers, and {cell.address} shows a percentage"
        if item.whole and read.number is not None and read.number != read.number.to_integral_value():
            return f"numbers, and {cell.address} holds no whole one"
    if unit == "pct" and item.percentage and read.number is not None and read.number > _WHOLE:
        return f"percentages, and {cell.address} holds more than 100"
    return ""
