"""The roles that a figure may have of its measure."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a figure is of its measure. ``COUNT`` is a plain number: of a percentage, the numerator.

    ``EITHER``: the percentage or the numerator, as after the name of a measure followed by ``up to date``. ``FIGURE``:
    the value of a percentage by a word such as Value or Actual, which says nothing of how it is written.
    ``MEDIAN``, ``LOWEST`` and ``HIGHEST`` describe the spread of an average and belong to items of their own.
    """

    UNMARKED = ""
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    VALUE = "value"
    COUNT = "count"
    EITHER = "value or numerator"
    FIGURE = "figure"
    MEDIAN = "median"
    LOWEST = "lowest"
    HIGHEST = "highest"


OPEN = frozenset({Role.EITHER})
"""The roles of figures that may be the percentage or its numerator."""
SPREAD = (Role.MEDIAN, Role.LOWEST, Role.HIGHEST)


def surer(first: Role, second: Role) -> Role:
    """The first of two roles, unless it is UNMARKED or open and the second says more."""
    return first if first not in {Role.UNMARKED, *OPEN} else second or first
