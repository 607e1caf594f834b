"""Says what the figures of a series are, value, numerator or denominator, where their own labels leave it open."""

from __future__ import annotations

from collections.abc import Sequence

from inputs.headings.cell_values import Typed, typed
from inputs.headings.vocabulary import Role
from inputs.intake import Item, State
from inputs.tables.read_tables import Figure


def settled_roles(item: Item, figures: Sequence[Figure]) -> dict[Role, Role]:
    """Say what unmarked figures and plain counts are, from the other roles under which the series has anything.

    A row with only the measure's name is its value, unless the value stands elsewhere: then it is the numerator.
    """
    roles = {figure.role for figure in figures if figure.cell.value is not None or figure.cell.trouble}
    settled = {role: role for role in Role}
    if Role.EITHER in roles:
        either = [typed(figure.cell) for figure in figures if figure.role is Role.EITHER]
        settled[Role.EITHER] = Role.VALUE if _are_shares(either, roles) else Role.NUMERATOR
        roles = (roles - {Role.EITHER}) | {settled[Role.EITHER]}
    has_value_apart = Role.VALUE in roles and (item.percentage or bool(item.numerator_names))
    count_is_part = Role.NUMERATOR not in roles and (item.percentage or has_value_apart)
    settled[Role.COUNT] = Role.NUMERATOR if count_is_part else Role.VALUE
    numerator_given = Role.NUMERATOR in roles or (count_is_part and Role.COUNT in roles)
    settled[Role.UNMARKED] = Role.NUMERATOR if has_value_apart and not numerator_given else Role.VALUE
    return settled


def shares_or_counts(figures: Sequence[Figure]) -> list[Figure]:
    """Give figures that may be percentages of a measure or numbers out of its denominator, where nothing decides it.

    A denominator above 100 with no figure above 100 leaves both readings open, unless a % sign or another row decides.
    """
    if all(figure.role is not Role.EITHER for figure in figures):
        return []
    roles = {figure.role for figure in figures if typed(figure.cell).state is State.NUMBER}
    if roles != {Role.EITHER, Role.DENOMINATOR}:
        return []
    either = [figure for figure in figures if figure.role is Role.EITHER]
    numbers = [read.number for figure in either if (read := typed(figure.cell)).number is not None]
    if any(number > 100 for number in numbers) or any(is_marked(typed(figure.cell)) for figure in either):
        return []
    wholes = [typed(figure.cell).number for figure in figures if figure.role is Role.DENOMINATOR]
    return either if any(whole is not None and whole > 100 for whole in wholes) else []


def is_marked(read: Typed) -> bool:
    """Whether a cell shows by itself that it holds a percentage: by a % sign, a % format, or both parts in one."""
    return read.percent_sign or read.percent_format or read.denominator is not None


def _are_shares(read: Sequence[Typed], roles: set[Role]) -> bool:
    """Whether figures that may be the percentages of a measure or its numerators are the percentages.

    They are numerators where the percentages stand elsewhere, where one is above 100, or where a denominator waits.
    """
    if roles & {Role.VALUE, Role.UNMARKED} or any(one.number is not None and one.number > 100 for one in read):
        return False
    return any(map(is_marked, read)) or Role.DENOMINATOR not in roles or bool(roles & {Role.NUMERATOR, Role.COUNT})
