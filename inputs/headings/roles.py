"""The roles that a figure may have of its measure."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a figure is of its measure. ``COUNT`` is a plain number: of a percentage, the numerator.

    ``EITHER``: the percentage or the numerator, as after the name of a measure followed by ``up to date``.
    ``MEDIAN``, ``LOWEST`` and ``HIGHEST`` describe the spread of an average and belong to items of their own.
    """

    UNMARKED = ""
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    VALUE = "value"
    COUNT = "count"
    EITHER = "value or numerator"
    MEDIAN = "median"
    LOWEST = "lowest"
    HIGHEST = "highest"


SPREAD = (Role.MEDIAN, Role.LOWEST, Role.HIGHEST)


def surer(first: Role, second: Role) -> Role:
    """The first of two roles, unless it is UNMARKED or EITHER and the second says more."""
    return first if first not in {Role.UNMARKED, Role.EITHER} else second or first
