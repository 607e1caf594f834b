"""Decides which role figures have (value, numerator or denominator) where their labels leave it open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inputs.files.workbook_values import Cell
from inputs.headings.cell_values import CellValue, read_value
from inputs.headings.folding import fold
from inputs.headings.roles import OPEN, Role
from inputs.intake import Item, State
from inputs.tables.beside_figures import BesideFigures
from inputs.tables.sheet_tables import Figure

_MOST = 100  # per cent
_UNSAID = frozenset({Role.UNMARKED, Role.FIGURE, *OPEN})
"""The roles of figures that may be a percentage or a number, since no word says which."""


def settled_roles(item: Item, figures: Sequence[Figure]) -> dict[Role, Role]:
    """The role that figures labelled with each role have, decided from the other roles that the series has.

    A row with only the name of the measure holds its value or, where another row does, its numerator; beside nothing
    but a denominator, too, it may be either. Figures whose role is settled by an answer keep it.
    """
    roles = {figure.role for figure in figures if figure.cell.value is not None or figure.cell.trouble}
    settled = {role: role for role in Role} | {Role.FIGURE: Role.VALUE}
    roles = {Role.VALUE if role is Role.FIGURE else role for role in roles}
    alone = item.percentage and roles <= {Role.UNMARKED, Role.DENOMINATOR, *OPEN}
    unsaid = {*OPEN, Role.UNMARKED} if alone else OPEN
    if roles & unsaid:
        either = [figure for figure in figures if figure.role in unsaid]
        shares = _are_shares([read_value(one.cell) for one in either], roles - unsaid) or _exceed(either, figures)
        settled |= dict.fromkeys(unsaid, Role.VALUE if shares else Role.NUMERATOR)
        roles = (roles - unsaid) | {settled[Role.EITHER]}
        if alone:
            return settled
    if item.percentage and Role.NUMERATOR in roles and not roles & {Role.VALUE, Role.UNMARKED, Role.COUNT}:
        named = [read_value(one.cell) for one in figures if one.role is Role.NUMERATOR and not one.settled]
        if _show_percentages(named, Role.DENOMINATOR in roles):
            settled[Role.NUMERATOR] = Role.VALUE
            return settled
    has_value_apart = Role.VALUE in roles and (item.percentage or bool(item.numerator_names))
    count_is_part = Role.NUMERATOR not in roles and (item.percentage or has_value_apart)
    settled[Role.COUNT] = Role.NUMERATOR if count_is_part else Role.VALUE
    numerator_given = Role.NUMERATOR in roles or (count_is_part and Role.COUNT in roles)
    parts = has_value_apart and not numerator_given and not _of_other_periods(item, figures)
    settled[Role.UNMARKED] = Role.NUMERATOR if parts else Role.VALUE
    return settled


def _of_other_periods(item: Item, figures: Sequence[Figure]) -> bool:
    """Whether unmarked figures show percentages and are of other periods than the values: beside “Dec-23 actual”."""
    plain = [figure for figure in figures if figure.role is Role.UNMARKED]
    values = {figure.period for figure in figures if figure.role is Role.VALUE}
    apart = item.percentage and values.isdisjoint(figure.period for figure in plain)
    return apart and _show_percentages([read_value(figure.cell) for figure in plain], out_of_others=False)


def shares_or_counts(item: Item, figures: Sequence[Figure], beside: bool) -> list[Figure]:
    """The whole numbers that could be percentages or numbers of what the measure counts; else none.

    4 under “First health check within 20 working days” is no 4% unless something says so: the name, a heading or a
    unit, a % sign or a decimal in the row, a target or the like as ``beside`` says, or the parts of the percentage. A
    denominator above 100 does not tell them apart.
    """
    unsaid = [one for one in figures if one.role in _UNSAID and not one.settled and one.proved.role is not Role.VALUE]
    read = [read_value(figure.cell) for figure in unsaid]
    roles = {figure.role for figure in figures if read_value(figure.cell).state is State.NUMBER}
    if not item.percentage or roles.isdisjoint(_UNSAID) or not roles <= {*_UNSAID, Role.DENOMINATOR}:
        return []
    if any(is_marked(one) or one.decimals or (one.number is not None and one.number > _MOST) for one in read):
        return []
    if Role.DENOMINATOR not in roles:
        return [] if beside else unsaid
    wholes = [
        read_value(one.cell).number for one in figures if one.role is Role.DENOMINATOR and Role.FIGURE not in roles
    ]
    return unsaid if any(whole is not None and whole > _MOST for whole in wholes) else []


def percentages_beside(
    figures: Sequence[Figure], beside: Sequence[BesideFigures | Figure], others: Iterable[Cell]
) -> bool:
    """Whether a target, a year so far or another area's figure beside figures is a percentage, and no number."""
    rows = {figure.cell.row for figure in figures}
    heads = [one.title for one in beside if isinstance(one, BesideFigures)]
    cells = [*(one.cell for one in beside), *(cell for cell in others if rows == {cell.row})]
    words = any("percent" in fold(text) for text in (*heads, *(cell.text for cell in cells)))
    return words or any(is_marked(read) or read.decimals for read in map(read_value, cells))


def _exceed(either: Sequence[Figure], figures: Sequence[Figure]) -> bool:
    """Whether figures are all more than their denominators, and up to 100: no numerators then."""
    number = {one.period: read_value(one.cell).number for one in figures if one.role is Role.DENOMINATOR}
    pairs = [(read_value(one.cell).number, number.get(one.period)) for one in either]
    given = [(own, whole) for own, whole in pairs if own is not None and whole is not None]
    return bool(given) and all(whole < own <= _MOST for own, whole in given)


def is_marked(read: CellValue) -> bool:
    """Whether a cell itself shows that it holds a percentage: by a % sign, a % format, or as a fraction 215/230."""
    return read.percent_sign or read.percent_format or read.denominator is not None


def _show_percentages(read: Sequence[CellValue], out_of_others: bool) -> bool:
    """Whether figures under the name of a numerator show that they are its percentages: % signs, or decimals alone."""
    numbers = [one for one in read if one.number is not None]
    if not numbers or any(one.number is not None and one.number > 100 for one in numbers):
        return False
    if any(one.percent_sign or one.percent_format for one in numbers):
        return all(one.percent_sign or one.percent_format for one in numbers)
    return not out_of_others and any(one.decimals for one in numbers)


def _are_shares(read: Sequence[CellValue], roles: set[Role]) -> bool:
    """Whether figures with an open role are percentages.

    They are numerators where another row has the percentages, where one is above 100, or where a denominator would have
    no numerator otherwise.
    """
    if roles & {Role.VALUE, Role.UNMARKED} or any(one.number is not None and one.number > 100 for one in read):
        return False
    typed_so = any(is_marked(one) or one.decimals for one in read)
    return typed_so or Role.DENOMINATOR not in roles or bool(roles & {Role.NUMERATOR, Role.COUNT})
