"""Decides which role figures have (value, numerator or denominator) where their labels leave it open."""

from __future__ import annotations

from collections.abc import Sequence

from inputs.headings.cell_values import CellValue, read_value
from inputs.headings.roles import OPEN, Role
from inputs.intake import Item, State
from inputs.tables.sheet_tables import Figure


def settled_roles(item: Item, figures: Sequence[Figure]) -> dict[Role, Role]:
    """The role that figures labelled with each role have, decided from the other roles that the series has.

    A row with only the name of the measure holds its value or, where another row does, its numerator. Figures whose
    role is settled by an answer keep it.
    """
    roles = {figure.role for figure in figures if figure.cell.value is not None or figure.cell.trouble}
    settled = {role: role for role in Role}
    if roles & OPEN:
        either = [read_value(figure.cell) for figure in figures if figure.role in OPEN]
        settled |= dict.fromkeys(OPEN, Role.VALUE if _are_shares(either, roles) else Role.NUMERATOR)
        roles = (roles - OPEN) | {settled[Role.EITHER]}
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


def shares_or_counts(figures: Sequence[Figure], beside: bool) -> list[Figure]:
    """The figures that could be percentages or numerators, where nothing decides it; else none.

    So where a denominator is above 100 and none of the figures is, without a % sign or another row that decides. So,
    too, where whole numbers stand alone under a name of people such as “Agency social workers”, unless a target or the
    like shows that they are percentages, as ``beside`` says.
    """
    if all(figure.role not in OPEN for figure in figures):
        return []
    roles = {figure.role for figure in figures if read_value(figure.cell).state is State.NUMBER}
    if not roles & OPEN or not roles <= {*OPEN, Role.DENOMINATOR}:
        return []
    either = [figure for figure in figures if figure.role in OPEN]
    read = [read_value(figure.cell) for figure in either]
    if any(is_marked(one) or (one.number is not None and one.number > 100) for one in read):
        return []
    if Role.DENOMINATOR not in roles:
        return [] if Role.EITHER in roles or beside or any(one.decimals for one in read) else either
    wholes = [read_value(figure.cell).number for figure in figures if figure.role is Role.DENOMINATOR]
    return either if any(whole is not None and whole > 100 for whole in wholes) else []


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
    return any(map(is_marked, read)) or Role.DENOMINATOR not in roles or bool(roles & {Role.NUMERATOR, Role.COUNT})
