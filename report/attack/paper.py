"""What a stranger reads in one published paper: each number with what it is a number of, and what is hidden."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from inputs.period import Period
from report.metrics.model.measure import Measure

_MOST_DECIMALS = 9


class Side(StrEnum):
    """Which of a figure's numbers was read.

    ``VALUE`` is a percentage (0 to 100), an average or a rate; ``COUNTED`` the count or numerator; ``OF`` the
    denominator; ``DAYS`` all days behind an average. ``SHARE`` is a part's percentage of its total. ``NET`` is the
    figure less that of those who left. ``HIDDEN`` says that the figure is hidden, ``FEWER`` than how many it is.
    """

    VALUE = "value"
    COUNTED = "numerator"
    OF = "denominator"
    DAYS = "days"
    SHARE = "share"
    NET = "net change"
    HIDDEN = "hidden"
    FEWER = "fewer than"


class Rule(StrEnum):
    """A rule by which more is hidden than what is small: knowledge, where a paper prints it."""

    NEXT_SMALLEST = "the next smallest part is hidden too"


class Cell(NamedTuple):
    """One figure: a measure's id, a group ("" for none) and the months that are counted.

    A snapshot has the month it ends, a figure of 12 months all twelve, a year to date its months since April.
    """

    measure: str
    group: str
    period: Period


class Reading(NamedTuple):
    """One number as read: it is at least ``low`` and less than ``high``, or exactly ``low`` where the two are equal.

    ``where`` says in a word where it was read. Both ends are 0 for what is hidden.
    """

    cell: Cell
    side: Side
    low: Fraction
    high: Fraction
    where: str


class Paper(NamedTuple):
    """A paper as a stranger reads it: its title, the month it is of, and its readings.

    ``measures`` are all measures it may speak of, by id: those of the library, and its own as far as the page tells.
    ``rules`` are the rules of hiding that it prints. ``largest_small`` is the largest count hidden for its own sake.
    """

    title: str
    month: Period
    readings: tuple[Reading, ...]
    measures: dict[str, Measure]
    rules: frozenset[Rule] = frozenset()
    largest_small: int = 5


@cache
def _half(decimals: int) -> Fraction:
    """Half of the last decimal."""
    return Fraction(1, 2) / Fraction(10) ** decimals


def hidden(cell: Cell, where: str) -> Reading:
    """The reading of a figure that is hidden."""
    return Reading(cell, Side.HIDDEN, Fraction(0), Fraction(0), where)


def exactly(cell: Cell, side: Side, number: Fraction | int, where: str) -> Reading:
    """The reading of a number that is not rounded."""
    known = Fraction(number)
    return Reading(cell, side, known, known, where)


def rounded_to(cell: Cell, side: Side, number: Fraction, decimals: int, where: str) -> Reading:
    """The reading of a number that was rounded to so many decimals; past nine they are a workbook's own arithmetic."""
    half = _half(min(decimals, _MOST_DECIMALS))
    return Reading(cell, side, number - half, number + half, where)
